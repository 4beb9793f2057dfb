import polars as pl
import pytest

from transforms.numeric.units.unit_names import with_unit_words


@pytest.mark.parametrize(
    ("behind", "unit"),
    [
        (" square feet of floor", " square feet"),
        (" feet", " feet"),
        ("-mile drive", "-mile"),
        (" Swiss francs a day", " Swiss francs"),
        ("% of it", "%"),
        ("GWh a year", "GWh"),
        (" square dance", None),
        (" metres", " metres"),
        (" metresque", None),
        (" U.S. dollars.", " U.S. dollars"),
        ("", None),
    ],
)
def test_finds_the_longest_unit_that_opens_the_words(behind, unit):
    assert with_unit_words(pl.DataFrame({"behind": [behind]}), "behind")["_unit"].item() == unit


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("The load is 48 (kg).", (48.0, "kilogram", "48 (kg)")),
        ("It rose to 12 (metric tons) in May.", (12.0, "metric ton", "12 (metric tons)")),
        ("Ann Moe, 45 (PA), left.", None),
    ],
)
def test_a_unit_in_brackets_is_read(facts, words, expected):
    found = [(row["value"], row.get("unit"), row["text"]) for row in facts(words) if row["kind"] == "dimension"]
    assert found == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("words", "expected"),
    [("It reached 11,000K.", (11_000.0, "kelvin")), ("300K views", (300_000.0, "view")), ("3000K", (3e6, None))],
)
def test_thousands_with_a_comma_are_kelvins_and_no_more_thousands(said, words, expected):
    assert said(words) == [expected]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("It took 34.5 min.", [(34.5, "minute")]),
        ("It took 12 sec. at most.", [(12.0, "second")]),
        ("Add 250 gr of butter.", [(250.0, "gram")]),
        ("It burns 6 l/100km.", [(6.0, "litre per 100 kilometres")]),
    ],
)
def test_short_forms_at_the_end_of_a_sentence_and_figures_inside_units(said, words, expected):
    assert said(words) == expected
