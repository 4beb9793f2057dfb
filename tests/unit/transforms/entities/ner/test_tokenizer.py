"""Tokens: lossless, in place, each in its sentence."""

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transforms.entities.ner.tokenizer import Tokens, tokenise
from transforms.text.sentences import sentences


def cut(*texts: str) -> Tokens:
    frame = pl.DataFrame({"text": list(texts)}, schema={"text": pl.String}).with_row_index("text_no")
    return tokenise(frame, sentences(frame))


def words(text: str) -> list[str]:
    tokens = cut(text)
    return [text[a:b] for a, b in zip(tokens.start_char, tokens.end_char, strict=True)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mr. Smith's firm", ["Mr.", "Smith", "'s", "firm"]),
        ("the U.S.-led force", ["the", "U.S.-led", "force"]),
        ("F-16, G7 and the 49ers", ["F-16", ",", "G7", "and", "the", "49ers"]),
        ("LONDON 1996-08-30", ["LONDON", "1996-08-30"]),
        ("al-Qaida (O’Brien)", ["al-Qaida", "(", "O’Brien", ")"]),
        ("It ended.Then", ["It", "ended", ".", "Then"]),
        ("amazon.com 😀!", ["amazon.com", "😀", "!"]),
    ],
)
def test_cuts_words_as_news_writes_them(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_gives_places_in_code_points_and_bytes() -> None:
    tokens = cut("São Paulo", " €5")
    assert tokens.text_no.tolist() == [0, 0, 1, 1]
    assert tokens.start_char.tolist() == [0, 4, 1, 2]
    assert tokens.end_char.tolist() == [3, 9, 2, 3]
    assert tokens.start_byte.tolist() == [0, 5, 1, 4]
    assert tokens.end_byte.tolist() == [4, 10, 4, 5]


def test_gives_each_token_the_row_of_its_sentence() -> None:
    tokens = cut("He left. She came.", "Later they met.")
    assert tokens.sentence.tolist() == [0, 0, 0, 1, 1, 1, 2, 2, 2, 2]


def test_numbers_the_same_word_the_same() -> None:
    tokens = cut("war and war", "and peace")
    assert [tokens.words[int(number)] for number in tokens.word] == ["war", "and", "war", "and", "peace"]
    assert len(set(tokens.word.tolist())) == 3


@pytest.mark.parametrize("text", ["", "   \n"])
def test_a_text_without_words_has_no_tokens(text: str) -> None:
    assert len(cut(text, "one")) == 1


@settings(deadline=None)
@given(st.lists(st.text(), max_size=4))
def test_tokens_joined_are_the_text_without_white_space(texts: list[str]) -> None:
    tokens = cut(*texts)
    for number, text in enumerate(texts):
        mine = tokens.text_no == number
        begins, ends = tokens.start_char[mine].tolist(), tokens.end_char[mine].tolist()
        for end, begin in zip([0, *ends], [*begins, len(text)], strict=True):
            # What Rust takes for white space; Python also takes four separators of files for it.
            assert not pl.Series([text[end:begin]]).str.replace_all(r"\s", "").item()
