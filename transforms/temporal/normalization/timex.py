"""TIMEX3 values of placed mentions: 2025-03-14, 2024-W32, 1989-Q3, 198, T17:00, P30D."""

import numpy as np
import polars as pl

from transforms.columns.distinct import encode_circumstances
from transforms.columns.dtypes import Int64s
from transforms.temporal.normalization.calendar import NONE, civil, dates, ints, last_of, month_of, year_of
from transforms.temporal.rules import holiday_calendar

# What the mentions need of their surfaces at the end.
_NEEDED = ["modifier", "value", "length", "clock", "fineness", "end_day", "end_year", "holiday"]
_YEAR_LONG = "P1Y"


def valued(mentions: pl.DataFrame, surfaces: pl.DataFrame) -> pl.DataFrame:
    """Add timex_type, timex_value, first_day, last_day, months and seconds to placed mentions; name the granularity."""
    places = mentions.select("granularity", "first")
    encoding = encode_circumstances(places, "granularity", "first")
    spelled = encoding.decode(_spelled(encoding.values(places)))
    words = surfaces.select(*_NEEDED, _months="months", _seconds="seconds")[mentions["surface_no"]]
    mentions = _with_ranges(mentions.hstack(spelled).hstack(words))
    kind = pl.col("kind")
    length = kind.is_in(["duration", "set"])
    is_set = kind == "set"
    # Words that name no length of their own: "the year ended June 30".
    year_long = kind.is_in(["duration"]) & (pl.col("amount") == 1.0) & (pl.col("rule") == "in_focus")
    point = pl.coalesce("value", "_range", pl.col("_date") + pl.col("clock").fill_null(""))
    fine = pl.when((pl.col("fineness") != "part_of_day") | (pl.col("granularity") == "day")).then(pl.col("fineness"))
    return mentions.with_columns(
        timex_type=pl.when(is_set)
        .then(pl.lit("SET"))
        .when(length)
        .then(pl.lit("DURATION"))
        .when(pl.col("clock").is_not_null())
        .then(pl.lit("TIME"))
        .otherwise(pl.lit("DATE")),
        timex_value=pl.when(year_long).then(pl.lit(_YEAR_LONG)).when(length).then(pl.col("length")).otherwise(point),
        first_day=pl.col("first"),
        granularity=pl.when(~length & pl.col("first").is_not_null()).then(pl.coalesce(fine, "granularity")),
        months=pl.when(year_long).then(12.0).when(length).then(pl.col("_months")),
        seconds=pl.when(length & ~year_long).then(pl.col("_seconds")),
    )


def _spelled(places: pl.DataFrame) -> pl.DataFrame:
    """`_date`, the value of each different place on the calendar, and its `last_day`."""
    last = dates(last_of(ints(places["first"]), places["granularity"]))
    return places.select(_date=calendar_value(), last_day=last)


def calendar_value() -> pl.Expr:
    """The TIMEX3 value of the unit that starts at `first`."""
    first, unit = pl.col("first"), pl.col("granularity")
    day, month = first.dt.to_string("%Y-%m-%d"), first.dt.month()
    year = day.str.head(4)
    season = month.replace_strict({3: "SP", 6: "SU", 9: "FA", 12: "WI"}, default=None, return_dtype=pl.String)
    return (
        pl.when(unit == "day")
        .then(day)
        .when(unit == "week")
        .then(first.dt.to_string("%G-W%V"))
        .when(unit == "weekend")
        .then(first.dt.to_string("%G-W%V-WE"))
        .when(unit == "month")
        .then(day.str.head(7))
        .when(unit == "quarter")
        .then(year + "-Q" + ((month - 1) // 3 + 1).cast(pl.String))
        .when(unit == "half")
        .then(year + "-H" + ((month - 1) // 6 + 1).cast(pl.String))
        .when(unit == "season")
        .then(year + "-" + season)
        .when(unit == "year")
        .then(year)
        .when(unit == "decade")
        .then(year.str.head(3))
        .when(unit == "century")
        .then(year.str.head(2))
    )


def _with_ranges(mentions: pl.DataFrame) -> pl.DataFrame:
    """Add `_range`, the interval of "March 3-5" or "2012-13", and set its last day."""
    of_days = pl.col("holiday").is_in(holiday_calendar.PERIODS.keys()) & (pl.col("granularity") == "day")
    ranged = mentions.select(
        pl.col("end_day").is_not_null() | pl.col("end_year").is_not_null() | of_days.fill_null(False)
    ).to_series()
    if not ranged.any():
        return mentions.with_columns(_range=pl.lit(None, pl.String))
    rows = mentions.filter(ranged)
    end = dates(_range_ends(rows, ints(rows["first"])))
    spelled = rows.with_columns(_end=end).select(
        pl.col("_date")
        + "/"
        + pl.when(pl.col("granularity") == "year")
        .then(pl.col("_end").dt.year().cast(pl.String).str.zfill(4))
        .otherwise(pl.col("_end").cast(pl.String))
    )
    at = ranged.arg_true()
    last_day = mentions["last_day"].scatter(at, end.fill_null(rows["last_day"]))
    whole = pl.Series([None], dtype=pl.String).new_from_index(0, mentions.height).scatter(at, spelled.to_series())
    return mentions.with_columns(last_day=last_day, _range=whole)


def _range_ends(mentions: pl.DataFrame, first: Int64s) -> Int64s:
    """The last day of "March 3-5" or "2012-13"; NONE where there is no range or it runs backwards."""
    end_day, end_year = ints(mentions["end_day"]), ints(mentions["end_year"])
    by_day = np.where(end_day == NONE, NONE, civil(year_of(first), month_of(first), end_day))
    by_year = civil(end_year, np.full_like(first, 12), np.full_like(first, 31))
    end = np.where(end_year == NONE, by_day, by_year)
    named = np.flatnonzero(mentions["holiday"].is_not_null().to_numpy() & (first != NONE))
    if len(named):
        of = mentions[pl.Series(named)]
        end[named] = ints(
            pl.Series(holiday_calendar.ends(of["holiday"].to_list(), of["first"].to_list()), dtype=pl.Date)
        )
    return np.where((end != NONE) & (first != NONE) & (end > first), end, NONE)
