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

# "late yesterday", "tomorrow morning", "mid-afternoon yesterday", "the day before yesterday", "tonight"
DEICTIC = Family(
    "deictic",
    rf"(?:(?:(?<mod>early|late){GAP})?(?:the{GAP}day{GAP}(?<beyond>before{GAP}yesterday|after{GAP}tomorrow)"
    rf"|(?<day>today|yesterday|tomorrow)(?:{GAP}(?<part>{PART_OF_DAY}))?|(?<tonight>tonight))"
    rf"|(?:(?<mod_b>mid|late|early){HYPHEN})?(?<part_b>{PART_OF_DAY}){GAP}(?<day_b>today|yesterday|tomorrow)){EDGE}",
    {
        "kind": pl.lit("shift"),
        "unit": pl.lit("day"),
        "step": pl.coalesce(
            pl.col("beyond")
            .str.to_lowercase()
            .str.head(3)
            .replace_strict({"bef": -2, "aft": 2}, default=None, return_dtype=pl.Int32),
            pl.coalesce("day", "day_b")
            .str.to_lowercase()
            .replace_strict({"today": 0, "yesterday": -1, "tomorrow": 1}, default=0, return_dtype=pl.Int32),
        ),
        "part": pl.coalesce(
            by_prefix("part", PART_CODES), by_prefix("part_b", PART_CODES), by_prefix("tonight", PART_CODES)
        ),
        "modifier": modifier("mod", "mod_b"),
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

# "last night", "this morning", "the next morning", "mid-afternoon", "overnight"
PART_OF_A_DAY = Family(
    "part_of_day",
    rf"(?:(?:(?<mod>early|late|earlier|later){GAP})?(?<which>last|this|(?:the{GAP})?(?:next|previous|following)|the|that){GAP}(?<part>{PART_OF_DAY})"
    rf"|(?:the{GAP})?(?<mod_b>mid|late|early)(?:-|{GAP})(?<part_b>morning|afternoon|evening)|(?<overnight>overnight)){EDGE}",
    {
        "kind": pl.lit("shift"),
        "unit": pl.lit("day"),
        # What went on overnight went on in the night before publication.
        "step": pl.when(pl.col("overnight").is_not_null()).then(-1).otherwise(step("which").fill_null(0)),
        "part": pl.coalesce(
            by_prefix("part", PART_CODES),
            by_prefix("part_b", PART_CODES),
            pl.when(pl.col("overnight").is_not_null()).then(pl.lit("NI")),
        ),
        "focus": pl.col("which").str.contains("(?i)next|previous|following|that"),
        "modifier": modifier("mod", "mod_b"),
    },
)

# "the quarter", "that day", "the end of the month", "the same period", "the latest quarter"
IN_FOCUS = Family(
    "in_focus",
    rf"(?<mod>{_WHEN})?(?:the{GAP}(?:same|latest|full|current|entire|whole)|the|that)(?:{GAP}(?:fiscal|financial))?{GAP}(?<unit>day|week|weekend|month|quarter|year|decade|century){EDGE}"
    rf"|(?:the{GAP})?(?<which>next|following|previous|preceding){GAP}(?<day>day){EDGE}",
    {
        "kind": pl.lit("shift"),
        "unit": pl.coalesce(unit("unit"), pl.col("day").str.to_lowercase()),
        "step": step("which").fill_null(0),
        "focus": pl.lit(True),
        "modifier": modifier("mod"),
    },
)

# "a year ago", "two weeks earlier", "more than four decades ago", "three days from now", "years ago"
SHIFT = Family(
    "shift",
    rf"(?<mod>(?:about|around|roughly|approximately|some|nearly|almost|more{GAP}than|less{GAP}than|at{GAP}least|just{GAP}over|just{GAP}under|over|well{GAP}over){GAP})?"
    rf"(?:(?:(?<amount>{NUMBER})(?:{GAP}(?:or|to){GAP}{NUMBER})?|(?<one>an?)|(?<vague>{VAGUE})){HYPHEN}(?<unit>{UNIT})(?<so>{GAP}or{GAP}(?:so|two|more))?|(?<bare>minutes|hours|days|weeks|months|years|decades|centuries))"
    rf"{HYPHEN}(?<tail>ago|earlier|later|from{GAP}now|hence){EDGE}",
    {
        "kind": pl.when(pl.col("vague").is_null() & pl.col("bare").is_null())
        .then(pl.lit("shift"))
        .when(pl.col("tail").str.contains("(?i)later|from|hence"))
        .then(pl.lit("future"))
        .otherwise(pl.lit("past")),
        "unit": unit("unit"),
        "amount": pl.coalesce(number(pl.col("amount")), pl.when(pl.col("one").is_not_null()).then(1.0)),
        "step": pl.when(pl.col("tail").str.contains("(?i)later|from|hence")).then(1).otherwise(-1),
        "focus": pl.col("tail").str.contains("(?i)earlier|later")
        | (pl.col("one").is_not_null() & (unit("unit") == "year")),
        "modifier": modifier("mod", "so"),
    },
)

_SAME = any_of("same comparable corresponding equivalent like")
_A_YEAR_BEFORE = (
    rf"(?:(?:of{GAP})?(?:(?:the{GAP})?(?:last|previous|prior){GAP}year|a{GAP}year{GAP}(?:ago|earlier|before)))"
)
# "the year-ago quarter", "year-earlier", "the same period last year", "last year's quarter"
YEAR_AGO = Family(
    "year_ago",
    rf"(?:the{GAP}(?:{_SAME}{GAP})?)?year(?:-|{GAP})(?:ago|earlier){GAP}(?<unit_a>quarter|month|week|period|half){EDGE}"
    rf"|(?<article>(?:the|an?){GAP})?year-(?:ago|earlier){EDGE}|last{GAP}year{APOSTROPHE}s{GAP}(?<unit_c>quarter|period){EDGE}"
    rf"|the{GAP}{_SAME}{GAP}(?<unit_b>quarter|month|week|period|time|half|day){GAP}{_A_YEAR_BEFORE}{EDGE}",
    {
        "kind": pl.lit("year_ago"),
        "unit": pl.coalesce("unit_a", "unit_b", "unit_c").str.to_lowercase(),
        "skip": pl.col("article").str.len_chars(),
    },
)

# "the latest period", "the 1988 quarter", "year-end", "the year to date"
REPORTED = Family(
    "reported_period",
    rf"the{GAP}latest{GAP}(?<latest>period|quarter|half){EDGE}|(?:the{GAP})?(?<year>19[0-9]{{2}}|20[0-9]{{2}}){GAP}(?<unit>quarter|period){EDGE}",
    {
        "kind": pl.lit("reported"),
        "year": pl.col("year").cast(pl.Int32, strict=False),
        "unit": pl.coalesce("latest", "unit").str.to_lowercase(),
    },
)

YEAR_END = Family(
    "end_of_unit",
    rf"(?:(?:the{GAP})?(?<unit>year|month|quarter)(?:-|{GAP})(?<edge>end){EDGE}|(?<mid>mid)-?(?<unit_b>year|month|week){EDGE}|(?<date>year|month|quarter)(?:-|{GAP})to(?:-|{GAP})date{EDGE})",
    {
        "kind": pl.lit("shift"),
        "unit": pl.coalesce("unit", "unit_b", "date").str.to_lowercase(),
        "step": pl.lit(0),
        "modifier": modifier("edge", "mid"),
    },
)

_PRESENT = "now currently current at_present these_days nowadays at_the_moment"
_PAST = "recently more_recently most_recently the_past the_recent_past the_distant_past lately"
_FUTURE = (
    "soon the_future the_near_future near_future the_near_term the_foreseeable_future the_short_term "
    "the_not-too-distant_future"
)

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

RELATIVE = [DEICTIC, YEAR_AGO, REPORTED, YEAR_END, PERIOD, PART_OF_A_DAY, IN_FOCUS, SHIFT, REFERENCES]
