"""Records on which the program fails: they are rejected, the rest is loaded, and every run tries them again."""

import json
from datetime import date

import polars as pl
import pytest

from flows import ingest as extracting
from flows import reading
from tests.builders import ingest, write_article
from warehouse.checks import run_checks
from warehouse.lake import Lake

MARK = "unspeakable"


def wire(path, bodies, **fields):
    lines = (
        json.dumps({"id": number, "published": "2025-03-14", "text": body, **fields})
        for number, body in enumerate(bodies)
    )
    path.write_text("\n".join(lines))
    return path


def night(count, bad=()):
    return [
        f"Oslo will pay {number} million euros, Mayor Kari Berg said. {MARK if number in bad else ''}"
        for number in range(count)
    ]


def rows(lake, sql):
    return Lake(lake).reader().execute(sql).fetchall()


def in_lake(lake):
    counts = "SELECT (SELECT count(*) FROM articles), (SELECT count(*) FROM rejects), (SELECT count(*) FROM ledger)"
    return rows(lake, counts)[0]


def healthy(lake):
    return run_checks(Lake(lake).reader()) == {}


@pytest.fixture
def fails(monkeypatch):
    """Make a step of the ingest fail on articles with the mark, until `repair` is called."""

    class Fault:
        def on(self, name, error=None):
            step = extracting if hasattr(extracting, name) else reading
            real = getattr(step, name)

            def failing(frame, *others):
                if frame["body"].str.contains(MARK).any():
                    raise error or ValueError("no words for it")
                return real(frame, *others)

            monkeypatch.setattr(step, name, failing)

        def repair(self):
            monkeypatch.undo()

    return Fault()


@pytest.mark.parametrize("step", ["articles_of", pytest.param("extract", marks=pytest.mark.slow)])
def test_a_night_of_which_three_records_are_poison(tmp_path, fails, step):
    path, lake = wire(tmp_path / "wire.jsonl", night(8, bad=(1, 4, 7))), tmp_path / "lake"
    fails.on(step)
    account = ingest(lake, path, batch_bytes=600)
    assert (account.batches, account.articles, account.rejects, account.defects) == (2, 5, 3, 3)
    assert account.balances()
    assert in_lake(lake) == (5, 3, 5)
    assert rows(lake, "SELECT source_locator, reason FROM rejects ORDER BY ALL") == [
        ("line 2", "defect"), ("line 5", "defect"), ("line 8", "defect"),
    ]  # fmt: skip
    [(traceback,)] = rows(lake, "SELECT DISTINCT traceback[-27:] FROM rejects")
    assert traceback == "ValueError: no words for it"
    assert rows(lake, "SELECT count(*) FROM rejected_bytes WHERE decode(record) LIKE '%unspeakable%'") == [(3,)]
    assert rows(lake, "SELECT records_in, articles, rejects, defects, held_back FROM runs") == [(8, 5, 3, 3, 0)]
    assert healthy(lake)

    again = ingest(lake, path, batch_bytes=600)
    assert (again.known, again.articles, again.defects) == (5, 0, 3)
    assert in_lake(lake) == (5, 3, 5)

    fails.repair()
    repaired = ingest(lake, path, batch_bytes=600)
    assert (repaired.known, repaired.articles, repaired.rejects) == (5, 3, 0)
    assert in_lake(lake) == (8, 3, 8)
    with_facts = "SELECT count(*) FROM articles SEMI JOIN sentences USING (article_id)"
    assert rows(lake, f"{with_facts} WHERE body LIKE '%{MARK}%'") == [(3,)]
    assert healthy(lake)


def test_rows_that_break_their_contract_are_their_records_defect(tmp_path, monkeypatch):
    real = extracting.extract

    def wrong(articles, *others):
        facts = real(articles, *others)
        bad = articles.filter(pl.col("body").str.contains(MARK))["article_id"]
        sentences = facts["sentences"]
        start = pl.when(pl.col("article_id").is_in(bad.implode())).then(-1).otherwise("start_char")
        return {**facts, "sentences": sentences.with_columns(start_char=start.cast(pl.Int32))}

    monkeypatch.setattr(extracting, "extract", wrong)
    account = ingest(tmp_path / "lake", wire(tmp_path / "wire.jsonl", night(3, bad=(1,))))
    assert (account.articles, account.defects) == (2, 1)
    assert in_lake(tmp_path / "lake") == (2, 1, 2)
    assert "start_char|min" in rows(tmp_path / "lake", "SELECT traceback FROM rejects")[0][0]


def test_a_panic_of_polars_is_a_defect_too(tmp_path, fails):
    fails.on("extract", pl.exceptions.PanicException("index out of bounds"))
    ingest(tmp_path / "lake", wire(tmp_path / "wire.jsonl", night(2, bad=(1,))))
    assert in_lake(tmp_path / "lake") == (1, 1, 1)


def test_what_followed_from_a_poison_record_is_decided_without_it(tmp_path, fails):
    """Of three texts under one address the first is poison, and a later batch repeats it word for word elsewhere."""
    poison, lake = f"It cost $5. {MARK}", tmp_path / "lake"
    wire(tmp_path / "a.jsonl", [poison, "It cost $6.", "It cost $7."], url="https://example.org/1")
    wire(tmp_path / "b.jsonl", ["It cost $8.", "It cost $6."], url="https://example.org/2")
    fails.on("extract")
    account = ingest(lake, tmp_path / "a.jsonl", tmp_path / "b.jsonl", batch_bytes=300)
    assert (account.articles, account.revisions, account.duplicates, account.defects) == (2, 1, 1, 1)
    assert account.balances()
    listed = "SELECT body, revision, is_current FROM articles ORDER BY url, revision"
    assert rows(lake, listed) == [
        ("It cost $6.", 1, False), ("It cost $7.", 2, True), ("It cost $8.", 1, False), ("It cost $6.", 2, False),
    ]  # fmt: skip
    assert healthy(lake)


@pytest.mark.slow
def test_the_same_bytes_in_two_batches_are_listed_once(tmp_path, fails):
    bodies = night(4, bad=(3,))
    wire(tmp_path / "a.jsonl", bodies)
    wire(tmp_path / "b.jsonl", bodies)
    fails.on("extract")
    account = ingest(tmp_path / "lake", tmp_path / "a.jsonl", tmp_path / "b.jsonl", batch_bytes=400)
    assert account.batches == 2
    assert account.balances()
    assert in_lake(tmp_path / "lake") == (3, 1, 3)


@pytest.mark.slow
def test_a_text_file_may_be_poison(tmp_path, fails):
    for number, body in enumerate(night(5, bad=(2,))):
        write_article(tmp_path / "in", f"{number}.txt", body)
    fails.on("articles_of")
    ingest(tmp_path / "lake", tmp_path / "in")
    assert rows(tmp_path / "lake", "SELECT source_uri[-5:] FROM rejects") == [("2.txt",)]
    assert in_lake(tmp_path / "lake") == (4, 1, 4)


def test_a_batch_with_too_many_defects_is_held_back_and_the_others_are_loaded(tmp_path, fails):
    wire(tmp_path / "a.jsonl", night(40, bad=range(30)))
    wire(tmp_path / "b.jsonl", [f"It cost ${number}." for number in range(10)], source="b")
    fails.on("extract")
    account = ingest(tmp_path / "lake", tmp_path / "a.jsonl", tmp_path / "b.jsonl", batch_bytes=4_600)
    assert account.has_too_many_defects()
    assert (account.held_back, account.articles) == (40, 10)
    assert account.balances()
    assert in_lake(tmp_path / "lake") == (10, 0, 10)
    fails.repair()
    ingest(tmp_path / "lake", tmp_path / "a.jsonl", tmp_path / "b.jsonl")
    assert in_lake(tmp_path / "lake") == (50, 0, 50)


@pytest.mark.parametrize("error", [MemoryError("no room"), pytest.param(OSError("no disk"), marks=pytest.mark.slow)])
def test_what_is_not_the_records_fault_stops_the_run_and_rejects_nothing(tmp_path, fails, error):
    path = wire(tmp_path / "wire.jsonl", night(10, bad=(3,)))
    fails.on("extract", error)
    with pytest.raises(type(error)):
        ingest(tmp_path / "lake", path)
    assert in_lake(tmp_path / "lake") == (0, 0, 0)
    fails.repair()
    ingest(tmp_path / "lake", path)
    assert in_lake(tmp_path / "lake") == (10, 0, 10)


def test_days_that_stand_for_no_date_stop_nothing(tmp_path):
    days = {
        "0001-01-01T00:00:00Z": None, "0001-01-01": None, "0000-00-00": None, "0000-12-31": None, "0001-01-07": None,
        "0001-01-08": date(1, 1, 8), "0001-01-31T00:00:00+14:00": date(1, 1, 31), "9999-12-31": date(9999, 12, 31),
        "9999-12-31T23:59:59-05:00": date(9999, 12, 31), "10000-01-01": None, "2025-03-14": date(2025, 3, 14),
    }  # fmt: skip
    words = "Yesterday, last year, next week, in ten years, two centuries ago and on Sunday it cost 10 euros"
    lines = [
        json.dumps({"id": number, "published": day, "text": f"{words}, {number}."}) for number, day in enumerate(days)
    ]
    (tmp_path / "wire.jsonl").write_text("\n".join(lines))
    write_article(tmp_path, "zero.txt", "It cost $5.", " date 0001-01-01 A title")
    write_article(tmp_path, "short.txt", "It cost $6.", " date 25-03-14 A title")
    account = ingest(tmp_path / "lake", tmp_path, oldest_day=None)
    good = sorted(day for day in days.values() if day)
    assert [day for (day,) in rows(tmp_path / "lake", "SELECT published_on FROM articles ORDER BY ALL")] == good
    assert account.reasons == {"impossible_date": 8}
    assert account.balances()
    assert rows(tmp_path / "lake", "SELECT count(DISTINCT published_on) FROM temporal_mentions") == [(len(set(good)),)]
    assert healthy(tmp_path / "lake")
