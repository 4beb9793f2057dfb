"""What an amount was worth on the day: "333.6 million yen" in dollars and euros at the rate of the publication day."""

from datetime import timedelta

import polars as pl

from transforms.columns.masked import spread_out, with_answers
from transforms.numeric.units import lexicon

# Reference rates are not set on weekends and holidays; older than this is no rate of the day.
TOLERANCE = timedelta(days=7)


def with_conversions(facts: pl.DataFrame, fx_rates: pl.DataFrame) -> pl.DataFrame:
    """Convert money at the last reference rate up to the day of publication.

    Takes facts with kind, unit, value, is_unsettled and published_on, and rates in the columns of the FxRate contract
    (currency, rate_on, units_per_eur). Adds value_usd, value_eur (Float64), fx_date and fx_status:

    - ok: converted at the rate of fx_date.
    - fixed: the euro had taken the currency's place; value_eur is at the irrevocable rate, value_usd at fx_date's.
    - no_rate: the currency or the day has none, or its reference rate had ended (the rouble's in March 2022).
    - stale: all rates end more than seven days before the day.
    - ambiguous: nothing decided the currency.

    Null where there is no amount. Dollars in dollars and euros in euros need no rate: value_usd or value_eur is the
    amount itself whatever fx_status says of the other.
    """
    money = (pl.col("kind") == "money") & pl.col("value").is_not_null() & pl.col("unit").is_not_null()
    wanted = (
        facts.filter(money & pl.col("published_on").is_not_null())
        .select("unit", "published_on")
        .unique()
        .sort("published_on")
    )
    known = _known(wanted, fx_rates)
    rows = facts.select(money).to_series().arg_true()
    amounts = facts.select("value", "unit", "published_on", "is_unsettled")[rows]
    amounts = amounts.join(known, on=["unit", "published_on"], how="left", maintain_order="left", nulls_equal=False)
    certain, value = ~pl.col("is_unsettled"), pl.col("value")
    amounts = amounts.select(
        value_eur=pl.when(certain).then(pl.when(pl.col("unit") == "EUR").then(value).otherwise(value * pl.col("_eur"))),
        value_usd=pl.when(certain).then(pl.when(pl.col("unit") == "USD").then(value).otherwise(value * pl.col("_usd"))),
        fx_date=pl.when(certain).then(pl.col("fx_date")),
        fx_status=pl.when(certain).then(pl.col("_status").fill_null("no_rate")).otherwise(pl.lit("ambiguous")),
    )
    return with_answers(facts, spread_out(amounts, rows.to_numpy(), facts.height))


def _known(wanted: pl.DataFrame, fx_rates: pl.DataFrame) -> pl.DataFrame:
    """What one of each unit was worth on each day: unit, published_on, fx_date, _eur, _usd and _status."""
    last = wanted["published_on"].max()
    told = fx_rates.filter(pl.col("rate_on") <= pl.lit(last, pl.Date))
    dollars = told.filter(pl.col("currency") == "USD").select("rate_on", usd_per_eur="units_per_eur")
    euros = dollars.select(currency=pl.lit("EUR"), rate_on="rate_on", units_per_eur=pl.lit(1.0))
    named = told.select("currency", "rate_on", "units_per_eur").filter(
        pl.col("currency").is_in(wanted["unit"].unique().implode())
    )
    rates = pl.concat([named, euros], how="vertical_relaxed")
    rates = rates.join(dollars, on="rate_on", how="left").sort("rate_on")
    known = wanted.join_asof(
        rates,
        left_on="published_on",
        right_on="rate_on",
        by_left="unit",
        by_right="currency",
        strategy="backward",
        coalesce=False,
        check_sortedness=False,
    )
    newest = dollars.sort("rate_on").select(dollar_on="rate_on", dollar="usd_per_eur")
    known = known.join_asof(
        newest,
        left_on="published_on",
        right_on="dollar_on",
        strategy="backward",
        coalesce=False,
        check_sortedness=False,
    ).join(lexicon.fixed_rates(), on="unit", how="left")
    day = pl.col("published_on")
    fixed = (pl.col("from_date") <= day).fill_null(value=False)
    fresh, dollar_fresh = (
        (day - pl.col(name) <= TOLERANCE).fill_null(value=False) for name in ("rate_on", "dollar_on")
    )
    dollar = pl.when(dollar_fresh).then(pl.col("dollar"))
    # A series that ended while the dollar's goes on has no rate any more.
    ended = pl.col("rate_on").is_null() | (~fresh & dollar_fresh)
    return known.select(
        "unit",
        "published_on",
        fx_date=pl.when(fixed)
        .then(pl.when(dollar_fresh).then(pl.col("dollar_on")))
        .when(~ended)
        .then(pl.col("rate_on")),
        _eur=pl.when(fixed).then(1.0 / pl.col("fixed_per_eur")).when(fresh).then(1.0 / pl.col("units_per_eur")),
        _usd=pl.when(fixed)
        .then(dollar / pl.col("fixed_per_eur"))
        .when(fresh)
        .then(pl.col("usd_per_eur") / pl.col("units_per_eur")),
        _status=pl.when(fixed)
        .then(pl.lit("fixed"))
        .when(ended)
        .then(pl.lit("no_rate"))
        .when(fresh)
        .then(pl.lit("ok"))
        .otherwise(pl.lit("stale")),
    )
