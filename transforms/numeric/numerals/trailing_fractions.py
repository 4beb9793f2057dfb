"""What changes a figure from behind its unit: "two years and a half", "a mile and a half", "10 degrees below zero"."""

import numpy as np
import polars as pl

from transforms.columns.masked import on_rows
from transforms.numeric.numerals.lexicon import SPACE

_AND_A_HALF = f"^{SPACE}and{SPACE}(?:an?{SPACE})?half(?:[^A-Za-z-]|$)"
_AND_A_QUARTER = f"^{SPACE}and{SPACE}a{SPACE}quarter(?:[^A-Za-z-]|$)"
_ENDING = f"^{SPACE}(?:and{SPACE}(?:an?{SPACE})?(?:half|quarter)|below{SPACE}zero)(?-u:\\b)"
BELOW_ZERO = f"^{SPACE}below{SPACE}zero(?-u:\\b)"
# What is halved in words: hours, miles, dollars.
_MEASURED = ("duration", "dimension", "money")


def is_below_zero() -> pl.Expr:
    """Whether degrees, or a bare figure, are below zero."""
    below = pl.col("rest").str.contains(BELOW_ZERO)
    return below & pl.col("decided").is_in(["temperature", "dimension", "number"])


def with_endings(numbers: pl.DataFrame) -> pl.DataFrame:
    """Add the half behind a unit to the figure, and drop the numbers that such words hold ("half", "zero").

    Takes numbers in reading order with text_no, start_char, words, rest, decided, exact, value and power.
    """
    rest, exact = pl.col("rest"), pl.col("exact")
    half = pl.when(rest.str.contains(_AND_A_HALF)).then(pl.lit(".5"))
    part = half.when(rest.str.contains(_AND_A_QUARTER)).then(pl.lit(".25"))
    halved = pl.col("decided").is_in(_MEASURED) & exact.str.contains("^-?[0-9]{1,9}$") & (pl.col("power") == 0)
    where = rest.str.contains(_ENDING)
    numbers = on_rows(
        numbers, where, _part=pl.when(halved).then(part), _ending=rest.str.extract(_ENDING, 0), _below=is_below_zero()
    )
    taken = pl.col("_part").is_not_null() | pl.col("_below").fill_null(value=False)
    # "4.5 per 100,000 people", "6 l/100km" and "half of one percent" hold a figure too.
    holds = (pl.col("per") != "") | pl.col("suffix").str.contains(f"[0-9]|of{SPACE}one{SPACE}")
    longer = numbers.select(taken | holds).to_series()
    if not longer.any():
        return numbers.drop("_part", "_ending", "_below")
    total = pl.concat_str("exact", "_part")
    numbers = numbers.with_columns(
        exact=pl.coalesce(total, "exact"),
        value=pl.coalesce(total.cast(pl.Float64), "value"),
        words=pl.when(taken).then(pl.concat_str("words", "_ending")).otherwise("words"),
        rest=pl.when(taken).then(rest.str.slice(pl.col("_ending").str.len_chars())).otherwise("rest"),
    ).drop("_part", "_ending", "_below")
    return numbers.filter(~_held(numbers, longer))


def _held(numbers: pl.DataFrame, longer: pl.Series) -> pl.Series:
    """Which numbers are part of the words of the one before them, where those are longer than they were."""
    text_no, start = (numbers[name].to_numpy().astype(np.int64) for name in ("text_no", "start_char"))
    end = start + numbers["words"].str.len_chars().to_numpy().astype(np.int64)
    held = np.zeros(numbers.height, dtype=bool)
    if numbers.is_empty():
        return pl.Series(held)
    held[1:] = longer.to_numpy()[:-1] & (text_no[1:] == text_no[:-1]) & (start[1:] < end[:-1])
    return pl.Series(held)
