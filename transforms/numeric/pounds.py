"""Pounds that are money and pounds that are a weight: "20 million pounds", "a 50-pound fine", "a 200-pound bomb"."""

import polars as pl

from transforms.numeric import lexicon
from transforms.numeric.rows import on_rows

# Pounds that are money: a large multiple, a price, Britain.
_POUNDS = ("pound", "pounds")
_PAYS = (
    "(?i:cost|paid|pay|price|worth|fine[ds]?(?-u:\\b)|bail|spen[dt]|salar|rais|fee|fund|prize|bill|debt"
    "|tax|budget|invest|profit|loss|revenue|sales|sterling"
    "|penc|£|earn|charge|grant|donat|reward|wage|loan|bond|market|share|dollar|euro|francs|marks|yen"
    "|compensation|damages|british|london|sold|buy|bought)"
)
_WEIGHS = "(?i:weigh|heav|muscle|baby|kilo|kg|tons|carr|thrust|lift|^[ -]*(?:of[ ](?!sterling)))".replace(
    "(?!sterling)", ""
)


def with_pounds(numbers: pl.DataFrame) -> pl.DataFrame:
    """Read "pounds" as money where the words beside it are about money, else as a weight."""
    word = pl.col("suffix_word").str.to_lowercase().is_in(_POUNDS)
    beside = pl.concat_str(pl.col("lead").str.tail(30), pl.lit(" "), pl.col("rest").str.head(25))
    of = pl.col("rest").str.contains("^[ \n]of[ \n]")
    money = (pl.col("power") >= 6) | (
        beside.str.contains(_PAYS) & ~beside.str.contains(_WEIGHS) & ~of & ~pl.col("suffix").str.contains("-")
    )
    families = lexicon.currencies().filter(pl.col("surface") == "pounds")["codes"].item()
    # Pounds are rare: only their own rows are read.
    numbers = on_rows(numbers, word, _paid=money)
    numbers = numbers.with_columns(pl.col("_paid").fill_null(value=False))
    paid_for = pl.col("_paid")
    return numbers.with_columns(
        kind=pl.when(paid_for).then(pl.lit("money")).otherwise(pl.col("kind")),
        unit=pl.when(~paid_for).then(pl.col("unit")),
        codes=pl.when(paid_for).then(pl.lit(families)).otherwise(pl.col("codes")),
        si_unit=pl.when(~paid_for).then(pl.col("si_unit")),
        factor=pl.when(paid_for).then(1.0).otherwise(pl.col("factor")),
    ).drop("_paid")
