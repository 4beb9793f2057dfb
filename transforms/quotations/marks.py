"""Words between quotation marks: "We are ready," he said; “Nobody slept,” she said; 'It is over,' the coach said."""

import polars as pl

from transforms.text import filter_spans, spans, windows

# Up to the closing mark, or to the end of the paragraph where the next one goes on with it.
_DOUBLE = r"“(?<curly>[^“”\n]+)”?|\"(?<straight>[^\"\n]+)\"?"
# Single marks are apostrophes too. In a text they quote what ends in a mark of punctuation, as whole speech does; in a
# headline any words.
_SINGLE = (
    r"(?:^|[ \n(])(?:‘(?<curly>[^‘“”\"\n]*?[,.!?…])’|'(?<straight>[A-Z](?:[^'\"\n]|'[a-z])*?[,.!?…])')(?:[ \n)]|$)"
)
# Few texts hold what such a quotation opens with: only those are searched.
_SINGLE_OPENS = ["‘", " '", "\n'", "('"]
_SINGLE_IN_TITLE = r"(?:^|[ (])[‘'](?<straight>[^‘’'\n]*[A-Za-z](?:[^‘’'\n]|[’'][a-z])*)[’'](?:[ ,.:;?!)]|$)"


def quoted_words(texts: pl.DataFrame) -> pl.DataFrame:
    """Find the words between marks.

    Takes a texts frame, with `field` where titles are among the texts; gives a mentions frame of the words without
    their marks, with `outer_start` and `outer_end` (bytes, marks included), `closed` and `goes_on` (not closed, and the
    next paragraph opens with another mark).
    """
    found = _between(texts, _DOUBLE)
    is_title = pl.Series(texts["field"] == "title" if "field" in texts.columns else [False] * texts.height)
    opened = texts["text"].str.starts_with("'")
    for opening in _SINGLE_OPENS:
        opened |= texts["text"].str.contains(opening, literal=True)
    in_text = ~is_title & opened
    for pattern, kept in ((_SINGLE, in_text), (_SINGLE_IN_TITLE, is_title)):
        some = texts.with_columns(text=pl.when(kept).then("text").otherwise(pl.lit("")))
        found = pl.concat(
            [found, filter_spans.without_overlaps(_between(some, pattern), found.sort("text_no", "start_char"))]
        )
    found = found.with_columns(
        outer_end="end_byte",
        closed=pl.col("text").str.contains(r"[”\"’'][ \n,.:;?!)]?$"),
        start_char=pl.col("start_char") + pl.col("mark").str.len_chars(),
        start_byte=pl.col("start_byte") + pl.col("mark").str.len_bytes(),
        text="words",
    ).with_columns(
        end_char=pl.col("start_char") + pl.col("text").str.len_chars(),
        end_byte=pl.col("start_byte") + pl.col("text").str.len_bytes(),
        outer_start=pl.col("start_byte") - pl.col("mark").str.strip_chars(" \n(").str.len_bytes(),
    )
    found = found.with_columns(outer_end=pl.min_horizontal("outer_end", pl.col("end_byte") + 3))
    # A mark nothing closes is an inch or a slip, unless the next paragraph opens with another.
    beside = windows.around(found, texts, before=0, after=8)["after"]
    goes_on = beside.str.contains(r"^[ \t\r]*\n[ \t\r\n]*[“\"]")
    found = found.with_columns(goes_on=goes_on & ~pl.col("closed"))
    found = found.filter(pl.col("closed") | pl.col("goes_on"), pl.col("text").str.contains(r"[^\s\p{P}]"))
    return found.sort("text_no", "start_byte").drop("words", "mark")


def _between(texts: pl.DataFrame, pattern: str) -> pl.DataFrame:
    """Matches with the `words` inside the marks, and the `mark` with what stands before it."""
    found = spans.find(texts, pattern)
    inside = [name for name in ("curly", "straight") if name in found.columns]
    found = found.with_columns(words=pl.coalesce(inside), mark=pl.col("text").str.extract(r"^([ \n(]?[“\"‘'])"))
    return found.drop(inside)
