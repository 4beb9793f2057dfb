"""SHA-256 over whole columns."""

import polars as pl
import polars_hash as plh


def with_sha256(frame: pl.DataFrame, **columns: str) -> pl.DataFrame:
    """Add SHA-256 columns, in hex: `with_sha256(frame, body_sha256="body")`.

    Takes String and Binary columns. Strings are hashed as their UTF-8 bytes; null gives null.
    """
    return frame.with_columns(plh.col(column).chash.sha2_256().alias(name) for name, column in columns.items())
