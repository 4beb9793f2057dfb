"""Values without a place on the calendar: P30D, PT2H, XXXX-WXX-4, P1Y, and the lengths behind them."""

import polars as pl

from transforms.temporal.words import MULTIPLE, UNITS


def period(unit: pl.Expr, amount: pl.Expr) -> pl.Expr:
    """The TIMEX3 period of so many units: P2Y6M for two and a half years, PXM where the number is not told."""
    multiple = unit.replace_strict(MULTIPLE, default=1, return_dtype=pl.Int32)
    code = unit.replace_strict({name: code for name, (code, _, _) in UNITS.items()}, default=None, return_dtype=pl.String)
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
        .then(prefix + "X" + letter)
        .when(split)
        .then(halves)
        .otherwise(prefix + _figure(count) + pl.when(code == "WE").then(pl.lit("WE")).otherwise(letter))
    )


def _figure(number: pl.Expr) -> pl.Expr:
    rounded = number.round(2)
    whole = rounded == rounded.floor()
    return pl.when(whole).then(rounded.cast(pl.Int64, strict=False).cast(pl.String)).otherwise(rounded.cast(pl.String))


def months(unit: pl.Expr, amount: pl.Expr) -> pl.Expr:
    """Length in calendar months; null for units that are no number of months."""
    each = unit.replace_strict({name: m for name, (_, m, _) in UNITS.items() if m}, default=None, return_dtype=pl.Float64)
    return amount * each * unit.replace_strict(MULTIPLE, default=1, return_dtype=pl.Int32)


def seconds(unit: pl.Expr, amount: pl.Expr) -> pl.Expr:
    """Length in seconds; null for units of months and years."""
    each = unit.replace_strict({name: s for name, (_, _, s) in UNITS.items() if s}, default=None, return_dtype=pl.Float64)
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
