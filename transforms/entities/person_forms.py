"""Persons by the form of their names: "J. Pooley", "A G Perarivalan", "the Nkhata" family, "Constantine the Great"."""

import polars as pl

from transforms.columns.dictionary import NONE, TYPES
from transforms.columns.lazy import once
from transforms.entities.context_types import is_land_or_word
from transforms.entities.ner.lexicon import heads, words_of
from transforms.entities.ordinary_words import common_words
from transforms.entities.span_fusion import listed_types
from transforms.text import spans, windows

_PER = TYPES.index("PER")
_SURNAME = r"(?:Mc|Mac|[DO]['’])?[A-Z][a-z]{2,}(?:-[A-Z][a-z]+)?"
_INITIALED = rf"(?-u:\b)(?:(?:[A-Z]\. ?){{1,3}}|[A-Z] [A-Z] ){_SURNAME}(?-u:\b)"
# Initials stand behind a comma, a small word or a figure; "vitamin C. Doctors" and "Plan B. Nobody" are two sentences.
_BEFORE_INITIALS = r"(?:^|[\n(]|[,;:–—-] |(?-u:\b)[a-z]+ |[0-9] )$"
_LETTERED = (
    r"(?i:(?-u:\b)(?:vitamins?|plan|group|class|grade|section|type|category|part|level|phase|hepatitis|influenza|schedule|"
    r"series|team|division|article|appendix|exhibit|option|point|channel|block|zone|gate|unit|an?|the|no)) $"
)
_FAMILY = r"(?-u:\b)[Tt]he [A-Z][a-z]{2,} (?:famil(?:y|ies)|brothers|sisters|siblings|twins|clan|dynasty)(?-u:\b)"
_FAMILY_AFTER = r" (?:famil(?:y|ies)|brothers|sisters|siblings|twins|clan|dynasty)$"
_EPITHET = (
    r"(?-u:\b)[A-Z][a-z]{3,}(?: [IVX]+)? the (?:Great|Elder|Younger|Terrible|Magnificent|Conqueror|Wise|Bold|Pious|"
    r"Impaler|Confessor)(?-u:\b)"
)
_NO_RULERS = "title calendar demonym creed notname".split()  # noqa: SIM905
_NO_SURNAMES = "country region city place company org team media event".split()  # noqa: SIM905


def persons(texts: pl.DataFrame) -> pl.DataFrame:
    """Persons where nothing else is found, a mentions frame: initials with a surname, families."""
    initialed = spans.find_in_few(texts, _INITIALED)
    nearby = windows.around(initialed, texts, before=len("category, "), after=len(" Aa"))
    said = nearby["before"].str.contains(_BEFORE_INITIALS) & ~nearby["before"].str.contains(_LETTERED)
    initialed = initialed.filter(said & ~nearby["after"].str.contains(r"^ [A-Z][a-z]"))
    families = spans.without_edges(spans.find_in_few(texts, _FAMILY), "^[Tt]he ", _FAMILY_AFTER)
    return pl.concat([_unknown(rows) for rows in (initialed, families) if len(rows)] or [initialed])


def rulers(texts: pl.DataFrame) -> pl.DataFrame:
    """Persons that take the place of names inside, a mentions frame: "Constantine the Great", as no land is called."""
    rows = spans.find_in_few(texts, _EPITHET)
    if rows.is_empty():
        return rows
    said = rows["text"].str.extract(r"^(\S+)")
    return rows.filter(_free(said, _no_rulers()) & ~is_land_or_word(said))


def _unknown(rows: pl.DataFrame) -> pl.DataFrame:
    """Names whose last word is no land, people, title, body or word of running text."""
    word = rows["text"].str.extract(r"([^ .]+)$")
    listed = listed_types(word)
    return rows.filter(_free(word, _no_surnames()) & pl.Series((listed == NONE) | (listed == _PER)))


def _free(words: pl.Series, taken: frozenset[str]) -> pl.Series:
    """Whether words are none of these, which are in small letters."""
    return pl.Series([word not in taken for word in words.str.to_lowercase().to_list()], dtype=pl.Boolean)


@once
def _no_rulers() -> frozenset[str]:
    """Titles, days, peoples, words that end bodies' names and words of running text."""
    words: frozenset[str] = frozenset().union(*(words_of(kind) for kind in _NO_RULERS))
    return words | heads() | common_words()


@once
def _no_surnames() -> frozenset[str]:
    """These, and the names of lands, towns and bodies."""
    return _no_rulers().union(*(words_of(kind) for kind in _NO_SURNAMES))
