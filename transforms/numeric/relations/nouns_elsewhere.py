"""Nouns that are not right behind their figure: "Two 500ml bottles", "the number of refugees has risen to 64,000"."""

import numpy as np
import polars as pl

from transforms.numeric.units.counted_nouns import nouns_behind

# The noun opens what stands between; a bound sets off what is told again ("a record number of complaints, over 900").
_BOUND = "(?:about|around|some|nearly|almost|at least|more than|over|roughly|approximately|fewer than|less than|just)"
_STATED = (
    "(?:to|at|from|is|was|are|were|reach(?:ed|es)?|exceed(?:ed|s)|surpassed|passed|topped|tops|hit|totall?ed|neared)"
)
_ON_A_DAY = "(?: (?:as (?:of|on)|on|in|at the end of) (?:[A-Z][a-z]+ )?[0-9][0-9,./ -]{1,9})?"
_NUMBER_OF = (
    f"(?:^|[^A-Za-z])(?i:numbers?) of( [A-Za-z][^.;:0-9]{{2,44}}?){_ON_A_DAY}(?: {_STATED}(?: {_BOUND})?|, {_BOUND}) $"
)
# "from 140 to 96".
_ONWARD = f"^0(?: (?:thousand|million|billion|lakh|crore))? to (?:{_BOUND} )?$"


def with_nouns_elsewhere(numbers: pl.DataFrame) -> pl.DataFrame:
    """Give bare figures the noun behind the measure that follows them, or the one whose "number" they are.

    Takes numbers in reading order with text_no, start_char, end_char, decided, noun, lead, near_lead, rest and their
    units; changes decided, noun, noun_words and keeps_noun of those rows. The words of a noun before the figure are no
    words of the fact.
    """
    bare = numbers.select(pl.col("decided").eq("number").fill_null(value=False)).to_series()
    beyond, counted = _before_measures(numbers, bare), _of_numbers(numbers, bare)
    rows, words = ([found[place] for found in (beyond, counted)] for place in (0, 1))
    if not sum(map(len, rows)):
        return numbers
    nouns = nouns_behind(pl.concat(words)).with_columns(row=pl.concat(rows))  # one question costs as much as two
    is_beyond = pl.int_range(pl.len()) < len(beyond[0])
    nouns = nouns.with_columns(noun_words=pl.when(is_beyond).then("noun_words"), is_beyond=is_beyond)
    nouns = nouns.filter(pl.col("noun").is_not_null()).unique("row", keep="first", maintain_order=True)
    told = nouns.filter(~pl.col("is_beyond"))
    onward = told.filter(_goes_on(numbers, bare, told["row"])).with_columns(pl.col("row") + 1)
    given = pl.concat([nouns, onward])
    places = given["row"]
    return numbers.with_columns(
        decided=numbers["decided"].scatter(places, pl.repeat("count", len(places), eager=True)),
        noun=numbers["noun"].scatter(places, given["noun"]),
        noun_words=numbers["noun_words"].scatter(places, given["noun_words"]),
        keeps_noun=numbers["keeps_noun"].scatter(places, pl.repeat(True, len(places), eager=True)),
    )


def _before_measures(numbers: pl.DataFrame, bare: pl.Series) -> tuple[pl.Series, pl.Series]:
    """The rows that a measure follows, and the words behind it: "Two 500ml bottles", "three 20-minute talks"."""
    text_no, start, end = (numbers[name].to_numpy().astype(np.int64) for name in ("text_no", "start_char", "end_char"))
    measures = pl.col("decided").is_in(["dimension", "duration", "money"]) & pl.col("kind").is_not_null()
    measures |= pl.col("prefix_codes").is_not_null()
    is_measure = numbers.select(measures.fill_null(value=False)).to_series().to_numpy()
    is_number = (bare & (numbers["letter"] == "")).to_numpy()
    begin = start - numbers["prefix"].str.len_chars().to_numpy().astype(np.int64)
    close = (text_no[1:] == text_no[:-1]) & (begin[1:] - end[:-1] == 1) & is_number[:-1] & is_measure[1:]
    rows = pl.Series(np.flatnonzero(close).astype(np.uint32))
    return rows, numbers["rest"].gather(rows + 1)


def _of_numbers(numbers: pl.DataFrame, bare: pl.Series) -> tuple[pl.Series, pl.Series]:
    """The rows that tell a number of something, and the words behind "number of"."""
    rows = (bare & numbers["lead"].str.contains("umbers? of ")).arg_true()
    words = numbers["lead"].gather(rows).str.extract(_NUMBER_OF, 1)
    return rows.filter(words.is_not_null()), words.drop_nulls()


def _goes_on(numbers: pl.DataFrame, bare: pl.Series, rows: pl.Series) -> pl.Series:
    """Whether the next figure is where the number went: "fell from 140 to 96"."""
    beyond = (rows + 1).clip(upper_bound=numbers.height - 1)
    goes_on = (numbers["text_no"].gather(beyond) == numbers["text_no"].gather(rows)) & bare.gather(beyond)
    return goes_on & (beyond > rows) & numbers["near_lead"].gather(beyond).str.contains(_ONWARD)
