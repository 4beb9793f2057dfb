"""Words that count from somewhere: "yesterday", "last week", "later this year", "a year earlier", "now"."""

import polars as pl

from transforms.temporal.grammar import Family, modifier, step
from transforms.temporal.words import (
    APOSTROPHE,
    EDGE,
    GAP,
    HYPHEN,
    NUMBER,
    PART_CODES,
    PART_OF_DAY,
    UNIT,
    VAGUE,
    any_of,
    by_prefix,
    number,
    unit,
)

_OF = rf"{GAP}of{GAP}"
_WHEN = (
    rf"(?:(?:the{GAP})?(?:very{GAP})?(?:beginning|start|middle|end|close|latter{GAP}part|early{GAP}part){_OF}"
    rf"|(?:earlier|early|later|late|mid|sometime|around|about)(?:{HYPHEN}(?:(?:in|on){GAP})?))"
)

DEICTIC = Family(
    "deictic",
    rf"(?:(?<mod>early|late|earlier|later|around){GAP})?(?:the{GAP}day{GAP}(?<beyond>before{GAP}yesterday|after{GAP}tomorrow)"
    rf"|(?<day>today|yesterday|tomorrow)(?:{GAP}(?<part>{PART_OF_DAY}))?|(?<tonight>tonight)){EDGE}",
    {
        "kind": pl.lit("shift"),
        "unit": pl.lit("day"),
        "step": pl.coalesce(
            pl.col("beyond")
            .str.to_lowercase()
            .str.head(3)
            .replace_strict({"bef": -2, "aft": 2}, default=None, return_dtype=pl.Int32),
            pl.col("day")
            .str.to_lowercase()
            .replace_strict({"today": 0, "yesterday": -1, "tomorrow": 1}, default=0, return_dtype=pl.Int32),
        ),
        "part": pl.coalesce(by_prefix("part", PART_CODES), by_prefix("tonight", PART_CODES)),
        "modifier": modifier("mod"),
    },
)

_PERIOD = any_of("week weekend fortnight month quarter year decade century")

# "last week", "earlier this month", "the current fiscal year", "the end of next quarter", "this past weekend"
PERIOD = Family(
    "period",
    rf"(?<mod>{_WHEN})?(?:the{GAP})?(?<which>last|next|this{GAP}past|this{GAP}coming|this|past|coming|previous|current"
    rf"|following|upcoming|preceding|prior){GAP}(?:(?:full|whole|entire|fiscal|financial|calendar|business|trading){GAP})?(?<unit>{_PERIOD}){EDGE}",
    {
        "kind": pl.lit("shift"),
        "unit": unit("unit"),
        "step": step("which"),
        "focus": pl.col("which").str.contains("(?i)^(?:previous|following|preceding|prior)"),
        "modifier": modifier("mod"),
    },
)

# "last night", "this morning", "the next morning"
PART_OF_A_DAY = Family(
    "part_of_day",
    rf"(?:(?<mod>early|late|earlier|later){GAP})?(?<which>last|this|(?:the{GAP})?(?:next|previous|following)|the|that){GAP}(?<part>{PART_OF_DAY}){EDGE}",
    {
        "kind": pl.lit("shift"),
        "unit": pl.lit("day"),
        "step": step("which").fill_null(0),
        "part": by_prefix("part", PART_CODES),
        "focus": pl.col("which").str.contains("(?i)next|previous|following|that"),
        "modifier": modifier("mod"),
    },
)

# "the quarter", "that day", "the end of the month", "the same period", "the latest quarter"
IN_FOCUS = Family(
    "in_focus",
    rf"(?<mod>{_WHEN})?(?:the{GAP}(?<which>same|latest|full|current)|the|that)(?:{GAP}(?:fiscal|financial))?{GAP}(?<unit>day|week|weekend|month|quarter|year|decade|century){EDGE}",
    {
        "kind": pl.lit("shift"),
        "unit": unit("unit"),
        "step": pl.lit(0),
        "focus": pl.lit(True),
        "modifier": modifier("mod"),
    },
)

# "a year ago", "two weeks earlier", "more than four decades ago", "three days from now"
SHIFT = Family(
    "shift",
    rf"(?:(?<mod>about|around|roughly|approximately|some|nearly|almost|more{GAP}than|less{GAP}than|over|just{GAP}over|just){GAP})?"
    rf"(?:(?<amount>{NUMBER})|(?<one>an?)|(?<vague>{VAGUE})){HYPHEN}(?<unit>{UNIT})(?<so>{GAP}or{GAP}so)?"
    rf"{HYPHEN}(?<tail>ago|earlier|previously|later|before|from{GAP}now|hence){EDGE}",
    {
        "kind": pl.when(pl.col("vague").is_null())
        .then(pl.lit("shift"))
        .when(pl.col("tail").str.contains("(?i)later|from|hence"))
        .then(pl.lit("future"))
        .otherwise(pl.lit("past")),
        "unit": unit("unit"),
        "amount": pl.coalesce(number(pl.col("amount")), pl.when(pl.col("one").is_not_null()).then(1.0)),
        "step": pl.when(pl.col("tail").str.contains("(?i)later|from|hence")).then(1).otherwise(-1),
        "focus": pl.col("tail").str.contains("(?i)earlier|later|before|previously"),
        "modifier": modifier("mod", "so"),
    },
)

# "the year-ago quarter", "year-earlier", "the same period last year", "the corresponding period a year earlier"
YEAR_AGO = Family(
    "year_ago",
    rf"(?:the{GAP})?(?:comparable{GAP}|same{GAP})?year{HYPHEN}(?:ago|earlier)(?:{GAP}(?:(?<unit_a>quarter|month|week|period)))?{EDGE}"
    rf"|the{GAP}(?:same|comparable|corresponding|equivalent){GAP}(?<unit_b>quarter|month|week|period|time){GAP}(?:of{GAP})?(?:(?:the{GAP})?last{GAP}year|a{GAP}year{GAP}(?:ago|earlier)|(?:the{GAP})?previous{GAP}year){EDGE}",
    {
        "kind": pl.lit("year_ago"),
        "unit": pl.coalesce("unit_a", "unit_b").str.to_lowercase(),
        "step": pl.lit(-1),
        "focus": pl.lit(True),
    },
)

_PRESENT = "now currently current today's_day right_now at_present these_days nowadays at_the_moment at_this_time"
_PAST = "recently recent previously more_recently most_recently the_past the_recent_past lately formerly"
_FUTURE = "soon the_future future the_near_future the_near_term the_foreseeable_future the_short_term the_long_term"

REFERENCES = Family(
    "reference",
    rf"(?:(?<present>{any_of(_PRESENT)})|(?<past>{any_of(_PAST)})|(?<future>{any_of(_FUTURE)})){EDGE}",
    {
        "kind": pl.lit("fixed"),
        "value": pl.when(pl.col("present").is_not_null())
        .then(pl.lit("PRESENT_REF"))
        .when(pl.col("past").is_not_null())
        .then(pl.lit("PAST_REF"))
        .otherwise(pl.lit("FUTURE_REF")),
    },
)

RELATIVE = [DEICTIC, YEAR_AGO, PERIOD, PART_OF_A_DAY, IN_FOCUS, SHIFT, REFERENCES]

__all__ = ["APOSTROPHE", "RELATIVE"]
