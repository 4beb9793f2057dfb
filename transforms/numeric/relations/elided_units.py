"""Units that go without saying: "$90 million, of which 30 million", "45 tonnes from 52", "maize and 250 of beans"."""

import numpy as np
import polars as pl

from transforms.columns.masked import on_rows
from transforms.numeric.relations.unit_sharing import UNIT_COLUMNS

_ABOUT = (
    "(?:(?:about|around|some|only|just|nearly|almost|at least|more than|over|up to|fewer than|less than|as much as"
    "|roughly|approximately) )?"
)
# Each is asked of the words back to the figure before, which is the nought.
_OF_WHICH = f"^0.*, of which,? {_ABOUT}$"
# "60 miles, 12 of them on gravel".
_SET_OFF, _OF_THEM = f"^0.*, {_ABOUT}$", "^ of (?:them|which)(?-u:\\b)"
_COMPARED = (
    f"^0[^.;:()]{{1,44}}?(?:,? (?:up |down )?from|,? against|,? compared (?:with|to)|,? versus|,? vs[.]?) {_ABOUT}$"
)
# "another 20 billion for upkeep", but neither "in another 12" nor "and another 12 died".
_ANOTHER = (
    "^[^.;:()]*(?:,|(?:^|[^A-Za-z])(?:and|plus|need|needs|plans?|with|spend|spent|add|added|to))"
    " (?:another|a further|an additional|an extra) $"
)
_ANOTHER_ENDS = (
    "^(?:$|[.,;)]| (?:for|to|on|from|next|this|last|over|(?:in|by) (?:the|its|their|[A-Z0-9][A-Za-z0-9]*)"
    "|in [a-z]+s)(?-u:\\b))"
)
_OF_STUFF, _OF = f"^0[^.;:()]{{0,20}} of [a-z][a-z -]{{1,24}}(?:,|,? and) {_ABOUT}$", "^ of [a-z]"
# "to 45 tonnes from 52" is a level, "rose 45 percent from 58" is none.
_AT_LEVEL = f"(?:^|[^A-Za-z])(?i:to|at|of|is|was|were|reached|hit|totall?ed|stood at) {_ABOUT}$"
# "$300m ... and another 150m", "2.1m customers and 600k abroad": a letter of scale says that both are told alike.
_LETTERED = "[0-9] ?(?:[mkbMKB]|bn|mn|tn)$"
_ENDS_SENTENCE = '[a-z0-9)][.!?]["”’\']? [A-Z"“]'
# Persons, where money was before: "watched by 60m", "2m were displaced".
_BY_PERSONS = (
    "(?:^|[^A-Za-z])(?:watched|seen|used|visited|followed|played|owned|read|heard|viewed|among) (?:by )?(?:[a-z]+ )?$"
)
_OF_PERSONS = "^ (?:have|had|were|are|live|lived|voted|watched|tuned|who|died|fled)(?-u:\\b)"
_MEASURED = ("money", "dimension", "duration", "percent")
# Code points from one figure to the other; how far apart two values are that are told alike, and a part and its whole.
_FARTHEST, _LIKE, _LEAST_PART = 160, 20.0, 1000.0
_TAKEN = (*UNIT_COLUMNS, "keeps_suffix", "keeps_noun")


def with_elided_units(numbers: pl.DataFrame, *, steps: int = 3) -> pl.DataFrame:
    """Give bare figures the unit of the amount or measure right before them, where the words say that it is theirs.

    Takes numbers in reading order with text_no, start_char, decided, value, noun_words, near_lead, near_tail and their
    units; changes unit_sharing.UNIT_COLUMNS, keeps_suffix and keeps_noun of those rows. A letter of scale hands a unit
    on to as many figures as there are `steps`.
    """
    bare = pl.col("decided") == "number"
    of_stuff = (pl.col("decided") == "count") & pl.col("noun_words").str.starts_with("of ")
    same, before = pl.col("text_no") == pl.col("text_no").shift(1), pl.col("decided").shift(1)
    scaled = (pl.col("power") > 0) | (pl.col("letter") != "")
    behind = before.is_in([*_MEASURED]) | ((before == "count") & scaled & scaled.shift(1))
    rows = numbers.select(((bare | of_stuff) & same & behind).fill_null(value=False)).to_series().arg_true()
    if rows.is_empty():
        return numbers
    lead, tail = pl.col("near_lead").str, pl.col("near_tail").str
    few = numbers.select("near_lead", "near_tail", "decided", "noun_words", "text", "letter")[rows]
    few = few.with_columns(_kind=numbers["decided"].gather(rows - 1), _behind=numbers["near_tail"].gather(rows - 1))
    few = few.with_columns(_scaled=numbers.select(scaled).to_series().gather(rows - 1))
    measured = pl.col("_kind") != "count"
    told = few.select(
        part=bare & measured & (lead.contains(_OF_WHICH) | (tail.contains(_OF_THEM) & lead.contains(_SET_OFF))),
        compared=bare & measured & lead.contains(_COMPARED),
        another=bare & measured & lead.contains(_ANOTHER) & tail.contains(_ANOTHER_ENDS),
        stuff=measured & lead.contains(_OF_STUFF) & tail.contains(_OF),
    )
    told = told.with_columns(lettered=_lettered(few))
    at = rows.to_numpy().astype(np.int64)
    whole = at - 1
    start, value = numbers["start_char"].to_numpy().astype(np.int64), numbers["value"].to_numpy()
    level = numbers["near_lead"].gather(pl.Series(whole)).str.contains(_AT_LEVEL).to_numpy()
    part, compared, another, stuff, lettered = (told[name].to_numpy() for name in told.columns)
    like = (value[at] <= _LIKE * value[whole]) & (value[at] * _LIKE >= value[whole])
    # "$90 million, of which 30" may mean 30 million.
    of_whole = (value[at] <= value[whole]) & (value[at] * _LEAST_PART >= value[whole])
    takes = (part & of_whole) | (like & ((compared & level) | another | stuff)) | lettered
    takes &= start[at] - start[whole] <= _FARTHEST
    rows, wholes = pl.Series(at[takes]), pl.Series(whole[takes])
    taken = {name: numbers[name].scatter(rows, numbers[name].gather(wholes)) for name in _TAKEN}
    # The words of a noun before the figure are no words of the fact.
    counts = rows.filter(numbers["decided"].gather(wholes) == "count")
    nothing = pl.repeat(None, len(counts), dtype=pl.String, eager=True)
    numbers = numbers.with_columns(**taken | {"noun_words": taken["noun_words"].scatter(counts, nothing)})
    return with_elided_units(numbers, steps=steps - 1) if steps > 1 and (takes & lettered).any() else numbers


def _lettered(few: pl.DataFrame) -> pl.Series:
    """Whether a letter or "bn" behind a bare figure says that it is an amount as the one before it."""
    lead, tail, kind = pl.col("near_lead").str, pl.col("near_tail").str, pl.col("_kind")
    bare = (pl.col("decided") == "number") & pl.col("_scaled")
    bare &= pl.concat_str("text", "letter").str.contains(_LETTERED)
    persons = lead.contains(_BY_PERSONS) | tail.contains(_OF_PERSONS)
    goes_on = ~lead.contains(_ENDS_SENTENCE) & ~pl.col("_behind").str.contains(_ENDS_SENTENCE)
    alike = goes_on & ((kind == "count") | ((kind == "money") & ~persons))
    return on_rows(few, bare.fill_null(value=False), _alike=alike)["_alike"].fill_null(value=False)
