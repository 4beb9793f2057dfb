"""Ranges: the two ends of one stretch of time, "from 12 April to 30 August", run forward in one year."""

import numpy as np
import polars as pl

from transforms.temporal.normalization.calendar import NONE, civil, dates, day_of, ints, month_of, year_of
from transforms.text import windows

# Between the two ends.
_TO = r"^(?:[ ](?:to|through|thru|until|till)[ ]|[ ]?[-\x{2010}-\x{2014}][ ]?)$"
# "until 3 January": the end of what runs on from the date before it.
_LONGEST_GAP = 10


def forward(mentions: pl.DataFrame, texts: pl.DataFrame) -> pl.DataFrame:
    """Bring a range of bare days or months that would run backwards into one frame.

    Takes placed mentions in reading order with `tense`. Where the clause looks ahead, the end moves a year on; else
    the start moves a year back.
    """
    dated = pl.col("kind").is_in(["day", "month"]) & pl.col("first").is_not_null()
    bare = dated & pl.col("year").is_null() & pl.col("year_step").is_null() & pl.col("step").is_null()
    free = mentions.select(bare.fill_null(False) & pl.col("anchor").is_in(["published", "dateline"])).to_series()
    chosen = free.to_numpy()
    if not chosen.any():
        return mentions
    first, text_no = ints(mentions["first"]), mentions["text_no"].to_numpy()
    start, end = (mentions[name].to_numpy().astype(np.int64) for name in ("start_byte", "end_byte"))
    gap = np.append(start[1:] - end[:-1], 1 << 40)
    pair = chosen & np.append(chosen[1:], False) & np.append(text_no[1:] == text_no[:-1], False)
    pair &= (gap > 0) & (gap <= _LONGEST_GAP)
    tense, anchor = ints(mentions["tense"]), ints(mentions["anchor_on"])
    backwards = np.append(first[1:], NONE) < first
    # "Roads were dug up from 2 April to 14 June", read in March.
    told = (tense < 0) & (tense != NONE) & (first > anchor)
    pair &= backwards | told
    at = np.flatnonzero(pair)
    if not len(at):
        return mentions
    rows = mentions[pl.Series(at)].select("text_no", "start_byte", "end_byte")
    context = windows.around(rows, texts, before=0, after=_LONGEST_GAP).with_columns(gap=pl.Series(gap[at]))
    between = context.select(
        pl.col("after").cast(pl.Binary).bin.slice(0, pl.col("gap")).cast(pl.String, strict=False)
    ).to_series()
    at = at[between.str.contains(_TO).fill_null(False).to_numpy()]
    ahead = ((tense[at] == 1) | (tense[at + 1] == 1)) & backwards[at]
    moved = np.concatenate([np.where(ahead, at + 1, at), at[told[at] & ~backwards[at]] + 1])
    days = first[moved]
    years = np.concatenate([np.where(ahead, 1, -1), np.full(len(moved) - len(at), -1)])
    there = civil(year_of(days) + years, month_of(days), day_of(days))
    return mentions.with_columns(mentions["first"].scatter(pl.Series(moved), dates(there) if len(moved) else None))
