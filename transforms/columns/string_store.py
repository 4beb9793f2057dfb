"""Strings that came before: "Kremlin," has had its number, and what is known of it, since the first batch that said it.

Words repeat themselves, from batch to batch too. A number means nothing but "the same string again": nothing depends
on which number a string has, so the rows that come out do not depend on what a process has read before.
"""

import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol, TypeVar

import numpy as np
import numpy.typing as npt

from transforms.columns.dictionary import number
from transforms.columns.distinct import encode_integers
from transforms.columns.dtypes import Bytes, Int32s, Int64s, Uint64s
from transforms.columns.string_buffer import Strings, strings
from transforms.columns.utf8 import FIRST_BYTES

View = TypeVar("View", covariant=True)

# No string: what slots hold that are free, and what lies beyond the edge of a sentence.
EDGE = 0
_EDGE_SPELLED = " "
# Strings of up to so many bytes are told apart by one or two integers that hold their bytes and, on top, their length.
_ONE, _TWO = 7, 15
_LENGTH_PLACE = 56
_KEPT = np.array([(1 << (8 * size)) - 1 for size in range(_ONE + 1)] + [0], dtype=np.uint64)
_LENGTHS = np.array([size << _LENGTH_PLACE for size in range(_ONE + 1)] + [0], dtype=np.uint64)
_ODD, _ODD_TOO = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F)
_FOLD = np.uint64(29)
_LEAST_SLOTS_DIGITS = 14
_GROWTH = 1.5
# What a string costs in addition to its characters.
_LONG_BYTES = 150


class Column:
    """Rows that are only ever added. What was given out stays as it is while more are added behind it."""

    def __init__(self, rows: npt.NDArray) -> None:
        self._held = rows.copy()
        self.rows = self._held

    def add(self, rows: npt.NDArray) -> npt.NDArray:
        """Add rows behind the others; gives all of them."""
        count = len(self.rows) + len(rows)
        if count > len(self._held):
            grown = np.empty((int(count * _GROWTH), *self._held.shape[1:]), dtype=self._held.dtype)
            grown[: len(self.rows)] = self.rows
            self._held = grown
        self._held[len(self.rows) : count] = rows
        self.rows = self._held[:count]
        return self.rows

    @property
    def size_bytes(self) -> int:
        """Memory held."""
        return self._held.nbytes


@dataclass(frozen=True)
class _Slots:
    """Where to look for a number: a table of slots, and the integers (see _ONE, _TWO) of each number."""

    numbers: Int32s
    last: Uint64s
    first: Uint64s

    def find(self, last: Uint64s, first: Uint64s | None) -> Int32s:
        """The number of each string, EDGE for one that has none."""
        slot = self.slot(last, first)
        found = self.numbers.take(slot)
        same = self._same(found, last, first)
        found *= same
        # Nearly all are where they belong, or the slot is free; the others are further on.
        left = np.flatnonzero(~same)
        left = left[self._goes_on(slot[left], self.numbers[slot[left]])]
        while len(left):
            slot[left] = (slot[left] + 1) % len(self.numbers)
            held = self.numbers[slot[left]]
            same = self._same(held, last[left], None if first is None else first[left])
            found[left] = held * same
            left = left[~same & self._goes_on(slot[left], held)]
        return found

    @staticmethod
    def _goes_on(slot: Int64s, held: Int32s) -> npt.NDArray[np.bool_]:
        """Whether what is not in a slot may be in the next. The first slot is nobody's: EDGE is looked for there."""
        goes_on: npt.NDArray[np.bool_] = (held != EDGE) | (slot == 0)
        return goes_on

    def slot(self, last: Uint64s, first: Uint64s | None) -> Int64s:
        """Where a string belongs."""
        mixed = last ^ (last >> _FOLD) if first is None else last ^ (first * _ODD_TOO)
        mixed *= _ODD
        mixed >>= np.uint64(64 - (len(self.numbers).bit_length() - 1))
        return mixed.view(np.int64)

    def _same(self, found: Int32s, last: Uint64s, first: Uint64s | None) -> npt.NDArray[np.bool_]:
        same: npt.NDArray[np.bool_] = self.last.take(found) == last
        if first is not None:
            same &= self.first.take(found) == first
        return same

    def with_numbers(self, numbers: Int32s) -> Int32s:
        """The slots with some of the numbers in them; these must not be in them yet."""
        slots = self.numbers.copy()
        last, first = self.last[numbers], self.first[numbers]
        one = (last >> np.uint64(_LENGTH_PLACE)) <= _ONE
        slot = np.where(one, self.slot(last, None), self.slot(last, first))
        while len(numbers):
            free = (slots[slot] == EDGE) & (slot != 0)
            slots[slot[free]] = numbers[free]
            left = np.flatnonzero(slots[slot] != numbers)
            numbers, slot = numbers[left], (slot[left] + 1) % len(slots)
        return slots


class Vocabulary:
    """Numbered strings, and tables of what is worked out from each of them. Number EDGE is none of them."""

    def __init__(self, lock: AbstractContextManager[object] | None = None) -> None:
        self._lock = lock or threading.RLock()
        self._data = Column(np.frombuffer(_EDGE_SPELLED.encode(), dtype=np.uint8))
        self._offsets = Column(np.array([0, 1], dtype=np.int64))
        self._last, self._first = (Column(np.zeros(1, dtype=np.uint64)) for _ in range(2))
        none = np.zeros(1 << _LEAST_SLOTS_DIGITS, dtype=np.int32)
        self._slots = _Slots(none, self._last.rows, self._first.rows)
        self._long: dict[str, int] = {}
        self._long_bytes = 0
        self._tables: dict[str, tuple[object, Growing, int]] = {}

    def __len__(self) -> int:
        return len(self._offsets.rows) - 1

    @property
    def size_bytes(self) -> int:
        """Memory held by the strings and their tables."""
        with self._lock:
            columns = (self._data, self._offsets, self._last, self._first)
            tables = sum(table.size_bytes for _, table, _ in self._tables.values())
            return sum(column.size_bytes for column in columns) + self._slots.numbers.nbytes + self._long_bytes + tables

    def spelled(self, first: int = 0) -> Strings:
        """The strings from some number on."""
        offsets = self._offsets.rows[first:]
        return Strings(self._data.rows[offsets[0] : offsets[-1]], offsets - offsets[0])

    def number(self, data: Bytes, begin: Int64s, end: Int64s) -> Int32s:
        """The number of each stretch of bytes (none empty), with which any string begins that is new.

        Eight bytes are read from any place of `data`, which ends in PADDING that is in no stretch. Raises ValueError
        where a new string is cut inside a letter: kept here, it would spoil all that this process reads after it.
        """
        size = end - begin
        words = np.ndarray((len(data) - 7,), dtype=np.uint64, buffer=data, strides=(1,))
        numbers = self._slots.find(_last_of_one(words, begin, size), None)
        longer = np.flatnonzero(size > _ONE)
        size_of_longer = size[longer]
        if len(longer) and size_of_longer.max() > _TWO:
            _refuse_cut_letters(data, begin, end, longer[size_of_longer > _TWO])
            self._number_long(data, begin, end, numbers, longer[size_of_longer > _TWO])
            longer = longer[size_of_longer <= _TWO]
        at = begin[longer]
        numbers[longer] = self._slots.find(_last_of_two(words, at, size[longer]), words[at])
        new = np.flatnonzero(numbers == EDGE)
        if len(new):
            _refuse_cut_letters(data, begin, end, new)
            self._number_new(data, begin, end, numbers, new)
        return numbers

    def _number_new(self, data: Bytes, begin: Int64s, end: Int64s, numbers: Int32s, new: Int64s) -> None:
        words = np.ndarray((len(data) - 7,), dtype=np.uint64, buffer=data, strides=(1,))
        size = end[new] - begin[new]
        two = np.flatnonzero(size > _ONE)
        last, first = _last_of_one(words, begin[new], size), np.zeros(len(new), dtype=np.uint64)
        last[two], first[two] = _last_of_two(words, begin[new[two]], size[two]), words[begin[new[two]]]
        encoding = encode_integers(last, first)
        rows, like = encoding.row, encoding.number
        last, first = last[rows], first[rows]
        one = size[rows] <= _ONE
        with self._lock:
            # Another thread may have met them in the meantime.
            found = np.where(one, self._slots.find(last, None), self._slots.find(last, first))
            rest = np.flatnonzero(found == EDGE)
            found[rest] = len(self) + np.arange(len(rest), dtype=np.int32)
            at = new[rows[rest]]
            self._add(strings(data, begin[at], end[at]), last[rest], first[rest])
            self._put(found[rest])
        numbers[new] = found[like]

    def _number_long(self, data: Bytes, begin: Int64s, end: Int64s, numbers: Int32s, new: Int64s) -> None:
        like, distinct = number(strings(data, begin[new], end[new]).series())
        at = np.zeros(len(distinct), dtype=np.int64)
        at[like] = new
        spelled = distinct.to_list()
        with self._lock:
            rest = np.array([row for row, words in enumerate(spelled) if words not in self._long], dtype=np.int64)
            self._long |= {spelled[row]: place for place, row in enumerate(rest.tolist(), start=len(self))}
            self._long_bytes += sum(_LONG_BYTES + len(spelled[row]) for row in rest.tolist())
            none = np.zeros(len(rest), dtype=np.uint64)
            self._add(strings(data, begin[at[rest]], end[at[rest]]), none, none)
            found = np.array([self._long[words] for words in spelled], dtype=np.int32)
        numbers[new] = found[like]

    def _add(self, new: Strings, last: Uint64s, first: Uint64s) -> None:
        self._last.add(last)
        self._first.add(first)
        self._data.add(new.data)
        self._offsets.add(new.offsets[1:] + self._offsets.rows[-1])

    def _put(self, new: Int32s) -> None:
        """Let numbers be found: in a copy of the slots, so that whoever looks into the old ones is not disturbed."""
        slots = _Slots(self._slots.numbers, self._last.rows, self._first.rows)
        if 2 * len(self) > len(slots.numbers):
            digits = (4 * len(self)).bit_length()
            slots = _Slots(np.zeros(1 << digits, dtype=np.int32), slots.last, slots.first)
            new = np.flatnonzero(slots.last).astype(np.int32)
        self._slots = _Slots(slots.with_numbers(new), slots.last, slots.first)

    def table(self, name: str, owner: object, make: Callable[[], "Growing[View]"]) -> "View":
        """What is worked out from each string by means of `owner`, worked out now for those that came since.

        Another owner under the same name starts again.
        """
        with self._lock:
            held, table, known = self._tables.get(name, (None, None, 0))
            if table is None or held is not owner:
                table, known = make(), 0
            if known < len(self):
                table.extend(self.spelled(known))
                self._tables[name] = (owner, table, len(self))
            view: View = table.view()
            return view


def _refuse_cut_letters(data: Bytes, begin: Int64s, end: Int64s, rows: Int64s) -> None:
    edges = data[np.append(begin[rows], end[rows])]
    if (edges.view(np.int8) < FIRST_BYTES).any():
        raise ValueError("a string begins or ends inside a letter")


def _last_of_one(words: Uint64s, begin: Int64s, size: Int64s) -> Uint64s:
    """What tells strings of up to _ONE bytes apart; 0 for longer ones. words: eight bytes from each place on."""
    short = np.minimum(size, _ONE + 1)
    last = words[begin]
    last &= _KEPT[short]
    last |= _LENGTHS[short]
    return last


def _last_of_two(words: Uint64s, begin: Int64s, size: Int64s) -> Uint64s:
    """What tells strings of eight to _TWO bytes apart in addition to their first eight."""
    last = words[begin + (_ONE + 1)]
    last &= _KEPT[size - (_ONE + 1)]
    last |= size.astype(np.uint64) << np.uint64(_LENGTH_PLACE)
    return last


class Growing(Protocol[View]):
    """A table with a row for each string of a vocabulary, the first of which is EDGE."""

    def extend(self, new: Strings) -> None:
        """Work out rows for strings that follow those it has."""

    def view(self) -> View:
        """The rows so far, which stay as they are."""

    @property
    def size_bytes(self) -> int:
        """Memory held."""


class Memory:
    """What a process knows of the pieces of texts and of the words in them."""

    def __init__(self) -> None:
        lock = threading.RLock()
        self.pieces, self.words = Vocabulary(lock), Vocabulary(lock)

    @property
    def size_bytes(self) -> int:
        """Memory held."""
        return self.pieces.size_bytes + self.words.size_bytes


_MOST_BYTES = 64_000_000
_CURRENT: list[Memory] = [Memory()]
_SWAP = threading.Lock()


def current_memory() -> Memory:
    """The memory that new texts are numbered in. One that has grown too large is left to those who still use it."""
    with _SWAP:
        if _CURRENT[0].size_bytes > _MOST_BYTES:
            _CURRENT[0] = Memory()
        return _CURRENT[0]
