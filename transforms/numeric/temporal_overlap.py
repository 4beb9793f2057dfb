"""Overlap of numbers and dates: "March 7, 1989" is no count; "three months" is a length in both tables."""

import numpy as np
import polars as pl

from transforms.columns.lazy import once
from transforms.columns.utf8 import place
from transforms.numeric.units import lexicon
from transforms.text import windows

# What a date, time or recurring time leaves no room for; money, percent, durations, ages and measures keep theirs.
_BARE = ("number", "count", "fraction", "ordinal", "score")


# Words that count time: a mention with one may hold a duration ("three days ago").
_COUNTS_TIME = (
    "(?i:(?-u:\\b)(?:second|minute|hour|hr|day|night|week|weekend|fortnight|month|year|yr|decade|centur(?:y|ie)"
    "|quarter|season|term|session|half|halve|third)s?(?-u:\\b))"
)


def without_days(found: pl.DataFrame, texts: pl.DataFrame, temporal: pl.DataFrame) -> pl.DataFrame:
    """Drop figures that are the day or year of a date, a third of all in most news, before anything is asked of them.

    Takes numbers in reading order, their texts, and temporal mentions (without timex_type and text none is dropped).
    Dates that count time ("3 days ago") keep their figures, and so does a year that a unit follows ("1520 sq m").
    """
    if not {"timex_type", "text"} <= set(temporal.columns) or found.is_empty():
        return found
    is_date = pl.col("timex_type").cast(pl.String).is_in(["DATE", "TIME"]) & ~pl.col("text").str.contains(_COUNTS_TIME)
    dates = temporal.filter(is_date).select("text_no", "start_char", "end_char").sort("text_no", "start_char")
    if dates.is_empty():
        return found
    starts, ends = (place(dates, name) for name in ("start_char", "end_char"))
    begin, end = (place(found, name) for name in ("start_char", "end_char"))
    last = np.maximum(np.searchsorted(starts, begin, side="right") - 1, 0)
    inside = (starts[last] <= begin) & (ends[last] >= end)
    figure = found["text"].str.contains("^(?:[0-9]{1,2}|1[5-9][0-9]{2}|20[0-9]{2})$").to_numpy()
    drop = inside & figure
    # "2006 - 7", where the date is 2006 alone: what the next figure means is read from both.
    close = begin[1:] - end[:-1] <= _CLOSE
    apart = close & ~(drop[1:] & drop[:-1] & (last[1:] == last[:-1]))
    drop[:-1] &= ~apart
    drop[1:] &= ~apart
    years = np.flatnonzero(drop & (starts[last] == begin) & (ends[last] == end))
    behind = windows.around(found[years], texts, before=0, after=_UNIT_BYTES)["after"]
    word = pl.col("after").str.extract("^ ?-?([A-Za-z°%$€£¥]+)", 1)
    openings = _unit_openings().implode()
    has_unit = behind.to_frame("after").select(word.is_in(openings) | word.str.to_lowercase().is_in(openings))
    drop[years] &= ~has_unit.to_series().fill_null(value=False).to_numpy()
    return found.filter(pl.Series(~drop))


_UNIT_BYTES = 20


@once
def _unit_openings() -> pl.Series:
    """First words of units, as written and in lower case."""
    return lexicon.surfaces()["key"].str.extract("^([A-Za-z°%$€£¥]+)", 1).drop_nulls().unique()


# Code points between two figures that are read together.
_CLOSE = 4


def without_dates(facts: pl.DataFrame, temporal: pl.DataFrame) -> pl.DataFrame:
    """Drop counts and bare numbers whose figure is part of a date, and link durations to their temporal mention.

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
