"""The words of texts as hashes: case folded, without punctuation, for whole columns.

A word is a run of letters and digits; every character beyond ASCII counts as a letter, but for the signs and blanks of
U+00A0 to U+00BF, general punctuation (U+2000 to U+206F) and that of Chinese and Japanese (U+3000 to U+303F). So "Don’t"
and "DON'T" are the same two words. Hashes are made here, from fixed constants, since what is stored of them must stay
comparable for years.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import polars as pl
import pyarrow as pa

UInt64s = npt.NDArray[np.uint64]
Int64s = npt.NDArray[np.int64]
Bytes = npt.NDArray[np.uint8]

# Of longer words the first bytes and the length count.
_MOST_BYTES = 64
# Texts are read in slices of this size, so that memory does not grow with their number.
_SLICE_BYTES = 2**20

_IS_WORD = np.array([byte >= 0x80 or chr(byte).isalnum() for byte in range(256)])
# The bytes of the first n that a load of eight bytes has.
_FIRST = np.array([(1 << (8 * length)) - 1 for length in range(9)], dtype=np.uint64)
_LENGTH, _PIECE = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xD6E8FEB86659FD93)
_MIX = (np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB))


class Words(NamedTuple):
    """Words in their order: hash, the text each stands in, and its first character (code points)."""

    hashes: UInt64s
    text_no: Int64s
    start_char: Int64s


def mixed(numbers: UInt64s) -> UInt64s:
    """Numbers of which every bit depends on every bit of those given (the finaliser of SplitMix64)."""
    numbers = (numbers ^ (numbers >> np.uint64(30))) * _MIX[0]
    numbers = (numbers ^ (numbers >> np.uint64(27))) * _MIX[1]
    return numbers ^ (numbers >> np.uint64(31))


def slices(texts: pl.Series) -> Iterator[tuple[int, pl.Series]]:
    """A column in slices of bounded size (at least one text each), with the number of the first."""
    part = texts.str.len_bytes().fill_null(0).cast(pl.Int64).cum_sum() // _SLICE_BYTES
    start = 0
    for length in part.rle().struct.field("len"):
        yield start, texts.slice(start, length)
        start += length


def words_of(texts: pl.Series) -> Words:
    """The words of a column of texts (null has none). Texts are numbered by their rows."""
    data, offsets = _buffer(_folded(texts.fill_null("")))
    is_word = _IS_WORD[data]
    _take_out_signs(data, is_word)
    begins = np.zeros(len(data) + 1, dtype=bool)
    begins[offsets] = True
    before = np.concatenate(([False], is_word))
    after = np.concatenate((is_word, [False]))
    starts = np.flatnonzero(after & (~before | begins))
    ends = np.flatnonzero(before & (~after | begins))
    text_no = np.repeat(np.arange(len(texts)), np.diff(np.searchsorted(starts, offsets)))
    inner = np.flatnonzero((data & 0xC0) == 0x80)  # bytes that continue a character
    start_char = starts - offsets[text_no]
    if len(inner):
        inner_before = np.cumsum(np.bincount(np.searchsorted(starts, inner), minlength=len(starts) + 1))
        start_char -= inner_before[:-1] - np.searchsorted(inner, offsets)[text_no]
    return Words(_hashes(data, starts, ends), text_no, start_char)


def sequences(words: Words, group: Int64s, count: int) -> tuple[UInt64s, Int64s]:
    """One hash for the words of each group, in their order, and how many they are (0 and 0 where there are none).

    Takes the group of each word, in rising order, from 0 up to `count`.
    """
    number = np.bincount(group, minlength=count).astype(np.int64)
    first = np.cumsum(number) - number
    there = number > 0
    found = np.zeros(count, dtype=np.uint64)
    if len(group):
        position = (np.arange(len(group)) - first[group]).astype(np.uint64)
        weighted = mixed(words.hashes + position * _LENGTH)
        found[there] = mixed(np.add.reduceat(weighted, first[there]))
    return found, number


def _folded(texts: pl.Series) -> pl.Series:
    """Texts in lower case, but for the few in which that moves the characters."""
    folded = texts.str.to_lowercase()
    if (folded.str.len_bytes() == texts.str.len_bytes()).all():
        return folded
    both = pl.DataFrame({"text": texts, "folded": folded})
    stays = pl.col("text").str.len_chars() == pl.col("folded").str.len_chars()
    return both.select(pl.when(stays).then("folded").otherwise("text")).to_series()


def _buffer(texts: pl.Series) -> tuple[Bytes, Int64s]:
    """The UTF-8 bytes end to end, and where each text begins (one more entry than texts)."""
    array: Any = texts.rechunk().to_arrow()
    array = array.cast(pa.large_string())
    if not len(array):
        return np.zeros(0, dtype=np.uint8), np.zeros(1, dtype=np.int64)
    _, places, content = array.buffers()
    offsets = np.frombuffer(places, dtype=np.int64)[array.offset : array.offset + len(array) + 1]
    data = np.frombuffer(content, dtype=np.uint8) if content else np.zeros(0, dtype=np.uint8)
    return data[offsets[0] : offsets[-1]], offsets - offsets[0]


def _take_out_signs(data: Bytes, is_word: npt.NDArray[np.bool_]) -> None:
    """Punctuation and blanks beyond ASCII are no parts of words."""
    leads = np.flatnonzero((data == 0xC2) | (data == 0xE2) | (data == 0xE3))
    leads = leads[leads + 1 < len(data)]
    lead, second = data[leads], data[leads + 1]
    two = (lead == 0xC2) & (second >= 0xA0)
    three = ((lead == 0xE2) & (second <= 0x81)) | ((lead == 0xE3) & (second == 0x80))
    for places, length in ((leads[two], 2), (leads[three], 3)):
        for step in range(length):
            is_word[places + step] = False


def _hashes(data: Bytes, starts: Int64s, ends: Int64s) -> UInt64s:
    """A hash of each word, from eight bytes at a time."""
    padded = np.concatenate((data, np.zeros(8, dtype=np.uint8)))
    loads = np.ndarray((len(data) + 1,), dtype="<u8", buffer=padded.data, strides=(1,))
    lengths = ends - starts
    hashes = lengths.astype(np.uint64) * _LENGTH
    left = np.arange(len(starts))
    for step in range(0, _MOST_BYTES, 8):
        left = left[lengths[left] > step]
        if not len(left):
            break
        piece = loads[starts[left] + step] & _FIRST[np.minimum(lengths[left] - step, 8)]
        folded = (hashes[left] ^ piece.astype(np.uint64)) * _PIECE
        hashes[left] = folded ^ (folded >> np.uint64(32))
    return mixed(hashes)
