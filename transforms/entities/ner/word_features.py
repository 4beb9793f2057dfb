"""What is known of each word wherever it stands: "Ruth" has a capital and is a first name, "Mr." a title."""

from dataclasses import dataclass
from functools import cache

import numpy as np
import polars as pl

from transforms.columns.dtypes import Bools, Bytes, Int32s, Uint64s
from transforms.columns.string_buffer import Strings
from transforms.columns.string_store import EDGE, Column
from transforms.entities.ner.hashing import Words, describe, hash_words
from transforms.entities.ner.lexicon import BIT, Lexicon, coarse

ODD = np.array(
    [0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0x27D4EB2F165667C5, 0xD6E8FEB86659FD93],
    dtype=np.uint64,
)
# What a word looks like: some capital letter, only capitals, no letter or figure first, may stand inside names.
CAPITAL, CAPITALS, MARK, CONNECTOR = 1, 2, 4, 8
# What a word tells about the one next to it: a title, a place's preposition, an article, saying; and with a capital:
# any word, a first name, what ends or heads the name of an organisation.
TITLE, BEFORE_PLACE, ARTICLE, SAYING, CAPITALISED, FIRST_NAME, OF_ORGANISATION = (1 << place for place in range(7))
_PLACE_WORDS = "in at near from to outside inside across around into toward towards of"
_ARTICLES = "the a an"
_SAYING = "said says say told added adds asked announced reported warned denied insisted argued"

# The letters of what stands beyond the edge of a sentence.
_EDGE_HASH = 0xB05
_U = np.uint64


@dataclass(frozen=True)
class Traits:
    """Traits of the words of a vocabulary, a row of each array per word; the first is the edge of a sentence.

    lower, kind: hashes (see features.Words). kinds: bits of the lexicon. near: a hash of them as neighbours see them.
    look: bits CAPITAL to CONNECTOR. cues: bits TITLE to OF_ORGANISATION. openers: lengths of the phrases it opens.
    spelling: the same number for words that are one in small letters.
    """

    lower: Uint64s
    kind: Uint64s
    kinds: Uint64s
    near: Uint64s
    look: Bytes
    cues: Bytes
    openers: Bytes
    spelling: Int32s


class WordTraits:
    """The traits of the words of a vocabulary, by a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._wide = [Column(np.zeros(0, dtype=np.uint64)) for _ in range(4)]
        self._narrow = [Column(np.zeros(0, dtype=np.uint8)) for _ in range(3)]
        self._spelling = Column(np.zeros(0, dtype=np.int32))
        # Distinct hashes, sorted, and the number of each.
        self._lowers, self._numbers = np.zeros(0, dtype=np.uint64), np.zeros(0, dtype=np.int32)

    def extend(self, new: Strings) -> None:
        """Describe more words."""
        words = describe(new.series())
        kinds = self._lexicon.words.look_up(words.lower)
        lower, kind, look, cues = words.lower.copy(), words.kind.copy(), _look_of(words), _cues(words, kinds)
        if not len(self._spelling.rows):
            lower[EDGE] = kind[EDGE] = _EDGE_HASH
            kinds[EDGE] = look[EDGE] = cues[EDGE] = 0
        near = coarse(kinds) * ODD[1] + _U(7)
        openers = self._lexicon.openers.look_up(lower).astype(np.uint8)
        for columns, rows in ((self._wide, (lower, kind, kinds, near)), (self._narrow, (look, cues, openers))):
            for column, added in zip(columns, rows, strict=True):
                column.add(added)
        self._spelling.add(self._numbered(lower))

    def _numbered(self, lower: Uint64s) -> Int32s:
        new = np.setdiff1d(lower, self._lowers)
        lowers = np.concatenate([self._lowers, new])
        numbers = np.append(self._numbers, len(self._numbers) + np.arange(len(new), dtype=np.int32))
        order = np.argsort(lowers, kind="stable")
        self._lowers, self._numbers = lowers[order], numbers[order]
        return self._numbers[np.searchsorted(self._lowers, lower)]

    def view(self) -> Traits:
        """The traits of all words so far."""
        columns = (*self._wide, *self._narrow, self._spelling)
        return Traits(*(column.rows for column in columns))

    @property
    def size_bytes(self) -> int:
        """Memory held."""
        columns = (*self._wide, *self._narrow, self._spelling)
        return sum(column.size_bytes for column in columns) + self._lowers.nbytes + self._numbers.nbytes


def _look_of(words: Words) -> Bytes:
    return _bits(
        {CAPITAL: words.has_capital, CAPITALS: words.is_capitals, MARK: words.is_mark, CONNECTOR: words.is_connector}
    )


def _cues(words: Words, kinds: Uint64s) -> Bytes:
    capital = words.has_capital
    told = {
        TITLE: (kinds & BIT["title"]) != 0,
        BEFORE_PLACE: np.isin(words.lower, _listed(_PLACE_WORDS)),
        ARTICLE: np.isin(words.lower, _listed(_ARTICLES)),
        SAYING: np.isin(words.lower, _listed(_SAYING)),
        CAPITALISED: capital,
        FIRST_NAME: capital & ((kinds & BIT["first"]) != 0),
        OF_ORGANISATION: capital & ((kinds & (BIT["orgsuf"] | BIT["orghead"])) != 0),
    }
    return _bits(told)


def _bits(told: dict[int, Bools]) -> Bytes:
    bits = np.zeros(len(next(iter(told.values()))), dtype=np.uint8)
    for bit, has in told.items():
        bits |= has.astype(np.uint8) * np.uint8(bit)
    return bits


@cache
def _listed(words: str) -> Uint64s:
    return hash_words(pl.Series(words.split()))
