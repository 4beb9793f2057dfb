import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import texts
from transforms.text import spans

# Letters of one to four bytes, combining marks, line ends of all sorts, digits, the marks that find() uses itself.
ALPHABET = st.sampled_from(list("ab 7é\u0301ß日𝒳😀\r\n\t.\x01\x1a\x00'’-"))
TEXT = st.text(ALPHABET, max_size=60)


def cut(strings, mentions, start="start_char", end="end_char"):
    return [strings[row["text_no"]][row[start] : row[end]] for row in mentions.to_dicts()]


@given(st.lists(TEXT, max_size=5))
def test_offsets_cut_out_the_very_match(strings):
    found = spans.find(texts(*strings), r"[ab7é]+|𝒳.|\r\n")
    assert cut(strings, found) == found["text"].to_list()


@given(st.lists(TEXT, max_size=5))
def test_byte_offsets_cut_out_the_very_match(strings):
    found = spans.find(texts(*strings), r"[ab7é]+|𝒳.|\r\n")
    encoded = [string.encode() for string in strings]
    assert [text.decode() for text in cut(encoded, found, "start_byte", "end_byte")] == found["text"].to_list()


@given(st.lists(TEXT, max_size=5))
def test_finds_what_each_text_alone_holds(strings):
    together = spans.find(texts(*strings), "[ab7]+")
    alone = [spans.find(texts(string), "[ab7]+")["text"].to_list() for string in strings]
    by_text = [together.filter(pl.col("text_no") == number)["text"].to_list() for number in range(len(strings))]
    assert by_text == alone


@given(st.lists(TEXT, max_size=5))
def test_mentions_neither_overlap_nor_leave_their_text(strings):
    found = spans.find_literals(texts(*strings), ["ab", "a", "b7", "日", "é"])
    for row, following in zip(found.to_dicts(), found.to_dicts()[1:], strict=False):
        assert row["text_no"] < following["text_no"] or row["end_char"] <= following["start_char"]
    assert cut(strings, found) == found["text"].to_list()


@given(st.lists(TEXT, max_size=5))
def test_looking_in_the_few_texts_that_match_finds_the_same(strings):
    pattern = "(?<word>[ab7]+)(?:é|\r\n)"
    assert spans.find_in_few(texts(*strings), pattern).equals(spans.find(texts(*strings), pattern))


def test_some_of_the_texts_may_be_looked_in_alone():
    some = texts("March is near", "May", "In March or May").filter(pl.col("text_no") != 1)
    assert spans.find_in_few(some, "March|May").select("text_no", "start_char", "text").rows() == [
        (0, 0, "March"),
        (2, 3, "March"),
        (2, 12, "May"),
    ]


def test_every_literal_is_found_also_inside_another_one():
    literals = pl.Series(["New York Times", "York", "Times"])
    held = texts("New York Times", "Yorkshire Times", "York")
    found = spans.every_literal(held, literals, pl.Series([True, True, False])).sort("text_no", "start_byte")
    assert found.select("text_no", "start_byte", "text").rows() == [
        (0, 0, "New York Times"),
        (0, 4, "York"),
        (0, 9, "Times"),
        (1, 10, "Times"),
    ]


def test_named_groups_become_columns():
    found = spans.find(texts("3 May and June"), r"(?:(?<day>[0-9]+) )?(?<month>May|June)")
    assert found.select("text", "day", "month").rows() == [("3 May", "3", "May"), ("June", None, "June")]


def test_crlf_counts_as_two_characters():
    assert spans.find(texts("one\r\ntwo"), "two").select("start_char", "end_char").row(0) == (5, 8)


def test_combining_marks_are_characters_of_their_own():
    assert spans.find(texts("cafe\u0301 bar"), "bar")["start_char"].to_list() == [6]


def test_characters_beyond_the_first_plane_count_once():
    assert spans.find(texts("😀😀 bar"), "bar")["start_char"].to_list() == [3]


def test_empty_matches_are_left_out():
    assert spans.find(texts("xay"), "a*")["text"].to_list() == ["a"]


def test_a_text_without_a_match_gives_no_row():
    assert spans.find(texts("", "none", "a"), "a")["text_no"].to_list() == [2]


def test_no_texts_give_no_mentions():
    assert spans.find(texts(), "(?<x>a)").columns == [
        "text_no", "start_char", "end_char", "start_byte", "end_byte", "text", "x",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Oman and Omani", ["Oman"]),
        ("in Great Britain, Britain", ["Great Britain", "Britain"]),
        ("’Britain’s", ["Britain"]),
        ("NewBritain Britaină", []),
        ("Britain", ["Britain"]),
    ],
)
def test_literals_are_whole_words_and_the_longest_wins(text, words):
    assert spans.find_literals(texts(text), ["Britain", "Great Britain", "Oman"])["text"].to_list() == words


def test_literals_tell_which_one_they_are():
    found = spans.find_literals(texts("b a"), ["a", "b"])
    assert found["literal_no"].to_list() == [1, 0]


def test_literals_can_ignore_case():
    assert spans.find_literals(texts("In MARCH march"), ["March"], ignore_case=True)["text"].to_list() == [
        "MARCH",
        "march",
    ]


def test_edges_are_cut_off():
    rows = spans.find(texts("É In Halden Corp. fell"), "In Halden Corp")
    row = spans.without_edges(rows, "In ", " Corp$").row(0, named=True)
    assert (row["text"], row["start_char"], row["end_char"], row["start_byte"]) == ("Halden", 5, 11, 6)
    assert spans.without_edges(rows.clear(), "In ", "").columns == list(spans.MENTION_COLUMNS)
