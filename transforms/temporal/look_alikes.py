"""What only looks like a date: "$1990", "the 22-year-old", "Theresa May", "prices fall", "a second man"."""

import numpy as np
import polars as pl

from transforms import context
from transforms.temporal.checks import (
    CHECKS,
    NAMES_OF_PEOPLE,
    NAMES_OF_PROGRAMMES,
    RATE,
    after_is,
    before_is,
    text_is,
)

_NEEDED = [
    "_row",
    "text_no",
    "start_byte",
    "end_byte",
    "text",
    "rule",
    "kind",
    "unit",
    "year",
    "step",
    "year_step",
    "month",
    "day",
]


def without_look_alikes(mentions: pl.DataFrame, texts: pl.DataFrame) -> pl.DataFrame:
    """Drop what only looks like a date: prices, quantities, scores, ages, verbs, names of people and of programmes.

    Takes mentions with the fields of the grammar. Lengths that are rates ("$5 a year") become sets, "the year ended
    June 30" a length, "the quarter ended June 30" one of kind quarter_ended, "the Sept. 11 attacks" those of 2001.
    """
    mentions = mentions.with_row_index("_row")
    # Names of days and months that stand for nothing else need no look around.
    plain = (
        pl.col("rule").is_in(["weekday", "holiday"])
        | ((pl.col("rule") == "month") & ~pl.col("text").is_in(NAMES_OF_PEOPLE))
        | ((pl.col("rule") == "period") & ~pl.col("text").is_in(NAMES_OF_PROGRAMMES))
    )
    beside = context.around(mentions.select(_NEEDED).filter(~plain), texts, before=24, after=24)
    wrong: list[pl.Series] = []
    rates: list[pl.Series] = []
    years: list[pl.Series] = []
    quarters: list[pl.Series] = []
    attacks: list[pl.Series] = []
    for (rule,), rows in beside.partition_by("rule", as_dict=True).items():
        wrong.extend(rows.filter(check())["_row"] for check in CHECKS.get(str(rule), ()))
        if rule == "one_unit":
            rates.append(rows.filter(text_is("^an? [a-z]+$") & before_is(RATE))["_row"])
        if rule == "in_focus":
            years.append(rows.filter((pl.col("unit") == "year") & after_is(r"^[ ](?:ended|ending|to)\b"))["_row"])
            quarters.append(rows.filter((pl.col("unit") == "quarter") & after_is(r"^[ ](?:ended|ending)\b"))["_row"])
        if rule == "date":
            attacks.append(rows.filter(_attacks())["_row"])
    rate, year_long = _marked(mentions, rates), _marked(mentions, years)
    kept = mentions.with_columns(
        kind=pl.when(rate)
        .then(pl.lit("set"))
        .when((pl.col("kind") == "age") | year_long)
        .then(pl.lit("duration"))
        .when(_marked(mentions, quarters))
        .then(pl.lit("quarter_ended"))
        .otherwise(pl.col("kind")),
        amount=pl.when(year_long).then(1.0).otherwise(pl.col("amount")),
        focus=pl.when(year_long).then(None).otherwise(pl.col("focus")),
        year=pl.when(_marked(mentions, attacks)).then(2001).otherwise(pl.col("year")),
    )
    # Words that were given another meaning are no longer the same words.
    variant = 2 * rate.cast(pl.UInt32) + year_long.cast(pl.UInt32) + 3 * _marked(mentions, attacks).cast(pl.UInt32)
    kept = kept.with_columns(variant=variant)
    return kept.filter(~_marked(mentions, wrong)).drop("_row")


def _attacks() -> pl.Expr:
    the_day = (pl.col("month") == 9) & (pl.col("day") == 11) & pl.col("year").is_null()
    return the_day & after_is("^,? (?:attack|terror|hijack|commission|strike|plot|victim|suicide)")


def _marked(mentions: pl.DataFrame, rows: list[pl.Series]) -> pl.Series:
    """A truth value per mention: whether its row number is in one of the lists."""
    mask = np.zeros(mentions.height, dtype=bool)
    for numbers in rows:
        mask[numbers.to_numpy()] = True
    return pl.Series(mask)
