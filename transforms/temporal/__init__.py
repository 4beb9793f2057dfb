"""Dates, times, durations and sets of times, normalised to TIMEX3."""

import polars as pl


def temporal_mentions(texts: pl.DataFrame, sentences: pl.DataFrame) -> pl.DataFrame:
    """Find and resolve every temporal expression."""
    return _empty()


def _empty() -> pl.DataFrame:
    columns = {"text_no": pl.UInt32, "start_char": pl.UInt32, "end_char": pl.UInt32, "text": pl.String}
    return pl.DataFrame(schema=columns | {"sentence_no": pl.UInt32, "rule": pl.String})
