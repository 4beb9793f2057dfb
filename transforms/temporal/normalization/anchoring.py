"""Which day it is: "Friday" in an article of Saturday, March 15, 2025 is 2025-03-14.

A place on the calendar is two columns: `granularity`, and `first`, the first day of the day, week, month, quarter,
season, half or year meant. The value and the last day follow from those.
"""

from collections.abc import Callable

import numpy as np
import polars as pl

from transforms.columns.distinct import encode_circumstances
from transforms.columns.dtypes import Float64s, Int64s
from transforms.temporal.normalization.calendar import (
    AS_UNIT,
    NONE,
    civil,
    dates,
    ints,
    month_of,
    shift,
    weekday_of,
    year_of,
)
from transforms.temporal.rules import holidays
from transforms.temporal.rules.rule import PLACED

_PART_START = {"Q1": 1, "Q2": 4, "Q3": 7, "Q4": 10, "H1": 1, "H2": 7, "SP": 3, "SU": 6, "FA": 9, "WI": 12}
_SEASONS = ["SP", "SU", "FA", "WI"]
# How far ahead of publication a day without a year may lie: with no cue, and where the verb looks back.
_DAYS_AHEAD, _DAYS_AHEAD_IN_PAST = 183, 120


# What a place hangs on beside the words.
_CIRCUMSTANCES = ["variant", "published_on", "tense"]


def place(mentions: pl.DataFrame, surfaces: pl.DataFrame) -> pl.DataFrame:
    """Put mentions on the calendar.

    Takes mentions with `published_on` (Date), `tense` (1 where the words around speak of the future, -1 of the past,
    -2 surely of the past, else null) and `variant`, and the fields of their surfaces; adds `granularity`, `first`
    (Date) and `anchor`.
    """
    encoding = encode_circumstances(mentions, *_CIRCUMSTANCES)
    chosen = _with_fields(encoding.values(mentions), surfaces).with_columns(granularity=_granularity())
    first = np.full(chosen.height, NONE)
    for (kind,), part in chosen.with_row_index("_row").partition_by("kind", as_dict=True).items():
        if kind in _RULES:
            first[part["_row"].to_numpy()] = _RULES[str(kind)](part)
    placed = chosen.with_columns(first=dates(first)).select("granularity", "first", anchor=_anchor())
    return mentions.hstack(encoding.decode(placed))


def _with_fields(mentions: pl.DataFrame, surfaces: pl.DataFrame) -> pl.DataFrame:
    """Add those fields of the rules that mentions do not carry with them (surfaces are in order of their number)."""
    missing = [name for name in surfaces.columns if name not in mentions.columns]
    return mentions.hstack(surfaces.select(missing)[mentions["surface_no"]])


def _anchor() -> pl.Expr:
    """What a place counts from: the day of publication, or nothing where the year is stated; null without a place."""
    from_day = pl.col("kind").is_in(["weekday", "shift"]) | pl.col("year").is_null()
    return (
        pl.when((pl.col("kind") == "year") & pl.col("year").is_not_null())  # years before Christ have no first day
        .then(pl.lit("none"))
        .when(pl.col("first").is_not_null())
        .then(pl.when(from_day).then(pl.lit("published")).otherwise(pl.lit("none")))
    )


def _granularity() -> pl.Expr:
    kind, part, unit = pl.col("kind"), pl.col("part"), pl.col("unit")
    of_part = (
        pl.when(part.is_in(_SEASONS))
        .then(pl.lit("season"))
        .when(part.str.starts_with("H"))
        .then(pl.lit("half"))
        .otherwise(pl.lit("quarter"))
    )
    return (
        pl.when(kind.is_in(["day", "holiday"]) & unit.is_not_null() & pl.col("hour").is_null())
        .then(unit)
        .when(kind.is_in(["day", "weekday", "counted_day", "slashed", "holiday"]))
        .then(pl.lit("day"))
        .when(kind == "part")
        .then(of_part)
        .when(kind.is_in(["month", "year", "decade", "century"]))
        .then(kind)
        .when(kind == "shift")
        .then(unit.replace(AS_UNIT))
    )


def _stated(rows: pl.DataFrame) -> Int64s:
    """The year the words give, outright or by "last year"."""
    step = ints(rows["year_step"])
    relative = np.where(step == NONE, NONE, year_of(ints(rows["published_on"])) + step)
    stated = ints(rows["year"])
    return np.where(stated == NONE, relative, stated)


def _or(stated: Int64s, otherwise: Int64s) -> Int64s:
    return np.where(stated == NONE, otherwise, stated)


def _nearest_year(rows: pl.DataFrame, here: Int64s) -> Int64s:
    """The year that brings a day nearest to publication; `here` is the day in the year of publication."""
    published = ints(rows["published_on"])
    year, tense, step = year_of(published), ints(rows["tense"].fill_null(0)), ints(rows["step"])
    apart = here - published
    before = (apart > _DAYS_AHEAD) | ((tense == -1) & (apart > _DAYS_AHEAD_IN_PAST)) | ((tense == -2) & (apart > 0))
    after = ((apart < _DAYS_AHEAD - 366) & (tense >= 0)) | ((tense == 1) & (apart < -_DAYS_AHEAD_IN_PAST))
    by_tense = np.where(before, -1, np.where(after, 1, 0))
    by_step = np.where(step == -1, np.where(apart >= 0, -1, 0), np.where(apart <= 0, 1, 0))
    return np.where(year == NONE, NONE, year + np.where((step == -1) | (step == 1), by_step, by_tense))


def _day(rows: pl.DataFrame) -> Int64s:
    """ "Nov. 9" is the nearest, "Nov. 9, 1989" the stated one; "the week of March 6" is the week around it."""
    month, day = ints(rows["month"]), ints(rows["day"])
    year = year_of(ints(rows["published_on"]))
    # Feb. 29 may be missing from the year of publication; the day before tells which year is nearest.
    here = civil(year, month, np.where((month == 2) & (day == 29), 28, day))
    found = civil(_or(_stated(rows), _nearest_year(rows, here)), month, day)
    return _around(rows, found)


def _around(rows: pl.DataFrame, found: Int64s) -> Int64s:
    """The unit a day stands for; the weekend of a Monday is the one before it."""
    unit = rows["granularity"]
    base = np.where((unit == "weekend").to_numpy() & (weekday_of(found) == 1) & (found != NONE), found - 1, found)
    return shift(base, unit, 0.0)


def _weekday(rows: pl.DataFrame) -> Int64s:
    """A bare weekday is the last one, today's included; with a future cue the next."""
    published, step, tense = ints(rows["published_on"]), ints(rows["step"]), ints(rows["tense"])
    behind = weekday_of(published) - ints(rows["weekday"])
    back, ahead = behind % 7, -behind % 7
    days = np.where(
        step == -1,
        -np.where(back == 0, 7, back),
        np.where(
            step == 1,
            np.where(ahead == 0, 7, ahead),
            np.where((step == 0) | ((step == NONE) & (tense == 1)), ahead, -back),
        ),
    )
    return np.where(published == NONE, NONE, published + days)


def _counted_day(rows: pl.DataFrame) -> Int64s:
    """ "Two weeks from Monday" counts from the Monday to come, "a week ago Monday" from the last one.

    "Tuesday of last week" has no count: it lies in the week itself.
    """
    published, weekday, step = ints(rows["published_on"]), ints(rows["weekday"]), ints(rows["step"])
    today = weekday_of(published)
    start = np.where(step == 1, (weekday - today) % 7, -((today - weekday) % 7))
    start = np.where(weekday == NONE, ints(rows["day"]), start)
    days = np.where(rows["amount"].is_null().to_numpy(), weekday - today, start).astype(np.float64)
    days += 7 * step * rows["amount"].fill_null(1.0).to_numpy()
    return shift(published, pl.Series(["day"], dtype=pl.String).new_from_index(0, rows.height), days)


def _month(rows: pl.DataFrame) -> Int64s:
    """A bare month is the last one that has begun, with a future cue the next to come.

    The month after that of publication is to come unless it surely lies behind, the one after it unless the verb looks
    back: of such a month a year ago papers say "last April".
    """
    published, step, tense = ints(rows["published_on"]), ints(rows["step"]), ints(rows["tense"])
    month, year = ints(rows["month"]), year_of(published)
    ahead = month - month_of(published)
    soon = ((ahead % 12 == 1) & (tense != -2)) | ((ahead % 12 == 2) & (tense == NONE))
    move = np.select(
        [step == -1, step == 1, step == 0, (tense == 1) | (tense == 2) | soon],
        [-(ahead >= 0).astype(np.int64), (ahead <= 0).astype(np.int64), 0 * ahead, (ahead < 0).astype(np.int64)],
        -(ahead > 0).astype(np.int64),
    )
    nearest = np.where(year == NONE, NONE, year + move)
    return civil(_or(_stated(rows), nearest), month, np.ones_like(month))


def _part(rows: pl.DataFrame) -> Int64s:
    """A bare quarter, half or season is the last that has begun; with a future cue it may be one to come."""
    published, step, tense = ints(rows["published_on"]), ints(rows["step"]), ints(rows["tense"])
    year, month = year_of(published), month_of(published)
    start = ints(rows["part"].replace_strict(_PART_START, default=None, return_dtype=pl.Int64))
    length = np.where(rows["part"].str.starts_with("H").to_numpy(), 6, 3)
    is_season = rows["part"].is_in(_SEASONS).to_numpy()
    begun, over = start <= month, start + length <= month
    move = np.select(
        [step == -1, step == 1, step == 0, tense == 1],
        [over - 1, begun.astype(np.int64), 0 * start, (over & is_season).astype(np.int64)],
        begun - 1,
    )
    nearest = np.where(year == NONE, NONE, year + move)
    return civil(_or(_stated(rows), nearest), start, np.ones_like(start))


def _year(rows: pl.DataFrame) -> Int64s:
    year = ints(rows["year"])
    return civil(year, np.ones_like(year), np.ones_like(year))


def _shift(rows: pl.DataFrame) -> Int64s:
    # "It will freeze overnight": the night to come.
    ahead = (rows["rule"] == "part_of_day").to_numpy() & (ints(rows["tense"]) == 1)
    return shift(ints(rows["published_on"]), rows["unit"], steps(rows) + ahead)


def steps(rows: pl.DataFrame) -> Float64s:
    """The signed number of units of a shift."""
    return (rows["step"].fill_null(0) * rows["amount"].fill_null(1.0)).cast(pl.Float64).to_numpy()


def _holiday(rows: pl.DataFrame) -> Int64s:
    stated = _stated(rows)
    here = _named(rows, year_of(ints(rows["published_on"])))
    return _around(rows, _named(rows, _or(stated, _nearest_year(rows, here))))


def _named(rows: pl.DataFrame, year: Int64s) -> Int64s:
    """The named day of each row in the given year, looked up once per name and year."""
    asked = rows.select("holiday", year=pl.Series(year))
    known = holidays.days(asked.unique())
    return ints(asked.join(known, on=["holiday", "year"], how="left", maintain_order="left")["holiday_on"])


_RULES: dict[str, Callable[[pl.DataFrame], Int64s]] = {
    "day": _day,
    "slashed": _day,
    "holiday": _holiday,
    "weekday": _weekday,
    "counted_day": _counted_day,
    "month": _month,
    "part": _part,
    "year": _year,
    "decade": _year,
    "century": _year,
    "shift": _shift,
}
if _RULES.keys() != PLACED:
    raise ValueError(f"Kinds without a rule, or rules without a kind: {sorted(_RULES.keys() ^ PLACED)}")
