"""How facts bear on each other: "40 billion euros ($43.5 billion)", "to $5.2 million from $5.05 million"."""

import polars as pl

from transforms.numeric.counts import STOP
from transforms.numeric.spread import following, with_links

_ABOUT = "(?:about |around |roughly |approximately |nearly |some |or |or about |equal to |equivalent to |US)?"
# The opening of a parenthesis, or what joins two figures in one: "(224 kW / 300 PS)".
_OPENS = f"^(?:-?[A-Za-z]*)? ?[(\\[]{_ABOUT}$"
_GOES_ON = "^(?: ?/ ?|; |, | or )$"
_OR = f"^,? or {_ABOUT}$"
# "to $5.2 million from $5.05 million", "up from", "compared with".
_FROM = (
    "^(?:,| )* ?(?:up |down |rising |falling |higher |lower |compared |an increase |a rise |a drop )?"
    "(?:from|with|against)"
    "(?: a revised| about| around| just| nearly| the| an estimated)? $"
)
_TO = (
    "(?i:(?:^|[^a-z])(?:to|at|of|was|were|totaled|totalled|reached|hit|stood at|or)[ \n]"
    "(?:about |around |nearly |just |over |more than |a record )?)$"
)
_OF = '^ of ((?:[^ \n.,;:()"”]+[ \n]){0,5}?[^ \n.,;:()"”]+)(?:[.,;:()"”]|$|[ \n](?:STOP)(?-u:\\b))'.replace(
    "STOP", STOP.replace("|of|", "|")
)


def with_relations(numbers: pl.DataFrame) -> pl.DataFrame:
    """Add `same_as` (start_char of the fact restated), of_text, from_value and to_value.

    A restatement takes over the modifier of what it restates: "more than 100 kilometers (60 miles)".

    Takes numbers with `fact_start`, `fact_unit` and the columns of spread.ranges().
    """
    numbers = with_links(numbers, "decided", "value")
    next_kind, next_unit = pl.col("next_decided"), following("fact_unit")
    measured = (pl.col("decided") == next_kind) & (pl.col("fact_unit") != next_unit)
    comparable = measured & (
        (next_kind == "money")
        | (next_kind.is_in(["dimension", "temperature"]) & pl.col("si_unit").eq_missing(following("si_unit")))
    )
    core = pl.col("core")
    opens = (comparable & (core.str.contains(_OPENS) | core.str.contains(_OR))).fill_null(False)
    goes_on = (comparable & core.str.contains(_GOES_ON)).fill_null(False)
    numbers = numbers.with_columns(_opens=opens, _goes_on=goes_on)
    first = pl.col("_opens").shift(1, fill_value=False)
    second = pl.col("_goes_on").shift(1, fill_value=False) & first.shift(1, fill_value=False)
    start, modifier = pl.col("fact_start"), pl.col("modifier")
    numbers = numbers.with_columns(
        same_as=pl.when(first).then(start.shift(1)).when(second).then(start.shift(2)),
        modifier=pl.when(first & (modifier == "="))
        .then(modifier.shift(1))
        .when(second & (modifier == "="))
        .then(modifier.shift(2))
        .otherwise(modifier),
    )
    from_next = (
        (pl.col("decided") == next_kind)
        & (pl.col("fact_unit").eq_missing(next_unit))
        & core.str.contains(_FROM)
        & pl.col("lead").str.contains(_TO)
        & pl.col("value").is_not_null()
        & pl.col("next_value").is_not_null()
    ).fill_null(False)
    changed = pl.col("is_change")
    parts = pl.col("decided").is_in(["fraction", "percent"])
    whole = pl.coalesce(
        pl.when(parts).then(pl.col("rest").str.extract(_OF, 1)),
        pl.when(pl.col("decided") == "fraction").then(pl.col("noun_words").str.replace("^of ", "")),
    )
    return numbers.with_columns(
        shape=pl.when(changed | from_next).then(pl.lit("change")).otherwise(pl.col("shape")),
        from_value=pl.when(from_next).then(pl.col("next_value")).when(changed).then(pl.col("low")),
        to_value=pl.when(from_next).then(pl.col("value")).when(changed).then(pl.col("high")),
        of_text=whole,
    )
