import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import texts
from transforms.text import spans
from transforms.text.sentences import number_sentences, sentences


def cut(text):
    return [text[row["start_char"] : row["end_char"]] for row in sentences(texts(text)).to_dicts()]


@pytest.mark.parametrize(
    "sentence",
    [
        "He lives in the U.S. and works in Washington, D.C. on most days.",
        "Mr. Smith met Dr. Jones and Gov. Lee.",
        "It closed on Sept. 30, after Jan. 5.",
        "J. K. Berg and Maria L. Ortega signed.",
        "Shares rose 3.5 percent to $4.25.",
        "U.S. President Maria Ortega spoke.",
        "Acme Corp. shares fell.",
        '"Is it over?" he asked.',
        "The No. 2 seed won.",
        "They left at 5 p.m. on Friday.",
    ],
)
def test_does_not_stop_inside(sentence):
    assert cut(sentence) == [sentence]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("He left.", "She stayed."),
        ("He moved to the U.S.", "The move was quick."),
        ("It belongs to Acme Corp.", "The firm denied it."),
        ('"We won."', "They cheered."),
        ("Was it?", "Yes!"),
        ("It ended at 5 p.m.", "He went home."),
        ("He said so…", "Nobody heard."),
    ],
)
def test_stops_between(first, second):
    assert cut(f"{first} {second}") == [first, second]


def test_a_blank_line_ends_a_sentence_without_a_stop():
    assert cut("Ukraine losing grip\n\nHe spoke") == ["Ukraine losing grip", "He spoke"]


def test_a_short_line_is_a_headline():
    assert cut("Chief quits\nATLANTA (AP) He resigned.") == ["Chief quits", "ATLANTA (AP) He resigned."]


def test_hard_wrapped_prose_goes_on_over_the_line_end():
    text = "This line is as long as the lines of wrapped prose are and\nthen it goes on."
    assert cut(text) == [text]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (
            "Head of the national police quits over an inquiry",
            "Graz (AP) The head of the police quit his office on Monday.",
        ),
        ("More on this from our readers and correspondents", "Alexa"),
        ("The talks between both sides will go on next week", "A paragraph a line is long. " * 5),
    ],
)
def test_a_line_with_room_for_the_next_word_was_not_wrapped(first, second):
    assert cut(f"{first}\n{second}")[:1] == [first]


@pytest.mark.parametrize(("word", "sentences"), [("Kaposvari", 2), ("Kaposvaris", 1)])
def test_a_word_that_fits_its_line_to_the_character_tells_a_wrapped_line(word, sentences):
    first = "The council of the town said on Tuesday that it is the"  # 54 characters, and the longest line has 64
    assert len(first) == 54
    longest = "gave the news to reporters from all of the country on Tuesday or"
    assert len(longest) == 64
    assert len(cut(f"{first}\n{word} {'a' * 50}\n{longest}\n{longest}")) == sentences


def test_sentences_go_on_over_the_line_ends_of_wrapped_prose():
    first = "The head of the police told reporters on Monday that Anna Kovacs would follow him in May of the next year."
    second = "Nobody in the city of Graz was against it, he said, since Maria Berg had asked him to stay until then."
    text = textwrap.fill(f"{first} {second}", width=60)
    assert [" ".join(sentence.split()) for sentence in cut(text)] == [first, second]


def test_a_small_letter_goes_on_over_the_line_end():
    text = "He told the parliament on Monday that he would\nnot resign, whatever the newspapers of the capital say."
    assert cut(text) == [text]


def test_white_space_is_no_sentence():
    assert cut(" \n\t ") == []


@given(st.text(st.sampled_from(list("aB. ?!\"'\n\r\té😀U.S5")), max_size=80))
def test_sentences_follow_each_other_and_lose_no_word(text):
    rows = sentences(texts(text)).to_dicts()
    reached = 0
    for number, row in enumerate(rows):
        assert row["sentence_no"] == number
        assert text[reached : row["start_char"]].strip() == ""
        assert row["start_char"] < row["end_char"]
        assert text.encode()[row["start_byte"] : row["end_byte"]].decode() == text[row["start_char"] : row["end_char"]]
        reached = row["end_char"]
    assert text[reached:].strip() == ""


def test_mentions_get_the_number_of_their_sentence():
    both = texts("One x. Two x. Three.", "x")
    numbered = number_sentences(spans.find(both, "x"), sentences(both))
    assert numbered.select("text_no", "sentence_no").rows() == [(0, 0), (0, 1), (1, 0)]
