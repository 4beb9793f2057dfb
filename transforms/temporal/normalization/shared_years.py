"""Shared years: two dates with one year between them: "June 28 to July 9, 1994", "in 1998, in September"."""

import numpy as np
import numpy.typing as npt
import polars as pl

from transforms.columns.dtypes import Bools, Int64s
from transforms.temporal.normalization.calendar import NONE, civil, dates, ints
from transforms.temporal.normalization.narrative import YEAR_OF_ANCHOR
from transforms.text import windows

# Between two dates that are one after the other in a list or the two ends of a time.
_JOINED = (
    r"^(?:,?[ \n](?:and|or|to|through|thru|until|till|but)[ \n](?:in |on |from |between |by |early |late |mid-)*"
    r"|[ ]?(?:[-/]|[\x{2010}-\x{2014}])[ ]?|,[ ])$"
)
# "in April and $4m in May 2024": the same preposition again, a few words on.
_LISTED = r"^[ ]and[ ][^.;:!?,\n]{1,30}[ ]in[ ]$"
_RANGED = r"^(?:[ ](?:to|through|thru|until|till)[ ]|[ ]?(?:-|[\x{2010}-\x{2014}])[ ]?)$"
# Between a date and the year it belongs to, behind it or in front.
_YEAR_BEHIND = r"^(?:[ ](?:day|morning|afternoon|evening|night|weekend|week))?(?:,?[ ](?:in|of)[ ](?:the year )?|,[ ])$"
_YEAR_AHEAD = r"^,?[ ](?:in|on|from|between|by|during|since|until)[ ](?:early |late |mid-|the )*$"
_LONGEST_GAP = 44
# A list may go on: each date hands the year on to the one before it.
_DATES_IN_A_LIST = 4


def with_shared_years(mentions: pl.DataFrame, texts: pl.DataFrame) -> pl.DataFrame:
    """Give a bare day or month the year of the date it is joined to.

    Takes mentions in reading order with `tense`, `anchor_on` and `counted_from`; sets the three for those that take
    the year of a neighbour.
    """
    kind = pl.col("kind")
    dated = kind.is_in(["day", "month"])
    marks = mentions.select(
        bare=dated & pl.col("year").is_null() & pl.col("year_step").is_null() & pl.col("step").is_null(),
        stated=dated & pl.col("year").is_not_null(),
        year=(kind == "year") & (pl.col("year") > 0),
    ).fill_null(False)
    bare, stated, years = (marks[name].to_numpy() for name in ("bare", "stated", "year"))
    if not bare.any() or not (stated.any() or years.any()):
        return mentions
    text_no = mentions["text_no"].to_numpy()
    start, end = (mentions[name].to_numpy().astype(np.int64) for name in ("start_byte", "end_byte"))
    gap = np.append(start[1:] - end[:-1], 1 << 40)
    adjacent = np.append(text_no[1:] == text_no[:-1], False) & (gap >= 0) & (gap <= _LONGEST_GAP)
    # Pairs of neighbours of which either is bare and the other knows, or may come to know, its year.
    either = adjacent & (_next(bare) | bare) & (bare | stated | years) & (_next(bare) | _next(stated) | _next(years))
    at = np.flatnonzero(either)
    if not len(at):
        return mentions
    between = _words_between(mentions, texts, at, gap)
    same_kind = (mentions["kind"][pl.Series(at)] == mentions["kind"][pl.Series(at + 1)]).to_numpy()
    joined = (_is(between, _JOINED) | (_is(between, _LISTED) & same_kind)) & _either_kind(bare, stated, at)
    ranged = _is(between, _RANGED)
    behind, ahead = _is(between, _YEAR_BEHIND) & years[at + 1], _is(between, _YEAR_AHEAD) & years[at]
    year = np.where(stated | years, ints(mentions["year"]), NONE)
    month, given = ints(mentions["month"]), np.full(len(year), NONE)
    _hand_back(at[behind & bare[at]], year, given)
    for _ in range(_DATES_IN_A_LIST):
        rows = at[joined & bare[at] & (given[at] == NONE)]
        # From November to February: the first is of the year before.
        turned = (month[rows] > month[rows + 1]) & np.isin(rows, at[ranged])
        _take(
            given,
            rows,
            np.where(given[rows + 1] != NONE, given[rows + 1], np.where(stated[rows + 1], year[rows + 1], NONE)),
            turned,
        )
    _take(given, at[ahead & bare[at + 1]] + 1, year[at[ahead & bare[at + 1]]], False)
    for _ in range(_DATES_IN_A_LIST):
        rows = at[joined & ranged & bare[at + 1] & (given[at + 1] == NONE) & (given[at] != NONE)]
        turned = month[rows] > month[rows + 1]
        _take(given, rows + 1, given[rows] + turned, False)
    found = np.flatnonzero(given != NONE)
    if not len(found):
        return mentions
    rows = pl.Series(found)
    first = civil(given[found], np.ones_like(found), np.ones_like(found))
    return mentions.with_columns(
        mentions["tense"].scatter(rows, YEAR_OF_ANCHOR),
        mentions["anchor_on"].scatter(rows, dates(first)),
        mentions["counted_from"].scatter(rows, "mention"),
    )


def _next(mask: Bools) -> Bools:
    return np.append(mask[1:], False)


def _either_kind(bare: Bools, stated: Bools, at: Int64s) -> Bools:
    dated = bare | stated
    found: Bools = dated[at] & dated[at + 1]
    return found


def _words_between(mentions: pl.DataFrame, texts: pl.DataFrame, at: Int64s, gap: Int64s) -> pl.Series:
    """The text between each of these mentions and the next."""
    rows = mentions[pl.Series(at)].select("text_no", "start_byte", "end_byte")
    context = windows.around(rows, texts, before=0, after=_LONGEST_GAP)
    return (
        context.with_columns(gap=pl.Series(gap[at]))
        .select(
            pl.when(pl.col("after").str.len_bytes() >= pl.col("gap"))
            .then(pl.col("after").cast(pl.Binary).bin.slice(0, pl.col("gap")).cast(pl.String, strict=False))
            .otherwise(pl.lit(""))
        )
        .to_series()
    )


def _is(between: pl.Series, pattern: str) -> Bools:
    found: Bools = between.str.contains(pattern).fill_null(False).to_numpy()
    return found


def _hand_back(rows: Int64s, year: Int64s, given: Int64s) -> None:
    given[rows] = year[rows + 1]


def _take(given: Int64s, rows: Int64s, years: Int64s, turned: npt.NDArray[np.bool_] | bool) -> None:
    known = years != NONE
    given[rows[known]] = (years - turned)[known]
