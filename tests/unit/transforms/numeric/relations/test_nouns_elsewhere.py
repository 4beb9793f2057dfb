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
        ("The number of deaths rose by 12 to 340.", [(12, None), (340, "death")]),
        ("The number of cases rose to 340 from 12.", [(340, "case"), (12, "case")]),
        ("The island has a population of over 4,200.", [(4200, "person")]),
        ("Kenya's population rose to 1.4 million from 900,000.", [(1_400_000, "person"), (900_000, "person")]),
        ("The population of Lagos is 15 million.", [(15_000_000, "person")]),
        ("The tiger population has grown to 3,167.", [(3167, None)]),
        ("The population density is 340.", [(340, None)]),
        ("It has a seating capacity of 42,000.", [(42_000, "seat")]),
        ("The hall has a capacity of 900.", [(900, None)]),
        ("Visitor numbers for each tour are capped at 260.", [(260, "visitor")]),
        ("Sales numbers rose to 3,000.", [(3000, None)]),
        ("It has a workforce of 1,100 and a crew of 12.", [(1100, "worker"), (12, "person")]),
        ("The workforce of 2030 will be old.", [(2030, None)]),
        ("A crowd of 2000 sang.", [(2000, "person")]),
        (
            "The number of people indicted for suspected serious violent crimes fell from 108,000 in 2013 to 59,000.",
            [(108_000, "person"), (59_000, "person")],
        ),
        (
            "That brings the total number of classified emails that moved through her unsecured server to 1,274.",
            [(1274, "email")],
        ),
        ("The number of mines grew, while output rose from 400 to 600.", [((400, 600), None)]),
        ("The army, 40,000 strong, met a 40-strong fleet.", [(40_000, "person"), (40, None)]),
    ],
)
def test_the_noun_of_a_number_is_that_of_its_figure(said, words, expected):
    assert said(words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("A family of 13 lives there.", [(13, "person")]),
        ("He oversees a team of 15 and more.", [(15, "person")]),
        ("The staff of 40 runs the place.", [(40, "person")]),
        ("Families of four pay more.", [(4, "person")]),
        ("A team of five engineers came.", [(5, "engineer")]),
        ("He set out 12 chairs in a set of 12.", [(12, "chair"), (12, None)]),
        ("The population of Fiji was cut to under 9,000.", [(9000, "person")]),
        ("The tiny population numbered only 108.", [(108, "person")]),
        ("The prison population stood at 200,000.", [(200_000, "person")]),
        ("The population, once estimated at 60,000, has been cut to 4,000.", [(60_000, "person"), (4000, "person")]),
        ("The wolf population has been reduced to 200.", [(200, None)]),
        ("He lives in Ripley (population 5,000).", [(5000, "person")]),
        ("It is a community of about 300 near a town of 12,000.", [(300, "person"), (12_000, "person")]),
        ("The valley is home to about 12,000.", [(12_000, "person")]),
        ("The shelter is home to 12 dogs.", [(12, "dog")]),
        ("Attendance at the final reached 71,000.", [(71_000, "person")]),
        (
            "The population was just above 30,000, by 1961, it was 250,000, and a decade later, stood at 483,000.",
            [(30_000, "person"), (250_000, "person"), (483_000, "person")],
        ),
    ],
)
def test_bodies_and_populations_count_persons(said, words, expected):
    assert said(words) == expected
