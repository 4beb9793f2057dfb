"""Durations and sets: "30-day", "the past two months", "two and a half years", "daily", "every Thursday"."""

from transforms.temporal.rules.lexicon import (
    AND_A_HALF,
    DASH,
    DIGITS,
    EDGE,
    GAP,
    HYPHEN,
    MONTH_NAME,
    MONTH_NUMBERS,
    NUMBER,
    PART_CODES,
    PART_OF_DAY,
    UNIT,
    VAGUE,
    WEEKDAY,
    WEEKDAY_NUMBERS,
    any_of,
    by_prefix,
    figure,
    number,
    unit,
)
from transforms.temporal.rules.rule import Family, Groups, either, group, length_of, looked_up, modifier, said

# "over" bounds a length only where nothing else reads as "during": "over an hour", "well over two years".
_BOUND = (
    rf"(?:(?:at{GAP}(?:least|most)|(?:no{GAP})?(?:more|less|fewer|longer){GAP}than|up{GAP}to|(?:just|well"
    rf"|slightly){GAP}(?:over|under)"
    rf"|under|nearly|almost|about|around|roughly|approximately|some|close{GAP}to|as{GAP}(?:much|many|long"
    rf"|little|few){GAP}as){GAP})"
)
_SPAN = (
    rf"(?:(?:each{GAP}of{GAP})?(?:the|these|those){GAP}"
    rf"(?:(?:last|next|past|coming|first|final|previous|following|latest|preceding|current|opening|closing"
    rf"|ensuing|intervening|remaining){GAP})?"
    rf"|(?:the{GAP})?year-(?:ago|earlier){GAP}|(?:last|next|past|coming|first|final|another){GAP})"
)
_KIND = any_of(
    "more full whole straight consecutive additional fiscal calendar trading business "
    "working successive long short solid other"
)
_KIND_OF = rf"(?:{_KIND}{GAP})?"
_LIST = (
    rf"(?:between{GAP}(?<least>{NUMBER}){GAP}and{GAP}|(?<low>{NUMBER}){GAP}(?:(?<to>to)|or){GAP}"
    rf"|(?<from>{DIGITS})(?<dash>{DASH}))?"
)

# The smaller part of a length: "an hour and ten minutes", "2 years 3 months".
_REST = rf"(?:{GAP}(?:and{GAP})?(?<rest>{NUMBER}){GAP}(?<rest_unit>(?:months?|weeks?|days?|hours?|minutes?|seconds?)))"


def _amount(groups: Groups) -> float | None:
    """The lower of two figures; a couple is two."""
    words = group(groups, "low", "from", "least", "amount") or (
        "2" if "couple" in (groups["vague"] or "").lower() else None
    )
    count = None if words is None else figure(words)
    return count if count is None or groups["half"] is None else count + 0.5


def _high(groups: Groups) -> float | None:
    """The upper of two figures: six in "three to six months"; "two or three" is no range."""
    ranged = group(groups, "to", "dash", "least")
    return None if ranged is None else figure(groups["amount"] or "")


# "the past two months", "more than four hours", "two or three weeks", "a year and nine months", "several days"
LENGTH = Family(
    "duration",
    rf"(?<mod>{_BOUND})?{_SPAN}?(?<mod_in>{_BOUND})?"
    rf"(?:{_LIST}(?<amount>{NUMBER})|(?<vague>{VAGUE})){GAP}{_KIND_OF}(?<unit>{UNIT})"
    rf"(?:(?<half>{AND_A_HALF})|{_REST})?"
    rf"(?<old>{GAP}old)?(?<so>{GAP}or{GAP}(?:so|more|less|longer))?{EDGE}",
    {
        "kind": said("old", "age", "duration"),
        "unit": unit("unit"),
        "amount": _amount,
        "high": _high,
        "rest": number("rest"),
        "rest_unit": unit("rest_unit"),
        "modifier": modifier("mod", "mod_in", "so"),
    },
)

# "30-day", "three-year-old", "two-and-a-half-year", "a three-year period"
ATTRIBUTIVE = Family(
    "attributive",
    rf"(?:an?|the|this|that){GAP}(?<amount_a>{NUMBER})-(?<unit_a>{UNIT}){GAP}(?:period|span|stretch){EDGE}"
    rf"|(?:{_LIST}(?<amount>{NUMBER})|several|many|multi|few)-(?:to-(?:{NUMBER})-)?(?<unit>{UNIT})"
    rf"(?<old>(?:-|{GAP})olds?)?{EDGE}(?:(?:-|{GAP})long{EDGE})?",
    {
        "kind": said("old", "age", "duration"),
        "unit": unit("unit", "unit_a"),
        "amount": number("low", "from", "least", "amount", "amount_a"),
    },
)

# "a year", "an hour and a half", "the past week", "half an hour", "a month or two"
ONE = Family(
    "one_unit",
    rf"(?:(?<mod>{_BOUND}|over{GAP})?an?|(?:the{GAP})?past|another){GAP}(?:(?:full|whole|entire|good"
    rf"|further){GAP})?(?<unit>second|minute|hour|day|week|fortnight|month|quarter|year|decade|century"
    rf"|millennium)"
    rf"(?:(?<half>{AND_A_HALF})|{_REST})?(?<so>{GAP}or{GAP}(?:so|more|less|two))?{EDGE}"
    rf"|half(?:-|{GAP})(?:an?{GAP})?(?<half_of>hour|century|decade|year){EDGE}|(?:a{GAP})?quarter(?:-"
    rf"|{GAP}of{GAP}a{GAP})(?<quarter_of>century){EDGE}",
    {
        "kind": "duration",
        "unit": unit("unit", "half_of", "quarter_of"),
        "amount": either(said("half", 1.5), said("half_of", 0.5), said("quarter_of", 0.25), 1.0),
        "rest": number("rest"),
        "rest_unit": unit("rest_unit"),
        "modifier": modifier("mod", "so"),
    },
)

_PLURALS = "minutes hours days weeks months quarters years decades centuries"
# "for years", "in recent months", "the early hours", "weeks or months", "decades-long"
BARE = Family(
    "bare_units",
    rf"(?:(?:the|these|those){GAP}(?:(?:past|last|next|early|first|final|following|coming|recent|intervening"
    rf"|ensuing){GAP})?|(?:(?<which>past|coming|recent|previous|last|next|future){GAP})?)"
    rf"(?<unit>{any_of(_PLURALS)}){EDGE}(?:{GAP}(?:or|and){GAP}(?:even{GAP})?{any_of(_PLURALS)}{EDGE})?(?:(?:-"
    rf"|{GAP})(?<tail>long|old){EDGE})?",
    {
        "kind": looked_up({"coming": "future", "next": "future", "future": "future"}, "which", default="duration"),
        "unit": unit("unit"),
    },
)

_LONG_UNIT = any_of("hour day week weekend month year decade century")
# "yearlong", "a month-long campaign", "a decade-old dispute"
UNIT_LONG = Family(
    "unit_long",
    rf"(?<unit>{_LONG_UNIT}){HYPHEN}?long{EDGE}|(?<article>(?:an?|the){GAP})(?<unit_b>{_LONG_UNIT})-?(?:long"
    rf"|(?<old>old)){EDGE}",
    {
        "kind": said("old", "age", "duration"),
        "unit": unit("unit", "unit_b"),
        "amount": 1.0,
        "skip": length_of("article"),
    },
)

_OFTEN = {
    "hourly": "PT1H",
    "daily": "P1D",
    "nightly": "P1D",
    "weekly": "P1W",
    "biweekly": "P2W",
    "fortnightly": "P2W",
    "monthly": "P1M",
    "bimonthly": "P2M",
    "quarterly": "P3M",
    "annual": "P1Y",
    "annually": "P1Y",
    "yearly": "P1Y",
    "biannual": "P6M",
    "semiannual": "P6M",
    "semi-annual": "P6M",
    "biennial": "P2Y",
}

OFTEN = Family(
    "adverb_of_frequency",
    rf"(?<often>{any_of(' '.join(_OFTEN))}){EDGE}",
    {
        "kind": "set",
        "value": looked_up(_OFTEN, "often"),
    },
)


def _every_so_many(groups: Groups) -> float | None:
    """ "Every other week" is every two weeks."""
    if groups["unit"] is None:
        return None
    if groups["amount"] is not None:
        return figure(groups["amount"])
    return 1.0 if groups["other"] is None else 2.0


EVERY = Family(
    "every",
    rf"(?:every|each){GAP}(?:(?<other>other{GAP})?(?:(?<amount>{NUMBER}){GAP})?(?<unit>{UNIT})"
    rf"|(?<weekday>{WEEKDAY})(?:{GAP}(?<part>{PART_OF_DAY}))?|(?<month>{MONTH_NAME})"
    rf"|(?<day_part>{PART_OF_DAY})){EDGE}",
    {
        "kind": "set",
        "unit": unit("unit"),
        "amount": _every_so_many,
        "weekday": by_prefix(WEEKDAY_NUMBERS, "weekday"),
        "month": by_prefix(MONTH_NUMBERS, "month"),
        "part": by_prefix(PART_CODES, "part", "day_part"),
    },
)

PLURALS = Family(
    "plural_days",
    rf"(?:(?<weekday>{WEEKDAY})(?:s|{GAP}(?<part>{PART_OF_DAY})s)|(?<weekdays>weekdays)|(?<weekends>weekends)){EDGE}",
    {
        "kind": "set",
        "weekday": by_prefix(WEEKDAY_NUMBERS, "weekday"),
        "part": by_prefix(PART_CODES, "part"),
        "value": either(said("weekdays", "XXXX-WXX-WD"), said("weekends", "XXXX-WXX-WE")),
    },
)

# "once a week", "three times a year"
TIMES_A = Family(
    "times_a",
    rf"(?:once|twice|(?:{NUMBER}|several|many){GAP}times){GAP}(?:an?|each|every|per){GAP}(?<unit>second|minute"
    rf"|hour|day|week|month|quarter|year|decade){EDGE}",
    {"kind": "set", "unit": unit("unit"), "amount": 1.0},
)


# What each family reads, in news of Saturday, 2025-03-15, and what only looks like it.
EXAMPLES = {
    "duration": {"three weeks": "P3W", "more than two years": "P2Y"},
    "attributive": {"a 30-day truce": "P30D"},
    "one_unit": {"a decade": "P10Y"},
    "bare_units": {"for months": "PXM", "these weeks": "PXW"},
    "unit_long": {"a week-long strike": "P1W"},
    "adverb_of_frequency": {"daily": "P1D", "annually": "P1Y"},
    "every": {"every Friday": "XXXX-WXX-5", "each year": "P1Y"},
    "plural_days": {"Mondays": "XXXX-WXX-1"},
    "times_a": {"twice a week": "P1W"},
}
LOOK_ALIKES = ("A 22-year-old man was hurt.", "Wait a second.", "She came second.", "The second man left.")
