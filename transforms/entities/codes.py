"""Words and pairs as numbers: "Putin" in article 7 is one integer, and so is every other place it is looked for."""

from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import polars as pl

Int64s: TypeAlias = npt.NDArray[np.int64]
Int32s: TypeAlias = npt.NDArray[np.int32]
Bools: TypeAlias = npt.NDArray[np.bool_]

TYPES = ("PER", "ORG", "LOC", "MISC")
NONE = -1


def number(words: pl.Series) -> tuple[Int32s, pl.Series]:
    """Number the distinct strings (none null); gives each row's number and the strings in order of their numbers."""
    coded = words.cast(pl.Categorical(pl.Categories.random()))
    codes = coded.to_physical().to_numpy()
    numbers, used = renumber(codes, int(codes.max()) + 1 if len(codes) else 0)
    somewhere = np.zeros(len(used), dtype=np.int64)
    somewhere[numbers] = np.arange(len(codes))
    return numbers, words.gather(somewhere)


def renumber(codes: npt.NDArray[np.integer], count: int) -> tuple[Int32s, Int64s]:
    """Number what occurs among codes below `count`; gives each row's number and the codes in order of their numbers."""
    occurs = np.zeros(count, dtype=bool)
    occurs[codes] = True
    used = np.flatnonzero(occurs)
    numbers = np.zeros(count, dtype=np.int32)
    numbers[used] = np.arange(len(used), dtype=np.int32)
    return numbers[codes], used


def number_with_nulls(words: pl.Series) -> Int64s:
    """Number the distinct strings; a null is NONE."""
    known = np.flatnonzero(words.is_not_null().to_numpy())
    codes = np.full(len(words), NONE, dtype=np.int64)
    codes[known] = number(words.drop_nulls())[0]
    return codes


def type_codes(types: pl.Series) -> Int64s:
    """The place of each type in TYPES."""
    return types.cast(pl.Enum(TYPES)).to_physical().to_numpy().astype(np.int64)


def type_names(codes: npt.NDArray[np.integer]) -> pl.Series:
    """The types of their places in TYPES."""
    return pl.Series(TYPES, dtype=pl.String).gather(codes.astype(np.uint32))


def place_of(asked: Int64s, keys: Int64s) -> Int64s:
    """Where each number stands among sorted distinct keys; NONE for one that does not."""
    if not len(keys):
        return np.full(len(asked), NONE, dtype=np.int64)
    at = np.minimum(np.searchsorted(keys, asked), len(keys) - 1)
    return np.where(keys[at] == asked, at, NONE)


def first_places(keys: Int64s) -> tuple[Int64s, Int64s]:
    """The sorted distinct keys, and where each stands first."""
    distinct, first = np.unique(keys, return_index=True)
    return distinct, first
