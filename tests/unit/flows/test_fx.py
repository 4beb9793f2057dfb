"""Fresher rates convert what was loaded without one."""

from flows.fx import refresh_rates
from tests.builders import ingest, write_article
from warehouse.checks import run_checks
from warehouse.lake import Lake


def amounts(place):
    sql = "SELECT unit, value_usd, value_eur, fx_status FROM numeric_facts WHERE kind = 'money'"
    rows = place.reader().execute(sql).fetchall()
    return {unit: (usd, eur, status) for unit, usd, eur, status in rows}


def test_amounts_loaded_after_the_last_rate_are_converted_by_a_fresher_file(tmp_path):
    words = "It cost 160 yen, $6 million, 40 Russian roubles and 7.5 kuna, he said."
    write_article(tmp_path / "in", "a.txt", words, header=" date 2031-01-05 A title")
    ingest(tmp_path / "lake", tmp_path / "in", oldest_day=None)
    place = Lake(tmp_path / "lake")
    before = amounts(place)
    assert before["JPY"] == (None, None, "stale")
    assert before["USD"] == (6_000_000.0, None, "stale")
    assert before["HRK"][2] == "fixed"
    file = tmp_path / "rates.csv"
    file.write_text("Date,USD,JPY,\n2031-01-03,1.25,160.0,\n", encoding="utf-8")
    assert refresh_rates(place, file)[0] == 2
    after = amounts(place)
    assert after["JPY"] == (1.25, 1.0, "ok")
    assert after["USD"] == (6_000_000.0, 4_800_000.0, "ok")
    assert after["RUB"] == (None, None, "no_rate")
    assert run_checks(place.reader()) == {}
    assert refresh_rates(place, file)[1] == 0
