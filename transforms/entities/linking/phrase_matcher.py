"""Names of a table in pieces of texts: "Group of Seven" in "(the Group of Seven's)", "U.S." in "U.S.-led".

A listed name is a row of parts with a blank between them. Distinct pieces are searched for parts once; a name of
several parts is then a walk along the numbers of the pieces.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from transforms.columns import utf8
from transforms.columns.dictionary import NONE, number, place_of
from transforms.columns.dtypes import Bools, Bytes, Int32s, Int64s
from transforms.columns.string_buffer import Strings, strings
from transforms.columns.string_store import Column
from transforms.text import char_classes, filter_spans
from transforms.text.pretokens import Pieces

_MULTIPLIER = 0x9E3779B97F4A7C15
_MIX, _HALF = np.uint64(0xFF51AFD7ED558CCD), np.uint64(32)
_LONGEST_PART = 64
_POWERS = np.array([pow(_MULTIPLIER, k + 1, 1 << 64) for k in range(_LONGEST_PART)], dtype=np.uint64)
_BLANK = ord(" ")
# Stretches hashed at a time, so that a text of hyphens takes no more memory than another.
_BLOCK = 1 << 17


@dataclass(frozen=True)
class Listed:
    """Names to look for, as parts and as a tree of parts.

    hashes: of the distinct parts, sorted; part: the number of each. single: the name that a part is, or NONE. opens:
    the node that a part leads to as the first of several, or NONE. steps: node times `parts` plus part, sorted, and
    the node that follows; ends: the same and the name that ends there. borders: most borders in a part. first, last:
    bytes that begin and end a part. begins: first two bytes, whatever the second where a part has but one. heads: first
    two bytes and size (see _head) of the parts. most_parts: of a name.
    """

    hashes: Int64s
    part: Int64s
    single: Int64s
    opens: Int64s
    steps: tuple[Int64s, Int64s]
    ends: tuple[Int64s, Int64s]
    parts: int
    borders: int
    first: Bools
    begins: Bools
    last: Bools
    heads: Bools
    most_parts: int


@dataclass(frozen=True)
class _Entries:
    """Parts in distinct pieces: of each piece the first and their count, of each part start and end in its bytes.

    what: the name, node or number of the part.
    """

    first: Int32s
    count: Int32s
    start: Int32s
    end: Int32s
    what: Int32s

    def of(self, code: Int32s) -> tuple[Int64s, Int64s]:
        """Of each of some pieces the entries: place among the pieces and entry, piece after piece."""
        count = self.count[code].astype(np.int64)
        entry = np.repeat(self.first[code] - (np.cumsum(count) - count), count) + np.arange(int(count.sum()))
        return np.repeat(np.arange(len(code)), count), entry


@dataclass(frozen=True)
class _Parts:
    """What parts of names are in distinct pieces. roles: bits _ALONE and _OPENING. whole: the part that a piece is."""

    roles: npt.NDArray[np.uint8]
    whole: Int32s
    alone: _Entries
    opening: _Entries
    closing: _Entries


_ALONE, _OPENING = 1, 2


class _EntryColumns:
    def __init__(self) -> None:
        self._columns = [Column(np.zeros(0, dtype=np.int32)) for _ in range(5)]

    def add(self, count: int, piece: Int64s, start: Int64s, end: Int64s, what: Int64s) -> Int64s:
        """Add the entries, sorted by piece, of so many more pieces; gives how many each has."""
        many = np.bincount(piece, minlength=count)
        first = np.cumsum(many) - many + len(self._columns[2].rows)
        for column, rows in zip(self._columns, (first, many, start, end, what), strict=True):
            column.add(rows)
        return many

    def view(self) -> _Entries:
        return _Entries(*(column.rows for column in self._columns))

    @property
    def size_bytes(self) -> int:
        return sum(column.size_bytes for column in self._columns)


class _PartsOfPieces:
    """The parts of listed names in the pieces of a vocabulary."""

    def __init__(self, names: Listed) -> None:
        self._names = names
        self._roles, self._whole = Column(np.zeros(0, dtype=np.uint8)), Column(np.zeros(0, dtype=np.int32))
        self._entries = [_EntryColumns() for _ in range(3)]

    def extend(self, new: Strings) -> None:
        """Look for the parts in more pieces."""
        names, size = self._names, np.diff(new.offsets)
        piece, start, end, part = _parts_of(new, names)
        single, opens = names.single[part], names.opens[part]
        to_end = end == size[piece]
        which = (single != NONE, (opens != NONE) & to_end, start == 0)
        counts = [
            entries.add(len(new), piece[held], start[held], end[held], what[held])
            for entries, held, what in zip(self._entries, which, (single, opens, part), strict=True)
        ]
        self._roles.add((counts[0] > 0) * np.uint8(_ALONE) + (counts[1] > 0) * np.uint8(_OPENING))
        whole = np.full(len(new), NONE, dtype=np.int32)
        held = which[2] & to_end
        whole[piece[held]] = part[held]
        self._whole.add(whole)

    def view(self) -> _Parts:
        """The parts of all pieces so far."""
        return _Parts(self._roles.rows, self._whole.rows, *(entries.view() for entries in self._entries))

    @property
    def size_bytes(self) -> int:
        """Memory held."""
        return self._roles.size_bytes + self._whole.size_bytes + sum(entries.size_bytes for entries in self._entries)


def listed(names: pl.Series) -> Listed:
    """Take names apart (distinct, none empty, a single blank between parts)."""
    split = names.str.split(" ")
    many = split.list.len().to_numpy().astype(np.int64)
    part, words = number(split.explode())
    count = len(words)
    first = np.cumsum(many) - many
    single, opens = np.full((2, count), NONE, dtype=np.int64)
    single[part[first[many == 1]]] = np.flatnonzero(many == 1)
    steps: dict[int, int] = {}
    ends: dict[int, int] = {}
    nodes: dict[tuple[int, ...], int] = {}
    for name in np.flatnonzero(many > 1).tolist():
        parts = tuple(part[first[name] : first[name] + many[name]].tolist())
        for size in range(1, len(parts)):
            if parts[:size] not in nodes:
                nodes[parts[:size]] = len(nodes)
                if size == 1:
                    opens[parts[0]] = nodes[parts[:1]]
                else:
                    steps[nodes[parts[: size - 1]] * count + parts[size - 1]] = nodes[parts[:size]]
        ends[nodes[parts[:-1]] * count + parts[-1]] = name
    whole = _strings_of(words)
    hashes = _hashed(whole.data, whole.offsets[:-1], whole.offsets[1:])
    order = np.argsort(hashes)
    _, piece = _borders(whole)
    first_byte, last_byte = np.zeros((2, 256), dtype=bool)
    first_byte[whole.data[whole.offsets[:-1]]] = True
    last_byte[whole.data[whole.offsets[1:] - 1]] = True
    heads = np.zeros((1 << 16) * (_LONGEST_PART + 1), dtype=bool)
    heads[_head(whole.data, whole.offsets[:-1], np.diff(whole.offsets))] = True
    begins = heads.reshape(1 << 16, -1).any(axis=1)
    # A part of one byte is followed by anything.
    begins |= np.repeat(heads.reshape(1 << 8, -1, _LONGEST_PART + 1)[:, 0, 1], 1 << 8)
    return Listed(
        hashes=hashes[order],
        part=order,
        single=single,
        opens=opens,
        steps=_sorted(steps),
        ends=_sorted(ends),
        parts=count,
        borders=int(np.bincount(piece).max(initial=1)),
        first=first_byte,
        begins=begins,
        last=last_byte,
        heads=heads,
        most_parts=int(many.max(initial=1)),
    )


def find(pieces: Pieces, names: Listed) -> tuple[Int64s, Int64s, Int64s]:
    """Find names as whole words: where each begins and ends among the bytes of the texts, and its number.

    In reading order; where several fit, the longest from the left wins.
    """
    parts = pieces.memory.pieces.table("parts", names, lambda: _PartsOfPieces(names))
    roles = parts.roles[pieces.code]
    row = np.flatnonzero((roles & _ALONE) != 0)
    which, entry = parts.alone.of(pieces.code[row])
    at = pieces.begin[row[which]]
    begin, end, name = [at + parts.alone.start[entry]], [at + parts.alone.end[entry]], [parts.alone.what[entry]]
    row = np.flatnonzero((roles & _OPENING) != 0)
    which, entry = parts.opening.of(pieces.code[row])
    row = row[which]
    start, node = pieces.begin[row] + parts.opening.start[entry], parts.opening.what[entry].astype(np.int64)
    for _ in range(names.most_parts - 1):
        row, kept = _next(pieces, row)
        start, node = start[kept], node[kept]
        code = pieces.code[row]
        which, entry = parts.closing.of(code)
        at = place_of(node[which] * names.parts + parts.closing.what[entry], names.ends[0])
        found = at != NONE
        begin.append(start[which][found])
        end.append((pieces.begin[row[which]] + parts.closing.end[entry])[found])
        name.append(names.ends[1][at[found]])
        part = parts.whole[code]
        at = place_of(np.where(part == NONE, NONE, node * names.parts + part), names.steps[0])
        row, start, node = row[at != NONE], start[at != NONE], names.steps[1][at[at != NONE]]
    return _longest_from_left(np.concatenate(begin), np.concatenate(end), np.concatenate(name))


def _next(pieces: Pieces, row: Int64s) -> tuple[Int64s, Int64s]:
    """The pieces behind pieces, one blank further on in the same text, and whose they are."""
    behind = np.minimum(row + 1, len(pieces.code) - 1)
    near = (pieces.begin[behind] == pieces.end[row] + 1) & (pieces.data[pieces.end[row]] == _BLANK)
    kept = np.flatnonzero(near)
    texts = pieces.texts_of(pieces.begin[np.stack([row[kept], behind[kept]])])
    kept = kept[texts[0] == texts[1]]
    return behind[kept], kept


def _parts_of(pieces: Strings, names: Listed) -> tuple[Int64s, Int64s, Int64s, Int64s]:
    """Every part of a name in distinct pieces that no letter, mark or digit at its edges goes on beyond.

    Gives piece, start and end in its bytes and part, sorted by piece.
    """
    place, piece = _borders(pieces)
    last = pieces.offsets[1:]
    data = np.append(pieces.data, [0, 0])
    opening = np.flatnonzero((place < last[piece]) & names.first[data[place]])
    opening = opening[names.begins[data[place[opening]].astype(np.int64) << 8 | data[place[opening] + 1]]]
    found: list[tuple[Int64s, Int64s, Int64s, Int64s]] = []
    for further in range(1, names.borders):
        opening = opening[opening + further < len(place)]
        opening = opening[piece[opening + further] == piece[opening]]
        begin, end = place[opening], place[opening + further]
        opening = opening[end - begin <= _LONGEST_PART]
        closing = opening[names.last[pieces.data[place[opening + further] - 1]]]
        # A text of hyphens has many stretches; few of them begin like a part of their size.
        size = place[closing + further] - place[closing]
        closing = closing[names.heads[_head(pieces.data, place[closing], size)]]
        for block in range(0, len(closing), _BLOCK):
            rows = closing[block : block + _BLOCK]
            begin, end = place[rows], place[rows + further]
            at = place_of(_hashed(pieces.data, begin, end), names.hashes)
            held = np.flatnonzero(at != NONE)
            found.append((piece[rows[held]], begin[held], end[held], names.part[at[held]]))
    if not found:
        none = np.zeros(0, dtype=np.int64)
        return none, none, none, none
    piece, begin, end, part = (np.concatenate(column) for column in zip(*found, strict=True))
    order = np.argsort(piece, kind="stable")
    base = pieces.offsets[piece[order]]
    return piece[order], begin[order] - base, end[order] - base, part[order]


def _head(data: Bytes, begin: Int64s, size: Int64s) -> Int64s:
    """One number for the first two bytes of stretches and their size (at most _LONGEST_PART)."""
    second = np.where(size > 1, data[np.minimum(begin + 1, max(len(data) - 1, 0))], 0)
    head: Int64s = (data[begin].astype(np.int64) << 8 | second) * (_LONGEST_PART + 1) + np.minimum(size, _LONGEST_PART)
    return head


def _borders(pieces: Strings) -> tuple[Int64s, Int64s]:
    """The places, and their piece, at both ends of pieces and where no two letters, marks or digits stand side by side.

    Places are in the bytes of all pieces; each piece's end comes before the next one's beginning.
    """
    stand_ins, byte = char_classes.stand_ins(pieces)
    is_word = char_classes.WORD[stand_ins.data]
    inside = np.append(~(is_word[1:] & is_word[:-1]), False)
    first, last = stand_ins.offsets[:-1], stand_ins.offsets[1:]
    inside[last - 1] = False
    within = np.flatnonzero(inside) + 1
    piece = np.searchsorted(stand_ins.offsets, within, side="right") - 1
    number_of = np.arange(len(pieces))
    every = np.concatenate([first, within, last])
    pieces_of = np.concatenate([number_of, piece, number_of])
    order = np.lexsort((every, pieces_of))
    return byte[every[order]], pieces_of[order]


def _hashed(data: Bytes, begin: Int64s, end: Int64s) -> Int64s:
    """A number of 63 bits for each stretch of bytes."""
    part = strings(data, begin, end)
    if not len(begin):
        return np.zeros(0, dtype=np.int64)
    first = part.offsets[:-1]
    place = np.minimum(np.arange(len(part.data)) - np.repeat(first, end - begin), _LONGEST_PART - 1)
    total = np.add.reduceat((part.data.astype(np.uint64) + np.uint64(1)) * _POWERS[place], first)
    total = (total ^ (total >> _HALF)) * _MIX
    hashes: Int64s = (total >> np.uint64(1)).astype(np.int64)
    return hashes


def _longest_from_left(begin: Int64s, end: Int64s, name: Int64s) -> tuple[Int64s, Int64s, Int64s]:
    """Sorted, without those that overlap an earlier one; of those that begin together the longest stays."""
    order = np.lexsort((-end, begin))
    begin, end, name = begin[order], end[order], name[order]
    if len(begin) < 2:
        return begin, end, name
    reached = np.maximum.accumulate(end)
    new = np.append(True, begin[1:] >= reached[:-1])
    lone = new & np.append(new[1:], True)
    crowd = np.flatnonzero(~lone)
    rows = pl.DataFrame({"text_no": np.zeros(len(crowd), np.int64), "start_byte": begin[crowd], "end_byte": end[crowd]})
    kept = filter_spans.longest_from_left(rows.with_columns(row=pl.Series(crowd)))["row"].to_numpy()
    lone[kept] = True
    return begin[lone], end[lone], name[lone]


def _sorted(table: dict[int, int]) -> tuple[Int64s, Int64s]:
    keys = np.array(sorted(table), dtype=np.int64)
    return keys, np.array([table[key] for key in keys.tolist()], dtype=np.int64)


def _strings_of(words: pl.Series) -> Strings:
    data, offsets = utf8.buffer(words)
    return strings(data, offsets[:-1], offsets[1:])
