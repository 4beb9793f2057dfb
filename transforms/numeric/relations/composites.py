"""Composite quantities, two figures that are one: "one in five", "15 dollars and 50 cents", "7 feet 10 inches"."""

import polars as pl

from transforms.numeric.relations import connectives
from transforms.numeric.relations.connectives import behind_a, following, with_next


def ratios(numbers: pl.DataFrame) -> pl.DataFrame:
    """Fold "one in five" and "two out of three" into one fraction; "one of four groups" are two counts of groups."""
    numbers = with_next(numbers, "value", "noun", "decided", "text")
    bare = pl.col("prefix_key").is_null() & pl.col("kind").is_null() & ~pl.col("is_attributive")
    # "one in 10,000"; "12 of 20,000" may be any part of them.
    few = (pl.col("value").abs() <= _FEW) & pl.col("core").str.contains("(?:in|out of)(?: every)?[ -]$")
    plain = (
        (pl.col("next_value").is_between(2, 1000) | (pl.col("next_value").is_between(1000, 1e6) & few))
        & (pl.col("core").ne(" over ") | pl.col("next_noun").is_null())
        & (pl.col("value").abs() < pl.col("next_value"))
        & (pl.col("value").abs() >= 1)
        & (pl.col("value") == pl.col("value").floor())
    )
    is_ratio = (
        bare
        & plain
        & pl.col("decided").ne_missing("score")
        & ~pl.col("lead").str.contains(_RANKED)
        & pl.col("core").str.contains(connectives.RATIO)
        & pl.col("next_decided").is_in(["count", "number"])
        & ~pl.col("next_text").str.contains("^(?:19|20)[0-9]{2}$")
    ).fill_null(False)
    members = is_ratio & (pl.col("core") == " of ") & (pl.col("next_decided") == "count")
    numbers = numbers.with_columns(_ratio=is_ratio & ~members, _members=members)
    members = pl.col("_members")
    numbers = numbers.with_columns(
        decided=pl.when(members).then(pl.lit("count")).otherwise("decided"),
        noun=pl.when(members).then(pl.col("next_noun")).otherwise("noun"),
        noun_words=pl.when(~members).then("noun_words"),
    ).drop("_members")
    taken = behind_a("_ratio")
    behind = {name: following(name) for name in ("words", "noun", "noun_words", "rest", "core", "tail")}
    ratio = pl.col("_ratio")
    numbers = numbers.with_columns(
        exact=pl.when(ratio).then(None).otherwise(pl.col("exact")),
        value=pl.when(ratio).then(pl.col("value") / pl.col("next_value")).otherwise(pl.col("value")),
        decided=pl.when(ratio).then(pl.lit("fraction")).otherwise(pl.col("decided")),
        sort=pl.when(ratio).then(pl.lit("fraction")).otherwise(pl.col("sort")),
        words=pl.when(ratio).then(pl.concat_str("words", "core", behind["words"])).otherwise(pl.col("words")),
        **{
            name: pl.when(ratio).then(behind[name]).otherwise(pl.col(name))
            for name in ("noun", "noun_words", "rest", "core", "tail")
        },
    )
    return numbers.filter(~taken)


# "ranks 133 out of 156 countries" is a place, no share.
_RANKED = (
    "(?i:(?-u:\\b)(?:rank(?:s|ed|ing)?|placed|position|finish(?:ed|es)|came)(?: at| in| as| of)? (?:number |no[.] ?)?)$"
)
# As many as chances are told in.
_FEW = 20.0


def amounts(numbers: pl.DataFrame) -> pl.DataFrame:
    """Fold "15 dollars and 50 cents" and "$20 and 43" into one amount."""
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
            "core",
        )
    }
    joined = pl.col("core").str.contains(connectives.AND_CENTS) & (then_["power"] == 0)
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
    numbers = numbers.with_columns(_words=then_["words"], _rest=then_["rest"], _core=then_["core"])
    fold = pl.col("_folds")
    total = (pl.col("value") + pl.col("_more")).round(2)
    numbers = numbers.with_columns(
        value=pl.when(fold).then(total).otherwise(pl.col("value")),
        exact=pl.when(fold).then(total.cast(pl.String)).otherwise(pl.col("exact")),
        words=pl.when(fold).then(pl.concat_str("words", "core", "_words")).otherwise(pl.col("words")),
        rest=pl.when(fold).then(pl.col("_rest")).otherwise(pl.col("rest")),
        core=pl.when(fold).then(pl.col("_core")).otherwise(pl.col("core")),
    )
    return numbers.filter(~behind_a("_folds"))


# How many of the second unit make one of the first. Times stay apart ("2 hours and 30 minutes"), as annotated news
# has them.
_PARTS_OF = (
    {("foot", "inch"): 12, ("stone", "pound"): 14, ("pound", "ounce"): 16, ("degree", "arcminute"): 60}
    | {("yard", "foot"): 3, ("kilometre", "metre"): 1000, ("metre", "centimetre"): 100, ("litre", "millilitre"): 1000}
    | {("kilogram", "gram"): 1000, ("metric ton", "kilogram"): 1000}
)
_OF_SECOND_UNIT = ("unit", "si_unit", "si_factor", "si_offset", "unit_from", "suffix_word", "rest", "core", "per_unit")


def compounds(numbers: pl.DataFrame) -> pl.DataFrame:
    """Fold a measure in two or three units into the smallest, which is exact: "7 feet 10 inches" is 94 inches."""
    return _compounds(_compounds(numbers))


def _compounds(numbers: pl.DataFrame) -> pl.DataFrame:
    pairs = pl.concat_str("unit", pl.lit(" "), following("unit")).is_in([" ".join(units) for units in _PARTS_OF])
    if not numbers.select(pairs.any()).item():
        return numbers
    numbers = with_next(numbers, "decided", "value", "exact", "words", *_OF_SECOND_UNIT)
    table = pl.DataFrame([(*units, times) for units, times in _PARTS_OF.items()], orient="row")
    table.columns = ["unit", "next_unit", "_times"]
    numbers = numbers.join(table, on=["unit", "next_unit"], how="left", maintain_order="left")
    whole = pl.col("exact").str.contains("^[0-9]{1,9}$") & pl.col("next_exact").str.contains("^[0-9]{1,3}$")
    folds = (
        whole
        & (pl.col("decided") == "dimension")
        & (pl.col("next_decided") == "dimension")
        & (pl.col("next_value") < pl.col("_times"))
        & (pl.col("core").str.contains(connectives.AND_CENTS) | pl.col("core").str.contains(f"{connectives.ABUTS}|^-$"))
        & pl.col("per_unit").is_null()
    )
    numbers = numbers.with_columns(_folds=folds.fill_null(value=False))
    numbers = numbers.with_columns(_folds=pl.col("_folds") & ~behind_a("_folds"))
    fold = pl.col("_folds")
    total = pl.col("value") * pl.col("_times") + pl.col("next_value")
    numbers = numbers.with_columns(
        value=pl.when(fold).then(total).otherwise(pl.col("value")),
        exact=pl.when(fold).then(total.cast(pl.Int64, strict=False).cast(pl.String)).otherwise(pl.col("exact")),
        words=pl.when(fold).then(pl.concat_str("words", "core", "next_words")).otherwise(pl.col("words")),
        **{name: pl.when(fold).then(f"next_{name}").otherwise(pl.col(name)) for name in _OF_SECOND_UNIT},
    )
    return numbers.filter(~behind_a("_folds")).drop("_times")
