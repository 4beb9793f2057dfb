"""A night's own share of keeping the lake small: some tables, the worst first, and never much at once.

Each night adds a file to most tables, so that after a year a query opens thousands. Merging all of them every night
would write the year again and again; here a table is seen to when it has gathered some small files, and large files are
left to `dateline maintain`.
"""

from typing import NamedTuple

import duckdb

from warehouse.lake import Lake
from warehouse.lake.catalog import IN_DUCKDB
from warehouse.quoting import quoted

# A table is seen to when it has so many more small files than months, or files with deleted rows.
_MOST_SPARE_FILES = 8
_TABLES_A_NIGHT = 3
# What is larger is merged with nothing, and rewritten by `dateline maintain` alone.
_SMALL_FILE_BYTES = 16 * 2**20
# Files of a text full of facts are small on disk and large in memory, by their lists: with more rows one is not small.
_SMALL_FILE_ROWS = 32_768
_MOST_REWRITTEN_BYTES = 64 * 2**20
# What merging may hold of a process's memory: a part in so many.
_SHARE = 2


class _Table(NamedTuple):
    """A table: its small files beyond one a month, its files with deleted rows and their bytes."""

    name: str
    spare: int
    with_deletes: int
    bytes_with_deletes: int


def upkeep(place: Lake, memory_mb: int) -> list[str]:
    """Rewrite small files with deleted rows and merge small files of a few tables; gives the tables' names.

    Takes what the process may hold in memory; what does not fit goes to the disk. Call with the writer's lock held.
    Nothing is deleted: files that nothing needs go with `dateline maintain`. Raises duckdb.Error where the memory does
    not do.
    """
    connection = place.writer()
    try:
        due = _due(connection)[:_TABLES_A_NIGHT]
        if due:
            use_zstd(connection)
            bound(connection, memory_mb)
        for table in due:
            with place.recorded(connection):
                if table.with_deletes and table.bytes_with_deletes <= _MOST_REWRITTEN_BYTES:
                    rewrite(connection, table.name)
                connection.execute(
                    f"CALL ducklake_merge_adjacent_files('lake', {quoted(table.name)}, "
                    f"max_file_size => {_SMALL_FILE_BYTES})"
                ).fetchall()
        return [table.name for table in due]
    finally:
        connection.close()


def bound(connection: duckdb.DuckDBPyConnection, memory_mb: int) -> None:
    """Have a writer merge in half of what the process may hold and in one thread; the rest goes to the disk.

    Merging sorts: small files of long lists are thirty times their size then.
    """
    connection.execute(f"SET memory_limit = '{int(memory_mb) // _SHARE}MB'")
    connection.execute("SET threads = 1")


def rewrite(connection: duckdb.DuckDBPyConnection, name: str) -> None:
    """Write the files of a table again that have deleted rows, without these; only then can they be merged."""
    connection.execute(f"CALL ducklake_rewrite_data_files('lake', {quoted(name)}, delete_threshold => 0.0)").fetchall()


def use_zstd(connection: duckdb.DuckDBPyConnection) -> None:
    """Have DuckLake compress what it writes as the batches are compressed; its own choice takes half as much again."""
    chosen = f"SELECT 1 FROM {IN_DUCKDB}ducklake_metadata WHERE key = 'parquet_compression' AND value = 'zstd'"
    if not connection.execute(chosen).fetchall():
        connection.execute("CALL ducklake_set_option('lake', 'parquet_compression', 'zstd')")


def _due(connection: duckdb.DuckDBPyConnection) -> list[_Table]:
    """Tables to see to, the worst first."""
    rows = connection.execute(
        f"""
        WITH files AS (
            SELECT t.table_name, f.partition_id, f.file_size_bytes AS bytes, f.data_file_id,
                f.file_size_bytes <= {_SMALL_FILE_BYTES} AND f.record_count <= {_SMALL_FILE_ROWS} AS is_small,
                (SELECT string_agg(v.partition_value, '/' ORDER BY v.partition_key_index)
                FROM {IN_DUCKDB}ducklake_file_partition_value AS v WHERE v.data_file_id = f.data_file_id) AS month,
                EXISTS (FROM {IN_DUCKDB}ducklake_delete_file AS d
                WHERE d.data_file_id = f.data_file_id AND d.end_snapshot IS NULL) AS has_deletes
            FROM {IN_DUCKDB}ducklake_data_file AS f
            INNER JOIN {IN_DUCKDB}ducklake_table AS t ON f.table_id = t.table_id AND t.end_snapshot IS NULL
            WHERE f.end_snapshot IS NULL
        )
        SELECT table_name,
            count(*) FILTER (is_small) - count(DISTINCT coalesce(month, '')) FILTER (is_small) AS spare,
            count(*) FILTER (has_deletes) AS with_deletes,
            coalesce(sum(bytes) FILTER (has_deletes), 0) AS bytes_with_deletes
        FROM files GROUP BY table_name
        """
    ).fetchall()
    tables = [_Table(str(name), int(spare), int(deletes), int(size)) for name, spare, deletes, size in rows]
    due = [table for table in tables if max(table.spare, table.with_deletes) >= _MOST_SPARE_FILES]
    return sorted(due, key=lambda table: (-table.spare - table.with_deletes, table.name))
