"""The lake as the pages read it: one attached reader, a few SELECTs at a time, each bounded in time and memory."""

import threading
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import Any

import duckdb
import polars as pl

from explore.panels import parameters, sql_to_copy, statements
from warehouse.errors import DatelineError
from warehouse.lake import Lake
from warehouse.query import session, time_limit
from warehouse.search import Filters, Hits, QueryError, hits

# Two cores answer no more at a time; the others wait.
_AT_ONCE = 4
_PATIENCE_SECONDS = 60.0
_MOST_SECONDS = 20.0
_MEMORY = "1GB"


class TooSlowError(DatelineError):
    """A SELECT took longer than a page may."""


@dataclass(frozen=True)
class Rows:
    """What a panel's SELECT gave: its columns, rows as dictionaries, whether there are more, and the SELECT itself."""

    columns: list[str]
    rows: list[dict[str, Any]]
    has_more: bool
    sql: str


class Store:
    """Reads one lake. Safe to use from several threads."""

    def __init__(self, lake: Lake) -> None:
        """Attach the lake read-only; raises DatelineError where it cannot be used."""
        self.lake = lake
        self._connection = session(lake, memory=_MEMORY)
        self._turns = threading.BoundedSemaphore(_AT_ONCE)

    def close(self) -> None:
        """Detach the lake."""
        self._connection.close()

    def panel(self, name: str, given: Mapping[str, str], limit: int, offset: int = 0) -> Rows:
        """The first rows of a panel; raises ParameterError, TooSlowError, or DatelineError with what DuckDB says."""
        values = parameters(name, given)
        sql = f"SELECT * FROM ({statements()[name].sql}\n) LIMIT {limit + 1} OFFSET {offset}"
        columns, found = self.select(sql, values)
        rows = [dict(zip(columns, row, strict=True)) for row in found]
        return Rows(columns, rows[:limit], len(rows) > limit, sql_to_copy(name, values))

    def select(self, sql: str, values: Mapping[str, Any] | list[Any]) -> tuple[list[str], list[tuple[Any, ...]]]:
        """Columns and rows of a SELECT of our own, its values bound."""
        with self.cursor() as cursor, _bounded(cursor):
            cursor.execute(sql, values)
            return [column[0] for column in cursor.description], cursor.fetchall()

    def frame(self, name: str, given: Mapping[str, str], limit: int) -> pl.DataFrame:
        """The first rows of a panel as a frame."""
        values = parameters(name, given)
        with self.cursor() as cursor, _bounded(cursor):
            return cursor.execute(f"SELECT * FROM ({statements()[name].sql}\n) LIMIT {limit}", values).pl()

    def search(self, words: str, filters: Filters, limit: int, offset: int = 0) -> Hits:
        """What the search index finds; raises QueryError where no word is left to search for."""
        with self.cursor() as cursor, _bounded(cursor):
            return hits(self.lake, cursor, words, filters, limit, offset)

    @contextmanager
    def cursor(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A connection of one's own to the attached lake, when it is one's turn."""
        if not self._turns.acquire(timeout=_PATIENCE_SECONDS):
            raise TooSlowError("Too many pages are asked for at once", "Try again in a minute")
        try:
            with closing(self._connection.cursor()) as cursor:
                cursor.execute("USE lake")
                yield cursor
        finally:
            self._turns.release()


@contextmanager
def _bounded(cursor: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Interrupt what takes too long, and say what DuckDB finds wrong in one line."""
    try:
        with time_limit(cursor, _MOST_SECONDS):
            yield
    except QueryError:
        raise
    except DatelineError as error:
        raise TooSlowError(
            "This takes too long for a page", "Choose fewer days, or ask with `dateline query`"
        ) from error
    except duckdb.Error as error:
        raise DatelineError(f"The lake cannot be read: {' '.join(str(error).split())}", "Try again") from error
