"""Names in articles and what they are: "Vladimir Putin" PER, "Fox News" ORG, "Sudzha" LOC, "World War II" MISC."""

import numpy as np
import polars as pl

from transforms.columns.dictionary import TYPE, type_names
from transforms.columns.dtypes import Bools, Float64s, Int32s, Int64s
from transforms.entities.ner import confidence, crf
from transforms.entities.ner.batch import candidates, read
from transforms.entities.ner.tokenizer import Tokens, tokens_of
from transforms.text import spans
from transforms.text.pretokens import Chunk, chunked

METHOD = "tagger"
# Of names: row of the text, first byte, one past the last, row of the sentence, type, score.
_Found = tuple[Int64s, Int64s, Int64s, Int64s, Int64s, Float64s]

SCHEMA = spans.MENTION_COLUMNS | {"sentence_no": pl.UInt32, "type": TYPE, "score": pl.Float64, "method": pl.String}


def tag_names(
    texts: pl.DataFrame,
    sentences: pl.DataFrame,
    weights: crf.Weights | None = None,
    chunks: list[Chunk] | None = None,
) -> pl.DataFrame:
    """Find the names of persons, organisations, places and other things in English texts.

    Takes a texts frame (see transforms/text/spans.py), where texts of the same article_no are read as one document
    (each text its own without that column) and a `language` other than "en" is passed over (null is English), its
    sentences, and its pieces if they are cut already. Gives a mentions frame in reading order with sentence_no, type
    (PER, ORG, LOC, MISC), score (share of right names among such, 0 to 1) and method.
    """
    weights = weights or crf.shipped_weights()
    chunks = chunked(texts) if chunks is None else chunks
    english = _english(texts)
    article = texts["article_no" if "article_no" in texts.columns else "text_no"].to_numpy().astype(np.int32)

    def tag(chunk: Chunk) -> _Found:
        own = slice(chunk.first_text, chunk.first_text + len(chunk.pieces.offsets) - 1)
        pieces = chunk.pieces if english[own].all() else chunk.pieces.of(english[own])
        tokens = tokens_of(pieces, np.arange(own.start, own.stop), sentences)
        return _tag(tokens, article[own], weights)

    found = [tag(chunk) for chunk in chunks]
    return _mentions(texts, sentences, *(np.concatenate(column) for column in zip(*found, strict=True)))


def _english(texts: pl.DataFrame) -> Bools:
    if "language" not in texts.columns:
        return np.ones(texts.height, dtype=bool)
    english = texts.select(pl.col("language").is_null() | (pl.col("language") == "en")).to_series()
    return np.asarray(english.to_numpy())


def _tag(tokens: Tokens, article: Int32s, weights: crf.Weights) -> _Found:
    """The names in tokens: row of the text, first byte and one past the last, row of the sentence, type."""
    reading = read(tokens, np.repeat(article, tokens.in_texts()))
    at = candidates(reading)
    bounds = crf.runs(reading, at)
    scores = crf.label_scores(reading, at, weights)
    edges = crf.run_edges(reading, at, bounds)
    labels = crf.best_labels(scores, bounds, edges, weights)
    place = (labels - 1) % 4
    is_last = (labels > 0) & ((place == 2) | (place == 3))
    first = at[(labels > 0) & ((place == 0) | (place == 3))]
    last = at[is_last]
    row = tokens.text_rows(first)
    base = tokens.offsets[row]
    end = tokens.begin[last] + tokens.size[last]
    kinds = (labels[is_last].astype(np.int64) - 1) // 4
    leads = confidence.leads(scores, labels, bounds, edges, weights)
    return (
        tokens.numbers[row],
        tokens.begin[first] - base,
        end - base,
        tokens.sentences_of(first),
        kinds,
        confidence.shares(leads, kinds, weights),
    )


def _mentions(
    texts: pl.DataFrame,
    sentences: pl.DataFrame,
    text: Int64s,
    start: Int64s,
    end: Int64s,
    sentence: Int64s,
    kind: Int64s,
    score: Float64s,
) -> pl.DataFrame:
    """From rows of texts and places in bytes to mentions."""
    places = pl.DataFrame(
        {"text_no": text, "start_byte": start, "end_byte": end},
        schema=dict.fromkeys(("text_no", "start_byte", "end_byte"), pl.UInt32),
    )
    number = sentences["sentence_no"].gather(sentence) if sentences.height else pl.Series(sentence)
    mentions = spans.with_chars(places, texts).with_columns(
        text_no=texts["text_no"].gather(text),
        text=spans.cut(places, texts),
        sentence_no=number.cast(pl.UInt32),
        type=type_names(kind),
        score=pl.Series(score, dtype=pl.Float64).fill_nan(None),
        method=pl.lit(METHOD),
    )
    return mentions.select(*SCHEMA)
