import os

import pytest

from tests.builders import ingest, write_article
from tests.unit.warehouse.test_load import rows, staged
from warehouse.load import commit
from warehouse.staging import published_files, stage, staged_files, staged_rows, sweep
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
