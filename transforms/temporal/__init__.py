"""Dates, times, durations and sets of times, normalised to TIMEX3."""

import polars as pl

from transforms.temporal.detection.matcher import find
from transforms.temporal.detection.negative_rules import without_look_alikes
from transforms.temporal.normalization import (
    anchoring,
    dateline,
    event_offsets,
    local_holidays,
    narrative,
    ranges,
    reference_time,
    shared_years,
    speech_time,
    timex,
)
from transforms.temporal.normalization.date_order import ordered
from transforms.temporal.normalization.tense import tenses
from transforms.text.sentences import number_sentences

_COLUMNS = {
    "text_no": pl.UInt32,
    "start_char": pl.UInt32,
    "end_char": pl.UInt32,
    "start_byte": pl.UInt32,
    "end_byte": pl.UInt32,
    "text": pl.String,
    "sentence_no": pl.UInt32,
    "rule": pl.String,
    "timex_type": pl.String,
    "timex_value": pl.String,
    "modifier": pl.String,
    "first_day": pl.Date,
    "last_day": pl.Date,
    "granularity": pl.String,
    "anchor": pl.String,
    "months": pl.Float64,
    "seconds": pl.Float64,
}


def datelines(bodies: pl.Series) -> pl.Series:
    """The day each text gives itself in its own dateline ("LERBY, July 3, 1998 - ...") as Date, or null."""
    heads = bodies.fill_null("").str.head(dateline.HEAD_BYTES)
    texts = heads.alias("text").to_frame().with_row_index("text_no")
    found = dateline.dateline_days(find(texts)[0], texts)
    return texts.select("text_no").join(found, on="text_no", how="left", maintain_order="left")["dateline_on"]


def temporal_mentions(texts: pl.DataFrame, sentences: pl.DataFrame) -> pl.DataFrame:
    """Find and resolve every temporal expression.

    Takes a texts frame with published_on (Date, may be null) and the sentences of the same texts; gives a mentions
    frame (see transforms/text/spans.py) with sentence_no, rule and the columns of the temporal_mentions table.
    """
    mentions, surfaces = find(texts)
    mentions = ordered(without_look_alikes(mentions, texts), texts)
    mentions = tenses(mentions, texts, sentences)
    mentions = mentions.join(texts.select("text_no", "published_on"), on="text_no", how="left", maintain_order="left")
    mentions = mentions.with_columns(anchor_on="published_on", counted_from=pl.lit("published"))
    mentions = number_sentences(dateline.by_dateline(mentions, texts), sentences)
    mentions = shared_years.with_shared_years(mentions, texts)
    mentions = narrative.narrated(mentions, surfaces, texts)
    mentions = local_holidays.by_country(anchoring.place(mentions, surfaces), surfaces, texts)
    mentions = ranges.forward(mentions, texts)
    mentions = speech_time.speech_days(speech_time.days_of_times(reference_time.refer(mentions), texts), texts)
    mentions = event_offsets.from_events(mentions, texts)
    mentions = timex.valued(mentions, surfaces)
    return mentions.select(pl.col(name).cast(dtype) for name, dtype in _COLUMNS.items())
