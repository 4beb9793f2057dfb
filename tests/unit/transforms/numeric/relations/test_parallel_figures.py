"""Figures told alike, read as a batch is."""

import pytest


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("The chain opened 40 shops in Lund, 25 in Malm and 12 in Visby.", [(40, "shop"), (25, "shop"), (12, "shop")]),
        ("He scored 12 goals for Ajax and 30 for Porto.", [(12, "goal"), (30, "goal")]),
        ("He won two medals in Rome and five in Oslo.", [(2, "medal"), (5, "medal")]),
        ("They culled 3,800 ducks on that farm and more than 12,000 at others.", [(3800, "duck"), (12_000, "duck")]),
        ("The bonus is 13,000 rand for men and 9,000 for women.", [(13_000, "ZAR"), (9000, "ZAR")]),
        ("Ruiz has 11 seats, Paz has 10 and Soto has five.", [(11, "seat"), (10, "seat"), (5, "seat")]),
        ("Schools in Lund (420 pupils) and Visby (95) closed.", [(420, "pupil"), (95, "pupil")]),
        ("The plant has 200 workers in Lund and 5 million in debt.", [(200, "worker"), (5_000_000, None)]),
        ("It has 20 rooms in Lund. For 35 nothing is known.", [(20, "room"), (35, None)]),
    ],
)
def test_the_same_words_about_both_tell_the_same_noun(said, words, expected):
    assert said(words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            "The biggest markets are Norway with 83,000 tourists, Spain with 41,000 and Kenya with 33,600.",
            [(83_000, "tourist"), (41_000, "tourist"), (33_600, "tourist")],
        ),
        (
            "Brown led with 120 votes, followed by Smith with 98 and the Greens with 44.",
            [(120, "vote"), (98, "vote"), (44, "vote")],
        ),
        ("He came with 12 men, Smith with 3 dogs.", [(12, "man"), (3, "dog")]),
        ("He came with 12 men, Smith with 900.", [(12, "man"), (900, None)]),
    ],
)
def test_what_each_of_a_list_has_is_told_once(said, words, expected):
    assert said(words) == expected
