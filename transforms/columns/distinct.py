"""The same words in the same circumstances mean the same: "Friday", published on a Monday, is read once.

Circumstances are packed into one whole number per mention; the different numbers are worked out and handed back by
place, which is quicker by far than a join over strings and dates.
"""

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import polars as pl

from transforms.columns.dtypes import Int64s
from transforms.columns.masked import with_answers

Rows = npt.NDArray[np.intp]

# Days from 0001-01-01 to 9999-12-31 take 22 bits; a null stands one before the first.
_BEFORE_FIRST_DAY, _DAY_BITS = -719163, 22
# Variants, tenses and kinds of unit are few.
_FEW_BITS, _LEAST = 4, -3
_GRANULARITIES = ["day", "week", "weekend", "month", "quarter", "season", "half", "year", "decade", "century"]


def different(mentions: pl.DataFrame, *circumstances: str) -> tuple[Rows, Rows]:
    """Tell apart the mentions that differ in `surface_no` or one of the circumstances.

    Takes mentions with surface_no (UInt32) and those columns: at most one of days (first, anchor_on) and two of few
    values (variant, tense, granularity). Gives the rows that stand for all, and for each mention which one of those.
    """
    key = mentions["surface_no"].to_numpy().astype(np.int64)
    for name in circumstances:
        bits, codes = _codes(mentions[name])
        key = (key << bits) | codes
    stands = pl.Series(key).rank("dense").to_numpy().astype(np.intp) - 1
    rows = np.zeros(stands.max(initial=-1) + 1, dtype=np.intp)
    rows[stands] = np.arange(len(stands))
    return rows, stands


def _codes(column: pl.Series) -> tuple[int, Int64s]:
    """A column as small whole numbers, and how many bits they take."""
    if column.dtype == pl.Date:
        days = column.to_physical().cast(pl.Int64).fill_null(_BEFORE_FIRST_DAY).to_numpy()
        return _DAY_BITS, days - _BEFORE_FIRST_DAY
    if column.dtype == pl.String:
        codes = {name: number for number, name in enumerate(_GRANULARITIES, 1)}
        return _FEW_BITS, column.replace_strict(codes, default=0, return_dtype=pl.Int64).to_numpy()
    return _FEW_BITS, column.cast(pl.Int64).fill_null(_LEAST).to_numpy() - _LEAST


def with_fields(mentions: pl.DataFrame, surfaces: pl.DataFrame) -> pl.DataFrame:
    """Add those fields of the grammar that mentions do not carry with them (surfaces are in order of their number)."""
    missing = [name for name in surfaces.columns if name not in mentions.columns]
    return mentions.hstack(surfaces.select(missing)[mentions["surface_no"]])


def handed_back(found: pl.DataFrame, stands: Rows) -> pl.DataFrame:
    """The row of `found` that stands for each mention."""
    return found[pl.Series(stands, dtype=pl.UInt32)]


def numbered(words: pl.Series) -> Int64s:
    """The same number for the same words, from 0 on."""
    frame = words.to_frame("words")
    distinct = frame.unique(maintain_order=True).with_row_index("no")
    found = frame.join(distinct, on="words", how="left", nulls_equal=True, maintain_order="left")
    return found["no"].to_numpy().astype(np.int64)


def once_each(
    frame: pl.DataFrame,
    number: str | Int64s,
    columns: list[str],
    read: Callable[[pl.DataFrame], pl.DataFrame],
) -> pl.DataFrame:
    """Add the columns that `read` adds to some columns of a frame, worked out once for each number.

    Rows of one number, a column of the frame or an array beside it, must be alike in those columns. `read` must keep
    the rows and their order, and must look at a row at a time.
    """
    numbers = frame[number].to_numpy().astype(np.int64) if isinstance(number, str) else number
    rows = len(numbers)
    # One row of each number, and which of these rows each row is like.
    chosen = np.full(int(numbers.max(initial=-1)) + 1, -1, dtype=np.int64)
    chosen[numbers] = np.arange(rows)
    held = np.flatnonzero(chosen >= 0)
    place = np.zeros(len(chosen), dtype=np.uint32)
    place[held] = np.arange(len(held), dtype=np.uint32)
    answers = read(frame.select(columns)[chosen[held]])
    for column in columns:
        answers.drop_in_place(column)
    return with_answers(frame, answers[pl.Series(place[numbers])])


def own_number() -> pl.Expr:
    """A number beyond those of the wordings, for the few rows that are read for themselves."""
    return pl.len().cast(pl.Int64) + pl.int_range(pl.len(), dtype=pl.Int64)
