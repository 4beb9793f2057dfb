"""Tables that are stored by column, in pieces of rows: cut between the pieces, and read a few of them at a time."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import BinaryIO

import polars as pl
import pyarrow as pa

from flows.sources.fields import ARTICLE_COLUMNS
from flows.sources.format import Cutter, Format, Options, Slice
from flows.sources.json_objects import Stretch, objects_frame
from flows.sources.tables import broken_table, rows_stretch
from warehouse.files import open_regular

_BROKEN = (pa.ArrowException, OSError, ValueError, pl.exceptions.PolarsError, pl.exceptions.PanicException)


@dataclass(frozen=True)
class Pieces:
    """An open table: bytes, at least one, and rows of each piece, and how pieces are read by their numbers."""

    sizes: Sequence[tuple[int, int]]
    read: Callable[[list[int]], pa.Table]


Open = Callable[[BinaryIO], Pieces]


def columnar_format(name: str, about: str, suffixes: tuple[str, ...], magic: bytes, open_table: Open) -> Format:
    """The format of tables that `open_table` opens."""

    def read(slices: Sequence[Slice], options: Options) -> pl.DataFrame:
        return objects_frame([_stretch(part, options, open_table) for part in slices], options)

    return Format(
        name=name, about=about, suffixes=suffixes, magic=(magic,), columns=ARTICLE_COLUMNS, read=read,
        cut=_cutter(open_table),
    )  # fmt: skip


def _cutter(open_table: Open) -> Cutter:
    def cut(path: str, size: int) -> list[tuple[int, int, int]]:
        """Cut between pieces: (start, end, number of the first row), counted in bytes of unpacked pieces."""
        stretches = []
        start = end = 0
        first = row = 1
        try:
            with open_regular(path) as file:
                for length, rows in open_table(file).sizes:
                    if end > start and end + length - start > size:
                        stretches.append((start, end, first))
                        start, first = end, row
                    end += length
                    row += rows
        except _BROKEN:
            return [(0, 0, 1)]  # reading it tells the reason
        return [*stretches, (start, end, first)]

    return cut


def _stretch(part: Slice, options: Options, open_table: Open) -> Stretch:
    try:
        with open_regular(part.path) as file:
            pieces = open_table(file)
            end, wanted = 0, []
            for number, (length, _) in enumerate(pieces.sizes):
                if part.start <= end < part.end:
                    wanted.append(number)
                end += length
            rows = pl.from_arrow(pieces.read(wanted))
            return rows_stretch(part, rows, options) if isinstance(rows, pl.DataFrame) else Stretch(part, [], [])
    except _BROKEN as error:
        return broken_table(part, error)
