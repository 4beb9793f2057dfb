"""Tag sequences, a letter per word: 'Hale told CNN on Monday: "No."' is "PVOr@:f", so that clauses are patterns.

Quoted words are one letter, and so is a name. A tag knows where its words stand, which entity, day or verb it is.
tagging.py makes the letters.
"""

import functools
from dataclasses import dataclass, field

import numpy as np
import polars as pl

from transforms.columns.dtypes import Bools, Bytes, Int32s, Int64s
from transforms.columns.utf8 import slices

NONE = -1
# The letters of verbs of speech and of "according" (see lexicon.py).
VERBS = "VIBWSA"


@dataclass(frozen=True)
class Words:
    """Where the words of tags stand and what they are, a row per piece of the text.

    begin: first byte over all texts, punctuation included. start, finish: first byte and one past the last of the
    words alone. entity, day: row of the entity mention and of the day that begins there. verb: row of
    word_tags.forms().verbs. NONE where there is none.
    """

    begin: Int64s
    end: Int64s
    start: Int64s
    finish: Int64s
    entity: Int32s
    day: Int32s
    verb: Int32s


@dataclass(frozen=True)
class Tags:
    """Tags in reading order over all texts.

    codes: the letter of each, as a byte. row: row of `words` of each. bounds: places of the tags that open a
    sentence, and one past the last. quotes: place of each quotation's tag, NONE where it has none. starts: first byte
    of every sentence that does not begin within a quotation, whether it was worth reading or not.
    """

    codes: Bytes
    row: Int64s
    words: Words
    offsets: Int64s
    bounds: Int64s
    quotes: Int64s
    starts: Int64s
    _known: dict[str, Int64s] = field(default_factory=dict)

    def forward(self, begin: Int64s, end: Int64s) -> pl.Series:
        """The letters from one place to another, in reading order."""
        return slices(self.codes, begin, np.maximum(begin, end))

    def backward(self, begin: Int64s, end: Int64s) -> pl.Series:
        """The letters between two places, last one first."""
        count = len(self.codes)
        return slices(self._backward, count - np.maximum(begin, end), count - begin)

    def are(self, at: Int64s, letters: str) -> Bools:
        """Whether the tag at each place is one of these letters. A place beyond either end is that end."""
        return letter_table(letters)[self.codes[np.clip(at, 0, len(self.codes) - 1)]]

    def places(self, letters: str) -> Int64s:
        """Where these letters stand."""
        if letters not in self._known:
            self._known[letters] = np.flatnonzero(letter_table(letters)[self.codes])
        return self._known[letters]

    def sentence_no(self, at: Int64s) -> Int64s:
        """Row of `bounds` of the sentence of each tag."""
        return self._sentences[np.clip(at, NONE, len(self.codes))]

    def sentence(self, at: Int64s) -> Int64s:
        """Place of the tag that opens the sentence of each tag."""
        return self.bounds[self.sentence_no(at)]

    def sentence_end(self, at: Int64s) -> Int64s:
        """Place of the tag that opens the next sentence."""
        return self.bounds[np.minimum(self.sentence_no(at) + 1, len(self.bounds) - 1)]

    def sentence_end_byte(self, at: Int64s) -> Int64s:
        """First byte of the next sentence, which may be one that was not worth reading, or one past all bytes."""
        row = np.searchsorted(self.starts, self.words.start[self.row[at]], side="right")
        return np.append(self.starts, self.offsets[-1])[row]

    def text(self, at: Int64s) -> Int64s:
        """Row of the text of each tag."""
        return np.searchsorted(self.offsets, self.words.begin[self.row[at]], side="right") - 1

    def first_of_text(self, text: int) -> int:
        """Place of the first tag of a text; the number of tags where there is no such text."""
        if text >= len(self.offsets) - 1:
            return len(self.codes)
        word = np.searchsorted(self.words.begin, self.offsets[text])
        return int(np.searchsorted(self.row, word))

    def start(self, at: Int64s) -> Int64s:
        """First byte of the words of each tag in its text."""
        return self.words.start[self.row[at]] - self.offsets[self.text(at)]

    def end(self, at: Int64s) -> Int64s:
        """One past the last byte of the words of each tag."""
        return self.words.finish[self.row[at]] - self.offsets[self.text(at)]

    def entity(self, at: Int64s) -> Int32s:
        """Row of the entity mention of each name, or NONE."""
        return self.words.entity[self.row[at]]

    def day(self, at: Int64s) -> Int32s:
        """Row of the day of each day, or NONE."""
        return self.words.day[self.row[at]]

    def verb(self, at: Int64s) -> Int32s:
        """Row of word_tags.forms().verbs of each verb, or NONE."""
        return self.words.verb[self.row[at]]

    @functools.cached_property
    def _sentences(self) -> Int64s:
        """Row of `bounds` of each tag, of the place behind all and, at the end, of the one before all."""
        opens = np.zeros(len(self.codes) + 2, dtype=np.int64)
        opens[self.bounds] = 1
        sentences = np.cumsum(opens) - 1
        sentences[NONE] = NONE
        return sentences

    @functools.cached_property
    def _backward(self) -> Bytes:
        return self.codes[::-1].copy()


@functools.cache
def letter_table(letters: str) -> Bools:
    """Which bytes are one of these letters."""
    table = np.zeros(256, dtype=bool)
    table[[ord(letter) for letter in letters]] = True
    return table
