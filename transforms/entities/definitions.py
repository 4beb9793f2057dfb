"""A text says itself what a name is: "the Teso language", "the film Lantern Hill", "Kalonga, a village nearby"."""

from functools import reduce
from operator import or_
from typing import NamedTuple

import numpy as np
import polars as pl

from transforms.columns.dictionary import NONE, TYPES, number, type_codes, type_names
from transforms.columns.dtypes import Bools, Int32s, Int64s
from transforms.columns.lazy import once
from transforms.entities.ner.lexicon import heads, words_of
from transforms.entities.same_names import SameNames
from transforms.entities.span_fusion import listed_types
from transforms.text import windows

_PER, _ORG, _LOC, _MISC = (TYPES.index(name) for name in ("PER", "ORG", "LOC", "MISC"))
_PLACE = ("text_no", "start_byte", "end_byte")
_BEFORE_BYTES, _AFTER_BYTES = 64, 72

# Works: what is called so comes next, perhaps in quotation marks.
_WORK = (
    r"(?-u:\b)(?:films?|movies?|drama|sitcom|(?:TV|television|radio|talk|reality|game|web|streaming|animated|drama|comedy|crime|"
    r"Netflix) "
    r"(?:series|shows?|programmes?|programs?)|series|novels?|novella|memoir|albums?|songs?|musical|opera|documentary|"
    r"anime|manga|video ?games?|podcast|telenovela|mini-?series|sequel|thriller|sculpture|painting) "
)
_WORK_BEFORE = rf"{_WORK}[“\"‘']?$"
_QUOTED_WORK_BEFORE = rf"{_WORK}[“\"‘']$"
# Peoples and what they speak and cook.
_PEOPLE_AFTER = r"^ (?:languages?|dialects?|cuisine|tribes?(?:men|man|people|woman|women)?|nomads)(?-u:\b)"
_LANGUAGE_BEFORE = (
    r"(?-u:\b)(?:[Ss]peaks?|[Ss]peaking|[Ff]luent in|[Ll]anguages(?: (?:spoken|added))?,? (?:such as|like|including)|"
    r"[Tt]ranslated into) $"
)
_THE = r"(?-u:\b)[Tt]he $"
_THE_PEOPLE_AFTER = r"^ (?:peoples?|castes?|elders?|clans?|ethnic (?:group|minority)|traditional owners)(?-u:\b)"
# "Citizens across the West are": who is many is said before it.
_PREPOSED = (
    r"(?-u:\b)(?:of|in|on|across|from|by|to|at|along|near|around|for|with|over|under|between|through|into|and|or) "
    r"[Tt]he $"
)
# What many do: "the Kaska hope"; places of one do not. What one thing does: "the Bolt will be".
_MANY_AFTER = (
    r"^ (?:are|were|have|don['’]t|do|aren['’]t|weren['’]t|haven['’]t|hope|say|believe|want|live|speak|call|consider|"
    r"oppose|claim|feel|see|know)(?-u:\b)"
)
_ONE_THING_AFTER = (
    r"^(?: (?:will|is|was|has|had|can|could|would|may|comes|costs)(?-u:\b)|['’]s (?:range|price|launch|engine))"
)
_SEVERAL = r" |s$|^[A-Z]+$"

# Breeds, programs and the like, by what stands behind them: "the Ankole breed", "the Emotet malware".
_KIND_AFTER = (
    r"^[”\"’']? (?:breeds?|cultivars?|variet(?:y|ies)|species|genus|spyware|malware|ransomware|trojan|"
    r"pilgrimage|rite|creed|doctrine)(?-u:\b)"
)
_KIND_BEFORE = (
    r"(?-u:\b)(?:spyware|malware|ransomware|trojan|breed|cultivar|genus|operating system|chatbot|vaccine candidate|"
    r"cryptocurrency|stablecoin|supercomputer|spacecraft|spaceship|space probe|satellite|frigate|destroyer|warship|"
    r"yacht|ferry|freighter|tanker|trawler|submarine|aircraft carrier|cruise ship|container ship|icebreaker) [“\"‘']?$"
)
# "The AVENIR project", "the latest PISA exam", where it never acts like a body.
_SCHEME_AFTER = (
    r"^[”\"’']? (?:project|initiative|programme|program|scheme|exams?|examination|test scores|portal|curriculum|"
    r"methodology|treaty|pact|accord)(?-u:\b)"
)
# What several words may be called: a body's letters may stand before its event.
_EVENT_AFTER = r"^[”\"’']? (?:strategy|campaign|event|festival|parade|tournament)(?-u:\b)"
_ACTS = r"^ (?:Founder|founder|Co-founder|co-founder|CEO|Chief|chief|is planning|plans to)(?-u:\b)"
_WITH = r"(?-u:\b)(?:[Ww]ith|[Bb]y|[Bb]etween) (?:the )?$"
_THE_SCHEME = r"(?-u:\b)(?:[Tt]he|latest|new|its|their|last|this) [“\"‘']?$"

_PLACE_NOUN = (
    "village|town|city|hamlet|suburb|neighbou?rhood|island|islet|river|lake|national park|game reserve|nature reserve|"
    "mountain|volcano|valley|province|district|peninsula|township|settlement|municipality|prefecture|governorate|"
    "plateau|archipelago|refugee camp|air ?base|air station|barangay|upazila|taluka?|tehsil|commune|canton|oblast|"
    "junction|intersection|roundabout|bay|strait|gorge|cove|reef|lagoon|borough|enclave|headland|isthmus"
)
_PLACE_BEFORE = rf"(?-u:\b)(?:{_PLACE_NOUN})(?: of|(?:,? known as|,? called|,? named) [‘“\"']?)[ ]?$"
_PLACE_AFTER = rf"^ (?:{_PLACE_NOUN}|highlands|highway|airport|prison|reservoir|dam)(?:[^\p{{L}}'’-]|$)"
# "X, a village in", "X is Africa's oldest national park,": the noun ends what is said of the name.
_IS = (
    r"^(?:, | is | was )(?:(?:a|an|the|its|their|one of the|(?:the )?[\p{L}]+['’]s) )"
    r"(?:[\p{L}0-9][\p{L}0-9-]* ){0,2}"
)
_ENDS = (
    r"(?:[,.;]|$| (?:in|on|of|near|that|which|where|about|with|to|at|outside|just|some|north|south|east|west|from|"
    r"based|owned|run|founded|listed|headquartered)(?-u:\b))"
)
_IS_PLACE = rf"{_IS}(?:{_PLACE_NOUN})s?{_ENDS}"
_FIRM_NOUN = (
    "company|chipmaker|carmaker|automaker|drugmaker|planemaker|retailer|bank|lender|airline|start-?up|subsidiary|"
    "conglomerate|brokerage|brewery|law firm|firm|consultancy|think tank|charity|NGO|non-?profit(?: organi[sz]ation)?|"
    "organi[sz]ation|newspaper|broadcaster|trade union|militia|rebel group|militant group|advocacy group|"
    "political party|watchdog|advertising agency|news agency|supermarket chain|restaurant chain|chain|bookshop"
)
_IS_FIRM = rf"{_IS}(?:{_FIRM_NOUN})s?{_ENDS}"
# What firms have and persons seldom: told twice in an article it makes a firm of a lone surname ("Carrier workers").
_FIRM_HAS = (
    r"^(?:['’]s)? (?:factory|factories|plants?|workers|employees|executives?|products|stores|dealerships|subsidiary|"
    r"headquarters|shareholders|customers|workforce|management)(?-u:\b)"
)
# "owned 60 percent by Gdynia-based Orlica Energia"; persons are based somewhere too.
_BASED_BEFORE = (
    r"\p{Lu}\p{L}+-(?:based|headquartered) $|(?-u:\b)(?:owned|controlled|held)(?: [0-9.]+(?:%| per ?cent))? by $"
)
# Buildings: who is "at" or "outside" one is not in a body, unless it is who works there ("fellow at Halden House").
_BUILDING = (
    r" (?:House|Hall|Cent(?:er|re)|Museum|Gallery|Building|Arena|Pavilion|Auditorium|Theater|Headquarters|Memorial|"
    r"Chapel|Basilica|Zoo|Aquarium|Barracks|Clinic|Jail|Fort|Circle|Gate|Crossing|Wharf|Pier|Harbou?r|Quay|Corner|"
    r"Precinct|Enclave|Nagar|Heights|Point|Landing|Ground|Course|Sanctuary|Reserve|Springs|Ranch)$|"
    r"^(?:Casa|Villa|Palazzo|Palais|Ch[aâ]teau|Hacienda|Estadio|Teatro) "
)
_IN_BUILDING = (
    r"(?-u:\b)(?:[Aa]t|[Ii]n|[Ii]nside|[Oo]utside|[Nn]ear|[Oo]pposite|[Bb]ehind|[Bb]eside|visit(?:ed|ing)?|tour(?:ed|ing)|"
    r"[Aa]round) (?:the |[\p{L}]+['’]s )?$"
)
_AT_WORK = (
    r"(?-u:\b)(?:analysts?|fellows?|professors?|directors?|researchers?|economists?|experts?|lecturers?|scholars?|head|"
    r"scientists?|doctors?|physicians?|curators?|chair|dean|strategists?|managers?|officials?|specialists?|psychologists?|"
    r"engineers?|advis[eo]rs?|[Dd]epartments?|forecasters?|meteorologists?|president|staff|works?|worked|working|job|"
    r"colleagues?|friends|interns?|editors?|published|printed|stud(?:y|ies|ied|ying)|students?)"
    r"(?: [\p{L},]+){0,3} (?:at|in) (?:the )?$"
)
# Streets by their number or by who is on them: "90 York Way".
_STREET = r" (?:Way|Place|Lane|Row|Crescent|Terrace|Close|Mews|Grove|Walk|Quay|Wharf|Parade|Esplanade|Promenade)$"
_IN_STREET = r"(?:[^0-9.,][0-9]{1,4}[A-Za-z]?|(?-u:\b)(?:[Oo]n|[Aa]long|[Oo]ff|[Aa]t)) $"
_BEFORE_STREET = r"^, [0-9]{1,4} \p{Lu}"
# What is done to persons who are called like a building or a street: "they relied on Nathan Lane".
_WITH_PERSONS = (
    r"(?-u:\b)(?:(?:[Cc]onfid|[Bb]elie[vf]|[Tt]rust|[Ff]aith|[Ii]nterest|[Ss]aw|[Ss]een?|[Ff]ound|[Ff]ind)\p{Ll}* in|"
    r"(?:[Rr]el[iy]|[Dd]epend|[Cc]all|[Cc]omment|[Ff]ocus|[Cc]ount|[Pp]ressure|[Aa]ttack|[Rr]eport|[Bb]ased|[Cc]heat|"
    r"[Ss]pie|films?|documentary|books?|biography|crush|eyes?|bets?)\p{Ll}* on|"
    r"(?:[Ll]ook|[Ss]mil|[Ll]augh|[Ss]hout|[Yy]ell|[Ss]tar|[Ww]av|[Gg]lanc|[Pp]oint|[Aa]ng|[Aa]im|[Ss]cream)\p{Ll}+ at|"
    r"[Vv]isit(?:ed|ing)|[Bb]ehind|[Bb]eside) $"
)
_NO_BUILDING = r"^(?:Upper|Lower|Full|Open) House$| (?:of|and|&) "
# Programmes and plans, unless they speak or are spoken for.
_OPERATION = r"^(?:Operation|Project) \p{Lu}[\p{L}-]+$"
_PROGRAMME = (
    r" (?:Programme|Program|Project|Plan|Scheme|Agenda|Roadmap|(?:Action|Change|Growth|Resilience|Reduction|Adaptation|"
    rf"Development|Security) Strategy)$|{_OPERATION}"
)
_SPEAKS = (
    r"^(?:['’]s (?:director|founder|chief|president|spokes|staff|website)|,? (?:said|says|told|reported|announced|"
    r"warned|found that|sued|filed|estimates?|hired|employs|published|accused|argued|urged|tweeted|"
    r"released a (?:video|statement|report)|an? (?:[a-z-]+ )?(?:group|organi[sz]ation|charity|non-?profit|website)))"
)
_SPOKEN_FOR = (
    r"(?-u:\b)(?:according to|spokes[a-z]+ (?:for|of)|director of|founder of|president of|founded|joined|"
    r"work(?:s|ed) (?:for|with)|donat[a-z]+ to) (?:the )?$"
)
# "The newspaper La Prensa" is no woman.
_FOREIGN_ARTICLE = r"^(?:La|El|Los|Las|Le|Les|Die|Der|Das|Il|Al) \p{Lu}"
# "The Jansatta newspaper", "Al-Rai daily".
_PAPER_AFTER = (
    r"^['’”\"]? (?:(?:business|financial|state|local|sports|online|morning|evening) )?"
    r"(?:newspaper|daily|magazine|weekly|tabloid|broadcaster|news agency|news site|news website|"
    r"radio station|television station|TV station|TV channel|news channel)"
    r"(?:[^\p{L}-]| (?:[a-z]+ed|said|on|in|that|which|and)(?-u:\b))"
)
_FIRM_BEFORE = (
    rf"(?-u:\b)(?:{_FIRM_NOUN}|(?:[Dd]irector|[Cc]o-founder|[Gg]eneral manager|"
    r"[Ss]pokes(?:man|woman|person)) (?:of|for|at)) $"
)
# "The Rasmussen poll".
_POLL_AFTER = r"^ (?:(?:national|statewide|new|tracking|online|opinion) )?(?:polls?|polling|surveys?)(?-u:\b)"
_POLL_BEFORE = r"(?-u:\b)(?:[Tt]he|[Aa]n?|latest|recent|new|last) $"


class _Said(NamedTuple):
    """What the words next to each asked name say that it is, and whether the name is one word."""

    people: pl.Series
    thing_there: pl.Series
    place: pl.Series
    firm: pl.Series
    firm_before: pl.Series
    based: pl.Series
    work: pl.Series
    thing: pl.Series
    building: pl.Series
    programme: pl.Series
    body: pl.Series
    polled: pl.Series
    scheme: pl.Series
    alone: pl.Series


def typed_by_definition(found: pl.DataFrame, texts: pl.DataFrame) -> pl.DataFrame:
    """Correct the types of names that the words next to them define; what the table lists stays.

    Takes names with type in reading order; gives the same rows. Works, programmes, peoples and languages become MISC,
    places, streets and buildings LOC, firms and other bodies ORG, an operation that speaks too; a person of whom a
    first name is known stays one, unless a work is called so, or somebody is where only a place can be.
    """
    if found.is_empty():
        return found
    types = type_codes(found["type"]).copy()
    word, words = number(found["text"])
    rows = np.flatnonzero((listed_types(words) == NONE)[word])
    nearby = windows.around(found.select(_PLACE)[rows], texts, before=_BEFORE_BYTES, after=_AFTER_BYTES)
    before, after = nearby["before"], nearby["after"]
    said = _said(words, word[rows], types[rows], before, after)
    kinds = (said.thing, said.people, said.place, said.firm, said.firm_before, said.based, said.work, said.thing_there)
    told = np.flatnonzero(reduce(or_, (*kinds, said.building, said.programme, said.body)).to_numpy())
    types[rows[told]] = _defined(found["text"].gather(rows[told]), types[rows[told]], before, said, told)
    same = SameNames(found, texts, (word, words))
    return found.with_columns(type=type_names(_for_all_mentions(found["text"], types, same, rows, said, before, after)))


def _said(words: pl.Series, word: Int32s, types: Int64s, before: pl.Series, after: pl.Series) -> _Said:
    """What is said of names: `word` is the row of each among the distinct words, before and after are next to it."""
    people = after.str.contains(_PEOPLE_AFTER) | (before.str.contains(_THE) & after.str.contains(_THE_PEOPLE_AFTER))
    people |= before.str.contains(_LANGUAGE_BEFORE)
    the = before.str.contains(_THE)
    alone = pl.Series(~(words.str.contains(_SEVERAL).to_numpy())[word])
    many = the & alone & pl.Series(types == _LOC) & after.str.contains(_MANY_AFTER)
    programme, body = _programmes(words, before, after, word)
    several = pl.Series(words.str.contains(" ", literal=True).to_numpy()[word])
    called = after.str.contains(_SCHEME_AFTER) | (several & after.str.contains(_EVENT_AFTER))
    return _Said(
        people=people | (many & ~before.str.contains(_PREPOSED)),
        thing_there=the & alone & pl.Series(types == _PER) & after.str.contains(_ONE_THING_AFTER),
        place=before.str.contains(_PLACE_BEFORE) | after.str.contains(_PLACE_AFTER) | after.str.contains(_IS_PLACE),
        firm=after.str.contains(f"{_IS_FIRM}|{_PAPER_AFTER}"),
        firm_before=before.str.contains(_FIRM_BEFORE),
        based=before.str.contains(_BASED_BEFORE),
        work=before.str.contains(_WORK_BEFORE),
        thing=after.str.contains(_KIND_AFTER) | before.str.contains(_KIND_BEFORE),
        building=pl.Series(_buildings(words, before, word) | _streets(words, before, after, word)),
        programme=pl.Series(programme),
        body=pl.Series(body),
        polled=pl.Series(_both(before, _POLL_BEFORE, after.str.contains(_POLL_AFTER))),
        scheme=pl.Series(_both(before, _THE_SCHEME, called)),
        alone=alone,
    )


def _defined(names: pl.Series, types: Int64s, before: pl.Series, said: _Said, told: Int64s) -> Int64s:
    """The types of names of which something is said; the last that is said counts."""
    out = types.copy()
    one_word = ~names.str.contains(" ", literal=True).to_numpy()
    foreign = names.str.contains(_FOREIGN_ARTICLE).to_numpy()
    person = (types == _PER) & _have_first_names(names)
    surname = names.str.to_lowercase().is_in(_names_of_people().implode()).to_numpy()
    quoted = before.gather(told).str.contains(_QUOTED_WORK_BEFORE).to_numpy()
    thing = types == _MISC
    last = names.str.extract(r" (\S+)$").str.to_lowercase().is_in(_place_heads().implode())
    land = (types == _LOC) & last.fill_null(value=False).to_numpy()
    with_persons = before.gather(told).str.contains(_WITH_PERSONS).to_numpy()
    for each, kind, may in (
        (said.building, _LOC, ~thing & ~(person & with_persons)),
        (said.programme, _MISC, ~person),
        (said.body, _ORG, ~person),
        (said.firm, _ORG, ~thing & ~person),
        (said.based, _ORG, (types == _PER) & ~person & ~surname),
        (said.firm_before, _ORG, ~thing & ~land & ((types != _PER) | one_word | foreign)),
        (said.place, _LOC, ~thing & ~person),
        (said.people, _MISC, one_word & ~person),
        (said.thing_there, _MISC, one_word & ~thing),
        (said.work, _MISC, ~person | quoted),
        (said.thing, _MISC, ~person),
    ):
        out[each.gather(told).to_numpy() & may] = kind
    return out


def _for_all_mentions(
    texts: pl.Series, types: Int64s, same: SameNames, rows: Int64s, said: _Said, before: pl.Series, after: pl.Series
) -> Int64s:
    """Types of all names, which are in reading order in `texts`: what is said of one holds for those called like it."""
    bodies = (types == _LOC) | (types == _ORG)
    types[same.like(rows[said.people.to_numpy() & (types[rows] == _MISC)], bodies)] = _MISC
    owners = rows[after.str.contains(_FIRM_HAS).to_numpy() & said.alone.to_numpy() & (types[rows] == _PER)]
    owners = same.no_surnames(same.twice(owners), types == _PER)
    types[same.like(owners, types == _PER)] = _ORG
    things = same.no_surnames(rows[said.thing_there.to_numpy() & (types[rows] == _MISC)], types == _PER)
    types[rows[said.thing_there.to_numpy()]] = _PER
    types[same.like(things, types == _PER)] = _MISC
    types[same.plurals(bodies & (types != _MISC), (types == _PER) | (types == _MISC))] = _MISC
    types[same.no_surnames(rows[said.polled.to_numpy() & (types[rows] == _PER)], types == _PER)] = _ORG
    if said.scheme.any():
        acts = after.str.contains(f"{_SPEAKS}|{_ACTS}") | before.str.contains(f"{_SPOKEN_FOR}|{_WITH}") | said.place
        types[_schemes(same, rows, said.scheme.to_numpy(), acts.to_numpy(), types == _ORG)] = _MISC
    things = rows[said.thing.to_numpy() & (types[rows] == _MISC)]
    types[same.like(same.no_surnames(things, types == _PER), types != _MISC)] = _MISC
    for each, kind in ((said.place, _LOC), (said.firm | said.firm_before, _ORG)):
        defined = rows[each.to_numpy() & (types[rows] == kind)]
        defined = same.no_surnames(defined[_are_sure(texts.gather(defined), kind)], types == _PER)
        types[same.like(defined, types != _MISC)] = kind
    return types


def _both(before: pl.Series, pattern: str, asked: pl.Series) -> Bools:
    """Whether names are asked for, which few are, and what comes before them matches."""
    out = asked.to_numpy().copy()
    rows = np.flatnonzero(out)
    out[rows] = before.gather(rows).str.contains(pattern).to_numpy()
    return out


def _schemes(same: SameNames, rows: Int64s, scheme: Bools, acts: Bools, bodies: Bools) -> Int64s:
    """The rows of bodies that are called projects or exams in their article and neither act nor are a place in it."""
    last = same.words.str.extract(r"(\S+)$").str.to_lowercase()
    plain = ~(same.words.str.contains(" ", literal=True) & last.is_in(sorted(heads()))).to_numpy()
    called: Int64s = rows[scheme & bodies[rows] & plain[same.word[rows]]]
    out: Int64s = np.setdiff1d(same.like(called, bodies), same.like(rows[acts], bodies))
    return out


def _are_sure(names: pl.Series, kind: int) -> Bools:
    """Whether names that are defined as a type are it elsewhere: not "the Clinton Foundation river", nor full names."""
    one_word = ~names.str.contains(" ", literal=True).to_numpy()
    if kind == _ORG:
        return np.asarray(one_word | ~_have_first_names(names))
    last = names.str.extract(r" (\S+)$").str.to_lowercase()
    return np.asarray(one_word | last.is_in(_place_heads().implode()).fill_null(value=False).to_numpy())


def _buildings(words: pl.Series, before: pl.Series, word: Int32s) -> Bools:
    """Whether each name is that of a building in which, or near which, somebody is."""
    rows = np.flatnonzero((words.str.contains(_BUILDING) & ~words.str.contains(_NO_BUILDING)).to_numpy()[word])
    before = before.gather(rows)
    out = np.zeros(len(word), dtype=bool)
    out[rows] = (before.str.contains(_IN_BUILDING) & ~before.str.contains(_AT_WORK)).to_numpy()
    return out


def _streets(words: pl.Series, before: pl.Series, after: pl.Series, word: Int32s) -> Bools:
    """Whether each name is that of a street, with a number or somebody on it."""
    rows = np.flatnonzero(words.str.contains(_STREET).to_numpy()[word])
    out = np.zeros(len(word), dtype=bool)
    told = before.gather(rows).str.contains(_IN_STREET) | after.gather(rows).str.contains(_BEFORE_STREET)
    out[rows] = told.to_numpy()
    return out


def _programmes(words: pl.Series, before: pl.Series, after: pl.Series, word: Int32s) -> tuple[Bools, Bools]:
    """Whether each name is that of a programme or a plan, and whether that of an operation that acts like a body.

    Other programmes that act so are neither: what they are is known by their words.
    """
    rows = np.flatnonzero(words.str.contains(_PROGRAMME).to_numpy()[word])
    acts = after.gather(rows).str.contains(_SPEAKS) | before.gather(rows).str.contains(_SPOKEN_FOR)
    operation = words.str.contains(_OPERATION).to_numpy()[word[rows]]
    programme, body = np.zeros(len(word), dtype=bool), np.zeros(len(word), dtype=bool)
    programme[rows], body[rows] = ~acts.to_numpy(), acts.to_numpy() & operation
    return programme, body


def _have_first_names(names: pl.Series) -> Bools:
    """Whether names begin with the first name of a person, more words behind it."""
    first = names.str.extract(r"^(\S+) ").str.to_lowercase()
    return first.is_in(_first_names().implode()).fill_null(value=False).to_numpy()


@once
def _first_names() -> pl.Series:
    return pl.Series(sorted(words_of("first")))


@once
def _place_heads() -> pl.Series:
    return pl.Series(sorted(words_of("placehead") | {"circle", "gate", "junction", "chowk", "nagar"}))


@once
def _names_of_people() -> pl.Series:
    return pl.Series(sorted(words_of("first") | words_of("last")))
