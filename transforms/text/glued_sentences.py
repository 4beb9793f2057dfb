"""Sentences that have lost the blank between them: "The market is growing.Investors bought" is two.

Text taken from web pages loses the blank where a paragraph, a caption or a line break stood. "U.S.", "3.5", addresses
("news.Example.Com"), names of files and "Node.js" stay whole.
"""

import numpy as np
import polars as pl

from transforms.columns import utf8
from transforms.columns.dtypes import Bools, Bytes, Int64s
from transforms.text import spans, windows
from transforms.text.abbreviations import ABBREVIATION, BEFORE_FIGURES, STARTER, TITLES, any_of

# How the next sentence begins: a capital and two more letters, so that no "Ph.Ds" is two, or a short word of its own.
_START = (
    r"^[\"'“‘«(\[]*(?:\p{Lu}\p{Ll}[\p{L}’']|(?:Mr|Ms|Dr)\.|[A-Z]\.[A-Z]\.|[A-Z]{3}"
    r"|(?:A|I|He|We|It|In|On|At|By|To|Of|As|An|If|My|No|Is|So|Do|Up) )"
)
# What ends an address or the name of a file.
_ENDINGS = "Com Org Net Edu Gov Info Biz Txt Pdf Html Htm Php Asp Jpg Png Csv Doc Exe Xml Json Zip"
_ADDRESS_GOES_ON = rf"^(?:(?i:(?:[a-z0-9-]+\.)*{any_of(_ENDINGS)})(?:[^A-Za-z]|$)|[^\s]*@)"
_ADDRESS = r"(?:@|://|www\.|[/\\=_&#])[^\s]*$"
# The word before the stop and what comes before it without white space. What is longer than the window is no text.
_STOP = r"(?:^|\s)(?<lead>[^\s]*?)(?<word>[A-Za-z][A-Za-z.]*)?(?<mark>[.!?…]+|[。！？])(?<close>[\"'”’»)\]]*)$"
_BEFORE_BYTES, _AFTER_BYTES = 80, 24
# "1.Revenue" opens a numbered paragraph.
_NUMBERED = r"(?:^|\n)[ \t]*[0-9]{1,2}\.$"
# "St.Petersburg", "Sept.Issue", "J.Smith" and "U.S.Army" go on; so does "Yahoo!Finance".
_GOES_ON = rf"(?:^|\.)(?:{any_of(TITLES)}|{any_of(BEFORE_FIGURES)})$|^[A-HJ-Z]$|^Yahoo$"
# "S.p.A.", "Yu.Boldbaatar": what follows decides.
_SHORT_FORM = r"(?:^|\.)[A-Za-z]\.[A-Za-z]$|^[A-Z][a-z]$"
# A mark alone is none of a sentence: "...I see", "(.SXAP)".
_SAYS_SOMETHING = r"[\p{L}\p{N}%)\]]"

# The last bytes of what ends a sentence, and the first ones of what begins one; curly marks are E2 80 and a third.
_ENDS = np.isin(np.arange(256), np.frombuffer(b".!?\xa6\x82\x81\x9f", dtype=np.uint8))
_SHUTS = np.isin(np.arange(256), np.frombuffer(b"\"')]", dtype=np.uint8))
_OPENS = np.array([(chr(byte).isupper() and byte < 0x80) or byte >= 0xC2 for byte in range(256)])
_OPENS[list(b"\"'([")] = True
_QUOTE = ord('"')
_CURLY_SHUTS = (b"\xe2\x80\x9d", b"\xe2\x80\x99")
_MOST_CLOSING_MARKS = 3


def stops(texts: pl.DataFrame) -> pl.DataFrame:
    """The places where a sentence ends and the next begins at once.

    Takes a texts frame; gives text_no, end_char, end_byte and the same again as next_char, next_byte (UInt32).
    """
    data, offsets = utf8.buffer(texts["text"])
    place = _between_marks_and_capitals(data)
    text_no = np.searchsorted(offsets, place, side="right") - 1
    byte = pl.Series(place - offsets[text_no], dtype=pl.UInt32)
    between = pl.DataFrame({"text_no": pl.Series(text_no, dtype=pl.UInt32), "start_byte": byte, "end_byte": byte})
    between = between.filter(byte > 0)
    nearby = windows.around(between, texts, before=_BEFORE_BYTES, after=_AFTER_BYTES)
    after = pl.col("after")
    nearby = nearby.filter(after.str.contains(_START) & ~after.str.contains(_ADDRESS_GOES_ON))
    found = spans.with_chars(nearby.filter(_ends_sentence(nearby)), texts)
    return found.select("text_no", "end_char", "end_byte", next_char="end_char", next_byte="end_byte")


def _ends_sentence(nearby: pl.DataFrame) -> pl.Series:
    """Whether what comes before the place (`before`) ends a sentence, given what comes after it (`after`)."""
    before = pl.col("before")
    groups = nearby.select("after", "before", before.str.extract_groups(_STOP).alias("groups")).unnest("groups")
    word, lead = pl.col("word").fill_null(""), pl.col("lead").fill_null("")
    full_stop = pl.col("mark").is_in([".", "..."]) & (pl.col("close") == "")
    by_start = full_stop & (word.str.contains(ABBREVIATION) | word.str.contains(_SHORT_FORM) | (word == "I"))
    # "the EU.The" and "of GDP.Investors", but not "VB.Net" or "A.Word".
    return groups.select(
        pl.col("mark").is_not_null()
        & (lead + word + pl.col("close")).str.contains(_SAYS_SOMETHING)
        & ~before.str.contains(_ADDRESS)
        & ~before.str.contains(_NUMBERED)
        & ~((full_stop | (word == "Yahoo")) & word.str.contains(_GOES_ON))
        & (~by_start | pl.col("after").str.contains(STARTER))
    ).to_series().fill_null(value=False)  # fmt: skip


def _between_marks_and_capitals(data: Bytes) -> Int64s:
    """Where what can begin a sentence follows a stop, or the closing marks behind a stop, without white space."""
    if not len(data):
        return np.zeros(0, dtype=np.int64)
    padded = np.concatenate([data, np.zeros(len(_CURLY_SHUTS[0]), dtype=np.uint8)])
    place = np.flatnonzero(_ENDS[data]) + 1
    found = []
    for _ in range(_MOST_CLOSING_MARKS + 1):
        place = place[place < len(data)]
        following = padded[place]
        is_quote = following == _QUOTE
        opening = _OPENS[following] & ~_SHUTS[following]
        opening[is_quote] = _even_quotes_before(data, place[is_quote])
        found.append(place[opening])
        shut = (_SHUTS[following] & ~opening).astype(np.int64)
        for mark in _CURLY_SHUTS:
            is_mark = _is_at(padded, place, mark)
            shut[is_mark] = len(mark)
        place = (place + shut)[shut > 0]
    return np.unique(np.concatenate(found))


def _even_quotes_before(data: Bytes, places: Int64s) -> Bools:
    """Whether the straight quotation marks of the line before each place are all closed."""
    if not len(places):
        return np.zeros(0, dtype=bool)
    quotes, lines = np.flatnonzero(data == _QUOTE), np.flatnonzero(data == ord("\n"))
    line = np.append(0, lines + 1)[np.searchsorted(lines, places)]
    before: Bools = (np.searchsorted(quotes, places) - np.searchsorted(quotes, line)) % 2 == 0
    return before


def _is_at(padded: Bytes, places: Int64s, mark: bytes) -> Bools:
    is_mark = np.ones(len(places), dtype=bool)
    for number, byte in enumerate(mark):
        is_mark &= padded[places + number] == byte
    return is_mark
