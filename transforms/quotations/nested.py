"""Nested quotations: "Then he said, 'Go home,'" said Hale, has an inner speaker, "he".

Quoted words that may hold marks of their own are read as texts for themselves, behind the texts they come from.
"""

from dataclasses import dataclass

import numpy as np
import polars as pl

from transforms.columns.string_buffer import Strings
from transforms.columns.utf8 import buffer, place
from transforms.quotations.tags import NONE, Tags
from transforms.quotations.word_tags import VerbTest
from transforms.text import pretokens
from transforms.text.pretokens import Pieces

# What words between single marks open with.
_INNER = r"[ \n(]['‘]\p{Lu}|^['‘]\p{Lu}|‘"
_SAYS = VerbTest(lambda verb: verb.kind in ("say", "tell"))
_PLACES = {
    "char": ["start_char", "end_char", "speaker_start_char"],
    "byte": ["start_byte", "end_byte", "outer_start", "speaker_start_byte", "verb_start"],
}


@dataclass(frozen=True)
class Read:
    """Texts and what is known of them: frames whose text_no is a row of `texts`, and the pieces of the texts."""

    texts: pl.DataFrame
    sentences: pl.DataFrame
    entities: pl.DataFrame
    pieces: Pieces


def inner_texts(quotes: pl.DataFrame) -> pl.DataFrame:
    """The quoted words that may hold quotations.

    Takes quotations; gives a texts frame with the text each is in (of_text) and where it begins there (char, byte).
    """
    outer = quotes.filter(pl.col("text").str.contains(_INNER))
    places = {"of_text": "text_no", "char": "start_char", "byte": "start_byte"}
    return outer.select("text", **places).with_row_index("text_no")


def with_inner_texts(read: Read, inner: pl.DataFrame) -> Read:
    """The texts and, behind them, quoted words as texts of their own, with the sentences and names inside them."""
    count = read.texts.height
    moved = inner.with_columns(pl.col("text_no") + count)
    start = place(inner.select(text_no="of_text", byte="byte"), "byte")
    end = start + inner["text"].str.len_bytes().to_numpy()
    names = _inside(read.entities, start, end, moved, place(read.entities, "start_byte"))
    opening = moved.select("text_no", start_byte=pl.lit(0, pl.UInt32), end_byte=pl.col("text").str.len_bytes())
    cut = _inside(read.sentences, start + 1, end, moved, place(read.sentences, "start_byte"))
    cut = pl.concat([opening, cut.select(opening.columns)]).sort("text_no", "start_byte")
    pieces = pretokens.cut_with(read.pieces.memory, Strings(*buffer(inner["text"])))
    return Read(
        texts=pl.concat([read.texts.select("text_no", "text"), moved.select("text_no", "text")]),
        sentences=pl.concat([read.sentences, cut]),
        entities=pl.concat([read.entities, names]),
        pieces=pretokens.joined(read.pieces, pieces),
    )


def _inside(
    rows: pl.DataFrame, start: np.ndarray, end: np.ndarray, inner: pl.DataFrame, places: np.ndarray
) -> pl.DataFrame:
    """The rows that begin between a start and its end, with the number of the inner text and their place there."""
    at = np.searchsorted(start, places, side="right") - 1
    held = np.flatnonzero((at >= 0) & (places < end[np.maximum(at, 0)]))
    base = inner.select("text_no", "byte")[at[held]]
    return rows[held].with_columns(
        base["text_no"], pl.col("start_byte") - base["byte"], pl.col("end_byte") - base["byte"]
    )


def back_in_place(rows: pl.DataFrame, tagged: Tags, verb: np.ndarray, inner: pl.DataFrame, count: int) -> pl.DataFrame:
    """Quotations of texts and, from text_no `count` on, of inner texts; the latter where they are in the outer ones.

    verb: tag of each row's verb. Of inner ones only those stay that somebody says: a name for something ("we call it
    'the dome'") is nobody's speech.
    """
    is_inner = (rows["text_no"] >= count).to_numpy()
    if not is_inner.any():
        return rows
    said = _SAYS(tagged.verb(np.maximum(verb, 0)))
    found = rows.filter(pl.Series(is_inner & said & (verb != NONE)))
    base = inner[found["text_no"] - count]
    moved = [
        (pl.col(name).cast(pl.Int64) + base[unit].cast(pl.Int64)).cast(rows.schema[name]).alias(name)
        for unit, columns in _PLACES.items()
        for name in columns
    ]
    # What tells how a quotation ends its paragraph, and that it is a term, is not asked inside another.
    nested = found.with_columns(*moved, base["of_text"].alias("text_no"), is_term=pl.lit(None, pl.Boolean))
    return pl.concat([rows.filter(~pl.Series(is_inner)), nested])
