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
    picked.drop_in_place("_row")
    nothing = pl.DataFrame({name: [None] for name in columns}, schema=picked.schema)
    return with_answers(frame, picked.vstack(nothing)[pl.Series(place)])


def with_answers(frame: pl.DataFrame, answers: pl.DataFrame) -> pl.DataFrame:
    """Set columns worked out beside a frame; without the cost of a query where none is there already."""
    if answers.get_columns() and not set(answers.columns).intersection(frame.columns):
        return frame.hstack(answers)
    return frame.with_columns(answers.get_columns())
