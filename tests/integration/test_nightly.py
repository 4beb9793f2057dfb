"""The flow as Prefect runs it."""

from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import duckdb
import pytest
from typer.testing import CliRunner

from flows.cli import app
from tests.builders import empty_lake, prepared, write_article
from tests.unit.flows.test_rejects import with_rejects
from warehouse.errors import DatelineError, RunFailed
from warehouse.lake import Lake

pytestmark = pytest.mark.usefixtures("prefect_server")


def nightly_as_it_is(*args, **kwargs):
    from flows.nightly import nightly

    return nightly(*args, **kwargs)


def nightly(paths, lake, *args, **kwargs):
    """The flow, on a lake that is there: `nightly_as_it_is` has it made."""
    if not Lake(lake).exists():
        empty_lake(Path(lake))
    return nightly_as_it_is(paths, lake, *args, **kwargs)


def rows(lake, sql):
    return Lake(lake).reader().execute(sql).fetchall()


def artifacts_of_the_newest_run():
    from prefect.client.orchestration import get_client
    from prefect.client.schemas.sorting import ArtifactSort

    with get_client(sync_client=True) as client:
        return client.read_artifacts(sort=ArtifactSort.CREATED_DESC, limit=2)


def test_a_night_and_the_same_night_again_each_with_its_report_as_an_artifact(tmp_path, samples):
    first = nightly_as_it_is([str(samples)], str(tmp_path / "lake"), date(2026, 3, 23))
    reports = artifacts_of_the_newest_run()
    assert {artifact.key for artifact in reports} == {"dateline-run", "dateline-report"}
    assert any(first["run_id"] in str(artifact.data) for artifact in reports)
    again = nightly([str(samples)], str(tmp_path / "lake"), date(2026, 3, 23))
    assert (first["articles"], first["rejects"], again["articles"], again["known"]) == (26, 3, 0, 29)
    assert first["run_id"] == again["run_id"]
    assert rows(tmp_path / "lake", "SELECT records_in, articles, rejects FROM runs ORDER BY started_at") == [
        (29, 26, 3),
        (29, 0, 0),
    ]


def test_strict_fails_after_everything_good_is_loaded(tmp_path):
    for name in ("a", "b"):
        write_article(tmp_path / "in", f"{name}.txt", f"Body {name}.")
        (tmp_path / f"in/no-header-{name}.txt").write_text(f"No header {name}.", encoding="utf-8")
    with pytest.raises(RunFailed, match="2 records were rejected"):
        nightly([str(tmp_path / "in")], str(tmp_path / "lake"), strict=True)
    assert rows(tmp_path / "lake", "SELECT count(*) FROM articles") == [(2,)]


def test_the_flow_refuses_a_tagger_before_it_writes(tmp_path):
    write_article(tmp_path / "in", "a.txt", "Body.")
    with pytest.raises(DatelineError, match="no tagger flair:x"):
        nightly_as_it_is([str(tmp_path / "in")], str(tmp_path / "lake"), tagger="flair:x")
    assert not (tmp_path / "lake").exists()


def test_rejects_are_read_again_from_the_command_line(tmp_path):
    lake = prepared(with_rejects, tmp_path).path
    asked = ["--lake", str(lake), "--reason", "empty_body", "--map", "body=story", "--as-of", "2026-03-23"]
    done = CliRunner().invoke(app, ["rejects", "retry", *asked])
    assert done.exception is None, done.output
    assert "new articles" in done.output
    assert "no_header" not in done.output
    assert rows(lake, "SELECT body FROM articles") == [("The ferry costs 12 euros.",)]


def test_nothing_to_read_is_an_error(tmp_path):
    with pytest.raises(DatelineError, match="nothing at"):
        nightly_as_it_is([str(tmp_path / "none")], str(tmp_path / "lake"))


def test_a_commit_that_fails_once_is_tried_again(tmp_path, monkeypatch):
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


# Each step and each error once by default, all pairs among the slow tests.
STEPS = ("read_batch", "extract_batch", "commit_batch")
ERRORS = (ValueError("a defect"), DatelineError("bad", "mend it"), KeyError("x"))


@pytest.mark.parametrize(
    ("step", "error"),
    [
        pytest.param(step, error, marks=[] if STEPS.index(step) == number else pytest.mark.slow)
        for step in STEPS
        for number, error in enumerate(ERRORS)
    ],
)
def test_what_trying_again_cannot_help_is_not_tried_again(tmp_path, monkeypatch, step, error):
    from flows import nightly as module

    write_article(tmp_path / "in", "a.txt", "Body.")
    calls = []

    def fails(*_):
        calls.append(step)
        raise error

    monkeypatch.setattr(module, step, fails)
    with pytest.raises(type(error)):
        nightly([str(tmp_path / "in")], str(tmp_path / "lake"))
    assert calls == [step]


@pytest.mark.parametrize(
    ("error", "again"),
    [
        (OSError(28, "No space left on device"), True),
        (duckdb.IOException("busy"), True),
        (duckdb.TransactionException("conflict"), True),
        (duckdb.Error("Failed to query most recent snapshot for DuckLake: disk I/O error"), True),
        (duckdb.ConstraintException("not null"), False),
        (duckdb.BinderException("no such column"), False),
        (MemoryError(), False),
        (DatelineError("bad", "mend it"), False),
    ],
)
def test_only_what_may_pass_by_itself_is_worth_trying_again(error, again):
    from prefect.states import Failed

    from flows.nightly import _worth_retrying

    assert _worth_retrying(None, None, Failed(data=error)) is again


@pytest.mark.parametrize(
    ("scheduled", "day"),
    [
        pytest.param(datetime(2025, 3, 14, 4, 30, tzinfo=UTC), "2025-03-14", marks=pytest.mark.slow),
        (datetime(2025, 3, 14, 23, 30, tzinfo=timezone(timedelta(hours=-5))), "2025-03-15"),
    ],
)
def test_without_a_day_the_run_is_of_the_day_it_was_scheduled_for(tmp_path, scheduled, day):
    from prefect.client.orchestration import get_client
    from prefect.flow_engine import run_flow
    from prefect.states import Scheduled

    from flows.nightly import nightly

    write_article(tmp_path / "in" / day, "a.txt", "Body.")
    asked = {"paths": [str(tmp_path / "in/{as_of}")], "lake": str(empty_lake(tmp_path / "lake").path)}
    with get_client(sync_client=True) as client:
        run = client.create_flow_run(nightly, parameters=asked, state=Scheduled(scheduled_time=scheduled))
    outcome = run_flow(nightly, flow_run=run, parameters=asked)
    assert outcome["articles"] == 1
    assert rows(tmp_path / "lake", "SELECT as_of::VARCHAR, run_id[:10] FROM runs") == [(day, day)]
