"""What a lake holds: rows by table, the last runs and nights, the rejects by reason, how fresh its sources are."""

from datetime import UTC, datetime, time
from typing import Any

from warehouse.freshness import SOURCES, Freshness, freshness
from warehouse.lake import Lake
from warehouse.lake.catalog import IN_DUCKDB, ask_of, rows_of_tables
from warehouse.lake.damage import RESTORE, damaged_files
from warehouse.load import newest_snapshot
from warehouse.nights import Night, last_night, nights, remedies
from warehouse.quoting import quoted
from warehouse.tables import TABLES

_RUN_COLUMNS = (
    "run_id",
    "state",
    "error",
    "started_at",
    "finished_at",
    "records_in",
    "articles",
    "revisions",
    "duplicates",
    "rejects",
    "defects",
    "held_back",
    "failed_checks",
    "check_warnings",
)

# Of damaged files so many are named.
_MOST_NAMED = 3


def status(lake: Lake, now: datetime | None = None, due: time = time(12)) -> dict[str, Any]:
    """Path, snapshot, rows by table, the five newest runs, rejects by reason, days covered, nights, freshness.

    `remedies` says what to do, a line each; `faults` why the lake is not as it should be: its last night missing or
    bad, a source older than it may be, a file of it gone or damaged. Takes the moment (now where none is given), and
    the hour (UTC) from which the day's own night is missing.
    """
    connection = lake.reader()
    # A count would read the footer of every file, and a damaged one would end it.
    rows = rows_of_tables(ask_of(connection), IN_DUCKDB)
    listed = ", ".join(quoted(name) for name in _RUN_COLUMNS)
    runs = connection.execute(  # those that are there: no writer may have brought an older lake up to date yet
        f"SELECT COLUMNS(name -> name IN ({listed})) FROM runs ORDER BY started_at DESC LIMIT 5"
    )
    names = [column[0] for column in runs.description]
    newest_runs = [dict(zip(names, row, strict=True)) for row in runs.fetchall()]
    days = connection.execute("SELECT min(published_on), max(published_on) FROM articles").fetchone()
    now = now or datetime.now(UTC)
    found = nights(connection, now, due=due)
    with lake.file(SOURCES) as file:
        sources = freshness(connection, file.parent, now)
    damage = damaged_files(lake.store.data.folder, connection)
    return {
        "nights": found,
        "freshness": sources,
        "remedies": [*([_named(damage)] if damage else []), *remedies(found)],
        "faults": [*([_named(damage)] if damage else []), *_faults(found, sources)],
        "lake": lake.name,
        "snapshot": newest_snapshot(connection),
        "rows": {name: rows[name] for name in TABLES if name in rows},
        "runs": newest_runs,
        "rejects": dict(
            connection.execute("SELECT reason, count(*) FROM rejects GROUP BY reason ORDER BY reason").fetchall()
        ),
        "days": days,
    }


def _named(damage: list[str]) -> str:
    """Damaged files in one line, the first of them by their names."""
    more = f" and {len(damage) - _MOST_NAMED:,} more" if len(damage) > _MOST_NAMED else ""
    return f"{'; '.join(damage[:_MOST_NAMED])}{more}: {RESTORE[0].lower()}{RESTORE[1:]}"


def _faults(found: list[Night], sources: list[Freshness]) -> list[str]:
    last = last_night(found)
    bad = last is not None and last.verdict in ("missing", "bad")
    lines = [f"The night of {last.day} is {last.verdict}{f' ({last.why})' if last.why else ''}"] if bad and last else []
    return lines + [
        f"{source.source} has brought nothing new since {source.last_new:%Y-%m-%d}"
        for source in sources
        if source.verdict in ("warn", "error")
    ]
