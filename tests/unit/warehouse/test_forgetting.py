"""What is taken down is nowhere: no row, no file, no snapshot; and it does not come back."""

import json
from contextlib import closing
from datetime import UTC, datetime

import pytest

from tests.builders import ingest, prepared
from warehouse.checks import run_checks
from warehouse.errors import DatelineError
from warehouse.forgetting import forget
from warehouse.search import search
from warehouse.tables import TABLES

NOW = datetime(2026, 3, 24, tzinfo=UTC)


def wire(path, *articles):
    lines = [{"source": "wire", "published": "2026-03-20", **article} for article in articles]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines))
    return path


def three_articles(folder):
    path = wire(
        folder / "a.jsonl",
        {"id": 1, "text": "Oslo will pay $5 million, said Kari Zwermoen, whom nobody else names."},
        {"id": 2, "text": "Bergen will pay $6 million, Anna Lindqvist said."},
        {"id": 3, "source": "other", "text": "Bergen will pay $6 million, Anna Lindqvist said."},
    )
    ingest(folder / "lake", path)


@pytest.fixture
def lake(tmp_path):
    return prepared(three_articles, tmp_path)


def rows(lake, sql):
    with closing(lake.reader()) as reader:
        return reader.execute(sql).fetchall()


def taken_down(lake, ids=(), source=None):
    with lake.writer_lock():
        return forget(lake, list(ids), source, reason="court order", now=NOW)


def id_of(lake, words):
    [(article_id,)] = rows(lake, f"SELECT article_id FROM articles WHERE body LIKE '{words}%' AND source = 'wire'")
    return article_id


def test_an_article_leaves_rows_files_and_snapshots(lake):
    article_id = id_of(lake, "Oslo")
    gone = taken_down(lake, [article_id])
    assert (gone.articles, gone.copies) == (1, [])
    assert gone.snapshots > 0
    with closing(lake.reader()) as reader:
        for name in TABLES:
            text = reader.execute(f"SELECT count(*) FROM {name} t WHERE t::VARCHAR LIKE '%Zwermoen%'").fetchone()
            assert text == (0,), name
        data = lake.store.data
        left = reader.execute(
            "SELECT count(*) FROM read_parquet(?, union_by_name => true) t WHERE t::VARCHAR LIKE '%Zwermoen%'",
            [[data.address + name for name in data.sizes("main/articles/") if "delete" not in name]],
        ).fetchone()
    assert left == (0,)
    with pytest.raises(DatelineError, match="no snapshot 1"):
        lake.reader(1)
    assert run_checks(lake.reader()) == {}
    assert rows(lake, "SELECT article_id, reason FROM forgotten") == [(article_id, "court order")]
    assert rows(lake, "SELECT outcome, count(*) FROM ledger GROUP BY 1 ORDER BY 1") == [
        ("article", 1), ("duplicate", 1), ("forgotten", 1),
    ]  # fmt: skip


def test_the_search_index_forgets_too(lake):
    article_id = id_of(lake, "Oslo")
    assert article_id in search(lake, "Zwermoen")["article_id"].to_list()
    assert any(b"Zwermoen" in file.read_bytes() for file in (lake.path / "search").rglob("*") if file.is_file())
    taken_down(lake, [article_id])
    assert not any(b"Zwermoen" in file.read_bytes() for file in (lake.path / "search").rglob("*") if file.is_file())
    assert article_id not in search(lake, "Zwermoen")["article_id"].to_list()


def test_it_does_not_come_back_neither_as_it_was_nor_changed(lake, tmp_path):
    taken_down(lake, [id_of(lake, "Oslo")])
    again = wire(tmp_path / "again.jsonl", {"id": 1, "text": "Oslo will pay $7 million after all."})
    account = ingest(lake.path, tmp_path / "a.jsonl", again)
    assert (account.articles, account.revisions, account.known, account.rejects) == (0, 0, 4, 0)
    assert rows(lake, "SELECT count(*) FROM articles") == [(2,)]
    assert run_checks(lake.reader()) == {}


def test_a_copy_is_told_of_and_is_no_duplicate_any_more(lake):
    gone = taken_down(lake, [id_of(lake, "Bergen")])
    [(other, duplicate_of, is_current)] = rows(
        lake, "SELECT article_id, duplicate_of, is_current FROM articles WHERE source = 'other'"
    )
    assert (gone.copies, duplicate_of, is_current) == ([other], None, True)


def test_a_source_goes_whole_and_stays_away(lake, tmp_path):
    assert taken_down(lake, source="wire").articles == 2
    fresh = wire(
        tmp_path / "fresh.jsonl", {"id": 9, "text": "Something new."}, {"id": 9, "source": "b", "text": "New."}
    )
    assert ingest(lake.path, fresh).articles == 1
    assert rows(lake, "SELECT DISTINCT source FROM articles ORDER BY 1") == [("b",), ("other",)]


def test_twice_is_no_error_and_what_never_was_is_one(lake):
    article_id = id_of(lake, "Oslo")
    taken_down(lake, [article_id])
    assert taken_down(lake, [article_id]).articles == 0
    with pytest.raises(DatelineError, match="nothing of nobody"):
        taken_down(lake, ["nobody"])
    assert rows(lake, "SELECT count(*) FROM forgotten") == [(1,)]
