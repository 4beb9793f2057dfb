"""Anchoring: the place on the calendar of each expression: "Friday", in news of March 15, 2025, is 2025-03-14.

A place on the calendar is two columns: `granularity`, and `first`, the first day of the day, week, month, quarter,
season, half or year meant. The value and the last day follow from those.
"""

from collections.abc import Callable

import numpy as np
import polars as pl

from transforms.columns.distinct import encode_circumstances
from transforms.columns.dtypes import Int64s
from transforms.columns.lazy import once
from transforms.temporal.normalization.calendar import (
    AS_UNIT,
    NONE,
    dates,
)
from transforms.temporal.normalization.placing_days import (
    of_counted_day,
    of_day,
    of_day_of_month,
    of_holiday,
    of_nth_weekday,
    of_same_day,
    of_weekday,
)
from transforms.temporal.normalization.placing_periods import (
    SEASONS,
    of_month,
    of_nth_unit,
    of_part,
    of_shift,
    of_week_number,
    of_year,
)
from transforms.temporal.rules.rule import PLACED, with_fields

# What a place depends on, with the words themselves.
_CIRCUMSTANCES = ["variant", "anchor_on", "tense"]


def place(mentions: pl.DataFrame, surfaces: pl.DataFrame) -> pl.DataFrame:
    """Put mentions on the calendar.

    Takes mentions with `anchor_on` (Date: the day it counts from), `counted_from` (what day that is), `tense` (see
    transforms/temporal/normalization/tense.py: 1 where the words around speak of the future, -1 of the past,
    -2 surely of the past, else null) and `variant`, and the fields of their surfaces; adds `granularity`, `first`
    (Date) and `anchor`.
    """
    encoding = encode_circumstances(mentions, *_CIRCUMSTANCES)
    chosen = with_fields(encoding.values(mentions), surfaces).with_columns(granularity=_granularity())
    first = np.full(chosen.height, NONE)
    for (kind,), part in chosen.with_row_index("_row").partition_by("kind", as_dict=True).items():
        if kind in _RULES:
            first[part["_row"].to_numpy()] = _RULES[str(kind)](part)
    placed = chosen.with_columns(first=dates(first)).select("granularity", "first", anchor=_anchor())
    placed_mentions = mentions.hstack(encoding.decode(placed))
    anchor = pl.when(pl.col("anchor") == "published").then(pl.col("counted_from")).otherwise(pl.col("anchor"))
    return placed_mentions.with_columns(anchor=anchor)


@once
def _anchor() -> pl.Expr:
    """What a place counts from: the day of publication, or nothing where the year is stated; null without a place."""
    from_day = pl.col("kind").is_in(["weekday", "shift", "day_of_month", "same_day"]) | pl.col("year").is_null()
    return (
        pl.when(
            ((pl.col("kind") == "year") & pl.col("year").is_not_null()) | (pl.col("rule") == "date_before_christ")
        )  # years before Christ have no first day
        .then(pl.lit("none"))
        .when(pl.col("first").is_not_null())
        .then(pl.when(from_day).then(pl.lit("published")).otherwise(pl.lit("none")))
    )


_DAYS = ["day", "weekday", "counted_day", "slashed", "holiday", "nth_weekday", "day_of_month", "same_day"]


@once
def _granularity() -> pl.Expr:
    kind, part, unit = pl.col("kind"), pl.col("part"), pl.col("unit")
    of_part = (
        pl.when(part.is_in(SEASONS))
        .then(pl.lit("season"))
        .when(part.str.starts_with("H"))
        .then(pl.lit("half"))
        .otherwise(pl.lit("quarter"))
    )
    return (
        pl.when(kind.is_in(["day", "holiday"]) & unit.is_not_null() & pl.col("hour").is_null())
        .then(unit)
        .when(kind.is_in(["nth_unit", "week_number"]))
        .then(unit)
        .when(kind.is_in(_DAYS))
        .then(pl.lit("day"))
        .when(kind == "part")
        .then(of_part)
        .when(kind.is_in(["month", "year", "decade", "century"]))
        .then(kind)
        .when(kind == "shift")
        .then(unit.replace(AS_UNIT))
    )


_RULES: dict[str, Callable[[pl.DataFrame], Int64s]] = {
    "day": of_day,
    "slashed": of_day,
    "holiday": of_holiday,
    "weekday": of_weekday,
    "counted_day": of_counted_day,
    "month": of_month,
    "part": of_part,
    "year": of_year,
    "decade": of_year,
    "century": of_year,
    "shift": of_shift,
    "nth_weekday": of_nth_weekday,
    "nth_unit": of_nth_unit,
    "week_number": of_week_number,
    "day_of_month": of_day_of_month,
    "same_day": of_same_day,
}
if _RULES.keys() != PLACED:
    raise ValueError(f"Kinds without a rule, or rules without a kind: {sorted(_RULES.keys() ^ PLACED)}")
