"""Which rows an export takes: some days, some sources, a condition, or what changed since a snapshot."""

from dataclasses import dataclass
from datetime import date

import duckdb

from warehouse.errors import DatelineError
from warehouse.quoting import quoted
from warehouse.tables import KEYS

# Where the day of publication has another name than published_on.
_OTHER_DAYS = {"quotes": "day", "quotes_all": "day", "quotes_about": "day"}

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
    columns = _columns(connection, name)
    conditions = []
    day = _OTHER_DAYS.get(name, "published_on")
    bounds = ((">=", selection.first_day), ("<=", selection.last_day))
    days = " AND ".join(f"{{}} {sign} DATE {quoted(at.isoformat())}" for sign, at in bounds if at)
    if days and day in columns:
        conditions.append(days.replace("{}", day))
    elif days and "article_id" in columns:
        of_days = days.replace("{}", "published_on")
        conditions.append(f"article_id IN (SELECT article_id FROM articles WHERE {of_days})")
    if selection.sources:
        listed = ", ".join(quoted(source) for source in selection.sources)
        if name in ("articles", "coverage"):
            conditions.append(f"source IN ({listed})")
        elif "article_id" in columns:
            conditions.append(f"article_id IN (SELECT article_id FROM articles WHERE source IN ({listed}))")
    if selection.where:
        conditions.append(f"({_condition(connection, name, selection.where)}\n)")
    where = f" WHERE {' AND '.join(conditions)}" if conditions else ""
    return f"SELECT * FROM {name}{where}"


def changed(connection: duckdb.DuckDBPyConnection, name: str, since: int) -> tuple[str, str | None]:
    """SQL of the rows of a table that are new or other than in a snapshot, one a key, and of the keys that are gone.

    Compared are the columns that the table had then, so that an upgrade that adds one does not send all rows again. The
    second is None for a table that was not there.
    """
    then = f"{name} AT (VERSION => {int(since)})"
    try:
        before = _columns(connection, then)
    except duckdb.Error:
        return f"SELECT * FROM {name}", None
    shared = ", ".join(column for column in _columns(connection, name) if column in before)
    key = [column for column in KEYS[name] if column in before]  # quotations had no kind before 0.4
    keys = ", ".join(key)
    fresh = f"SELECT {shared} FROM {name} EXCEPT SELECT {shared} FROM {then}"
    matches = " AND ".join(f"t.{key} IS NOT DISTINCT FROM c.{key}" for key in KEYS[name] if key in before)
    rows = f"SELECT t.* FROM {name} AS t SEMI JOIN ({fresh}) AS c ON {matches}"
    return rows, f"SELECT {keys} FROM {then} EXCEPT SELECT {keys} FROM {name}"


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


def _condition(connection: duckdb.DuckDBPyConnection, name: str, where: str) -> str:
    from warehouse.query import checked_read

    checked_read(connection, f"SELECT * FROM {name} WHERE ({where}\n)")
    try:
        connection.execute(f"EXPLAIN SELECT 1 FROM {name} WHERE ({where}\n)")
    except duckdb.Error as error:
        reason = " ".join(str(error).split("\n\nLINE")[0].split())
        raise DatelineError(
            f"--where does not fit {name}: {reason}", "Name the tables it is for with --tables"
        ) from error
    return where


def _columns(connection: duckdb.DuckDBPyConnection, name: str) -> list[str]:
    return [str(row[0]) for row in connection.execute(f"DESCRIBE FROM {name}").fetchall()]
