"""A batch is read in parts, and nobody can tell by the facts."""

from contextlib import closing

import pytest

from flows import ingest as steps
from tests.builders import articles, ingest, write_article
from transforms.parts import expected_cost, parts
from warehouse.checks import run_checks
from warehouse.lake import Lake


def bodies(found):
    return [part.articles["body"].to_list() for part in found]


def test_articles_are_gathered_as_long_as_there_is_room():
    assert bodies(parts(articles("a" * 40, "b" * 40, "c" * 40, "d" * 10), most=100)) == [
        ["a" * 40, "b" * 40],
        ["c" * 40, "d" * 10],
    ]


def test_a_batch_with_room_is_one_part():
    assert bodies(parts(articles("It cost $5.", "Rents rose."), most=1000)) == [["It cost $5.", "Rents rose."]]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("it ran\nit sat\nit fell\n", ["it ran\nit sat\n", "it fell\n"]),
        ("it ran. it sat. it fell.", ["it ran. it sat. ", "it fell."]),
        ('it ran. "it sat." it fell', ['it ran. "it sat." ', "it fell"]),
        ("it ran and it sat down", ["it ran and it sat ", "down"]),
        ("x" * 50, ["x" * 20, "x" * 20, "x" * 10]),
        ("é" * 20, ["é" * 10, "é" * 10]),
    ],
)
def test_a_long_text_is_cut_behind_a_line_or_a_sentence_or_a_word(text, pieces):
    assert bodies(parts(articles(text), most=20)) == [[piece] for piece in pieces]


def test_the_title_is_read_once_and_each_piece_knows_where_it_begins():
    found = list(parts(articles("it ran\nit sat\nit fell\n", title="Oslo"), most=20))
    assert [(part.articles["title"].item(), part.start_char, part.is_piece) for part in found] == [
        ("Oslo", 0, True),
        (None, 14, True),
    ]


def test_figures_and_names_cost_more_than_prose():
    plain, figures, names = expected_cost(articles("go on, go on", "4 77 2 88 19", "Ann Lee Bo Y")["body"])
    assert plain == 12
    assert min(figures, names) > 4 * plain


def test_a_text_read_in_pieces_has_the_same_facts(tmp_path, monkeypatch):
    lines = "".join(
        f'On {day} May 2024 Zoë Lind of Malmö paid €{number:,} million. "It is {number}%," Zoë Lind said.\n'
        for number, day in enumerate(range(1, 31), 1000)
    )
    write_article(tmp_path / "in", "a.txt", lines, " date 2025-03-15 Oslo pays $3")
    ingest(tmp_path / "whole", tmp_path / "in")
    assert len(list(parts(articles(lines), most=1500))) > 3
    monkeypatch.setattr(steps, "_MOST_AT_ONCE", 1500)
    ingest(tmp_path / "pieces", tmp_path / "in")
    with closing(Lake(tmp_path / "pieces").reader()) as reader:
        assert run_checks(reader) == {}
    for name in ("articles", "sentences", "temporal_mentions", "numeric_facts", "entity_mentions", "quotations",
                 "entities", "entity_aliases"):  # fmt: skip
        tables = []
        for lake in ("whole", "pieces"):
            with closing(Lake(tmp_path / lake).reader()) as reader:
                tables.append(reader.execute(f"SELECT * EXCLUDE (ingested_at) FROM {name} ORDER BY ALL").fetchall())
        assert (name, tables[0]) == (name, tables[1])
