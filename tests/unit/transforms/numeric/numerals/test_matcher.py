"""Where a number begins and ends."""

import pytest


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("The bank placed a $250 million five-year bond.", [(250e6, "USD"), (5.0, "year")]),
        ("He won $5 million four years ago.", [(5e6, "USD"), (4.0, "year")]),
        ("Nearly nine million four-wheel carts were made.", [(9e6, "cart"), (4.0, "wheel")]),
        ("A €40 billion ten-year plan.", [(40e9, "EUR"), (10.0, "year")]),
        ("The two million six hundred thousand voters.", [(2.6e6, "voter")]),
        ("Two hundred fifty voters.", [(250.0, "voter")]),
        ("3 million, two hundred thousand.", [(3.2e6, None)]),
    ],
)
def test_a_number_does_not_swallow_the_next(said, words, expected):
    assert said(words) == expected


@pytest.mark.parametrize(
    ("words", "expected", "modifier"),
    [
        ("A couple of hundred sheep died.", (200.0, "sheep"), "~"),
        ("It cost a couple of million euros.", (2e6, "EUR"), "~"),
        ("A couple of hundred thousand voters.", (200000.0, "voter"), "~"),
        ("A couple dozen boats.", (24.0, "boat"), "~"),
        ("A couple of boats.", (2.0, "boat"), "="),
        ("A few hundred boats.", ((200.0, 1000.0), "boat"), "="),
        ("Several thousand boats.", ((2000.0, 10000.0), "boat"), "="),
        ("A few million euros.", ((2e6, 1e7), "EUR"), "="),
        ("Several dozen boats.", ((24.0, 120.0), "boat"), "="),
    ],
)
def test_a_couple_and_a_few_multiply_what_follows(facts, said, words, expected, modifier):
    assert said(words) == [expected]
    assert facts(words)[0]["modifier"] == modifier


@pytest.mark.parametrize(
    ("words", "kind", "value"),
    [
        ("The hundredth visitor.", "ordinal", 100.0),
        ("Its two-hundredth birthday.", "ordinal", 200.0),
        ("The 112th visitor.", "ordinal", 112.0),
        ("The 1,003rd visitor.", "ordinal", 1003.0),
        ("One hundredth of a second.", "duration", 0.01),
        ("The stock trades at 14x earnings.", "count", 14.0),
        ("It rose threefold.", "count", 3.0),
        ("A 10-fold rise.", "count", 10.0),
    ],
)
def test_ranks_and_multiples_are_read(facts, words, kind, value):
    (fact,) = facts(words)
    assert (fact["kind"], fact["value"]) == (kind, value)
