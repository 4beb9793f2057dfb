"""Which rows an export takes: some days, some sources, a condition, or what changed since a snapshot."""

from dataclasses import dataclass
from datetime import date

import duckdb

from warehouse.errors import DatelineError
from warehouse.quoting import quoted
from warehouse.tables import KEYS

# Where the day of publication has another name than published_on.
_OTHER_DAYS = {"quotes": "day", "quotes_all": "day", "quotes_about": "day"}

# Where `source` is that of an article, and no article_id is there or needed.
_OF_A_SOURCE = ("articles", "coverage", "syndication")

# What the keys of marts are made of.
_KEYS_OF_MARTS = (
    *("article_id", "revision", "field", "start_char", "end_char", "sentence_no", "entity_id", "entity_a", "entity_b"),
    *("about_id", "kind", "published_on", "day", "source", "gkgrecordid"),
)


@dataclass(frozen=True)
class Selection:
    """What narrows an export. A table without days of publication, or not about articles, is not narrowed by these."""

    first_day: date | None = None
    last_day: date | None = None
    sources: tuple[str, ...] = ()
    where: str | None = None


def selected(connection: duckdb.DuckDBPyConnection, name: str, selection: Selection) -> str:
    """SQL of the rows of a table or mart that are selected. Raises DatelineError for a condition that is none."""
    return _selected(connection, name, selection, "")


def changed(
    connection: duckdb.DuckDBPyConnection, name: str, since: int, selection: Selection
) -> tuple[str, str | None]:
    """SQL of the selected rows of a table that are new or other than in a snapshot, one a key, and of the keys gone.

    Compared are the columns that the table had then, so that an upgrade that adds one does not send all rows again. A
    row that was selected then and is no longer is gone. The second is None for a table that was not there.
    """
    at = f" AT (VERSION => {int(since)})"
    now = _selected(connection, name, selection, "")
    try:
        before = _columns(connection, f"{name}{at}")
    except duckdb.Error:
        return now, None
    then = _selected(connection, name, selection, at)
    shared = ", ".join(column for column in _columns(connection, name) if column in before)
    key = [column for column in KEYS[name] if column in before]  # quotations had no kind before 0.4
    keys = ", ".join(key)
    fresh = f"SELECT {shared} FROM ({now}) EXCEPT SELECT {shared} FROM ({then})"
    matches = " AND ".join(f"t.{column} IS NOT DISTINCT FROM c.{column}" for column in key)
    rows = f"SELECT t.* FROM ({now}) AS t SEMI JOIN ({fresh}) AS c ON {matches}"
    return rows, f"SELECT {keys} FROM ({then}) EXCEPT SELECT {keys} FROM ({now})"


def _selected(connection: duckdb.DuckDBPyConnection, name: str, selection: Selection, at: str) -> str:
    """The selected rows as they are, or as they were at a snapshot ("AT ...")."""
    columns = _columns(connection, f"{name}{at}")
    conditions = []
    day = _OTHER_DAYS.get(name, "published_on")
    bounds = ((">=", selection.first_day), ("<=", selection.last_day))
    days = " AND ".join(f"{{}} {sign} DATE {quoted(at_day.isoformat())}" for sign, at_day in bounds if at_day)
    if days and day in columns:
        conditions.append(days.replace("{}", day))
    elif days and "article_id" in columns:
        of_days = days.replace("{}", "published_on")
        conditions.append(f"article_id IN (SELECT article_id FROM articles{at} WHERE {of_days})")
    if selection.sources:
        listed = ", ".join(quoted(source) for source in selection.sources)
        if name in _OF_A_SOURCE:
            conditions.append(f"source IN ({listed})")
        elif "article_id" in columns:
            conditions.append(f"article_id IN (SELECT article_id FROM articles{at} WHERE source IN ({listed}))")
    if selection.where:
        conditions.append(f"({_condition(connection, name, selection.where, at)}\n)")
    where = f" WHERE {' AND '.join(conditions)}" if conditions else ""
    return f"SELECT * FROM {name}{at}{where}"


def ordered(connection: duckdb.DuckDBPyConnection, name: str, sql: str) -> str:
    """The same rows in the order of their key, so that an export that is repeated has the same bytes."""
    columns = _columns(connection, name)
    key = KEYS.get(name) or [column for column in _KEYS_OF_MARTS if column in columns]
    return f"{sql} ORDER BY {', '.join(key)}"


def require_snapshot(connection: duckdb.DuckDBPyConnection, since: int) -> None:
    """Raise DatelineError unless the lake still has the snapshot."""
    there = "SELECT min(snapshot_id), max(snapshot_id), bool_or(snapshot_id = ?) FROM ducklake_snapshots('lake')"
    first, last, found = connection.execute(there, [since]).fetchone() or (None, None, False)
    if not found:
        remedy = f"Snapshots go from {first} to {last}; without --since the export is whole"
        raise DatelineError(f"The lake has no snapshot {since}", remedy)


def _condition(connection: duckdb.DuckDBPyConnection, name: str, where: str, at: str) -> str:
    from warehouse.query import checked_read

    # Read alone first: what is refused is not to be understood as part of anything.
    checked_read(connection, f"SELECT * FROM {name} WHERE ({where}\n)")
    try:
        connection.execute(f"EXPLAIN SELECT 1 FROM {name}{at} WHERE ({where}\n)")
    except duckdb.Error as error:
        reason = " ".join(str(error).split("\n\nLINE")[0].split())
        fits = f"{name} as it was at that snapshot" if at else name
        raise DatelineError(
            f"--where does not fit {fits}: {reason}", "Name the tables it is for with --tables"
        ) from error
    return where


def _columns(connection: duckdb.DuckDBPyConnection, name: str) -> list[str]:
    return [str(row[0]) for row in connection.execute(f"DESCRIBE FROM {name}").fetchall()]
