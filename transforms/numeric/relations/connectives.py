"""Connectives between numbers, and the runs they make: "3 to 5 million", not "3 men drove 5 miles"."""

import numpy as np
import polars as pl

from transforms.numeric.numerals.lexicon import SPACE

# The words between two numbers. A range: "5-10", "5 to 10", "40 or even 50", "between 3 and 5", "dropped from $36,040
# at 10.45pm last night to $34,935".
DASH = "^ ?(?:-|–|—|~) ?$|^-?[ \n](?:-|–|—)[ \n]?$"
TO = (
    f"^-?{SPACE}?-?(?:to|through|or|till|until)-?{SPACE}?(?:about |around |nearly |almost |as much as "
    f"|as many as |perhaps |even )?-?$"
)
OR = f"^-?{SPACE}or{SPACE}(?:even )?$"
AND = f"^-?{SPACE}(?:and|to){SPACE}(?:about |around )?$"
TO_FAR = f"^{SPACE}(?:[^.;()$€£]|[.][0-9]){{0,34}}?(?:to|and){SPACE}(?:about |around |nearly |just )?$"
# A list that has its unit once, and what goes on of itself: "64 points to 4,577", "aged four and seven".
_OWNER = f"(?:(?:the|his|her|its|their){SPACE})?(?:[A-Za-z.-]+{SPACE}){{0,2}}[A-Za-z]+['’]s(?:{SPACE}own)?"
_WHOSE = f"(?:the|its|their|his|her|our|those|these|all|a total|{_OWNER})"
_WHICH = "(?:last|past|previous|first|next|final|latest|remaining|other|top|recent|original|initial|existing)"
LIST = (
    f"^-?(?:,{SPACE}?|-to-|,?{SPACE}(?:and|or|to){SPACE}|{SPACE}?/{SPACE}?"
    f"|{SPACE}of{SPACE}{_WHOSE}{SPACE}(?:{_WHICH}{SPACE})?)$"
)
# "six American and two Afghan soldiers".
PEOPLE_AND = f"^{SPACE}(?:(?:[A-Z][A-Za-z]+{SPACE}){{1,2}}|(?:gold|silver|bronze)(?:,{SPACE}|{SPACE}))(?:and{SPACE})?$"
# The links of a coordination: "9, 11 and 14 metres", "6, 7, or 8".
COMMA = f"^,{SPACE}?$"
COMMA_AND = f"^,{SPACE}(?:and|or){SPACE}$"
# The sides of what is measured: "8-by-11-inch", "30 by 40 feet", "10 x 12 cm".
BY = f"^-?(?:-by-|{SPACE}by{SPACE}|{SPACE}?[x×]{SPACE}?)$"
# "6'2": feet and inches.
ABUTS = "^ ?$"
POINTS_TO = "^ (?:points?|votes|goals|seats|tries|games|frames|runs|delegates) to (?:a close of |close at |end at )?$"
AND_AGED = "^(?:,| and| or) $"
# What goes without saying: "20 soldiers and 30 were wounded".
NOUN_AND = f"^{SPACE}(?:[A-Za-z'’.-]+{SPACE}){{1,4}}(?:and|but|while){SPACE}(?:another |about |some |at least )?$"
# "a 2-for-1 stock split".
FOR = "^-for-$|^ for $"
# A score, a season, a telephone number; "one in five"; "15 dollars and 50 cents".
HYPHEN, HYPHEN_OF_YEARS, COLON = "^(?:-|–)$", "^ ?(?:-|–) ?$", "^ ?: ?$"
RATIO = "^ (?:in|out of|of|over)(?: every)? $|^-in-$"
AND_CENTS = "^,? (?:and )?$"
# A restatement: the opening of a parenthesis, or what joins two figures in one: "(224 kW / 300 PS)".
_ABOUT = (
    "(?:about |around |over |more than |just over |just under |less than "
    "|roughly |approximately |nearly |some |or |or about |equal to |equivalent to |US)?"
)
OPENS = f"^(?:-?[A-Za-z]*)? ?[(\\[]{_ABOUT}$"
GOES_ON = "^(?: ?/ ?|; |, | or )$"
OR_ABOUT = f"^,? or {_ABOUT}$|^, (?:some|about|around|roughly|approximately|equal to|equivalent to|which is|that is) $"
# A change: "to $5.2 million from $5.05 million", "up from", "compared with".
FROM = (
    "^(?: in (?:[A-Z][a-z]+(?: [0-9]{4})?|[0-9]{4}|the [a-z]+ (?:quarter|half|year|month))| last (?:year|month|week))?"
    "(?:,| )* ?(?:(?:up |down |rising |falling |higher |lower |an increase |a rise |a drop )?(?:from|against)"
    "|compared (?:with|to|against))"
    "(?: a revised| about| around| just| nearly| the| an estimated)? $"
)
# "5.1 million bicycles, up from 4.7 million".
NOUN_FROM = (
    f"^{SPACE}(?:[A-Za-z'’-]+{SPACE}?){{1,4}},? ?(?:(?:up |down |rising |falling |higher |lower |compared "
    f"|an increase |a rise |a drop )(?:from|with|to)|versus|vs[.]?)(?: about| around| just| nearly| some)? $"
)
_ALL = (
    ABUTS,
    DASH,
    TO,
    OR,
    AND,
    TO_FAR,
    LIST,
    POINTS_TO,
    AND_AGED,
    HYPHEN,
    HYPHEN_OF_YEARS,
    COLON,
    FOR,
    RATIO,
    AND_CENTS,
    BY,
)
# Two patterns: what takes any few words and what takes any few nouns make one automaton of four times the cost.
_JOINS, _NOUN_JOINS = (
    "|".join(f"(?:{joint})" for joint in joints)
    for joints in ((*_ALL, OPENS, GOES_ON, OR_ABOUT, FROM), (NOUN_FROM, NOUN_AND, PEOPLE_AND))
)
# Code points between two numbers that may bear on each other.
_FARTHEST = 60


def with_cores(numbers: pl.DataFrame) -> pl.DataFrame:
    """Add `core` (String): the words from each number with its unit to the next, null if far or next to nothing.

    Takes numbers with start_char, words, rest, and next_start_char and next_prefix of the number that follows.
    """
    end = pl.col("start_char").cast(pl.Int64) + pl.col("words").str.len_chars()
    length = pl.col("next_start_char").cast(pl.Int64) - end - pl.col("next_prefix").str.len_chars()
    numbers = numbers.with_columns(_length=pl.when(length.is_between(0, _FARTHEST)).then(length))
    numbers = numbers.with_columns(core=pl.col("rest").str.slice(0, pl.col("_length")))
    whole = pl.col("core").str.len_chars() == pl.col("_length")
    return numbers.with_columns(core=pl.when(whole).then(pl.col("core"))).drop("_length")


def parted_by_runs(numbers: pl.DataFrame, rows: pl.Series) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Separate numbers without relations from runs of related ones.

    Adds `core` (String, what joins a number to the next, else null) and `run` (UInt32, the same for related
    numbers, null for the others). Takes numbers with text_no, start_char, words, rest and prefix.
    """
    known = _runs(numbers.select("text_no", "start_char", "words", "rest", "prefix")[rows])
    is_bound = known["run"].is_not_null()
    alone, bound = (
        numbers[rows.gather(which)].hstack(known[which]) for which in map(pl.Series.arg_true, (~is_bound, is_bound))
    )
    return alone, bound


def _runs(numbers: pl.DataFrame) -> pl.DataFrame:
    """The columns `core` and `run` of neighbours."""
    rows = numbers.height
    text_no, start = (numbers[name].to_numpy().astype(np.int64) for name in ("text_no", "start_char"))
    end = start + numbers["words"].str.len_chars().to_numpy().astype(np.int64)
    begin = start - numbers["prefix"].str.len_chars().to_numpy().astype(np.int64)
    length = begin[1:] - end[:-1]
    near = np.flatnonzero((text_no[1:] == text_no[:-1]) & (length >= 0) & (length <= _FARTHEST))
    between = pl.DataFrame({"rest": numbers["rest"].gather(near), "length": pl.Series(length[near])})
    between = between.select(pl.col("rest").str.slice(0, pl.col("length")).alias("core"), "length")
    core = pl.col("core").str
    joined = between.select(
        (core.len_chars() == pl.col("length")) & (core.contains(_JOINS) | core.contains(_NOUN_JOINS))
    ).to_series()
    linked = near[joined.to_numpy()]
    joins = np.zeros(rows + 1, dtype=bool)
    joins[linked + 1] = True
    # Whether the row before is joined to a row, and the row to the next.
    behind, before = joins[:rows], joins[1:]
    core_no = np.full(rows, len(linked), dtype=np.uint32)
    core_no[linked] = np.arange(len(linked), dtype=np.uint32)
    cores = between["core"].filter(joined).extend_constant(None, 1)
    run = pl.Series(np.cumsum(~behind), dtype=pl.UInt32)
    return pl.select(core=cores.gather(pl.Series(core_no)), run=pl.when(pl.Series(behind | before)).then(run))


def followed() -> pl.Expr:
    """The mark that the next row is of the same run, for `next_of` to read."""
    return (pl.col("run").shift(-1) == pl.col("run")).alias("_followed")


def next_of(name: str) -> pl.Expr:
    """As `following`, where the mark is up to date."""
    return pl.when("_followed").then(pl.col(name).shift(-1))


def following(name: str) -> pl.Expr:
    """The column's value in the next row of the same run, else null."""
    return pl.when(pl.col("run").shift(-1) == pl.col("run")).then(pl.col(name).shift(-1))


def behind_a(name: str) -> pl.Expr:
    """Whether the row before, in the same run, has the mark `name`."""
    return pl.col(name).shift(1, fill_value=False) & (pl.col("run").shift(1) == pl.col("run")).fill_null(False)


def with_next(numbers: pl.DataFrame, *names: str) -> pl.DataFrame:
    """Add the named columns of the next number of the run, as `next_` and the name."""
    numbers = numbers.with_columns(followed())
    return numbers.with_columns(next_of(name).alias(f"next_{name}") for name in names)
