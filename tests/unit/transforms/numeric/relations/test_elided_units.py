"""Units that go without saying, read as a batch is."""

import pytest


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("It raised $90 million, of which 30 million came from pensions.", [(9e7, "USD"), (3e7, "USD")]),
        ("It raised $90 million, of which 30 came from pensions.", [(9e7, "USD"), (30, None)]),
        ("They planted 80 hectares, of which 25 were lost to frost.", [(80, "hectare"), (25, "hectare")]),
        ("The state owes 12 billion baht for trains and another 20 billion.", [(1.2e10, "THB"), (2e10, "THB")]),
        ("They grow 600 hectares of maize and 250 of beans.", [(600, "hectare"), (250, "hectare")]),
        ("Output fell to 45 tonnes from 52 last year.", [(45, "metric ton"), (52, "metric ton")]),
        ("Profit rose to $4.1bn from 3.8bn.", [(4.1e9, "USD"), (3.8e9, "USD")]),
        ("Debt climbed to 63 percent of GDP from 58.", [(63, "percent"), (58, "percent")]),
        ("It hit 40 km away and another 12 died.", [(40, "kilometre"), (12, "person")]),
        (
            "The dose was 3 mg in 12 rats and 1 mg in another 12.",
            [(3, "milligram"), (12, "rat"), (1, "milligram"), (12, None)],
        ),
        ("Sales grew 45 percent from 58 last year.", [(45, "percent"), (58, None)]),
        ("She cycled 60 miles, 12 of them on gravel.", [(60, "mile"), (12, "mile")]),
        ("The pilot had 8,500 hours, 300 of them at night.", [(8500, "hour"), (300, "hour")]),
    ],
)
def test_a_bare_figure_has_the_unit_before_it(said, words, expected):
    assert said(words) == expected


def test_what_a_level_is_compared_with_is_where_it_came_from(facts):
    row = facts("Sales reached 9.2 TWh, against 8.9 in 2022.")[0]
    assert (row["from_value"], row["to_value"]) == (8.9, 9.2)
