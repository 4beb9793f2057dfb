"""A disk that is full while a batch is staged, while it is committed, and while an export is written."""

import os
import shutil
import subprocess
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path

import duckdb
import pytest

from flows.account import RunContext
from flows.ingest import commit_batch, extract_batch
from flows.reading import read_batch
from flows.run import put_rates, start_run
from flows.sources import discover
from tests.builders import BATCH_BYTES, ingest, prepared, write_article
from warehouse.errors import DatelineError
from warehouse.export import export
from warehouse.lake import Lake


@pytest.fixture
def disk(tmp_path):
    """An empty file system of 40 MB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if os.geteuid() != 0 or shutil.which("mount") is None:
        pytest.skip("needs root, to mount a small file system")
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=40m", "tmpfs", folder], capture_output=True, text=True
    )
    if mounted.returncode:
        pytest.skip(f"no file system can be mounted here: {mounted.stderr.strip()}")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", folder], check=True)


@contextmanager
def full(disk: Path, left: int = 0):
    """Fill a disk to the last byte but `left`, rounded to whole pages."""
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as file:
        free = os.statvfs(disk)
        count = free.f_bavail * free.f_frsize - left
        os.posix_fallocate(file.fileno(), 0, count)
    try:
        yield
    finally:
        filler.unlink()


def rows(lake: Lake, sql: str) -> list[tuple]:
    with closing(lake.reader()) as reader:
        return reader.execute(sql).fetchall()


def everything(lake: Lake) -> list[tuple]:
    """What the two articles below leave in a lake, and that no file lies among its data that nobody knows."""
    from warehouse.lake.catalog import files_below

    known = {
        Path(row[0]).name
        for table in ("articles", "numeric_facts", "ledger", "sentences", "runs", "fx_rates")
        for row in rows(lake, f"SELECT data_file FROM ducklake_list_files('lake', '{table}')")
    }
    assert known <= {Path(name).name for name in files_below(lake.data)}
    return rows(lake, "SELECT title, value FROM money ORDER BY ALL")


def begun(lake: Lake, inbox: Path) -> tuple[RunContext, Path]:
    """A run of one batch, up to its plan."""
    context = RunContext(str(lake.path), date(2026, 3, 23), (str(inbox),))
    put_rates(context)
    [plan] = start_run(context, discover(context.sources), BATCH_BYTES)
    return context, plan


def one_article(folder):
    write_article(folder / "first", "a.txt", "It cost $5.", " date 2025-03-15 First")
    ingest(folder / "lake", folder / "first")


@pytest.fixture
def night(disk, tmp_path):
    """A lake on the small disk with one article, and an inbox with another one elsewhere."""
    write_article(tmp_path / "in", "b.txt", "It cost $6. " * 200, " date 2025-03-16 Second")
    return prepared(one_article, disk), tmp_path / "in"


def is_worth_retrying(error: BaseException) -> bool:
    from prefect.states import Failed

    from flows.nightly import _worth_retrying

    return _worth_retrying(None, None, Failed(data=error))


@pytest.mark.parametrize("step", ["read", "extract"])
def test_a_disk_that_is_full_while_a_batch_is_staged_loses_nothing(disk, night, step):
    lake, inbox = night
    with lake.writer_lock():
        context, plan = begun(lake, inbox)
        if step == "read":
            with full(disk), pytest.raises((OSError, duckdb.Error)) as raised:
                read_batch(context, plan)
        else:
            folder, _ = read_batch(context, plan)
            with full(disk), pytest.raises((OSError, duckdb.Error)) as raised:
                extract_batch(context, folder)
    assert is_worth_retrying(raised.value)
    assert everything(lake) == [("First", 5.0)]
    assert ingest(lake.path, inbox).articles == 1
    assert len(everything(lake)) == 201
    assert ingest(lake.path, inbox).known == 1


def test_a_disk_that_is_full_at_the_commit_loses_nothing(disk, night):
    lake, inbox = night
    with lake.writer_lock():
        context, plan = begun(lake, inbox)
        folder, _ = read_batch(context, plan)
        extract_batch(context, folder)
        with full(disk), pytest.raises((OSError, duckdb.Error)) as raised:
            commit_batch(context, folder)
        assert is_worth_retrying(raised.value)
        assert everything(lake) == [("First", 5.0)]
        assert commit_batch(context, folder)
    assert len(everything(lake)) == 201
    assert ingest(lake.path, inbox).known == 1


@pytest.fixture(scope="module")
def large(tmp_path_factory):
    """A lake elsewhere, with more sentences than fit into what is left of the disk."""
    folder = tmp_path_factory.mktemp("large")
    write_article(folder / "in", "a.txt", "It cost $5 in Oslo. " * 2000, " date 2025-03-15 First")
    ingest(folder / "lake", folder / "in")
    return Lake(folder / "lake")


@pytest.mark.parametrize("file_format", ["parquet", "csv", "duckdb", "xlsx"])
def test_a_disk_that_is_full_under_an_export_leaves_the_one_before_whole(disk, large, file_format):
    tables = ["sentences", "numeric_facts"]
    export(large, disk / "out", tables, file_format)
    before = {path.name: path.read_bytes() for path in (disk / "out").iterdir()}
    with full(disk, left=8192), pytest.raises(DatelineError) as raised:
        export(large, disk / "out", tables, file_format)
    assert "\n" not in str(raised.value)
    assert {path.name: path.read_bytes() for path in (disk / "out").iterdir()} == before
    assert export(large, disk / "out", tables, file_format)["tables"]["sentences"]["rows"] > 1000
