"""Negative rules: mentions that only look like a date are dropped: "$1990", "the 22-year-old", "Theresa May"."""

from collections.abc import Callable
from functools import cache

import numpy as np
import polars as pl

from transforms.temporal.detection.context import after_is, before_is, cased, text_is
from transforms.temporal.detection.figure_look_alikes import (
    OF_YEARS,
    age_or_temperature,
    bare_day,
    bare_ordinal,
    bare_short_year,
    counted_year,
    figures_that_count,
    fraction,
    hundred_runs,
    price,
    priced_time,
    race_times,
    score_or_verse,
    shortened_year_count,
)
from transforms.temporal.detection.length_look_alikes import (
    geological,
    no_bare_units,
    no_length,
    no_part_of_day,
    no_period,
    no_reference,
    no_unit,
    part_of_something,
)
from transforms.temporal.detection.name_look_alikes import (
    NAMES_OF_HOLIDAYS_AND_PEOPLE,
    month_name,
    name_with_frequency,
    person_called_like_a_holiday,
    place_of_holiday,
    product,
    programme,
    programme_of_week,
    season_name,
    weekday_name,
)
from transforms.text import windows

# "within a year" is no rate.
_LED = (
    r"\b(?:within|in|for|over|after|during|than|about|of|nearly|almost|to|by|at|on|through|last|past|from|under|around"
    r"|into|until|before|since|and|or|just)[ ]$"
)

# Before a clock time; other figures with seconds are how long something took.
_AT_A_TIME = r"\b(?:at|until|till|from|by|before|after|about|around|since|to|between|and|[0-9]|T|on)[ \n,]$|^$"

RATE = (
    r"(?:[0-9][0-9.,]*|%|\b(?:million|billion|thousands?|hundreds?|dozens?|percent|cents?|times|one|two|three|four"
    r"|five|six|seven|eight|nine|ten|twelve|twenty))(?:[ ][a-z-]+){0,3}[ ]$"
)

_PRICED = (price,)

CHECKS: dict[str, tuple[Callable[[], pl.Expr], ...]] = {
    "holiday": (place_of_holiday,),
    "year": (price, counted_year, product),
    "short_year": (bare_short_year,),
    "day_of_month": (bare_ordinal,),
    "slashed": (price, fraction),
    "date": (price, bare_day, shortened_year_count),
    "day_range": _PRICED,
    "year_range": _PRICED,
    "shift": (price, geological),
    "times_a": _PRICED,
    "century": (price, hundred_runs),
    "clock": (priced_time, score_or_verse),
    "month": (month_name,),
    "season": (season_name,),
    "duration": (price, no_length),
    "attributive": (price, no_length),
    "one_unit": (no_unit,),
    "unit_long": (no_length,),
    "in_focus": (no_period,),
    "part_of_day": (no_part_of_day, programme_of_week, part_of_something),
    "period": (programme_of_week, part_of_something),
    "bare_units": (no_bare_units,),
    "reference": (no_reference,),
    "deictic": (programme,),
    "adverb_of_frequency": (name_with_frequency,),
    "decade": (price, age_or_temperature),
}

_RULES_OF = {
    check: [rule for rule, checks in CHECKS.items() if check in checks]
    for check in dict.fromkeys(check for checks in CHECKS.values() for check in checks)
}

_NEEDED = [
    "_row",
    "text_no",
    "start_byte",
    "end_byte",
    "text",
    "rule",
    "kind",
    "unit",
    "year",
    "step",
    "year_step",
    "month",
    "day",
]


def without_look_alikes(mentions: pl.DataFrame, texts: pl.DataFrame) -> pl.DataFrame:
    """Drop what only looks like a date: prices, quantities, scores, ages, verbs, names of people and of programmes.

    Takes mentions with the fields of the grammar. Lengths that are rates ("$5 a year") become sets, "the year ended
    June 30" a length, "the quarter ended June 30" one of kind quarter_ended, "the Sept. 11 attacks" those of 2001.
    """
    mentions = mentions.with_row_index("_row")
    # Names of days and months that mean nothing else need no context.
    weekday = pl.col("rule") == "weekday"
    plain = (
        weekday
        | ((pl.col("rule") == "month") & ~pl.col("text").str.contains("(?:May|March|April|June|August)$"))
        | ((pl.col("rule") == "period") & ~pl.col("text").str.contains("(?i)^(?:the|this|last) "))
    )
    of_days = mentions.select("_row", "text_no", "start_byte", "end_byte", "text").filter(
        mentions.select(weekday).to_series()
    )
    named = windows.around(of_days, texts, before=18, after=24).filter(weekday_name())["_row"]
    context = windows.around(mentions.select(_NEEDED).filter(~plain), texts, before=24, after=24)
    wrong: list[pl.Series] = [named]
    kept_anyway: list[pl.Series] = []
    rates: list[pl.Series] = []
    compared: list[pl.Series] = []
    years: list[pl.Series] = []
    quarters: list[pl.Series] = []
    attacks: list[pl.Series] = []
    by_rule = {str(rule): rows for (rule,), rows in context.partition_by("rule", as_dict=True).items()}
    # One query a check: the patterns are compiled once for all the rules that share it.
    for check, rules in _RULES_OF.items():
        parts = [by_rule[rule] for rule in rules if rule in by_rule]
        if parts:
            wrong.append(pl.concat(parts).filter(_expression(check))["_row"])
    figures = [by_rule[rule] for rule in OF_YEARS if rule in by_rule]
    if figures:
        wrong.append(figures_that_count(pl.concat(figures), texts)["_row"])
    if "holiday" in by_rule:
        people = by_rule["holiday"].filter(person_called_like_a_holiday())["text_no"]
        called = by_rule["holiday"].filter(pl.col("text").is_in(NAMES_OF_HOLIDAYS_AND_PEOPLE))
        # "Ramadan was convicted": the rest of his name is elsewhere in the text.
        wrong.append(called.filter(pl.col("text_no").is_in(people.unique().implode()))["_row"])
    for rule, rows in by_rule.items():
        if rule == "one_unit":
            rates.append(rows.filter(text_is("^an? [a-z]+$") & before_is(RATE) & ~before_is(_LED))["_row"])
        if rule == "shift":
            compared.append(rows.filter(text_is("(?:earlier|later)$") & after_is(r"^ than\b"))["_row"])
        if rule == "clock":
            timed = cased("text", r"^[0-9]{1,2}:[0-9]{2}:[0-9]{2}$") & ~before_is(_AT_A_TIME)
            compared.append(rows.filter(timed)["_row"])
            raced = race_times(rows, texts)
            compared.append(raced)
            kept_anyway.append(raced)
        if rule == "in_focus":
            years.append(rows.filter((pl.col("unit") == "year") & after_is(r"^[ ](?:ended|ending|to)\b"))["_row"])
            quarters.append(rows.filter((pl.col("unit") == "quarter") & after_is(r"^[ ](?:ended|ending)\b"))["_row"])
        if rule == "date":
            attacks.append(rows.filter(_attacks())["_row"])
    rate, year_long = _marked(mentions, rates), _marked(mentions, years)
    length = _marked(mentions, compared)
    kept = mentions.with_columns(
        kind=pl.when(rate)
        .then(pl.lit("set"))
        .when((pl.col("kind") == "age") | year_long | length)
        .then(pl.lit("duration"))
        .when(_marked(mentions, quarters))
        .then(pl.lit("quarter_ended"))
        .otherwise(pl.col("kind")),
        amount=pl.when(year_long).then(1.0).otherwise(pl.col("amount")),
        focus=pl.when(year_long).then(None).otherwise(pl.col("focus")),
        year=pl.when(_marked(mentions, attacks)).then(2001).otherwise(pl.col("year")),
    )
    # The same words with another meaning are placed separately.
    variant = 2 * rate.cast(pl.UInt32) + year_long.cast(pl.UInt32) + 3 * _marked(mentions, attacks).cast(pl.UInt32)
    kept = kept.with_columns(variant=variant)
    return kept.filter(~_marked(mentions, wrong) | _marked(mentions, kept_anyway)).drop("_row")


@cache
def _expression(check: Callable[[], pl.Expr]) -> pl.Expr:
    """A check as an expression: put together once, for every batch."""
    return check()


def _attacks() -> pl.Expr:
    the_day = (pl.col("month") == 9) & (pl.col("day") == 11) & pl.col("year").is_null()
    return the_day & after_is("^,? (?:attack|terror|hijack|commission|strike|plot|victim|suicide)")


def _marked(mentions: pl.DataFrame, rows: list[pl.Series]) -> pl.Series:
    """A truth value per mention: whether its row number is in one of the lists."""
    mask = np.zeros(mentions.height, dtype=bool)
    for numbers in rows:
        mask[numbers.to_numpy()] = True
    return pl.Series(mask)
