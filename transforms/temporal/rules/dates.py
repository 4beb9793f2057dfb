"""Calendar dates: "Friday, March 14, 2025", "4 July", "2024-08-01", "mid-August", "Friday night"."""

from transforms.temporal.rules.lexicon import (
    DASH,
    DAY,
    DAY_IN_WORDS,
    EDGE,
    GAP,
    HYPHEN,
    MONTH,
    MONTH_NAME,
    MONTH_NUMBERS,
    MONTH_SHORT,
    NUMBER,
    PART_CODES,
    PART_OF_DAY,
    SHORT_YEAR,
    WEEKDAY,
    WEEKDAY_NUMBERS,
    WEEKDAY_SHORT,
    YEAR,
    YEAR_IN_WORDS,
    by_prefix,
    day_in_words,
    number,
    whole_number,
    year_in_words,
    year_number,
)
from transforms.temporal.rules.rule import Family, Groups, either, lower, matches, modifier, said, step
from transforms.temporal.rules.time_of_day import CLOCK_BEHIND, CLOCK_FIELDS

_OF = rf"{GAP}of{GAP}(?:the{GAP})?"
_EDGE_OF = (
    rf"(?:the{GAP})?(?:very{GAP})?(?:beginning|start|middle|end|close|latter{GAP}part|early{GAP}part"
    rf"|(?:first|last|final|early|opening|closing){GAP}(?:few{GAP})?days){_OF}"
)
_EARLY = (
    rf"(?:(?:the{GAP})?(?:early|late|mid|middle)(?:{HYPHEN}to{HYPHEN}(?:mid|late))?{HYPHEN}|end-|(?:around|about){GAP})"
)
POINT_MODIFIER = rf"(?:{_EDGE_OF}|{_EARLY})"
WHICH = (
    rf"(?:(?:the{GAP})?(?:last|past|next|this{GAP}(?:past|coming|next)|this|coming|previous|prior)|the{GAP}following)"
)
RELATIVE_YEAR = rf"(?:last|this|next|the{GAP}(?:previous|following|same)|that){GAP}year{EDGE}"

_ANY_YEAR = rf"(?:[0-9]{{4}}{EDGE}|{SHORT_YEAR})"
_MONTH_DAY = rf"(?<month_a>{MONTH}){GAP}(?:the{GAP})?(?<day_a>{DAY})"
_DAY_MONTH = rf"(?:the{GAP})?(?<day_b>{DAY}){HYPHEN}(?:(?:day{GAP})?of{GAP})?(?<month_b>{MONTH})"
# "May eighth, 2010", "the second of August 1998"
_SPELLED_DAY = (
    rf"(?:(?<month_c>{MONTH_NAME}){GAP}(?:the{GAP})?(?<words_c>{DAY_IN_WORDS}),?{GAP}(?<year_c>{YEAR})"
    rf"|the{GAP}(?<words_d>{DAY_IN_WORDS}){GAP}(?:day{GAP})?of{GAP}(?<month_d>{MONTH_NAME}){EDGE})"
)
_OF_YEAR = rf"(?:,?{HYPHEN}(?:of{GAP})?(?<year>{_ANY_YEAR})|,?{GAP}(?:of{GAP})?(?<relative_year>{RELATIVE_YEAR}))"


DATED = Family(
    "date",
    rf"(?<mod>{POINT_MODIFIER})?(?:(?:the{GAP})?(?:(?<early>early|late){GAP})?(?<part_of>{PART_OF_DAY}){GAP}of{GAP})?"
    rf"(?:(?<which>last|this|next){GAP})?(?:(?<weekday>{WEEKDAY}|{WEEKDAY_SHORT}),?{GAP})?"
    rf"(?:{_MONTH_DAY}|{_DAY_MONTH}|{_SPELLED_DAY})"
    rf"(?:{_OF_YEAR}?(?:,?{GAP}(?<part>{PART_OF_DAY}){EDGE}|{CLOCK_BEHIND}(?:{GAP}(?<year_last>[0-9]{{4}}){EDGE})?)"
    rf"|{_OF_YEAR.replace('<year>', '<year_d>').replace('<relative_year>', '<relative_b>')}"
    rf"|{GAP}(?<short_year>3[2-9]|[4-9][0-9]){EDGE})?",
    {
        "kind": "day",
        "year": year_number("year", "year_d", "year_last", "short_year", "year_c"),
        "step": step("which"),
        "year_step": step("relative_year", "relative_b"),
        "month": by_prefix(MONTH_NUMBERS, "month_a", "month_b", "month_c", "month_d"),
        "day": either(whole_number("day_a", "day_b"), day_in_words("words_c", "words_d")),
        "part": by_prefix(PART_CODES, "part", "part_of"),
        "modifier": modifier("mod", "early"),
        **CLOCK_FIELDS,
    },
)

DAY_RANGE = Family(
    "day_range",
    rf"(?:(?<month_a>{MONTH}){GAP}(?<day_a>{DAY})(?:[ ]?{DASH}[ ]?|{GAP}(?:to|through|thru){GAP})(?<end_a>{DAY})"
    rf"|(?<day_b>{DAY})(?:[ ]?{DASH}[ ]?|{GAP}(?:to|through){GAP})(?<end_b>{DAY}){GAP}(?:of{GAP})?(?<month_b>{MONTH}))"
    rf"(?:,?{GAP}(?<year>[0-9]{{4}}{EDGE}))?",
    {
        "kind": "day",
        "year": year_number("year"),
        "month": by_prefix(MONTH_NUMBERS, "month_a", "month_b"),
        "day": whole_number("day_a", "day_b"),
        "end_day": whole_number("end_a", "end_b"),
    },
)


def _offset(groups: Groups) -> str | None:
    zone = groups["zone"]
    return zone if zone is None or len(zone) != 5 else f"{zone[:3]}:{zone[3:]}"


ISO = Family(
    "iso",
    rf"(?<year>[0-9]{{4}})(?:-(?<month_a>[0-9]{{2}})-(?<day_a>[0-9]{{2}})|/(?<month_b>[0-9]{{2}})/(?<day_b>[0-9]{{2}}))"
    rf"(?:T(?<hour>[0-9]{{2}}):(?<minute>[0-9]{{2}})(?::(?<second>[0-9]{{2}}))?(?:\.[0-9]{{1,9}})?(?<zone>Z"
    rf"|[+-][0-9]{{2}}:?[0-9]{{2}})?)?{EDGE}",
    {
        "kind": "day",
        "year": year_number("year"),
        "month": whole_number("month_a", "month_b"),
        "day": whole_number("day_a", "day_b"),
        "hour": whole_number("hour"),
        "minute": whole_number("minute"),
        "second": whole_number("second"),
        "zone": _offset,
    },
)

# Which of the two figures is the month is decided where the article's country is known.
SLASHED = Family(
    "slashed",
    rf"(?:(?:{WEEKDAY}|{WEEKDAY_SHORT}),?{GAP})?(?<first>[0-9]{{1,2}})"
    rf"(?:/(?<second_a>[0-9]{{1,2}})(?:/(?<year_a>[0-9]{{4}}|[0-9]{{2}}))?"
    rf"|\.(?<second_b>[0-9]{{1,2}})\.(?<year_b>[0-9]{{4}})|-(?<second_c>[0-9]{{1,2}})-(?<year_c>[0-9]{{4}})){EDGE}"
    rf"(?:{CLOCK_BEHIND})?",
    {
        "kind": "slashed",
        "year": year_number("year_a", "year_b", "year_c"),
        "month": whole_number("first"),
        "day": whole_number("second_a", "second_b", "second_c"),
        **CLOCK_FIELDS,
    },
)

MONTHS = Family(
    "month",
    rf"(?<mod>{POINT_MODIFIER})?(?:(?<which>{WHICH}){GAP})?"
    rf"(?:(?<month_a>{MONTH_NAME}){EDGE}(?:(?:,?{HYPHEN}|{_OF})(?:(?<year_a>{YEAR}|{SHORT_YEAR})"
    rf"|(?<year_words>{YEAR_IN_WORDS}){EDGE}|(?<relative_year>{RELATIVE_YEAR})))?"
    rf"|(?<month_b>{MONTH_SHORT})(?:\.?,?{GAP}(?<year_b>{YEAR})|\.))",
    {
        "kind": "month",
        "year": either(year_number("year_a", "year_b"), year_in_words("year_words")),
        "year_step": step("relative_year"),
        "month": by_prefix(MONTH_NUMBERS, "month_a", "month_b"),
        "step": step("which"),
        "modifier": modifier("mod"),
    },
)

WEEKDAYS = Family(
    "weekday",
    rf"(?:(?<mod>early|late|about){GAP})?(?:(?<which>{WHICH}){GAP})?"
    rf"(?:(?<early>early|late){GAP})?(?<weekday>{WEEKDAY}){EDGE}(?:{GAP}(?<part>{PART_OF_DAY}){EDGE}|{CLOCK_BEHIND})?",
    {
        "kind": "weekday",
        "weekday": by_prefix(WEEKDAY_NUMBERS, "weekday"),
        "step": step("which"),
        "focus": matches("which", "previous|prior|following"),
        "part": by_prefix(PART_CODES, "part"),
        "modifier": modifier("mod", "early"),
        **CLOCK_FIELDS,
    },
)

# "two weeks from Monday", "a week ago today", "Tuesday of last week"
COUNTED_DAY = Family(
    "counted_day",
    rf"(?:(?<amount>{NUMBER})|(?<one>an?)){GAP}weeks?{GAP}(?:(?<ago>ago)|from){GAP}"
    rf"(?:(?<weekday>{WEEKDAY})|(?<day>today|tomorrow|yesterday)){EDGE}"
    rf"|(?<weekday_b>{WEEKDAY}){GAP}of{GAP}(?<which>last|this|next){GAP}week{EDGE}",
    {
        "kind": "counted_day",
        "weekday": by_prefix(WEEKDAY_NUMBERS, "weekday", "weekday_b"),
        "day": by_prefix({"yes": -1, "tod": 0, "tom": 1}, "day"),
        "amount": either(number("amount"), said("one", 1.0)),
        "step": either(step("which"), said("ago", -1, 1)),
    },
)

# "the week of March 6", "the weekend of 4 July"
WEEK_OF = Family(
    "week_of",
    rf"(?:the{GAP})?(?<unit>week|weekend){GAP}(?:of|beginning|ending|ended){GAP}(?:{_MONTH_DAY}"
    rf"|{_DAY_MONTH})(?:,?{GAP}(?<year>[0-9]{{4}}{EDGE}))?",
    {
        "kind": "day",
        "unit": lower("unit"),
        "year": year_number("year"),
        "month": by_prefix(MONTH_NUMBERS, "month_a", "month_b"),
        "day": whole_number("day_a", "day_b"),
    },
)


# What each family reads, in news of Saturday, 2025-03-15, and what only looks like it.
EXAMPLES = {
    "iso": {"2025-03-14": "2025-03-14", "2024-08-01": "2024-08-01"},
    "slashed": {"03/14/2025": "2025-03-14", "14.3.2025": "2025-03-14"},
    "day_range": {"March 3-5": "2025-03-03/2025-03-05", "June 28-30, 1994": "1994-06-28/1994-06-30"},
    "week_of": {"the week of March 6": "2025-W10"},
    "date": {"Friday, March 14, 2025": "2025-03-14", "4 July 1776": "1776-07-04"},
    "month": {"last August": "2024-08", "February 2022": "2022-02"},
    "counted_day": {"a week from Monday": "2025-03-24", "Tuesday of last week": "2025-03-04"},
    "weekday": {"Friday": "2025-03-14", "next Friday": "2025-03-21"},
}
LOOK_ALIKES = (
    "Theresa May smiled.",
    "The troops will march on the capital.",
    "April Jones won the race.",
)
