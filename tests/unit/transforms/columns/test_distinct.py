import datetime

import numpy as np
import polars as pl
import pytest

from transforms.columns.distinct import (
    apply_once,
    encode,
    encode_circumstances,
    encode_codes,
    encode_integers,
    own_number,
)

FRIDAY, MONDAY = datetime.date(2025, 3, 14), datetime.date(2025, 3, 17)


@pytest.mark.parametrize(
    "words",
    [["b", "a", "b", "c"], ["b", None, "b", None, ""], [None, None], [], ["München", "Munchen", "München"]],
)
def test_strings_come_back_as_they_were(words):
    column = pl.Series("words", words, dtype=pl.String)
    encoding = encode(column)
    assert encoding.decode(encoding.values(column)).to_list() == words
    assert len(encoding) == len(set(words))


def test_codes_with_gaps_are_numbered_in_their_order():
    encoding = encode_codes(np.array([7, 3, 7, 9]))
    assert encoding.number.tolist() == [1, 0, 1, 2]
    assert np.array([7, 3, 7, 9])[encoding.row].tolist() == [3, 7, 9]


def test_integers_that_crowd_every_table_are_still_told_apart():
    values = np.repeat(np.arange(5000, dtype=np.uint64), 2)
    encoding = encode_integers(values, rows_per_slot=1000)
    assert values[encoding.row][encoding.number].tolist() == values.tolist()
    assert len(encoding) == 5000


def test_integers_of_two_lanes_differ_where_either_does():
    left, right = (np.array(lane, dtype=np.uint64) for lane in ([1, 1, 2, 1], [5, 6, 5, 5]))
    encoding = encode_integers(left, right)
    assert len(encoding) == 3
    assert encoding.number[0] == encoding.number[3]


def test_the_same_words_in_other_circumstances_are_another_value():
    mentions = pl.DataFrame(
        {
            "surface_no": [4, 4, 4, 4, 5],
            "published_on": [FRIDAY, MONDAY, FRIDAY, None, FRIDAY],
            "tense": [1, 1, 1, 1, 1],
            "granularity": ["day", "day", None, "day", "day"],
        },
        schema_overrides={"surface_no": pl.UInt32},
    )
    encoding = encode_circumstances(mentions, "published_on", "tense", "granularity")
    assert len(encoding) == 5
    assert len(encode_circumstances(mentions, "tense")) == 2
    assert len(encode_circumstances(mentions.drop("surface_no"), "tense")) == 1


def test_what_is_read_once_for_a_value_reaches_all_its_rows():
    frame = pl.DataFrame({"word": ["b", "a", "b", "c"]})
    seen = []

    def read(distinct):
        seen.append(distinct.height)
        return distinct.with_columns(upper=pl.col("word").str.to_uppercase())

    rows = apply_once(frame, encode(frame["word"]).number, ["word"], read)
    assert (rows["upper"].to_list(), seen) == (["B", "A", "B", "C"], [3])


def test_a_row_with_a_number_of_its_own_is_read_for_itself():
    frame = pl.DataFrame({"word": ["b", "B", "b"], "no": [0, 0, 0]})
    frame = frame.with_columns(no=pl.when(pl.col("word") == "B").then(own_number()).otherwise("no"))
    rows = apply_once(frame, "no", ["word"], lambda rows: rows.with_columns(same=pl.col("word")))
    assert rows["same"].to_list() == ["b", "B", "b"]


def test_no_rows_are_read_as_none():
    frame = pl.DataFrame({"word": []}, schema={"word": pl.String})
    rows = apply_once(frame, np.zeros(0, dtype=np.int64), ["word"], lambda rows: rows.with_columns(long=pl.lit(1)))
    assert rows.columns == ["word", "long"]
