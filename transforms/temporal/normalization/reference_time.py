"""Reference time: the period that "the quarter", "a year earlier" and "that day" refer to, named just before."""

import numpy as np
import polars as pl

from transforms.columns.dtypes import Int64s
from transforms.temporal.normalization.antecedents import ASKED, at, masks, placed, previous, same_sentence
from transforms.temporal.normalization.calendar import (
    AS_UNIT,
    NONE,
    civil,
    dates,
    ints,
    month_of,
    months_of,
    of_months,
    shift,
    weekday_of,
    year_of,
)
from transforms.temporal.normalization.placing_periods import steps

# A length of months that a report is about: "the first nine months", "the six months ended June 30".
_REPORTED_MONTHS = r"(?i)^(?:the|its)?\s*(?:first|latest|the)?\s*(?:three|six|nine|12|twelve|[369])[- ]months?$"


def refer(mentions: pl.DataFrame) -> pl.DataFrame:
    """Place the mentions that count from another mention.

    Takes placed mentions in reading order with sentence_no; sets `granularity`, `first` and `anchor` of those with
    `focus`, and of the kinds year_ago and reported.
    """
    mentions = _quarters_ended(mentions)
    kind = pl.col("kind")
    in_focus = pl.col("focus").fill_null(False) & (kind != "quarter_ended")
    asks = in_focus | kind.is_in(["year_ago", "reported"])
    asking = mentions.select(asks).to_series().fill_null(False)
    everything = mentions
    concerned = np.zeros(int(mentions["text_no"].to_numpy().max(initial=0)) + 1, dtype=bool)
    concerned[mentions["text_no"].filter(asking).to_numpy()] = True
    mentions = (
        mentions.select(ASKED).with_row_index("_row").filter(pl.Series(concerned[mentions["text_no"].to_numpy()]))
    )
    asking = mentions.select(asks).to_series().fill_null(False)
    text_no = ints(mentions["text_no"])
    unit = pl.col("granularity")
    marks = masks(
        mentions,
        own=~asks & pl.col("first").is_not_null() & pl.col("hour").is_null(),
        quarter=unit == "quarter",
        month=unit == "month",
        day=unit == "day",
        dated=unit.is_in(["day", "week", "month", "quarter", "year"]),
        year=(kind == "year") & (pl.col("first") <= pl.col("published_on")),
        length=kind == "duration",
    )
    own = marks["own"]
    # A report is about a quarter that is over.
    quarters = np.flatnonzero(own & marks["quarter"])
    published = ints(mentions["published_on"])[quarters]
    following = of_months(months_of(ints(mentions["first"])[quarters]) + 3)
    over = np.zeros(len(own), dtype=bool)
    over[quarters] = (published == NONE) | (following <= published)
    quarter = previous(text_no, over)
    month = same_sentence(mentions, previous(text_no, own & marks["month"]))
    lengths = np.flatnonzero(marks["length"])
    reported = np.zeros(len(own), dtype=bool)
    reported[lengths] = mentions["text"][pl.Series(lengths)].str.contains(_REPORTED_MONTHS).to_numpy()
    length = same_sentence(mentions, previous(text_no, reported))
    day = previous(text_no, own & marks["day"])
    dated = previous(text_no, own & marks["dated"])
    monthly = same_sentence(mentions, previous(text_no, own & (marks["month"] | marks["day"])), back=1)
    # "profit of $5 in 2025, against a loss of $2 a year earlier": a stated year, if it was named just before.
    year = previous(text_no, own & marks["year"])
    period = np.maximum(np.maximum(quarter, month), same_sentence(mentions, year, back=1))
    rows = mentions.with_columns(
        _quarter=at(mentions, "first", quarter),
        _period=at(mentions, "first", period),
        _period_unit=at(mentions, "granularity", period),
        _by_length=pl.Series(length > period),
        _day=at(mentions, "first", day),
        _dated=at(mentions, "first", dated),
        _month_named=at(mentions, "first", monthly),
    ).filter(asking)
    rows = rows.with_columns(_ago=(kind == "year_ago") | _A_YEAR_AGO)
    for way, chosen in (
        (_a_year_ago, pl.col("_ago")),
        (_reported, (kind == "reported")),
        (_that, ~pl.col("_ago") & (kind == "shift")),
        (_weekday_from, kind == "weekday"),
        (_day_of_that_month, kind == "day_of_month"),
    ):
        part = rows.filter(chosen.fill_null(False))
        if part.height:
            day_numbers, units = way(part)
            everything = placed(everything, part["_row"], dates(day_numbers), units)
    return everything


# Up to this month the results of a year past come out.
_REPORTED_UNTIL_MONTH = 3

# "a year ago", "a year earlier": read like "the year-ago quarter".
_A_YEAR_AGO = (
    (pl.col("rule") == "shift")
    & (pl.col("unit") == "year")
    & (pl.col("step") == -1)
    & (pl.col("amount").fill_null(1.0) == 1.0)
)


def _last_quarter(rows: pl.DataFrame) -> Int64s:
    """The quarter the text is about, or else the last one that is over."""
    unit = pl.Series(["quarter"] * rows.height, dtype=pl.String)
    quarter = ints(rows["_quarter"])
    return np.where(quarter == NONE, shift(ints(rows["anchor_on"]), unit, -1.0), quarter)


def _a_year_ago(rows: pl.DataFrame) -> tuple[Int64s, pl.Series]:
    """The same quarter or month of the year before, or just the year before."""
    unit = pl.col("unit")
    named = (pl.col("kind") == "year_ago") & unit.is_in(["quarter", "month", "week", "half", "day"])
    unsaid = pl.when(pl.col("kind") == "year_ago").then(pl.lit("quarter")).otherwise(pl.lit("year"))
    units = rows.select(
        pl.when(unit == "time")
        .then(pl.lit("year"))
        .when(named)
        .then(unit)
        .when(pl.col("_by_length"))
        .then(pl.lit("year"))
        .otherwise(pl.coalesce("_period_unit", unsaid))
    ).to_series()
    period = ints(rows["_period"])
    fits = (units == rows["_period_unit"]).fill_null(False).to_numpy() & (period != NONE)
    base = np.where(
        (units == "quarter").to_numpy(), _last_quarter(rows), np.where(fits, period, ints(rows["anchor_on"]))
    )
    back = {"quarter": -4.0, "half": -2.0, "month": -12.0, "week": -52.0, "day": -365.0}
    count = units.replace_strict(back, default=-1.0, return_dtype=pl.Float64).to_numpy()
    return shift(base, units, count), units


def _reported(rows: pl.DataFrame) -> tuple[Int64s, pl.Series]:
    """ "The latest quarter", "the 1988 quarter": the quarter in focus, in that year; "the 1988 period" is the year."""
    year = ints(rows["year"])
    whole_year = (year != NONE) & (rows["unit"] != "quarter").to_numpy()
    units = pl.Series(np.where(whole_year, "year", "quarter"))
    base = _last_quarter(rows)
    years = np.where(year == NONE, 0, year - year_of(base))
    first_of_year = civil(year, np.ones_like(year), np.ones_like(year))
    quarters = pl.Series(["quarter"] * rows.height, dtype=pl.String)
    return np.where(whole_year, first_of_year, shift(base, quarters, 4.0 * years)), units


def _that(rows: pl.DataFrame) -> tuple[Int64s, pl.Series]:
    """What "the quarter", "that day", "the following year" and "the weekend" point at."""
    unit = rows["unit"]
    published = ints(rows["anchor_on"])
    in_focus = (rows["rule"] == "in_focus").to_numpy()
    points = rows["text"].str.contains(r"(?i-u)(?-u:\b)(?:that|same)(?-u:\b)").to_numpy()
    calendar_unit = unit.is_in(["year", "month", "week", "weekend", "decade", "century"]).to_numpy()
    day, dated = ints(rows["_day"]), ints(rows["_dated"])
    base = np.where(
        (unit == "day").to_numpy(), np.where(day == NONE, published, day), np.where(dated == NONE, published, dated)
    )
    base = np.where((unit == "quarter").to_numpy(), _last_quarter(rows), base)
    base = np.where(in_focus & calendar_unit & ~points, published, base)
    # "the weekend" is the last one, on a weekend this one; with a future cue the next.
    weekend_back = (unit == "weekend").to_numpy() & in_focus & (weekday_of(published) < 6) & (ints(rows["tense"]) != 1)
    # "A profit for the full year", read in winter, is that of the year before.
    whole = rows["text"].str.contains(r"(?i)(?:full|entire|whole) year$").to_numpy()
    over = whole & (month_of(published) <= _REPORTED_UNTIL_MONTH) & (ints(rows["tense"]) != 1)
    units = unit.replace(AS_UNIT)
    return shift(base, unit, steps(rows) - weekend_back - over), units


def _weekday_from(rows: pl.DataFrame) -> tuple[Int64s, pl.Series]:
    """ "The previous Friday" is the last one before the day just named, or before publication."""
    day = ints(rows["_day"])
    base = np.where(day == NONE, ints(rows["anchor_on"]), day)
    behind = (weekday_of(base) - weekday_of(ints(rows["first"]))) % 7
    moved = np.where(ints(rows["step"]) == -1, base - np.where(behind == 0, 7, behind), base + 7 - behind)
    return np.where(base == NONE, NONE, moved), rows["granularity"]


def _day_of_that_month(rows: pl.DataFrame) -> tuple[Int64s, pl.Series]:
    """ "It began on March 2 and ended on the 5th": the day of the month just named, or else of the nearest."""
    named = ints(rows["_month_named"])
    month = shift(named, pl.Series(["month"], dtype=pl.String).new_from_index(0, rows.height), steps(rows))
    return np.where(
        named == NONE, ints(rows["first"]), civil(year_of(month), month_of(month), ints(rows["day"]))
    ), rows["granularity"]


# The middle of a quarter lies so many days before its end; bytes between "the quarter" and its last day.
_HALF_A_QUARTER, _ENDED_WITHIN = 45, 16


def _quarters_ended(mentions: pl.DataFrame) -> pl.DataFrame:
    """Place "the quarter ended July 31" by its last day: the quarter of the calendar in which most of it lies."""
    asking = np.flatnonzero((mentions["kind"] == "quarter_ended").fill_null(False).to_numpy())
    if not len(asking):
        return mentions
    following = np.minimum(asking + 1, mentions.height - 1)
    ends = mentions[pl.Series(following)]
    begins = mentions[pl.Series(asking)]
    apart = ends["start_byte"].to_numpy().astype(np.int64) - begins["end_byte"].to_numpy().astype(np.int64)
    near = (ends["text_no"] == begins["text_no"]).to_numpy() & (apart >= 0) & (apart <= _ENDED_WITHIN)
    found = near & ((ends["granularity"] == "day") & ends["first"].is_not_null()).fill_null(False).to_numpy()
    rows, last = pl.Series(asking[found]), ints(ends["first"])[found]
    quarters = pl.Series(["quarter"] * len(rows), dtype=pl.String)
    mentions = placed(mentions, rows, dates(shift(last - _HALF_A_QUARTER, quarters, 0.0)), quarters)
    kinds = mentions["kind"].scatter(pl.Series(asking), "shift").scatter(rows, "quarter_ended" if len(rows) else None)
    return mentions.with_columns(kinds)
