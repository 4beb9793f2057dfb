"""What stands between white space: "Mr.", "Kremlin,", "(U.S.-led", each a number among the distinct ones of the texts.

Words repeat themselves. Whatever depends on a piece alone is worked out once per distinct piece; the pieces of a
text are numbers.
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import polars as pl
import pyarrow as pa

from transforms import spans
from transforms.entities.codes import Bools, Int32s, Int64s, number

# Texts are read in chunks so that memory does not grow with the batch. Not side by side: whoever wants a second thread
# gives it articles of its own, which costs less than to share the work of one step.
_CHUNK_BYTES = 6_000_000

_WHITE = np.isin(np.arange(256), list(b"\t\n\x0b\x0c\r "))
_HIGHEST_WHITE = ord(" ")
# Strings of up to so many bytes are told apart by one or two integers that hold their bytes and, on top, their length.
_ONE, _TWO = 7, 15
PADDING = np.zeros(16, dtype=np.uint8)
_KEPT = np.array([(1 << (8 * size)) - 1 for size in range(8)], dtype=np.uint64)
_LENGTH_PLACE = np.uint64(56)
_ODD = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0xD6E8FEB86659FD93], dtype=np.uint64)
# Numbers that share their slot in so many tables are sorted.
_TABLES = 3
_LEAST_SLOTS_DIGITS = 8


@dataclass(frozen=True)
class Pieces:
    """The pieces of texts in reading order, a row of text, begin, end and code per piece.

    data: the bytes of all texts end to end, and 16 more. offsets: where each text begins there (one more entry than
    texts). text: row of the text. begin, end: place in `data`. code: row of `distinct`. distinct: the bytes of the
    distinct pieces.
    """

    data: spans.Bytes
    offsets: Int64s
    text: Int32s
    begin: Int64s
    end: Int64s
    code: Int32s
    distinct: "Strings"

    def of(self, texts: Bools) -> "Pieces":
        """The pieces of some of the texts."""
        held = np.flatnonzero(texts[self.text])
        part = (self.text[held], self.begin[held], self.end[held], self.code[held])
        return Pieces(self.data, self.offsets, *part, self.distinct)


@dataclass(frozen=True)
class Strings:
    """Strings end to end: their bytes, and where each begins (one more entry than strings)."""

    data: spans.Bytes
    offsets: Int64s

    def __len__(self) -> int:
        return len(self.offsets) - 1

    def series(self) -> pl.Series:
        """The strings as a column."""
        parts = [None, pa.py_buffer(self.offsets), pa.py_buffer(self.data)]
        return pl.Series(pa.Array.from_buffers(pa.large_string(), len(self), parts), dtype=pl.String)

    def gather(self, rows: Int64s) -> "Strings":
        """Some of the strings."""
        return strings(self.data, self.offsets[rows], self.offsets[rows + 1])


def strings(data: spans.Bytes, begin: Int64s, end: Int64s) -> Strings:
    """Copy stretches of bytes end to end."""
    size = end - begin
    offsets = np.zeros(len(size) + 1, dtype=np.int64)
    np.cumsum(size, out=offsets[1:])
    at = np.repeat(begin - offsets[:-1], size)
    at += np.arange(len(at))
    return Strings(data[at], offsets)


@dataclass(frozen=True)
class Chunk:
    """The pieces of some texts of a frame, which begin at its row `first_text`."""

    first_text: int
    pieces: Pieces


def chunked(texts: pl.DataFrame) -> list[Chunk]:
    """Cut the texts of a frame, whole articles (article_no, else text_no) and about _CHUNK_BYTES at a time."""
    bounds = _bounds(texts)
    return [Chunk(begin, cut(texts["text"][begin:end])) for begin, end in pairwise(bounds)]


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
    data, offsets = spans.buffer(texts)
    data, offsets = np.concatenate([data[offsets[0] : offsets[-1]], PADDING]), offsets - offsets[0]
    blanks = np.flatnonzero(data[: offsets[-1]] <= _HIGHEST_WHITE)
    blanks = blanks[_WHITE[data[blanks]]]
    # Sorted, the n-th beginning and the n-th end belong together.
    begin = np.sort(np.concatenate([blanks + 1, offsets[:-1]]), kind="stable")
    end = np.sort(np.concatenate([blanks, offsets[1:]]), kind="stable")
    held = end > begin
    begin, end = begin[held], end[held]
    code, row = number_strings(data, begin, end)
    first = np.searchsorted(begin, offsets)
    text = np.repeat(np.arange(len(texts), dtype=np.int32), np.diff(first))
    return Pieces(data, offsets, text, begin, end, code, strings(data, begin[row], end[row]))


def number_strings(data: spans.Bytes, begin: Int64s, end: Int64s) -> tuple[Int32s, Int64s]:
    """Number the distinct stretches of bytes; gives each one's number and of each number a row.

    Eight bytes are read from any place of `data`, which ends in 16 bytes that are in no stretch.
    """
    size = end - begin
    words = np.ndarray((len(data) - 7,), dtype=np.uint64, buffer=data, strides=(1,))
    code = np.empty(len(size), dtype=np.int32)
    rows: list[Int64s] = []
    count = 0
    one = size <= _ONE
    for which, lanes in ((np.flatnonzero(one), 1), (np.flatnonzero(~one & (size <= _TWO)), 2)):
        at, length = begin[which], size[which]
        last = words[at + 8 * (lanes - 1)] & _KEPT[length - 8 * (lanes - 1)]
        last |= length.astype(np.uint64) << _LENGTH_PLACE
        numbers, first = number_integers([last] if lanes == 1 else [last, words[at]])
        code[which] = numbers + count
        rows.append(which[first])
        count += len(first)
    long = np.flatnonzero(size > _TWO)
    if len(long):
        numbers, _ = number(strings(data, begin[long], end[long]).series())
        code[long] = numbers + count
        first = np.zeros(int(numbers.max()) + 1, dtype=np.int64)
        first[numbers] = long
        rows.append(first)
    return code, np.concatenate(rows)


def number_integers(lanes: list[np.ndarray], rows_per_slot: int = 4) -> tuple[Int32s, Int64s]:
    """Number the distinct rows of integers; gives each one's number and of each number a row.

    Rows that mostly repeat others need fewer slots than rows.

    A table of slots answers for nearly all rows at once; what lost its slot to another is asked of the next table.
    """
    like = np.zeros(len(lanes[0]), dtype=np.int32)
    left, keys = np.arange(len(like), dtype=np.int32), lanes
    for odd in _ODD[:_TABLES]:
        digits = max(_LEAST_SLOTS_DIGITS, (len(left) // rows_per_slot).bit_length())
        mixed = keys[0] if len(keys) == 1 else keys[0] ^ (keys[1] * _ODD[0])
        slot = ((mixed ^ (mixed >> np.uint64(29))) * odd) >> np.uint64(64 - digits)
        holder = np.zeros(1 << digits, dtype=np.int32)
        holder[slot] = left
        held = holder[slot]
        like[left] = held
        same = lanes[0][held] == keys[0]
        for lane, key in zip(lanes[1:], keys[1:], strict=True):
            same &= lane[held] == key
        rest = np.flatnonzero(~same)
        left, keys = left[rest], [key[rest] for key in keys]
        if not len(left):
            break
    else:
        order = np.lexsort(keys)
        new = np.append(True, np.any([key[order][1:] != key[order][:-1] for key in keys], axis=0))
        like[left[order]] = left[order[np.flatnonzero(new)]][np.cumsum(new) - 1]
    rows = np.flatnonzero(like == np.arange(len(like), dtype=np.int32))
    numbers = np.zeros(len(like), dtype=np.int32)
    numbers[rows] = np.arange(len(rows), dtype=np.int32)
    return numbers[like], rows
