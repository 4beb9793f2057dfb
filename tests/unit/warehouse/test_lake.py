import json
import sqlite3
from contextlib import closing
from datetime import date

import polars as pl
import pytest

from tests.builders import empty_lake, ingest, prepared, write_article
from warehouse.ddl import duckdb_type, meaning
from warehouse.errors import DatelineError
from warehouse.lake import Lake, place
from warehouse.load import newest_snapshot
from warehouse.tables import TABLES


def test_the_lake_has_the_declared_columns_types_and_comments(tmp_path):
    lake = Lake(tmp_path / "lake").writer()
    found = lake.execute(
        "SELECT table_name, column_name, data_type, comment, is_nullable FROM duckdb_columns() "
        "WHERE database_name = 'lake' AND schema_name = 'main'"
    ).fetchall()
    declared = {
        (name, column, duckdb_type(contract.dtype), meaning(contract))
        for name, table in TABLES.items()
        for column, contract in table.columns().items()
    }
    assert {row[:4] for row in found if row[0] in TABLES} == declared


@pytest.mark.in_its_folder
def test_fact_tables_are_partitioned_by_month_of_publication(tmp_path):
    write_article(tmp_path / "in", "a.txt", "Body.", " date 2025-03-15 T")
    write_article(tmp_path / "in", "b.txt", "Body b.", " date 2025-04-15 T")
    ingest(tmp_path / "lake", tmp_path / "in")
    folders = {path.parent.relative_to(tmp_path / "lake/data/main/articles").as_posix()
               for path in (tmp_path / "lake/data/main/articles").rglob("*.parquet")}  # fmt: skip
    assert folders == {"year=2025/month=3", "year=2025/month=4"}


@pytest.mark.in_its_folder
def test_the_catalog_is_in_wal_mode(tmp_path):
    Lake(tmp_path / "lake").writer().close()
    with sqlite3.connect(tmp_path / "lake/catalog.sqlite") as catalog:
        assert catalog.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def one_article(folder):
    write_article(folder / "in", "a.txt", "Rates rose 3 percent on Friday.")
    ingest(folder / "lake", folder / "in")


def test_a_reader_keeps_its_snapshot_while_a_writer_commits(tmp_path):
    prepared(one_article, tmp_path)
    reader = Lake(tmp_path / "lake").reader()
    reader.execute("BEGIN")
    assert reader.execute("SELECT count(*) FROM articles").fetchone() == (1,)
    write_article(tmp_path / "in", "b.txt", "Another body.")
    ingest(tmp_path / "lake", tmp_path / "in")
    assert reader.execute("SELECT count(*) FROM articles").fetchone() == (1,)
    reader.execute("COMMIT")
    assert reader.execute("SELECT count(*) FROM articles").fetchone() == (2,)


@pytest.mark.in_its_folder
def test_a_reader_on_many_threads_sees_the_catalog_in_one_state(tmp_path):
    """DuckDB would read each of the catalog's tables as it is at that moment, whatever was read before."""
    prepared(one_article, tmp_path)
    rows = (
        "SELECT record_count FROM __ducklake_metadata_lake.ducklake_table_stats "
        "JOIN __ducklake_metadata_lake.ducklake_table USING (table_id) WHERE table_name = 'articles'"
    )
    reader = Lake(tmp_path / "lake").reader()
    reader.execute("SET threads = 4")
    reader.execute("BEGIN")
    assert reader.execute(rows).fetchall() == [(1,)]
    write_article(tmp_path / "in", "b.txt", "Another body.")
    ingest(tmp_path / "lake", tmp_path / "in")
    assert reader.execute(rows).fetchall() == [(1,)]
    reader.execute("COMMIT")
    assert reader.execute(rows).fetchall() == [(2,)]


def test_a_past_snapshot_is_read_with_its_views(tmp_path):
    prepared(one_article, tmp_path)
    first = Lake(tmp_path / "lake").reader()
    snapshot = first.execute("SELECT max(snapshot_id) FROM ducklake_snapshots('lake')").fetchone()[0]
    write_article(tmp_path / "in", "b.txt", "Rates rose 4 percent and 5 percent.")
    ingest(tmp_path / "lake", tmp_path / "in")
    past = Lake(tmp_path / "lake").reader(snapshot)
    assert past.execute("SELECT value FROM percentages").fetchall() == [(3.0,)]


def test_two_writers_are_kept_apart(tmp_path):
    lake = Lake(tmp_path / "lake")
    with lake.writer_lock(), pytest.raises(DatelineError, match="Another process"), Lake(lake.path).writer_lock(0.1):
        pass


def test_a_lake_of_a_newer_version_is_refused(tmp_path):
    lake = Lake(tmp_path / "lake")
    lake.writer().close()
    lake.store.catalog.write("lake.json", json.dumps({"format": 99}))
    with pytest.raises(DatelineError, match="Upgrade dateline"):
        lake.reader()
    with pytest.raises(DatelineError, match="Upgrade dateline"):
        lake.writer()


def test_a_missing_lake_is_named_with_the_remedy(tmp_path):
    with pytest.raises(DatelineError, match="dateline ingest"):
        Lake(tmp_path / "none").reader()


@pytest.mark.in_its_folder
def test_a_lake_inside_a_file_cannot_be_written(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(DatelineError, match="writable folder"):
        Lake(tmp_path / "file" / "lake").writer()


def test_a_column_that_an_older_version_lacked_is_added(tmp_path):
    prepared(one_article, tmp_path)
    older = Lake(tmp_path / "lake").writer()
    older.execute("ALTER TABLE articles DROP COLUMN byline")
    older.close()
    Lake(tmp_path / "lake").store.catalog.write("lake.json", json.dumps({"format": 1, "schema": "older"}))
    newer = Lake(tmp_path / "lake").writer()
    assert newer.execute("SELECT byline FROM articles").fetchall() == [(None,)]


def test_a_table_whose_types_an_older_version_declared_otherwise_is_written_anew(tmp_path):
    prepared(one_article, tmp_path)
    older = Lake(tmp_path / "lake").writer()
    before = older.execute("SELECT text, start_char, end_char FROM numeric_facts").fetchall()
    older.execute("ALTER TABLE numeric_facts RENAME TO signed")
    older.execute("CREATE TABLE numeric_facts AS SELECT * REPLACE (start_char::UINTEGER AS start_char) FROM signed")
    older.execute("DROP TABLE signed")
    older.close()
    Lake(tmp_path / "lake").store.catalog.write("lake.json", json.dumps({"format": 1, "schema": "older"}))
    write_article(tmp_path / "in", "b.txt", "Rates fell 4 percent on Monday.")
    ingest(tmp_path / "lake", tmp_path / "in")
    newer = Lake(tmp_path / "lake").reader()
    types = {row[0]: row[1] for row in newer.execute("DESCRIBE numeric_facts").fetchall()}
    assert (types["start_char"], types["end_char"]) == ("INTEGER", "INTEGER")
    rows = newer.execute("SELECT text, start_char, end_char FROM numeric_facts ORDER BY text").fetchall()
    assert rows == sorted([*before, ("4 percent", 11, 20)])


def test_distances_between_places_may_be_negative(tmp_path):
    prepared(one_article, tmp_path)
    distance = "SELECT n.start_char - t.start_char FROM numeric_facts AS n, temporal_mentions AS t"
    assert Lake(tmp_path / "lake").reader().execute(distance).fetchall() == [(-13,)]


@pytest.mark.in_its_folder
def test_a_half_made_lake_is_finished_by_the_next_writer(tmp_path):
    Lake(tmp_path / "lake").writer().close()
    (tmp_path / "lake/lake.json").unlink()
    Lake(tmp_path / "lake").writer().close()
    assert Lake(tmp_path / "lake").exists()


@pytest.mark.in_its_folder
def test_a_lake_can_be_moved(tmp_path):
    prepared(one_article, tmp_path)
    (tmp_path / "lake").rename(tmp_path / "moved")
    rows = Lake(tmp_path / "moved").reader().execute("SELECT body, published_on FROM articles").fetchall()
    assert rows == [("Rates rose 3 percent on Friday.", date(2025, 3, 15))]


def test_contracts_and_frames_agree():
    assert (
        pl.Schema({"currency": pl.String, "rate_on": pl.Date, "units_per_eur": pl.Float64})
        == TABLES["fx_rates"].create_empty().schema
    )


@pytest.mark.in_its_folder
@pytest.mark.parametrize(("behind", "known"), [(0, False), (1, False), (0, True)])
def test_files_of_a_new_lakes_first_commit_are_told_from_those_of_a_lost_catalog(tmp_path, monkeypatch, behind, known):
    """Killed before the first rows are committed, a catalog names no file at all, like one that was made by itself."""
    monkeypatch.setattr(place, "_IN_USE", set())
    lake = Lake(tmp_path / "lake")
    with lake.writer_lock(), closing(lake.writer()) as writer:
        snapshot = newest_snapshot(writer)
    left = lake.data / "main/runs/ducklake-1.parquet"
    left.parent.mkdir(parents=True)
    left.write_bytes(b"of a commit that never came")
    record = {"snapshot": snapshot - behind, "files": ["main/runs/ducklake-1.parquet"] if known else []}
    (lake.staging / "transaction.json").write_text(json.dumps(record))
    if behind or known:
        with pytest.raises(DatelineError, match="knows none of them"):
            lake.check()
        assert left.exists()
        return
    lake.reader().close()
    assert left.exists()
    with lake.writer_lock():
        lake.writer().close()
    assert not left.exists()


def test_what_a_file_with_nulls_alone_in_a_part_holds_is_found_after_the_next_file(tmp_path):
    lake = empty_lake(tmp_path / "lake")
    folder = lake.data / "main" / "entity_aliases"
    folder.mkdir(parents=True, exist_ok=True)
    names = [f"name {number}" for number in range(2048)] + [None] * 2048
    for file, source in (("long", names), ("short", ["zoe"])):
        rows = pl.DataFrame({"alias": source, "entity_id": ["x"] * len(source)}, schema_overrides={"alias": pl.String})
        rows.write_parquet(folder / f"{file}.parquet", row_group_size=2048)
        with lake.transaction() as connection:
            connection.execute(
                f"CALL ducklake_add_data_files('lake', 'entity_aliases', '{folder}/{file}.parquet', "
                "allow_missing => true)"
            )
    with closing(lake.reader()) as reader:
        counted = reader.execute("SELECT count(*) FROM entity_aliases WHERE alias = 'name 7'").fetchone()
    assert counted == (1,)
