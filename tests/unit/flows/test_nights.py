"""Nights that were missed, late files, and who is told: without Prefect, notices to a receiver on loopback."""

from datetime import date, timedelta

import duckdb
import pytest

from flows import notices
from flows.local_run import Silent, plain_steps
from flows.night import Asked, run_night
from flows.nights import run_nights
from tests.builders import empty_lake, prepared, write_article
from tests.web_hook import receiving
from warehouse import mart_diff
from warehouse.errors import DatelineError, RunFailed
from warehouse.lake import Lake

DAY = date(2026, 3, 11)


@pytest.fixture
def receiver():
    with receiving() as server:
        yield server


def night(tmp_path, day=DAY, url=None, **asked):
    said = []
    if not Lake(tmp_path / "lake").exists():
        empty_lake(tmp_path / "lake")
    request = Asked((str(tmp_path / "in/{as_of}"),), str(tmp_path / "lake"), day, is_night=True, **asked)
    with plain_steps() as steps:
        run_nights(request, steps, Silent(), catch_up=True, notify=url, log=said.append)
    return said


def report_of(tmp_path, day):
    """What one night reports, by itself."""
    request = Asked((str(tmp_path / "in/{as_of}"),), str(tmp_path / "lake"), day, is_night=True)
    with plain_steps() as steps:
        return run_night(request, steps, Silent())


def inbox(tmp_path, day, name="a.txt", body="It cost $5."):
    return write_article(tmp_path / "in" / day.isoformat(), name, f"{body} That was {name} of {day}.")


def first_night(folder):
    inbox(folder, DAY)
    night(folder)


def rows(tmp_path, sql):
    return Lake(tmp_path / "lake").reader().execute(sql).fetchall()


def test_missed_nights_are_caught_up_oldest_first_each_with_its_own_day(tmp_path, receiver):
    days = [DAY + timedelta(days=number) for number in range(4)]
    for day in days:
        inbox(tmp_path, day)
    night(tmp_path, days[0])
    said = night(tmp_path, days[3], receiver.url)
    assert rows(tmp_path, "SELECT as_of, articles, state FROM runs ORDER BY started_at") == [
        (day, 1, "completed") for day in days
    ]
    assert rows(tmp_path, "SELECT ingested_at::DATE, count(*) FROM articles GROUP BY 1 ORDER BY 1") == [
        (day, 1) for day in days
    ]
    assert [line.partition(";")[0] for line in said] == [
        "The night of 2026-03-12 was missed",
        "The night of 2026-03-12 is caught up",
        "The night of 2026-03-13 was missed",
        "The night of 2026-03-13 is caught up",
    ]
    assert "money +1 -0 ~0" in said[1]
    assert [(one["kind"], one["night"]) for one in receiver.came] == [
        ("missing", "2026-03-12"),
        ("missing", "2026-03-13"),
    ]
    assert "Caught up now" in receiver.came[0]["text"]


def test_what_lies_there_before_the_first_night_is_read_into_its_own_day(tmp_path, receiver):
    for back in (0, 2, 6, 7):
        inbox(tmp_path, DAY - timedelta(days=back))
    said = night(tmp_path, DAY, receiver.url)
    assert [line.partition(";")[0] for line in said] == [
        "The night of 2026-03-05 is caught up",
        "The night of 2026-03-09 is caught up",
    ]
    loaded = [(DAY - timedelta(days=back), 1, back == 0) for back in (6, 2, 0)]
    assert rows(tmp_path, "SELECT as_of, articles, is_night FROM runs ORDER BY started_at") == loaded
    # Nobody waited for those nights, nor for the ones between them.
    assert receiver.came == []
    assert night(tmp_path, DAY) == []


def test_a_missed_night_with_nothing_to_read_stays_missing_and_stops_nothing(tmp_path):
    prepared(first_night, tmp_path)
    inbox(tmp_path, DAY + timedelta(days=2))
    assert night(tmp_path, DAY + timedelta(days=2)) == ["The night of 2026-03-12 was missed, and nothing is there"]
    assert rows(tmp_path, "SELECT as_of FROM runs ORDER BY 1") == [(DAY,), (DAY + timedelta(days=2),)]


def test_what_comes_late_is_read_by_the_next_night_up_to_a_week(tmp_path):
    later = DAY + timedelta(days=1)
    prepared(first_night, tmp_path)
    inbox(tmp_path, DAY, "late.txt")
    inbox(tmp_path, DAY - timedelta(days=6), "too_late.txt")
    inbox(tmp_path, later)
    night(tmp_path, later)
    assert rows(tmp_path, "SELECT split_part(source_uri, '/', -1), ingested_at::DATE FROM articles ORDER BY 2, 1") == [
        ("a.txt", DAY), ("a.txt", later), ("late.txt", later),
    ]  # fmt: skip
    assert rows(tmp_path, "SELECT known, articles FROM runs ORDER BY started_at") == [(0, 1), (1, 2)]


def test_a_night_that_failed_is_tried_again_and_what_it_fails_of_stops_nothing(tmp_path, receiver):
    (tmp_path / "in" / DAY.isoformat()).mkdir(parents=True)
    (tmp_path / "in" / DAY.isoformat() / "bad.txt").write_bytes(b"")
    with pytest.raises(RunFailed, match="Nothing could be read"):
        night(tmp_path, DAY, receiver.url)
    [notice] = receiver.came
    assert (notice["kind"], notice["night"]) == ("failed", "2026-03-11")
    assert "Nothing could be read" in notice["text"]
    inbox(tmp_path, DAY + timedelta(days=1))
    said = night(tmp_path, DAY + timedelta(days=1))
    assert ["is not good" in line for line in said] == [True]
    assert rows(tmp_path, "SELECT as_of, state FROM runs ORDER BY started_at") == [
        (DAY, "failed"), (DAY, "failed"), (DAY + timedelta(days=1), "completed"),
    ]  # fmt: skip


def test_a_killed_run_is_told_of(tmp_path, receiver):
    prepared(first_night, tmp_path)
    with Lake(tmp_path / "lake").writer_lock(), Lake(tmp_path / "lake").transaction() as lake:
        lake.execute("UPDATE runs SET state = 'running', finished_at = NULL")
    inbox(tmp_path, DAY + timedelta(days=1))
    night(tmp_path, DAY + timedelta(days=1), receiver.url)
    assert [(one["kind"], one["night"]) for one in receiver.came] == [("crashed", "2026-03-11")]
    assert rows(tmp_path, "SELECT state FROM runs ORDER BY started_at") == [
        ("crashed",),
        ("completed",),
        ("completed",),
    ]


def test_a_receiver_that_is_away_does_not_stop_the_night(tmp_path):
    (tmp_path / "in" / DAY.isoformat()).mkdir(parents=True)
    (tmp_path / "in" / DAY.isoformat() / "bad.txt").write_bytes(b"")
    with pytest.raises(RunFailed, match="Nothing could be read"):
        night(tmp_path, DAY, "http://127.0.0.1:9/hook")


@pytest.mark.parametrize("url", ["hooks.example/x", "ftp://example.org", "https://"])
def test_an_address_that_is_none_is_refused(url):
    with pytest.raises(DatelineError, match="no web address"):
        notices.check_address(url)


@pytest.mark.parametrize(
    ("figures", "kinds"),
    [
        ({}, []),
        ({"articles": 51}, ["51 articles"]),
        ({"articles": 52}, []),
        ({"articles": 241}, ["241 articles"]),
        ({"rejects": 8}, []),
        ({"rejects": 9}, ["9 rejects"]),
        ({"rejects": 0}, []),
        ({"facts": 2_900}, ["29 facts per article"]),
        ({"facts": 12_100}, ["121 facts per article"]),
    ],
)
def test_figures_are_held_to_those_of_the_nights_before(figures, kinds):
    connection = duckdb.connect()
    connection.execute(
        "CREATE TABLE runs AS SELECT DATE '2026-03-11' - back::INTEGER AS as_of, true AS is_night, "
        "'completed' AS state, 100 + 4 * back AS articles, 0 AS revisions, 0 AS duplicates, back % 5 AS rejects, "
        "60 * articles AS facts FROM range(6) AS t(back)"
    )
    for name, figure in figures.items():
        connection.execute(f"UPDATE runs SET {name} = ? WHERE as_of = '2026-03-11'", [figure])
    if "facts" not in figures:
        connection.execute("UPDATE runs SET facts = 60 * articles")
    assert [one.text.split(";")[0] for one in notices.unusual(connection, DAY)] == kinds


def test_a_night_tells_what_it_changed_in_the_marts_and_one_with_nothing_new_does_not_look(tmp_path):
    empty_lake(tmp_path / "lake")
    inbox(tmp_path, DAY)
    report = report_of(tmp_path, DAY)
    assert {"mart": "money", "added": 1, "removed": 0, "changed": 0} in report.mart_rows()
    assert report.mart_days().endswith("days of publication compared: 1")
    assert report_of(tmp_path, DAY).marts is None


def test_marts_that_cannot_be_compared_are_said_and_the_night_is_good(tmp_path, monkeypatch):
    def broken(*_):
        raise duckdb.OutOfMemoryException("no room\nfor the marts")

    monkeypatch.setattr(mart_diff, "mart_diff", broken)
    inbox(tmp_path, DAY)
    said = night(tmp_path)
    assert said == ["The night of 2026-03-11 is loaded. The marts could not be compared: OutOfMemoryException: no room"]
    assert rows(tmp_path, "SELECT state, articles FROM runs") == [("completed", 1)]
    inbox(tmp_path, DAY + timedelta(days=1))
    shown = {row["measure"]: row["value"] for row in report_of(tmp_path, DAY + timedelta(days=1)).rows()}
    assert shown["marts"] == "not compared: OutOfMemoryException: no room"
