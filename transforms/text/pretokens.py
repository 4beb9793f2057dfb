"""Pre-tokens, the pieces between white space: "Mr.", "Kremlin,", "(U.S.-led", each with its number in the vocabulary.

Words repeat themselves. Whatever depends on a piece alone is worked out once per distinct piece; the pieces of a
text are numbers.
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import polars as pl

from transforms.columns import utf8
from transforms.columns.dtypes import Bools, Bytes, Int32s, Int64s
from transforms.columns.string_buffer import PADDING, Strings
from transforms.columns.string_store import Memory, current_memory

# Texts are read in chunks so that memory does not grow with the batch. Not side by side: whoever wants a second thread
# gives it articles of its own, which costs less than to share the work of one step.
_CHUNK_BYTES = 6_000_000

# White space: the blank, and the controls from tab to carriage return.
_BLANK = ord(" ")
_FIRST_CONTROL, _CONTROLS = ord("\t"), ord("\r") - ord("\t")


@dataclass(frozen=True)
class Pieces:
    """The pieces of texts in reading order, a row of begin, end and code per piece.

    data: the bytes of all texts end to end, and PADDING. offsets: where each text begins there (one more entry than
    texts). begin, end: place in `data`. code: number among the pieces of `memory`.
    """

    data: Bytes
    offsets: Int64s
    begin: Int64s
    end: Int64s
    code: Int32s
    memory: Memory

    @property
    def text(self) -> Int32s:
        """Row of the text of each piece."""
        return self.texts_of(self.begin)

    def texts_of(self, places: Int64s) -> Int32s:
        """Row of the text of places where a piece begins."""
        return (np.searchsorted(self.offsets, places, side="right") - 1).astype(np.int32)

    def of(self, texts: Bools) -> "Pieces":
        """The pieces of some of the texts."""
        held = np.flatnonzero(texts[self.text])
        part = (self.begin[held], self.end[held], self.code[held])
        return Pieces(self.data, self.offsets, *part, self.memory)


@dataclass(frozen=True)
class Chunk:
    """The pieces of some texts of a frame, which begin at its row `first_text`."""

    first_text: int
    pieces: Pieces


def chunked(texts: pl.DataFrame) -> list[Chunk]:
    """Cut the texts of a frame, whole articles (article_no, else text_no) and about _CHUNK_BYTES at a time."""
    data, offsets = utf8.buffer(texts["text"])
    return [Chunk(begin, _cut(data, offsets[begin : end + 1])) for begin, end in pairwise(_bounds(texts))]


def _bounds(texts: pl.DataFrame) -> list[int]:
    if texts.is_empty():
        return [0, 0]
    article = texts["article_no" if "article_no" in texts.columns else "text_no"].to_numpy()
    new = np.append(True, article[1:] != article[:-1])
    size = texts["text"].str.len_bytes().to_numpy().astype(np.int64)
    chunk = ((np.cumsum(size) - size) // _CHUNK_BYTES)[np.maximum.accumulate(np.where(new, np.arange(len(new)), 0))]
    return [*np.flatnonzero(np.append(True, np.diff(chunk) != 0)).tolist(), len(chunk)]


def cut(texts: pl.Series) -> Pieces:
    """Cut texts at their ASCII white space."""
    return _cut(*utf8.buffer(texts))


def cut_with(memory: Memory, texts: Strings) -> Pieces:
    """Cut texts at their ASCII white space, with pieces numbered in a memory that other pieces are numbered in."""
    return _cut(texts.data, texts.offsets, memory)


def joined(pieces: Pieces, more: Pieces) -> Pieces:
    """The pieces of texts and of others behind them, numbered in the same memory."""
    size = pieces.offsets[-1]
    data = np.concatenate([pieces.data[:size], more.data])
    offsets = np.concatenate([pieces.offsets, more.offsets[1:] + size])
    begin, end = np.concatenate([pieces.begin, more.begin + size]), np.concatenate([pieces.end, more.end + size])
    return Pieces(data, offsets, begin, end, np.concatenate([pieces.code, more.code]), pieces.memory)


def _cut(data: Bytes, offsets: Int64s, memory: Memory | None = None) -> Pieces:
    data, offsets = np.concatenate([data[offsets[0] : offsets[-1]], PADDING]), offsets - offsets[0]
    blanks = np.flatnonzero(data[: offsets[-1]] <= _BLANK)
    marks = data.take(blanks)
    white = (marks == _BLANK) | (marks - np.uint8(_FIRST_CONTROL) <= _CONTROLS)
    blanks = blanks if white.all() else blanks[white]
    # Sorted, the n-th beginning and the n-th end belong together.
    end = np.insert(blanks, np.searchsorted(blanks, offsets[1:]), offsets[1:])
    blanks += 1
    begin = np.insert(blanks, np.searchsorted(blanks, offsets[:-1]), offsets[:-1])
    held = end > begin
    begin, end = begin[held], end[held]
    memory = memory or current_memory()
    return Pieces(data, offsets, begin, end, memory.pieces.number(data, begin, end), memory)
