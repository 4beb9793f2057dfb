"""What stands around a word: "Mr." before it, "said" after it, the same word in small letters elsewhere in the article.

Every feature becomes a 64-bit key; keys of words alone come once per distinct word (`word_keys`), keys of words in
their place once per candidate token (`place_keys`).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from operator import itemgetter

import numpy as np

from transforms.columns.dtypes import Bools, Int32s, Int64s, Uint64s
from transforms.entities.ner.batch import OFFSETS, Reading
from transforms.entities.ner.document_features import Evidence
from transforms.entities.ner.hashing import Words, mixed
from transforms.entities.ner.word_features import ODD

_BITS_KEPT = 6

# Places in Words.hashes whose features a neighbour sees too.
_SMALL, _KIND, _PREFIX3, _SUFFIX2, _SUFFIX3 = 0, 3, 5, 8, 9
_SEEN_FROM_NEXT = (_SMALL, _KIND, _PREFIX3, _SUFFIX2, _SUFFIX3)
_SEEN_FROM_AFAR = (_SMALL, _KIND)

_U = np.uint64
# Kinds of neighbours that go together (see Evidence.around).
_KINDS_AROUND = (0b1000000110, 0b0011001000, 0b0000110000, 0b0100000000)
_MINGLING = [_U(pow(0x9E3779B97F4A7C15, 2 * power + 3, 1 << 64)) for power in range(16)]


def word_keys(words: Words, kinds: Uint64s, offset: int) -> Iterator[tuple[Uint64s, Bools | None]]:
    """Keys of distinct words seen from a token at the given distance, each with the words that have it (None: all).

    kinds: bits of the lexicon of each word.
    """
    kind = words.kind
    seen = range(len(words.hashes)) if offset == 0 else _SEEN_FROM_NEXT if abs(offset) == 1 else _SEEN_FROM_AFAR
    for place in seen:
        yield _keyed(100 + 10 * place, offset, words.hashes[place]), None
    yield _keyed(300, offset, kinds), kinds != 0
    if abs(offset) == 2:
        return
    yield _keyed(301, offset, mixed(kinds, kind)), None
    left = kinds.copy()
    for _ in range(_BITS_KEPT):
        lowest = left & (~left + _U(1))
        yield _keyed(302, offset, mixed(lowest, kind)), lowest != 0
        left ^= lowest


def edge_key(offset: int) -> Uint64s:
    """The one key of what stands beyond the edge of a sentence."""
    return _keyed(400, offset, np.array([1], dtype=np.uint64))


@dataclass(frozen=True)
class Shapes:
    """What candidates and the words around them look like, whoever they are.

    kind: hash of the shape of the words at some distances; near: of what the lexicon says of them. kinds: bits of the
    lexicon; phrase, before, after: the listed phrase each candidate and its neighbours are in. first: 1 where a
    candidate opens its sentence. case: of the sentence. Hashes come times a number of their distance.
    """

    kind: dict[int, Uint64s]
    near: dict[int, Uint64s]
    kinds: Uint64s
    phrase: Uint64s
    before: Uint64s
    after: Uint64s
    first: Uint64s
    case: Uint64s

    @property
    def state(self) -> Uint64s:
        """Where in which sentence the candidate stands."""
        return np.asarray((self.first + _U(2) * self.case + _U(1)) * ODD[0])

    def part(self, rows: slice | Int64s) -> "Shapes":
        """The shapes of some of the candidates."""
        kind, near = ({k: values[rows] for k, values in columns.items()} for columns in (self.kind, self.near))
        others = (self.kinds, self.phrase, self.before, self.after, self.first, self.case)
        return Shapes(kind, near, *(column[rows] for column in others))

    def identity(self) -> Uint64s:
        """A number that tells all that `shape_keys` are made of."""
        total = _mingled([self.kinds, self.phrase, self.before, self.after, self.state])
        for column in (*self.kind.values(), *self.near.values()):
            total += column
        return total


def shapes_of(reading: Reading, at: Int64s, nearby: dict[int, Int32s]) -> Shapes:
    """The shapes of candidates with the words around them."""
    traits = reading.traits
    return Shapes(
        kind={k: traits.kind.take(nearby[k]) * ODD[2 - k] for k in OFFSETS[:-1]},
        near={k: traits.near.take(nearby[k]) * ODD[k + 2] for k in (-1, 0, 1)},
        kinds=traits.kinds.take(nearby[0]) * ODD[3],
        phrase=reading.phrase[at] * ODD[4],
        before=reading.phrase_beside(at, -1) * ODD[0],
        after=reading.phrase_beside(at, 1) * ODD[1],
        first=reading.starts[at].astype(np.uint64),
        case=reading.case(at),
    )


def shape_keys(shapes: Shapes) -> Iterator[tuple[int, Uint64s]]:
    """Keys of shapes alone, each with its number among the keys of places."""
    c, n, p, state = shapes.kind, shapes.near, shapes.phrase, shapes.state
    yield _numbered(2, c[-1] + c[0] + c[1])
    yield _numbered(7, n[-1] + n[0])
    yield _numbered(8, n[0] + n[1])
    yield _numbered(9, n[-1] + n[0] + n[1])
    yield _numbered(12, p + shapes.case * ODD[2])
    yield _numbered(13, p + c[-1] + c[1])
    yield _numbered(14, p + shapes.kinds)
    yield _numbered(15, shapes.before + c[0] + shapes.after)
    yield _numbered(16, state + c[0] + c[1])
    yield _numbered(18, c[-2] + c[-1] + c[0] + c[1])
    yield _numbered(19, state + shapes.kinds)


def document_identity(shapes: Shapes, d: Evidence) -> Uint64s:
    """A number that tells all that `document_keys` are made of."""
    told = d.around << _U(4) | d.inside << _U(2) | d.others << _U(1) | d.elsewhere_small
    return _mingled([told, shapes.state, shapes.kind[0], shapes.near[0]])


def document_keys(shapes: Shapes, d: Evidence) -> Iterator[tuple[int, Uint64s]]:
    """Keys of a word's shape and of what the rest of the article says of it, each with its number."""
    c, n = shapes.kind[0], shapes.near[0]
    around = (d.around + d.others) * ODD[2]
    yield _numbered(20, (d.elsewhere_small + _U(3) * d.inside + _U(9) * d.others) * ODD[2] + shapes.first + c)
    yield _numbered(21, around + c)
    yield _numbered(22, around + n)
    for number, kinds in enumerate(_KINDS_AROUND, start=23):
        yield _numbered(number, ((d.around & _U(kinds)) * _U(2) + d.others) * ODD[2] + c)
    yield _numbered(27, (d.elsewhere_small + _U(3)) * ODD[4] + shapes.state + n)


def neighbour_keys(reading: Reading, nearby: dict[int, Int32s], shapes: Shapes) -> Iterator[tuple[int, Uint64s]]:
    """Keys of a word together with those next to it, each with its number."""
    w = {k: reading.traits.lower.take(nearby[k]) * ODD[k + 2] for k in OFFSETS}
    c, n = shapes.kind[0], shapes.near[0]
    yield _numbered(0, w[-1] + w[0])
    yield _numbered(1, w[0] + w[1])
    yield _numbered(3, w[-1] + c)
    yield _numbered(4, c + w[1])
    yield _numbered(5, w[-2] + w[-1] + c)
    yield _numbered(6, c + w[1] + w[2])
    yield _numbered(10, w[-1] + n)
    yield _numbered(11, n + w[1])
    yield _numbered(17, shapes.state + w[0])


def place_keys(reading: Reading, at: Int64s, document: Evidence) -> list[Uint64s]:
    """All keys of tokens in their place, in order of their numbers."""
    nearby = reading.around(at)
    shapes = shapes_of(reading, at, nearby)
    keys = [*shape_keys(shapes), *document_keys(shapes, document), *neighbour_keys(reading, nearby, shapes)]
    return [key for _, key in sorted(keys, key=itemgetter(0))]


def _numbered(number: int, key: Uint64s) -> tuple[int, Uint64s]:
    key += _PLACE_SALTS[number]
    return number, key


def _mingled(columns: list[Uint64s]) -> Uint64s:
    """One number for each row of several."""
    total = np.zeros(len(columns[0]), dtype=np.uint64)
    for column, odd in zip(columns, _MINGLING, strict=False):
        total += column * odd
    return total


def _keyed(salt: int, offset: int, values: Uint64s) -> Uint64s:
    return np.asarray(values * ODD[offset + 2], dtype=np.uint64) + _salt(salt * 8 + offset + 2)


def _salt(number: int) -> np.uint64:
    """A number that keeps the keys of one feature apart from those of another."""
    return _U(number * int(ODD[3]) % (1 << 64))


_PLACE_SALTS = [_salt(10_000 + number) for number in range(28)]
