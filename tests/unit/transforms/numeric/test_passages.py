"""Stretches of text around numbers are read once and copied to every place where they occur."""

import polars as pl

from tests.builders import texts
from transforms.numeric.passages import AFTER, BEFORE, passages, put_back
from transforms.text import spans

RESTATED = "The lender gave 40 billion euros ($43.5 billion) to the fund."


def found_in(*strings: str) -> tuple[pl.DataFrame, pl.DataFrame]:
    frame = texts(*strings)
    return frame, spans.find(frame, "[0-9]+")


def test_offsets_of_the_fact_that_is_restated_count_in_the_text_too(many_facts):
    lead = "Nobody knew it yet. " * 10
    found = many_facts([RESTATED, lead + RESTATED, "No number here.", "On. " + RESTATED])
    first, second = (RESTATED.index(words) for words in ("40", "$"))
    assert [(fact["text_no"], fact["start_char"], fact.get("same_as_start_char")) for fact in found] == [
        (0, first, None),
        (0, second, first),
        (1, 200 + first, None),
        (1, 200 + second, 200 + first),
        (3, 4 + first, None),
        (3, 4 + second, 4 + first),
    ]


def test_put_back_moves_every_offset_to_each_place_of_its_passage():
    facts = pl.DataFrame(
        {
            "text_no": [0, 0],
            "number_no": [1, 0],
            "start_char": [9, 3],
            "end_char": [12, 5],
            "same_as_start_char": [3, None],
        }
    )
    places = pl.DataFrame({"passage_no": [0, 0], "text_no": [4, 7], "at_char": [0, 100]})
    assert put_back(facts, places).select("text_no", "start_char", "end_char", "same_as_start_char").rows() == [
        (4, 3, 5, None),
        (4, 9, 12, 3),
        (7, 103, 105, None),
        (7, 109, 112, 103),
    ]


def test_numbers_further_apart_than_two_contexts_are_two_passages():
    gap = BEFORE + AFTER
    frame, found = found_in("1" + "-" * gap + "2", "1" + "-" * (gap + 1) + "2")
    _, _, places = passages(frame, found)
    assert places["text_no"].to_list() == [0, 1, 1]


def test_equal_stretches_are_one_passage():
    frame, found = found_in("It cost 5 dollars.", "It cost 6 dollars.", "It cost 5 dollars.")
    distinct, mentions, places = passages(frame, found)
    assert distinct["text"].to_list() == ["It cost 5 dollars.", "It cost 6 dollars."]
    assert mentions.height == 2
    assert places["passage_no"].to_list() == [0, 1, 0]
