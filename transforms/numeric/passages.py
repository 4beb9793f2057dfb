"""Context windows around numbers, each distinct one read once: "... supply up to 40 billion euros ($43.5 ...".

News repeats itself: agency copy, boilerplate, market reports. What a number means depends on the words around it,
so the same stretch of words is read once and its facts are copied to every place where it occurs.
"""

import numpy as np
import polars as pl

from transforms.columns.distinct import encode
from transforms.text import spans, windows

# Bytes of text read before the first and after the last number of a passage, and the gap that parts two passages.
BEFORE, AFTER = 48, 72
_GAP = BEFORE + AFTER
# The same where a number is told of.
FAR_BEFORE, NUMBER_OF = 150, ["umber of ", "umbers of "]


def passages(texts: pl.DataFrame, found: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]:
    """Cut the stretches around mentions out of their texts.

    Takes a texts frame and mentions found in it, in reading order. Gives three frames: the distinct passages as a texts
    frame (text_no, text); the mentions of each, with offsets into the passage; and the places where passages occur:
    passage_no, text_no, at_char (UInt32, where the passage begins).
    """
    number = found["text_no"].to_numpy().astype(np.int64)
    begin, end = (found[name].to_numpy().astype(np.int64) for name in ("start_byte", "end_byte"))
    opens = np.ones(len(number), dtype=bool)
    opens[1:] = (number[1:] != number[:-1]) | (begin[1:] - end[:-1] > _GAP)
    first = np.flatnonzero(opens)
    last = np.append(first[1:], len(number)) - 1 if len(first) else first
    places = found.select("text_no", "start_char", "start_byte")[first].with_columns(
        end_byte=found["end_byte"].gather(last)
    )
    # What is told of a number goes on for longer than other words do: "the number of those who ... rose to".
    far = windows.around(places, texts, before=FAR_BEFORE, after=0)["before"].str.contains_any(NUMBER_OF)
    before = np.where(far.to_numpy(), FAR_BEFORE, BEFORE)
    places = windows.widened(places, texts, before=before, after=AFTER)
    places = places.with_columns(text=spans.cut(places, texts)).with_row_index("place_no")
    passage = encode(places["text"])
    places = places.with_columns(passage_no=pl.Series(passage.number, dtype=pl.UInt32))
    distinct = passage.values(places)
    mentions = found.with_columns(place_no=pl.Series(np.cumsum(opens) - 1, dtype=pl.UInt32)).drop("text_no")
    mentions = mentions.join(
        distinct.select("place_no", at_char="start_char", at_byte="start_byte", text_no="passage_no"),
        on="place_no",
        how="inner",
        maintain_order="left",
    )
    mentions = mentions.with_columns(
        *(pl.col(f"{edge}_char") - pl.col("at_char") for edge in ("start", "end")),
        *(pl.col(f"{edge}_byte") - pl.col("at_byte") for edge in ("start", "end")),
    ).drop("place_no", "at_char", "at_byte")
    return (
        distinct.select("text", text_no="passage_no"),
        mentions,
        places.select("passage_no", "text_no", at_char="start_char"),
    )


def put_back(facts: pl.DataFrame, places: pl.DataFrame) -> pl.DataFrame:
    """Copy the facts of each passage to every place where it occurs; offsets then count in the text.

    Takes facts with text_no (of the passage) and number_no, by which they are brought into reading order.
    """
    order = np.argsort(facts["number_no"].to_numpy())
    held = np.bincount(facts["text_no"].to_numpy(), minlength=places.height + 1)
    first = np.cumsum(held) - held
    # For each place as many rows as its passage has facts, one after the other.
    passage = places["passage_no"].to_numpy()
    copies = held[passage]
    place = np.repeat(np.arange(places.height), copies)
    onward = np.arange(len(place)) - np.repeat(np.cumsum(copies) - copies, copies)
    row = order[first[passage[place]] + onward]
    rows: pl.DataFrame = facts.drop("text_no", "number_no")[row]
    shifted = [name for name in ("start_char", "end_char", "same_as_start_char") if name in rows.columns]
    rows = rows.with_columns(places.select("text_no", "at_char")[place])
    return rows.with_columns((pl.col(name) + pl.col("at_char")).cast(pl.UInt32) for name in shifted).drop("at_char")
