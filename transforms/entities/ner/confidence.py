"""How sure the tagger is of a name: how far its reading of the words is ahead of all others, as a share of right names.

The reading of a name is compared with no name and with the other types on the same words, between the same neighbours.
What such a lead is worth was counted on articles that a tagger had not seen (see training/calibration.py).
"""

import numpy as np
import numpy.typing as npt

from transforms.columns.dtypes import Float32s, Int16s, Int64s
from transforms.entities.ner.crf import STATES, TYPES, Edges, Weights

_OUTSIDE = 0


def leads(
    scores: Int16s,
    labels: npt.NDArray[np.int8],
    bounds: Int64s,
    edges: Edges,
    weights: Weights,
) -> Float32s:
    """The lead of each name of a labelling over all other readings of its words, as log odds.

    Takes label scores and labels of candidates, their runs and edges (see crf.best_labels); one number per name, in
    order.
    """
    place, state = (labels - 1) % 4, np.where(labels > 0, 1 + (labels - 1) // 4, _OUTSIDE)
    first = np.flatnonzero((labels > 0) & ((place == 0) | (place == 3)))
    last = np.flatnonzero((labels > 0) & ((place == 2) | (place == 3)))
    if not len(first):
        return np.zeros(0, dtype=np.float32)
    moves, scale = weights.moves, np.float32(weights.scale)
    run = np.searchsorted(bounds, first, side="right") - 1
    begins, ends = first == bounds[run], last + 1 == bounds[run + 1]
    before = np.where(begins, np.where(edges.begins[run], STATES, _OUTSIDE), state[np.maximum(first - 1, 0)])
    after = np.where(ends, _OUTSIDE, state[np.minimum(last + 1, len(labels) - 1)])
    leaves = ~(ends & edges.ends[run])
    totals = np.zeros((STATES, len(first)), dtype=np.float32)
    totals[_OUTSIDE] = moves[before, _OUTSIDE] + (last - first) * moves[_OUTSIDE, _OUTSIDE]
    totals[_OUTSIDE] += leaves * moves[_OUTSIDE, after]
    single = first == last
    for kind in range(len(TYPES)):
        own = scores[:, 4 * kind : 4 * kind + 4]
        inside = np.append(0, np.cumsum(own[:, 1], dtype=np.int64))
        between = inside[last] - inside[np.minimum(first + 1, len(own))]
        long = own[first, 0].astype(np.int64) + np.where(single, 0, between) + own[last, 2]
        words = np.where(single, own[first, 3], long) * scale
        totals[1 + kind] = moves[before, 1 + kind] + words + leaves * moves[1 + kind, after]
    chosen = state[first]
    of_chosen = totals[chosen, np.arange(len(first))].copy()
    totals[chosen, np.arange(len(first))] = -np.inf
    top = totals.max(axis=0)
    others = top + np.log(np.exp(totals - top).sum(axis=0))
    return np.asarray(of_chosen - others, dtype=np.float32)


def shares(leads: Float32s, kinds: Int64s, weights: Weights) -> npt.NDArray[np.float64]:
    """The share of right names among those of a type (place in TYPES) with such leads; NaN where no weights tell."""
    out = np.full(len(leads), np.nan)
    for kind, (known, share) in enumerate(weights.calibration):
        out[kinds == kind] = np.interp(leads[kinds == kind], known, share)
    return out
