"""Sentences: "He lives in the U.S. Mr. Smith left on Sept. 30, for 3.5 million." is two of them."""

import re

import numpy as np
import polars as pl

from transforms.columns import utf8
from transforms.text import glued_sentences, spans, windows
from transforms.text.abbreviations import ABBREVIATION, BEFORE_FIGURES, INITIAL, STARTER, TITLES, any_of

# A possible end: the last word, its stop, what closes behind it, and the white space.
_STOP = (
    r"(?:(?<blank>[ \t\r]*\n[ \t\r]*\n[ \t\r\n]*)|(?<line>[ \t\r]*\n[ \t\r]*)"
    r"|(?<word>[A-Za-z][A-Za-z.]{0,11})?(?<mark>[.!?…]+|[。！？])(?<close>[\"'”’»)\]]*)(?<space>[ \t\r\n]+))"
)
_STOP_PLAIN = re.sub(r"\?<[a-z]+>", "?:", _STOP)
# "is shut.Mr. Adler" has lost a blank before the title.
_GOES_ON = rf"(?:^|[a-z]\.)(?:{any_of(TITLES)})$"
_GOES_ON_BEFORE_FIGURE = rf"(?:^|[a-z]\.)(?:{any_of(BEFORE_FIGURES)})$"
_SMALL_BEHIND_MARKS = r"^[\"'“‘(\[]+[a-z]"
# The first bytes of those marks.
_OPENS = np.isin(np.arange(256), np.frombuffer("\"'“‘([".encode(), dtype=np.uint8))

# A single line break inside a paragraph of hard-wrapped text is white space; after a short line (a headline) or a
# very long one (a paragraph a line) it ends the sentence. So it does where the next word would still have fitted on a
# line as long as others of the text, and where lines are paragraphs; a small letter goes on after any line but those.
_WRAPPED_LINE_CHARS = (40, 100)
_LONGEST_WORD_BYTES = 24


def sentences(texts: pl.DataFrame) -> pl.DataFrame:
    """Cut texts into sentences.

    Takes a texts frame (see transforms/text/spans.py); gives one row per sentence: text_no (UInt32), sentence_no
    (UInt32, from 0 in each text), start_char, end_char, start_byte, end_byte (UInt32). White space between sentences
    belongs to none. A text of white space only has no sentence.
    """
    stops = _stops(texts)
    sizes = texts.select(
        "text_no",
        end_char=pl.col("text").str.len_chars(),
        end_byte=pl.col("text").str.len_bytes(),
        next_char=pl.col("text").str.len_chars(),
        next_byte=pl.col("text").str.len_bytes(),
    )
    columns = ["text_no", "end_char", "end_byte", "next_char", "next_byte"]
    glued = glued_sentences.stops(texts)
    ends = [part.select(columns) for part in (stops, glued, sizes)]
    pieces = pl.concat(ends).sort("text_no", "next_byte", "end_byte")
    first = pl.col("text_no") != pl.col("text_no").shift(1, fill_value=2**32 - 1)
    pieces = pieces.with_columns(
        start_char=pl.when(first).then(0).otherwise(pl.col("next_char").shift(1)).cast(pl.UInt32),
        start_byte=pl.when(first).then(0).otherwise(pl.col("next_byte").shift(1)).cast(pl.UInt32),
    )
    pieces = _without_edges(pieces, texts).filter(pl.col("end_char") > pl.col("start_char"))
    return pieces.select(
        "text_no",
        sentence_no=_count_within(pieces["text_no"]),
        start_char=pl.col("start_char"),
        end_char=pl.col("end_char"),
        start_byte=pl.col("start_byte"),
        end_byte=pl.col("end_byte"),
    )


def number_sentences(mentions: pl.DataFrame, sentences: pl.DataFrame) -> pl.DataFrame:
    """Add `sentence_no` (UInt32): the sentence each mention starts in.

    Takes a mentions frame and the sentences of the same texts. A mention before the first sentence (in white space)
    counts to sentence 0, one between two to the earlier.
    """
    if mentions.is_empty() or sentences.is_empty():
        return mentions.with_columns(sentence_no=pl.lit(0, pl.UInt32))
    starts = utf8.place(sentences, "start_char")
    at = np.maximum(np.searchsorted(starts, utf8.place(mentions, "start_char"), side="right") - 1, 0)
    same = sentences["text_no"].to_numpy()[at] == mentions["text_no"].to_numpy()
    number = np.where(same, sentences["sentence_no"].to_numpy()[at], 0)
    return mentions.with_columns(sentence_no=pl.Series(number, dtype=pl.UInt32))


def _stops(texts: pl.DataFrame) -> pl.DataFrame:
    """The places where a sentence ends: end_* of the sentence, next_* of what follows."""
    found = spans.find(texts, _STOP_PLAIN)
    wordings = _read(found.select(pl.col("text").unique(maintain_order=True)))
    found = found.join(wordings, on="text", how="left", maintain_order="left").drop("text").with_row_index("row")
    ends = found.filter(pl.col("marked") & ~pl.col("goes_on"))
    # A small letter goes on whatever the mark was: "Is it?" he asked, "Stop!" she said.
    held = [_before_small_letter(ends, texts)]
    after = pl.col("after")
    for kind, begins_new in (("by_figure", ~after.str.contains(r"^[0-9]")), ("by_start", after.str.contains(STARTER))):
        held.append(windows.around(ends.filter(kind), texts, before=0, after=24).filter(~begins_new)["row"])
    by_mark = np.zeros(found.height, dtype=bool)
    by_mark[ends["row"].to_numpy()] = True
    for rows in held:
        by_mark[rows.to_numpy()] = False
    by_line = pl.col("line") & ~_inside_wrapped_prose(found, texts)
    return found.filter(pl.col("blank") | pl.Series(by_mark) | by_line).select(
        "text_no",
        end_char=pl.col("start_char") + pl.col("chars"),
        end_byte=pl.col("start_byte") + pl.col("bytes"),
        next_char=pl.col("end_char"),
        next_byte=pl.col("end_byte"),
    )


def _before_small_letter(ends: pl.DataFrame, texts: pl.DataFrame) -> pl.Series:
    """`row` of the stops behind which a small letter follows, after opening marks or at once."""
    data, offsets = utf8.buffer(texts["text"])
    text_no = ends["text_no"].to_numpy()
    place = offsets[text_no] + ends["end_byte"].to_numpy()
    first = np.where(place < offsets[text_no + 1], data[np.minimum(place, len(data) - 1)], 0)
    small = (first >= ord("a")) & (first <= ord("z"))
    marked = ends.filter(pl.Series(_OPENS[first]))
    behind = windows.around(marked, texts, before=0, after=24).filter(pl.col("after").str.contains(_SMALL_BEHIND_MARKS))
    return pl.concat([ends.filter(pl.Series(small))["row"], behind["row"]])


def _read(wordings: pl.DataFrame) -> pl.DataFrame:
    """What the words of a stop tell, read once for all stops of the same words (column text)."""
    groups = spans.with_groups(wordings, _STOP)
    word, mark = pl.col("word"), pl.col("mark")
    stop = mark.is_in([".", "..."]) & (pl.col("close").fill_null("") == "")
    goes_on = word.str.contains(_GOES_ON) | (word.str.contains(INITIAL) & (word != "I"))
    before_space = pl.col("text").str.strip_chars_end()
    return groups.select(
        "text",
        chars=before_space.str.len_chars(),
        bytes=before_space.str.len_bytes(),
        blank=pl.col("blank").is_not_null() | pl.col("space").str.contains(r"\n[ \t\r]*\n").fill_null(False),
        line=pl.col("line").is_not_null(),
        broken=pl.col("text").str.contains("\n", literal=True),
        marked=mark.is_not_null(),
        goes_on=(stop & goes_on).fill_null(False),
        by_figure=(stop & word.str.contains(_GOES_ON_BEFORE_FIGURE)).fill_null(False),
        by_start=(stop & (word.str.contains(ABBREVIATION) | (word == "I"))).fill_null(False),
    )


def _inside_wrapped_prose(found: pl.DataFrame, texts: pl.DataFrame) -> pl.Series:
    """Whether the line before each stop is one that hard-wrapped prose was broken at."""
    low, high = _WRAPPED_LINE_CHARS
    breaks = found.filter("broken")
    breaks = windows.around(breaks, texts, before=0, after=_LONGEST_WORD_BYTES)
    same = pl.col("text_no") == pl.col("text_no").shift(1)
    start = pl.when(same).then(pl.col("end_char").shift(1)).otherwise(0).cast(pl.Int64)
    lines = breaks.select(
        "row",
        "after",
        "text_no",
        chars=pl.col("start_char").cast(pl.Int64) + pl.col("chars") - start,
        end=pl.col("end_char").cast(pl.Int64),
    )
    last = pl.col("text_no") != pl.col("text_no").shift(-1, fill_value=2**32 - 1)
    in_text = texts["text"].str.len_chars().cast(pl.Int64).gather(lines["text_no"])
    lines = lines.with_columns(in_text=in_text)
    rest = pl.when(last).then(pl.col("in_text") - pl.col("end")).otherwise(0)
    prose = pl.col("chars").is_between(low, high)
    lines = lines.with_columns(
        longest=pl.max_horizontal("chars", rest).max().over("text_no"), alike=prose.sum().over("text_no")
    )
    next_word = pl.col("after").str.extract(r"^([^\s]*)").str.len_chars()
    # One line alone says nothing of the width.
    is_wrapped = (pl.col("longest") <= high) & (pl.col("alike") > 1)
    is_wrapped &= pl.col("chars") + 1 + next_word > pl.col("longest")
    goes_on = pl.col("after").str.contains(r"^\p{Ll}")
    wrapped = lines.filter(prose & (goes_on | is_wrapped))
    inside = np.zeros(found.height, dtype=bool)
    inside[wrapped["row"].to_numpy()] = True
    return pl.Series(inside)


def _without_edges(pieces: pl.DataFrame, texts: pl.DataFrame) -> pl.DataFrame:
    """Move the first sentence's start past leading white space and the last one's end before trailing."""
    leading = pl.col("text").str.len_chars() - pl.col("text").str.strip_chars_start().str.len_chars()
    leading_bytes = pl.col("text").str.len_bytes() - pl.col("text").str.strip_chars_start().str.len_bytes()
    edges = texts.select(
        "text_no",
        _lead_char=leading,
        _lead_byte=leading_bytes,
        _end_char=pl.col("text").str.strip_chars_end().str.len_chars(),
        _end_byte=pl.col("text").str.strip_chars_end().str.len_bytes(),
    )
    pieces = pieces.join(edges, on="text_no", how="left", maintain_order="left")
    return pieces.with_columns(
        start_char=pl.max_horizontal("start_char", "_lead_char"),
        start_byte=pl.max_horizontal("start_byte", "_lead_byte"),
        end_char=pl.min_horizontal("end_char", "_end_char"),
        end_byte=pl.min_horizontal("end_byte", "_end_byte"),
    )


def _count_within(text_no: pl.Series) -> pl.Series:
    """0, 1, 2, ... within each run of equal text numbers (which are sorted)."""
    numbers = text_no.to_numpy()
    row = np.arange(len(numbers))
    first = np.r_[True, numbers[1:] != numbers[:-1]] if len(numbers) else np.zeros(0, bool)
    return pl.Series(row - np.maximum.accumulate(np.where(first, row, 0)), dtype=pl.UInt32)
