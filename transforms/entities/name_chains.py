"""Names whose parts hang together by small words: "Rio Grande" do Sul, "Salim" bin "Yahya", "Alan Wong" Tak-wah."""

import re
from functools import lru_cache

import numpy as np
import polars as pl

from transforms.columns import utf8
from transforms.columns.dictionary import TYPES, type_codes
from transforms.columns.dtypes import Bools, Int64s
from transforms.columns.lazy import once
from transforms.entities.name_growth import CAPITALS, OF, byte_at, bytes_beside, united, words_beside
from transforms.entities.ner.lexicon import words_of
from transforms.entities.ordinary_words import common_words
from transforms.text import windows
from transforms.text.letters import CAPITAL, LETTER, LETTERS, SMALL

_PER = TYPES.index("PER")
_PLACE = ("text_no", "start_byte", "end_byte")

_WORD = rf"{CAPITAL}[{LETTERS}'’]*{LETTER}(?:-{LETTER}[{LETTERS}'’]+)*"
_END = f"(?:[^{LETTERS}0-9]|$)"
# "Santo Domingo de los Tsáchilas", "Liga Profesional de Fútbol".
_OF = f"(?:de el|degli|della|{OF})"
_OF_NAME = rf"^((?: {_OF} {_WORD}| do (?:Sul|Norte|Leste|Oeste|Brasil|Rio|Mar|Campo|Porto|[IY]gua[çcz]u))+){_END}"
# "Salim bin Yahya Al-Hinai", whatever "Salim" was taken for.
_SON_OF = rf"^((?: (?:bin|ibn|bint|binti|ould) {_WORD}(?: [AE]l[- ]{_WORD})*)+){_END}"
# "Nawaf Al-Ahmad Al-Jaber", "Muhammad al-Habshi", "Tovar y Tovar", "Alan Wong Tak-wah", "Eduardo Frei Ruiz-Tagle".
_GOES_ON = (
    rf"^((?: (?:[AE]l|al|el|ul|ud|ur)-{_WORD}| y {_WORD}| {CAPITAL}{SMALL}+-{SMALL}{{2,6}}"
    rf"| {CAPITAL}{SMALL}+-{CAPITAL}{SMALL}+)+){_END}"
)
# English words behind a hyphen: "Ann Lake London-based", "Wednesday-Friday".
_ENGLISH = (
    r"-(?:led|born|based|run|era|like|style|free|owned|backed|only|wide|bound|class|made|old|size|type|area|trained)\b"
    r"|day-| (?:Anti|Non|Pro|Post|Pre|Co|Ex|Vice|Mid|Self|Multi|Inter)-"
)
# What ends Arabic names of several given names.
_ARABIC = r"(?:^| )(?:[AE]l[- ]|al-|el-)\p{Lu}[\p{L}'’]+$"
# What is before a person and part of the name: all that follows a form of address ("Mrs Mizelli" Ali Marianne), and a
# word that is nothing else ("Houng" Yu Kai), not in a row of capitals.
_FORMS = "Mr|Mrs|Ms|Miss|Dr|Sen|Rep|Prof|Rev|Hon|Shri|Smt|Sir|Lady"
_FIRST_WORD = rf"{CAPITAL}{SMALL}+(?:-(?:[a-z]+-)?{CAPITAL}{SMALL}+)? "
_FIRST_WORDS = (
    rf"(?:(?-u:\b)(?:{_FORMS})\.? ((?:{_FIRST_WORD}){{1,2}})|"
    rf"(?:^|\n|[\"“‘(]|(?:[^{LETTERS}'’-]{SMALL}+|[0-9,;:.!?)”\"])[”\"]? )({_FIRST_WORD}))$"
)
_FIRST_BYTES = 48
# "dos" Santos; "Joost" van der "Westhuizen".
_PARTICLES = (
    rf"(?:^|[^0-9] |[^{LETTERS}'’ -])((?:van der|van den|van de|von der|de la|Van der|Van den|dos|das|de|da|di|von|van|"
    r"Dos|Von|Van) )$"
)
_SURNAMES = rf"(?:^|[^0-9] |[^{LETTERS}'’ -])(?:dos|Dos|von|Von|van der|Van der|von der) $"
# Alberto “Crumbz” Rengifo.
_CALLED = r"[A-Z][^“”‘’\"',.!?\n]{1,24}"
_NICKNAME = rf"^((?: (?:“{_CALLED}”|\"{_CALLED}\"|‘{_CALLED}’|'{_CALLED}')|[”\"’']) ){CAPITAL}{SMALL}"
# A name that ends within the nickname.
_OPENED = rf"^\S+ (?:“|\"|‘|'){_CALLED}$"
_NO_NAME = (
    r"^(?:Prime|Deputy|Foreign|Justice|President|Minister|Speaker|Chief|Attorney|Vice|The|And|Former|Doctor|Professor|"
    r"Sir|Lord) "
)
# Endings of English words, unless a name is known that ends so: "Moderator", "Slams".
_ENGLISH_WORD = re.compile(
    r"(?:ed|ing|er|or|man|men|woman|ist|ian|s|ly|al|ive|ful|ous|ment|ion|ate|ow|ard|hip|ness|less|able|ible|ish|ic)$"
)
_NO_NAMES_OF_PERSONS = """title calendar demonym creed notname country region place city company org team media event
orgsuf orghead placehead eventhead product""".split()  # noqa: SIM905
_NO_FIRST_NAMES_TEXT = """late madam madame auntie aunty nuncio highness comptroller counselor counselors counsellor
councilor councillor brig hon shri smt datuk seri sayyid begum general colonel born ex comandante marhoom haji hajji
swami
sri saint maj insp upazila chairman vice deputy editor adv advocate engr engineer eng prof pastor apostle evangelist
comrade
chef coach captain skipper"""
_NO_FIRST_NAMES = frozenset(_NO_FIRST_NAMES_TEXT.split())
_BEGINS_QUOTED = utf8.table_of_pairs((b' "', b" '", b" \xe2"))
_OPEN_QUOTES = utf8.table_of_pairs((b'" ', b"' ", b"\xe2\x80"))
_ENDS_SURNAMES = utf8.table_of_pairs(("os", "on", "er"))
_ENDS_PARTICLE = utf8.table_of_pairs(("er", "en", "de", "la", "os", "as", "da", "di", "on", "an"))
_BEGINS_OF, _BEGINS_SON, _BEGINS_MORE = (
    utf8.table_of_pairs(f" {letter}" for letter in letters) for letters in ("d", "bio", "AEaeuy")
)


def chained(found: pl.DataFrame, texts: pl.DataFrame) -> pl.DataFrame:
    """Make one name of what small words tie together; in reading order.

    Takes names with type (see span_fusion.together). What Spanish, Portuguese, French and Italian tie with "de", "del"
    or "di" is one name of the type of its first part; what goes on with "bin" or "ibn" is a person's; a person's goes
    on with "Al-", with "y" and with a given name like "Tak-wah" behind the family's.
    """
    if found.is_empty():
        return found
    types = type_codes(found["type"])
    start, end = (found[name].to_numpy().astype(np.int64) for name in ("start_byte", "end_byte"))
    data, first_byte, last = utf8.bounds(found, texts)
    next_two = utf8.two_bytes(data, np.minimum(last, max(len(data) - 2, 0)))
    of_name = bytes_beside(found, texts, np.flatnonzero(_BEGINS_OF[next_two]), "after", _OF_NAME)
    son_of = bytes_beside(found, texts, np.flatnonzero(_BEGINS_SON[next_two]), "after", _SON_OF)
    capital = (byte_at(data, last) == ord(" ")) & CAPITALS[byte_at(data, last + 1)]
    people = np.flatnonzero((types == _PER) & (capital | _BEGINS_MORE[next_two]))
    more = words_beside(found, texts, people, "after", _GOES_ON)
    size = more.set(more.str.contains(_ENGLISH).fill_null(value=False), None).str.len_bytes().fill_null(0).to_numpy()
    goes_on = np.zeros(len(found), dtype=np.int64)
    goes_on[people] = size
    blank = byte_at(data, first_byte - 1) == ord(" ")
    prior_two = utf8.two_bytes(data, np.maximum(first_byte - 3, 0))
    types = types.copy()
    types[_surnames(found, texts, np.flatnonzero((types != _PER) & blank & _ENDS_SURNAMES[prior_two]))] = _PER
    after_blank = (types == _PER) & blank
    before = _first_words(found, texts, np.flatnonzero(after_blank))
    particled = np.flatnonzero(after_blank & _ENDS_PARTICLE[prior_two])
    before = np.maximum(before, _particles(found, texts, types, particled))
    types = np.where(son_of > 0, _PER, types)
    end = end + np.maximum(np.maximum(of_name, son_of), goes_on)
    first = _first_halves(found, types, byte_at(data, last) == ord(" "))
    end[first] = found["end_byte"].to_numpy()[first + 1]
    quoted = np.flatnonzero((types == _PER) & (_BEGINS_QUOTED[next_two] | _OPEN_QUOTES[next_two]))
    end = np.maximum(end, _behind_nicknames(found, texts, types, quoted))
    return united(found, texts, start - before, end, types)


def _first_words(found: pl.DataFrame, texts: pl.DataFrame, rows: Int64s) -> Int64s:
    """By how much persons grow to the left: by what follows a form of address, or by a word that is nothing else."""
    text, start, end = (found[name].to_numpy().astype(np.int64) for name in ("text_no", "start_byte", "end_byte"))
    follows = np.append(False, (text[1:] == text[:-1]) & (start[1:] - end[:-1] == 1))
    rows = rows[~follows[rows]]
    nearby = windows.around(found.select(_PLACE)[rows], texts, before=_FIRST_BYTES, after=0)["before"]
    parts = nearby.str.extract_groups(_FIRST_WORDS).struct
    addressed, word = parts.field("1"), parts.field("2")
    addressed = addressed.set(addressed.str.contains(_NO_NAME).fill_null(value=False), None)
    at = np.flatnonzero((word.is_not_null() & addressed.is_null()).to_numpy())
    unknown = np.array([_is_nothing_else(said.strip()) for said in word.gather(at).to_list()], dtype=bool)
    out = np.zeros(len(found), dtype=np.int64)
    out[rows] = addressed.str.len_bytes().fill_null(0).to_numpy()
    out[rows[at[unknown]]] = word.gather(at[unknown]).str.len_bytes().to_numpy()
    return out


def _surnames(found: pl.DataFrame, texts: pl.DataFrame, rows: Int64s) -> Int64s:
    """The rows of surnames that small words before them tell from clubs and towns: "Dos" Santos."""
    before = windows.around(found.select(_PLACE)[rows], texts, before=len(" van der "), after=0)["before"]
    rows = rows[before.str.contains(_SURNAMES).to_numpy()]
    known = [word.lower() in words_of("last") for word in found["text"].gather(rows).to_list()]
    surnames: Int64s = rows[np.array(known, dtype=bool)]
    return surnames


def _particles(found: pl.DataFrame, texts: pl.DataFrame, types: Int64s, rows: Int64s) -> Int64s:
    """By how much persons grow to the left by small words, and the person's first name that is before those."""
    out = bytes_beside(found, texts, rows, "before", _PARTICLES)
    grown = np.flatnonzero(out)
    text, start, end = (found[name].to_numpy().astype(np.int64) for name in ("text_no", "start_byte", "end_byte"))
    before = np.maximum(grown - 1, 0)
    gap = start[grown] - out[grown] - end[before]
    held = (grown > 0) & (text[before] == text[grown]) & (gap == 1) & (types[before] == _PER)
    out[grown[held]] = start[grown[held]] - start[before[held]]
    return out


def _behind_nicknames(found: pl.DataFrame, texts: pl.DataFrame, types: Int64s, rows: Int64s) -> Int64s:
    """Where persons end that go on behind a nickname in quotation marks; 0 for the others."""
    size = words_beside(found, texts, rows, "after", _NICKNAME).str.len_bytes().fill_null(0).to_numpy()
    within = found["text"].gather(rows).str.contains(_OPENED).to_numpy()
    first = found["text"].gather(rows).str.extract(r"^(\S+)").str.to_lowercase()
    given = np.array([word in words_of("first") for word in first.to_list()], dtype=bool)
    size = np.where(given & (within == (size <= len("” ".encode()))), size, 0)
    end, base = found["end_byte"].to_numpy().astype(np.int64), utf8.text_place(found)
    start = base + found["start_byte"].to_numpy()
    rows, begin = rows[size > 0], (base[rows] + end[rows] + size)[size > 0]
    at = np.minimum(np.searchsorted(start, begin), len(start) - 1)
    held = (start[at] == begin) & (types[at] == _PER)
    out = np.zeros(len(found), dtype=np.int64)
    out[rows[held]] = end[at[held]]
    return out


@lru_cache(1 << 12)
def _is_nothing_else(word: str) -> bool:
    """Whether a word with a capital is no title, land, people or word of running text."""
    small = word.lower()
    if small in _others() or not _NO_FIRST_NAMES.isdisjoint(small.split("-")):
        return False
    return small in words_of("first") or small in words_of("last") or not _ENGLISH_WORD.search(word)


@once
def _others() -> frozenset[str]:
    """Words in small letters that stand before a person's name without being part of it."""
    words: frozenset[str] = frozenset().union(*(words_of(kind) for kind in _NO_NAMES_OF_PERSONS))
    return words | common_words()


def _first_halves(found: pl.DataFrame, types: Int64s, before_blank: Bools) -> Int64s:
    """The rows of persons whose name goes on in the next one: "Abdul Sattar" and "Hadi Al-Janabi"."""
    text, start, end = (found[name].to_numpy().astype(np.int64) for name in ("text_no", "start_byte", "end_byte"))
    person = types == _PER
    near = before_blank[:-1] & (text[1:] == text[:-1]) & (start[1:] - end[:-1] == 1) & person[:-1] & person[1:]
    rows: Int64s = np.flatnonzero(near)
    arabic = found["text"].gather(rows + 1).str.contains(_ARABIC) & (found["text"].gather(rows).str.contains(" "))
    halves: Int64s = rows[arabic.to_numpy()]
    return halves
