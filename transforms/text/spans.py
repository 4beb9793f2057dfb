"""The one primitive everything is built on: a pattern, or a set of literals, over a text column gives mention rows.

A **texts** frame has one row per text: `text_no` (UInt32, equal to the row's number), `text` (String, not null) and
whatever else the caller keeps with it. A **mentions** frame has one row per match, in reading order:

- `text_no` (UInt32): row of the texts frame the words are in
- `start_char`, `end_char` (UInt32): code points, 0-based, end exclusive
- `start_byte`, `end_byte` (UInt32): the same place in UTF-8 bytes, for look-ups that must not count characters again
- `text` (String): the words themselves

Everything here is linear in the length of the texts, whatever they hold; there is no Python per text or per match.

Write patterns with `[0-9]` and `(?-u:\\b)`: `\\d`, `\\w` and a Unicode `\\b` throw the regex engine off its automaton
and cost a factor of 70 (docs/decisions/0004-patterns-stay-ascii.md).
"""

import functools
import re
from collections.abc import Sequence

import numpy as np
import polars as pl

from transforms.columns.utf8 import buffer, flat, slices
from transforms.text.filter_spans import longest_from_left
from transforms.text.windows import around

# Marks both ends of a match while texts are cut up. A text that holds the mark itself gets another control character
# of the same length in its place, and its mentions are cut from the original.
_MARK = "\x01"
_MARK_STAND_IN = "\x1a"

# A letter, mark or digit at either edge of a string: what makes a literal part of a longer word.
_WORD_AT_START, _WORD_AT_END = r"^[\p{L}\p{M}\p{N}]", r"[\p{L}\p{M}\p{N}]$"
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
    is around the match to tell its groups apart. Empty matches are left out.
    """
    laid = flat(texts["text"])
    marked = _without_marks(texts["text"]).str.replace_all(_without_groups(pattern), f"{_MARK}${{0}}{_MARK}")
    data, _ = buffer(marked)
    marks = np.flatnonzero(data == ord(_MARK))
    # Every mark moves what follows it by a byte, over the borders between texts too.
    marks = marks - np.arange(len(marks))
    start, end = marks[0::2], marks[1::2]
    held = end > start
    start, end = start[held], end[held]
    row = np.searchsorted(laid.offsets, start, side="right") - 1
    columns = {"text_no": pl.Series(row, dtype=pl.UInt32)}
    base = laid.offsets[row]
    inner = laid.inner_bytes_before(base)
    for name, place in (("start", start), ("end", end)):
        byte = place - base
        columns[f"{name}_byte"] = pl.Series(byte, dtype=pl.UInt32)
        columns[f"{name}_char"] = pl.Series(byte - laid.inner_bytes_before(place) + inner, dtype=pl.UInt32)
    mentions = pl.DataFrame(columns | {"text": slices(laid.data, start, end)}).select(*MENTION_COLUMNS)
    return with_groups(mentions, pattern)


def find_in_few(texts: pl.DataFrame, pattern: str) -> pl.DataFrame:
    """The same as `find`, for a pattern that few texts hold, in a frame of texts with any numbers.

    Only the texts that hold a match are cut up and put together.
    """
    own = (
        texts.filter(pl.col("text").str.contains(pattern)).select("text", _text_no="text_no").with_row_index("text_no")
    )
    if own.is_empty() and pattern == _without_groups(pattern):
        return pl.DataFrame(schema=MENTION_COLUMNS)
    found = find(own, pattern)
    return found.with_columns(text_no=own["_text_no"].gather(found["text_no"]))


def without_edges(rows: pl.DataFrame, before: str, behind: str) -> pl.DataFrame:
    """Mentions without what matches at their beginning and at their end; all of it is ASCII but quotation marks."""
    if rows.is_empty():
        return rows.select(*MENTION_COLUMNS)
    words = rows["text"]
    first = words.str.extract(f"({before})").fill_null("") if before else pl.Series([""] * len(words), dtype=pl.String)
    last = words.str.extract(f"({behind})").fill_null("") if behind else pl.Series([""] * len(words), dtype=pl.String)
    columns = {
        "start_char": rows["start_char"] + first.str.len_chars(),
        "start_byte": rows["start_byte"] + first.str.len_bytes(),
        "end_char": rows["end_char"] - last.str.len_chars(),
        "end_byte": rows["end_byte"] - last.str.len_bytes(),
    }
    size = words.str.len_chars() - first.str.len_chars() - last.str.len_chars()
    text = rows.select(pl.col("text").str.slice(pl.Series(first.str.len_chars()), pl.Series(size))).to_series()
    return rows.with_columns(text=text, **columns).select(*MENTION_COLUMNS)


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
    found = longest_from_left(every_literal(texts, words, ignore_case=ignore_case))
    keys = pl.DataFrame({"_key": words.str.to_lowercase() if ignore_case else words}).with_row_index("literal_no")
    keys = keys.unique("_key", keep="first", maintain_order=True)
    found = found.with_columns(_key=pl.col("text").str.to_lowercase() if ignore_case else pl.col("text"))
    found = found.join(keys, on="_key", how="left", maintain_order="left")
    return with_chars(found, texts).select(*MENTION_COLUMNS, "literal_no")


def every_literal(
    texts: pl.DataFrame, literals: pl.Series, asked: pl.Series | None = None, *, ignore_case: bool = False
) -> pl.DataFrame:
    """Find whole-word occurrences of literal words, those that overlap too.

    Takes a texts frame, the literals (no empty one) and, where only some texts are asked, which; gives text_no,
    start_byte, end_byte and text, in no set order.
    """
    listed = pl.lit(literals).implode()
    text = pl.col("text").str
    found = (texts if asked is None else texts.filter(asked)).select(
        "text_no",
        "text",
        start_byte=text.find_many(listed, ascii_case_insensitive=ignore_case, overlapping=True),
    )
    # The words themselves are cut from the few texts that hold one.
    found = found.filter(pl.col("start_byte").list.len() > 0).select(
        "text_no", "start_byte", text=text.extract_many(listed, ascii_case_insensitive=ignore_case, overlapping=True)
    )
    found = found.explode("start_byte", "text")
    found = found.with_columns(
        pl.col("start_byte").cast(pl.UInt32),
        end_byte=(pl.col("start_byte") + pl.col("text").str.len_bytes()).cast(pl.UInt32),
    )
    return found.filter(~_within_words(found, texts))


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
    # Only the pattern knows the letters beyond ASCII; few mentions are next to one.
    wide = np.flatnonzero(((before | edges[1] | edges[2] | after) & 0x80) != 0)
    nearby = around(mentions[wide], texts, before=4, after=4)
    within[wide] = nearby.select(
        (pl.col("before").str.contains(_WORD_AT_END) & pl.col("text").str.contains(_WORD_AT_START))
        | (pl.col("after").str.contains(_WORD_AT_START) & pl.col("text").str.contains(_WORD_AT_END))
    ).to_series()
    return pl.Series(within)


def with_chars(mentions: pl.DataFrame, texts: pl.DataFrame) -> pl.DataFrame:
    """Add `start_char` and `end_char` to mentions that have `start_byte` and `end_byte`."""
    laid = flat(texts["text"])
    base = laid.offsets[mentions["text_no"].to_numpy()]
    inner = laid.inner_bytes_before(base)
    columns = {}
    for end in ("start", "end"):
        byte = mentions[f"{end}_byte"].to_numpy().astype(np.int64)
        columns[f"{end}_char"] = pl.Series(byte - laid.inner_bytes_before(base + byte) + inner, dtype=pl.UInt32)
    return mentions.with_columns(**columns)


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
    laid = flat(texts["text"])
    base = laid.offsets[mentions["text_no"].to_numpy()]
    return slices(laid.data, base + mentions["start_byte"].to_numpy(), base + mentions["end_byte"].to_numpy())
