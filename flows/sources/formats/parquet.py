"""Parquet: a row an article, read a few row groups at a time."""

from collections.abc import Sequence

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from flows.sources.fields import ARTICLE_COLUMNS
from flows.sources.format import Format, Options, Slice, register
from flows.sources.json_objects import Stretch, objects_frame
from flows.sources.tables import broken_table, rows_stretch
from warehouse.files import open_regular

_BROKEN = (pa.ArrowException, OSError, ValueError, pl.exceptions.PolarsError, pl.exceptions.PanicException)


def cut(path: str, size: int) -> list[tuple[int, int, int]]:
    """Cut between row groups: (start, end, number of the first row), counted in bytes of unpacked row groups."""
    stretches = []
    start = end = 0
    first = row = 1
    try:
        with open_regular(path) as file:
            for length, rows in _groups(pq.ParquetFile(file)):
                if end > start and end + length - start > size:
                    stretches.append((start, end, first))
                    start, first = end, row
                end += length
                row += rows
    except _BROKEN:
        return [(0, 0, 1)]  # reading it tells the reason
    return [*stretches, (start, end, first)]


def read(slices: Sequence[Slice], options: Options) -> pl.DataFrame:
    """Read the rows of each stretch."""
    return objects_frame([_stretch(part, options) for part in slices], options)


def _stretch(part: Slice, options: Options) -> Stretch:
    try:
        with open_regular(part.path) as file:
            table = pq.ParquetFile(file)
            end, wanted = 0, []
            for number, (length, _) in enumerate(_groups(table)):
                if part.start <= end < part.end:
                    wanted.append(number)
                end += length
            rows = pl.from_arrow(table.read_row_groups(wanted))
            return rows_stretch(part, rows, options) if isinstance(rows, pl.DataFrame) else Stretch(part, [], [])
    except _BROKEN as error:
        return broken_table(part, error)


def _groups(table: pq.ParquetFile) -> list[tuple[int, int]]:
    """Bytes, at least one, and rows of each row group."""
    groups = [table.metadata.row_group(number) for number in range(table.metadata.num_row_groups)]
    return [(max(group.total_byte_size, 1), group.num_rows) for group in groups]


register(
    Format(
        name="parquet",
        about="a Parquet table; fields as for `jsonl`",
        suffixes=(".parquet",),
        magic=(b"PAR1",),
        columns=ARTICLE_COLUMNS,
        read=read,
        cut=cut,
    )
)
