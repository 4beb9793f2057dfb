"""Ten histories and ten news articles of our own: every date in them, what it means and what it counts from.

Each file of golden/dates opens with the day of publication. In the text below it, every mention stands in brackets as a
reader would annotate it: [words|TIMEX3 value|anchor], without an anchor for a duration.
"""

import datetime
import re
from pathlib import Path

import polars as pl
import pytest

from tests.builders import articles
from transforms.temporal import temporal_mentions
from transforms.text.sentences import sentences

GOLDEN = Path(__file__).parent / "golden/dates"
MARKED = re.compile(r"\[([^|\]]+)\|([^|\]]+)\|([a-z]*)\]")
NAMES = sorted(path.relative_to(GOLDEN).as_posix() for path in GOLDEN.glob("*/*.txt"))


def _annotated(name: str) -> tuple[datetime.date, str, list[tuple[int, str, str, str]]]:
    """The day of publication, the text without its brackets, and (start, words, value, anchor) of each mention."""
    day, marked = (GOLDEN / name).read_text(encoding="utf-8").split("\n", 1)
    pieces = MARKED.split(marked)
    text, mentions = pieces[0], []
    for words, value, anchor, rest in zip(*(pieces[part::4] for part in (1, 2, 3, 4)), strict=True):
        mentions.append((len(text), words, value, anchor))
        text += words + rest
    return datetime.date.fromisoformat(day), text, mentions


@pytest.fixture(scope="module")
def found() -> dict[str, list[tuple[int, str, str, str]]]:
    """What is found in each article, read in one go."""
    days, texts, _ = zip(*map(_annotated, NAMES), strict=True)
    frame = articles(*texts).select("language", "source", text="body", published_on=pl.Series(days))
    frame = frame.with_row_index("text_no")
    rows = temporal_mentions(frame, sentences(frame)).sort("text_no", "start_char")
    mentions: dict[str, list[tuple[int, str, str, str]]] = {name: [] for name in NAMES}
    for number, *mention in rows.select(
        "text_no", "start_char", "text", "timex_value", pl.col("anchor").fill_null("")
    ).rows():
        mentions[NAMES[number]].append(tuple(mention))
    return mentions


@pytest.mark.parametrize("name", NAMES)
def test_finds_every_date_of_an_article_and_no_other(found, name):
    assert found[name] == _annotated(name)[2]


def test_there_are_ten_of_each():
    assert [sum(name.startswith(kind) for name in NAMES) for kind in ("histories/", "news/")] == [10, 10]
