"""Nouns that go without saying: "699 infections, of which 199 were symptomatic", "Of the 239 passengers, 153 were".

What the parts of a count are is said with the whole, which is the count before them.
"""

import numpy as np
import polars as pl

from transforms.columns.dtypes import Bools, Int64s
from transforms.numeric.relations.changed_counts import with_changed_counts
from transforms.numeric.relations.counted_persons import with_children, with_persons
from transforms.numeric.relations.told_counts import as_counts, bare_rows

_ABOUT = (
    "(?:(?:about|around|some|only|just|nearly|almost|at least|more than|over|up to|fewer than|less than|as many as"
    "|roughly|approximately|a further|another) )?"
)
# "of which 199", "Of these, 40"; "12 of which", "three of whom", "five of them".
_PART_BEFORE = (
    f"(?:^|[^A-Za-z])(?i:of (?:which|whom|these|those|them),? {_ABOUT}"
    # "Of the six, two were new".
    f"|(?-i:Of) the (?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|[a-z]+teen|[a-z]+ty), {_ABOUT})$"
)
# ", including 44 in Pune".
_INCLUDED = f"(?:^|[^A-Za-z])(?:including|among them) {_ABOUT}$"
_INCLUDED_BEHIND = (
    "^(?: (?:in|from|to|for|at|on|by|who|that|which|of whom|under|over|aged|after|before|since|during)(?-u:\\b)|[.;])"
)
_PART_BEHIND = "^ of (?:which|whom|them)(?-u:\\b)"
# "84 nurses have quit, out of more than 900": the whole comes after its part.
_OUT_OF = f"[a-z,)] out of (?:a total of |the )?{_ABOUT}$"
# "stopped 340 boats this year, nearly 90 in July alone"; a bare comma may open anything.
_APPOSED = "[a-z0)], (?:about|around|some|nearly|almost|at least|more than|over|roughly|approximately|including) $"
_APPOSED_BEHIND = (
    "^ (?:of them(?-u:\\b)|(?:[A-Za-z]+ ){1,4}alone(?-u:\\b)|in (?:the (?:past|last|first)|this|[A-Z][a-z]+)(?-u:\\b)"
    "|since(?-u:\\b)|(?:this|last) (?:week|month|year|season)(?-u:\\b))"
)
# "and the first batch of 150 will start".
_GROUP = (
    "(?:^|[^A-Za-z])(?i:first|second|third|next|last|initial|further|final|another)"
    " (?:group|batch|contingent|wave|lot) of $"
)
# "412 delegates to Osei's 377": against what somebody else has.
_AGAINST = (
    "^0 [^.;:()]{2,40} (?:to|against|compared (?:with|to)|versus|vs[.]?) (?:the )?"
    "(?:[A-Z][A-Za-z’'.-]+ ){0,2}(?:[A-Z][A-Za-z.-]+['’]s|[A-Z][A-Za-z.-]*s['’]) $"
)
_AGAINST_BEHIND = "^(?:$|[.,;:)]| (?:in|and|at|on|with|after|so|for|as|but)(?-u:\\b))"
# "and almost 200,000 more so far this year": no part, but more of the same.
_MORE = (
    "^ more(?:$|[.,;]| (?:were|are|was|have|had|will|in|on|at|by|from|since|so|this|last|next|later|during|over|after"
    "|than|along|across|near)(?-u:\\b))"
)
# "Cruz has 69, Rubio has 41", "She will win at least 56", "It takes 2,383 to win": of what was counted before.
_MODALS = (
    "(?:will|would|could|can|may|might|has|have|had|now|also|already|only|just|then|still|was assured of|is assured of)"
)
_HELD = (
    "(?:^|[^A-Za-z])(?:[A-Z][A-Za-z’'.-]*[A-Za-z]|he|she|they|it|party|rival|while|and|but)"
    f"(?: {_MODALS})* (?:has|have|had|won|wins?|winning|gets?|got|gain|gains|gained|pick(?:s|ed)? up|receive|receives"
    "|received|takes|took|earn|earned|collected|claimed|secured|scored|holds?|held|owns?|owned|managed|needs?|needed"
    f"|leads with) (?:a total of )?{_ABOUT}$|(?:^|[^A-Za-z])[Tt]here (?:were|are) {_ABOUT}$"
)
_HELD_BEHIND = (
    "^(?:$|[.,;)]| (?:and|while|so far|to win|in (?:all|that|total|the (?:first|second|third|last|next|other|same|new"
    "|previous|final|lower|upper|[0-9]|house|senate|assembly|chamber|state|country|north|south|east|west)))(?-u:\\b))"
)
# "Of the 239 passengers, 153": the window begins at the figure before, and what opens it stands before that.
_BEHIND_WHOLE = f"^0[^.;:()]{{2,60}}, (?i:{_ABOUT})$"
_WHOLE = "(?:^|[^A-Za-z])Of (?:(?:the|its|their|those|these|all|all the|his|her|our|a total of|some|more than) ){0,2}$"
# "199 were symptomatic and 500 were not": the next part.
_NEXT_BEFORE = f"^[^.;:()]*(?:,|,? and|,? while|,? but) {_ABOUT}$"
_NEXT_BEHIND = "^ (?:were|was|are|is|had|have|has|did|came|went|will|in|from|at|on|for|to)(?-u:\\b)"
# "All three were freed", "the two later met": as many as were counted before, told again.
_AGAIN = "(?:^|[^A-Za-z])(?i:all|all of the|the|these|those|both of the|of the|other) $"
_AGAIN_BEHIND = "^(?:$|[.,;:)]| [a-z])"
_COUNTS_BACK = 3
# Code points from a whole to its part, and from one part to the next.
_FARTHEST, _FARTHEST_PART = 160, 80
# How far apart are what two of them hold.
_LIKE = 50.0
_PARTS = 3
_EVENTS = ("death", "fatality", "arrest", "detainee", "evacuee", "drowning", "arrestee")


def with_elided_nouns(numbers: pl.DataFrame) -> pl.DataFrame:
    """Give bare figures that are parts of the count before them its noun, and make counts of them.

    Takes numbers in reading order with decided, noun, value, lead, near_lead and near_tail; changes decided, noun and
    keeps_noun of those rows, whose noun_words stay null.
    """
    numbers = with_persons(with_changed_counts(_told_again(with_children(numbers))))
    rows = bare_rows(numbers)
    near_lead, near_tail = pl.col("near_lead").str, pl.col("near_tail").str
    few = numbers.select("near_lead", "near_tail")[rows].select(
        part=near_lead.contains(_PART_BEFORE)
        | near_lead.contains(_GROUP)
        | near_tail.contains(_PART_BEHIND)
        | (near_lead.contains(_APPOSED) & near_tail.contains(_APPOSED_BEHIND))
        | (near_lead.contains(_INCLUDED) & near_tail.contains(_INCLUDED_BEHIND)),
        behind=near_lead.contains(_BEHIND_WHOLE),
        more=near_tail.contains(_MORE) | near_lead.contains(_OUT_OF),
        against=near_lead.contains(_AGAINST) & near_tail.contains(_AGAINST_BEHIND),
        held=near_lead.contains(_HELD) & near_tail.contains(_HELD_BEHIND),
        onward=near_lead.contains(_NEXT_BEFORE) & near_tail.contains(_NEXT_BEHIND),
    )
    if not few.select(pl.any_horizontal(pl.all().exclude("onward")).any()).item():
        return numbers
    at = rows.to_numpy().astype(np.int64)
    text_no, start, value = (numbers[name].to_numpy() for name in ("text_no", "start_char", "value"))
    start = start.astype(np.int64)
    counted = numbers.select((pl.col("decided") == "count").fill_null(value=False) & pl.col("noun").is_not_null())
    counts = counted.to_series().to_numpy()
    last = np.maximum.accumulate(np.where(counts, np.arange(len(counts)), -1))
    whole = last[at]
    safe = np.maximum(whole, 0)
    smaller = ~(value[at] > value[safe])
    beside = (whole >= 0) & (text_no[safe] == text_no[at]) & (start[at] - start[safe] <= _FARTHEST)
    near = beside & smaller
    opens = np.zeros(len(at), dtype=bool)
    behind = few["behind"].to_numpy() & near & (whole == at - 1)
    asked = np.flatnonzero(behind)
    opens[asked] = numbers["lead"].gather(whole[asked]).str.contains(_WHOLE).to_numpy()
    is_part = near & (few["part"].to_numpy() | opens) | (beside & few["more"].to_numpy())
    is_part |= few["against"].to_numpy() & beside & (whole == at - 1)
    like = (value[at] <= _LIKE * value[safe]) & (value[at] * _LIKE >= value[safe])
    is_part |= few["held"].to_numpy() & beside & like & ~numbers["is_attributive"].to_numpy()[safe]
    # "1,300 deaths, including 200 at sea and 30 on land": who adds up deaths must know a part by the words before it.
    onward = few["onward"].to_numpy() & near
    onward[onward] = ~numbers["noun"].gather(whole[onward]).is_in(_EVENTS).to_numpy()
    is_part = _along(is_part, onward, text_no[at], start[at])
    return as_counts(numbers, pl.Series(at[is_part]), numbers["noun"].gather(pl.Series(whole[is_part])))


def _told_again(numbers: pl.DataFrame) -> pl.DataFrame:
    """Give "all three" and "the three" the noun of the last count of as many, among the last few counts."""
    rows = bare_rows(numbers)
    told = pl.col("near_lead").str.contains(_AGAIN) & pl.col("near_tail").str.contains(_AGAIN_BEHIND)
    rows = rows.filter(numbers.select("near_lead", "near_tail")[rows].select(told).to_series())
    if rows.is_empty():
        return numbers
    at = rows.to_numpy().astype(np.int64)
    text_no, start, value = (numbers[name].to_numpy() for name in ("text_no", "start_char", "value"))
    start = start.astype(np.int64)
    counted = (pl.col("decided") == "count") & pl.col("noun").is_not_null() & ~pl.col("is_attributive")
    counts = numbers.select(counted.fill_null(value=False)).to_series().arg_true().to_numpy().astype(np.int64)
    if not len(counts):
        return numbers
    source = np.full(len(at), -1)
    last = np.searchsorted(counts, at) - 1
    for back in range(_COUNTS_BACK):
        whole = counts[np.maximum(last - back, 0)]
        same = (last >= back) & (text_no[whole] == text_no[at]) & (value[whole] == value[at])
        same &= (start[at] - start[whole] <= _FARTHEST) & (source < 0)
        source = np.where(same, whole, source)
    rows, wholes = pl.Series(at[source >= 0]), pl.Series(source[source >= 0])
    return as_counts(numbers, rows, numbers["noun"].gather(wholes))


def _along(is_part: Bools, onward: Bools, text_no: Int64s, start: Int64s) -> Bools:
    """Also the figures that go on from a part, one step for each of three."""
    is_part = is_part.copy()
    close = (text_no[1:] == text_no[:-1]) & (start[1:] - start[:-1] <= _FARTHEST_PART) & onward[1:]
    for _ in range(_PARTS):
        is_part[1:] |= close & is_part[:-1]
    return is_part
