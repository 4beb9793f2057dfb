"""What stands around a word: "Mr." before it, "said" after it, the same word in small letters elsewhere in the article.

Every feature becomes a 64-bit key; keys of words alone come once per distinct word (`word_keys`), keys of words in
their place once per candidate token (`place_keys`).
"""

from collections.abc import Iterator

import numpy as np

from transforms.entities.codes import Int32s
from transforms.entities.document import Evidence, document_evidence
from transforms.entities.features import Bools, Uint64s, Words, mixed
from transforms.entities.reading import OFFSETS, Ints, Reading, candidates, read
from transforms.entities.traits import ODD

__all__ = [
    "OFFSETS",
    "Evidence",
    "Ints",
    "Reading",
    "candidates",
    "document_evidence",
    "edge_key",
    "place_keys",
    "read",
    "word_keys",
]

_BITS_KEPT = 6

# Places in Words.hashes whose features a neighbour sees too.
_SMALL, _KIND, _PREFIX3, _SUFFIX2, _SUFFIX3 = 0, 3, 5, 8, 9
_SEEN_FROM_NEXT = (_SMALL, _KIND, _PREFIX3, _SUFFIX2, _SUFFIX3)
_SEEN_FROM_AFAR = (_SMALL, _KIND)

_U = np.uint64


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


def place_keys(
    reading: Reading, at: Ints, document: Evidence, beside: dict[int, Int32s] | None = None
) -> Iterator[Uint64s]:
    """Keys of tokens in their place; `beside` are the words around them, if they are known already."""
    beside = reading.around(at) if beside is None else beside
    traits = reading.traits
    w = {k: traits.lower[beside[k]] * ODD[k + 2] for k in OFFSETS}
    c = {k: traits.kind[beside[k]] * ODD[2 - k] for k in OFFSETS[:-1]}
    n = {k: traits.near[beside[k]] * ODD[k + 2] for k in (-1, 0, 1)}
    kinds = traits.kinds[beside[0]] * ODD[3]
    phrase = reading.phrase
    p = phrase[at] * ODD[4]
    first, case = reading.starts[at].astype(np.uint64), reading.case(at)
    state = (first + _U(2) * case + _U(1)) * ODD[0]
    d = document

    keys = [
        w[-1] + w[0],
        w[0] + w[1],
        c[-1] + c[0] + c[1],
        w[-1] + c[0],
        c[0] + w[1],
        w[-2] + w[-1] + c[0],
        c[0] + w[1] + w[2],
        n[-1] + n[0],
        n[0] + n[1],
        n[-1] + n[0] + n[1],
        w[-1] + n[0],
        n[0] + w[1],
        p + case * ODD[2],
        p + c[-1] + c[1],
        p + kinds,
        _beside(phrase, at, -1) * ODD[0] + c[0] + _beside(phrase, at, 1) * ODD[1],
        state + c[0] + c[1],
        state + w[0],
        c[-2] + c[-1] + c[0] + c[1],
        state + kinds,
        (d.elsewhere_small + _U(3) * d.inside + _U(9) * d.others) * ODD[2] + first + c[0],
        (d.around + d.others) * ODD[2] + c[0],
        (d.around + d.others) * ODD[2] + n[0],
        ((d.around & _U(0b1000000110)) * _U(2) + d.others) * ODD[2] + c[0],
        ((d.around & _U(0b0011001000)) * _U(2) + d.others) * ODD[2] + c[0],
        ((d.around & _U(0b0000110000)) * _U(2) + d.others) * ODD[2] + c[0],
        ((d.around & _U(0b0100000000)) * _U(2) + d.others) * ODD[2] + c[0],
        (d.elsewhere_small + _U(3)) * ODD[4] + state + n[0],
    ]
    for number, key in enumerate(keys):
        np.add(key, _salt(10_000 + number), out=key)
        yield key


def _keyed(salt: int, offset: int, values: Uint64s) -> Uint64s:
    return np.asarray(values * ODD[offset + 2], dtype=np.uint64) + _salt(salt * 8 + offset + 2)


def _salt(number: int) -> np.uint64:
    """A number that keeps the keys of one feature apart from those of another."""
    return _U(number * int(ODD[3]) % (1 << 64))


def _beside(values: Uint64s, at: Ints, offset: int) -> Uint64s:
    beside = np.clip(at + offset, 0, len(values) - 1)
    return np.asarray(values[beside], dtype=np.uint64)
