"""How running text writes each word: "market" in small letters, "NATO" in capitals, "McCain" mixed.

Counted over the openly licensed articles, where a word opens no sentence. A headline's words are read by it (see
transforms/entities/headlines.py).
"""

import re
from collections import Counter
from pathlib import Path

import polars as pl

from transforms.entities.ner.lexicon import words_of
from transforms.entities.training.data import Document

TARGET = Path(__file__).parents[2] / "reference" / "casing.parquet"

# Behind a small letter or a comma: no word that opens a sentence, none of a headline in capitals.
_WORD = re.compile(r"(?<=[a-z,;] )[^\W\d_]+")
_LEAST_SEEN, _LEAST_SHARE = 2, 0.6
# Headlines are written in the present tense, articles in the past: "soars" is known by "soared".
_ENDINGS = (
    ("", "s"),
    ("", "es"),
    ("", "ed"),
    ("", "ing"),
    ("", "d"),
    ("e", "ing"),
    ("y", "ies"),
    ("ed", "s"),
    ("ed", "es"),
)
_INFLECTED_SHARE, _LEAST_STEM = 0.6, 3
# What is a name elsewhere is not inflected: no "banks" of "Bank", no "wales" of "wale".
_NAMES = ("first", "last", "city", "place", "country", "company", "org", "team", "media", "demonym")


def casing(documents: list[Document]) -> pl.DataFrame:
    """The usual form of words: word (small letters), form, share (of all its mentions, 0 to 1), sorted by word.

    Words seen once, without a usual form, or usually with a capital first letter (the form of a headline) are left out.
    """
    forms = Counter(form for document in documents for form in _WORD.findall(document.text))
    rows = pl.DataFrame(
        {"form": list(forms), "seen": list(forms.values())}, schema={"form": pl.String, "seen": pl.Int64}
    )
    rows = rows.with_columns(word=pl.col("form").str.to_lowercase())
    every = rows.group_by("word").agg(
        pl.col("form").sort_by(["seen", "form"], descending=[True, False]).first(),
        share=(pl.col("seen").max() / pl.col("seen").sum()).round(3).cast(pl.Float32),
        seen=pl.col("seen").sum(),
    )
    usual = every.filter(pl.col("seen") >= _LEAST_SEEN, pl.col("share") >= _LEAST_SHARE)
    capital = pl.col("form").str.contains(r"^\p{Lu}[^\p{Lu}]*$")
    # What differs in bytes cannot take a headline word's place.
    alike = pl.col("form").str.len_bytes() == pl.col("form").str.to_uppercase().str.len_bytes()
    usual = usual.filter(~capital, alike).select("word", "form", "share")
    seen = set(every["word"].to_list()) | {name for kind in _NAMES for name in words_of(kind)}
    small = usual.filter(pl.col("form") == pl.col("word"))["word"].to_list()
    inflected = {
        word.removesuffix(end) + other
        for word in small
        for end, other in _ENDINGS
        if len(word) > _LEAST_STEM and word.endswith(end)
    }
    more = pl.Series("word", sorted(inflected - seen), dtype=pl.String).to_frame()
    more = more.select("word", form="word", share=pl.lit(_INFLECTED_SHARE, pl.Float32))
    return pl.concat([usual, more]).sort("word")
