"""Listed names in pieces."""

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import few_or_all_examples
from transforms.entities.linking.phrase_matcher import find, listed
from transforms.text import spans
from transforms.text.pretokens import cut

NAMES = pl.Series(["U.S.", "New York", "New York Times", "York", "Times Square", "Group of Seven", "Éire", "G7", "A-B"])


def found(*texts: str) -> list[str]:
    pieces = cut(pl.Series(list(texts), dtype=pl.String))
    begin, end, name = find(pieces, listed(NAMES))
    words = [bytes(pieces.data[a:b]).decode() for a, b in zip(begin, end, strict=True)]
    assert words == NAMES.gather(name).to_list()
    return words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("(the Group of Seven's)", ["Group of Seven"]),
        ("the U.S.-led force", ["U.S."]),
        ("New York Times Square", ["New York Times"]),
        ("New York, York", ["New York", "York"]),
        ("New\nYork", ["York"]),
        ("New  York", ["York"]),
        ("Yorkshire, éYork, G77, XG7", []),
        ("Éire and éÉire", ["Éire"]),
        ("A-B-A-B", ["A-B", "A-B"]),
        ("G7/G7", ["G7", "G7"]),
    ],
)
def test_finds_whole_words_and_the_longest_from_the_left(text: str, expected: list[str]) -> None:
    assert found(text) == expected


def test_a_name_ends_with_its_text() -> None:
    assert found("New ", "York") == ["York"]


@few_or_all_examples(20, 100)
def test_finds_what_a_search_of_the_whole_text_finds(examples: int) -> None:
    @settings(max_examples=examples, deadline=None)
    @given(st.lists(st.lists(st.sampled_from([*NAMES, "New ", " ", "\n", "Times", "x", "é", "-", "of"])), max_size=3))
    def the_same(parts: list[list[str]]) -> None:
        texts = pl.DataFrame({"text": ["".join(part) for part in parts]}, schema={"text": pl.String})
        expected = spans.find_literals(texts.with_row_index("text_no"), NAMES)
        assert found(*texts["text"]) == expected["text"].to_list()

    the_same()
