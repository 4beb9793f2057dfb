"""The column `role`: what the clause around a count of persons or an amount of money makes of it."""

import polars as pl

from transforms.numeric.relations import casualties, money_roles

# What happened to persons, and what money is for; the contract of numeric_facts declares the same values.
ROLES = (
    *("killed", "injured", "missing", "arrested", "rescued", "displaced"),
    *("price", "fine", "profit", "loss", "funding", "aid"),
)


def with_roles(numbers: pl.DataFrame) -> pl.DataFrame:
    """Add `role` (String, one of ROLES, null where the clause tells none).

    Takes numbers with decided, fact_unit, noun, noun_words, lead, rest, value and per_unit. Bare figures that something
    befell are counts of persons: "kills 14", "31 were arrested".
    """
    numbers = casualties.with_casualties(numbers)
    bare = (pl.col("_befell").is_not_null() & (pl.col("decided") == "number")).fill_null(value=False)
    numbers = numbers.with_columns(
        decided=pl.when(bare).then(pl.lit("count")).otherwise("decided"),
        fact_unit=pl.when(bare).then(pl.lit("person")).otherwise("fact_unit"),
    )
    money = pl.col("decided") == "money"
    rows = numbers.select((money & money_roles.may_tell()).fill_null(value=False)).to_series().arg_true()
    amounts = money_roles.with_money_roles(numbers.select("lead", "rest", "value", "per_unit")[rows])
    return numbers.with_columns(role=numbers["_befell"].scatter(rows, amounts["_purpose"])).drop("_befell")
