"""How nights are judged: from rows of `runs` alone."""

from datetime import UTC, date, datetime, timedelta
from datetime import time as hour

import duckdb
import pytest

from warehouse.ddl import create_table
from warehouse.nights import calendar, gaps, last_night, nights, remedies
from warehouse.tables import TABLES

NOW = datetime(2026, 3, 20, 14, 0, tzinfo=UTC)


def lake(*runs):
    """A database with the table `runs`; each run is a day of March and what differs from a good night."""
    connection = duckdb.connect()
    connection.execute("SET TimeZone = 'UTC'")
    connection.execute(create_table("runs")[0])
    figures = {name: 0 for name, column in TABLES["runs"].columns().items() if column.dtype.is_integer()}
    for number, (day, changes) in enumerate(runs):
        as_of = date(2026, 3, day)
        row = {
            **figures, "run_id": f"{as_of}-x", "attempt_id": str(number), "state": "completed", "as_of": as_of,
            "is_night": True, "sources": f"inbox/{as_of}", "records_in": 10, "articles": 10,
            "started_at": datetime(2026, 3, day, 4, 30, tzinfo=UTC) + timedelta(minutes=number),
            "dateline_version": "0.4.0", **changes,
        }  # fmt: skip
        places = ", ".join("?" for _ in row)
        connection.execute(f"INSERT INTO runs ({', '.join(row)}) VALUES ({places})", list(row.values()))
    return connection


def verdicts(connection, now=NOW, due=hour(12)):
    return {night.day.day: night.verdict for night in nights(connection, now, 30, due) if night.verdict != "none"}


@pytest.mark.parametrize(
    ("changes", "verdict", "words"),
    [
        ({}, "good", ""),
        ({"records_in": 0, "articles": 0}, "good", ""),
        ({"articles": 0, "known": 10}, "good", ""),
        ({"articles": 0, "rejects": 10}, "bad", "all of 10 records"),
        ({"articles": 0, "known": 10, "known_rejects": 10}, "bad", "all of 10 records"),
        ({"articles": 0, "known": 9, "known_rejects": 9, "rejects": 1}, "bad", "all of 10 records"),
        ({"articles": 9, "rejects": 1}, "partial", "1 of 10 records"),
        ({"records_in": 100, "articles": 99, "rejects": 1}, "good", ""),
        ({"articles": 9, "known": 1, "known_rejects": 1}, "partial", "1 of 10"),
        ({"records_in": 100, "articles": 99, "rejects": 1, "defects": 1}, "partial", "fails on 1"),
        ({"articles": 4, "held_back": 6, "state": "held_back", "error": "Checks failed"}, "partial", "Checks failed"),
        ({"articles": 0, "held_back": 10, "state": "held_back", "error": "Checks failed"}, "bad", "Checks failed"),
        ({"state": "failed", "error": "OSError: disk full"}, "bad", "disk full"),
        ({"state": "crashed", "error": "killed"}, "bad", "killed"),
        ({"state": "cancelled", "error": "Stopped"}, "bad", "Stopped"),
        ({"state": "running"}, "running", "under way"),
    ],
)
def test_a_night_is_judged_by_how_it_ended_and_what_it_loaded(changes, verdict, words):
    night = last_night(nights(lake((20, changes)), NOW))
    assert (night.day, night.verdict) == (date(2026, 3, 20), verdict)
    assert words in night.why


def test_the_newest_attempt_at_a_run_counts():
    connection = lake((19, {"state": "crashed"}), (19, {}), (20, {}), (20, {"state": "failed", "error": "no"}))
    assert verdicts(connection) == {19: "good", 20: "bad"}


def test_a_day_with_a_good_and_a_bad_run_is_partial():
    assert verdicts(lake((20, {}), (20, {"run_id": "other", "state": "failed"}))) == {20: "partial"}


def test_days_without_a_night_are_missing_from_the_first_night_on():
    connection = lake((14, {"is_night": False}), (16, {}), (19, {}))
    assert verdicts(connection) == {14: "good", 16: "good", 17: "missing", 18: "missing", 19: "good", 20: "missing"}
    assert gaps(nights(connection, NOW)) == [
        (date(2026, 3, 17), date(2026, 3, 18)),
        (date(2026, 3, 20), date(2026, 3, 20)),
    ]


def test_the_day_s_own_night_is_missing_only_after_its_hour():
    assert 20 not in verdicts(lake((19, {})), NOW.replace(hour=11))
    assert verdicts(lake((19, {})), NOW.replace(hour=6), hour(5, 30))[20] == "missing"


def test_a_lake_that_is_not_asked_day_by_day_misses_nothing():
    assert verdicts(lake((2, {"is_night": False}))) == {2: "good"}


def test_rows_of_before_are_nights_where_the_day_stands_in_their_paths():
    connection = lake((18, {"is_night": None}), (20, {}))
    assert verdicts(connection)[19] == "missing"
    assert 19 not in verdicts(lake((18, {"is_night": None, "sources": "inbox"}), (20, {"is_night": False})))


def test_what_to_do_is_a_command_to_type():
    connection = lake((16, {}), (19, {"state": "crashed", "error": "killed"}), (20, {"articles": 9, "rejects": 1}))
    assert remedies(nights(connection, NOW)) == [
        "2026-03-17 to 2026-03-18 missing: dateline backfill 2026-03-17 2026-03-18 'inbox/{as_of}'",
        "2026-03-19 bad: killed; dateline backfill 2026-03-19 2026-03-19 'inbox/{as_of}'",
        "2026-03-20 partial: 1 of 10 records are rejects",
    ]
    assert remedies(nights(lake((20, {})), NOW)) == []


def test_the_calendar_has_a_line_a_week_from_monday():
    lines = calendar(nights(lake((16, {}), (17, {"state": "failed"}), (19, {"articles": 9, "rejects": 1})), NOW))
    assert lines[0].split() == ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"]
    assert lines[-1] == "2026-03-16   +   x   ?   ~   ?"
    assert len(lines) == 6
