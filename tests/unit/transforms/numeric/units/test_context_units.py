"""Units that their context, or the article's country, tell apart."""

import pytest


@pytest.mark.parametrize(
    ("words", "unit", "si_value"),
    [
        ("The vault holds 200 ounces of gold.", "troy ounce", 6.22069536),
        ("Silver stocks fell to 10 oz.", "troy ounce", 0.311034768),
        ("Add 10 ounces of butter.", "ounce", 0.28349523125),
        ("The smelter shipped 15 kt of zinc.", "kiloton", 15e6),
        ("Gusts of 40 kt were measured.", "knot", 20.5777778),
        ("The mine's output was 90 kt in May.", "kiloton", 9e7),
        ("Exports rose to 12 kt, while the ship lay idle.", "kiloton", 12e6),
        ("The isle lies 30 nm off the coast.", "nautical mile", 55560.0),
        ("The vessel was 200 nm south of it.", "nautical mile", 370400.0),
        ("Its chips have lines of 3 nm.", "nanometre", 3e-9),
        ("They harvested 100 bushels of wheat.", "bushel", 2721.55422),
        ("They harvested 100 bushels of corn.", "bushel", 2540.117272),
        ("The blast was put at 15 kilotons.", "kiloton", 15e6),
        ("He is 6'3\" tall.", "inch", 1.905),
        ("She stands 5’11” tall.", "inch", 1.8034),
        ("A plank of 8' 6\".", "inch", 2.5908),
        ("He weighs 12st 3lb.", "pound", 77.5642953),
        ("A pressure of 940 millibars.", "millibar", 94000.0),
        ("A 4,000 mAh cell.", "milliampere hour", 14400.0),
        ("A 100 Mb file.", "megabit", 1e8),
        ("A gallon of paint was spilt.", "gallon", 0.003785411784),
        ("It froze at - 12 degrees Celsius.", "celsius", 261.15),
        ("They import 4 bcm of gas.", "billion cubic metres", 4e9),
    ],
)
def test_reads_the_unit_that_is_meant(facts, words, unit, si_value):
    (fact,) = facts(words)
    assert fact["unit"] == unit
    assert fact["si_value"] == pytest.approx(si_value, rel=1e-6)


@pytest.mark.parametrize(
    ("words", "source", "si_value"),
    [
        ("The tank holds 10 gallons.", "news.example.co.uk", 0.0454609),
        ("The tank holds 10 gallons.", "example.com", 0.03785411784),
        ("The tank in Manchester, Britain, holds 10 gallons.", "example.com", 0.0454609),
        ("The grey harbour tank holds 10 gallons.", "example.com", 0.0454609),
        ("The tank in Texas, America, holds 10 gallons.", "example.com", 0.03785411784),
        ("A jug of 20 fluid ounces.", "example.ie", 0.00056826125),
        ("He drank four pints.", "example.co.uk", 0.002273045),
        ("They moved 10 tons of sand.", "example.com", 9071.8474),
        ("They moved 10 tons of sand.", "example.de", 10000.0),
        ("They moved 10 tons of sand to Berlin, Germany.", "example.com", 10000.0),
        ("They moved 10 short tons of sand.", "example.de", 10000.0),
    ],
)
def test_measures_are_those_of_the_article_s_country(facts, words, source, si_value):
    assert facts(words, source=source)[0]["si_value"] == pytest.approx(si_value, rel=1e-6)


@pytest.mark.parametrize("words", ["2019′s harvest was poor.", "He said ‘it took 30’ and left.", "St 4 and 9 St Ives."])
def test_quotation_marks_are_no_feet(facts, words):
    assert all(fact["kind"] != "dimension" for fact in facts(words))


@pytest.mark.parametrize(
    ("words", "kelvins"),
    [
        ("It was 3.5°C above normal.", 3.5),
        ("Temperatures rose by 2 degrees Celsius.", 2.0),
        ("a warming of 1.5 degrees Celsius", 1.5),
        ("It was 9 degrees Fahrenheit warmer than in May.", 5.0),
        ("The aim is to limit warming to 1.5C.", 1.5),
        ("The margin is 2C, give or take 0.5C.", 275.15),
        ("It hit 30°C at noon.", 303.15),
        ("It hit 5°C above zero.", 278.15),
    ],
)
def test_how_far_apart_two_temperatures_are_has_no_zero(facts, words, kelvins):
    assert facts(words)[0]["si_value"] == pytest.approx(kelvins)


def test_ounces_of_something_are_what_they_are_of(facts):
    units = [row["unit"] for row in facts("They found three ounces of gold and 4 ounces of butter.")]
    assert units == ["troy ounce", "ounce"]


@pytest.mark.parametrize(
    ("words", "kelvins"),
    [
        ("It rose 1.1C (2F) in a century.", [1.1, 10 / 9]),
        ("It is 2 degrees Celsius, or 3.6 degrees Fahrenheit, above normal.", [2.0, 2.0]),
        ("It was 30C (86F) at noon.", [303.15, 303.15]),
    ],
)
def test_a_difference_said_twice_has_no_zero_either_time(facts, words, kelvins):
    assert [row["si_value"] for row in facts(words)] == pytest.approx(kelvins)


@pytest.mark.parametrize(
    ("words", "units"),
    [
        ("A 22-carat gold ring was lost.", ["karat"]),
        ("A 22-carat diamond was sold.", ["carat"]),
        ("An 18K gold watch was found.", []),
        ("A 500kVA line was cut.", ["kilovolt ampere"]),
    ],
)
def test_parts_of_gold_are_no_weight(facts, words, units):
    rows = facts(words)
    assert [row["unit"] for row in rows] == units
    assert all("si_value" in row for row in rows if row["unit"] != "karat")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Ice covered 1.2m sq km.", (1.2e6, "square kilometre")),
        ("They cut 4.5m square miles of forest.", (4.5e6, "square mile")),
        ("It shipped 40m cubic metres of gas.", (4e7, "cubic metre")),
        ("The hole is 40m deep.", (40, "metre")),
        ("They ran 10k km.", (1e4, "kilometre")),
    ],
)
def test_a_letter_before_a_measure_multiplies(said, words, expected):
    assert said(words) == [expected]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("The bank cut its rate by a quarter point.", ("percent", 0.25, "percentage point")),
        ("They restored 300 mu of wetland.", ("dimension", 300.0, "mu")),
        ("He owns 12 bighas of land.", ("dimension", 12.0, "bigha")),
        ("Turnout fell by less than half of 1 percent.", ("percent", 0.5, "percent")),
        ("It accounts for three quarters of one percent of output.", ("percent", 0.75, "percent")),
        ("Interest rates fell three-quarters of a point.", ("percent", 0.75, "percentage point")),
    ],
)
def test_points_of_interest_rates_are_of_a_percentage(facts, words, expected):
    (fact,) = facts(words)
    assert (fact["kind"], fact["value"], fact["unit"]) == expected


def test_the_point_of_a_sign_of_money_is_no_decimal(said):
    assert said("The Treasury of Panama got B/.2,470.8 million and B/.12.50.") == [(2470.8e6, "PAB"), (12.5, "PAB")]
    assert said("They counted and...5,000 people came.") == [(5000, "person")]
