"""Nouns that go without saying, read as a batch is."""

import pytest


def counts(rows):
    return [(row.get("value"), row.get("unit"), row.get("role")) for row in rows]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            "It counted 699 infections, of which 199 were mild and 500 were not.",
            [(699, "infection"), (199, "infection")],
        ),
        ("They have 20 offices, 12 of which are in Asia.", [(20, "office"), (12, "office")]),
        ("Of the 239 passengers, 153 were Swedes.", [(239, "passenger"), (153, "passenger")]),
        ("Of the 1,200 cars tested, more than 80 failed.", [(1200, "car"), (80, "car")]),
        ("Five bombs fell. Of these, four went off.", [(5, "bomb"), (4, "bomb")]),
        ("The state had 512 cases, including 44 in Lund and 31 in Malm.", [(512, "case"), (44, "case"), (31, "case")]),
        (
            "Some 400,000 people fled in May, and 200,000 more so far this year.",
            [(400_000, "person"), (200_000, "person")],
        ),
        ("Some 40 of the city's 200 schools closed.", [(40, "school"), (200, "school")]),
        ("Guards stopped 340 boats this year, nearly 90 in July alone.", [(340, "boat"), (90, "boat")]),
        ("The union says 84 nurses quit, out of more than 900.", [(84, "nurse"), (900, "nurse")]),
        ("It hired 800 cooks and the first batch of 150 will start.", [(800, "cook"), (150, "cook")]),
        ("Mensah has 412 delegates to Osei's 377.", [(412, "delegate"), (377, "delegate")]),
        ("It lists 2,400 firms, compared with Lund's 1,864.", [(2400, "firm"), (1864, "firm")]),
        ("Villa lost six of their previous seven matches.", [(6, "match"), (7, "match")]),
        ("Of the 80 wounded, 30 remain there.", [(80, "person"), (30, "person")]),
        ("The 22 accused pleaded not guilty.", [(22, "person")]),
        ("The hospital has 2.4 nurses per bed versus 1.1 in the north.", [(2.4, "nurse"), (1.1, "nurse")]),
        ("A mother of six and a grandfather of 12 sang.", [(6, "child"), (12, "grandchild")]),
        ("They won 5 gold, 3 silver and 2 bronze medals.", [(5, "medal"), (3, "medal"), (2, "medal")]),
        ("Three of Lund city's nine bakers quit.", [(3, "baker"), (9, "baker")]),
        ("Only one of the 25 mills is open.", [(1, "mill"), (25, "mill")]),
        ("Six ships sank. Of the six, two were new.", [(6, "ship"), (6, "ship"), (2, "ship")]),
        ("She opened a dozen shops, including seven after June.", [(12, "shop"), (7, "shop")]),
        ("He has 309 votes, 39 more than needed.", [(309, "vote"), (39, "vote")]),
        ("Berg has 221 seats. Lund has 69, and Osei has seven.", [(221, "seat"), (69, "seat"), (7, "seat")]),
        ("With 107 seats at stake, she will win at least 56.", [(107, "seat"), (56, "seat")]),
        ("Berg has 625 seats. It takes 2,383 to win.", [(625, "seat"), (2383, "seat")]),
        ("He bought 12 eggs, and she got 14 in the exam.", [(12, "egg"), (14, None)]),
        ("Cruz won 80 seats, and Lund won 41 in the second round.", [(80, "seat"), (41, "seat")]),
        ("Lund had 753 strikes; in May there were 516.", [(753, "strike"), (516, "strike")]),
        ("Berg has 20 seats. Lund has 4,000.", [(20, "seat"), (4000, None)]),
        ("Three men were held. The three were freed.", [(3, "man"), (3, "man")]),
        ("Polls in all five states closed; all five agree.", [(5, "state"), (5, "state")]),
        ("Four women and two men sang; all four won.", [(4, "woman"), (2, "man"), (4, "woman")]),
        ("Three men sang. The four left.", [(3, "man"), (4, None)]),
        ("It added 4.1 million viewers to reach 118 million.", [(4_100_000, "viewer"), (118_000_000, "viewer")]),
        (
            "Norway has 12 golds, ahead of Germany on nine and the US on eight.",
            [(12, "gold"), (9, "gold"), (8, "gold")],
        ),
        (
            "Lund are sixth with 31 points, four behind Berg and three ahead of Malm.",
            [(31, "point"), (4, "point"), (3, "point")],
        ),
        ("Her party won 58 seats, three short of a majority.", [(58, "seat"), (3, "seat")]),
        (
            "The court dismissed six charges, upheld two and sent the other four back.",
            [(6, "charge"), (2, "charge"), (4, "charge")],
        ),
        (
            "It launched 188 drones and five missiles; 76 were shot down.",
            [(188, "drone"), (5, "missile"), (76, "drone")],
        ),
        ("Apple sold 56 million iPhones, 3 million fewer than expected.", [(56e6, "iPhone"), (3e6, "iPhone")]),
        ("Berg got 930 votes while Osei managed to get only 665 – a defeat.", [(930, "vote"), (665, "vote")]),
        ("It has 12 pumps, 4 miles of pipe and 3 in reserve.", [(12, "pump"), (4, "mile"), (3, None)]),
    ],
)
def test_a_part_has_the_noun_of_its_whole(said, words, expected):
    assert said(words)[: len(expected)] == expected


@pytest.mark.parametrize(
    "words",
    [
        "They sold 20 cars, and 300 of which nothing is known.",
        "It has 20 rooms. The bill came to 15 in all.",
        "They closed 20 mines in May, including 1,400 who worked there.",
    ],
)
def test_what_is_more_than_the_whole_or_far_from_it_is_no_part(said, words):
    assert said(words)[-1][1] is None


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Seventeen of the 22 crew were rescued.", [(17, "crew", "rescued"), (22, "crew", None)]),
        ("Three of the five hikers died.", [(3, "hiker", "killed"), (5, "hiker", None)]),
        ("About 3,000 of Lund's 9,000 workers were arrested.", [(3000, "worker", "arrested"), (9000, "worker", None)]),
        ("The bus had 40 people aboard, 12 of whom were killed.", [(40, "person", None), (12, "person", "killed")]),
        ("The father of three died.", [(3, "child", None)]),
    ],
)
def test_what_befell_a_part_did_not_befall_the_whole(facts, words, expected):
    assert counts(facts(words)) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Dozens gathered to remember him.", "person"),
        ("A thousand more cheered from outside.", "person"),
        ("Some 300 protested outside the court.", "person"),
        ("About 40 have signed up.", "person"),
        ("Dozens gathered dust in the shed.", None),
        ("About 300 attended by few were shut.", None),
        ("Sales of 300 gathered pace.", None),
        ("Shares at 40 attended by gloom fell.", None),
    ],
)
def test_what_persons_do_counts_persons(said, words, expected):
    assert [unit for _, unit in said(words)] == [expected]


def test_what_else_was_counted_may_have_done_it(said):
    assert said("Twelve countries signed; nine voted for it.")[-1] == (9, None)
