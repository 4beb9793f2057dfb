"""Which day it is: "Friday" in an article of Saturday, March 15, 2025 is 2025-03-14.

Everything here is arithmetic on columns. A place on the calendar is two columns: `granularity`, and `first`, the first
day of the day, week, month, quarter, season, half or year meant. The value and the last day follow from those.
"""

import polars as pl

from transforms.temporal import named_days

_PART_START = {"Q1": 1, "Q2": 4, "Q3": 7, "Q4": 10, "H1": 1, "H2": 7, "SP": 3, "SU": 6, "FA": 9, "WI": 12}
_SEASONS = ["SP", "SU", "FA", "WI"]
_MONTHS_IN = {"month": 1, "quarter": 3, "season": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}
_DAYS_IN = {"day": 1, "week": 7, "weekend": 7}
# A shift by these is a shift by so many of another unit; shifts by less than a day stay on the day.
_AS_UNIT = {"fortnight": "week", "night": "day", "millennium": "century", "hour": "day", "minute": "day", "second": "day"}
_TIMES = {"fortnight": 2.0, "millennium": 10.0, "hour": 1 / 24, "minute": 1 / 1440, "second": 1 / 86400}
# How far ahead of publication a day without a year may lie: with no cue, and where the verb looks back.
_DAYS_AHEAD, _DAYS_AHEAD_IN_PAST = 183, 120


def civil(year: pl.Expr, month: pl.Expr | int, day: pl.Expr | int) -> pl.Expr:
    """The date of a year, month and day; null where the calendar (years 1 to 9999) has no such day."""
    month = pl.lit(month, pl.Int32) if isinstance(month, int) else month
    day = pl.lit(day, pl.Int32) if isinstance(day, int) else day
    start = year - (month <= 2).cast(pl.Int32)
    of_era = start - start // 400 * 400
    of_year = (153 * ((month + 9) % 12) + 2) // 5 + day - 1
    days = start // 400 * 146097 + of_era * 365 + of_era // 4 - of_era // 100 + of_year - 719468
    leap = (year % 4 == 0) & ((year % 100 != 0) | (year % 400 == 0))
    length = (
        pl.when(month == 2).then(28 + leap.cast(pl.Int32)).when(month.is_in([4, 6, 9, 11])).then(30).otherwise(31)
    )
    real = year.is_between(1, 9999) & month.is_between(1, 12) & (day >= 1) & (day <= length)
    return pl.when(real).then(days.cast(pl.Int32).cast(pl.Date))


def of_months(count: pl.Expr) -> pl.Expr:
    """The first day of a month, counted in months from the year 0."""
    return civil(count // 12, count % 12 + 1, 1)


def months_of(date: pl.Expr) -> pl.Expr:
    """Months from the year 0 to the month of a date."""
    return date.dt.year().cast(pl.Int32) * 12 + date.dt.month().cast(pl.Int32) - 1


def shift(base: pl.Expr, unit: pl.Expr, count: pl.Expr) -> pl.Expr:
    """The first day of the unit that lies `count` units from the one `base` lies in; null beyond the calendar."""
    as_unit = unit.replace(_AS_UNIT)
    count = (count * unit.replace_strict(_TIMES, default=1.0, return_dtype=pl.Float64)).clip(-1e6, 1e6)
    days_in = as_unit.replace_strict(_DAYS_IN, default=None, return_dtype=pl.Int32)
    months_in = as_unit.replace_strict(_MONTHS_IN, default=None, return_dtype=pl.Int32)
    number = base.to_physical()
    week = number - (number + 3) % 7
    start = pl.when(as_unit == "day").then(number).when(as_unit == "weekend").then(week + 5).otherwise(week)
    moved = start + (count * days_in).round().cast(pl.Int32)
    by_days = pl.when(moved.is_between(-719162, 2932896)).then(moved.cast(pl.Date))
    months = months_of(base) + (count * months_in).round().cast(pl.Int32)
    by_months = of_months(months // months_in * months_in)
    return pl.when(days_in.is_not_null()).then(by_days).otherwise(by_months)


def place(mentions: pl.DataFrame) -> pl.DataFrame:
    """Put mentions on the calendar.

    Takes mentions with the fields of the grammar, `published_on` (Date) and `tense` (1 where the words around speak
    of the future, -1 of the past, else null); adds `granularity` and `first` (Date).
    """
    kind = pl.col("kind")
    pub = pl.col("published_on")
    mentions = _with_holidays(mentions)
    unit = pl.col("unit").replace(_AS_UNIT)
    part = pl.col("part")
    granularity = (
        pl.when(kind.is_in(["day", "holiday"]) & pl.col("unit").is_not_null() & pl.col("hour").is_null())
        .then(pl.col("unit"))
        .when(kind.is_in(["day", "weekday", "slashed", "holiday"]))
        .then(pl.lit("day"))
        .when(kind == "part")
        .then(
            pl.when(part.is_in(_SEASONS))
            .then(pl.lit("season"))
            .when(part.str.starts_with("H"))
            .then(pl.lit("half"))
            .otherwise(pl.lit("quarter"))
        )
        .when(kind.is_in(["month", "year", "decade", "century"]))
        .then(kind)
        .when(kind == "shift")
        .then(unit)
    )
    day = pl.when(kind == "holiday").then(pl.col("_holiday")).otherwise(_day())
    # The weekend of a Monday is the one before it.
    in_weekend = pl.when((granularity == "weekend") & (day.dt.weekday() == 1)).then(
        (day.to_physical() - 1).cast(pl.Date)
    ).otherwise(day)
    first = (
        pl.when(kind.is_in(["day", "slashed", "holiday"]))
        .then(pl.when(granularity == "day").then(day).otherwise(shift(in_weekend, granularity, pl.lit(0.0))))
        .when(kind == "weekday")
        .then(_weekday())
        .when(kind == "month")
        .then(_month())
        .when(kind == "part")
        .then(_part())
        .when(kind.is_in(["year", "decade", "century"]))
        .then(civil(pl.col("year"), 1, 1))
        .when(kind == "shift")
        .then(shift(pub, pl.col("unit"), pl.col("step") * pl.coalesce(pl.col("amount"), 1.0)))
    )
    return mentions.with_columns(granularity=granularity, first=first).drop("_holiday")


def _year() -> pl.Expr:
    return pl.col("published_on").dt.year().cast(pl.Int32)


def _stated() -> pl.Expr:
    return pl.coalesce("year", _year() + pl.col("year_step"))


def _nearest_year(here: pl.Expr) -> pl.Expr:
    """The year that brings a day nearest to publication; `here` is the day in the year of publication."""
    year, tense, step = _year(), pl.col("tense"), pl.col("step")
    apart = (here - pl.col("published_on")).dt.total_days()
    return (
        pl.when((step == -1) & (apart >= 0))
        .then(year - 1)
        .when((step == 1) & (apart <= 0))
        .then(year + 1)
        .when(step.is_in([-1, 1]))
        .then(year)
        .when((apart > _DAYS_AHEAD) | ((tense == -1) & (apart > _DAYS_AHEAD_IN_PAST)) | ((tense == -2) & (apart > 0)))
        .then(year - 1)
        .when(((apart < _DAYS_AHEAD - 366) & (tense.fill_null(0) >= 0)) | ((tense == 1) & (apart < -_DAYS_AHEAD_IN_PAST)))
        .then(year + 1)
        .otherwise(year)
    )


def _day() -> pl.Expr:
    month, day = pl.col("month"), pl.col("day")
    # Feb. 29 may be missing from the year of publication; the day before tells which year is nearest.
    here = civil(_year(), month, pl.when((month == 2) & (day == 29)).then(28).otherwise(day))
    return civil(pl.coalesce(_stated(), _nearest_year(here)), month, day)


def _weekday() -> pl.Expr:
    pub, step = pl.col("published_on"), pl.col("step")
    behind = pub.dt.weekday().cast(pl.Int32) - pl.col("weekday")
    back, ahead = (behind + 7) % 7, (7 - behind) % 7
    days = (
        pl.when(step == -1)
        .then(-pl.when(back == 0).then(7).otherwise(back))
        .when(step == 1)
        .then(pl.when(ahead == 0).then(7).otherwise(ahead))
        .when((step == 0) | (pl.col("tense") == 1))
        .then(ahead)
        .otherwise(-back)
    )
    return (pub.to_physical() + days).cast(pl.Int32).cast(pl.Date)


def _month() -> pl.Expr:
    """A bare month is the last one that has begun, with a future cue the next to come."""
    year, step, ahead = _year(), pl.col("step"), pl.col("month") - pl.col("published_on").dt.month().cast(pl.Int32)
    nearest = (
        pl.when(step == -1)
        .then(pl.when(ahead >= 0).then(year - 1).otherwise(year))
        .when(step == 1)
        .then(pl.when(ahead <= 0).then(year + 1).otherwise(year))
        .when(step == 0)
        .then(year)
        .when(pl.col("tense") == 1)
        .then(pl.when(ahead < 0).then(year + 1).otherwise(year))
        .otherwise(pl.when(ahead > 0).then(year - 1).otherwise(year))
    )
    return civil(pl.coalesce(_stated(), nearest), pl.col("month"), 1)


def _part() -> pl.Expr:
    """A bare quarter, half or season is the last that has begun; with a future cue the next to come."""
    year, step, part = _year(), pl.col("step"), pl.col("part")
    start = part.replace_strict(_PART_START, default=None, return_dtype=pl.Int32)
    length = pl.when(part.str.starts_with("H")).then(6).otherwise(3)
    month = pl.col("published_on").dt.month().cast(pl.Int32)
    begun, over = start <= month, start + length <= month
    nearest = (
        pl.when(step == -1)
        .then(pl.when(over).then(year).otherwise(year - 1))
        .when(step == 1)
        .then(pl.when(begun).then(year + 1).otherwise(year))
        .when(step == 0)
        .then(year)
        .when(pl.col("tense") == 1)
        .then(pl.when(over & part.is_in(_SEASONS)).then(year + 1).otherwise(year))
        .otherwise(pl.when(begun).then(year).otherwise(year - 1))
    )
    return civil(pl.coalesce(_stated(), nearest), start, 1)


def _with_holidays(mentions: pl.DataFrame) -> pl.DataFrame:
    """Add `_holiday`: the day of the named day that is meant."""
    mentions = mentions.with_row_index("_row")
    named = mentions.filter(pl.col("holiday").is_not_null())
    if named.is_empty():
        return mentions.drop("_row").with_columns(_holiday=pl.lit(None, pl.Date))
    named = named.with_columns(_stated=_stated(), _here=_year())

    def on(year: pl.Expr, name: str, frame: pl.DataFrame) -> pl.DataFrame:
        frame = frame.with_columns(year.alias("_asked"))
        wanted = frame.select("holiday", year=pl.col("_asked").cast(pl.Int32)).unique()
        known = named_days.days(wanted).rename({"year": "_asked", "holiday_on": name})
        return frame.join(known, on=["holiday", "_asked"], how="left", nulls_equal=True, maintain_order="left")

    named = on(pl.coalesce("_stated", "_here"), "_first_guess", named)
    asked = pl.when(pl.col("_stated").is_null()).then(_nearest_year(pl.col("_first_guess"))).otherwise(pl.col("_stated"))
    named = on(asked.cast(pl.Int32), "_holiday", named)
    return mentions.join(named.select("_row", "_holiday"), on="_row", how="left", maintain_order="left").drop("_row")


def last_day() -> pl.Expr:
    """The last day of the unit that starts at `first`."""
    unit, first = pl.col("granularity"), pl.col("first")
    days_in = unit.replace_strict({"day": 0, "week": 6, "weekend": 1}, default=None, return_dtype=pl.Int32)
    months_in = unit.replace_strict(_MONTHS_IN, default=None, return_dtype=pl.Int32)
    number = first.to_physical()
    by_days = (number + days_in).cast(pl.Date)
    following = of_months(months_of(first) + months_in)
    by_months = pl.coalesce((following.to_physical() - 1).cast(pl.Date), pl.date(9999, 12, 31))
    return pl.when(first.is_null()).then(None).when(days_in.is_not_null()).then(by_days).otherwise(by_months)


def calendar_value() -> pl.Expr:
    """The TIMEX3 value of the unit that starts at `first`."""
    first, unit = pl.col("first"), pl.col("granularity")
    year = first.dt.year().cast(pl.String).str.zfill(4)
    month = first.dt.month()
    season = month.replace_strict({3: "SP", 6: "SU", 9: "FA", 12: "WI"}, default=None, return_dtype=pl.String)
    # The week of a day is that of its Thursday.
    week = first.dt.iso_year().cast(pl.String).str.zfill(4) + "-W" + first.dt.week().cast(pl.String).str.zfill(2)
    return (
        pl.when(unit == "day")
        .then(first.cast(pl.String))
        .when(unit == "week")
        .then(week)
        .when(unit == "weekend")
        .then(week + "-WE")
        .when(unit == "month")
        .then(year + "-" + month.cast(pl.String).str.zfill(2))
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
