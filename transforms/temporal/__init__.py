"""Dates, times, durations and sets of times, normalised to TIMEX3."""

import polars as pl

from transforms.sentences import number_sentences
from transforms.temporal import context, resolution, values
from transforms.temporal.finding import find

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
    frame (see transforms/spans.py) with sentence_no, rule and the columns of the temporal_mentions table.
    """
    mentions = context.without_look_alikes(find(texts), texts)
    mentions = context.tenses(mentions, texts)
    mentions = mentions.join(texts.select("text_no", "published_on"), on="text_no", how="left", maintain_order="left")
    mentions = resolution.place(mentions)
    mentions = number_sentences(mentions, sentences)
    kind = pl.col("kind")
    length = kind.is_in(["duration", "set"])
    clock = (
        pl.when(pl.col("hour").is_not_null())
        .then(
            pl.concat_str(
                pl.lit("T"),
                pl.col("hour").cast(pl.String).str.zfill(2),
                pl.lit(":"),
                pl.col("minute").fill_null(0).cast(pl.String).str.zfill(2),
                pl.col("zone").fill_null(""),
            )
        )
        .when(pl.col("part").is_in(["MO", "AF", "EV", "NI"]))
        .then(pl.lit("T") + pl.col("part"))
    )
    unit, amount = pl.col("unit"), pl.col("amount")
    value = (
        pl.when(pl.col("value").is_not_null())
        .then(pl.col("value"))
        .when(kind == "duration")
        .then(values.period(unit, amount))
        .when(kind == "set")
        .then(
            pl.coalesce(
                values.repeated(pl.col("weekday"), pl.col("month"), pl.col("part")), values.period(unit, amount)
            )
        )
        .otherwise(resolution.calendar_value() + clock.fill_null(""))
    )
    mentions = mentions.with_columns(
        timex_type=pl.when(kind == "duration")
        .then(pl.lit("DURATION"))
        .when(kind == "set")
        .then(pl.lit("SET"))
        .when(clock.is_not_null())
        .then(pl.lit("TIME"))
        .otherwise(pl.lit("DATE")),
        timex_value=value,
        first_day=pl.col("first"),
        last_day=resolution.last_day(),
        months=pl.when(length).then(values.months(unit, amount)),
        seconds=pl.when(length).then(values.seconds(unit, amount)),
        anchor=pl.lit("published"),
    )
    return mentions.select(pl.col(name).cast(dtype) for name, dtype in _COLUMNS.items())
