"""What is between marks and no speech: a nickname ('alias "Doc"'), a title, a word set apart ('the so-called "dome"')."""

import numpy as np
import polars as pl

from transforms.columns.utf8 import place
from transforms.text import windows

# A name between marks is no quotation. Most of them follow words that say so.
_NAMING = (
    r"(?i)(?-u:\b)(?:nick-?named|alias|a\.?k\.?a\.?|a/k/a|known (?:[a-z]+ly |to [a-z]+ |[a-z]+ )?as|go(?:es|ing)? by|went by|"
    r"(?:nick|stage |pen |code |brand )?names?(?: of)?|named|moniker|pseudonym|codenamed|pet name|username|handle)"
    r"(?: the (?:nick)?name(?: of)?| the moniker)?,? *$"
)
_NAME = r"^\p{Lu}[\p{L}\p{M}'’.-]*(?: [\p{L}\p{M}'’.-]+){0,3}[,.]?$"
# What a clause has and a term has not: a subject pronoun, a finite verb.
_CLAUSE = (
    r"(?i)(?-u:\b)(?:i|we|you|he|she|they|it|there|who|is|are|was|were|am|will|would|can|could|may|might|must|should|shall|has|"
    r"have|had|do|does|did|cannot|let|lets|please)(?-u:\b)|[a-z]['’](?:s|re|ve|ll|d|t|m) "
)
_OPENS_SPEECH, _CLOSES_SPEECH = r"^[^\p{L}]*\p{Lu}", r"[,.?!…—–-]$"
_TITLE_WORDS = r"^(?:\p{Lu}[\p{L}\p{M}'’.-]*|[0-9]+)(?: (?:\p{Lu}[\p{L}\p{M}'’.&-]*|[0-9]+|a|an|and|at|for|from|in|of|on|or|the|to|with|vs\.)){1,7}[,.]?$"
# Names and fragments are shorter than this.
_NAME_BYTES, _FRAGMENT_BYTES = 60, 90


def without_nicknames(quotes: pl.DataFrame, texts: pl.DataFrame, entities: pl.DataFrame) -> pl.DataFrame:
    """Drop the words that only name somebody.

    Takes quotations with outer_start and outer_end (bytes), the texts and their entity mentions.
    """
    text = pl.col("text")
    named = pl.when(text.str.len_bytes() <= _NAME_BYTES).then(text).str.contains(_NAME).fill_null(False)
    short = quotes.select(named).to_series()
    if not short.any():
        return quotes
    outer = quotes.with_columns(start_byte="outer_start", end_byte="outer_end")
    rows = np.flatnonzero(short.to_numpy())
    before = windows.around(outer[rows], texts, before=40, after=0)["before"]
    naming = np.zeros(quotes.height, dtype=bool)
    naming[rows] = before.str.contains(_NAMING).to_numpy()
    people = entities.filter(pl.col("type").cast(pl.String) == "PER").sort("text_no", "start_byte")
    if people.height:
        # 'John "Jack" Hale' is one name, or two with the marks between.
        start, end = place(people, "start_byte"), place(people, "end_byte")
        low, high = place(outer, "start_byte"), place(outer, "end_byte")
        at = np.searchsorted(start, low, side="right") - 1
        held = (at >= 0) & (end[np.maximum(at, 0)] >= high)
        behind = np.minimum(np.searchsorted(start, high), people.height - 1)
        between = (at >= 0) & (low - end[np.maximum(at, 0)] == 1) & (start[behind] - high == 1)
        naming |= held | (between & short.to_numpy())
    return quotes.filter(~pl.Series(naming))


def with_fragments(rows: pl.DataFrame, texts: pl.DataFrame) -> pl.DataFrame:
    """Add is_fragment: whether quoted words are less than a clause, or the title of a work.

    Takes rows with text, kind and rule. Reported clauses are none.
    """
    # Few quotations are short enough to be less than a clause; only those are looked into.
    text = pl.when(pl.col("text").str.len_bytes() <= _FRAGMENT_BYTES, pl.col("kind") == "direct").then("text")
    whole = text.str.contains(_OPENS_SPEECH) & text.str.contains(_CLOSES_SPEECH)
    speech = whole | text.str.contains(_CLAUSE)
    beside = pl.col("rule").is_in(["verb_after", "colon", "dash"])
    title = text.str.contains(_TITLE_WORDS) & ~beside
    return rows.with_columns(is_fragment=(~speech | title).fill_null(False))
