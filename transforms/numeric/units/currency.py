"""Currency disambiguation: which dollars, pounds, francs or rupees an article means."""

import polars as pl

from transforms.columns.lazy import once
from transforms.columns.masked import on_rows, spread_out, with_answers
from transforms.numeric.units import lexicon

# Words whose first candidate is meant wherever nothing speaks against it.
_SETTLED = ("USD", "GBP", "JPY", "EUR")
# An explicit amount ("C$5 million") says as much of an article as so many country words.
_AMOUNT_WEIGHT = 3
# Evidence another currency needs to displace the likeliest one.
_ENOUGH = 4
# Codes that a bare "$" may mean, and those that the press of the place itself writes with a prefix.
_DOLLAR_SIGN = "USD CAD AUD NZD HKD SGD TWD"
_WRITTEN_WITH_PREFIX = ("HKD", "SGD", "TWD")
# Words without a likeliest meaning: undecided, they keep their own name as the unit.
_NAMES_OF_MANY = r"(?i)^(dinar|rial|riyal|shilling)s?$"


def with_currencies(facts: pl.DataFrame, texts: pl.DataFrame) -> pl.DataFrame:
    """Decide the currency of each amount whose word or symbol several currencies share.

    Takes facts with `codes` ("USD CAD", likeliest first) and texts; sets unit, unit_from (context where there was a
    choice), unit_candidates (the list of codes, where there was one) and is_unsettled: a choice that nothing in the
    article decided.
    """
    several = pl.col("codes").str.contains(" ", literal=True)
    rows = facts.select(several).to_series().arg_true()
    open_rows = facts.select("text_no", "codes", "unit_surface")[rows]
    if open_rows.is_empty():
        return facts.with_columns(
            unit_candidates=pl.lit(None, pl.List(pl.String)), is_unsettled=pl.lit(value=False)
        ).drop("codes")
    article = texts.select("text_no", "source", article="article_no")
    # One question an article and word, however often the word occurs there.
    asked = open_rows.select("text_no", "codes").join(article, on="text_no", how="left").drop("text_no")
    asked = asked.unique(["article", "codes"], maintain_order=True)
    asked = asked.with_columns(_codes="codes", codes=pl.col("codes").str.split(" "))
    asked = asked.with_row_index("question")
    # "Danish crowns" says what "crowns" are; but next to "HK$" a bare "$" is another dollar, and next to "US$" too.
    signed = pl.col("unit_surface").str.contains("$", literal=True)
    explicit = (
        facts.filter(~several & (pl.col("kind") == "money"))
        .join(article, on="text_no", how="left")
        .group_by("article", code="unit")
        .agg(amounts=pl.len().cast(pl.Float64), signs=signed.sum().cast(pl.Float64))
    )
    wanted = texts.join(asked.select(article_no="article").unique(), on="article_no", how="semi")
    named = named_countries(wanted)
    bare_sign = pl.col("_codes") == _DOLLAR_SIGN
    options = asked.select("question", "article", "source", "_codes", "codes", first=pl.col("codes").list.first())
    options = options.explode("codes").rename({"codes": "code"})
    for evidence in (explicit, named):
        options = options.join(evidence, on=["article", "code"], how="left", maintain_order="left")
    local = 2.0 * _ENOUGH * (_source_currency() == pl.col("code")).fill_null(value=False).cast(pl.Float64)
    abroad = pl.when(bare_sign & pl.col("code").is_in(_WRITTEN_WITH_PREFIX)).then(0.0).otherwise(1.0)
    amounts = pl.when(bare_sign).then(-100.0 * pl.col("signs")).otherwise(_AMOUNT_WEIGHT * pl.col("amounts"))
    options = options.with_columns(weight=amounts.fill_null(0.0) + abroad * pl.col("weight").fill_null(0.0) + local)
    likeliest = options.filter(pl.col("code") == pl.col("first")).select("question", first_weight="weight")
    options = options.join(likeliest, on="question", how="left", maintain_order="left")
    weight, is_first = pl.col("weight"), pl.col("code") == pl.col("first")
    settled = pl.col("first").is_in(_SETTLED)
    enough = pl.when(settled & (pl.col("first") == "USD")).then(_ENOUGH).when(settled).then(2).otherwise(1)
    displaces = ~is_first & (weight >= enough) & (weight > 2 * pl.col("first_weight"))
    options = options.with_columns(usable=pl.when(displaces).then(weight).when(is_first).then(0.5).otherwise(0.0))
    best = options.sort("question", "usable", descending=[False, True], maintain_order=True).unique(
        "question", keep="first", maintain_order=True
    )
    best = best.select("question", chosen="code", evidence="weight")
    answers = asked.join(best, on="question").select("article", "_codes", "chosen", "evidence", unit_candidates="codes")
    name = pl.col("unit_surface").str.to_lowercase().str.extract(_NAMES_OF_MANY, 1)
    nothing_speaks = pl.col("evidence") == 0
    decided = (
        open_rows.select("text_no", "codes", "unit_surface")
        .join(article, on="text_no", how="left", maintain_order="left")
        .join(answers, left_on=["article", "codes"], right_on=["article", "_codes"], how="left", maintain_order="left")
        .select(
            "unit_candidates",
            chosen=pl.coalesce(pl.when(nothing_speaks).then(name), "chosen"),
            is_unsettled=nothing_speaks & ~pl.col("chosen").is_in(_SETTLED),
        )
    )
    facts = with_answers(facts.drop("codes"), spread_out(decided, rows.to_numpy(), facts.height))
    return facts.with_columns(
        unit=pl.coalesce("chosen", "unit"),
        unit_from=pl.when(pl.col("chosen").is_not_null()).then(pl.lit("context")).otherwise(pl.col("unit_from")),
        is_unsettled=pl.col("is_unsettled").fill_null(value=False),
    ).drop("chosen")


def named_countries(texts: pl.DataFrame) -> pl.DataFrame:
    """How often each article names a country, city or people of each currency: article, code, weight."""
    found = texts.select("article_no", word=pl.col("text").str.extract_all(_country_pattern()))
    found = found.filter(pl.col("word").list.len() > 0).explode("word").group_by("article_no", "word").len("weight")
    rows = found.join(lexicon.country_words(), on="word", how="inner")
    return rows.group_by(pl.col("article_no").alias("article"), "code").agg(pl.col("weight").sum().cast(pl.Float64))


@once
def _country_pattern() -> str:
    words = sorted(lexicon.country_words()["word"].to_list(), key=lambda word: (-len(word), word))
    return r"(?-u:\b)(?:" + "|".join(word.replace(".", r"\.") for word in words) + r")(?-u:\b)"


@once
def _source_currency() -> pl.Expr:
    """Currency of the country whose domain the source has."""
    domain = pl.col("source").str.to_lowercase().str.extract(r"([.][a-z]{2})(?:$|[/:])", 1)
    return domain.replace_strict(lexicon.country_domains(), default=None, return_dtype=pl.String)


def with_local_signs(facts: pl.DataFrame, texts: pl.DataFrame) -> pl.DataFrame:
    """Keep amounts with a sign that only one country writes ("R500 million", "SR10") where the country speaks for it.

    Takes facts with text_no, codes, unit and unit_from, and texts with source. The country must be named in the article
    or be that of the source; without it the fact is dropped: "the R12 camera". Marks of Germany need it since 2003,
    and are counted without it.
    """
    local = pl.col("unit_from") == "local"
    marks = (pl.col("unit") == "DEM") & (pl.col("unit_surface").is_in(["marks", "DM", "mark"]))
    rows = facts.select((local | marks).fill_null(value=False)).to_series().arg_true()
    if rows.is_empty():
        return facts
    article = texts.select("text_no", "source", "published_on", article="article_no")
    few = facts.select("text_no", "codes", "unit", "unit_from", "unit_surface", "value", "text", "role")[
        rows
    ].with_row_index("_row")
    few = few.join(article, on="text_no", how="left", maintain_order="left")
    told = texts.join(few.select(article_no="article").unique(), on="article_no", how="semi")
    weights = named_countries(told)
    options = few.with_columns(code=pl.col("codes").str.split(" ")).explode("code", empty_as_null=True)
    options = options.with_columns(_place=pl.int_range(pl.len()).over("_row"))
    germany = pl.when(pl.col("code") == "DEM").then(pl.lit("EUR")).otherwise("code")
    options = options.with_columns(_code=germany).join(
        weights, left_on=["article", "_code"], right_on=["article", "code"], how="left", maintain_order="left"
    )
    old = (pl.col("code") == "DEM") & (pl.col("published_on").dt.year() < _MARKS_ENDED).fill_null(value=False)
    weight = (
        pl.col("weight").fill_null(0.0) + 8.0 * (_source_currency() == pl.col("_code")).fill_null(value=False) + old
    )
    best = options.with_columns(_weight=weight).sort(
        "_row", "_weight", "_place", descending=[False, True, False], maintain_order=True
    )
    best = best.unique("_row", keep="first", maintain_order=True).sort("_row")
    # "R500m" is rand everywhere; so is any sign of one country alone that is glued to millions.
    large = best["value"].fill_null(0.0).ge(1e6) & best["text"].str.contains("^[A-Z][A-Za-z]*[.]?[0-9]")
    large &= ~best["codes"].str.contains(" ", literal=True) | best["codes"].str.starts_with("ZAR")
    spoken, is_local = (best["_weight"] > 0) | large, best["unit_from"] == "local"
    # A sign counts as a symbol from here on; "two marks" without Germany and a price are marks.
    counted = (
        ~spoken & few["unit_surface"].is_in(["mark", "marks"]) & few["role"].is_null() & (few["value"] <= _MOST_MARKS)
    )
    keep = pl.Series([True]).new_from_index(0, facts.height).scatter(rows, spoken | counted)
    codes = pl.when(pl.Series(is_local)).then(best["code"]).otherwise(best["codes"])
    chosen = best.select(codes.alias("codes"), unit=pl.col("code"), unit_from=pl.lit("symbol"))
    changed = {name: facts[name].scatter(rows, chosen[name]) for name in ("codes", "unit")}
    changed["unit_from"] = pl.Series(
        facts["unit_from"].scatter(
            rows, pl.select(pl.when(is_local).then(pl.lit("symbol")).otherwise(best["unit_from"])).to_series()
        )
    )
    return _as_counted_marks(facts.with_columns(**changed), rows.filter(counted)).filter(keep)


def _as_counted_marks(facts: pl.DataFrame, rows: pl.Series) -> pl.DataFrame:
    """Make counts of these marks, which are no money: "482 marks (96.4%)", "two marks on his neck"."""
    said = {"kind": "count", "unit": "mark", "unit_from": "name", "codes": None, "rule": "numeric.count"}
    return facts.with_columns(
        facts[name].scatter(rows, pl.repeat(value, len(rows), dtype=pl.String, eager=True))
        for name, value in said.items()
    )


_MARKS_ENDED = 2003
# Points of an examination, and marks on something.
_MOST_MARKS = 1500.0


# Pounds that are money: a large multiple, a price, Britain.
_POUNDS = ("pound", "pounds")
_PAYS = (
    "(?i:cost|paid|pay|price|worth|fine[ds]?(?-u:\\b)|bail|spen[dt]|salar|rais|fee|fund|prize|bill|debt|tax|budget"
    "|invest|profit|loss|revenue|sales|sterling|penc|£|earn|charge|grant|donat|reward|wage|loan|bond|market|share"
    "|dollar|euro|francs|marks|yen|compensation|damages|british|london|sold|buy|bought)"
)
_WEIGHS = "(?i:weigh|heav|muscle|baby|kilo|kg|tons|carr|thrust|lift|^[ -]*(?:of[ ](?!sterling)))".replace(
    "(?!sterling)", ""
)


def with_pounds(numbers: pl.DataFrame) -> pl.DataFrame:
    """Read "pounds" as money where the words around it are about money, else as a weight."""
    word = pl.col("suffix_word").str.to_lowercase().is_in(_POUNDS)
    around = pl.concat_str(pl.col("lead").str.tail(30), pl.lit(" "), pl.col("rest").str.head(25))
    of = pl.col("rest").str.contains("^[ \n]of[ \n]")
    money = (pl.col("power") >= 6) | (
        around.str.contains(_PAYS)
        & ~around.str.contains(_WEIGHS)
        & ~of
        & (~pl.col("suffix").str.contains("-") | (pl.col("value") >= 1000))
    )
    families = lexicon.currencies().filter(pl.col("surface") == "pounds")["codes"].item()
    # Pounds are rare: only their own rows are read.
    numbers = on_rows(numbers, word, _paid=money)
    numbers = numbers.with_columns(pl.col("_paid").fill_null(value=False))
    paid_for = pl.col("_paid")
    return numbers.with_columns(
        kind=pl.when(paid_for).then(pl.lit("money")).otherwise(pl.col("kind")),
        unit=pl.when(~paid_for).then(pl.col("unit")),
        codes=pl.when(paid_for).then(pl.lit(families)).otherwise(pl.col("codes")),
        si_unit=pl.when(~paid_for).then(pl.col("si_unit")),
        factor=pl.when(paid_for).then(1.0).otherwise(pl.col("factor")),
    ).drop("_paid")
