"""A small face of the warehouse for notebooks: `dateline.connect("lake").sql("SELECT ...").pl()`.

    import dateline

    lake = dateline.connect("lake")
    lake.sql("SELECT * FROM money WHERE currency = $code", code="NOK").df()

It reads one lake and nothing else, by the same rules as `dateline query`.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from warehouse.errors import DatelineError
from warehouse.lake import Lake
from warehouse.query import ask, session, stopped_when_left

if TYPE_CHECKING:
    import duckdb
    import pandas as pd
    import polars as pl
    import pyarrow as pa

T = TypeVar("T")

__all__ = ["DatelineError", "connect"]


def connect(lake: str | os.PathLike[str] = "", *, at: int | None = None, memory: str | None = None) -> Connection:
    """Open a lake for reading: at DATELINE_LAKE or ./lake where none is named, as of snapshot `at` if it is given.

    `memory` limits what questions hold in memory ("2GB"). Raises DatelineError where there is no lake or no snapshot.
    """
    return Connection(Lake(lake or os.environ.get("DATELINE_LAKE", "lake")), at, memory)


class Connection:
    """A lake that is open for reading. Close it, or use it in a `with`."""

    def __init__(self, lake: Lake, at: int | None, memory: str | None) -> None:
        """Use `connect`."""
        self._lake = lake
        self._at = at
        self._duckdb = session(lake, at, memory)

    def sql(self, query: str, /, **parameters: Any) -> Result:
        """Ask one SELECT; `$name` in it is the value of the argument `name`. Raises DatelineError for all else."""
        asked = ask(self._duckdb, query, parameters, self._lake if self._at is None else None)
        return Result(asked, self._duckdb)

    def search(self, words: str, limit: int = 20) -> pl.DataFrame:
        """Articles that have the words, best first: article_id, score, published_on, source, title, snippet."""
        from warehouse.search import search

        return search(self._lake, words, limit)

    def tables(self) -> list[str]:
        """Names of the tables and marts."""
        listed = self.sql("SELECT table_name FROM information_schema.tables WHERE table_catalog = 'lake' ORDER BY 1")
        return [row[0] for row in listed.rows()]

    def close(self) -> None:
        """Close the lake; results that were not fetched are lost."""
        self._duckdb.close()

    def __enter__(self) -> Connection:
        """Give itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the lake."""
        self.close()


class Result:
    """The answer to one question, fetched in the form that is asked for."""

    def __init__(self, relation: duckdb.DuckDBPyRelation, connection: duckdb.DuckDBPyConnection) -> None:
        """Use `Connection.sql`."""
        self._relation = relation
        self._duckdb = connection

    @property
    def columns(self) -> list[str]:
        """Names of the columns."""
        return list(self._relation.columns)

    def rows(self) -> list[tuple[Any, ...]]:
        """All rows as tuples."""
        rows: list[tuple[Any, ...]] = self._fetched(lambda relation: relation.fetchall())
        return rows

    def pl(self) -> pl.DataFrame:
        """A Polars data frame."""
        frame: pl.DataFrame = self._fetched(lambda relation: relation.pl())
        return frame

    def df(self) -> pd.DataFrame:
        """A pandas data frame; pandas is not among Dateline's dependencies."""
        return self._fetched(lambda relation: relation.df())

    def arrow(self) -> pa.Table:
        """An Arrow table."""
        return self._fetched(lambda relation: relation.to_arrow_table())

    def _fetched(self, fetch: Callable[[duckdb.DuckDBPyRelation], T]) -> T:
        import duckdb

        try:
            with stopped_when_left(self._duckdb):
                return fetch(self._relation)
        except duckdb.Error as error:
            problem = f"The query failed: {' '.join(str(error).split())}"
            raise DatelineError(problem, "`dateline tables` lists tables and columns") from error

    def __repr__(self) -> str:
        """A picture of the first rows."""
        return str(self._relation.limit(20))
