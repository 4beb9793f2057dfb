"""Names that go on beyond what was found: "Bank" of "Korea", "British" Library and "Motley Fool" UK."""

import re

import numpy as np
import polars as pl

from transforms.columns import utf8
from transforms.columns.dictionary import NONE, TYPES, type_codes
from transforms.columns.dtypes import Bools, Int64s
from transforms.columns.lazy import once
from transforms.entities.linking.gazetteer import countries, reference
from transforms.entities.name_growth import CAPITALS, byte_at, bytes_beside, united, words_beside
from transforms.entities.ner.lexicon import words_of
from transforms.entities.ordinary_words import common_words
from transforms.entities.span_fusion import listed_types, sharing_bytes
from transforms.text import spans, windows
from transforms.text.letters import CAPITAL, LETTER, LETTERS, SMALL

_PER, _ORG, _LOC, _MISC = (TYPES.index(name) for name in ("PER", "ORG", "LOC", "MISC"))

# Words that end the name of an institution, and what is between them and its country.
_HEADS = """Police|Bank|Government|Library|Museum|Army|Navy|Air Force|Armed Forces|Parliament|Embassy|High Commission
|University|Universities|College|Council|Ministry|Federation|Association|Airlines|Airways|Court|Assembly|Congress|Party
|Union|Commission|Authority|Agency|Institute|Academy|Society|Board|Chamber|Exchange|Foundation|Committee|Department
|Office|Bureau|Railways|Railway|Church|Red Cross|Red Crescent|Corporation|Organisation|Organization|Alliance|Movement
|Chamber of Commerce|Symphony Orchestra|Broadcasting Corporation|Coast Guard|National Guard|Fire Service|Times|Herald
|Tribune|Gazette|Newsroom|Observatory|Hospitals?|Port Authority|Football Club|City Council|County Council""".replace(
    "\n", ""
)
_GENERIC = """National|Central|Federal|Royal|Supreme|High|Foreign|Interior|Defen[cs]e|Finance|Health|Education
|Justice|Trade
|Energy|Armed|Air|Civil|Aviation|Human|Rights|Football|Cricket|Olympic|Medical|Chess|Tennis|Rugby|Securities|Stock
|General|Constitutional|Special|Electoral|Election|Meteorological|Geological|Statistical|Environmental|Farmers|Communist
|Socialist|Democratic|Labou?r|Conservative|Liberal|People['’]s|Republican|Reserve|Investment|Development|Export|Import
|Space|Research|Science|Sciences|Technology|Space|Atomic|Nuclear|Petroleum|Oil|Gas|Water|Transport|Road|Police|Public
|Prosecution|Broadcasting|Press|Media|Film|Tourism|Tourist|Agriculture|Agricultural|Marine|Maritime|Medicines|Food
|Standards|Competition|Consumer|Markets|Antitrust|Customs|Immigration|Border|Electricity|Grid|Power|Basketball|Athletics
|Cycling|Badminton|Hockey|Golf|Swimming|Gymnastics|State|Provincial|Municipal|Metropolitan|District|Regional|City|County
|Business|Commercial|Industrial|Manufacturers['’]?|Teachers['’]?|Workers['’]?|Students['’]?|Nurses['’]?|Lawyers['’]?
|Bankers['’]?|Women['’]s|Youth|Islamic|Catholic|Orthodox|Anglican|Methodist|Lutheran|Baptist|Evangelical""".replace(
    "\n", ""
)
_BEHIND = rf"^( (?:(?:{_GENERIC}) ){{0,3}}(?:{_HEADS}))(?:[^\p{{L}}\p{{N}}-]|-[\p{{Lu}}]|$)"
# What begins an institution's name before "of" and a place.
_HEADS_OF = """University|Bank|Ministry|Institute|Office|Department|College|School|Association|Federation|Assembly
|Embassy
|Academy|Library|Museum|Society|Council|Court|Archdiocese|Diocese|Church|Confederation|Chamber|Board|Bureau|Parliament
|Commission|Union|Bar Association|Stock Exchange|Central bank|Government|Episcopal Conference
|Observatory|Bishops['’]? Conference|Chamber of Commerce""".replace("\n", "")
_BEFORE = rf"(?:^|[^\p{{L}}-])((?:(?:{_GENERIC}) ){{0,3}}(?:{_HEADS_OF}) (?:of|for) (?:the )?)$"
# "North" Indians.
_SIDE = r"(?:^|[^\p{L}-])((?:North|South|East|West) )$"
_BEFORE_PEOPLE = r"(?:^|[^\p{L}-])((?:University|College|Academy) of (?:the )?)$"
# Ministries and faculties of several fields: "Ministry of Agriculture and Livestock".
_OF_FIELDS = (
    r"^(?:\S+ ){0,4}(?:University|Ministry|Department|Institute|School|Faculty|College|Centre|Center|"
    r"Office|Secretariat|Directorate) (?:of|for) "
)
_AND_FIELD = (
    rf"^((?:,? (?:and|&)) (?:Social |Public |Rural |Human |Environmental )?(?:{_GENERIC}|Livestock|Fisheries|"
    rf"Forestry|Culture|Sports?|Technology|Innovation|Welfare|Services|Industry|Commerce|Housing|Planning|Training|"
    rf"Sciences|Humanities|Engineering|Mines|Forests|Climate Change|Family|Climate|Communications?|Digital Affairs|"
    rf"Security|Strategy|Mathematics|Integration|Cooperation|Development))(?:[^{LETTERS}]|$)"
)
# "Private" Hospitals Council: words with a capital within a sentence before a body's name, but titles and days.
_BODY_END = (
    r" (?:Council|Committee|Commission|Association|Federation|Authority|Agency|Union|Institute|Society|Tribunal|"
    r"Chamber|"
    r"Bureau|Directorate|Secretariat|Confederation|Consortium|Board|Academy|League|Network|Cooperative|Fund|Cent(?:er|re)|"
    r"Foundation|Department|College|School|University|Hospital|Museum|Alliance|Coalition|Forum|Organi[sz]ation|Movement)$"
)
# "Disaster Prevention and" Mitigation Department: what else it is for.
_AND_BEFORE = rf"(?:(?-u:\b)[Tt]he|(?-u:\b)an?|['’]s|[“\"(]) ?((?:{CAPITAL}{SMALL}+ ){{1,3}}(?:and|&) )$"
_AND_BODY_END = rf"{_BODY_END}| (?:Group|Unit|Division|Panel|Team|Service)$"
_WORDS_BEFORE = rf"[a-z0-9,;][,;]? ((?:{CAPITAL}(?:{SMALL}|['’])+(?:-{LETTER}+)? )+)$"
# "Textile Center" of "Puebla".
_SEATED = (
    r" (?:Cent(?:er|re)|Institute|Museum|Library|College|School|Academy|Chamber|Conservatory|Observatory|"
    r"University|Hospital|"
    r"Cathedral|Archive|Archives|Parliament|Municipality|Stock Exchange|Bank|Association|Council|Faculty)$"
)
# "Horvat Capital" Group, "Lerby Steel" Ltd.
_FORMS = (
    r"(?:,? (?:(?:Inc|INC|Corp|Co|Ltd|LTD|LLC|LLP|Plc|PLC|plc|AG|SE|NV|GmbH|SpA|PJSC|WLL|JSC|Oyj|Bhd|Sdn Bhd|Pty Ltd|"
    r"Pte Ltd)\.?|S\.p\.A\.|N\.V\.|[eE]\.V\.|K\.K\.|W\.L\.L\.|S\.r\.l\.|Q\.P\.S\.C\.)| (?:Group|Holdings?|"
    r"Corporation|Limited|Company|Incorporated))"
)
# Some end a name before a capital too: "Halden Homes" plc By Ana Lind.
_FORM = (
    rf"^(?:({_FORMS}{{1,2}})(?:[^\p{{L}}\p{{N}} -]| [^\p{{Lu}}]|$)|"
    r"(,? (?:Inc|INC|Corp|Ltd|LTD|LLC|LLP|Plc|PLC|plc|GmbH)\.?) \p{Lu})"
)
_LONGEST_FORM_BYTES = 40
_PLACE = ("text_no", "start_byte", "end_byte")
# The last two letters of "of", "for" and "the" before a blank, and what "and", "&" and a comma begin with.
_ENDS_OF = utf8.table_of_pairs(("of", "or", "he"))
_ENDS_AND = utf8.table_of_pairs(("nd", " &"))
_IS_ON = utf8.table_of_pairs(("on",))
_ENDS_SIDE = utf8.table_of_pairs(("th", "st"))
_OPENS_AND = utf8.table_of_pairs((" a", " &", ", "))
_OPENS_FORM = utf8.table_of_pairs((", ", *(f" {letter}" for letter in "ICLPpASNGHOJWKQBeE")))
_OPENS_FOR = utf8.table_of_pairs((" f", " o"))
# "Committee" for the Liberation of Detainees, "Working Group" on Arbitrary Detention, "Ministry of Health", Sports and
# Culture.
_FOR_HEADS = (
    r"(?:Council|Committee|Cent(?:er|re)|Association|Network|Institute|Mission|Office|Commission|Agency|Foundation|"
    r"Society|Fund|College|School|Forum|Coalition|Campaign|Alliance|Union|Secretariat|Department|Federation|Board|"
    r"Citizens|Group|Initiative|Academy|Partnership|League|Movement|Organi[sz]ation|Observatory|Chamber|Mechanism|"
    r"Platform|Programme|Bureau|Unit|Directorate|Authority)$"
)
_WORD = rf"{CAPITAL}[{LETTERS}'’]+(?:-{LETTER}+)*"
_WORDS = rf"{_WORD}(?: {_WORD}){{0,2}}"
_FOR = (
    rf"^((?: for (?:the )?{_WORDS}| on (?:the )?(?:{_GENERIC}|Arbitrary|Climate|Women|Refugees|Migration|Elimination) ?"
    rf"{_WORD})(?: of (?:the )?{_WORDS})?(?:,? (?:and|&) {_WORD})?)(?:[^{LETTERS}0-9]|$)"
)
# "Committee" on Agriculture, "Support Mission" in Libya.
_ON_HEADS = r"(?:Committee|Subcommittee|Commission|Council|Conference|Task Force)$"
_ON = rf"^( on (?:the )?{_WORD}(?: {_WORD}){{0,2}}(?:,? (?:and|&) {_WORD}(?: {_WORD})?)?)(?:[^{LETTERS}0-9]|$)"
_MISSION = (
    r"(?:^| )(?:U\.?N\.?|United Nations|EU|AU|African Union|European Union|OSCE|NATO) "
    r"(?:.* )?(?:Mission|Operation|Office)$"
)
_FIELDS = rf"^((?:, {_WORDS}){{1,4}},? (?:and|&) {_WORDS})(?:[^{LETTERS}0-9]|$)"
_DAYS = (
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|April|June|July|August|(?:Sept|Nov|Dec)ember|October"
)


def joined(found: pl.DataFrame, texts: pl.DataFrame) -> pl.DataFrame:
    """Put the parts of institutions' names together; in reading order.

    Takes names with type (see span_fusion.together). A place or a people before the last words of an institution's name
    begins that name ("Dubai" Police), one behind "University of" ends it, a company before a country is its branch
    there, a committee is "for" what it is for. All of these are ORG.
    """
    if found.is_empty():
        return found
    types = type_codes(found["type"])
    start, end, text = (found[name].to_numpy().astype(np.int64) for name in ("start_byte", "end_byte", "text_no"))
    # A capital behind a blank, and "of", "for" or "the" before one: what most names do not have next to them.
    data, first, last = utf8.bounds(found, texts)
    opens = (byte_at(data, last) == ord(" ")) & CAPITALS[byte_at(data, last + 1)]
    closing = utf8.two_bytes(data, np.maximum(first - 3, 0))
    closes = (byte_at(data, first - 1) == ord(" ")) & _ENDS_OF[closing]
    lands = (types == _LOC) | (types == _MISC)
    grows = bytes_beside(found, texts, np.flatnonzero(lands & opens), "after", _BEHIND)
    grown = np.flatnonzero(grows)
    grows[grown[~_listed_lands(found["text"].gather(grown))]] = 0
    organisations = np.flatnonzero((types == _ORG) & _OPENS_AND[utf8.two_bytes(data, last)])
    fields = organisations[found["text"].gather(organisations).str.contains(_OF_FIELDS).to_numpy()]
    grows = np.maximum(grows, bytes_beside(found, texts, fields, "after", _AND_FIELD))
    grows = np.maximum(grows, _no_names(found, texts, bytes_beside(found, texts, fields, "after", _FIELDS)))
    firms = np.flatnonzero((types != _PER) & _OPENS_FORM[utf8.two_bytes(data, last)])
    behind = windows.around(found.select(_PLACE)[firms], texts, before=0, after=_LONGEST_FORM_BYTES)["after"]
    forms = behind.str.extract(_FORM, 1).fill_null(behind.str.extract(_FORM, 2)).str.len_bytes().fill_null(0)
    grows[firms] = np.maximum(grows[firms], forms.to_numpy())
    heads = np.flatnonzero((types != _PER) & _OPENS_FOR[utf8.two_bytes(data, last)])
    heads = heads[found["text"].gather(heads).str.contains(_FOR_HEADS).to_numpy()]
    grows = np.maximum(grows, _no_names(found, texts, bytes_beside(found, texts, heads, "after", _FOR)))
    on = (types == _ORG) & _IS_ON[utf8.two_bytes(data, last + 1)] & (byte_at(data, last) == ord(" "))
    grows = np.maximum(grows, _subjects(found, texts, np.flatnonzero(on)))
    before = bytes_beside(found, texts, np.flatnonzero((types != _PER) & closes), "before", _BEFORE)
    people = bytes_beside(found, texts, np.flatnonzero((types == _PER) & closes), "before", _BEFORE_PEOPLE)
    before = np.maximum(before, people)
    before = np.maximum(before, _fields_before(found, texts, (types == _ORG) & (byte_at(data, first - 1) == ord(" "))))
    before = np.maximum(before, _ands_before(found, texts, types, (types == _ORG) & _ENDS_AND[closing]))
    before = np.maximum(before, _letters_before(found, texts, (types == _LOC) & (byte_at(data, first - 1) == ord("-"))))
    branch = _branches(found, types, text, start, end)
    seated = _seated(found, texts, types, text, start, end)
    new_start, new_end = start - before, end + grows
    for rows in (branch, seated):
        new_end[rows] = end[rows + 1]
    changed = (new_start < start) | (new_end > end)
    kinds = np.where(changed, _ORG, types)
    peoples = np.flatnonzero((types == _MISC) & ~changed & _ENDS_SIDE[closing])
    peoples = peoples[listed_types(found["text"].gather(peoples)) == _MISC]
    return united(found, texts, new_start - bytes_beside(found, texts, peoples, "before", _SIDE), new_end, kinds)


def _no_names(found: pl.DataFrame, texts: pl.DataFrame, grows: Int64s) -> Int64s:
    """By how much names grow, where what they would take in holds no day, no person and no place."""
    rows = np.flatnonzero(grows)
    if not len(rows):
        return grows
    taken = found.select("text_no", start_byte="end_byte", end_byte=pl.col("end_byte") + pl.Series(grows))[rows]
    near = found.filter(pl.col("text_no").is_in(taken["text_no"].unique().implode()))
    listed = pl.Series([words in _names_of_others() for words in near["text"].to_list()], dtype=pl.Boolean)
    others = near.filter(pl.col("type").is_in(["PER", "LOC"]) | listed)
    bad = sharing_bytes(taken, others) | spans.cut(taken, texts).str.contains(_DAYS).to_numpy()
    grows[rows[bad]] = 0
    return grows


def _fields_before(found: pl.DataFrame, texts: pl.DataFrame, asked: Bools) -> Int64s:
    """By how much bodies grow to the left within a sentence: "Private" Hospitals Council."""
    rows = np.flatnonzero(asked)
    rows = rows[(found["text"].gather(rows).str.contains(_BODY_END)).to_numpy()]
    rows = rows[listed_types(found["text"].gather(rows)) == NONE]
    words = words_beside(found, texts, rows, "before", _WORDS_BEFORE).fill_null("")
    last = words.str.strip_chars().str.split(" ")
    free = [all(word.lower() not in _no_fields() for word in said) for said in last.to_list()]
    out = np.zeros(len(found), dtype=np.int64)
    out[rows] = np.where(free, words.str.len_bytes().to_numpy(), 0)
    start, end, text = (found[name].to_numpy().astype(np.int64) for name in ("start_byte", "end_byte", "text_no"))
    taken = np.append(False, (text[1:] == text[:-1]) & (start[1:] - out[1:] < end[:-1]))
    return np.where(taken, 0, out)


@once
def _no_fields() -> frozenset[str]:
    """What comes before a body's name without being part of it, in small letters."""
    more = """for of in on at with by from and the a an this that former new our
     their its his her president minister director chairman chair chief head"""
    words = words_of("title") | words_of("calendar") | words_of("demonym") | frozenset(more.split())
    return words - {"private"}


def _subjects(found: pl.DataFrame, texts: pl.DataFrame, rows: Int64s) -> Int64s:
    """By how much committees grow to what they are "on", in running text's words: "Committee" on Agriculture."""
    rows = rows[found["text"].gather(rows).str.contains(_ON_HEADS).to_numpy()]
    grows = bytes_beside(found, texts, rows, "after", _ON)
    grown = np.flatnonzero(grows)
    taken = found.select("text_no", start_byte="end_byte", end_byte=pl.col("end_byte") + pl.Series(grows))[grown]
    words = spans.cut(taken, texts).str.extract_all(rf"{CAPITAL}[{LETTERS}'’-]+").to_list()
    free = [_subject_words().issuperset(word.lower() for word in said) for said in words]
    grows[grown[~np.array(free, dtype=bool)]] = 0
    return _no_names(found, texts, grows)


def _ands_before(found: pl.DataFrame, texts: pl.DataFrame, types: Int64s, asked: Bools) -> Int64s:
    """By how much bodies grow over "and" to what else they are for: "Rights and" Risks Analysis Group.

    What they take in is in running text's words, and no person, place or body of its own.
    """
    out = np.zeros(len(found), dtype=np.int64)
    rows = np.flatnonzero(asked)
    rows = rows[found["text"].gather(rows).str.contains(_AND_BODY_END).to_numpy()]
    rows = rows[listed_types(found["text"].gather(rows)) == NONE]
    words = words_beside(found, texts, rows, "before", _AND_BEFORE).fill_null("")
    named = found["text"].gather(rows).str.extract(r"^(\S+)").to_list()
    ours = _field_words()
    said = [[*parts.lower().split()[:-1], own.lower()] for parts, own in zip(words.to_list(), named, strict=True)]
    free = np.array([len(parts) > 1 and ours.issuperset(parts) for parts in said], dtype=bool)
    rows, size = rows[free], words.str.len_bytes().to_numpy()[free]
    taken = found.select("text_no", start_byte=pl.col("start_byte"), end_byte=pl.col("start_byte"))[rows]
    taken = taken.with_columns(start_byte=pl.col("start_byte") - pl.Series(size))
    others = found.filter(pl.Series((types == _PER) | (types == _LOC)))
    out[rows[~sharing_bytes(taken, others)]] = size[~sharing_bytes(taken, others)]
    return out


@once
def _subject_words() -> frozenset[str]:
    """Words of fields of work that name no place: no "Capital Road"."""
    return _field_words() - words_of("placehead")


@once
def _field_words() -> frozenset[str]:
    """Words of running text, and of fields of work, that are no bodies' last words."""
    fields = re.sub(r"\[.*?\]", "", _GENERIC).lower().split("|")
    last = "house senate court council commission committee ministry department agency office university bank party"
    words = common_words() | {*fields, "mitigation", "risk", "disaster", "women", "labour", "labor", "family"}
    return words - _no_fields() - frozenset(last.split()) - {"police", "army", "congress", "parliament", "government"}


def _letters_before(found: pl.DataFrame, texts: pl.DataFrame, asked: Bools) -> Int64s:
    """By how much towns grow to the school or the branch that is there: "IIT-" Madras, but "IMF-" Moscow."""
    rows = np.flatnonzero(asked)
    rows = rows[~found["text"].gather(rows).is_in(countries().implode()).to_numpy()]
    letters = words_beside(found, texts, rows, "before", r"(?:^|[^\p{L}\p{N}-])([A-Z]{3,6}-)$").fill_null("")
    listed = listed_types(letters.str.head(-1)) != NONE
    out = np.zeros(len(found), dtype=np.int64)
    out[rows] = np.where(listed, 0, letters.str.len_bytes().to_numpy())
    return out


def _seated(
    found: pl.DataFrame, texts: pl.DataFrame, types: Int64s, text: Int64s, start: Int64s, end: Int64s
) -> Int64s:
    """The rows of bodies that are "of" the place right behind them: "Textile Center of Puebla"."""
    near = (text[1:] == text[:-1]) & (start[1:] - end[:-1] == len(" of "))
    at = np.flatnonzero(near & ((types[:-1] == _ORG) | (types[:-1] == _LOC)) & (types[1:] == _LOC))
    at = at[found["text"].gather(at).str.contains(_SEATED).to_numpy()]
    between = found.select("text_no", start_byte="end_byte", end_byte=pl.col("end_byte") + len(" of "))[at]
    seated: Int64s = at[(spans.cut(between, texts) == " of ").to_numpy()]
    missions = np.flatnonzero(near & (types[:-1] == _ORG) & (types[1:] == _LOC))
    missions = missions[found["text"].gather(missions).str.contains(_MISSION).to_numpy()]
    between = found.select("text_no", start_byte="end_byte", end_byte=pl.col("end_byte") + len(" in "))[missions]
    return np.union1d(seated, missions[(spans.cut(between, texts) == " in ").to_numpy()])


def _branches(found: pl.DataFrame, types: Int64s, text: Int64s, start: Int64s, end: Int64s) -> Int64s:
    """The rows of companies with a country right behind them: "Motley Fool UK"."""
    near = (text[1:] == text[:-1]) & (start[1:] - end[:-1] == 1)
    at = np.flatnonzero(near & (types[:-1] == _ORG) & (types[1:] == _LOC))
    country = found["text"].gather(at + 1).is_in(countries().implode()).to_numpy()
    company: Int64s = at[country & found["text"].gather(at).str.contains(r"\p{Ll}$").to_numpy()]
    return company


def _listed_lands(names: pl.Series) -> Bools:
    """Whether the table knows names as places or peoples; few other names begin an institution's."""
    listed = listed_types(names)
    lands: Bools = (listed == _LOC) | (listed == _MISC) | (listed == NONE)
    return lands


@once
def _names_of_others() -> frozenset[str]:
    """Names of the table that are no field of work: firms, bodies and peoples."""
    return frozenset(reference()["alias"].to_list())
