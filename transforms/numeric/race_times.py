"""Race times: "won the marathon in 2:31:07", "a time of 3:43.13", as durations in seconds.

What is a length of time and what a time of day is decided by transforms/temporal; a duration among its mentions that
is written with colons is a numeric duration of the same words.
"""

import polars as pl

from transforms.columns.utf8 import place

# Hours, minutes and seconds; minutes and seconds; with tenths, hundredths or thousandths.
_CLOCK = "^(?:([0-9]{1,3}):)?([0-9]{1,2}):([0-9]{2}(?:[.][0-9]{1,3})?)$"
_UNIT = "second"


def with_race_times(facts: pl.DataFrame, temporal: pl.DataFrame) -> pl.DataFrame:
    """Add a duration in seconds for each DURATION mention that is written as a race time.

    Takes facts linked to temporal mentions, and temporal mentions (without timex_type and text there are none); gives
    the facts with one row more for each such mention, linked to it, and without the facts that its words hold.
    """
    if not {"timex_type", "text"} <= set(temporal.columns):
        return facts
    length = (pl.col("timex_type").cast(pl.String) == "DURATION") & pl.col("text").str.contains(":", literal=True)
    # "23:37:00 05/05/2010" is when a page was printed: a date follows at once.
    follows = (pl.col("text_no").shift(-1) == pl.col("text_no")) & (
        pl.col("start_char").shift(-1) == pl.col("end_char") + 1
    )
    length &= ~(follows & pl.col("text").shift(-1).str.contains("^[0-9]")).fill_null(value=False)
    found = temporal.sort("text_no", "start_char").filter(length).select("text_no", "start_char", "end_char", "text")
    part = [pl.col("text").str.extract(_CLOCK, group) for group in (1, 2, 3)]
    found = found.with_columns(_hours=part[0], _minutes=part[1], _seconds=part[2]).filter(
        pl.col("_seconds").is_not_null()
    )
    if found.is_empty():
        return facts
    whole = pl.col("_hours").cast(pl.Int64).fill_null(0) * 3600 + pl.col("_minutes").cast(pl.Int64) * 60
    whole += pl.col("_seconds").str.extract("^([0-9]+)", 1).cast(pl.Int64)
    exact = pl.concat_str(whole.cast(pl.String), pl.col("_seconds").str.extract("([.][0-9]+)$", 1), ignore_nulls=True)
    seconds = exact.cast(pl.Float64)
    rows = found.select(
        "text_no",
        "start_char",
        "end_char",
        "text",
        kind=pl.lit("duration"),
        shape=pl.lit("point"),
        value=seconds,
        value_text=exact,
        modifier=pl.lit("="),
        unit=pl.lit(_UNIT),
        unit_from=pl.lit("symbol"),
        si_value=seconds,
        si_unit=pl.lit("s"),
        temporal_start_char=pl.col("start_char"),
        rule=pl.lit("numeric.race_time"),
    )
    kept = facts.filter(~_inside(facts, found))
    return pl.concat([kept, rows], how="diagonal_relaxed").sort("text_no", "start_char", maintain_order=True)


def _inside(facts: pl.DataFrame, found: pl.DataFrame) -> pl.Series:
    """Whether each fact begins inside one of some mentions, which do not overlap each other."""
    found = found.sort("text_no", "start_char")
    begin, starts, ends = place(facts, "start_char"), place(found, "start_char"), place(found, "end_char")
    last = starts.searchsorted(begin, side="right") - 1
    return pl.Series((last >= 0) & (ends[last.clip(0)] > begin))
