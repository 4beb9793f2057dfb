"""Models of others as taggers, with models made of a list of what they find."""

import threading
import time
from collections.abc import Iterator

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import articles
from tests.conftest import few_or_all_examples
from transforms.entities import entity_mentions
from transforms.entities.ner.crf_tagger import SCHEMA
from transforms.entities.ner.model_tagger import Found, ModelTagger
from transforms.extract import extract
from transforms.text.sentences import sentences
from warehouse.layout import filled
from warehouse.tables import TABLES

MOST_CHARS = 1_000


def frame(*texts: str, language: str | None = "en") -> pl.DataFrame:
    columns = {"text": list(texts), "language": [language] * len(texts), "article_no": range(len(texts))}
    schema = {"text": pl.String, "language": pl.String, "article_no": pl.UInt32}
    return (
        pl.DataFrame(columns, schema_overrides=schema)
        .with_row_index("text_no")
        .with_columns(published_on=pl.lit(None, pl.Date))
    )


def finds(*found: list[Found], most_chars: int = MOST_CHARS, language: str | None = None) -> ModelTagger:
    """A tagger that says the same whatever it reads."""
    return ModelTagger("test:model", lambda _: found, most_chars, language)


def words_of(tagger: ModelTagger, texts: pl.DataFrame) -> list[str]:
    return tagger.tag(texts, sentences(texts))["text"].to_list()


def capitalised(texts: list[str]) -> Iterator[list[Found]]:
    """Finds every capital letter, as an organisation."""
    for text in texts:
        yield [(at, at + 1, "ORG", None) for at, letter in enumerate(text) if letter.isupper()]


def test_a_models_names_become_mentions() -> None:
    texts = frame("Ça va, Zoé Li?", "2 May in Rome. He saw Oslo.")
    tagger = finds([(7, 13, "PERSON", 0.5)], [(0, 5, "DATE", 1.0), (9, 13, "GPE", None), (22, 26, "loc", 0.75)])
    mentions = tagger.tag(texts, sentences(texts))
    assert dict(mentions.schema) == SCHEMA
    assert mentions.select("text_no", "text", "type", "start_byte", "sentence_no", "score", "method").rows() == [
        (0, "Zoé Li", "PER", 8, 0, 0.5, "test:model"),
        (1, "Rome", "LOC", 9, 0, None, "test:model"),
        (1, "Oslo", "LOC", 22, 1, 0.75, "test:model"),
    ]


def test_of_names_inside_each_other_the_longest_stays() -> None:
    tagger = finds([(0, 15, "ORG", None), (8, 15, "LOC", None)])
    assert words_of(tagger, frame("Bank of England")) == ["Bank of England"]


@pytest.mark.parametrize("texts", [[], ["nothing"]])
def test_a_model_that_finds_nothing_gives_an_empty_frame(texts: list[str]) -> None:
    read = frame(*texts)
    empty = finds(*([] for _ in texts)).tag(read, sentences(read))
    assert empty.is_empty()
    assert dict(empty.schema) == SCHEMA


@pytest.mark.parametrize(
    "name",
    [
        (-4, 3, "PER", None),
        (3, 12, "PER", None),
        (0, 10**30, "PER", None),
        (3, 0, "PER", None),
        (2, 2, "PER", None),
        (0.0, 3.0, "PER", None),
        (None, 3, "PER", None),
        (0, float("nan"), "PER", None),
        (3, 4, "PER", None),
        (0, 3, None, None),
        (0, 3, "TIME", None),
    ],
)
def test_a_name_at_no_place_or_of_no_type_is_left_out(name: Found) -> None:
    assert words_of(finds([name, (4, 7, "PER", None)]), frame("Ann Bob")) == ["Bob"]


def test_a_page_is_no_name() -> None:
    assert words_of(finds([(0, 500, "ORG", None)]), frame("Ab " * 300)) == []


def test_white_space_around_a_name_is_no_part_of_it() -> None:
    texts = frame("He saw \n Zoë\u00a0 there.")
    mentions = finds([(6, 14, "PER", None)]).tag(texts, sentences(texts))
    assert mentions.select("text", "start_char", "end_char", "start_byte", "end_byte").rows() == [("Zoë", 9, 12, 9, 13)]


@pytest.mark.parametrize(
    ("score", "kept"),
    [
        (float("nan"), None),
        (float("inf"), None),
        ("high", None),
        (10**400, None),
        (1.5, 1.0),
        (-1, 0.0),
        (np.float32(0.25), 0.25),
    ],
)
def test_a_score_is_a_share_or_nothing(score: float, kept: float | None) -> None:
    texts = frame("Ann")
    assert finds([(0, 3, "PER", score)]).tag(texts, sentences(texts))["score"].to_list() == [kept]


@pytest.mark.parametrize(
    ("text", "passages"),
    [
        ("One two. Four.", ["One two. Four."]),
        ("One two three. Four five six. Seven.", ["One two three. ", "Four five six. ", "Seven."]),
        ("one two three four five six seven", ["one two three four ", "five six seven"]),
        ("é" * 25, ["é" * 20, "é" * 5]),
        ("Oh. " + "x" * 30, ["Oh. ", "x" * 20, "x" * 10]),
    ],
)
def test_long_texts_are_read_in_passages_that_end_with_a_sentence_or_word(text: str, passages: list[str]) -> None:
    seen: list[str] = []

    def read(texts: list[str]) -> list[list[Found]]:
        seen.extend(texts)
        return [[(len(text) - 3, len(text), "ORG", None)] for text in texts]

    texts = frame("Été 🙂", text)
    mentions = ModelTagger("m", read, 20).tag(texts, sentences(texts)).filter(text_no=1)
    assert seen == ["Été 🙂", *passages]
    places = mentions.select("start_char", "end_char", "start_byte", "end_byte", "text")
    for start, end, start_byte, end_byte, words in places.rows():
        assert text[start:end] == text.encode()[start_byte:end_byte].decode() == words
    assert len(mentions) == len(passages)


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("In " + "(" * 201 + " Oslo", "In " + " " * 201 + " Oslo"),
        ("In " + "x" * 200 + " Oslo", "In " + "x" * 200 + " Oslo"),
        ("\U0001f642a" * 150 + "\nOslo", " " * 300 + "\nOslo"),
        ("挪威首都" * 100, "挪威首都" * 100),
    ],
)
def test_what_has_no_white_space_is_blank_to_a_model_but_in_scripts_without_blanks(text: str, given: str) -> None:
    seen: list[str] = []

    def read(texts: list[str]) -> list[list[Found]]:
        seen.extend(texts)
        return [[(len(text) - 4, len(text), "LOC", None)] for text in texts]

    assert words_of(ModelTagger("m", read, MOST_CHARS), frame(text)) == [text[-4:]]
    assert seen == [given]


@pytest.mark.parametrize(
    ("model", "text", "is_read"),
    [("de", "de", True), ("de", "en", False), ("de", None, True), (None, "fi", True)],
)
def test_a_model_of_one_language_passes_over_texts_in_another(
    model: str | None, text: str | None, is_read: bool
) -> None:
    seen: list[str] = []

    def read(texts: list[str]) -> list[list[Found]]:
        seen.extend(texts)
        return [[] for _ in texts]

    texts = frame("Ein Text", language=text)
    ModelTagger("m", read, MOST_CHARS, model).tag(texts, sentences(texts))
    assert bool(seen) == is_read


def test_a_model_is_never_read_by_two_threads_at_once() -> None:
    inside = threading.Semaphore(1)
    met: list[bool] = []

    def read(texts: list[str]) -> Iterator[list[Found]]:
        for text in texts:
            alone = inside.acquire(blocking=False)
            met.append(not alone)
            time.sleep(0.0005)
            if alone:
                inside.release()
            yield [(0, len(text), "ORG", None)]

    rows = articles(*["Quillon"] * 40)
    threads = [
        threading.Thread(target=extract, args=(rows, None, tagger)) for tagger in [ModelTagger("m", read, 9)] * 2
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert met == [False] * 80


def test_the_table_still_knows_what_the_model_does_not_find() -> None:
    texts = frame("Olena Kovalenko left Berlin.")
    rows = entity_mentions(texts, sentences(texts), finds([(0, 15, "PERSON", 0.9)]))
    assert rows.select("text", "type", "method", "rule", "score").rows() == [
        ("Olena Kovalenko", "PER", "test:model", "test:model", 0.9),
        ("Berlin", "LOC", "gazetteer", "gazetteer", None),
    ]
    assert rows["entity_id"].str.starts_with("per:").to_list() == [True, False]


def test_the_tables_type_counts_for_the_models_words() -> None:
    texts = frame("He left Kyiv.")
    rows = entity_mentions(texts, sentences(texts), finds([(8, 12, "ORG", 0.9)]))
    assert rows.select("text", "type", "method").rows() == [("Kyiv", "LOC", "test:model")]


def test_the_models_name_reaches_the_table() -> None:
    rows = articles("Olena Kovalenko spoke.").with_columns(is_current=True, is_copy=False)
    facts = filled(extract(rows, None, finds([(0, 15, "PER", None)])), rows)
    assert facts["entity_mentions"]["method"].to_list() == ["test:model"]
    assert TABLES["entity_mentions"].is_valid(facts["entity_mentions"])


def test_rows_are_the_same_in_whatever_parts_articles_are_read() -> None:
    rows = articles(*(f"Øuillon {number} met. Ånd É" for number in range(400)))
    tagger = ModelTagger("m", capitalised, MOST_CHARS)
    whole, *parts = (extract(part, None, tagger) for part in (rows, rows.head(130), rows.slice(130)))
    assert whole["entity_mentions"].height > 1000
    assert all(whole[name].equals(pl.concat(part[name] for part in parts)) for name in whole)


PLACE = st.integers(-5, 70) | st.sampled_from([None, 2**40, -(2**70), 3.5, float("nan")])
LABEL = st.sampled_from(["PER", "person", "ORG", "GPE", "MISC", "DATE", "", None])
SCORE = st.none() | st.floats() | st.text(max_size=2)
NAMES = st.lists(st.tuples(PLACE, PLACE, LABEL, SCORE), max_size=12)
BODY = st.text(alphabet="aAbBé.,-'&1 \n\u00a0\u200b()Mr🙂U.S", max_size=60)


@few_or_all_examples(4, 20)
def test_whatever_a_model_says_rows_keep_their_contract(examples: int) -> None:
    @settings(max_examples=examples, deadline=None)
    @given(st.lists(st.tuples(BODY, NAMES), min_size=1, max_size=9))
    def holds(said: list[tuple[str, list[Found]]]) -> None:
        bodies = [body for body, _ in said]

        def read(texts: list[str]) -> list[list[Found]]:
            return [dict(said).get(text, []) for text in texts]

        given_articles = articles(*bodies).with_columns(is_current=True, is_copy=False)
        facts = filled(extract(given_articles, None, ModelTagger("m", read, MOST_CHARS)), given_articles)
        rows = facts["entity_mentions"]
        assert TABLES["entity_mentions"].is_valid(rows)
        for article, start, end, text in rows.select("article_id", "start_char", "end_char", "text").rows():
            assert bodies[int(article[1:])][start:end] == text
        known = facts["sentences"].select("article_id", "field", "sentence_no")
        assert rows.join(known, on=["article_id", "field", "sentence_no"], how="anti").is_empty()

    holds()
