"""Bare figures of persons, by a few words on one side."""

import pytest


@pytest.mark.parametrize(
    "words",
    [
        "These two have known each other since school.",
        "The friends said the bond between the two of them was strong.",
        "The four of us went home.",
        "All three were charged with theft.",
        "The other two denied it.",
        "The two are vying for the seat.",
        "The two were sentenced to death.",
        "The three met again in Oslo.",
        "The group hired 40 in May.",
        "The mill employs 2,300.",
        "Some 2.4m were vaccinated.",
        "The bank laid off 300 last week.",
        "The plant infected 4,000 across the land.",
        "The group expects 5,000 to attend.",
        "All 150 aboard survived.",
        "Three of those arrested were students.",
        "Some 4,000 are sheltering in schools.",
        "The strike hit trains, stranding 13,000.",
        "Approximately 5,000 of them settled in Jammu.",
        "The two got into an argument.",
    ],
)
def test_a_bare_figure_is_of_persons(said, words):
    [(_, unit)] = said(words)
    assert unit == "person"


@pytest.mark.parametrize(
    "words",
    [
        "He drew thousands to rallies in Lund.",
        "She has the support of millions.",
        "Millions in the country rely on it.",
        "The fire left hundreds without homes.",
        "With millions watching on television, she spoke.",
        "He is one of the thousands who now live here.",
        "He told the hundreds waiting outside that talks went on.",
        "It was the moment thousands in the arena were waiting for.",
    ],
)
def test_hundreds_and_more_are_of_persons(said, words):
    [(_, unit)] = said(words)
    assert unit == "person"


@pytest.mark.parametrize(
    "words",
    [
        "The two differ.",
        "He compared the two.",
        "The two are linked by a road.",
        "The three were sold.",
        "The two were described as rare.",
        "It spent millions on ads.",
        "She left millions to the church.",
        "The sale attracted thousands in bids.",
        "They invested millions in a squad that still loses.",
        "The storm left thousands in the dark.",
    ],
)
def test_a_figure_of_nobody_knows_what_has_no_unit(said, words):
    [(_, unit)] = said(words)
    assert unit is None


def test_a_few_of_things_counted_before_are_those_things(said):
    assert said("She has two plans. The two of them failed.") == [(2, "plan"), (2, "plan")]
