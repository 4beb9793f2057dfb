"""Fit the CRF: AdaGrad over sentences, one thread, one seed, so that the same data give the same weights to the bit."""

import numba as nb
import numpy as np
import numpy.typing as npt

from transforms.entities import evidence
from transforms.entities.crf import LABELS, STATES, TYPES, buckets
from transforms.entities.evidence import OFFSETS, Reading

EPOCHS = 4
LEARNING_RATE = 0.15
L2 = 1e-6
_SEED = 20261122


def matrix(reading: Reading, bits: int) -> npt.NDArray[np.int32]:
    """Feature buckets of every token; training sees small words too, tagging only candidates."""
    at = np.arange(len(reading.tokens))
    columns = []
    for offset in OFFSETS:
        beside = reading.neighbour(at, offset)
        edge = int(buckets(evidence.edge_key(offset), bits)[0])
        for number, (keys, has) in enumerate(evidence.word_keys(reading, offset)):
            rows = buckets(keys, bits)
            rows = rows if has is None else np.where(has, rows, 0)
            columns.append(np.append(rows, edge if number == 0 else 0)[beside].astype(np.int32))
    document = evidence.document_evidence(reading, at)
    columns += [buckets(keys, bits).astype(np.int32) for keys in evidence.place_keys(reading, at, document)]
    return np.stack(columns, axis=1)


def fit(
    features: npt.NDArray[np.int32],
    labels: npt.NDArray[np.int32],
    bounds: npt.NDArray[np.int64],
    bits: int,
    *,
    epochs: int = EPOCHS,
) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.float64]]:
    """Weights of label scores and moves, the mean of the last half of the passes."""
    random = np.random.default_rng(_SEED)
    table = np.zeros((1 << bits, LABELS), dtype=np.float32)
    squares = np.full((1 << bits, LABELS), 0.3, dtype=np.float32)
    moves, move_squares = np.zeros((STATES + 1, STATES)), np.ones((STATES + 1, STATES))
    mean_table, mean_moves, counted = np.zeros_like(table), np.zeros_like(moves), 0
    for epoch in range(epochs):
        order = random.permutation(len(bounds) - 1)
        rate = LEARNING_RATE / (1 + 0.3 * epoch)
        loss = _pass(features, labels, bounds, order, table, squares, moves, move_squares, rate, L2)
        print(f"pass {epoch + 1}: loss per token {loss / len(labels):.4f}", flush=True)
        if epoch >= epochs // 2:
            mean_table += table
            mean_moves += moves
            counted += 1
    mean_table /= counted
    mean_table[0] = 0
    return mean_table, mean_moves / counted


@nb.njit(cache=True, error_model="numpy")
def _pass(
    features: npt.NDArray,
    labels: npt.NDArray,
    bounds: npt.NDArray,
    order: npt.NDArray,
    table: npt.NDArray,
    squares: npt.NDArray,
    moves: npt.NDArray,
    move_squares: npt.NDArray,
    rate: float,
    l2: float,
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
    used = np.zeros(count_features, dtype=np.int64)
    ended, entered = np.zeros(states), np.zeros(states)
    loss = 0.0
    for oi in range(len(order)):
        a = bounds[order[oi]]
        n = bounds[order[oi] + 1] - a
        weight = np.exp(moves)
        grad = np.zeros((states + 1, states))
        for i in range(n):
            score[:] = 0
            for f in range(count_features):
                r = features[a + i, f]
                if r == 0:
                    continue
                for k in range(LABELS):
                    score[k] += table[r, k]
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
            count_used = 0
            for f in range(count_features):
                r = features[a + i, f]
                if r == 0:
                    continue
                used[count_used] = r
                count_used += 1
            for k in range(LABELS):
                g = al[i, k + 1] * be[i, k + 1] / z - (1.0 if y == k + 1 else 0.0)
                if abs(g) < 1e-3:
                    continue
                for u in range(count_used):
                    r = used[u]
                    step = g + l2 * table[r, k]
                    squares[r, k] += step * step
                    table[r, k] -= rate * step / np.sqrt(squares[r, k])
        for p in range(states + 1):
            for s in range(states):
                if grad[p, s] != 0.0:
                    move_squares[p, s] += grad[p, s] ** 2
                    moves[p, s] -= rate * grad[p, s] / np.sqrt(move_squares[p, s])
    return loss
