"""Lists of words as patterns, and numbers in words."""

import re

import pytest

from transforms.temporal.rules.lexicon import any_of, figure


@pytest.mark.parametrize("word", ["six", "sixty", "sixteen", "seven"])
def test_finds_the_longest_of_words_that_begin_alike(word: str) -> None:
    found = re.match(any_of("six seven sixty sixteen").replace("(?-u:", "(?:"), word + "x")
    assert found is not None
    assert found[0] == word


def test_finds_no_other_word() -> None:
    assert re.fullmatch(any_of("six sixty seven"), "sixt") is None


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("3", 3.0),
        ("1,200", 1200.0),
        ("2.5", 2.5),
        ("2 1/2", 2.5),
        ("5½", 5.5),
        ("twenty-one", 21.0),
        ("two hundred and six", 206.0),
        ("a hundred", 100.0),
        ("two thousand", 2000.0),
        ("half a dozen", 6.0),
        ("half an", 0.5),
        ("two and a half", 2.5),
        ("two-and-a-half", 2.5),
        ("A dozen", 12.0),
        ("several", None),
    ],
)
def test_reads_numbers(words: str, value: float | None) -> None:
    assert figure(words) == value
