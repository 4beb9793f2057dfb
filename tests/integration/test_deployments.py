"""prefect.yaml: its deployments go to a server, stay paused, refuse wrong parameters, and a worker runs them."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.builders import write_article
from tests.conftest import ROOT
from tests.stores import contents
from warehouse.lake import Lake

# A server and a worker take half a minute to start.
pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("prefect_server"), pytest.mark.timeout(900)]

NAMES = ("nightly/nightly", "backfill/backfill", "maintain/weekly", "export/daily")


def prefect(*args, cwd=ROOT):
    from prefect.settings import PREFECT_API_URL

    environment = {**os.environ, "PREFECT_API_URL": PREFECT_API_URL.value(), "PREFECT_CLI_PROMPT": "false"}
    environment["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{environment['PATH']}"
    environment.pop("PWD", None)  # as cron and systemd start it
    done = subprocess.run(
        [sys.executable, "-m", "prefect", "--no-prompt", *args],
        cwd=cwd,
        env=environment,
        capture_output=True,
        text=True,
        timeout=400,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def run_of(client, name, **parameters):
    """A run of a deployment by a worker; gives its state."""
    deployment = client.read_deployment_by_name(name)
    run = client.create_flow_run_from_deployment(deployment.id, parameters=parameters)
    prefect("worker", "start", "--pool", "dateline", "--type", "process", "--run-once", "--limit", "1")
    return client.read_flow_run(run.id).state


def test_all_are_deployed_by_a_link_stay_paused_and_run(tmp_path):
    from prefect.client.orchestration import get_client
    from prefect.exceptions import PrefectHTTPStatusError

    for day in ("2025-03-15", "2025-03-16"):
        write_article(tmp_path / "in" / day, "a.txt", f"It cost $5 on {day}.")
    lake, inbox = str(tmp_path / "lake"), [str(tmp_path / "in/{as_of}")]
    (tmp_path / "link").symlink_to(ROOT)
    prefect("work-pool", "create", "dateline", "--type", "process")
    prefect("deploy", "--all", cwd=tmp_path / "link")
    with get_client(sync_client=True) as client:
        found = {name: client.read_deployment_by_name(name) for name in NAMES}
        [schedule] = found["nightly/nightly"].schedules
        assert (schedule.schedule.cron, schedule.schedule.timezone, schedule.active) == ("30 4 * * *", "UTC", True)
        assert found["backfill/backfill"].schedules == []
        folders = [step["prefect.deployments.steps.set_working_directory"] for step in found[NAMES[0]].pull_steps]
        assert folders == [{"directory": str(ROOT.resolve())}]
        client.update_deployment_schedule(found["nightly/nightly"].id, schedule.id, active=False)
        prefect("deploy", "--prefect-file", str(ROOT / "prefect.yaml"), "--all", cwd=tmp_path)
        [again] = client.read_deployment_by_name("nightly/nightly").schedules
        assert (again.id, again.active) == (schedule.id, False)
        for wrong in ({"batch_bytes": -5}, {"paths": []}, {"wait_seconds": -1}, {"runner": "spark"}):
            with pytest.raises(PrefectHTTPStatusError):
                client.create_flow_run_from_deployment(found["nightly/nightly"].id, parameters=wrong)
        state = run_of(client, "nightly/nightly", paths=inbox, lake=lake, nonsense=1)
        assert state.is_final()
        assert not state.is_completed()
        assert not Path(lake).exists()
        state = run_of(client, "backfill/backfill", first="2025-03-15", last="2025-03-16", paths=inbox, lake=lake)
        assert state.is_completed(), state
        assert Lake(lake).reader().execute("SELECT as_of::VARCHAR, articles FROM runs ORDER BY 1").fetchall() == [
            ("2025-03-15", 1), ("2025-03-16", 1),
        ]  # fmt: skip
        days = {"first": "2025-03-15", "last": "2025-03-16", "paths": inbox, "lake": f"{lake}-by-dask"}
        state = run_of(client, "backfill/backfill", runner="dask", workers=1, **days)
        assert state.is_completed(), state
        assert contents(Lake(f"{lake}-by-dask")) == contents(Lake(lake))
        state = run_of(client, "maintain/weekly", lake=lake)
        assert state.is_completed(), state
        state = run_of(client, "nightly/nightly", paths=inbox, lake=lake)
        assert state.is_failed(), state  # there is no folder of today
        state = run_of(client, "export/daily", lake=lake, folder=str(tmp_path / "out"))
        assert state.is_failed(), state
        state = run_of(client, "export/daily", lake=lake, folder=str(tmp_path / "out"), even_after_a_bad_night=True)
        assert state.is_completed(), state
    assert json.loads((tmp_path / "out/manifest.json").read_text())["tables"]["articles"]["rows"] == 2


def test_the_schedules_are_in_utc_and_have_slugs():
    deployments = yaml.safe_load((ROOT / "prefect.yaml").read_text())["deployments"]
    schedules = [schedule for entry in deployments for schedule in entry["schedules"] or []]
    assert {schedule["timezone"] for schedule in schedules} == {"UTC"}
    assert all(schedule["slug"] for schedule in schedules)
