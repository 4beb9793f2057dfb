"""A batch is read in parts, and nobody can tell by the facts."""

from contextlib import closing

import polars as pl
import pytest

from flows import ingest as steps
from tests.builders import articles, ingest, write_article
from transforms.extract import extract
from transforms.parts import expected_bytes, in_the_whole_text, parts
from warehouse.checks import run_checks
from warehouse.lake import Lake
from warehouse.tables import FACT_TABLES


@pytest.fixture
def a_byte_each(monkeypatch):
    """Texts take as many bytes as they have."""
    monkeypatch.setattr("transforms.parts.expected_bytes", lambda texts: texts.str.len_bytes().cast(int).fill_null(0))


def bodies(found):
    return [part.articles["body"].to_list() for part in found]


@pytest.mark.usefixtures("a_byte_each")
def test_articles_are_gathered_as_long_as_there_is_room():
    found = list(parts(articles("a" * 40, "b" * 40, "c" * 40, "d" * 10), most=100))
    assert bodies(found) == [["a" * 40, "b" * 40], ["c" * 40, "d" * 10]]
    assert [part.first_row for part in found] == [0, 2]


@pytest.mark.usefixtures("a_byte_each")
def test_a_batch_with_room_is_one_part():
    assert bodies(parts(articles("It cost $5.", "Rents rose."), most=1000)) == [["It cost $5.", "Rents rose."]]


@pytest.mark.usefixtures("a_byte_each")
@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("It ran. It sat.\n\nIt fell.\nIt is up", ["It ran. It sat.\n\n", "It fell.\nIt is up"]),
        ("The dog ran. The dog sat.", ["The dog ran. ", "The dog sat."]),
        ("Dogs ran home to Mr. Lee who sat", ["Dogs ran home to ", "Mr. Lee who sat"]),
        ('"The dog ran." "It sat too"', ['"The dog ran." ', '"It sat too"']),
        ("it ran\nit sat\nit fell\n", ["it ran\nit sat\n", "it fell\n"]),
        ("it ran and it sat down", ["it ran and it sat ", "down"]),
        ("x" * 50, ["x" * 20, "x" * 20, "x" * 10]),
        ("é" * 20, ["é" * 10, "é" * 10]),
    ],
)
def test_a_long_text_is_cut_behind_a_paragraph_a_sentence_a_line_or_a_word(text, pieces):
    assert bodies(parts(articles(text), most=20)) == [[piece] for piece in pieces]


@pytest.mark.usefixtures("a_byte_each")
def test_the_title_is_read_with_the_first_piece_and_each_piece_knows_where_it_begins():
    found = list(parts(articles("it ran\nit sat\nit fell\n", title="Oslo"), most=20))
    assert [(part.articles["title"].item(), part.first_row, part.starts) for part in found] == [
        ("Oslo", 0, {"title": 0, "body": 0}),
        (None, 0, {"title": 0, "body": 14}),
    ]


@pytest.mark.usefixtures("a_byte_each")
def test_a_title_that_is_long_itself_is_cut_too():
    found = list(parts(articles("It ran.", title="one two three four five six"), most=20))
    assert [(*part.articles.select("title", "body").row(0), part.starts["title"]) for part in found] == [
        ("one two three four ", None, 0),
        ("five six", None, 19),
        (None, "It ran.", 0),
    ]


def test_figures_and_names_are_expected_to_take_more_than_words():
    plain, figures, names = expected_bytes(pl.Series(["go on, go on", "4 77 2 88 19", "Ann Lee Bo Y"]))
    assert min(figures, names) > 4 * plain


def test_names_without_stops_are_expected_to_take_more_for_each_lists_those_of_its_sentence():
    together, apart = expected_bytes(pl.Series(["Ann Lee, " * 500, "Ann Lee. " * 500]))
    assert together > 1.5 * apart


def test_rows_of_a_piece_are_counted_in_the_whole_text():
    rows = pl.DataFrame(
        {"field": ["title", "body"], "start_char": [1, 1], "same_as_start_char": [None, 4], "sentence_no": [0, 0]},
        schema_overrides={"same_as_start_char": pl.UInt32},
    )
    [moved] = in_the_whole_text({"numeric_facts": rows}, {"title": 0, "body": 100}, {"title": 0, "body": 7}).values()
    assert moved.rows() == [("title", 1, None, 0), ("body", 101, 104, 7)]
    assert moved.schema == rows.schema


PAGE = "\n\n".join(
    f'On {day} May 2024 Zoë Lind of Malmö paid €{number:,} million. "It is {number}%," Zoë Lind said.'
    for number, day in enumerate(range(1, 31), 1000)
)


@pytest.mark.parametrize("most", [160_000, pytest.param(40_000, marks=pytest.mark.slow)])
def test_pieces_give_the_rows_of_the_whole_text(most):
    page = articles(PAGE, title="Oslo pays $3")
    before, tables = {"title": 0, "body": 0}, []
    for part in parts(page, most):
        found = extract(part.articles)
        tables.append(in_the_whole_text(found, part.starts, before))
        before = {field: before[field] + (found["sentences"]["field"] == field).sum() for field in before}
    assert len(tables) > 3
    for name, rows in extract(page).items():
        pieces = pl.concat([found[name] for found in tables])
        # How sure the tagger is of a name hangs on where else in the text it stands.
        assert (name, pieces.drop("score", strict=False).rows()) == (name, rows.drop("score", strict=False).rows())


@pytest.mark.slow
def test_a_lake_does_not_tell_whether_a_text_was_read_in_pieces(tmp_path, monkeypatch):
    write_article(tmp_path / "in", "a.txt", PAGE, " date 2025-03-15 Oslo pays $3")
    ingest(tmp_path / "whole", tmp_path / "in")
    monkeypatch.setattr(steps, "most_at_once", lambda _: 40_000)
    ingest(tmp_path / "pieces", tmp_path / "in")
    with closing(Lake(tmp_path / "pieces").reader()) as reader:
        assert run_checks(reader) == {}
    for name in ("articles", "sentences", *FACT_TABLES, "entities", "entity_aliases"):
        columns = "* EXCLUDE (score)" if name == "entity_mentions" else "*"
        tables = []
        for lake in ("whole", "pieces"):
            with closing(Lake(tmp_path / lake).reader()) as reader:
                tables.append(reader.execute(f"SELECT {columns} FROM {name} ORDER BY ALL").fetchall())
        assert (name, tables[0]) == (name, tables[1])
