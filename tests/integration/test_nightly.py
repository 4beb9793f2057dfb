"""The flow as Prefect runs it."""

import json
from datetime import date

import pytest

from tests.builders import write_article
from warehouse.errors import DatelineError, RunFailed
from warehouse.lake import Lake

pytestmark = pytest.mark.usefixtures("prefect_server")


def nightly(*args, **kwargs):
    from flows.nightly import nightly

    return nightly(*args, **kwargs)


def rows(lake, sql):
    return Lake(lake).reader().execute(sql).fetchall()


def test_a_night_and_the_same_night_again(tmp_path, samples):
    first = nightly([str(samples)], str(tmp_path / "lake"), date(2026, 3, 23))
    again = nightly([str(samples)], str(tmp_path / "lake"), date(2026, 3, 23))
    assert (first["articles"], first["rejects"], again["articles"], again["known"]) == (26, 3, 0, 29)
    assert first["run_id"] == again["run_id"]
    assert rows(tmp_path / "lake", "SELECT records_in, articles, rejects FROM runs ORDER BY started_at") == [
        (29, 26, 3),
        (29, 0, 0),
    ]


def test_the_report_is_an_artifact(tmp_path, samples):
    from prefect.client.orchestration import get_client
    from prefect.client.schemas.sorting import ArtifactSort

    outcome = nightly([str(samples)], str(tmp_path / "lake"), date(2026, 3, 23))
    with get_client(sync_client=True) as client:
        artifacts = client.read_artifacts(sort=ArtifactSort.CREATED_DESC, limit=2)
    assert {artifact.key for artifact in artifacts} == {"dateline-run", "dateline-report"}
    assert any(outcome["run_id"] in str(artifact.data) for artifact in artifacts)


def test_the_day_stands_in_the_path_and_in_the_rows(tmp_path):
    write_article(tmp_path / "in/2025-03-16", "a.txt", "Body.")
    nightly([str(tmp_path / "in/{as_of}")], str(tmp_path / "lake"), date(2025, 3, 16))
    assert rows(tmp_path / "lake", "SELECT ingested_at::DATE::VARCHAR, run_id[:10] FROM articles") == [
        ("2025-03-16", "2025-03-16")
    ]


def test_a_late_run_of_an_earlier_day_does_not_make_its_text_current(tmp_path):
    for day, amount in (("2025-03-11", 6), ("2025-03-10", 5)):
        line = {"id": 1, "source": "wire", "published": "2025-03-09", "text": f"Rebuilding costs ${amount} million."}
        (tmp_path / day).mkdir()
        (tmp_path / day / "wire.jsonl").write_text(json.dumps(line), encoding="utf-8")
        nightly([str(tmp_path / "{as_of}")], str(tmp_path / "lake"), date.fromisoformat(day))
    assert rows(
        tmp_path / "lake", "SELECT ingested_at::DATE::VARCHAR, revision, is_current FROM articles ORDER BY 1"
    ) == [
        ("2025-03-10", 2, False),
        ("2025-03-11", 1, True),
    ]
    assert rows(tmp_path / "lake", "SELECT value FROM money") == [(6e6,)]


def test_strict_fails_after_everything_good_is_loaded(tmp_path, samples):
    with pytest.raises(RunFailed, match="3 records were rejected"):
        nightly([str(samples)], str(tmp_path / "lake"), strict=True)
    assert rows(tmp_path / "lake", "SELECT count(*) FROM articles") == [(26,)]


def test_nothing_to_read_is_an_error(tmp_path):
    with pytest.raises(DatelineError, match="nothing at"):
        nightly([str(tmp_path / "none")], str(tmp_path / "lake"))


def test_a_batch_whose_checks_fail_is_not_published_and_the_others_are(tmp_path, samples, monkeypatch):
    from flows import ingest

    real = ingest.check_batch
    verdicts = iter([{"offsets_cut_out_the_text": 2}])
    monkeypatch.setattr(ingest, "check_batch", lambda *args: next(verdicts, None) or real(*args))
    with pytest.raises(RunFailed, match="offsets_cut_out_the_text 2"):
        nightly([str(samples)], str(tmp_path / "lake"), batch_bytes=20_000)
    loaded = rows(tmp_path / "lake", "SELECT count(*) FROM articles")[0][0]
    assert 0 < loaded < 26
    monkeypatch.setattr(ingest, "check_batch", real)
    nightly([str(samples)], str(tmp_path / "lake"), batch_bytes=20_000)
    assert rows(tmp_path / "lake", "SELECT count(*) FROM articles") == [(26,)]


def test_a_batch_that_checks_only_warn_of_is_published_and_reported(tmp_path, monkeypatch):
    from flows import ingest
    from warehouse.status import status

    monkeypatch.setattr(ingest, "check_batch", lambda *_: {"current_is_newest": 2})
    write_article(tmp_path / "in", "a.txt", "Body.")
    outcome = nightly([str(tmp_path / "in")], str(tmp_path / "lake"))
    assert (outcome["articles"], outcome["failed_checks"]) == (1, {})
    assert {"measure": "check warnings", "value": "current_is_newest 2"} in outcome["rows"]
    [run] = status(Lake(tmp_path / "lake"))["runs"]
    assert (run["failed_checks"], run["check_warnings"]) == (0, 1)


def test_a_run_that_loses_a_record_fails_after_loading_the_others(tmp_path, monkeypatch):
    from flows import ingest

    real = ingest._READ["text"]
    monkeypatch.setitem(ingest._READ, "text", lambda records: real(records).slice(1))
    for name in ("a", "b", "c"):
        write_article(tmp_path / "in", f"{name}.txt", f"Body {name}.")
    with pytest.raises(RunFailed, match="3 records were read and 2 are accounted for, in batches 1"):
        nightly([str(tmp_path / "in")], str(tmp_path / "lake"))
    assert rows(tmp_path / "lake", "SELECT count(*) FROM articles") == [(2,)]
    monkeypatch.setitem(ingest._READ, "text", real)
    nightly([str(tmp_path / "in")], str(tmp_path / "lake"))
    assert rows(tmp_path / "lake", "SELECT count(*) FROM articles") == [(3,)]


def test_a_commit_that_fails_once_is_tried_again(tmp_path, monkeypatch):
    import duckdb

    from flows import nightly as module

    write_article(tmp_path / "in", "a.txt", "Body.")
    real, failures = module.commit_batch, iter([duckdb.IOException("busy")])

    def flaky(context, folder):
        for failure in failures:
            raise failure
        return real(context, folder)

    monkeypatch.setattr(module, "commit_batch", flaky)
    assert nightly([str(tmp_path / "in")], str(tmp_path / "lake"))["articles"] == 1
    assert rows(tmp_path / "lake", "SELECT count(*) FROM articles") == [(1,)]
