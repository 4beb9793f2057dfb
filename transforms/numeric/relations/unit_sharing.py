"""Units and multipliers that a range or coordination shares: "$10 to $15 billion", "9, 11 and 14 metres"."""

import polars as pl

from transforms.numeric.numerals.decimals import scaled
from transforms.numeric.numerals.lexicon import SPACE
from transforms.numeric.relations import connectives
from transforms.numeric.relations.connectives import behind_a, followed, next_of, with_next

BETWEEN = (
    f"(?i:(?:^|[^a-z])(?:between|anywhere between|somewhere between){SPACE}(?:about |around |roughly |an estimated )?)$"
)
FROM = f"(?i:(?:^|[^a-z])from{SPACE}(?:about |around |roughly |nearly |up to |just |only )?)$"
# What a number after it is a change by.
CHANGED_BY = (
    f"(?i:(?:^|[^a-z])(?:by|up|down|lost|lose|loses|gained|gain|gains|added|adding|shed|rose|fell|climbed|dropped|slipped|slid"
    f"|jumped|advanced|declined){SPACE}(?:about |around |nearly |almost |just |some |another |only )?)$"
)
_RISES = "(?i:ris(?:e|es|en|ing)|rose|grow|grew|gr?own|increas|climb|up|jump|soar|surg|doubl|tripl|gain)[^.]{0,30}$"
# What is said of people or things counted before: "and 30 were wounded", "and 12 injured".
_SUFFERED = (
    f"^{SPACE}(?:were|are|was|have|had|remain|remained|died|injured|wounded|missing|dead|killed|hurt|arrested"
    "|displaced|survived|went|came|left|escaped|voted)(?-u:\\b)"
)

# "80 Hurt and 7 Villages Damaged": no people of which both are.
_BEFELL = (
    "(?:^|[^A-Za-z])(?:Hurt|Killed|Dead|Injured|Wounded|Missing|Arrested|Held|Detained|Rescued|Displaced)(?-u:\\b)"
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


_EVENTS = ("death", "fatality", "arrest")
# Multipliers that are shared: a million and more, and how far apart such figures are at most.
_SHARED_POWER, _APART = 3, 10.0


def share_scales(numbers: pl.DataFrame) -> pl.DataFrame:
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
        and_ = core.str.contains(f"^{SPACE}and{SPACE}$") & ~pl.col("lead").str.contains(BETWEEN)
        listed = pl.col("exact").str.contains(".", literal=True) & pl.col("next_exact").is_not_null()
        bare = pl.col("kind").is_null() & pl.col("noun").is_null() & (pl.col("power") == 0)
        below = (first < second) & (~and_ | listed | (second < _APART * first))
        above = (first < 1000) & (first < _APART * second) & ~pl.col("lead").str.contains(_RISES)
        above &= pl.col("lead").str.contains(FROM) | pl.col("prefix_key").is_not_null() | listed
        shares = joined & (below | above)
        shares &= pl.col("prefix_key").is_null() | pl.col("next_kind").is_null() | (pl.col("next_decided") == "money")
        both_marked = pl.col("prefix_key").is_not_null() & pl.col("next_prefix_key").is_not_null()
        other = (pl.col("prefix_codes") != pl.col("next_prefix_codes")) | core.str.contains(connectives.OR)
        # "$200 and $4 million" are two amounts.
        shares &= ~(both_marked & (other | and_))
        shares &= ~pl.col("lead").str.contains(CHANGED_BY) | (first < second)
        # Few are bare before a million: the patterns are asked of those.
        asked = numbers.select((bare & (power >= _SHARED_POWER)).fill_null(value=False)).to_series().arg_true()
        if asked.is_empty():
            break
        few = numbers[asked].lazy().select(shares.fill_null(value=False)).collect(engine="in-memory").to_series()
        if not few.any():
            break
        shared = pl.repeat(False, numbers.height, eager=True).scatter(asked, few)
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


def share_units(numbers: pl.DataFrame) -> pl.DataFrame:
    """Give the bare ends of ranges and lists the unit of the next number, from right to left, and of the one before."""
    numbers = _coordinated(numbers)
    for _ in range(3):
        nearby = [next_of(column).alias(f"_n_{column}") for column in UNIT_COLUMNS]
        numbers = numbers.with_columns(followed()).with_columns(nearby)
        bare = pl.col("prefix_key").is_null() & pl.col("kind").is_null() & (pl.col("noun").is_null() | pl.col("_range"))
        # "a 4 x 100m relay" has no sides, nor have "3 x 200g packs".
        core = pl.col("core")
        races = (pl.col("_n_unit") == "metre") & (next_of("value") >= _RACE)
        races = (races | pl.col("_n_si_unit").is_in(["kg", "m^3"])) & core.str.contains("[x×]")
        takes = (
            bare
            & pl.col("decided").is_not_null()
            & pl.col("_n_decided").is_not_null()
            & (
                pl.col("_range")
                | pl.col("_listed")
                | (pl.col("_people_and") & (pl.col("_n_decided") == "count") & ~core.str.contains(_BEFELL))
                | (pl.col("_by") & (pl.col("_n_decided") == "dimension") & ~races)
            )
            & (pl.col("_n_decided") != "number")
            & (pl.col("decided") != "fraction")
            & (pl.col("_n_decided") != "fraction")
            # "a girl aged four and two men".
            & ((pl.col("decided") != "age") | (pl.col("_n_decided") != "count"))
            # "deaths rose by 12 to 340": who adds up deaths must not find what they rose by.
            & ~(pl.col("_n_noun").is_in(_EVENTS).fill_null(value=False) & pl.col("lead").str.ends_with(" by "))
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
    "or" that says the same again ("7,300, or 4 per cent"), unless a comma was there before. Three figures that rise
    are a list without its "and": "7, 8, 10 percent".
    """
    core = pl.col("core")
    comma = core.str.contains(connectives.COMMA).fill_null(value=False)
    oxford = core.str.contains(connectives.COMMA_AND).fill_null(value=False)
    numbers = numbers.with_columns(_comma=comma, _oxford=oxford)
    oxford = pl.col("_oxford") & (behind_a("_comma") | behind_a("_oxford"))
    numbers = numbers.with_columns(
        _listed=pl.col("_list").fill_null(value=False) & ~pl.col("_comma") & (~pl.col("_oxford") | oxford)
    )
    numbers = numbers.with_columns(followed())
    rises = pl.col("_comma") & (next_of("value") > pl.col("value")) & (next_of("value") <= _APART * pl.col("value"))
    numbers = numbers.with_columns(_rises=rises.fill_null(value=False))
    rising = pl.col("_rises") & (next_of("_rises") | behind_a("_rises"))
    numbers = numbers.with_columns(_listed=pl.col("_listed") | rising.fill_null(value=False)).drop("_rises")
    for _ in range(4):
        numbers = numbers.with_columns(followed())
        onward = next_of("_listed").fill_null(value=False)
        numbers = numbers.with_columns(_listed=pl.col("_listed") | (pl.col("_comma") & onward))
    # "closed at 3,870 and 1 percent": no share of a hundred.
    percent = (next_of("decided") == "percent") & (pl.col("value") > _MOST_PERCENT)
    return numbers.with_columns(_listed=pl.col("_listed") & ~percent.fill_null(value=False))


_MOST_PERCENT = 1000.0
# Metres of the shortest race that is run several times.
_RACE = 50.0


def _share_onwards(numbers: pl.DataFrame) -> pl.DataFrame:
    """Give bare numbers what the one before them says of both: "64 points to 4,577", "20 men and 30 were"."""
    numbers = _with_ages(numbers)
    same = pl.col("run").shift(1) == pl.col("run")
    names = ("decided", "noun", "noun_words", "core", "kind")
    before = {name: pl.col(name).shift(1) for name in names}
    bare = (pl.col("decided") == "number") & pl.col("value").is_not_null()
    point = (before["decided"] == "count") & before["core"].str.contains(connectives.POINTS_TO)
    age = behind_a("_aged")
    # The words between must open with the noun itself.
    noun = before["core"].str.slice(1).str.starts_with(before["noun_words"]) & pl.col("tail").str.contains(_SUFFERED)
    counted = (before["decided"] == "count") & before["core"].str.contains(connectives.NOUN_AND) & noun
    like = (pl.col("value") < _APART * pl.col("value").shift(1)) & (pl.col("value") * _APART > pl.col("value").shift(1))
    elided = before["core"].str.slice(1).str.starts_with(before["noun_words"]) & like
    per = (before["decided"] == "count") & before["core"].str.contains(connectives.NOUN_FROM) & elided
    counted |= per
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
        # "2.4 nurses per bed versus 1.1": both are per bed.
        per_unit=pl.coalesce("per_unit", pl.when(counts & per).then(pl.col("per_unit").shift(1))),
    ).drop("_aged")


def _with_ages(numbers: pl.DataFrame) -> pl.DataFrame:
    """Add `_aged`, which hands its age on to the bare figure behind it: "aged 5, 9 and 12", from one to the next."""
    hands_on = pl.col("core").str.contains(connectives.AND_AGED)
    aged = hands_on & (pl.col("decided") == "age") & pl.col("kind").is_null()
    numbers = numbers.with_columns(_aged=aged.fill_null(value=False), _hands_on=hands_on.fill_null(value=False))
    if not numbers["_aged"].any():
        return numbers.drop("_hands_on")
    for _ in range(_AGES):
        onward = behind_a("_aged") & (pl.col("decided") == "number") & pl.col("_hands_on")
        numbers = numbers.with_columns(_aged=pl.col("_aged") | onward.fill_null(value=False))
    return numbers.drop("_hands_on")


# As many ages are told in one list.
_AGES = 4
