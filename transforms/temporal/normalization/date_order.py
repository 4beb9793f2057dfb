"""Date order: whether "01/02/2025" is the first of February or the second of January."""

import polars as pl

# Endings of language tags and of addresses of papers that write the day first.
_DAY_FIRST_TAGS = r"(?i)[-_](?:GB|UK|IE|AU|NZ|IN|ZA|PK|NG|KE|SG|HK|MT)$"
_DAY_FIRST_SITES = r"(?i)\.(?:uk|ie|au|nz|in|za|pk|ng|ke|sg|hk|mt|eu|de|fr|it|es)(?:[/:]|$)"


def ordered(mentions: pl.DataFrame, texts: pl.DataFrame) -> pl.DataFrame:
    """Put day and month of slashed dates in their places.

    Takes mentions with `variant`, whose slashed dates have their first figure in `month`; where the day comes first,
    swaps `month` and `day` and marks the words as another variant. A date that tells its own order tells that of the
    others in the text; then the language tag or the address of the source does; else the month comes first.
    """
    slashed = pl.col("rule") == "slashed"
    if not mentions.select(slashed.any()).item():
        return mentions
    first, second = pl.col("month"), pl.col("day")
    own = (
        pl.when(slashed & (pl.col("text").str.contains(r"^[0-9]{1,2}\.[0-9]") | (first > 12)))
        .then(True)
        .when(slashed & (second > 12))
        .then(False)
    )
    mentions = mentions.with_columns(_own=own).with_columns(_text=pl.col("_own").drop_nulls().first().over("text_no"))
    country = texts.select("text_no", _country=_day_first_country(texts))
    mentions = mentions.join(country, on="text_no", how="left", maintain_order="left")
    swap = slashed & pl.coalesce("_own", "_text", "_country")
    return mentions.with_columns(
        month=pl.when(swap).then(second).otherwise(first),
        day=pl.when(swap).then(first).otherwise(second),
        variant=pl.col("variant") + 4 * swap.cast(pl.UInt32),
    ).drop("_own", "_text", "_country")


def _day_first_country(texts: pl.DataFrame) -> pl.Expr:
    known = [
        pl.col(column).str.contains(pattern).fill_null(False)
        for column, pattern in (("language", _DAY_FIRST_TAGS), ("source", _DAY_FIRST_SITES))
        if column in texts.columns
    ]
    return pl.any_horizontal(*known) if known else pl.lit(False)
