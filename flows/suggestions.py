"""Pairs of entities that may be one: "Olena Kovalenko" and "Olena Kowalenko". Proposed here, decided by people."""

import polars as pl

from warehouse.lake import Lake

# Pairs are looked for among names that begin or end alike. A name that more entities share tells nothing.
_LARGEST_BLOCK = 300

_PAIRS = """
WITH named AS (
    SELECT
        entity_id,
        type,
        name,
        lower(strip_accents(name)) AS folded,
        string_split(lower(strip_accents(name)), ' ') AS words,
        count(DISTINCT article_id) AS articles,
        regexp_matches(entity_id, '^(per|org|loc|misc):') AS is_discovered
    FROM named_entities
    WHERE length(name) > 4
    GROUP BY entity_id, type, name
),

blocked AS (
    SELECT *, 'last ' || words[-1] AS block FROM named
    UNION ALL
    SELECT *, 'first ' || words[1] || ' ' || left(words[-1], 2) AS block FROM named WHERE len(words) > 1
),

kept AS (
    SELECT * FROM blocked QUALIFY count(*) OVER (PARTITION BY type, block) <= $largest_block
)

SELECT DISTINCT
    x.entity_id,
    x.name,
    x.articles,
    x.folded,
    y.entity_id AS into_entity_id,
    y.name AS into_name,
    y.articles AS into_articles,
    y.folded AS into_folded
FROM kept AS x
INNER JOIN kept AS y
    ON x.type = y.type
    AND x.block = y.block
    AND (NOT x.is_discovered, x.articles, x.entity_id) < (NOT y.is_discovered, y.articles, y.entity_id)
WHERE x.is_discovered
"""


def suggested_merges(place: Lake, least_likeness: float = 90.0, at_most: int = 100) -> pl.DataFrame:
    """Propose which discovered entities to merge into which of the same type; nothing is changed.

    Gives the likeliest pairs first: entity_id, name and articles (Int64) of the one that would go, into_entity_id,
    into_name and into_articles of the one that would stay (a curated one, or the one more articles name), and likeness
    (0 to 100): how much the names share when the order of their words does not count (RapidFuzz's token_sort_ratio).
    """
    from rapidfuzz import fuzz, process

    lake = place.reader()
    try:
        pairs = lake.execute(_PAIRS, {"largest_block": _LARGEST_BLOCK}).pl()
    finally:
        lake.close()
    likeness = process.cpdist(pairs["folded"].to_list(), pairs["into_folded"].to_list(), scorer=fuzz.token_sort_ratio)
    pairs = pairs.with_columns(likeness=pl.Series(likeness, dtype=pl.Float64).round(1))
    likely = pairs.filter(pl.col("likeness") >= least_likeness).sort(
        "likeness", "name", "into_name", "entity_id", "into_entity_id", descending=[True, False, False, False, False]
    )
    return likely.drop("folded", "into_folded").head(at_most)
