from datetime import date

import polars as pl
import pytest

from tests.unit.transforms.quotations.builders import NO_DAYS, read

pytestmark = pytest.mark.usefixtures("read_together")

REPORTED = [
    ("Tom Hale said that the plan was dead.", "the plan was dead", "Tom Hale", "said"),
    ("Tom Hale said the plan was dead.", "the plan was dead", "Tom Hale", "said"),
    ("Tom Hale denied taking money.", "taking money", "Tom Hale", "denied"),
    ("Tom Hale vowed to rebuild the mill.", "to rebuild the mill", "Tom Hale", "vowed"),
    ("Tom Hale told reporters that the plan was dead.", "the plan was dead", "Tom Hale", "told"),
    ("Tom Hale told them he was ready.", "he was ready", "Tom Hale", "told"),
    ("Tom Hale asked whether the mill would close.", "whether the mill would close", "Tom Hale", "asked"),
    ("The mill will close, Tom Hale said.", "The mill will close", "Tom Hale", "said"),
    ("The mill will close, said Tom Hale.", "The mill will close", "Tom Hale", "said"),
    ("According to Tom Hale, the mill will close.", "the mill will close", "Tom Hale", "according to"),
    ("The mill will close, according to Tom Hale.", "The mill will close", "Tom Hale", "according to"),
    ("Tom Hale warned in a letter that the mill would close.", "the mill would close", "Tom Hale", "warned"),
    ("The mayor, Mara Lind, added that it rained.", "it rained", "Mara Lind", "added"),
    ('Tom Hale said the plan was "a joke" for all.', 'the plan was "a joke" for all', "Tom Hale", "said"),
]


@pytest.mark.parametrize(("body", "clause", "who", "verb"), REPORTED)
def test_a_reported_clause_is_an_indirect_quotation(body, clause, who, verb):
    rows = read(body).filter(kind="indirect").select("text", "speaker_text", "verb").rows()
    assert rows == [(clause, who, verb)]


SILENT = [
    "Tom Hale did not say that the plan was dead.",
    "Tom Hale declined to say whether the mill would close.",
    "Tom Hale announced a new tariff.",
    "The claims that Norland made were false.",
    "A Quillon report that came late was read.",
    "Tom Hale was told that the mill would close.",
    "Tom Hale hopes that it rains.",
    'Tom Hale said: "We pay."',
]


@pytest.mark.parametrize("body", SILENT)
def test_what_is_not_said_is_no_report(body):
    assert read(body).filter(kind="indirect").is_empty()


def test_a_clause_stands_where_its_offsets_say():
    body = (
        "Ünd — said Tom Hale. “Né,” he said — that the plan — “a joke” — was dead. Tom Hale said that it — “is” — dead."
    )
    for start, end, words in read(body).select("start_char", "end_char", "text").rows():
        assert body[start:end] == words


DAYS = [
    ('Tom Hale said on Monday: "We pay."', True),
    ("Tom Hale said Monday that the plan was dead.", True),
    ('On Monday, Tom Hale said: "We pay."', True),
    ('On Monday the mayor said: "We pay."', True),
    ('"We pay," said Tom Hale on Monday.', True),
    ('"We pay," Tom Hale told reporters in Norland on Monday.', True),
    ('Tom Hale on Monday said: "We pay."', True),
    ("Tom Hale said in a statement on Monday that the plan was dead.", True),
    ("Tom Hale said the talks on Monday were dead.", False),
    ('Tom Hale condemned Monday\'s vote as "a joke".', False),
    ('Tom Hale said: "We pay on Monday."', False),
    ('Tom Hale spoke. "We pay," he said.', False),
]


@pytest.mark.parametrize(("body", "told"), DAYS)
def test_a_day_of_the_clause_is_when_it_was_said(body, told):
    at = body.find("Monday")
    day = date(2026, 3, 9)
    days = pl.DataFrame(
        {
            "text_no": [0],
            "start_byte": [max(at, 0)],
            "end_byte": [max(at, 0) + 6],
            "timex_type": ["DATE"],
            "granularity": ["day"],
        }
        | {"first_day": [day], "last_day": [day]},
        schema_overrides=dict.fromkeys(["text_no", "start_byte", "end_byte"], pl.UInt32),
    )
    found = read(body, days=days.head(at >= 0))
    assert set(found["said_on"]) == ({day} if told else {None})


def test_a_reported_clause_ends_with_its_sentence_whatever_stands_behind_it():
    body = "Tom Hale said that the ferry was late. The harbour was quiet. Nobody came on Friday."
    assert read(body).select("text", "kind").rows() == [("the ferry was late", "indirect")]


def test_a_day_that_the_next_sentence_opens_with_is_not_the_last_word_of_this_one():
    body = "The ferry will be late again in the autumn, Tom Hale said. Friday was quiet."
    at = body.index("Friday")
    day = {"text_no": [0], "start_byte": [at], "end_byte": [at + 6], "timex_type": ["DATE"], "granularity": ["day"]}
    days = pl.DataFrame(day, schema=NO_DAYS.drop("first_day", "last_day").schema).with_columns(
        first_day=pl.date(2025, 3, 14), last_day=pl.date(2025, 3, 14)
    )
    assert read(body, days=days)["speaker_text"].to_list() == ["Tom Hale"]


def test_a_page_without_stops_is_no_clause():
    page = "the port was said to have been open when traders came back and " * 60
    rows = read(f"Tom Hale said that {page}it rained.").filter(kind="indirect")
    assert rows["text"].str.len_bytes().max() in (None, *range(2001))
