"""Arrow IPC files (Feather): a row an article, read a few record batches at a time."""

from typing import BinaryIO

import pyarrow as pa

from flows.sources.columnar import Pieces, columnar_format
from flows.sources.format import register


def open_table(file: BinaryIO) -> Pieces:
    """The record batches of a file; a batch is in memory only while it is measured or read."""
    table = pa.ipc.open_file(file)
    batches = (table.get_batch(number) for number in range(table.num_record_batches))
    return Pieces(
        [(max(batch.nbytes, 1), batch.num_rows) for batch in batches],
        lambda numbers: pa.Table.from_batches([table.get_batch(number) for number in numbers], schema=table.schema),
    )


_ABOUT = "an Arrow IPC file (Feather); fields as for `jsonl`"
register(columnar_format("arrow", _ABOUT, (".arrow", ".feather"), b"ARROW1", open_table))
