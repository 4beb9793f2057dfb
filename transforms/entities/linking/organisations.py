"""Organisations of an article: "IMF" after "International Monetary Fund", "Leeds" after "Leeds United"."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from transforms.columns.dictionary import NONE, first_places, number, number_with_nulls, place_of
from transforms.columns.dtypes import Bools, Int64s
from transforms.entities.linking.knowledge_base import place_words
from transforms.text import windows

# First words that many organisations share: "Bank" alone is not the Bank of Japan.
_SHARED_HEAD_WORDS = """bank central national international united american british european royal federal ministry
department university college institute general new first north south east west northern southern eastern western black
white red green house party union world global state city county group council committee commission court army navy
police air association league church center centre supreme democratic republican social people's peoples islamic
christian news times daily post radio television standard public private great grand saint st san los las"""
_SHARED_HEADS = _SHARED_HEAD_WORDS.split()
# A short name is at most so many words of the long one, and not a very short word.
_MOST_WORDS, _LEAST_CHARS = 4, 4
# What stands around an acronym that explains a name.
_OPENING, _CLOSING = " (", ")"


def long_forms(
    mentions: pl.DataFrame, texts: pl.DataFrame, article: Int64s, name: Int64s, known: Int64s, spelled: pl.DataFrame
) -> tuple[Int64s, Bools]:
    """The long form of each acronym or short name of an organisation in its article (NONE without one), and if it is
    written beside it.

    Takes mentions of organisations in reading order (text_no, start_byte, end_byte) with their article, name (row of
    `spelled`, see names.keys) and known (number of the entity that the table knows, or NONE). A long form is a row of
    `spelled` whose key it is.
    """
    if not len(name):
        return name, np.zeros(0, dtype=bool)
    shorts = _short_forms(spelled)
    count, key = shorts.count, shorts.key[name]
    asked = article * count + key
    is_acronym = spelled["is_acronym"].to_numpy()[name]
    begins, short, nearby = _written_beside(mentions, texts, article, key, is_acronym)
    defined, first = first_places(begins * count + short)
    short, nearby = short[first], nearby[first]
    initial = shorts.initial
    alike = initial[short] == initial[nearby]
    at = place_of(asked, defined[alike])
    full = np.append(nearby[alike], NONE)[at]
    beside = is_acronym & (full != NONE)
    # The first mention of each long name in an article speaks for it.
    long = np.flatnonzero((spelled["words"].to_numpy() > 1)[name])
    long = long[first_places(asked[long])[1]]
    # A name the table knows is no short form: Boeing is not the one subsidiary of it that the article names.
    for asking, calls in ((is_acronym, shorts.initials), (known == NONE, shorts.heads)):
        rows = np.flatnonzero(asking & (full == NONE))
        offers = article[long] * count, key[long], known[long]
        full[rows] = _only(asked[rows], known[rows], offers, [call[name[long]] for call in calls], count)
    return np.where(full == NONE, NONE, shorts.spelling[full]), beside


@dataclass(frozen=True)
class _Shorts:
    """The keys of distinct names and what may mean them, by number (NONE: nothing).

    spelling, initial: of each number that is a key a row of the names and the number of its first letter. count: more
    than any number.
    """

    key: Int64s
    initials: list[Int64s]
    heads: list[Int64s]
    spelling: Int64s
    initial: Int64s
    count: int


def _short_forms(spelled: pl.DataFrame) -> _Shorts:
    """Number keys, initials and first words of distinct names."""
    key = pl.col("key")
    blanks = key.str.count_matches(" ", literal=True)
    heads = [f"head_{words}" for words in range(1, _MOST_WORDS + 1)]
    split = spelled.with_columns(parts=key.str.split(" "))
    table = split.select(
        "key",
        *(pl.when(pl.col(name).str.len_chars() > 1).then(name) for name in ("initials", "all_initials")),
        *(
            pl.when(blanks >= words).then(pl.col("parts").list.head(words).list.join(" ")).alias(name)
            for words, name in enumerate(heads, start=1)
        ),
    )
    head = pl.col(*heads)
    too_common = (head.str.len_chars() < _LEAST_CHARS) | head.is_in(_SHARED_HEADS) | head.is_in(place_words().implode())
    table = table.with_columns(pl.when(~too_common).then(head))
    codes = number_with_nulls(pl.concat([table[column].rename("words") for column in table.columns]))
    columns = list(codes.reshape(table.width, -1))
    count = int(codes.max(initial=0)) + 1
    spelling, initial = np.full((2, count), NONE, dtype=np.int64)
    spelling[columns[0]] = np.arange(table.height)
    initial[columns[0]] = number(table["key"].str.head(1))[0]
    return _Shorts(columns[0], columns[1:3], columns[3:], spelling, initial, count)


def _only(
    asked: Int64s, known: Int64s, offers: tuple[Int64s, Int64s, Int64s], shorts: list[Int64s], count: int
) -> Int64s:
    """The one long form in the article that fits, if there is just one and the two are not known to differ.

    Offers are the article times `count`, the key and the known entity of each long name; shorts what it is called.
    """
    base, full, known_long = offers
    pairs = np.concatenate([(base + short) * count + full for short in shorts])
    fits = np.concatenate([(short != NONE) & (short != full) for short in shorts])
    which = np.flatnonzero(fits)
    pairs, first = np.unique(pairs[which], return_index=True)
    key, at, several = np.unique(pairs // count, return_index=True, return_counts=True)
    key, at = key[several == 1], at[several == 1]
    offer = which[first[at]] % len(full) if len(full) else at
    place = place_of(asked, key)
    found = np.append(offer, NONE)[place]
    differ = (known != NONE) & (np.append(known_long, NONE)[found] != NONE)
    differ &= known != np.append(known_long, NONE)[found]
    return np.where((place == NONE) | differ, NONE, np.append(full, NONE)[found])


def _written_beside(
    mentions: pl.DataFrame, texts: pl.DataFrame, article: Int64s, key: Int64s, is_acronym: Bools
) -> tuple[Int64s, Int64s, Int64s]:
    """Acronyms that articles explain: "International Monetary Fund (IMF)" or the other way round.

    Gives article, key of the acronym and key of the long form, those with the acronym behind first.
    """
    row, begin, end = (mentions[name].to_numpy() for name in ("text_no", "start_byte", "end_byte"))
    at = 1 + np.flatnonzero((row[1:] == row[:-1]) & (end[:-1] + len(_OPENING) == begin[1:]))
    nearby = windows.around(mentions[at], texts, before=len(_OPENING), after=1)
    at = at[((nearby["before"] == _OPENING) & (nearby["after"] == _CLOSING)).to_numpy()]
    behind, before = at[is_acronym[at]], at[is_acronym[at - 1] & ~is_acronym[at]]
    short, long = np.append(behind, before - 1), np.append(behind - 1, before)
    return article[short], key[short], key[long]
