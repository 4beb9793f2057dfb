"""prefect.yaml: both deployments go to a server, and a worker runs one of them."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.builders import write_article
from tests.conftest import ROOT
from warehouse.lake import Lake

# A server and a worker take half a minute to start.
pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("prefect_server")]


def prefect(*args):
    from prefect.settings import PREFECT_API_URL

    environment = {
        **os.environ,
        "PREFECT_API_URL": PREFECT_API_URL.value(),
        "PWD": str(ROOT),
        "PREFECT_CLI_PROMPT": "false",
    }
    environment["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{environment['PATH']}"
    done = subprocess.run(
        [sys.executable, "-m", "prefect", "--no-prompt", *args],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=240,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_deploys_both_and_runs_one_through_a_worker(tmp_path):
    from prefect.client.orchestration import get_client

    write_article(tmp_path / "in", "a.txt", "It cost $5.")
    prefect("work-pool", "create", "dateline", "--type", "process")
    prefect("deploy", "--all")
    with get_client(sync_client=True) as client:
        nightly = client.read_deployment_by_name("nightly/nightly")
        backfill = client.read_deployment_by_name("nightly/backfill")
        assert [(entry.schedule.cron, entry.schedule.timezone) for entry in nightly.schedules] == [
            ("30 4 * * *", "UTC")
        ]
        assert backfill.schedules == []
        assert [deployment.global_concurrency_limit.limit for deployment in (nightly, backfill)] == [1, 1]
        run = client.create_flow_run_from_deployment(
            backfill.id,
            parameters={"paths": [str(tmp_path / "in")], "lake": str(tmp_path / "lake"), "as_of": "2025-03-16"},
        )
        prefect("worker", "start", "--pool", "dateline", "--type", "process", "--run-once", "--limit", "1")
        state = client.read_flow_run(run.id).state
    assert state.is_completed(), state
    assert Lake(tmp_path / "lake").reader().execute("SELECT value FROM money").fetchall() == [(5.0,)]


def test_the_schedule_is_in_utc():
    deployments = yaml.safe_load((ROOT / "prefect.yaml").read_text())["deployments"]
    assert [schedule["timezone"] for entry in deployments for schedule in entry["schedules"] or []] == ["UTC"]
