"""What of a name's own words is one name: "The Ministry of Health", "Kenya Airways CEO", "Target and Amazon"."""

import re
from functools import lru_cache

import polars as pl

from transforms.columns.dictionary import NONE, TYPES
from transforms.columns.lazy import once
from transforms.entities.linking.gazetteer import countries
from transforms.entities.ner.lexicon import heads, words_of
from transforms.entities.no_names import MAY_BE_NO_NAME, NO_NAMES, is_no_name
from transforms.entities.ordinary_words import common_words
from transforms.entities.span_fusion import listed_type
from transforms.entities.titles import TITLED, without_title

_PER, _ORG, _LOC, _MISC = (TYPES.index(name) for name in ("PER", "ORG", "LOC", "MISC"))

# What comes before the name of a person and is not part of it.
_TITLES = (
    r"(?:Mr|Mrs|Ms|Mx|Dr|Hr|PM|Madam|Madame|Prof|Rev|Sen|Rep|Gov|Gen|Lt|Col|Sgt|Capt|Adm|Insp|Cllr|Hon|Shri|Smt|Datuk|"
    r"Gen\.-Col|Brig|Maj|Cmdr)\.? "
)
# Words that open a sentence or a headline before a name.
_OPENERS = (
    "Even|Some|Only|But|And|While|When|After|As|If|For|From|With|By|Of|Since|Although|Though|However|Meanwhile|Perhaps|"
    "Also|Yet|Because|Until|Unless|Why|How|Where|Who|Then|Now|So|Like|Both|Many|Most|Here|There|Once|Maybe|Still|Again|"
    "Does|Did|Is|Are|Was|Were|Could|Would|Should|Has|Have|Had|Outside|Inside|Asked|Told|What|Which|Whether|That|This|"
    "These|Those|His|Her|Their|Our"
)
# Offices in letters and kin, before what was found to be a person.
_LETTERS = (
    "MP|MK|CM|LG|MLA|MNA|MEC|OC|ACP|DCP|SSP|Comptroller|Counsell?ors?|Advocate|Auntie|Grandmother|Grandfather|Nuncio|"
    "Under|Regarding|Dubbed|Former|Then|Justice|Chief Justice|Before|During|Despite|Following|Unlike|Dear|Against|"
    "Between|Behind|Among|Without|At|On|ASI|SI|DSP|DIG|IGP|DGP|SHO"
)
# Of the police, before one name too: "OC Mainuddin".
_POLICE = re.compile(r"(?:ASI|DSP|DIG|IGP|DGP|SHO|OC|ACP|DCP|SSP) (?=[A-Z][a-z]+$)")
# "President of the" Republic Pedro Lind.
_HEADS = (
    "Republic|Federation|Nation|Assembly|Senate|Council|Government|Ministry|State|Congress|Parliament|Party|Commission|"
    "Union|Chamber|Board|Association|Institute|Committee|Court|Supreme|University"
)
_HEADED_PERSON = re.compile(rf"(?:{_HEADS}) (?=(?P<first>[A-Z]\S+) [A-ZÀ-Þ]\S+(?: [A-ZÀ-Þ]\S+)?$)")
# Where somebody is, at the head of a sentence: "In Hudson" is no person.
_PLACED = re.compile(r"(?:In|At|On|Near) (?=[A-Z][a-z]+$)")
_MOST_NAMES = 4
_LETTERED = re.compile(rf"(?:{_LETTERS}) (?=\S)")
_OPENED = re.compile(rf"(?:{_OPENERS}) (?=\S)")
_TITLED = re.compile(_TITLES)
_ARTICLED = re.compile(r"The (?=[A-Z])")
# Offices in letters and the verbs of headlines in a title's case.
_TRAILING = re.compile(
    r"(?: (?:Majority|Minority)(?: (?:Leader|Whip))?|(?<=Court) (?:Chief )?Justices?| (?:CEO|CFO|COO|CTO|Says|Said|"
    r"Sees|Warns|Cuts|Beats|Raises|Unveils|Announces|Launches|Shares|Stock|Stocks|Earnings|Profit|Profits|Revenue))$"
)
_LAW_ENDS = re.compile(r" (?:Act|Bill|Law|Treaty|Agreement|Accords?|Protocol|War|Cup|Games|Index|Prize|Awards?)$")
# A first name and one to three more words.
_FULL_NAME = re.compile(r"([A-Z][a-z]+) (?:[A-Z]\S+ ){0,2}[A-ZÀ-Þ][\w'’-]+")
# "KFC-parent Yum Brands", "London-based": a name before the hyphen, and perhaps one behind it.
_COMPOUND = re.compile(
    r"(?P<left>.+?)-(?:parent|based|backed|owned|led|listed|born|headquartered|controlled|run|linked|funded|made|style|"
    r"educated|trained|registered|occupied|held|administered|majority|sponsored|affiliated|era)(?: (?P<right>.+))?"
)
_OWNED = re.compile(r"(?P<owner>.+?)['’]s (?P<person>(?P<first>[A-Z][a-z]+) [A-Z]\S+(?: [A-Z]\S+)?)")
_OWNED_NAME = re.compile(r"(?P<owner>.+?)['’]s (?P<person>[A-Z][\w-]+)")
# "India's Supreme Court", "UN's Food and Agriculture Organization": whose it is and what it is.
_POSSESSIVE = re.compile(r"(?P<owner>.+?)['’]s (?P<body>[A-ZÀ-Þ].+)")
_BODY = (
    "Ministry|Department|Court|Parliament|Office|Organi[sz]ation|Agency|Commission|Council|Committee|Bureau|Authority|"
    "Directorate|Administration|Institute|Bank|Army|Police|Navy|Government|Assembly|Senate|Congress|Party|Cent(?:er|re)|"
    "School|Faculty|College|University|Academy|Federation|Association|Board|Union|Secretariat|Embassy|Museum|Library"
)
_HAS_BODY = re.compile(rf"\b(?:{_BODY})\b")
_IS_BODY = re.compile(rf"[A-Z.]{{2,7}}|.*\b(?:{_BODY})")
# What a body has: "the Brennan Center's Democracy Program", "the Police Department's Jhongli Precinct".
_UNIT = re.compile(
    r".*\b(?:Group|Division|Precinct|Unit|Panel|Fund|Forum|Team|Section|Branch|Service|Squad|Command|Laboratory|Lab|"
    r"(?P<thing>Programme|Program|Project|Initiative|Index|Report|Survey|Plan|Strategy|Campaign))(?: (?:of|for|on) .+)?"
)
# "Farmers Federation Maria Berg": a body and who speaks for it.
_BODY_AND_PERSON = re.compile(r"(?P<body>.+ (?:[A-Z][a-z]+)) (?P<person>(?P<first>[A-Z][a-z]+) [A-ZÀ-Þ][\w'’-]+)")
# "LEBA Fatallah Fawzi", "Republic Pedro Castillo": letters or an office's body before a full name.
_HEAD_AND_PERSON = re.compile(
    r"(?:(?P<letters>[A-Z]{3,6})|(?:Republic|Federation|Senate|Council|Court|Assembly|Commission|Board|Party|Parliament|"
    r"Government|Committee|Congress)) (?P<person>(?P<first>[A-Z][a-z]+) [A-ZÀ-Þ][\w'’-]+(?: [A-ZÀ-Þ][\w'’-]+)?)"
)
_LETTERS_OF_OFFICE = re.compile(
    r"MLA|MNA|MEC|MLC|MCA|DCP|SSP|DGP|IGP|CEO|CFO|COO|CTO|CIO|EVP|SVP|AVP|DSP|ASP|SHO|IPS|IAS|OIC|FBI"
)
# Two of a kind: "Halden Port and Lerby International Airport".
_HEADED = re.compile(
    rf".*\b(?:{_BODY}|Airport|Port|Park|Hospital|Bridge|Stadium|Hotel|Station|Street|Road|Avenue|River|Lake|Island)"
)
# A place or a chamber and a party: "the Kentucky Republican", "Senate Democrats", "the Ohio Democratic" primary.
_PARTISAN = re.compile(r"(?P<left>.+) (?P<party>Republicans?|Democrats?|Democratic)")
_CHAMBERS = ("Senate", "House", "Tea Party")
_WINGS = ("Young", "Liberal", "Moderate", "Progressive", "Radical", "Independent", "Union", "Jackson", "Lincoln")
_PARTY_WORDS = r" (?:Republicans?|Democrats?|Democratic)$"
# Who governs, not a body: "the Obama Administration".
_GOVERNMENT = re.compile(r"(?P<head>[A-Z][A-Za-z'’-]+) Administration(?P<several>s)?")
# Marks that open or close what is quoted: "” Teevan" of "Congress,” Teevan said"; "'Ndrangheta" is a name.
_MARKS = re.compile(r"[\"“”]+ ?|['‘’](?=[A-Z][^'‘’]*$)(?!Ndrangheta)")
_LAST_MARK = re.compile(r"[,;:]$| [–—-]$")
# "Kuwait University, Ministry of Higher Education": two bodies over a comma, no "University of Colorado, Boulder".
_TWO_BODIES = re.compile(
    rf"(?P<left>[^,]*\b(?:{_BODY})(?: of [^,]+)?), (?P<right>(?:[A-ZÀ-Þ]\S+ )*(?:{_BODY})\b(?! and)[^,]*)"
)
# "Sadik of Noongola Degree College".
_SCHOOL = "(?:College|University|School|Academy)"
_PUPIL = re.compile(rf"(?P<person>[A-Z][a-z]+) of (?P<body>[A-Z].* {_SCHOOL})")
_SPEAKING = frozenset(["forum", "league", "network", "movement", "alliance", "federation"])
_AND = re.compile(r",? (?:and|&) (?P<article>(?:the|an?|its|their|his|her|a separate) )?| / ")
# "The Oscar and the Booker Prize": what is another thing behind "and the"; "Trade and the Environment" is one.
_ANOTHER_THING = re.compile(
    r".*\b(?:Prize|Award|Awards|Medal|Cup|Games|Olympics|Championships?|Trophy|Tour|Open|Festival|War|Act|Bill|Law|Treaty"
    r"|Agreement|Accords?|Protocol|Convention|Directive|Pact|Index|Project|Program|Programme|Plan|Initiative|Fair|Expo)"
)
# "Sahara The Reserve Bank of India": a headline ran into the sentence behind it.
_RUN_TOGETHER = re.compile(r"(?P<left>.+) The (?P<right>.+)")
_COMPANY_ENDS = re.compile(
    r" (?:Inc|Corp|Co|Ltd|Plc|PLC|LLC|AG|SE|Group|Holdings|Bank|Airlines|Motors|University|Party|Company|"
    r"Corporation)\.?$"
)
_NAMELIKE = re.compile(r"[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*)?")
# What goes on after "and" in the name of one firm: "Savings and Loan", "Smith & Sons".
_GOES_ON = re.compile(r"(?:Sons|Loan|Savings|Trust|Company|Co|Partners|Associates|Finance|Insurance|Sciences?)\b")
_SUSPECT = (
    rf"^(?:The|In|At|On|Near|{_OPENERS}|{_LETTERS}|{_HEADS}) |^{_TITLES}| (?:and|&|/) |, [A-Z]|"
    r"['’]s [A-Z]|-[a-z]+(?: |$)| "
    rf"(?:CEO|CFO|COO|CTO|S[a-z]+|"
    r"Warns|Cuts|Beats|Raises|Unveils|Announces|Launches|Earnings|Profits?|Revenue)$|^[\"'“”‘’]|[,;:–—]$| -$|"
    r"^(?:[A-Z]{3,6}|Republic|Federation|Senate|Council|Court|Assembly|Commission|Board|Party|Parliament|Government|"
    r"Committee|Congress) [A-Z][a-z]+ [A-ZÀ-Þ]|"
    rf" (?:{_BODY}|Forum|League|Network|Movement|Alliance)(?: .*)? [A-Z][a-z]+ [A-ZÀ-Þ][\w'’-]+$|"
    rf"{_PARTY_WORDS}| The |{TITLED}|^[A-Z][a-z]+ of .* {_SCHOOL}$|"
    r" (?:Majority|Minority|Leader|Whip|Justices?|Administrations?)$"
)


def may_be_parted(names: pl.Series) -> pl.Series:
    """Whether `parts_of` may say that each name is less than one, or more: a quick first look."""
    return (
        names.str.contains(_SUSPECT)
        | names.str.contains(MAY_BE_NO_NAME)
        | names.str.contains(_lands_first())
        | names.is_in(NO_NAMES)
    )


@lru_cache(1 << 14)
def parts_of(words: str, kind: int) -> tuple[tuple[int, str, int], ...] | None:
    """What stays of a name: first character, words and type of each part; nothing of nobody; None: all of it."""
    if is_no_name(words, kind):
        return ()
    if listed_type(words) != NONE:
        return None
    if (titled := without_title(words, kind)) is not None:
        return (titled,)
    marks = _MARKS.match(words)
    first = marks.end() if marks else 0
    rest = _LAST_MARK.sub("", words[first:])
    articled = () if kind == _MISC and not _LAW_ENDS.search(words) else (_ARTICLED,)
    for pattern in (_OPENED, *articled, _TITLED):
        while opened := pattern.match(rest):
            first, rest = first + opened.end(), rest[opened.end() :]
            kind = _PER if pattern is _TITLED and kind != _MISC else kind
    if (opened := _LETTERED.match(rest)) and (kind == _PER or (kind == _ORG and _is_person(rest[opened.end() :]))):
        first, rest, kind = first + opened.end(), rest[opened.end() :], _PER
    if kind == _ORG and (opened := _POLICE.match(rest)):
        first, rest, kind = first + opened.end(), rest[opened.end() :], _PER
    if kind != _MISC and (headed := _HEADED_PERSON.match(rest)) and _is_headed(headed["first"], rest):
        first, rest, kind = first + headed.end(), rest[headed.end() :], _PER
    if kind in (_PER, _LOC) and (placed := _PLACED.match(rest)):
        first, rest = first + placed.end(), rest[placed.end() :]
        kind = kind if rest.lower() in words_of("last") else _LOC
    if kind != _MISC:
        rest = _TRAILING.sub("", rest)
    parts = _divided(rest, kind)
    if parts is None:
        return None if rest == words else ((first, rest, _type_of(rest, kind)),)
    return tuple((first + at, text, given) for at, text, given in parts)


def _divided(words: str, kind: int) -> list[tuple[int, str, int]] | None:
    """Two names that were taken for one."""
    if (compound := _COMPOUND.fullmatch(words)) and (left := compound["left"]):
        kinds = (_type_of(left, _ORG if kind == _ORG and not compound["right"] else _LOC), kind)
        parts = [(0, left, kinds[0])]
        return (
            [*parts, (compound.start("right"), compound["right"], _type_of(compound["right"], kind))]
            if compound["right"]
            else parts
        )
    if (owned := _OWNED.fullmatch(words)) and _is_first_name(owned["first"]):
        owner = _type_of(owned["owner"], _ORG)
        return [(0, owned["owner"], owner), (owned.start("person"), owned["person"], _PER)]
    if kind != _PER and (held := _POSSESSIVE.fullmatch(words)) and _HAS_BODY.search(held["body"]):
        owner = listed_type(held["owner"])
        if owner in (_ORG, _LOC) or (owner == NONE and _IS_BODY.fullmatch(held["owner"])):
            owner = _ORG if owner == NONE else owner
            return [(0, held["owner"], owner), (held.start("body"), held["body"], _type_of(held["body"], _ORG))]
    if kind != _PER and held and (unit := _UNIT.fullmatch(held["body"])) and _is_body(held["owner"]):
        whose = (0, held["owner"], _type_of(held["owner"], _ORG))
        return [whose, (held.start("body"), held["body"], _MISC if unit["thing"] else _ORG)]
    if owned := owned or _OWNED_NAME.fullmatch(words):
        return _of_a_country(owned["owner"], owned["person"], kind)
    if kind == _ORG and (two := _TWO_BODIES.fullmatch(words)):
        return [
            (0, two["left"], _type_of(two["left"], kind)),
            (two.start("right"), two["right"], _type_of(two["right"], kind)),
        ]
    if kind == _ORG and (pupil := _PUPIL.fullmatch(words)) and _is_first_name(pupil["person"]):
        return [(0, pupil["person"], _PER), (pupil.start("body"), pupil["body"], _type_of(pupil["body"], _ORG))]
    if (headed := _HEAD_AND_PERSON.fullmatch(words)) and _is_named(headed):
        person = (headed.start("person"), headed["person"], _PER)
        letters = headed["letters"]
        return [(0, letters, _ORG), person] if letters and not _LETTERS_OF_OFFICE.fullmatch(letters) else [person]
    if kind == _ORG and (spoken := _BODY_AND_PERSON.fullmatch(words)) and _is_spoken_for(spoken):
        return [(0, spoken["body"], _ORG), (spoken.start("person"), spoken["person"], _PER)]
    if (government := _GOVERNMENT.fullmatch(words)) and (
        government["several"] or listed_type(government["head"]) == _PER
    ):
        return [(0, government["head"], _PER)]
    if kind == _ORG and (lands := _two_lands(words)):
        return lands
    if kind == _ORG and (partisan := _PARTISAN.fullmatch(words)) and _may_have_parties(partisan["left"]):
        parts = [(0, partisan["left"], _type_of(partisan["left"], _ORG))]
        party = listed_type(partisan["party"])
        return parts if party == NONE else [*parts, (partisan.start("party"), partisan["party"], party)]
    if (run := _RUN_TOGETHER.fullmatch(words)) and (after := listed_type(run["right"])) != NONE:
        return [(0, run["left"], _type_of(run["left"], kind)), (run.start("right"), run["right"], after)]
    between = list(_AND.finditer(words))
    for link in between:
        left, right = words[: link.start()], words[link.end() :]
        if left and right and _are_apart(left, right, link, kind, several=len(between) > 1):
            return [(0, left, _type_of(left, kind)), (link.end(), right, _type_of(right, kind))]
    return None


def _are_apart(left: str, right: str, link: re.Match[str], kind: int, *, several: bool) -> bool:
    """Whether what is linked by "and" are two names; one of several links parts names of the table alone."""
    types = [_listed_with_and(side) for side in (left, right)]
    if link["article"]:
        return types[1] != NONE or bool(_ANOTHER_THING.fullmatch(right) or _HEADED.fullmatch(right))
    if NONE not in types and kind != _MISC:
        return True
    if several or kind not in (_ORG, _LOC, _PER):
        return False
    return (
        bool(_HEADED.fullmatch(left) and _HEADED.fullmatch(right))
        or (
            bool(_COMPANY_ENDS.search(left))
            and not _GOES_ON.match(right)
            and (types[1] != NONE or bool(_COMPANY_ENDS.search(right)))
        )
        or (kind == _ORG and " and " in link[0] and _are_two_firms(left, right))
    )


def _listed_with_and(words: str) -> int:
    """As listed_type, also where the table has "&" for "and"."""
    kind = listed_type(words)
    return kind if kind != NONE or " and " not in words else listed_type(words.replace(" and ", " & "))


def _of_a_country(owner: str, words: str, kind: int) -> list[tuple[int, str, int]] | None:
    """A country and who is of it: "Kazakhstan’s Zakchilik Talibekov"; no "America's Promise"."""
    parts = words.lower().split()
    if owner not in _countries() or owner == "America" or kind not in (_ORG, _PER):
        return None
    if not common_words().isdisjoint(parts):
        return None
    person = heads().isdisjoint(parts) and not (words_of("first") | words_of("last")).isdisjoint(parts)
    if len(parts) == 1 and not person and listed_type(words) == NONE:
        return None
    return [(0, owner, _LOC), (len(owner) + len("'s "), words, _type_of(words, _PER if person else kind))]


def _is_body(words: str) -> bool:
    """Whether words are a body's, by the table or by how they end: "Brennan Center", "WHO"."""
    return listed_type(words) == _ORG or (listed_type(words) == NONE and bool(_IS_BODY.fullmatch(words)))


def _is_named(headed: re.Match[str]) -> bool:
    """Whether words behind letters or a body are a full name of somebody: "Pedro Castillo", no "Victoria Park"."""
    person = headed["person"].lower().split(" ")
    return _is_first_name(headed["first"]) and heads().isdisjoint(person) and common_words().isdisjoint(person)


def _is_spoken_for(spoken: re.Match[str]) -> bool:
    """Whether a body's name ends before a full name: "Adivasi Forum Patricio Drong", no "Bank of Maria Berg"."""
    last = spoken["body"].rpartition(" ")[2].lower()
    person = spoken["person"].lower().split(" ")
    return (
        bool(_HAS_BODY.search(spoken["body"]) or last in _SPEAKING)
        and (last in heads() or last in _SPEAKING or last in common_words())
        and _is_first_name(spoken["first"])
        and person[0] not in common_words()
        and heads().isdisjoint(person)
        and person[1] not in common_words()
    )


def _are_two_firms(left: str, right: str) -> bool:
    """Whether words on both sides of "and" are names of their own: "Air Costa and Spicejet", "Weibo and Douyin".

    Not where one ends in an ordinary word ("Film and Entertainment"), nor where both may be founders ("Kurz and Kelm").
    """
    if not _NAMELIKE.fullmatch(left) or not _NAMELIKE.fullmatch(right) or _GOES_ON.match(right):
        return False
    words = [side.lower().split() for side in (left, right)]
    # The first of two may be ordinary ("Air Costa"); the last of a body's name makes what is before "and" its part.
    last = {side[-1] for side in words}
    if not last.isdisjoint(common_words()) or words[1][-1] in heads() or right.rpartition(" ")[2] in _countries():
        return False
    people = words_of("first") | words_of("last")
    is_land = listed_type(f"{left} and {right.partition(' ')[0]}") != NONE
    return not is_land and not any(people.issuperset(side) for side in words)


def _two_lands(words: str) -> list[tuple[int, str, int]] | None:
    """A country and what stands behind it, a country or a person: "U.S. Namibia" cooperation, "Peru Ana Díaz"."""
    opened = re.match(_lands_first(), words)
    if opened is None:
        return None
    rest = words[opened.end() :]
    kind = _LOC if rest in _countries() else NONE
    if kind == NONE and (person := _FULL_NAME.fullmatch(rest)) and _is_first_name(person[1]):
        kind = NONE if rest.rpartition(" ")[2].lower() in heads() else _PER
    land = (0, words[: opened.end() - 1], _LOC)
    return None if kind == NONE else [land, (opened.end(), rest, kind)]


@once
def _countries() -> frozenset[str]:
    return frozenset(countries().to_list())


@once
def _lands_first() -> str:
    """A country and a blank, the longest first: "Papua New Guinea " before "Papua "."""
    return rf"^(?:{'|'.join(map(re.escape, sorted(_countries(), key=len, reverse=True)))}) "


def _may_have_parties(words: str) -> bool:
    """Whether words before a party are where its member is from: "Ohio", "Senate"; not "Young" or "Social"."""
    return words in _CHAMBERS or (listed_type(words) == _LOC and words not in _WINGS)


def _is_headed(first: str, words: str) -> bool:
    """Whether a first name and no body follows a body's first word: "Republic Pedro Lind", not "State Grace Bank"."""
    return _is_first_name(first) and words.rpartition(" ")[2].lower() not in heads()


def _is_person(words: str) -> bool:
    """Whether words behind an office in letters are a person: "Saadoun Hammad" of "MP Saadoun Hammad"."""
    parts = words.lower().split()
    named = 1 < len(parts) <= _MOST_NAMES or parts[0] in words_of("first")
    return named and heads().isdisjoint(parts) and common_words().isdisjoint(parts)


def _is_first_name(word: str) -> bool:
    return word.lower() in words_of("first") and word.lower() not in words_of("city")


def _type_of(words: str, kind: int) -> int:
    listed = listed_type(words)
    return kind if listed == NONE else listed
