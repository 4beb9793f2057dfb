"""Loading: what the lake knows already, and the one commit that makes a staged batch visible."""

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from uuid import uuid4

import duckdb
import polars as pl

from warehouse.copies.groups import MOVED, NODE_COLUMNS, move_groups, staged_moves, with_copies, with_moves
from warehouse.copies.repeats import count_repeats
from warehouse.copies.shingles import signatures
from warehouse.errors import DatelineError
from warehouse.lake import Lake
from warehouse.lake.catalog import IN_DUCKDB
from warehouse.layout import move_mentions
from warehouse.quoting import file_list, quoted
from warehouse.reused_ids import apart
from warehouse.revisions import AGE_COLUMNS, are_newest, retire_older
from warehouse.staging import parquet_relation, published_already, published_files, stage, staged_files, staged_rows
from warehouse.tables import FACT_TABLES, TABLES

# Tables a batch may hold, in the order they are written.
BATCH_TABLES = (
    "articles",
    "sentences",
    *FACT_TABLES,
    "signatures",
    "entities",
    "entity_aliases",
    "rejects",
    "rejected_bytes",
    "ledger",
)


def without_known(
    lake: duckdb.DuckDBPyConnection, records: pl.DataFrame, pending: Sequence[Path] = (), *, retry: bool = False
) -> pl.DataFrame:
    """Drop the records whose bytes are in the ledger, and repetitions within the frame (the first stays).

    Takes any frame with record_sha256 (String, null where the bytes could not be read: those stay), and the folders of
    batches that will be committed before this one. In a `retry`, what the lake has rejected is new.
    """
    known = _in_ledger(lake, records, pending, "WHERE outcome <> 'reject'" if retry else "")
    sha = pl.col("record_sha256")
    fresh = records.join(known, on="record_sha256", how="anti", nulls_equal=False, maintain_order="left")
    return fresh.filter(sha.is_null() | sha.is_first_distinct())


def rejected_before(
    lake: duckdb.DuckDBPyConnection, records: pl.DataFrame, pending: Sequence[Path] = ()
) -> pl.DataFrame:
    """The record_sha256 (String, each once) of these records that the ledger has as rejects."""
    return _in_ledger(lake, records, pending, "WHERE outcome = 'reject'").unique()


def with_identity(
    lake: duckdb.DuckDBPyConnection, articles: pl.DataFrame, pending: Sequence[Path] = ()
) -> pl.DataFrame:
    """Tell new articles from revisions and duplicates.

    Takes articles with article_id, body_sha256 and what tells their age (modified_at, published_at, published_on,
    ingested_at, source_uri, source_locator), in the order they were read, and the folders of batches that will be
    committed before this one; adds revision (UInt32, in the order of loading), is_newest (Boolean: no other revision of
    the article is newer, whenever it was loaded), duplicate_of (String, the article that had the body before) and
    outcome (String: article, revision or duplicate).
    """
    lake.register("articles_in", articles.select("article_id", "body_sha256").to_arrow())
    columns = [*AGE_COLUMNS, "body_sha256", "duplicate_of"]
    known = _with_pending("articles", columns, pending)
    revisions = lake.execute(
        f"SELECT article_id, max(revision) AS known_revision FROM {known} SEMI JOIN articles_in USING (article_id) "
        "GROUP BY article_id"
    ).pl()
    bodies = lake.execute(
        f"SELECT body_sha256, min(article_id) AS known_body FROM {known} SEMI JOIN articles_in USING (body_sha256) "
        "WHERE duplicate_of IS NULL GROUP BY body_sha256"
    ).pl()
    lake.unregister("articles_in")
    articles = articles.join(revisions, on="article_id", how="left", maintain_order="left")
    articles = articles.join(bodies, on="body_sha256", how="left", maintain_order="left")
    nth = pl.int_range(1, pl.len() + 1).over("article_id")
    first_of_body = pl.col("article_id").first().over("body_sha256")
    articles = articles.with_columns(
        revision=(pl.col("known_revision").fill_null(0) + nth).cast(pl.UInt32),
        duplicate_of=pl.coalesce("known_body", first_of_body),
    )
    newest = are_newest(lake, articles, known)
    duplicate = pl.col("duplicate_of") != pl.col("article_id")
    return articles.with_columns(
        duplicate_of=pl.when(duplicate).then("duplicate_of"),
        is_newest=newest,
        outcome=pl.when(duplicate)
        .then(pl.lit("duplicate"))
        .when(pl.col("revision") > 1)
        .then(pl.lit("revision"))
        .otherwise(pl.lit("article")),
    ).drop("known_revision", "known_body")


def in_copy_groups(
    lake: duckdb.DuckDBPyConnection, articles: pl.DataFrame, pending: Sequence[Path] = ()
) -> tuple[pl.DataFrame, dict[str, pl.DataFrame]]:
    """Articles with the group of copies that each belongs to, and what is staged with them for the commit.

    Takes what `with_identity` gives, of whole articles; adds copy_group, similarity, is_current and is_copy.
    """
    marks = signatures(articles)
    known = _with_pending("articles", [*NODE_COLUMNS, "copy_group"], pending)
    known = with_moves(lake, known, staged_moves(pending))
    others = _with_pending("signatures", TABLES["signatures"].column_names(), pending)
    articles, moved = with_copies(lake, articles, marks, (known, others))
    return articles, {"signatures": marks, MOVED: moved}


def with_reused_ids_apart(
    lake: duckdb.DuckDBPyConnection,
    articles: pl.DataFrame,
    pending: Sequence[Path],
    note: Callable[[str | None, str], str | None],
) -> pl.DataFrame:
    """Articles of which those whose declared id was that of another story have an id of their own, noted in `extra`.

    Takes what `with_identity` takes, and title, body, source_id, url and extra; comes before it.
    """
    known = _with_pending("articles", ["article_id", "title", "body", "revision"], pending)
    return apart(lake, articles, known, note)


def commit(place: Lake, folder: Path, *, retry: bool = False) -> bool:
    """Load a staged batch in one transaction: all of its tables and its ledger rows, or nothing.

    Call with the writer's lock held. Returns False, and loads nothing, where the ledger shows that the batch is in the
    lake already (a commit whose answer was lost). In a `retry`, what is read takes the place of what was rejected.
    Raises duckdb.Error after a rollback; the batch stays staged.
    """
    with place.transaction() as lake:
        if _is_in_ledger(lake, staged_files(folder, "ledger")):
            return False
        if retry:
            _forget_rejects(lake, staged_files(folder, "ledger"))
        stage(folder, _unlisted_rejects(lake, folder))
        retire_older(lake, staged_files(folder, "articles"))
        move_groups(lake, folder)
        _move_from_merged(lake, staged_files(folder, "entities"))
        _clear_changed_entities(lake, staged_files(folder, "entities"))
        _refuse_known(lake, published_already(folder))
        count_repeats(place, lake, folder)
        for name in BATCH_TABLES:
            _add_files(lake, name, published_files(place, folder, name))
    return True


def insert_rows(place: Lake, name: str, rows: pl.DataFrame, *, instead: bool = False) -> None:
    """Add rows to a table, or put them in the place of all that are there, in a transaction of its own.

    Takes the columns of the table's contract.
    """
    folder = place.staging / "rows" / uuid4().hex
    stage(folder, {name: rows})
    with place.transaction() as lake:
        if instead:
            lake.execute(f"DELETE FROM {name}")
        _add_files(lake, name, published_files(place, folder, name))
    shutil.rmtree(folder, ignore_errors=True)


def replace_entities(place: Lake, entities: pl.DataFrame, moved: pl.DataFrame) -> None:
    """Put rows of `entities` in the place of those with their ids, and give mentions another entity, in one commit.

    Takes rows of the Entity contract, and article_id, revision, published_on, field, start_char and the new entity_id
    (or null) of each mention that moves.
    """
    columns = ", ".join(TABLES["entities"].column_names())
    with place.transaction() as lake:
        lake.register("entities_in", entities.to_arrow())
        lake.execute("DELETE FROM entities WHERE entity_id IN (SELECT entity_id FROM entities_in)")
        lake.execute(f"INSERT INTO entities ({columns}) SELECT {columns} FROM entities_in")
        move_mentions(lake, moved)


def add_staged(place: Lake, lake: duckdb.DuckDBPyConnection, folder: Path, name: str) -> None:
    """Make the staged files of a table part of it, inside a transaction."""
    _add_files(lake, name, published_files(place, folder, name))


def clear_changed_entities(lake: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """Take out the entities of which a staged batch brings a new row, inside the transaction that adds them."""
    _clear_changed_entities(lake, staged_files(folder, "entities"))


def newest_snapshot(lake: duckdb.DuckDBPyConnection) -> int:
    """Number of the newest snapshot."""
    row = lake.execute("SELECT max(snapshot_id) FROM ducklake_snapshots('lake')").fetchone()
    return int(row[0]) if row else 0


def _in_ledger(
    lake: duckdb.DuckDBPyConnection, records: pl.DataFrame, pending: Sequence[Path], where: str = ""
) -> pl.DataFrame:
    """The record_sha256 of these records that are in the ledger.

    The hashes go in as one string: to hand DuckDB a frame costs a tenth of a second of imports.
    """
    ledger = _with_pending("ledger", ["record_sha256", "outcome"], pending)
    hashes = quoted(",".join(records["record_sha256"].drop_nulls()))
    asked = f"(SELECT unnest(string_split({hashes}, ',')) AS record_sha256)"
    found = lake.execute(f"SELECT record_sha256 FROM {ledger} SEMI JOIN {asked} USING (record_sha256) {where}")
    return pl.DataFrame({"record_sha256": [row[0] for row in found.fetchall()]}, schema={"record_sha256": pl.String})


def _is_in_ledger(lake: duckdb.DuckDBPyConnection, ledger: list[Path]) -> bool:
    if not ledger:
        return False
    staged = parquet_relation(ledger)
    # All of them are there, or none: but in a retry, whose records are in the ledger as rejects.
    [(wanted, there)] = lake.execute(
        f"SELECT (SELECT count(*) FROM {staged}), "
        f"(SELECT count(*) FROM {staged} SEMI JOIN ledger USING (record_sha256, outcome))"
    ).fetchall()
    return bool(wanted == there and wanted)


def _forget_rejects(lake: duckdb.DuckDBPyConnection, ledger: list[Path]) -> None:
    """Take out of ledger and rejects what a retry has read again; what is a reject still comes back with the batch."""
    if ledger:
        staged = parquet_relation(ledger)
        lake.execute(
            f"DELETE FROM ledger WHERE outcome = 'reject' AND record_sha256 IN (SELECT record_sha256 FROM {staged})"
        )
        lake.execute(
            f"DELETE FROM rejects WHERE record_sha256 IN (SELECT record_sha256 FROM {staged}) OR "
            f"(record_sha256 IS NULL AND source_uri IN (SELECT source_uri FROM {staged} WHERE outcome <> 'reject'))"
        )


def _add_files(lake: duckdb.DuckDBPyConnection, name: str, files: list[str]) -> None:
    """Make files that lie among the lake's data part of a table: none of their rows is written again.

    They have every column of the contract; a lake that a newer version has written to may have more.
    """
    if files:
        arguments = f"'lake', {quoted(name)}, {file_list(files)}, allow_missing => true"
        lake.execute(f"CALL ducklake_add_data_files({arguments})")


def _refuse_known(lake: duckdb.DuckDBPyConnection, published: dict[str, list[str]]) -> None:
    """Raise DatelineError where a file is part of the lake already.

    DuckLake would add it twice without a word: its rows would be doubled, and deleting them would leave half.
    """
    names = [name.rpartition("/")[2] for files in published.values() for name in files]
    if not names:
        return
    known = lake.execute(
        f"SELECT count(*) FROM {IN_DUCKDB}ducklake_data_file "
        "WHERE regexp_extract(path, '[^/]+$') IN (SELECT unnest(?::VARCHAR[]))",
        [sorted(set(names))],
    ).fetchone()
    if known and known[0]:
        raise DatelineError(
            f"{known[0]:,} files of the batch are part of the lake already, such as {names[0]}",
            "Nothing was loaded; run again, which reads the batch anew",
        )


def _unlisted_rejects(lake: duckdb.DuckDBPyConnection, folder: Path) -> dict[str, pl.DataFrame]:
    """The staged rejects that the lake does not list yet: a file that stays unreadable is met again every night."""
    keys = {
        "rejects": "source_uri, coalesce(source_locator, ''), reason, coalesce(record_sha256, '')",
        "rejected_bytes": "record_sha256",
    }
    rows = {name: staged_rows(folder, name) for name in keys}
    for name, key in keys.items():
        if rows[name].height:
            lake.register("rows_in", rows[name].to_arrow())
            rows[name] = lake.execute(f"FROM rows_in WHERE ({key}) NOT IN (SELECT ({key}) FROM {name})").pl()
            lake.unregister("rows_in")
    return {name: TABLES[name].cast(frame) for name, frame in rows.items()}


def _move_from_merged(lake: duckdb.DuckDBPyConnection, entities: list[Path]) -> None:
    """Move the lake's mentions of entities that a batch brings as merged or blocked: somebody decided it by hand."""
    if not entities:
        return
    decided = (
        f"SELECT n.entity_id, n.merged_into FROM {parquet_relation(entities)} AS n INNER JOIN entities AS k "
        "USING (entity_id) WHERE n.status <> 'active' AND k.status = 'active'"
    )
    gone = lake.execute(decided).pl()
    if gone.is_empty():
        return
    lake.register("gone_in", gone.to_arrow())
    moved = lake.execute(
        "SELECT article_id, revision, published_on, field, start_char, g.merged_into AS entity_id "
        "FROM entity_mentions INNER JOIN gone_in AS g USING (entity_id)"
    ).pl()
    lake.unregister("gone_in")
    move_mentions(lake, moved)


def _clear_changed_entities(lake: duckdb.DuckDBPyConnection, entities: list[Path]) -> None:
    """Take out the entities of which a batch brings a new row: it brings the whole of each row it changes."""
    if entities:
        changed = f"SELECT entity_id FROM {parquet_relation(entities)}"
        lake.execute(f"DELETE FROM entities WHERE entity_id IN ({changed})")


def _with_pending(name: str, columns: list[str], pending: Sequence[Path], condition: str = "true") -> str:
    """Rows of a table of the lake as SQL, together with what batches on their way will add to it."""
    listed = ", ".join(columns)
    parts = [f"SELECT {listed} FROM {name} WHERE {condition}"]
    files = [file for folder in pending for file in staged_files(folder, name)]
    if files:
        parts.append(f"SELECT {listed} FROM {parquet_relation(files)}")
    return f"({' UNION ALL '.join(parts)})"
