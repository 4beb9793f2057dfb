"""Which revision of an article is the newest: by what its source declares, not by when it was loaded.

Runs come late and out of order, so the text that was loaded last need not be the newest
(docs/decisions/0005-ledger-revisions-duplicates.md).
"""

from collections.abc import Collection
from pathlib import Path

import duckdb
import polars as pl

from warehouse.layout import retire
from warehouse.staging import parquet_relation

# A total order over the revisions of one article. A text that declares no moment counts as one from the start of its
# day (UTC, as every connection is set), and one without a day as the oldest. "line 9" comes before "line 12".
_NEWEST = (
    "coalesce(modified_at, published_at, CAST(published_on AS TIMESTAMPTZ))",
    "published_on",
    "ingested_at",  # midnight of the run's as_of
    "source_uri",
    "length(source_locator)",
    "source_locator",
    "revision",
)

# What the order reads, with the key of the article.
AGE_COLUMNS = (
    "article_id",
    "revision",
    "modified_at",
    "published_at",
    "published_on",
    "ingested_at",
    "source_uri",
    "source_locator",
)
_LISTED = ", ".join(AGE_COLUMNS)


def newest_first(columns: Collection[str]) -> str:
    """SQL: the order of one article's revisions, the newest first, as far as an older lake's columns tell it."""
    keys = _NEWEST if "modified_at" in columns else (_NEWEST[0].replace("modified_at, ", ""), *_NEWEST[1:])
    return ", ".join(f"{key} DESC NULLS LAST" for key in keys)


def are_newest(lake: duckdb.DuckDBPyConnection, articles: pl.DataFrame, known: str) -> pl.Series:
    """For each of these articles whether no other revision of it, here or in the lake, is newer (Boolean).

    Takes a frame with AGE_COLUMNS, one row a revision, and the lake's own revisions as SQL.
    """
    lake.register("articles_in", articles.select(AGE_COLUMNS).to_arrow())
    newest = lake.execute(
        f"SELECT article_id, CAST(revision AS UINTEGER) AS revision, true AS is_newest FROM ("
        f"SELECT {_LISTED} FROM {known} SEMI JOIN articles_in USING (article_id) "
        f"UNION ALL SELECT {_LISTED} FROM articles_in) {_first_of_each_article()}"
    ).pl()
    lake.unregister("articles_in")
    keys = ["article_id", "revision"]
    return articles.select(keys).join(newest, on=keys, how="left", maintain_order="left")["is_newest"].fill_null(False)


def retire_older(lake: duckdb.DuckDBPyConnection, articles: list[Path]) -> None:
    """Take is_current from the revisions, and their facts, of which staged files bring a newer one.

    Call inside the transaction that loads the files, before it does. A newer revision that is a duplicate retires the
    older ones too.
    """
    if not articles:
        return
    batch = parquet_relation(articles)
    revised = f"(SELECT article_id FROM {batch} WHERE revision > 1)"
    newer = lake.execute(
        "SELECT article_id FROM ("
        f"SELECT {_LISTED}, false AS is_new FROM articles SEMI JOIN {revised} USING (article_id) "
        f"UNION ALL SELECT {_LISTED}, true FROM {batch} SEMI JOIN {revised} USING (article_id)"
        f") {_first_of_each_article()} AND is_new"
    ).pl()
    if newer.is_empty():
        return
    lake.register("newer_in", newer.to_arrow())
    retired = lake.execute(
        "SELECT article_id, revision, published_on FROM articles SEMI JOIN newer_in USING (article_id) "
        "WHERE is_current OR is_copy"
    ).pl()
    lake.unregister("newer_in")
    retire(lake, retired)


def _first_of_each_article() -> str:
    return f"QUALIFY row_number() OVER (PARTITION BY article_id ORDER BY {newest_first(AGE_COLUMNS)}) = 1"
