import shutil
import sqlite3
from contextlib import closing

import pytest
from typer.testing import CliRunner

from flows import cli
from tests.broken_lakes import age, files_of, rows_of, write_wire
from tests.builders import ingest
from warehouse.lake import Lake
from warehouse.maintenance import maintain

MINE = ("main/articles/mine.parquet", "main/articles/ducklake-0.parquet", "notes.txt")


@pytest.fixture(scope="module")
def loaded(tmp_path_factory):
    """Two nights of one month, long ago, and files of somebody else's among the data."""
    folder = tmp_path_factory.mktemp("loaded")
    for number in range(2):
        ingest(folder / "lake", write_wire(folder / f"{number}.jsonl", f"The port cost ${number} million."))
    for name in MINE:
        (folder / "lake/data" / name).write_bytes(b"mine")
    age(folder / "lake")
    long_ago(folder / "lake")
    return folder / "lake"


@pytest.fixture
def lake(loaded, tmp_path):
    shutil.copytree(loaded, tmp_path / "lake")
    return Lake(tmp_path / "lake")


def long_ago(lake):
    with closing(sqlite3.connect(lake / "catalog.sqlite")) as catalog, catalog:
        catalog.execute("UPDATE ducklake_snapshot SET snapshot_time = '2020-01-01 00:00:00+00'")
        catalog.execute("UPDATE ducklake_files_scheduled_for_deletion SET schedule_start = '2020-01-01 00:00:00+00'")


def mine(lake):
    return {name: (lake.data / name).read_bytes() for name in MINE}


def test_only_what_the_catalog_scheduled_is_deleted(lake):
    rows, kept = rows_of(lake.path), mine(lake)
    first = maintain(lake, keep_days=1)
    assert first["tables with merged files"]
    assert first["snapshots forgotten"]
    assert first["old files deleted"] == []
    long_ago(lake.path)
    before = set(files_of(lake.data))
    listed = maintain(lake, keep_days=1, dry_run=True)["old files deleted"]
    assert set(files_of(lake.data)) == before
    done = maintain(lake, keep_days=1)
    gone = {str(lake.data / name) for name in before - set(files_of(lake.data))}
    assert gone
    assert gone == set(done["old files deleted"]) == set(listed)
    assert mine(lake) == kept
    assert rows_of(lake.path) == rows


def test_a_dry_run_lists_and_changes_nothing(lake):
    maintain(lake, keep_days=1)
    long_ago(lake.path)
    left = lake.data / "main/ledger/left.parquet"
    staged = lake.staging / "run/000000/ledger/left.parquet"
    for file in (left, staged):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(b"of a killed run")
    before, rows = files_of(lake.path / "data"), rows_of(lake.path)
    result = CliRunner().invoke(cli.app, ["maintain", "--dry-run", "--keep-days", "1", "--lake", str(lake.path)])
    printed = "".join(result.output.split())
    assert result.exit_code == 0
    assert "left.parquet" in printed
    assert "mine.parquet" not in printed
    assert files_of(lake.path / "data") == before
    assert rows_of(lake.path) == rows
    assert maintain(lake, keep_days=1)["files of killed runs deleted"] == [str(left)]
    assert not left.exists()


def test_with_nothing_to_do_a_dry_run_says_so(tmp_path):
    ingest(tmp_path / "lake", write_wire(tmp_path / "a.jsonl", "A text."))
    result = CliRunner().invoke(cli.app, ["maintain", "--dry-run", "--lake", str(tmp_path / "lake")])
    assert result.output == "Nothing would go.\n"
