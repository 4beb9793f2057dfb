"""Phrases in which a figure is no quantity, an age, a victim or a part, read as a batch is."""

import pytest


@pytest.mark.parametrize(
    "words",
    [
        "A MasterChef season two contestant cooked.",
        "He spoke of chapter three.",
        "In round seven he won.",
        "The round seven match was lost.",
        "Day two of the talks began.",
        "Shots rang out in the 1200 block of Main Street.",
        "They were seen in the 300 block of E. 9th Avenue.",
        "He recited 2 Timothy 3:1 and 1 Corinthians 13.",
        "She carried a .357 Magnum.",
        "He bought a .38 revolver.",
        "They drove a four-by-four car.",
        "He sawed a two-by-four.",
        "At one point he left.",
        "At one stage it rained.",
        "Rules on net zero changed.",
        "The zero-Covid policy ended.",
        "It is a zero-sum game.",
        "A two-wheeler hit the wall.",
        "Unity is a two-way street.",
        "The plan (Greece 2.0) was signed.",
        "She called 911.",
        "It is a large 4×4 car.",
        "1 Feel free to scream.",
        "They left from Terminals 2 & 3.",
        "Sections 4, 5 and 6 of the law stand.",
        "Pupils in grades three through eight are tested.",
        "See forms 080 and 172.",
        "It breaks Section (39).",
        "She was charged under Regulation 25 (1)(b) of the rules.",
        "Rule 58 (2) applies, as does Section 12 (2)(a).",
        "It is a 501(c)4, and no 501 c3 body.",
        "Prices doubled over the past year and a half.",
        "He was on 60 Minutes.",
        "She is a third-year student.",
        "A tenth-round knockout ended it.",
        "Two-way trade fell.",
        "The 6 + 3 + 1 summit opened.",
        "The office is at 3270 M Street.",
    ],
)
def test_what_names_or_labels_is_no_quantity(said, words):
    assert said(words) == []


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Each season two teams leave.", [(2, "team")]),
        ("Every day two people die.", [(2, "person")]),
        ("By one point they won.", [(1, "point")]),
        ("Last year 60 won prizes.", [(60, None)]),
        ("He paid 60,000 won for it.", [(60_000, "KRW")]),
        ("Zero deaths were reported.", [(0, "death")]),
        ("Some 1200 homes burned.", [(1200, "home")]),
        ("It has 911 members.", [(911, "member")]),
        ("3 Americans were freed.", [(3, "American")]),
        ("It is 2.0 percent.", [(2.0, "percent")]),
        ("He has a 9mm pistol.", [(9, "millimetre")]),
        ("An 8-by-11-inch sheet.", [(8, "inch"), (11, "inch")]),
        ("In all districts 20 people voted.", [(20, "person")]),
        ("It took 60 minutes.", [(60, "minute")]),
        ("It is a quarter-mile away.", [(0.25, "mile")]),
        ("A two-time winner.", [(2, "time")]),
        ("A three-legged dog.", [(3, "leg")]),
        ("Police fired two tear gas shells.", [(2, "shell")]),
        ("Some 45 million uninsured have to wait.", [(45e6, "person")]),
        ("Two volcanoes and ten canoes.", [(2, "volcano"), (10, "canoe")]),
        ("Half a dozen HP directors left.", [(6, "director")]),
        ("The four hardest - hit villages.", [(4, "village")]),
        ("A 5.9 earthquake jolts Lund.", [(5.9, None)]),
        ("It needs a cut by 2050.", []),
    ],
)
def test_the_same_words_elsewhere_leave_the_figure_a_quantity(said, words, expected):
    assert said(words) == expected


@pytest.mark.parametrize(
    ("words", "value", "modifier"),
    [
        ("Children under 12 pay less.", 12, "<"),
        ("It helps adults over 60.", 60, ">"),
        ("Those who are 99 or older get more.", 99, ">="),
        ("Anyone 17 or younger is barred.", 17, "<="),
        ("Those 18 and over may vote.", 18, ">="),
        ("It is for New Yorkers age 14 and up.", 14, ">="),
        ("The under-21 team lost.", 21, "<"),
        ("Sanders led among voters under 30.", 30, "<"),
        ("We know their average age (63).", 63, "="),
        ("The median age was 41.", 41, "="),
        ("He was three after they fled.", 3, "="),
    ],
)
def test_ages_are_told_by_whom_they_are_of(facts, words, value, modifier):
    assert [(row["kind"], row["value"], row["modifier"], row["unit"]) for row in facts(words)] == [
        ("age", value, modifier, "year")
    ]


@pytest.mark.parametrize(
    ("words", "kinds"),
    [
        ("Malawi, 107; Zambia, 104; Burkina Faso, 101.", ["number"] * 3),
        ("John Roe, 45; Ann Lee, 23.", ["age"] * 2),
        ("Workers over 40 games old left.", ["count"]),
        ("People over 12 months were asked.", ["duration"]),
    ],
)
def test_figures_of_countries_and_of_other_things_are_no_ages(facts, words, kinds):
    assert [row["kind"] for row in facts(words)] == kinds


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("He shot three people, killing one.", [(3, None), (1, "killed")]),
        ("It wounded one and killed two.", [(1, "injured"), (2, "killed")]),
        ("One killed, two hurt in crash.", [(1, "killed"), (2, "injured")]),
        ("No one killed in crash.", []),
        ("The one injured was a boy.", []),
        ("Only one person was killed.", [(1, "killed")]),
        ("Two women and a man were killed.", [(2, "killed")]),
        ("Three men including a tourist have died.", [(3, "killed")]),
        ("ELEVEN POLICE KILLED, DOZENS WOUNDED IN ATTACK.", [(11, "killed"), (12, "injured")]),
        ("It killed ten, wounding other 70.", [(10, "killed"), (70, "injured")]),
        ("The number of deaths rose by 12 to 340.", [(12, None), (340, "killed")]),
        ("It claimed tens of thousands of lives.", [(10_000, "killed")]),
        ("It follows the shooting deaths of 49 people.", [(49, "killed")]),
        ("Three people, one of them a girl, were killed.", [(3, "killed")]),
        ("He executed two of them with a gun and badly wounded a third.", [(2, "killed")]),
        ("Crews rescued ten men and two women were hurt.", [(10, "rescued"), (2, "injured")]),
    ],
)
def test_victims_are_counted_in_every_form_of_words(facts, words, expected):
    assert [(row.get("value", row.get("value_low")), row.get("role")) for row in facts(words)] == expected


@pytest.mark.parametrize(
    ("words", "ages"),
    [
        ("Rahul (26), Arne (23) and Prince (24) lost their lives.", [26, 23, 24]),
        ("The accused, Ram Holm (45), was held.", [45]),
        ("The victims were named as Anna Holm (34) and her son Erik (7).", [34, 7]),
        ("The couple, both 61, left.", [61]),
        ("Her brother, seven, is safe.", [7]),
        ("They have sons aged 5, 9 and 12.", [5, 9, 12]),
        ("At 34, he is the youngest judge.", [34]),
        ("Now 46 and living in Lund, she writes.", [46]),
        ("When Fanny was 19, she left.", [19]),
        ("The goals came from Lund (23) and Berg (78).", []),
        ("Ghana (76) and Togo (80) were behind.", []),
        ("At 34, the road forks.", []),
    ],
)
def test_ages_of_named_persons(facts, words, ages):
    assert [row["value"] for row in facts(words) if row["kind"] == "age"] == ages


@pytest.mark.parametrize(
    ("words", "whole"),
    [
        ("More than half of the 1.1 million residents fled.", "the 1.1 million residents"),
        ("A quarter of the funding coming from grants was lost.", "the funding"),
        ("About 40% of those surveyed agreed.", "those surveyed"),
        ("Some 86% of the river's water actually comes from there.", "the river's water"),
        ("The state pays 70% of the cost of the vaccine.", "the cost of the vaccine"),
        ("It was 11% of Republican claims – a record.", "Republican claims"),
        ("Some 39 per cent of young British Hindus opposed it.", "young British Hindus"),
    ],
)
def test_what_a_share_is_a_part_of_ends_with_its_noun(facts, words, whole):
    assert facts(words)[0]["of_text"] == whole


def test_what_is_told_with_a_toll_is_no_earlier_toll(facts):
    assert "from_value" not in facts("The death toll rose to 143, with 400 injured.")[0]


@pytest.mark.parametrize(
    "words",
    [
        "He was charged under Section 66 A of the act.",
        "They cited Rule 45 C.",
        "It broke Sections 353 A, 188 B and 34 C of the code.",
        "The case falls under u/s 420 A.",
        "He wrote form letter five.",
        "The zero Covid approach ended.",
        "Each got a five-figure sum.",
        "He 1) registers it, 2) notes it and 3) lets go.",
        "Four: What the study found",
        "They revoked (Article) 370 at once.",
        "Output for coffee year 2021/22 remains the same.",
    ],
)
def test_what_cites_or_enumerates_is_no_fact(facts, words):
    assert facts(words) == []


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("The fuse is rated 13 A.", (13, "ampere")),
        ("It reached 45 C in the shade.", (45, "celsius")),
        ("The order of 40 A batteries arrived.", (40, "ampere")),
        ("A 6.1-magnitude tremor hit.", (6.1, None)),
        ("The two largest teachers unions struck.", (2, "union")),
        ("At least 354 Rohingya are in the camp.", (354, "Rohingya")),
        ("It opened its doors to some  40  events.", (40, "event")),
        ("Justice Lund will be 80, he said.", (80, "year")),
        ("My father is above 70 and ailing.", (70, "year")),
    ],
)
def test_what_only_looks_so_is_one(said, words, expected):
    assert said(words) == [expected]
