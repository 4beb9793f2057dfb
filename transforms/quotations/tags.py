"""Texts as letters, one per word: 'Hale told CNN on Monday: "No."' is "PVOr@:f", so that clauses are patterns.

Quoted words are one letter, and so is a name. A tag knows where its words stand, which entity, day or verb it is.
"""

import functools
from dataclasses import dataclass, field

import numpy as np
import polars as pl

from transforms.columns.dtypes import Bools, Bytes, Int64s
from transforms.columns.string_store import Memory
from transforms.columns.utf8 import flat, slices
from transforms.quotations import lexicon
from transforms.quotations.word_tags import PieceTags, TaggedPieces, forms
from transforms.text import pretokens

NONE = -1
_BLANK = np.uint8(ord(" "))
# The dashes of three bytes, which part words without a blank beside them.
_DASHES = (b"\xe2\x80\x93", b"\xe2\x80\x94")
_TYPE_TAGS = {
    "PER": lexicon.PERSON,
    "ORG": lexicon.ORGANISATION,
    "LOC": lexicon.PLACE,
    "MISC": lexicon.OTHER_NAME,
}
# A bracket of more pieces than this is no aside about a name.
_MOST_IN_BRACKETS = 8
_TAGGED = object()
_SLOTS, _WORD = 5, 2
_MAYBE_NOUNS, _BEFORE_NOUNS = "BWS", "dpare0Gl"


@dataclass(frozen=True)
class Tags:
    """Tags in reading order over all texts.

    codes: the letter of each, as a byte. piece: row of `pieces` of each. bounds: places of the tags that open a
    sentence, and one past the last. quotes: place of each quotation's tag, NONE where it has none. starts: first byte
    of every sentence that does not begin within a quotation, whether it was worth reading or not.
    """

    codes: Bytes
    piece: Int64s
    pieces: "_Pieces"
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
        return np.searchsorted(self.bounds, at, side="right") - 1

    def sentence(self, at: Int64s) -> Int64s:
        """Place of the tag that opens the sentence of each tag."""
        return self.bounds[self.sentence_no(at)]

    def sentence_end(self, at: Int64s) -> Int64s:
        """Place of the tag that opens the next sentence."""
        return self.bounds[np.minimum(self.sentence_no(at) + 1, len(self.bounds) - 1)]

    def sentence_end_byte(self, at: Int64s) -> Int64s:
        """First byte of the next sentence, which may be one that was not worth reading, or one past all bytes."""
        row = np.searchsorted(self.starts, self.pieces.start[self.piece[at]], side="right")
        return np.append(self.starts, self.offsets[-1])[row]

    def text(self, at: Int64s) -> Int64s:
        """Row of the text of each tag."""
        return np.searchsorted(self.offsets, self.pieces.begin[self.piece[at]], side="right") - 1

    def start(self, at: Int64s) -> Int64s:
        """First byte of the words of each tag in its text."""
        return self.pieces.start[self.piece[at]] - self.offsets[self.text(at)]

    def end(self, at: Int64s) -> Int64s:
        """One past the last byte of the words of each tag."""
        return self.pieces.finish[self.piece[at]] - self.offsets[self.text(at)]

    def entity(self, at: Int64s) -> Int64s:
        """Row of the entity mention of each name, or NONE."""
        return self.pieces.entity[self.piece[at]]

    def day(self, at: Int64s) -> Int64s:
        """Row of the day of each day, or NONE."""
        return self.pieces.day[self.piece[at]]

    def verb(self, at: Int64s) -> Int64s:
        """Row of word_tags.forms().verbs of each verb, or NONE."""
        return self.pieces.verb[self.piece[at]]

    @functools.cached_property
    def _backward(self) -> Bytes:
        return self.codes[::-1].copy()


@functools.cache
def letter_table(letters: str) -> Bools:
    """Which bytes are one of these letters."""
    table = np.zeros(256, dtype=bool)
    table[[ord(letter) for letter in letters]] = True
    return table


def tags(
    texts: pl.DataFrame, sentences: pl.DataFrame, quotes: pl.DataFrame, entities: pl.DataFrame, days: pl.DataFrame
) -> Tags:
    """Tag the texts.

    Takes texts, their sentences, quotations (outer_start, outer_end, text, goes_on), entity mentions (type) and the
    days they name (text_no, start_byte, end_byte).
    """
    laid = flat(texts["text"])
    data, offsets = laid.data, laid.offsets
    quote_start = offsets[quotes["text_no"].to_numpy()] + quotes["outer_start"].to_numpy()
    quote_end = offsets[quotes["text_no"].to_numpy()] + quotes["outer_end"].to_numpy()
    starts = offsets[sentences["text_no"].to_numpy()] + sentences["start_byte"].to_numpy()
    ends = offsets[sentences["text_no"].to_numpy()] + sentences["end_byte"].to_numpy()
    read = _worth_reading(data, sentences["text_no"].to_numpy(), starts, ends, quote_start, quote_end)
    inside = np.searchsorted(quote_start, starts) - 1
    outside = (inside < 0) | (starts >= np.append(quote_end, 0)[inside])
    starts, read = starts[outside], read[outside]
    begin, end, code, memory = _cut_around(data, offsets, starts, read, quote_start, quote_end)
    known: PieceTags = memory.pieces.table("speech tags", _TAGGED, TaggedPieces)
    rows = _Pieces(begin, end, code, known)
    rows.read_verbs()
    rows.put_quotes(quote_start, quote_end, _quote_tags(quotes))
    rows.drop_brackets()
    rows.put_names(entities, offsets)
    rows.put_days(days, offsets)
    return rows.laid_out(data, offsets, starts)


def _worth_reading(
    data: Bytes, text: Int64s, starts: Int64s, ends: Int64s, quote_start: Int64s, quote_end: Int64s
) -> Bools:
    """The sentences that hold quoted words, those beside them, and those that hold a verb that may report."""
    change = np.zeros(len(starts) + 2, dtype=np.int64)
    first = np.searchsorted(starts, quote_start, side="right") - 1
    last = np.searchsorted(starts, quote_end - 1, side="right") - 1
    opens, closes = (np.searchsorted(text, text[first], side=side) for side in ("left", "right"))
    np.add.at(change, np.maximum(first - 1, opens), 1)
    np.add.at(change, np.minimum(last + 2, closes), -1)
    read = np.cumsum(change)[: len(starts)] > 0
    others = np.flatnonzero(~read)
    read[others] = slices(data, starts[others], ends[others]).str.contains(_reporting()).to_numpy()
    return read


@functools.cache
def _reporting() -> str:
    """The pattern of the verbs that report a clause, and of "according"."""
    listed = sorted(
        form
        for form, variants in lexicon.verbs().items()
        if any(verb.kind != "think" and verb.complement - {"none", "object"} for verb in variants)
    )
    return rf"(?-u:\b)(?:[Aa]ccording|{'|'.join(listed)})(?-u:\b)"


def _cut_around(
    data: Bytes, offsets: Int64s, starts: Int64s, read: Bools, quote_start: Int64s, quote_end: Int64s
) -> tuple[Int64s, Int64s, Int64s, Memory]:
    """The pieces of sentences that are worth reading, and each quotation as a piece: begin, end, code, in order."""
    begin = np.sort(np.concatenate([starts[read], quote_end]))
    begin = begin[np.append(True, begin[1:] != begin[:-1])] if len(begin) else begin
    stops = np.sort(np.concatenate([starts, quote_start, offsets[1:]]))
    end = np.append(stops, offsets[-1])[np.searchsorted(stops, begin, side="right")]
    # A sentence that opens with its quotation has nothing before it.
    quoted = np.append(quote_start, -1)[np.searchsorted(quote_start, begin)] == begin
    held = (end > begin) & ~quoted
    begin, end = begin[held], end[held]
    data = data.copy()
    _part_at_dashes(data)
    pieces = pretokens.cut(slices(data, begin, end))
    # From places in the stretches laid end to end to places in the texts.
    many = np.diff(np.searchsorted(pieces.begin, pieces.offsets))
    moved = np.repeat(begin - pieces.offsets[:-1], many)
    first = pieces.begin + moved
    at = np.searchsorted(first, quote_start)
    count = len(first) + len(at)
    is_quote = np.zeros(count, dtype=bool)
    is_quote[at + np.arange(len(at))] = True
    rows = np.flatnonzero(~is_quote)
    columns = [np.zeros(count, dtype=np.int64) for _ in range(3)]
    for column, values in zip(columns, (first, pieces.end + moved, pieces.code), strict=True):
        column[rows] = values
    columns[0][is_quote], columns[1][is_quote] = quote_start, quote_end
    return columns[0], columns[1], columns[2], pieces.memory


class _Pieces:
    """The pieces of the texts and what becomes of each: slots for a boundary, a dash, a word, a genitive and a stop."""

    def __init__(self, begin: Int64s, end: Int64s, code: Int64s, known: PieceTags) -> None:
        count = len(begin)
        self.begin, self.end = begin, end
        self.start, self.finish = begin + known.lead[code], end - known.tail[code]
        self.slots = np.zeros((count, _SLOTS), dtype=np.uint8)
        self.slots[:, 1] = known.dashed[code] * np.uint8(ord("-"))
        self.slots[:, _WORD] = known.word[code]
        self.slots[:, 3] = known.genitive[code] * np.uint8(ord(lexicon.GENITIVE))
        self.slots[:, 4] = known.stop[code]
        self.opens, self.closes = known.opens[code], known.closes[code]
        self.form, self.particle = known.form[code], known.particle[code]
        self.entity, self.day, self.verb = (np.full(count, NONE, dtype=np.int64) for _ in range(3))
        self.quotes, self.quoted = np.zeros(0, dtype=np.int64), np.zeros(count, dtype=bool)

    def read_verbs(self) -> None:
        """Tag the verbs of speech, with their particles where they need one."""
        at = np.flatnonzero(self.form)
        behind = np.append(self.particle, 0)[at + 1]
        with_particle = forms().entry[self.form[at], behind]
        alone = forms().entry[self.form[at], 0]
        verb = np.where(with_particle >= 0, with_particle, alone)
        letters = np.array([ord(verb.tag) for verb in forms().verbs], dtype=np.uint8)
        # "The report", "a further claim" are nouns.
        before = np.where(at > 0, self.slots[at - 1, _WORD], 0)
        stopped = (at > 0) & (self.slots[at - 1, 4] != 0)
        maybe = letter_table(_MAYBE_NOUNS)[letters[verb]]
        noun = maybe & ((letter_table(_BEFORE_NOUNS)[before] & ~stopped) | (self.slots[at - 1, 3] != 0))
        kept = (verb >= 0) & ~noun
        at, verb = at[kept], verb[kept]
        self.verb[at], self.slots[at, _WORD] = verb, letters[verb]

    def put_quotes(self, quote_start: Int64s, quote_end: Int64s, letters: Bytes) -> None:
        """Tag quoted words."""
        at = np.searchsorted(self.begin, quote_start)
        self.quotes = at
        self.quoted = np.zeros(len(self.begin), dtype=bool)
        self.quoted[at] = True
        self.slots[at] = 0
        self.slots[at, _WORD] = letters
        self.start[at], self.finish[at] = quote_start, quote_end

    def drop_brackets(self) -> None:
        """Leave out short asides in brackets: "Ann Lake (D-Tex.) said"."""
        opening, closing = np.flatnonzero(self.opens), np.flatnonzero(self.closes)
        if not len(closing):
            return
        reached = np.searchsorted(closing, opening)
        end = closing[np.minimum(reached, len(closing) - 1)]
        short = (reached < len(closing)) & (end - opening < _MOST_IN_BRACKETS)
        quoted = np.searchsorted(self.quotes, end) - np.searchsorted(self.quotes, opening)
        short &= quoted == 0
        change = np.zeros(len(self.begin) + 1, dtype=np.int64)
        np.add.at(change, opening[short], 1)
        np.add.at(change, end[short] + 1, -1)
        inside = np.flatnonzero(np.cumsum(change[:-1]) > 0)
        stops = self.slots[end[short], 4]
        self.slots[inside, 1:] = 0
        self.slots[end[short], 4] = stops

    def put_names(self, entities: pl.DataFrame, offsets: Int64s) -> None:
        """Tag names, each as one word."""
        if entities.is_empty() or not len(self.begin):
            return
        base = offsets[entities["text_no"].to_numpy()]
        start, end = base + entities["start_byte"].to_numpy(), base + entities["end_byte"].to_numpy()
        first, last = self._cover(start, end)
        whole = ~self.quoted[first] & (self.start[first] == start) & (self.slots[first, _WORD] != 0) & (first <= last)
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
        self.slots[first[part], _WORD] = ord(lexicon.WORD)
        kept = np.flatnonzero(whole & ~part)
        self._put(first[kept], last[kept], letters.to_numpy()[kept])
        self.entity[first[kept]] = kept
        self.finish[first[kept]] = end[kept]

    def put_days(self, days: pl.DataFrame, offsets: Int64s) -> None:
        """Tag days, each as one word."""
        if days.is_empty() or not len(self.begin):
            return
        base = offsets[days["text_no"].to_numpy()]
        start, end = base + days["start_byte"].to_numpy(), base + days["end_byte"].to_numpy()
        first, last = self._cover(start, end)
        # The day of a sentence that was not read is not the last word of the one before.
        held = (first <= last) & (self.end[first] > start)
        kept = np.flatnonzero(held & (self.slots[first, _WORD] != 0) & (self.entity[first] == NONE))
        kept = kept[~self.quoted[first[kept]]]
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
        change = np.zeros(len(self.begin) + 1, dtype=np.int64)
        np.add.at(change, first[longer] + 1, 1)
        np.add.at(change, last[longer] + 1, -1)
        inner = np.flatnonzero(np.cumsum(change[:-1]) > 0)
        self.slots[inner, _WORD], self.verb[inner] = 0, NONE
        endings = self.slots[last[longer], 3:]
        for at in (inner, first[longer]):
            self.slots[at, 3:] = 0
        self.slots[last[longer], 3:] = endings
        self.slots[first, _WORD], self.verb[first] = letters, NONE

    def laid_out(self, data: Bytes, offsets: Int64s, starts: Int64s) -> Tags:
        """The slots that hold something, in one row; sentences start at these places."""
        self._open_sentences(data, offsets, starts)
        slots = self.slots.ravel()
        filled = np.flatnonzero(slots)
        codes = np.append(slots[filled], np.uint8(ord(lexicon.PARAGRAPH)))
        piece = np.append(filled // _SLOTS, max(len(self.begin) - 1, 0))
        bounds = np.flatnonzero((codes == ord(lexicon.SENTENCE)) | (codes == ord(lexicon.PARAGRAPH)))
        quotes = np.searchsorted(filled, self.quotes * _SLOTS + _WORD)
        return Tags(codes, piece, self, offsets, bounds, quotes, starts)

    def _open_sentences(self, data: Bytes, offsets: Int64s, starts: Int64s) -> None:
        count = len(self.begin)
        if not count:
            return
        opened = np.searchsorted(self.begin, starts)
        self.slots[opened[opened < count], 0] = ord(lexicon.SENTENCE)
        # A line opens a paragraph where it opens a sentence.
        opened = np.flatnonzero(self.slots[:, 0])
        newlines = np.flatnonzero(data == ord("\n"))
        since = np.append(0, self.end[opened[1:] - 1]) if len(opened) else opened
        broken = np.searchsorted(newlines, self.begin[opened]) > np.searchsorted(newlines, since)
        self.slots[opened[broken], 0] = ord(lexicon.PARAGRAPH)
        texts = np.searchsorted(self.begin, offsets[:-1])
        self.slots[texts[texts < count], 0] = ord(lexicon.PARAGRAPH)


def _part_at_dashes(data: Bytes) -> None:
    """Set long dashes apart: three bytes become a blank, a hyphen and a blank."""
    at = np.flatnonzero(data == _DASHES[0][0])
    at = at[at + 2 < len(data)]
    at = at[data[at + 1] == _DASHES[0][1]]
    at = at[np.isin(data[at + 2], [dash[2] for dash in _DASHES])]
    data[at], data[at + 1], data[at + 2] = _BLANK, np.uint8(ord("-")), _BLANK


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
