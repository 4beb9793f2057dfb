"""Calendar arithmetic on whole columns: the day number of a date, and the unit so many units away.

Days are counted from 1970-01-01 in int64 arrays; NONE is a day that is not known or not on the calendar
(years 1 to 9999).
"""

import numpy as np
import polars as pl

from transforms.columns.dtypes import Float64s, Int64s

NONE = -(1 << 40)
_FIRST_DAY, _LAST_DAY = -719162, 2932896

MONTHS_IN = {"month": 1, "quarter": 3, "season": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}
DAYS_IN = {"day": 1, "week": 7, "weekend": 7}
# A shift by these is a shift by so many of another unit; shifts by less than a day stay on the day.
AS_UNIT = {
    "fortnight": "week",
    "night": "day",
    "millennium": "century",
    "hour": "day",
    "minute": "day",
    "second": "day",
}
_TIMES = {"fortnight": 2.0, "millennium": 10.0, "hour": 1 / 24, "minute": 1 / 1440, "second": 1 / 86400}


_WHOLE = (pl.Int32, pl.Int64)


def ints(column: pl.Series) -> Int64s:
    """A column of whole numbers or dates; null is NONE."""
    if column.dtype not in _WHOLE:
        column = column.to_physical()
    if not column.null_count():
        return column.cast(pl.Int64).to_numpy()
    # Nulls come out of Polars as NaN; days and years are far below 2**53.
    values = column.cast(pl.Float64).to_numpy()
    known = ~np.isnan(values)
    return np.where(known, np.where(known, values, 0).astype(np.int64), NONE)


def floats(column: pl.Series, otherwise: float) -> Float64s:
    """A column of numbers; null is `otherwise`."""
    values = column.cast(pl.Float64).to_numpy()
    return np.where(np.isnan(values), otherwise, values) if column.null_count() else values


def dates(days: Int64s) -> pl.Series:
    """Day numbers as Date; NONE is null."""
    known = (days >= _FIRST_DAY) & (days <= _LAST_DAY)
    values = pl.Series(np.where(known, days, 0).astype(np.int32))
    return values.set(pl.Series(~known), None).cast(pl.Date)


def civil(year: Int64s, month: Int64s, day: Int64s) -> Int64s:
    """The day number of a year, month and day; NONE where the calendar has no such day."""
    shifted = year - (month <= 2)
    era = shifted // 400
    of_era = shifted - era * 400
    of_year = (153 * ((month + 9) % 12) + 2) // 5 + day - 1
    number = era * 146097 + of_era * 365 + of_era // 4 - of_era // 100 + of_year - 719468
    leap = (year % 4 == 0) & ((year % 100 != 0) | (year % 400 == 0))
    length = np.where(
        month == 2, 28 + leap, np.where((month == 4) | (month == 6) | (month == 9) | (month == 11), 30, 31)
    )
    real = (year >= 1) & (year <= 9999) & (month >= 1) & (month <= 12) & (day >= 1) & (day <= length)
    return np.where(real, number, NONE)


def of_months(count: Int64s) -> Int64s:
    """The first day of a month, counted in months from the year 0."""
    return civil(count // 12, count % 12 + 1, np.ones_like(count))


def months_of(days: Int64s) -> Int64s:
    """Months from the year 0 to the month of a day; NONE where the day is."""
    months = np.where(days == NONE, 0, days).astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    return np.where(days == NONE, NONE, months + 1970 * 12)


def year_of(days: Int64s) -> Int64s:
    """The year of a day; NONE where the day is."""
    return np.where(days == NONE, NONE, months_of(days) // 12)


def month_of(days: Int64s) -> Int64s:
    """The month of a day, 1 to 12; NONE where the day is."""
    return np.where(days == NONE, NONE, months_of(days) % 12 + 1)


def day_of(days: Int64s) -> Int64s:
    """The day of the month of a day, from 1; NONE where the day is."""
    return np.where(days == NONE, NONE, days - of_months(months_of(days)) + 1)


def weekday_of(days: Int64s) -> Int64s:
    """1 for Monday to 7 for Sunday."""
    return (days + 3) % 7 + 1


_UNITS = sorted({*MONTHS_IN, *DAYS_IN, *AS_UNIT})
_UNIT = pl.Enum(_UNITS)
# Days in each unit, months in it, and how many of another unit it is; the last entry is for what is no unit.
_UNIT_DAYS = np.array([DAYS_IN.get(AS_UNIT.get(unit, unit), 0) for unit in _UNITS] + [0])
_UNIT_MONTHS = np.array([MONTHS_IN.get(AS_UNIT.get(unit, unit), 0) for unit in _UNITS] + [0])
_UNIT_TIMES = np.array([_TIMES.get(unit, 1.0) for unit in _UNITS] + [1.0])
_WEEKEND = _UNITS.index("weekend")


def _codes(unit: pl.Series) -> Int64s:
    """The place of each unit in _UNITS; behind the last where it is none."""
    codes = ints(unit.cast(_UNIT, strict=False))
    return np.where(codes == NONE, len(_UNITS), codes)


def shift(base: Int64s, unit: pl.Series, count: Float64s | float) -> Int64s:
    """The first day of the unit that lies `count` units from the one `base` lies in; NONE beyond the calendar."""
    code = _codes(unit)
    in_days, in_months = _UNIT_DAYS[code], _UNIT_MONTHS[code]
    moves = np.clip(np.nan_to_num(np.asarray(count, dtype=np.float64) * _UNIT_TIMES[code], nan=0.0), -1e7, 1e7)
    monday = base - (base + 3) % 7
    start = np.where(in_days == 1, base, np.where(code == _WEEKEND, monday + 5, monday))
    by_days = start + np.rint(moves * in_days).astype(np.int64)
    size = np.maximum(in_months, 1)
    months = (months_of(base) + np.rint(moves * in_months).astype(np.int64)) // size * size
    # The first decade and century begin in the year 0, which the calendar has not.
    moved = np.where(in_days > 0, by_days, np.where(in_months > 0, of_months(months), NONE))
    known = (base != NONE) & (moved >= _FIRST_DAY) & (moved <= _LAST_DAY)
    return np.where(known, moved, NONE)


def last_of(first: Int64s, unit: pl.Series) -> Int64s:
    """The last day of the unit that starts on `first`."""
    code = _codes(unit)
    in_days, in_months = _UNIT_DAYS[code], _UNIT_MONTHS[code]
    length = np.where(code == _WEEKEND, 2, in_days)
    following = of_months(months_of(first) + in_months)
    by_months = np.where(following == NONE, _LAST_DAY, following - 1)
    last = np.where(in_days > 0, np.minimum(first + length - 1, _LAST_DAY), by_months)
    return np.where((first == NONE) | ((in_days == 0) & (in_months == 0)), NONE, last)
