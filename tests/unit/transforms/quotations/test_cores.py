import polars as pl
import pytest

from transforms.quotations.cores import CLOSES, OPENS, cores

COMMA, COLON, GENITIVE, NOTHING = ord(","), ord(":"), ord("g"), 0


@pytest.mark.parametrize(
    ("piece", "core", "lead", "tail", "genitive", "stop"),
    [
        ("told", "told", 0, 0, NOTHING, NOTHING),
        ("told,", "told", 0, 1, NOTHING, COMMA),
        ("told.", "told", 0, 1, NOTHING, NOTHING),
        ("told...", "told", 0, 3, NOTHING, NOTHING),
        ("(Sen.", "Sen", 1, 1, NOTHING, NOTHING),
        ("“Kovalenko’s:", "Kovalenko", 3, 5, GENITIVE, COLON),
        ("(D-Tex.),", "D-Tex", 1, 3, NOTHING, COMMA),
        # An initial keeps its full stop.
        ("J.", "J", 0, 0, NOTHING, NOTHING),
        ("--", "", 2, 0, NOTHING, NOTHING),
        ("said" * 30 + ",", "x", 0, 0, NOTHING, NOTHING),
    ],
)
def test_a_word_loses_the_punctuation_around_it(piece, core, lead, tail, genitive, stop):
    columns = ("core", "lead", "tail", "genitive", "stop")
    assert cores(pl.Series([piece])).select(columns).row(0) == (core, lead, tail, genitive, stop)


def test_words_and_what_has_more_marks_stay_in_their_order():
    assert cores(pl.Series(["(a)", "said", "“b”", "Hale,", "c"]))["core"].to_list() == ["a", "said", "b", "Hale", "c"]


def test_brackets_and_figures_and_parts_are_told():
    found = cores(pl.Series(["(x", "y),", "$5", "yes—said", "and/or", "D-Ohio"]))
    assert found["brackets"].to_list() == [OPENS, CLOSES, 0, 0, 0, 0]
    assert found["is_figure"].to_list() == [False, False, True, False, False, False]
    assert found["is_parted"].to_list() == [False, False, False, True, False, False]
    assert found["has_parts"].to_list() == [False, False, False, True, True, False]
    assert found["is_party"].to_list() == [False, False, False, False, False, True]
