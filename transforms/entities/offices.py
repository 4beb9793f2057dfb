"""Offices that are taken for organisations: "U.N. Secretary-General Ban Ki-moon" is a body and a person."""

import re
from functools import cache

import numpy as np
import polars as pl

from transforms.columns import dictionary, utf8
from transforms.columns.dictionary import NONE, TYPES, type_codes
from transforms.columns.dtypes import Int64s
from transforms.entities.ner.lexicon import heads, words_of
from transforms.entities.span_fusion import listed_types, replaced
from transforms.text import windows

_ORG, _PER = TYPES.index("ORG"), TYPES.index("PER")

# What ministers and secretaries are there for, and what comes before it. "Treasury" and "Homeland Security" are left
# out: news calls the departments so, without the office.
_CHARGES = """Defen[cs]e|Foreign|Interior|Justice|Finance|Trade|Commerce|Economy|Economic|Energy|Oil|Petroleum|Labou?r
|Agriculture|Education|Health|Environment|Transport|Transportation|Information|Culture|Tourism|Housing|Planning
|International|Internal|External|Development|Relations|Affairs|Industry|Science|Technology|Sports?|Communications
|Social|Welfare|Human|Services|National|Security|Deputy|Assistant|Acting"""
_CHARGE = _CHARGES.replace("\n", "")
# What one can be secretary or minister "of", besides.
_PORTFOLIOS = """Public|Works|Sanitation|Higher|Tertiary|Primary
|Secondary|Basic|Water|Irrigation|Electricity|Power|Mines|Mining|Minerals|Fisheries|Livestock|Forestry|Forests|Climate
|Change|Digital|Gender|Women|Women['’]s|Children|Family|Youth|Innovation|Research|Infrastructure|Roads|Railways|Aviation|Local
|Government|Home|Lands?|Urban|Rural|Civil|Service|Natural|Resources|Investments?|Religious|Immigration|Citizenship|Regional
|Integration|Cooperation|Small|Business|Minorities|Population|Food|Tribal|Arts|Creative|Gas|Steel|Consumer|Legal|Equality
|Community|Communities|Refugees|Disaster|Management|Privatisation|Privatization|Parliamentary|Veterans|Petrochemicals"""
_CHARGE_OF = f"{_CHARGE}|State|Treasury|War|Navy|Army|Air Force|{_PORTFOLIOS}".replace("\n", "")
_KIND = f"{_CHARGE}|Prime|Vice|Majority|Minority|High|Supreme|Opposition|Democratic|Republican|Competition"
_HEADS = """Secretary[- ]General|Secretary|Undersecretary|Under Secretary|Governor|Minister|President|Chancellor
|Chairman|Chairwoman|Director|Commissioner|Ambassador|Envoy|Leader|Chief Executive|Chief|Spokesman|Spokeswoman
|Congressman|Congresswoman|Senator|Representative|Ayatollah"""
_HEAD = _HEADS.replace("\n", "")
# "General" and "Justice" alone begin or end the names of too many organisations.
_RANKS = "Army|Lieutenant|Major|Brigadier|Inspector|Attorney|Surgeon|Prosecutor|Director"
_RANK = f"(?:{_RANKS}) General|(?<=Court )(?:Chief )?Justice"
# Titles that begin what is taken for another name: "King Gyanendra" is no organisation.
_TITLES = r"King|Queen|(?:Crown )?Prince|Princess|Emperor|Empress|Sultan|Pope|Patriarch|Premier|General(?= \S+ )"
_WORD = r"(?:(?:al|el|as|ad|an|ar)-)?[A-ZÀ-ÞĀ-Ž][\w.'’-]+"
_SMALL_WORD = "(?:al|bin|ben|bint|de|del|di|da|dos|du|el|ibn|la|le|ter|van|von|den|der)"
_NEXT_WORD = f" (?:{_SMALL_WORD} ){{0,2}}{_WORD}"

# "U.S. Defense" of a name before an office, "State Colin Powell" of one behind it, and names with an office inside, at
# their end or a title before them.
_BEFORE = re.compile(rf"(?:(?P<body>.+?)(?:['’]s)? )??(?:{_CHARGE})(?:(?: and)? (?:{_CHARGE}))*")
_JOINED = "(?:,|,? and|,? &)? "
_BEHIND = re.compile(
    rf"(?:{_CHARGE_OF})(?:{_JOINED}(?:{_CHARGE_OF}))*(?: for .+? Affairs)?"
    rf"(?:,? (?P<person>{_WORD}(?:{_NEXT_WORD}){{0,3}})| for .+)?"
)
_INSIDE = re.compile(
    rf"(?:(?P<body>.+?)(?:['’]s)? )??(?:(?:{_KIND}) )*(?:{_RANK}|{_HEAD})(?: (?:{_HEAD}))*"
    rf"(?: of (?:the )?(?:{_CHARGE_OF}))?(?: (?P<person>(?!General ){_WORD}(?:{_NEXT_WORD}){{1,3}}))?"
)
_TITLED = re.compile(rf"(?:{_TITLES}) (?P<person>{_WORD}(?:{_NEXT_WORD}){{0,3}})")
_OFFICE_FOLLOWS = (
    r"^ (?:[Ss]ecretary|[Uu]ndersecretary|[Mm]inisters?|[Aa]dvis[eo]rs?|[Cc]ommissioner|[Rr]epresentative)(?-u:\b)"
)
_OFFICE_PRECEDES = r"(?-u:\b)(?:[Ss]ecretary|[Uu]ndersecretary|[Mm]inisters?) (?:of|for) (?:the )?$"
_MAY_BE_INSIDE = rf"(?:{_HEAD}|General|Justice)(?: \p{{Lu}}|$)"

# The few bytes that nearly all other names differ in.
_BEGINS_OFFICE = utf8.table_of_pairs(("Se", "se", "Un", "un", "Mi", "mi", "Ad", "ad", "Co", "co", "Re", "re"))
_BEGINS_CHARGE = utf8.table_of_pairs(charge[:2] for charge in _CHARGE_OF.split("|"))
_BEGINS_TITLE = utf8.table_of_pairs(("Ki", "Qu", "Cr", "Pr", "Em", "Su", "Po", "Pa", "Ge"))
_ENDS_OF = utf8.table_of_pairs(("of", "or", "he"))
_LEAST_INSIDE_BYTES = len("Envoy Jo Doe")
_NEARBY_BYTES = len("undersecretary for the ")
# Longer than an office with its body and its holder; what is longer is not read, so that reading stays linear.
_MOST_CHARS = 100
_PLACE = ("text_no", "start_byte", "end_byte")


def without_offices(found: pl.DataFrame, texts: pl.DataFrame) -> pl.DataFrame:
    """Cut offices out of names, and leave out names that are nothing else; in reading order.

    Takes names with type (see found.together). What comes before an office is left as the table knows it ("U.S." of
    "U.S. Defense" Secretary; "Justice" Minister is no name), what follows one is a person ("Colin Powell" of Secretary
    of "State Colin Powell"), and one inside a name has both. A name that the table knows stays whole.
    """
    data, begin, end = utf8.bounds(found, texts)
    types = type_codes(found["type"])
    is_body = types == _ORG
    before = np.flatnonzero(is_body & _BEGINS_OFFICE[utf8.two_bytes(data, end + 1)])
    charged = _BEGINS_CHARGE[utf8.two_bytes(data, begin)]
    behind = np.flatnonzero(charged & _ENDS_OF[utf8.two_bytes(data, np.maximum(begin - 3, 0))])
    long = np.flatnonzero((is_body | (types == _PER)) & (end - begin >= _LEAST_INSIDE_BYTES))
    inside = long[found["text"].gather(long).str.contains(_MAY_BE_INSIDE).to_numpy()]
    nearby = windows.around(
        found.select(_PLACE)[np.append(before, behind)], texts, before=_NEARBY_BYTES, after=_NEARBY_BYTES
    )
    before = before[nearby["after"].head(len(before)).str.contains(_OFFICE_FOLLOWS).to_numpy()]
    behind = behind[nearby["before"].tail(len(behind)).str.contains(_OFFICE_PRECEDES).to_numpy()]
    titled = np.flatnonzero((types != _PER) & _BEGINS_TITLE[utf8.two_bytes(data, begin)])
    parts = pl.DataFrame(schema={"row": pl.Int64, "first": pl.Int64, "text": pl.String, "type": pl.Int64})
    for rows, pattern in ((before, _BEFORE), (behind, _BEHIND), (inside, _INSIDE), (titled, _TITLED)):
        left = np.setdiff1d(rows, parts["row"].to_numpy())
        parts = pl.concat([parts, _parts(found["text"].gather(left), types[left], left, pattern)])
    return replaced(found, parts)


def _parts(names: pl.Series, types: Int64s, rows: Int64s, pattern: re.Pattern[str]) -> pl.DataFrame:
    """What is left of the names that hold an office: row, first (how many characters before it), text, type.

    A name of which nothing is left has one row, without text.
    """
    number, different = dictionary.number(names)
    # Few different names are next to an office: Polars would take longer to compile the pattern than to read them.
    read = [pattern.fullmatch(name) if len(name) <= _MOST_CHARS else None for name in different.to_list()]
    groups = [match.groupdict() if match else {} for match in read]
    body, person = (pl.Series([name.get(part) for name in groups], dtype=pl.String) for part in ("body", "person"))
    body_type = listed_types(body)
    listed = listed_types(different)
    # "King Gyanendra" is a person by the table too.
    is_office = (listed == NONE) | ((listed == _PER) if pattern is _TITLED else False)
    is_office &= np.array([match is not None for match in read], dtype=bool)
    is_office &= np.array([name is None or _may_be_person(name) for name in person], dtype=bool)
    has_body = body.is_not_null().to_numpy()
    if pattern is _INSIDE:
        body_type[(body_type == NONE) & person.is_not_null().to_numpy()] = _ORG
    is_office = (is_office & (~has_body | (body_type != NONE)))[number]
    if pattern is _INSIDE:
        is_office &= (types != _PER) | has_body[number]
    number, rows = number[is_office], rows[is_office]
    office = pl.DataFrame({"whole": different, "body": body, "person": person, "body_type": body_type})[number]
    office = office.with_columns(row=rows)
    bodies = office.filter(pl.col("body").is_not_null() | pl.col("person").is_null())
    first = pl.col("whole").str.len_chars().cast(pl.Int64) - pl.col("person").str.len_chars()
    people = office.filter(pl.col("person").is_not_null())
    parts: pl.DataFrame = pl.concat(
        [
            bodies.select("row", pl.lit(0, pl.Int64).alias("first"), text="body", type="body_type"),
            people.select("row", first.alias("first"), text="person", type=pl.lit(_PER, pl.Int64)),
        ]
    )
    return parts


def _may_be_person(name: str) -> bool:
    """Whether no word of it is one that only organisations and places have, or that they have too if it is alone."""
    words = name.lower().split()
    return _words_of_others(also_names=len(words) == 1).isdisjoint(words)


@cache
def _words_of_others(*, also_names: bool) -> frozenset[str]:
    return heads() if also_names else heads() - words_of("first") - words_of("last")
