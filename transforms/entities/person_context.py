"""What only a person has: an age, kin, "who". "Jutting, now 31," and "said Dündar" are persons, whatever they seem."""

import numpy as np
import polars as pl

from transforms.columns import utf8
from transforms.columns.dictionary import NONE, TYPES, type_codes, type_names
from transforms.columns.dtypes import Bools, Int64s
from transforms.columns.lazy import once
from transforms.entities.name_growth import byte_at, united, words_beside
from transforms.entities.ner.lexicon import heads, words_of
from transforms.entities.same_names import SameNames
from transforms.entities.span_fusion import listed_types
from transforms.text import windows

_PER, _LOC, _MISC = (TYPES.index(name) for name in ("PER", "LOC", "MISC"))
_PLACE = ("text_no", "start_byte", "end_byte")
_NEARBY_BYTES = 32
# One to four words with capitals, small words of names between them.
_NAME = r"^\p{Lu}[\p{L}'’.-]+(?: (?:(?:al|bin|de|del|der|van|von|da|dos|el|ibn|la) ){0,2}\p{Lu}[\p{L}'’.-]+){0,3}$"
_LETTERS = r"^\p{Lu}{3,9}$"
_VERBS = "said|says|added|adds|recalled|explained|asked|insisted|joked|laughed|wrote|tweeted|told"
_OCCUPATIONS = """actor|actress|singer|rapper|comedian|footballer|cricketer|boxer|striker|midfielder|defender|goalkeeper
|batsman|bowler|captain|coach|lawyer|attorney|businessman|businesswoman|entrepreneur|farmer|teacher|student|professor
|author|poet|novelist|journalist|reporter|photographer|filmmaker|director|producer|composer|pianist|painter|architect
|activist|politician|lawmaker|legislator|minister|senator|ambassador|historian|economist|scientist|physicist|researcher
|analyst|surgeon|nurse|paramedic|officer|inspector|constable|sergeant|detective|fiance|fiancee|named
|spokesman|spokeswoman|spokesperson|resident|founder|billionaire|influencer|model|dancer|designer|chef|mayor|governor
|congressman|congresswoman|councillor|councilman|councilwoman""".replace("\n", "")
_NEAREST = (
    "brother|sister|son|daughter|wife|husband|widow|mother|father|uncle|aunt|nephew|niece|cousin|girlfriend|boyfriend|"
    "colleague|teammate"
)
# Behind "his" and "her", and a comma before the name.
_KIN = f"{_NEAREST}|widower|partner|fianc[eé]e?|grandson|granddaughter|grandmother|grandfather|lawyer|co-star"
_BEFORE = (
    rf"(?:(?-u:\b)(?:{_OCCUPATIONS}|{_NEAREST})|[”\"],? (?:{_VERBS})|"
    rf"(?-u:\b)(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Col|Capt|Sgt|Lt|"
    rf"Prof|Rev|Justice|Judge|Mufti|Maulana|Sheikh|Swami|Colonel|Sergeant|Professor|Senator)\.?) $"
    r"|(?-u:\b)(?:[Rr]eporting|[Ww]riting|[Ee]diting|[Cc]ompiled|[Ww]ritten|[Ee]dited|[Dd]irected|[Pp]hotograph(?:s|ed)?|"
    r"[Ii]llustrat(?:ions?|ed)|[Nn]arrated|[Tt]ranslated) by $"
    rf"|(?-u:\b)(?:[Hh]is|[Hh]er|[Tt]heir|[Mm]y|['’]s) (?:\p{{Ll}}+ ){{0,1}}(?:{_KIN}), $"
)
_AFTER = (
    r"^(?:, (?:now |then |aged |age )?[1-9][0-9](?:,|\.| who|-year)| \([1-9][0-9]\)(?:[ ,.])|, who (?:is|was|"
    r"has|had)(?-u:\b)|"
    r"['’]s (?:wife|husband|son|daughter|mother|father|brother|sister|lawyers?|widow|parents|funeral|"
    r"girlfriend|boyfriend)"
    r"(?-u:\b)|,? (?:was born|died (?:in|on|at|of)|is survived by)(?-u:\b))"
)
# What only a person is called by: "Mr Paris", who is no town.
_STYLED_BEFORE = r"(?-u:\b)(?:Mr|Mrs|Ms|Judge|Justice|Col|Colonel|Capt|Sgt|Sergeant|Prof|Professor|Senator|Rev)\.? $"
# A word with a capital that begins no sentence, and what a people has: "Will German voters".
_WORD_WITHIN = r"[\p{L}0-9][”’\"]?,? (\p{Lu}\p{Ll}+ )$"
_THEIRS = r"^( (?:[a-z-]+s|people|government|language|president|prime|team|army|police)(?-u:\b)|-| \p{Lu})"
# Of a people's name that is somebody's surname: "Cuban demurred", "a critic", said French.
_ACTS = (
    rf"^ (?:(?:also|never|later|then|had|has|would|will|did|does) )?(?:{_VERBS}|argued|demurred|seemed|gave|complained|"
    r"noted|replied|warned|praised|claimed|thinks|thought|believes|declined|continued|responded|insists|argues|admitted|went|"
    r"left|took|made|called|rejected|suggested|scored|ruled)(?-u:\b)"
)
_SAID_BEFORE = rf"[”\"],? (?:{_VERBS}) $"
_ARTICLE_BEFORE = r"(?-u:\b)(?:[Tt]he|[Aa]n?|[Ee]very|[Ee]ach|[Oo]ne|[Nn]o) $"
# "Costa Rica's Francisco Calvo".
_OWNER_BEFORE = r"\p{L}['’]s $"


def typed_by_person_context(found: pl.DataFrame, texts: pl.DataFrame) -> pl.DataFrame:
    """Make persons of names that stand where only persons do; names of the table and of several words' bodies stay.

    Takes names with type and method in reading order; gives the same rows, and a surname like "Cuban" with the first
    name before it. A town of the table is a person behind "Mr".
    """
    if found.is_empty():
        return found
    found = _with_first_names(found, texts)
    types = type_codes(found["type"])
    asked: Int64s = np.flatnonzero(types != _PER)
    nearby = windows.around(found.select(_PLACE)[asked], texts, before=_NEARBY_BYTES, after=_NEARBY_BYTES)
    # Few names stand so; only of those it is asked what they may be.
    person = (nearby["before"].str.contains(_BEFORE) | nearby["after"].str.contains(_AFTER)).to_numpy()
    person |= _in_lists(found, types, asked, nearby["before"])
    owned = np.flatnonzero(nearby["before"].str.contains(_OWNER_BEFORE).to_numpy() & ~person)
    person[owned[_begin_with_first_names(found["text"].gather(asked[owned]))]] = True
    asked = asked[person]
    words = found["text"].gather(asked)
    styled = nearby["before"].filter(pl.Series(person)).str.contains(_STYLED_BEFORE).to_numpy()
    named = (listed_types(words) == NONE) | (styled & (types[asked] == _LOC) & ~words.str.contains(" ").to_numpy())
    asked = asked[named & _may_be_person(words)]
    types = types.copy()
    types[asked] = _PER
    types[_also_persons(found, texts, types, asked)] = _PER
    types[_called_like_peoples(found, texts, types)] = _PER
    return found.with_columns(type=type_names(types))


def _also_persons(found: pl.DataFrame, texts: pl.DataFrame, types: Int64s, persons: Int64s) -> Int64s:
    """The rows of places and organisations, which the table does not list, that are called like one of these persons.

    Nobody is called "the Eagles", whoever said so.
    """
    if not len(persons):
        return persons
    same = SameNames(found, texts)
    told = persons[listed_types(found["text"].gather(persons)) == NONE]
    called = same.like(told, np.ones(len(found), dtype=bool))
    before = windows.around(found.select(_PLACE)[called], texts, before=len(" named "), after=0)["before"]
    no_person = called[before.str.contains(r"(?-u:\b)(?:the|The|named|called) [“\"‘]?$").to_numpy()]
    rows: Int64s = np.setdiff1d(called, same.like(no_person, np.ones(len(found), dtype=bool)))
    others: Int64s = rows[types[rows] != _MISC]
    return others


def _called_like_peoples(found: pl.DataFrame, texts: pl.DataFrame, types: Int64s) -> Int64s:
    """The rows of peoples and lands that are the surname of a person of the article and act: "Mark Cuban", "Cuban
    demurred", "Neil Jordan", "Jordan recalled".
    """
    article = texts["article_no" if "article_no" in texts.columns else "text_no"]
    names = found.select("text", article=article.gather(found["text_no"]), row=pl.int_range(pl.len()))
    full = names.filter(pl.Series(types == _PER)).with_columns(pl.col("text").str.extract(r"^\S+ (\p{Lu}\S+)$"))
    namesakes = names.filter(pl.Series((types == _MISC) | (types == _LOC)))
    lone = namesakes.join(full.drop_nulls("text"), on=["article", "text"], how="semi")
    rows = lone["row"].sort().to_numpy().astype(np.int64)
    nearby = windows.around(found.select(_PLACE)[rows], texts, before=_NEARBY_BYTES, after=_NEARBY_BYTES)
    acts = nearby["after"].str.contains(_ACTS) & ~nearby["before"].str.contains(_ARTICLE_BEFORE)
    lands = types[rows] == _LOC
    acts &= ~pl.Series(lands) | nearby["after"].str.contains(rf"^ (?:{_VERBS})(?-u:\b)")
    acting: Int64s = rows[(acts | nearby["before"].str.contains(_SAID_BEFORE)).to_numpy()]
    return acting


def _with_first_names(found: pl.DataFrame, texts: pl.DataFrame) -> pl.DataFrame:
    """Peoples behind a first name within a sentence are its surname: "a critic, Mark Cuban,"."""
    types = type_codes(found["type"])
    start, end = (found[name].to_numpy().astype(np.int64) for name in ("start_byte", "end_byte"))
    data, begin, _ = utf8.bounds(found, texts)
    rows = np.flatnonzero((types == _MISC) & (byte_at(data, begin - 1) == ord(" ")))
    words = words_beside(found, texts, rows, "before", _WORD_WITHIN).fill_null("")
    first = np.array([word.strip().lower() in _first_names() for word in words.to_list()], dtype=bool)
    rows, words = rows[first], words.filter(pl.Series(first))
    alone = words_beside(found, texts, rows, "after", _THEIRS).is_null()
    rows, words = rows[alone.to_numpy()], words.filter(alone)
    if not len(rows):
        return found
    before = np.zeros(len(found), dtype=np.int64)
    before[rows] = words.str.len_bytes().to_numpy()
    types = types.copy()
    types[rows] = _PER
    return united(found, texts, start - before, end, types)


def _in_lists(found: pl.DataFrame, types: Int64s, asked: Int64s, before: pl.Series) -> Bools:
    """Whether two persons stand right before each name in a list: "Ana Lind, Nia Berg and Paras Holm"."""
    start, end = utf8.place(found, "start_byte"), utf8.place(found, "end_byte")
    several = found["text"].str.contains(" ", literal=True).to_numpy()
    person = (types == _PER) & several
    gap = np.append(0, start[1:] - end[:-1])
    first, second = np.maximum(asked - 2, 0), np.maximum(asked - 1, 0)
    near = several[asked] & (asked > 1) & (gap[second] == len(", ")) & person[first] & person[second]
    near &= np.isin(gap[asked], (len(", "), len(" and "), len(", and ")))
    return np.asarray(near & before.str.contains(r"(?:,|,? and) $").to_numpy())


def _begin_with_first_names(names: pl.Series) -> Bools:
    """Whether names begin with a first name and do not end like a place: "Francisco Calvo", not "Francisco Park"."""
    parts = [name.lower().split(" ") for name in names.to_list()]
    known = [len(words) > 1 and words[0] in _first_names() and words[-1] not in heads() for words in parts]
    return np.array(known, dtype=bool)


@once
def _first_names() -> frozenset[str]:
    return words_of("first") - words_of("city") - words_of("country") - words_of("calendar")


@once
def _others() -> tuple[frozenset[str], frozenset[str]]:
    """Words of organisations and places, and those of them that are no names of people too."""
    return heads(), heads() - words_of("first") - words_of("last")


def _may_be_person(words: pl.Series) -> Bools:
    """Whether names look like persons', without a word that only organisations and places have."""
    shaped = (words.str.contains(_NAME) & ~words.str.contains(_LETTERS)).to_numpy()
    apart = [looks and _is_apart(word) for word, looks in zip(words.to_list(), shaped.tolist(), strict=True)]
    return np.array(apart, dtype=bool)


def _is_apart(name: str) -> bool:
    """Whether no word of a name is another's; "Lake" is a surname behind a first name."""
    others, alone = _others()
    parts = name.lower().split(" ")
    if len(parts) == 1:
        return alone.isdisjoint(parts)
    called = parts[0] in words_of("first") and parts[-1] in words_of("last") and parts[-1] in words_of("placehead")
    return others.isdisjoint(parts[:-1] if called else parts)
