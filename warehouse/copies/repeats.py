"""Repeated passages: in how many earlier current articles of 60 days the very sentence of a new one stands.

A sentence is known by a hash of its words, case folded. Sentences of fewer than eight words ("It cost $5 million.") are
the same without being taken from each other, and are not counted.
"""

from pathlib import Path

import duckdb
import numpy as np
import polars as pl

from warehouse.copies.links import days_between
from warehouse.copies.words import Words, sequences, slices, words_of
from warehouse.lake import Lake
from warehouse.staging import rows_of_batch, staged_rows, write_instead
from warehouse.tables import FACT_TABLES, FIELDS, TABLES

DAYS, LEAST_WORDS = 60, 8

_SENTENCE = ["article_id", "revision", "field", "sentence_no"]
# Places in a text are below this power of two.
_PLACE_BITS = 33


def with_hashes(sentences: pl.DataFrame, articles: pl.DataFrame) -> pl.DataFrame:
    """Sentences with `words_hash` (Int64, null for fewer than eight words), and `repeats` 0 until they are committed.

    Takes sentences and the articles they are of (article_id, revision, title, body).
    """
    keys = ["article_id", "revision"]
    articles = articles.select(*keys, *FIELDS).with_row_index("article_no")
    texts = pl.concat([articles[field] for field in FIELDS])
    where = articles.select("article_no", *keys).cast({key: sentences.schema[key] for key in keys})
    number = sentences.join(where, on=keys, how="left", maintain_order="left")["article_no"].cast(pl.Int64)
    is_body = (sentences["field"] == "body").cast(pl.Int64)
    text_no = (number + is_body * articles.height).to_numpy()
    order = np.lexsort((sentences["start_char"].to_numpy(), text_no))
    place = (text_no[order] << _PLACE_BITS) + sentences["start_char"].to_numpy()[order]
    end = (text_no[order] << _PLACE_BITS) + sentences["end_char"].to_numpy()[order]
    hashes, counts = np.zeros(len(place), dtype=np.uint64), np.zeros(len(place), dtype=np.int64)
    for start, part in slices(texts):
        words = words_of(part)
        at = ((words.text_no + start) << _PLACE_BITS) + words.start_char
        sentence = np.searchsorted(place, at, side="right") - 1
        inside = (sentence >= 0) & (at < end[sentence]) if len(end) else np.zeros(len(at), dtype=bool)
        first, last = np.searchsorted(place, [start << _PLACE_BITS, (start + len(part)) << _PLACE_BITS])
        kept = Words(*(column[inside] for column in words))
        found = sequences(kept, sentence[inside] - first, int(last - first))
        hashes[first:last], counts[first:last] = found
    back = np.empty_like(order)
    back[order] = np.arange(len(order))
    hashed = pl.Series("words_hash", hashes.view(np.int64)[back])
    return sentences.with_columns(
        words_hash=pl.when(pl.Series(counts[back] >= LEAST_WORDS)).then(hashed), repeats=pl.lit(0, pl.Int32)
    )


def count_repeats(place: Lake, lake: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """Write into a staged batch how often its sentences were there before, and which facts repeat.

    Call in the transaction that adds the batch, before it does, when what it retires is retired.
    """
    sentences = rows_of_batch(place, folder, "sentences")
    articles = staged_rows(folder, "articles").select("article_id", "revision", "is_current")
    rows = sentences.select("words_hash", "article_id", "revision", "published_on").drop_nulls().unique()
    if rows.is_empty():
        return
    rows = rows.join(articles, on=["article_id", "revision"], how="left")
    counted = repeats(rows, _known(lake, rows)).select("words_hash", "article_id", "revision", "repeats")
    if counted.is_empty():
        return
    keys = ["words_hash", "article_id", "revision"]
    sentences = sentences.drop("repeats").join(counted, on=keys, how="left", maintain_order="left")
    sentences = sentences.with_columns(pl.col("repeats").fill_null(0)).select(TABLES["sentences"].column_names())
    repeated = sentences.filter(pl.col("repeats") > 0).select(_SENTENCE)
    changed = {"sentences": sentences}
    flags = repeated.with_columns(is_repeat=pl.lit(value=True))
    for name in FACT_TABLES:
        if "is_repeat" not in TABLES[name].column_names():
            continue
        facts = rows_of_batch(place, folder, name)
        if facts.is_empty():
            continue
        facts = facts.drop("is_repeat").join(flags, on=_SENTENCE, how="left", maintain_order="left")
        if facts["is_repeat"].any():
            facts = facts.with_columns(pl.col("is_repeat").fill_null(value=False))
            changed[name] = facts.select(TABLES[name].column_names())
    write_instead(place, folder, changed)


def repeats(rows: pl.DataFrame, known: pl.DataFrame) -> pl.DataFrame:
    """The rows of which the sentence was there before, with `repeats` (Int32).

    Takes words_hash, article_id, revision, published_on and is_current, one row for each sentence of an article, and
    what is known: words_hash, published_on and the number of current `articles`. Of one day, known articles come before
    new ones, and these by article_id.
    """
    columns = ("words_hash", "published_on", "articles", "article_id", "revision")
    several = pl.col("words_hash").is_in(known["words_hash"].unique().implode()) | pl.col("words_hash").is_duplicated()
    new = rows.filter(several).with_columns(articles=pl.col("is_current").cast(pl.Int64)).select(columns)
    none = {"article_id": pl.lit(None, pl.String), "revision": pl.lit(None, pl.Int32)}
    past = known.select("words_hash", "published_on", pl.col("articles").cast(pl.Int64), **none).select(columns)
    before = pl.col("articles").cum_sum().over("words_hash") - pl.col("articles")
    both = pl.concat([past, new]).sort("words_hash", "published_on", "article_id", "revision", nulls_last=False)
    both = both.with_columns(before=before, since=pl.col("published_on").dt.offset_by(f"-{DAYS + 1}d"))
    sums = both.select("words_hash", "published_on", gone=pl.col("before") + pl.col("articles"))
    sums = sums.group_by("words_hash", "published_on").agg(pl.col("gone").max()).sort("published_on")
    counted = both.filter(pl.col("article_id").is_not_null()).sort("since")
    counted = counted.join_asof(
        sums, left_on="since", right_on="published_on", by="words_hash", check_sortedness=False
    ).with_columns(repeats=(pl.col("before") - pl.col("gone").fill_null(0)).cast(pl.Int32))
    return counted.filter(pl.col("repeats") > 0)


def _known(lake: duckdb.DuckDBPyConnection, rows: pl.DataFrame) -> pl.DataFrame:
    """The number of current articles of the lake that have these sentences, by sentence and day."""
    days = days_between(rows["published_on"], DAYS, 0)
    lake.register("hashes_in", rows.select("words_hash").unique().to_arrow())
    found = lake.execute(
        "SELECT words_hash, published_on, count(DISTINCT article_id) AS articles FROM "
        f"(FROM sentences SEMI JOIN hashes_in USING (words_hash) WHERE {days}) "
        f"SEMI JOIN (FROM articles WHERE is_current AND {days}) USING (article_id, revision)"
        " GROUP BY words_hash, published_on"
    ).pl()
    lake.unregister("hashes_in")
    return found
