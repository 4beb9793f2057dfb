"""The one primitive everything stands on: a pattern, or a set of literals, over a text column gives mention rows.

A **texts** frame has one row per text: `text_no` (UInt32, equal to the row's number), `text` (String, not null) and
whatever else the caller keeps beside it. A **mentions** frame has one row per match, in reading order:

- `text_no` (UInt32): row of the texts frame the words stand in
- `start_char`, `end_char` (UInt32): code points, 0-based, end exclusive
- `start_byte`, `end_byte` (UInt32): the same place in UTF-8 bytes, for look-ups that must not count characters again
- `text` (String): the words themselves

Everything here is linear in the length of the texts, whatever they hold; there is no Python per text or per match.

Write patterns with `[0-9]` and `(?-u:\\b)`: `\\d`, `\\w` and a Unicode `\\b` throw the regex engine off its automaton
and cost a factor of 70 (docs/decisions/0004-patterns-stay-ascii.md).
"""

import functools
import re
import threading
from collections import OrderedDict
from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import polars as pl
import pyarrow as pa

Int64s: TypeAlias = npt.NDArray[np.int64]
Bytes: TypeAlias = npt.NDArray[np.uint8]

# Marks both ends of a match while texts are cut up. A text that holds the mark itself gets another control character
# of the same length in its place, and its mentions are cut from the original.
_MARK = "\x01"
_MARK_STAND_IN = "\x1a"

# A letter, mark or digit at either edge of a string: what makes a literal part of a longer word.
_WORD_AT_START, _WORD_AT_END = r"^[\p{L}\p{M}\p{N}]", r"[\p{L}\p{M}\p{N}]$"
# Bytes that continue a character are 0x80 to 0xBF: below this, read as signed.
_FIRST_BYTES = -64
_ASCII_WORD = np.array([chr(byte).isalnum() and byte < 0x80 for byte in range(256)])

MENTION_COLUMNS = {
    "text_no": pl.UInt32,
    "start_char": pl.UInt32,
    "end_char": pl.UInt32,
    "start_byte": pl.UInt32,
    "end_byte": pl.UInt32,
    "text": pl.String,
}


def find(texts: pl.DataFrame, pattern: str) -> pl.DataFrame:
    """Find every non-overlapping match of a regular expression.

    Takes a texts frame; gives a mentions frame with one more String column per named group of the pattern (null where
    the group took no part). Groups are read from the words of the match alone, so a pattern must not need what
    stands around the match to tell its groups apart. Empty matches are left out.
    """
    flat = _flat(texts["text"])
    marked = _without_marks(texts["text"]).str.replace_all(_without_groups(pattern), f"{_MARK}${{0}}{_MARK}")
    data, _ = buffer(marked)
    marks = np.flatnonzero(data == ord(_MARK))
    # Every mark moves what follows it by a byte, over the borders between texts too.
    marks = marks - np.arange(len(marks))
    start, end = marks[0::2], marks[1::2]
    held = end > start
    start, end = start[held], end[held]
    row = np.searchsorted(flat.offsets, start, side="right") - 1
    columns = {"text_no": pl.Series(row, dtype=pl.UInt32)}
    base = flat.offsets[row]
    inner = flat.inner_bytes_before(base)
    for name, place in (("start", start), ("end", end)):
        byte = place - base
        columns[f"{name}_byte"] = pl.Series(byte, dtype=pl.UInt32)
        columns[f"{name}_char"] = pl.Series(byte - flat.inner_bytes_before(place) + inner, dtype=pl.UInt32)
    mentions = pl.DataFrame(columns | {"text": _slices(flat.data, start, end)}).select(*MENTION_COLUMNS)
    return with_groups(mentions, pattern)


def with_groups(mentions: pl.DataFrame, pattern: str) -> pl.DataFrame:
    """Add the named groups of a pattern, read from `text` alone, as String columns."""
    whole = f"^(?:{pattern})$"
    names = _group_names(whole)
    if not names:
        return mentions
    surfaces = mentions.select(pl.col("text").unique(maintain_order=True))
    groups = surfaces.with_columns(pl.col("text").str.extract_groups(whole).alias("_groups"))
    groups = groups.select("text", *(pl.col("_groups").struct.field(name) for name in names))
    return mentions.join(groups, on="text", how="left", maintain_order="left")


def find_literals(
    texts: pl.DataFrame, literals: Sequence[str] | pl.Series, *, ignore_case: bool = False
) -> pl.DataFrame:
    """Find whole-word occurrences of literal words; where several fit, the longest from the left wins.

    Takes a texts frame and the literals (no empty one); gives a mentions frame with `literal_no` (UInt32), the place
    of the literal in the list. `ignore_case` covers ASCII letters only.
    """
    words = pl.Series(literals, dtype=pl.String)
    listed = pl.lit(words).implode()
    found = texts.select(
        pl.col("text_no"),
        start_byte=pl.col("text").str.find_many(listed, ascii_case_insensitive=ignore_case, overlapping=True),
        word=pl.col("text").str.extract_many(listed, ascii_case_insensitive=ignore_case, overlapping=True),
    ).filter(pl.col("start_byte").list.len() > 0)
    found = found.explode("start_byte", "word").rename({"word": "text"})
    found = found.with_columns(
        pl.col("start_byte").cast(pl.UInt32),
        end_byte=(pl.col("start_byte") + pl.col("text").str.len_bytes()).cast(pl.UInt32),
    )
    found = found.filter(~_within_words(found, texts))
    keys = pl.DataFrame({"_key": words.str.to_lowercase() if ignore_case else words}).with_row_index("literal_no")
    keys = keys.unique("_key", keep="first", maintain_order=True)
    found = longest_from_left(found)
    found = found.with_columns(_key=pl.col("text").str.to_lowercase() if ignore_case else pl.col("text"))
    found = found.join(keys, on="_key", how="left", maintain_order="left")
    return with_chars(found, texts).select(*MENTION_COLUMNS, "literal_no")


def _within_words(mentions: pl.DataFrame, texts: pl.DataFrame) -> pl.Series:
    """Whether a letter, mark or digit at an edge of each mention (none empty) goes on with another outside."""
    data, offsets = buffer(texts["text"])
    row = mentions["text_no"].to_numpy().astype(np.int64)
    begin = offsets[row] + mentions["start_byte"].to_numpy()
    end = offsets[row] + mentions["end_byte"].to_numpy()
    none = np.uint8(ord(" "))
    last = max(len(data) - 1, 0)
    before = np.where(begin > offsets[row], data[np.maximum(begin - 1, 0)], none)
    after = np.where(end < offsets[row + 1], data[np.minimum(end, last)], none)
    edges = before, data[begin], data[end - 1], after
    outside, first, final, beyond = (_ASCII_WORD[edge] for edge in edges)
    within = (outside & first) | (final & beyond)
    # Only the pattern knows the letters beyond ASCII; few mentions stand beside one.
    wide = np.flatnonzero(((before | edges[1] | edges[2] | after) & 0x80) != 0)
    beside = around(mentions[wide], texts, before=4, after=4)
    within[wide] = beside.select(
        (pl.col("before").str.contains(_WORD_AT_END) & pl.col("text").str.contains(_WORD_AT_START))
        | (pl.col("after").str.contains(_WORD_AT_START) & pl.col("text").str.contains(_WORD_AT_END))
    ).to_series()
    return pl.Series(within)


def with_chars(mentions: pl.DataFrame, texts: pl.DataFrame) -> pl.DataFrame:
    """Add `start_char` and `end_char` to mentions that have `start_byte` and `end_byte`."""
    flat = _flat(texts["text"])
    base = flat.offsets[mentions["text_no"].to_numpy()]
    inner = flat.inner_bytes_before(base)
    columns = {}
    for end in ("start", "end"):
        byte = mentions[f"{end}_byte"].to_numpy().astype(np.int64)
        columns[f"{end}_char"] = pl.Series(byte - flat.inner_bytes_before(base + byte) + inner, dtype=pl.UInt32)
    return mentions.with_columns(**columns)


def around(mentions: pl.DataFrame, texts: pl.DataFrame, *, before: int = 40, after: int = 40) -> pl.DataFrame:
    """Add `before` and `after`: the text beside each mention, at most so many bytes, never half a character.

    The window is in bytes and cut by place, not by counting, so that it stays linear on a text of any length.
    """
    flat = _flat(texts["text"])
    left, begin, end, right = _windows(mentions, flat.data, flat.offsets, before, after)
    return mentions.with_columns(before=_slices(flat.data, left, begin), after=_slices(flat.data, end, right))


def widened(mentions: pl.DataFrame, texts: pl.DataFrame, *, before: int, after: int) -> pl.DataFrame:
    """Move `start_byte` and `end_byte` outwards by at most so many bytes, and `start_char` with them.

    Gives text_no, start_char, start_byte, end_byte; both ends are between characters.
    """
    flat = _flat(texts["text"])
    data, offsets = flat.data, flat.offsets
    left, begin, _, right = _windows(mentions, data, offsets, before, after)
    row = mentions["text_no"].to_numpy().astype(np.int64)
    # The characters of the bytes in front are those that are no continuation bytes; there are few bytes to count.
    chars = _slices(data, left, begin).str.len_chars().to_numpy().astype(np.int64)
    return pl.DataFrame(
        {
            "text_no": mentions["text_no"],
            "start_char": pl.Series(mentions["start_char"].to_numpy().astype(np.int64) - chars, dtype=pl.UInt32),
            "start_byte": pl.Series(left - offsets[row], dtype=pl.UInt32),
            "end_byte": pl.Series(right - offsets[row], dtype=pl.UInt32),
        }
    )


def _windows(
    mentions: pl.DataFrame, data: Bytes, offsets: Int64s, before: int, after: int
) -> tuple[Int64s, Int64s, Int64s, Int64s]:
    """Where the window before each mention begins, the mention begins and ends, and the window after it ends."""
    row = mentions["text_no"].to_numpy().astype(np.int64)
    low, high = offsets[row], offsets[row + 1]
    begin = low + mentions["start_byte"].to_numpy().astype(np.int64)
    end = low + mentions["end_byte"].to_numpy().astype(np.int64)
    left, right = np.maximum(low, begin - before), np.minimum(high, end + after)
    # Few windows are cut inside a character; it has at most three continuation bytes.
    cut_left = np.flatnonzero(left < begin)
    cut_right = np.flatnonzero((right > end) & (right < high))
    for _ in range(3):
        cut_left = cut_left[_continues(data, left[cut_left])]
        left[cut_left] += 1
        cut_left = cut_left[left[cut_left] < begin[cut_left]]
        cut_right = cut_right[_continues(data, right[cut_right])]
        right[cut_right] -= 1
        cut_right = cut_right[right[cut_right] > end[cut_right]]
    return left, begin, end, right


def _continues(data: Bytes, places: Int64s) -> npt.NDArray[np.bool_]:
    """Whether the byte at each place continues a character."""
    continues: npt.NDArray[np.bool_] = data.view(np.int8)[places] < _FIRST_BYTES
    return continues


def longest_from_left(mentions: pl.DataFrame) -> pl.DataFrame:
    """Drop mentions that overlap an earlier one; of those that start together the longest stays.

    The greedy choice from the left is a walk from each kept mention to the next that starts after it ends; the walk
    is taken in steps of doubling length, so a chain of overlaps of any length stays cheap.
    """
    mentions = mentions.sort("text_no", "start_byte", "end_byte", descending=[False, False, True], maintain_order=True)
    count = mentions.height
    if count < 2:
        return mentions
    text_no = mentions["text_no"].to_numpy().astype(np.int64) << 33
    start = text_no + mentions["start_byte"].to_numpy()
    jump = np.append(np.searchsorted(start, text_no + mentions["end_byte"].to_numpy(), side="left"), count)
    jump[:-1] = np.maximum(jump[:-1], np.arange(1, count + 1))  # an empty mention must not point at itself
    kept = np.zeros(count + 1, dtype=bool)
    kept[0] = True
    steps = 1
    while steps <= count:
        kept[jump[np.flatnonzero(kept)]] = True
        jump = jump[jump]
        steps *= 2
    return mentions.filter(pl.Series(kept[:-1]))


def without_overlaps(mentions: pl.DataFrame, taken: pl.DataFrame) -> pl.DataFrame:
    """Drop the mentions that share a character with one of `taken` (whose rows must not overlap each other)."""
    return mentions.filter(~overlapping(mentions, taken))


def overlapping(mentions: pl.DataFrame, taken: pl.DataFrame) -> pl.Series:
    """Whether each mention shares a character with a row of `taken` (whose rows must not overlap each other)."""
    if mentions.is_empty() or taken.is_empty():
        return pl.Series(np.zeros(mentions.height, dtype=bool))
    taken = taken.sort("text_no", "start_char")
    ends = _place(taken, "end_char")
    starts = _place(taken, "start_char")
    first_after = np.searchsorted(ends, _place(mentions, "start_char"), side="right")
    reached = np.minimum(first_after, len(starts) - 1)
    return pl.Series((first_after < len(starts)) & (starts[reached] < _place(mentions, "end_char")))


def _place(mentions: pl.DataFrame, column: str) -> Int64s:
    """One number that sorts mentions by text and then by place."""
    place: Int64s = (mentions["text_no"].to_numpy().astype(np.int64) << 33) + mentions[column].to_numpy()
    return place


@functools.cache
def _group_names(pattern: str) -> list[str]:
    """The named groups of a pattern."""
    dtype = pl.LazyFrame(schema={"t": pl.String}).select(pl.col("t").str.extract_groups(pattern)).collect_schema()["t"]
    fields = dtype.fields if isinstance(dtype, pl.Struct) else []
    return [field.name for field in fields if not field.name.isdigit()]


def _without_groups(pattern: str) -> str:
    """The pattern with its named groups as plain brackets: to find where it matches, without them, is quicker."""
    return re.sub(r"(?<!\\)\(\?P?<[A-Za-z_][A-Za-z_0-9]*>", "(?:", pattern)


def _without_marks(texts: pl.Series) -> pl.Series:
    """Texts free of the mark, every character in its place."""
    if not texts.str.contains(_MARK, literal=True).any():
        return texts
    return texts.str.replace_all(_MARK, _MARK_STAND_IN, literal=True)


def cut(mentions: pl.DataFrame, texts: pl.DataFrame) -> pl.Series:
    """The words of each mention, cut from the texts by byte offsets."""
    flat = _flat(texts["text"])
    base = flat.offsets[mentions["text_no"].to_numpy()]
    return _slices(flat.data, base + mentions["start_byte"].to_numpy(), base + mentions["end_byte"].to_numpy())


class _Flat:
    """The UTF-8 bytes of all texts end to end, and where each begins (one more entry than texts)."""

    def __init__(self, texts: pl.Series) -> None:
        self.data, self.offsets = buffer(texts)

    @functools.cached_property
    def _inner(self) -> Int64s:
        """Places of the bytes that continue a character: few in English, none in ASCII."""
        return np.flatnonzero(self.data.view(np.int8) < _FIRST_BYTES)

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
        self.columns: OrderedDict[tuple[int, int, int], tuple[pa.Array, _Flat]] = OrderedDict()


_KNOWN = _Known()
_KNOWN_AT_MOST = 3


def _flat(texts: pl.Series) -> _Flat:
    """The bytes of a column of texts, laid end to end once for the many questions asked of the same texts."""
    texts = texts.rechunk()
    array = texts.to_arrow(compat_level=pl.CompatLevel.newest())
    if isinstance(array, pa.ChunkedArray) or not len(array):
        return _Flat(texts)
    key = (array.buffers()[1].address, array.offset, len(array))
    columns = _KNOWN.columns
    known = columns.pop(key, None) or (array, _Flat(texts))
    columns[key] = known
    while len(columns) > _KNOWN_AT_MOST:
        columns.popitem(last=False)
    return known[1]


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


def _slices(data: Bytes, begin: Int64s, end: Int64s) -> pl.Series:
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
