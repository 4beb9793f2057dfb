"""Years before Christ, and those that say they are after: "March 15, 44 B.C.", "264-241 BC", "A.D. 79"."""

from transforms.temporal.rules.dates import POINT_MODIFIER
from transforms.temporal.rules.lexicon import (
    DASH,
    DAY,
    EDGE,
    GAP,
    MONTH,
    MONTH_NUMBERS,
    SEASON,
    SEASON_CODES,
)
from transforms.temporal.rules.rule import Family, Groups, group, modifier

ERA = r"(?-i:BCE?(?-u:\b)|B\.[ ]?C\.(?:[ ]?E\.)?|CE(?-u:\b)|AD(?-u:\b)|A\.[ ]?D\.)"
_BC = r"(?-i:BCE?(?-u:\b)|B\.[ ]?C\.(?:[ ]?E\.)?)"
_YEAR = r"[1-9][0-9]{0,3}"


def before_christ(groups: Groups) -> bool:
    """Whether the words say B.C."""
    return (groups["era"] or "").upper().startswith("B")


def _of_era(groups: Groups) -> int:
    """Years before Christ are negative."""
    year = int(group(groups, "year", "ad") or 0)
    return -year if before_christ(groups) else year


ERAS = Family(
    "era",
    rf"(?<mod>{POINT_MODIFIER})?(?:(?<year>{_YEAR}){GAP}?(?<era>{ERA})|(?-i:AD|A\.[ ]?D\.){GAP}(?<ad>{_YEAR}){EDGE})",
    {
        "kind": "year",
        "year": _of_era,
        "modifier": modifier("mod"),
    },
)


def _month(groups: Groups) -> int:
    return MONTH_NUMBERS[(group(groups, "month_a", "month_b", "month_c") or "")[:3].lower()]


def _bc_value(groups: Groups) -> str:
    """BC0044-03-15, BC0146-SP, BC0264/BC0241: the calendar has no day for any of them."""
    year = f"BC{int(groups['year'] or 0):04}"
    if groups["from"] is not None:
        return f"BC{int(groups['from']):04}/{year}"
    if groups["season"] is not None:
        return f"{year}-{SEASON_CODES[groups['season'][:2].lower()]}"
    day = group(groups, "day_a", "day_b")
    month = f"{year}-{_month(groups):02}"
    return month if day is None else f"{month}-{int(''.join(filter(str.isdigit, day))):02}"


DATES_BEFORE_CHRIST = Family(
    "date_before_christ",
    rf"(?<mod>{POINT_MODIFIER})?(?:(?<month_a>{MONTH}){GAP}(?<day_a>{DAY}),?{GAP}|(?:the{GAP})?(?<day_b>{DAY}){GAP}(?:of{GAP})?(?<month_b>{MONTH}),?{GAP}"
    rf"|(?<month_c>{MONTH}),?{GAP}(?:of{GAP}|in{GAP})?|(?:the{GAP})?(?<season>{SEASON}){GAP}(?:of{GAP}|in{GAP})?"
    rf"|(?<from>{_YEAR})(?:{GAP}?{_BC})?(?:{GAP}?{DASH}{GAP}?|{GAP}(?:to|until|till|and){GAP}))(?<year>{_YEAR}){GAP}?{_BC}",
    {
        "kind": "fixed",
        "value": _bc_value,
        "modifier": modifier("mod"),
    },
)


# What each family reads, in news of Saturday, 2025-03-15, and what only looks like it.
EXAMPLES = {
    "era": {"44 BC": "BC0044", "AD 79": "0079"},
    "date_before_christ": {"March 15, 44 B.C.": "BC0044-03-15", "the spring of 146 BC": "BC0146-SP"},
}
LOOK_ALIKES = ("They flew to Victoria, BC.", "The AD agency closed.")
