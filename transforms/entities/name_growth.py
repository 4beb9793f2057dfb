"""Names that take in words next to them."""

import numpy as np
import polars as pl

from transforms.columns import utf8
from transforms.columns.dictionary import type_names
from transforms.columns.dtypes import Bools, Bytes, Int64s
from transforms.text import spans, windows

NEARBY_BYTES = 72
CAPITALS = np.array([chr(byte).isupper() and byte < 0x80 for byte in range(256)])
# What ties the parts of Spanish, Portuguese, French and Italian names; "do" is English too.
OF = "de las|de los|de la|del|de|dos|das|da|du|des|di"
_PLACE = ("text_no", "start_byte", "end_byte")


def byte_at(data: Bytes, place: Int64s) -> Bytes:
    """The byte at each place; at one beyond an end, the one at that end."""
    return data[np.clip(place, 0, len(data) - 1)]


def words_beside(found: pl.DataFrame, texts: pl.DataFrame, rows: Int64s, side: str, pattern: str) -> pl.Series:
    """The words next to the names of these rows, on one side ("before", "after"), that the pattern's group takes."""
    before, after = (NEARBY_BYTES, 0) if side == "before" else (0, NEARBY_BYTES)
    return windows.around(found.select(_PLACE)[rows], texts, before=before, after=after)[side].str.extract(pattern)


def bytes_beside(found: pl.DataFrame, texts: pl.DataFrame, rows: Int64s, side: str, pattern: str) -> Int64s:
    """How many bytes of what is next to each name belong to it: none but for the names of these rows."""
    out = np.zeros(len(found), dtype=np.int64)
    out[rows] = words_beside(found, texts, rows, side, pattern).str.len_bytes().fill_null(0).to_numpy()
    return out


def united(found: pl.DataFrame, texts: pl.DataFrame, start: Int64s, end: Int64s, types: Int64s) -> pl.DataFrame:
    """Names with new bounds, none inside the old ones, and types (places in TYPES); in reading order.

    Those that share a byte become one, of the type of the first that grew.
    """
    grew = (start < found["start_byte"].to_numpy()) | (end > found["end_byte"].to_numpy())
    if not grew.any():
        return found.with_columns(type=type_names(types))
    base = utf8.text_place(found)
    reach = np.maximum.accumulate(base + end)
    begins: Bools = np.append(True, base[1:] + start[1:] >= reach[:-1])
    first = np.flatnonzero(begins)
    low, high = np.minimum.reduceat(start, first), np.maximum.reduceat(end, first)
    row = np.arange(len(found))
    grower = np.minimum.reduceat(np.where(grew, row, len(found)), first)
    kind = types[np.where(grower < len(found), grower, first)]
    out = found[first]
    rows = np.flatnonzero(grower < len(found))
    places = out.select("text_no").with_columns(
        start_byte=pl.Series(low, dtype=pl.UInt32), end_byte=pl.Series(high, dtype=pl.UInt32)
    )[rows]
    new = spans.with_chars(places, texts)
    columns = {
        name: out[name].scatter(rows, new[name]) for name in ("start_byte", "end_byte", "start_char", "end_char")
    }
    return out.with_columns(**columns, text=out["text"].scatter(rows, spans.cut(places, texts)), type=type_names(kind))
