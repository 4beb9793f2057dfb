"""Columns worked out for the rows that a condition picks."""

import polars as pl

from transforms.columns.masked import Step, on_rows, on_rows_each

FRAME = pl.DataFrame({"figure": [1, 2, 3], "is_asked": [True, None, False]})


def test_a_column_is_worked_out_where_its_condition_holds_alone():
    told = on_rows(FRAME, pl.col("figure") > 1, double=pl.col("figure") * 2)
    assert told["double"].to_list() == [None, 4, 6]


def test_a_condition_may_be_a_column_and_null_is_no():
    told = on_rows(FRAME, pl.col("is_asked"), double=pl.col("figure") * 2)
    assert told["double"].to_list() == [2, None, None]


def test_a_column_for_no_row_is_null_and_has_its_type():
    told = on_rows(FRAME, pl.col("figure") > 9, words=pl.col("figure").cast(pl.String))
    assert told.schema["words"] == pl.String
    assert told["words"].to_list() == [None, None, None]


def test_each_step_has_rows_of_its_own():
    told = on_rows_each(
        FRAME,
        [
            Step(pl.col("figure") > 1, {"double": pl.col("figure") * 2}),
            Step(pl.col("is_asked"), {"negative": -pl.col("figure")}),
        ],
    )
    assert told.select("double", "negative").rows() == [(None, -1), (4, None), (6, None)]
