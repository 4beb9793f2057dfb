import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import few_or_all_examples
from tests.unit.transforms.entities.builders import sentences_of, texts
from transforms.entities import entity_mentions, of_one_type, together
from transforms.entities.span_fusion import without_ranks


def found(*bodies: str, language: str | None = "en") -> pl.DataFrame:
    frame = texts(*bodies, language=language)
    return entity_mentions(frame, sentences_of(frame))


def mention(text: str, start: int, kind: str) -> dict:
    end = start + len(text)
    place = {"text_no": 0, "start_char": start, "end_char": end, "start_byte": start, "end_byte": end}
    return place | {"text": text, "type": kind, "method": "x", "score": None}


def frame(*rows: dict) -> pl.DataFrame:
    numbers = dict.fromkeys(["text_no", "start_char", "end_char", "start_byte", "end_byte"], pl.UInt32)
    return pl.DataFrame(
        list(rows), schema=numbers | dict.fromkeys(["text", "type", "method"], pl.String) | {"score": pl.Float64}
    )


SENTENCE = "Russian forces near Sudzha met Ukrainian troops, Vladimir Putin said. Putin spoke in Moscow."


def test_what_a_person_has_is_no_firm():
    rows = found("Police shot Ann McDonald in 2014. McDonald's family sued.", "McDonald's raised prices.")
    assert rows.filter(pl.col("text_no") == 0).select("text", "type").rows() == [
        ("Ann McDonald", "PER"),
        ("McDonald", "PER"),
    ]
    assert rows.filter(pl.col("text_no") == 1).select("text", "entity_id").rows() == [("McDonald's", "org:mcdonalds")]


def test_names_of_an_article_are_joined_and_tied_to_countries():
    rows = found(SENTENCE)
    assert dict(rows.select("text", "entity_id").rows()) == {
        "Russian": "country:RU",
        "Sudzha": "city:sudzha-ru",
        "Ukrainian": "country:UA",
        "Vladimir Putin": "person:vladimir-putin",
        "Putin": "person:vladimir-putin",
        "Moscow": "city:moscow-ru",
    }


def test_words_of_a_mention_stand_at_its_offsets():
    rows = found("Élan: " + SENTENCE)
    text = "Élan: " + SENTENCE
    assert all(text[start:end] == words for start, end, words in rows.select("start_char", "end_char", "text").rows())


def test_another_language_gets_only_names_of_the_table():
    rows = found("Vladimir Putin trifft Olena Kovalenko in Berlin.", language="de")
    assert rows["method"].unique().to_list() == ["gazetteer"]
    assert "Olena Kovalenko" not in rows["text"].to_list()


def test_the_longer_of_two_names_stays():
    rows = together(frame(mention("War", 10, "MISC")), frame(mention("World War II", 4, "MISC")))
    assert rows["text"].to_list() == ["World War II"]


def test_a_name_inside_a_longer_one_is_left_out():
    rows = together(frame(mention("Kyiv Post", 4, "ORG")), frame(mention("Kyiv", 4, "LOC")))
    assert rows["text"].to_list() == ["Kyiv Post"]


def test_the_tables_type_counts():
    rows = together(frame(mention("Kyiv", 4, "ORG")), frame(mention("Kyiv", 4, "LOC")))
    assert rows["type"].to_list() == ["LOC"]


def test_the_end_of_a_persons_name_stays_a_person():
    tagged = frame(mention("Ada Jordan", 0, "PER"), mention("Jordan", 20, "PER"))
    assert together(tagged, frame(mention("Jordan", 20, "LOC")))["type"].to_list() == ["PER", "PER"]


def test_words_keep_one_type_in_an_article():
    rows = frame(*(mention("Quillon", 10 * n, "ORG") for n in range(3)), mention("Quillon", 40, "LOC"))
    assert of_one_type(rows, texts("Quillon")).get_column("type").to_list() == ["ORG"] * 4


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "1" * 5000,
        "12.5 " * 1000,
        "U.S. " * 1000,
        "ALL CAPS AND NO END " * 100,
        "no names here",
        "\x01\x02 🙂🙂",
        "(" * 3000,
    ],
)
def test_any_text_is_read(text):
    rows = found(text)
    assert rows.filter(pl.col("end_char") <= pl.col("start_char")).is_empty()


@few_or_all_examples(10, 40)
def test_mentions_never_overlap(examples):
    @settings(max_examples=examples, deadline=None)
    @given(st.lists(st.text(alphabet="aAbB. ,\"'()UNEéß\n", max_size=60), max_size=3))
    def holds(bodies):
        rows = found(*bodies).sort("text_no", "start_char")
        previous = pl.col("end_char").shift(1).over("text_no")
        assert rows.filter(pl.col("start_char") < previous).is_empty()

    holds()


def test_the_order_of_articles_does_not_matter():
    one, two = SENTENCE, "Olena Kovalenko of Quillon Steel Works met Kovalenko. Quillon rose."
    columns = ["start_char", "text", "type", "entity_id", "relation"]
    forward, backward = found(one, two), found(two, one)
    assert (
        forward.filter(pl.col("text_no") == 0)
        .select(columns)
        .equals(backward.filter(pl.col("text_no") == 1).select(columns))
    )


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("General Ratko Mladic", ("Ratko Mladic", "PER")),
        ("General Houghton", ("Houghton", "PER")),
        ("Major General Houghton", ("Houghton", "PER")),
        ("General Motors", ("General Motors", "ORG")),
        ("General Assembly", ("General Assembly", "ORG")),
    ],
)
def test_a_general_is_no_organisation_if_he_is_somebody(words: str, expected: tuple[str, str]) -> None:
    text = f"{words} and Nick Houghton"
    names = [(0, len(words), words, "ORG"), (len(words) + 5, len(text), "Nick Houghton", "PER")]
    frame = pl.DataFrame(names, schema=["start_char", "end_char", "text", "type"], orient="row").with_columns(
        pl.col("start_char", "end_char").cast(pl.UInt32), text_no=pl.lit(0, pl.UInt32)
    )
    found = without_ranks(frame.with_columns(start_byte="start_char", end_byte="end_char"))
    first, kind = expected
    begins = len(words) - len(first)
    assert found.select("text", "type", "start_char", "start_byte", "end_char").row(0) == (
        first,
        kind,
        begins,
        begins,
        len(words),
    )


@pytest.mark.parametrize(
    ("land", "begun"),
    [("Jammu and Kashmir", "Kashmir Cricket Association"), ("Trinidad and Tobago", "Tobago Football Federation")],
)
def test_an_organisation_has_both_names_of_its_land(land, begun):
    text = f"He left {land} {begun.split(' ', 1)[1]} early."
    start = text.index(land)
    first = land.split(" ")[0]
    tagged = frame(mention(first, start, "LOC"), mention(begun, text.index(begun), "ORG"))
    both = together(tagged, frame(mention(land, start, "LOC")))
    assert both.select("text", "start_byte").rows() == [(f"{land} {begun.split(' ', 1)[1]}", start)]
