"""SQL literals, for the places (DDL, ATTACH, COPY options) that take no bound value."""

from collections.abc import Iterable
from glob import escape
from pathlib import Path


def quoted(text: str) -> str:
    """A SQL string literal."""
    return "'" + text.replace("'", "''") + "'"


def file_list(files: Iterable[Path | str]) -> str:
    """The files as a SQL list for read_parquet and ducklake_add_data_files.

    Both take patterns: a file below the folder `wire[1]` would be looked for below `wire1`. DuckDB knows the escapes of
    Python's glob (`[[]`, `[*]`, `[?]`) and stores and opens the real name.
    """
    return f"[{', '.join(quoted(escape(str(file))) for file in files)}]"
