"""Names in articles and what they are: "Vladimir Putin" PER, "Fox News" ORG, "Sudzha" LOC, "World War II" MISC."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import polars as pl

from transforms import spans
from transforms.entities import crf, evidence
from transforms.entities.tokens import Tokens, tokenise

METHOD = "tagger"
# Articles are read in chunks so that memory does not grow with the batch; two are read at a time.
_CHUNK_BYTES = 6_000_000
_WORKERS = 2

SCHEMA = spans.MENTION_COLUMNS | {"sentence_no": pl.UInt32, "type": pl.String, "score": pl.Float64, "method": pl.String}


def tag_names(texts: pl.DataFrame, sentences: pl.DataFrame, weights: crf.Weights | None = None) -> pl.DataFrame:
    """Find the names of persons, organisations, places and other things in English texts.

    Takes a texts frame (see transforms/spans.py), where texts of the same article_no are read as one document (each
    text its own without that column) and a `language` other than "en" is passed over (null is English), and its
    sentences. Gives a mentions frame in reading order with sentence_no, type (PER, ORG, LOC, MISC), score (null: the
    tagger gives none) and method.
    """
    weights = weights or crf.shipped_weights()
    chunks = list(_chunks(_english(texts), sentences))
    if len(chunks) < 2:
        return _joined([_tag(*chunk, weights) for chunk in chunks])
    with ThreadPoolExecutor(_WORKERS) as pool:
        return _joined(list(pool.map(lambda chunk: _tag(chunk[0], chunk[1], weights), chunks)))


def _english(texts: pl.DataFrame) -> pl.DataFrame:
    if "language" not in texts.columns:
        return texts
    return texts.filter(pl.col("language").is_null() | (pl.col("language") == "en"))


def _chunks(texts: pl.DataFrame, sentences: pl.DataFrame) -> Iterator[tuple[pl.DataFrame, pl.DataFrame]]:
    """Whole articles, about _CHUNK_BYTES at a time, with their sentences."""
    if texts.is_empty():
        return
    article = texts["article_no" if "article_no" in texts.columns else "text_no"].to_numpy()
    new = np.append(True, article[1:] != article[:-1])
    size = texts["text"].str.len_bytes().to_numpy().astype(np.int64)
    chunk = ((np.cumsum(size) - size) // _CHUNK_BYTES)[np.maximum.accumulate(np.where(new, np.arange(len(new)), 0))]
    begins = np.flatnonzero(np.append(True, np.diff(chunk) != 0))
    first_text = texts["text_no"].to_numpy()
    sentence_text = sentences["text_no"].to_numpy()
    for begin, end in zip(begins, np.append(begins[1:], len(chunk)), strict=True):
        low = np.searchsorted(sentence_text, first_text[begin], side="left")
        high = np.searchsorted(sentence_text, first_text[end - 1], side="right")
        yield texts[int(begin) : int(end)], sentences[int(low) : int(high)]


def _tag(texts: pl.DataFrame, sentences: pl.DataFrame, weights: crf.Weights) -> pl.DataFrame:
    tokens = tokenise(texts, sentences)
    if not len(tokens):
        return pl.DataFrame(schema=SCHEMA)
    article = texts["article_no" if "article_no" in texts.columns else "text_no"].to_numpy()
    text_row = np.searchsorted(texts["text_no"].to_numpy(), tokens.text_no)
    reading = evidence.read(tokens, article[text_row].astype(np.int32))
    at = evidence.candidates(reading)
    bounds = crf.runs(reading, at)
    scores = crf.label_scores(reading, at, weights)
    labels = crf.best_labels(scores, bounds, crf.run_edges(reading, at, bounds), weights)
    return _mentions(tokens, at, labels, texts, sentences)


def _mentions(
    tokens: Tokens, at: evidence.Ints, labels: np.ndarray, texts: pl.DataFrame, sentences: pl.DataFrame
) -> pl.DataFrame:
    """From labels of tokens to mentions of texts."""
    place = (labels - 1) % 4
    first = at[(labels > 0) & ((place == 0) | (place == 3))]
    is_last = (labels > 0) & ((place == 2) | (place == 3))
    last, kind = at[is_last], (labels[is_last] - 1) // 4
    sentence_no = sentences["sentence_no"].to_numpy()[tokens.sentence[first]] if sentences.height else first * 0
    columns = {
        "text_no": tokens.text_no[first],
        "start_char": tokens.start_char[first],
        "end_char": tokens.end_char[last],
        "start_byte": tokens.start_byte[first],
        "end_byte": tokens.end_byte[last],
        "sentence_no": sentence_no,
    }
    mentions = pl.DataFrame({name: pl.Series(values, dtype=SCHEMA[name]) for name, values in columns.items()})
    return mentions.with_columns(
        text=_cut(mentions, texts),
        type=pl.Series(crf.TYPES, dtype=pl.String).gather(kind.astype(np.uint32)),
        score=pl.lit(None, dtype=pl.Float64),
        method=pl.lit(METHOD),
    ).select(*SCHEMA)


def _cut(mentions: pl.DataFrame, texts: pl.DataFrame) -> pl.Series:
    """The words of each mention, cut from the texts by byte offsets."""
    row = np.searchsorted(texts["text_no"].to_numpy(), mentions["text_no"].to_numpy())
    return spans.cut(mentions.with_columns(text_no=pl.Series(row, dtype=pl.UInt32)), texts)


def _joined(parts: list[pl.DataFrame]) -> pl.DataFrame:
    return pl.concat(parts) if parts else pl.DataFrame(schema=SCHEMA)
