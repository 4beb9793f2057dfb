"""How the nights went, from the table `runs`: good, partial, bad or missing, and what to do about it."""

import shlex
from collections import defaultdict
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, NamedTuple

import duckdb

# A night of which a larger share was rejected is partial.
_MOST_REJECTED = 0.05

# What a night of the calendar may be; "none" is a day on which nothing was expected and nothing ran.
VERDICTS = ("good", "partial", "bad", "running", "missing", "none")

# What rows say that were written before version 0.4, whose lake no writer has brought up to date.
_BEFORE = {
    "state": "'completed'",
    "error": "NULL",
    "is_night": "NULL",
    "known_rejects": "0",
    "defects": "0",
    "held_back": "0",
}


class Night(NamedTuple):
    """One day: how its runs went, why not well, and what they were asked for, with `{as_of}` for the day."""

    day: date
    verdict: str
    why: str = ""
    asked: tuple[str, ...] = ()


def nights(connection: duckdb.DuckDBPyConnection, now: datetime, days: int = 30, due: time = time(12)) -> list[Night]:
    """The last days of a lake, the oldest first.

    Days are missing from the first night of the lake on, a night being a run that is asked for day by day; the newest
    day only after the hour `due` (UTC). A lake without nights misses none.
    """
    attempts = _newest_attempts(connection)
    by_day: dict[date, list[dict[str, Any]]] = defaultdict(list)
    for attempt in attempts:
        by_day[attempt["as_of"]].append(attempt)
    first = min((attempt["as_of"] for attempt in attempts if attempt["is_night"]), default=None)
    today = now.astimezone(UTC).date()
    last_due = today if now.astimezone(UTC).time() >= due else today - timedelta(days=1)
    last = max([today, *by_day])
    found = []
    for back in range(days - 1, -1, -1):
        day = last - timedelta(days=back)
        if day in by_day:
            found.append(_night(day, by_day[day]))
        else:
            is_missing = first is not None and first < day <= last_due
            found.append(Night(day, "missing" if is_missing else "none"))
    return found


def gaps(found: list[Night]) -> list[tuple[date, date]]:
    """Stretches of missing nights: the first and the last day of each."""
    stretches: list[tuple[date, date]] = []
    for night in found:
        if night.verdict != "missing":
            continue
        if stretches and night.day - stretches[-1][1] == timedelta(days=1):
            stretches[-1] = (stretches[-1][0], night.day)
        else:
            stretches.append((night.day, night.day))
    return stretches


def remedies(found: list[Night]) -> list[str]:
    """What to do about nights that are missing or not good, one line each, the oldest first."""
    asked = next((night.asked for night in reversed(found) if any("{as_of}" in path for path in night.asked)), ())
    lines = [
        (first, f"{first}{f' to {last}' if last > first else ''} missing: {_backfill(first, last, asked)}")
        for first, last in gaps(found)
    ]
    for night in found:
        if night.verdict in ("bad", "partial"):
            again = f"; {_backfill(night.day, night.day, night.asked)}" if night.verdict == "bad" else ""
            lines.append((night.day, f"{night.day} {night.verdict}: {night.why.rstrip('.')}{again}"))
    return [line for _, line in sorted(lines)]


def last_night(found: list[Night]) -> Night | None:
    """The newest day on which something ran or should have."""
    return next((night for night in reversed(found) if night.verdict != "none"), None)


def calendar(found: list[Night]) -> list[str]:
    """The days as a small calendar, a week a line."""
    marks = dict(zip(VERDICTS, "+~x>? ", strict=True))
    weeks: dict[date, list[str]] = {}
    for night in found:
        monday = night.day - timedelta(days=night.day.weekday())
        weeks.setdefault(monday, [" "] * 7)[night.day.weekday()] = marks[night.verdict]
    lines = [f"{monday}  {'   '.join(days)}".rstrip() for monday, days in weeks.items()]
    return ["            Mo  Tu  We  Th  Fr  Sa  Su", *(line.replace("  ", "   ", 1) for line in lines)]


def _newest_attempts(connection: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
    """The newest attempt at each logical run."""
    there = {row[0] for row in connection.execute("DESCRIBE runs").fetchall()}
    columns = ", ".join(name if name in there else f"{other} AS {name}" for name, other in _BEFORE.items())
    rows = connection.execute(
        f"SELECT run_id, as_of, sources, records_in, articles, revisions, duplicates, rejects, known, failed_checks, "
        f"{columns} FROM runs QUALIFY row_number() OVER (PARTITION BY run_id ORDER BY started_at DESC) = 1 "
        "ORDER BY as_of, started_at"
    )
    names = [column[0] for column in rows.description]
    attempts = [dict(zip(names, row, strict=True)) for row in rows.fetchall()]
    for attempt in attempts:
        if attempt["is_night"] is None:
            attempt["is_night"] = attempt["as_of"].isoformat() in attempt["sources"]
    return attempts


def _night(day: date, attempts: list[dict[str, Any]]) -> Night:
    judged = [_judged(attempt) for attempt in attempts]
    verdicts = {verdict for verdict, _ in judged}
    verdict = verdicts.pop() if len(verdicts) == 1 else "running" if "running" in verdicts else "partial"
    why = "; ".join(dict.fromkeys(reason for _, reason in judged if reason))
    chosen = next((one for one, (kind, _) in zip(attempts, judged, strict=True) if kind != "good"), attempts[-1])
    asked = tuple(path.replace(day.isoformat(), "{as_of}") for path in chosen["sources"].split("\n"))
    return Night(day, verdict, why, asked)


def _judged(attempt: dict[str, Any]) -> tuple[str, str]:
    """What one attempt was, and why."""
    state, rejected = attempt["state"], attempt["rejects"] + attempt["known_rejects"]
    if state == "running":
        return "running", "it is under way, or was killed and the next run will say so"
    loaded = attempt["records_in"] - rejected - attempt["held_back"]
    if attempt["held_back"] or attempt["failed_checks"]:
        return "partial" if loaded else "bad", attempt["error"] or "batches are held back"
    if state != "completed":
        return "bad", attempt["error"] or state
    if rejected and not loaded:
        return "bad", f"all of {attempt['records_in']:,} records are rejects"
    if attempt["defects"]:
        return "partial", f"the program fails on {attempt['defects']:,} records"
    if rejected > _MOST_REJECTED * attempt["records_in"]:
        return "partial", f"{rejected:,} of {attempt['records_in']:,} records are rejects"
    return "good", ""


def _backfill(first: date, last: date, asked: tuple[str, ...]) -> str:
    paths = " ".join(shlex.quote(path) for path in asked) or "PATH"
    return f"dateline backfill {first} {last} {paths}"
