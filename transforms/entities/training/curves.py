"""What leads are worth, from names of which it is known whether they are right."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from transforms.columns.dictionary import TYPES

# How many bins the names of a type give.
_BINS = 16
# Ranges of shares of equal width in which what is told is held against what is right.
_RANGES = 10
# Articles of each part are told by the curves of the others.
FOLDS = 4


class Counted(NamedTuple):
    """Names that a tagger found in articles it had not seen: lead, whether it is marked so, what it counts, fold."""

    leads: npt.NDArray[np.float64]
    right: npt.NDArray[np.float64]
    types: npt.NDArray[np.str_]
    counts: npt.NDArray[np.float64]
    folds: npt.NDArray[np.int64]

    def of(self, rows: npt.NDArray[np.bool_]) -> "Counted":
        """Some of the names."""
        leads, right, types, counts, folds = self
        return Counted(leads[rows], right[rows], types[rows], counts[rows], folds[rows])


def fitted_curves(counted: Counted) -> npt.NDArray[np.float64]:
    """Leads (rising) and the share of right names at each, for each type as two rows."""
    of_types = [counted.of(counted.types == kind) for kind in TYPES]
    return np.stack([_steps(names.leads, names.right, names.counts) for names in of_types])


def unseen_error(counted: Counted) -> float:
    """Expected calibration error of names by curves fitted on the articles of the other folds."""
    told = np.zeros(len(counted.leads))
    for fold in range(FOLDS):
        curves_of_others = fitted_curves(counted.of(counted.folds != fold))
        for kind, (leads, shares) in zip(TYPES, curves_of_others, strict=True):
            rows = (counted.folds == fold) & (counted.types == kind)
            told[rows] = np.interp(counted.leads[rows], leads, shares)
    return expected_error(told, counted.right, counted.counts)


def expected_error(
    told: npt.NDArray[np.float64], right: npt.NDArray[np.float64], counts: npt.NDArray[np.float64] | None = None
) -> float:
    """How far told shares are from the share of right names, 0 to 1: the mean over ranges of what is told."""
    counts = np.ones(len(told)) if counts is None else counts
    ranges = np.minimum((told * _RANGES).astype(np.int64), _RANGES - 1)
    return float(np.abs(np.bincount(ranges, weights=(right - told) * counts)).sum() / counts.sum())


def _steps(
    leads: npt.NDArray[np.float64], right: npt.NDArray[np.float64], counts: npt.NDArray[np.float64]
) -> npt.NDArray[np.float64]:
    """Mean lead and share of right names in bins of equal size, the share never falling."""
    order = np.argsort(leads, kind="stable")
    bins = np.array_split(order, _BINS)
    blocks: list[list[float]] = []  # of pooled bins: share, size, and how many bins
    for rows in bins:
        blocks.append([float(np.average(right[rows], weights=counts[rows])), float(counts[rows].sum()), 1.0])
        while len(blocks) > 1 and blocks[-2][0] > blocks[-1][0]:
            share, count, many = blocks.pop()
            left = blocks[-1]
            left[0] = (left[0] * left[1] + share * count) / (left[1] + count)
            left[1] += count
            left[2] += many
    shares = np.repeat([block[0] for block in blocks], [int(block[2]) for block in blocks])
    middles = np.array([float(leads[rows].mean()) for rows in bins])
    return np.stack([middles, shares])
