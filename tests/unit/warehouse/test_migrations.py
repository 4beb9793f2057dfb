"""Lakes of older versions become what this version declares, with the rows they had."""

import json
import shutil
import tarfile
from contextlib import closing
from datetime import date

import dataframely as dy
import pytest

from tests.builders import ingest, write_article
from tests.conftest import LAKES
from warehouse.checks import run_checks
from warehouse.errors import DatelineError
from warehouse.export import export
from warehouse.lake import Lake
from warehouse.load import newest_snapshot
from warehouse.migrations import schema_stamp
from warehouse.sql_files import sql_objects
from warehouse.status import status
from warehouse.tables import PARTITIONED_TABLES, TABLES, Article, Run

VERSIONS = ("0.1.0", "0.3.2", "0.4.1")


def of_one_version(*others):
    """For what comes to a lake of any version alike: by default one of them, among the slow tests the others too."""
    return pytest.mark.parametrize(
        "older", ["0.3.2", *(pytest.param(version, marks=pytest.mark.slow) for version in others)], indirect=True
    )


@pytest.fixture(scope="module")
def upgraded_lakes(tmp_path_factory):
    """Where the lake of each version lies, brought up to date once."""
    folder = tmp_path_factory.mktemp("upgraded")
    for version in VERSIONS:
        with tarfile.open(LAKES / f"{version}.tar.gz") as archive:
            archive.extractall(folder / version, filter="data")
        Lake(folder / version).writer().close()
    return folder


@pytest.fixture(params=VERSIONS)
def upgraded(request, upgraded_lakes, tmp_path):
    """A lake of an older version after its upgrade."""
    shutil.copytree(upgraded_lakes / request.param, tmp_path / "older")
    return Lake(tmp_path / "older")


@pytest.fixture(params=VERSIONS)
def older(request, tmp_path):
    """A lake as an older version left it."""
    with tarfile.open(LAKES / f"{request.param}.tar.gz") as archive:
        archive.extractall(tmp_path / "older", filter="data")
    return Lake(tmp_path / "older")


@pytest.fixture
def declare(monkeypatch):
    """Another contract in the place of a table's own, as a next version might declare it."""
    schema_stamp.cache_clear()
    yield lambda name, contract: (monkeypatch.setitem(TABLES, name, contract), schema_stamp.cache_clear())
    schema_stamp.cache_clear()


def schema(lake):
    """Columns, tables, views and partitions as the catalog tells them."""
    connection = lake.reader()
    mine = "WHERE database_name = 'lake' AND schema_name = 'main' ORDER BY ALL"
    catalog = "__ducklake_metadata_lake.ducklake"
    return [
        connection.execute(query).fetchall()
        for query in (
            "SELECT table_name, column_name, data_type, is_nullable, column_default, comment "
            f"FROM duckdb_columns() {mine}",
            f"SELECT table_name, comment FROM duckdb_tables() {mine}",
            f"SELECT view_name, sql, comment FROM duckdb_views() {mine}",
            f"SELECT table_name, partition_key_index, transform FROM {catalog}_partition_info AS p "
            f"JOIN {catalog}_partition_column USING (partition_id) "
            f"JOIN {catalog}_table AS t ON p.table_id = t.table_id "
            "WHERE p.end_snapshot IS NULL AND t.end_snapshot IS NULL ORDER BY ALL",
        )
    ]


def columns(reader, names):
    return {name: [row[0] for row in reader.execute(f"DESCRIBE {name}").fetchall()] for name in names}


def rows(reader, name, listed=("*",)):
    return reader.execute(f"SELECT {', '.join(listed)} FROM {name} ORDER BY ALL").fetchall()


@pytest.fixture(scope="module")
def new_schema(tmp_path_factory):
    """The schema of a lake that this version makes."""
    new = Lake(tmp_path_factory.mktemp("new") / "lake")
    new.writer().close()
    return schema(new)


def test_an_upgraded_lake_and_a_new_one_have_equal_schemas(upgraded, new_schema):
    assert schema(upgraded) == new_schema
    assert {name for name, _, _ in schema(upgraded)[3]} == set(PARTITIONED_TABLES)


def test_every_table_and_mart_has_the_rows_it_had(older):
    reader = older.reader()
    there = {row[0] for row in reader.execute("SELECT view_name FROM duckdb_views()").fetchall()}
    marts = [name for name in sql_objects("marts") if name in there]  # the others came later
    names = [*(name for name in TABLES if name not in ("forgotten", "signatures")), *marts]  # which came later too
    listed = columns(reader, names)
    before = {name: rows(reader, name, listed[name]) for name in names}
    assert [name for name in names if not before[name]] == []
    reader.close()
    older.writer().close()
    reader = older.reader()
    assert {name: rows(reader, name, listed[name]) for name in names} == before
    # Columns of marts that came later follow those that were there.
    after = columns(reader, marts)
    assert [after[name][: len(listed[name])] for name in marts] == [listed[name] for name in marts]


@of_one_version("0.1.0", "0.4.1")
def test_an_older_lake_is_read_as_it_is_until_a_writer_comes(older):
    before = newest_snapshot(older.reader())
    assert [run["articles"] for run in status(older)["runs"]] == [0, 3]
    assert older.reader().execute("SELECT count(*) FROM money").fetchone() > (0,)
    assert newest_snapshot(older.reader()) == before


def test_runs_of_before_gave_no_warnings(upgraded):
    assert rows(upgraded.reader(), "runs", ["check_warnings"]) == [(0,), (0,)]


@of_one_version("0.1.0")
def test_facts_of_before_have_no_role_and_new_ones_do(older, tmp_path):
    write_article(tmp_path / "in", "new.txt", "The fire killed 12 people and cost $5 million.", " date 2026-03-18 T")
    ingest(older.path, tmp_path / "in", as_of=date(2026, 3, 18))
    connection = older.reader()
    roles = "SELECT DISTINCT role FROM numeric_facts WHERE published_on {} '2026-03-18' ORDER BY ALL"
    assert connection.execute(roles.format("<")).fetchall() == [(None,)]
    assert connection.execute(roles.format("=")).fetchall() == [("killed",), ("price",)]
    assert connection.execute("SELECT role, value FROM casualties").fetchall() == [("killed", 12.0)]


@of_one_version("0.1.0", "0.4.1")
def test_since_a_snapshot_of_before_the_upgrade_does_not_send_whole_tables_again(older, tmp_path):
    with closing(older.reader()) as reader:
        before = newest_snapshot(reader)
        there = {row[0] for row in reader.execute("SHOW TABLES").fetchall()}
    write_article(tmp_path / "in", "new.txt", "The fire cost $5 million.", " date 2026-03-18 T")
    ingest(older.path, tmp_path / "in", as_of=date(2026, 3, 18))
    tables = [name for name in ("articles", "sentences", "numeric_facts", "quotations", "runs") if name in there]
    sent = export(older, tmp_path / "out", tables, since=before)["tables"]
    rows = {name: sent[name]["rows"] if name in sent else 0 for name in tables}
    assert rows == {"articles": 1, "sentences": 2, "numeric_facts": 1, "quotations": 0, "runs": 1}
    assert [name for name in sent if name.endswith("_removed")] == []


@of_one_version("0.1.0", "0.4.1")
def test_it_is_one_commit(older):
    before = newest_snapshot(older.reader())
    older.writer().close()
    assert newest_snapshot(older.reader()) == before + 1
    older.writer().close()
    assert newest_snapshot(older.reader()) == before + 1


@of_one_version("0.1.0", "0.4.1")
def test_the_next_night_goes_on_where_the_older_version_stopped(older, tmp_path):
    write_article(tmp_path / "in", "same.txt", "It cost $5 million and took three weeks.", " date 2026-03-18 T")
    write_article(
        tmp_path / "in",
        "repeated.txt",
        "Repairs to the harbour bridge will cost $6 million and take three weeks, said Anna Lindqvist, the mayor.",
        " date 2026-03-18 Another paper",
    )
    account = ingest(older.path, tmp_path / "in", as_of=date(2026, 3, 18))
    assert (account.articles, account.duplicates) == (1, 1)
    assert run_checks(older.reader()) == {}
    amounts = older.reader().execute("SELECT value FROM money WHERE published_on = '2026-03-18'").fetchall()
    assert amounts == [(5e6,)]


class Reviewed(Article):
    """One revision of one article, as it was read and reviewed."""

    words = dy.Int64(nullable=False, metadata={"about": "Length of the body"})
    reviews = dy.Int32(nullable=False, metadata={"about": "How often it was read again", "default": 0})
    reviewer = dy.String(nullable=False, metadata={"about": "Who did", "default": "nobody's"})
    is_sound = dy.Bool(nullable=False, metadata={"about": "Whether it is", "default": True})
    remark = dy.String(nullable=True, metadata={"about": "What was found"})


@of_one_version("0.1.0", "0.4.1")
def test_a_change_of_type_and_new_columns_that_are_not_nullable_in_one_upgrade(older, declare):
    before = older.reader().execute("SELECT article_id, revision, words::BIGINT FROM articles ORDER BY ALL").fetchall()
    declare("articles", Reviewed)
    older.writer().close()
    found = older.reader().execute(
        "SELECT article_id, revision, words, reviews, reviewer, is_sound, remark FROM articles ORDER BY ALL"
    )
    assert found.fetchall() == [(*row, 0, "nobody's", True, None) for row in before]
    types = {row[0]: row[1:3] for row in older.reader().execute("DESCRIBE articles").fetchall()}
    assert (types["words"], types["reviews"], types["remark"]) == (
        ("BIGINT", "NO"), ("INTEGER", "NO"), ("VARCHAR", "YES")
    )  # fmt: skip


class Unfillable(Article):
    """One revision of one article, and what nobody can know of those loaded before."""

    words = dy.Int64(nullable=False, metadata={"about": "Length of the body"})
    mood = dy.String(nullable=False, metadata={"about": "Mood of the reader"})


@of_one_version("0.1.0", "0.4.1")
def test_an_upgrade_that_cannot_be_made_changes_nothing(older, declare, monkeypatch):
    before = rows(older.reader(), "articles"), schema(older), newest_snapshot(older.reader())
    with monkeypatch.context() as other:
        other.setitem(TABLES, "articles", Unfillable)
        schema_stamp.cache_clear()
        with pytest.raises(DatelineError, match=r"articles\.mood.*nothing in it was changed"):
            older.writer()
    assert (rows(older.reader(), "articles"), schema(older), newest_snapshot(older.reader())) == before
    schema_stamp.cache_clear()
    older.writer().close()
    assert newest_snapshot(older.reader()) == before[2] + 1


class Declared(Article):
    """One revision of one article, declared a little otherwise."""

    byline = dy.String(nullable=False, metadata={"about": "Author", "default": "unknown"})
    source = dy.String(nullable=True, metadata={"about": "Source"})


@of_one_version("0.1.0", "0.4.1")
def test_what_was_null_gets_the_default_where_a_column_no_longer_may_be(older, declare):
    declare("articles", Declared)
    older.writer().close()
    connection = older.reader()
    assert connection.execute("SELECT DISTINCT byline FROM articles").fetchall() == [("unknown",)]
    nulls = {row[0]: row[2] for row in connection.execute("DESCRIBE articles").fetchall()}
    assert (nulls["byline"], nulls["source"]) == ("NO", "YES")


class Relaxed(Run):
    """One attempt."""

    sources = dy.String(nullable=True, metadata={"about": "Paths", "default": "inbox"})
    machine = dy.String(nullable=True, metadata={"about": "Machine", "default": "here"})


def test_defaults_nullability_and_comments_change_without_writing_rows_again(upgraded, declare):
    files = set(upgraded.data.rglob("*.parquet"))
    declare("runs", Relaxed)
    upgraded.writer().close()
    assert set(upgraded.data.rglob("*.parquet")) == files
    declared, tables, *_ = schema(upgraded)
    found = {column: about for table, column, *about in declared if table == "runs"}
    assert found["sources"] == ["VARCHAR", True, "'inbox'", "Paths"]
    assert found["machine"] == ["VARCHAR", True, "'here'", "Machine"]
    assert ("runs", "One attempt.") in tables
    assert {row[0] for row in upgraded.reader().execute("SELECT machine FROM runs").fetchall()} == {"here"}


def test_columns_of_a_newer_version_stay_and_do_not_stop_an_older_one(upgraded, tmp_path):
    newer = upgraded.writer()
    newer.execute("ALTER TABLE runs RENAME TO runs_before")
    newer.execute("CREATE TABLE runs AS SELECT *, 'x' AS shade, 'y' AS tone FROM runs_before")
    newer.execute("DROP TABLE runs_before")
    newer.execute("ALTER TABLE runs ALTER COLUMN shade SET NOT NULL")
    newer.close()
    (upgraded.path / "lake.json").write_text(json.dumps({"format": 2, "schema": "another"}), encoding="utf-8")
    write_article(tmp_path / "in", "a.txt", "Body.", " date 2026-03-18 T")
    ingest(upgraded.path, tmp_path / "in")
    found = upgraded.reader().execute("SELECT shade, tone FROM runs ORDER BY ALL").fetchall()
    assert found == [("x", "y"), ("x", "y"), (None, None)]
