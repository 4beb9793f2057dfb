"""What a word or phrase can be: "Ruth" is a first name, "Leeds United" a club, "Treaty" ends an event's name.

Reads transforms/reference/lexicon.parquet (see transforms/reference/build/lexicon.py) into sorted hash tables.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
import polars as pl

from transforms.columns.dtypes import Uint64s
from transforms.columns.lazy import once
from transforms.entities.ner.hashing import hash_words, mixed

LEXICON_FILE = Path(__file__).parents[2] / "reference" / "lexicon.parquet"

# The order is part of the file: a kind's place is its bit.
KINDS = (
    "country",
    "demonym",
    "creed",
    "calendar",
    "title",
    "orgsuf",
    "team",
    "media",
    "company",
    "org",
    "event",
    "region",
    "place",
    "city",
    "first",
    "last",
    "orghead",
    "placehead",
    "eventhead",
    "notname",
    "product",
)
BIT = {kind: np.uint64(1 << place) for place, kind in enumerate(KINDS)}
LONGEST_PHRASE = 5

# Kinds that mean the same to a neighbour are one bit there.
_COARSE = (
    ("first",),
    ("last",),
    ("country", "region", "place", "city"),
    ("demonym", "creed"),
    ("title",),
    ("orgsuf", "orghead"),
    ("org", "company", "media", "team"),
    ("event", "eventhead"),
    ("placehead",),
    ("calendar", "notname"),
)


@dataclass(frozen=True)
class Table:
    """Sorted hashes and what each means."""

    keys: Uint64s
    bits: Uint64s

    def look_up(self, hashes: Uint64s) -> Uint64s:
        """The bits of each hash, 0 for one that is not listed."""
        if not len(self.keys):
            return np.zeros(len(hashes), dtype=np.uint64)
        at = np.minimum(np.searchsorted(self.keys, hashes), len(self.keys) - 1)
        return np.where(self.keys[at] == hashes, self.bits[at], np.uint64(0))


@dataclass(frozen=True)
class Lexicon:
    """words: kinds of single words. phrases: kinds of phrases by length. openers: lengths of phrases a word opens."""

    words: Table
    phrases: dict[int, Table]
    openers: Table


@once
def lexicon() -> Lexicon:
    """The lexicon that ships with the project."""
    return _index(pl.read_parquet(LEXICON_FILE))


@cache
def words_of(kind: str) -> frozenset[str]:
    """The words and phrases of a kind, in small letters."""
    entries = pl.read_parquet(LEXICON_FILE).filter((pl.col("kinds") & int(BIT[kind])) != 0)
    return frozenset(entries["phrase"])


@once
def heads() -> frozenset[str]:
    """What organisations, places and events are called by: "Institute", "Ltd", "River", "Treaty"."""
    return words_of("orghead") | words_of("orgsuf") | words_of("placehead") | words_of("eventhead")


def coarse(bits: Uint64s) -> Uint64s:
    """Kinds as their neighbours see them."""
    out = np.zeros(len(bits), dtype=np.uint64)
    for place, kinds in enumerate(_COARSE):
        mask = np.uint64(sum(int(BIT[kind]) for kind in kinds))
        out |= ((bits & mask) != 0).astype(np.uint64) << np.uint64(place)
    return out


def _index(entries: pl.DataFrame) -> Lexicon:
    """Takes `phrase` (small letters, tokens with a blank between them) and `kinds` (UInt32 of bits)."""
    parts = entries["phrase"].str.split(" ")
    size = parts.list.len().to_numpy()
    hashes = hash_words(parts.explode())
    first = np.cumsum(size) - size
    bits = entries["kinds"].to_numpy().astype(np.uint64)
    tables = {}
    openers: list[npt.NDArray] = []
    for length in range(1, LONGEST_PHRASE + 1):
        rows = np.flatnonzero(size == length)
        columns = [hashes[first[rows] + k] for k in range(length)]
        keys = columns[0] if length == 1 else mixed(*columns)
        tables[length] = _table(keys, bits[rows])
        if length > 1:
            openers.append(np.stack([columns[0], np.full(len(rows), 1 << length, dtype=np.uint64)]))
    opening = np.concatenate(openers, axis=1)
    return Lexicon(tables.pop(1), tables, _table(opening[0], opening[1]))


def _table(keys: Uint64s, bits: Uint64s) -> Table:
    order = np.argsort(keys, kind="stable")
    keys, bits = keys[order], bits[order]
    first = np.flatnonzero(np.append(True, keys[1:] != keys[:-1])) if len(keys) else np.zeros(0, dtype=np.int64)
    return Table(keys[first], np.bitwise_or.reduceat(bits, first) if len(keys) else bits)
