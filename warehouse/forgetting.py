"""Takedowns: an article or a whole source leaves the lake, its older snapshots and files too, and is not read again."""

import datetime as dt
from collections.abc import Sequence
from contextlib import closing
from typing import NamedTuple

import duckdb
import polars as pl

from warehouse.copies.groups import head_anew
from warehouse.errors import DatelineError
from warehouse.lake import Lake
from warehouse.tables import FACT_TABLES
from warehouse.upkeep import rewrite, use_zstd

_CHANGED = ("articles", "sentences", *FACT_TABLES, "signatures", "entities", "entity_aliases", "ledger")


class Forgotten(NamedTuple):
    """What went: articles, rows of all tables, snapshots and files; and other articles that have the same text."""

    articles: int
    rows: int
    snapshots: int
    files: int
    copies: list[str]


def forget(place: Lake, article_ids: Sequence[str], source: str | None, *, reason: str, now: dt.datetime) -> Forgotten:
    """Forget articles by their ids, or all of a source. Call with the writer's lock held.

    One commit takes the rows out and writes the tombstones; then the files that held them are written again without
    them, older snapshots are forgotten and their files deleted, and the search index too, so that nothing is left of
    the text. A run that was killed in between is finished by running it again. Raises DatelineError where nothing of
    the name was ever there.
    """
    from warehouse.search import drop as drop_index  # brings tantivy

    with place.transaction() as lake:
        _choose(lake, article_ids, source)
        copies = _copies(lake)
        articles, rows = _take_out(lake)
        is_new = _write_tombstones(lake, article_ids, source, reason, now)
        if not articles and is_new:
            known = ", ".join(article_ids) or f"source {source}"
            raise DatelineError(f"There is nothing of {known}", "`select article_id, source from articles` lists them")
    drop_index(place)
    with closing(place.writer()) as connection:
        return Forgotten(articles, rows, *_clear(place, connection), copies)


def is_forgotten(lake: duckdb.DuckDBPyConnection, articles: pl.DataFrame) -> pl.Series:
    """For each of these articles (article_id, source) whether it, or all of its source, was forgotten (Boolean)."""
    stones = lake.execute("SELECT article_id, source FROM forgotten").fetchall()
    ids = [article_id for article_id, _ in stones if article_id]
    sources = [source for _, source in stones if source]
    return (articles["article_id"].is_in(ids) | articles["source"].is_in(sources)).fill_null(value=False)


def _choose(lake: duckdb.DuckDBPyConnection, article_ids: Sequence[str], source: str | None) -> None:
    lake.execute(
        "CREATE OR REPLACE TEMP TABLE going AS SELECT DISTINCT article_id FROM articles "
        "WHERE source = ? OR article_id IN (SELECT unnest(?::VARCHAR[]))",
        [source, list(article_ids)],
    )
    lake.execute(
        "CREATE OR REPLACE TEMP TABLE named AS SELECT DISTINCT entity_id FROM entity_mentions "
        "WHERE article_id IN (FROM going) AND entity_id IS NOT NULL"
    )


def _copies(lake: duckdb.DuckDBPyConnection) -> list[str]:
    found = lake.execute(
        "SELECT DISTINCT article_id FROM articles WHERE article_id NOT IN (FROM going) AND body_sha256 IN "
        "(SELECT body_sha256 FROM articles WHERE article_id IN (FROM going)) ORDER BY 1"
    ).fetchall()
    return [str(row[0]) for row in found]


def _take_out(lake: duckdb.DuckDBPyConnection) -> tuple[int, int]:
    """Delete the rows; gives the number of articles, and of rows in all."""
    [(articles,)] = lake.execute("SELECT count(*) FROM going").fetchall()
    rows = 0
    for name in ("articles", "sentences", *FACT_TABLES, "signatures"):
        rows += _changed(lake.execute(f"DELETE FROM {name} WHERE article_id IN (FROM going)"))
    # Names that were discovered in these texts alone.
    orphans = (
        "entity_id IN (FROM named) AND entity_id NOT IN "
        "(SELECT entity_id FROM entity_mentions WHERE entity_id IS NOT NULL) AND entity_id NOT IN "
        "(SELECT merged_into FROM entities WHERE merged_into IS NOT NULL)"
    )
    discovered = "entity_id IN (SELECT entity_id FROM entities WHERE source = 'discovered')"
    rows += _changed(lake.execute(f"DELETE FROM entity_aliases WHERE {orphans} AND {discovered}"))
    rows += _changed(lake.execute(f"DELETE FROM entities WHERE {orphans} AND source = 'discovered'"))
    # What repeated one of them is no repetition of it any more, and the next of its copies is the head of the others.
    lake.execute("UPDATE articles SET duplicate_of = NULL WHERE duplicate_of IN (FROM going)")
    head_anew(lake, "FROM going")
    lake.execute(
        "UPDATE ledger SET outcome = 'forgotten', revision = NULL WHERE article_id IN (FROM going) "
        "AND outcome <> 'forgotten'"
    )
    return int(articles), rows


def _write_tombstones(
    lake: duckdb.DuckDBPyConnection, article_ids: Sequence[str], source: str | None, reason: str, now: dt.datetime
) -> bool:
    """Write down what must not come again; gives whether some of it was not written down before."""
    stones = [(article_id, None) for article_id in article_ids] + ([(None, source)] if source else [])
    known = set(lake.execute("SELECT article_id, source FROM forgotten").fetchall())
    fresh = [stone for stone in stones if stone not in known]
    for article_id, name in fresh:
        lake.execute("INSERT INTO forgotten VALUES (?, ?, ?, ?)", [article_id, name, reason, now])
    return bool(fresh)


def _clear(place: Lake, connection: duckdb.DuckDBPyConnection) -> tuple[int, int]:
    """Leave no file and no snapshot with the rows; gives the number of snapshots and files that went."""
    use_zstd(connection)
    with place.recorded(connection):
        for name in _CHANGED:
            rewrite(connection, name)
    [(newest,)] = connection.execute("SELECT max(snapshot_id) FROM ducklake_snapshots('lake')").fetchall()
    older = connection.execute(f"SELECT snapshot_id FROM ducklake_snapshots('lake') WHERE snapshot_id < {newest}")
    numbers = [row[0] for row in older.fetchall()]
    if numbers:
        connection.execute(f"CALL ducklake_expire_snapshots('lake', versions => {numbers})").fetchall()
    # All that the catalog has scheduled for deletion, and no file that is merely unknown.
    files = connection.execute("CALL ducklake_cleanup_old_files('lake', cleanup_all => true)").fetchall()
    return len(numbers), len(files)


def _changed(done: duckdb.DuckDBPyConnection) -> int:
    row = done.fetchone()
    return int(row[0]) if row else 0
