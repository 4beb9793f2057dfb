"""Words in their sentences: what opens one, what stands beside "Mr.", which words together are "Bank of England"."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from transforms.entities.codes import Int32s
from transforms.entities.features import Bools, Uint64s, Words, describe, mixed
from transforms.entities.lexicon import Lexicon, coarse, lexicon
from transforms.entities.tokens import Tokens

Ints = npt.NDArray[np.int64]

OFFSETS = (-2, -1, 0, 1, 2)
_CAPITALISED_SHARE = 0.8

ODD = np.array(
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
        near = self.near * ODD[1] + _U(7)
        return (
            {k: lower * ODD[k + 2] for k in OFFSETS},
            {k: kind * ODD[2 - k] for k in OFFSETS},
            {k: near * ODD[k + 2] for k in (-1, 0, 1)},
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
    every, marks, capital, shouting = (
        np.bincount(rows, minlength=count)
        for rows in (sentence, sentence[np.flatnonzero(mark)], sentence[capitals], sentence[shouted])
    )
    letters = every - marks
    title = (letters > 2) & (capital >= _CAPITALISED_SHARE * letters)
    upper = (letters > 2) & (shouting >= _CAPITALISED_SHARE * letters)
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
