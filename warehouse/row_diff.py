"""What differs between two states of a fact table, row by row."""

import polars as pl

# By what a row of a fact table is known; several readings of the same words are told apart by their order.
_KEY = ["article_id", "revision", "field", "start_char", "end_char"]
# What a fact was made by, and what is known only when it is committed.
_NOT_COMPARED = ("extractor_version", "is_repeat")


def row_diff(before: pl.DataFrame, after: pl.DataFrame) -> pl.DataFrame:
    """Rows that were added, removed or changed, in the order of their places.

    Takes two frames of one fact table's contract. Gives article_id, revision, field, start_char, end_char, text, rule,
    change (added, removed, changed), and before and after: the other columns as JSON, null where there is no row.
    """
    both = _with_state(before, "before").join(
        _with_state(after, "after"), on=[*_KEY, "_nth"], how="full", coalesce=True, suffix="_after"
    )
    change = (
        pl.when(pl.col("before").is_null())
        .then(pl.lit("added"))
        .when(pl.col("after").is_null())
        .then(pl.lit("removed"))
        .otherwise(pl.lit("changed"))
    )
    return (
        both.filter(pl.col("before").ne_missing(pl.col("after")))
        .with_columns(
            change=change,
            text=pl.coalesce("text_after", "text"),
            rule=pl.coalesce("rule_after", "rule"),
        )
        .sort([*_KEY, "_nth"])
        .select(*_KEY, "text", "rule", "change", "before", "after")
    )


def by_rule(differences: pl.DataFrame) -> pl.DataFrame:
    """How many rows of each rule were added, removed and changed: rule, added, removed, changed (UInt32)."""
    counts = [(pl.col("change") == kind).sum().alias(kind) for kind in ("added", "removed", "changed")]
    return differences.group_by("rule").agg(counts).sort("rule")


def _with_state(rows: pl.DataFrame, name: str) -> pl.DataFrame:
    others = [column for column in rows.columns if column not in (*_KEY, *_NOT_COMPARED)]
    dates = [column for column, dtype in rows.schema.items() if column in others and dtype.is_temporal()]
    state = pl.struct(pl.col(dates).cast(pl.String), pl.col([one for one in others if one not in dates]))
    return (
        rows.with_columns(state.struct.json_encode().alias(name))
        .sort([*_KEY, "rule", name])
        .select(*_KEY, "text", "rule", name, _nth=pl.int_range(pl.len()).over(_KEY))
    )
