"""A lake in PostgreSQL and S3 while things go wrong: processes killed, servers gone, keys that are none."""

import os
import re
import shutil
import subprocess
import sys
import threading
from contextlib import closing
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer

import duckdb
import pytest

from flows.retrying import COMMIT_DELAYS, retried
from tests.builders import ingest, lake_of_one_article, write_article
from tests.conftest import ROOT
from tests.stores import BUCKET, PASSWORD, SECRETS, command, database_of, free_port, rows, values
from warehouse import overrides, runs
from warehouse.errors import DatelineError, StoreAway
from warehouse.lake import Lake, moving, place
from warehouse.lake.moving import move
from warehouse.lake.postgres_catalog import PostgresCatalog
from warehouse.lake.s3_data import S3Data
from warehouse.lake.store import Store, local_store
from warehouse.maintenance import maintain
from warehouse.query import ask, first_rows, run, session

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]


@pytest.fixture
def lake(tmp_path, on_servers):
    """A lake of one article on the servers."""
    return lake_of_one_article(tmp_path)


def test_a_database_whose_data_is_gone_is_called_by_its_name(tmp_path, on_servers):
    write_article(tmp_path / "in", "a.txt", "It cost $5.")
    lake = tmp_path / "lake"
    words = (sys.executable, "-m", "flows.cli", "ingest", str(tmp_path / "in"), "--lake", str(lake))
    environment = {**os.environ, "DATELINE_CATALOG": on_servers.postgres.make("lost")}
    subprocess.run(words, cwd=ROOT, env=environment, check=True, capture_output=True)
    shutil.rmtree(lake / "data")
    told = subprocess.run(words, cwd=ROOT, env=environment, check=False, capture_output=True, text=True)
    assert told.returncode == 2
    assert re.search(r"none of the \d+ files that .*lost.* names is there", told.stderr)
    assert "restore the database" in told.stderr
    assert "sqlite" not in told.stderr


@pytest.mark.parametrize("point", ["placed", "before_commit", "within_commit", "after_commit"])
def test_a_committer_that_is_killed_is_finished_by_another_machine(tmp_path, on_servers, point):
    """The fourth transaction of a new lake commits the batch: tables, the row of the run, the rates come before."""
    write_article(tmp_path / "in", "a.txt", "It cost $5.")
    name = database_of(tmp_path / "lake")
    words = ("-m", "tests.crash.driver", str(tmp_path / "one"), "1000000", str(tmp_path / "in"))
    killed = command(on_servers, name, *words, DATELINE_KILL_AT=f"{point}:4")
    said, _ = killed.communicate(timeout=600)
    assert killed.returncode == -9, said
    lake = Lake(tmp_path / "lake")
    landed = point == "after_commit"
    if point == "within_commit":  # at any moment of it
        landed = bool(values(lake))
    assert values(lake) == ([5.0] if landed else [])
    account = ingest(lake.path, tmp_path / "in")
    assert (account.articles, account.known) == ((0, 1) if landed else (1, 0))
    assert values(lake) == [5.0]
    assert rows(lake, "SELECT count(*) FROM ledger") == [(1,)]
    assert rows(lake, "SELECT state, count(*) FROM runs GROUP BY 1 ORDER BY 1") == [("completed", 1), ("crashed", 1)]


def test_two_writers_with_folders_of_their_own_come_one_after_the_other(tmp_path, on_servers, lake):
    name = database_of(lake.path)
    started = []
    for number in (1, 2):
        write_article(tmp_path / f"in{number}", f"{number}.txt", f"It cost ${number}0.")
        words = ("-m", "flows.cli", "ingest", str(tmp_path / f"in{number}"), "--wait", "300")
        started.append(command(on_servers, name, *words, "--lake", str(tmp_path / f"machine{number}")))
    for process in started:
        said, _ = process.communicate(timeout=600)
        assert process.returncode == 0, said
        assert not any(secret in said for secret in SECRETS)
    assert values(lake) == [5.0, 10.0, 20.0]


def test_a_second_writer_is_told_who_writes_and_maintenance_waits_for_it(lake):
    with lake.writer_lock(), pytest.raises(DatelineError, match=rf"Another process .*dateline writer .*:{os.getpid()}"):
        maintain(Lake(lake.path), 30, wait_seconds=0.3)


def test_a_server_that_was_restarted_while_nobody_asked_is_no_error(lake, on_servers):
    with lake.writer_lock():
        with lake.transaction() as connection:
            connection.execute("DELETE FROM forgotten")
        on_servers.postgres.restart()
        retried(lambda: runs.mark_crashed(lake), COMMIT_DELAYS)
    assert values(lake) == [5.0]


def test_a_server_that_is_restarted_in_a_transaction_is_named_and_the_whole_of_it_repeated(lake, on_servers):
    told, restarts = [], [True]

    def work():
        try:
            with lake.transaction() as connection:
                connection.execute(
                    "INSERT INTO forgotten VALUES ('a', NULL, 'court order', ?)", [datetime(2026, 3, 23, tzinfo=UTC)]
                )
                if restarts:
                    restarts.pop()
                    on_servers.postgres.restart()
        except StoreAway as error:
            told.append(str(error))
            raise

    with lake.writer_lock():
        retried(work, COMMIT_DELAYS)
    assert len(told) == 1
    assert "of PostgreSQL at 127.0.0.1" in told[0]
    assert rows(lake, "SELECT article_id FROM forgotten") == [("a",)]


def test_a_commit_whose_answer_was_lost_is_found_in_the_catalog(lake, monkeypatch):
    """The error of a COMMIT says nothing of whether it landed."""

    class Deaf:
        def __init__(self, connection):
            self._connection = connection

        def execute(self, sql, *values):
            done = self._connection.execute(sql, *values)
            if sql == "COMMIT":
                raise duckdb.TransactionException('Failed to execute query "COMMIT": ')
            return done

    with lake.writer_lock(), closing(lake.writer()) as connection:
        with lake._commit(Deaf(connection)):
            connection.execute("INSERT INTO forgotten VALUES ('a', NULL, 'x', now())")
        assert rows(lake, "SELECT count(*) FROM forgotten") == [(1,)]


def test_a_reader_of_a_server_that_went_is_told_so_and_reads_again_when_it_is_back(lake, on_servers):
    connection = session(lake)
    assert ask(connection, "SELECT count(*) FROM articles").fetchall() == [(1,)]
    on_servers.postgres.stop("immediate")
    try:
        with pytest.raises(DatelineError, match="PostgreSQL"):
            first_rows(ask(connection, "SELECT max(title) FROM articles"), 1)
        with pytest.raises(StoreAway, match="cannot be used"):
            lake.reader()
    finally:
        on_servers.postgres.start()
    assert values(lake) == [5.0]


class _Refusing(BaseHTTPRequestHandler):
    """An S3 server that lets nobody in."""

    def _refuse(self):
        body = b"<?xml version='1.0'?><Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>"
        self.send_response(403)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    do_GET = do_PUT = do_HEAD = do_POST = _refuse  # noqa: N815

    def log_message(self, *_):
        pass


def test_what_cannot_be_used_is_one_line_with_a_remedy_and_without_secrets(lake, on_servers, monkeypatch, tmp_path):
    postgres, name = on_servers.postgres, database_of(lake.path)
    good = PostgresCatalog(postgres.address(name), tmp_path)
    data = lake.store.data

    def told(store):
        monkeypatch.setattr(place, "STORE_AT", lambda _: store)
        with pytest.raises(DatelineError) as error, Lake(tmp_path / "elsewhere").writer_lock():
            pass
        assert not any(secret in str(error.value) for secret in SECRETS)
        assert "\n" not in str(error.value)
        return str(error.value)

    wrong = PostgresCatalog(postgres.address(name, "another-word"), tmp_path)
    assert "password authentication failed" in told(Store(wrong, data))
    assert "PGPASSWORD" in told(Store(wrong, data))
    assert "does not exist" in told(Store(PostgresCatalog(postgres.address("nowhere"), tmp_path), data))
    nobody = PostgresCatalog(f"host=127.0.0.1 port={free_port()} dbname=x user=x password={PASSWORD}", tmp_path)
    assert "refused" in told(Store(nobody, data))
    assert "not at s3://dateline-tests/other/" in told(Store(good, S3Data(f"s3://{BUCKET}/other")))
    for said in ("postgres:host='", f"postgres://u:{PASSWORD}@[::1/x"):
        monkeypatch.setenv("DATELINE_CATALOG", said)
        with pytest.raises(DatelineError, match="no connection string") as error:
            place.store_at(tmp_path)
        assert PASSWORD not in str(error.value)

    postgres.make("fresh")
    fresh = PostgresCatalog(postgres.address("fresh"), tmp_path)
    assert "There is no bucket nobucket" in told(Store(fresh, S3Data("s3://nobucket/x")))
    refusing = HTTPServer(("127.0.0.1", 0), _Refusing)
    threading.Thread(target=refusing.serve_forever, daemon=True).start()
    monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{refusing.server_port}")
    assert "refuses (AccessDenied)" in told(Store(fresh, S3Data(f"s3://{BUCKET}/fresh")))
    monkeypatch.setattr(place, "STORE_AT", lambda _: Store(good, S3Data(data.address)))
    with pytest.raises(DatelineError, match="refuses to be read") as error:
        first_rows(run(Lake(lake.path), "SELECT max(title) FROM articles"), 1)
    assert not any(secret in str(error.value) for secret in SECRETS)
    refusing.shutdown()


def test_a_catalog_of_a_newer_ducklake_is_refused(lake, on_servers):
    on_servers.postgres.ask(database_of(lake.path), "UPDATE ducklake_metadata SET value = '9.9' WHERE key = 'version'")
    with pytest.raises(DatelineError, match=r"newer DuckLake.*upgrade dateline"):
        lake.reader()


def test_other_peoples_sql_reaches_neither_bucket_nor_server(lake):
    for sql in (
        f"FROM read_parquet('s3://{BUCKET}/**')", "FROM postgres_query('__ducklake_metadata_lake', 'select 1')",
        "FROM duckdb_secrets()", "FROM duckdb_databases()", "FROM __ducklake_metadata_lake.dateline_files",
        "CREATE SECRET x (TYPE s3)", f"COPY (SELECT 1) TO 's3://{BUCKET}/x'", "FROM which_secret('s3://x', 's3')",
        "FROM postgres_scan('dbname=postgres', 'public', 'x')", "ATTACH 'dbname=postgres' AS x (TYPE postgres)",
    ):  # fmt: skip
        with pytest.raises(DatelineError):
            run(lake, sql).fetchall()
    assert run(lake, "SELECT count(*) FROM articles").fetchall() == [(1,)]


def test_decisions_lie_in_the_catalog(lake):
    with lake.file(overrides.OVERRIDES) as file:
        overrides.block(file, "misc:x", reason="a heading", reviewed_on=datetime(2026, 3, 23).date())
    assert not (lake.path / overrides.OVERRIDES).exists()
    with Lake(lake.path).file(overrides.OVERRIDES) as file:
        assert overrides.read_overrides(file)["entity_id"].to_list() == ["misc:x"]


def test_a_lake_goes_to_the_servers_and_back_with_every_snapshot_and_goes_on_after_a_fault(
    tmp_path, on_servers, monkeypatch
):
    monkeypatch.setattr(place, "STORE_AT", local_store)
    first = Lake(tmp_path / "first")
    for number in (1, 2):
        write_article(tmp_path / "in", f"{number}.txt", f"It cost ${number}.")
        ingest(first.path, tmp_path / "in")
    name = database_of(tmp_path / "first")
    on_servers.postgres.make(name)
    store = Store(PostgresCatalog(on_servers.postgres.address(name), tmp_path), S3Data(f"s3://{BUCKET}/{name}"))
    there = Lake(tmp_path / "working", store)
    with monkeypatch.context() as broken:
        broken.setattr(moving, "_copy_catalog", lambda *_: (_ for _ in ()).throw(duckdb.IOException("gone")))
        with pytest.raises(DatelineError, match="run it again"):
            move(first, there)
    assert not there.exists()
    done = move(first, there)
    assert (done["copied"], done["files"] > 10) == (0, True)
    back = Lake(tmp_path / "back", local_store(tmp_path / "back"))
    assert move(there, back)["rows"] == done["rows"]
    listed = "SELECT snapshot_id FROM ducklake_snapshots('lake') ORDER BY 1"
    snapshots = rows(first, listed)
    for lake in (there, back):
        assert values(lake) == [1.0, 2.0]
        assert rows(lake, listed) == snapshots
    with pytest.raises(DatelineError, match="There is a lake at"):
        move(first, there)
    write_article(tmp_path / "in", "3.txt", "It cost $3.")
    ingest(back.path, tmp_path / "in")
    assert values(back) == [1.0, 2.0, 3.0]
