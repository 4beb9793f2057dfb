"""Tagging, one letter a word: "Hale's" is a name and a genitive, "told" a verb, a quotation one by how it ends."""

import numpy as np
import polars as pl

from transforms.columns.dtypes import Bytes, Int64s
from transforms.columns.ranges import ranges
from transforms.quotations import lexicon
from transforms.quotations.cores import CLOSES, OPENS
from transforms.quotations.passages import Marked, Passages, passages
from transforms.quotations.tags import NONE, Tags, Words, letter_table
from transforms.quotations.word_tags import (
    BREAK,
    DASH,
    GENITIVE,
    SENTENCE,
    SLOTS,
    STOP,
    WORD,
    forms,
)
from transforms.text.pretokens import Pieces

_TYPE_TAGS = {
    "PER": lexicon.PERSON,
    "ORG": lexicon.ORGANISATION,
    "LOC": lexicon.PLACE,
    "MISC": lexicon.OTHER_NAME,
}
# A bracket of more pieces than this is no aside about a name.
_MOST_IN_BRACKETS = 8
_MAYBE_NOUNS, _BEFORE_NOUNS = "BWS", "dpare0Gl"


def tags(
    pieces: Pieces, sentences: pl.DataFrame, quotes: pl.DataFrame, entities: pl.DataFrame, days: pl.DataFrame
) -> Tags:
    """Tag texts.

    Takes the pieces of texts whose text_no is their row, their sentences, quotations (outer_start, outer_end, text,
    goes_on), entity mentions (type) and the days they name (text_no, start_byte, end_byte).
    """
    offsets = pieces.offsets
    text = offsets[quotes["text_no"].to_numpy()]
    letters = _quote_tags(quotes)
    base = offsets[sentences["text_no"].to_numpy()]
    marked = Marked(
        quote_start=text + quotes["outer_start"].to_numpy(),
        quote_end=text + quotes["outer_end"].to_numpy(),
        asks=letters == ord(lexicon.QUOTE_MARK),
        starts=base + sentences["start_byte"].to_numpy(),
        ends=base + sentences["end_byte"].to_numpy(),
    )
    read = passages(pieces, marked)
    rows = _Slots(read)
    rows.read_verbs(read)
    rows.put_quotes(marked.quote_start, marked.quote_end, letters)
    rows.drop_brackets(read)
    rows.put_names(entities, offsets)
    rows.put_days(days, offsets)
    return rows.laid_out(pieces.data, offsets, read)


class _Slots:
    """The pieces that are read and what becomes of each: the letters of its slots."""

    def __init__(self, read: Passages) -> None:
        code, known = read.code, read.known
        count = len(code)
        self.begin, self.end = read.begin, read.end
        self.start, self.finish = read.begin + known.lead[code], read.end - known.tail[code]
        self.slots = known.slots[code]
        self.entity, self.day, self.verb = (np.full(count, NONE, dtype=np.int32) for _ in range(3))
        self.quotes, self.quoted = np.zeros(0, dtype=np.int64), np.zeros(count, dtype=bool)

    def read_verbs(self, read: Passages) -> None:
        """Tag the verbs of speech, with their particles where they need one."""
        known = read.known
        form = known.form.take(read.code)
        at = np.flatnonzero(form)
        form = form[at]
        behind = known.particle[np.append(read.code, 0)[at + 1]] * (at + 1 < len(read.code))
        with_particle = forms().entry[form, behind]
        alone = forms().entry[form, 0]
        verb = np.where(with_particle >= 0, with_particle, alone)
        letters = np.array([ord(verb.tag) for verb in forms().verbs], dtype=np.uint8)
        # "The report", "a further claim" are nouns.
        before = np.where(at > 0, self.slots[at - 1, WORD], 0)
        stopped = (at > 0) & (self.slots[at - 1, STOP] != 0)
        maybe = letter_table(_MAYBE_NOUNS)[letters[verb]]
        noun = maybe & ((letter_table(_BEFORE_NOUNS)[before] & ~stopped) | (self.slots[at - 1, GENITIVE] != 0))
        # So are "Hale's questioning of it" and "the telling".
        held = (self.slots[at - 1, GENITIVE] != 0) | ((before == ord(lexicon.DETERMINER)) & ~stopped)
        noun |= (letters[verb] == ord(lexicon.PARTICIPLE)) & held
        kept = (verb >= 0) & ~noun
        at, verb = at[kept], verb[kept]
        self.verb[at], self.slots[at, WORD] = verb, letters[verb]

    def put_quotes(self, quote_start: Int64s, quote_end: Int64s, letters: Bytes) -> None:
        """Tag quoted words."""
        at = np.searchsorted(self.begin, quote_start)
        self.quotes = at
        self.quoted[at] = True
        self.slots[at] = 0
        self.slots[at, WORD] = letters
        self.verb[at] = NONE
        self.start[at], self.finish[at] = quote_start, quote_end

    def drop_brackets(self, read: Passages) -> None:
        """Leave out short asides in brackets: "Ann Lake (D-Tex.) said"."""
        brackets = read.known.brackets.take(read.code)
        brackets[self.quotes] = 0
        opening, closing = np.flatnonzero(brackets & OPENS), np.flatnonzero(brackets & CLOSES)
        if not len(closing):
            return
        reached = np.searchsorted(closing, opening)
        end = closing[np.minimum(reached, len(closing) - 1)]
        short = (reached < len(closing)) & (end - opening < _MOST_IN_BRACKETS)
        quoted = np.searchsorted(self.quotes, end) - np.searchsorted(self.quotes, opening)
        short &= quoted == 0
        opening, end = opening[short], end[short]
        stops = self.slots[end, STOP]
        # One bracket may open inside another, and both end there.
        self.slots[ranges(opening, end + 1), DASH:] = 0
        self.slots[end, STOP] = stops

    def put_names(self, entities: pl.DataFrame, offsets: Int64s) -> None:
        """Tag names, each as one word."""
        if entities.is_empty() or not len(self.begin):
            return
        base = offsets[entities["text_no"].to_numpy()]
        start, end = base + entities["start_byte"].to_numpy(), base + entities["end_byte"].to_numpy()
        first, last = self._cover(start, end)
        whole = ~self.quoted[first] & (self.start[first] == start) & (self.slots[first, WORD] != 0) & (first <= last)
        letters = (
            entities["type"]
            .cast(pl.String)
            .replace_strict(
                {name: ord(tag) for name, tag in _TYPE_TAGS.items()},
                default=ord(lexicon.OTHER_NAME),
                return_dtype=pl.UInt8,
            )
        )
        # "Kremlin-backed" is no Kremlin.
        part = whole & (end < self.finish[last])
        self.slots[first[part], WORD] = ord(lexicon.WORD)
        kept = np.flatnonzero(whole & ~part)
        self._put(first[kept], last[kept], letters.to_numpy()[kept])
        self.entity[first[kept]] = kept
        self.finish[first[kept]] = end[kept]

    def put_days(self, days: pl.DataFrame, offsets: Int64s) -> None:
        """Tag days, each as one word."""
        if days.is_empty() or not len(self.begin):
            return
        base = offsets[days["text_no"].to_numpy()]
        start = base + days["start_byte"].to_numpy()
        first, last = self._cover(start, base + days["end_byte"].to_numpy())
        free = (self.slots[first, WORD] != 0) & (self.entity[first] == NONE) & ~self.quoted[first]
        # A day of a sentence that is not read comes after the piece before it.
        kept = np.flatnonzero((first <= last) & (start < self.end[first]) & free)
        self._put(first[kept], last[kept], np.full(len(kept), ord(lexicon.DAY), dtype=np.uint8))
        self.day[first[kept]] = kept

    def _cover(self, start: Int64s, end: Int64s) -> tuple[Int64s, Int64s]:
        """The first and the last piece of each stretch of bytes."""
        first = np.maximum(np.searchsorted(self.begin, start, side="right") - 1, 0)
        last = np.searchsorted(self.begin, end, side="left") - 1
        return first, last

    def _put(self, first: Int64s, last: Int64s, letters: Bytes) -> None:
        """Make one word of pieces: the tags of all but the first go, of stops all but the last's."""
        longer = last > first
        inner = ranges(first[longer] + 1, last[longer] + 1)
        self.slots[inner, WORD], self.verb[inner] = 0, NONE
        endings = self.slots[last[longer], GENITIVE:]
        for at in (inner, first[longer]):
            self.slots[at, GENITIVE:] = 0
        self.slots[last[longer], GENITIVE:] = endings
        self.slots[first, WORD], self.verb[first] = letters, NONE

    def laid_out(self, data: Bytes, offsets: Int64s, read: Passages) -> Tags:
        """The slots that hold something, in one row."""
        self._open_sentences(data, offsets, read)
        slots = self.slots.ravel()
        filled = np.flatnonzero(slots)
        codes = np.append(slots[filled], np.uint8(ord(lexicon.PARAGRAPH)))
        row = np.append(filled // SLOTS, max(len(self.begin) - 1, 0))
        bounds = np.flatnonzero((codes == ord(lexicon.SENTENCE)) | (codes == ord(lexicon.PARAGRAPH)))
        quotes = np.searchsorted(filled, self.quotes * SLOTS + WORD)
        words = Words(self.begin, self.end, self.start, self.finish, self.entity, self.day, self.verb)
        return Tags(codes, row, words, offsets, bounds, quotes, read.every_start)

    def _open_sentences(self, data: Bytes, offsets: Int64s, read: Passages) -> None:
        count = len(self.begin)
        if not count:
            return
        opened = np.searchsorted(self.begin, read.starts)
        opened, after_gap = opened[opened < count], read.after_gap[opened < count]
        self.slots[opened, SENTENCE] = ord(lexicon.SENTENCE)
        # An empty sentence, so that no clause looks for its speaker in one that is not next to it.
        self.slots[opened[after_gap], BREAK] = ord(lexicon.SENTENCE)
        # A line opens a paragraph where it opens a sentence.
        opened = np.flatnonzero(self.slots[:, SENTENCE])
        newlines = np.flatnonzero(data == ord("\n"))
        since = np.append(0, self.end[opened[1:] - 1]) if len(opened) else opened
        broken = np.searchsorted(newlines, self.begin[opened]) > np.searchsorted(newlines, since)
        self.slots[opened[broken], SENTENCE] = ord(lexicon.PARAGRAPH)
        texts = np.searchsorted(self.begin, offsets[:-1])
        texts = texts[texts < count]
        self.slots[texts, SENTENCE] = self.slots[texts, BREAK] = ord(lexicon.PARAGRAPH)


def _quote_tags(quotes: pl.DataFrame) -> Bytes:
    words = pl.col("text").str.strip_chars_end(" ‘’'\"”)")
    letter = (
        pl.when(words.str.contains(r"[,–—-]$") | (pl.col("goes_on") & ~words.str.contains(r"[.!?…]$")))
        .then(ord(lexicon.QUOTE_COMMA))
        .when(words.str.contains(r"[?!]$"))
        .then(ord(lexicon.QUOTE_MARK))
        .when(words.str.contains(r"[.…]$"))
        .then(ord(lexicon.QUOTE_STOP))
        .otherwise(ord(lexicon.QUOTE_BARE))
    )
    return quotes.select(letter.cast(pl.UInt8)).to_series().to_numpy()
