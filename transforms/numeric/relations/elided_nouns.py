"""Nouns that go without saying: "699 infections, of which 199 were symptomatic", "Of the 239 passengers, 153 were".

What the parts of a count are is said with the whole, which is the count before them.
"""

from collections.abc import Callable

import numpy as np
import polars as pl

from transforms.columns.dtypes import Bools, Float64s, Int64s
from transforms.numeric.relations.changed_counts import with_changed_counts
from transforms.numeric.relations.counted_persons import with_children, with_persons
from transforms.numeric.relations.told_counts import are_told, as_counts, bare_rows
from transforms.numeric.units.person_nouns import is_person

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
    "^ (?:more|fewer)(?:$|[.,;]| (?:were|are|was|have|had|will|in|on|at|by|from|since|so|this|last|next|later|during"
    "|over|after"
    "|than|along|across|near)(?-u:\\b))"
)
# "Cruz has 69, Rubio has 41", "She will win at least 56", "It takes 2,383 to win": of what was counted before.
_MODALS = (
    "(?:will|would|could|can|may|might|has|have|had|now|also|already|only|just|then|still|managed to|was assured of"
    "|is assured of)"
)
_HELD = (
    "(?:^|[^A-Za-z])(?:[A-Z][A-Za-z’'.-]*[A-Za-z]|[A-Z]{2,}[)]|he|she|they|it|party|rival|while|and|but)"
    f"(?: {_MODALS})* (?:has|have|had|won|wins?|winning|gets?|got|gain|gains|gained|pick(?:s|ed)? up|receive|receives"
    "|received|takes|took|earn|earned|collected|claimed|secured|scored|holds?|held|owns?|owned|managed|needs?|needed"
    f"|leads with) (?:a total of )?{_ABOUT}$|(?:^|[^A-Za-z])[Tt]here (?:were|are) {_ABOUT}$"
)
_HELD_BEHIND = (
    "^(?:$|[.,;)]| [–—-] | (?:and|while|so far|to win|in (?:all|that|total|the (?:first|second|third|last|next|other"
    "|same|new"
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
# Parts of words that are looked for first.
_OF_SUCH = ("f which", "f whom", "f these", "f those", "f them", "Of the ")
_APPOSED_WORDS = (
    "about",
    "around",
    "some",
    "nearly",
    "almost",
    "at least",
    "more than",
    "over",
    "roughly",
    "approximately",
    "including",
)
_MAY_HOLD = (
    *("has ", "have ", "had ", "won ", "win ", "wins ", "winning ", "get ", "gets ", "got ", "gain", "pick", "receive"),
    *(
        "take",
        "took ",
        "earn",
        "collected ",
        "claimed ",
        "secured ",
        "scored ",
        "hold",
        "held ",
        "own",
        "managed ",
        "need",
    ),
    *("leads with ", "here were ", "here are ", "total of "),
)
# "31 points, four behind Forest and three ahead of Malm", "58 seats, three short of a majority".
_BY = "^ (?:behind|ahead|short of|shy of|clear|adrift|off the (?:lead|pace|top|record|mark))(?-u:\\b)"
_SET_OFF = f"(?:,|,? and|,? but)(?: now| just| only| still)? {_ABOUT}$"
# "sent the other four back", "scrapped the remaining two".
_OTHER = f"(?-u:\\b)(?:the|their|its|his|her) (?:other|remaining) {_ABOUT}$"
_OTHER_BEHIND = "^(?:$|[.,;:)]| [a-z])"
# "dismissed six charges, upheld two and": a verb after a comma that says what was done to some.
_DONE_TO_SOME = (
    "(?:^0|(?-u:\\b)(?:two|three|four|five|six|seven|eight|nine|ten|[a-z]+teen|[a-z]+ty)) [a-z -]{3,28},(?: and| but)?"
    "(?: later| then| also)? (?:[a-z]+ed|upheld|sold|lost|kept|left|built|sent|shut|cut|hit|sank|found|threw out)"
    f" {_ABOUT}$"
)
# "added 4.1 million subscribers to reach 118 million".
_REACHED = f"^0 [^.;:()]{{3,40}} to reach {_ABOUT}$"
# "Germany on nine and the US on eight", of what is won.
_ON = (
    "(?:,|(?-u:\\b)(?:and|while|with|behind|of|by)) (?:the )?(?:[A-Z][A-Za-z’'.-]* ){1,3}(?:(?:are|is|were|was) )?on $"
)
_ON_ENDS = "^(?:$|[.,;)]| (?:and|while|but|with|after|in|from)(?-u:\\b))"
_TALLIED = (
    "gold",
    "medal",
    "point",
    "goal",
    "win",
    "seat",
    "vote",
    "delegate",
    "title",
    "run",
    "try",
    "medallist",
    "victory",
)
# "188 drones and five missiles; 76 were shot down": what befalls things alone.
_BEFELL_THINGS = (
    "^ (?:were|was|have been|had been|are)(?: (?:later|then|also|since|still|either|subsequently))? (?:shot down|downed"
    "|intercepted|cancell?ed|delayed|diverted|sunk|repaired|demolished|rebuilt|scrapped|recalled|sold|shipped"
    "|delivered|launched|fired|grounded|withdrawn|lost from|jammed|built|closed|reopened|patched|refunded)(?-u:\\b)"
)
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
    at, whole = _beside_counts(numbers)
    if not len(at):
        return numbers
    lead, tail = (numbers[name].gather(pl.Series(at)) for name in ("near_lead", "near_tail"))
    text_no, start, value = (numbers[name].to_numpy() for name in ("text_no", "start_char", "value"))
    start, next_to = start.astype(np.int64), whole == at - 1
    smaller = ~(value[at] > value[whole])
    like = (value[at] <= _LIKE * value[whole]) & (value[at] * _LIKE >= value[whole])
    is_part = smaller & (_are_parts(lead, tail) | _are_others(lead, tail) | (next_to & _are_some(lead, tail)))
    is_part |= _of_a_part(numbers, at, whole) & tail.str.contains(_PART_BEHIND).to_numpy()
    behind = smaller & next_to & are_told(lead, lead.str.starts_with("0"), _BEHIND_WHOLE).to_numpy()
    asked = np.flatnonzero(behind)
    behind[asked] = numbers["lead"].gather(whole[asked]).str.contains(_WHOLE).to_numpy() if len(asked) else False
    is_part |= behind | _are_more(lead, tail)
    is_part |= next_to & _are_against(lead, tail)
    free = ~numbers["is_attributive"].to_numpy()[whole]
    noun = numbers["noun"].gather(pl.Series(whole))
    is_part |= free & like & (_are_held(lead, tail) | (_are_tallied(lead, tail) & noun.is_in(_TALLIED).to_numpy()))
    if is_part.any():
        # "1,300 deaths, including 200 at sea and 30 on land": who adds up deaths must know parts by the words before.
        onward = smaller & ~noun.is_in(_EVENTS).to_numpy()
        onward[onward] = _go_on(lead, tail, onward)
        is_part = _along(is_part, onward, text_no[at], start[at])
    numbers = as_counts(numbers, pl.Series(at[is_part]), noun.filter(pl.Series(is_part)))
    return _with_things(numbers)


def _beside_counts(numbers: pl.DataFrame) -> tuple[Int64s, Int64s]:
    """The rows of bare figures that have a count before them in reach, and the row of that count."""
    at = bare_rows(numbers).to_numpy().astype(np.int64)
    counted = numbers.select((pl.col("decided") == "count").fill_null(value=False) & pl.col("noun").is_not_null())
    counts = counted.to_series().to_numpy()
    last = np.maximum.accumulate(np.where(counts, np.arange(len(counts)), -1))
    text_no, start = (numbers[name].to_numpy().astype(np.int64) for name in ("text_no", "start_char"))
    whole = last[at]
    safe = np.maximum(whole, 0)
    beside = (whole >= 0) & (text_no[safe] == text_no[at]) & (start[at] - start[safe] <= _FARTHEST)
    return at[beside], whole[beside]


def _are_parts(lead: pl.Series, tail: pl.Series) -> Bools:
    """Whether figures are "of which 199", "the first batch of 150", "including 44 in Pune", "three of them"."""
    before = are_told(lead, lead.str.contains_any([*_OF_SUCH]), _PART_BEFORE)
    before |= are_told(lead, lead.str.ends_with(" of "), _GROUP)
    before |= are_told(tail, tail.str.starts_with(" of "), _PART_BEHIND)
    included = are_told(lead, lead.str.contains_any(["ncluding ", "mong them "]), _INCLUDED)
    before |= are_told(tail, included, _INCLUDED_BEHIND)
    apposed = are_told(lead, lead.str.contains_any([f", {word} " for word in _APPOSED_WORDS]), _APPOSED)
    before |= are_told(tail, apposed, _APPOSED_BEHIND)
    margin = are_told(
        tail, tail.str.contains_any([" behind", " ahead", " short", " shy", " clear", " adrift", " off"]), _BY
    )
    return (before | are_told(lead, margin, _SET_OFF)).to_numpy()


def _are_others(lead: pl.Series, tail: pl.Series) -> Bools:
    """Whether figures are the rest: "and sent the other four back"."""
    other = are_told(lead, lead.str.contains_any([" other ", " remaining "]), _OTHER)
    return are_told(tail, other, _OTHER_BEHIND).to_numpy()


def _are_some(lead: pl.Series, tail: pl.Series) -> Bools:
    """Whether something was done to some of what was just counted: "dismissed six charges, upheld two"."""
    done = are_told(lead, lead.str.contains(", ", literal=True), _DONE_TO_SOME)
    return are_told(tail, done, _HELD_BEHIND).to_numpy()


def _are_more(lead: pl.Series, tail: pl.Series) -> Bools:
    """Whether figures are more of the same or their whole: "200,000 more", "84, out of 900", "to reach 41,000"."""
    more = are_told(tail, tail.str.contains("^ (?:more|fewer)"), _MORE)
    more |= are_told(lead, lead.str.contains(" out of ", literal=True), _OUT_OF)
    return (more | are_told(lead, lead.str.contains(" to reach ", literal=True), _REACHED)).to_numpy()


def _are_against(lead: pl.Series, tail: pl.Series) -> Bools:
    """Whether figures are against a count: "412 delegates to Osei's 377"."""
    owned = lead.str.starts_with("0") & lead.str.contains("['’]s? $")
    return are_told(tail, are_told(lead, owned, _AGAINST), _AGAINST_BEHIND).to_numpy()


def _are_held(lead: pl.Series, tail: pl.Series) -> Bools:
    """Whether figures are held: "Rubio has 41", "It takes 2,383 to win"."""
    return are_told(tail, are_told(lead, lead.str.contains_any([*_MAY_HOLD]), _HELD), _HELD_BEHIND).to_numpy()


def _are_tallied(lead: pl.Series, tail: pl.Series) -> Bools:
    """Whether figures are in a table: "12 golds, ahead of Germany on nine and the US on eight"."""
    return are_told(tail, are_told(lead, lead.str.ends_with(" on "), _ON), _ON_ENDS).to_numpy()


def _of_a_part(numbers: pl.DataFrame, at: Int64s, whole: Int64s) -> Bools:
    """Whether a larger bare figure stands between: "Two soldiers died and seven were hurt, three of them badly"."""
    value = numbers["value"].to_numpy()
    bare = (numbers["decided"] == "number").fill_null(value=False).to_numpy()
    between: Bools = (at - 1 > whole) & bare[at - 1] & (value[at - 1] >= value[at])
    return between


def _go_on(lead: pl.Series, tail: pl.Series, asked: Bools) -> Bools:
    """Which of the figures asked of go on from the one before: "and 500 were not"."""
    rows = pl.Series(np.flatnonzero(asked).astype(np.uint32))
    return (lead.gather(rows).str.contains(_NEXT_BEFORE) & tail.gather(rows).str.contains(_NEXT_BEHIND)).to_numpy()


def _with_things(numbers: pl.DataFrame) -> pl.DataFrame:
    """Give figures of which only things can be said the last count of things that is not smaller: "76 were downed"."""
    at, _ = _beside_counts(numbers)
    tail = numbers["near_tail"].gather(pl.Series(at))
    at = at[
        are_told(
            tail, tail.str.contains_any([" were ", " was ", " have been ", " had been "]), _BEFELL_THINGS
        ).to_numpy()
    ]
    counted = (pl.col("decided") == "count") & pl.col("noun").is_not_null() & ~pl.col("is_attributive")
    counted &= ~is_person(pl.col("noun"))
    return _with_nouns_of_counts(numbers, at, counted, np.greater_equal) if len(at) else numbers


def _told_again(numbers: pl.DataFrame) -> pl.DataFrame:
    """Give "all three" and "the three" the noun of the last count of as many, among the last few counts."""
    rows = bare_rows(numbers)
    told = pl.col("near_lead").str.contains(_AGAIN) & pl.col("near_tail").str.contains(_AGAIN_BEHIND)
    rows = rows.filter(numbers.select("near_lead", "near_tail")[rows].select(told).to_series())
    if rows.is_empty():
        return numbers
    counted = (pl.col("decided") == "count") & pl.col("noun").is_not_null() & ~pl.col("is_attributive")
    return _with_nouns_of_counts(numbers, rows.to_numpy().astype(np.int64), counted, np.equal)


def _with_nouns_of_counts(
    numbers: pl.DataFrame, at: Int64s, counted: pl.Expr, fits: Callable[[Float64s, Float64s], Bools]
) -> pl.DataFrame:
    """Give these rows the noun of the last count, of a few, whose value `fits` theirs."""
    text_no, start, value = (numbers[name].to_numpy() for name in ("text_no", "start_char", "value"))
    start = start.astype(np.int64)
    counts = numbers.select(counted.fill_null(value=False)).to_series().arg_true().to_numpy().astype(np.int64)
    if not len(counts):
        return numbers
    source = np.full(len(at), -1)
    last = np.searchsorted(counts, at) - 1
    for back in range(_COUNTS_BACK):
        whole = counts[np.maximum(last - back, 0)]
        same = (last >= back) & (text_no[whole] == text_no[at]) & fits(value[whole], value[at])
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
