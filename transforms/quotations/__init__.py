"""Who said what: "We are sympathetic to the call," Putin said; he called it "a horrible massacre"; he denied it."""

import numpy as np
import polars as pl

from transforms.columns.dtypes import Bytes, Int64s
from transforms.columns.masked import picked
from transforms.columns.utf8 import FIRST_BYTES, flat, slices
from transforms.quotations.attribution import attributed
from transforms.quotations.behalf import with_principals
from transforms.quotations.days import said_on
from transforms.quotations.fragments import with_fragments, with_terms
from transforms.quotations.indirect import leads, reported
from transforms.quotations.marks import quoted_words
from transforms.quotations.nested import Read, back_in_place, inner_texts, with_inner_texts
from transforms.quotations.pronouns import with_people_behind_pronouns
from transforms.quotations.speakers import speakers
from transforms.quotations.speech_verbs import speech_verbs
from transforms.quotations.tagging import tags
from transforms.quotations.tags import Tags
from transforms.text import sentences as segmentation
from transforms.text import spans
from transforms.text.pretokens import Chunk, Pieces, chunked

_COLUMNS = {
    "text_no": pl.UInt32,
    "start_char": pl.UInt32,
    "end_char": pl.UInt32,
    "text": pl.String,
    "sentence_no": pl.UInt32,
    "rule": pl.String,
    "kind": pl.String,
    "is_fragment": pl.Boolean,
    "speaker_text": pl.String,
    "speaker_start_char": pl.UInt32,
    "entity_id": pl.String,
    "on_behalf_of": pl.String,
    "verb": pl.String,
    "said_on": pl.Date,
}


def quotations(
    texts: pl.DataFrame,
    sentences: pl.DataFrame,
    entities: pl.DataFrame,
    temporal: pl.DataFrame,
    chunks: list[Chunk] | None = None,
) -> pl.DataFrame:
    """Find quoted words and reported speech, and who says them.

    Takes a texts frame, its sentences, its entity mentions (see transforms/entities), its temporal mentions and the
    texts' pieces where they have been cut already (see transforms/text/pretokens.py); gives one row per quotation:
    text_no, start_char, end_char and text (the words inside the marks, or the reported clause), sentence_no, rule
    (`verb_after`, `verb_before`, `colon`, `dash`, `subject`, `sentence_before`, `goes_on`, `unattributed`; `reported`
    and `reported_before` where it is indirect), kind (`direct`, `indirect`), is_fragment, speaker_text and
    speaker_start_char (the name, title or pronoun that is the clause's subject), entity_id (of a pronoun: the person it
    means), on_behalf_of, verb and said_on (a day that the clause names).
    """
    single_day = (pl.col("first_day") == pl.col("last_day")) & pl.col("granularity").is_in(["day", "part_of_day"])
    days = temporal.filter((pl.col("timex_type").cast(pl.String) == "DATE") & single_day)
    parts = [
        _in_chunk(
            chunk.pieces, *(_of_chunk(frame, chunk) for frame in (texts, sentences, entities, days))
        ).with_columns(pl.col("text_no") + chunk.first_text)
        for chunk in (chunked(texts) if chunks is None else chunks)
    ]
    return pl.concat(parts).select(pl.col(name).cast(dtype) for name, dtype in _COLUMNS.items())


def _of_chunk(frame: pl.DataFrame, chunk: Chunk) -> pl.DataFrame:
    """The rows of a chunk's texts, numbered from 0."""
    first, count = chunk.first_text, len(chunk.pieces.offsets) - 1
    if first == 0 and not (frame["text_no"] >= count).any():
        return frame
    held = frame.filter(pl.col("text_no").is_between(first, first + count - 1))
    return held.with_columns(pl.col("text_no") - first)


def _in_chunk(
    pieces: Pieces, texts: pl.DataFrame, sentences: pl.DataFrame, entities: pl.DataFrame, days: pl.DataFrame
) -> pl.DataFrame:
    quotes = quoted_words(texts)
    read = Read(
        texts,
        sentences.select("text_no", "start_byte", "end_byte"),
        entities.select("text_no", "start_byte", "end_byte", "type", "entity_id"),
        pieces,
    )
    inner = inner_texts(quotes)
    if inner.height:
        read = with_inner_texts(read, inner)
        nested = quoted_words(inner)
        quotes = pl.concat([quotes, nested.with_columns(pl.col("text_no") + texts.height)])
    quotes = with_terms(quotes, read.texts, read.entities)
    tagged = tags(read.pieces, read.sentences, quotes, read.entities, days)
    outer = tagged.first_of_text(texts.height)
    lead = leads(tagged, outer)
    verbs = speech_verbs(tagged, lead.at[lead.may_report])
    direct = attributed(tagged, verbs, quotes)
    indirect = reported(tagged, verbs.only(verbs.at < outer), lead, pieces.offsets[1:])
    clauses = _clauses(indirect, tagged, texts)
    rows = pl.concat([quotes.with_columns(kind=pl.lit("direct")), clauses], how="diagonal")
    found = pl.concat([direct, indirect.select(direct.columns)])
    found = found.with_columns(
        day=pl.Series(said_on(tagged, *(found[name].to_numpy() for name in ("begin", "end", "verb"))))
    )
    rows = rows.hstack(speakers(found, tagged, read.texts, read.entities)).with_columns(found["rule"])
    rows = rows.with_columns(said_on=picked(days["first_day"], found["day"].to_numpy()))
    rows = back_in_place(rows, tagged, found["verb"].to_numpy(), inner, texts.height)
    rows = rows.filter(pl.col("text") != "").sort("text_no", "start_byte", "end_byte", descending=[False, False, True])
    rows = with_principals(with_fragments(rows), texts)
    rows = with_people_behind_pronouns(rows, texts, entities)
    rows = segmentation.number_sentences(rows, sentences)
    return rows.select(*_COLUMNS)


def _clauses(indirect: pl.DataFrame, tagged: Tags, texts: pl.DataFrame) -> pl.DataFrame:
    """The reported clauses as mentions, without the stop at their end."""
    laid = flat(texts["text"])
    first, last = (_at_character(laid.data, indirect[name].to_numpy()) for name in ("first", "last"))
    last = np.maximum(first, last)
    text = np.searchsorted(laid.offsets, first, side="right") - 1 if indirect.height else first
    words = slices(laid.data, first, last).str.strip_chars_end(' \t\r\n.,;:!?…"”»')
    place = pl.DataFrame({"text_no": text, "start_byte": first - laid.offsets[text], "text": words})
    place = place.with_columns(end_byte=pl.col("start_byte") + pl.col("text").str.len_bytes())
    place = place.with_columns(pl.col("text_no", "start_byte", "end_byte").cast(pl.UInt32), kind=pl.lit("indirect"))
    return spans.with_chars(place, texts).select(*spans.MENTION_COLUMNS, "kind")


def _at_character(data: Bytes, at: Int64s) -> Int64s:
    """Places moved back to where their character begins: a tag of a long dash is inside it."""
    at = at.copy()
    for _ in range(3):
        inside = at < len(data)
        at[inside] -= data.view(np.int8)[at[inside]] < FIRST_BYTES
    return at
