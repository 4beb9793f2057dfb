import json
import shutil
import sqlite3
from contextlib import closing

import pytest

from tests.broken_lakes import files_of, rows_of, write_wire
from tests.builders import ingest
from warehouse.errors import DatelineError
from warehouse.lake import Lake, place
from warehouse.lake import backup as module
from warehouse.lake.backup import backup
from warehouse.lake.extensions import connected
from warehouse.load import newest_snapshot
from warehouse.maintenance import maintain
from warehouse.overrides import OVERRIDES


@pytest.fixture(scope="module")
def loaded(tmp_path_factory):
    """A lake of two nights, which each test gets a copy of."""
    folder = tmp_path_factory.mktemp("loaded")
    ingest(folder / "lake", write_wire(folder / "a.jsonl", "The port cost $5 million.", "It took 3 years."))
    ingest(folder / "lake", write_wire(folder / "b.jsonl", "The port cost $6 million."))
    return folder / "lake"


@pytest.fixture
def lake(loaded, tmp_path, monkeypatch):
    shutil.copytree(loaded, tmp_path / "lake")
    (tmp_path / "lake" / OVERRIDES).write_text("action,entity_id,into,alias,reason,reviewed_on\n")
    monkeypatch.setattr(place, "_IN_USE", set())  # a command has a process of its own
    return Lake(tmp_path / "lake")


def test_the_copy_is_a_lake_of_its_own(lake, tmp_path):
    before = files_of(lake.data)
    made = backup(lake, tmp_path / "copies/monday")
    copy = Lake(tmp_path / "copies/monday")
    assert rows_of(copy.path) == rows_of(lake.path)
    assert made["rows"] == sum(rows_of(lake.path).values())
    assert (copy.path / OVERRIDES).exists()
    assert [path.name for path in copy.path.parent.iterdir()] == ["monday"]
    assert files_of(lake.data) == before

    # It goes on without the original, loads, and is maintained.
    shutil.rmtree(lake.path)
    ingest(copy.path, write_wire(tmp_path / "c.jsonl", "Rents rose 3 percent."))
    maintain(copy, keep_days=1)
    assert rows_of(copy.path)["articles"] == 4


def test_plain_duckdb_on_the_copy_reads_the_copy(lake, tmp_path):
    backup(lake, tmp_path / "copy")
    rows = rows_of(lake.path)["numeric_facts"]
    shutil.rmtree(lake.path)
    plain = connected("ducklake", "sqlite_scanner")
    plain.execute(f"ATTACH 'ducklake:sqlite:{tmp_path}/copy/catalog.sqlite' AS copy (READ_ONLY)")
    assert plain.execute("SELECT count(*), count(DISTINCT hash(f)) FROM copy.numeric_facts AS f").fetchone() == (
        rows,
        rows,
    )


def test_past_snapshots_are_in_the_copy(lake, tmp_path):
    counts = []
    with closing(lake.reader()) as reader:
        newest = newest_snapshot(reader)
    backup(lake, tmp_path / "copy")
    for snapshot in range(2, newest + 1):
        with closing(Lake(tmp_path / "copy").reader(snapshot)) as past:
            [(count,)] = past.execute("SELECT count(*) FROM articles").fetchall()
        counts.append(count)
    assert counts == sorted(counts)
    assert set(counts) == {0, 2, 3}


def test_a_restored_catalog_brings_the_lake_back(lake, tmp_path):
    rows = rows_of(lake.path)
    backup(lake, tmp_path / "copy")
    ingest(lake.path, write_wire(tmp_path / "c.jsonl", "Rents rose 3 percent."))
    lake.catalog.write_bytes(b"lost")
    for name in ("catalog.sqlite-wal", "catalog.sqlite-shm"):
        (lake.path / name).unlink(missing_ok=True)
    shutil.copy(tmp_path / "copy/catalog.sqlite", lake.catalog)
    assert rows_of(lake.path) == rows
    ingest(lake.path, tmp_path / "c.jsonl")
    assert rows_of(lake.path)["articles"] == 4
    with sqlite3.connect(lake.catalog) as catalog:
        found = catalog.execute("SELECT value FROM ducklake_metadata WHERE key = 'data_path'").fetchone()
    assert found == (f"{lake.data}/",)


@pytest.mark.parametrize("there", ["file", "full"])
def test_what_is_there_already_stays(lake, tmp_path, there):
    target = tmp_path / "copy"
    if there == "file":
        target.write_text("mine")
    else:
        write_wire(target / "mine.jsonl", "A text.")
    before = files_of(tmp_path)
    with pytest.raises(DatelineError, match="something at"):
        backup(lake, target)
    assert files_of(tmp_path) == before


def test_a_backup_into_the_lake_is_refused(lake):
    before = files_of(lake.path)
    with pytest.raises(DatelineError, match="in the lake itself"):
        backup(lake, lake.path / "copy")
    assert files_of(lake.path) == before


def test_a_killed_backup_looks_like_none_and_the_next_one_takes_its_place(lake, tmp_path, monkeypatch):
    def killed(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(module, "_prove", killed)
    with pytest.raises(KeyboardInterrupt):
        backup(lake, tmp_path / "copy")
    assert not (tmp_path / "copy").exists()
    monkeypatch.undo()
    backup(lake, tmp_path / "copy")
    assert rows_of(tmp_path / "copy") == rows_of(lake.path)
    assert not (tmp_path / ".copy.partial").exists()


def test_another_lakes_unfinished_backup_stays(lake, tmp_path):
    other = tmp_path / ".copy.partial"
    other.mkdir()
    (other / "backup.json").write_text(json.dumps({"lake": "/elsewhere"}))
    with pytest.raises(DatelineError, match="Remove it"):
        backup(lake, tmp_path / "copy")
    assert (other / "backup.json").exists()


@pytest.mark.parametrize("damage", ["cut", "lost"])
def test_a_copy_that_differs_is_no_backup(lake, tmp_path, monkeypatch, damage):
    copy_file = shutil.copy2

    def copy(source, target):
        copy_file(source, target)
        if "numeric_facts" in str(target):
            target.write_bytes(target.read_bytes()[:-100]) if damage == "cut" else target.unlink()

    monkeypatch.setattr(shutil, "copy2", copy)
    with pytest.raises(DatelineError):
        backup(lake, tmp_path / "copy")
    assert not (tmp_path / "copy").exists()
