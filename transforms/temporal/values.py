"""Values without a place on the calendar: P30D, PT2H, XXXX-WXX-4, P1Y, and the lengths behind them."""

import numpy as np
import polars as pl

from transforms.temporal.days import NONE, Int64s, civil, dates, ints, last_of, month_of, year_of
from transforms.temporal.resolution import with_fields
from transforms.temporal.words import MULTIPLE, UNITS


def period(unit: pl.Expr, amount: pl.Expr) -> pl.Expr:
    """The TIMEX3 period of so many units: P2Y6M for two and a half years, PXM where the number is not told."""
    multiple = unit.replace_strict(MULTIPLE, default=1, return_dtype=pl.Int32)
    code = unit.replace_strict(
        {name: code for name, (code, _, _) in UNITS.items()}, default=None, return_dtype=pl.String
    )
    count = amount * multiple
    whole = count.floor()
    rest = count - whole
    time = code.str.starts_with("T")
    letter = code.str.tail(1)
    prefix = pl.when(time).then(pl.lit("PT")).otherwise(pl.lit("P"))
    smaller = (
        pl.when(code == "Y")
        .then(_figure(rest * 12) + "M")
        .when(code == "TH")
        .then(_figure(rest * 60) + "M")
        .when(code == "TM")
        .then(_figure(rest * 60) + "S")
    )
    split = (rest > 0) & smaller.is_not_null()
    front = pl.when(whole > 0).then(_figure(whole) + letter).otherwise(pl.lit(""))
    halves = pl.when((whole == 0) & (code == "Y")).then(pl.lit("P") + smaller).otherwise(prefix + front + smaller)
    return (
        pl.when(amount.is_null())
        .then(prefix + "X" + pl.when(unit == "century").then(pl.lit("C")).otherwise(letter))
        .when(split)
        .then(halves)
        .otherwise(prefix + _figure(count) + pl.when(code == "WE").then(pl.lit("WE")).otherwise(letter))
    )


def compound(first: pl.Expr, second: pl.Expr) -> pl.Expr:
    """Two periods in one: P1Y and P9M are P1Y9M, P1D and PT2H are P1DT2H."""
    tail = (
        pl.when(first.str.contains("T", literal=True))
        .then(second.str.strip_prefix("PT"))
        .otherwise(second.str.strip_prefix("P"))
    )
    return pl.when(second.is_null()).then(first).otherwise(first + tail)


def _figure(number: pl.Expr) -> pl.Expr:
    rounded = number.round(2)
    whole = rounded == rounded.floor()
    return pl.when(whole).then(rounded.cast(pl.Int64, strict=False).cast(pl.String)).otherwise(rounded.cast(pl.String))


def months(unit: pl.Expr, amount: pl.Expr) -> pl.Expr:
    """Length in calendar months; null for units that are no number of months."""
    each = unit.replace_strict(
        {name: m for name, (_, m, _) in UNITS.items() if m}, default=None, return_dtype=pl.Float64
    )
    return amount * each * unit.replace_strict(MULTIPLE, default=1, return_dtype=pl.Int32)


def seconds(unit: pl.Expr, amount: pl.Expr) -> pl.Expr:
    """Length in seconds; null for units of months and years."""
    each = unit.replace_strict(
        {name: s for name, (_, _, s) in UNITS.items() if s}, default=None, return_dtype=pl.Float64
    )
    return amount * each * unit.replace_strict(MULTIPLE, default=1, return_dtype=pl.Int32)


def repeated(weekday: pl.Expr, month: pl.Expr, part: pl.Expr) -> pl.Expr:
    """The value of a set named by its day, month or part of the day: "every Thursday" is XXXX-WXX-4."""
    tail = pl.when(part.is_not_null()).then(pl.lit("T") + part).otherwise(pl.lit(""))
    return (
        pl.when(weekday.is_not_null())
        .then(pl.lit("XXXX-WXX-") + weekday.cast(pl.String) + tail)
        .when(month.is_not_null())
        .then(pl.lit("XXXX-") + month.cast(pl.String).str.zfill(2))
        .when(part.is_not_null())
        .then(pl.lit("XXXX-XX-XX") + tail)
    )


_PARTS_OF_DAY = ["MO", "AF", "EV", "NI"]


def valued(mentions: pl.DataFrame, surfaces: pl.DataFrame) -> pl.DataFrame:
    """Add timex_type, timex_value, first_day, last_day, months and seconds to placed mentions; name the granularity."""
    # The same words, placed on the same day, have the same value.
    key = ["surface_no", "variant", "first", "granularity"]
    outcome = ["modifier", "timex_type", "timex_value", "first_day", "last_day", "_granularity", "months", "seconds"]
    different = _valued(with_fields(mentions.unique(key), surfaces)).select(*key, *outcome)
    mentions = mentions.join(different, on=key, how="left", nulls_equal=True, maintain_order="left")
    return mentions.with_columns(granularity="_granularity")


def _valued(mentions: pl.DataFrame) -> pl.DataFrame:
    kind = pl.col("kind")
    first = ints(mentions["first"])
    last = last_of(first, mentions["granularity"])
    range_end = _range_ends(mentions, first)
    mentions = mentions.with_columns(
        _range_end=dates(range_end), last_day=dates(np.where(range_end == NONE, last, range_end))
    )
    is_length = mentions.select(kind.is_in(["duration", "set"])).to_series()
    return pl.concat([_lengths(mentions.filter(is_length)), _points(mentions.filter(~is_length))], how="diagonal")


def _lengths(mentions: pl.DataFrame) -> pl.DataFrame:
    """The values of lengths and sets."""
    unit, amount = pl.col("unit"), pl.col("amount")
    rest, rest_unit = pl.col("rest"), pl.col("rest_unit")
    # Step by step: an expression used twice in another is worked out twice.
    mentions = mentions.with_columns(
        _whole=period(unit, amount), _rest=pl.when(rest.is_not_null()).then(period(rest_unit, rest))
    ).with_columns(_whole=compound(pl.col("_whole"), pl.col("_rest")))
    named = pl.when(pl.col("kind") == "set").then(repeated(pl.col("weekday"), pl.col("month"), pl.col("part")))
    return mentions.with_columns(
        timex_type=pl.when(pl.col("kind") == "set").then(pl.lit("SET")).otherwise(pl.lit("DURATION")),
        timex_value=pl.coalesce("value", named, "_whole"),
        first_day=pl.col("first"),
        _granularity=pl.lit(None, pl.String),
        months=_sum(months(unit, amount), months(rest_unit, rest)),
        seconds=_sum(seconds(unit, amount), seconds(rest_unit, rest)),
    )


def _points(mentions: pl.DataFrame) -> pl.DataFrame:
    """The values of dates and times."""
    kind = pl.col("kind")
    mentions = mentions.with_columns(_date=calendar_value(), _time=_time_of_day())
    value = (
        pl.when(pl.col("value").is_not_null())
        .then(pl.col("value"))
        .when(kind == "past")
        .then(pl.lit("PAST_REF"))
        .when(kind == "future")
        .then(pl.lit("FUTURE_REF"))
        .when((kind == "year") & (pl.col("year") < 0))
        .then(pl.lit("BC") + (-pl.col("year")).cast(pl.String).str.zfill(4))
        .when(pl.col("_range_end").is_not_null())
        .then(pl.col("_date") + "/" + _range_end(pl.col("_range_end")))
        .otherwise(pl.col("_date") + pl.col("_time").fill_null(""))
    )
    return mentions.with_columns(
        timex_type=pl.when(pl.col("_time").is_not_null()).then(pl.lit("TIME")).otherwise(pl.lit("DATE")),
        timex_value=value,
        first_day=pl.col("first"),
        _granularity=pl.when(pl.col("first").is_not_null()).then(_granularity()),
        months=pl.lit(None, pl.Float64),
        seconds=pl.lit(None, pl.Float64),
    )


def calendar_value() -> pl.Expr:
    """The TIMEX3 value of the unit that starts at `first`."""
    first, unit = pl.col("first"), pl.col("granularity")
    year, month = first.dt.to_string("%Y"), first.dt.month()
    season = month.replace_strict({3: "SP", 6: "SU", 9: "FA", 12: "WI"}, default=None, return_dtype=pl.String)
    return (
        pl.when(unit == "day")
        .then(first.dt.to_string("%Y-%m-%d"))
        .when(unit == "week")
        .then(first.dt.to_string("%G-W%V"))
        .when(unit == "weekend")
        .then(first.dt.to_string("%G-W%V-WE"))
        .when(unit == "month")
        .then(first.dt.to_string("%Y-%m"))
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


def _range_ends(mentions: pl.DataFrame, first: Int64s) -> Int64s:
    """The last day of "March 3-5" or "2012-13"; NONE where there is no range or it runs backwards."""
    end_day, end_year = ints(mentions["end_day"]), ints(mentions["end_year"])
    by_day = np.where(end_day == NONE, NONE, civil(year_of(first), month_of(first), end_day))
    by_year = civil(end_year, np.full_like(first, 12), np.full_like(first, 31))
    end = np.where(end_year == NONE, by_day, by_year)
    return np.where((end != NONE) & (first != NONE) & (end > first), end, NONE)


def _range_end(end: pl.Expr) -> pl.Expr:
    return (
        pl.when(pl.col("granularity") == "year")
        .then(end.dt.year().cast(pl.String).str.zfill(4))
        .otherwise(end.cast(pl.String))
    )


def _sum(a: pl.Expr, b: pl.Expr) -> pl.Expr:
    return pl.when(a.is_null() & b.is_null()).then(None).otherwise(a.fill_null(0) + b.fill_null(0))


def _time_of_day() -> pl.Expr:
    """The part of a value after the day: T17:00-05:00, TNI."""
    clock = pl.concat_str(
        pl.lit("T"),
        pl.col("hour").cast(pl.String).str.zfill(2),
        pl.lit(":"),
        pl.col("minute").fill_null(0).cast(pl.String).str.zfill(2),
        (pl.lit(":") + pl.col("second").cast(pl.String).str.zfill(2)).fill_null(""),
        pl.col("zone").fill_null(""),
    )
    return (
        pl.when(pl.col("hour").is_not_null())
        .then(clock)
        .when(pl.col("part").is_in(_PARTS_OF_DAY))
        .then(pl.lit("T") + pl.col("part"))
    )


def _granularity() -> pl.Expr:
    return (
        pl.when(pl.col("second").is_not_null())
        .then(pl.lit("second"))
        .when(pl.col("hour").is_not_null())
        .then(pl.lit("minute"))
        .when(pl.col("part").is_in(_PARTS_OF_DAY) & (pl.col("granularity") == "day"))
        .then(pl.lit("part_of_day"))
        .otherwise(pl.col("granularity"))
    )
