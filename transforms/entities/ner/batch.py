"""Words in their sentences: what opens one, what is next to "Mr.", which words together are "Bank of England"."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from transforms.columns.dtypes import Bools, Int32s, Int64s, Uint64s
from transforms.entities.ner.hashing import Words, describe, mixed
from transforms.entities.ner.lexicon import Lexicon, lexicon
from transforms.entities.ner.tokenizer import Tokens
from transforms.entities.ner.word_features import CAPITAL, CAPITALS, CONNECTOR, MARK, Traits, WordTraits

OFFSETS = (-2, -1, 0, 1, 2)
_CAPITALISED_SHARE = 0.8

_U = np.uint64


@dataclass(frozen=True)
class Reading:
    """A batch of tokens with what is known of their words.

    document: the article of each token. look: bits of each token's word (see Traits). capitals: tokens with a capital
    letter. starts: whether a token opens its sentence, maybe behind a mark. sentence: which sentence of the batch each
    token is in.
    """

    tokens: Tokens
    document: Int32s
    traits: Traits
    look: npt.NDArray[np.uint8]
    capital: Bools
    capitals: Int64s
    starts: Bools
    sentence: Int32s
    case_of_sentence: Uint64s
    phrase: Uint64s

    @cached_property
    def words(self) -> Words:
        """The letters of the words, a row per row of `traits`."""
        return describe(self.tokens.words.head(len(self.traits.lower)))

    def case(self, at: Int64s) -> Uint64s:
        """The case of each token's sentence: 0 usual, 1 a title's, 2 all capitals."""
        return self.case_of_sentence[self.sentence[at]]

    def neighbour(self, at: Int64s, offset: int) -> Int32s:
        """The word next to each token, at most two from it, or EDGE."""
        word, opens = self.tokens.word, self.tokens.opens
        step = 1 if offset > 0 else -1
        if offset == 0 or not len(word):
            return word[at]
        # The first of two neighbouring tokens that are in one sentence does not matter: the second does not open it.
        inside = ~opens[at + max(step, 0)]
        if abs(offset) == 2:
            inside &= ~opens[np.clip(at + max(2 * step, step), 0, len(word))]
        return word[np.clip(at + offset, 0, len(word) - 1)] * inside

    def phrase_beside(self, at: Int64s, step: int) -> Uint64s:
        """The listed phrase that the token before (-1) or behind (1) each token is in; 0 beyond its sentence."""
        inside = ~self.tokens.opens[at + max(step, 0)]
        return np.asarray(self.phrase[np.clip(at + step, 0, len(self.phrase) - 1)] * inside, dtype=np.uint64)

    def around(self, at: Int64s) -> dict[int, Int32s]:
        """The words at each distance from each token."""
        return {offset: self.neighbour(at, offset) for offset in OFFSETS}


def read(tokens: Tokens, document: Int32s) -> Reading:
    """Work out what candidates and keys are made of."""
    known = lexicon()
    traits = tokens.memory.words.table("traits", known, lambda: WordTraits(known))
    look = traits.look[tokens.word]
    if tokens.crowded is not None:
        look[tokens.crowded] &= MARK
    capital = (look & CAPITAL) != 0
    capitals = np.flatnonzero(capital)
    starts, sentence, case_of_sentence = _sentence_state(tokens, look, capitals)
    return Reading(
        tokens=tokens,
        document=document,
        traits=traits,
        look=look,
        capital=capital,
        capitals=capitals,
        starts=starts,
        sentence=sentence,
        case_of_sentence=case_of_sentence,
        phrase=_phrases(tokens, traits, capital, capitals, known, sentence),
    )


def candidates(reading: Reading) -> Int64s:
    """Tokens that may belong to a name: capitalised ones and up to two connecting words between them."""
    capital, same = reading.capital, ~reading.tokens.opens[:-1]
    if not len(capital):
        return np.zeros(0, dtype=np.int64)
    joins = (reading.look & (CAPITAL | CONNECTOR)) == CONNECTOR
    after_capital = np.append(False, capital[:-1]) & same
    before_capital = np.append(capital[1:] & same[1:], False)
    chosen = capital | (joins & after_capital & before_capital)
    pair = joins[:-1] & joins[1:] & same[1:] & after_capital[:-1] & before_capital[1:]
    chosen[:-1] |= pair
    chosen[1:] |= pair
    return np.flatnonzero(chosen)


def _sentence_state(tokens: Tokens, look: npt.NDArray[np.uint8], capitals: Int64s) -> tuple[Bools, Int32s, Uint64s]:
    """Whether each token opens its sentence, which one of the batch that is, and the case of each sentence.

    0 is usual, 1 a title's, 2 all capitals.
    """
    opens = tokens.opens
    mark = (look & MARK) != 0
    starts = opens[:-1].copy()
    starts[1:] |= opens[:-2] & mark[:-1] & ~opens[1:-1]
    sentence = np.cumsum(opens[:-1], dtype=np.int32)
    sentence -= 1
    # Capitals and marks are far fewer than tokens.
    shouted = capitals[(look[capitals] & CAPITALS) != 0]
    bounds = np.flatnonzero(opens)
    marks, capital, shouting = (
        np.bincount(sentence[rows], minlength=len(bounds) - 1) for rows in (np.flatnonzero(mark), capitals, shouted)
    )
    letters = np.diff(bounds) - marks
    title = (letters > 2) & (capital >= _CAPITALISED_SHARE * letters)
    upper = (letters > 2) & (shouting >= _CAPITALISED_SHARE * letters)
    return starts, sentence, title.astype(np.uint64) + upper.astype(np.uint64)


def _phrases(
    tokens: Tokens, traits: Traits, capital: Bools, capitals: Int64s, known: Lexicon, sentence: Int32s
) -> Uint64s:
    """Kinds of the listed phrase each token is in, times 4, and its place there: 1 first, 2 inside, 3 last."""
    count = len(tokens)
    out = np.zeros(count, dtype=np.uint64)
    lengths = traits.openers[tokens.word[capitals]]
    opening = capitals[lengths != 0]
    lengths = lengths[lengths != 0]
    for length in sorted(known.phrases, reverse=True):
        at = opening[(lengths & (1 << length)) != 0]
        at = at[at + length <= count]
        last = at + length - 1
        at = at[(sentence[last] == sentence[at]) & capital[last]]
        bits = known.phrases[length].look_up(mixed(*(traits.lower[tokens.word[at + k]] for k in range(length))))
        free = (bits != 0) & (out[at] == 0) & (out[at + length - 1] == 0)
        at, bits = at[free], bits[free]
        for k in range(length):
            out[at + k] = bits * _U(4) + _U(1 if k == 0 else 3 if k == length - 1 else 2)
    return out
