"""What two numbers share, and what they do not."""

import pytest


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Shares closed at 24,310, 2 percent below the week's high.", [(24310.0, None), (2.0, "percent")]),
        ("The party took 8,150, or 6 per cent, of all ballots.", [(8150.0, None), (6.0, "percent")]),
        ("A town of 31,000, 25 km from the border, was cut off.", [(31000.0, "person"), (25.0, "kilometre")]),
        ("The count was 415, 12 miles of pipe are gone.", [(415.0, None), (12.0, "mile")]),
        ("It ended at 92, 4 dollars under the bid.", [(92.0, None), (4.0, "USD")]),
        ("The gauge fell to 6,120, $3 below.", [(6120.0, None), (3.0, "USD")]),
        ("The rate was 3.87, 5 basis points lower.", [(3.87, None), (5.0, "basis point")]),
        ("The brothers, 41 and 38, 6 years apart, sing.", [(41.0, "year"), (38.0, "year"), (6.0, "year")]),
        ("It sells 3 x 200g packs.", [(3.0, None), (200.0, "gram")]),
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
        ("The number of open wells increased by 23 to 377.", [(23.0, "well"), (377.0, "well")]),
        ("The bank shares gained 3 to 61.", [(3.0, None), (61.0, None)]),
        ("Rents will rise by 2 to 4 percent.", [((2.0, 4.0), "percent")]),
        ("Prices rose by about 1.5 percent to 1.8 percent.", [((1.5, 1.8), "percent")]),
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


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Voters preferred Hall 51 percent to 24 percent.", [(51, "percent"), (24, "percent")]),
        ("Hall leads Reed 47.1% to 41.7%.", [(47.1, "percent"), (41.7, "percent")]),
        ("Reed trails 38 percent to 49 percent.", [(38, "percent"), (49, "percent")]),
        ("The vote was 62 to 38 percent.", [(62, "percent"), (38, "percent")]),
        ("It was a 73-to-25 percent victory.", [(73, "percent"), (25, "percent")]),
        ("Prices are 3 percent to 4 percent higher.", [((3, 4), "percent")]),
        ("She won 40 to 45 percent of them.", [((40, 45), "percent")]),
        ("It fell from 51 percent to 24 percent.", [((51, 24), "percent")]),
        ("Rates range from 5 percent to 3 percent.", [((3, 5), "percent")]),
    ],
)
def test_two_shares_set_against_each_other_are_no_range(said, words, expected):
    assert said(words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("If you clear 7, 8, 10 percent, fine.", [(7, "percent"), (8, "percent"), (10, "percent")]),
        ("They scored 12, 15, 18 points.", [(12, "point"), (15, "point"), (18, "point")]),
        ("A 30 by 40 foot room.", [(30, "foot"), (40, "foot")]),
        ("It measures 80 x 85 cm.", [(80, "centimetre"), (85, "centimetre")]),
        ("She ran the 4 x 100m relay.", [(4, None), (100, "metre")]),
        ("They sold 20 vans versus 15 before.", [(20, "van"), (15, "van")]),
    ],
)
def test_a_rising_list_and_the_sides_of_a_thing_share_their_unit(said, words, expected):
    assert said(words) == expected


@pytest.mark.parametrize(
    ("words", "ends"),
    [
        ("Fees declined to $281 million in 2014 from $303 million.", (303e6, 281e6)),
        ("The index slid to 98.87 in June from 99.09.", (99.09, 98.87)),
        ("Profit rose to $5 million last year, up from $4 million.", (4e6, 5e6)),
        ("It fell to 87 cents a share from $1.65.", (1.65, 0.87)),
        ("It earned $9 million, or 87 cents a share, from $5 million.", (None, None)),
        ("It made $45 million, or 65 cents a share, compared with $85 million.", (None, None)),
    ],
)
def test_a_change_is_between_two_figures_of_one_thing(facts, words, ends):
    changes = [(row["from_value"], row["to_value"]) for row in facts(words) if "from_value" in row]
    assert changes == ([] if ends == (None, None) else [ends])


@pytest.mark.parametrize(
    ("words", "whole"),
    [
        ("About 83% of young Republicans endorse checks.", "young Republicans"),
        ("Some 60 percent of salaried workers qualified.", "salaried workers"),
        ("Half of the ads reserved went unsold.", "the ads"),
        ("Some 40% of sales growth came late.", "sales growth"),
        ("It cut 5% of all cases of measles.", "all cases of measles"),
        ("Half of them children, they fled.", "them"),
        ("Some 66 percent of likely women voters agree.", "likely women voters"),
        ("It has 30% of the convention rules committee.", "the convention rules committee"),
        ("About 70 percent of the Mapuche people embrace it.", "the Mapuche people"),
    ],
)
def test_the_whole_of_a_part_ends_with_its_noun(facts, words, whole):
    assert facts(words)[0]["of_text"] == whole


@pytest.mark.parametrize(
    ("words", "shape"),
    [
        ("The trees live from 300 to 400 years.", "range"),
        ("The patients were aged from 12 to 17.", "range"),
        ("The law has fines from $250,000 to $1 million.", "range"),
        ("Its weight went from 208 pounds to 193.", "change"),
        ("Sales rose from $150 million in 2020 to $175 million.", "change"),
        ("It was $454 million, rising from $150 million in 2020 and $75 million in 2012.", "change"),
    ],
)
def test_what_moves_changes_and_what_lasts_ranges(facts, words, shape):
    assert facts(words)[0]["shape"] == shape


def test_two_earlier_amounts_are_no_range(said):
    words = "It was $454 million, rising from $150 million in 2020 and $75 million in 2012."
    assert said(words) == [(454e6, "USD"), (150e6, "USD"), (75e6, "USD")]
