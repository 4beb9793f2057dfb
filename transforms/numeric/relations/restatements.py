"""Restatements, changes and wholes: "40 billion euros ($43.5 billion)", "to $5.2 million from $5.05 million"."""

import polars as pl

from transforms.columns.masked import on_rows
from transforms.numeric.relations import connectives
from transforms.numeric.relations.connectives import following, with_next
from transforms.numeric.units.stop_words import NOT_NOUNS, STOP

_TO = (
    "(?i:(?:^|[^a-z])(?:to|at|of|was|were|totaled|totalled|reached|hit|stood at|or)[ \n]"
    "(?:about |around |nearly |just |over |more than |a record )?)$"
)
# "of the water actually originates": the verb comes.
_ADVERBS = "|actually|really|already|currently|typically|usually|often|never|always|generally|reportedly|ever"
# A single capital has its point: "of the U.S. workforce".
_WORD = '(?:(?:[A-Z][.])+|[$€£]?[0-9]+(?:[.,][0-9]+)+|[^ \n.,;:()"”–—]{2,}|[^ \n.,;:()"”A-Z–—-])'
# "of the cost of the vaccine".
_JOINT = "(?:[ \n]of[ \n](?:the|its|their|his|her|our|an?))?"
_STOPS = STOP.replace("|of|", "|") + _ADVERBS
_ENDS = f'(?:[.,](?:[^0-9]|$)|[ \n]?[;:()"”–—]|[ \n][-–—][ \n]|$|[ \n](?:{_STOPS})(?-u:\\b))'
_OF = f"^ of ((?:{_WORD}{_JOINT}[ \n]){{0,5}}?{_WORD}){_ENDS}"


_PEOPLES = (
    "Republicans|Democrats|Conservatives|Liberals|Independents|Millennials|Latinos|Hispanics|Hindus|Muslims|Sikhs|Jews"
    "|Buddhists|Catholics|Protestants|Evangelicals|Britons|Israelis|Iraqis|Pakistanis|Bangladeshis|Swedes|Finns|Danes"
    "|Turks|Kurds|Arabs|Greeks|Poles|Spaniards"
)
# A plural ends the noun: "83 percent of young Republicans endorse checks"; but "of sales growth".
_TO_PLURAL = (
    f"^((?:[^ \n]+[ \n])*?(?:[a-z]+[a-hj-rtv-z]s|[A-Z][a-z]+ans|{_PEOPLES}))[ \n][a-z]"
    "|^((?:[^ \n]+[ \n])*?(?:people|men|women|children))[ \n][a-z]*[a-rt-z](?:$|[ \n])"
)
_ATTRIBUTES = (
    "(?:^|[ \n])(?:weapons|arms|sports|sales|goods|rights|drugs|customs|savings|securities|operations|systems|services"
    "|news|business|press|class|mass|earnings|communications|veterans|futures|bonds|affairs|elections|always"
    f"|{NOT_NOUNS})$"
)

_OF_PLURALS = (
    "^(?:committee|commission|council|market|industry|sector|revenue|income|population|growth|price|budget|department"
    "|agency|group|team|system|programme|program|policy|force|pool|base|share|total|business|association|union|office"
    "|fund|list|debt|trade|traffic|crop|output|production|supply|value)s?(?-u:\\b)|^of "
)


# What those or that do of whom or which there is a share.
_GOING_ON = (
    "coming|going|living|working|staying|using|having|being|seeking|taking|making|trying|attending|arriving|fleeing"
    "|travell?ing|receiving|facing|suffering|responding|participating|containing|earning|entering|crossing|remaining"
    "|belonging|relating|leading|running"
)
# How far a rate may fall where what it fell from has no denominator: "to 87 cents a share from $1.65".
_LIKE = 100.0


def with_relations(numbers: pl.DataFrame) -> pl.DataFrame:
    """Add `same_as` (start_char of the fact restated), of_text, from_value and to_value.

    A restatement takes over the modifier of what it restates: "more than 100 kilometers (60 miles)".

    Takes numbers with `fact_start`, `fact_unit` and the columns of spread.ranges().
    """
    numbers = with_next(numbers, "decided", "value", "per_unit")
    next_kind, next_unit = pl.col("next_decided"), following("fact_unit")
    measured = (pl.col("decided") == next_kind) & (pl.col("fact_unit") != next_unit)
    comparable = measured & (
        (next_kind == "money")
        | (next_kind.is_in(["dimension", "temperature"]) & pl.col("si_unit").eq_missing(following("si_unit")))
    )
    core = pl.col("core")
    opens = (comparable & (core.str.contains(connectives.OPENS) | core.str.contains(connectives.OR_ABOUT))).fill_null(
        False
    )
    goes_on = (comparable & core.str.contains(connectives.GOES_ON)).fill_null(False)
    numbers = numbers.with_columns(_opens=opens, _goes_on=goes_on)
    first = pl.col("_opens").shift(1, fill_value=False)
    # In the first's own currency it is another amount: "€2m, or about $2.3m; €3m more".
    another = (pl.col("decided") != "money") | (pl.col("fact_unit") != pl.col("fact_unit").shift(2))
    second = pl.col("_goes_on").shift(1, fill_value=False) & first.shift(1, fill_value=False) & another.fill_null(False)
    # "9 million euros ($10 million) per season": both are per season.
    shared_per = pl.when(pl.col("_opens")).then(pl.coalesce("per_unit", following("per_unit"))).otherwise("per_unit")
    start, modifier = pl.col("fact_start"), pl.col("modifier")
    numbers = numbers.with_columns(
        per_unit=shared_per,
        same_as=pl.when(first).then(start.shift(1)).when(second).then(start.shift(2)),
        modifier=pl.when(first & (modifier == "="))
        .then(modifier.shift(1))
        .when(second & (modifier == "="))
        .then(modifier.shift(2))
        .otherwise(modifier),
    )
    # "87 cents a share, compared with $900 million" sets two other things side by side.
    alike = pl.col("per_unit").eq_missing(pl.col("next_per_unit")) | (
        pl.col("next_per_unit").is_null() & (pl.col("next_value") < _LIKE * pl.col("value"))
    )
    from_next = (
        (pl.col("decided") == next_kind)
        & alike
        & (pl.col("fact_unit").eq_missing(next_unit))
        & core.str.contains(connectives.FROM)
        & pl.col("lead").str.contains(_TO)
        & pl.col("value").is_not_null()
        & pl.col("next_value").is_not_null()
    ).fill_null(False)
    # "$4.10 a gallon, up from $3.65": both are per gallon.
    compared = (pl.col("decided") == next_kind) & alike & core.str.contains(connectives.FROM)
    compared &= pl.col("fact_unit").eq_missing(next_unit) & pl.col("next_per_unit").is_null()
    per = pl.when(compared.fill_null(value=False).shift(1, fill_value=False)).then(pl.col("per_unit").shift(1))
    numbers = numbers.with_columns(per_unit=pl.coalesce("per_unit", per))
    changed = pl.col("is_change")
    numbers = numbers.with_columns(
        shape=pl.when(changed | from_next).then(pl.lit("change")).otherwise(pl.col("shape")),
        from_value=pl.when(from_next).then(pl.col("next_value")).when(changed).then(pl.col("low")),
        to_value=pl.when(from_next).then(pl.col("value")).when(changed).then(pl.col("high")),
    )
    return _with_wholes(numbers)


def without_relations(numbers: pl.DataFrame) -> pl.DataFrame:
    """Add the columns of `with_relations` to numbers without relations: only a part has its whole next to it."""
    nowhere, nothing = pl.lit(None, pl.UInt32), pl.lit(None, pl.Float64)
    return _with_wholes(numbers.with_columns(same_as=nowhere, from_value=nothing, to_value=nothing))


def _with_wholes(numbers: pl.DataFrame) -> pl.DataFrame:
    """Add of_text, what a fraction or percentage is a part of: "a fifth of Ukraine"."""
    parts, fraction = pl.col("decided").is_in(["fraction", "percent"]), pl.col("decided") == "fraction"
    counted = pl.when(fraction).then(pl.col("noun_words").str.replace("^of ", ""))
    whole = pl.col("rest").str.extract(_OF, 1).str.replace("^(them|us|whom|which) [^ ].*", "$1")
    # "of those surveyed agreed", "of the funding coming from".
    whole = whole.str.replace("^(those [a-z]+(?:ed|wn|en)) [^ ]+.*", "$1")
    whole = whole.str.replace(f"(?i:^((?:the|its|their|all|our) (?:[a-z-]+ ){{0,2}}[a-z-]+) (?:{_GOING_ON})$)", "$1")
    whole = pl.when(whole != "what").then(whole)
    plural = pl.coalesce(whole.str.extract(_TO_PLURAL, 1), whole.str.extract(_TO_PLURAL, 2))
    numbers = on_rows(numbers, parts, of_text=pl.coalesce(whole, counted), _plural=plural)
    behind = pl.col("of_text").str.slice(1 + pl.col("_plural").str.len_chars())
    ends = ~pl.col("_plural").str.contains(_ATTRIBUTES) & ~behind.str.contains(_OF_PLURALS)
    return numbers.with_columns(of_text=pl.when(ends).then("_plural").otherwise("of_text")).drop("_plural")
