"""Words and pairs as numbers: "Putin" in article 7 is one integer, and so is every other place it is looked for."""

import numpy as np
import numpy.typing as npt
import polars as pl

from transforms.columns.dtypes import Int32s, Int64s

TYPES = ("PER", "ORG", "LOC", "MISC")
TYPE = pl.Enum(TYPES)
NONE = -1

_ODD = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0xD6E8FEB86659FD93], dtype=np.uint64)
# Numbers that share their slot in so many tables are sorted.
_TABLES = 3
_LEAST_SLOTS_DIGITS = 8


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


def number_integers(lanes: list[np.ndarray], rows_per_slot: int = 4) -> tuple[Int32s, Int64s]:
    """Number the distinct rows of integers; gives each one's number and of each number a row.

    Rows that mostly repeat others need fewer slots than rows.

    A table of slots answers for nearly all rows at once; what lost its slot to another is asked of the next table.
    """
    like = np.zeros(len(lanes[0]), dtype=np.int32)
    left, keys = np.arange(len(like), dtype=np.int32), lanes
    for odd in _ODD[:_TABLES]:
        digits = max(_LEAST_SLOTS_DIGITS, (len(left) // rows_per_slot).bit_length())
        mixed = keys[0] if len(keys) == 1 else keys[0] ^ (keys[1] * _ODD[0])
        slot = ((mixed ^ (mixed >> np.uint64(29))) * odd) >> np.uint64(64 - digits)
        holder = np.zeros(1 << digits, dtype=np.int32)
        holder[slot] = left
        held = holder[slot]
        like[left] = held
        same = lanes[0][held] == keys[0]
        for lane, key in zip(lanes[1:], keys[1:], strict=True):
            same &= lane[held] == key
        rest = np.flatnonzero(~same)
        left, keys = left[rest], [key[rest] for key in keys]
        if not len(left):
            break
    else:
        order = np.lexsort(keys)
        new = np.append(True, np.any([key[order][1:] != key[order][:-1] for key in keys], axis=0))
        like[left[order]] = left[order[np.flatnonzero(new)]][np.cumsum(new) - 1]
    rows = np.flatnonzero(like == np.arange(len(like), dtype=np.int32))
    numbers = np.zeros(len(like), dtype=np.int32)
    numbers[rows] = np.arange(len(rows), dtype=np.int32)
    return numbers[like], rows


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
    """Where each number stands among sorted distinct keys; NONE for one that does not."""
    if not len(keys):
        return np.full(len(asked), NONE, dtype=np.int64)
    at = np.minimum(np.searchsorted(keys, asked), len(keys) - 1)
    return np.where(keys[at] == asked, at, NONE)


def distinct_pairs(left: Int64s, right: Int64s) -> tuple[Int64s, Int64s]:
    """Each pair of numbers below 2**31 once, sorted: the left ones and the right ones."""
    pairs = np.unique((left << 32) + right)
    return pairs >> 32, pairs & 0xFFFFFFFF


def first_places(keys: Int64s) -> tuple[Int64s, Int64s]:
    """The sorted distinct keys, and where each stands first."""
    distinct, first = np.unique(keys, return_index=True)
    return distinct, first
