"""Deictic expressions: "yesterday", "last week", "later this year", "a year earlier", "now"."""

from transforms.temporal.rules.lexicon import (
    AND_A_HALF,
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
    figure,
    singular,
    unit,
    whole_number,
)
from transforms.temporal.rules.rule import (
    Family,
    Groups,
    either,
    group,
    length_of,
    looked_up,
    lower,
    matches,
    modifier,
    said,
    step,
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
        "kind": "shift",
        "unit": "day",
        "step": either(by_prefix({"bef": -2, "aft": 2}, "beyond"), by_prefix({"yes": -1, "tom": 1}, "day", "day_b"), 0),
        "part": by_prefix(PART_CODES, "part", "part_b", "tonight"),
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
        "kind": "shift",
        "unit": unit("unit"),
        "step": step("which"),
        "focus": matches("which", "^(?:previous|following|preceding|prior)"),
        "modifier": modifier("mod"),
    },
)

# "last night", "this morning", "the next morning", "mid-afternoon", "overnight"
PART_OF_A_DAY = Family(
    "part_of_day",
    rf"(?:(?:(?<mod>early|late|earlier|later){GAP})?(?<which>last|this|(?:the{GAP})?(?:next|previous|following)|the|that){GAP}(?<part>{PART_OF_DAY})"
    rf"|(?:the{GAP})?(?<mod_b>mid|late|early)(?:-|{GAP})(?<part_b>morning|afternoon|evening)|(?<overnight>overnight)){EDGE}",
    {
        "kind": "shift",
        "unit": "day",
        # What went on overnight went on in the night before publication.
        "step": either(said("overnight", -1), step("which"), 0),
        "part": either(by_prefix(PART_CODES, "part", "part_b"), said("overnight", "NI")),
        "focus": matches("which", "next|previous|following|that"),
        "modifier": modifier("mod", "mod_b"),
    },
)

# "the quarter", "that day", "the end of the month", "the same period", "the latest quarter"
IN_FOCUS = Family(
    "in_focus",
    rf"the{GAP}(?<day_b>day){GAP}(?<side>before|after){EDGE}|(?<mod>{_WHEN})?(?:the{GAP}(?:same|latest|full|current|entire|whole)|that{GAP}same|the|that)(?:{GAP}(?:fiscal|financial))?{GAP}(?<unit>day|week|weekend|month|quarter|year|decade|century){EDGE}"
    rf"|(?:the{GAP})?(?<which>next|following|previous|preceding){GAP}(?<day>day){EDGE}",
    {
        "kind": "shift",
        "unit": unit("unit", "day", "day_b"),
        "step": either(step("which"), looked_up({"before": -1, "after": 1}, "side"), 0),
        "focus": True,
        "modifier": modifier("mod"),
    },
)


_WITHIN_A_DAY = {"hour", "minute", "second"}


def _shift_step(groups: Groups) -> int:
    return -1 if (group(groups, "tail", "tail_b") or "").lower() in {"ago", "earlier"} or groups["today"] else 1


def _shift_amount(groups: Groups) -> float | None:
    words = group(groups, "amount", "amount_b", "amount_c", "one", "one_b", "one_c")
    count = None if words is None else figure(words)
    if groups["years"] is not None:
        months = figure(groups["months"] or "") or 0
        return 12 * (figure(groups["years"]) or 0) + months
    return count if count is None or groups["half"] is None else count + 0.5


def _shift_kind(groups: Groups) -> str:
    # "Two hours later" tells how long it took, not on which day it was.
    short = singular(group(groups, "unit", "bare", "unit_b") or "") in _WITHIN_A_DAY
    if short and (groups["tail"] or "").lower() in {"earlier", "later"}:
        return "duration"
    if groups["today"] is not None:
        return "same_day"
    if groups["vague"] is None and groups["bare"] is None:
        return "shift"
    return "past" if _shift_step(groups) < 0 else "future"


def _shift_focus(groups: Groups) -> bool:
    """ "Two weeks earlier" counts from the text's own day, and so may "a year ago", but not "a year from now"."""
    a_year = groups["one"] is not None and groups["half"] is None and singular(groups["unit"] or "") == "year"
    tail = (groups["tail"] or "").lower()
    return tail in {"earlier", "later"} or (a_year and tail == "ago")


# "a year ago", "two weeks earlier", "more than four decades ago", "three days from now", "years ago", "two weeks' time"
SHIFT = Family(
    "shift",
    rf"(?:(?<amount_c>{NUMBER})|(?<one_c>an?)){GAP}(?<unit_d>years?|months?){GAP}ago{GAP}(?<today>today){EDGE}|"
    rf"(?<mod>(?:about|around|roughly|approximately|some|nearly|almost|more{GAP}than|less{GAP}than|at{GAP}least|just{GAP}over|just{GAP}under|over|well{GAP}over){GAP})?"
    rf"(?:(?:(?<amount>{NUMBER})(?:{GAP}(?:or|to){GAP}{NUMBER})?|(?<one>an?)|(?<vague>{VAGUE})){HYPHEN}(?<unit>{UNIT})(?<half>{AND_A_HALF})?(?<so>{GAP}or{GAP}(?:so|two|more))?|(?<bare>minutes|hours|days|weeks|months|years|decades|centuries))"
    rf"{HYPHEN}(?<tail>ago|earlier|later|from{GAP}now|hence){EDGE}"
    rf"|(?:(?<amount_b>{NUMBER})|(?<one_b>an?)){GAP}(?<unit_b>{UNIT}){APOSTROPHE}s?{GAP}time{EDGE}"
    rf"|(?<years>{NUMBER}|an?){HYPHEN}years?(?:,|,?{GAP}and)?{GAP}(?<months>{NUMBER}|an?){HYPHEN}(?<unit_c>months?){GAP}(?<tail_b>ago|earlier|later|from{GAP}now){EDGE}",
    {
        "kind": _shift_kind,
        "unit": unit("unit", "bare", "unit_b", "unit_c", "unit_d"),
        "amount": _shift_amount,
        "step": _shift_step,
        "focus": _shift_focus,
        "modifier": modifier("mod", "so"),
    },
)

# "the week after next", "the weekend before last"
BEYOND = Family(
    "beyond",
    rf"the{GAP}(?<unit>week|weekend|month|quarter|year){GAP}(?<side>after{GAP}next|before{GAP}last){EDGE}",
    {"kind": "shift", "unit": lower("unit"), "step": by_prefix({"aft": 2, "bef": -2}, "side")},
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
    rf"|(?:the{GAP}{_SAME}|this|the){GAP}(?<unit_b>quarter|month|week|period|time|half|day){GAP}{_A_YEAR_BEFORE}{EDGE}",
    {
        "kind": "year_ago",
        "unit": lower("unit_a", "unit_b", "unit_c"),
        "skip": length_of("article"),
    },
)

# "the latest period", "the 1988 quarter", "year-end", "the year to date"
REPORTED = Family(
    "reported_period",
    rf"the{GAP}latest{GAP}(?<latest>period|quarter|half){EDGE}|(?:the{GAP})?(?<year>19[0-9]{{2}}|20[0-9]{{2}}){GAP}(?<unit>quarter|period){EDGE}",
    {
        "kind": "reported",
        "year": whole_number("year"),
        "unit": lower("latest", "unit"),
    },
)

YEAR_END = Family(
    "end_of_unit",
    rf"(?:(?:the{GAP})?(?:(?<unit>year|month|quarter)(?:{APOSTROPHE}s)?|(?<unit_d>week){APOSTROPHE}s)(?:-|{GAP})(?<edge>end){EDGE}|(?:the{GAP})?(?<edge_b>end|start|beginning|middle){GAP}of{GAP}(?<unit_c>year|month){EDGE}|(?<mid>mid)-?(?<unit_b>year|month|week){EDGE}|(?:the{GAP})?(?<date>year|month|quarter)(?:-|{GAP})to(?:-|{GAP})date{EDGE})",
    {
        "kind": "shift",
        "unit": lower("unit", "unit_b", "unit_c", "unit_d", "date"),
        "step": 0,
        "modifier": modifier("edge", "edge_b", "mid"),
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
        "kind": "fixed",
        "value": either(said("present", "PRESENT_REF"), said("past", "PAST_REF"), "FUTURE_REF"),
    },
)


# What each family reads, in news of Saturday, 2025-03-15, and what only looks like it.
EXAMPLES = {
    "deictic": {"yesterday": "2025-03-14", "tomorrow": "2025-03-16"},
    "period": {"last year": "2024", "this week": "2025-W11"},
    "part_of_day": {"this morning": "2025-03-15TMO", "overnight": "2025-03-14TNI"},
    "in_focus": {"that day": "2025-03-15"},
    "shift": {"two weeks ago": "2025-W09", "three years ago": "2022"},
    "year_ago": {"the year-ago quarter": "2023-Q4"},
    "reported_period": {"the latest quarter": "2024-Q4"},
    "beyond": {"the week after next": "2025-W13", "the month before last": "2025-01"},
    "end_of_unit": {"year-end": "2024"},
    "reference": {"now": "PRESENT_REF", "recently": "PAST_REF"},
}
LOOK_ALIKES = ("The Now show is on.", "He is the man of the year.")
