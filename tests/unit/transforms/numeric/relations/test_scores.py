import pytest


@pytest.mark.parametrize(
    ("words", "pairs"),
    [
        ("Harrow beat Dunmore 2-1 on Saturday.", [(2, 1, None)]),
        ("She won 6-4, 3-6, 7-5 in the final.", [(6, 4, None), (3, 6, None), (7, 5, None)]),
        ("He lost 7-6 (4), 6-3 to Arnaud.", [(7, 6, None), (6, 3, None)]),
        ("It was a 3-0 win for the visitors.", [(3, 0, "win")]),
        ("They drew 1-1 with Lund after leading 1-0 at half-time.", [(1, 1, None), (1, 0, None)]),
        ("Lund 4-0 Malm, Brest 3-1 Ferrol.", [(4, 0, None), (3, 1, None)]),
        ("The Kestrels won 110-98.", [(110, 98, None)]),
        ("The senate voted 340 to 192 for it.", [(340, 192, "vote")]),
        ("The vote was 52-48.", [(52, 48, "vote")]),
        ("The court ruled 6-3 that it stands.", [(6, 3, "vote")]),
        ("The bill passed 218-214 on Friday.", [(218, 214, "vote")]),
        ("The Kestrels are 22-31 this season.", [(22, 31, None)]),
        ("Lund made 352 for 5 in 50 overs.", [(352, 5, None)]),
        ("Malm were 88-4 at lunch.", [(88, 4, None)]),
        ("Brest made 145/7 in 20 overs.", [(145, 7, None)]),
        ("He took 3 for 27.", [(3, 27, None)]),
    ],
)
def test_two_figures_set_against_each_other_are_a_score(facts, words, pairs):
    rows = [row for row in facts(words) if row["kind"] == "score"]
    assert [(row["value_low"], row["value_high"], row.get("unit")) for row in rows] == pairs
    assert all(row["shape"] == "range" and "value" not in row for row in rows)


@pytest.mark.parametrize(
    ("words", "ends", "unit"),
    [
        ("Bookmakers have him at odds of 5-1.", (5, 1), "odds"),
        ("The 7/2 favourite fell.", (7, 2), "odds"),
        ("A 20-1 shot won.", (20, 1), "odds"),
        ("It passed by a 5-to-1 margin.", (5, 1), "ratio"),
        ("Members backed it by 2 to 1.", (2, 1), "vote"),
        ("Nurses outnumber doctors three to one.", (3, 1), "ratio"),
        ("The ratio is 3:1.", (3, 1), "ratio"),
        ("a 2-for-1 stock split", (2, 1), "ratio"),
    ],
)
def test_odds_and_ratios_keep_both_figures(facts, words, ends, unit):
    row = next(row for row in facts(words) if row["kind"] == "score")
    assert ((row["value_low"], row["value_high"]), row["unit"]) == (ends, unit)


@pytest.mark.parametrize(
    "words",
    [
        "The 2014-15 season was long.",
        "Call 555-0123 now.",
        "Section 3-2 of the act",
        "They won 3-4 seats.",
        "They lost 10-15 pounds.",
        "Prices fell by 2 to 1 percent.",
        "Shares fell by 2 to 45.",
        "aged 18-24",
        "He played 2-3 years.",
    ],
)
def test_seasons_numbers_of_telephones_and_ranges_are_no_scores(facts, words):
    assert [row for row in facts(words) if row["kind"] == "score"] == []


@pytest.mark.parametrize("words", ["in the first three quarters of the year", "over the past three quarters"])
def test_quarters_that_follow_each_other_are_time_and_no_fraction(said, facts, words):
    assert said(words) == [(3.0, "quarter")]
    assert facts(words)[0]["kind"] == "duration"


def test_three_quarters_of_something_stay_a_fraction(facts):
    assert facts("Three quarters of the staff left.")[0]["value"] == 0.75


@pytest.mark.parametrize(
    ("words", "pair"),
    [
        ("It passed by a 4-to-3 vote.", (4, 3, "vote")),
        ("Cases were decided by 5-to-4 votes.", (5, 4, "vote")),
        ("A 2-to-1 win for the hosts.", (2, 1, "win")),
        ("It was a 10-to-1 majority.", (10, 1, "ratio")),
        ("His edge shrinks to 34-27.", (34, 27, None)),
    ],
)
def test_a_score_may_be_joined_by_to(facts, words, pair):
    (row,) = [row for row in facts(words) if row["kind"] == "score"]
    assert (row["value_low"], row["value_high"], row.get("unit")) == pair


def test_the_points_of_a_tie_break_are_no_number(facts):
    assert [row["kind"] for row in facts("He won 6-4, 6-7 (5), 7-5.")] == ["score"] * 3


def test_a_place_in_a_table_is_no_share(facts):
    assert [(row["value"], row["kind"]) for row in facts("It ranks 133 out of 156 countries.")] == [
        (133, "number"),
        (156, "count"),
    ]


def test_what_is_far_more_than_a_whole_is_no_fraction(facts):
    assert facts("His blood pressure was 120/80.") == []


@pytest.mark.parametrize(
    ("words", "pair"),
    [
        ("She shot on goal, making it 0-1.", (0, 1)),
        ("That made it 3-1.", (3, 1)),
        ("The header put them 1-0 up.", (1, 0)),
        ("It stood at 1-1.", (1, 1)),
        ("The tie is poised at 2-2.", (2, 2)),
        ("Lund is at 40-40; Berg is not.", (40, 40)),
        ("Berg was at 51-49, with two left.", (51, 49)),
    ],
)
def test_how_it_stands_is_a_score(facts, words, pair):
    row = facts(words)[0]
    assert (row["kind"], row["value_low"], row["value_high"]) == ("score", *pair)


@pytest.mark.parametrize(
    "words",
    ["It is at 50-50, he said.", "The shop was at 12-14, near the church.", "They made a 20-20 plan."],
)
def test_chances_houses_and_plans_are_no_score(facts, words):
    assert not [row for row in facts(words) if row["kind"] == "score"]
