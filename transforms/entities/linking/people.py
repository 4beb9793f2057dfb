"""Persons of an article: "Putin" after "Vladimir Putin", "A. Berg" next to "Anna Berg", "Ruiz Montero" for all of it.

A person mention points to a full name of its own article, by numbers throughout: names and their parts are numbered
once per distinct name.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import polars as pl

from transforms.columns.dictionary import NONE, first_places, number_with_nulls, place_of
from transforms.columns.dtypes import Bools, Int64s

# Parts by which a full name may be called later.
_HANDLES = ("surname", "last", "middle", "given")
# The order in which handles are asked for the person that the table knows: given names before middle ones.
_SAME_PERSON = (0, 1, 3, 2)


@dataclass(frozen=True)
class _Parts:
    """What distinct names are made of, each part by the number of its words (NONE: no such part).

    order: place of the name when a group's fullest comes first. pair: number of first name and surname together.
    spelling: a row of the names for each number that is a key. count: more than any number.
    """

    key: Int64s
    first: Int64s
    given: Int64s
    surname: Int64s
    pair: Int64s
    initialled: Int64s
    only_initial: Bools
    middle: Int64s
    order: Int64s
    spelling: Int64s
    last: Int64s
    last_two: Int64s
    count: int


@dataclass(frozen=True)
class _Handles:
    """Words by which a full name of an article may be called later: keys, and the row and full name of each."""

    key: Int64s
    row: Int64s
    full: Int64s
    known: Int64s


def full_names(
    article: Int64s, name: Int64s, known: Int64s, spelled: pl.DataFrame, kin: Callable[[Int64s], Bools]
) -> tuple[Int64s, Bools]:
    """The full name of each person mention, where the article has one, and whether it is another mention's.

    Takes mentions in reading order: article, name (row of `spelled`, see names.keys), known (number of the entity that
    the table knows, or NONE). A full name is a row of `spelled` whose key it is; NONE without one.
    kin: which of some mentions stand as somebody's kin; the surname alone means somebody else who bears it.
    """
    parts = _parts(spelled)
    full = np.full(len(name), NONE, dtype=np.int64)
    has_first = parts.first[name] != NONE
    own = np.flatnonzero(has_first & ~parts.only_initial[name])
    fulls, at = name[own], article[own]
    known_of = known[own]
    longest = _longer(at, fulls, _fullest(at, fulls, parts), parts)
    # Father and son of one name are two where the table knows both: "George H. W. Bush", "George W. Bush".
    by_name = np.full(len(parts.pair), NONE, dtype=np.int64)
    by_name[fulls] = known_of
    known_longest = by_name[longest]
    two = (known_of != NONE) & (known_longest != NONE) & (known_of != known_longest)
    full[own] = longest = np.where(two, parts.spelling[parts.key[fulls]], longest)
    base = at * parts.count

    def handles(words: Int64s) -> _Handles:
        held = np.flatnonzero(words != NONE)
        return _Handles((base + words)[held], own[held], longest[held], known_of[held])

    surname = parts.surname[fulls]
    surname[_kin_of_others(base + surname, longest, own, kin)] = NONE
    by_rank = [
        handles(surname),
        handles(parts.last[longest]),
        handles(parts.middle[fulls]),
        handles(parts.given[fulls]),
    ]
    lone = np.flatnonzero(~has_first & (parts.surname[name] != NONE))
    full[lone] = _nearest(article[lone] * parts.count + parts.surname[name[lone]], lone, known[lone], by_rank)
    initial = np.flatnonzero(has_first & parts.only_initial[name])
    wanted = np.full(len(initial), NONE, dtype=np.int64)
    asked = article[initial] * parts.count + parts.initialled[name[initial]]
    full[initial] = _nearest(asked, initial, wanted, [handles(parts.initialled[fulls])])
    linked = full != NONE
    linked[own] = False
    return full, linked


def _kin_of_others(bearer: Int64s, full: Int64s, own: Int64s, kin: Callable[[Int64s], Bools]) -> Int64s:
    """Which full names stand as the kin of others of their surname and article (`bearer`): "her husband, Frank Orvane".

    Takes the rows of these mentions (`own`) too; only of surnames that several bear it is asked who is kin.
    """
    pairs = np.unique(np.stack([bearer, full]), axis=1)
    borne, count = np.unique(pairs[0], return_counts=True)
    asked = np.flatnonzero(np.isin(bearer, borne[count > 1]))
    if not len(asked):
        return asked
    is_kin = kin(own[asked])
    others = np.unique(bearer[asked[~is_kin]])
    rows: Int64s = asked[is_kin & np.isin(bearer[asked], others)]
    return rows


def _parts(spelled: pl.DataFrame) -> _Parts:
    """Number the parts of distinct names (rows of names.keys)."""
    key = pl.col("key")
    table = spelled.select(
        "key",
        "first",
        "given",
        "surname",
        initialled=pl.col("initial") + " " + pl.col("surname"),
        last=key.str.extract(r"([^ ]+)$"),
        last_two=key.str.extract(r" ([^ ]+ [^ ]+)$"),
        middle=pl.when(pl.col("words") > 2).then(key.str.extract(r"^[^ ]+ ([^ ]{3,}) ")),
    )
    words = pl.concat([table[column].rename("handle") for column in table.columns])
    codes = number_with_nulls(words)
    count = int(codes.max(initial=0)) + 1
    columns = dict(zip(table.columns, codes.reshape(table.width, -1), strict=True))
    _, pair = np.unique(columns["first"] * count + columns["surname"], return_inverse=True)
    # One letter is no handle.
    short = words.to_frame().select((pl.col("handle").str.len_chars() < 2).fill_null(False)).to_series().to_numpy()
    for column, is_short in zip(table.columns, short.reshape(table.width, -1), strict=True):
        if column in _HANDLES:
            columns[column] = np.where(is_short, NONE, columns[column])
    # "George W. Bush" rather than "George Bush"; of equal length the first in the alphabet, whatever the order.
    ranked = spelled.select("words", "key", chars=key.str.len_chars()).with_row_index("row")
    by_order = ranked.sort("words", "chars", "key", descending=[True, True, False])["row"].to_numpy()
    order = np.empty(len(by_order), dtype=np.int64)
    order[by_order] = np.arange(len(by_order))
    spelling = np.full(count, NONE, dtype=np.int64)
    spelling[columns["key"]] = np.arange(spelled.height)
    only_initial = spelled.select((pl.col("initial") == pl.col("first")).fill_null(False)).to_series().to_numpy()
    return _Parts(pair=pair, only_initial=only_initial, order=order, spelling=spelling, count=count, **columns)


def _fullest(article: Int64s, name: Int64s, parts: _Parts) -> Int64s:
    """The fullest name of each one's group: those of its article with the same first name and surname."""
    group = article * (len(parts.pair) + 1) + parts.pair[name]
    by_order = np.lexsort((parts.order[name], group))
    _, first, inverse = np.unique(group[by_order], return_index=True, return_inverse=True)
    full = np.empty_like(name)
    full[by_order] = name[by_order[first]][inverse]
    return np.asarray(parts.spelling[parts.key[full]])


def _longer(article: Int64s, name: Int64s, full: Int64s, parts: _Parts) -> Int64s:
    """For "Garcia Marquez" the "Gabriel Garcia Marquez" of the article, if only one full name ends so."""
    long = np.flatnonzero(parts.last_two[full] != NONE)
    ends = np.unique(np.stack([article[long] * parts.count + parts.last_two[full[long]], full[long]]), axis=1)
    key, first, count = np.unique(ends[0], return_index=True, return_counts=True)
    at = place_of(article * parts.count + parts.key[name], key[count == 1])
    return np.where(at == NONE, full, np.append(ends[1][first[count == 1]], NONE)[at])


def _nearest(asked: Int64s, row: Int64s, wanted: Int64s, by_rank: list[_Handles]) -> Int64s:
    """The nearest earlier full name with the handle, else the nearest later one, rank after rank; NONE without.

    A surname that the reference table knows takes the full name that is the same person, if the article has it.
    """
    found = _same_person(asked, wanted, [by_rank[rank] for rank in _SAME_PERSON if rank < len(by_rank)])
    for handles in by_rank:
        order = np.lexsort((handles.row, handles.key))
        key, full = np.append(handles.key[order], NONE), np.append(handles.full[order], NONE)
        left = np.flatnonzero(found == NONE)
        after = _searched(handles.key[order], handles.row[order], asked[left], row[left])
        earlier, later = key[after - 1] == asked[left], key[after] == asked[left]
        found[left] = np.where(earlier, full[after - 1], np.where(later, full[after], NONE))
    return found


def _same_person(asked: Int64s, wanted: Int64s, handles: list[_Handles]) -> Int64s:
    """The full name that has the handle and is who the table knows by it, the first in the order of `handles`."""
    known = np.concatenate([part.known for part in handles])
    key = np.concatenate([part.key for part in handles])
    full = np.concatenate([part.full for part in handles])
    held = np.flatnonzero(known != NONE)
    entities = max(int(known.max(initial=0)), int(wanted.max(initial=0))) + 1
    keys, first = first_places(key[held] * entities + known[held])
    at = place_of(np.where(wanted == NONE, NONE, asked * entities + wanted), keys)
    return np.where(at == NONE, NONE, np.append(full[held[first]], NONE)[at])


def _searched(keys: Int64s, rows: Int64s, asked: Int64s, row: Int64s) -> Int64s:
    """How many of the pairs (key, row), sorted, come before each asked pair."""
    both = np.concatenate([np.stack([keys, rows]), np.stack([asked, row])], axis=1)
    order = np.lexsort((both[1], both[0]))
    is_asked = order >= len(keys)
    before = np.empty(len(asked), dtype=np.int64)
    before[order[is_asked] - len(keys)] = np.cumsum(~is_asked)[is_asked]
    return before
