"""A night's own share of upkeep: some tables, the worst first, and no row is another."""

import shutil
from contextlib import closing

import pytest

from tests.broken_lakes import rows_of, write_wire
from tests.builders import ingest
from warehouse import upkeep as upkeep_of
from warehouse.lake import Lake
from warehouse.upkeep import upkeep


@pytest.fixture(scope="module")
def nights(tmp_path_factory):
    """Two nights of one month, each with two amounts, of which one was deleted."""
    folder = tmp_path_factory.mktemp("nights")
    for number in (1, 2):
        words = f"Port {number} cost ${number} million and then $7."
        ingest(folder / "lake", write_wire(folder / f"{number}.jsonl", words))
    with Lake(folder / "lake").writer_lock(), Lake(folder / "lake").transaction() as connection:
        connection.execute("DELETE FROM numeric_facts WHERE value = 7")
    return folder / "lake"


@pytest.fixture
def lake(nights, tmp_path):
    shutil.copytree(nights, tmp_path / "lake")
    return Lake(tmp_path / "lake")


def files(lake, table):
    """Files of a table, and those of them with deleted rows."""
    with closing(lake.reader()) as reader:
        return reader.execute(
            f"SELECT count(*), count(delete_file) FROM ducklake_list_files('lake', '{table}')"
        ).fetchall()[0]


def amounts(lake):
    with closing(lake.reader()) as reader:
        return reader.execute("SELECT value FROM numeric_facts WHERE kind = 'money' ORDER BY ALL").fetchall()


def kept_up(lake):
    with lake.writer_lock():
        return upkeep(lake, 2_000)


def test_tables_with_few_small_files_are_left_alone(lake):
    assert kept_up(lake) == []


def test_small_files_of_a_month_become_one_and_deleted_rows_go(lake, monkeypatch):
    monkeypatch.setattr(upkeep_of, "_MOST_SPARE_FILES", 1)
    monkeypatch.setattr(upkeep_of, "_TABLES_A_NIGHT", 99)
    before, rows = files(lake, "numeric_facts"), rows_of(lake.path)
    assert before == (2, 2)
    assert "numeric_facts" in kept_up(lake)
    assert files(lake, "numeric_facts") == (1, 0)
    assert rows_of(lake.path) == rows
    assert amounts(lake) == [(1_000_000.0,), (2_000_000.0,)]


def test_files_of_many_rows_are_not_small(lake, monkeypatch):
    monkeypatch.setattr(upkeep_of, "_MOST_SPARE_FILES", 2)
    monkeypatch.setattr(upkeep_of, "_SMALL_FILE_ROWS", 0)
    assert kept_up(lake) == ["numeric_facts"]  # for its deleted rows


def test_a_night_sees_to_three_tables_at_most(lake, monkeypatch):
    monkeypatch.setattr(upkeep_of, "_MOST_SPARE_FILES", 1)
    assert len(kept_up(lake)) == 3
