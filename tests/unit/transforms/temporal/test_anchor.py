"""What a mention counts from: the day of publication, another mention, or nothing."""

import datetime

import pytest

from tests.unit.transforms.temporal.builders import read

pytestmark = pytest.mark.usefixtures("read_together")


@pytest.mark.parametrize(
    ("sentence", "words", "anchor"),
    [
        ("They met on Friday.", "Friday", "published"),
        ("They met last week.", "last week", "published"),
        ("They met in August.", "August", "published"),
        ("They met on March 3.", "March 3", "published"),
        ("They met at 5 p.m. there.", "5 p.m.", "published"),
        ("They met on March 3, 1998.", "March 3, 1998", "none"),
        ("They met in August 1998.", "August 1998", "none"),
        ("They met in 1998.", "1998", "none"),
        ("They met in the 1990s.", "the 1990s", "none"),
        ("They met in 44 BC there.", "44 BC", "none"),
        ("They wed in 1990 and left the following year.", "the following year", "mention"),
        ("They met on Friday, and at 5 p.m. they left.", "5 p.m.", "mention"),
        ("They met on Friday at 5 p.m. there.", "Friday at 5 p.m.", "published"),
        ('"It ended yesterday," he said on Wednesday.', "yesterday", "mention"),
        ("Sales fell in the third quarter from a year earlier.", "a year earlier", "mention"),
        ("They met for two hours.", "two hours", None),
        ("They meet every Thursday.", "every Thursday", None),
        ("They are here now.", "now", None),
    ],
)
def test_tells_what_a_mention_counts_from(sentence: str, words: str, anchor: str | None) -> None:
    assert {mention["text"]: mention["anchor"] for mention in read(sentence)}[words] == anchor


@pytest.mark.parametrize("words", ["Friday", "last week", "in August"])
def test_without_a_day_of_publication_relative_words_have_no_anchor(words: str) -> None:
    (mention,) = read(f"They met {words}.", published=None)
    assert mention["anchor"] is None


def test_the_anchor_of_stated_dates_needs_no_publication() -> None:
    (mention,) = read("They met on March 3, 1998.", published=None)
    assert (mention["anchor"], mention["first_day"]) == ("none", datetime.date(1998, 3, 3))
