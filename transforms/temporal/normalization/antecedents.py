"""Antecedents: the mention before in the same text or sentence, from which another one counts."""

import numpy as np
import numpy.typing as npt
import polars as pl

from transforms.columns.dtypes import Int64s

# What those are judged by that count from another mention.
ASKED = [
    "text_no", "sentence_no", "text", "rule", "kind", "unit", "year", "day", "step", "amount", "hour", "focus", "tense",
    "published_on", "anchor_on", "granularity", "first",
]  # fmt: skip


def previous(text_no: Int64s, chosen: npt.NDArray[np.bool_]) -> Int64s:
    """Row number of the last chosen mention before each one in the same text; -1 where there is none."""
    rows = np.arange(len(chosen))
    latest = np.maximum.accumulate(np.where(chosen, rows, -1)) if len(rows) else rows
    before = np.concatenate([[-1], latest[:-1]]).astype(np.int64)[: len(rows)]
    same = (before >= 0) & (text_no[np.maximum(before, 0)] == text_no)
    return np.where(same, before, -1)


def masks(mentions: pl.DataFrame, **chosen: pl.Expr) -> dict[str, npt.NDArray[np.bool_]]:
    """Truth values of each expression, false where it is null."""
    marked = mentions.select(expression.fill_null(False).alias(name) for name, expression in chosen.items())
    return {name: marked[name].to_numpy() for name in chosen}


def at(mentions: pl.DataFrame, column: str, rows: Int64s) -> pl.Series:
    """A column's values at the given rows, null for -1."""
    index = pl.Series(rows).set(pl.Series(rows < 0), None).cast(pl.UInt32)
    return mentions[column].gather(index)


def same_sentence(mentions: pl.DataFrame, rows: Int64s, back: int = 0) -> Int64s:
    """The given rows where they are in the sentence of the mention, or at most so many before it; else -1."""
    sentence = mentions["sentence_no"].to_numpy().astype(np.int64)
    return np.where((rows >= 0) & (np.abs(sentence - sentence[np.maximum(rows, 0)]) <= back), rows, -1)


def placed(
    mentions: pl.DataFrame, rows: pl.Series, first: pl.Series, granularity: pl.Series | None = None
) -> pl.DataFrame:
    """Put the mentions of these rows on the days given, counted from another mention."""
    mentions = mentions.with_columns(
        mentions["first"].scatter(rows, first), mentions["anchor"].scatter(rows, "mention" if len(rows) else None)
    )
    if granularity is None:
        return mentions
    return mentions.with_columns(mentions["granularity"].scatter(rows, granularity))
