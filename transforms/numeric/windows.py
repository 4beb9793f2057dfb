"""Context windows that end at the next figure: " percent to $0" for 3.4 and for 5.1, asked once for all.

Markets, sport and weather say the same words with other figures. What the words next to a number mean does not depend
on the figures beyond them, so those are cut off, and the questions are put to each wording once.
"""

import numpy as np
import polars as pl
import pyarrow as pa

from transforms.columns import utf8
from transforms.columns.dtypes import Bytes, Int64s
from transforms.text import spans

_ZERO = np.uint8(ord("0"))
# Marks that tie a figure to the unit before it: "cm^2", "l/100km", and "ms-1" behind a letter.
_TIES = np.array([chr(byte) in "^/" for byte in range(256)])
_HYPHEN = np.uint8(ord("-"))


def with_wordings(mentions: pl.DataFrame, texts: pl.DataFrame) -> pl.DataFrame:
    """Add `near_before` and `near_after` to mentions that have `before` and `after`.

    They are the same windows, up to the first digit of the nearest figure, which reads 0. A figure that is part of a
    unit ("m2") stays. A window whose figure touches the mention from the left stays whole.
    """
    data, offsets = utf8.buffer(texts["text"])
    digits, masked = _loose_digits(data)
    base = offsets[mentions["text_no"].to_numpy().astype(np.int64)]
    begin, end = (base + mentions[name].to_numpy().astype(np.int64) for name in ("start_byte", "end_byte"))
    left = begin - mentions["before"].str.len_bytes().to_numpy()
    right = end + mentions["after"].str.len_bytes().to_numpy()
    digits = np.concatenate([[-1], digits, [len(data)]])
    last = digits[np.searchsorted(digits, begin) - 1]
    first = digits[np.searchsorted(digits, end)]
    left = np.where(last < begin - 1, np.maximum(left, last), left)
    right = np.minimum(right, first + 1)
    plain = pl.DataFrame({"text": _texts(masked, offsets)})
    cuts = {}
    for name, start, stop in (("near_before", left, begin), ("near_after", end, right)):
        places = {"text_no": mentions["text_no"], "start_byte": start - base, "end_byte": stop - base}
        cuts[name] = spans.cut(pl.DataFrame(places), plain)
    return mentions.with_columns(**cuts)


def _loose_digits(data: Bytes) -> tuple[Int64s, Bytes]:
    """Places of the digits that belong to no unit, and the bytes with noughts in their places."""
    is_digit = (data - _ZERO) < 10
    digits = np.flatnonzero(is_digit)
    opens = ~is_digit[digits - 1] | (digits == 0)
    first = digits[opens]
    before, further = (data[np.maximum(first - back, 0)] for back in (1, 2))
    letter, far_letter = (((byte | 0x20) - np.uint8(ord("a"))) < 26 for byte in (before, further))
    tied = letter | _TIES[before] | ((before == _HYPHEN) & far_letter)
    loose = digits[~tied[np.cumsum(opens) - 1]]
    masked = data.copy()
    masked[loose] = _ZERO
    return loose, masked


def _texts(data: Bytes, offsets: Int64s) -> pl.Series:
    """Texts laid end to end, as a column."""
    buffers = [None, pa.py_buffer(np.ascontiguousarray(offsets)), pa.py_buffer(data)]
    return pl.Series(pa.Array.from_buffers(pa.large_string(), len(offsets) - 1, buffers), dtype=pl.String)
