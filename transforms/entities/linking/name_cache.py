"""Names that came before: what "Mr. Putin" is made of and what the table says of it is worked out once in a process."""

import threading

import polars as pl

from transforms.entities.linking import name_parts
from transforms.entities.linking.knowledge_base import of_full_names, said_of

# Beyond so many names all are forgotten.
_MOST = 60_000


class _Spellings:
    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.rows: dict[tuple[str, str], int] = {}
        self.frame = pl.DataFrame()

    def of(self, surfaces: pl.DataFrame) -> pl.DataFrame:
        asked = list(zip(surfaces["type"].to_list(), surfaces["text"].to_list(), strict=True))
        with self.lock:
            new = [row for row, place in enumerate(map(self.rows.get, asked)) if place is None]
            if new or self.frame.is_empty():
                known = len(self.rows)
                self.rows |= {asked[row]: place for place, row in enumerate(new, start=known)}
                self.frame = pl.concat([self.frame, _read(surfaces[new])], how="diagonal", rechunk=True)
            spelled = self.frame[list(map(self.rows.__getitem__, asked))]
            if len(self.rows) > _MOST:
                self.rows, self.frame = {}, pl.DataFrame()
        return spelled


_SPELLINGS = _Spellings()


def spelled(surfaces: pl.DataFrame) -> pl.DataFrame:
    """The parts of distinct names and what the table says of them.

    Takes distinct pairs of text and type; gives, in the same order, the columns of names.keys, those of known.said_of,
    and `full_id`: who it is by its key as a full name, whatever the day.
    """
    return _SPELLINGS.of(surfaces)


def _read(surfaces: pl.DataFrame) -> pl.DataFrame:
    read = name_parts.keys(surfaces)
    return pl.concat([read, said_of(read)], how="horizontal").with_columns(of_full_names(read["type"], read["key"]))
