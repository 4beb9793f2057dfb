"""SHA-256 over whole columns."""

import duckdb
import polars as pl


def with_sha256(frame: pl.DataFrame, **columns: str) -> pl.DataFrame:
    """Add SHA-256 columns, in hex: `with_sha256(frame, body_sha256="body")`.

    Strings are hashed as their UTF-8 bytes; null gives null.
    """
    connection = duckdb.connect(config={"threads": 1})
    connection.register("source", frame.select(set(columns.values())).to_arrow())
    hashes = ", ".join(f'sha256("{column}") AS "{name}"' for name, column in columns.items())
    return frame.with_columns(connection.execute(f"SELECT {hashes} FROM source").pl().get_columns())
