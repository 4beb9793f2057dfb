"""The tables of units and currencies are what build_quantities makes of the curated ones."""

import csv
from pathlib import Path

import pytest

pytest.importorskip("pint")

from transforms.reference.build import quantities  # needs pint

REFERENCE = Path(quantities.__file__).parents[1]


@pytest.fixture(scope="module")
def built():
    return quantities.built()


def rows(content):
    """Rows and header of a table; the first line names the versions it was built with."""
    return list(csv.reader(content.splitlines()[1:]))


@pytest.mark.parametrize("name", ["units.csv", "currencies.csv", "currency_countries.csv"])
def test_what_is_kept_is_what_would_be_built(built, name):
    kept = (REFERENCE / name).read_text(encoding="utf-8")
    assert rows(kept) == rows(built[name])


@pytest.mark.parametrize(
    ("table", "columns"),
    [
        ("measures", 5),
        ("lengths", 6),
        ("unit_prefixes", 3),
        ("prefixable_units", 5),
        ("currency_symbols", 2),
        ("currency_words", 2),
        ("minor_units", 3),
        ("currency_families", 3),
        ("country_words", 2),
    ],
)
def test_every_curated_table_names_its_source_and_has_whole_rows(table, columns):
    content = (REFERENCE / "curated" / f"{table}.csv").read_text(encoding="utf-8")
    assert "\n# Source: " in content
    body = [line for line in content.splitlines() if not line.startswith("#")]
    assert {len(row) for row in csv.reader(body)} == {columns}
