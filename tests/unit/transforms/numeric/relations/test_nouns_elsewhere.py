"""Nouns that are not right behind their figure, read as a batch is."""

import pytest


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("The number of refugees in the camp has risen to 64,000.", [(64_000, "refugee")]),
        ("That brings the number of confirmed cases to 1,870.", [(1870, "case")]),
        ("The number of Kenyan nurses abroad was estimated at 21,000.", [(21_000, "nurse")]),
        ("The number of EVs on the road passed 40 million.", [(40_000_000, "EV")]),
        ("The number of cafes in the old town fell from 140 to 96 in a decade.", [((140, 96), "cafe")]),
        ("It had a record number of complaints about the app, more than 25,000.", [(25_000, "complaint")]),
        ("The number of stores at the end of 2023 was 1,240.", [(1240, "store")]),
        ("That number has risen to 476 since.", [(476, None)]),
        ("The number of guests was small; they paid 40.", [(40, None)]),
        ("The number of deaths rose by 12 to 340.", [(12, None), (340, "person")]),
    ],
)
def test_the_noun_of_a_number_is_that_of_its_figure(said, words, expected):
    assert said(words) == expected
