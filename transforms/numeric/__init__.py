"""Numeric facts: "up to 40 billion euros ($43.5 billion)", "a fifth of Ukraine", "the 27-country bloc", "aged 35"."""

import polars as pl

from transforms.columns.masked import on_rows
from transforms.numeric import kinds, passages, race_times, surroundings, temporal_overlap
from transforms.numeric.numerals import magnitude, matcher, trailing_fractions
from transforms.numeric.relations import (
    composites,
    connectives,
    elided_nouns,
    elided_units,
    itemised,
    modifiers,
    nouns_elsewhere,
    paired_ages,
    parallel_figures,
    ranges,
    restatements,
    roles,
    scores,
)
from transforms.numeric.units import affixes, context_units, counted_nouns, currency, denominators, fx_conversion
from transforms.text.sentences import number_sentences

# Columns of the contract other than the place and the keys.
_COLUMNS = (
    "kind",
    "shape",
    "value",
    "value_text",
    "value_low",
    "value_high",
    "modifier",
    "unit",
    "unit_surface",
    "unit_from",
    "unit_candidates",
    "per_unit",
    "from_value",
    "to_value",
    "of_text",
    "si_value",
    "si_unit",
    "value_usd",
    "value_eur",
    "fx_date",
    "fx_status",
    "same_as_start_char",
    "temporal_start_char",
    "role",
)


def numeric_facts(
    texts: pl.DataFrame, sentences: pl.DataFrame, temporal: pl.DataFrame, fx_rates: pl.DataFrame | None = None
) -> pl.DataFrame:
    """Find every amount, percentage, duration, age, measure and count, with its value and unit.

    Takes a texts frame with its sentences and temporal mentions, and exchange rates in the columns of the FxRate
    contract (without them money has no conversion, fx_status no_rate). Gives text_no, start_char, end_char, text,
    sentence_no, rule and the columns of the NumericFact contract; offsets and same_as_start_char in code points.
    """
    found = temporal_overlap.without_days(matcher.without_tables(matcher.find_numbers(texts)), texts, temporal)
    read, found, places = passages.passages(texts, found)
    facts = passages.put_back(_read(read, found), places)
    facts = race_times.with_race_times(temporal_overlap.without_dates(facts, temporal), temporal)
    facts = currency.with_currencies(currency.with_local_signs(facts, texts), texts)
    facts = context_units.with_local_measures(facts, texts)
    facts = facts.join(texts.select("text_no", "published_on"), on="text_no", how="left", maintain_order="left")
    facts = fx_conversion.with_conversions(facts, _NO_RATES if fx_rates is None else fx_rates)
    facts = number_sentences(facts, sentences)
    return facts.select("text_no", "start_char", "end_char", "text", "sentence_no", "rule", *_COLUMNS)


_NO_RATES = pl.DataFrame(schema={"currency": pl.String, "rate_on": pl.Date, "units_per_eur": pl.Float64})


def _read(texts: pl.DataFrame, found: pl.DataFrame) -> pl.DataFrame:
    """The facts that follow from the context of each number, in the columns of the contract."""
    numbers = matcher.with_values(found)
    numbers = surroundings.with_surroundings(numbers, texts)
    numbers = counted_nouns.with_nouns(numbers)
    numbers = scores.without_the_undecided(itemised.with_itemised_counts(kinds.kinds(numbers)))
    numbers = nouns_elsewhere.with_nouns_elsewhere(paired_ages.with_paired_ages(numbers), texts)
    numbers = parallel_figures.with_parallel_figures(elided_nouns.with_elided_nouns(numbers))
    numbers = elided_units.with_elided_units(numbers)
    numbers = context_units.with_context_units(_without_foreign_units(numbers))
    numbers = context_units.with_differences(numbers)
    numbers = trailing_fractions.with_endings(magnitude.with_scales(numbers))
    numbers = modifiers.with_modifiers(numbers)
    numbers = scores.with_scores(numbers)
    is_fact = numbers["decided"].is_not_null()
    numbers = numbers.select(_SAID).with_row_index("number_no")
    # Few numbers are related to another; the others are facts by themselves.
    alone, bound = connectives.parted_by_runs(numbers, is_fact.arg_true())
    told = [restatements.without_relations(_with_units(ranges.points(alone))).select(_TOLD)]
    if bound.height:  # to relate none takes as long as to relate a few
        bound = ranges.ranges(composites.compounds(composites.amounts(composites.ratios(bound))))
        told.append(restatements.with_relations(_with_units(bound)).select(_TOLD))
    facts = _facts(roles.with_roles(pl.concat(told)))
    return denominators.without_figures_of_denominators(facts)


# What the context tells of a number.
_SAID = (
    *("text_no", "start_char", "text", "sort", "decided", "modifier"),
    *("exact", "value", "low", "high", "power", "is_minus"),
    *("lead", "prefix", "words", "rest", "tail"),
    *("prefix_key", "prefix_codes", "prefix_from", "suffix_word", "unit_from", "per_unit"),
    *("kind", "unit", "si_unit", "si_factor", "si_offset", "codes", "factor"),
    *("noun_per", "noun", "noun_words", "is_attributive", "_shared"),
    *("is_scored", "score_unit"),
)


# What facts are made of once ranges, units and relations are known.
_TOLD = (
    *("text_no", "number_no", "start_char", "text", "decided", "shape", "modifier"),
    *("exact", "value", "low", "high", "from_value", "to_value", "of_text", "same_as", "per_unit"),
    *("fact_start", "fact_text", "fact_unit", "codes", "si_unit", "si_factor", "si_offset"),
    *("prefix_key", "prefix_from", "unit_from", "suffix_word", "noun", "noun_words", "lead", "rest"),
)


def _without_foreign_units(numbers: pl.DataFrame) -> pl.DataFrame:
    """Drop units and nouns that the decided kind does not own, and read the denominator behind those it does."""
    keeps = pl.col("keeps_suffix")
    unit_columns = ("unit", "kind", "si_unit", "si_factor", "si_offset", "codes", "factor", "unit_from")
    numbers = numbers.with_columns(
        *(pl.when(keeps).then(pl.col(name)).otherwise(None).alias(name) for name in unit_columns),
        suffix=pl.when(keeps).then(pl.col("suffix")).otherwise(pl.lit("")),
        suffix_word=pl.when(keeps).then(pl.col("suffix_word")).otherwise(pl.lit("")),
        rest=pl.when(keeps).then(pl.col("rest")).otherwise(pl.col("tail")),
        noun=pl.when("keeps_noun").then(pl.col("noun")),
        noun_words=pl.when("keeps_noun").then(pl.col("noun_words")),
        _shared=pl.lit(value=False),
    )
    # "75 USD million": the multiplier behind the currency.
    behind = pl.col("rest").str.extract(affixes.SCALE_BEHIND, 0)
    numbers = on_rows(numbers, (pl.col("decided") == "money") & (pl.col("power") == 0), scale_behind=behind)
    beyond = pl.col("rest").str.slice(pl.col("scale_behind").str.len_chars())
    numbers = on_rows(numbers, pl.col("scale_behind").is_not_null(), _rest=beyond)
    numbers = numbers.with_columns(pl.col("scale_behind").fill_null(""), rest=pl.coalesce("_rest", "rest")).drop(
        "_rest"
    )
    return denominators.with_denominators(numbers)


def _with_units(numbers: pl.DataFrame) -> pl.DataFrame:
    """Add the unit of the fact, its words and where it begins."""
    codes, kind = pl.coalesce("prefix_codes", "codes"), pl.col("decided")
    unit = (
        pl.when(kind == "money")
        .then(codes.str.extract("^([^ ]+)", 1))
        .when(kind == "age")
        .then(pl.coalesce("unit", pl.lit("year")))
        .when(kind.is_in(["count", "fraction", "score"]) | (kind.eq("duration") & pl.col("unit").is_null()))
        .then(pl.col("noun"))
        .otherwise(pl.col("unit"))
    )
    prefix = pl.when(kind == "money").then(pl.col("prefix")).otherwise(pl.lit(""))
    has_noun = kind.is_in(["count", "duration"]) & pl.col("noun_words").is_not_null() & ~pl.col("_shared")
    # The noun's words follow the figure directly, joined by a blank or a hyphen.
    tail = pl.col("rest").str.head(1 + pl.col("noun_words").str.len_chars())
    noun = pl.when(tail.str.slice(1) == pl.col("noun_words")).then(pl.concat_str(tail, "noun_per", ignore_nulls=True))
    old = pl.col("rest").str.extract("^[- ]olds?(?-u:\\b)", 0)
    minus = pl.col("lead").str.extract("[-−]$", 0)
    numbers = on_rows(numbers, has_noun, _noun=noun)
    numbers = on_rows(numbers, kind == "age", _old=old)
    numbers = on_rows(numbers, pl.col("is_minus"), _sign=minus)
    numbers = numbers.with_columns(_front=pl.concat_str("_sign", prefix, ignore_nulls=True))
    words = pl.concat_str("_front", "words", "_noun", "_old", ignore_nulls=True)
    return numbers.with_columns(
        fact_unit=unit,
        codes=pl.when(kind == "money").then(codes),
        fact_text=words,
        fact_start=(pl.col("start_char").cast(pl.Int64) - pl.col("_front").str.len_chars()).cast(pl.UInt32),
    )


def _facts(numbers: pl.DataFrame) -> pl.DataFrame:
    """The columns of the contract that need no article, date or rate."""
    point = pl.col("value").is_not_null() & pl.col("per_unit").is_null()
    measure = pl.col("decided").is_in(["dimension", "temperature", "duration", "age"]) & point
    # Years and months have no fixed length; what is counted in them keeps no SI value.
    si_value = pl.when(measure & (pl.col("si_unit") != "")).then(
        pl.col("value") * pl.col("si_factor") + pl.col("si_offset")
    )
    bounded = pl.col("modifier").is_in(["<", "<=", ">", ">="]) & (pl.col("shape") == "point")
    return numbers.select(
        "text_no",
        "number_no",
        "value",
        "modifier",
        "per_unit",
        "from_value",
        "to_value",
        "of_text",
        "codes",
        "role",
        start_char="fact_start",
        end_char=(pl.col("fact_start") + pl.col("fact_text").str.len_chars()).cast(pl.UInt32),
        text="fact_text",
        kind="decided",
        shape=pl.when(bounded).then(pl.lit("bound")).otherwise(pl.col("shape")),
        value_text="exact",
        value_low="low",
        value_high="high",
        unit="fact_unit",
        unit_surface=pl.coalesce(
            "prefix_key", pl.when(pl.col("suffix_word") != "").then(pl.col("suffix_word")), "noun_words"
        ),
        unit_from=pl.when(pl.col("fact_unit").is_not_null()).then(
            pl.coalesce("prefix_from", "unit_from", pl.lit("name"))
        ),
        si_value=si_value,
        si_unit=pl.when(si_value.is_not_null()).then(pl.col("si_unit")),
        same_as_start_char="same_as",
        figure_chars=pl.col("start_char") + pl.col("text").str.len_chars() - pl.col("fact_start"),
        rule=pl.concat_str(pl.lit("numeric."), "decided"),
    )
