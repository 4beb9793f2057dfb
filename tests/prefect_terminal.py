"""A Prefect of a test's own as a user runs it: server and worker in terminals, in a fresh checkout."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import httpx
import psutil

from tests.conftest import ROOT

README_API = "http://127.0.0.1:4200"
SERVER = "prefect server start"
POOL = "prefect work-pool create dateline --type process"
DEPLOY = "prefect deploy --all"
LISTING = "prefect flow-run ls --state Scheduled"
WORKER = "prefect worker start --pool dateline"


def wait_for(name, look, seconds=420):
    """The first true value that `look` gives."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        found = look()
        if found:
            return found
        time.sleep(0.5)
    raise TimeoutError(f"no {name} in {seconds} seconds")


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def readme_commands():
    """The command lines of README's section "Every night", without their comments."""
    section = re.search(r"\n## Every night\n(.*?)\n## ", (ROOT / "README.md").read_text(), re.DOTALL)[1]
    lines = (line.split("#")[0].strip() for line in section.splitlines() if line.startswith("    "))
    return [line for line in lines if line]


def command(process):
    """The command line of a process; nothing of one that is gone."""
    try:
        return " ".join(process.cmdline())
    except psutil.Error:
        return ""


class Terminal:
    """What a user types in the root of a fresh checkout, with a Prefect of the test's own."""

    def __init__(self, folder):
        self.checkout = folder / "dateline"
        tracked = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
        for name in filter(None, tracked.stdout.split("\0")):
            (self.checkout / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, self.checkout / name)
        # The environment that `make` has made.
        (self.checkout / ".venv").symlink_to(sys.prefix)
        self.api = f"http://127.0.0.1:{free_port()}"
        self.home = folder / "prefect"
        self.environment = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")} | {
            "PREFECT_HOME": str(self.home),
            "PREFECT_SERVER_API_PORT": self.api.rpartition(":")[2],
            "COLUMNS": "200",
        }
        self.setup = [line for line in readme_commands() if line.startswith("export ")]

    def _shell(self, command):
        line = "\n".join(["set -e", *self.setup, command]).replace(README_API, self.api)
        return {"args": ["bash", "-c", line], "cwd": self.checkout, "env": self.environment}

    def run(self, command):
        done = subprocess.run(**self._shell(command), capture_output=True, text=True, timeout=420)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def keep(self, command):
        """Start what keeps its terminal; its output goes to a file next to the checkout."""
        log = self.checkout.parent / f"{command.split()[1]}.log"
        with log.open("ab") as output:
            subprocess.Popen(**self._shell(command), stdout=output, stderr=output, stdin=subprocess.DEVNULL)

    def flow_runs(self, state=None):
        """Name of state and record of every night that a schedule made, in the order of their hours."""
        asked = {"sort": "EXPECTED_START_TIME_ASC", "deployments": {"name": {"any_": ["nightly"]}}}
        runs = [run for run in self._post("flow_runs/filter", asked) if run["auto_scheduled"]]
        return [run for run in runs if state in (None, run["state"]["name"])]

    def deployment(self, name):
        """The id of a deployment."""
        return self._get(f"deployments/name/{name}")["id"]

    def schedule_once(self, deployment, moment, **parameters):
        """Put a run of the deployment at a moment; gives its id."""
        state = {"type": "SCHEDULED", "state_details": {"scheduled_time": moment}}
        asked = {"state": state, "parameters": parameters}
        return self._post(f"deployments/{deployment}/create_flow_run", asked)["id"]

    def state_of(self, run):
        """The name of a flow run's state."""
        return self._get(f"flow_runs/{run}")["state"]["name"]

    def is_completed(self, run):
        return self.state_of(run) == "Completed"

    def artifacts(self, key):
        """The artifacts of a key, the newest first."""
        asked = {"artifacts": {"key": {"any_": [key]}}, "sort": "CREATED_DESC"}
        return self._post("artifacts/filter", asked)

    def _get(self, path):
        return self._answer(lambda: httpx.get(f"{self.api}/api/{path}", timeout=60))

    def _post(self, path, asked):
        return self._answer(lambda: httpx.post(f"{self.api}/api/{path}", json=asked, timeout=60))

    @staticmethod
    def _answer(ask):
        """What the server says, asked again while its database is locked (503), as Prefect's own client does."""
        answer = wait_for("answer but 503", lambda: answer if (answer := ask()).status_code != 503 else None, 60)
        return answer.raise_for_status().json()

    def is_up(self):
        try:
            return httpx.get(f"{self.api}/api/health", timeout=5).is_success
        except httpx.TransportError:
            return False

    def kill(self, which):
        """Kill the server, or the worker with its runs, as a service manager does: all its processes at once."""
        is_server = which == "server"
        self._kill(lambda process: is_server == any(name in command(process) for name in (" server start", "uvicorn")))

    def close(self):
        """Kill all that runs with this Prefect's home: a worker puts its runs into sessions of their own."""
        self._kill(lambda _: True)

    def _kill(self, is_meant):
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            left = [process for process in psutil.process_iter() if self._owns(process) and is_meant(process)]
            if not left:
                return
            for process in left:
                process.kill()
            psutil.wait_procs(left, timeout=10)

    def _owns(self, process):
        try:
            return process.environ().get("PREFECT_HOME") == str(self.home)
        except (psutil.Error, OSError):
            return False


@contextmanager
def opened(folder) -> Iterator[Terminal]:
    """A terminal, of which nothing is left running; what it said is printed."""
    terminal = Terminal(folder)
    # A runner that is told to end clears up as well.
    usual = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield terminal
    finally:
        terminal.close()
        signal.signal(signal.SIGTERM, usual)
        for log in folder.glob("*.log"):
            print(f"--- {log.name}\n{log.read_text(errors='replace')}")
