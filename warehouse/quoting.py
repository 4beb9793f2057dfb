"""SQL literals, for the places (DDL, ATTACH, COPY options) that take no bound value, and for what every night asks.

The first value that is bound makes DuckDB import pandas, where it is installed: half a second in each process
(findings/duckdb_a_bound_value_imports_pandas.sh).
"""

from collections.abc import Iterable
from datetime import date, datetime
from glob import escape
from pathlib import Path


def quoted(text: str) -> str:
    """A SQL string literal."""
    return "'" + text.replace("'", "''") + "'"


def literal(value: str | int | date | datetime | None) -> str:
    """A SQL literal of any value that the table of runs has."""
    if value is None:
        return "NULL"
    if isinstance(value, int):
        return str(value).lower()
    if isinstance(value, str):
        return quoted(value)
    kind = "TIMESTAMPTZ" if isinstance(value, datetime) else "DATE"
    return f"{kind} {quoted(value.isoformat())}"


def file_list(files: Iterable[Path | str]) -> str:
    """The files as a SQL list for read_parquet and ducklake_add_data_files.

    Both take patterns: a file below the folder `wire[1]` would be looked for below `wire1`. DuckDB knows the escapes of
    Python's glob (`[[]`, `[*]`, `[?]`) and stores and opens the real name.
    """
    return f"[{', '.join(quoted(escape(str(file))) for file in files)}]"
