"""What a word looks like, worked out once per distinct word: "McDonald's" is Xx'x, ends in -d's, and names a company.

Hashes are our own and never change: sums of code points times powers of an odd number, modulo 2^64, computed for all
distinct words at once. Python's and Polars' hashes differ between runs or releases and would not fit stored weights.
"""

import unicodedata
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt
import polars as pl

from transforms.columns.dtypes import Bools, Bytes, Uint32s, Uint64s
from transforms.columns.lazy import once

# Letters beyond these say no more about a word, and a line of 10 MB without a space is one word.
LONGEST_WORD = 40

# Affixes have at most so many letters.
_AFFIX = 4

_MULTIPLIER = 0x9E3779B97F4A7C15
_MIX = np.uint64(0xFF51AFD7ED558CCD)
_HALF = np.uint64(32)
_POWERS = np.array([pow(_MULTIPLIER, k, 1 << 64) for k in range(LONGEST_WORD + 1)], dtype=np.uint64)

OTHER, UPPER, LOWER, DIGIT, LETTER = range(5)
_LAST_CODE_POINT = 0x10FFFF
_LINE_BREAK = 10

# Words in small letters that stand inside names: "Bank of England", "Osama bin Laden".
_CONNECTORS = (
    "of the and for de la le du del al el bin van von der den da dos das do di e y on in to at ibn abu ul ur zu ten ter"
)


@dataclass(frozen=True)
class Words:
    """The distinct words of a batch, a row of each array per word.

    lower: hash of the word in small letters, accents folded and digits as 0. exact: hash of the word as written. kind:
    hash of its shape with runs joined ("Xx"). hashes: one column per string feature. has_capital: some capital letter.
    is_capitals: more than one letter and no small one. is_mark: begins with no letter or figure. is_connector: may
    are in small letters inside a name.
    """

    lower: Uint64s
    exact: Uint64s
    kind: Uint64s
    hashes: list[Uint64s]
    has_capital: Bools
    is_capitals: Bools
    is_mark: Bools
    is_connector: Bools


def describe(words: pl.Series) -> Words:
    """Read the letters of distinct words (strings without line breaks, none empty)."""
    letters, first, place, _, word = _letters(words)
    classes = _classes()[letters]
    lower = _small(letters)

    def hashed(values: npt.NDArray, keep: Bools | None = None, powers: npt.NDArray = place) -> Uint64s:
        terms = (values.astype(np.uint64) + np.uint64(1)) * _POWERS[powers]
        if keep is not None:
            terms = np.where(keep, terms, np.uint64(0))
        return _summed(terms, first)

    # Shape: the class of each letter, a mark as itself; joined: without repeats of the letter before.
    shape = np.where(classes == OTHER, letters, classes.astype(np.uint32) + 1)
    changes = np.append(True, shape[1:] != shape[:-1]) | (place == 0)
    changed = np.cumsum(changes) - 1
    rank = changed - np.append(changed, 0)[first][word] if len(word) else changed
    joined = hashed(shape, changes, rank)
    size = np.diff(np.append(first, len(letters)))
    spelled = np.where(size < 6, hashed(shape), joined)

    small = hashed(lower)
    starts = _edges(lower, first, size, 1)[1:]
    ends = _edges(lower, first + size - 1, size, -1)
    raw = hashed(letters)
    capital = _any(classes == UPPER, first)
    has_small = _any((classes == LOWER) | (classes == LETTER), first)
    letters_in = np.add.reduceat(np.append(classes == UPPER, False).astype(np.int64), first) if len(first) else first
    first_class = np.append(classes, OTHER)[first]
    return Words(
        lower=small,
        exact=raw,
        kind=joined,
        hashes=[small, raw, spelled, joined, *starts, *ends, mixed(ends[2], joined), mixed(starts[1], joined)],
        has_capital=capital,
        is_capitals=capital & ~has_small & (letters_in > 1),
        is_mark=(first_class == OTHER),
        is_connector=np.isin(small, _hashes_of(_CONNECTORS)) | (first_class == OTHER),
    )


def mixed(*columns: Uint64s | int) -> Uint64s:
    """One hash of several, in their order."""
    total = np.zeros(1, dtype=np.uint64)
    for column in columns:
        total = (total ^ np.asarray(column, dtype=np.uint64)) * _MIX
        total = total ^ (total >> _HALF)
    return total


def hash_words(words: pl.Series) -> Uint64s:
    """The `lower` hash of words (without line breaks, none empty)."""
    letters, first, place, _, _ = _letters(words)
    return _summed((_small(letters) + np.uint64(1)) * _POWERS[place], first)


@cache
def _hashes_of(listed: str) -> Uint64s:
    return hash_words(pl.Series(listed.split()))


def _letters(words: pl.Series) -> tuple[Uint32s, npt.NDArray, npt.NDArray, npt.NDArray, npt.NDArray]:
    """The code points of all words end to end: first of each word, place in it, place from its end, its word."""
    if not len(words):
        none = np.zeros(0, dtype=np.int64)
        return np.zeros(0, dtype=np.uint32), none, none, none, none
    joined = "\n".join(words.str.head(LONGEST_WORD).to_list()) + "\n"
    codes = np.frombuffer(joined.encode("utf-32-le"), dtype=np.uint32)
    breaks = np.flatnonzero(codes == _LINE_BREAK)
    size = np.diff(breaks, prepend=-1) - 1
    first = np.cumsum(size) - size
    word = np.repeat(np.arange(len(size)), size)
    place = np.arange(len(word)) - first[word]
    return codes[codes != _LINE_BREAK], first, place, size[word] - 1 - place, word


def _small(letters: Uint32s) -> Uint64s:
    """Small letters without accents, digits as 0."""
    return np.where(_classes()[letters] == DIGIT, np.uint32(ord("0")), _folded()[letters]).astype(np.uint64)


def _summed(terms: Uint64s, first: npt.NDArray) -> Uint64s:
    if not len(first):
        return np.zeros(0, dtype=np.uint64)
    return _finished(np.add.reduceat(np.append(terms, np.uint64(0)), first))


def _finished(total: Uint64s) -> Uint64s:
    total = (total ^ (total >> _HALF)) * _MIX
    return np.asarray(total ^ (total >> _HALF), dtype=np.uint64)


def _edges(letters: Uint64s, edge: npt.NDArray, size: npt.NDArray, step: int) -> list[Uint64s]:
    """The hashes of the first one to _AFFIX letters of each word, counted from one of its edges."""
    total = np.zeros(len(size), dtype=np.uint64)
    hashes = []
    for place in range(_AFFIX):
        held = size > place
        letter = letters[np.where(held, edge + step * place, 0)] if len(letters) else total
        total = total + np.where(held, (letter + np.uint64(1)) * _POWERS[place], np.uint64(0))
        hashes.append(_finished(total))
    return hashes


def _any(flags: Bools, first: npt.NDArray) -> Bools:
    if not len(first):
        return np.zeros(0, dtype=bool)
    return np.asarray(np.logical_or.reduceat(np.append(flags, False), first))


@once
def _classes() -> Bytes:
    """The class of every code point."""
    table = np.zeros(_LAST_CODE_POINT + 1, dtype=np.uint8)
    by_category = dict.fromkeys(("Lu", "Lt"), UPPER) | {"Ll": LOWER, "Nd": DIGIT}
    by_category |= dict.fromkeys(("Lo", "Lm", "Mn", "Mc"), LETTER)
    # Beyond the first plane there are letters of dead scripts and emoji.
    for code in range(0x10000):
        table[code] = by_category.get(unicodedata.category(chr(code)), OTHER)
    return table


@once
def _folded() -> Uint32s:
    """Every code point as a small letter without its accent."""
    table = np.arange(_LAST_CODE_POINT + 1, dtype=np.uint32)
    for code in [*range(0x41, 0x5B), *range(0xC0, 0x590), *range(0x1E00, 0x2000)]:
        table[code] = ord(unicodedata.normalize("NFKD", chr(code).lower())[0].lower()[0])
    table[ord("’")] = ord("'")
    return table
