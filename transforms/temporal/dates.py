"""Dates on the calendar: "Friday, March 14, 2025", "4 July", "2024-08-01", "mid-August", "Friday night"."""

import polars as pl

from transforms.temporal.grammar import Family, modifier, step
from transforms.temporal.words import (
    DASH,
    DAY,
    EDGE,
    GAP,
    HYPHEN,
    MONTH,
    MONTH_NAME,
    MONTH_NUMBERS,
    MONTH_SHORT,
    PART_CODES,
    PART_OF_DAY,
    SHORT_YEAR,
    WEEKDAY,
    WEEKDAY_NUMBERS,
    WEEKDAY_SHORT,
    YEAR,
    YEAR_IN_WORDS,
    by_prefix,
    year_in_words,
)

_OF = rf"{GAP}of{GAP}(?:the{GAP})?"
_EDGE_OF = rf"(?:the{GAP})?(?:very{GAP})?(?:beginning|start|middle|end|close|latter{GAP}part|early{GAP}part){_OF}"
_EARLY = (
    rf"(?:(?:the{GAP})?(?:early|late|mid|middle)(?:{HYPHEN}to{HYPHEN}(?:mid|late))?{HYPHEN}|end-|(?:around|about){GAP})"
)
POINT_MODIFIER = rf"(?:{_EDGE_OF}|{_EARLY})"
WHICH = rf"(?:(?:the{GAP})?(?:last|past|next|this{GAP}(?:past|coming|next)|this|coming|previous|following|prior))"
RELATIVE_YEAR = rf"(?:last|this|next|the{GAP}(?:previous|following|same)|that){GAP}year{EDGE}"

_ANY_YEAR = rf"(?:[0-9]{{4}}{EDGE}|{SHORT_YEAR})"
_MONTH_DAY = rf"(?<month_a>{MONTH}){GAP}(?:the{GAP})?(?<day_a>{DAY})"
_DAY_MONTH = rf"(?:the{GAP})?(?<day_b>{DAY}){HYPHEN}(?:(?:day{GAP})?of{GAP})?(?<month_b>{MONTH})"
_OF_YEAR = rf"(?:,?{HYPHEN}(?:of{GAP})?(?<year>{_ANY_YEAR})|,?{GAP}(?:of{GAP})?(?<relative_year>{RELATIVE_YEAR}))"


def year_number(name: str) -> pl.Expr:
    """The year as written; "'98" and "98" lie between 1950 and 2049."""
    digits = pl.col(name).str.extract(r"([0-9]+)")
    figure = digits.cast(pl.Int32, strict=False)
    short = digits.str.len_bytes() == 2
    return pl.when(short & (figure < 50)).then(figure + 2000).when(short).then(figure + 1900).otherwise(figure)


def day_number(name: str) -> pl.Expr:
    """The digits of a day of the month."""
    return pl.col(name).str.extract(r"([0-9]+)").cast(pl.Int32, strict=False)


def _either(a: pl.Expr, b: pl.Expr) -> pl.Expr:
    return pl.coalesce(a, b)


DATED = Family(
    "date",
    rf"(?<mod>{POINT_MODIFIER})?(?:(?:last|this|next){GAP})?(?:(?<weekday>{WEEKDAY}|{WEEKDAY_SHORT}),?{GAP})?"
    rf"(?:{_MONTH_DAY}|{_DAY_MONTH}){_OF_YEAR}?(?:,?{GAP}(?<part>{PART_OF_DAY}){EDGE})?",
    {
        "kind": pl.lit("day"),
        "year": year_number("year"),
        "year_step": step("relative_year"),
        "month": _either(by_prefix("month_a", MONTH_NUMBERS), by_prefix("month_b", MONTH_NUMBERS)),
        "day": _either(day_number("day_a"), day_number("day_b")),
        "part": by_prefix("part", PART_CODES),
        "modifier": modifier("mod"),
    },
)

DAY_RANGE = Family(
    "day_range",
    rf"(?:(?<month_a>{MONTH}){GAP}(?<day_a>{DAY})(?:[ ]?{DASH}[ ]?|{GAP}(?:to|through|thru){GAP})(?<end_a>{DAY})"
    rf"|(?<day_b>{DAY})(?:[ ]?{DASH}[ ]?|{GAP}(?:to|through){GAP})(?<end_b>{DAY}){GAP}(?:of{GAP})?(?<month_b>{MONTH}))"
    rf"(?:,?{GAP}(?<year>[0-9]{{4}}{EDGE}))?",
    {
        "kind": pl.lit("day"),
        "year": year_number("year"),
        "month": _either(by_prefix("month_a", MONTH_NUMBERS), by_prefix("month_b", MONTH_NUMBERS)),
        "day": _either(day_number("day_a"), day_number("day_b")),
        "end_day": _either(day_number("end_a"), day_number("end_b")),
    },
)

ISO = Family(
    "iso",
    rf"(?<year>[0-9]{{4}})(?:-(?<month_a>[0-9]{{2}})-(?<day_a>[0-9]{{2}})|/(?<month_b>[0-9]{{2}})/(?<day_b>[0-9]{{2}}))"
    rf"(?:T(?<hour>[0-9]{{2}}):(?<minute>[0-9]{{2}})(?::(?<second>[0-9]{{2}}))?(?:\.[0-9]+)?(?<zone>Z|[+-][0-9]{{2}}:?[0-9]{{2}})?)?{EDGE}",
    {
        "kind": pl.lit("day"),
        "year": year_number("year"),
        "month": _either(day_number("month_a"), day_number("month_b")),
        "day": _either(day_number("day_a"), day_number("day_b")),
        "hour": day_number("hour"),
        "minute": day_number("minute"),
        "second": day_number("second"),
        "zone": pl.col("zone").str.replace(r"^([+-][0-9]{2})([0-9]{2})$", "$1:$2"),
    },
)

# Which of the two figures is the month is decided where the article's country is known.
SLASHED = Family(
    "slashed",
    rf"(?<first>[0-9]{{1,2}})(?:/(?<second_a>[0-9]{{1,2}})/(?<year_a>[0-9]{{4}}|[0-9]{{2}})"
    rf"|\.(?<second_b>[0-9]{{1,2}})\.(?<year_b>[0-9]{{4}})|-(?<second_c>[0-9]{{1,2}})-(?<year_c>[0-9]{{4}})){EDGE}",
    {
        "kind": pl.lit("slashed"),
        "year": pl.coalesce(year_number("year_a"), year_number("year_b"), year_number("year_c")),
        "month": day_number("first"),
        "day": pl.coalesce(day_number("second_a"), day_number("second_b"), day_number("second_c")),
    },
)

MONTHS = Family(
    "month",
    rf"(?<mod>{POINT_MODIFIER})?(?:(?<which>{WHICH}){GAP})?"
    rf"(?:(?<month_a>{MONTH_NAME}){EDGE}(?:(?:,?{HYPHEN}|{_OF})(?:(?<year_a>{YEAR}|{SHORT_YEAR})|(?<year_words>{YEAR_IN_WORDS}){EDGE}|(?<relative_year>{RELATIVE_YEAR})))?"
    rf"|(?<month_b>{MONTH_SHORT})(?:\.?,?{GAP}(?<year_b>{YEAR})|\.))",
    {
        "kind": pl.lit("month"),
        "year": pl.coalesce(year_number("year_a"), year_in_words("year_words"), year_number("year_b")),
        "year_step": step("relative_year"),
        "month": _either(by_prefix("month_a", MONTH_NUMBERS), by_prefix("month_b", MONTH_NUMBERS)),
        "step": step("which"),
        "modifier": modifier("mod"),
    },
)

WEEKDAYS = Family(
    "weekday",
    rf"(?:(?<mod>early|late|around|about){GAP})?(?:(?<which>{WHICH}){GAP})?"
    rf"(?:(?<early>early|late){GAP})?(?<weekday>{WEEKDAY}){EDGE}(?:{GAP}(?<part>{PART_OF_DAY}){EDGE})?",
    {
        "kind": pl.lit("weekday"),
        "weekday": by_prefix("weekday", WEEKDAY_NUMBERS),
        "step": step("which"),
        "part": by_prefix("part", PART_CODES),
        "modifier": modifier("mod", "early"),
    },
)

# "the week of March 6", "the weekend of 4 July"
WEEK_OF = Family(
    "week_of",
    rf"(?:the{GAP})?(?<unit>week|weekend){GAP}(?:of|beginning|ending|ended){GAP}(?:{_MONTH_DAY}|{_DAY_MONTH})(?:,?{GAP}(?<year>[0-9]{{4}}{EDGE}))?",
    {
        "kind": pl.lit("day"),
        "unit": pl.col("unit").str.to_lowercase(),
        "year": year_number("year"),
        "month": _either(by_prefix("month_a", MONTH_NUMBERS), by_prefix("month_b", MONTH_NUMBERS)),
        "day": _either(day_number("day_a"), day_number("day_b")),
    },
)

DATES = [ISO, SLASHED, DAY_RANGE, WEEK_OF, DATED, MONTHS, WEEKDAYS]
