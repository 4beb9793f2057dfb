"""What a text is about when it says "the quarter", "a year earlier", "that day": the period named just before.

Also which day a bare clock time falls on, and from which day "yesterday" counts inside a quotation.
"""

import numpy as np
import numpy.typing as npt
import polars as pl

from transforms import spans
from transforms.temporal.resolution import months_of, shift

Int64s = npt.NDArray[np.int64]

# A length of months that a report is about: "the first nine months", "the six months ended June 30".
_REPORTED_MONTHS = r"(?i)^(?:the|its)?\s*(?:first|latest|the)?\s*(?:three|six|nine|12|twelve|[369])[- ]months?$"
_SPEECH = (
    r"(?i)\b(?:said|says|told\s+[^,.;:\"]{1,30}|added|announced|declared|wrote|posted|tweeted|stated|in a (?:statement|speech"
    r"|interview)(?:\s+with\s+[^,.;:\"]{1,30})?)(?:\s+(?:late|early|on|in a statement(?: on)?))*\s$"
)


def previous(mentions: pl.DataFrame, chosen: pl.Expr) -> Int64s:
    """Row number of the last chosen mention before each one in the same text; -1 where there is none."""
    rows = np.arange(mentions.height)
    mask = mentions.select(chosen.fill_null(False)).to_series().to_numpy()
    latest = np.maximum.accumulate(np.where(mask, rows, -1)) if mentions.height else rows
    before = np.concatenate([[-1], latest[:-1]]).astype(np.int64)[: mentions.height]
    text_no = mentions["text_no"].to_numpy()
    same = (before >= 0) & (text_no[np.maximum(before, 0)] == text_no)
    return np.where(same, before, -1)


def _at(mentions: pl.DataFrame, column: str, rows: Int64s) -> pl.Series:
    """A column's values at the given rows, null for -1."""
    index = pl.Series(rows).set(pl.Series(rows < 0), None).cast(pl.UInt32)
    return mentions[column].gather(index)


def refer(mentions: pl.DataFrame) -> pl.DataFrame:
    """Place the mentions that count from another mention.

    Takes placed mentions in reading order with sentence_no; sets `granularity`, `first` and `anchor` of those with
    `focus`, and of the kinds year_ago and reported.
    """
    kind, unit = pl.col("kind"), pl.col("unit")
    own = ~pl.col("focus").fill_null(False) & pl.col("first").is_not_null() & pl.col("hour").is_null()
    # A report is about a quarter that is over.
    over = (months_of(pl.col("first")) + 3) <= months_of(pl.col("published_on"))
    quarter = previous(mentions, own & (pl.col("granularity") == "quarter") & over)
    months = previous(mentions, (kind == "duration") & pl.col("text").str.contains(_REPORTED_MONTHS))
    month = previous(mentions, own & (pl.col("granularity") == "month"))
    sentence = mentions["sentence_no"].to_numpy()
    month = np.where((month >= 0) & (sentence[np.maximum(month, 0)] == sentence), month, -1)
    months = np.where((months >= 0) & (sentence[np.maximum(months, 0)] == sentence), months, -1)
    day = previous(mentions, own & (pl.col("granularity") == "day"))
    any_date = previous(mentions, own & pl.col("granularity").is_in(["day", "week", "month", "quarter", "year"]))
    period = np.maximum(quarter, month)
    mentions = mentions.with_columns(
        _quarter=_at(mentions, "first", quarter),
        _period=_at(mentions, "first", period),
        _period_unit=_at(mentions, "granularity", period),
        _months=pl.Series(months > period),
        _day=_at(mentions, "first", day),
        _any=_at(mentions, "first", any_date),
    )
    pub, step = pl.col("published_on"), pl.col("step")
    last_quarter = shift(pub, pl.lit("quarter"), pl.lit(-1.0))
    in_quarter = pl.coalesce("_quarter", last_quarter)

    # "a year earlier": the same quarter or month of the year before, or just the year before.
    by_year = (kind == "shift") & pl.col("focus") & (unit == "year") & pl.coalesce("amount", 1.0).eq(1.0) & (step == -1)
    named = pl.col("rule") == "shift"
    year_ago = (kind == "year_ago") | (by_year & named)
    wanted = (
        pl.when((kind == "year_ago") & unit.is_in(["quarter", "month", "week", "half", "day"]))
        .then(unit)
        .when(pl.col("_months"))
        .then(pl.lit("year"))
        .otherwise(pl.coalesce("_period_unit", pl.when(kind == "year_ago").then(pl.lit("quarter")), pl.lit("year")))
    )
    base = (
        pl.when(wanted == "quarter")
        .then(in_quarter)
        .when(wanted == pl.col("_period_unit"))
        .then(pl.col("_period"))
        .otherwise(pub)
    )
    back = wanted.replace_strict({"quarter": -4.0, "half": -2.0, "month": -12.0, "week": -52.0, "day": -365.0}, default=-1.0, return_dtype=pl.Float64)
    a_year_ago = shift(base, wanted, back)

    # "the latest quarter", "the 1988 period": the quarter in focus, in that year.
    reported = kind == "reported"
    stated = pl.col("year") - pl.col("_quarter").dt.year().cast(pl.Int32)
    has_quarter = pl.col("_quarter").is_not_null()
    in_year = pl.col("year").is_not_null()
    reported_unit = pl.when(in_year & ~has_quarter & (unit != "quarter")).then(pl.lit("year")).otherwise(pl.lit("quarter"))
    moved = shift(in_quarter, pl.lit("quarter"), 4.0 * stated)
    reported_first = (
        pl.when(~in_year)
        .then(in_quarter)
        .when(has_quarter)
        .then(moved)
        .otherwise(shift(last_quarter, pl.lit("quarter"), 4.0 * (pl.col("year") - last_quarter.dt.year().cast(pl.Int32))))
    )

    # "the quarter", "that day", "the following year"
    plain = (kind == "shift") & pl.col("focus").fill_null(False) & ~(by_year & named)
    that_base = (
        pl.when(unit == "quarter")
        .then(in_quarter)
        .when(unit == "day")
        .then(pl.coalesce("_day", pub))
        .otherwise(pl.coalesce("_any", pub))
    )
    that_base = pl.when((pl.col("rule") == "in_focus") & unit.is_in(["year", "month", "week", "weekend", "decade", "century"]) & ~pl.col("text").str.contains("(?i)that|same")).then(pub).otherwise(that_base)
    weekend_back = (unit == "weekend") & (pl.col("rule") == "in_focus") & (pub.dt.weekday() < 6)
    steps = step * pl.coalesce("amount", 1.0) - pl.when(weekend_back & (pl.col("tense").fill_null(0) != 1)).then(1.0).otherwise(0.0)
    that = shift(that_base, unit, steps)

    first = (
        pl.when(year_ago)
        .then(a_year_ago)
        .when(reported)
        .then(pl.when(reported_unit == "year").then(shift(pub, pl.lit("year"), (pl.col("year") - pub.dt.year().cast(pl.Int32)).cast(pl.Float64))).otherwise(reported_first))
        .when(plain)
        .then(that)
        .otherwise(pl.col("first"))
    )
    granularity = (
        pl.when(year_ago).then(wanted).when(reported).then(reported_unit).otherwise(pl.col("granularity"))
    )
    mentions = mentions.with_columns(
        first=first,
        granularity=granularity,
        anchor=pl.when(year_ago | reported | plain).then(pl.lit("mention")),
    )
    return mentions.drop("_quarter", "_period", "_period_unit", "_months", "_day", "_any")


def days_of_times(mentions: pl.DataFrame) -> pl.DataFrame:
    """Let a clock time without a day take the day its sentence names, rather than the day of publication."""
    bare = (
        (pl.col("kind") == "shift")
        & (pl.col("step") == 0)
        & (pl.col("rule").is_in(["clock"]) | (pl.col("rule") == "part_of_day") & ~pl.col("text").str.contains("(?i)^(?:this|over)"))
        & ~pl.col("text").str.contains("(?i)today|tonight")
    )
    is_day = (pl.col("granularity") == "day") & pl.col("first").is_not_null() & ~bare
    before = previous(mentions, is_day)
    reversed_rows = mentions.reverse()
    after = mentions.height - 1 - previous(reversed_rows, is_day)[::-1]
    after = np.where(after >= mentions.height, -1, after)
    sentence = mentions["sentence_no"].to_numpy()

    def near(rows: Int64s) -> Int64s:
        return np.where((rows >= 0) & (sentence[np.maximum(rows, 0)] == sentence), rows, -1)

    before, after = near(before), near(after)
    start, end = mentions["start_byte"].to_numpy().astype(np.int64), mentions["end_byte"].to_numpy().astype(np.int64)
    gap_after = np.where(after >= 0, start[np.maximum(after, 0)] - end, 1 << 40)
    gap_before = np.where(before >= 0, start - end[np.maximum(before, 0)], 1 << 40)
    chosen = np.where(gap_after < gap_before, after, before)
    day = _at(mentions, "first", chosen)
    return mentions.with_columns(first=pl.when(bare).then(pl.coalesce(day, pl.col("first"))).otherwise(pl.col("first")))


def speech_days(mentions: pl.DataFrame, texts: pl.DataFrame) -> pl.DataFrame:
    """Inside a quotation count "yesterday" from the day the words were said, where the sentence tells it."""
    deictic = pl.col("rule") == "deictic"
    keys = ["text_no", "sentence_no"]
    named = mentions.filter(pl.col("kind").is_in(["weekday", "day"]), pl.col("granularity") == "day", pl.col("first").is_not_null())
    named = named.join(mentions.filter(deictic).select(keys).unique(), on=keys, how="semi")
    if named.is_empty():
        return mentions
    said = spans.around(named, texts, before=60, after=0).filter(pl.col("before").str.contains(_SPEECH))
    said = said.select(*keys, _said="first", _said_at="start_byte").unique(keys, keep="last", maintain_order=True)
    mentions = mentions.join(said, on=keys, how="left", maintain_order="left")
    asked = deictic & pl.col("_said").is_not_null()
    counted = shift(pl.col("_said"), pl.lit("day"), pl.col("step").cast(pl.Float64))
    # Only what stands within quotation marks: an odd number of marks before it in its sentence.
    rows = mentions.with_row_index("_row").filter(asked)
    marks = spans.around(rows, texts, before=400, after=0).select(
        "_row", _quoted=pl.col("before").str.replace(r"(?s)^.*\n", "").str.count_matches("[\"\u201c\u201d]|``|''") % 2 == 1
    )
    mentions = mentions.with_row_index("_row").join(marks, on="_row", how="left", maintain_order="left")
    use = asked & pl.col("_quoted").fill_null(False)
    return mentions.with_columns(
        first=pl.when(use).then(counted).otherwise(pl.col("first")),
        anchor=pl.when(use).then(pl.lit("mention")).otherwise(pl.col("anchor")),
    ).drop("_row", "_said", "_said_at", "_quoted")
