"""Counts by where they went or lead, read as a batch is."""

import pytest


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Vacancies dropped by 63,000 to 736,000.", [(63_000, "vacancy"), (736_000, "vacancy")]),
        ("Net migration fell to 728,000, from 906,000 the year before.", [(728_000, "person"), (906_000, "person")]),
        ("Arrivals climbed to 1.2 million in May from 900,000.", [(1_200_000, "arrival"), (900_000, "arrival")]),
        ("Homicides fell to 41, the mayor said.", [(41, "homicide")]),
        ("Small-boat crossings have passed 30,000 this year.", [(30_000, "crossing")]),
        ("Monthly users reached 400 million in June.", [(400_000_000, "user")]),
        ("An increase in dengue cases to 20,000 is expected.", [(20_000, "case")]),
        ("A rise in Covid-19 cases to 20,000 is expected.", [(20_000, "case")]),
        ("The island will cap cruise passengers at 8,000 a day.", [(8000, "passenger")]),
        ("Two died, leaving the nation's fatalities at 5,226.", [(2, "person"), (5226, "fatality")]),
        ("With today's case, such surgeries total 52.", [(52, "surgery")]),
        ("The striker leads the race for goals with 14.", [(14, "goal")]),
        ("Nurses, some 300 of them from Manila, joined the strike.", [(300, "nurse")]),
        ("Christie needs a stumble or two by his rivals.", [(2, "stumble")]),
        ("He will be back in a week or two.", [(2, "week")]),
    ],
)
def test_what_moves_is_counted(said, words, expected):
    assert said(words) == expected


@pytest.mark.parametrize(
    "words",
    [
        "Prices rose by 5,000 to 219,000.",
        "Sales fell to 41.",
        "The index of shares dropped by 120 to 8,203.",
        "The cost of goals rose to 600.",
    ],
)
def test_prices_and_indexes_count_nothing(said, words):
    assert {unit for _, unit in said(words)} == {None}


def test_what_deaths_rose_by_is_no_toll(facts):
    rows = facts("The number of deaths rose by 12 to 340.")
    assert [(row["value"], row.get("role")) for row in rows] == [(12, None), (340, "killed")]
