"""Whole numbers from one to another, for many such pairs at once."""

import numpy as np

from transforms.columns.dtypes import Int64s


def ranges(begin: Int64s, end: Int64s) -> Int64s:
    """The numbers from each begin to its end (exclusive, not below begin), one range behind the other."""
    size = end - begin
    after = np.cumsum(size)
    numbers: Int64s = np.repeat(begin - (after - size), size)
    numbers += np.arange(len(numbers))
    return numbers
