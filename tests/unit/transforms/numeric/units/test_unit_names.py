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
