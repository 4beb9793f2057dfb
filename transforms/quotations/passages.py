"""Passages to read for clauses: sentences that quote or may report, cut at quoted words and at dashes.

The pieces come from whoever cut the texts before (transforms/text/pretokens.py); only those that a quotation or a dash
parts are cut again.
"""

from dataclasses import dataclass

import numpy as np

from transforms.columns.dtypes import Bools, Bytes, Int32s, Int64s
from transforms.columns.ranges import ranges
from transforms.columns.string_buffer import strings
from transforms.quotations.word_tags import REPORTING_VERB, PieceTags, TaggedPieces
from transforms.text import pretokens
from transforms.text.pretokens import Pieces

_TAGGED = object()
_BLANK = np.uint8(ord(" "))
# The dashes of three bytes, which part words without a blank next to them.
_DASHES = (b"\xe2\x80\x93", b"\xe2\x80\x94")
_SPACES = tuple(chr(space).encode() for space in (0xA0, *range(0x2000, 0x200C), 0x202F, 0x3000))
# What a line begins with that signs the words before it: "- Jane Doe", "(Reuters) - Jane Doe".
_SIGNS = np.isin(np.arange(256), [ord("-"), ord("("), _DASHES[0][0]])
# A sentence of so few bytes behind a quotation may be nothing but its clause: "He said."
_SHORT_BYTES = 60
# A colon this near to the end of a sentence ends it: "said (again):".
_COLON_REACH = 6


@dataclass(frozen=True)
class Marked:
    """Quotations and sentences by their bytes over all texts, each in order.

    quote_start, quote_end: quoted words with their marks. asks: whether a quotation ends in a question or exclamation
    mark, which does not end its sentence. starts, ends: sentences.
    """

    quote_start: Int64s
    quote_end: Int64s
    asks: Bools
    starts: Int64s
    ends: Int64s


@dataclass(frozen=True)
class Passages:
    """What is read: the pieces in order, each quotation as one of them, and the sentences.

    begin, end: bytes over all texts. code: number of a piece among those of the vocabulary; a quotation's means
    nothing. starts: where a sentence begins that is read. after_gap: whether the sentence before it is not read.
    every_start: the same of all sentences that do not begin within a quotation.
    known: the tags of all pieces of the vocabulary.
    """

    begin: Int64s
    end: Int64s
    code: Int32s
    starts: Int64s
    after_gap: Bools
    every_start: Int64s
    known: PieceTags


def passages(pieces: Pieces, marked: Marked) -> Passages:
    """Choose the sentences to read and cut them."""
    starts, quote_start, quote_end = marked.starts, marked.quote_start, marked.quote_end
    read = _worth_reading(pieces, marked)
    inside = np.searchsorted(quote_start, starts) - 1
    outside = (inside < 0) | (starts >= np.append(quote_end, 0)[inside])
    starts, read = starts[outside], read[outside]
    begin = np.sort(np.concatenate([starts[read], quote_end]))
    begin = begin[np.append(True, begin[1:] != begin[:-1])] if len(begin) else begin
    stops = np.sort(np.concatenate([starts, quote_start, pieces.offsets[1:]]))
    end = np.append(stops, pieces.offsets[-1])[np.searchsorted(stops, begin, side="right")]
    # A sentence that opens with its quotation has nothing before it.
    quoted = np.append(quote_start, -1)[np.searchsorted(quote_start, begin)] == begin
    held = (end > begin) & ~quoted
    cut = _within(pieces, begin[held], end[held])
    known = tagged_pieces(pieces)
    cut = _parted(pieces, *cut, known)
    known = tagged_pieces(pieces)
    at = np.searchsorted(cut[0], quote_start)
    at += np.arange(len(at))
    count = len(cut[0]) + len(at)
    is_word = np.ones(count, dtype=bool)
    is_word[at] = False
    begin, end = np.zeros(count, dtype=np.int64), np.zeros(count, dtype=np.int64)
    code = np.zeros(count, dtype=np.int32)
    begin[is_word], end[is_word], code[is_word] = cut
    begin[at], end[at] = quote_start, quote_end
    rows = np.flatnonzero(read)
    return Passages(begin, end, code, starts[rows], ~np.append(False, read)[rows], starts, known)


def tagged_pieces(pieces: Pieces) -> PieceTags:
    """The tags of all pieces of the vocabulary that these are numbered in."""
    known: PieceTags = pieces.memory.pieces.table("speech tags", _TAGGED, TaggedPieces)
    return known


def _worth_reading(pieces: Pieces, marked: Marked) -> Bools:
    """The sentences that quote, those next to them that may say who speaks, and those that may report."""
    starts, ends = marked.starts, marked.ends
    count = len(starts)
    verbs = tagged_pieces(pieces).verbs.take(pieces.code)
    at = np.flatnonzero(verbs)
    verbs = verbs[at]
    row = np.searchsorted(starts, pieces.begin[at], side="right") - 1
    # Two sentences may share a piece: "is growing.Investors".
    shared = np.flatnonzero(pieces.end[at] > np.append(starts, np.iinfo(np.int64).max)[row + 1])
    row, verbs = np.append(row, row[shared] + 1), np.append(verbs, verbs[shared])
    spoken, read = np.zeros(count + 1, dtype=bool), np.zeros(count + 1, dtype=bool)
    spoken[row] = True
    read[row[(verbs & REPORTING_VERB) != 0]] = True
    first = np.searchsorted(starts, marked.quote_start, side="right") - 1
    last = np.searchsorted(starts, marked.quote_end - 1, side="right") - 1
    # The verb or the colon of the sentence before may open a quotation.
    before = np.maximum(first - 1, -1)
    tail = np.maximum(np.append(ends, 0)[before][:, None] - np.arange(1, _COLON_REACH), 0)
    opens = spoken[before] | (pieces.data[tail] == ord(":")).any(axis=1)
    read[before[(before >= 0) & opens]] = True
    # A name behind a dash in the next may sign it; what was asked goes on there.
    behind = last + 1
    begin, end = np.append(starts, 0)[behind], np.append(ends, 0)[behind]
    signs = marked.asks | _SIGNS[pieces.data[begin]] | (spoken[behind] & (end - begin < _SHORT_BYTES))
    read[behind[signs]] = True
    read = read[:count]
    read[ranges(np.maximum(first, 0), last + 1)] = True
    return read


def _within(pieces: Pieces, begin: Int64s, end: Int64s) -> tuple[Int64s, Int64s, Int32s]:
    """The pieces of stretches of bytes that do not overlap, cut off at their edges: begin, end and code of each."""
    low = np.searchsorted(pieces.end, begin, side="right")
    high = np.searchsorted(pieces.begin, end)
    held = high > low
    begin, end, low, high = begin[held], end[held], low[held], high[held]
    rows = ranges(low, high)
    first, last, code = pieces.begin.take(rows), pieces.end.take(rows), pieces.code.take(rows)
    edge = np.cumsum(high - low)
    opening, closing = edge - (high - low), edge - 1
    early, late = opening[first[opening] < begin], closing[last[closing] > end]
    first[opening], last[closing] = np.maximum(first[opening], begin), np.minimum(last[closing], end)
    again = np.union1d(early, late)
    code[again] = pieces.memory.pieces.number(pieces.data, first[again], last[again])
    return first, last, code


def _parted(
    pieces: Pieces, first: Int64s, last: Int64s, code: Int32s, known: PieceTags
) -> tuple[Int64s, Int64s, Int32s]:
    """Pieces with a dash or white space inside, in as many as it parts them into; the dash is one of them."""
    rows = np.flatnonzero(known.is_parted.take(code))
    if not len(rows):
        return first, last, code
    begin = first[rows]
    whole_words = strings(pieces.data, begin, last[rows])
    _set_apart(whole_words.data)
    parts = pretokens.cut_with(pieces.memory, whole_words)
    many = np.diff(np.searchsorted(parts.begin, parts.offsets))
    moved = np.repeat(begin - parts.offsets[:-1], many)
    counts = np.ones(len(first), dtype=np.int64)
    counts[rows] = many
    place = np.cumsum(counts) - counts
    whole = np.ones(len(first), dtype=bool)
    whole[rows] = False
    into = ranges(place[rows], place[rows] + many)
    columns = []
    for column, new in ((first, parts.begin + moved), (last, parts.end + moved), (code, parts.code)):
        filled = np.zeros(int(counts.sum()), dtype=column.dtype)
        filled[place[whole]], filled[into] = column[whole], new
        columns.append(filled)
    return columns[0], columns[1], columns[2]


def _set_apart(data: Bytes) -> None:
    """Put a hyphen between blanks for long dashes, and blanks for white space beyond ASCII."""
    for letters in _DASHES + _SPACES:
        at = np.flatnonzero(data == letters[0])
        at = at[at + len(letters) <= len(data)]
        for step, letter in enumerate(letters[1:], 1):
            at = at[data[at + step] == letter]
        for step in range(len(letters)):
            data[at + step] = _BLANK
        if letters in _DASHES:
            data[at + 1] = np.uint8(ord("-"))
