"""Where the objects of a JSON file begin and end: in a list, one alone, or one after the other over many lines.

Whole columns of bytes: quotes that are not escaped tell what is inside strings, brackets outside of strings how deep.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

import numpy as np

_CHUNK_BYTES = 4 * 2**20
_QUOTE, _BACKSLASH = ord('"'), ord("\\")
# +1 opens, -1 closes.
_DEPTH = np.zeros(256, np.int8)
_DEPTH[[ord("{"), ord("[")]] = 1
_DEPTH[[ord("}"), ord("]")]] = -1


@dataclass
class _State:
    """Where a scan is: inside a string, behind a backslash, how deep."""

    in_string: bool = False
    escaped: bool = False
    depth: int = 0


def object_ends(file: BinaryIO, start: int, end: int) -> Iterator[tuple[int, np.ndarray]]:
    """How far the file is read, and the offsets one past each object at the top that was met since the last time.

    Reads from `start` (outside of everything) to `end`, a chunk at a time.
    The bracket that opens the list must lie before `start`.
    """
    file.seek(start)
    state = _State()
    position = start
    while position < end and (chunk := file.read(min(_CHUNK_BYTES, end - position))):
        ends = position + _ends_in(np.frombuffer(chunk, np.uint8), state)
        position += len(chunk)
        yield position, ends


def start_of_list(file: BinaryIO) -> int:
    """Where the first object can begin: behind a byte order mark, white space and the bracket of a list."""
    file.seek(0)
    head = file.read(_CHUNK_BYTES)
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    skipped = len(head) - len(text)
    return skipped + 1 if text.startswith(b"[") else skipped


def _ends_in(data: np.ndarray, state: _State) -> np.ndarray:
    """One past each bracket that brings the depth from 1 to 0, in the chunk; moves the state behind it."""
    quotes = np.flatnonzero(data == _QUOTE)
    quotes = quotes[~_are_escaped(data, quotes, state)]
    state.escaped = _ends_escaped(data, state)
    steps = _DEPTH[data]
    places = np.flatnonzero(steps)
    before = np.searchsorted(quotes, places)  # quotes before each bracket
    outside = (before + state.in_string) % 2 == 0
    places = places[outside]
    steps = steps[places].astype(np.int64)
    depths = state.depth + np.cumsum(steps)
    state.in_string = bool((len(quotes) + state.in_string) % 2)
    if len(depths):
        state.depth = int(depths[-1])
    ends: np.ndarray = places[(steps < 0) & (depths == 0)] + 1
    return ends


def _are_escaped(data: np.ndarray, quotes: np.ndarray, state: _State) -> np.ndarray:
    """Whether an odd number of backslashes is before each quote."""
    slashes = data == _BACKSLASH
    # The number of the last byte that is no backslash, at or before each place.
    last = np.maximum.accumulate(np.where(slashes, -1, np.arange(len(data))))
    before = np.where(quotes > 0, last[np.maximum(quotes - 1, 0)], -1)
    run = quotes - 1 - before
    reaches_front = before == -1
    odd: np.ndarray = (run + (reaches_front & state.escaped)) % 2 == 1
    return odd


def _ends_escaped(data: np.ndarray, state: _State) -> bool:
    """Whether the first byte of the next chunk is escaped."""
    other = np.flatnonzero(data != _BACKSLASH)
    run = len(data) - 1 - int(other[-1]) if len(other) else len(data) + state.escaped
    return run % 2 == 1
