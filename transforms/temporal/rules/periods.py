"""Periods: "the third quarter", "fiscal 1990", "the early 1980s", "summer 2008", "2012-13"."""

from transforms.temporal.rules.dates import POINT_MODIFIER, RELATIVE_YEAR, WHICH
from transforms.temporal.rules.eras import ERA, before_christ
from transforms.temporal.rules.lexicon import (
    APOSTROPHE,
    DASH,
    EDGE,
    GAP,
    HYPHEN,
    ORDINAL,
    ORDINAL_NUMBERS,
    SEASON,
    SEASON_CODES,
    SHORT_YEAR,
    YEAR,
    YEAR_IN_WORDS,
    any_of,
    by_prefix,
    year_in_words,
    year_number,
)
from transforms.temporal.rules.rule import Family, Groups, either, group, modifier, said, step

_FISCAL = any_of("fiscal financial tax calendar")
_PERIOD_YEAR = rf"(?:(?:{HYPHEN}|{GAP}of{GAP}(?:the{GAP})?|,{GAP})(?:{_FISCAL}{GAP}(?:year{GAP})?)?"
_POSSESSIVE = rf"{APOSTROPHE}s"


_CODE = "(?-i:Q[1-4]|[1-4]Q|H[12]|[12]H)"


def _part(groups: Groups) -> str | None:
    """Q3 of "third quarter", "3Q" and "Q3"; H1 of "first half"."""
    ordinal, short = groups["ordinal"], group(groups, "short", "code", "code_b")
    if ordinal is not None:
        letter = "H" if (groups["period"] or "").lower() == "half" else "Q"
        return f"{letter}{ORDINAL_NUMBERS[ordinal[:2].lower()]}"
    return None if short is None else "".join(sorted(short, reverse=True))


QUARTERS = Family(
    "quarter",
    # "Q2'17", "3Q20", "4Q:21", "1H 2021", "2017-Q2"
    rf"(?<code>{_CODE})[:/-]?{APOSTROPHE}?(?<year_c>[0-9]{{2}}|20[0-9]{{2}}){EDGE}"
    rf"|(?<year_d>{YEAR})[ -]?(?<code_b>{_CODE}){EDGE}|"
    rf"(?<mod>{POINT_MODIFIER})?(?:(?:(?<of_year>last|this|next){GAP}year{_POSSESSIVE}"
    rf"|(?:the{GAP})?(?<year_a>{YEAR})(?:{_POSSESSIVE})?|the){GAP})?"
    rf"(?:(?<which>last|next|this){GAP}year{_POSSESSIVE}{GAP})?(?:(?<ago>year[ -](?:ago|earlier)){GAP})?"
    rf"(?:{_FISCAL}{HYPHEN})?(?:(?<ordinal>{ORDINAL}){HYPHEN}(?<period>quarter|half)|(?<short>{_CODE})){EDGE}"
    rf"{_PERIOD_YEAR}(?:(?<year_b>{YEAR}|{SHORT_YEAR})|(?<relative_year>{RELATIVE_YEAR})))?",
    {
        "kind": "part",
        "year": year_number("year_a", "year_b", "year_c", "year_d"),
        "year_step": either(step("of_year", "which", "relative_year"), said("ago", -1)),
        "part": _part,
        "modifier": modifier("mod"),
    },
)

SEASONS = Family(
    "season",
    rf"(?<mod>{POINT_MODIFIER})?(?:(?<which>{WHICH}){GAP}|the{GAP})?(?<season>{SEASON}){EDGE}"
    rf"{_PERIOD_YEAR}(?:(?<year>{YEAR}|{SHORT_YEAR})|(?<words>{YEAR_IN_WORDS})|(?<relative_year>{RELATIVE_YEAR})))?",
    {
        "kind": "part",
        "year": either(year_number("year"), year_in_words("words")),
        "year_step": step("relative_year"),
        "part": by_prefix(SEASON_CODES, "season", length=2),
        "step": step("which"),
        "modifier": modifier("mod"),
    },
)


def _short_end(groups: Groups) -> int | None:
    """2013 of "2012-13"."""
    year, end = groups["year"], group(groups, "short", "slash")
    return None if year is None or end is None else int(year) // 100 * 100 + int(end)


YEAR_RANGE = Family(
    "year_range",
    rf"(?<year>{YEAR})(?:{DASH}(?<short>[0-9]{{2}}){EDGE}|/(?<slash>[0-9]{{2}}){EDGE}|{DASH}(?<end>{YEAR}))",
    {
        "kind": "year",
        "year": year_number("year"),
        "end_year": either(year_number("end"), _short_end),
    },
)

YEARS = Family(
    "year",
    rf"(?<mod>{POINT_MODIFIER}|(?:pre|post)-)?"
    rf"(?:(?:the{GAP})?(?:{_FISCAL}(?:{GAP}year)?|year)(?:{GAP}ended)?{GAP}|(?-i:FY)[ ]?)?"
    rf"(?:(?<year>{YEAR})|(?<words>{YEAR_IN_WORDS}){EDGE})|(?-i:FY)[ ]?{APOSTROPHE}?(?<short>[0-9]{{2}}){EDGE}",
    {
        "kind": "year",
        "year": either(year_number("year", "short"), year_in_words("words")),
        "modifier": modifier("mod"),
    },
)


_DECADE_WORDS = "twenties thirties forties fifties sixties seventies eighties nineties"
_DECADES = {word[:4]: 1900 + 10 * n for n, word in enumerate(_DECADE_WORDS.split(), 2)}


def _decade(groups: Groups) -> int | None:
    short = groups["short"]
    return int(groups["year"] or 0) or (None if short is None else 1900 + int(short))


def _decade_kind(groups: Groups) -> str:
    """ "The 1800s" are a century, the 1900s and the 2000s too often their first ten years."""
    year = groups["year"]
    return "century" if year is not None and int(year) < 1900 and year.endswith("00") else "decade"


DECADES = Family(
    "decade",
    rf"(?<mod>{POINT_MODIFIER})?(?:the{GAP})?(?<mid>(?:early|mid|late)(?:{HYPHEN}to{HYPHEN}(?:mid|late))?{HYPHEN})?"
    rf"(?:(?<year>(?:1[0-9]|20)[0-9]0){APOSTROPHE}?s|{APOSTROPHE}?(?<short>[2-9]0)s"
    rf"|(?:nineteen{HYPHEN})?(?<words>{any_of(_DECADE_WORDS)})){EDGE}",
    {
        "kind": _decade_kind,
        "year": either(_decade, by_prefix(_DECADES, "words", length=4)),
        "modifier": modifier("mod", "mid"),
    },
)

# Opened by their own apostrophe: "'60s", "since '82".
SHORT_DECADES = Family(
    "short_decade",
    rf"{APOSTROPHE}(?<short>[2-9]0)s{EDGE}",
    {"kind": "decade", "year": lambda groups: 1900 + int(groups["short"] or 0)},
)
SHORT_YEARS = Family(
    "short_year", rf"{APOSTROPHE}(?<year>[0-9]{{2}}){EDGE}", {"kind": "year", "year": year_number("year")}
)

_CENTURY_WORDS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth twenty-first"
)
_CENTURIES = {word: n for n, word in enumerate(_CENTURY_WORDS.split(), 1)}


# "17th", "seventeenth"
ORDINAL_CENTURY = rf"(?:[12]?[0-9](?:st|nd|rd|th)|{any_of(_CENTURY_WORDS)})"


def _which_century(groups: Groups) -> int:
    digits = groups["digits"]
    return _CENTURIES[(groups["words"] or "").lower()] if digits is None else int(digits)


def _century(groups: Groups) -> int | None:
    """The year the century begins in; none before Christ."""
    return None if before_christ(groups) else 100 * (_which_century(groups) - 1)


def _century_value(groups: Groups) -> str | None:
    """Of the centuries the calendar has no first day for: the first, and those before Christ."""
    number = _which_century(groups)
    if before_christ(groups):
        return f"BC{number - 1:02}"
    return "00" if number == 1 else None


CENTURIES = Family(
    "century",
    rf"(?<mod>{POINT_MODIFIER})?(?:the{GAP})?(?<mid>(?:early|mid|late){HYPHEN})?"
    rf"(?:(?<digits>[12]?[0-9])(?:st|nd|rd|th)|(?<words>{any_of(_CENTURY_WORDS)})){HYPHEN}century{EDGE}"
    rf"(?:{GAP}(?<era>{ERA}))?",
    {
        "kind": "century",
        "year": _century,
        "value": _century_value,
        "modifier": modifier("mod", "mid"),
    },
)


# What each family reads, in news of Saturday, 2025-03-15, and what only looks like it.
EXAMPLES = {
    "quarter": {"Q4 2024": "2024-Q4", "last year's fourth quarter": "2024-Q4"},
    "season": {"last spring": "2024-SP", "the winter of 1994": "1994-WI"},
    "year_range": {"2012-13": "2012/2013"},
    "year": {"1989": "1989", "fiscal 1990": "1990"},
    "short_decade": {"a '60s song": "196"},
    "short_year": {"since '82": "1982"},
    "decade": {"the early 1980s": "198", "the nineties": "199"},
    "century": {"the 19th century": "18"},
}
LOOK_ALIKES = (
    "Prices fall.",
    "They spring a trap.",
    "It cost $1990.",
    "Some 1989 people came.",
)
