"""Flow runs whose process is gone are set to Crashed by the next run; those that live are left alone."""

import os
import signal
import subprocess
import sys
from uuid import uuid4

import pytest

from flows.signs_of_life import alive, end_dead_runs
from tests.conftest import ROOT
from warehouse.lake import Lake

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]

# A process that shows that its flow run lives, says so, and waits.
_LIVING = """
import sys
from flows.signs_of_life import alive
from warehouse.lake import Lake
with alive(Lake(sys.argv[1]), sys.argv[2]):
    print("alive", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def client(prefect_server):
    from prefect.client.orchestration import get_client

    with get_client(sync_client=True) as opened:
        yield opened


def running(client):
    """A flow run that the server takes for running."""
    from prefect import flow
    from prefect.states import Running

    @flow(name="night")
    def night():
        pass

    return client.create_flow_run(night, state=Running())


def process_of(lake, run_id):
    process = subprocess.Popen(
        [sys.executable, "-c", _LIVING, str(lake.path), str(run_id)],
        cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stdout.readline() == "alive\n"
    return process


def test_a_run_whose_process_was_killed_is_marked_and_one_that_lives_is_not(client, tmp_path):
    lake, dead, living = Lake(tmp_path), running(client), running(client)
    killed, other = process_of(lake, dead.id), process_of(lake, living.id)
    killed.send_signal(signal.SIGKILL)
    killed.wait()
    told = []
    assert end_dead_runs(lake, told.append) == [str(dead.id)]
    assert client.read_flow_run(dead.id).state.name == "Crashed"
    assert client.read_flow_run(living.id).state.name == "Running"
    assert told == [f"The flow run {dead.name} is dead; it is marked as crashed"]
    assert end_dead_runs(lake, told.append) == []
    other.communicate("")


def test_a_run_that_the_server_has_forgotten_is_no_error(client, tmp_path):
    lake, forgotten = Lake(tmp_path), str(uuid4())
    process = process_of(lake, forgotten)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert end_dead_runs(lake, pytest.fail) == []
    assert list((tmp_path / "alive").iterdir()) == []


def test_a_run_that_ends_well_leaves_no_sign(tmp_path):
    with alive(Lake(tmp_path), str(uuid4())):
        assert len(list((tmp_path / "alive").iterdir())) == 1
    assert list((tmp_path / "alive").iterdir()) == []
