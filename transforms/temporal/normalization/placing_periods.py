"""Placing of periods: the month, quarter, season, year or week meant: "May", "last spring", "the last week of May"."""

import numpy as np
import polars as pl

from transforms.columns.dtypes import Float64s, Int64s
from transforms.temporal.normalization.calendar import (
    NONE,
    civil,
    floats,
    ints,
    last_of,
    month_of,
    shift,
    year_of,
)
from transforms.temporal.normalization.narrative import YEAR_OF_ANCHOR
from transforms.temporal.normalization.tense import NEAR_EVENT

_PART_START = {"Q1": 1, "Q2": 4, "Q3": 7, "Q4": 10, "H1": 1, "H2": 7, "SP": 3, "SU": 6, "FA": 9, "WI": 12}

SEASONS = ["SP", "SU", "FA", "WI"]
# How far ahead the vote of a month is the one people speak of.
_VOTE_IN_MONTHS = [1, 2, 3, 4]


def stated_year(rows: pl.DataFrame) -> Int64s:
    """The year the words give, outright or by "last year"."""
    step = ints(rows["year_step"])
    relative = np.where(step == NONE, NONE, year_of(ints(rows["anchor_on"])) + step)
    stated = ints(rows["year"])
    return np.where(stated == NONE, relative, stated)


def first_known(stated: Int64s, otherwise: Int64s) -> Int64s:
    """The first of two arrays where it is known, else the second."""
    return np.where(stated == NONE, otherwise, stated)


def of_month(rows: pl.DataFrame) -> Int64s:
    """A bare month is the last one that has begun, with a future cue the next to come.

    The month after that of publication is to come unless it surely lies behind, the one after it unless the verb looks
    back: of such a month a year ago papers say "last April". "The November election" is to come from July on.
    """
    published, step, tense = ints(rows["anchor_on"]), ints(rows["step"]), ints(rows["tense"])
    month, year = ints(rows["month"]), year_of(published)
    ahead = month - month_of(published)
    soon = ((ahead % 12 == 1) & (tense != -2)) | ((ahead % 12 == 2) & (tense == NONE))
    soon |= np.isin(ahead % 12, _VOTE_IN_MONTHS) & (tense == NEAR_EVENT)
    move = np.select(
        [step == -1, step == 1, (step == 0) | (tense == YEAR_OF_ANCHOR), ((tense >= 1) & (tense <= 3)) | soon],
        [-(ahead >= 0).astype(np.int64), (ahead <= 0).astype(np.int64), 0 * ahead, (ahead < 0).astype(np.int64)],
        -(ahead > 0).astype(np.int64),
    )
    nearest = np.where(year == NONE, NONE, year + move)
    return civil(first_known(stated_year(rows), nearest), month, np.ones_like(month))


def of_part(rows: pl.DataFrame) -> Int64s:
    """A bare quarter, half or season is the last that has begun; with a future cue it may be one to come."""
    published, step, tense = ints(rows["anchor_on"]), ints(rows["step"]), ints(rows["tense"])
    year, month = year_of(published), month_of(published)
    start = ints(rows["part"].replace_strict(_PART_START, default=None, return_dtype=pl.Int64))
    length = np.where(rows["part"].str.starts_with("H").to_numpy(), 6, 3)
    is_season = rows["part"].is_in(SEASONS).to_numpy()
    begun, over = start <= month, start + length <= month
    move = np.select(
        [step == -1, step == 1, (step == 0) | (tense == YEAR_OF_ANCHOR), (tense == 1) | (tense == 2)],
        [over - 1, begun.astype(np.int64), 0 * start, (over & is_season).astype(np.int64)],
        begun - 1,
    )
    nearest = np.where(year == NONE, NONE, year + move)
    return civil(first_known(stated_year(rows), nearest), start, np.ones_like(start))


def of_year(rows: pl.DataFrame) -> Int64s:
    """Jan. 1 of the stated year."""
    year = ints(rows["year"])
    return civil(year, np.ones_like(year), np.ones_like(year))


def containing_period(rows: pl.DataFrame) -> tuple[Int64s, pl.Series]:
    """First day and unit of the period that something is counted within: a month, quarter, year or decade."""
    by_month = rows["month"].is_not_null().to_numpy()
    stated = ints(rows["year"])
    of_year = civil(stated, np.ones_like(stated), np.ones_like(stated))
    moved = shift(ints(rows["anchor_on"]), rows["within"], floats(rows["step"], 0))
    return np.where(by_month, of_month(rows), np.where(stated == NONE, moved, of_year)), rows["within"]


# The first week of a month or year is the one with its fourth day, as ISO 8601 has it for years.
_DAY_OF_FIRST_WEEK = 4


def of_nth_unit(rows: pl.DataFrame) -> Int64s:
    """ "The first week of May", "the last quarter of 2024", "the second day of the month"."""
    first, within = containing_period(rows)
    nth, unit = ints(rows["nth"]), rows["unit"]
    found = _counted(first, within, unit, nth)
    # "The third quarter of the year", read in January, is that of the year before.
    loose = (rows["step"].is_null() & rows["year"].is_null() & (rows["within"] == "year")).to_numpy()
    ahead = loose & (found > ints(rows["anchor_on"])) & (ints(rows["tense"]) != 1) & (found != NONE)
    return np.where(ahead, _counted(shift(first, within, -1.0), within, unit, nth), found)


def _counted(first: Int64s, within: pl.Series, unit: pl.Series, nth: Int64s) -> Int64s:
    """The nth unit of the period that starts on `first`, from its end if negative; NONE if it has fewer."""
    last = last_of(first, within)
    lead = np.where(unit.is_in(["week", "weekend"]).to_numpy(), _DAY_OF_FIRST_WEEK - 1, 0)
    forward, back = (
        shift(first + lead, unit, (nth - 1).astype(np.float64)),
        shift(last - lead, unit, (nth + 1).astype(np.float64)),
    )
    found = np.where(nth > 0, forward, back)
    return np.where((first == NONE) | (found > last), NONE, found)


def of_week_number(rows: pl.DataFrame) -> Int64s:
    """ "Week 12 of 2024", by ISO 8601."""
    year = stated_year(rows)
    fourth = civil(year, np.ones_like(year), np.full_like(year, _DAY_OF_FIRST_WEEK))
    return shift(fourth, rows["unit"], (ints(rows["nth"]) - 1).astype(np.float64))


# Up to this month people speak of the end of the year before as the year's end.
_REPORTED_UNTIL_MONTH = 3


def of_shift(rows: pl.DataFrame) -> Int64s:
    """ "Two weeks ago", "yesterday", "next year": so many units from the day it counts from."""
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
