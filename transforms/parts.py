"""A batch in parts that are read one after the other: what reading holds in memory grows with the facts it finds.

"$4 $7 $2", sixteen million characters long, has five million amounts. Articles are gathered until so many facts are to
be expected; one that goes beyond it alone is cut where paragraphs, sentences or lines end, and its facts get their
places in the whole text back.
"""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

import polars as pl

from warehouse.tables import FIELDS

# What is expected to be held while a text is read, in bytes: for each of its own, and for each word, figure, capital
# and end of a sentence or line.
_BYTE, _WORD, _FIGURE, _CAPITAL, _STOP = 20, 150, 1_600, 1_500, 400
# A fact lists the entities of its sentence, the first hundred: for each figure or capital so much for each capital in a
# sentence.
_LISTED, _MOST_LISTED = 30, 100

# A stretch of text is cut at the last of these in its second half: a paragraph, a sentence (no initial, no
# abbreviation), a line, any other mark that ends sentences, a blank.
_ENDS = (
    re.compile(r"\n[ \t\r]*\n\s*"),
    re.compile(r"(?:[a-z]{3}|[0-9)\]])[.!?…][\"'”’»)\]]*\s+(?=[\"'“‘«(\[]*[A-Z])"),
    re.compile(r"\n\s*"),
    re.compile(r"[!?…。！？][\"'”’»)\]]*\s*"),
    re.compile(r"\s+"),
)
# How far back from the end is looked at once, and how long an end may be.
_STRETCH, _BEFORE = 4_096, 64

# Columns that count code points of the field that the row speaks of.
_PLACES = ("start_char", "end_char", "same_as_start_char", "temporal_start_char", "speaker_start_char")


class Part(NamedTuple):
    """Articles to read at once: whole ones, or a piece of one."""

    articles: pl.DataFrame
    first_row: int = 0
    """The row in the batch of the first article."""
    starts: Mapping[str, int] | None = None
    """Of a piece: where each field's text begins in the article's, in code points."""


def expected_bytes(texts: pl.Series) -> pl.Series:
    """What reading each text is expected to hold in memory (Int64)."""
    words, figures, capitals, stops = (
        pl.col("text").str.count_matches(pattern).cast(pl.Int64)
        for pattern in (r"[^ \n]+", "[0-9]+", "[A-Z][A-Za-z]*", r"[.!?\n]+")
    )
    listed = pl.min_horizontal(capitals // (stops + 1), _MOST_LISTED)
    expected = (
        pl.col("text").str.len_bytes().cast(pl.Int64) * _BYTE
        + words * _WORD
        + figures * _FIGURE
        + capitals * _CAPITAL
        + stops * _STOP
        + (figures + capitals) * listed * _LISTED
    )
    return texts.to_frame("text").select(expected.fill_null(0)).to_series()


def parts(articles: pl.DataFrame, most: int) -> Iterator[Part]:
    """Articles (title, body) in parts of at most so many expected bytes each, in their order.

    A piece of an article is a part of its own; no character is lost. A text without any end is cut where it is full.
    """
    sizes = [expected_bytes(articles[field]) for field in FIELDS]
    first = gathered = 0
    for row, size in enumerate(map(sum, zip(*sizes, strict=True))):
        if row > first and gathered + size > most:
            yield Part(articles.slice(first, row - first), first)
            first, gathered = row, 0
        if size > most:
            yield from _pieces(articles.slice(row, 1), row, most)
            first = row + 1
        else:
            gathered += size
    if first < articles.height:
        yield Part(articles.slice(first), first)


def in_the_whole_text(
    tables: dict[str, pl.DataFrame], starts: Mapping[str, int], sentences_before: Mapping[str, int]
) -> dict[str, pl.DataFrame]:
    """Rows read from a piece of an article, with their offsets and sentences counted in its whole texts.

    Takes tables with `field` and sentence_no; others stay as they are.
    """
    return {name: _moved(rows, starts, sentences_before) for name, rows in tables.items()}


def _moved(rows: pl.DataFrame, starts: Mapping[str, int], sentences_before: Mapping[str, int]) -> pl.DataFrame:
    if "field" not in rows.columns:
        return rows
    by = {name: starts for name in _PLACES if name in rows.columns} | {"sentence_no": sentences_before}
    field = pl.col("field").cast(pl.String)
    return rows.with_columns(
        (pl.col(name) + field.replace_strict(dict(further), default=0, return_dtype=pl.Int64)).cast(rows.schema[name])
        for name, further in by.items()
    )


def _pieces(article: pl.DataFrame, row: int, most: int) -> Iterator[Part]:
    """Pieces of one article: of its title alone where that is long itself, then of its body."""
    texts = {field: article[field].item() or "" for field in FIELDS}
    ends = {field: _cuts(text, most) for field, text in texts.items()}
    title = article["title"].item()
    if len(ends["title"]) > 1:
        start, title = 0, None
        for end in ends["title"]:
            piece = _with_texts(article, texts["title"][start:end], None)
            yield Part(piece, row, {"title": start, "body": 0})
            start = end
    start = 0
    for end in ends["body"]:
        yield Part(_with_texts(article, title, texts["body"][start:end]), row, {"title": 0, "body": start})
        start, title = end, None


def _with_texts(article: pl.DataFrame, title: str | None, body: str | None) -> pl.DataFrame:
    return article.with_columns(title=pl.lit(title, pl.String), body=pl.lit(body, pl.String))


def _cuts(text: str, most: int) -> list[int]:
    """Where the pieces of a text end."""
    ends, start = [], 0
    # As long as they would be were the facts spread evenly; a piece with more of them is halved.
    length = max(len(text) * most // max(_expected(text), 1), 1)
    while start < len(text):
        end = _cut(text, start, start + length)
        while end - start > 1 and _expected(text[start:end]) > most:
            end = _cut(text, start, start + (end - start) // 2)
        ends.append(end)
        start = end
    return ends


def _cut(text: str, start: int, end: int) -> int:
    """The best place for a cut in the second half of a stretch; else its end."""
    if end >= len(text):
        return len(text)
    middle = (start + end + 1) // 2
    for boundary in _ENDS:
        if found := _last(boundary, text, middle, end):
            return found
    return end


def _last(boundary: re.Pattern[str], text: str, first: int, end: int) -> int | None:
    """One past the last match that ends in a stretch, looked for from its end backwards."""
    for start in range(max(end - _STRETCH, first), first - _STRETCH, -_STRETCH):
        # What ends in the stretch may begin before it.
        found = [match.end() for match in boundary.finditer(text, max(start - _BEFORE, 0), min(start + _STRETCH, end))]
        if found and found[-1] > max(start, first):
            return found[-1]
    return None


def _expected(text: str) -> int:
    return int(expected_bytes(pl.Series([text])).item())
