"""Mentions that share no character: which of several that overlap stay."""

import numpy as np
import polars as pl

from transforms.columns.utf8 import place


def longest_from_left(mentions: pl.DataFrame) -> pl.DataFrame:
    """Drop mentions that overlap an earlier one; of those that start together the longest stays.

    The greedy choice from the left is a walk from each kept mention to the next that starts after it ends; the walk
    is taken in steps of doubling length, so a chain of overlaps of any length stays cheap.
    """
    mentions = mentions.sort("text_no", "start_byte", "end_byte", descending=[False, False, True], maintain_order=True)
    count = mentions.height
    if count < 2:
        return mentions
    start, end = place(mentions, "start_byte"), place(mentions, "end_byte")
    jump = np.append(np.searchsorted(start, end, side="left"), count)
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
    ends = place(taken, "end_char")
    starts = place(taken, "start_char")
    first_after = np.searchsorted(ends, place(mentions, "start_char"), side="right")
    reached = np.minimum(first_after, len(starts) - 1)
    return pl.Series((first_after < len(starts)) & (starts[reached] < place(mentions, "end_char")))
