"""Languages, which are called like the people who speak them: "in English", "Spanish-speaking", "fluent French"."""

import numpy as np
import polars as pl

from transforms.columns.dictionary import TYPES
from transforms.columns.dtypes import Int64s
from transforms.columns.lazy import once
from transforms.entities.linking.gazetteer import reference
from transforms.text import windows

_MISC = TYPES.index("MISC")
_BEFORE_BYTES, _AFTER_BYTES = 28, 20
_SPOKEN = (
    r"(?-u:\b)(?:in|In|into|fluent|fluent in|broken|perfect|speak|speaks|speaking|spoke|spoken|learn|learns|learned|"
    r"learning|teach|teaches|taught|teaching|understand|understands|words? of|[Hh]is|[Hh]er|[Tt]heir|[Mm]y|[Yy]our) $"
)
# What comes behind the word is no one's: no noun that the word describes.
_NO_NOUN = (
    r"^(?:[.,;:)!?”\"\n]|$| (?:as|at|by|is|was|because|though|with|on|that|to|when|while|than|rather|"
    r"and (?:maths?|science|reading))(?-u:\b))"
)
_OF_THE_LANGUAGE = (
    r"^(?:-| )(?:language|languages|speaking|speaker|speakers|translation|translations|subtitles|dialect|lessons?|"
    r"class|classes|grammar|proficiency)(?-u:\b)"
)
_SUFFIX = " language"


def languages(mentions: pl.DataFrame, texts: pl.DataFrame, kind: Int64s) -> pl.DataFrame:
    """The mentions of peoples' names that mean their language: row, known_id.

    Takes mentions in reading order (text_no, start_byte, end_byte, text) and their type (place in TYPES).
    """
    known = _languages()
    rows = np.flatnonzero((kind == _MISC) & mentions["text"].is_in(known["text"].implode()).to_numpy())
    asked = mentions.select("text_no", "start_byte", "end_byte", "text")[rows]
    nearby = windows.around(asked.drop("text"), texts, before=_BEFORE_BYTES, after=_AFTER_BYTES)
    spoken = nearby["before"].str.contains(_SPOKEN) & nearby["after"].str.contains(_NO_NOUN)
    spoken |= nearby["after"].str.contains(_OF_THE_LANGUAGE)
    asked = asked.with_columns(row=pl.Series(rows)).filter(spoken)
    return asked.join(known, on="text", how="inner", maintain_order="left").select("row", "known_id")


@once
def _languages() -> pl.DataFrame:
    """The languages of the table by the word that is a people's too: text, known_id."""
    rows = reference().filter(pl.col("subtype") == "language", pl.col("alias").str.ends_with(_SUFFIX))
    rows = rows.select(text=pl.col("alias").str.strip_suffix(_SUFFIX), known_id="entity_id")
    return rows.unique("text", keep="first", maintain_order=True)
