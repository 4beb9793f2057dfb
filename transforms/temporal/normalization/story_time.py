"""Narrative time: the year and day a history has reached: "In September 1950 she entered ... in January" is in 1951."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from transforms.columns.dtypes import Bools, Int64s
from transforms.temporal.normalization.calendar import NONE, civil, ints
from transforms.text import windows

_PART_MONTHS = {"Q1": 1, "Q2": 4, "Q3": 7, "Q4": 10, "H1": 1, "H2": 7, "SP": 3, "SU": 6, "FA": 9, "WI": 12}
# A year named in passing moves the story only so many years.
_PASSING_MOVES = 2
# From one month to another so many months before it the year has turned: December to January, October to March.
_TURN_OF_YEAR = 7
# A year opens its clause: "In 1848 the guilds rose".
_CLAUSE_OPENS = (
    r"(?:^|\n|[.!?;:][\"')]?[ \n]+)(?:In|By|During|Since|From|Until|Around|After|Before|Throughout|in|by)[ \n]+"
    r"(?:(?:early|late|mid|the)[ -])*$"
)
_WORDS_BEFORE_BYTES = 24
# A year leads to the date behind it: "sold it in 1961 and bought another on July 1", "in 1958, on 5 October",
# "in 1985, the year she left".
_LEADS_TO = r"^(?:,? (?:on|in) |, |,? and (?:then )?[a-z]+[^.;,\n]*? (?:on|in|by) )(?:the |early |late )?$"
_NO_VERB = r"^,? and (?:the|an?|his|her|its|their|in|on|by|of|for|with)(?-u:\b)"
_LEADS_BYTES = 80


@dataclass(frozen=True)
class Story:
    """Where the story is at each mention; NONE where nothing before it states a year."""

    year: Int64s
    year_day: Int64s  # Jan. 1 of that year
    day: Int64s  # the day, or the first of the month or year, last named


def story_days(
    near: pl.DataFrame,
    surfaces: pl.DataFrame,
    texts: pl.DataFrame,
    marks: dict[str, Bools],
    group: Int64s,
    opens_line: Bools,
) -> Story:
    """Follow the years and days named through each group of mentions (those of equal numbers, in reading order)."""
    rows = np.arange(len(group))
    # Groups may lie within others (a paragraph of its own in a text), so they are followed in an order of their own.
    order = np.argsort(group, kind="stable")
    group, opens_line = group[order], opens_line[order]
    stated, only, bare = (marks[name][order] for name in ("stated", "year_only", "bare"))
    picked = pl.Series(order)
    year, month, day = (ints(near[name][picked]) for name in ("year", "month", "day"))
    parts = surfaces["part"][near["surface_no"][picked]]
    part_month = ints(parts.replace_strict(_PART_MONTHS, default=None, return_dtype=pl.Int64))
    month = np.where(only, NONE, np.where(month == NONE, part_month, month))
    started = np.diff(group, prepend=group[:1] - 1) != 0
    first = np.maximum.accumulate(np.where(started, rows, 0))

    led = bare | marks["counts"][order]
    moves = stated & (~only | opens_line | _opens_clause(near[picked], texts, stated & only))
    moves |= _leads(near[picked], texts, stated & only, led)
    known = _before(moves, first)
    close = np.abs(year - year[np.maximum(known, 0)]) <= _PASSING_MOVES
    moves |= stated & only & (known < 0) | (stated & only & close)
    mover = _before(moves, first)

    # The year turns where the month falls back, counted from the last year stated.
    monthly = (moves | bare) & (month != NONE)
    earlier = _before(monthly, first)
    turned = monthly & ~stated & (earlier >= mover) & (earlier >= 0)
    turned &= month[np.maximum(earlier, 0)] - month >= _TURN_OF_YEAR
    turns = np.cumsum(turned)
    at = np.maximum(mover, 0)
    now = np.where(mover >= 0, year[at] + turns - turns[at], NONE)

    named = _before(moves | bare, first)
    last = np.maximum(named, 0)
    of_named = np.where(stated, year, now)[last]
    named_day = civil(of_named, np.where(month == NONE, 1, month)[last], np.where(day == NONE, 1, day)[last])
    result = np.empty((3, len(group)), dtype=np.int64)
    result[:, order] = [
        now,
        civil(now, np.ones_like(now), np.ones_like(now)),
        np.where((named >= 0) & (mover >= 0), named_day, NONE),
    ]
    return Story(*result)


def _before(chosen: Bools, first: Int64s) -> Int64s:
    """The last chosen row before each one in its group; -1 where there is none."""
    latest = np.maximum.accumulate(np.where(chosen, np.arange(len(chosen)), -1))
    before = np.concatenate([[-1], latest[:-1]])
    return np.where(before >= first, before, -1)


def _opens_clause(near: pl.DataFrame, texts: pl.DataFrame, asked: Bools) -> Bools:
    opens = np.zeros(len(asked), dtype=bool)
    context = windows.around(
        near.filter(pl.Series(asked)).select("text_no", "start_byte", "end_byte"), texts,
        before=_WORDS_BEFORE_BYTES, after=0,
    )  # fmt: skip
    opens[asked] = context["before"].str.contains(_CLAUSE_OPENS).to_numpy()
    return opens


def _leads(near: pl.DataFrame, texts: pl.DataFrame, asked: Bools, led: Bools) -> Bools:
    """Whether what stands between each year asked about and the date behind it makes that date one of the year."""
    start, end, text_no = (ints(near[name]) for name in ("start_byte", "end_byte", "text_no"))
    gap = np.append(start[1:] - end[:-1], -1)
    asked = asked & np.append(led[1:] & (text_no[1:] == text_no[:-1]), False) & (gap >= 0) & (gap <= _LEADS_BYTES)
    found = np.zeros(len(asked), dtype=bool)
    context = windows.around(
        near.filter(pl.Series(asked)).select("text_no", "start_byte", "end_byte"), texts, before=0, after=gap[asked]
    )
    between = pl.col("after")
    found[asked] = (
        context.select(between.str.contains(_LEADS_TO) & ~between.str.contains(_NO_VERB)).to_series().to_numpy()
    )
    return found
