"""Names that form or apposition give away: "Directive 2019/790", "the Fair Pay Act", "Zepto, a start-up", "its H100".

The tagger learned from older news; these need no learning. One regular expression per kind over all texts.
"""

import re

import numpy as np
import polars as pl

from transforms.columns import utf8
from transforms.columns.dictionary import TYPE, TYPES, type_codes, type_names
from transforms.columns.dtypes import Bools
from transforms.columns.lazy import once
from transforms.entities.formed_names import bodies, formed, mixed
from transforms.entities.linking.firm_context import TRADES
from transforms.entities.linking.gazetteer import reference
from transforms.entities.ner.lexicon import heads, words_of
from transforms.entities.ordinary_words import common_words
from transforms.entities.person_forms import persons, rulers
from transforms.entities.span_fusion import listed_types, sharing_bytes
from transforms.entities.works import works
from transforms.text import spans, windows

METHOD = "pattern"
_PER, _ORG, _MISC = (TYPES.index(name) for name in ("PER", "ORG", "MISC"))
_WORD = r"[A-Z][A-Za-z'’&-]+"

# Laws by number and cases by their parties.
_NUMBERED = (
    r"(?:(?:Directive|Regulation) (?:\((?:EU|EC|EEC)\) )?(?:[Nn]o\.? )?[0-9]{2,4}/[0-9]{1,4}(?:/(?:EU|EC|EEC))?|"
    r"(?:Resolution|Proposition|Prop\.) [0-9]{1,4}|Title (?:IX|VI|VII|II|X)|Section (?:230|301|232|702)|"
    r"(?:First|Second|Fourth|Fifth|Sixth|Eighth|Tenth|Fourteenth|[0-9]{1,2}th|25th) Amendment)(?-u:\b)"
)
_CASE = rf"{_WORD}(?: {_WORD}){{0,3}} v\. {_WORD}(?: {_WORD}){{0,4}}"
_SMALL = "and|of|for|to|on|in|the|against|with|by|from"
_THING_HEADS = (
    "Act|Bill|Treaty|Agreement|Directive|Regulation|Protocol|Accords?|Convention|Covenant|Amendment|Framework|Tour|Festival|Games|Cup|"
    "Olympics|Paralympics|Championships?|Prize|Awards?|Grand Prix|Marathon|Biennale|Expo"
)
_THING = (
    rf"(?:[Tt]he|[’']s|[0-9]{{4}}) (?:{_WORD}|[A-Z]{{2,6}})(?: (?:{_WORD}|{_SMALL})){{0,7}} (?:{_THING_HEADS})(?: "
    rf"of [0-9]{{4}})?(?-u:\b)"
)
# What a treaty is "on" and a prize is "for": the words of a field, to the first that is a name's.
_FIELD = r"[A-Z][A-Za-z'’-]+(?:(?:,? and|,| of| of the| to| the)? [A-Z][A-Za-z'’-]+){0,7}"
_FIELDED = (
    rf"(?-u:\b)(?:{_WORD} ){{0,4}}(?:(?:Convention|Treaty|Declaration|Covenant|Charter) (?:on|of|for|against)|"
    rf"(?:Summit|Cup|Festival) of|(?:Prize|Award|Medal|Fellowship|Scholarship) (?:for|in)) (?:the )?{_FIELD}"
)
_FIELDS = frozenset(
    ["chemistry", "physics", "economics", "medicine", "literature", "peace", "research", "health", "science"]
)
_TIES = re.compile(r"(?:,? and|,)(?: the)? ([A-Z][A-Za-z'’-]+)")
_FIELD_HEAD = re.compile(r".*? (?P<tie>on|of|for|against|in) (?:the )?(?P<field>.+)")
# Plans by their year: "Vision 2030", "Qatar National Vision 2030", "Agenda 2063".
_CAPITAL = r"[A-Z][A-Za-z]+"
_PLAN = rf"(?-u:\b)(?:{_CAPITAL} ){{0,5}}(?:Vision|Agenda|Horizon|Strategy|Roadmap|Plan|Compact) 20[0-9]{{2}}(?-u:\b)"
# "Treaty of Lund", "Battle of Halden".
_TREATY = (
    rf"(?-u:\b)(?:Treaty|Declaration|Charter|Battle|Siege|Peace|Edict|Statute|Compact|Accords?|Massacre) of (?:the )?"
    rf"{_CAPITAL}(?: {_CAPITAL})?(?-u:\b)"
)
_ON_A_DAY = (
    r" (?:on|for) (?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|"
    r"Dec)[a-z]*$"
)
# Days of the calendar of bodies: "International Potato Day".
_DAY = rf"(?-u:\b)(?:International|World|National) (?:{_WORD} ){{1,4}}(?:Day|Week|Month)(?-u:\b)"
_NAMED = f"{_NUMBERED}|{_CASE}|{_PLAN}|{_DAY}|{_TREATY}"
_BEFORE_NAMED = r"^(?:(?:The|In|On|Under|See|Its|Our|His|Their|With|For|By|And|But|A|An|This|As|Of) )+"
# "Operation Barkhane", "Project Unnati"; not what operations and projects have.
_OPERATION = rf"(?-u:\b)(?:Operation|Project) {_CAPITAL}(?: {_CAPITAL})?(?-u:\b)"
_NO_OPERATION = (
    r" (?:Managers?|Management|Assistants?|Associates?|Executives?|Director|Coordinator|Leader|Officer|Team|Finance|"
    r"Report|Number|Site|Cost|Name|Cent(?:er|re)|Room|Group|Cycle|Profit|Services?|Development|Implementation|Monitoring|"
    r"Steering|Head|Chief|Engineer|Lead|Unit|Description|Office|Details|Area|Phase|Is|Was|And|The|In)(?-u:\b)"
)
# What a firm is called by the noun before it, and by the one behind its comma.
_FIRM_NOUNS = (
    "start-?up|chipmaker|chip maker|carmaker|automaker|drugmaker|drug maker|planemaker|phonemaker|retailer|"
    "lender|fintech|"
    "insurer|brokerage|software maker|law firm|think tank|research firm|consultancy|consulting firm|investment bank|"
    "private equity firm|hedge fund|venture capital firm|airline|low-cost carrier|utility|miner|oil major|"
    "e-commerce giant|"
    "tech giant|search engine|social network|streaming service|streaming platform|messaging app|dating app|"
    "payments firm|"
    "crypto exchange|biotech|supermarket chain|restaurant chain|coffee chain|fashion brand|carrier|"
    "conglomerate|newspaper|"
    "broadcaster|magazine|news agency|rival|parent company|unicorn|(?:data|index|service|software|content|cloud|energy|"
    "internet|healthcare|telecoms?) provider|pollster|news (?:site|website|portal|outlet)|rights group|advocacy group|"
    "lobby group|trade group|militant group|rebel group|fact-checker|data firm|tech firm|security firm"
)
_ONE_NAME = r"[A-Z][A-Za-z0-9'’&.-]*[A-Za-z0-9](?: [A-Z][A-Za-z0-9&-]+){0,2}"
_CALLED = rf"(?-u:\b)(?:{_FIRM_NOUNS}|{TRADES}) {_ONE_NAME}"
_APPOSED_NOUNS = (
    rf"{_FIRM_NOUNS}|company|firm|maker of|maker|provider of|developer of|operator of|subsidiary of|unit of|"
    rf"platform|app|website|"
    "bank|non-?profit|charity|group that|organi[sz]ation that"
)
_APPOSED = rf"{_ONE_NAME}, (?:a|an|the|one of the) (?:[A-Za-z-]+ ){{0,4}}(?:{_APPOSED_NOUNS})(?-u:\b)"
# Who polls, speaks through somebody and has players: "a Fox poll", "Kalvo spokesman Jim Lind".
_HEARD = (
    r"(?:spokes(?:man|woman|person)|chief executive|managing director|co-founder|striker|midfielder|defender|"
    r"goalkeeper|winger|guard|forward|quarterback|pitcher|head coach) [A-Z][a-z]+ [A-Z]"
)
_POLLED = r"(?:(?:national|statewide|state|new|tracking|exit|online|opinion) )?(?:polls?|polling|surveys?)(?-u:\b)"
_POLLS = rf"(?-u:\b)(?:[Aa]n?|latest|recent|new|last) {_ONE_NAME} {_POLLED}"
_PAPER = r"(?:newspaper|daily(?: newspaper)?|news agency)(?-u:\b)"
_HEARD_OF = rf"(?-u:\b){_ONE_NAME} (?:{_HEARD}|{_PAPER})"
_POLLSTER = " (?:research|news|strategies|polling|analytics|opinion)$"
_BEFORE_HEARD = r"^(?:(?:[Aa]n?|latest|recent|new|last|The|But|And|As|In|On|Former|Then) )+"
_BEHIND_HEARD = rf" (?:{_HEARD}|{_PAPER}|{_POLLED})$"
# "Olympic" champions, "Conservative" members of parliament.
_OF_GAMES = r"(?-u:\b)(?:Olympic|Paralympic) [a-z]"
_OF_PARTY = (
    r"(?-u:\b)(?:Conservative (?:MPs?|peers?|party|leader|government|politicians?|lawmakers?|councillors?|candidates?|"
    r"voters|ministers?|chancellor|mayor|leadership|backbench|majority|activists|benches)|Tor(?:y|ies)|Dems)(?-u:\b)"
)
_OF_CREED = (
    r"(?-u:\b)(?:(?:Nazi|Communist|Stalinist|Marxist|Leninist|Trotskyist|Fascist|Bolshevik|Baathist|Maoist|Peronist|Castroist|"
    r"Zionist)s?|Nazism|Zionism|Marxism|Stalinism|Maoism|Peronism)(?-u:\b)"
)
# "Hän language", "Mirning cuisine": of peoples nobody else is called so.
_OF_PEOPLE = (
    r"(?-u:\b)[A-Z][A-Za-zÀ-ÿ'’]+ (?:languages?|dialects?|cuisine|tribes?|tribes(?:men|people)|clans?|speakers)(?-u:\b)"
)
_ADJECTIVE = f"{_OF_GAMES}|{_OF_PARTY}|{_OF_CREED}|{_OF_PEOPLE}"
# What only a firm does, at the head of a sentence.
_DEEDS = (
    r"(?:was sold to|was sold by|was bought by|was acquired by|was founded|offered to buy|agreed to (?:buy|"
    r"acquire|sell)|raised \$|"
    r"filed for (?:bankruptcy|an IPO)|went public|gained [a-z0-9.]+ (?:million )?(?:users|subscribers|customers)|"
    r"(?:passed|has|had) [0-9][0-9.]* (?:million|billion) (?:users|subscribers|customers)|(?:and "
    r"[A-Z][A-Za-z]+ )?compete for|"
    r"will (?:launch|unveil|release|show)|(?:launched|unveiled|released|recalled|acquired|laid off) (?:its|"
    r"the|a|an|[0-9])|"
    r"(?:posted|reported) (?:a |an )?(?:[a-z-]+ ){0,2}(?:profit|loss|revenue|earnings|sales)|shares (?:rose|"
    r"fell|jumped|tripled|plunged)|"
    r"(?:cut|raised|lowered) (?:the price|prices|its)|competes with|delivers|operates|employs|"
    r"terminals?|spun off|listed on the|is led by|builds|rents|sells|owns|settled with|said its (?:model|app|"
    r"software|profit|revenue|shares|sales))"
)
_DOES = rf"(?:^|[.!?] |\n|” |\" ){_ONE_NAME},? {_DEEDS}"
# Versions and sizes behind a product: "iPhone 16" Pro, "737 Max" 9, "the Polestar" 2.
_VERSION = (
    r"(?:Pro|Max|Plus|Ultra|Mini|Air|Lite|Fold|Flip|Turbo|Sonnet|Opus|Haiku|Flash|XL|SE|EV|Hybrid|Large|Small|"
    r"[A-Z]?[0-9]{1,4}[A-Za-z]{0,2})"
)
_VERSIONS = rf"^((?: {_VERSION})+)(?:[^\p{{L}}\p{{N}}%.,-]|[.,](?:[^0-9]|$)|['’]s|$)"
_ONE_FIGURE = (
    r"^( [0-9]{3}) (?:aircraft|jets?|jetliners?|planes?|airliners?|helicopters?)(?-u:\b)|"
    r"^( [0-9]{1,2})(?: (?:over|is|was|has|goes|costs|and|with|sedan|SUV|car|electric)|[,;]|\.(?: |$|\n)|$)"
)
_TWO_VERSIONS = r"^ (?:Pro|Max|Plus|Ultra|Mini)(?-u:\b)"
# A model's letters and figures: "its H100", "the R1S and R1T trucks".
_MODEL = r"(?:[Tt]he|[Ii]ts|[Tt]heir|new|latest|including the|and|[’']s) [A-Z]{1,3}-?[0-9]{1,4}[A-Z]{0,2}(?-u:\b)"
_MODEL_NOUNS = (
    r"^(?:,? (?:and|or) (?:the )?[A-Z]{1,3}-?[0-9]{1,4}[A-Z]{0,2})? (?:[a-z]+ )?(?:chips?|trucks?|SUVs?|"
    r"models?|phones?|drones?|"
    r"missiles?|jets?|fighters?|engines?|processors?|GPUs?|cars?|sedans?|tanks?|rifles?|helicopters?|aircraft|planes?|rockets?|"
    r"cameras?|consoles?|headsets?|laptops?|tablets?|smartphones?|vans?|pickups?|launchers?|bombers?|servers?)(?-u:\b)"
)
_NO_MODEL = r"^(?:[ABCDEM][0-9]{1,4}|[GQHUF][0-9]{1,2}|Q[1-4].*|COVID-19|I-[0-9]+)$"
_FIGURED_MODEL = r"(?:^|[.\n] )?(?:[Ii]ts|new|latest|[’']s) $"


def patterned(found: pl.DataFrame, texts: pl.DataFrame) -> pl.DataFrame:
    """Add names that their form or what is next to them gives away; in reading order.

    Takes names with type, method and score (see span_fusion.together), gives them with more rows of the method
    "pattern": laws by number, court cases, laws and events by their last word, firms by the noun before or behind
    them or
    by what they do, models by letters and figures. A law or case takes the place of shorter names in it; else what was
    found already stays.
    """
    english = _english(texts)
    wide = [(spans.without_edges(spans.find_in_few(english, _NAMED), _BEFORE_NAMED, _ON_A_DAY), _MISC)]
    # The longest of those that begin together comes first.
    wide.insert(0, (_of_fields(english), _MISC))
    wide.append((spans.without_edges(spans.find_in_few(english, _THING), r"^(?:[Tt]he|[’']s|[0-9]{4}) ", ""), _MISC))
    wide += [(works(english), _MISC), *formed(english)]
    operations = spans.find_in_few(english, _OPERATION)
    narrow = [
        (operations.filter(~pl.col("text").str.contains(_NO_OPERATION)), _MISC),
        (spans.without_edges(spans.find_in_few(english, _CALLED), rf"^(?:{_FIRM_NOUNS}|{TRADES}) ", ""), _ORG),
        (
            spans.without_edges(
                spans.find_in_few(english, _APPOSED),
                "",
                rf", (?:a|an|the|one of the) (?:[A-Za-z-]+ ){{0,4}}(?:{_APPOSED_NOUNS})$",
            ),
            _ORG,
        ),
        (bodies(english), _ORG),
        (_heard_of(english), _ORG),
        *_mixed(english, found),
        (_adjectives(english), _MISC),
        (
            _no_person(
                spans.without_edges(spans.find_in_few(english, _DOES), r"^(?:[.!?] |\n|” |\" )", rf",? {_DEEDS}$")
            ),
            _ORG,
        ),
        (_models(english, texts), _MISC),
    ]
    wide = [(rows.filter(_is_law(rows)), kind) for rows, kind in wide if len(rows)]
    wide.append((rulers(english), _PER))
    narrow = [(_unknown(rows), kind) for rows, kind in narrow if len(rows)]
    narrow.append((persons(english), _PER))
    return _versions(_with(_with(found, wide, replacing=True), narrow, replacing=False), texts)


def _versions(found: pl.DataFrame, texts: pl.DataFrame) -> pl.DataFrame:
    """Products with the version behind them; a maker with a figure behind it is its product: "the Polestar 2"."""
    types = type_codes(found["type"])
    rows = np.flatnonzero((types == _ORG) | (types == _MISC))
    nearby = windows.around(found.select("text_no", "start_byte", "end_byte")[rows], texts, before=6, after=28)
    product = pl.Series(types[rows] == _MISC) & (
        found["text"].gather(rows).is_in(_products().implode()) | nearby["after"].str.contains(_TWO_VERSIONS)
    )
    version = nearby["after"].str.extract(_VERSIONS).set(~product, None)
    plane, figure = nearby["after"].str.extract(_ONE_FIGURE, 1), nearby["after"].str.extract(_ONE_FIGURE, 2)
    figure = figure.set(~nearby["before"].str.contains(r"(?:[Tt]he|new|[Ii]ts) $"), None)
    figure = plane.fill_null(figure).set(pl.Series(types[rows] != _ORG), None)
    grown = version.fill_null(figure)
    held = grown.is_not_null().to_numpy()
    if not held.any():
        return found
    rows, grown = rows[held], grown.drop_nulls()
    size = np.zeros(len(found), dtype=np.uint32)
    size[rows] = grown.str.len_bytes().to_numpy()
    kinds = types.copy()
    kinds[rows] = _MISC
    found = found.with_columns(
        end_byte=pl.col("end_byte") + pl.Series(size),
        end_char=pl.col("end_char") + pl.Series(size),
        text=found["text"].scatter(rows, pl.Series(found["text"].gather(rows) + grown)),
        type=type_names(kinds),
    )
    reach = np.maximum.accumulate(utf8.place(found, "end_byte"))
    return found.filter(pl.Series(np.append(True, utf8.place(found, "start_byte")[1:] >= reach[:-1])))


@once
def _products() -> pl.Series:
    """The products of the table."""
    rows = reference().filter(pl.col("subtype") == "product", pl.col("type") == "MISC")
    return rows["alias"].unique().sort()


def _english(texts: pl.DataFrame) -> pl.DataFrame:
    """The texts that may be English."""
    if "language" not in texts.columns:
        return texts
    language = texts["language"]
    return texts.filter(language.is_null() | (language == "en"))


def _of_fields(english: pl.DataFrame) -> pl.DataFrame:
    """Treaties and prizes with their fields: "Convention on Migratory Species", "Lind Prize for Economics"."""
    rows = spans.without_edges(spans.find_in_few(english, _FIELDED), _BEFORE_NAMED, "")
    if rows.is_empty():
        return rows
    read = [_with_field(words) for words in rows["text"].to_list()]
    rows = rows.with_columns(text=pl.Series(read, dtype=pl.String)).filter(pl.col("text") != "")
    return rows.with_columns(
        end_char=pl.col("start_char") + pl.col("text").str.len_chars(),
        end_byte=pl.col("start_byte") + pl.col("text").str.len_bytes(),
    )


def _with_field(words: str) -> str:
    """A treaty or prize to the end of its field; nothing where a name stands there: "a Prize in Oslo"."""
    for tied in _TIES.finditer(words):
        if tied[1].lower() not in common_words():
            words = words[: tied.start()]
            break
    head = _FIELD_HEAD.fullmatch(words)
    if head is None:
        return ""
    first = head["field"].split(" ")[0]
    known = first.lower() in common_words() or first.lower() in _FIELDS
    called = head["tie"] == "of" and re.search(r"^Treaty |(?:Summit|Cup|Festival) of", words)
    return words if known or called else ""


def _heard_of(english: pl.DataFrame) -> pl.DataFrame:
    """Bodies by who speaks or plays for them and by their polls, without words of running text and people's names."""
    rows = spans.find_in_few(english, f"{_POLLS}|{_HEARD_OF}")
    if rows.is_empty():
        return rows
    polled = rows["text"].str.contains(f"{_POLLED}$").to_numpy()
    rows = spans.without_edges(rows, _BEFORE_HEARD, _BEHIND_HEARD)
    words = rows["text"].str.to_lowercase()
    last = words.str.extract(r"(\S+)$").to_list()
    said = np.array([word not in common_words() and word not in heads() for word in last], dtype=bool)
    said &= polled | ~_in(words, _people())
    said |= words.str.contains(_POLLSTER).to_numpy() | (listed_types(rows["text"]) == _ORG)
    return rows.filter(pl.Series(said))


def _mixed(english: pl.DataFrame, found: pl.DataFrame) -> list[tuple[pl.DataFrame, int]]:
    """Words with capitals inside: what their text says they are elsewhere, else products."""
    rows = mixed(english)
    if rows.is_empty():
        return []
    known = found.filter(pl.col("text").is_in(rows["text"].unique().implode())).unique(["text_no", "text"])
    kind = rows.join(known.select("text_no", "text", "type"), on=["text_no", "text"], how="left", maintain_order="left")
    kinds = kind["type"].fill_null("MISC")
    return [(rows.filter(kinds == name), TYPES.index(name)) for name in TYPES]


def _adjectives(english: pl.DataFrame) -> pl.DataFrame:
    """Words of parties and creeds; peoples by what they speak or cook, no word of running text: "Sign language"."""
    rows = spans.find_in_few(english, _ADJECTIVE)
    if rows.is_empty():
        return rows
    people = rows["text"].str.contains(f"^{_OF_PEOPLE}$").to_list()
    rows = spans.without_edges(rows, "", r" [a-z]\S*$| MPs?$")
    words = zip(people, rows["text"].str.to_lowercase().to_list(), strict=True)
    known = (common_words(), _no_openers(), heads())
    said = [not of or not any(word in listed for listed in known) for of, word in words]
    return rows.filter(pl.Series(said, dtype=pl.Boolean))


def _models(english: pl.DataFrame, texts: pl.DataFrame) -> pl.DataFrame:
    rows = spans.without_edges(
        spans.find_in_few(english, _MODEL), r"^(?:[Tt]he|[Ii]ts|[Tt]heir|new|latest|including the|and|[’']s) ", ""
    )
    if rows.is_empty():
        return rows
    nearby = windows.around(rows, texts, before=12, after=48)
    noun = nearby["after"].str.contains(_MODEL_NOUNS)
    own = nearby["before"].str.contains(_FIGURED_MODEL)
    return rows.filter(noun | (own & ~rows["text"].str.contains(_NO_MODEL)))


def _is_law(rows: pl.DataFrame) -> pl.Series:
    """Whether a name begins with a capital and is no sentence, nor two: "the Oscar and the Lund Prize"."""
    text = rows["text"]
    return (
        text.str.contains(r"^[A-Z0-9]")
        & ~text.str.contains(rf" (?:{_THING_HEADS}) (?:for|in) .* and ")
        & ~text.str.contains(
            rf" (?:{_THING_HEADS}) (?:and|or) |^{_WORD}(?: {_WORD})* and (?:the|an?|its|their|his|her) "
        )
        & ~text.str.contains(r"(?: (?:the|in|by|from|with) ){2}|^(?:This|That|An?|In|On|If|Under) ")
    )


def _unknown(rows: pl.DataFrame) -> pl.DataFrame:
    """Names whose words are no openers, demonyms, places or common words."""
    small = rows["text"].str.to_lowercase()
    first = small.str.extract(r"^(\S+)")
    known = _in(small, _no_names()) | _in(first, _no_openers())
    return rows.filter(pl.Series(~known) & first.is_not_null(), pl.col("text").str.len_chars() > 2)


def _no_person(rows: pl.DataFrame) -> pl.DataFrame:
    """Names without those that are a given name or a surname alone."""
    return rows.filter(pl.Series(~_in(rows["text"].str.to_lowercase(), _people())))


def _in(words: pl.Series, listed: frozenset[str]) -> Bools:
    """Whether each of a few words is in a long list."""
    return np.array([word in listed for word in words.to_list()], dtype=bool)


@once
def _no_names() -> frozenset[str]:
    return words_of("notname") | words_of("calendar") | words_of("demonym") | words_of("country") | words_of("title")


@once
def _no_openers() -> frozenset[str]:
    """Words that begin no firm's name."""
    openers = """the a an it he she they we i this that these those his her its their our who which what one both
    neither each some many most police officials but and in on at for if as when while after before however meanwhile
    according another every no not there here you my your all any other state company government president minister
    management shares stocks sales net total agriculture farming fishing mining tourism manufacturing construction
    industry trade education transport logistics healthcare retail forestry hospitality"""
    return _no_names() | frozenset(openers.split())


@once
def _people() -> frozenset[str]:
    return words_of("first") | words_of("last")


def _with(found: pl.DataFrame, parts: list[tuple[pl.DataFrame, int]], *, replacing: bool) -> pl.DataFrame:
    """The names with more of them, in reading order; `replacing`: shorter names inside a new one are gone."""
    rows = [
        part.select(*spans.MENTION_COLUMNS, type=pl.lit(TYPES[kind]).cast(TYPE)) for part, kind in parts if len(part)
    ]
    if not rows:
        return found
    new = (
        pl.concat(rows)
        .unique(["text_no", "start_byte"], keep="first", maintain_order=True)
        .sort("text_no", "start_byte")
    )
    begin, end = utf8.place(new, "start_byte"), utf8.place(new, "end_byte")
    # One of two that share a byte.
    new = new.filter(pl.Series(np.append(True, begin[1:] >= np.maximum.accumulate(end)[:-1])))
    if replacing:
        inside = _held(found, new)
        grown = sharing_bytes(new, found.filter(pl.Series(~inside)))
        new = new.filter(pl.Series(~grown))
        found = found.filter(pl.Series(~_held(found, new)))
    else:
        new = new.filter(pl.Series(~sharing_bytes(new, found)))
    more = new.with_columns(method=pl.lit(METHOD), score=pl.lit(None, pl.Float64))
    every = pl.concat(
        [found, more.select(pl.col(name).cast(dtype) for name, dtype in found.schema.items())], rechunk=True
    )
    return pl.DataFrame(every[np.argsort(utf8.place(every, "start_byte"), kind="stable")])


def _held(names: pl.DataFrame, wider: pl.DataFrame) -> Bools:
    """Whether each name lies inside one of the wider ones, which do not overlap."""
    if not len(wider) or not len(names):
        return np.zeros(len(names), dtype=bool)
    begins, ends = utf8.place(wider, "start_byte"), utf8.place(wider, "end_byte")
    at = np.searchsorted(begins, utf8.place(names, "start_byte"), side="right") - 1
    return np.asarray((at >= 0) & (ends[np.maximum(at, 0)] >= utf8.place(names, "end_byte")))
