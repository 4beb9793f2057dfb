"""Flow runs whose process is gone are set to Crashed by the next run; those that live are left alone."""

import os
import signal
import subprocess
import sys
from contextlib import nullcontext
from uuid import uuid4

import pytest
from prefect.client.schemas.objects import FlowRun
from prefect.exceptions import ObjectNotFound
from prefect.states import Running

from flows import signs_of_life
from flows.signs_of_life import alive, end_dead_runs
from tests.conftest import ROOT
from warehouse.lake import Lake

# A process that shows that its flow run lives, says so, and waits.
_LIVING = """
import sys
from flows.signs_of_life import alive
from warehouse.lake import Lake
with alive(Lake(sys.argv[1]), sys.argv[2]):
    print("alive", flush=True)
    sys.stdin.read()
"""


class Server:
    """What Prefect's client does here: it tells the state of flow runs, and sets it."""

    def __init__(self):
        self.runs = {}

    def __call__(self, *, sync_client):
        assert sync_client
        return nullcontext(self)

    def running(self):
        run_id = uuid4()
        self.runs[run_id] = FlowRun(id=run_id, name=f"night-{len(self.runs)}", flow_id=uuid4(), state=Running())
        return self.runs[run_id]

    def read_flow_run(self, run_id):
        if run_id not in self.runs:
            raise ObjectNotFound(KeyError(run_id))
        return self.runs[run_id]

    def set_flow_run_state(self, run_id, state, *, force):
        assert force
        self.runs[run_id].state = state


@pytest.fixture
def server(monkeypatch):
    there = Server()
    monkeypatch.setattr(signs_of_life, "get_client", there)
    return there


def process_of(lake, run_id):
    process = subprocess.Popen(
        [sys.executable, "-c", _LIVING, str(lake.path), str(run_id)],
        cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stdout.readline() == "alive\n"
    return process


def test_a_run_whose_process_was_killed_is_marked_and_one_that_lives_is_not(server, tmp_path):
    lake, dead, living = Lake(tmp_path), server.running(), server.running()
    killed, other = process_of(lake, dead.id), process_of(lake, living.id)
    killed.send_signal(signal.SIGKILL)
    killed.wait()
    told = []
    assert end_dead_runs(lake, told.append) == [str(dead.id)]
    assert dead.state.name == "Crashed"
    assert living.state.name == "Running"
    assert told == [f"The flow run {dead.name} is dead; it is marked as crashed"]
    assert end_dead_runs(lake, told.append) == []
    other.communicate("")


def test_a_run_that_the_server_has_forgotten_is_no_error(server, tmp_path):
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
