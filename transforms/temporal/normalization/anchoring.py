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
    day_of,
    floats,
    ints,
    last_of,
    month_of,
    months_of,
    shift,
    weekday_of,
    year_of,
)
from transforms.temporal.normalization.narrative import YEAR_OF_ANCHOR
from transforms.temporal.rules import holidays
from transforms.temporal.rules.rule import PLACED, with_fields

_PART_START = {"Q1": 1, "Q2": 4, "Q3": 7, "Q4": 10, "H1": 1, "H2": 7, "SP": 3, "SU": 6, "FA": 9, "WI": 12}
_SEASONS = ["SP", "SU", "FA", "WI"]
# How far ahead of publication a day without a year may lie: with no cue, and where the verb looks back.
_DAYS_AHEAD, _DAYS_AHEAD_IN_PAST = 183, 120


# What a place hangs on beside the words.
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


def _stated(rows: pl.DataFrame) -> Int64s:
    """The year the words give, outright or by "last year"."""
    step = ints(rows["year_step"])
    relative = np.where(step == NONE, NONE, year_of(ints(rows["anchor_on"])) + step)
    stated = ints(rows["year"])
    return np.where(stated == NONE, relative, stated)


def _or(stated: Int64s, otherwise: Int64s) -> Int64s:
    return np.where(stated == NONE, otherwise, stated)


def _nearest_year(rows: pl.DataFrame, here: Int64s) -> Int64s:
    """The year that brings a day nearest to publication; `here` is the day in the year of publication."""
    published = ints(rows["anchor_on"])
    year, tense, step = year_of(published), floats(rows["tense"], 0), ints(rows["step"])
    apart = here - published
    before = (
        ((apart > _DAYS_AHEAD) & (tense != 1) & (tense != 3))
        | ((tense == -1) & (apart > _DAYS_AHEAD_IN_PAST))
        | ((tense == -2) & (apart > 0))
    )
    after = ((apart < _DAYS_AHEAD - 366) & (tense >= 0)) | ((tense == 1) & (apart < -_DAYS_AHEAD_IN_PAST))
    by_tense = np.where(tense == YEAR_OF_ANCHOR, 0, np.where(before, -1, np.where(after, 1, 0)))
    by_step = np.where(step == -1, np.where(apart >= 0, -1, 0), np.where(apart <= 0, 1, 0))
    return np.where(year == NONE, NONE, year + np.where((step == -1) | (step == 1), by_step, by_tense))


def _day(rows: pl.DataFrame) -> Int64s:
    """ "Nov. 9" is the nearest, "Nov. 9, 1989" the stated one; "the week of March 6" is the week around it."""
    month, day = ints(rows["month"]), ints(rows["day"])
    year = year_of(ints(rows["anchor_on"]))
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
    published, step, tense = ints(rows["anchor_on"]), ints(rows["step"]), ints(rows["tense"])
    behind = weekday_of(published) - ints(rows["weekday"])
    back, ahead = behind % 7, -behind % 7
    days = np.where(
        step == -1,
        -np.where(back == 0, 7, back),
        np.where(
            step == 1,
            np.where(ahead == 0, 7, ahead),
            np.where((step == 0) | ((step == NONE) & ((tense == 1) | ((tense == 3) & (back > 1)))), ahead, -back),
        ),
    )
    return np.where(published == NONE, NONE, published + days)


def _counted_day(rows: pl.DataFrame) -> Int64s:
    """ "Two weeks from Monday" counts from the Monday to come, "a week ago Monday" from the last one.

    "Tuesday of last week" has no count: it lies in the week itself.
    """
    published, weekday, step = ints(rows["anchor_on"]), ints(rows["weekday"]), ints(rows["step"])
    today = weekday_of(published)
    start = np.where(step == 1, (weekday - today) % 7, -((today - weekday) % 7))
    start = np.where(weekday == NONE, ints(rows["day"]), start)
    days = np.where(rows["amount"].is_null().to_numpy(), weekday - today, start).astype(np.float64)
    days += 7 * step * floats(rows["amount"], 1)
    return shift(published, pl.Series(["day"], dtype=pl.String).new_from_index(0, rows.height), days)


def _month(rows: pl.DataFrame) -> Int64s:
    """A bare month is the last one that has begun, with a future cue the next to come.

    The month after that of publication is to come unless it surely lies behind, the one after it unless the verb looks
    back: of such a month a year ago papers say "last April".
    """
    published, step, tense = ints(rows["anchor_on"]), ints(rows["step"]), ints(rows["tense"])
    month, year = ints(rows["month"]), year_of(published)
    ahead = month - month_of(published)
    soon = ((ahead % 12 == 1) & (tense != -2)) | ((ahead % 12 == 2) & (tense == NONE))
    move = np.select(
        [step == -1, step == 1, (step == 0) | (tense == YEAR_OF_ANCHOR), ((tense >= 1) & (tense <= 3)) | soon],
        [-(ahead >= 0).astype(np.int64), (ahead <= 0).astype(np.int64), 0 * ahead, (ahead < 0).astype(np.int64)],
        -(ahead > 0).astype(np.int64),
    )
    nearest = np.where(year == NONE, NONE, year + move)
    return civil(_or(_stated(rows), nearest), month, np.ones_like(month))


def _part(rows: pl.DataFrame) -> Int64s:
    """A bare quarter, half or season is the last that has begun; with a future cue it may be one to come."""
    published, step, tense = ints(rows["anchor_on"]), ints(rows["step"]), ints(rows["tense"])
    year, month = year_of(published), month_of(published)
    start = ints(rows["part"].replace_strict(_PART_START, default=None, return_dtype=pl.Int64))
    length = np.where(rows["part"].str.starts_with("H").to_numpy(), 6, 3)
    is_season = rows["part"].is_in(_SEASONS).to_numpy()
    begun, over = start <= month, start + length <= month
    move = np.select(
        [step == -1, step == 1, (step == 0) | (tense == YEAR_OF_ANCHOR), tense == 1],
        [over - 1, begun.astype(np.int64), 0 * start, (over & is_season).astype(np.int64)],
        begun - 1,
    )
    nearest = np.where(year == NONE, NONE, year + move)
    return civil(_or(_stated(rows), nearest), start, np.ones_like(start))


def _year(rows: pl.DataFrame) -> Int64s:
    year = ints(rows["year"])
    return civil(year, np.ones_like(year), np.ones_like(year))


def _period(rows: pl.DataFrame) -> tuple[Int64s, pl.Series]:
    """First day and unit of the period that something is counted within: a month, quarter, year or decade."""
    by_month = rows["month"].is_not_null().to_numpy()
    stated = ints(rows["year"])
    of_year = civil(stated, np.ones_like(stated), np.ones_like(stated))
    moved = shift(ints(rows["anchor_on"]), rows["within"], floats(rows["step"], 0))
    return np.where(by_month, _month(rows), np.where(stated == NONE, moved, of_year)), rows["within"]


def _nth_weekday(rows: pl.DataFrame) -> Int64s:
    """ "The third Tuesday of September"; none where the period has no fifth."""
    first, within = _period(rows)
    last, weekday, nth = last_of(first, within), ints(rows["weekday"]), ints(rows["nth"])
    from_start = first + (weekday - weekday_of(first)) % 7 + 7 * (nth - 1)
    day = np.where(nth > 0, from_start, last - (weekday_of(last) - weekday) % 7)
    return np.where((first == NONE) | (day > last), NONE, day)


# The first week of a month or year is the one with its fourth day, as ISO 8601 has it for years.
_DAY_OF_FIRST_WEEK = 4


def _nth_unit(rows: pl.DataFrame) -> Int64s:
    """ "The first week of May", "the last quarter of 2024", "the second day of the month"."""
    first, within = _period(rows)
    nth, unit = ints(rows["nth"]), rows["unit"]
    last = last_of(first, within)
    weekly = unit.is_in(["week", "weekend"]).to_numpy()
    lead = np.where(weekly, _DAY_OF_FIRST_WEEK - 1, 0)
    forward, back = (
        shift(first + lead, unit, (nth - 1).astype(np.float64)),
        shift(last - lead, unit, (nth + 1).astype(np.float64)),
    )
    found = np.where(nth > 0, forward, back)
    # "The third quarter of the year", read in January, is that of the year before.
    loose = (rows["step"].is_null() & rows["year"].is_null() & (rows["within"] == "year")).to_numpy()
    ahead = loose & (found > ints(rows["anchor_on"])) & (ints(rows["tense"]) != 1) & (found != NONE)
    found = np.where(ahead, shift(found, rows["within"].replace("year", "quarter"), -4.0), found)
    return np.where((first == NONE) | (found > last), NONE, found)


def _week_number(rows: pl.DataFrame) -> Int64s:
    year = _stated(rows)
    fourth = civil(year, np.ones_like(year), np.full_like(year, _DAY_OF_FIRST_WEEK))
    return shift(fourth, rows["unit"], (ints(rows["nth"]) - 1).astype(np.float64))


def _day_of_month(rows: pl.DataFrame) -> Int64s:
    """ "The 15th of last month"; "the 5th" alone is that of this month, or of the last if it is still to come."""
    anchor, step, day, tense = (ints(rows[name]) for name in ("anchor_on", "step", "day", "tense"))
    today = anchor - civil(year_of(anchor), month_of(anchor), np.ones_like(anchor)) + 1
    alone = np.where((tense == 1) & (day < today), 1, np.where((tense != 1) & (day > today), -1, 0))
    month = shift(anchor, _months(rows.height), np.where(step == NONE, alone, step).astype(np.float64))
    return np.where(anchor == NONE, NONE, civil(year_of(month), month_of(month), day))


def _months(count: int) -> pl.Series:
    return pl.Series(["month"], dtype=pl.String).new_from_index(0, count)


def _same_day(rows: pl.DataFrame) -> Int64s:
    """ "Five years ago today"."""
    anchor = ints(rows["anchor_on"])
    moved = months_of(anchor) + (steps(rows) * np.where((rows["unit"] == "year").to_numpy(), 12, 1)).astype(np.int64)
    return np.where(anchor == NONE, NONE, civil(moved // 12, moved % 12 + 1, day_of(anchor)))


# Up to this month people speak of the end of the year before as the year's end.
_REPORTED_UNTIL_MONTH = 3


def _shift(rows: pl.DataFrame) -> Int64s:
    # "It will freeze overnight": the night to come.
    tense, anchor = ints(rows["tense"]), ints(rows["anchor_on"])
    ahead = (rows["rule"] == "part_of_day").to_numpy() & (tense == 1)
    # "Had $38 million at year's end", read in January.
    year_end = (rows["text"].str.contains("(?i)year.{0,2}[ -]end$") & (rows["unit"] == "year")).to_numpy()
    behind = year_end & (month_of(anchor) <= _REPORTED_UNTIL_MONTH) & (tense < 0) & (tense != NONE)
    return shift(anchor, rows["unit"], steps(rows) + ahead - behind)


def steps(rows: pl.DataFrame) -> Float64s:
    """The signed number of units of a shift."""
    return floats(rows["step"], 0) * floats(rows["amount"], 1)


def holiday_days(rows: pl.DataFrame) -> Int64s:
    """The named day nearest to the day it counts from, or that of the stated year.

    A day that comes every fourth year is the last there was, with a future cue the next.
    """
    stated, anchor = _stated(rows), ints(rows["anchor_on"])
    year = year_of(anchor)
    here = _named(rows, year)
    rare = (rows["holiday"] == holidays.SUPER_TUESDAY).to_numpy()
    fourth = np.where(ints(rows["tense"]) == 1, -(-year // 4), year // 4) * 4
    nearest = np.where(rare & (year != NONE) & (here == NONE), fourth, _nearest_year(rows, here))
    return _around(rows, _named(rows, _or(stated, nearest)))


def _named(rows: pl.DataFrame, year: Int64s) -> Int64s:
    """The named day of each row in the given year, looked up once per name and year."""
    asked = rows.select("holiday", year=pl.Series(year))
    known = holidays.days(asked.unique())
    return ints(asked.join(known, on=["holiday", "year"], how="left", maintain_order="left")["holiday_on"])


_RULES: dict[str, Callable[[pl.DataFrame], Int64s]] = {
    "day": _day,
    "slashed": _day,
    "holiday": holiday_days,
    "weekday": _weekday,
    "counted_day": _counted_day,
    "month": _month,
    "part": _part,
    "year": _year,
    "decade": _year,
    "century": _year,
    "shift": _shift,
    "nth_weekday": _nth_weekday,
    "nth_unit": _nth_unit,
    "week_number": _week_number,
    "day_of_month": _day_of_month,
    "same_day": _same_day,
}
if _RULES.keys() != PLACED:
    raise ValueError(f"Kinds without a rule, or rules without a kind: {sorted(_RULES.keys() ^ PLACED)}")
