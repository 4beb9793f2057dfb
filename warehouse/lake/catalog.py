"""Which files the catalog names, and their rows: the queries over DuckLake's tables, for SQLite and DuckDB alike."""

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:  # who asks SQLite alone need not load it
    import duckdb

# Runs a query and gives its rows: SQLite's own answer, or DuckDB's.
Ask = Callable[[str], Sequence[Sequence[Any]]]

# DuckLake's tables, as DuckDB calls them once the lake is attached.
IN_DUCKDB = "__ducklake_metadata_lake."

# DuckLake's tables that a lake cannot be without.
CATALOG_TABLES = frozenset(
    {"ducklake_metadata", "ducklake_snapshot", "ducklake_schema", "ducklake_table", "ducklake_data_file"}
    | {"ducklake_delete_file", "ducklake_files_scheduled_for_deletion"}
)


def ask_of(connection: "duckdb.DuckDBPyConnection") -> Ask:
    """How the catalog is asked through a connection that has the lake attached."""
    return lambda sql: connection.execute(sql).fetchall()


def named_files(ask: Ask, which: Literal["all", "current"], tables: str = "") -> set[str]:
    """Files that the catalog names, relative to the lake's data; absolute only where one lies elsewhere.

    `all` are those of every snapshot and those it has scheduled for deletion, `current` those of the newest snapshot.
    `tables` is what DuckLake's tables are called by.
    """
    newest = " AND t.end_snapshot IS NULL" if which == "current" else ""
    parts = [
        "SELECT CASE WHEN f.path_is_relative THEN s.path || t.path || f.path ELSE f.path END "
        f"FROM {tables}{kind} AS f "
        f"INNER JOIN {tables}ducklake_table AS t ON f.table_id = t.table_id{newest} "
        f"INNER JOIN {tables}ducklake_schema AS s ON t.schema_id = s.schema_id"
        + (" WHERE f.end_snapshot IS NULL" if which == "current" else "")
        for kind in ("ducklake_data_file", "ducklake_delete_file")
    ]
    if which == "all":
        parts.append(f"SELECT path FROM {tables}ducklake_files_scheduled_for_deletion")
    return {str(path) for (path,) in ask(" UNION ".join(parts))}


def sizes_of_files(ask: Ask, tables: str = "") -> dict[str, int]:
    """Bytes of each file of the newest snapshot, as the catalog has them; names as in `named_files`."""
    parts = [
        "SELECT CASE WHEN f.path_is_relative THEN s.path || t.path || f.path ELSE f.path END, f.file_size_bytes "
        f"FROM {tables}{kind} AS f "
        f"INNER JOIN {tables}ducklake_table AS t ON f.table_id = t.table_id AND t.end_snapshot IS NULL "
        f"INNER JOIN {tables}ducklake_schema AS s ON t.schema_id = s.schema_id WHERE f.end_snapshot IS NULL"
        for kind in ("ducklake_data_file", "ducklake_delete_file")
    ]
    return {str(path): int(size) for path, size in ask(" UNION ALL ".join(parts))}


def rows_of_tables(ask: Ask, tables: str = "") -> dict[str, int]:
    """Rows of each table in the newest snapshot, as the catalog has them: no file is read."""
    counted = ask(
        "SELECT t.table_name, coalesce(sum(f.record_count - coalesce(d.delete_count, 0)), 0) "
        f"FROM {tables}ducklake_table AS t "
        f"LEFT JOIN {tables}ducklake_data_file AS f ON f.table_id = t.table_id AND f.end_snapshot IS NULL "
        f"LEFT JOIN {tables}ducklake_delete_file AS d ON d.data_file_id = f.data_file_id AND d.end_snapshot IS NULL "
        "WHERE t.end_snapshot IS NULL GROUP BY t.table_name"
    )
    return {str(name): int(rows) for name, rows in counted}


def newest_snapshot(ask: Ask, tables: str = "") -> int:
    """Number of the newest snapshot; -1 where there is none."""
    [(newest,)] = ask(f"SELECT max(snapshot_id) FROM {tables}ducklake_snapshot")
    return -1 if newest is None else int(newest)


def files_below(folder: Path) -> set[str]:
    """All files below a folder, relative to it, with `/` between the parts; none where there is no such folder."""
    start = len(str(folder)) + 1
    return {
        os.path.join(where, name)[start:].replace(os.sep, "/")  # noqa: PTH118  there may be ten thousands
        for where, _, names in os.walk(folder)
        for name in names
    }
