"""Capitals that make no name: "the Council", "Mathematics", "Panel" where the article names nobody who is called so."""

import numpy as np
import polars as pl

from transforms.columns.dictionary import NONE, number
from transforms.columns.dtypes import Bools
from transforms.columns.lazy import once
from transforms.entities.ner.lexicon import words_of
from transforms.entities.ordinary_words import CASING
from transforms.entities.span_fusion import listed_types

# The share of mentions in small letters that makes a word of running text a common noun.
_LEAST_SHARE = 0.93
_NAMES = (
    "first",
    "last",
    "city",
    "place",
    "country",
    "region",
    "company",
    "org",
    "team",
    "media",
    "demonym",
    "creed",
    "event",
)


def without_common_nouns(found: pl.DataFrame, texts: pl.DataFrame) -> pl.DataFrame:
    """Leave out names of one word that running text writes in small letters, unless a longer name in the article has
    it, and persons of several such words.

    Takes names in reading order. "Council" stays where the article names the City Council, "Button" where it names
    Jenson Button; what the table or the lexicon lists stays.
    """
    if found.is_empty():
        return found
    word, words = number(found["text"])
    nobody = _no_persons(words)[word] & (found["type"] == "PER").to_numpy()
    if nobody.any():
        found, word = found.filter(pl.Series(~nobody)), word[~nobody]
    common = np.flatnonzero(words.str.contains(r"^\p{Lu}\p{Ll}+$"))
    common = common[words.gather(common).str.to_lowercase().is_in(_common().implode()).to_numpy()]
    common = common[listed_types(words.gather(common)) == NONE]
    asked = np.flatnonzero(np.isin(word, common))
    if not len(asked):
        return found
    article = texts["article_no" if "article_no" in texts.columns else "text_no"]
    rows = found.select("text").with_columns(article=article.gather(found["text_no"]))
    longer = rows.filter(pl.col("text").str.contains(" ", literal=True))
    ends = pl.concat(
        [longer.select("article", text=pl.col("text").str.extract(part)) for part in (r" (\S+)$", r"^(\S+) ")]
    )
    unnamed = rows[asked].with_columns(row=pl.Series(asked)).join(ends.unique(), on=["article", "text"], how="anti")
    kept = np.ones(len(found), dtype=bool)
    kept[unnamed["row"].to_numpy()] = False
    return found.filter(pl.Series(kept))


def _no_persons(words: pl.Series) -> Bools:
    """Which of distinct names of several words hold only words of running text: "Paddle Boarding"."""
    several = np.flatnonzero(words.str.contains(r"^[A-Z][a-z]+(?: [A-Z][a-z]+)+$"))
    parts = words.gather(several).str.to_lowercase().str.split(" ").explode()
    common = parts.is_in(_common().implode()).to_numpy()
    size = words.gather(several).str.count_matches(" ").to_numpy().astype(np.int64) + 1
    out = np.zeros(len(words), dtype=bool)
    if len(several):
        out[several] = np.logical_and.reduceat(common, np.cumsum(size) - size)
    return out


@once
def _common() -> pl.Series:
    """Words that running text writes in small letters and no list has as a name."""
    rows = pl.read_parquet(CASING).filter(pl.col("form") == pl.col("word"), pl.col("share") >= _LEAST_SHARE)
    names: frozenset[str] = frozenset().union(*(words_of(kind) for kind in _NAMES))
    return rows.filter(~pl.col("word").is_in(list(names)))["word"]
