"""Event offsets: "ten days after the flood of 5 May 2020" is a day counted from the date of the event."""

import numpy as np
import polars as pl

from transforms.temporal.normalization.calendar import AS_UNIT, dates, floats, ints, shift
from transforms.text import windows

# Between the length and the date: "after the flood of", "before the", "after his trial ended on".
_EVENT = (
    r"^ (?:after|before|following) (?:(?:the|an?|his|her|its|their|our|that|this) )?"
    r"(?:(?:[A-Za-z'-]+ ){1,7}(?:of|(?:end|start|open|clos)(?:ed|ing) (?:on|in)|(?:began|died|beginning) (?:on|in))"
    r" (?:the )?)?$"
)
_BEFORE = "^ before"
_LONGEST_GAP = 72
_DATED = ["day", "month", "year"]


def from_events(mentions: pl.DataFrame, texts: pl.DataFrame) -> pl.DataFrame:
    """Turn a length before an event with a date into the day that far from it.

    Takes placed mentions in reading order with `kind`, `amount`, `unit`, `granularity` and `first`; the length then
    has the kind shift, takes "after" or "before" into its span, and `rule` ends in "_from_event". What is coarser
    than the date of the event has its own granularity, like "two weeks later".
    """
    # "The first 150 days after" is how long something lasted.
    length = mentions.select(
        (pl.col("kind") == "duration")
        & ~pl.col("text").str.contains("(?i)^(?:the|these|those|each|last|next|past|first|another|coming) ")
        & pl.col("amount").is_not_null()
        & pl.col("unit").is_not_null()
    ).to_series()
    chosen = length.fill_null(False).to_numpy()
    dated = mentions.select(pl.col("granularity").is_in(_DATED) & pl.col("first").is_not_null()).to_series()
    is_date = dated.fill_null(False).to_numpy()
    text_no = mentions["text_no"].to_numpy()
    start, end = (mentions[name].to_numpy().astype(np.int64) for name in ("start_byte", "end_byte"))
    gap = np.append(start[1:] - end[:-1], 1 << 40)
    pair = chosen & np.append(is_date[1:] & (text_no[1:] == text_no[:-1]), False) & (gap > 0) & (gap <= _LONGEST_GAP)
    at = np.flatnonzero(pair)
    if not len(at):
        return mentions
    rows = mentions[pl.Series(at)].select("text_no", "start_byte", "end_byte")
    near = windows.around(rows, texts, before=0, after=_LONGEST_GAP).with_columns(gap=pl.Series(gap[at]))
    between = near.select(
        pl.col("after").cast(pl.Binary).bin.slice(0, pl.col("gap")).cast(pl.String, strict=False)
    ).to_series()
    counted = between.str.contains(_EVENT).fill_null(False).to_numpy()
    at, words = at[counted], between.filter(pl.Series(counted)).str.extract(r"^( [a-z]+) ", 1)
    if not len(at):
        return mentions
    index = pl.Series(at)
    back = words.str.contains(_BEFORE).to_numpy()
    lengths = mentions[index]
    event = ints(mentions["first"][pl.Series(at + 1)])
    day = shift(event, lengths["unit"], floats(lengths["amount"], 0) * np.where(back, -1, 1))
    longer = words.str.len_bytes().cast(pl.UInt32)
    return mentions.with_columns(
        mentions["first"].scatter(index, dates(day)),
        mentions["granularity"].scatter(index, lengths["unit"].replace(AS_UNIT)),
        mentions["kind"].scatter(index, "shift"),
        mentions["anchor"].scatter(index, "mention"),
        mentions["rule"].scatter(index, lengths["rule"] + "_from_event"),
        mentions["text"].scatter(index, lengths["text"] + words),
        *(mentions[name].scatter(index, lengths[name] + longer) for name in ("end_char", "end_byte")),
    )
