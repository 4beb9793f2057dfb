"""Counts of a list that has its noun before the colon, read as a batch is."""

import pytest


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Deaths by country: Malawi, 107; Zambia, 104.", [(107, "death"), (104, "death")]),
        ("Arrests by district: Lund, 12; Malm, 9; Visby, 4.", [(12, "arrest"), (9, "arrest"), (4, "arrest")]),
        ("Seats won: Labour 45, Greens 12, Centre 9.", [(45, "seat"), (12, "seat"), (9, "seat")]),
        ("Cases reported by region: Dodoma (41), Mbeya (22).", [(41, "case"), (22, "case")]),
        ("Injuries per state: Kerala - 14, Goa - 6.", [(14, "injury"), (6, "injury")]),
        ("Number of strikes by country: Chile 12, New Zealand 9.", [(12, "strike"), (9, "strike")]),
        ("Death toll by city: Beira 45, Tete 12.", [(45, "death"), (12, "death")]),
        ("Refugees by country of origin: Sudan, 4,120; Mali, 2,060.", [(4120, "refugee"), (2060, "refugee")]),
    ],
)
def test_the_noun_before_the_colon_is_that_of_all(said, words, expected):
    assert said(words) == expected


@pytest.mark.parametrize(
    "words",
    [
        "Players injured: Jo Berg, 34; Per Lund, 29.",
        "Players by age: Jo Berg, 34; Per Lund, 29.",
        "Three people were hurt: Ann Berg, 34; Jo Lund, 29.",
        "The victims identified: Ann Berg, 34; Jo Lund, 29.",
    ],
)
def test_persons_in_such_a_list_have_ages(facts, words):
    assert [(row["kind"], row["value"]) for row in facts(words)][-2:] == [("age", 34), ("age", 29)]


def test_what_is_measured_is_not_counted(facts):
    assert all(row["kind"] != "count" for row in facts("Temperatures by city: Oslo 12, Bergen 9."))
