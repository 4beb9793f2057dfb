import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import texts
from tests.conftest import few_or_all_examples
from transforms.text.sentences import sentences


def cut(text):
    return [text[row["start_char"] : row["end_char"]] for row in sentences(texts(text)).to_dicts()]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("The market is growing.", "Investors bought shares."),
        ("It was signed by the port (EUA).", "The deal runs for a year."),
        ("Prices rose by 4%.", "Meanwhile wages fell."),
        ("The plant opened in 2019.", "Output has doubled."),
        ("He moved to the U.S.", "The move was quick."),
        ("It belongs to Velmar Corp.", "The firm denied it."),
        ("“We won.”", "The crowd cheered."),
        ('"We won."', "The crowd cheered."),
        ("The crowd cheered.", '"We won," she said.'),
        ("The crowd cheered.", "“We won,” she said."),
        ("Was it over?", "Nobody knew."),
        ("What a night!", "Fans danced."),
        ("Growth slowed in the EU.", "Investors fled."),
        ("Elle est partie.", "Économistes et banquiers restent."),
        ("He was born in Graz.", "A year later they moved."),
        ("The shop shut.", "Mr. Adler wept."),
        ("Nothing is known yet.", "IBM fell too."),
        ("It ended at 5 p.m.", "He went home."),
    ],
)
def test_stops_where_the_blank_is_lost(first, second):
    assert cut(first + second) == [first, second]


@pytest.mark.parametrize(
    "sentence",
    [
        "The U.S.Army and the U.S.Senate met.",
        "It rose 3.5 percent in Node.js and ASP.NET.",
        "See www.Example.Com or news.Example.Org for more.",
        "Write to Anna.Berg@example.com today.",
        "Look at https://example.com/a.Page.Name now.",
        "Open Readme.Txt and Report.Pdf first.",
        "St.Petersburg and Mt.Everest are far.",
        "J.Smith and J.R.R.Tolkien wrote.",
        "Dr.Adler met Lt.Gov.Berg there.",
        "1.Revenue rose by a tenth",
        "Two Ph.Ds work for Yahoo!Finance here.",
        "The singer Will.I.Am performed.",
        'He said "...Velmar is done" twice.',
        "The index (.VELX) slid.",
        "Historian Dr. Ya.Ganbold spoke.",
        "Read it at Example.Com, Velmar.Net and Overmar.Com today.",
    ],
)
def test_does_not_stop_inside_one_word(sentence):
    assert cut(sentence) == [sentence]


@few_or_all_examples(25, 100)
def test_sentences_still_follow_each_other(examples):
    @settings(max_examples=examples)
    @given(st.text(st.sampled_from(list("aB. ?!\"'”“’()\né…。U.SThe5")), max_size=60))
    def holds(text):
        reached = 0
        for row in sentences(texts(text)).to_dicts():
            assert text[reached : row["start_char"]].strip() == ""
            assert row["start_char"] < row["end_char"]
            cut_out = text.encode()[row["start_byte"] : row["end_byte"]].decode()
            assert cut_out == text[row["start_char"] : row["end_char"]]
            reached = row["end_char"]
        assert text[reached:].strip() == ""

    holds()
