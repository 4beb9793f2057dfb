"""Where a lake lies, by what the environment says."""

from contextlib import closing

import duckdb
import pytest

from tests.builders import ingest_as_it_is, write_article
from warehouse.errors import DatelineError, StoreAway
from warehouse.lake import Lake
from warehouse.lake.faults import explained
from warehouse.lake.leftovers import _OURS
from warehouse.lake.moving import move
from warehouse.lake.store import local_store, store_at


def test_a_lake_is_in_its_folder_where_nothing_is_said(tmp_path):
    store = store_at(tmp_path)
    assert (store.catalog.address, store.data.address) == (f"sqlite:{tmp_path}/catalog.sqlite", f"{tmp_path}/data/")


def test_data_may_lie_in_a_folder_of_their_own_and_be_moved_from_there(tmp_path, monkeypatch):
    monkeypatch.setenv("DATELINE_DATA", str(tmp_path / "disk"))
    write_article(tmp_path / "in", "a.txt", "It cost $5.")
    ingest_as_it_is(tmp_path / "lake", tmp_path / "in")
    lake = Lake(tmp_path / "lake")
    assert list((tmp_path / "disk/main/articles").rglob("*.parquet"))
    assert not (tmp_path / "lake/data").exists()
    moved = Lake(tmp_path / "moved", local_store(tmp_path / "moved"))
    done = move(lake, moved)
    assert (done["copied"], done["files"]) == (done["files"], done["copied"])
    assert move_is_refused(lake, moved)
    with closing(moved.reader()) as reader:
        assert reader.execute("SELECT value FROM money").fetchall() == [(5.0,)]


def move_is_refused(lake, moved):
    with pytest.raises(DatelineError, match="There is a lake at"):
        move(lake, moved)
    with pytest.raises(DatelineError, match="to itself"):
        move(lake, lake)
    return True


@pytest.mark.parametrize(
    ("variable", "said", "told"),
    [
        ("DATELINE_CATALOG", "mysql:host=x password=word-of-mine", "no PostgreSQL database"),
        ("DATELINE_CATALOG", "postgres:host='x password=word-of-mine", "no connection string"),
        ("DATELINE_CATALOG", "postgres://me:word-of-mine@[::1/x", "no connection string"),
        ("DATELINE_DATA", "ftp://me:word-of-mine@host/x", "names no bucket"),
        ("DATELINE_DATA", "s3://me:word-of-mine@bucket/x", "names no bucket"),
        ("DATELINE_DATA", "s3:///x", "names no bucket"),
    ],
)
def test_an_address_that_is_none_is_refused_and_not_repeated(tmp_path, monkeypatch, variable, said, told):
    monkeypatch.setenv(variable, said)
    with pytest.raises(DatelineError, match=told) as error:
        Lake(tmp_path)
    assert "word-of-mine" not in str(error.value)


def test_a_password_is_no_part_of_what_is_attached(tmp_path, monkeypatch):
    monkeypatch.setenv("DATELINE_CATALOG", "postgres://me:word-of-mine@db.example:5433/news")
    catalog = Lake(tmp_path).store.catalog
    assert catalog.name == "the database news of PostgreSQL at db.example:5433"
    assert "word-of-mine" not in f"{catalog.address} {catalog.name}"


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (duckdb.TransactionException('Failed to execute query "ROLLBACK": '), "PostgreSQL went away"),
        (duckdb.Error("server closed the connection unexpectedly"), "PostgreSQL went away"),
        (duckdb.HTTPException("HTTP GET error reading 's3://b/x' (HTTP 403 Forbidden)"), "refuses to be read"),
        (duckdb.HTTPException("HTTP GET error on 's3://b/x' (HTTP 404 Not Found)"), "lacks a file"),
        (duckdb.IOException("Could not establish connection error for HTTP HEAD to 's3://b/x'"), "did not answer"),
    ],
)
def test_what_duckdb_says_of_a_place_elsewhere_is_told_with_its_cause(error, told):
    assert told in str(explained(error))


def test_words_of_a_query_are_not_taken_for_a_fault_of_a_server():
    assert explained(duckdb.ConversionException("Could not convert 'HTTP 403 server closed the connection'")) is None
    assert explained(duckdb.IOException("Cannot open file: too many of them are open")) is None
    assert not issubclass(DatelineError, StoreAway)


@pytest.mark.parametrize(
    "said", ["disk I/O error", "database or disk is full", "write failed: No space left on device"]
)
def test_a_full_disk_is_said_with_what_it_stopped(said):
    assert said in str(explained(duckdb.Error(said)))
    assert "Make room" in str(explained(duckdb.IOException(said)))


@pytest.mark.parametrize(
    ("name", "ours"),
    [
        ("main/articles/year=2025/month=3/01a22989-368c-4d15-8b5c-94031b3b64e4.parquet", True),
        ("main/ledger/ducklake-01a22989-368c-7d15-8b5c-94031b3b64e4-delete.parquet", True),
        (f"main/articles/year=2025/month=3/{'a' * 32}-000012-{'0' * 16}.parquet", True),
        ("main/articles/mine.parquet", False),
        ("backup/articles/01a22989-368c-4d15-8b5c-94031b3b64e4.parquet", False),
        ("main/articles/01a22989-368c-4d15-8b5c-94031b3b64e4.parquet.old", False),
    ],
)
def test_only_files_with_names_that_are_given_here_can_be_orphans(name, ours):
    assert bool(_OURS.fullmatch(name)) is ours
