"""Letters that an article spells out: "Central Bank of Somalia (CBS)" is no broadcaster, whoever CBS is elsewhere."""

import re
from functools import lru_cache

import numpy as np
import polars as pl

from transforms.columns.dtypes import Bools, Int64s
from transforms.columns.lazy import once
from transforms.entities.linking.gazetteer import reference

# "Organisation" and "Organization", "Labour" and "Labor" are one word by their first letters.
_STEM_LETTERS = 4
_WORD = re.compile(r"[^\W\d_]+")
# Words that one article adds to a name and the next leaves out: "the U.S. Geological Survey".
_ADDED_WORDS = "of the and for in on to a an de la du des y et us u s united states uk american inc corp plc"
_ADDED = frozenset(_ADDED_WORDS.split())


def are_others(letters: str, words: str) -> bool:
    """Whether the table knows organisations by these letters, and none of them by these words."""
    known = _entities_of().get(letters, ())
    return bool(known) and all(is_other(entity, words) for entity in known)


@lru_cache(1 << 14)
def is_other(entity_id: str, words: str) -> bool:
    """Whether no name that the table has for an organisation agrees with words that letters stand for."""
    said = _stems(words)
    known = filter(None, map(_stems, _names_of().get(entity_id, ())))
    return not any(stems <= said or said <= stems for stems in known)


def others(known_id: pl.Series, answer: Int64s, full: Int64s, key: pl.Series, asked: Bools) -> Bools:
    """Whether each mention that is asked for is spelled out as another than the table knows by its letters.

    Takes the entities (null where the table knows none) that `answer` points into, the row of `key` (folded names) that
    each mention is short for, and which mentions an article spells out beside them.
    """
    out = np.zeros(len(answer), dtype=bool)
    rows = np.flatnonzero(asked & known_id.str.starts_with("org:").fill_null(value=False).to_numpy()[answer])
    if not len(rows):
        return out
    pairs = answer[rows] * len(key) + full[rows]
    distinct, place = np.unique(pairs, return_inverse=True)
    entities, names = known_id.gather(distinct // len(key)).to_list(), key.gather(distinct % len(key)).to_list()
    out[rows] = np.array([is_other(*pair) for pair in zip(entities, names, strict=True)], dtype=bool)[place]
    return out


def _stems(words: str) -> frozenset[str]:
    return frozenset(word[:_STEM_LETTERS] for word in _WORD.findall(words.lower()) if word not in _ADDED)


@once
def _organisations() -> pl.DataFrame:
    rows = reference().filter(pl.col("type") == "ORG", pl.col("entity_id").str.starts_with("org:"))
    return rows.select("alias", "entity_id").unique(maintain_order=True)


@once
def _names_of() -> dict[str, list[str]]:
    """The names of each organisation."""
    return dict(_organisations().group_by("entity_id", maintain_order=True).agg("alias").rows())


@once
def _entities_of() -> dict[str, list[str]]:
    """The organisations that letters mean."""
    rows = _organisations().filter(pl.col("alias").str.contains(r"^\p{Lu}[\p{Lu}&-]{1,7}$"))
    return dict(rows.group_by("alias", maintain_order=True).agg("entity_id").rows())
