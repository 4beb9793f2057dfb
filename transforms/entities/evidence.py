"""What stands around a word: "Mr." before it, "said" after it, the same word in small letters elsewhere in the article.

Every feature becomes a 64-bit key; keys of words alone come once per distinct word (`word_keys`), keys of words in
their place once per candidate token (`place_keys`).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property

import numpy as np
import numpy.typing as npt
import polars as pl

from transforms.entities.codes import Int32s
from transforms.entities.features import Bools, Uint64s, Words, describe, hash_words, mixed
from transforms.entities.lexicon import BIT, Lexicon, coarse, lexicon
from transforms.entities.pieces import number_integers
from transforms.entities.tokens import Tokens

Ints = npt.NDArray[np.int64]

OFFSETS = (-2, -1, 0, 1, 2)
_BITS_KEPT = 6

# Places in Words.hashes whose features a neighbour sees too.
_SMALL, _KIND, _PREFIX3, _SUFFIX2, _SUFFIX3 = 0, 3, 5, 8, 9
_SEEN_FROM_NEXT = (_SMALL, _KIND, _PREFIX3, _SUFFIX2, _SUFFIX3)
_SEEN_FROM_AFAR = (_SMALL, _KIND)

_PLACE_WORDS = "in at near from to outside inside across around into toward towards of"
_ARTICLES = "the a an"
_SAYING = "said says say told added adds asked announced reported warned denied insisted argued"
_CAPITALISED_SHARE = 0.8

# Binary digits of whole numbers that a float64 holds exactly.
_EXACT_DIGITS = 53

# Beyond so many articles times words they are sorted.
_MOST_CELLS = 1 << 26

_ODD = np.array(
    [0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0x27D4EB2F165667C5, 0xD6E8FEB86659FD93],
    dtype=np.uint64,
)
_U = np.uint64


@dataclass(frozen=True)
class Reading:
    """A batch of tokens with what is known of their words.

    Arrays of words have one more row than there are words: what stands beyond the edge of a sentence. kinds: lexicon
    bits of the word. near: the same as neighbours see them. document: the article of each token.
    """

    tokens: Tokens
    document: Int32s
    words: Words
    kinds: Uint64s
    near: Uint64s
    capital: Bools
    capitals: Ints
    starts: Bools
    case_of_sentence: Uint64s
    phrase: Uint64s

    def case(self, at: Ints) -> Uint64s:
        """The case of each token's sentence: 0 usual, 1 a title's, 2 all capitals."""
        sentence = self.tokens.sentence
        return self.case_of_sentence[sentence[at] - sentence[0]] if len(at) else np.zeros(0, dtype=np.uint64)

    def neighbour(self, at: Ints, offset: int) -> npt.NDArray[np.integer]:
        """The word beside each token, or the number of the edge."""
        word, sentence = self.tokens.word, self.tokens.sentence
        if offset == 0:
            return word[at]
        beside = at + offset
        inside = np.clip(beside, 0, len(word) - 1)
        same = (inside == beside) & (sentence[inside] == sentence[at])
        return np.where(same, word[inside], len(self.kinds) - 1)


    def around(self, at: Ints) -> dict[int, npt.NDArray[np.integer]]:
        """The words at each distance from each token."""
        return {offset: self.neighbour(at, offset) for offset in OFFSETS}

    @cached_property
    def spread(self) -> tuple[dict[int, Uint64s], dict[int, Uint64s], dict[int, Uint64s]]:
        """What keys of places are sums of: words, shapes and kinds, each times a number of its distance."""
        edge = np.array([0xB05], dtype=np.uint64)
        lower, kind = np.append(self.words.lower, edge), np.append(self.words.kind, edge)
        near = self.near * _ODD[1] + _U(7)
        return (
            {k: lower * _ODD[k + 2] for k in OFFSETS},
            {k: kind * _ODD[2 - k] for k in OFFSETS},
            {k: near * _ODD[k + 2] for k in (-1, 0, 1)},
        )


def read(tokens: Tokens, document: Int32s, known: Lexicon | None = None) -> Reading:
    """Work out what candidates and keys are made of."""
    known = known or lexicon()
    words = describe(tokens.words)
    kinds = np.append(known.words.look_up(words.lower), _U(0))
    capital = words.has_capital[tokens.word]
    capitals = np.flatnonzero(capital)
    starts, case_of_sentence = _sentence_state(tokens, words, capitals)
    return Reading(
        tokens=tokens,
        document=document,
        words=words,
        kinds=kinds,
        near=coarse(kinds),
        capital=capital,
        capitals=capitals,
        starts=starts,
        case_of_sentence=case_of_sentence,
        phrase=_phrases(tokens, words, capital, capitals, known),
    )


def candidates(reading: Reading) -> Ints:
    """Tokens that may belong to a name: capitalised ones and up to two connecting words between them."""
    capital, same = reading.capital, _same_sentence_as_before(reading.tokens)
    if not len(capital):
        return np.zeros(0, dtype=np.int64)
    joins = reading.words.is_connector[reading.tokens.word] & ~capital
    after_capital = np.append(False, capital[:-1]) & same
    before_capital = np.append(capital[1:] & same[1:], False)
    chosen = capital | (joins & after_capital & before_capital)
    pair = joins[:-1] & joins[1:] & same[1:] & after_capital[:-1] & before_capital[1:]
    chosen[:-1] |= pair
    chosen[1:] |= pair
    return np.flatnonzero(chosen)


def word_keys(
    reading: Reading, offset: int, rows: npt.NDArray[np.integer] | None = None
) -> Iterator[tuple[Uint64s, Bools | None]]:
    """Keys of the words seen from a token at the given distance, each with the words that have it (None: all).

    Of all distinct words, or of some rows of them.
    """
    which = slice(None) if rows is None else rows
    words, kinds, kind = reading.words, reading.kinds[:-1][which], reading.words.kind[which]
    seen = range(len(words.hashes)) if offset == 0 else _SEEN_FROM_NEXT if abs(offset) == 1 else _SEEN_FROM_AFAR
    for place in seen:
        yield _keyed(100 + 10 * place, offset, words.hashes[place][which]), None
    yield _keyed(300, offset, kinds), kinds != 0
    if abs(offset) == 2:
        return
    yield _keyed(301, offset, mixed(kinds, kind)), None
    left = kinds.copy()
    for _ in range(_BITS_KEPT):
        lowest = left & (~left + _U(1))
        yield _keyed(302, offset, mixed(lowest, kind)), lowest != 0
        left ^= lowest


def edge_key(offset: int) -> Uint64s:
    """The one key of what stands beyond the edge of a sentence."""
    return _keyed(400, offset, np.array([1], dtype=np.uint64))


def place_keys(
    reading: Reading, at: Ints, document: "Evidence", beside: dict[int, npt.NDArray[np.integer]] | None = None
) -> Iterator[Uint64s]:
    """Keys of tokens in their place; `beside` are the words around them, if they are known already."""
    beside = reading.around(at) if beside is None else beside
    w, c, n = ({k: values[beside[k]] for k, values in spread.items()} for spread in reading.spread)
    kinds = reading.kinds[beside[0]] * _ODD[3]
    phrase = reading.phrase
    p = phrase[at] * _ODD[4]
    first, case = reading.starts[at].astype(np.uint64), reading.case(at)
    state = (first + _U(2) * case + _U(1)) * _ODD[0]
    d = document

    keys = [
        w[-1] + w[0],
        w[0] + w[1],
        c[-1] + c[0] + c[1],
        w[-1] + c[0],
        c[0] + w[1],
        w[-2] + w[-1] + c[0],
        c[0] + w[1] + w[2],
        n[-1] + n[0],
        n[0] + n[1],
        n[-1] + n[0] + n[1],
        w[-1] + n[0],
        n[0] + w[1],
        p + case * _ODD[2],
        p + c[-1] + c[1],
        p + kinds,
        _beside(phrase, at, -1) * _ODD[0] + c[0] + _beside(phrase, at, 1) * _ODD[1],
        state + c[0] + c[1],
        state + w[0],
        c[-2] + c[-1] + c[0] + c[1],
        state + kinds,
        (d.elsewhere_small + _U(3) * d.inside + _U(9) * d.others) * _ODD[2] + first + c[0],
        (d.around + d.others) * _ODD[2] + c[0],
        (d.around + d.others) * _ODD[2] + n[0],
        ((d.around & _U(0b1000000110)) * _U(2) + d.others) * _ODD[2] + c[0],
        ((d.around & _U(0b0011001000)) * _U(2) + d.others) * _ODD[2] + c[0],
        ((d.around & _U(0b0000110000)) * _U(2) + d.others) * _ODD[2] + c[0],
        ((d.around & _U(0b0100000000)) * _U(2) + d.others) * _ODD[2] + c[0],
        (d.elsewhere_small + _U(3)) * _ODD[4] + state + n[0],
    ]
    for number, key in enumerate(keys):
        key += _salt(10_000 + number)
        yield key


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


def document_evidence(
    reading: Reading, at: Ints, beside: dict[int, npt.NDArray[np.integer]] | None = None
) -> Evidence:
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


def _keyed(salt: int, offset: int, values: Uint64s) -> Uint64s:
    return np.asarray(values * _ODD[offset + 2], dtype=np.uint64) + _salt(salt * 8 + offset + 2)


def _salt(number: int) -> np.uint64:
    """A number that keeps the keys of one feature apart from those of another."""
    return _U(number * int(_ODD[3]) % (1 << 64))


def _beside(values: Uint64s, at: Ints, offset: int) -> Uint64s:
    beside = np.clip(at + offset, 0, len(values) - 1)
    return np.asarray(values[beside], dtype=np.uint64)


def _same_sentence_as_before(tokens: Tokens) -> Bools:
    sentence = tokens.sentence
    return np.append(False, sentence[1:] == sentence[:-1]) if len(sentence) else np.zeros(0, dtype=bool)


def _sentence_state(tokens: Tokens, words: Words, capitals: Ints) -> tuple[Bools, Uint64s]:
    """Whether each token opens its sentence, and the case of each sentence, from the first token's on.

    0 is usual, 1 a title's, 2 all capitals.
    """
    same = _same_sentence_as_before(tokens)
    starts = ~same
    if not len(starts):
        return starts, np.zeros(0, dtype=np.uint64)
    mark = words.is_mark[tokens.word]
    starts[1:] |= ~same[:-1] & mark[:-1] & same[1:]
    sentence = tokens.sentence - tokens.sentence[0]
    count = int(sentence[-1]) + 1
    # Capitals and marks are far fewer than tokens.
    shouted = capitals[words.is_capitals[tokens.word[capitals]]]
    every, marks, capital, upper = (
        np.bincount(rows, minlength=count)
        for rows in (sentence, sentence[np.flatnonzero(mark)], sentence[capitals], sentence[shouted])
    )
    letters = every - marks
    title = (letters > 2) & (capital >= _CAPITALISED_SHARE * letters)
    upper = (letters > 2) & (upper >= _CAPITALISED_SHARE * letters)
    return starts, title.astype(np.uint64) + upper.astype(np.uint64)


def _phrases(tokens: Tokens, words: Words, capital: Bools, capitals: Ints, known: Lexicon) -> Uint64s:
    """Kinds of the listed phrase each token stands in, times 4, and its place there: 1 first, 2 inside, 3 last."""
    count = len(tokens)
    out = np.zeros(count, dtype=np.uint64)
    opens = known.openers.look_up(words.lower)
    opening = capitals[opens[tokens.word[capitals]] != 0]
    lengths = opens[tokens.word[opening]]
    for length in sorted(known.phrases, reverse=True):
        at = opening[(lengths & _U(1 << length)) != 0]
        at = at[at + length <= count]
        last = at + length - 1
        at = at[(tokens.sentence[last] == tokens.sentence[at]) & capital[last]]
        bits = known.phrases[length].look_up(mixed(*(words.lower[tokens.word[at + k]] for k in range(length))))
        free = (bits != 0) & (out[at] == 0) & (out[at + length - 1] == 0)
        at, bits = at[free], bits[free]
        for k in range(length):
            out[at + k] = bits * _U(4) + _U(1 if k == 0 else 3 if k == length - 1 else 2)
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
