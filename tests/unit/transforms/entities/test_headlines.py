import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.transforms.entities.builders import sentences_of, texts
from transforms.entities import entity_mentions
from transforms.entities.headlines import in_sentence_case


def article(title: str, body: str) -> pl.DataFrame:
    both = texts(title, body)
    fields = pl.Series("field", ["title", "body"], dtype=pl.String)
    return both.with_columns(fields, article_no=pl.lit(0, dtype=pl.UInt32))


def read(title: str, body: str = "Nothing else was said.") -> str:
    return in_sentence_case(article(title, body))["text"][0]


@pytest.mark.parametrize(
    ("title", "body", "expected"),
    [
        ("NORVIK TO CLOSE HALDEN PLANT", "Norvik will close its plant in Halden.", "Norvik to close Halden plant"),
        ("Norvik Says Demand May Slide", "Norvik said that demand may slide.", "Norvik says demand may slide"),
        ("Apple Growers Fear Frost", "Growers of apple trees fear frost.", "Apple growers fear frost"),
        ("Why Apple Shares Fell", "Shares of Apple fell.", "Why Apple shares fell"),
        ("NATO AND IMF MEET", "The NATO and the IMF met.", "NATO and IMF meet"),
        ("BANK OF AMERICA WON'T CUT JOBS", "No jobs will go.", "Bank of America won't cut jobs"),
    ],
)
def test_a_headline_is_written_as_its_article_writes_its_words(title, body, expected):
    assert read(title, body) == expected


@pytest.mark.parametrize(
    "line",
    [
        "Norvik said that it would close the plant in Halden",
        "Norvik will close the Halden plant in May.",
        "He met Anna Berg. She left.",
    ],
)
def test_a_sentence_stays_as_it_is(line):
    assert read(line) == line


def test_lines_below_the_first_stay_as_they_are():
    body = "Norvik Says Demand May Slide\nThe Bank Of Halden Says So Too Today\nIt said no more."
    assert in_sentence_case(texts(body))["text"][0].split("\n")[1] == "The Bank Of Halden Says So Too Today"


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(alphabet="AÉßİIi NT'’.-\n", max_size=40), min_size=1, max_size=4))
def test_every_letter_keeps_its_place(lines):
    frame = texts(*lines)
    out = in_sentence_case(frame)["text"]
    assert out.str.len_bytes().to_list() == frame["text"].str.len_bytes().to_list()
    assert out.str.len_chars().to_list() == frame["text"].str.len_chars().to_list()


def test_mentions_of_a_headline_have_the_printed_words():
    frame = article("GOLDMAN SACHS SAYS RATES TO FALL", "Goldman Sachs said that rates will fall.")
    rows = entity_mentions(frame, sentences_of(frame)).filter(pl.col("text_no") == 0)
    assert rows.select("text", "type", "entity_id").rows() == [("GOLDMAN SACHS", "ORG", "org:goldman-sachs")]
