"""Numeric facts: "up to 40 billion euros ($43.5 billion)", "a fifth of Ukraine", "the 27-country bloc", "aged 35"."""

import polars as pl

from transforms import overlaps
from transforms.numeric import atoms, counts, passages, spread, surroundings
from transforms.numeric.figures import SCALES, scaled, to_float
from transforms.sentences import number_sentences


def numeric_facts(
    texts: pl.DataFrame, sentences: pl.DataFrame, temporal: pl.DataFrame, fx_rates: pl.DataFrame | None = None
) -> pl.DataFrame:
    """Find every amount, percentage, duration, age, measure and count, with its value and unit."""
    read, found, places = passages.passages(texts, atoms.find_numbers(texts))
    return number_sentences(passages.put_back(_read(read, found), places), sentences)


def _read(texts: pl.DataFrame, found: pl.DataFrame) -> pl.DataFrame:
    """The facts that the words beside each number tell, in the columns of the contract."""
    numbers = atoms.with_values(found)
    numbers = surroundings.with_surroundings(numbers, texts)
    numbers = counts.with_nouns(numbers)
    numbers = overlaps.kinds(numbers)
    numbers = _without_foreign_units(numbers)
    numbers = _scaled(numbers)
    numbers = surroundings.with_modifiers(numbers)
    scores = spread.scores(spread.with_links(numbers))
    numbers = spread.with_links(numbers.filter(pl.col("decided").is_not_null() & ~scores))
    numbers = spread.ratios(numbers)
    numbers = spread.amounts(numbers)
    numbers = spread.ranges(numbers)
    return _facts(numbers.filter(pl.col("decided").is_not_null()))


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
    )
    owns = pl.col("decided").is_in(["money", "percent", "dimension", "duration"])
    per = pl.when(owns).then(surroundings.denominator()).fill_null("")
    # "75 USD million": the multiplier behind the currency.
    behind = pl.col("rest").str.extract(surroundings.SCALE_BEHIND, 0)
    numbers = numbers.with_columns(
        scale_behind=pl.when((pl.col("decided") == "money") & (pl.col("power") == 0)).then(behind).fill_null("")
    )
    numbers = numbers.with_columns(rest=pl.col("rest").str.slice(pl.col("scale_behind").str.len_chars()))
    numbers = numbers.with_columns(per=per)
    return numbers.with_columns(
        per_unit=surroundings.per_unit("per"),
        rest=pl.col("rest").str.slice(pl.col("per").str.len_chars()),
    )


def _scaled(numbers: pl.DataFrame) -> pl.DataFrame:
    """Apply signs, multiplying letters and minor units to the value and its exact decimal."""
    minus = pl.col("lead").str.contains(r"(?:^|[^A-Za-z0-9)%.])[-−]$|(?i:(?:^|[^a-z])(?:minus|negative)[ \n-])$") | pl.col(
        "prefix"
    ).str.contains("[-−]$")
    letter_power = (
        pl.col("letter").str.strip_chars().str.to_lowercase().replace_strict({"k": 3, "m": 6, "mm": 6, "b": 9, "t": 12}, default=0)
    )
    behind_power = pl.col("scale_behind").str.strip_chars().str.to_lowercase().replace_strict(SCALES, default=0, return_dtype=pl.Int64)
    letter_power = letter_power + behind_power
    minor = pl.when(pl.col("prefix_codes").is_null()).then(pl.col("factor")).otherwise(pl.col("prefix_factor")).fill_null(1.0)
    numbers = numbers.with_columns(
        is_minus=minus & pl.col("decided").is_not_null(), power=pl.col("power") + letter_power, _shift=letter_power, _minor=minor
    )
    changed = (pl.col("_shift") != 0) | (pl.col("_minor") != 1.0) | pl.col("is_minus")
    keys = ["exact", "_shift", "_minor", "is_minus"]
    distinct = numbers.filter(changed & pl.col("exact").is_not_null()).select(keys).unique(maintain_order=True)
    exact = [_rescaled(*row) for row in distinct.iter_rows()]
    distinct = distinct.with_columns(
        _exact=pl.Series(exact, dtype=pl.String), _value=pl.Series([to_float(x) for x in exact], dtype=pl.Float64)
    )
    numbers = numbers.join(distinct, on=keys, how="left", maintain_order="left")
    # Words of the fact: the sign, the figure, what multiplies it.
    return numbers.with_columns(
        exact=pl.coalesce("_exact", "exact"),
        value=pl.when(pl.col("_exact").is_not_null()).then(pl.col("_value")).otherwise(pl.col("value")),
        words=pl.concat_str("text", "letter", "suffix", "scale_behind", "per"),
    )


def _rescaled(exact: str, power: int, minor: float, is_minus: bool) -> str:
    from decimal import Decimal

    exact = scaled(exact, power) if power else exact
    if minor != 1.0:
        exact = scaled(exact, -2) if minor == 0.01 else format(Decimal(exact[:400]) * Decimal(str(minor)), "f")
    return "-" + exact if is_minus and exact.strip("0.") else exact


def _facts(numbers: pl.DataFrame) -> pl.DataFrame:
    """Put together the columns of the contract."""
    codes = pl.coalesce("prefix_codes", "codes")
    kind = pl.col("decided")
    unit = (
        pl.when(kind == "money").then(codes.list.first())
        .when(kind == "age").then(pl.lit("year"))
        .when(kind.is_in(["count", "fraction"])).then(pl.col("noun"))
        .otherwise(pl.col("unit"))
    )
    prefix_length = pl.col("prefix").str.len_chars() * (kind == "money").cast(pl.UInt32)
    text = pl.when(kind == "money").then(pl.concat_str("prefix", "words")).otherwise(pl.col("words"))
    noun = pl.when(pl.col("noun_words").is_not_null() & kind.eq("count")).then(pl.concat_str(pl.lit(" "), "noun_words"))
    return numbers.select(
        "text_no",
        start_char=(pl.col("start_char") - prefix_length).cast(pl.UInt32),
        text=text,
        kind=kind,
        shape="shape",
        value="value",
        value_text="exact",
        value_low="low",
        value_high="high",
        modifier="modifier",
        unit=unit,
        unit_surface=pl.coalesce("prefix_key", pl.when(pl.col("suffix_word") != "").then(pl.col("suffix_word")), "noun_words"),
        unit_from=pl.coalesce("prefix_from", "unit_from"),
        per_unit="per_unit",
        rule=kind,
    ).with_columns(end_char=(pl.col("start_char") + pl.col("text").str.len_chars()).cast(pl.UInt32))
