"""Parquet files of ours, whole or not at all."""

from pathlib import Path
from typing import Any

import polars as pl

from warehouse.files import whole_file


def write_parquet(rows: pl.DataFrame, path: Path, **options: Any) -> None:
    """Write rows to `path`, over what is there, by the options of Polars. Raises OSError, and no file is cut off then.

    Polars calls a disk that is full a ComputeError, as it calls a file that is damaged.
    """
    try:
        with whole_file(path) as part:
            rows.write_parquet(part, **options)
    except pl.exceptions.ComputeError as error:
        raise OSError(f"{path} cannot be written: {error}") from error
