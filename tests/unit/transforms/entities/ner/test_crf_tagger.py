"""Names in articles."""

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transforms.entities.ner.crf_tagger import SCHEMA, tag_names
from transforms.text import pretokens
from transforms.text.sentences import sentences


def articles(*texts: str, **nearby: list[object]) -> pl.DataFrame:
    frame = pl.DataFrame({"text": list(texts)} | nearby, schema_overrides={"text": pl.String})
    return frame.with_row_index("text_no")


def tag(*texts: str, **nearby: list[object]) -> pl.DataFrame:
    frame = articles(*texts, **nearby)
    return tag_names(frame, sentences(frame))


def names(*texts: str, **nearby: list[object]) -> list[tuple[str, str]]:
    return list(tag(*texts, **nearby).select("text", "type").iter_rows())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("President Vladimir Putin arrived in Moscow on Monday.", [("Vladimir Putin", "PER"), ("Moscow", "LOC")]),
        ("The World Bank said in Washington it would help.", [("World Bank", "ORG"), ("Washington", "LOC")]),
        ("Ukrainian troops left the town, he said.", [("Ukrainian", "MISC")]),
        ("Nothing has a name here, he said.", []),
    ],
)
def test_finds_names_and_their_types(text: str, expected: list[tuple[str, str]]) -> None:
    assert names(text) == expected


def test_gives_the_columns_of_a_mention_in_reading_order() -> None:
    found = tag("In São Paulo it rained. Later Angela Merkel left Berlin.", "He is in Paris.")
    assert dict(found.schema) == SCHEMA
    assert found.select("text_no", "start_char", "start_byte", "sentence_no").rows() == [
        (0, 3, 3, 0),
        (0, 30, 31, 1),
        (0, 49, 50, 1),
        (1, 9, 9, 0),
    ]
    assert found["method"].unique().to_list() == ["tagger"]


def test_title_and_body_of_an_article_are_one_document() -> None:
    title, body = "Shearer", "Alan Shearer scored twice. The fans sang for Shearer, and Alan Shearer waved."
    apart = names(title, body, article_no=[0, 1])
    together = names(title, body, article_no=[0, 0])
    assert together[0] == ("Shearer", "PER")
    assert together[1:] == apart[-3:]


def test_no_text_looks_into_the_one_before_or_behind_it() -> None:
    texts = "Air France said on Monday that it had met Bank of America", "New York Times reporters met in Cape Town"
    both = tag(*texts)
    for number, text in enumerate(texts):
        alone = tag(text)
        assert alone.drop("text_no").equals(both.filter(text_no=number).drop("text_no"))


@pytest.mark.parametrize(("language", "found"), [("en", 1), (None, 1), ("de", 0)])
def test_reads_english_only(language: str | None, found: int) -> None:
    assert len(names("He flew to Berlin today.", language=[language])) == found


def test_text_numbers_stay_when_other_languages_stand_between() -> None:
    assert tag("Er flog nach Berlin.", "He flew to Berlin.", language=["de", "en"])["text_no"].to_list() == [1]


def test_chunks_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [f"President Bush met Tony Blair in London. Blair told Bush {n} things about Iraq." for n in range(40)]
    whole = tag(*texts)
    monkeypatch.setattr(pretokens, "_CHUNK_BYTES", 200)
    assert tag(*texts).equals(whole)


def test_the_order_of_articles_changes_nothing() -> None:
    texts = ["Mr. Blair met Bush in Texas.", "The European Union and Russia agreed.", "Kofi Annan left the U.N."]
    forward, backward = tag(*texts), tag(*reversed(texts))
    turned = backward.with_columns(text_no=(2 - pl.col("text_no")).cast(pl.UInt32)).sort("text_no", "start_char")
    assert turned.equals(forward)


HOSTILE = {
    "all capitals": "PRESIDENT PUTIN MET THE PRIME MINISTER OF INDIA IN NEW DELHI. " * 3,
    "no capitals": "president putin met the prime minister of india in new delhi. " * 3,
    "a list": "Ann Lee, Bob Ray, Carl Orff, Dora Maar\n" * 20,
    "a table": "Arsenal\t2\t0\t1\nLeeds\t1\t1\t1\n" * 20,
    "emoji": "😀😀 Putin 👩‍👩‍👧 in 🇺🇦 Kyiv 😀",
    "no space": "a" * 200_000,
    "capitals without space": "AB" * 100_000,
    "figures": "1" * 100_000,
    "marks": ".,;" * 50_000,
    "names without end": "Ann " * 50_000,
    "control characters": "\x00\x01\x02 Putin \u200b\ufeff Moscow\x1a",
    "combining marks": "\u0301" * 1000 + " Putin",
    "right to left": "قال بوتين في موسكو Putin",
    "blank": " \n\t ",
    "nothing": "",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_no_text_stops_it_and_every_place_is_right(text: str) -> None:
    for start, end, words in tag(text).select("start_char", "end_char", "text").iter_rows():
        assert text[start:end] == words


def test_a_crowd_of_words_without_white_space_holds_no_names() -> None:
    crowd = "Ann-Lee/" * 60
    assert names(f"He met Tony Blair {crowd} in London.") == [("Tony Blair", "PER"), ("London", "LOC")]


def test_white_space_of_any_kind_makes_text_of_a_crowd() -> None:
    text = "President Bush met Tony Blair in London. " * 15
    assert names(text.replace(" ", "\u00a0")) == [(words.replace(" ", "\u00a0"), kind) for words, kind in names(text)]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), max_size=3))
def test_places_cut_the_words_from_any_text(texts: list[str]) -> None:
    for text_no, start, end, first, last, words in (
        tag(*texts).select("text_no", "start_char", "end_char", "start_byte", "end_byte", "text").iter_rows()
    ):
        assert texts[text_no][start:end] == words
        assert texts[text_no].encode()[first:last].decode() == words


def test_no_texts_give_no_names() -> None:
    assert tag().is_empty()
