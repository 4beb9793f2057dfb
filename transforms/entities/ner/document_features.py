"""The rest of the article: "Shearer" elsewhere comes after "Alan", "Rose" elsewhere in small letters."""

from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from transforms.columns.distinct import encode_integers
from transforms.columns.dtypes import Bools, Int32s, Int64s, Uint16s, Uint64s
from transforms.entities.ner.batch import Reading
from transforms.entities.ner.word_features import (
    ARTICLE,
    BEFORE_PLACE,
    CAPITAL,
    CAPITALISED,
    FIRST_NAME,
    OF_ORGANISATION,
    SAYING,
    TITLE,
)

# Binary digits of whole numbers that a float64 holds exactly.
_EXACT_DIGITS = 53
# Beyond so many articles times words they are sorted.
_MOST_CELLS = 1 << 26

# Events: the word has a capital, it does inside a sentence, and what stands around it.
_CAPITAL, _INSIDE, _IN_PHRASE, _EVENTS = 0, 1, 9, 11
_AROUND = (1 << _EVENTS - 1) - 2
_CUES_BEFORE = {TITLE: 2, FIRST_NAME: 3, CAPITALISED: 5, BEFORE_PLACE: 7, ARTICLE: 8}
_CUES_AFTER = {OF_ORGANISATION: 4, CAPITALISED: 6, SAYING: 10}


def _events_of(cues: dict[int, int]) -> Uint16s:
    """The events that each set of a neighbour's cues means."""
    every = np.arange(1 << 8, dtype=np.uint16)
    events = np.zeros(1 << 8, dtype=np.uint16)
    for cue, event in cues.items():
        events |= ((every & cue) != 0) * np.uint16(1 << event)
    return events


_BEFORE, _AFTER = _events_of(_CUES_BEFORE), _events_of(_CUES_AFTER)


@dataclass(frozen=True)
class Evidence:
    """What the rest of the article says about each candidate's word.

    elsewhere_small: 1 if it also is in small letters. inside: 0, 1 or 2 other places inside a sentence where it
    has a capital. others: 1 if it has a capital anywhere else. around: a bit per kind of neighbour it has elsewhere.
    """

    elsewhere_small: Uint64s
    inside: Uint64s
    others: Uint64s
    around: Uint64s

    def part(self, rows: slice | Int64s) -> "Evidence":
        """The evidence of some of the candidates."""
        return Evidence(self.elsewhere_small[rows], self.inside[rows], self.others[rows], self.around[rows])


def document_evidence(reading: Reading, at: Int64s, nearby: dict[int, Int32s] | None = None) -> Evidence:
    """Look at the other places where each candidate's word is in the same article."""
    traits, capital = reading.traits, reading.capital[at]
    spelling = traits.spelling[reading.tokens.word[at]]
    key = reading.document[at].astype(np.int64) * len(traits.lower) + spelling
    group = encode_integers(key.view(np.uint64), rows_per_slot=1)
    has_small = _also_small(reading, at, spelling)

    nearby = reading.around(at) if nearby is None else nearby
    events = _BEFORE.take(traits.cues[nearby[-1]]) | _AFTER.take(traits.cues[nearby[1]])
    events |= (~reading.starts[at] & (reading.case(at) == 0)) * np.uint16(1 << _INSIDE)
    events |= (reading.phrase[at] != 0) * np.uint16(1 << _IN_PHRASE)
    events |= np.uint16(1 << _CAPITAL)
    events *= capital
    seen, twice_inside = _elsewhere(events, group.number, len(group))
    around = (seen >> np.uint16(1)) & np.uint16(_AROUND)
    inside = ((seen >> np.uint16(_INSIDE)) & np.uint16(1)) + twice_inside
    columns = (has_small, inside, seen & np.uint16(1 << _CAPITAL), around)
    return Evidence(*(column.astype(np.uint64) for column in columns))


def _elsewhere(events: Uint16s, group: Int32s, groups: int) -> tuple[Uint16s, Bools]:
    """The events of the other members of each one's group, and whether two others of them stand inside a sentence.

    Counts share exact sums, each in digits of its own. Most members are alone in their group.
    """
    size = np.bincount(group, minlength=groups)
    crowd = np.flatnonzero(size > 1)
    shared = np.flatnonzero((size > 1)[group])
    members, own = group[shared], events[shared]
    digits = int(size.max(initial=1)).bit_length()
    sharing = min(_EXACT_DIGITS // digits, _EVENTS)
    # Events that at least one, two, three members have.
    have = np.zeros((3, len(crowd)), dtype=np.uint16)
    for begin in range(0, _EVENTS, sharing):
        bits = (own >> np.uint16(begin)) & np.uint16((1 << sharing) - 1)
        sums = np.bincount(members, weights=_spread(sharing, digits)[bits], minlength=groups)[crowd].astype(np.int64)
        for event in range(begin, min(begin + sharing, _EVENTS)):
            count = (sums >> (digits * (event - begin))) & ((1 << digits) - 1)
            for least in range(len(have)):
                have[least] |= (count > least) * np.uint16(1 << event)
    place = np.zeros(groups, dtype=np.int32)
    place[crowd] = np.arange(len(crowd), dtype=np.int32)
    one, two, three = (those[place[members]] for those in have)
    seen = np.zeros(len(events), dtype=np.uint16)
    seen[shared] = two | (one & ~own)
    twice = np.zeros(len(events), dtype=bool)
    twice[shared] = ((three | (two & ~own)) & np.uint16(1 << _INSIDE)) != 0
    return seen, twice


@cache
def _spread(bits: int, digits: int) -> npt.NDArray[np.float64]:
    """Numbers of so many bits with so many digits for each bit."""
    numbers = np.arange(1 << bits, dtype=np.int64)
    return sum((((numbers >> bit) & 1) << (digits * bit) for bit in range(bits)), np.zeros_like(numbers)).astype(float)


def _also_small(reading: Reading, at: Int64s, spelling: Int32s) -> Bools:
    """Whether the word of each candidate also is in small letters in its article."""
    traits, word = reading.traits, reading.tokens.word
    asked, small = np.zeros((2, len(traits.lower)), dtype=bool)
    asked[spelling] = True
    small[traits.spelling[(traits.look & CAPITAL) == 0]] = True
    both = asked & small
    # Few words are in both forms: a table of articles and such words answers for all tokens at once. Its first
    # column is for all other words.
    column = np.where(both, np.cumsum(both), 0)
    width = int(np.count_nonzero(both)) + 1
    mine = np.flatnonzero(both[spelling])
    out = np.zeros(len(at), dtype=bool)
    if not len(mine):
        return out
    least = int(reading.document.min())
    cells = (int(reading.document.max()) - least + 1) * width
    kind = np.dtype(np.int32 if cells <= _MOST_CELLS else np.int64)
    first_cell: npt.NDArray[np.integer] = (reading.document - least).astype(kind)
    first_cell *= width
    asked_at = first_cell[at[mine]] + column[spelling[mine]]
    column_of_small = np.where((traits.look & CAPITAL) == 0, column[traits.spelling], 0).astype(kind)
    seen_at = column_of_small[word] + first_cell
    if cells > _MOST_CELLS:
        out[mine] = np.isin(asked_at, seen_at)
        return out
    seen = np.zeros(cells, dtype=bool)
    seen[seen_at] = True
    out[mine] = seen[asked_at]
    return out
