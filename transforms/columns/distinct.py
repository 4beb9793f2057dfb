"""Distinct values: number them, work something out once for each, hand the answers to all rows.

"Friday", published on a Monday, is read once, however many articles say it. Strings are numbered by Polars' own
Categories, which take half the time of a join; integers by a table of slots, which takes half the time of a sort and a
third of a join (2,000,000 and 300,000 keys of which 5 and 67 % are distinct).
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import numpy.typing as npt
import polars as pl

from transforms.columns.dtypes import Int32s, Int64s
from transforms.columns.masked import with_answers

Frame = TypeVar("Frame", pl.DataFrame, pl.Series)

_ODD = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0xD6E8FEB86659FD93], dtype=np.uint64)
# Keys that share their slot in so many tables are sorted.
_TABLES = 3
_LEAST_SLOTS_DIGITS = 8

# Days from 0001-01-01 to 9999-12-31 take 22 bits; a null is one before the first.
_BEFORE_FIRST_DAY, _DAY_BITS = -719163, 22
# Variants, tenses and kinds of unit are few.
_FEW_BITS, _LEAST = 4, -3
_GRANULARITIES = ["day", "week", "weekend", "month", "quarter", "season", "half", "year", "decade", "century"]


@dataclass(frozen=True)
class Encoding:
    """Rows as numbers of distinct values, counted from 0: `number` of each row, and a row that holds each value."""

    number: Int32s
    row: Int64s

    def __len__(self) -> int:
        return len(self.row)

    def values(self, rows: Frame) -> Frame:
        """One row for each distinct value, in the order of their numbers."""
        return rows[pl.Series(self.row, dtype=pl.UInt32)]

    def decode(self, answers: Frame) -> Frame:
        """What was worked out for each distinct value, for every row."""
        return answers[pl.Series(self.number, dtype=pl.UInt32)]


def encode(words: pl.Series) -> Encoding:
    """Number the distinct strings; all nulls are one value."""
    codes = words.cast(pl.Categorical(pl.Categories.random())).to_physical()
    if codes.null_count():
        codes = codes.cast(pl.Int64).fill_null(len(codes))
    return encode_codes(codes.to_numpy())


def encode_codes(codes: npt.NDArray[np.integer]) -> Encoding:
    """Number what occurs among small codes (none negative), in their order."""
    count = int(codes.max()) + 1 if len(codes) else 0
    first = np.full(count, -1, dtype=np.int64)
    first[codes[::-1]] = np.arange(len(codes))[::-1]
    used = np.flatnonzero(first >= 0)
    numbers = np.zeros(count, dtype=np.int32)
    numbers[used] = np.arange(len(used), dtype=np.int32)
    return Encoding(numbers[codes], first[used])


def encode_integers(*lanes: np.ndarray, rows_per_slot: int = 4) -> Encoding:
    """Number the distinct rows of one or two arrays of unsigned 64-bit integers, in no set order.

    Rows that mostly repeat others need fewer slots than rows. A table of slots answers for nearly all rows at once;
    what lost its slot to another is asked of the next table.
    """
    like = np.zeros(len(lanes[0]), dtype=np.int32)
    left, keys = np.arange(len(like), dtype=np.int32), list(lanes)
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
    return Encoding(numbers[like], rows)


def encode_circumstances(mentions: pl.DataFrame, *circumstances: str) -> Encoding:
    """Number the distinct combinations of `surface_no` (UInt32, 0 where that column is missing) and circumstances.

    Circumstances are columns of days (Date, at most one), of granularities (String) and of few whole numbers, packed
    into one integer a row.
    """
    surface = mentions["surface_no"].to_numpy() if "surface_no" in mentions.columns else np.zeros(mentions.height)
    key = surface.astype(np.int64)
    for name in circumstances:
        bits, codes = _packed(mentions[name])
        key = (key << bits) | codes
    return encode_integers(key.view(np.uint64))


def _packed(column: pl.Series) -> tuple[int, Int64s]:
    """A column as small whole numbers, and how many bits they take."""
    if column.dtype == pl.Date:
        days = column.to_physical().cast(pl.Int64).fill_null(_BEFORE_FIRST_DAY).to_numpy()
        return _DAY_BITS, days - _BEFORE_FIRST_DAY
    if column.dtype == pl.String:
        codes = {name: number for number, name in enumerate(_GRANULARITIES, 1)}
        return _FEW_BITS, column.replace_strict(codes, default=0, return_dtype=pl.Int64).to_numpy()
    return _FEW_BITS, column.cast(pl.Int64).fill_null(_LEAST).to_numpy() - _LEAST


def apply_once(
    frame: pl.DataFrame,
    number: str | npt.NDArray[np.integer],
    columns: list[str],
    read: Callable[[pl.DataFrame], pl.DataFrame],
) -> pl.DataFrame:
    """Add the columns that `read` adds to some columns of a frame, worked out once for each number.

    Rows of one number, a column of the frame or an array with an entry a row, must be alike in those columns; numbers
    may have gaps. `read` must keep the rows and their order, and must look at a row at a time.
    """
    numbers = frame[number].to_numpy() if isinstance(number, str) else number
    encoding = encode_codes(numbers)
    answers = read(encoding.values(frame.select(columns)))
    for column in columns:
        answers.drop_in_place(column)
    return with_answers(frame, encoding.decode(answers))


def own_number() -> pl.Expr:
    """A number beyond those of all distinct values, for the few rows that are read for themselves."""
    return pl.len().cast(pl.Int64) + pl.int_range(pl.len(), dtype=pl.Int64)
