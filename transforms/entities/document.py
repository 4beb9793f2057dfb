"""The rest of the article: "Shearer" elsewhere stands behind "Alan", "Rose" elsewhere in small letters."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from transforms.entities.codes import Int32s, number_integers
from transforms.entities.features import Bools, Uint64s
from transforms.entities.lexicon import BIT
from transforms.entities.reading import Ints, Reading
from transforms.entities.traits import ARTICLE, BEFORE_PLACE, CAPITAL, SAYING, TITLE

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


def document_evidence(reading: Reading, at: Ints, beside: dict[int, Int32s] | None = None) -> Evidence:
    """Look at the other places where each candidate's word stands in the same article."""
    traits, capital = reading.traits, reading.capital[at]
    spelling = traits.spelling[reading.tokens.word[at]]
    key = reading.document[at].astype(np.int64) * len(traits.lower) + spelling
    group, first = number_integers([key.view(np.uint64)], rows_per_slot=1)
    has_small = _also_small(reading, at, spelling)

    beside = reading.around(at) if beside is None else beside
    before, after = beside[-1], beside[1]
    cues_before, kinds_before, kinds_after = traits.cues[before], traits.kinds[before], traits.kinds[after]
    capital_before, capital_after = ((traits.look[words] & CAPITAL) != 0 for words in (before, after))
    events = [
        ~reading.starts[at] & (reading.case(at) == 0),
        (cues_before & TITLE) != 0,
        capital_before & ((kinds_before & BIT["first"]) != 0),
        capital_after & ((kinds_after & (BIT["orgsuf"] | BIT["orghead"])) != 0),
        capital_before,
        capital_after,
        (cues_before & BEFORE_PLACE) != 0,
        (cues_before & ARTICLE) != 0,
        reading.phrase[at] != 0,
        (traits.cues[after] & SAYING) != 0,
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


def _also_small(reading: Reading, at: Ints, spelling: Int32s) -> Bools:
    """Whether the word of each candidate also stands in small letters in its article."""
    traits, word = reading.traits, reading.tokens.word
    asked, small = np.zeros((2, len(traits.lower)), dtype=bool)
    asked[spelling] = True
    small[traits.spelling[(traits.look & CAPITAL) == 0]] = True
    both = asked & small
    # Few words stand in both forms: a table of articles and such words answers for all tokens at once. Its first
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
