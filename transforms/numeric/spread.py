"""Numbers that belong together: "$10 to $15 billion", "between 3 and 5 million", "5-10%", "40 and 50 mg"."""

import polars as pl

from transforms.numeric.atoms import SPACE

_DASH = "^ ?(?:-|–|—|~) ?$|^-?[ \n](?:-|–|—)[ \n]?$"
_TO = f"^-?{SPACE}?-?(?:to|through|or|till|until)-?{SPACE}?(?:about |around |nearly |almost |as much as |as many as |perhaps |even )?-?$"
_OR = f"^-?{SPACE}or{SPACE}(?:even )?$"
_AND = f"^-?{SPACE}(?:and|to){SPACE}(?:about |around )?$"
_BETWEEN = f"(?i:(?:^|[^a-z])(?:between|anywhere between|somewhere between){SPACE}(?:about |around |roughly |an estimated )?)$"
_FROM = f"(?i:(?:^|[^a-z])from{SPACE}(?:about |around |roughly |nearly |up to |just |only )?)$"
_MOVED = (
    f"(?i:(?:^|[^a-z])(?:rose|rise|rises|rising|fell|fall|falls|falling|up|down|gained|gain|lost|lose|jumped|climbed|dropped|drop|slipped|slid"
    f"|added|shed|surged|tumbled|advanced|declined|increased|decreased|plunged|soared|eased|edged|by|higher|lower|off|grew|dipped){SPACE}"
    f"(?:about |around |nearly |almost |more than |just |only |another |over |some |by )?)$"
)
_SCORED = "(?i:(?:^|[^a-z])(?:won|win|beat|lost|lose|defeat|defeated|victory|vote of|voted|lead|led|draw|drew|tie|tied|score|record|by|of|a|decision|ruling)[ \n])$"
_LIST = f"^-?(?:,{SPACE}?|,?{SPACE}(?:and|or|to){SPACE}|{SPACE}?/{SPACE}?)$"

# What a number takes from the one it is bound to, where it has none of its own.
UNIT_COLUMNS = (
    "decided", "unit", "kind", "si_unit", "si_factor", "si_offset", "codes", "factor", "unit_from", "noun", "noun_words",
    "prefix_codes", "prefix_from", "suffix_word", "prefix_key", "is_attributive",
)


def with_links(numbers: pl.DataFrame) -> pl.DataFrame:
    """Add `core` (String): the words between each number with its unit and the next number with its prefix, null if far."""
    following = {
        column: pl.col(column).shift(-1).over("text_no")
        for column in ("start_char", "prefix", "value", "power", "decided", "text", "noun", "prefix_key", "kind", "unit", "codes", "sort")
    }
    gap = following["start_char"].cast(pl.Int64) - pl.col("end_char")
    own = pl.col("letter").str.len_chars() + pl.col("suffix").str.len_chars() + pl.col("per").str.len_chars()
    length = gap - own - following["prefix"].str.len_chars()
    core = pl.when((gap < 44) & (length > 0)).then(pl.col("after").str.slice(own, length.clip(0, 60)))
    return numbers.with_columns(core=core, **{f"next_{name}": column for name, column in following.items()})


def ranges(numbers: pl.DataFrame) -> pl.DataFrame:
    """Fold the two ends of a range into the first of them.

    Takes numbers with their kinds and links; gives them with low, high, shape (point, range, vague, change) and fewer
    rows. The ends share a multiplier ("$10 to $15 billion") unless the first is the larger ("$200 to $4 million").
    """
    first, second = pl.col("value"), pl.col("next_value")
    own_unit = pl.col("prefix_key").is_not_null() | pl.col("kind").is_not_null()
    next_unit = pl.col("next_prefix_key").is_not_null() | pl.col("next_kind").is_not_null()
    has_noun, next_noun = pl.col("noun").is_not_null(), pl.col("next_noun").is_not_null()
    shared = pl.when((pl.col("power") == 0) & (pl.col("next_power") > 0) & (first < second / 10.0 ** pl.col("next_power")))
    first = shared.then(first * 10.0 ** pl.col("next_power")).otherwise(first)
    both = first.is_not_null() & second.is_not_null() & pl.col("decided").is_not_null()
    same_unit = (
        (own_unit & next_unit & ((pl.col("unit").eq_missing(pl.col("next_unit")) & pl.col("decided").eq_missing(pl.col("next_decided")))))
        | own_unit.not_()
        | (pl.col("prefix_key").is_not_null() & next_unit.not_())
    )
    lead = pl.col("lead")
    moved = lead.str.contains(_MOVED)
    from_lead = lead.str.contains(_FROM)
    dash = pl.col("core").str.contains(_DASH) & (own_unit | next_unit | next_noun) & (first < second) & same_unit
    score = pl.col("core").str.contains("^(?:-|–)$") & ~(own_unit | next_unit)
    to = pl.col("core").str.contains(_TO) & (
        (same_unit & ~moved & ~(own_unit.not_() & has_noun & ~next_noun)) | (from_lead & (own_unit & ~next_unit))
    )
    alternative = pl.col("core").str.contains(_OR)
    to = to & (~alternative | ((first < second) & ~(own_unit & next_unit & pl.col("prefix_key").is_null())))
    between = pl.col("core").str.contains(_AND) & lead.str.contains(_BETWEEN) & (same_unit | ~next_unit)
    is_range = (both & (pl.col("next_decided").is_not_null()) & (dash | to | between)).fill_null(False)
    numbers = numbers.with_columns(_range=is_range, _score=(score & ~is_range).fill_null(False), _first=first)
    taken = pl.col("_range") & ~pl.col("_range").shift(1, fill_value=False).over("text_no")
    numbers = numbers.with_columns(_range=taken)
    scored = pl.col("_score") | pl.col("_score").shift(1, fill_value=False).over("text_no")
    numbers = numbers.with_columns(decided=pl.when(scored & (pl.col("core").is_not_null() | True)).then(None).otherwise(pl.col("decided")))
    numbers = _share_units(numbers)
    behind = ("value", "letter", "suffix", "per", "rest", "after", "tail", "per_unit", "end_char", "end_byte", "words", "modifier")
    numbers = numbers.with_columns(pl.col(name).shift(-1).over("text_no").alias(f"_next_{name}") for name in behind)
    fold = pl.col("_range")
    numbers = numbers.with_columns(
        low=pl.when(fold).then(pl.col("_first")).otherwise(pl.col("low")),
        high=pl.when(fold).then(pl.col("_next_value")).otherwise(pl.col("high")),
        exact=pl.when(fold).then(None).otherwise(pl.col("exact")),
        value=pl.when(fold).then(None).otherwise(pl.col("value")),
        shape=pl.when(fold).then(pl.lit("range")).when(pl.col("sort") == "vague").then(pl.lit("vague")).otherwise(pl.lit("point")),
        words=pl.when(fold).then(
            pl.concat_str("words", "core", pl.col("next_prefix"), "_next_words", ignore_nulls=True)
        ).otherwise(pl.col("words")),
        rest=pl.when(fold).then(pl.col("_next_rest")).otherwise(pl.col("rest")),
        per_unit=pl.when(fold).then(pl.coalesce("per_unit", "_next_per_unit")).otherwise(pl.col("per_unit")),
        is_change=fold & lead.str.contains(_FROM),
    )
    return numbers.filter(~pl.col("_range").shift(1, fill_value=False).over("text_no"))


def _share_units(numbers: pl.DataFrame) -> pl.DataFrame:
    """Give the bare ends of ranges and lists the unit of the next number, from right to left, and of the one before."""
    for _ in range(2):
        following = [pl.col(column).shift(-1).over("text_no").alias(f"_n_{column}") for column in UNIT_COLUMNS]
        numbers = numbers.with_columns(following)
        bare = pl.col("prefix_key").is_null() & pl.col("kind").is_null() & (pl.col("noun").is_null() | pl.col("_range"))
        takes = bare & pl.col("decided").is_not_null() & pl.col("_n_decided").is_not_null() & (pl.col("_range") | pl.col("core").str.contains(_LIST)) & (
            pl.col("_n_decided") != "number"
        ) & (pl.col("decided") != "fraction") & (pl.col("_n_decided") != "fraction")
        takes = takes.fill_null(False)
        numbers = numbers.with_columns(
            pl.when(takes).then(pl.col(f"_n_{column}")).otherwise(pl.col(column)).alias(column) for column in UNIT_COLUMNS
        )
    return numbers
