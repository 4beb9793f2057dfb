"""README's "Every night" from a fresh checkout: the runs that the schedule makes load the inbox."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.builders import write_article
from tests.prefect_terminal import DEPLOY, LISTING, POOL, SERVER, WORKER, opened, readme_commands, wait_for
from warehouse.lake import Lake

# Server, deployments and worker take a minute to start on a busy machine, and every scheduled run takes its minute.
pytestmark = [pytest.mark.slow, pytest.mark.timeout(1800)]


@pytest.fixture
def terminal(tmp_path):
    with opened(tmp_path) as there:
        yield there


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
