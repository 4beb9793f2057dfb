"""README's "Every night" from a fresh checkout: the runs that the schedule makes load the inbox."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta

import httpx
import psutil
import pytest

from tests.builders import write_article
from tests.conftest import ROOT
from warehouse.lake import Lake

# Server, deployments and worker take a minute to start on a busy machine, and every scheduled run takes its minute.
pytestmark = [pytest.mark.slow, pytest.mark.timeout(1800)]

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
        answer = httpx.post(f"{self.api}/api/flow_runs/filter", json=asked, timeout=60)
        runs = [run for run in answer.raise_for_status().json() if run["auto_scheduled"]]
        return [run for run in runs if state in (None, run["state"]["name"])]

    def schedule_once(self, deployment, moment):
        """Put a run of the deployment at a moment; gives its id."""
        state = {"type": "SCHEDULED", "state_details": {"scheduled_time": moment}}
        url = f"{self.api}/api/deployments/{deployment}/create_flow_run"
        return httpx.post(url, json={"state": state}, timeout=60).raise_for_status().json()["id"]

    def is_completed(self, run):
        answer = httpx.get(f"{self.api}/api/flow_runs/{run}", timeout=60).raise_for_status()
        return answer.json()["state"]["name"] == "Completed"

    def is_up(self):
        try:
            return httpx.get(f"{self.api}/api/health", timeout=5).is_success
        except httpx.TransportError:
            return False

    def close(self):
        """Kill all that runs with this Prefect's home: a worker puts its runs into sessions of their own."""
        deadline = time.monotonic() + 60
        while (left := [process for process in psutil.process_iter() if self._owns(process)]) and (
            time.monotonic() < deadline
        ):
            for process in left:
                process.kill()
            psutil.wait_procs(left, timeout=10)

    def _owns(self, process):
        try:
            return process.environ().get("PREFECT_HOME") == str(self.home)
        except (psutil.Error, OSError):
            return False


@pytest.fixture
def terminal(tmp_path):
    opened = Terminal(tmp_path)
    # A runner that is told to end clears up as well.
    usual = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield opened
    finally:
        opened.close()
        signal.signal(signal.SIGTERM, usual)
        for log in tmp_path.glob("*.log"):
            print(f"--- {log.name}\n{log.read_text(errors='replace')}")


# The folder of the inbox that each article came from, the logical day of the run that loaded it, and what it says.
LOADED = """
SELECT regexp_extract(source_uri, 'inbox/([^/]+)/', 1)::DATE, run_id[:10]::DATE,
    regexp_extract(source_uri, '[^/]+$'), value
FROM articles JOIN numeric_facts USING (article_id, revision)
"""


def moment(text):
    return datetime.fromisoformat(text).astimezone(UTC)


def hour(run):
    return moment(run["expected_start_time"])


def every_minute(terminal):
    """Change the hour in prefect.yaml, as a user would, and deploy."""
    config = terminal.checkout / "prefect.yaml"
    config.write_text(config.read_text().replace('cron: "30 4 * * *"', 'cron: "* * * * *"'))
    terminal.run(DEPLOY)


def fill_inbox(terminal, name, words, *more_days):
    """An article that tells of its day, for today and, as the day may end while the test runs, for tomorrow."""
    today = datetime.now(UTC).date()
    for day in (*more_days, today, today + timedelta(days=1)):
        write_article(terminal.checkout / "inbox" / str(day), name, words.format(day.day))


def loaded_by(terminal, begun_after):
    """The first run that has read what was in the inbox at a moment."""
    done = f"run begun after {begun_after}"
    return wait_for(
        done, lambda: [run for run in terminal.flow_runs("Completed") if moment(run["start_time"]) > begun_after]
    )[0]


def lake_rows(terminal):
    """What the lake has, once the rules hold for all of it: each file in its own day, and once."""
    reader = Lake(terminal.checkout / "lake").reader()
    rows = reader.execute(LOADED).fetchall()
    assert all(folder == as_of for folder, as_of, _, _ in rows)
    assert len({(folder, name) for folder, _, name, _ in rows}) == len(rows)
    assert reader.execute("SELECT count(*) FROM ledger").fetchone() == (len(rows),)
    return {(as_of, name, value) for _, as_of, name, value in rows}


def test_readme_has_the_four_commands():
    assert [line for line in readme_commands() if line.startswith("prefect ")] == [
        SERVER, POOL, DEPLOY, LISTING, WORKER,
    ]  # fmt: skip


def test_the_runs_that_the_schedule_makes_load_the_inbox(terminal):
    terminal.keep(SERVER)
    wait_for("server", terminal.is_up)
    terminal.run(POOL)
    terminal.run(DEPLOY)

    # As it comes: three nights ahead, and a user can see them.
    nights = wait_for("scheduled night", lambda: terminal.flow_runs("Scheduled"))
    assert [(hour(run).hour, hour(run).minute) for run in nights] == [(4, 30)] * 3
    assert [hour(run) - hour(nights[0]) for run in nights] == [timedelta(days=days) for days in range(3)]
    assert terminal.run(LISTING).count("SCHEDULED") >= 3  # those of other deployments come a moment later

    # Another hour takes the place of the first; a night that was missed waits to be read into its own day.
    yesterday = datetime.now(UTC).date() - timedelta(days=1)
    missed = terminal.schedule_once(nights[0]["deployment_id"], f"{yesterday}T04:30:00+00:00")
    fill_inbox(terminal, "first.txt", "It cost ${}.", yesterday)
    every_minute(terminal)
    wait_for("minutes", lambda: len(terminal.flow_runs("Scheduled")) > 30)
    assert all(hour(run) < datetime.now(UTC) + timedelta(hours=2) for run in terminal.flow_runs("Scheduled"))

    terminal.keep(WORKER)
    first = wait_for("completed run", lambda: terminal.flow_runs("Completed"))[0]
    fill_inbox(terminal, "second.txt", "It cost ${} million.")
    second = loaded_by(terminal, begun_after=datetime.now(UTC))
    wait_for("missed night", lambda: terminal.is_completed(missed))
    terminal.close()

    early, late = hour(first).date(), hour(second).date()
    assert {
        (yesterday, "first.txt", yesterday.day),
        (early, "first.txt", early.day),
        (late, "first.txt", late.day),
        (late, "second.txt", late.day * 1_000_000),
    } <= lake_rows(terminal)


def test_the_schedule_goes_on_after_a_power_cut_in_a_run(terminal):
    # How long the run that was cut off keeps the deployment's only slot: five minutes where nothing is said.
    terminal.environment["PREFECT_SERVER_CONCURRENCY_INITIAL_DEPLOYMENT_LEASE_DURATION"] = "30"
    terminal.keep(SERVER)
    wait_for("server", terminal.is_up)
    terminal.run(POOL)
    every_minute(terminal)
    fill_inbox(terminal, "first.txt", "It cost ${}.")
    terminal.keep(WORKER)
    wait_for("run under way", lambda: terminal.flow_runs("Running"))
    terminal.close()

    fill_inbox(terminal, "second.txt", "It cost ${} million.")
    cut_at = datetime.now(UTC)
    terminal.keep(SERVER)
    wait_for("server", terminal.is_up)
    terminal.keep(WORKER)
    day = hour(loaded_by(terminal, begun_after=cut_at)).date()
    terminal.close()
    assert {(day, "first.txt", day.day), (day, "second.txt", day.day * 1_000_000)} <= lake_rows(terminal)
