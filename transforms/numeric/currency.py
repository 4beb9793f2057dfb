"""Which dollars, pounds, francs or rupees: decided from the article where the word alone does not tell."""

import functools

import polars as pl

from transforms import spans
from transforms.numeric import lexicon

# Words whose first candidate is meant wherever nothing speaks against it.
_SETTLED = ("USD", "GBP", "JPY", "EUR")
# An explicit amount ("C$5 million") says as much of an article as so many country words.
_AMOUNT_WEIGHT = 3
# Evidence another currency needs to displace the likeliest one.
_ENOUGH = 2
# Words without a likeliest meaning: undecided, they keep their own name as the unit.
_NAMES_OF_MANY = r"(?i)^(dinar|rial|riyal|shilling)s?$"
# Local sources and the dollar, pound or rupee they mean.
SOURCE_CURRENCIES = {
    r"\.au(?:$|[/:])": "AUD",
    r"\.ca(?:$|[/:])": "CAD",
    r"\.nz(?:$|[/:])": "NZD",
    r"\.hk(?:$|[/:])": "HKD",
    r"\.sg(?:$|[/:])": "SGD",
    r"\.tw(?:$|[/:])": "TWD",
    r"\.uk(?:$|[/:])": "GBP",
    r"\.eg(?:$|[/:])": "EGP",
    r"\.lb(?:$|[/:])": "LBP",
    r"\.in(?:$|[/:])": "INR",
    r"\.pk(?:$|[/:])": "PKR",
    r"\.lk(?:$|[/:])": "LKR",
    r"\.mx(?:$|[/:])": "MXN",
    r"\.ph(?:$|[/:])": "PHP",
    r"\.ar(?:$|[/:])": "ARS",
    r"\.ch(?:$|[/:])": "CHF",
    r"\.se(?:$|[/:])": "SEK",
    r"\.no(?:$|[/:])": "NOK",
    r"\.dk(?:$|[/:])": "DKK",
    r"\.ke(?:$|[/:])": "KES",
}


def with_currencies(facts: pl.DataFrame, texts: pl.DataFrame) -> pl.DataFrame:
    """Decide the currency of each amount whose word or symbol several currencies share.

    Takes facts with `codes` (list, likeliest first) and texts; sets unit, unit_from (context where there was a choice),
    unit_candidates (the codes, where there was one) and is_unsettled: a choice that nothing in the article decided.
    """
    facts = facts.with_row_index("_row")
    open_rows = facts.filter(pl.col("codes").list.len() > 1)
    if open_rows.is_empty():
        return facts.with_columns(
            unit_candidates=pl.lit(None, pl.List(pl.String)), is_unsettled=pl.lit(value=False)
        ).drop("_row")
    article = texts.select("text_no", "source", article="article_no")
    explicit = (
        facts.filter((pl.col("codes").list.len() == 1) & (pl.col("kind") == "money"))
        .join(article, on="text_no", how="left")
        .group_by("article", code="unit")
        .agg(weight=_AMOUNT_WEIGHT * pl.len().cast(pl.Float64))
    )
    open_rows = open_rows.select("_row", "text_no", "codes").join(article, on="text_no", how="left")
    wanted = texts.join(
        open_rows.select(article_no="article").unique(), on="article_no", how="semi", maintain_order="left"
    )
    named = _named_countries(wanted)
    evidence = pl.concat([explicit, named]).group_by("article", "code").agg(pl.col("weight").sum())
    options = open_rows.explode("codes").rename({"codes": "code"})
    options = options.with_columns(rank=pl.int_range(pl.len()).over("_row"), local=_source_currency() == pl.col("code"))
    options = options.join(evidence, on=["article", "code"], how="left", maintain_order="left")
    weight = pl.col("weight").fill_null(0.0) + 2.0 * pl.col("local").fill_null(False)
    first = weight.filter(pl.col("rank") == 0).first().over("_row")
    # "US$" beside "$": the bare sign is the other one.
    settled = pl.col("code").filter(pl.col("rank") == 0).first().over("_row").is_in(_SETTLED)
    enough = pl.when(settled).then(_ENOUGH).otherwise(1)
    usable = (
        pl.when((pl.col("rank") > 0) & (weight >= enough) & (weight > 1.5 * first))
        .then(weight)
        .otherwise(pl.when(pl.col("rank") == 0).then(0.5 + weight / 1000).otherwise(0.0))
    )
    best = (
        options.with_columns(_usable=usable, _weight=weight)
        .sort("_row", "_usable", "rank", descending=[False, True, False])
        .group_by("_row", maintain_order=True)
        .agg(chosen=pl.col("code").first(), _evidence=pl.col("_weight").first())
    )
    facts = facts.join(best, on="_row", how="left", maintain_order="left")
    choice = pl.col("chosen").is_not_null()
    undecided = pl.when(pl.col("_evidence") == 0).then(pl.col("unit_surface").str.to_lowercase().str.extract(_NAMES_OF_MANY, 1))
    return facts.with_columns(
        unit=pl.coalesce(undecided, "chosen", "unit"),
        unit_from=pl.when(choice).then(pl.lit("context")).otherwise(pl.col("unit_from")),
        unit_candidates=pl.when(choice).then(pl.col("codes")),
        is_unsettled=(choice & (pl.col("_evidence") == 0) & ~pl.col("chosen").is_in(_SETTLED)).fill_null(False),
    ).drop("_row", "chosen", "_evidence")


def _named_countries(texts: pl.DataFrame) -> pl.DataFrame:
    """How often each article names a country, city or people of each currency: article, code, weight."""
    found = spans.find(texts.with_columns(text_no=pl.int_range(pl.len(), dtype=pl.UInt32)), _country_pattern())
    words = lexicon.country_words()
    rows = found.select("text_no", word="text").join(words, on="word", how="inner")
    articles = texts.select(article="article_no").with_row_index("text_no")
    return rows.join(articles, on="text_no").group_by("article", "code").agg(weight=pl.len().cast(pl.Float64))


@functools.cache
def _country_pattern() -> str:
    words = sorted(lexicon.country_words()["word"].to_list(), key=lambda word: (-len(word), word))
    return r"(?-u:\b)(?:" + "|".join(word.replace(".", r"\.") for word in words) + r")(?-u:\b)"


def _source_currency() -> pl.Expr:
    code = pl.lit(None, pl.String)
    for pattern, currency in SOURCE_CURRENCIES.items():
        code = pl.when(pl.col("source").str.contains(pattern)).then(pl.lit(currency)).otherwise(code)
    return code
