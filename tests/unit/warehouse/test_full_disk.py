"""Where the disk of a lake is full, readers read a copy of its catalog; tests/crash/matrix.py has a disk that is."""

import os
import sqlite3
import time
from contextlib import closing

import duckdb
import pytest

from tests.broken_lakes import write_wire
from tests.builders import ingest
from warehouse.errors import DatelineError
from warehouse.lake import Lake, full_disk
from warehouse.lake.full_disk import copy_of

pytestmark = pytest.mark.in_its_folder


@pytest.fixture
def catalog(tmp_path):
    """A database with a row in its main file and one in its write-ahead log, and one that is not committed."""
    path = tmp_path / "catalog.sqlite"
    with closing(sqlite3.connect(path, isolation_level=None)) as writer:
        writer.execute("PRAGMA journal_mode = WAL")
        writer.execute("CREATE TABLE t AS SELECT 1 AS n")
        writer.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        writer.execute("INSERT INTO t VALUES (2)")
        writer.execute("BEGIN")
        writer.execute("INSERT INTO t VALUES (3)")
        yield path


def numbers(path):
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute("SELECT n FROM t ORDER BY n").fetchall()


def test_a_copy_has_what_is_committed_and_nothing_else(catalog):
    assert catalog.with_name("catalog.sqlite-wal").stat().st_size > 0
    assert numbers(copy_of(catalog)) == [(1,), (2,)]


def test_a_catalog_that_is_written_to_is_not_copied(catalog, monkeypatch):
    run = full_disk.subprocess.run

    def write_meanwhile(*arguments, **named):
        run(*arguments, **named)
        os.utime(catalog.with_name("catalog.sqlite-wal"))

    monkeypatch.setattr(full_disk.subprocess, "run", write_meanwhile)
    assert copy_of(catalog) is None


def test_a_catalog_that_was_written_to_this_moment_is_not_copied(catalog, monkeypatch):
    monkeypatch.setattr(time, "sleep", lambda _: os.utime(catalog))
    assert copy_of(catalog) is None


def test_where_no_disk_has_room_there_is_no_copy(catalog, monkeypatch, tmp_path):
    monkeypatch.setattr(full_disk, "_PLACES", (tmp_path / "none", catalog))
    assert copy_of(catalog) is None


@pytest.fixture
def full(tmp_path, monkeypatch):
    """A lake whose own catalog cannot be attached, as SQLite says it of a full disk."""
    ingest(tmp_path / "lake", write_wire(tmp_path / "wire.jsonl", "The port cost $5 million."))
    lake, real = Lake(tmp_path / "lake"), Lake.attached

    def attached(self, options, catalog=None):
        if catalog is None:
            error = duckdb.Error("Failed to prepare query: disk I/O error")
            raise self._unopened(error) from error
        return real(self, options, catalog)

    monkeypatch.setattr(Lake, "attached", attached)
    monkeypatch.setattr("warehouse.lake.place._ROOM_PATIENCE_SECONDS", 0)
    return lake


def test_a_lake_on_a_full_disk_is_read_and_its_past_too(full):
    for snapshot in (None, 1):
        with closing(full.reader(snapshot)) as reader:
            assert reader.execute("SELECT count(*) FROM articles").fetchall() == [(0 if snapshot else 1,)]


def test_where_no_other_disk_has_room_a_reader_says_so(full, monkeypatch):
    monkeypatch.setattr(full_disk, "_PLACES", ())
    for snapshot in (None, 1):
        with pytest.raises(DatelineError, match=r"A disk is full, or not sound .*Make room"):
            full.reader(snapshot)
