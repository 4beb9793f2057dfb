"""Articles know nothing of each other: each is read alike whatever is next to it in the frame."""

import polars as pl
import pytest

from tests.builders import articles
from transforms.extract import extract
from warehouse.tables import FACT_TABLES

BODIES = (
    'Norway paid 5 million crowns on Friday. "We are ready," Olena Kovalenko said. She left on March 3.',
    "It cost 500 rupees in Lahore, Pakistan, or about $2.",
    'He said it was "late". The Kremlin rose 3 percent in the quarter.',
    "It cost 500 rupees. A year earlier it was 400 rupees.",
    "",
    'Norway paid 5 million crowns on Friday. "We are ready," Olena Kovalenko said. She left on March 3.',
    "Tom Hale met Anna Berg. “Nobody slept.\n\n“We wait,” Berg said. The next day Hale flew to Oslo for two weeks.",
    "The bank lent 40 billion euros ($43.5 billion) in the third quarter of 2024, up from 38 billion a year earlier.",
)


@pytest.fixture(scope="module")
def frame() -> pl.DataFrame:
    """Articles of which some have no day and some no title."""
    days = pl.Series([20000, 20000, None, 19500, 20000, None, 20010, 20000], dtype=pl.Int32).cast(pl.Date)
    titles = [None, "Rupees for Lahore", None, "Hale: 'no'", "Only a title on Friday", "", "Oslo waits", None]
    return articles(*BODIES).with_columns(published_on=days, title=pl.Series(titles, dtype=pl.String))


@pytest.fixture(scope="module")
def together(frame: pl.DataFrame) -> dict[str, pl.DataFrame]:
    return extract(frame)


@pytest.mark.parametrize("number", range(len(BODIES)))
def test_an_article_is_read_as_if_it_stood_alone(frame, together, number):
    for name, found in extract(frame[number]).items():
        mine = together[name].filter(pl.col("article_id") == f"a{number}")
        assert found.equals(mine, null_equal=True), name


def test_the_order_of_the_articles_changes_nothing_but_the_order(frame, together):
    for name, found in extract(frame.reverse()).items():
        order = ["article_id", "field", "start_char", "end_char"]
        assert found.sort(order).equals(together[name].sort(order), null_equal=True), name


def test_there_is_something_of_every_table_to_compare(together):
    assert all(together[name].height > 3 for name in FACT_TABLES)


# What an article may break off with, and what another may open with: together they would mean something else.
ENDS = (
    "The ferry will be late again in the autumn, Tom Hale said.",
    "They locked the doors when Anna Berg said to him:",
    "Olena Kovalenko said",
    "Tom Hale said he would wait, and Anna Berg denied it",
    'The mayor of Graz said: "Nobody slept.',
    "The talks took place in May",
    "The fare of the ferry is 12",
    "The board of Quillon Holdings, led by Mr.",
    "The council will meet on Friday, March",
    '"We wait," Anna Berg said. The harbour was quiet. The ships had left',
)
OPENINGS = (
    '"Those doors can be opened from the inside."',
    "adding that the ferry would be late.",
    ", he said.",
    'Nobody slept, and so on." Then the lights went out.',
    "2024 was a good year for the harbour.",
    "million crowns were paid.",
    "Hale was late again. He said that he was ill.",
    "14, the day after, was quiet.",
    "On Monday it rained.",
    "Saying that it had sent a ship, the firm closed the harbour. It said that nobody had been hurt.",
)


def test_an_article_does_not_go_on_in_the_next_one():
    pairs = [(end, opening) for end in ENDS for opening in OPENINGS]
    side_by_side = articles(*(text for pair in pairs for text in pair))
    apart = articles(*(text for pair in pairs for part in pair for text in (part, "The harbour was quiet.")))
    own = apart["article_id"].gather_every(2)
    names = dict(zip(own, side_by_side["article_id"], strict=True))
    together = extract(side_by_side)
    for name, rows in extract(apart).items():
        found = rows.filter(pl.col("article_id").is_in(own.implode()))
        found = found.with_columns(pl.col("article_id").replace_strict(names, return_dtype=pl.String))
        assert found.height >= 20
        assert found.equals(together[name], null_equal=True), name
