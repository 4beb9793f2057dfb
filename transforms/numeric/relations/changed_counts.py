"""Counts told again as they were, became or are elsewhere: "12 million boxes, compared to 11 million", "cut to 18"."""

import numpy as np
import polars as pl

from transforms.columns.dtypes import Int64s
from transforms.numeric.relations.told_counts import as_counts, bare_rows, places_where, rows_with

_ABOUT = (
    "(?:(?:about|around|some|only|just|nearly|almost|at least|more than|over|up to|fewer than|less than|as many as"
    "|roughly|approximately|a further|another) )?"
)
# "170 million bags in the year 2021/22, compared to 165 million in 2020". The figures of a date may stand between.
_LAST_YEARS = "(?:last|the previous) (?:year|month|week|season|quarter)['’]s"
_COMPARED = (
    "[a-z0-9)’'\",] ?(?:(?:up|down|rising|falling|increased|decreased) from|as opposed to|as compared (?:with|to)"
    f"|(?:when )?compared (?:with|to)|against|versus|vs[.]?) (?:{_LAST_YEARS} )?{_ABOUT}$"
    f"|[a-z] than {_LAST_YEARS} {_ABOUT}$"
)
# "against" needs a word that tells when it was so; a sentence that ends between the two parts them.
_WHEN_BEHIND = (
    "^(?: (?:(?:a|one|the|two) (?:years?|months?|weeks?|seasons?|same|previous|year)|last|in|during|previously|earlier"
    "|year|the)(?-u:\\b)|[.,]? ?$)"
)
# "double the 330 reported in 2022", "above the 110,000 forecast": against what was counted or expected before.
_THE_OTHER = (
    "(?-u:\\b)(?:double|twice|thrice|triple|half|quadruple|times|than|above|below|beyond|under|over|exceeding"
    "|surpassing"
    f"|topping|beating|(?:short|shy|ahead) of|up (?:on|from)|down (?:on|from)|compared (?:with|to)"
    f"|against) the {_ABOUT}$"
)
_EXPECTED = (
    "^ (?:reported|recorded|expected|forecast|predicted|projected|planned|seen|registered|counted|needed|required"
    "|sold|built|made|delivered|estimated|in (?:the|[A-Z0-9])|of (?:the year|last|[0-9])|last|(?:a|one|two) (?:year"
    "|month|week)s?"
    "|who|that|it|they|he|she|the|its|his|her|their)(?-u:\\b)"
)
# What is told of a rate has its "per" too ("15.4 pupils per teacher versus 14.7"), which connectives see to.
_PARTED = "[a-z0-9)][.!?][\"”’']? +[A-Z]|[0-9] [a-z]+ per "
# "40 cooks and 12 maids, compared with 50": of both.
_ADDED_UP = f"^0[^.;]*(?:,|,? and) {_ABOUT}$"
# "That number has risen to 476", "others raise the figure to 684".
_THAT_NUMBER = (
    "(?-u:\\b)(?:[Tt]hat|[Tt]his|[Tt]he|[Tt]heir|[Ii]ts) (?:number|figure|total|tally|toll)"
    "(?: (?:has|had|have|is|was|will|could|would|may|since|now|then|later|already|also|been|be|expected|set|likely"
    "|to)){0,4}"
    "(?: (?:ris(?:en|e)|rose|grown|grew|grow|fallen|fell|fall|dropped|drop|climbed|climb|increased|increase|jumped"
    "|soared|swelled|doubled|reach|reached|hit|passed|topped|exceeded|stood|stands|shrunk|declined|dwindled))?"
    f"(?: (?:to|at|is|was)| follows| compare[sd] (?:with|to)| (?:is|was) (?:up|down) from)? {_ABOUT}$"
)
# "reducing the 36 holes to 18", "cut to one crew from two".
_REDUCED = f"^0 (?:[a-z-]+ ){{1,3}}to {_ABOUT}$"
_REDUCING = (
    "(?-u:\\b)(?:reduc|cut|trim|slash|lower|shrink|shrank|pare|expand|increas|rais|boost|grow|grew|narrow|halv"
    "|whittl|scal|extend|double)[a-z]* (?:(?:back|down|up|the|its|their|his|her|our|from|those|number|of) ){0,3}$"
)
_FROM_SO_MANY = (
    "(?-u:\\b)to (?:0|one|two|three|four|five|six|seven|eight|nine|ten|a dozen|twelve) (?:[a-z-]+ ){1,3}from $"
)
# What may follow such a figure, which a noun of its own would.
_ENDS = (
    "^(?:$|[.,;:)]| (?:in|on|at|by|for|during|from|before|after|as|last|this|next|a|one|two|the|previously|earlier"
    "|between|year|today|now|so|that|when|who|which|recorded|reported|registered|seen|and|but|while|with|over|within"
    "|through|since|annually|per|people)(?-u:\\b))"
)
# Code points from the count; figures back to it; how far apart the two are.
_FARTHEST, _FIGURES_BACK, _LIKE = 160, 3, 20.0


def with_changed_counts(numbers: pl.DataFrame) -> pl.DataFrame:
    """Give bare figures that say what a count was or became its noun, and make counts of them.

    Takes numbers in reading order with text_no, start_char, decided, noun, is_attributive, value, lead, near_lead and
    near_tail; changes decided, noun and keeps_noun of those rows, whose noun_words stay null.
    """
    rows = bare_rows(numbers)
    if rows.is_empty():
        return numbers
    few = numbers.select("lead", "near_lead", "near_tail")[rows]
    far, near = _compared_or_that_number(few), _reduced_or_from(few, numbers["lead"].shift(1).gather(rows))
    if not len(far) + len(near):
        return numbers
    at = rows.to_numpy().astype(np.int64)
    at_far, at_near = (at[places.to_numpy()] for places in (far, near))
    source = np.concatenate([_count_before(numbers, at_far, _FIGURES_BACK), _count_before(numbers, at_near, 1)])
    given, first = np.unique(np.concatenate([at_far, at_near])[source >= 0], return_index=True)
    wholes = source[source >= 0][first]
    return as_counts(numbers, pl.Series(given), numbers["noun"].gather(pl.Series(wholes)))


def _compared_or_that_number(few: pl.DataFrame) -> pl.Series:
    """The places of figures that are compared with a count, or are what it became."""
    lead, tail = few["near_lead"], few["near_tail"]
    compared = places_where(lead.str.contains_any(["from", "opposed", "compared", "against", "versus", "vs", "than"]))
    compared = rows_with(tail, rows_with(lead, compared, _COMPARED), _ENDS)
    parted = rows_with(few["lead"], compared, _PARTED)
    against = compared.filter(lead.gather(compared).str.contains("against ", literal=True))
    undated = against.filter(~against.is_in(rows_with(tail, against, _WHEN_BEHIND).implode()))
    compared = compared.filter(~compared.is_in(pl.concat([parted, undated]).implode()))
    the_other = rows_with(
        tail, rows_with(lead, places_where(lead.str.contains(" the ", literal=True)), _THE_OTHER), _EXPECTED
    )
    compared = pl.concat([compared, the_other])
    number = places_where(lead.str.contains_any(["number", "figure", "total", "tally", "toll"]))
    return pl.concat([compared, rows_with(tail, rows_with(lead, number, _THAT_NUMBER), _ENDS)])


def _reduced_or_from(few: pl.DataFrame, before: pl.Series) -> pl.Series:
    """The places of figures that a count was reduced to or from; `before` are the words before the figure before."""
    lead, tail = few["near_lead"], few["near_tail"]
    reduced = rows_with(
        lead, places_where(lead.str.starts_with("0 ") & lead.str.contains(" to ", literal=True)), _REDUCED
    )
    reduced = rows_with(tail, rows_with(before, reduced, _REDUCING), _ENDS)
    from_ = rows_with(lead, places_where(lead.str.ends_with(" from ")), _FROM_SO_MANY)
    return pl.concat([reduced, rows_with(tail, from_, _ENDS)])


def _count_before(numbers: pl.DataFrame, at: Int64s, steps: int) -> Int64s:
    """The count that each figure is about, of as many rows before it; -1 where there is none.

    Passed over are counts of another size ("264 million people in 41 cities, up from 247 million"). What is added up
    ("40 cooks and 12 maids, compared with 50") has nobody's noun, and one bare figure against another ("12.1 versus
    12.8") has none.
    """
    source, is_open = np.full(len(at), -1), np.full(len(at), fill_value=True)
    if not len(at):
        return source
    text_no, start, value = (numbers[name].to_numpy() for name in ("text_no", "start_char", "value"))
    start = start.astype(np.int64)
    counted = (pl.col("decided") == "count") & pl.col("noun").is_not_null() & ~pl.col("is_attributive")
    counts = numbers.select(counted.fill_null(value=False)).to_series().to_numpy()
    bare = (numbers["decided"] == "number").fill_null(value=False).to_numpy()
    for back in range(1, steps + 1):
        row = np.maximum(at - back, 0)
        fits = is_open & (text_no[row] == text_no[at]) & (start[at] - start[row] <= _FARTHEST) & (row < at)
        fits &= (counts | bare)[row] & (value[at] <= _LIKE * value[row]) & (value[at] * _LIKE >= value[row])
        fitting = np.flatnonzero(fits & counts[row])
        added_up = numbers["near_lead"].gather(pl.Series(row[fitting])).str.contains(_ADDED_UP).to_numpy()
        source[fitting[~added_up]] = row[fitting[~added_up]]
        is_open &= ~fits
    return source
