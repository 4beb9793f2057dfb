"""A lake in PostgreSQL and S3 whose servers are slow, refuse, go and come back, while it is written and read."""

import json
import os
import signal
import sqlite3
import threading
import time
from contextlib import closing
from datetime import date

import pytest

from flows import ingest as ingesting
from flows import local_run
from tests.builders import ingest, lake_of_one_article, write_article
from tests.s3_server import answer, refuse, slow
from tests.stores import BUCKET, SECRETS, command, database_of, rows, values
from warehouse import load
from warehouse.errors import DatelineError, StoreAway
from warehouse.lake import Lake, credentials, leftovers, place, s3_data
from warehouse.lake.catalog import IN_DUCKDB, rows_of_tables
from warehouse.lake.store import store_at
from warehouse.maintenance import maintain
from warehouse.query import first_rows, run
from warehouse.tables import TABLES

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]


@pytest.fixture
def lake(tmp_path, on_servers):
    """A lake of one article on the servers, and another article to read."""
    lake = lake_of_one_article(tmp_path)
    write_article(tmp_path / "in", "b.txt", "It cost $7.")
    return lake


def again(lake):
    """Read the folder of input, as the next run does."""
    return ingest(lake.path, lake.path.parent / "in")


def everything(lake):
    """A sum over all columns of every table, so that each file is read: to count rows asks the catalog alone."""
    return {name: rows(lake, f"SELECT count(*), sum(hash(t)) FROM (FROM {name}) AS t") for name in TABLES}


def is_of_the_commit(request):
    """Whether a request puts a file of the last table that a batch's transaction writes."""
    return request.method == "PUT" and "/main/ledger/" in request.path


def told(error):
    """A line without secrets."""
    said = str(error.value)
    assert "\n" not in said
    assert not any(secret in said for secret in SECRETS)
    return said


def test_an_s3_that_is_restarted_in_a_commit_is_waited_for(lake, on_servers):
    s3, restarts = on_servers.s3, []

    def restart():
        s3.stop()
        time.sleep(2)
        s3.start()

    def once(request):
        if is_of_the_commit(request) and not restarts:
            restarts.append(threading.Thread(target=restart))
            restarts[0].start()
            return 503, "SlowDown"
        return None

    s3.fault = once
    assert again(lake).articles == 1
    restarts[0].join()
    assert values(lake) == [5.0, 7.0]
    assert rows(lake, "SELECT count(*) FROM ledger") == [(2,)]


def test_an_s3_that_stays_away_fails_the_run_with_a_line_and_the_next_one_loads_once(lake, on_servers, monkeypatch):
    monkeypatch.setattr(local_run, "COMMIT_DELAYS", (0.1,))
    monkeypatch.setattr(s3_data, "_RETRIES", 1)
    on_servers.s3.fault = lambda request: (503, "SlowDown") if is_of_the_commit(request) else None
    with pytest.raises(StoreAway) as error:
        again(lake)
    assert f"s3://{BUCKET}/" in told(error)
    on_servers.s3.fault = answer
    assert values(lake) == [5.0]
    assert again(lake).articles == 1
    assert values(lake) == [5.0, 7.0]


def test_a_slow_s3_and_a_request_that_is_never_answered_change_nothing(lake, on_servers, monkeypatch):
    monkeypatch.setattr(s3_data, "_READ_SECONDS", 2)
    hung = []

    def late(request):
        if is_of_the_commit(request) and not hung:
            hung.append(request)
            time.sleep(5)
        return slow(0.3)(request)

    on_servers.s3.fault = late
    assert again(lake).articles == 1
    assert hung
    assert values(lake) == [5.0, 7.0]


@pytest.mark.parametrize("refusal", [(400, "ExpiredToken"), (403, "InvalidAccessKeyId"), (403, "AccessDenied")])
def test_keys_that_end_in_a_commit_are_one_line_at_once_and_the_next_run_loads_once(lake, on_servers, refusal):
    ended = []

    def end(request):
        if is_of_the_commit(request):
            ended.append(request)
        return refusal if ended else None

    on_servers.s3.fault = end
    with pytest.raises(DatelineError, match=rf"refuses \({refusal[1]}\)") as error:
        again(lake)
    assert "AWS_SESSION_TOKEN" in told(error)
    assert len(ended) == 1  # to try again would not help
    with pytest.raises(DatelineError, match="refuses to be read") as error:
        first_rows(run(lake, "SELECT max(title) FROM articles"), 1)
    told(error)
    on_servers.s3.fault = answer
    assert again(lake).articles == 1
    assert values(lake) == [5.0, 7.0]


def test_keys_that_are_exchanged_in_the_block_are_taken_up_in_a_run(tmp_path, on_servers, monkeypatch):
    """The keys of the first batch are others after it, and are refused from the last one's commit on.

    Only then: what another thread asks with the old keys while they are exchanged would be refused too.
    """
    for name, value in on_servers.environment(database_of(tmp_path)).items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(place, "STORE_AT", store_at)
    monkeypatch.setenv("DATELINE_CREDENTIALS", "secret/news")
    monkeypatch.setattr(credentials, "_READ_AT", {})
    monkeypatch.setattr(credentials, "_FRESH_SECONDS", 0.0)
    key, refused, begun = ["AKFIRST"], set(), []
    monkeypatch.setattr(
        credentials, "_value", lambda _: {"AWS_ACCESS_KEY_ID": key[0], "AWS_SECRET_ACCESS_KEY": "of-the-block"}
    )
    on_servers.s3.fault = lambda request: (400, "ExpiredToken") if request.key in refused else None
    commit = ingesting.commit_batch

    def exchanged(context, folder):
        begun.append(folder)
        if len(begun) == 3:
            refused.add("AKFIRST")
        done = commit(context, folder)
        key[0] = "AKSECOND"
        return done

    monkeypatch.setattr(ingesting, "commit_batch", exchanged)
    for number in range(3):
        write_article(tmp_path / "in", f"{number}.txt", f"It cost ${number + 1}.")
    assert ingest(tmp_path / "lake", tmp_path / "in", batch_bytes=20).batches == 3
    assert refused == {"AKFIRST"}
    assert values(Lake(tmp_path / "lake")) == [1.0, 2.0, 3.0]


def test_keys_that_may_only_read_answer_questions_and_load_nothing(lake, on_servers):
    on_servers.s3.fault = refuse(403, "AccessDenied", "PUT", "POST", "DELETE")
    with pytest.raises(DatelineError, match="refuses to be read or written") as error:
        again(lake)
    told(error)
    assert values(lake) == [5.0]
    on_servers.s3.fault = answer
    assert again(lake).articles == 1


def test_a_postgresql_that_is_restarted_in_the_commit_of_a_batch_is_tried_again(lake, on_servers, monkeypatch):
    add, restarts = load._add_files, [True]

    def restart_once(connection, name, files):
        add(connection, name, files)
        if name == "ledger" and restarts:
            restarts.pop()
            on_servers.postgres.restart()

    monkeypatch.setattr(load, "_add_files", restart_once)
    assert again(lake).articles == 1
    assert not restarts
    assert values(lake) == [5.0, 7.0]
    assert rows(lake, "SELECT count(*) FROM ledger") == [(2,)]


def test_upkeep_beside_an_open_commit_is_refused_and_every_column_can_be_read_after_it(lake, monkeypatch):
    """Even where it would take everything for left over."""
    monkeypatch.setattr(leftovers, "LONGEST_RUN_SECONDS", -60)
    add, refused = load._add_files, []

    def upkeep(connection, name, files):
        add(connection, name, files)
        if name == "ledger":
            with pytest.raises(DatelineError, match="Another process is writing") as error:
                maintain(Lake(lake.path), 30, wait_seconds=0.3)
            refused.append(error)

    monkeypatch.setattr(load, "_add_files", upkeep)
    assert again(lake).articles == 1
    assert refused
    before = everything(lake)
    maintain(lake, 30)
    assert everything(lake) == before
    assert values(lake) == [5.0, 7.0]


def test_what_a_killed_committer_left_is_deleted_when_no_run_can_need_it_and_nothing_else(
    tmp_path, lake, on_servers, monkeypatch
):
    name, data = database_of(lake.path), lake.store.data
    mine = {"main/articles/mine.parquet": tmp_path / "mine"}
    (tmp_path / "mine").write_bytes(b"PAR1")
    data.publish({path: key for key, path in mine.items()})
    words = ("-m", "tests.crash.driver", str(tmp_path / "other"), "1000000", str(tmp_path / "in"))
    killed = command(on_servers, name, *words, DATELINE_KILL_AT="placed:2")
    said, _ = killed.communicate(timeout=600)
    assert killed.returncode == -9, said
    there, before = set(data.sizes()), everything(lake)

    def deleted():
        return maintain(Lake(lake.path), 30)["files of killed runs deleted"]

    assert deleted() == []  # a run may be a week long
    monkeypatch.setattr(leftovers, "LONGEST_RUN_SECONDS", -60)
    home = lake.store.catalog.read("home.json")
    lake.store.catalog.write("home.json", json.dumps({"identity": "as before a dump was loaded", "since": 0}))
    assert deleted() == []  # they may be all that is left of commits after the dump
    lake.store.catalog.write("home.json", home)
    left = deleted()
    assert left
    assert set(left) <= there - set(mine)
    assert set(mine) <= set(data.sizes())
    assert everything(lake) == before
    assert again(lake).articles == 1
    assert values(lake) == [5.0, 7.0]


def test_readers_meanwhile_see_whole_nights_and_no_error(tmp_path, lake, on_servers):
    reader = command(on_servers, database_of(lake.path), "-m", "tests.crash.readers", str(tmp_path / "reader"))
    for number in range(4):
        write_article(tmp_path / "in", f"c{number}.txt", f"It cost ${number + 10}.")
    assert ingest(lake.path, tmp_path / "in", batch_bytes=20).batches == 6
    maintain(lake, 30)
    time.sleep(5)
    seen = json.loads(reader.communicate("", timeout=120)[0].splitlines()[-1])
    assert seen["errors"] == {}
    assert seen["reads"] > 0
    assert set(seen["seen"]) <= {str(count) for count in range(1, 7)}
    assert "6" in seen["seen"]


def test_two_that_replace_rows_and_one_that_appends_at_once_all_end_well(tmp_path, lake, on_servers):
    again(lake)
    name = database_of(lake.path)
    ids = [row[0] for row in rows(lake, "SELECT article_id FROM articles ORDER BY title")]
    write_article(tmp_path / "more", "c.txt", "It cost $9.")
    asked = [("forget", article, "--yes", "--reason", "court order") for article in ids]
    asked.append(("ingest", str(tmp_path / "more")))
    started = [
        command(on_servers, name, "-m", "flows.cli", *words, "--wait", "300", "--lake", str(tmp_path / f"m{number}"))
        for number, words in enumerate(asked)
    ]
    for process in started:
        said, _ = process.communicate(timeout=600)
        assert process.returncode == 0, said
    assert values(lake) == [9.0]
    assert sorted(row[0] for row in rows(lake, "SELECT article_id FROM forgotten")) == sorted(ids)
    everything(lake)


def test_a_question_of_one_month_asks_for_the_files_of_one_month(tmp_path, on_servers):
    for month in range(1, 7):
        write_article(tmp_path / "in", f"{month}.txt", f"It cost ${month}.", f" date 2025-{month:02}-10 A")
    ingest(tmp_path / "lake", tmp_path / "in")
    lake = Lake(tmp_path / "lake")

    def requests(table, condition):
        before = len(on_servers.s3.requests)
        [(found,)] = rows(lake, f"SELECT sum(value) FROM {table} WHERE {condition}")
        return len(on_servers.s3.requests) - before, found

    march = "published_on BETWEEN DATE '2025-03-01' AND DATE '2025-03-31'"
    few, found = requests("numeric_facts", march)
    assert found == 3.0
    assert few <= 4  # one of the session, and those of the one file
    many, _ = requests("numeric_facts", "strftime(published_on, '%m') = '03'")
    assert many - few == 5 * (few - 1)  # each other month has a file
    of_mart, found = requests("money", march)
    assert found == 3.0
    assert of_mart <= 3 * few
    assert requests("(SELECT count(*) AS value FROM numeric_facts)", "true") == (6, 6)  # the foot of each file
    before = len(on_servers.s3.requests)
    assert rows_of_tables(lambda sql: rows(lake, sql), IN_DUCKDB)["numeric_facts"] == 6
    assert len(on_servers.s3.requests) == before


def test_a_move_that_is_killed_goes_on_and_is_proved(tmp_path, on_servers, monkeypatch):
    """Killed while files are sent, and while the copy is read to prove it."""
    monkeypatch.setattr(place, "STORE_AT", store_at)
    for number in (1, 2):
        write_article(tmp_path / "in", f"{number}.txt", f"It cost ${number}.")
        ingest(tmp_path / "first", tmp_path / "in", as_of=date(2026, 3, number))
    name = database_of(tmp_path / "first")
    for variable, value in on_servers.environment(name).items():
        monkeypatch.setenv(variable, value)
    there, said = Lake(tmp_path / "working"), []

    def moved(method=None, nth=1):
        process, seen = None, []

        def kill(request):
            if request.method == method and request.path.endswith(".parquet"):
                seen.append(request)
                if len(seen) == nth:
                    os.kill(process.pid, signal.SIGKILL)

        on_servers.s3.fault = kill
        words = ("-m", "flows.cli", "move", str(tmp_path / "first"), "-", "--lake", str(tmp_path / "working"))
        process = command(on_servers, name, *words)
        said.append(process.communicate(timeout=600)[0])
        return process.returncode

    assert moved("PUT", 5) == -9, said
    assert not there.exists()
    assert moved("GET", 3) == -9, said
    assert not there.exists()
    assert moved() == 0, said
    last = " ".join(said[-1].split())  # its lines are broken where the terminal ends
    assert " 0 files were copied now" in last
    assert f"are in {there.name} and" in last
    assert values(there) == [1.0, 2.0]
    with closing(sqlite3.connect(tmp_path / "first" / "catalog.sqlite")) as catalog:
        [(snapshots,)] = catalog.execute("SELECT count(*) FROM ducklake_snapshot").fetchall()
    assert rows(there, "SELECT count(*) FROM ducklake_snapshots('lake')") == [(snapshots,)]
    again(there)
    assert values(there) == [1.0, 2.0]
