"""A night without Prefect: what holds batches back, what fails a run, and what is loaded all the same."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from flows.local_run import Silent, plain_steps
from flows.night import Asked, run_night
from tests.builders import empty_lake, write_article
from warehouse.errors import RunFailed
from warehouse.lake import Lake

DAY = date(2026, 3, 23)


def night(paths, lake, day=DAY, **asked):
    """The report of a night, as plain values."""
    if not Lake(lake).exists():
        empty_lake(Path(lake))
    with plain_steps() as steps:
        return run_night(Asked(tuple(paths), lake, day, **asked), steps, Silent()).as_dict()


def rows(lake, sql):
    return Lake(lake).reader().execute(sql).fetchall()


def test_the_day_stands_in_the_path_and_in_the_rows(tmp_path):
    write_article(tmp_path / "in/2025-03-16", "a.txt", "Body.")
    night([str(tmp_path / "in/{as_of}")], str(tmp_path / "lake"), date(2025, 3, 16))
    assert rows(tmp_path / "lake", "SELECT ingested_at::DATE::VARCHAR, run_id[:10] FROM articles") == [
        ("2025-03-16", "2025-03-16")
    ]


def test_a_late_run_of_an_earlier_day_does_not_make_its_text_current(tmp_path):
    for day, amount in (("2025-03-11", 6), ("2025-03-10", 5)):
        line = {"id": 1, "source": "wire", "published": "2025-03-09", "text": f"Rebuilding costs ${amount} million."}
        (tmp_path / day).mkdir()
        (tmp_path / day / "wire.jsonl").write_text(json.dumps(line), encoding="utf-8")
        night([str(tmp_path / "{as_of}")], str(tmp_path / "lake"), date.fromisoformat(day))
    assert rows(
        tmp_path / "lake", "SELECT ingested_at::DATE::VARCHAR, revision, is_current FROM articles ORDER BY 1"
    ) == [
        ("2025-03-10", 2, False),
        ("2025-03-11", 1, True),
    ]
    assert rows(tmp_path / "lake", "SELECT value FROM money") == [(6e6,)]


def test_a_batch_whose_checks_fail_is_not_published_and_the_others_are(tmp_path, monkeypatch):
    from flows import ingest

    for number in range(3):
        write_article(tmp_path / "in", f"{number}.txt", f"It cost ${number} million.")
    real = ingest.check_batch
    verdicts = iter([{"offsets_cut_out_the_text": 2}])
    monkeypatch.setattr(ingest, "check_batch", lambda *args: next(verdicts, None) or real(*args))
    with pytest.raises(RunFailed, match="offsets_cut_out_the_text 2"):
        night([str(tmp_path / "in")], str(tmp_path / "lake"), batch_bytes=90)
    loaded = rows(tmp_path / "lake", "SELECT count(*) FROM articles")[0][0]
    assert 0 < loaded < 3
    monkeypatch.setattr(ingest, "check_batch", real)
    night([str(tmp_path / "in")], str(tmp_path / "lake"))
    assert rows(tmp_path / "lake", "SELECT count(*) FROM articles") == [(3,)]


def test_a_batch_that_checks_only_warn_of_is_published_and_reported(tmp_path, monkeypatch):
    from flows import ingest
    from warehouse.status import status

    monkeypatch.setattr(ingest, "check_batch", lambda *_: {"current_is_newest": 2})
    write_article(tmp_path / "in", "a.txt", "Body.")
    outcome = night([str(tmp_path / "in")], str(tmp_path / "lake"))
    assert (outcome["articles"], outcome["failed_checks"]) == (1, {})
    assert {"measure": "check warnings", "value": "current_is_newest 2"} in outcome["rows"]
    [run] = status(Lake(tmp_path / "lake"))["runs"]
    assert (run["failed_checks"], run["check_warnings"]) == (0, 1)


def test_a_run_that_loses_a_record_fails_after_loading_the_others(tmp_path, monkeypatch):
    from flows.sources import FORMATS

    real = FORMATS["text"]
    monkeypatch.setitem(FORMATS, "text", replace(real, drafts=lambda records: real.drafts(records).slice(1)))
    for name in ("a", "b", "c"):
        write_article(tmp_path / "in", f"{name}.txt", f"Body {name}.")
    with pytest.raises(RunFailed, match="3 records were read and 2 are accounted for, in batches 1"):
        night([str(tmp_path / "in")], str(tmp_path / "lake"))
    assert rows(tmp_path / "lake", "SELECT count(*) FROM articles") == [(2,)]
    monkeypatch.setitem(FORMATS, "text", real)
    night([str(tmp_path / "in")], str(tmp_path / "lake"))
    assert rows(tmp_path / "lake", "SELECT count(*) FROM articles") == [(3,)]


@pytest.mark.slow
def test_too_many_defects_fail_the_run_after_the_rest_is_loaded(tmp_path, monkeypatch):
    from flows import ingest

    for number in range(30):
        write_article(tmp_path / "in", f"{number:02}.txt", f"It cost ${number}. {'unspeakable' if number < 21 else ''}")
    real = ingest.extract

    def failing(articles, *others):
        if articles["body"].str.contains("unspeakable").any():
            raise ValueError("no words for it")
        return real(articles, *others)

    monkeypatch.setattr(ingest, "extract", failing)
    with pytest.raises(RunFailed, match=r"fails on 21 records \(ValueError in flows/ingest.py"):
        night([str(tmp_path / "in")], str(tmp_path / "lake"), batch_bytes=600)
    assert rows(tmp_path / "lake", "SELECT count(*) FROM articles WHERE body NOT LIKE '%unspeakable%'") == [(9,)]
    assert rows(tmp_path / "lake", "SELECT defects, rejects, held_back FROM runs") == [(21, 21, 0)]


def test_input_of_which_nothing_can_be_read_fails_the_run(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in/scan.pdf").touch()
    with pytest.raises(RunFailed, match=r"Nothing could be read: no input: .pdf 1"):
        night([str(tmp_path / "in")], str(tmp_path / "lake"))
    write_article(tmp_path / "in", "a.txt", "Body.")
    outcome = night([str(tmp_path / "in")], str(tmp_path / "lake"))
    assert (outcome["articles"], outcome["passed_over"]) == (1, {".pdf": 1})
    assert {"measure": "no input", "value": ".pdf 1"} in outcome["rows"]
