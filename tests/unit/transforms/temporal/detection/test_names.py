"""A weekday or month inside a name is no day."""

import datetime

import pytest

from tests.unit.transforms.temporal.builders import read

pytestmark = pytest.mark.usefixtures("read_together")

SPRING = datetime.date(2024, 4, 17)


@pytest.mark.parametrize(
    "sentence",
    [
        "Brokers still talk of Black Monday.",
        "The film is about Bloody Sunday.",
        "Sheffield Wednesday drew at home.",
        "They had supper at Ruby Tuesday.",
        "The Mail on Sunday had it first.",
        "He wrote for the Sunday Times.",
        "Few watch Monday Night Football.",
        "She was a guest on Saturday Night Live.",
        "Casual Friday is over.",
        "He read a life of June Brown.",
        "It is a book about April Lind.",
        "The ship reached Easter Island.",
        "A play about the Easter Rising won.",
        "They met on Christmas Island.",
        "The Norlit 2000 pump is loud.",
    ],
)
def test_names_hold_no_days(sentence: str) -> None:
    assert read(sentence, published=SPRING) == []


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("Black market trade rose on Monday.", "Monday"),
        ("Sheffield was calm on Wednesday.", "Wednesday"),
        ("The mail came on Sunday.", "Sunday"),
        ("He was told in Washington Thursday.", "Thursday"),
        ("The book is about June 1944.", "June 1944"),
    ],
)
def test_days_near_names_are_kept(sentence: str, words: str) -> None:
    assert words in {mention["text"].removeprefix("about ") for mention in read(sentence, published=SPRING)}
