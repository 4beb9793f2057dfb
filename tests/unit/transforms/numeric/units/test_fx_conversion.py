import datetime

import polars as pl
import pytest

from transforms.numeric.units.fx_conversion import with_conversions

FRIDAY = datetime.date(2025, 3, 14)
RATES = pl.DataFrame(
    {
        "currency": ["USD", "JPY"],
        "rate_on": [FRIDAY, FRIDAY],
        "units_per_eur": [1.25, 160.0],
    }
)


def converted(unit, *, value=320.0, day=FRIDAY, is_unsettled=False, kind="money"):
    facts = pl.DataFrame(
        {"kind": [kind], "unit": [unit], "value": [value], "published_on": [day], "is_unsettled": [is_unsettled]},
        schema_overrides={"value": pl.Float64, "published_on": pl.Date},
    )
    return with_conversions(facts, RATES).row(0, named=True)


@pytest.mark.parametrize(
    ("unit", "euros", "dollars"), [("JPY", 2.0, 2.5), ("USD", 256.0, 320.0), ("EUR", 320.0, 400.0)]
)
def test_converts_at_the_rate_of_the_day(unit, euros, dollars):
    row = converted(unit)
    assert (row["value_eur"], row["value_usd"], row["fx_status"]) == (euros, dollars, "ok")
    assert row["fx_date"] == FRIDAY


def test_a_weekend_takes_fridays_rate():
    row = converted("JPY", day=FRIDAY + datetime.timedelta(days=2))
    assert (row["fx_date"], row["fx_status"], row["value_eur"]) == (FRIDAY, "ok", 2.0)


def test_a_rate_seven_days_old_is_still_a_rate():
    row = converted("JPY", day=FRIDAY + datetime.timedelta(days=7))
    assert (row["fx_status"], row["fx_date"], row["value_eur"]) == ("ok", FRIDAY, 2.0)


def test_a_rate_older_than_seven_days_converts_nothing():
    row = converted("JPY", day=FRIDAY + datetime.timedelta(days=8))
    assert (row["fx_status"], row["fx_date"], row["value_eur"]) == ("stale", FRIDAY, None)


def test_dollars_and_euros_need_no_rate_for_themselves():
    late = FRIDAY + datetime.timedelta(days=90)
    assert converted("USD", day=late)["value_usd"] == 320.0
    assert converted("EUR", day=late)["value_eur"] == 320.0
    assert converted("USD", day=None)["value_usd"] == 320.0
    row = converted("USD", day=late)
    assert (row["fx_status"], row["value_eur"]) == ("stale", None)


@pytest.mark.parametrize(
    ("unit", "value", "day", "euros", "dollars"),
    [
        ("HRK", 15.069, FRIDAY, 2.0, 2.5),
        ("DEM", 3.91166, FRIDAY, 2.0, 2.5),
        ("HRK", 15.069, FRIDAY + datetime.timedelta(days=90), 2.0, None),
    ],
)
def test_what_the_euro_replaced_has_a_fixed_rate(unit, value, day, euros, dollars):
    row = converted(unit, value=value, day=day)
    assert (row["fx_status"], row["value_usd"]) == ("fixed", None if dollars is None else pytest.approx(dollars))
    assert row["value_eur"] == pytest.approx(euros)


def test_the_lev_is_no_euro_before_2026():
    assert converted("BGN", day=datetime.date(2025, 3, 14))["fx_status"] == "no_rate"


def test_a_series_that_ended_has_no_rate():
    rates = pl.concat([RATES, RATES.with_columns(rate_on=FRIDAY + datetime.timedelta(days=30)).head(1)])
    facts = pl.DataFrame({"kind": ["money"], "unit": ["JPY"], "value": [1.0], "is_unsettled": [False]}).with_columns(
        published_on=pl.lit(FRIDAY + datetime.timedelta(days=31))
    )
    assert with_conversions(facts, rates)["fx_status"].to_list() == ["no_rate"]


@pytest.mark.parametrize(
    ("unit", "day"), [("XAF", FRIDAY), ("JPY", None), ("JPY", FRIDAY - datetime.timedelta(days=1))]
)
def test_without_a_rate_there_is_no_conversion(unit, day):
    row = converted(unit, day=day)
    assert (row["fx_status"], row["value_usd"], row["fx_date"]) == ("no_rate", None, None)


def test_an_undecided_currency_is_not_converted():
    row = converted("JPY", is_unsettled=True)
    assert (row["fx_status"], row["value_usd"]) == ("ambiguous", None)


@pytest.mark.parametrize(("kind", "value"), [("percent", 3.0), ("money", None)])
def test_what_has_no_amount_has_no_status(kind, value):
    assert converted("JPY", kind=kind, value=value)["fx_status"] is None


def test_each_row_is_converted_at_the_rate_of_its_own_currency_and_day():
    day = datetime.timedelta(days=1)
    rates = pl.DataFrame(
        {
            "currency": ["USD", "JPY", "USD", "JPY"],
            "rate_on": [FRIDAY, FRIDAY, FRIDAY + day, FRIDAY + day],
            "units_per_eur": [1.25, 160.0, 1.5, 150.0],
        }
    )
    facts = pl.DataFrame(
        {
            "kind": ["money", "percent", "money", "money", "money", "money"],
            "unit": ["JPY", "percent", "USD", "JPY", "JPY", None],
            "value": [300.0, 3.0, 5.0, 320.0, None, 1.0],
            "published_on": [FRIDAY + day, FRIDAY, FRIDAY, FRIDAY, FRIDAY, FRIDAY],
            "is_unsettled": [False] * 6,
        }
    )
    found = with_conversions(facts, rates)
    assert found["value_eur"].to_list() == [2.0, None, 4.0, 2.0, None, None]
    assert found["value_usd"].to_list() == [3.0, None, 5.0, 2.5, None, None]
    assert found["fx_status"].to_list() == ["ok", None, "ok", "ok", None, None]
