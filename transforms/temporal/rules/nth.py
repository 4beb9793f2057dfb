"""Ordinal parts of a period: "the third Tuesday of September 2014", "the last week of May", "the 15th of May"."""

from typing import TypeVar

from transforms.columns.dtypes import Int64s
from transforms.temporal.rules.dates import RELATIVE_YEAR
from transforms.temporal.rules.lexicon import (
    EDGE,
    GAP,
    HYPHEN,
    MONTH_NAME,
    MONTH_NUMBERS,
    WEEKDAY,
    WEEKDAY_NUMBERS,
    YEAR,
    any_of,
    by_prefix,
    unit,
    whole_number,
    year_number,
)
from transforms.temporal.rules.rule import Family, Field, Groups, modifier, step

_Days = TypeVar("_Days", int, Int64s)

_COUNTS = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "fifth": 5,
    "1st": 1,
    "2nd": 2,
    "3rd": 3,
    "4th": 4,
    "5th": 5,
}
# The last of its kind is -1.
_LAST = "last final closing"
_NTH = any_of(" ".join(_COUNTS) + " opening " + _LAST)


def nth(name: str) -> Field:
    """1 for "first" and "opening", 2 for "second", -1 for "last" and "final"."""

    def read(groups: Groups) -> int | None:
        words = groups[name]
        if words is None:
            return None
        return -1 if words.lower() in _LAST.split() else _COUNTS.get(words.lower(), 1)

    return read


def days_to_nth_weekday(first: _Days, weekday: _Days, nth: _Days) -> _Days:
    """Days from the first of a period, a weekday `first`, to its nth `weekday` (1 is Monday); numbers or arrays."""
    return (weekday - first) % 7 + 7 * (nth - 1)


# "September 2014", "May", "last month", "2015", "next year", "the quarter"
_PERIOD = (
    rf"(?:(?<month>{MONTH_NAME})(?:(?:,?{HYPHEN}|{GAP}of{GAP})(?<year_a>{YEAR})"
    rf"|{GAP}(?:of{GAP})?(?<relative_year>{RELATIVE_YEAR}))?"
    rf"|(?<year_b>{YEAR})|(?<which>last|this|next|that|the(?:{GAP}(?:previous|following|same"
    rf"|current))?){GAP}(?<within>month|quarter|year|decade))"
)
_IN = rf"{GAP}(?:of|in){GAP}"


def _within(groups: Groups) -> str | None:
    if groups["month"] is not None:
        return "month"
    return "year" if groups["year_b"] is not None else (groups["within"] or "").lower() or None


_PERIOD_FIELDS: dict[str, Field | str | int | float | bool] = {
    "year": year_number("year_a", "year_b"),
    "year_step": step("relative_year"),
    "month": by_prefix(MONTH_NUMBERS, "month"),
    "step": step("which"),
    "within": _within,
}

# "the third Tuesday of September 2014", "the first Monday of next month", "the last Friday in May"
NTH_WEEKDAY = Family(
    "nth_weekday",
    rf"(?:the{GAP}(?:very{GAP})?)?(?<nth>{_NTH}){GAP}(?<weekday>{WEEKDAY}){_IN}{_PERIOD}{EDGE}",
    {"kind": "nth_weekday", "weekday": by_prefix(WEEKDAY_NUMBERS, "weekday"), "nth": nth("nth"), **_PERIOD_FIELDS},
)

# "the third Friday of every month", "the first Monday of each month"
NTH_OF_EVERY = Family(
    "nth_of_every",
    rf"(?:the{GAP})?{_NTH}{GAP}(?:(?<weekday>{WEEKDAY}){_IN}(?:every|each|the)|(?:day|week|weekend){_IN}(?:every|each))"
    rf"{GAP}(?<per>month|quarter|year){EDGE}",
    {
        "kind": "set",
        "weekday": by_prefix(WEEKDAY_NUMBERS, "weekday"),
        "unit": unit("per"),
        "amount": 1.0,
    },
)

# "the last week of February", "the first month of 2025", "the final quarter of last year"
NTH_UNIT = Family(
    "nth_unit",
    rf"(?:the{GAP}(?:very{GAP})?)?(?<nth>{_NTH}){GAP}(?:full{GAP})?(?<unit>day|week|weekend|month|quarter"
    rf"|half){_IN}{_PERIOD}{EDGE}",
    {"kind": "nth_unit", "unit": unit("unit"), "nth": nth("nth"), **_PERIOD_FIELDS},
)

# "the first half of February", "the second half of next month": the month, and which end of it.
HALF_OF_MONTH = Family(
    "half_of_month",
    rf"(?:the{GAP})?(?<mod>(?:first|second|latter|last){GAP}(?:half"
    rf"|part)){GAP}of{GAP}(?<month>{MONTH_NAME})(?:,?{GAP}(?:of{GAP})?(?<year>{YEAR}))?{EDGE}",
    {
        "kind": "month",
        "month": by_prefix(MONTH_NUMBERS, "month"),
        "year": year_number("year"),
        "modifier": modifier("mod"),
    },
)


def _halves(groups: Groups) -> str:
    return "H2" if (groups["nth"] or "").lower() in _LAST.split() else "H1"


# "the first two quarters of 2027"
TWO_QUARTERS = Family(
    "two_quarters",
    rf"(?:the{GAP})?(?<nth>first|last|final|closing|opening){GAP}two{GAP}quarters{GAP}of{GAP}(?:(?<year>{YEAR})"
    rf"|(?<relative_year>{RELATIVE_YEAR})){EDGE}",
    {"kind": "part", "part": _halves, "year": year_number("year"), "year_step": step("relative_year")},
)


def _of_focus(groups: Groups) -> bool:
    """ "The 5th" and "the 19th of that month" are days of the month just named."""
    return (groups["which"] or "").lower() not in {"last", "next", "this"}


# "the 15th of last month", "the 19th of that month", "the 5th"
DAY_OF_MONTH = Family(
    "day_of_month",
    rf"the{GAP}(?<day>3[01]|[12][0-9]|[1-9])(?:st|nd|rd|th)(?:{GAP}of{GAP}(?:(?<which>last|next|this|that"
    rf"|the{GAP}(?:same|previous|following)){GAP}month|(?<month_of>the{GAP}month)))?{EDGE}",
    {
        "kind": "day_of_month",
        "day": whole_number("day"),
        "step": step("which"),
        "focus": _of_focus,
    },
)

# "week 27 of last year", "week 9 of 2024"
WEEK_NUMBER = Family(
    "week_number",
    rf"week{GAP}(?<nth>[1-4]?[0-9]|5[0-3]){GAP}of{GAP}(?:(?<year>{YEAR})|(?<relative_year>{RELATIVE_YEAR})){EDGE}",
    {
        "kind": "week_number",
        "nth": whole_number("nth"),
        "unit": "week",
        "year": year_number("year"),
        "year_step": step("relative_year"),
    },
)


# What each family reads, in news of Saturday, 2025-03-15, and what only looks like it.
EXAMPLES = {
    "nth_weekday": {"the third Tuesday of September 2014": "2014-09-16"},
    "nth_of_every": {"the third Tuesday of every month": "XXXX-WXX-2", "the first day of every month": "P1M"},
    "nth_unit": {
        "the first week of 2015": "2015-W01",
        "the last quarter of 2024": "2024-Q4",
        "the last day of 2023": "2023-12-31",
    },
    "half_of_month": {"the first half of March": "2025-03"},
    "two_quarters": {"the first two quarters of 2027": "2027-H1"},
    "day_of_month": {"the 15th of last month": "2025-02-15", "on the 26th": "2025-02-26"},
    "week_number": {"week 12 of 2024": "2024-W12"},
}
LOOK_ALIKES = ("He finished the 26th lap.", "She came third of nine.", "They live on 26th Street.")
