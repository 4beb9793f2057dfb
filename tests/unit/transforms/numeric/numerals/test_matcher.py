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
        ("It was her fiftieth win.", "ordinal", 50.0),
        ("The thirteenth visitor.", "ordinal", 13.0),
        ("His ninetieth birthday.", "ordinal", 90.0),
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


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Watches worth £1. 7m were stolen.", [(1.7e6, "GBP")]),
        ("It lost €2. 5bn.", [(2.5e9, "EUR")]),
        ("It sold for $5. 3 people came.", [(5, "USD"), (3, "person")]),
        ("It cost £1. 5m people saw it.", [(1, "GBP"), (5e6, "person")]),
        ("He fell 2, 000ft.", [(2000, "foot")]),
        ("Millions and millions of dollars.", [((1e6, 1e7), "USD")]),
        ("Thousands and thousands and thousands of men.", [((1e3, 1e4), "man")]),
        ("Hundreds of thousands of men.", [((1e5, 1e6), "man")]),
        ("A quarter-million people.", [(250_000, "person")]),
        ("At least a half-billion dollars.", [(5e8, "USD")]),
        ("He wrote a half-dozen books.", [(6, "book")]),
        ("It rose by a quarter point.", [(0.25, None)]),
        ("It was cut by nearly half.", [(0.5, None)]),
        ("He scored in the early half.", []),
        ("Scores of 12 and 15 were set.", [(12, None), (15, None)]),
    ],
)
def test_a_number_is_read_whole_however_it_is_parted(said, words, expected):
    assert said(words) == expected


@pytest.mark.parametrize(
    ("words", "text", "value", "unit"),
    [
        ("A 6-foot-4 forward.", "6-foot-4", 76, "inch"),
        ("She is 5-foot-11.", "5-foot-11", 71, "inch"),
        ("He is 6-foot-4-inches tall.", "6-foot-4-inches", 76, "inch"),
        ("A 12-foot wall.", "12-foot", 12, "foot"),
        ("A 1-in-5 chance.", "1-in-5", 0.2, None),
        ("It strikes one in 10,000 births.", "one in 10,000", 0.0001, "birth"),
        ("Three-in-five insiders agree.", "Three-in-five", 0.6, "insider"),
        ("It costs 19 United States cents.", "19 United States cents", 0.19, "USD"),
        ("Bread is five piasters.", "five piasters", 0.05, "EGP"),
    ],
)
def test_figures_that_belong_together_are_one(facts, words, text, value, unit):
    (fact,) = facts(words)
    assert (fact["text"], fact["value"], fact.get("unit")) == (text, pytest.approx(value), unit)
