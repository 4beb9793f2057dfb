"""Sums of money over the two hand-annotated articles, added up by hand."""

import pytest

from tests.builders import ingest
from warehouse.lake import Lake
from warehouse.query import run

# Amounts as annotated, without restatements ("HK$2.3 billion ($295 million)") and without rates ("a share").
STATED = {
    "HKD": 2_300_000_000 + 610_000_000 + 41_600_000_000 + 9_000_000_000 + 60_000_000 + 7.35,
    "CHF": 350_000_000,
    "USD": 1,
    "PEN": 85_000_000,
    "EUR": 2_000_000,
}
# European Central Bank, units per euro: March 12 for Lantau Pacific, Friday March 13 for the Sunday of Arequipa.
USD_12, HKD_12, CHF_12, USD_13 = 1.1547, 9.038, 0.9028, 1.1476
IN_USD = {
    "HKD": STATED["HKD"] / HKD_12 * USD_12,
    "CHF": STATED["CHF"] / CHF_12 * USD_12,
    "USD": 1,
    "EUR": STATED["EUR"] * USD_13,
}


@pytest.fixture(scope="module")
def lake(tmp_path_factory, request):
    folder = tmp_path_factory.mktemp("golden")
    samples = request.config.rootpath / "tests/samples/articles"
    ingest(
        folder, *(samples / f"2026-03-{name}.txt" for name in ("12_lantau-pacific-results", "15_arequipa-earthquake"))
    )
    return Lake(folder)


def sums(lake, column):
    sql = f"SELECT currency, sum({column}) FROM money WHERE NOT is_restatement AND per_unit IS NULL GROUP BY 1"
    return dict(run(lake, sql).fetchall())


def test_sums_of_what_is_stated(lake):
    assert sums(lake, "value") == pytest.approx(STATED)


def test_sums_in_us_dollars(lake):
    found = sums(lake, "value_usd")
    assert found.pop("PEN") is None  # the Groningen Meaning Bank gives no rate for soles
    assert found == pytest.approx(IN_USD, rel=1e-9)
