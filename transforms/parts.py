"""A batch in parts that are read one after the other: what reading holds in memory grows with the facts it finds.

"$4 $7 $2", sixteen million characters long, has five million amounts. Articles are gathered until so many facts are to
be expected; one that goes beyond it alone is cut at the ends of lines or sentences, and its facts get their places in
the whole text back.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

import polars as pl

# What a figure and a capital cost while they are read, in bytes of text: measured over texts of nothing else.
_FIGURE, _CAPITAL = 14, 10

_SENTENCE_END = re.compile(r"[.!?…。！？][\"'”’»)\]]*\s+")
_BLANK = re.compile(r"\s")

# Columns that count code points of the field the row speaks of.
_PLACES = ("start_char", "end_char", "same_as_start_char", "temporal_start_char", "speaker_start_char")


class Part(NamedTuple):
    """Articles to read at once: whole ones, or a piece of one, of which the body begins at a place in its text."""

    articles: pl.DataFrame
    start_char: int = 0
    is_piece: bool = False


def expected_cost(texts: pl.Series) -> pl.Series:
    """What reading each text is expected to hold in memory (Int64), in bytes of prose without figures or names."""
    figures = texts.str.count_matches("[0-9]+").cast(pl.Int64) * _FIGURE
    capitals = texts.str.count_matches("[A-Z][A-Za-z]*").cast(pl.Int64) * _CAPITAL
    return (texts.str.len_bytes().cast(pl.Int64) + figures + capitals).fill_null(0)


def parts(articles: pl.DataFrame, most: int) -> Iterator[Part]:
    """Articles (title, body) in parts of at most so much expected cost each, in their order.

    A piece of an article is a part of its own, with a slice of the body; the first has the title. Raises nothing and
    loses no character: a text without any blank is cut where it is full.
    """
    first = gathered = 0
    for row, cost in enumerate(expected_cost(articles["body"])):
        if row > first and (gathered + cost > most):
            yield Part(articles.slice(first, row - first))
            first, gathered = row, 0
        if cost > most:
            yield from _pieces(articles.slice(row, 1), most)
            first, gathered = row + 1, 0
        else:
            gathered += cost
    if first < articles.height:
        yield Part(articles.slice(first))


def in_the_whole_text(
    tables: dict[str, pl.DataFrame], start_char: int, sentences_before: int
) -> dict[str, pl.DataFrame]:
    """Rows read from a piece of a body, with their offsets and sentences counted in all of it; titles stay as they are.

    Takes tables with `field` and sentence_no; other tables stay as they are too.
    """
    return {name: _moved(rows, start_char, sentences_before) for name, rows in tables.items()}


def _moved(rows: pl.DataFrame, start_char: int, sentences_before: int) -> pl.DataFrame:
    if "field" not in rows.columns:
        return rows
    by = {name: start_char for name in _PLACES if name in rows.columns} | {"sentence_no": sentences_before}
    in_body = pl.col("field").cast(pl.String) == "body"
    return rows.with_columns(
        (pl.col(name) + pl.when(in_body).then(number).otherwise(0)).cast(rows.schema[name])
        for name, number in by.items()
    )


def _pieces(article: pl.DataFrame, most: int) -> Iterator[Part]:
    """Pieces of one article."""
    body, start, title = str(article["body"].item()), 0, pl.col("title")
    for end in _cuts(body, most):
        piece = article.with_columns(title, body=pl.lit(body[start:end]))
        yield Part(piece, start, is_piece=True)
        start, title = end, pl.lit(None, pl.String).alias("title")


def _cuts(text: str, most: int) -> list[int]:
    """Where the pieces of a text end."""
    ends, start = [], 0
    # As long as they would be were the facts spread evenly; a piece with more of them is halved.
    size = max(len(text) * most // max(_cost(text), 1), 1)
    while start < len(text):
        end = _cut(text, start, start + size)
        while end - start > 1 and _cost(text[start:end]) > most:
            end = _cut(text, start, start + (end - start) // 2)
        ends.append(end)
        start = end
    return ends


def _cut(text: str, start: int, end: int) -> int:
    """The last place for a cut in the second half of a stretch: behind a line, a sentence, a word; else its end."""
    if end >= len(text):
        return len(text)
    middle = (start + end) // 2
    line = text.rfind("\n", middle, end)
    if line >= 0:
        return line + 1
    for boundary in (_SENTENCE_END, _BLANK):
        if found := _last(boundary, text, middle, end):
            return found
    return end


def _last(boundary: re.Pattern[str], text: str, first: int, end: int) -> int | None:
    """One past the last match, looked for from the end backwards."""
    for start in range(max(end - 4096, first), first - 1, -4096):
        found = [match.end() for match in boundary.finditer(text, start, min(start + 4096, end))]
        if found:
            return found[-1]
    return None


def _cost(text: str) -> int:
    return int(expected_cost(pl.Series([text])).item())
