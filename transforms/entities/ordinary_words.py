"""Ordinary words: those that running text writes in small letters, whatever a list has as a name."""

from pathlib import Path

import polars as pl

from transforms.columns.lazy import once

CASING = Path(__file__).parents[1] / "reference" / "casing.parquet"


@once
def common_words() -> frozenset[str]:
    """Words that running text usually writes in small letters."""
    rows = pl.read_parquet(CASING).filter(pl.col("form") == pl.col("word"))
    return frozenset(rows["word"].to_list())
