"""Counts told place by place behind the noun of all: "Deaths by country: Malawi, 107; Zambia, 104"."""

import numpy as np
import polars as pl

from transforms.columns.dtypes import Bools
from transforms.numeric.relations.told_counts import as_counts
from transforms.numeric.units.counted_nouns import nouns_behind
from transforms.numeric.units.person_nouns import is_person

_NAME = "[A-Z][A-Za-z’'.-]*(?: (?:of |and )?[A-Z][A-Za-z’'.-]*){0,3}"
_SET_OFF = "(?:,|:| -| –| —| [(])? ?"
_LOST = "won|lost|held|built|sold|shut|[a-z]+ed"
# The noun of all, what it is told by, and the first name.
_HEAD = (
    "(?:^|[^A-Za-z ] ?)((?:[A-Z]?[a-z-]+ ){0,3}?[A-Z]?[a-z]+s)"
    f"(?: (?:{_LOST}))?(?: (?:by|per|in each|for each|in every) (?:[a-z]+ ){{0,2}}[a-z]+| (?:{_LOST})): "
    f"{_NAME}{_SET_OFF}$"
)
# A quick first look.
_MAY_HEAD = "[a-z]: [A-Z][^:;0-9]{1,36}$"
_TOLL = "(?i:(?:death|casualty) toll)( (?:by|per|in each|for each) )"
_NEXT = f"^0[)]?[;,]? (?:and )?{_NAME}{_SET_OFF}$"
_ENDS = "^(?:[;,.)]|$| and(?-u:\\b))"
_BY = " (?:by|per|in each|for each|in every) [^:]*:"
# What is measured, not counted.
_MEASURES = (
    "^(?:temperature|price|rate|sale|age|score|result|ranking|revenue|profit|cost|wage|salary|income|level|time|percentage"
    "|share|degree|figure|value|earning|loss|average|total|amount|distance|height)$"
)
_BY_MEASURE = " (?:by|per) (?:[a-z]+ )?(?:age|height|weight|size|rank|number|price|length|income|salary|rating)(?:[ :])"
# As many figures as follow one noun.
_STEPS = 12
# Figures that no unit or currency stands at, and what is looked at to tell.
_PLAIN = pl.col("near_tail").str.contains(_ENDS) & pl.col("prefix_codes").is_null() & pl.col("kind").is_null()
_ASKED = ("lead", "near_lead", "near_tail", "prefix_codes", "kind")


def with_itemised_counts(numbers: pl.DataFrame) -> pl.DataFrame:
    """Count what stands before the colon of a list of names and figures, which look like names or ages by themselves.

    Takes numbers in reading order with text_no, lead, near_lead, near_tail, prefix_codes, kind, decided and noun; sets
    decided, noun, noun_words (to null) and keeps_noun of the figures of such lists.
    """
    rows, nouns = _first_figures(numbers)
    if rows.is_empty():
        return numbers
    text_no, onward = numbers["text_no"].to_numpy(), _go_on(numbers, rows)
    onward[1:] &= text_no[1:] == text_no[:-1]
    source = np.full(numbers.height, -1)
    source[rows.to_numpy()] = np.arange(len(rows))
    for _ in range(_STEPS):
        source[1:] = np.where(onward[1:] & (source[1:] < 0), source[:-1], source[1:])
    places = pl.Series(np.flatnonzero(source >= 0))
    return as_counts(numbers, places, nouns.gather(pl.Series(source[source >= 0])))


def _first_figures(numbers: pl.DataFrame) -> tuple[pl.Series, pl.Series]:
    """The rows of the first figures of lists, and the nouns of all."""
    nothing = pl.Series([], dtype=pl.UInt32), pl.Series([], dtype=pl.String)
    rows = numbers["lead"].str.contains(": ", literal=True).arg_true()
    rows = rows.filter(numbers.select(_ASKED)[rows].select(_PLAIN & pl.col("lead").str.contains(_MAY_HEAD)).to_series())
    if rows.is_empty():
        return nothing
    told = numbers["lead"].gather(rows).str.replace(_TOLL, "deaths$1").str.extract(_HEAD, 1)
    rows, words = rows.filter(told.is_not_null()), told.drop_nulls().str.to_lowercase()
    if rows.is_empty():
        return nothing
    nouns = nouns_behind(" " + words.str.replace("^(?:the )?(?:total )?numbers? of ", ""))["noun"]
    # "Players injured: Jo Berg, 34" tells an age, as "Players by age: ..." does.
    noun, head = pl.col("noun"), pl.DataFrame({"noun": nouns, "words": numbers["lead"].gather(rows)})
    counted = ~noun.str.contains(_MEASURES) & ~pl.col("words").str.contains(_BY_MEASURE)
    counted &= pl.col("words").str.contains(_BY) | ~is_person(noun)
    is_list = head.select(counted.fill_null(value=False)).to_series()
    return rows.filter(is_list), nouns.filter(is_list)


def _go_on(numbers: pl.DataFrame, firsts: pl.Series) -> Bools:
    """Which of the few figures behind each first one look like the next of its list."""
    places = np.unique((firsts.to_numpy().astype(np.int64)[:, None] + np.arange(1, _STEPS + 1)).ravel())
    places = places[places < numbers.height]
    follows = _PLAIN & pl.col("near_lead").str.contains(_NEXT)
    onward = np.zeros(numbers.height, dtype=bool)
    onward[places] = numbers.select(_ASKED)[places].select(follows.fill_null(value=False)).to_series().to_numpy()
    return onward
