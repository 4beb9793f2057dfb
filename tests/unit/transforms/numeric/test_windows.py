import numpy as np
import polars as pl
import pytest

from transforms.columns.distinct import numbered, once_each
from transforms.numeric.windows import with_wordings
from transforms.text import windows


def wordings(words, mention):
    texts = pl.DataFrame({"text_no": [0], "text": [words]}, schema_overrides={"text_no": pl.UInt32})
    start = words.index(mention)
    begin, end = len(words[:start].encode()), len(words[: start + len(mention)].encode())
    mentions = pl.DataFrame({"text_no": [0], "start_byte": [begin], "end_byte": [end]})
    row = with_wordings(windows.around(mentions, texts, before=40, after=40), texts)
    return row["near_before"].item(), row["near_after"].item()


@pytest.mark.parametrize(
    ("words", "mention", "before", "after"),
    [
        ("up 3 points to five percent, not 9 percent", "five", "0 points to ", " percent, not 0"),
        ("five men", "five", "", " men"),
        ("a field of five m2 beside it", "five", "a field of ", " m2 beside it"),
        ("five cm^2 or 7", "five", "", " cm^2 or 0"),
        ("café 8 – five € or 7", "five", "0 – ", " € or 0"),
        ("10five", "five", "00", ""),
    ],
)
def test_a_wording_ends_at_the_nearest_figure_that_belongs_to_no_unit(words, mention, before, after):
    assert wordings(words, mention) == (before, after)


def test_what_is_read_once_for_a_number_reaches_all_its_rows():
    frame = pl.DataFrame({"word": ["b", "a", "b", "c"]})
    seen = []

    def read(distinct):
        seen.append(distinct.height)
        return distinct.with_columns(upper=pl.col("word").str.to_uppercase())

    rows = once_each(frame, numbered(frame["word"]), ["word"], read)
    assert (rows["upper"].to_list(), seen) == (["B", "A", "B", "C"], [3])


def test_no_rows_are_read_as_none():
    frame = pl.DataFrame({"word": []}, schema={"word": pl.String})
    rows = once_each(frame, np.zeros(0, dtype=np.int64), ["word"], lambda rows: rows.with_columns(long=pl.lit(1)))
    assert rows.columns == ["word", "long"]
