"""A linear-chain CRF over whole columns: "Bank | of | England" is B-ORG I-ORG L-ORG.

Labels are O and, for each type, the first (B), inside (I), last (L) and only (U) word of a name. Moves within a name
are fixed by the scheme, so only moves between names and other words have weights: from the edge, O or a type to O or
a type. A word's label scores are sums of stored int8 rows, kept as int16; O always scores 0.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import numpy.typing as npt

from transforms.columns.dictionary import TYPES as TYPES
from transforms.columns.distinct import encode_integers
from transforms.columns.dtypes import Float32s, Float64s, Int16s, Int64s, Uint64s
from transforms.columns.lazy import once
from transforms.columns.string_buffer import Strings
from transforms.columns.string_store import EDGE, Column
from transforms.entities.ner import features
from transforms.entities.ner.batch import OFFSETS, Reading
from transforms.entities.ner.document_features import document_evidence
from transforms.entities.ner.features import edge_key, word_keys
from transforms.entities.ner.hashing import describe
from transforms.entities.ner.lexicon import Lexicon, lexicon

STATES = len(TYPES) + 1
LABELS = 4 * len(TYPES)  # besides O
WEIGHTS_FILE = Path(__file__).parent / "weights" / "names-en.npz"

# A run of names longer than this is a table or no text at all; it is cut so that no text takes long.
LONGEST_RUN = 256
_BLOCK = 1 << 13
_MIX = np.uint64(0xC4CEB9FE1A85EC53)


@dataclass(frozen=True)
class Weights:
    """table: a row of label scores per bucket of feature keys (row 0 is empty). scale: what one unit is worth.

    moves: scores of going from O, the types or the edge (last row) to O or a type. calibration: for each type
    the leads of names and the share of right ones at each, as two rows; none: no scores (see confidence.py).
    """

    table: Int16s
    scale: float
    moves: Float32s
    calibration: Float64s = field(default_factory=lambda: np.zeros((0, 2, 0)))

    @property
    def bits(self) -> int:
        """Binary digits of a bucket's number."""
        return len(self.table).bit_length() - 1


@dataclass(frozen=True)
class Edges:
    """Which runs begin and which end at the edge of their sentence; next to the others is a word that is no name."""

    begins: npt.NDArray[np.bool_]
    ends: npt.NDArray[np.bool_]


@once
def shipped_weights() -> Weights:
    """The weights in the repository."""
    return load(WEIGHTS_FILE)


def load(path: Path) -> Weights:
    """Read stored weights: the rows in use and their buckets, spread over the whole table."""
    with np.load(path, allow_pickle=False) as stored:
        table = np.zeros((1 << int(stored["bits"]), LABELS), dtype=np.int16)
        table[np.cumsum(stored["gaps"].astype(np.int64))] = stored["rows"]
        moves = stored["moves"].astype(np.float32)
        # Weights from before 0.4.0 tell no scores.
        calibration = stored["calibration"] if "calibration" in stored else np.zeros((0, 2, 0))
        return Weights(table, float(stored["scale"]), moves, calibration.astype(np.float64))


def buckets(keys: Uint64s, bits: int) -> npt.NDArray[np.int64]:
    """The table row of each feature key."""
    rows = keys ^ (keys >> np.uint64(32))
    rows *= _MIX
    rows >>= np.uint64(64 - bits)
    return rows.view(np.int64)


def label_scores(reading: Reading, at: Int64s, weights: Weights) -> Int16s:
    """Scores of the labels besides O for each candidate token, in units of the weights' scale."""
    around = reading.around(at)
    document = document_evidence(reading, at, around)
    shapes = features.shapes_of(reading, at, around)
    known = lexicon()
    of_words = reading.tokens.memory.words.table("scores", weights, lambda: WordScores(weights, known))
    tables = [(around[offset], of_word) for offset, of_word in zip(OFFSETS, of_words, strict=True)]
    # Few shapes and few of them in the light of their article are different ones: their scores are summed once.
    alike = encode_integers(shapes.identity())
    scores = _summed(len(alike), lambda part: features.shape_keys(shapes.part(alike.row[part])), weights)
    tables.append((alike.number, scores))
    in_document = encode_integers(features.document_identity(shapes, document))

    def of_document(part: slice) -> Iterator[tuple[int, Uint64s]]:
        rows = in_document.row[part]
        return features.document_keys(shapes.part(rows), document.part(rows))

    tables.append((in_document.number, _summed(len(in_document), of_document, weights)))

    def of_neighbours(part: slice) -> Iterator[tuple[int, Uint64s]]:
        near = {offset: words[part] for offset, words in around.items()}
        return features.neighbour_keys(reading, near, shapes.part(part))

    return _summed(len(at), of_neighbours, weights, tables)


def _summed(
    count: int,
    keys_of: Callable[[slice], Iterable[tuple[int, Uint64s]]],
    weights: Weights,
    tables: Sequence[tuple[npt.NDArray[np.integer], Int16s]] = (),
) -> Int16s:
    """The sums of the scores of keys, worked out a block of rows at a time, and of rows of tables."""
    scores = np.zeros((count, LABELS), dtype=np.int16)
    rows = np.empty((min(_BLOCK, count), LABELS), dtype=np.int16)
    for begin in range(0, count, _BLOCK):
        part = slice(begin, begin + _BLOCK)
        out = scores[part]
        taken = rows[: len(out)]
        for at, table in tables:
            np.take(table, at[part], axis=0, out=taken, mode="clip")
            out += taken
        for _, keys in keys_of(part):
            np.take(weights.table, buckets(keys, weights.bits), axis=0, out=taken, mode="clip")
            out += taken
    return scores


class WordScores:
    """Scores that each word of a vocabulary brings to a token, by its distance from it."""

    def __init__(self, weights: Weights, known: Lexicon) -> None:
        self._weights, self._lexicon = weights, known
        self._scores = [Column(np.zeros((0, LABELS), dtype=np.int16)) for _ in OFFSETS]

    def extend(self, new: Strings) -> None:
        """Add up the scores of more words."""
        words = describe(new.series())
        kinds = self._lexicon.words.look_up(words.lower)
        bits = self._weights.bits
        for offset, column in zip(OFFSETS, self._scores, strict=True):
            scores = np.zeros((len(new), LABELS), dtype=np.int16)
            for keys, has in word_keys(words, kinds, offset):
                bucket = buckets(keys, bits)
                scores += self._weights.table[bucket if has is None else bucket * has]
            if not len(column.rows):
                scores[EDGE] = self._weights.table[buckets(edge_key(offset), bits)[0]]
            column.add(scores)

    def view(self) -> list[Int16s]:
        """The scores of all words so far, for each of OFFSETS."""
        return [column.rows for column in self._scores]

    @property
    def size_bytes(self) -> int:
        """Memory held."""
        return sum(column.size_bytes for column in self._scores)


def runs(reading: Reading, at: Int64s) -> Int64s:
    """Where each run of neighbouring candidates begins in `at`, and its end: one more entry than runs."""
    if not len(at):
        return np.zeros(1, dtype=np.int64)
    begins = reading.tokens.opens[at]
    begins[0] = True
    begins[1:] |= np.diff(at) != 1
    place = np.arange(len(at)) - np.maximum.accumulate(np.where(begins, np.arange(len(at)), 0))
    return np.append(np.flatnonzero(begins | (place % LONGEST_RUN == 0)), len(at))


def run_edges(reading: Reading, at: Int64s, bounds: Int64s) -> Edges:
    """Whether each run begins and whether it ends at the edge of its sentence."""
    opens = reading.tokens.opens
    return Edges(opens[at[bounds[:-1]]], opens[at[bounds[1:] - 1] + 1])


def best_labels(scores: Int16s, bounds: Int64s, edges: Edges, weights: Weights) -> npt.NDArray[np.int8]:
    """The best sequence of labels of each run: 0 is O, 1 + 4 * type + (0 B, 1 I, 2 L, 3 U) a name's.

    A run of one word is the best of five sums. Longer ones advance together, longest first, so that each step works on
    the front rows of the same arrays. A state is what a name may end in (O or a type) or a name still open; it
    remembers the state before it.
    """
    out = np.zeros(len(scores), dtype=np.int8)
    size = np.diff(bounds)
    moves = weights.moves / np.float32(weights.scale)
    lone = np.flatnonzero(size == 1)
    _label_lone_words(out, scores, bounds[lone], Edges(edges.begins[lone], edges.ends[lone]), moves)
    longer = np.flatnonzero(size > 1)
    if not len(longer):
        return out
    order = longer[np.argsort(-size[longer], kind="stable")]
    begin, size = bounds[:-1][order], size[order]
    at_start = edges.begins[order]
    steps = int(size[0])
    # How many runs have a token at each step.
    alive = np.searchsorted(-size, -np.arange(steps), side="left")
    kinds = len(TYPES)
    closed = np.zeros((STATES, alive[0]), dtype=np.float32)
    opened = np.full((kinds, alive[0]), -np.inf, dtype=np.float32)
    back_closed: list[npt.NDArray[np.int8]] = []
    back_opened: list[npt.NDArray[np.bool_]] = []
    leaving = np.where(edges.ends[order], np.float32(0), moves[:STATES, :1])
    starting = np.where(at_start, moves[STATES][:, None], moves[0][:, None])
    final = np.zeros(alive[0], dtype=np.int8)
    for step in range(steps):
        count = int(alive[step])
        now = scores.take(begin[:count] + step, axis=0).T.astype(np.float32, order="C")
        if step == 0:
            entering = starting
            came = np.zeros((STATES, count), dtype=np.int8)
        else:
            final[count : closed.shape[1]] = (closed + leaving[:, : closed.shape[1]])[:, count:].argmax(axis=0)
            closed, opened = closed[:, :count], opened[:, :count]
            entering, came = _best_moves(closed, moves)
        entered_type = entering[1:]
        last = opened + now[2::4]
        only = entered_type + now[3::4]
        ends_here = last > only
        closed = np.concatenate([entering[:1], np.maximum(last, only)])
        # A closing label came from its open name (marked by -1) or from the state before the name.
        back = came.copy()
        _replace(back[1:], -1, ends_here)
        inside, first = opened + now[1::4], entered_type + now[0::4]
        goes_on = inside > first
        back_opened.append(goes_on)
        back_closed.append(np.concatenate([back, came[1:]]))
        opened = np.maximum(inside, first)
    final[: closed.shape[1]] = (closed + leaving[:, : closed.shape[1]]).argmax(axis=0)
    _trace(out, begin, size, alive, final, back_closed, back_opened)
    return out


def _label_lone_words(out: npt.NDArray[np.int8], scores: Int16s, at: Int64s, edges: Edges, moves: Float32s) -> None:
    """Write the labels of runs of one word: O, or the only word of a name."""
    only = scores.take(at, axis=0)[:, 3::4].T.astype(np.float32, order="C")
    top = np.where(edges.begins, moves[STATES, 0], moves[0, 0])
    top += np.where(edges.ends, np.float32(0), moves[0, 0])
    label = np.zeros(len(at), dtype=np.int8)
    for state in range(1, STATES):
        total = np.where(edges.begins, moves[STATES, state], moves[0, state])
        total += only[state - 1]
        total += np.where(edges.ends, np.float32(0), moves[state, 0])
        _replace(label, 4 * state, total > top)
        np.maximum(top, total, out=top)
    out[at] = label


def _replace(values: npt.NDArray[np.int8], value: int, where: npt.NDArray[np.bool_]) -> None:
    """Set some of many small numbers, which costs least as arithmetic."""
    change = np.int8(value) - values
    change *= where.view(np.int8)
    values += change


def _best_moves(closed: Float32s, moves: Float32s) -> tuple[Float32s, npt.NDArray[np.int8]]:
    """For each state to enter the best score of getting there, and from which closed state."""
    best = np.empty_like(closed)
    came = np.zeros(closed.shape, dtype=np.int8)
    for state in range(STATES):
        top = closed[0] + moves[0, state]
        for before in range(1, STATES):
            score = closed[before] + moves[before, state]
            _replace(came[state], before, score > top)
            np.maximum(top, score, out=top)
        best[state] = top
    return best, came


def _trace(
    out: npt.NDArray[np.int8],
    begin: Int64s,
    size: Int64s,
    alive: Int64s,
    final: npt.NDArray[np.int8],
    back_closed: list[npt.NDArray[np.int8]],
    back_opened: list[npt.NDArray[np.bool_]],
) -> None:
    """Walk back from the last token of each run and write its labels."""
    state = np.zeros(len(begin), dtype=np.int8)  # closed state, or STATES + type for an open name
    for step in range(len(alive) - 1, -1, -1):
        count = int(alive[step])
        ending = size[:count] == step + 1
        current = np.where(ending, final[:count], state[:count])
        row = np.arange(count)
        is_open = current >= STATES
        kind = np.where(is_open, current - STATES, np.maximum(current - 1, 0))
        came = back_closed[step][np.where(is_open, STATES + kind, current), row]
        went_on = back_opened[step][kind, row]
        closes = ~is_open & (came == -1)
        label = np.where(is_open, np.where(went_on, 2, 1), np.where(closes, 3, 4)) + 4 * kind
        out[begin[:count] + step] = np.where(current == 0, 0, label)
        state[:count] = np.where(closes | (is_open & went_on), STATES + kind, came)
