"""What an amount was worth on the day: "333.6 million yen" in dollars and euros at the rate of the publication day."""

from datetime import timedelta

import polars as pl

from transforms.columns.masked import spread_out, with_answers

# Reference rates are not set on weekends and holidays; older than this is no rate of the day.
TOLERANCE = timedelta(days=7)


def with_conversions(facts: pl.DataFrame, fx_rates: pl.DataFrame) -> pl.DataFrame:
    """Convert money at the last reference rate up to the day of publication.

    Takes facts with kind, unit, value, is_unsettled and published_on, and rates in the columns of the FxRate contract
    (currency, rate_on, units_per_eur). Adds value_usd, value_eur (Float64), fx_date and fx_status: ok; no_rate (the
    currency or the day has none); stale (the last rate is older than seven days, no value); ambiguous (nothing decided
    the currency, no value); null where there is no amount to convert.
    """
    money = (pl.col("kind") == "money") & pl.col("value").is_not_null() & pl.col("unit").is_not_null()
    wanted = (
        facts.filter(money & pl.col("published_on").is_not_null())
        .select("unit", "published_on")
        .unique()
        .sort("published_on")
    )
    rates = _rates_of(wanted, fx_rates)
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
    fresh = pl.col("published_on") - pl.col("rate_on") <= TOLERANCE
    known = known.select(
        "unit",
        "published_on",
        fx_date="rate_on",
        _eur=pl.when(fresh).then(1.0 / pl.col("units_per_eur")),
        _usd=pl.when(fresh).then(pl.col("usd_per_eur") / pl.col("units_per_eur")),
        _status=pl.when(pl.col("rate_on").is_null())
        .then(pl.lit("no_rate"))
        .when(fresh)
        .then(pl.lit("ok"))
        .otherwise(pl.lit("stale")),
    )
    rows = facts.select(money).to_series().arg_true()
    amounts = facts.select("value", "unit", "published_on", "is_unsettled")[rows]
    amounts = amounts.join(known, on=["unit", "published_on"], how="left", maintain_order="left", nulls_equal=False)
    certain = ~pl.col("is_unsettled")
    amounts = amounts.select(
        value_eur=pl.when(certain).then(pl.col("value") * pl.col("_eur")),
        value_usd=pl.when(certain).then(pl.col("value") * pl.col("_usd")),
        fx_date=pl.when(certain).then(pl.col("fx_date")),
        fx_status=pl.when(certain).then(pl.col("_status").fill_null("no_rate")).otherwise(pl.lit("ambiguous")),
    )
    return with_answers(facts, spread_out(amounts, rows.to_numpy(), facts.height))


def _rates_of(wanted: pl.DataFrame, fx_rates: pl.DataFrame) -> pl.DataFrame:
    """The rates up to the days of the wanted currencies, with dollars beside them; the euro is its own measure."""
    last = wanted["published_on"].max()
    told = fx_rates.filter(pl.col("rate_on") <= pl.lit(last, pl.Date))
    dollars = told.filter(pl.col("currency") == "USD").select("rate_on", usd_per_eur="units_per_eur")
    euros = dollars.select(currency=pl.lit("EUR"), rate_on="rate_on", units_per_eur=pl.lit(1.0))
    named = told.select("currency", "rate_on", "units_per_eur").filter(
        pl.col("currency").is_in(wanted["unit"].unique().implode())
    )
    rates = pl.concat([named, euros], how="vertical_relaxed")
    return rates.join(dollars, on="rate_on", how="left").sort("rate_on")
