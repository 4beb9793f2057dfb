import polars as pl
import pytest

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
