"""Arrow IPC files (Feather): a row an article, read a few record batches at a time."""

from collections.abc import Sequence

import polars as pl
import pyarrow as pa

from flows.sources.fields import ARTICLE_COLUMNS
from flows.sources.format import Format, Options, Slice, register
from flows.sources.json_objects import Stretch, objects_frame
from flows.sources.tables import broken_table, rows_stretch
from warehouse.files import open_regular

_BROKEN = (pa.ArrowException, OSError, ValueError, pl.exceptions.PolarsError, pl.exceptions.PanicException)


def cut(path: str, size: int) -> list[tuple[int, int, int]]:
    """Cut between record batches: (start, end, number of the first row), counted in bytes of batches in memory."""
    stretches = []
    start = end = 0
    first = row = 1
    try:
        with open_regular(path) as file:
            table = pa.ipc.open_file(file)
            for number in range(table.num_record_batches):
                batch = table.get_batch(number)
                if end > start and end + batch.nbytes - start > size:
                    stretches.append((start, end, first))
                    start, first = end, row
                end += max(batch.nbytes, 1)
                row += batch.num_rows
    except _BROKEN:
        return [(0, 0, 1)]  # reading it tells the reason
    return [*stretches, (start, end, first)]


def read(slices: Sequence[Slice], options: Options) -> pl.DataFrame:
    """Read the rows of each stretch."""
    return objects_frame([_stretch(part, options) for part in slices], options)


def _stretch(part: Slice, options: Options) -> Stretch:
    try:
        with open_regular(part.path) as file:
            table = pa.ipc.open_file(file)
            end, wanted = 0, []
            for number in range(table.num_record_batches):
                batch = table.get_batch(number)
                if part.start <= end < part.end:
                    wanted.append(batch)
                end += max(batch.nbytes, 1)
            rows = pl.from_arrow(pa.Table.from_batches(wanted, schema=table.schema))
            return rows_stretch(part, rows, options) if isinstance(rows, pl.DataFrame) else Stretch(part, [], [])
    except _BROKEN as error:
        return broken_table(part, error)


register(
    Format(
        name="arrow",
        about="an Arrow IPC file (Feather); fields as for `jsonl`",
        suffixes=(".arrow", ".feather"),
        magic=(b"ARROW1",),
        columns=ARTICLE_COLUMNS,
        read=read,
        cut=cut,
    )
)
