"""A catalog that another program has locked: a commit fails whole, readers read on, and the next try goes through."""

import subprocess
import sys
from contextlib import closing, contextmanager

import duckdb
import pytest
from prefect.states import Failed

from flows.nightly import _worth_retrying
from tests.builders import ingest, write_article
from tests.unit.warehouse.test_load import staged
from warehouse.load import commit

_HOLD = """
import sqlite3, sys
catalog = sqlite3.connect(sys.argv[1], isolation_level=None)
catalog.execute("BEGIN IMMEDIATE")
print("locked", flush=True)
sys.stdin.read()
"""


@contextmanager
def locked(lake):
    """Hold SQLite's write lock in another process: within one, it does not keep anybody out."""
    command = [sys.executable, "-c", _HOLD, str(lake.catalog)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout.readline() == "locked\n"
        try:
            yield
        finally:
            holder.stdin.close()


def bodies(lake):
    with closing(lake.reader()) as reader:
        return [row[0] for row in reader.execute("SELECT body FROM articles ORDER BY 1").fetchall()]


def test_a_commit_into_a_locked_catalog_is_undone_and_may_be_tried_again(tmp_path):
    lake, folder = staged(tmp_path)
    before = bodies(lake)
    with locked(lake):
        with pytest.raises(duckdb.Error) as raised:
            commit(lake, folder)
        assert bodies(lake) == before
    assert _worth_retrying(None, None, Failed(data=raised.value))
    assert commit(lake, folder)
    assert len(bodies(lake)) == len(before) + 1
    assert not commit(lake, folder)


def test_a_night_that_meets_a_locked_catalog_is_finished_by_running_it_again(tmp_path):
    write_article(tmp_path / "first", "a.txt", "It cost $5.")
    ingest(tmp_path / "lake", tmp_path / "first")
    from warehouse.lake import Lake

    lake = Lake(tmp_path / "lake")
    write_article(tmp_path / "in", "b.txt", "It cost $6.")
    with locked(lake), pytest.raises(duckdb.Error):
        ingest(lake.path, tmp_path / "in")
    assert bodies(lake) == ["It cost $5."]
    assert ingest(lake.path, tmp_path / "in").articles == 1
    assert bodies(lake) == ["It cost $5.", "It cost $6."]
