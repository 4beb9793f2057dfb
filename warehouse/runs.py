"""The table `runs`: a row when an attempt starts, and its end, whatever that is.

A run that is killed writes nothing more. Its row stays `running`, and the next writer, who could not have the lock if
it were alive, marks it as crashed.
"""

import os
import socket
from contextlib import closing
from datetime import UTC, date, datetime
from typing import Any, NamedTuple
from uuid import uuid4

import duckdb

from warehouse.lake import Lake
from warehouse.quoting import literal
from warehouse.tables import TABLES

_MOST_ERROR_CHARS = 500
_CRASHED = "The process ended without a word: killed, out of memory, or the power went"


class Attempt(NamedTuple):
    """An attempt that never ended: its id, its logical run and day, and where it ran."""

    attempt_id: str
    run_id: str
    as_of: date
    host: str | None
    pid: int | None


def begin(place: Lake, row: dict[str, Any]) -> tuple[str, list[Attempt]]:
    """Write the row of an attempt that starts, and mark those that were killed, in one commit.

    Takes run_id, as_of, is_night, sources, started_at and dateline_version. Call with the writer's lock held. Gives
    the attempt's id, and the attempts that are marked as crashed now.
    """
    attempt_id = uuid4().hex
    zeros = dict.fromkeys((name for name, column in TABLES["runs"].columns().items() if column.dtype.is_integer()), 0)
    here = {"attempt_id": attempt_id, "state": "running", "host": socket.gethostname(), "pid": os.getpid()}
    nothing = {"error": None, "finished_at": None}
    started = {**zeros, **nothing, **here, **row}
    with place.transaction() as lake:
        crashed = _mark_crashed(lake)
        lake.execute(f"INSERT INTO runs ({', '.join(started)}) VALUES ({', '.join(map(literal, started.values()))})")
    return attempt_id, crashed


def finish(place: Lake, attempt_id: str, state: str, error: str | None, figures: dict[str, int]) -> None:
    """Write how an attempt ended. Takes figures by the columns they go to. Call with the writer's lock held."""
    line = " ".join(error.split())[:_MOST_ERROR_CHARS] if error else None
    values = {"state": state, "error": line, "finished_at": datetime.now(UTC), **figures}
    with place.transaction() as lake:
        ended = ", ".join(f"{name} = {literal(value)}" for name, value in values.items())
        lake.execute(f"UPDATE runs SET {ended} WHERE attempt_id = {literal(attempt_id)}")


def mark_crashed(place: Lake) -> list[Attempt]:
    """Mark the attempts that were killed; gives them. Call with the writer's lock held."""
    with place.transaction() as lake:
        return _mark_crashed(lake)


def completed(place: Lake) -> set[str]:
    """The logical runs that came to a good end; none where there is no lake yet."""
    if not place.exists():
        return set()
    with closing(place.reader()) as lake:
        there = {row[0] for row in lake.execute("DESCRIBE runs").fetchall()}
        where = "state = 'completed'" if "state" in there else "failed_checks = 0"
        return {str(row[0]) for row in lake.execute(f"SELECT DISTINCT run_id FROM runs WHERE {where}").fetchall()}


def _mark_crashed(lake: duckdb.DuckDBPyConnection) -> list[Attempt]:
    """Whoever holds the writer's lock knows that no other run is alive."""
    found = lake.execute(
        "SELECT attempt_id, run_id, as_of, host, pid FROM runs WHERE state = 'running' ORDER BY started_at"
    ).fetchall()
    if found:
        lake.execute("UPDATE runs SET state = 'crashed', error = ? WHERE state = 'running'", [_CRASHED])
    return [Attempt(*row) for row in found]
