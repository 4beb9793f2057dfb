"""What two numbers share, and what they do not."""

import pytest


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Shares closed at 24,310, 2 percent below the week's high.", [(24310.0, None), (2.0, "percent")]),
        ("The party took 8,150, or 6 per cent, of all ballots.", [(8150.0, None), (6.0, "percent")]),
        ("A town of 31,000, 25 km from the border, was cut off.", [(31000.0, None), (25.0, "kilometre")]),
        ("The count was 415, 12 miles of pipe are gone.", [(415.0, None), (12.0, "mile")]),
        ("It ended at 92, 4 dollars under the bid.", [(92.0, None), (4.0, "USD")]),
        ("The gauge fell to 6,120, $3 below.", [(6120.0, None), (3.0, "USD")]),
        ("The rate was 3.87, 5 basis points lower.", [(3.87, None), (5.0, "basis point")]),
        ("The brothers, 41 and 38, 6 years apart, sing.", [(41.0, None), (38.0, None), (6.0, "year")]),
        ("It closed at 4,120 and 3 percent up.", [(4120.0, None), (3.0, "percent")]),
        ("He bought 12, or 4 percent, of them.", [(12.0, None), (4.0, "percent")]),
    ],
)
def test_a_number_takes_no_unit_of_the_next_across_a_comma(said, words, expected):
    assert said(words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Ropes of 8, 10 and 12 metres.", [(8.0, "metre"), (10.0, "metre"), (12.0, "metre")]),
        ("Ropes of 8, 10, and 12 metres.", [(8.0, "metre"), (10.0, "metre"), (12.0, "metre")]),
        ("It has 4, 5, 6 and 7 kg bags.", [(4.0, "kilogram"), (5.0, "kilogram"), (6.0, "kilogram"), (7.0, "kilogram")]),
        ("Rates of 4.5 and 5 percent.", [(4.5, "percent"), (5.0, "percent")]),
        ("Between 6 and 9 percent.", [((6.0, 9.0), "percent")]),
        ("Some 10-12 kilometres long.", [((10.0, 12.0), "kilometre")]),
        ("It cost 10-15p.", [((0.1, 0.15), "GBP")]),
    ],
)
def test_a_coordination_and_a_range_share_their_unit(said, words, expected):
    assert said(words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Sales fell from 4 to 3.1 billion euros.", [((4e9, 3.1e9), "EUR")]),
        ("Sales rose from 3.1 to 4 billion euros.", [((3.1e9, 4e9), "EUR")]),
        ("It sank from $7 to $5.5 billion.", [((7e9, 5.5e9), "USD")]),
        ("Output slid from 12 to 9.5 million tonnes.", [((12e6, 9.5e6), "metric ton")]),
        ("Orders of 2.3 and 2.6 million tonnes came in.", [(2.3e6, "metric ton"), (2.6e6, "metric ton")]),
        ("Losses of $1.5 to $2 trillion.", [((1.5e12, 2e12), "USD")]),
        ("It fell from 19.25 to 17 billion yen.", [((19.25e9, 17e9), "JPY")]),
        ("From 12.5 to 15-17 billion euros.", [(12.5e9, "EUR"), ((15e9, 17e9), "EUR")]),
        ("Between $300 and $5 million.", [((300.0, 5e6), "USD")]),
        ("It rose from 400 to 2 million.", [((400.0, 2e6), None)]),
        ("It has 12 lorries and 3 million crates.", [(12.0, "lorry"), (3e6, "crate")]),
    ],
)
def test_a_multiplier_is_shared_backwards_between_like_figures(said, words, expected):
    assert said(words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("The staff fell by 900 to 31,000.", [(900.0, None), (31000.0, None)]),
        ("The tally rose by 4 to 210.", [(4.0, None), (210.0, None)]),
        ("The flock shrank by 30 to 410 head.", [(30.0, None), (410.0, None)]),
        ("The index lost 55 to 4,020, or 1 percent.", [(55.0, None), (4020.0, None), (1.0, "percent")]),
        ("The number of open wells increased by 23 to 377.", [(23.0, None), (377.0, None)]),
        ("The bank shares gained 3 to 61.", [(3.0, None), (61.0, None)]),
        ("Rents will rise by 2 to 4 percent.", [((2.0, 4.0), "percent")]),
        ("It will be cut by 20 to 25 posts.", [((20.0, 25.0), "post")]),
    ],
)
def test_a_change_and_what_it_led_to_are_no_range(said, words, expected):
    assert said(words) == expected


@pytest.mark.parametrize(("words", "ends"), [("0.4–0.6 wt.%", (0.4, 0.6)), ("0.1-0.2 Å/s", (0.1, 0.2))])
def test_decimals_with_a_dash_are_a_range_whatever_their_unit(facts, words, ends):
    [row] = facts(f"It was {words} of it.")
    assert (row["value_low"], row["value_high"]) == ends


def test_two_amounts_with_a_sign_each_share_no_multiplier(said):
    assert said("They paid $200 and $4 million.") == [(200.0, "USD"), (4e6, "USD")]
