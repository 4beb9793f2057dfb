"""Parquet: a row an article, read a few row groups at a time."""

from typing import BinaryIO

import pyarrow.parquet as pq

from flows.sources.columnar import Pieces, columnar_format
from flows.sources.format import register


def open_table(file: BinaryIO) -> Pieces:
    """The row groups of a file."""
    table = pq.ParquetFile(file)
    groups = [table.metadata.row_group(number) for number in range(table.metadata.num_row_groups)]
    return Pieces([(max(group.total_byte_size, 1), group.num_rows) for group in groups], table.read_row_groups)


register(columnar_format("parquet", "a Parquet table; fields as for `jsonl`", (".parquet",), b"PAR1", open_table))
