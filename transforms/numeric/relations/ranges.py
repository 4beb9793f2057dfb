"""Ranges and coordinations: "$10 to $15 billion", "between 3 and 5 million", "5-10%", "40 and 50 mg"."""

import polars as pl

from transforms.columns.distinct import apply_once, encode
from transforms.columns.masked import on_rows
from transforms.numeric.numerals.lexicon import SPACE
from transforms.numeric.relations import connectives
from transforms.numeric.relations.connectives import behind_a, followed, next_of, with_next
from transforms.numeric.relations.unit_sharing import BETWEEN, CHANGED_BY, FROM, share_scales, share_units

_MOVED = (
    f"(?i:(?:^|[^a-z])(?:rose|rise|rises|rising|fell|fall|falls|falling|up|down|gained|gain|lost|lose"
    f"|jumped|climbed|dropped|drop|slipped|slid"
    f"|added|shed|surged|tumbled|advanced|declined|increased|decreased|plunged|soared|eased|edged|by"
    f"|higher|lower|off|grew|dipped){SPACE}"
    f"(?:about |around |nearly |almost |more than |just |only |another |over |some |by )?)$"
)
# "trails 38 percent to 49 percent": the smaller share first, and no range.
_TRAILS = "(?i:(?:^|[^a-z])(?:trail(?:s|ed|ing)?|behind)(?-u:\\b)[^.;:0-9]{0,40})$"
_BY = "(?i:(?:^|[^a-z])by (?:about |around |nearly |some |roughly |between )?)$"
_FAR, _LIKE_SHARES = 4.0, 2.0
_DECIMAL = "^[0-9]{0,3}[.][0-9]+$"
# "ranging from", "live from 300 to 400 years", "aged from 12 to 17": nothing moved.
_RANGING = (
    "(?i:(?:^|[^a-z])(?:rang[a-z]+|var[a-z]+|liv(?:e|es|ing)|last(?:s|ed|ing)?|aged?|ages|dat(?:e|es|ed|ing)|span[a-z]*"
    "|stretch[a-z]*|measur[a-z]+|costs?|costing|weigh(?:s|ed|ing)?|tak(?:e|es|ing)|took|pay(?:s|ing)?|paid|priced"
    "|prices"
    f"|sizes|heights|depths|widths|sentences|terms|fines|anywhere|anything){SPACE}(?:anywhere{SPACE})?from{SPACE})"
)
_EITHER_WAY = (("_first", "_next_value"), ("_next_value", "_first"))


def ranges(numbers: pl.DataFrame) -> pl.DataFrame:
    """Fold the two ends of a range into the first of them.

    Takes numbers with their kinds; gives them with low, high, shape (point, range, vague, change) and fewer
    rows. The ends share a multiplier ("$10 to $15 billion") unless the first is the larger ("$200 to $4 million").
    """
    numbers = share_scales(numbers)
    numbers = with_next(
        numbers,
        *("value", "power", "decided", "text", "noun", "prefix_key", "kind", "unit", "codes", "prefix_codes"),
        *("prefix", "rest", "factor", "per_unit"),
    )
    numbers = apply_once(numbers, encode(numbers["core"]).number, ["core"], _ask_cores)
    first, second = pl.col("value"), pl.col("next_value")
    own_unit = pl.col("prefix_key").is_not_null() | pl.col("kind").is_not_null()
    next_unit = pl.col("next_prefix_key").is_not_null() | pl.col("next_kind").is_not_null()
    has_noun, next_noun = pl.col("noun").is_not_null(), pl.col("next_noun").is_not_null()
    # "10-15p": pence on both sides.
    minor = pl.when(own_unit.not_() & (pl.col("next_factor") < 1.0)).then(pl.col("next_factor")).otherwise(1.0)
    first = first * minor.fill_null(1.0)
    both = first.is_not_null() & second.is_not_null() & pl.col("decided").is_not_null()
    same_unit = (
        (
            own_unit
            & next_unit
            & _code("prefix_codes", "codes").eq_missing(_code("next_prefix_codes", "next_codes"))
            & (pl.col("unit").eq_missing(pl.col("next_unit")) & pl.col("decided").eq_missing(pl.col("next_decided")))
        )
        | own_unit.not_()
        | (pl.col("prefix_key").is_not_null() & next_unit.not_())
    )
    lead = pl.col("lead")
    moved = lead.str.contains(_MOVED)
    per, large = pl.col("next_per_unit").is_not_null(), (pl.col("power") > 0) & (pl.col("next_power") > 0)
    from_lead = lead.str.contains(FROM)
    # "0.4-0.6": neither a score nor a season has decimals.
    decimals = pl.col("text").str.contains(_DECIMAL) & pl.col("next_text").str.contains(_DECIMAL)
    dash = pl.col("_dash") & (own_unit | next_unit | next_noun | per | large | decimals) & (first < second) & same_unit
    to = pl.col("_to") & (
        (same_unit & ~(moved & own_unit) & ~(own_unit.not_() & has_noun & ~next_noun))
        | (from_lead & (own_unit & ~next_unit))
    )
    alternative = pl.col("_or")
    to = to & (~alternative | ((first < second) & ~(own_unit & next_unit & pl.col("prefix_key").is_null())))
    to = to | (
        # "rising from $150 million in 2020 and $75 million in 2012" names two.
        pl.col("_to_far")
        & ~pl.col("_and_far")
        & from_lead
        & (own_unit & next_unit & same_unit | (own_unit & pl.col("_short") & ~next_unit))
    )
    # "rose by 1.5 percent to 1.8 percent" is a range; what rose by a share led to no share that is like it.
    shares = (pl.col("decided") == "percent") & (pl.col("next_decided") == "percent") & own_unit & next_unit & same_unit
    to |= pl.col("_to") & shares & lead.str.contains(_BY) & (first < second) & (second <= _LIKE_SHARES * first)
    # "preferred Smith 51 percent to 24 percent" sets two shares against each other; a range has its lower end first.
    is_share = (pl.col("next_decided") == "percent") & (pl.col("decided").is_in(["percent", "number"]))
    against = (first > second) & ~lead.str.contains(_RANGING) | (own_unit & lead.str.contains(_TRAILS))
    to &= ~(is_share & ~alternative & ~from_lead & against)
    # "either 10 or 20" are two.
    to &= ~(alternative & lead.str.contains("(?i:(?:^|[^a-z])either )"))
    # "fell by 1,200 to 45,000", "lost 40 to 3,870": a change and where it led to, much further away.
    led_to = lead.str.contains(CHANGED_BY) & (pl.col("next_decided") != "percent")
    to &= ~(led_to & ((second >= _FAR * first) | (second <= first)))
    between = pl.col("_and") & lead.str.contains(BETWEEN) & (same_unit | ~next_unit)
    linked = both & pl.col("next_decided").is_not_null() & pl.col("core").is_not_null()
    numbers = numbers.with_columns(_first=first)
    numbers = on_rows(numbers, linked, _range=dash | to | between)
    # "from 11.5 to 14-16": the dash binds closer.
    numbers = numbers.with_columns(followed())
    closer = pl.col("_to") & next_of("_range") & next_of("_dash")
    numbers = numbers.with_columns(_range=pl.col("_range") & ~closer.fill_null(value=False))
    scored = pl.col("is_scored")
    numbers = numbers.with_columns(
        _range=(pl.col("_range").fill_null(value=False) & (pl.col("decided") != "score")) | scored,
        noun=pl.when(pl.col("decided") == "score").then("score_unit").otherwise("noun"),
    )
    taken = pl.col("_range") & ~behind_a("_range")
    numbers = numbers.with_columns(_range=taken)
    numbers = share_units(numbers)
    behind = ("value", "core", "per_unit", "words")
    numbers = numbers.with_columns(next_of(name).alias(f"_next_{name}") for name in behind)
    fold = pl.col("_range")
    is_change = fold & lead.str.contains(FROM) & ~lead.str.contains(_RANGING)
    # A change or a score keeps its ends as told; a range has its lower end first.
    falls = ~is_change & ~scored & (pl.col("_first") > pl.col("_next_value"))
    ends = [pl.when(falls).then(pl.col(b)).otherwise(pl.col(a)) for a, b in _EITHER_WAY]
    numbers = numbers.with_columns(
        low=pl.when(fold).then(ends[0]).otherwise(pl.col("low")),
        high=pl.when(fold).then(ends[1]).otherwise(pl.col("high")),
        exact=pl.when(fold).then(None).otherwise(pl.col("exact")),
        value=pl.when(fold).then(None).otherwise(pl.col("value")),
        shape=pl.when(fold)
        .then(pl.lit("range"))
        .when(pl.col("decided") == "score")
        .then(pl.lit("range"))
        .when(pl.col("sort") == "vague")
        .then(pl.lit("vague"))
        .otherwise(pl.lit("point")),
        words=pl.when(fold)
        .then(pl.concat_str("words", "core", pl.col("next_prefix"), "_next_words", ignore_nulls=True))
        .otherwise(pl.col("words")),
        rest=pl.when(fold).then(pl.col("next_rest")).otherwise(pl.col("rest")),
        core=pl.when(fold).then(pl.col("_next_core")).otherwise(pl.col("core")),
        per_unit=pl.when(fold).then(pl.coalesce("per_unit", "_next_per_unit")).otherwise(pl.col("per_unit")),
        is_change=is_change,
    )
    left = [name for name in numbers.columns if not name.startswith(("_next_", "_n_", "next_")) and name not in _ASKED]
    return numbers.select(left).filter(~behind_a("_range"))


_ASKED = {
    "_dash": connectives.DASH,
    "_to": connectives.TO,
    "_or": connectives.OR,
    "_to_far": connectives.TO_FAR,
    "_and_far": f"[A-Za-z0-9],?{SPACE}and{SPACE}(?:about |around |nearly |just )?$",
    "_and": connectives.AND,
    "_list": connectives.LIST,
    "_by": connectives.BY,
    "_people_and": connectives.PEOPLE_AND,
    "_short": "^.{0,12}$",
}


def _ask_cores(cores: pl.DataFrame) -> pl.DataFrame:
    """What joins a number to the next, asked of distinct words between two numbers."""
    return cores.with_columns(pl.col("core").str.contains(joint).alias(name) for name, joint in _ASKED.items())


def points(numbers: pl.DataFrame) -> pl.DataFrame:
    """Add to numbers without relations what `ranges` adds: shape (point or vague) and is_change."""
    score = pl.when(pl.col("decided") == "score").then(pl.lit("range"))
    shape = score.when(pl.col("sort") == "vague").then(pl.lit("vague")).otherwise(pl.lit("point"))
    return numbers.with_columns(shape=shape, is_change=pl.lit(value=False))


def _code(prefix: str, suffix: str) -> pl.Expr:
    return pl.coalesce(prefix, suffix).str.extract("^([^ ]+)", 1)
