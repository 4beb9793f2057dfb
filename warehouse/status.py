"""What a lake holds: rows by table, the last runs, the rejects by reason."""

from typing import Any

from warehouse.lake import Lake
from warehouse.load import newest_snapshot
from warehouse.quoting import quoted
from warehouse.tables import TABLES

_RUN_COLUMNS = (
    "run_id",
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


def status(lake: Lake) -> dict[str, Any]:
    """Plain values: path, snapshot, rows by table, the five newest runs, rejects by reason, days covered."""
    connection = lake.reader()
    counts = " UNION ALL ".join(f"SELECT '{name}', (SELECT count(*) FROM {name})" for name in TABLES)
    listed = ", ".join(quoted(name) for name in _RUN_COLUMNS)
    runs = connection.execute(  # those that are there: no writer may have brought an older lake up to date yet
        f"SELECT COLUMNS(name -> name IN ({listed})) FROM runs ORDER BY finished_at DESC LIMIT 5"
    )
    names = [column[0] for column in runs.description]
    newest_runs = [dict(zip(names, row, strict=True)) for row in runs.fetchall()]
    days = connection.execute("SELECT min(published_on), max(published_on) FROM articles").fetchone()
    return {
        "lake": str(lake.path),
        "snapshot": newest_snapshot(connection),
        "rows": dict(connection.execute(counts).fetchall()),
        "runs": newest_runs,
        "rejects": dict(
            connection.execute("SELECT reason, count(*) FROM rejects GROUP BY reason ORDER BY reason").fetchall()
        ),
        "days": days,
    }
