"""Speech time: the day of a bare clock time ("on Friday ... at 5 p.m."), and "yesterday" inside a quotation."""

import numpy as np
import polars as pl

from transforms.columns.dtypes import Bools, Int64s
from transforms.temporal.normalization.antecedents import ASKED, at, masks, placed, previous, same_sentence
from transforms.temporal.normalization.calendar import ints
from transforms.text import windows

_SPEECH = (
    r"(?i)\b(?:said|says|told\s+[^,.;:\"]{1,30}"
    r"|added|announced|declared|wrote|posted|tweeted|stated|in a (?:statement|speech"
    r"|interview)(?:\s+with\s+[^,.;:\"]{1,30})?)(?:\s+(?:late|early|on|in a statement(?: on)?))*\s$"
)

# "The talks broke off at 2 a.m. and will resume on Friday": another verb has the day behind the time.
_OF_ANOTHER_VERB = (
    r"(?i-u)^(?: [a-z ]+,)?,? (?:and|but|then|before) "
    r"(?:(?:[a-z]+ )?(?:was|were|will|had|would|is|are)(?-u:\b)[a-z, ]* )?"
    r"(?:on|until|till|by) $"
)
_BETWEEN_BYTES = 80

_IN_A_STORY = pl.col("counted_from") == "text"


def days_of_times(mentions: pl.DataFrame, texts: pl.DataFrame) -> pl.DataFrame:
    """Let a clock time without a day take the day its sentence names, or the sentence before, if it is no day to come.

    A day behind it that another verb has ("at 2 a.m. and will resume on Friday") is not its own if there is one before.
    In a history it keeps the day that the story has come to.
    """
    text = pl.col("text")
    of_day = (pl.col("rule") == "part_of_day") & ~text.str.contains("(?i)^(?:this|over)")
    clock = pl.col("rule") == "clock"
    timed = (pl.col("kind") == "shift") & (pl.col("step") == 0) & (clock | of_day)
    bare = timed & ~text.str.contains("(?i)today|tonight")
    asking = mentions.select(bare.fill_null(False)).to_series()
    if not asking.any():
        return mentions
    place = mentions.select("text_no", "sentence_no").to_numpy().astype(np.int64)
    sentence = np.cumsum(np.any(np.diff(place, axis=0, prepend=-1) != 0, axis=1))
    concerned = np.zeros(sentence[-1] + 2, dtype=bool)
    asked = sentence[asking.to_numpy()]
    concerned[asked] = concerned[asked - 1] = True
    near = mentions.select(*ASKED, "counted_from", "start_byte", "end_byte").with_row_index("_row")
    near = near.filter(pl.Series(concerned[sentence]))
    is_day = (pl.col("granularity") == "day") & pl.col("first").is_not_null() & ~bare
    marks = masks(near, day=is_day, told=pl.col("focus"), over=pl.col("first") <= pl.col("anchor_on"))
    days, text_no = marks["day"], ints(near["text_no"])
    last = previous(text_no, days)
    before = same_sentence(near, last)
    # "They met at 9 a.m.; the next day ..." names no day for the time before it.
    ahead = days & ~marks["told"]
    after = near.height - 1 - previous(text_no[::-1], ahead[::-1])[::-1]
    after = same_sentence(near, np.where(after >= near.height, -1, after))
    start, end = near["start_byte"].to_numpy().astype(np.int64), near["end_byte"].to_numpy().astype(np.int64)
    gap_after = np.where(after >= 0, start[np.maximum(after, 0)] - end, 1 << 40)
    gap_before = np.where(before >= 0, start - end[np.maximum(before, 0)], 1 << 40)
    clocks, stories = (near.select(test).to_series().fill_null(False).to_numpy() for test in (clock, _IN_A_STORY))
    earlier = same_sentence(near, last, back=1)
    earlier = np.where((earlier >= 0) & marks["over"][np.maximum(earlier, 0)] & clocks & ~stories, earlier, -1)
    behind = gap_after < gap_before
    doubted = behind & clocks & (gap_after <= _BETWEEN_BYTES) & ((before >= 0) | (earlier >= 0) | stories)
    behind &= ~_of_another_verb(near, texts, doubted, gap_after)
    chosen = np.where(behind, after, before)
    chosen = np.where(chosen >= 0, chosen, earlier)
    found = near.select("_row", _day=at(near, "first", chosen)).filter(near.select(bare).to_series())
    found = found.filter(pl.col("_day").is_not_null())
    return placed(mentions, found["_row"], found["_day"])


def _of_another_verb(near: pl.DataFrame, texts: pl.DataFrame, asked: Bools, gap: Int64s) -> Bools:
    """Whether the words up to the day behind each time that is asked about give that day to another verb."""
    found = np.zeros(len(asked), dtype=bool)
    rows = near.filter(pl.Series(asked)).select("text_no", "start_byte", "end_byte")
    context = windows.around(rows, texts, before=0, after=gap[asked])
    found[asked] = context["after"].str.contains(_OF_ANOTHER_VERB).to_numpy()
    return found


def speech_days(mentions: pl.DataFrame, texts: pl.DataFrame) -> pl.DataFrame:
    """Inside a quotation count "yesterday" from the day the words were said, where the sentence tells it."""
    keys = ["text_no", "sentence_no"]
    rows = mentions.select(*ASKED, "start_byte", "end_byte").with_row_index("_row")
    asked = windows.around(rows.filter(pl.col("rule") == "deictic"), texts, before=400, after=0)
    # Within quotation marks: an odd number of marks before it in its paragraph.
    marks = pl.col("before").str.replace(r"(?s)^.*\n", "").str.count_matches("[\"\u201c\u201d]|``|''")
    asked = asked.filter(marks % 2 == 1).select("_row", *keys, "step")
    said = rows.filter(
        pl.col("kind").is_in(["weekday", "day"]), pl.col("granularity") == "day", pl.col("first").is_not_null()
    ).join(asked.select(keys).unique(), on=keys, how="semi")
    said = windows.around(said, texts, before=60, after=0).filter(pl.col("before").str.contains(_SPEECH))
    said = said.select(*keys, _said="first").unique(keys, keep="last", maintain_order=True)
    counted = pl.col("_said").dt.offset_by(pl.col("step").fill_null(0).cast(pl.String) + "d")
    found = asked.join(said, on=keys, how="inner").select("_row", _counted=counted)
    return placed(mentions, found["_row"], found["_counted"])
