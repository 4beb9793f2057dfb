"""Quotations inside quotations: "Then he said, 'Go home,'" said Hale, has an inner speaker, "he"."""

import numpy as np
import polars as pl

from transforms.columns.utf8 import place
from transforms.quotations.attribution import attributed, speech_verbs
from transforms.quotations.fragments import with_terms
from transforms.quotations.marks import quoted_words
from transforms.quotations.speakers import speakers
from transforms.quotations.tags import NONE, tags
from transforms.quotations.word_tags import forms, of_verbs
from transforms.text import sentences as segmentation

# What words between single marks open with.
_INNER = r"[ \n(]['‘]\p{Lu}|^['‘]\p{Lu}|‘"
_NO_DAYS = pl.DataFrame(schema=dict.fromkeys(["text_no", "start_byte", "end_byte"], pl.UInt32))
_PLACES = {
    "char": ["start_char", "end_char", "speaker_start_char"],
    "byte": ["start_byte", "end_byte", "outer_start", "speaker_start_byte", "verb_start"],
}


def nested_quotations(quotes: pl.DataFrame, texts: pl.DataFrame, entities: pl.DataFrame) -> pl.DataFrame:
    """Find the quotations inside others whose inner verb and speaker are quoted with them.

    Takes quotations, the texts and their entity mentions; gives rows in the columns of speakers.py beside text_no,
    text, kind, rule and places in the texts.
    """
    outer = quotes.filter(pl.col("text").str.contains(_INNER))
    if outer.is_empty():
        return pl.DataFrame()
    inner = outer.select("text", field=pl.lit("body")).with_row_index("text_no")
    names = _names_inside(outer, entities)
    found = with_terms(quoted_words(inner), inner, names)
    cut = segmentation.sentences(inner)
    tagged = tags(inner, cut, found, names, _NO_DAYS)
    verbs = speech_verbs(tagged, lambda _, at: np.zeros(len(at), dtype=bool))
    direct = attributed(tagged, verbs, found)
    rows = found.hstack(direct.select("rule")).hstack(speakers(direct, tagged, inner, names))
    # A name for something ("we call it 'the dome'") is nobody's speech.
    verb = direct["verb"].to_numpy()
    said = of_verbs([listed.kind in ("say", "tell") for listed in forms().verbs], tagged.verb(np.maximum(verb, 0)))
    rows = rows.filter(pl.Series(said & (verb != NONE)))
    base = outer.select("text_no", char="start_char", byte="start_byte")[rows["text_no"]]
    moved = [
        (pl.col(name).cast(pl.Int64) + base[unit].cast(pl.Int64)).alias(name)
        for unit, columns in _PLACES.items()
        for name in columns
    ]
    rows = rows.with_columns(*moved, base["text_no"], kind=pl.lit("direct")).drop("outer_end", "goes_on", "is_term")
    unsigned = [name for columns in _PLACES.values() for name in columns if name != "verb_start"]
    return rows.with_columns(pl.col(unsigned).cast(pl.UInt32))


def _names_inside(outer: pl.DataFrame, entities: pl.DataFrame) -> pl.DataFrame:
    """The names inside quotations, with places in the quotation's own words."""
    start = place(outer, "start_byte")
    at = np.searchsorted(start, place(entities, "start_byte"), side="right") - 1
    held = np.flatnonzero((at >= 0) & (place(entities, "end_byte") <= place(outer, "end_byte")[np.maximum(at, 0)]))
    base = outer.select("start_char", "start_byte")[at[held]]
    names = entities[held].with_columns(text_no=pl.Series(at[held], dtype=pl.UInt32))
    shifted = [
        (pl.col(f"{end}_{unit}") - base[f"start_{unit}"]) for end in ("start", "end") for unit in ("char", "byte")
    ]
    return names.with_columns(shifted)
