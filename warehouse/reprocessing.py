"""Articles in the lake whose facts an older version made, and putting newer facts in the place of those."""

from pathlib import Path

import duckdb
import polars as pl

from warehouse.copies.repeats import count_repeats
from warehouse.lake import Lake
from warehouse.load import add_staged, clear_changed_entities
from warehouse.staging import parquet_relation, staged_files
from warehouse.tables import FACT_TABLES, TABLES

# Tables whose rows are made again from an article's text; `articles` counts its facts.
MADE_TABLES = ("articles", "sentences", *FACT_TABLES)


def months_to_do(lake: duckdb.DuckDBPyConnection, version: str) -> list[tuple[str, int]]:
    """Months of publication with articles that another version read, oldest first, and their number of articles.

    A month is "2026-03"; articles without a day of publication are "undated".
    """
    rows = lake.execute(
        "SELECT coalesce(strftime(published_on, '%Y-%m'), 'undated') AS month, count(*) FROM articles "
        "WHERE extractor_version <> ? GROUP BY month ORDER BY month",
        [version],
    ).fetchall()
    return [(str(month), int(count)) for month, count in rows]


def next_articles(
    lake: duckdb.DuckDBPyConnection, month: str, version: str, most_bytes: int, after: tuple[str, int]
) -> pl.DataFrame:
    """Articles of a month that another version read, behind an (article_id, revision), as many as fit; their columns.

    At least one, if there is any.
    """
    columns = ", ".join(TABLES["articles"].column_names())
    return lake.execute(
        f"SELECT {columns} FROM articles WHERE coalesce(strftime(published_on, '%Y-%m'), 'undated') = ? "
        "AND extractor_version <> ? AND (article_id, revision) > (?, ?) "
        "QUALIFY coalesce(sum(strlen(body)) OVER (ORDER BY article_id, revision "
        "ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) < ? ORDER BY article_id, revision",
        [month, version, *after, most_bytes],
    ).pl()


def rows_of(lake: duckdb.DuckDBPyConnection, name: str, articles: pl.DataFrame) -> pl.DataFrame:
    """The rows that a table has of these revisions, in the columns of its contract."""
    columns = ", ".join(TABLES[name].column_names())
    lake.register("chosen_in", articles.select("article_id", "revision").to_arrow())
    rows = lake.execute(f"SELECT {columns} FROM {name} SEMI JOIN chosen_in USING (article_id, revision)").pl()
    lake.unregister("chosen_in")
    return TABLES[name].cast(rows)


def replace_facts(place: Lake, folder: Path) -> None:
    """Put the staged articles of a folder and their facts in the place of those that the lake has, in one commit.

    Call with the writer's lock held. Older snapshots keep what they had.
    """
    articles = parquet_relation(staged_files(folder, "articles"))
    chosen = f"(article_id, revision) IN (SELECT (article_id, revision) FROM {articles})"
    with place.transaction() as lake:
        for name in MADE_TABLES:
            lake.execute(f"DELETE FROM {name} WHERE {chosen}")
        clear_changed_entities(lake, folder)
        count_repeats(place, lake, folder)
        for name in (*MADE_TABLES, "entities", "entity_aliases"):
            add_staged(place, lake, folder, name)
