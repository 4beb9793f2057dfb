"""Placing of days: "Friday", "Nov. 9", "the third Tuesday of September", "Thanksgiving", "the 15th of last month"."""

import numpy as np
import polars as pl

from transforms.columns.dtypes import Int64s
from transforms.temporal.normalization.calendar import (
    NONE,
    civil,
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
from transforms.temporal.normalization.placing_periods import containing_period, first_known, stated_year, steps
from transforms.temporal.normalization.tense import AHEAD, NEAR_EVENT, NEAREST
from transforms.temporal.rules import holiday_calendar
from transforms.temporal.rules.nth import days_to_nth_weekday

# How far ahead of publication a day without a year may lie: with no cue, and where the verb looks back.
_DAYS_AHEAD, _DAYS_AHEAD_IN_PAST = 183, 120


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


def of_day(rows: pl.DataFrame) -> Int64s:
    """ "Nov. 9" is the nearest, "Nov. 9, 1989" the stated one; "the week of March 6" is the week around it."""
    month, day = ints(rows["month"]), ints(rows["day"])
    year = year_of(ints(rows["anchor_on"]))
    # Feb. 29 may be missing from the year of publication; the day before tells which year is nearest.
    here = civil(year, month, np.where((month == 2) & (day == 29), 28, day))
    found = civil(first_known(stated_year(rows), _nearest_year(rows, here)), month, day)
    return _around(rows, found)


def _around(rows: pl.DataFrame, found: Int64s) -> Int64s:
    """The week or weekend around a day, where the words name one; the weekend of a Monday is the one before it."""
    unit = rows["granularity"]
    base = np.where((unit == "weekend").to_numpy() & (weekday_of(found) == 1) & (found != NONE), found - 1, found)
    return shift(base, unit, 0.0)


def of_weekday(rows: pl.DataFrame) -> Int64s:
    """A bare weekday is the last one, today's included; with a future cue the next."""
    published, step, tense = ints(rows["anchor_on"]), ints(rows["step"]), ints(rows["tense"])
    behind = weekday_of(published) - ints(rows["weekday"])
    back, ahead = behind % 7, -behind % 7
    to_come = (tense == AHEAD) | ((tense == NEAREST) & (back > 1)) | ((tense == NEAR_EVENT) & (back > ahead))
    days = np.select(
        [step == -1, step == 1, (step == 0) | ((step == NONE) & to_come)],
        [-np.where(back == 0, 7, back), np.where(ahead == 0, 7, ahead), ahead],
        -back,
    )
    return np.where(published == NONE, NONE, published + days)


def of_counted_day(rows: pl.DataFrame) -> Int64s:
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


def of_nth_weekday(rows: pl.DataFrame) -> Int64s:
    """ "The third Tuesday of September"; none where the period has no fifth."""
    first, within = containing_period(rows)
    last, weekday, nth = last_of(first, within), ints(rows["weekday"]), ints(rows["nth"])
    from_start = first + days_to_nth_weekday(weekday_of(first), weekday, nth)
    day = np.where(nth > 0, from_start, last - (weekday_of(last) - weekday) % 7)
    return np.where((first == NONE) | (day > last), NONE, day)


def of_day_of_month(rows: pl.DataFrame) -> Int64s:
    """ "The 15th of last month"; "the 5th" alone is that of this month, or of the last if it is still to come."""
    anchor, step, day, tense = (ints(rows[name]) for name in ("anchor_on", "step", "day", "tense"))
    today = anchor - civil(year_of(anchor), month_of(anchor), np.ones_like(anchor)) + 1
    alone = np.where((tense == 1) & (day < today), 1, np.where((tense != 1) & (day > today), -1, 0))
    month = shift(anchor, _months(rows.height), np.where(step == NONE, alone, step).astype(np.float64))
    return np.where(anchor == NONE, NONE, civil(year_of(month), month_of(month), day))


def _months(count: int) -> pl.Series:
    return pl.Series(["month"], dtype=pl.String).new_from_index(0, count)


def of_same_day(rows: pl.DataFrame) -> Int64s:
    """ "Five years ago today"."""
    anchor = ints(rows["anchor_on"])
    moved = months_of(anchor) + (steps(rows) * np.where((rows["unit"] == "year").to_numpy(), 12, 1)).astype(np.int64)
    return np.where(anchor == NONE, NONE, civil(moved // 12, moved % 12 + 1, day_of(anchor)))


def of_holiday(rows: pl.DataFrame) -> Int64s:
    """The named day nearest to the day it counts from, or that of the stated year.

    A day that comes every fourth year is the last there was, with a future cue the next.
    """
    stated, anchor = stated_year(rows), ints(rows["anchor_on"])
    year = year_of(anchor)
    here = _named(rows, year)
    rare = (rows["holiday"] == holiday_calendar.SUPER_TUESDAY).to_numpy()
    fourth = np.where(ints(rows["tense"]) == 1, -(-year // 4), year // 4) * 4
    nearest = np.where(rare & (year != NONE) & (here == NONE), fourth, _nearest_year(rows, here))
    return _around(rows, _named(rows, first_known(stated, nearest)))


def _named(rows: pl.DataFrame, year: Int64s) -> Int64s:
    """The named day of each row in the given year, looked up once per name and year."""
    asked = rows.select("holiday", year=pl.Series(year))
    known = holiday_calendar.days(asked.unique())
    return ints(asked.join(known, on=["holiday", "year"], how="left", maintain_order="left")["holiday_on"])
