"""Ages told together, read as a batch is."""

import pytest


@pytest.mark.parametrize(
    ("words", "ages"),
    [
        ("Two teenagers, 15 and 17, were arrested.", [15, 17]),
        ("The couple's daughters, 12, 14 and 17, attend the school.", [12, 14, 17]),
        ("The suspects, 22 and 31, are brothers.", [22, 31]),
        ("They were identified as Al-Amin, 35, of Lund and Reagan (16).", [35, 16]),
        ("The dead are Jo Berg, 41, of Malm, and Ann Lund (38).", [41, 38]),
        ("A girl aged four and two men fled.", [4]),
        ("A boy aged nine and three women were hurt.", [9]),
        ("Ina Pawar*, 35, left home.", [35]),
        ("When you turn 18 you may vote.", [18]),
    ],
)
def test_ages_told_together_are_ages(facts, words, ages):
    assert [row["value"] for row in facts(words) if row["kind"] == "age"] == ages


@pytest.mark.parametrize(
    "words",
    [
        "Two teams, 15 and 17, were eliminated.",
        "The rooms, 12 and 14, are empty.",
        "The players, 15 and 17 percent of all, left.",
        "Jo Berg, of Malm, and Ann Lund (38) scored.",
    ],
)
def test_what_is_no_person_has_no_age(facts, words):
    assert not [row for row in facts(words) if row["kind"] == "age"]
