"""Words and pairs as numbers: "Putin" in article 7 is one integer, and so is every other place it is looked for."""

import numpy as np
import numpy.typing as npt
import polars as pl

from transforms.columns.distinct import encode, encode_codes
from transforms.columns.dtypes import Int32s, Int64s

TYPES = ("PER", "ORG", "LOC", "MISC")
TYPE = pl.Enum(TYPES)
NONE = -1


def number(words: pl.Series) -> tuple[Int32s, pl.Series]:
    """Number the distinct strings (none null); gives each row's number and the strings in order of their numbers."""
    encoding = encode(words)
    return encoding.number, encoding.values(words)


def renumber(codes: Int64s) -> tuple[Int32s, Int64s]:
    """Number what occurs among small codes; gives each row's number and the codes in order of their numbers."""
    encoding = encode_codes(codes)
    return encoding.number, codes[encoding.row]


def number_with_nulls(words: pl.Series) -> Int64s:
    """Number the distinct strings; a null is NONE."""
    known = np.flatnonzero(words.is_not_null().to_numpy())
    codes = np.full(len(words), NONE, dtype=np.int64)
    codes[known] = number(words.drop_nulls())[0]
    return codes


def type_codes(types: pl.Series) -> Int64s:
    """The place of each type in TYPES."""
    return types.cast(TYPE).to_physical().to_numpy().astype(np.int64)


def type_names(codes: npt.NDArray[np.integer]) -> pl.Series:
    """The types of their places in TYPES, as an Enum of them."""
    return pl.Series(codes.astype(np.uint8)).cat.to(TYPE)


def place_of(asked: Int64s, keys: Int64s) -> Int64s:
    """Where each number is among sorted distinct keys; NONE for one that does not."""
    if not len(keys):
        return np.full(len(asked), NONE, dtype=np.int64)
    at = np.minimum(np.searchsorted(keys, asked), len(keys) - 1)
    return np.where(keys[at] == asked, at, NONE)


def distinct_pairs(left: Int64s, right: Int64s) -> tuple[Int64s, Int64s]:
    """Each pair of numbers below 2**31 once, sorted: the left ones and the right ones."""
    pairs = np.unique((left << 32) + right)
    return pairs >> 32, pairs & 0xFFFFFFFF


def first_places(keys: Int64s) -> tuple[Int64s, Int64s]:
    """The sorted distinct keys, and where each is first."""
    distinct, first = np.unique(keys, return_index=True)
    return distinct, first
