"""Three nights by a real server and worker: the worker is killed in the second, the server restarted in the third."""

import json
from contextlib import closing
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest

from tests.prefect_terminal import DEPLOY, POOL, SERVER, WORKER, opened, wait_for
from tests.stores import contents, database_of
from tests.web_hook import receiving
from warehouse.lake import Lake
from warehouse.lake.store import local_store

pytestmark = [pytest.mark.slow, pytest.mark.timeout(1800)]

# Each file is a batch: a night takes long enough to be hurt in its middle.
_FILES, _ARTICLES_A_FILE = 8, 20
_BATCH_BYTES = 1_000
_ARTICLES = _FILES * _ARTICLES_A_FILE
# docs/operations.md: how soon the next run marks what died.
_MARKED_SECONDS = 120


@pytest.fixture
def terminal(tmp_path):
    with opened(tmp_path) as there:
        yield there


@pytest.fixture
def hook():
    with receiving() as server:
        yield server


class Nights:
    """A lake's nights as the server is asked for them, each run as `how` says."""

    def __init__(self, terminal, url, **how):
        self.terminal, self.url, self.how = terminal, url, how
        self.lake = Lake(terminal.checkout / "lake")

    def start(self):
        """Server, work pool and deployments; no night but those that are asked for."""
        config = self.terminal.checkout / "prefect.yaml"
        config.write_text(config.read_text().replace('cron: "30 4 * * *"', 'cron: "0 0 1 1 *"'))
        self.terminal.keep(SERVER)
        wait_for("server", self.terminal.is_up)
        self.terminal.run(POOL)
        self.terminal.run(DEPLOY)
        self.deployment = self.terminal.deployment("nightly/nightly")

    def ask_for(self, day):
        """Fill the day's folder and have its night run now; gives the flow run's id."""
        folder = self.terminal.checkout / "inbox" / day.isoformat()
        folder.mkdir(parents=True)
        for file in range(_FILES):
            lines = [
                {
                    "source": "wire", "id": f"{day}-{file}-{number}", "published": day.isoformat(),
                    "title": f"Harbour {file} {number}",
                    "text": f"Oslo will pay {number} million euros for pier {file}, Kari Berg-{number} said. " * 9,
                }
                for number in range(_ARTICLES_A_FILE)
            ]  # fmt: skip
            (folder / f"{file}.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
        return self.terminal.schedule_once(
            self.deployment, f"{day}T00:00:00+00:00", notify=self.url, batch_bytes=_BATCH_BYTES, **self.how
        )

    def rows(self, sql, *values):
        if not self.lake.exists():
            return []
        with closing(self.lake.reader()) as reader:
            return reader.execute(sql, values).fetchall()

    def runs(self):
        """Day and state of every attempt, in their order."""
        return self.rows("SELECT as_of, state FROM runs ORDER BY started_at")

    def is_under_way(self, day):
        """Whether some of the night's articles are in the lake, and not all."""
        loaded = self.rows("SELECT count(*) FROM articles WHERE ingested_at::DATE = ?", day)
        return bool(loaded) and 0 < loaded[0][0] < _ARTICLES and (day, "running") in self.runs()

    def status(self, when):
        print(f"=== dateline status, {when}\n{self.terminal.run('dateline status')}")

    def marts(self):
        """What the newest artifact says that the newest night changed in the marts: rows added to each."""
        [artifact] = self.terminal.artifacts("dateline-marts")[:1]
        print(f"=== {artifact['description']}\n{artifact['data']}")
        return {row["mart"]: row["added"] for row in json.loads(artifact["data"])}

    def loaded(self):
        """Articles by the day of the night that loaded them; each is there once."""
        [(rows, different)] = self.rows("SELECT count(*), count(DISTINCT source_id) FROM articles")
        assert rows == different
        return dict(self.rows("SELECT ingested_at::DATE, count(*) FROM articles GROUP BY 1 ORDER BY 1"))

    def calm(self, *days):
        """What a lake of the same nights holds, loaded by commands that nobody disturbs, in a folder."""
        alone = "env -u PREFECT_API_URL -u DATELINE_CATALOG -u DATELINE_DATA"
        for day in days:
            self.terminal.run(f"{alone} dateline ingest 'inbox/{{as_of}}' --as-of {day} --lake calm")
        calm = self.terminal.checkout / "calm"
        return contents(Lake(calm, local_store(calm)))


def test_three_nights_with_the_worker_killed_in_the_second_and_the_server_restarted_in_the_third(terminal, hook):
    nights = Nights(terminal, hook.url)
    first, second, third = (datetime.now(UTC).date() - timedelta(days=back) for back in (2, 1, 0))
    nights.start()
    terminal.keep(WORKER)
    run = nights.ask_for(first)
    wait_for("first night", lambda: terminal.is_completed(run))
    nights.status("after the first night")

    killed = nights.ask_for(second)
    wait_for("second night under way", lambda: nights.is_under_way(second))
    terminal.kill("worker")
    assert nights.runs() == [(first, "completed"), (second, "running")]
    assert terminal.state_of(killed) == "Running"
    nights.status("after the worker was killed in the second night")

    run = nights.ask_for(third)
    terminal.keep(WORKER)
    wait_for("third night's run", lambda: terminal.state_of(run) == "Running")
    wait_for("end of the dead run", lambda: terminal.state_of(killed) == "Crashed", _MARKED_SECONDS)
    wait_for("third night under way", lambda: nights.is_under_way(third))
    terminal.kill("server")
    terminal.keep(SERVER)
    wait_for("server again", terminal.is_up)
    wait_for("third night", lambda: (third, "completed") in nights.runs())
    wait_for("end of the third run", lambda: terminal.state_of(run) != "Running")
    nights.status("after the server was restarted in the third night")
    print(f"=== notices\n{json.dumps(hook.came, indent=1)}")

    assert nights.runs() == [
        (first, "completed"), (second, "crashed"), (second, "completed"), (third, "completed"),
    ]  # fmt: skip
    assert nights.loaded() == dict.fromkeys((first, second, third), _ARTICLES)
    assert [(notice["kind"], notice["night"]) for notice in hook.came] == [("crashed", second.isoformat())]
    assert terminal.is_completed(run)
    assert nights.marts()["syndication"] == 1  # the third day's articles are copies of the first day's


def first_night_under_way(nights):
    """Start everything and the first of two nights; gives both days and the id of the run, which is in its middle."""
    first, second = (datetime.now(UTC).date() - timedelta(days=back) for back in (1, 0))
    nights.start()
    nights.terminal.keep(WORKER)
    run = nights.ask_for(first)
    wait_for("first night under way", lambda: nights.is_under_way(first))
    return first, second, run


def completed_by_the_next(nights, hook, first, second, killed):
    """The run of the second night marks the dead one and completes both nights, as if nothing had been."""
    terminal = nights.terminal
    terminal.keep(SERVER)
    wait_for("server", terminal.is_up)
    assert terminal.state_of(killed) == "Running"
    run = nights.ask_for(second)
    terminal.keep(WORKER)
    wait_for("next night's run", lambda: terminal.state_of(run) == "Running")
    wait_for("end of the dead run", lambda: terminal.state_of(killed) == "Crashed", _MARKED_SECONDS)
    wait_for("next night", lambda: terminal.is_completed(run))
    nights.status("after flow, worker and server were killed together")
    assert nights.runs() == [(first, "crashed"), (first, "completed"), (second, "completed")]
    assert nights.loaded() == dict.fromkeys((first, second), _ARTICLES)
    assert [(notice["kind"], notice["night"]) for notice in hook.came] == [("crashed", first.isoformat())]
    assert contents(nights.lake) == nights.calm(first, second)


def test_flow_worker_and_server_killed_together_do_not_hold_up_the_next_night(terminal, hook):
    nights = Nights(terminal, hook.url)
    under_way = first_night_under_way(nights)
    terminal.close()
    completed_by_the_next(nights, hook, *under_way)


@pytest.mark.parametrize("runner", ["threads", "dask"])
def test_killed_together_with_the_lake_on_servers_they_hold_up_nothing_either(terminal, hook, on_servers, runner):
    name = database_of(terminal.checkout / "lake")
    terminal.environment |= on_servers.environment(name)
    nights = Nights(terminal, hook.url, runner=runner)
    locks = partial(
        on_servers.postgres.ask, name,
        "SELECT l.pid FROM pg_locks AS l JOIN pg_database AS d ON d.oid = l.database "
        "WHERE l.locktype = 'advisory' AND d.datname = current_database()",
    )  # fmt: skip
    under_way = first_night_under_way(nights)
    assert len(locks()) == 1
    terminal.close()
    wait_for("end of the lock, which goes with its connection", lambda: not locks(), 10)
    completed_by_the_next(nights, hook, *under_way)
    assert not nights.lake.is_in_its_folder
    assert locks() == []
