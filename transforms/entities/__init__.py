"""Who and where: "Putin" is Vladimir Putin, "Russian" is Russia, "G7" is the Group of Seven."""

import polars as pl

from transforms import sentences as segmentation
from transforms.entities import gazetteer

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


def entity_mentions(texts: pl.DataFrame, sentences: pl.DataFrame) -> pl.DataFrame:
    """Find the names in texts and say which entity each one means.

    Takes a texts frame with article_no, published_on and language beside the text, and its sentences; gives a
    mentions frame with sentence_no, rule, type (PER, ORG, LOC, MISC), entity_id (null where the text alone does not
    tell), relation, method and score. Mentions do not overlap.
    """
    found = gazetteer.known_names(texts)
    found = segmentation.number_sentences(found, sentences)
    known = gazetteer.reference().sort("weight", descending=True, maintain_order=True)
    known = known.unique(["alias", "type"], keep="first", maintain_order=True)
    found = found.join(
        known.select("type", "entity_id", "relation", text="alias"),
        on=["text", "type"],
        how="left",
        maintain_order="left",
    )
    found = found.with_columns(
        method=pl.lit("gazetteer"), rule=pl.lit("gazetteer"), score=pl.lit(None, dtype=pl.Float64)
    )
    return found.select(pl.col(name).cast(dtype) for name, dtype in _COLUMNS.items())
