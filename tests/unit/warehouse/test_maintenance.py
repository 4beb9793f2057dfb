"""Maintenance: which snapshots and files stay and which go."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest

from flows import defaults
from tests.builders import ingest, prepared, write_article
from warehouse import maintenance
from warehouse.errors import DatelineError
from warehouse.limits import MEMORY_MB
from warehouse.load import newest_snapshot
from warehouse.maintenance import maintain
from warehouse.upkeep import upkeep


def two_nights(folder):
    for number in (1, 2):
        write_article(folder / "in", f"{number}.txt", f"It cost ${number}.")
        ingest(folder / "lake", folder / "in")


@pytest.fixture
def lake(tmp_path):
    """A lake of two nights."""
    return prepared(two_nights, tmp_path)


def snapshots(lake):
    with closing(lake.reader()) as reader:
        found = reader.execute("SELECT snapshot_id FROM ducklake_snapshots('lake') ORDER BY 1").fetchall()
    return [row[0] for row in found]


def made_ago(lake, **ago):
    """Say in the catalog that all snapshots so far were made that long ago."""
    _backdate(lake, "ducklake_snapshot", "snapshot_time", **ago)


def _backdate(lake, table, column, **ago):
    then = (datetime.now(UTC) - timedelta(**ago)).strftime("%Y-%m-%d %H:%M:%S.%f+00")
    change = f"UPDATE {table} SET {column} = '{then}' RETURNING 1"
    if lake.store.catalog.is_shared:
        assert lake.store.catalog.ask(change)
        return
    with closing(sqlite3.connect(lake.catalog)) as catalog, catalog:
        assert catalog.execute(change).fetchall()


def values(lake, snapshot=None):
    with closing(lake.reader(snapshot)) as reader:
        return sorted(row[0] for row in reader.execute("SELECT value FROM money").fetchall())


def test_snapshots_younger_than_the_days_to_keep_stay_and_older_ones_go(lake):
    made_ago(lake, days=10, hours=-1)
    old = snapshots(lake)
    write_article(lake.path.parent / "in", "3.txt", "It cost $3.")
    ingest(lake.path, lake.path.parent / "in")
    young = [number for number in snapshots(lake) if number not in old]

    assert maintain(lake, 11)["snapshots forgotten"] == []
    assert maintain(lake, 10, dry_run=True)["snapshots forgotten"] == []
    assert snapshots(lake)[: len(old) + len(young)] == old + young
    assert values(lake, old[-1]) == [1.0, 2.0]

    assert len(maintain(lake, 8)["snapshots forgotten"]) == len(old)
    left = snapshots(lake)
    assert not set(left) & set(old)
    assert set(young) <= set(left)
    with pytest.raises(DatelineError, match="no snapshot"):
        lake.reader(old[-1])
    assert values(lake, young[-1]) == values(lake) == [1.0, 2.0, 3.0]


def test_the_newest_snapshot_stays_however_old_it_is(lake):
    made_ago(lake, days=400)
    maintain(lake, 1)
    with closing(lake.reader()) as reader:
        assert snapshots(lake) == [newest_snapshot(reader)]
    assert values(lake) == [1.0, 2.0]


def test_files_that_only_forgotten_snapshots_read_stay_a_day_at_least(lake):
    maintain(lake, 30)  # merges the files of two nights
    made_ago(lake, days=40)
    files = set(lake.store.data.sizes("main/articles/"))
    assert len(files) == 3
    assert maintain(lake, 30)["old files deleted"] == []
    assert set(lake.store.data.sizes("main/articles/")) == files

    _backdate(lake, "ducklake_files_scheduled_for_deletion", "schedule_start", hours=23)
    assert maintain(lake, 30)["old files deleted"] == []
    _backdate(lake, "ducklake_files_scheduled_for_deletion", "schedule_start", hours=49)
    assert len(maintain(lake, 30)["old files deleted"]) >= 2
    left = set(lake.store.data.sizes("main/articles/"))
    assert len(left) == 1
    assert values(lake) == [1.0, 2.0]


def test_a_dry_run_names_what_would_go_and_changes_nothing(lake):
    made_ago(lake, days=40)
    before = snapshots(lake)
    would = maintain(lake, 30, dry_run=True)
    assert len(would["snapshots forgotten"]) == len(before) - 1
    assert snapshots(lake) == before
    assert maintain(lake, 30, dry_run=True) == would


def test_merging_holds_half_of_the_memory_and_goes_on_where_duckdb_has_written_to_the_disk(lake, monkeypatch):
    seen, real = [], maintenance.rewrite

    def spilling(connection, name):
        seen.append(connection.execute("SELECT current_setting('memory_limit'), current_setting('threads')").fetchone())
        if len(seen) == 1:
            connection.execute("CREATE TEMP TABLE wide AS SELECT hash(i)::VARCHAR AS s FROM range(2_000_000) r(i)")
            assert connection.execute("SELECT sum(size) FROM duckdb_temporary_files()").fetchone()[0]
        real(connection, name)

    monkeypatch.setattr(maintenance, "rewrite", spilling)
    done = maintain(lake, 30, memory_mb=60)
    assert seen[0] == ("28.6 MiB", 1)
    assert "numeric_facts" in done["tables with merged files"]
    with lake.writer_lock():
        upkeep(lake, 2_000)


def test_the_memory_of_maintenance_is_that_of_a_run_unless_said_otherwise():
    assert MEMORY_MB == defaults.MEMORY_MB
