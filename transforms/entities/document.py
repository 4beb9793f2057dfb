"""The rest of the article: "Shearer" elsewhere stands behind "Alan", "Rose" elsewhere in small letters."""

from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt
import polars as pl

from transforms.entities.codes import Int32s
from transforms.entities.features import Bools, Uint64s, hash_words
from transforms.entities.lexicon import BIT
from transforms.entities.pieces import number_integers
from transforms.entities.reading import Ints, Reading

_PLACE_WORDS = "in at near from to outside inside across around into toward towards of"
_ARTICLES = "the a an"
_SAYING = "said says say told added adds asked announced reported warned denied insisted argued"

# Binary digits of whole numbers that a float64 holds exactly.
_EXACT_DIGITS = 53
# Beyond so many articles times words they are sorted.
_MOST_CELLS = 1 << 26

_U = np.uint64


@dataclass(frozen=True)
class Evidence:
    """What the rest of the article says about each candidate's word.

    elsewhere_small: 1 if it also stands in small letters. inside: 0, 1 or 2 other places inside a sentence where it
    has a capital. others: 1 if it has a capital anywhere else. around: a bit per kind of neighbour it has elsewhere.
    """

    elsewhere_small: Uint64s
    inside: Uint64s
    others: Uint64s
    around: Uint64s

    def part(self, rows: slice) -> "Evidence":
        """The evidence of some of the candidates."""
        return Evidence(self.elsewhere_small[rows], self.inside[rows], self.others[rows], self.around[rows])


def document_evidence(reading: Reading, at: Ints, beside: dict[int, npt.NDArray[np.integer]] | None = None) -> Evidence:
    """Look at the other places where each candidate's word stands in the same article."""
    tokens, capital = reading.tokens, reading.capital[at]
    _, number = np.unique(reading.words.lower, return_inverse=True)
    count = int(number.max()) + 1 if len(number) else 1
    key = reading.document[at].astype(np.int64) * count + number[tokens.word[at]]
    group, first = number_integers([key.view(np.uint64)], rows_per_slot=1)
    has_small = _also_small(reading, at, number)

    beside = reading.around(at) if beside is None else beside
    before, after = beside[-1], beside[1]
    cues = _cues(reading)
    cap = np.append(reading.words.has_capital, False)
    events = [
        ~reading.starts[at] & (reading.case(at) == 0),
        (cues[before] & 1) != 0,
        cap[before] & ((reading.kinds[before] & BIT["first"]) != 0),
        cap[after] & ((reading.kinds[after] & (BIT["orgsuf"] | BIT["orghead"])) != 0),
        cap[before],
        cap[after],
        (cues[before] & 2) != 0,
        (cues[before] & 4) != 0,
        reading.phrase[at] != 0,
        (cues[after] & 8) != 0,
    ]
    own = [event & capital for event in events]
    counted = _count_elsewhere([capital, *own], group, len(first))
    inside = np.minimum(counted[1], 2).astype(np.uint64)
    around = np.zeros(len(at), dtype=np.uint64)
    for number_of_event, elsewhere in enumerate(counted[2:], start=1):
        around |= (elsewhere > 0).astype(np.uint64) << _U(number_of_event)
    total = counted[0]
    return Evidence(has_small.astype(np.uint64), inside, (total > 0).astype(np.uint64), around)


def _count_elsewhere(flags: list[Bools], group: Int32s, groups: int) -> list[Ints]:
    """For each flag, how many other members of each one's group have it.

    Counts share exact sums, each in digits of its own. Most members are alone in their group.
    """
    size = np.bincount(group, minlength=groups)
    shared = np.flatnonzero((size > 1)[group])
    members = group[shared]
    digits = int(size.max(initial=1)).bit_length()
    sharing = _EXACT_DIGITS // digits
    counts = []
    for begin in range(0, len(flags), sharing):
        together = flags[begin : begin + sharing]
        own = np.zeros(len(shared), dtype=np.int64)
        for place, flag in enumerate(together):
            own |= flag[shared].astype(np.int64) << (digits * place)
        elsewhere = np.bincount(members, weights=own, minlength=groups).astype(np.int64)[members] - own
        for place in range(len(together)):
            count = np.zeros(len(group), dtype=np.int64)
            count[shared] = (elsewhere >> (digits * place)) & ((1 << digits) - 1)
            counts.append(count)
    return counts


def _also_small(reading: Reading, at: Ints, number: Ints) -> Bools:
    """Whether the word of each candidate also stands in small letters in its article; `number` tells words apart."""
    tokens = reading.tokens
    count = int(number.max()) + 1 if len(number) else 1
    asked, small = np.zeros((2, count), dtype=bool)
    asked[number[tokens.word[at]]] = True
    small[number[~reading.words.has_capital]] = True
    both = asked & small
    # Few words stand in both forms: a table of articles and such words answers for all tokens at once.
    column = (np.cumsum(both) - 1)[number]
    width = int(np.count_nonzero(both))
    others = np.flatnonzero((both[number] & ~reading.words.has_capital)[tokens.word])
    mine = np.flatnonzero(both[number][tokens.word[at]])
    out = np.zeros(len(at), dtype=bool)
    if not len(others) or not len(mine):
        return out
    least = int(reading.document.min())
    asked_at = (reading.document[at[mine]].astype(np.int64) - least) * width + column[tokens.word[at[mine]]]
    seen_at = (reading.document[others].astype(np.int64) - least) * width + column[tokens.word[others]]
    cells = (int(reading.document.max()) - least + 1) * width
    if cells > _MOST_CELLS:
        out[mine] = np.isin(asked_at, seen_at)
        return out
    seen = np.zeros(cells, dtype=bool)
    seen[seen_at] = True
    out[mine] = seen[asked_at]
    return out


def _cues(reading: Reading) -> npt.NDArray[np.uint8]:
    """What a word tells about the one beside it: 1 a title, 2 a place's preposition, 4 an article, 8 saying."""
    lower = reading.words.lower
    title = (reading.kinds[:-1] & BIT["title"]) != 0
    cues = title * 1 + np.isin(lower, _listed(_PLACE_WORDS)) * 2 + np.isin(lower, _listed(_ARTICLES)) * 4
    cues = cues + np.isin(lower, _listed(_SAYING)) * 8
    return np.append(cues, 0).astype(np.uint8)


@cache
def _listed(words: str) -> Uint64s:
    return hash_words(pl.Series(words.split()))
