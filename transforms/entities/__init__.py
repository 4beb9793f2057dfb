"""Who and where: "Putin" is Vladimir Putin, "Russian" is Russia, "G7" is the Group of Seven."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import polars as pl

from transforms import sentences as segmentation
from transforms import spans
from transforms.entities import gazetteer
from transforms.entities.canonical import with_ids
from transforms.entities.resolution import resolve
from transforms.entities.tagger import tag_names

_COLUMNS = {
    "text_no": pl.UInt32,
    "start_char": pl.UInt32,
    "end_char": pl.UInt32,
    "start_byte": pl.UInt32,
    "end_byte": pl.UInt32,
    "text": pl.String,
    "sentence_no": pl.UInt32,
    "rule": pl.String,
    "type": pl.String,
    "entity_id": pl.String,
    "relation": pl.String,
    "method": pl.String,
    "score": pl.Float64,
}
_FOUND = ["text_no", "start_char", "end_char", "start_byte", "end_byte", "text", "type", "method", "score"]


def entity_mentions(texts: pl.DataFrame, sentences: pl.DataFrame) -> pl.DataFrame:
    """Find the names in texts and say which entity each one means.

    Takes a texts frame with article_no, published_on and language beside the text, and its sentences; gives a
    mentions frame with sentence_no, rule, type (PER, ORG, LOC, MISC), entity_id (null where the text alone does not
    tell), relation, method (`gazetteer` or `tagger`) and score. Mentions do not overlap. Texts in a language other
    than English hold only names the reference table knows.
    """
    with ThreadPoolExecutor(1) as beside:  # the look-up runs while the tagger reads
        looked_up = beside.submit(gazetteer.known_names, texts)
        tagged = tag_names(texts.filter(pl.col("text") != ""), sentences)
        known = looked_up.result()
    known = known.with_columns(method=pl.lit("gazetteer"), score=pl.lit(None, dtype=pl.Float64))
    found = of_one_type(together(tagged, known), texts)
    found = segmentation.number_sentences(found, sentences)
    found = with_ids(resolve(found, texts)).with_columns(rule=pl.col("method"))
    found = found.sort("text_no", "start_char", "end_char")
    return found.select(pl.col(name).cast(dtype) for name, dtype in _COLUMNS.items())


def together(tagged: pl.DataFrame, known: pl.DataFrame) -> pl.DataFrame:
    """One set of names out of the tagger's and the table's, neither of which overlaps itself.

    The longer of two overlapping names stays ("World War II" over "War", "Kyiv Post" over "Kyiv"). Of two with the
    same words the tagger's place stays and the table's type, unless they end the name of a person in the same text.
    """
    if tagged.is_empty() or known.is_empty():
        return pl.concat([tagged.select(_FOUND), known.select(_FOUND)]).sort("text_no", "start_byte")
    place = ["text_no", "start_byte", "end_byte"]
    covering = known.filter(_covers(known, tagged))
    tagged = spans.without_overlaps(tagged, covering)
    same = known.select(*place, table_type="type")
    tagged = tagged.join(same, on=place, how="left", maintain_order="left")
    people = tagged.filter(pl.col("type") == "PER").select("text_no", text=pl.col("text").str.extract(r" ([^ ]+)$"))
    people = people.drop_nulls().unique().with_columns(namesake=pl.lit(True))
    tagged = tagged.join(people, on=["text_no", "text"], how="left", maintain_order="left")
    person = (pl.col("type") == "PER") & pl.col("namesake")
    tagged = tagged.with_columns(type=pl.when(person).then("type").otherwise(pl.coalesce("table_type", "type")))
    alone = spans.without_overlaps(known, tagged)
    return pl.concat([tagged.select(_FOUND), alone.select(_FOUND)]).sort("text_no", "start_byte")


def of_one_type(found: pl.DataFrame, texts: pl.DataFrame) -> pl.DataFrame:
    """Give words the type that two thirds of their mentions in the article have."""
    article = pl.col("article_no") if "article_no" in texts.columns else pl.col("text_no").alias("article_no")
    rows = found.join(texts.select("text_no", article), on="text_no", how="left", maintain_order="left")
    rows = rows.with_columns(_words=pl.col("text").str.to_lowercase())
    counted = rows.group_by("article_no", "_words", "type").len()
    counted = counted.with_columns(all=pl.col("len").sum().over("article_no", "_words"))
    usual = counted.filter(pl.col("len") * 3 >= pl.col("all") * 2, pl.col("len") < pl.col("all"))
    usual = usual.select("article_no", "_words", usual="type")
    rows = rows.join(usual, on=["article_no", "_words"], how="left", maintain_order="left")
    return rows.with_columns(type=pl.coalesce("usual", "type")).select(found.columns)


def _covers(mentions: pl.DataFrame, others: pl.DataFrame) -> pl.Series:
    """Whether a mention holds every other one it touches, at least one, and is longer than each."""
    others = others.sort("text_no", "start_byte")

    def place(frame: pl.DataFrame, column: str) -> spans.Int64s:
        where: spans.Int64s = (frame["text_no"].to_numpy().astype(np.int64) << 33) + frame[column].to_numpy()
        return where

    start, end = place(mentions, "start_byte"), place(mentions, "end_byte")
    starts, ends = place(others, "start_byte"), place(others, "end_byte")
    first = np.searchsorted(ends, start, side="right")
    last = np.searchsorted(starts, end, side="left") - 1
    touched = last >= first
    low, high = np.minimum(first, len(starts) - 1), np.maximum(last, 0)
    inside = (starts[low] >= start) & (ends[high] <= end)
    same = (starts[low] == start) & (ends[high] == end) & (first == last)
    return pl.Series(touched & inside & ~same)
