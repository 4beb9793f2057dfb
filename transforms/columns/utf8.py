"""The UTF-8 bytes of a column of texts, end to end, and strings cut from them without a copy."""

import functools
import threading
from collections import OrderedDict
from collections.abc import Iterable

import numpy as np
import polars as pl
import pyarrow as pa

from transforms.columns.dtypes import Bools, Bytes, Int64s

# Bytes that continue a character are 0x80 to 0xBF: below this, read as signed.
FIRST_BYTES = -64


# Places in a text, in bytes or characters, are below this power of two.
_PLACE_BITS = 33


def text_place(rows: pl.DataFrame) -> Int64s:
    """The number that the places in each row's text (`text_no`) count from: see `place`."""
    base: Int64s = rows["text_no"].to_numpy().astype(np.int64) << _PLACE_BITS
    return base


def place(rows: pl.DataFrame, column: str) -> Int64s:
    """One number that sorts rows by text and then by `column`, a place in the text."""
    sorting: Int64s = text_place(rows) + rows[column].to_numpy()
    return sorting


class Flat:
    """The UTF-8 bytes of all texts end to end, and where each begins (one more entry than texts)."""

    def __init__(self, texts: pl.Series) -> None:
        self.data, self.offsets = buffer(texts)

    @functools.cached_property
    def _inner(self) -> Int64s:
        """Places of the bytes that continue a character: few in English, none in ASCII."""
        return np.flatnonzero(self.data.view(np.int8) < FIRST_BYTES)

    def inner_bytes_before(self, places: Int64s) -> Int64s:
        """How many bytes before each place continue a character: what bytes and characters differ by."""
        if not len(self._inner):
            return np.zeros(len(places), dtype=np.int64)
        return np.searchsorted(self._inner, places).astype(np.int64)


class _Known(threading.local):
    """The last few columns of texts, each with the array that holds its memory, so that no other can come to its
    address. Every thread reads texts of its own and has its own few.
    """

    def __init__(self) -> None:
        self.columns: OrderedDict[tuple[int, int, int], tuple[pa.Array, Flat]] = OrderedDict()


_KNOWN = _Known()
_KNOWN_AT_MOST = 3


def flat(texts: pl.Series) -> Flat:
    """The bytes of a column of texts, laid end to end once for the many questions asked of the same texts."""
    texts = texts.rechunk()
    array = texts.to_arrow(compat_level=pl.CompatLevel.newest())
    if isinstance(array, pa.ChunkedArray) or not len(array):
        return Flat(texts)
    key = (array.buffers()[1].address, array.offset, len(array))
    columns = _KNOWN.columns
    known = columns.pop(key, None) or (array, Flat(texts))
    columns[key] = known
    while len(columns) > _KNOWN_AT_MOST:
        columns.popitem(last=False)
    return known[1]


def bounds(mentions: pl.DataFrame, texts: pl.DataFrame) -> tuple[Bytes, Int64s, Int64s]:
    """The bytes of all texts end to end, and where mentions (text_no, start_byte, end_byte) begin and end there."""
    laid = flat(texts["text"])
    text = laid.offsets[mentions["text_no"].to_numpy()]
    return laid.data, text + mentions["start_byte"].to_numpy(), text + mentions["end_byte"].to_numpy()


def two_bytes(data: Bytes, begin: Int64s) -> Int64s:
    """The two bytes at each place as one number; one beyond the end of the data is the last one."""
    last = max(len(data) - 1, 0)
    pair: Int64s = data[np.minimum(begin, last)].astype(np.int64) << 8 | data[np.minimum(begin + 1, last)]
    return pair


def table_of_pairs(pairs: Iterable[str | bytes]) -> Bools:
    """Which of the numbers of `two_bytes` are among these pairs of ASCII characters, or of bytes."""
    table = np.zeros(1 << 16, dtype=bool)
    table[[int.from_bytes(pair.encode("ascii") if isinstance(pair, str) else pair) for pair in pairs]] = True
    return table


def buffer(texts: pl.Series) -> tuple[Bytes, Int64s]:
    """The UTF-8 bytes of all texts end to end, and where each begins (one more entry than texts)."""
    array = texts.rechunk().to_arrow(compat_level=pl.CompatLevel.oldest())
    if isinstance(array, pa.ChunkedArray):
        array = array.combine_chunks()
    _, places, data = array.buffers()
    offsets = np.frombuffer(places, dtype=np.int64)[array.offset : array.offset + len(array) + 1]
    return np.frombuffer(data, dtype=np.uint8) if data is not None else np.zeros(0, dtype=np.uint8), offsets


# A string view is its length and then twelve bytes: all of a short string, or else its first four bytes, the number of
# its buffer and its place there.
_INLINE = 12
_HEADS = (np.arange(_INLINE) < np.arange(_INLINE + 1)[:, None]).astype(np.uint8)
# Places in a buffer are 31 bits: a buffer every 2**30 bytes, each twice as long, so that no string falls between two.
_BUFFER_BITS = 30


def slices(data: Bytes, begin: Int64s, end: Int64s) -> pl.Series:
    """Strings cut from `data` at whole characters: views of it, without a copy of the words."""
    length = end - begin
    if not len(length) or not len(data):
        return pl.Series([""] * len(length), dtype=pl.String)
    short = length <= _INLINE
    head = _heads(data, begin)
    head *= _HEADS[np.where(short, length, 4)]
    views = np.empty((len(length), 4), dtype=np.uint32)
    views[:, 0] = length
    views[:, 1:] = head.view(np.uint32)
    far = np.flatnonzero(~short)
    views[far, 2] = begin[far] >> _BUFFER_BITS
    views[far, 3] = begin[far] & ((1 << _BUFFER_BITS) - 1)
    size = 1 << _BUFFER_BITS
    parts = [pa.py_buffer(data[at : at + 2 * size - 1]) for at in range(0, len(data), size)]
    strings = pa.Array.from_buffers(pa.string_view(), len(length), [None, pa.py_buffer(views), *parts])
    return pl.Series(strings, dtype=pl.String)


def _heads(data: Bytes, begin: Int64s) -> Bytes:
    """The twelve bytes from each place on, whatever they are; zeros beyond the end."""
    last = len(data) - _INLINE
    if last < 0:
        data, last = np.concatenate([data, np.zeros(_INLINE, dtype=np.uint8)]), len(data)
    head: Bytes = np.lib.stride_tricks.sliding_window_view(data, _INLINE)[np.minimum(begin, last)]
    late = np.flatnonzero(begin > last)
    if len(late):
        tail = np.concatenate([data[last:], np.zeros(_INLINE, dtype=np.uint8)])
        head[late] = np.lib.stride_tricks.sliding_window_view(tail, _INLINE)[begin[late] - last]
    return head
