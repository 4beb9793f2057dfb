"""Ids, addresses and places that come again with another story.

Programs count from 1 in every file, desks use numbers again, and pages and files are written over every day. Such a
record is another article and no revision of the first: as its revision it would hide facts that nobody took back, and
take the copies of both stories into one group.
"""

import hashlib
import re
from collections.abc import Callable

import duckdb
import polars as pl

# Shorter texts have too few runs of words to tell.
_LEAST_WORDS = 30
_RUN_WORDS = 3
# Of their runs of three words, sample articles that have nothing to do with each other share 2.5 % at most, and an
# article and its update 85 %.
_MOST_SHARED = 0.05
_WORD = re.compile(r"\w+")


def apart(
    lake: duckdb.DuckDBPyConnection, articles: pl.DataFrame, known: str, note: Callable[[str | None, str], str | None]
) -> pl.DataFrame:
    """Give articles an id of their own whose id, address or place is that of a wholly different text.

    Takes articles with article_id, title, published_on, body and extra; `known`, the articles there are as SQL; and
    what notes in `extra` the article_id that was taken. Gives the same columns.
    """
    there = _of_ids(lake, f"SELECT DISTINCT article_id FROM {known}", articles)["article_id"]
    again = articles.filter(pl.col("article_id").is_in(there.implode()) | pl.col("article_id").is_duplicated())
    if again.is_empty():
        return articles
    # The texts are read of those alone that come again: a lake has many.
    first = "SELECT article_id, arg_min(title, revision) AS title, arg_min(body, revision) AS body"
    found = _of_ids(lake, f"{first} FROM {known}", again, "GROUP BY article_id")
    firsts = {article_id: (title, body) for article_id, title, body in found.iter_rows()}
    ids, extras = articles["article_id"].to_list(), articles["extra"].to_list()
    repeated = set(again["article_id"])
    columns = ("article_id", "title", "published_on", "body")
    for row, (article_id, title, day, body) in enumerate(articles.select(columns).iter_rows()):
        if article_id not in repeated:
            continue
        before = firsts.setdefault(article_id, (title, body))
        if before[1] is not body and is_another_story(before, (title, body)):
            mark = title or day or hashlib.sha256(body.encode()).hexdigest()
            ids[row] = hashlib.sha256(f"{article_id} {mark}".encode()).hexdigest()[:16]
            extras[row] = note(extras[row], article_id)
    return articles.with_columns(article_id=pl.Series(ids, dtype=pl.String), extra=pl.Series(extras, dtype=pl.String))


def _of_ids(lake: duckdb.DuckDBPyConnection, select: str, articles: pl.DataFrame, end: str = "") -> pl.DataFrame:
    lake.register("ids_in", articles.select("article_id").unique().to_arrow())
    found = lake.execute(f"{select} SEMI JOIN ids_in USING (article_id) {end}").pl()
    lake.unregister("ids_in")
    return found


def is_another_story(one: tuple[str | None, str], other: tuple[str | None, str]) -> bool:
    """Whether two texts, each with its title, have nothing to do with each other."""
    if one[0] and other[0] and one[0].casefold() == other[0].casefold():
        return False
    words = [_WORD.findall(text.casefold()) for _, text in (one, other)]
    if min(map(len, words)) < _LEAST_WORDS:
        return False
    runs = [set(zip(*(listed[start:] for start in range(_RUN_WORDS)), strict=False)) for listed in words]
    return len(runs[0] & runs[1]) < _MOST_SHARED * min(map(len, runs))
