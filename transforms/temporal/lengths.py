"""Lengths of time and how often: "30-day", "the past two months", "two and a half years", "daily", "every Thursday"."""

import polars as pl

from transforms.temporal.grammar import Family, modifier
from transforms.temporal.words import (
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
    number,
    unit,
)

_BOUND = (
    rf"(?:at{GAP}(?:least|most)|more{GAP}than|less{GAP}than|fewer{GAP}than|no{GAP}(?:more|less|fewer|longer){GAP}than|up{GAP}to|over|under|nearly|almost"
    rf"|about|around|roughly|approximately|some|just{GAP}(?:over|under)|well{GAP}over|close{GAP}to)"
)
_SPAN = rf"(?:(?:the|these|those){GAP}(?:(?:last|next|past|coming|first|final|previous|following|latest|preceding|current|opening|closing){GAP})?|(?:last|next|past|coming|first|final){GAP})"
_KIND_OF = rf"(?:(?:more|full|whole|straight|consecutive|additional|fiscal|calendar|trading|business|working|successive|long|short){GAP})?"

LENGTH = Family(
    "duration",
    rf"(?<mod>{_BOUND}{GAP})?(?:{_SPAN})?(?<mod_in>{_BOUND}{GAP})?"
    rf"(?:(?:(?:{NUMBER}){GAP}(?:to|or){GAP})?(?<amount>{NUMBER})|(?<vague>{VAGUE})){HYPHEN}{_KIND_OF}(?<unit>{UNIT})"
    rf"(?:(?<half>{GAP}and{GAP}a{GAP}half))?(?<old>{HYPHEN}olds?)?(?<so>{GAP}or{GAP}(?:so|more|less|longer))?{EDGE}",
    {
        "kind": pl.when(pl.col("old").is_null()).then(pl.lit("duration")).otherwise(pl.lit("age")),
        "unit": unit("unit"),
        "amount": number(pl.col("amount")) + pl.when(pl.col("half").is_not_null()).then(0.5).otherwise(0.0),
        "modifier": modifier("mod", "mod_in", "so"),
    },
)

ONE = Family(
    "one_unit",
    rf"(?<mod>{_BOUND}{GAP})?(?:an?|the{GAP}(?:past|last)|past){GAP}(?:(?:full|whole|entire){GAP})?(?<unit>second|minute|hour|day|week|fortnight|month|quarter|year|decade|century)"
    rf"(?:(?<half>{GAP}and{GAP}a{GAP}half))?(?<so>{GAP}or{GAP}(?:so|more|less|two))?{EDGE}",
    {
        "kind": pl.lit("duration"),
        "unit": unit("unit"),
        "amount": pl.when(pl.col("half").is_not_null()).then(1.5).otherwise(1.0),
        "modifier": modifier("mod", "so"),
    },
)

BARE = Family(
    "bare_units",
    rf"(?:(?:the|these|those){GAP})?(?:(?:past|coming|last|next|recent|early|final|following){GAP})?(?<unit>minutes|hours|days|weeks|months|years|decades|centuries){EDGE}(?:(?:-|{GAP})long{EDGE})?",
    {"kind": pl.lit("duration"), "unit": unit("unit")},
)

UNIT_LONG = Family(
    "unit_long",
    rf"(?<unit>hour|day|week|month|year|decade|century)-?long{EDGE}",
    {"kind": pl.lit("duration"), "unit": unit("unit"), "amount": pl.lit(1.0)},
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
        "kind": pl.lit("set"),
        "value": pl.col("often").str.to_lowercase().replace_strict(_OFTEN, default=None, return_dtype=pl.String),
    },
)

EVERY = Family(
    "every",
    rf"(?:every|each){GAP}(?:(?:other{GAP})?(?:(?<amount>{NUMBER}){GAP})?(?<unit>{UNIT})|(?<weekday>{WEEKDAY})(?:{GAP}(?<part>{PART_OF_DAY}))?|(?<month>{MONTH_NAME})|(?<day_part>{PART_OF_DAY})){EDGE}",
    {
        "kind": pl.lit("set"),
        "unit": unit("unit"),
        "amount": pl.when(pl.col("unit").is_not_null()).then(
            pl.coalesce(
                number(pl.col("amount")),
                pl.when(pl.col("text").str.contains("(?i)^(?:every|each)\\s+other")).then(2.0).otherwise(1.0),
            )
        ),
        "weekday": by_prefix("weekday", WEEKDAY_NUMBERS),
        "month": by_prefix("month", MONTH_NUMBERS),
        "part": pl.coalesce(by_prefix("part", PART_CODES), by_prefix("day_part", PART_CODES)),
    },
)

PLURALS = Family(
    "plural_days",
    rf"(?:(?<weekday>{WEEKDAY})(?:s|{GAP}(?<part>{PART_OF_DAY})s)|(?<weekdays>weekdays)|(?<weekends>weekends)){EDGE}",
    {
        "kind": pl.lit("set"),
        "weekday": by_prefix("weekday", WEEKDAY_NUMBERS),
        "part": by_prefix("part", PART_CODES),
        "value": pl.when(pl.col("weekdays").is_not_null())
        .then(pl.lit("XXXX-WXX-WD"))
        .when(pl.col("weekends").is_not_null())
        .then(pl.lit("XXXX-WXX-WE")),
    },
)

TIMES_A = Family(
    "times_a",
    rf"(?:once|twice|(?:{NUMBER}|several|many){GAP}times){GAP}(?:an?|each|every|per){GAP}(?<unit>{UNIT}){EDGE}|(?:per|an?){GAP}(?<unit_b>year|month|week|day|hour|quarter){EDGE}",
    {"kind": pl.lit("set"), "unit": pl.coalesce(unit("unit"), unit("unit_b")), "amount": pl.lit(1.0)},
)

LENGTHS = [EVERY, PLURALS, OFTEN, LENGTH, ONE, UNIT_LONG, BARE]
