"""Numbers that belong together: "$10 to $15 billion", "between 3 and 5 million", "5-10%", "40 and 50 mg"."""

import polars as pl

from transforms.columns.distinct import apply_once, encode
from transforms.columns.masked import on_rows
from transforms.numeric.numerals.decimals import scaled
from transforms.numeric.numerals.lexicon import SPACE
from transforms.numeric.relations import connectives
from transforms.numeric.relations.connectives import behind_a, followed, next_of, with_next

_BETWEEN = (
    f"(?i:(?:^|[^a-z])(?:between|anywhere between|somewhere between){SPACE}(?:about |around |roughly |an estimated )?)$"
)
_FROM = f"(?i:(?:^|[^a-z])from{SPACE}(?:about |around |roughly |nearly |up to |just |only )?)$"
_MOVED = (
    f"(?i:(?:^|[^a-z])(?:rose|rise|rises|rising|fell|fall|falls|falling|up|down|gained|gain|lost|lose"
    f"|jumped|climbed|dropped|drop|slipped|slid"
    f"|added|shed|surged|tumbled|advanced|declined|increased|decreased|plunged|soared|eased|edged|by"
    f"|higher|lower|off|grew|dipped){SPACE}"
    f"(?:about |around |nearly |almost |more than |just |only |another |over |some |by )?)$"
)
# What a number after it is a change by.
_CHANGED_BY = (
    f"(?i:(?:^|[^a-z])(?:by|up|down|lost|lose|loses|gained|gain|gains|added|adding|shed|rose|fell|climbed|dropped|slipped|slid"
    f"|jumped|advanced|declined){SPACE}(?:about |around |nearly |almost |just |some |another |only )?)$"
)
_FAR = 4.0
_RISES = "(?i:ris(?:e|es|en|ing)|rose|grow|grew|gr?own|increas|climb|up|jump|soar|surg|doubl|tripl|gain)[^.]{0,30}$"
_RANGING = f"(?i:(?:^|[^a-z])(?:rang|var)[a-z]+{SPACE}(?:anywhere{SPACE})?from{SPACE})"
_EITHER_WAY = (("_first", "_next_value"), ("_next_value", "_first"))
# What is said of people or things counted before: "and 30 were wounded", "and 12 injured".
_SUFFERED = (
    f"^{SPACE}(?:were|are|was|have|had|remain|remained|died|injured|wounded|missing|dead|killed|hurt|arrested"
    "|displaced|survived|went|came|left|escaped|voted)(?-u:\\b)"
)

# What a number takes from the one it is bound to, where it has none of its own.
UNIT_COLUMNS = (
    "decided",
    "unit",
    "kind",
    "si_unit",
    "si_factor",
    "si_offset",
    "codes",
    "factor",
    "unit_from",
    "noun",
    "noun_words",
    "prefix_codes",
    "prefix_from",
    "suffix_word",
    "prefix_key",
    "is_attributive",
)


def ranges(numbers: pl.DataFrame) -> pl.DataFrame:
    """Fold the two ends of a range into the first of them.

    Takes numbers with their kinds; gives them with low, high, shape (point, range, vague, change) and fewer
    rows. The ends share a multiplier ("$10 to $15 billion") unless the first is the larger ("$200 to $4 million").
    """
    numbers = _share_scales(numbers)
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
    from_lead = lead.str.contains(_FROM)
    dash = pl.col("_dash") & (own_unit | next_unit | next_noun | per | large) & (first < second) & same_unit
    to = pl.col("_to") & (
        (same_unit & ~(moved & own_unit) & ~(own_unit.not_() & has_noun & ~next_noun))
        | (from_lead & (own_unit & ~next_unit))
    )
    alternative = pl.col("_or")
    to = to & (~alternative | ((first < second) & ~(own_unit & next_unit & pl.col("prefix_key").is_null())))
    to = to | (
        pl.col("_to_far") & from_lead & (own_unit & next_unit & same_unit | (own_unit & pl.col("_short") & ~next_unit))
    )
    # "either 10 or 20" are two.
    to &= ~(alternative & lead.str.contains("(?i:(?:^|[^a-z])either )"))
    # "fell by 1,200 to 45,000", "lost 40 to 3,870": a change and where it led to, much further away.
    led_to = lead.str.contains(_CHANGED_BY) & (pl.col("next_decided") != "percent")
    to &= ~(led_to & ((second >= _FAR * first) | (second <= first)))
    between = pl.col("_and") & lead.str.contains(_BETWEEN) & (same_unit | ~next_unit)
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
    numbers = _share_units(numbers)
    behind = ("value", "core", "per_unit", "words")
    numbers = numbers.with_columns(next_of(name).alias(f"_next_{name}") for name in behind)
    fold = pl.col("_range")
    is_change = fold & lead.str.contains(_FROM) & ~lead.str.contains(_RANGING)
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
    "_and": connectives.AND,
    "_list": connectives.LIST,
    "_people_and": connectives.PEOPLE_AND,
    "_short": "^.{0,12}$",
}


def _ask_cores(cores: pl.DataFrame) -> pl.DataFrame:
    """What joins a number to the next, asked of distinct words between two numbers."""
    return cores.with_columns(pl.col("core").str.contains(joint).alias(name) for name, joint in _ASKED.items())


def points(numbers: pl.DataFrame) -> pl.DataFrame:
    """Add to numbers that stand alone what `ranges` adds: shape (point or vague) and is_change."""
    score = pl.when(pl.col("decided") == "score").then(pl.lit("range"))
    shape = score.when(pl.col("sort") == "vague").then(pl.lit("vague")).otherwise(pl.lit("point"))
    return numbers.with_columns(shape=shape, is_change=pl.lit(value=False))


def _code(prefix: str, suffix: str) -> pl.Expr:
    return pl.coalesce(prefix, suffix).str.extract("^([^ ]+)", 1)


# Multipliers that are shared: a million and more, and how far apart such figures are at most.
_SHARED_POWER, _APART = 3, 10.0


def _share_scales(numbers: pl.DataFrame) -> pl.DataFrame:
    """Give the first of two figures the multiplier behind the second: "from 3 to 2.4 billion", "1.2 and 1.4 million".

    From right to left, so that "11.5 to 14-16 billion" is all billions. "$200 to $4 million" shares nothing: the first
    is far above the second as written; nor does what rises to less than it was ("rose from 200 to 4 million").
    """
    for _ in range(2):
        numbers = with_next(numbers, "power", "value", "decided", "kind", "prefix_key", "prefix_codes", "exact")
        core, power = pl.col("core"), pl.col("next_power")
        first, second = pl.col("value"), pl.col("next_value") / 10.0**power
        joined = (
            core.str.contains(connectives.DASH) | core.str.contains(connectives.TO) | core.str.contains(connectives.AND)
        )
        and_ = core.str.contains(f"^{SPACE}and{SPACE}$") & ~pl.col("lead").str.contains(_BETWEEN)
        listed = pl.col("exact").str.contains(".", literal=True) & pl.col("next_exact").is_not_null()
        bare = pl.col("kind").is_null() & pl.col("noun").is_null() & (pl.col("power") == 0)
        below = (first < second) & (~and_ | listed | (second < _APART * first))
        above = (first < 1000) & (first < _APART * second) & ~pl.col("lead").str.contains(_RISES)
        above &= pl.col("lead").str.contains(_FROM) | pl.col("prefix_key").is_not_null() | listed
        shares = bare & joined & (power >= _SHARED_POWER) & (below | above)
        shares &= pl.col("prefix_key").is_null() | pl.col("next_kind").is_null() | (pl.col("next_decided") == "money")
        both_marked = pl.col("prefix_key").is_not_null() & pl.col("next_prefix_key").is_not_null()
        other = (pl.col("prefix_codes") != pl.col("next_prefix_codes")) | core.str.contains(connectives.OR)
        # "$200 and $4 million" are two amounts.
        shares &= ~(both_marked & (other | and_))
        shares &= ~pl.col("lead").str.contains(_CHANGED_BY) | (first < second)
        shared = numbers.select(shares.fill_null(value=False)).to_series()
        if not shared.any():
            break
        names = [name for name in numbers.columns if not name.startswith(("next_", "_followed"))]
        figures = zip(numbers["exact"].filter(shared), numbers["next_power"].filter(shared), strict=True)
        exact = [None if figure is None else scaled(figure, by) for figure, by in figures]
        places = shared.arg_true()
        numbers = numbers.with_columns(
            value=pl.when(shared).then(first * 10.0**power).otherwise("value"),
            exact=numbers["exact"].scatter(places, pl.Series(exact, dtype=pl.String)),
            power=pl.when(shared).then(power).otherwise("power"),
        ).select(names)
    return numbers.select(name for name in numbers.columns if not name.startswith(("next_", "_followed")))


def _share_units(numbers: pl.DataFrame) -> pl.DataFrame:
    """Give the bare ends of ranges and lists the unit of the next number, from right to left, and of the one before."""
    numbers = _coordinated(numbers)
    for _ in range(3):
        beside = [next_of(column).alias(f"_n_{column}") for column in UNIT_COLUMNS]
        numbers = numbers.with_columns(followed()).with_columns(beside)
        bare = pl.col("prefix_key").is_null() & pl.col("kind").is_null() & (pl.col("noun").is_null() | pl.col("_range"))
        takes = (
            bare
            & pl.col("decided").is_not_null()
            & pl.col("_n_decided").is_not_null()
            & (pl.col("_range") | pl.col("_listed") | (pl.col("_people_and") & (pl.col("_n_decided") == "count")))
            & (pl.col("_n_decided") != "number")
            & (pl.col("decided") != "fraction")
            & (pl.col("_n_decided") != "fraction")
        )
        numbers = numbers.with_columns(_takes=takes.fill_null(False))
        takes = pl.col("_takes")
        numbers = numbers.with_columns(
            *(
                pl.when(takes).then(pl.col(f"_n_{column}")).otherwise(pl.col(column)).alias(column)
                for column in UNIT_COLUMNS
            ),
            _shared=pl.col("_shared") | takes,
        )
    return _share_onwards(numbers)


def _coordinated(numbers: pl.DataFrame) -> pl.DataFrame:
    """Add `_listed`: whether a link of a list has the unit of what follows in common with it.

    "9, 11 and 14 metres" does. A comma alone parts ("closed at 38,026, 1 percent below"), and so does one before an
    "or" that says the same again ("7,300, or 4 per cent"), unless a comma was there before.
    """
    core = pl.col("core")
    comma = core.str.contains(connectives.COMMA).fill_null(value=False)
    oxford = core.str.contains(connectives.COMMA_AND).fill_null(value=False)
    numbers = numbers.with_columns(_comma=comma, _oxford=oxford)
    oxford = pl.col("_oxford") & (behind_a("_comma") | behind_a("_oxford"))
    numbers = numbers.with_columns(
        _listed=pl.col("_list").fill_null(value=False) & ~pl.col("_comma") & (~pl.col("_oxford") | oxford)
    )
    for _ in range(4):
        numbers = numbers.with_columns(followed())
        onward = next_of("_listed").fill_null(value=False)
        numbers = numbers.with_columns(_listed=pl.col("_listed") | (pl.col("_comma") & onward))
    # "closed at 3,870 and 1 percent": no share of a hundred.
    percent = (next_of("decided") == "percent") & (pl.col("value") > _MOST_PERCENT)
    return numbers.with_columns(_listed=pl.col("_listed") & ~percent.fill_null(value=False))


_MOST_PERCENT = 1000.0


def _share_onwards(numbers: pl.DataFrame) -> pl.DataFrame:
    """Give bare numbers what the one before them says of both: "64 points to 4,577", "20 men and 30 were"."""
    same = pl.col("run").shift(1) == pl.col("run")
    names = ("decided", "noun", "noun_words", "core", "kind")
    before = {name: pl.col(name).shift(1) for name in names}
    bare = (pl.col("decided") == "number") & pl.col("value").is_not_null()
    point = (before["noun"] == "point") & before["core"].str.contains(connectives.POINTS_TO)
    age = (before["decided"] == "age") & before["kind"].is_null() & before["core"].str.contains(connectives.AND_AGED)
    # The words between must open with the noun itself.
    noun = before["core"].str.slice(1).str.starts_with(before["noun_words"]) & pl.col("tail").str.contains(_SUFFERED)
    counted = (before["decided"] == "count") & before["core"].str.contains(connectives.NOUN_AND) & noun
    like = (pl.col("value") < _APART * pl.col("value").shift(1)) & (pl.col("value") * _APART > pl.col("value").shift(1))
    elided = before["core"].str.slice(1).str.starts_with(before["noun_words"]) & like
    counted |= (before["decided"] == "count") & before["core"].str.contains(connectives.NOUN_FROM) & elided
    points, ages, counts = ((same & bare & kind).fill_null(value=False) for kind in (point, age, counted))
    counts = counts & ~points
    return numbers.with_columns(
        decided=pl.when(points | counts)
        .then(pl.lit("count"))
        .when(ages)
        .then(pl.lit("age"))
        .otherwise(pl.col("decided")),
        noun=pl.when(points | counts).then(before["noun"]).otherwise(pl.col("noun")),
        _shared=pl.col("_shared") | points | counts,
    )
