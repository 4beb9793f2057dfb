"""Two figures that are one: "one in five", "15 dollars and 50 cents"; and two that are none: "3-2", "555-0123"."""

import polars as pl

from transforms.numeric.spread import behind_a, following, is_score, with_links

# "one in five", "two out of three", "one of four concepts".
_RATIO = "^ (?:in|out of|of|over)(?: every)? $"


def scores(numbers: pl.DataFrame) -> pl.Series:
    """Whether each number is half of a score, a season, a telephone or house number: "3-2", "2014-15", "555-0123"."""
    numbers = with_links(numbers, "prefix_key", "kind", "value", "noun", "text")
    own_unit = pl.col("prefix_key").is_not_null() | pl.col("kind").is_not_null()
    next_unit = pl.col("next_prefix_key").is_not_null() | pl.col("next_kind").is_not_null()
    rising = (pl.col("value") < pl.col("next_value")) & (pl.col("next_noun").is_not_null())
    digits = pl.col("text").str.contains("^[0-9]+$") & pl.col("next_text").str.contains("^[0-9]+$")
    years = pl.col("text").str.contains("^(?:1[0-9]|20)[0-9]{2}$")
    joined = pl.col("core").str.contains("^(?:-|–)$") | (pl.col("core").str.contains("^ ?(?:-|–) ?$") & years)
    # "a 9-2 lead" is kept, as a score.
    pair = joined & digits & ~is_score() & ~own_unit & ~next_unit & ~(rising & (pl.col("value") < 1000))
    marked = numbers.select(pair=pair.fill_null(False), text_no="text_no")
    return marked.select(pl.col("pair") | behind_a("pair")).to_series()


def ratios(numbers: pl.DataFrame) -> pl.DataFrame:
    """Fold "one in five" and "two out of three" into one fraction."""
    numbers = with_links(numbers, "value", "noun", "decided", "text")
    bare = pl.col("prefix_key").is_null() & pl.col("kind").is_null() & ~pl.col("is_attributive")
    plain = (
        pl.col("next_value").is_between(2, 1000)
        & (pl.col("core").ne(" over ") | pl.col("next_noun").is_null())
        & (pl.col("value") < pl.col("next_value"))
        & (pl.col("value") >= 1)
    )
    is_ratio = (
        bare
        & plain
        & pl.col("core").str.contains(_RATIO)
        & pl.col("next_decided").is_in(["count", "number"])
        & ~pl.col("next_text").str.contains("^(?:19|20)[0-9]{2}$")
    ).fill_null(False)
    numbers = numbers.with_columns(_ratio=is_ratio)
    taken = behind_a("_ratio")
    behind = {
        name: following(name) for name in ("words", "noun", "noun_words", "rest", "core", "tail", "after", "text")
    }
    ratio = pl.col("_ratio")
    numbers = numbers.with_columns(
        exact=pl.when(ratio).then(None).otherwise(pl.col("exact")),
        value=pl.when(ratio).then(pl.col("value") / pl.col("next_value")).otherwise(pl.col("value")),
        decided=pl.when(ratio).then(pl.lit("fraction")).otherwise(pl.col("decided")),
        sort=pl.when(ratio).then(pl.lit("fraction")).otherwise(pl.col("sort")),
        words=pl.when(ratio).then(pl.concat_str("words", "core", behind["words"])).otherwise(pl.col("words")),
        **{
            name: pl.when(ratio).then(behind[name]).otherwise(pl.col(name))
            for name in ("noun", "noun_words", "rest", "tail")
        },
    )
    return numbers.filter(~taken)


def amounts(numbers: pl.DataFrame) -> pl.DataFrame:
    """Fold "15 dollars and 50 cents" and "$20 and 43" into one amount."""
    numbers = with_links(numbers)
    major = (pl.col("decided") == "money") & pl.col("exact").str.contains("^[0-9]+$") & (pl.col("power") == 0)
    major &= pl.col("prefix_codes").is_not_null() | (pl.col("factor") == 1.0)
    then_ = {
        name: following(name)
        for name in (
            "decided",
            "value",
            "factor",
            "prefix_codes",
            "tail",
            "words",
            "rest",
            "power",
            "prefix_key",
            "suffix_word",
            "noun",
        )
    }
    joined = pl.col("core").str.contains("^,? (?:and )?$") & (then_["power"] == 0)
    cents = (
        (then_["decided"] == "money") & (then_["factor"] < 1.0) & then_["prefix_key"].is_null() & (then_["value"] < 1.0)
    )
    bare = (
        (then_["decided"] == "number")
        & then_["value"].is_between(1, 99)
        & ((pl.col("suffix_word") != "") | (pl.col("core") == " and "))
        & then_["tail"].str.contains("^(?:$|[.,;!?)])")
    )
    folds = (major & joined & (cents | bare)).fill_null(False)
    numbers = numbers.with_columns(
        _folds=folds, _more=pl.when(cents).then(then_["value"]).otherwise(then_["value"] / 100)
    )
    numbers = numbers.with_columns(_words=then_["words"], _rest=then_["rest"])
    fold = pl.col("_folds")
    total = (pl.col("value") + pl.col("_more")).round(2)
    numbers = numbers.with_columns(
        value=pl.when(fold).then(total).otherwise(pl.col("value")),
        exact=pl.when(fold).then(total.cast(pl.String)).otherwise(pl.col("exact")),
        words=pl.when(fold).then(pl.concat_str("words", "core", "_words")).otherwise(pl.col("words")),
        rest=pl.when(fold).then(pl.col("_rest")).otherwise(pl.col("rest")),
    )
    return numbers.filter(~behind_a("_folds"))
