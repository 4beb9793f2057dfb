"""Words between quotation marks: "We are ready," he said; “Nobody slept,” she said; 'It is over,' the coach said.

Marks are found as bytes and paired by place, so that a text of a million marks costs no more than one of a million
letters.
"""

import numpy as np
import polars as pl

from transforms.columns.dtypes import Bools, Bytes, Int64s
from transforms.columns.utf8 import flat, slices
from transforms.text import filter_spans, spans, windows

# Double marks by their bytes: which way they face (opening, closing, either), as newspapers of five alphabets print
# them. The marks of typewriters are two single ones.
_OPENING, _CLOSING, _EITHER, _GERMAN = 1, 2, 3, 4
_MARKS = {
    '"': _EITHER,
    "“": _OPENING,
    "”": _CLOSING,
    "„": _GERMAN,
    "«": _OPENING,
    "»": _CLOSING,
    "「": _OPENING,
    "」": _CLOSING,
    "『": _OPENING,
    "』": _CLOSING,
    "``": _OPENING,
    "''": _EITHER,
}
_BEFORE_OPENING = b" \n\t\r([{-/\x94\x93"
# Single marks are apostrophes too. In a text they quote what ends in a mark of punctuation, as whole speech does; in a
# headline any words.
_SINGLE = (
    r"(?:^|[ \n(])(?:‘(?<curly>[^‘“”\"\n]*?[,.!?…])’|'(?<straight>[A-Z](?:[^'\"\n]|'[a-z])*?[,.!?…])')(?:[ \n)]|$)"
)
_SINGLE_IN_TITLE = r"(?:^|[ (])[‘'](?<straight>[^‘’'\n]*[A-Za-z](?:[^‘’'\n]|[’'][a-z])*)[’'](?:[ ,.:;?!)]|$)"
# Two marks and a letter.
_LEAST_BYTES = 3
_LETTERS = r"[^\s\p{P}\p{S}]"


def quoted_words(texts: pl.DataFrame) -> pl.DataFrame:
    """Find the words between marks.

    Takes a texts frame, with `field` where titles are among the texts; gives a mentions frame of the words without
    their marks and the blanks next to them, with `outer_start` and `outer_end` (bytes, marks included) and `goes_on`
    (not closed, and the next paragraph opens with another mark).
    """
    double = _between_double(texts)
    is_title = (texts["field"] == "title").to_numpy() if "field" in texts.columns else np.zeros(texts.height, bool)
    found = [double]
    for pattern, kept in ((_SINGLE, ~is_title & _may_quote_singly(texts)), (_SINGLE_IN_TITLE, is_title)):
        if not kept.any():
            continue
        single = _between_single(texts.filter(pl.Series(kept)), pattern)
        found.append(filter_spans.without_overlaps(spans.with_chars(single, texts), spans.with_chars(double, texts)))
    rows = pl.concat(found, how="diagonal").drop("start_char", "end_char", strict=False)
    rows = rows.sort("text_no", "start_byte")
    lead = pl.col("text").str.len_bytes() - pl.col("text").str.strip_chars_start().str.len_bytes()
    rows = rows.with_columns(start_byte=pl.col("start_byte") + lead, text=pl.col("text").str.strip_chars())
    rows = rows.with_columns(end_byte=pl.col("start_byte") + pl.col("text").str.len_bytes())
    rows = rows.filter(pl.col("text").str.contains(_LETTERS))
    return spans.with_chars(rows, texts).select(*spans.MENTION_COLUMNS, "outer_start", "outer_end", "goes_on")


def _between_double(texts: pl.DataFrame) -> pl.DataFrame:
    """Words between double marks: text_no, start_byte, end_byte, text, outer_start, outer_end, goes_on."""
    laid = flat(texts["text"])
    data, offsets = laid.data, laid.offsets
    at, width, facing = _marks(data)
    # A quotation ends with its line at the latest.
    newlines = np.flatnonzero(data == ord("\n"))
    text = np.searchsorted(offsets, at, side="right") - 1
    next_line = np.searchsorted(newlines, at)
    line = text + next_line
    opens = _open(data, at, facing, line, offsets)
    following = np.append(at[1:], len(data))
    same_line = np.append(line[1:] == line[:-1], False) if len(at) else np.zeros(0, dtype=bool)
    closed = opens & same_line & np.append(~opens[1:], False) if len(at) else opens
    line_end = np.minimum(np.append(newlines, len(data))[next_line], offsets[text + 1])
    left_open = opens & ~same_line
    goes_on = left_open & _is_taken_up(texts, text, line_end - offsets[text])
    row = np.flatnonzero(closed | goes_on)
    end = np.where(closed, following, line_end)[row]
    outer_end = end + np.where(closed[row], np.append(width[1:], 0)[row], 0)
    begin = at[row] + width[row]
    # 'date="9 March"' is a value in markup that was left in the text.
    value = data[np.maximum(at[row] - 1, 0)] == ord("=")
    held = np.flatnonzero((end > begin) & (outer_end - at[row] >= _LEAST_BYTES) & ~value)
    row, end, outer_end, begin = row[held], end[held], outer_end[held], begin[held]
    text_no = text[row]
    base = offsets[text_no]
    places = {
        "start_byte": begin - base,
        "end_byte": end - base,
        "outer_start": at[row] - base,
        "outer_end": outer_end - base,
    }
    frame = pl.DataFrame({"text_no": text_no, **places}, schema_overrides=dict.fromkeys(places, pl.UInt32))
    return frame.with_columns(
        pl.col("text_no").cast(pl.UInt32), text=slices(data, begin, end), goes_on=pl.Series(goes_on[row])
    )


def _marks(data: Bytes) -> tuple[Int64s, Int64s, Int64s]:
    """Where double marks stand, how many bytes each has and which way it faces."""
    none = np.zeros(0, dtype=np.int64)
    at, width, facing = [none], [none], [none]
    for first in sorted({mark.encode()[0] for mark in _MARKS}):
        places = np.flatnonzero(data == first)
        for mark, way in _MARKS.items():
            letters = mark.encode()
            if letters[0] != first or not len(places):
                continue
            inside = places[places + len(letters) <= len(data)]
            for step, letter in enumerate(letters[1:], 1):
                inside = inside[data[inside + step] == letter]
            if mark == "''":
                # Three apostrophes are one mark, not two.
                inside = inside[np.append(True, np.diff(inside) > 1)] if len(inside) else inside
            at.append(inside)
            width.append(np.full(len(inside), len(letters)))
            facing.append(np.full(len(inside), way))
    places, widths, ways = np.concatenate(at), np.concatenate(width), np.concatenate(facing)
    order = np.argsort(places, kind="stable")
    return places[order], widths[order], ways[order]


def _open(data: Bytes, at: Int64s, facing: Int64s, line: Int64s, offsets: Int64s) -> Bools:
    """Whether each mark opens a quotation."""
    if not len(at):
        return np.zeros(0, dtype=bool)
    new_line = np.append(True, line[1:] != line[:-1])
    first = np.maximum.accumulate(np.where(new_line, np.arange(len(at)), 0))
    either = facing == _EITHER
    # In a line of nothing but an even number of marks that face either way every second one closes.
    number = np.cumsum(new_line) - 1
    all_either = np.bincount(number, weights=~either)[number] == 0
    even = np.bincount(number)[number] % 2 == 0
    by_turns = (np.arange(len(at)) - first) % 2 == 0
    before = np.where(at > 0, data[np.maximum(at - 1, 0)], ord(" "))
    by_place = np.isin(before, np.frombuffer(_BEFORE_OPENING, np.uint8)) | np.isin(at, offsets)
    # Whatever follows an opening mark closes it; “ closes what „ opened.
    previous = np.where(new_line, 0, np.append(0, facing[:-1]))
    by_place &= previous != _OPENING
    opening = (facing == _GERMAN) | ((facing == _OPENING) & (previous != _GERMAN))
    found: Bools = np.where(either, np.where(all_either & even, by_turns, by_place), opening)
    return found


def _is_taken_up(texts: pl.DataFrame, text_no: Int64s, end: Int64s) -> Bools:
    """Whether the paragraph behind each end of a line opens with a mark."""
    places = pl.DataFrame({"text_no": text_no, "start_byte": end, "end_byte": end})
    behind = windows.around(places, texts, before=0, after=8)["after"]
    return behind.str.contains(r"^[ \t\r]*\n[ \t\r\n]*[“\"«]").to_numpy()


def _may_quote_singly(texts: pl.DataFrame) -> Bools:
    """Texts that hold what a quotation between single marks opens with."""
    laid = flat(texts["text"])
    data = laid.data
    straight = np.flatnonzero(data == ord("'"))
    straight = straight[
        np.isin(data[np.maximum(straight - 1, 0)], np.frombuffer(b" \n(", np.uint8)) | np.isin(straight, laid.offsets)
    ]
    curly = np.flatnonzero(data == "‘".encode()[0])
    curly = curly[curly + 2 < len(data)]
    curly = curly[data[curly + 2] == "‘".encode()[2]]
    held = np.zeros(texts.height + 1, dtype=bool)
    held[np.searchsorted(laid.offsets, np.concatenate([straight, curly]), side="right") - 1] = True
    return held[:-1]


def _between_single(texts: pl.DataFrame, pattern: str) -> pl.DataFrame:
    """Words between single marks, in the columns of _between_double."""
    found = spans.find_in_few(texts, pattern)
    inside = [name for name in ("curly", "straight") if name in found.columns]
    mark = pl.col("text").str.extract(r"^([ \n(]?)", 1).str.len_bytes()
    width = pl.col("text").str.extract(r"^[ \n(]?([‘'])", 1).str.len_bytes()
    words = pl.coalesce(inside)
    # A headline may close with another mark than it opens with: 'They came’.
    closing = pl.col("text").str.extract(r"([’'])[ \n,.:;?!)]?$", 1).str.len_bytes()
    start = pl.col("start_byte") + mark + width
    end = start + words.str.len_bytes()
    return found.select(
        "text_no",
        start_byte=start,
        end_byte=end,
        text=words,
        outer_start=start - width,
        outer_end=end + closing,
        goes_on=False,
    )
