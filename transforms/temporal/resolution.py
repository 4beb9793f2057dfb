"""Which day it is: "Friday" in an article of Saturday, March 15, 2025 is 2025-03-14.

Everything here is arithmetic on columns. A place on the calendar is two columns: `granularity`, and `first`, the first
day of the day, week, month, quarter, season, half or year meant. The value and the last day follow from those.
"""

import polars as pl

# Months a unit holds, and the first month of each part of a year.
_PART_START = {
    "Q1": 1, "Q2": 4, "Q3": 7, "Q4": 10, "H1": 1, "H2": 7, "SP": 3, "SU": 6, "FA": 9, "WI": 12,
}  # fmt: skip
_MONTHS_IN = {"month": 1, "quarter": 3, "season": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}
_DAYS_IN = {"day": 1, "week": 7, "weekend": 7, "fortnight": 14}
_UNIT_GRANULARITY = {"fortnight": "week", "night": "day", "millennium": "century"}


def day(year: pl.Expr, month: pl.Expr | int, number: pl.Expr | int) -> pl.Expr:
    """The date of a year, month and day; null where the calendar has no such day."""
    text = pl.concat_str(
        year.cast(pl.String).str.zfill(4),
        _two(month),
        _two(number),
        separator="-",
    )
    return text.str.to_date("%Y-%m-%d", strict=False)


def _two(number: pl.Expr | int) -> pl.Expr:
    expression = pl.lit(number) if isinstance(number, int) else number
    return expression.cast(pl.String).str.zfill(2)


def _of_months(count: pl.Expr) -> pl.Expr:
    """The first day of a month counted from the year 0."""
    return day(count // 12, count % 12 + 1, 1)


def place(mentions: pl.DataFrame) -> pl.DataFrame:
    """Put mentions on the calendar.

    Takes mentions with the fields of the grammar, `published_on` (Date) and `tense` (1 where the words around speak
    of the future, -1 of the past, else null); adds `granularity` and `first` (Date).
    """
    pub = pl.col("published_on")
    year, month = pub.dt.year().cast(pl.Int32), pub.dt.month().cast(pl.Int32)
    kind, step, tense = pl.col("kind"), pl.col("step"), pl.col("tense")
    stated = pl.coalesce("year", year + pl.col("year_step"))

    # A day without a year is the nearest one.
    this_year = day(year, pl.col("month"), pl.col("day"))
    apart = (this_year - pub).dt.total_days()
    nearest = (
        pl.when(apart > 183)
        .then(year - 1)
        .when(apart < -183)
        .then(year + 1)
        .otherwise(year)
    )
    by_day = day(pl.coalesce(stated, nearest), pl.col("month"), pl.col("day"))

    back = (pub.dt.weekday().cast(pl.Int32) - pl.col("weekday")) % 7
    ahead = (pl.col("weekday") - pub.dt.weekday().cast(pl.Int32)) % 7
    weekday_shift = (
        pl.when(step == -1)
        .then(-pl.when(back == 0).then(7).otherwise(back))
        .when(step == 1)
        .then(pl.when(ahead == 0).then(7).otherwise(ahead))
        .when((step == 0) | (tense == 1))
        .then(ahead)
        .otherwise(-back)
    )
    by_weekday = pub + pl.duration(days=weekday_shift)

    # A bare month is the last one that has begun, or the next to come.
    gap = pl.col("month") - month
    month_year = (
        pl.when(step == -1)
        .then(pl.when(gap >= 0).then(year - 1).otherwise(year))
        .when((step == 1) | ((tense == 1) & step.is_null()))
        .then(pl.when(gap < 0).then(year + 1).when((gap == 0) & (step == 1)).then(year + 1).otherwise(year))
        .when(step == 0)
        .then(year)
        .otherwise(pl.when(gap > 0).then(year - 1).otherwise(year))
    )
    by_month = day(pl.coalesce(stated, month_year), pl.col("month"), 1)

    part_start = pl.col("part").replace_strict(_PART_START, default=None, return_dtype=pl.Int32)
    part_months = pl.when(pl.col("part").str.starts_with("H")).then(6).otherwise(3)
    begun = part_start <= month
    over = part_start + part_months <= month
    is_season = pl.col("part").is_in(["SP", "SU", "FA", "WI"])
    part_year = (
        pl.when(step == -1)
        .then(pl.when(over).then(year).otherwise(year - 1))
        .when((step == 1) | ((tense == 1) & step.is_null()))
        .then(pl.when(begun).then(year + 1).otherwise(year))
        .when(step == 0)
        .then(year)
        .when(is_season)
        .then(pl.when(begun).then(year).otherwise(year - 1))
        .otherwise(pl.when(over).then(year).otherwise(year - 1))
    )
    by_part = day(pl.coalesce(stated, part_year), part_start, 1)
    part_granularity = (
        pl.when(is_season).then(pl.lit("season")).when(part_months == 6).then(pl.lit("half")).otherwise(pl.lit("quarter"))
    )

    unit = pl.col("unit").replace(_UNIT_GRANULARITY)
    by_shift = shift(pub, unit, step * pl.coalesce(pl.col("amount"), 1.0))
    granularity = (
        pl.when(kind.is_in(["day", "weekday", "slashed", "holiday"]))
        .then(pl.lit("day"))
        .when(kind == "month")
        .then(pl.lit("month"))
        .when(kind == "part")
        .then(part_granularity)
        .when(kind.is_in(["year", "decade", "century"]))
        .then(kind)
        .when(kind == "shift")
        .then(unit)
    )
    first = (
        pl.when(kind.is_in(["day", "slashed"]))
        .then(by_day)
        .when(kind == "weekday")
        .then(by_weekday)
        .when(kind == "month")
        .then(by_month)
        .when(kind == "part")
        .then(by_part)
        .when(kind.is_in(["year", "decade", "century"]))
        .then(day(pl.col("year"), 1, 1))
        .when(kind == "shift")
        .then(by_shift)
    )
    return mentions.with_columns(granularity=granularity, first=first)


def shift(base: pl.Expr, unit: pl.Expr, count: pl.Expr) -> pl.Expr:
    """The first day of the unit that lies so many units from the one `base` lies in."""
    days_in = unit.replace_strict(_DAYS_IN, default=None, return_dtype=pl.Int32)
    months_in = unit.replace_strict(_MONTHS_IN, default=None, return_dtype=pl.Int32)
    start = pl.when(unit == "day").then(base).when(unit == "weekend").then(
        base.dt.truncate("1w") + pl.duration(days=5)
    ).otherwise(base.dt.truncate("1w"))
    by_days = start + pl.duration(days=(count * days_in).round().cast(pl.Int64))
    months = base.dt.year().cast(pl.Int64) * 12 + base.dt.month().cast(pl.Int64) - 1
    moved = months + (count * months_in).cast(pl.Int64)
    by_months = _of_months(moved // months_in * months_in)
    return pl.when(days_in.is_not_null()).then(by_days).otherwise(by_months)


def last_day() -> pl.Expr:
    """The last day of the unit that starts at `first`."""
    unit = pl.col("granularity")
    days_in = unit.replace_strict({"day": 0, "week": 6, "weekend": 1}, default=None, return_dtype=pl.Int32)
    months_in = unit.replace_strict(_MONTHS_IN, default=None, return_dtype=pl.Int32)
    first = pl.col("first")
    months = first.dt.year().cast(pl.Int64) * 12 + first.dt.month().cast(pl.Int64) - 1
    by_months = _of_months(months + months_in) - pl.duration(days=1)
    return pl.when(days_in.is_not_null()).then(first + pl.duration(days=days_in)).otherwise(by_months)


def calendar_value() -> pl.Expr:
    """The TIMEX3 value of the unit that starts at `first`."""
    first, unit = pl.col("first"), pl.col("granularity")
    year = first.dt.year().cast(pl.String).str.zfill(4)
    month = first.dt.month()
    season = month.replace_strict({3: "SP", 6: "SU", 9: "FA", 12: "WI"}, default=None, return_dtype=pl.String)
    week = pl.concat_str(first.dt.iso_year().cast(pl.String).str.zfill(4), pl.lit("-W"), _two(first.dt.week()))
    return (
        pl.when(unit == "day")
        .then(first.dt.to_string("%Y-%m-%d"))
        .when(unit == "week")
        .then(week)
        .when(unit == "weekend")
        .then(week + "-WE")
        .when(unit == "month")
        .then(year + "-" + _two(month))
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
