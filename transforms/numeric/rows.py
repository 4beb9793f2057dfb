"""Columns worked out for few rows of many: what only "one", "pounds" or a dash between two figures calls for."""

import numpy as np
import polars as pl


def on_rows(frame: pl.DataFrame, where: pl.Expr, **columns: pl.Expr) -> pl.DataFrame:
    """Add columns that are worked out for the rows that `where` picks alone, and null in all others.

    Polars evaluates every branch of a condition on every row; this does not. The expressions must look at their own
    row only.
    """
    picked = frame.lazy().with_row_index("_row").filter(where).select("_row", **columns).collect()
    place = np.full(frame.height, picked.height, dtype=np.uint32)
    place[picked["_row"].to_numpy()] = np.arange(picked.height, dtype=np.uint32)
    rows = pl.Series(place)
    return frame.with_columns(picked[name].extend_constant(None, 1).gather(rows) for name in columns)
