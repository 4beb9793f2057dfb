"""What an older lake lacks: signatures, groups of copies, repeated sentences, worked out when it is brought up to date.

The articles are read in the order of publication, a bounded part at a time, as if they came in nights. What is found
lies in two temporary tables, COPIES and REPEATS, from which the tables of the lake are then written again.
"""

from collections.abc import Collection

import duckdb
import polars as pl

from warehouse.copies.groups import NODE_COLUMNS, moved_members, with_copies
from warehouse.copies.repeats import repeats, with_hashes
from warehouse.copies.shingles import signatures
from warehouse.revisions import newest_first
from warehouse.tables import COPY_COLUMNS, TABLES

COPIES, REPEATS = "copies_in", "repeats_in"

# Text read at once.
_PART_BYTES = 64 * 2**20

_KEY = "article_id, revision"
_FOUND = {
    COPIES: "article_id VARCHAR, revision INTEGER, copy_group VARCHAR, similarity DOUBLE, is_current BOOLEAN, "
    "is_copy BOOLEAN",
    REPEATS: "article_id VARCHAR, revision INTEGER, field VARCHAR, sentence_no INTEGER, words_hash BIGINT, "
    "repeats INTEGER, published_on DATE",
}


def fill(lake: duckdb.DuckDBPyConnection, stored: Collection[str]) -> None:
    """Fill the table `signatures` and make COPIES and REPEATS from the articles and sentences of an older lake.

    Takes the columns that its articles have. Call in the transaction that brings it up to date.
    """
    for name, columns in _FOUND.items():
        lake.execute(f"CREATE OR REPLACE TEMP TABLE {name} ({columns})")
    lake.execute(
        f"CREATE OR REPLACE TEMP TABLE parts_in AS SELECT {_KEY}, published_on, coalesce(is_current OR (NOT bool_or("
        f"is_current) OVER (PARTITION BY article_id) AND row_number() OVER (PARTITION BY article_id ORDER BY "
        f"{newest_first(stored)}) = 1), false) AS is_newest, "
        f"(sum(strlen(body)) OVER (ORDER BY published_on NULLS LAST, {_KEY}) // {_PART_BYTES})::BIGINT AS part "
        "FROM articles"
    )
    parts = lake.execute("SELECT DISTINCT part FROM parts_in ORDER BY part").fetchall()
    for (part,) in parts:
        _fill_part(lake, int(part))
    _fill_repeats(lake)
    lake.execute("DROP TABLE parts_in")


def _fill_part(lake: duckdb.DuckDBPyConnection, part: int) -> None:
    columns = ", ".join(["source", "title", "duplicate_of", *NODE_COLUMNS[2:]])
    [(first, last, undated)] = lake.execute(
        f"SELECT min(published_on), max(published_on), bool_or(published_on IS NULL) FROM parts_in WHERE part = {part}"
    ).fetchall()
    days = "true" if undated else f"published_on BETWEEN DATE '{first}' AND DATE '{last}'"
    articles = lake.execute(
        f"SELECT {_KEY}, {columns}, is_newest FROM (FROM articles WHERE {days}) INNER JOIN "
        f"(SELECT {_KEY}, is_newest FROM parts_in WHERE part = {part}) USING ({_KEY}) "
        f"ORDER BY published_on NULLS LAST, {_KEY}"
    ).pl()
    articles = articles.cast({"revision": pl.Int32})
    known = (
        "(SELECT a.* EXCLUDE (revision, is_current, similarity), c.* EXCLUDE (article_id) "
        f"FROM articles AS a INNER JOIN {COPIES} AS c USING ({_KEY}))"
    )
    marks = signatures(articles)
    grouped, moves = with_copies(lake, articles, marks, (known, "signatures"))
    _insert(lake, "signatures", marks)
    _insert(lake, COPIES, grouped)
    if moves.height:
        moved = moved_members(lake, moves, known, known)
        lake.register("moved_in", moved.to_arrow())
        changes = ", ".join(f"{column} = m.{column}" for column in COPY_COLUMNS)
        lake.execute(
            f"UPDATE {COPIES} AS c SET {changes} FROM moved_in AS m "
            "WHERE c.article_id = m.article_id AND c.revision = m.revision"
        )
        lake.unregister("moved_in")
    lake.register("chosen_in", articles.select("article_id", "revision").to_arrow())
    places = ", ".join(f"{name}::INTEGER AS {name}" for name in ("revision", "sentence_no", "start_char", "end_char"))
    sentences = lake.execute(
        f"SELECT article_id, field, published_on, {places} FROM (FROM sentences WHERE {days}) "
        f"SEMI JOIN chosen_in USING ({_KEY})"
    ).pl()
    lake.unregister("chosen_in")
    _insert(lake, REPEATS, with_hashes(sentences, articles).drop_nulls("words_hash"))


def _fill_repeats(lake: duckdb.DuckDBPyConnection) -> None:
    """Count the sentences that stand in several articles."""
    several = (
        f"SELECT words_hash FROM {REPEATS} WHERE published_on IS NOT NULL "
        "GROUP BY words_hash HAVING count(DISTINCT article_id) > 1"
    )
    rows = lake.execute(
        f"SELECT DISTINCT r.words_hash, {_KEY}, r.published_on, c.is_current FROM {REPEATS} AS r "
        f"INNER JOIN {COPIES} AS c USING ({_KEY}) SEMI JOIN ({several}) AS s USING (words_hash) "
        "WHERE r.published_on IS NOT NULL"
    ).pl()
    known = pl.DataFrame(schema={"words_hash": pl.Int64, "published_on": pl.Date, "articles": pl.Int64})
    lake.register("counted_in", repeats(rows, known).to_arrow())
    lake.execute(
        f"UPDATE {REPEATS} AS r SET repeats = n.repeats FROM counted_in AS n WHERE r.words_hash = n.words_hash "
        "AND r.article_id = n.article_id AND r.revision = n.revision"
    )
    lake.unregister("counted_in")


def _insert(lake: duckdb.DuckDBPyConnection, name: str, rows: pl.DataFrame) -> None:
    columns = TABLES[name].column_names() if name in TABLES else [part.split()[0] for part in _FOUND[name].split(", ")]
    lake.register("rows_in", rows.select(columns).to_arrow())
    lake.execute(f"INSERT INTO {name} ({', '.join(columns)}) SELECT {', '.join(columns)} FROM rows_in")
    lake.unregister("rows_in")
