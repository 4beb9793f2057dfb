"""Dates, times, durations and sets of times, normalised to TIMEX3."""

import polars as pl

from transforms.temporal.detection.matcher import find
from transforms.temporal.detection.negative_rules import without_look_alikes
from transforms.temporal.normalization import anchoring, reference_time, speech_time, timex
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


def temporal_mentions(texts: pl.DataFrame, sentences: pl.DataFrame) -> pl.DataFrame:
    """Find and resolve every temporal expression.

    Takes a texts frame with published_on (Date, may be null) and the sentences of the same texts; gives a mentions
    frame (see transforms/text/spans.py) with sentence_no, rule and the columns of the temporal_mentions table.
    """
    mentions, surfaces = find(texts)
    mentions = ordered(without_look_alikes(mentions, texts), texts)
    mentions = tenses(mentions, texts)
    mentions = mentions.join(texts.select("text_no", "published_on"), on="text_no", how="left", maintain_order="left")
    mentions = number_sentences(anchoring.place(mentions, surfaces), sentences)
    mentions = speech_time.speech_days(speech_time.days_of_times(reference_time.refer(mentions)), texts)
    mentions = timex.valued(mentions, surfaces)
    return mentions.select(pl.col(name).cast(dtype) for name, dtype in _COLUMNS.items())
