"""Numbers and dates that share words: "March 7, 1989" is no count; "three months" is a length in both tables."""

import numpy as np
import polars as pl

from transforms.columns.utf8 import place

# What a date, time or recurring time leaves no room for; money, percent, durations, ages and measures keep theirs.
_BARE = ("number", "count", "fraction", "ordinal", "score")


def without_dates(facts: pl.DataFrame, temporal: pl.DataFrame) -> pl.DataFrame:
    """Drop counts and bare numbers whose figure stands in a date, and link durations to their temporal mention.

    Takes facts with text_no, start_char, end_char, kind, figure_chars (how long the first figure is), and temporal
    mentions (which may lack timex_type); adds temporal_start_char (UInt32).
    """
    kinds = pl.col("timex_type").cast(pl.String) if "timex_type" in temporal.columns else pl.lit("DATE")
    found = temporal.select("text_no", "start_char", "end_char", timex_type=kinds).sort("text_no", "start_char")
    if found.is_empty() or facts.is_empty():
        return facts.with_columns(temporal_start_char=pl.lit(None, pl.UInt32))
    # The last mention that begins before the fact ends; mentions do not overlap each other.
    starts, ends = (place(found, name) for name in ("start_char", "end_char"))
    begin, end = (place(facts, name) for name in ("start_char", "end_char"))
    last = np.searchsorted(starts, end, side="left") - 1
    touches = (last >= 0) & (ends[np.maximum(last, 0)] > begin)
    mention = pl.Series(np.maximum(last, 0), dtype=pl.UInt32)
    # The figure opens the fact, so a date that only its noun touches does not count.
    is_point = (found["timex_type"].gather(mention) != "DURATION").fill_null(value=True).to_numpy()
    # Nor does a figure that goes beyond the date: "two thousand and two hundred".
    figure_end = begin + facts["figure_chars"].to_numpy().astype(np.int64)
    is_covered = ends[np.maximum(last, 0)] >= figure_end
    in_date = touches & (starts[np.maximum(last, 0)] <= begin) & is_point & is_covered
    facts = facts.with_columns(
        _in_date=pl.Series(in_date), _touches=pl.Series(touches), _from=found["start_char"].gather(mention)
    )
    linked = pl.col("_touches") & pl.col("kind").is_in(["duration", "age"])
    return (
        facts.filter(~(pl.col("_in_date") & pl.col("kind").is_in(_BARE)))
        .with_columns(temporal_start_char=pl.when(linked).then(pl.col("_from")))
        .drop("_in_date", "_touches", "_from")
    )
