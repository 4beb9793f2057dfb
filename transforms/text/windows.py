"""Context windows: the bytes before and after a mention, as text."""

import numpy as np
import numpy.typing as npt
import polars as pl

from transforms.columns.dtypes import Bytes, Int64s
from transforms.columns.utf8 import FIRST_BYTES, flat, slices


def around(
    mentions: pl.DataFrame, texts: pl.DataFrame, *, before: int | Int64s = 40, after: int | Int64s = 40
) -> pl.DataFrame:
    """Add `before` and `after`: the text next to each mention, at most so many bytes (of all or of each), never half a
    character.

    The window is in bytes and cut by place, not by counting, so that it stays linear on a text of any length.
    """
    laid = flat(texts["text"])
    left, begin, end, right = _windows(mentions, laid.data, laid.offsets, before, after)
    return mentions.with_columns(before=slices(laid.data, left, begin), after=slices(laid.data, end, right))


def widened(mentions: pl.DataFrame, texts: pl.DataFrame, *, before: int | Int64s, after: int) -> pl.DataFrame:
    """Move `start_byte` and `end_byte` outwards by at most so many bytes, of all or of each, and `start_char` too.

    Gives text_no, start_char, start_byte, end_byte; both ends are between characters.
    """
    laid = flat(texts["text"])
    data, offsets = laid.data, laid.offsets
    left, begin, _, right = _windows(mentions, data, offsets, before, after)
    row = mentions["text_no"].to_numpy().astype(np.int64)
    # The characters of the bytes in front are those that are no continuation bytes; there are few bytes to count.
    chars = slices(data, left, begin).str.len_chars().to_numpy().astype(np.int64)
    return pl.DataFrame(
        {
            "text_no": mentions["text_no"],
            "start_char": pl.Series(mentions["start_char"].to_numpy().astype(np.int64) - chars, dtype=pl.UInt32),
            "start_byte": pl.Series(left - offsets[row], dtype=pl.UInt32),
            "end_byte": pl.Series(right - offsets[row], dtype=pl.UInt32),
        }
    )


def _windows(
    mentions: pl.DataFrame, data: Bytes, offsets: Int64s, before: int | Int64s, after: int | Int64s
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
    continues: npt.NDArray[np.bool_] = data.view(np.int8)[places] < FIRST_BYTES
    return continues
