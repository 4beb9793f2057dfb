"""What the tagger's leads are worth: of names 3 ahead of all other readings so many in a hundred are right.

A tagger is fitted on three quarters of the open articles and reads the rest; of its names, in order of their lead, the
share that is marked as it says grows in steps (pool adjacent violators).
"""

import zlib

import numpy as np
import numpy.typing as npt

from transforms.entities.ner import confidence, crf
from transforms.entities.training import fit
from transforms.entities.training.data import Document

_PARTS, _BINS = 4, 48
# A copy with another headline or other names ends like no other article: made texts are left out.
_MADE = ("+headline", "+renamed", "table", "invented")


def curve(
    documents: list[Document],
    document_of: npt.NDArray[np.int32],
    features: npt.NDArray[np.int32],
    labels: npt.NDArray[np.int32],
    bounds: npt.NDArray[np.int64],
    weights: npt.NDArray[np.float64],
    *,
    bits: int,
    eagerness: float,
) -> npt.NDArray[np.float64]:
    """Leads (rising) and the share of right names at each, as two rows; document_of: the document of each sentence."""
    part = np.array([zlib.crc32(document.text[-100:].encode()) % _PARTS for document in documents])[document_of]
    made = np.array([any(mark in document.source for mark in _MADE) for document in documents])[document_of]
    table, moves = fit.fit(features, labels, bounds, bits, weights=weights * (part != 0))
    moves[:, 1:] += eagerness
    held = np.flatnonzero((part == 0) & ~made)
    size = np.diff(bounds)[held]
    ends = np.append(0, np.cumsum(size))
    rows = np.repeat(bounds[held] - ends[:-1], size) + np.arange(ends[-1])
    scores, fitted = fit.read_scores(features[rows], table, moves)
    edge = np.ones(len(held), dtype=np.bool_)
    edges = crf.Edges(edge, edge)
    read = crf.best_labels(scores, ends, edges, fitted)
    leads = confidence.leads(scores, read, ends, edges, fitted)
    return _steps(leads, _right(read, labels[rows]))


def _right(read: npt.NDArray[np.int8], marked: npt.NDArray[np.int32]) -> npt.NDArray[np.float64]:
    """Whether each name that was read is marked so, from its first word to its last."""
    place = (read - 1) % 4
    first = np.flatnonzero((read > 0) & ((place == 0) | (place == 3)))
    last = np.flatnonzero((read > 0) & ((place == 2) | (place == 3)))
    wrong = np.append(0, np.cumsum(read != marked))
    return np.asarray(wrong[last + 1] == wrong[first], dtype=np.float64)


def _steps(leads: npt.NDArray[np.float32], right: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Mean lead and share of right names in bins of equal size, the share never falling."""
    order = np.argsort(leads, kind="stable")
    bins = np.array_split(order, _BINS)
    blocks: list[list[float]] = []  # of pooled bins: share, size, and how many bins
    for rows in bins:
        blocks.append([float(right[rows].mean()), float(len(rows)), 1.0])
        while len(blocks) > 1 and blocks[-2][0] > blocks[-1][0]:
            share, count, many = blocks.pop()
            left = blocks[-1]
            left[0] = (left[0] * left[1] + share * count) / (left[1] + count)
            left[1] += count
            left[2] += many
    shares = np.repeat([block[0] for block in blocks], [int(block[2]) for block in blocks])
    middles = np.array([float(leads[rows].mean()) for rows in bins])
    return np.stack([middles, shares])
