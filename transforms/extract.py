"""Articles in, facts out: the order in which the transforms read a text, and the keys their rows carry home."""

import polars as pl

from transforms.entities import as_read, entity_mentions
from transforms.entities.ner.registry import CRF, Tagger
from transforms.numeric import numeric_facts
from transforms.quotations import quotations
from transforms.temporal import temporal_mentions
from transforms.text import sentences as segmentation
from transforms.version import EXTRACTOR_VERSION
from warehouse.tables import FACT_TABLES, FIELDS, LAYOUT_COLUMNS, TABLES, polars_schema


def extract(
    articles: pl.DataFrame, fx_rates: pl.DataFrame | None = None, tagger: Tagger = CRF
) -> dict[str, pl.DataFrame]:
    """Read every fact out of the articles' titles and bodies.

    Takes articles with article_id (String), revision (UInt32), title (String), body (String), published_on (Date),
    language (String), source (String); titles, days and languages may be null; exchange rates in the columns of
    the FxRate contract, without which amounts of money stay unconverted; and what finds names (see
    transforms/entities/ner/registry.py). Gives one frame per table of `sentences` and the fact tables, in the columns
    of their contracts but for LAYOUT_COLUMNS, which are filled when a batch is staged, sorted by article in the order
    given and then by place.
    """
    texts = texts_of(articles)
    cut = segmentation.sentences(texts)
    temporal = temporal_mentions(texts, cut)
    numeric = numeric_facts(texts, cut, temporal, fx_rates)
    # Names and quotations are read from the same pieces.
    read = as_read(texts)
    entities = entity_mentions(texts, cut, tagger, read)
    found = {
        "sentences": cut,
        "temporal_mentions": temporal,
        "numeric_facts": numeric,
        "entity_mentions": entities,
        "quotations": quotations(texts, cut, entities, temporal, read[1]),
    }
    keys = texts.select("text_no", "article_id", "revision", "published_on", "field")
    return {name: _to_contract(name, rows, keys) for name, rows in found.items()}


def texts_of(articles: pl.DataFrame) -> pl.DataFrame:
    """One row per text to read: the titles and bodies that are there.

    Gives a texts frame (see transforms/text/spans.py): text_no, text, and next to it article_no (UInt32, the row of the
    article), field, article_id, revision, published_on, language and source.
    """
    nearby = ["article_id", "revision", "published_on", "language", "source"]
    articles = articles.with_row_index("article_no")
    parts = [
        articles.select("article_no", *nearby, field=pl.lit(field), text=pl.col(field), _order=pl.lit(order))
        for order, field in enumerate(FIELDS)
    ]
    texts = pl.concat(parts).filter(pl.col("text").str.len_bytes() > 0).sort("article_no", "_order").drop("_order")
    return texts.with_row_index("text_no").rechunk()


def _to_contract(name: str, rows: pl.DataFrame, keys: pl.DataFrame) -> pl.DataFrame:
    """Join the article's keys and bring the columns into the order and types of the table's contract."""
    schema = polars_schema(TABLES[name])
    if name in (*FACT_TABLES, "sentences"):
        schema = {column: dtype for column, dtype in schema.items() if column not in LAYOUT_COLUMNS}
    order = ["text_no", "sentence_no"] if name == "sentences" else ["text_no", "start_char", "end_char"]
    rows = rows.sort(order, maintain_order=True).join(keys, on="text_no", how="left", maintain_order="left")
    if name in FACT_TABLES:
        rows = rows.with_columns(extractor_version=pl.lit(EXTRACTOR_VERSION))
    return rows.select(pl.col(column).cast(dtype) for column, dtype in schema.items())
