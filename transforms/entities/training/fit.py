"""Fit the CRF: AdaGrad over sentences, one thread and fixed seeds: the same data give the same weights to the bit."""

import numba as nb
import numpy as np
import numpy.typing as npt

from transforms.columns.string_store import EDGE
from transforms.entities.ner import crf
from transforms.entities.ner.batch import OFFSETS, Reading
from transforms.entities.ner.crf import LABELS, STATES, TYPES, buckets
from transforms.entities.ner.document_features import document_evidence
from transforms.entities.ner.features import edge_key, place_keys, word_keys

EPOCHS = 6
LEARNING_RATE = 0.15
L2 = 1e-6
# Of the features of a token this share is hidden in each pass, so that the weights do not lean on rare ones.
HIDDEN_SHARE = 0.5
SEEDS = (20261122, 7, 11, 13, 17, 19, 23, 29)
# Scores are read off in hundredths, a block of tokens at a time.
_UNIT, _MOST, _BLOCK = 0.01, 32_000, 1 << 14
# The next number of a row of chance numbers: times and plus these, modulo 2^64.
_TIMES, _PLUS = np.uint64(6364136223846793005), np.uint64(1442695040888963407)


def matrix(reading: Reading, bits: int) -> npt.NDArray[np.int32]:
    """Feature buckets of every token; training sees small words too, tagging only candidates."""
    at = np.arange(len(reading.tokens))
    columns = []
    for offset in OFFSETS:
        nearby = reading.neighbour(at, offset)
        edge = int(buckets(edge_key(offset), bits)[0])
        for number, (keys, has) in enumerate(word_keys(reading.words, reading.traits.kinds, offset)):
            rows = buckets(keys, bits)
            rows = rows if has is None else np.where(has, rows, 0)
            rows[EDGE] = edge if number == 0 else 0
            columns.append(rows[nearby].astype(np.int32))
    document = document_evidence(reading, at)
    columns += [buckets(keys, bits).astype(np.int32) for keys in place_keys(reading, at, document)]
    return np.stack(columns, axis=1)


def fit(
    features: npt.NDArray[np.int32],
    labels: npt.NDArray[np.int32],
    bounds: npt.NDArray[np.int64],
    bits: int,
    *,
    epochs: int = EPOCHS,
    weights: npt.NDArray[np.float64] | None = None,
    seed: int = SEEDS[0],
) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.float64]]:
    """Weights of label scores and moves, the mean of the last half of the passes. weights: what a sentence counts."""
    random = np.random.default_rng(seed)
    table = np.zeros((1 << bits, LABELS), dtype=np.float32)
    squares = np.full((1 << bits, LABELS), 0.3, dtype=np.float32)
    moves, move_squares = np.zeros((STATES + 1, STATES)), np.ones((STATES + 1, STATES))
    weights = np.ones(len(bounds) - 1) if weights is None else weights
    mean_table, mean_moves, counted = np.zeros_like(table), np.zeros_like(moves), 0
    for epoch in range(epochs):
        order = random.permutation(len(bounds) - 1)
        rate = LEARNING_RATE / (1 + 0.3 * epoch)
        learnt = (table, squares, moves, move_squares)
        counted_in = order[weights[order] > 0]
        loss = _pass(features, labels, bounds, counted_in, weights, *learnt, rate, np.uint64(seed + epoch))
        print(f"pass {epoch + 1}: loss per token {loss / len(labels):.4f}", flush=True)
        if epoch >= epochs // 2:
            mean_table += table
            mean_moves += moves
            counted += 1
    mean_table /= counted
    mean_table[0] = 0
    return mean_table, mean_moves / counted


def read_labels(
    features: npt.NDArray[np.int32],
    bounds: npt.NDArray[np.int64],
    table: npt.NDArray[np.float32],
    moves: npt.NDArray[np.float64],
) -> npt.NDArray[np.int8]:
    """The labels that fitted weights give to the tokens of whole sentences."""
    edge = np.ones(len(bounds) - 1, dtype=np.bool_)
    scores, weights = read_scores(features, table, moves)
    return crf.best_labels(scores, bounds, crf.Edges(edge, edge), weights)


def read_scores(
    features: npt.NDArray[np.int32], table: npt.NDArray[np.float32], moves: npt.NDArray[np.float64]
) -> tuple[npt.NDArray[np.int16], crf.Weights]:
    """The label scores that fitted weights give to tokens, and the weights as the decoder takes them."""
    scores = np.zeros((len(features), LABELS), dtype=np.int16)
    for begin in range(0, len(features), _BLOCK):
        summed = table[features[begin : begin + _BLOCK]].sum(axis=1) / _UNIT
        scores[begin : begin + _BLOCK] = np.clip(np.round(summed), -_MOST, _MOST)
    return scores, crf.Weights(np.zeros((1, LABELS), dtype=np.int16), _UNIT, moves.astype(np.float32))


@nb.njit(cache=True, error_model="numpy")
def _pass(
    features: npt.NDArray,
    labels: npt.NDArray,
    bounds: npt.NDArray,
    order: npt.NDArray,
    weights: npt.NDArray,
    table: npt.NDArray,
    squares: npt.NDArray,
    moves: npt.NDArray,
    move_squares: npt.NDArray,
    rate: float,
    seed: np.uint64,
) -> float:
    """One pass over all sentences in the given order; returns the loss."""
    kinds, states, count_features = len(TYPES), STATES, features.shape[1]
    longest = 0
    for q in range(len(bounds) - 1):
        longest = max(longest, bounds[q + 1] - bounds[q])
    e = np.zeros((longest, LABELS + 1))
    al = np.zeros((longest, LABELS + 1))
    be = np.zeros((longest, LABELS + 1))
    score = np.zeros(LABELS, dtype=np.float32)
    used = np.zeros((longest, count_features), dtype=np.int64)
    count_used = np.zeros(longest, dtype=np.int64)
    hidden_below = np.uint64(HIDDEN_SHARE * 4294967296.0)
    raised = np.float32(1.0 / (1.0 - HIDDEN_SHARE))
    ended, entered = np.zeros(states), np.zeros(states)
    loss = 0.0
    for oi in range(len(order)):
        a = bounds[order[oi]]
        n = bounds[order[oi] + 1] - a
        counts = weights[order[oi]]
        weight = np.exp(moves)
        grad = np.zeros((states + 1, states))
        for i in range(n):
            score[:] = 0
            count = 0
            for f in range(count_features):
                r = features[a + i, f]
                seed = seed * _TIMES + _PLUS
                if r == 0 or seed >> np.uint64(32) < hidden_below:
                    continue
                used[i, count] = r
                count += 1
                for k in range(LABELS):
                    score[k] += raised * table[r, k]
            count_used[i] = count
            top = 0.0
            for k in range(LABELS):
                top = max(top, score[k])
            e[i, 0] = np.exp(-top)
            for k in range(LABELS):
                e[i, k + 1] = np.exp(score[k] - top)
        for i in range(n):  # forward
            if i == 0:
                for s in range(states):
                    entered[s] = weight[states, s]
            else:
                for s in range(states):
                    v = 0.0
                    for p in range(states):
                        v += ended[p] * weight[p, s]
                    entered[s] = v
            al[i, 0] = entered[0] * e[i, 0]
            z = al[i, 0]
            for t in range(kinds):
                b = 1 + 4 * t
                opened = al[i - 1, b] + al[i - 1, b + 1] if i > 0 else 0.0
                al[i, b] = entered[1 + t] * e[i, b]
                al[i, b + 3] = entered[1 + t] * e[i, b + 3]
                al[i, b + 1] = opened * e[i, b + 1]
                al[i, b + 2] = opened * e[i, b + 2]
                z += al[i, b] + al[i, b + 1] + al[i, b + 2] + al[i, b + 3]
            for k in range(LABELS + 1):
                al[i, k] /= z
            ended[0] = al[i, 0]
            for t in range(kinds):
                ended[1 + t] = al[i, 3 + 4 * t] + al[i, 4 + 4 * t]
        be[n - 1, :] = 0.0
        be[n - 1, 0] = 1.0
        for t in range(kinds):
            be[n - 1, 3 + 4 * t] = 1.0
            be[n - 1, 4 + 4 * t] = 1.0
        for i in range(n - 2, -1, -1):  # backward
            entered[0] = e[i + 1, 0] * be[i + 1, 0]
            for t in range(kinds):
                b = 1 + 4 * t
                entered[1 + t] = e[i + 1, b] * be[i + 1, b] + e[i + 1, b + 3] * be[i + 1, b + 3]
            z = 0.0
            for p in range(states):
                v = 0.0
                for s in range(states):
                    v += weight[p, s] * entered[s]
                z += v
                if p == 0:
                    be[i, 0] = v
                else:
                    be[i, 4 * p - 1] = v
                    be[i, 4 * p] = v
            for t in range(kinds):
                b = 1 + 4 * t
                v = e[i + 1, b + 1] * be[i + 1, b + 1] + e[i + 1, b + 2] * be[i + 1, b + 2]
                be[i, b] = v
                be[i, b + 1] = v
                z += v
            for k in range(LABELS + 1):
                be[i, k] /= z
        for i in range(n):  # gradients
            z = 0.0
            for k in range(LABELS + 1):
                z += al[i, k] * be[i, k]
            y = labels[a + i]
            loss -= np.log(al[i, y] * be[i, y] / z + 1e-12)
            # Moves between closed states.
            entered[0] = e[i, 0] * be[i, 0]
            for t in range(kinds):
                b = 1 + 4 * t
                entered[1 + t] = e[i, b] * be[i, b] + e[i, b + 3] * be[i, b + 3]
            y_in = 0 if y == 0 else (1 + (y - 1) // 4 if (y - 1) % 4 in (0, 3) else -1)
            if i == 0:
                total = 0.0
                for s in range(states):
                    total += weight[states, s] * entered[s]
                for s in range(states):
                    grad[states, s] += weight[states, s] * entered[s] / total
                grad[states, y_in] -= 1.0
            else:
                ended[0] = al[i - 1, 0]
                total = 0.0
                for t in range(kinds):
                    b = 1 + 4 * t
                    ended[1 + t] = al[i - 1, b + 2] + al[i - 1, b + 3]
                    opened = al[i - 1, b] + al[i - 1, b + 1]
                    total += opened * (e[i, b + 1] * be[i, b + 1] + e[i, b + 2] * be[i, b + 2])
                for p in range(states):
                    for s in range(states):
                        total += ended[p] * weight[p, s] * entered[s]
                for p in range(states):
                    for s in range(states):
                        grad[p, s] += ended[p] * weight[p, s] * entered[s] / total
                if y_in >= 0:
                    before = labels[a + i - 1]
                    grad[0 if before == 0 else 1 + (before - 1) // 4, y_in] -= 1.0
            for k in range(LABELS):
                g = al[i, k + 1] * be[i, k + 1] / z - (1.0 if y == k + 1 else 0.0)
                if abs(g) < 1e-3:
                    continue
                for u in range(count_used[i]):
                    r = used[i, u]
                    step = counts * g + L2 * table[r, k]
                    squares[r, k] += step * step
                    table[r, k] -= rate * step / np.sqrt(squares[r, k])
        for p in range(states + 1):
            for s in range(states):
                if grad[p, s] != 0.0:
                    move_squares[p, s] += (counts * grad[p, s]) ** 2
                    moves[p, s] -= rate * counts * grad[p, s] / np.sqrt(move_squares[p, s])
    return loss
