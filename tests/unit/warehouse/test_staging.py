import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import polars as pl
import pytest

from tests.builders import ingest, write_article
from tests.unit.warehouse.test_load import rows, staged
from warehouse.load import commit
from warehouse.staging import nothing_moved, published_files, stage, staged_files, staged_rows, sweep, write_staged
from warehouse.tables import TABLES


def data_files(lake):
    return {path.name for path in lake.data.rglob("articles/**/*.parquet")}


def test_staged_rows_are_read_back_in_their_columns(tmp_path):
    _, folder = staged(tmp_path)
    assert staged_rows(folder, "numeric_facts")["value"].to_list() == [5.0]
    assert staged_rows(folder, "rejects").is_empty()


def test_staging_a_table_again_replaces_it(tmp_path):
    _, folder = staged(tmp_path)
    stage(folder, {"articles": TABLES["articles"].cast(staged_rows(folder, "articles"))})
    assert len(staged_files(folder, "articles")) == 1


def beside(folder):
    """Whatever lies in a batch's folder that is no table's."""
    return {path.name for path in folder.iterdir()} - set(TABLES)


@pytest.mark.parametrize("writes", [0, 1, 2])
def test_where_staging_fails_what_was_staged_stays_whole(tmp_path, monkeypatch, writes):
    _, folder = staged(tmp_path)
    names = ["articles", "sentences", "numeric_facts"]
    before = {name: staged_files(folder, name) for name in names}
    done = []

    def full(frame, file, **options):
        if len(done) == writes:
            Path(file).write_bytes(b"PAR1 cut off")
            raise pl.exceptions.ComputeError("parquet: No space left on device")
        done.append(real(frame, file, **options))

    real = pl.DataFrame.write_parquet
    tables = {name: staged_rows(folder, name) for name in names}
    monkeypatch.setattr(pl.DataFrame, "write_parquet", full)
    with pytest.raises(OSError, match="No space left"):
        write_staged(folder, tables)
    assert {name: staged_files(folder, name) for name in names} == before
    assert staged_rows(folder, "numeric_facts")["value"].to_list() == [5.0]
    assert beside(folder) == set()


def test_where_what_is_staged_cannot_be_moved_what_was_there_comes_back(tmp_path, monkeypatch):
    _, folder = staged(tmp_path)
    before, real = staged_files(folder, "articles"), Path.rename

    def refuse(path, target):
        if path.parent.name == "fresh":
            raise OSError("no room for a name")
        return real(path, target)

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(OSError, match="no room"):
        write_staged(folder, {"articles": staged_rows(folder, "articles")})
    assert staged_files(folder, "articles") == before


def test_nothing_is_moved_while_batches_on_their_way_are_looked_at(tmp_path):
    _, folder = staged(tmp_path)
    before, tables = staged_files(folder, "articles"), {"articles": staged_rows(folder, "articles")}
    with ThreadPoolExecutor() as pool:
        with nothing_moved():
            moved = pool.submit(write_staged, folder, tables)
            with pytest.raises(TimeoutError):
                moved.result(timeout=0.3)
            assert staged_files(folder, "articles") == before
        moved.result()
    assert len(staged_files(folder, "articles")) == 1
    assert staged_files(folder, "articles") != before


def test_a_table_without_rows_takes_the_place_of_one_with_rows(tmp_path):
    _, folder = staged(tmp_path)
    write_staged(folder, {"numeric_facts": staged_rows(folder, "numeric_facts").clear()})
    assert staged_files(folder, "numeric_facts") == []
    assert len(staged_files(folder, "articles")) == 1


def test_what_a_killed_commit_put_beside_the_data_is_swept(tmp_path):
    lake, folder = staged(tmp_path)
    published_files(lake, folder, "articles")
    assert len(data_files(lake)) == 1
    with lake.writer_lock():
        sweep(lake)
    assert data_files(lake) == set()
    assert list(lake.staging.iterdir()) == []


def test_what_a_commit_has_added_stays_though_its_batch_was_not_swept_before(tmp_path):
    lake, folder = staged(tmp_path)
    commit(lake, folder)
    with lake.writer_lock():
        sweep(lake)
    assert len(data_files(lake)) == 1
    assert rows(lake.path, "SELECT body FROM articles") == [("It cost $5.",)]


def test_a_file_system_without_links_gets_copies(tmp_path, monkeypatch):
    def refuse(*_):
        raise OSError("not supported")

    monkeypatch.setattr(os, "link", refuse)
    lake, folder = staged(tmp_path)
    commit(lake, folder)
    assert rows(lake.path, "SELECT value FROM money") == [(5.0,)]


def test_articles_without_a_day_are_loaded_and_kept_apart(tmp_path):
    (tmp_path / "wire.jsonl").write_text(
        '{"id": 1, "text": "It cost $5."}\n{"id": 2, "published": "2025-03-15", "text": "x"}\n'
    )
    ingest(tmp_path / "lake", tmp_path / "wire.jsonl")
    assert rows(tmp_path / "lake", "SELECT published_on, body FROM articles WHERE published_on IS NULL") == [
        (None, "It cost $5.")
    ]


@pytest.mark.parametrize("table", ["articles", "sentences", "numeric_facts"])
def test_the_files_of_the_lake_are_those_that_were_staged(tmp_path, table):
    lake, folder = staged(tmp_path)
    names = {file.name for file in staged_files(folder, table)}
    commit(lake, folder)
    assert {file.name for file in (lake.data / "main" / table).rglob("*.parquet")} == names


def test_many_small_articles_of_one_month_make_one_file(tmp_path):
    for number in range(5):
        day = ("2025-03-15", "2025-04-15")[number % 2]
        write_article(tmp_path / "in", f"{number}.txt", f"Body {number}.", f" date {day} T")
    ingest(tmp_path / "lake", tmp_path / "in")
    files = rows(tmp_path / "lake", "SELECT count(*) FROM ducklake_list_files('lake', 'articles')")
    assert files == [(2,)]
