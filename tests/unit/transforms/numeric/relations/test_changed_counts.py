"""Counts told again as they were, became or are elsewhere, read as a batch is."""

import pytest


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            "Use will grow by 3%, to 12.4 million boxes, in the year 2021/22, compared to 11.9 million in 2020/21.",
            [(3, "percent"), (12_400_000, "box"), (11_900_000, "box")],
        ),
        ("It carried 120,000 passengers, against 90,000 last year.", [(120_000, "passenger"), (90_000, "passenger")]),
        ("It employs 4,300 cooks, as opposed to 2,900 in its heyday.", [(4300, "cook"), (2900, "cook")]),
        ("They heard 85 cases in the first half compared to 64 in 2021.", [(85, "case"), (64, "case")]),
        ("The school took 640 pupils, more than last year's 580.", [(640, "pupil"), (580, "pupil")]),
        (
            "It added 160 security personnel on the route, up from 90 last year.",
            [(160, "personnel"), (90, "personnel")],
        ),
        (
            "Some 264 million people in 41 cities are shut in, up from 247 million in 31 cities.",
            [(264e6, "person"), (41, "city"), (247e6, "person"), (31, "city")],
        ),
        ("Rangers saw 18 nests in May, versus 25 in 2020.", [(18, "nest"), (25, "nest")]),
        ("Police made 40 arrests. The number rose to 52 on Monday.", [(40, "arrest"), (52, "arrest")]),
        ("It counted 355 dead; others raise the figure to 684.", [(355, "person"), (684, "person")]),
        ("The plan is to reduce the 36 holes to 18.", [(36, "hole"), (18, "hole")]),
        ("He would cut the 40 posts to 12 by May.", [(40, "post"), (12, "post")]),
        ("He scaled back to one crew from two.", [(1, "crew"), (2, "crew")]),
        ("They lost 640 tanks, almost double the 330 reported in 2022.", [(640, "tank"), (330, "tank")]),
        ("Employers added 147,000 jobs, above the 110,000 forecast.", [(147_000, "job"), (110_000, "job")]),
        ("The yard built 14 ships, fewer than the 20 planned.", [(14, "ship"), (20, "ship")]),
        (
            "They rang at 12 million doors, surpassing the 11.5 million the party's helpers saw.",
            [(12e6, "door"), (11.5e6, "door")],
        ),
        ("It added 255,000 jobs. That number follows 292,000 in June.", [(255_000, "job"), (292_000, "job")]),
        # What is compared may be of another size, of two counts, of no count, or of a sentence of its own.
        (
            "It has 40 cooks and 12 maids in the old house by the lake, compared with 50 in May.",
            [(40, "cook"), (12, "maid"), (50, None)],
        ),
        ("The ratio is 12.1 versus 12.8 in Lund.", [(12.1, None), (12.8, None)]),
        ("She has 5 horses, down from 2,000 in May.", [(5, "horse"), (2000, None)]),
        ("He won 30 games. In Lund it was cold, versus 12 in May.", [(30, "game"), (12, None)]),
        ("They ran 40 shops, against 12 to be built.", [(40, "shop"), (12, None)]),
        ("The 36 members agreed to 18.", [(36, "member"), (18, None)]),
    ],
)
def test_what_a_count_was_or_became_has_its_noun(said, words, expected):
    assert said(words) == expected
