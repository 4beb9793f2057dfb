"""Pieces: what is between white space, each a number in the vocabulary."""

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transforms.text.pretokens import Pieces, cut


def pieces(*texts: str) -> Pieces:
    return cut(pl.Series(list(texts), dtype=pl.String))


def words(found: Pieces) -> list[str]:
    return found.memory.pieces.spelled().series().gather(found.code).to_list()


def test_cuts_at_white_space_of_ascii_only() -> None:
    found = pieces("In  Kyiv,\nhe\tsaid", "", "\u00a0yes no ")
    assert words(found) == ["In", "Kyiv,", "he", "said", "\u00a0yes", "no"]
    assert found.text.tolist() == [0, 0, 0, 0, 2, 2]


@pytest.mark.parametrize("size", [1, 7, 8, 15, 16, 40])
def test_tells_strings_of_any_length_apart(size: int) -> None:
    one, other = "a" * size, "a" * (size - 1) + "b"
    found = pieces(f"{one} {other} {one}\0 {one} {other}")
    assert words(found) == [one, other, one + "\0", one, other]
    assert len(set(found.code.tolist())) == 3


@settings(deadline=None)
@given(st.lists(st.text("ab\0é \n", max_size=30), max_size=4))
def test_every_distinct_piece_has_one_number(texts: list[str]) -> None:
    found = pieces(*texts)
    expected = [piece for text in texts for piece in text.replace("\n", " ").split(" ") if piece]
    assert words(found) == expected
    assert len(set(found.code.tolist())) == len(set(expected))
