"""Strings as bytes end to end: "Mr.", "Kremlin," and "(U.S.-led" are "Mr.Kremlin,(U.S.-led" and where each begins."""

from dataclasses import dataclass

import numpy as np
import polars as pl
import pyarrow as pa

from transforms.columns.dtypes import Bytes, Int64s

# Eight bytes are read from any place of a string, so its last ones are followed by as many.
PADDING = np.zeros(16, dtype=np.uint8)


@dataclass(frozen=True)
class Strings:
    """Strings end to end: their bytes, and where each begins (one more entry than strings)."""

    data: Bytes
    offsets: Int64s

    def __len__(self) -> int:
        return len(self.offsets) - 1

    def series(self) -> pl.Series:
        """The strings as a column."""
        parts = [None, pa.py_buffer(self.offsets), pa.py_buffer(self.data)]
        return pl.Series(pa.Array.from_buffers(pa.large_string(), len(self), parts), dtype=pl.String)

    def gather(self, rows: Int64s) -> "Strings":
        """Some of the strings."""
        return strings(self.data, self.offsets[rows], self.offsets[rows + 1])


def strings(data: Bytes, begin: Int64s, end: Int64s) -> Strings:
    """Copy stretches of bytes end to end."""
    size = end - begin
    offsets = np.zeros(len(size) + 1, dtype=np.int64)
    np.cumsum(size, out=offsets[1:])
    at = np.repeat(begin - offsets[:-1], size)
    at += np.arange(len(at))
    return Strings(data[at], offsets)
