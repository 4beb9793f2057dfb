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

_MENTION_SCHEMA = {
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
    texts, replaced = _without_marks(texts)
    pieces = texts["text"].str.replace_all(pattern, f"{_MARK}${{0}}{_MARK}").str.split(_MARK)
    # Each text is now gap, match, gap, match, ..., gap.
    per_text = pieces.list.len().to_numpy().astype(np.int64)
    flat = pieces.explode()
    first = np.cumsum(per_text) - per_text
    matches = per_text // 2
    text_no = np.repeat(np.arange(len(per_text), dtype=np.int64), matches)
    nth = np.arange(int(matches.sum()), dtype=np.int64) - np.repeat(np.cumsum(matches) - matches, matches)
    at = first[text_no] + 1 + 2 * nth
    columns = {"text_no": pl.Series(text_no, dtype=pl.UInt32)}
    for unit, lengths in (("char", flat.str.len_chars()), ("byte", flat.str.len_bytes())):
        length = lengths.to_numpy().astype(np.int64)
        start = np.cumsum(length) - length
        begin = start[at] - start[first[text_no]] if len(at) else at
        columns[f"start_{unit}"] = pl.Series(begin, dtype=pl.UInt32)
        columns[f"end_{unit}"] = pl.Series(begin + length[at], dtype=pl.UInt32)
    mentions = pl.DataFrame(columns | {"text": flat.gather(pl.Series(at, dtype=pl.UInt32))})
    mentions = mentions.select(*_MENTION_SCHEMA).filter(pl.col("end_char") > pl.col("start_char"))
    if replaced is not None:
        mentions = mentions.with_columns(text=cut(mentions, replaced))
    return with_groups(mentions, pattern)


def with_groups(mentions: pl.DataFrame, pattern: str) -> pl.DataFrame:
    """Add the named groups of a pattern, read from `text` alone, as String columns."""
    whole = f"^(?:{pattern})$"
    names = [field.name for field in _group_fields(whole) if not field.name.isdigit()]
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
    keys = pl.DataFrame({"_key": words.str.to_lowercase() if ignore_case else words}).with_row_index("literal_no")
    keys = keys.unique("_key", keep="first", maintain_order=True)
    found = (
        found.with_columns(
            pl.col("start_byte").cast(pl.UInt32),
            end_byte=(pl.col("start_byte") + pl.col("text").str.len_bytes()).cast(pl.UInt32),
            _key=pl.col("text").str.to_lowercase() if ignore_case else pl.col("text"),
        )
        .join(keys, on="_key", how="left", maintain_order="left")
        .drop("_key")
    )
    found = around(found, texts, before=4, after=4).filter(
        ~(pl.col("before").str.contains(_WORD_AT_END) & pl.col("text").str.contains(_WORD_AT_START)),
        ~(pl.col("after").str.contains(_WORD_AT_START) & pl.col("text").str.contains(_WORD_AT_END)),
    )
    found = with_chars(found, texts)
    return longest_from_left(found.select(*_MENTION_SCHEMA, "literal_no"))


def with_chars(mentions: pl.DataFrame, texts: pl.DataFrame) -> pl.DataFrame:
    """Add `start_char` and `end_char` to mentions that have `start_byte` and `end_byte`."""
    data, offsets = _buffer(texts["text"])
    wide = (texts["text"].str.len_bytes() != texts["text"].str.len_chars()).to_numpy()
    row = mentions["text_no"].to_numpy().astype(np.int64)
    columns = {}
    # In an ASCII text characters are bytes; only where a text is not are continuation bytes counted.
    counted = np.concatenate([[0], np.cumsum((data & 0xC0) == 0x80, dtype=np.int64)]) if wide.any() else None
    for end in ("start", "end"):
        byte = mentions[f"{end}_byte"].to_numpy().astype(np.int64)
        extra = 0 if counted is None else counted[offsets[row] + byte] - counted[offsets[row]]
        columns[f"{end}_char"] = pl.Series(byte - extra, dtype=pl.UInt32)
    return mentions.with_columns(**columns)


def around(mentions: pl.DataFrame, texts: pl.DataFrame, *, before: int = 40, after: int = 40) -> pl.DataFrame:
    """Add `before` and `after`: the text beside each mention, at most so many bytes, never half a character.

    The window is in bytes and cut by place, not by counting, so that it stays linear on a text of any length.
    """
    data, offsets = _buffer(texts["text"])
    left, begin, end, right = _windows(mentions, data, offsets, before, after)
    return mentions.with_columns(
        before=_pieces(texts, offsets, mentions, left, begin), after=_pieces(texts, offsets, mentions, end, right)
    )


def widened(mentions: pl.DataFrame, texts: pl.DataFrame, *, before: int, after: int) -> pl.DataFrame:
    """Move `start_byte` and `end_byte` outwards by at most so many bytes, and `start_char` with them.

    Gives text_no, start_char, start_byte, end_byte; both ends are between characters.
    """
    data, offsets = _buffer(texts["text"])
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
    last = max(len(data) - 1, 0)
    for _ in range(3):  # a character has at most three continuation bytes
        left = np.where((left < begin) & ((data[np.minimum(left, last)] & 0xC0) == 0x80), left + 1, left)
        inside = (right > end) & (right < high)
        right = np.where(inside & ((data[np.minimum(right, last)] & 0xC0) == 0x80), right - 1, right)
    return left, begin, end, right


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


def _group_fields(pattern: str) -> list[pl.Field]:
    dtype = pl.LazyFrame(schema={"t": pl.String}).select(pl.col("t").str.extract_groups(pattern)).collect_schema()["t"]
    return list(dtype.fields) if isinstance(dtype, pl.Struct) else []


def _without_marks(texts: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame | None]:
    """Texts free of the mark, and the original ones if any had to be changed."""
    if not texts["text"].str.contains(_MARK, literal=True).any():
        return texts, None
    return texts.with_columns(pl.col("text").str.replace_all(_MARK, _MARK_STAND_IN, literal=True)), texts


def cut(mentions: pl.DataFrame, texts: pl.DataFrame) -> pl.Series:
    """The words of each mention, cut from the texts by byte offsets."""
    begin, end = (mentions[f"{edge}_byte"].cast(pl.Int64) for edge in ("start", "end"))
    return _views(texts, mentions["text_no"], begin, end - begin)


def _pieces(texts: pl.DataFrame, offsets: Int64s, mentions: pl.DataFrame, begin: Int64s, end: Int64s) -> pl.Series:
    """Strings cut from the text of each mention, at places of the buffer with these offsets."""
    base = offsets[mentions["text_no"].to_numpy().astype(np.int64)]
    return _views(texts, mentions["text_no"], pl.Series(begin - base), pl.Series(end - begin))


def _views(texts: pl.DataFrame, text_no: pl.Series, begin: pl.Series, length: pl.Series) -> pl.Series:
    """Strings cut from texts at whole characters; they point into the texts, so that no byte is copied."""
    pieces = pl.DataFrame({"text": texts["text"].gather(text_no), "begin": begin, "length": length})
    return pieces.select(
        pl.col("text").cast(pl.Binary).bin.slice("begin", "length").cast(pl.String).alias("")
    ).to_series()


def _buffer(texts: pl.Series) -> tuple[Bytes, Int64s]:
    """The UTF-8 bytes of all texts end to end, and where each begins (one more entry than texts)."""
    array = texts.rechunk().to_arrow(compat_level=pl.CompatLevel.oldest())
    if isinstance(array, pa.ChunkedArray):
        array = array.combine_chunks()
    _, places, data = array.buffers()
    offsets = np.frombuffer(places, dtype=np.int64)[array.offset : array.offset + len(array) + 1]
    return np.frombuffer(data, dtype=np.uint8) if data is not None else np.zeros(0, dtype=np.uint8), offsets


def _slices(data: Bytes, begin: Int64s, end: Int64s) -> pl.Series:
    """Strings cut from `data` at whole characters."""
    length = end - begin
    places = np.concatenate([[0], np.cumsum(length)]).astype(np.int64)
    small = len(data) < 2**31 and places[-1] < 2**31
    dtype = np.int32 if small else np.int64  # half the memory traffic wherever it suffices
    index = np.arange(places[-1], dtype=dtype) + np.repeat((begin - places[:-1]).astype(dtype), length)
    strings = pa.LargeStringArray.from_buffers(len(length), pa.py_buffer(places), pa.py_buffer(data[index].tobytes()))
    return pl.Series(strings, dtype=pl.String)
