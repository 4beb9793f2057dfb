"""Bare figures that turn out to be counts, of a noun that stands elsewhere."""

import polars as pl


def bare_rows(numbers: pl.DataFrame) -> pl.Series:
    """The rows (UInt32) of figures that are so far only numbers."""
    return numbers.select((pl.col("decided") == "number").fill_null(value=False)).to_series().arg_true()


def places_where(asked: pl.Series) -> pl.Series:
    """The places (UInt32) of which something was asked (Boolean) and is so."""
    return asked.fill_null(value=False).arg_true()


def rows_with(words: pl.Series, rows: pl.Series, pattern: str) -> pl.Series:
    """Those of some rows whose words (String) hold a pattern, which is not compiled for none."""
    return rows.filter(words.gather(rows).str.contains(pattern)) if len(rows) else rows


def are_told(words: pl.Series, asked: pl.Series, pattern: str) -> pl.Series:
    """Whether words (String) hold a pattern, where a cheap look (Boolean) says that they may."""
    told = pl.repeat(value=False, n=len(words), eager=True)
    return told.scatter(rows_with(words, places_where(asked), pattern), values=True)


def as_counts(
    numbers: pl.DataFrame, rows: pl.Series, nouns: pl.Series, noun_words: pl.Series | None = None
) -> pl.DataFrame:
    """Make counts of these rows, of these nouns (String).

    Changes decided, noun, keeps_noun and noun_words, which is null where it is not given: a noun that stands elsewhere
    has no words in the fact.
    """
    if noun_words is None:
        noun_words = pl.repeat(None, len(rows), dtype=pl.String, eager=True)
    return numbers.with_columns(
        decided=numbers["decided"].scatter(rows, pl.repeat("count", len(rows), eager=True)),
        noun=numbers["noun"].scatter(rows, nouns),
        noun_words=numbers["noun_words"].scatter(rows, noun_words),
        keeps_noun=numbers["keeps_noun"].scatter(rows, pl.repeat(True, len(rows), eager=True)),
    )
