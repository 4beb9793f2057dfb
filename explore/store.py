"""The lake as the pages read it: one attached reader, a few SELECTs at a time, each bounded in time and memory."""

import threading
from collections.abc import Callable, Hashable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

import duckdb
import polars as pl

from explore.kept import Kept
from explore.panels import parameters, sql_to_copy, statement
from warehouse.errors import DatelineError
from warehouse.lake import Lake
from warehouse.layout import lacks_layout
from warehouse.query import session, time_limit
from warehouse.search import Filters, Hits, QueryError, hits, is_up_to_date, up_to_date
from warehouse.tables import COUNT_COLUMNS, FACT_TABLES

# Two cores answer no more at a time; the others wait.
_AT_ONCE = 4
_PATIENCE_SECONDS = 60.0
_MOST_SECONDS = 20.0
_FEW_ARTICLES = 20_000
_INDEX_SECONDS = 15.0
_MEMORY = "1GB"
# Rows that are kept for whoever asks the same again.
_MOST_KEPT = 50_000


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
        self._kept = Kept(_MOST_KEPT, _PATIENCE_SECONDS)
        self._indexed = _InBackground()

    def close(self) -> None:
        """Detach the lake."""
        self._connection.close()

    def require_layout(self) -> None:
        """Raise DatelineError where the lake was made by an older version and lacks columns that pages ask for."""
        columns = "SELECT table_name, column_name FROM duckdb_columns() WHERE database_name = 'lake'"
        stored: dict[str, list[str]] = {}
        for table, column in self.select(columns, [])[1]:
            stored.setdefault(table, []).append(column)
        if any(lacks_layout(name, stored.get(name, [])) for name in ("articles", *FACT_TABLES)):
            raise DatelineError(
                f"The lake {self.lake.name} was made by an older version, and lacks what the pages ask for",
                "`dateline maintain` brings it up to date",
            )

    def snapshot(self) -> int:
        """Number of the lake's newest snapshot."""
        with closing(self._connection.cursor()) as cursor, _bounded(cursor):
            row = cursor.execute("SELECT id FROM ducklake_current_snapshot('lake')").fetchone()
            return int(row[0]) if row else 0

    def days(self) -> tuple[date | None, date | None]:
        """First and last day of publication of current articles; None for both where none has a day."""
        first, last, *_ = self._extent()
        return first, last

    def counts(self) -> tuple[int, int]:
        """How many current articles there are, and facts of them."""
        _, _, articles, facts = self._extent()
        return articles, facts

    def is_large(self) -> bool:
        """Whether lists of all days would take long."""
        return self._extent()[2] > _FEW_ARTICLES

    def named(self, words: str) -> tuple[str, str] | None:
        """The entity of this id, or of this name, a known one before one found in articles: its id and name."""
        sql = (
            "SELECT entity_id, name FROM entities WHERE entity_id = $words OR lower(name) = lower($words) "
            "ORDER BY entity_id <> $words, status <> 'active', source, first_seen, entity_id LIMIT 1"
        )
        _, rows = self.select(sql, {"words": words})
        return rows[0] if rows else None

    def _extent(self) -> tuple[date | None, date | None, int, int]:
        counts = " + ".join(COUNT_COLUMNS)
        sql = (
            f"SELECT min(published_on), max(published_on), count(*), coalesce(sum({counts}), 0)::BIGINT FROM articles "
            "WHERE is_current"
        )
        found: tuple[date | None, date | None, int, int]
        found = self.kept("extent", lambda: self.select(sql, [])[1][0], lambda _: 1)
        return found

    def kept(self, asked: Hashable, make: Callable[[], Any], size: Callable[[Any], int]) -> Any:
        """What `make` gives, made once for each snapshot of the lake and what is asked. `size` is in rows of a list."""
        try:
            return self._kept.get(self.snapshot(), asked, make, size)
        except TimeoutError as error:
            raise TooSlowError("Too many pages are asked for at once", "Try again in a minute") from error

    def panel(self, name: str, given: Mapping[str, str], limit: int, offset: int = 0) -> Rows:
        """The first rows of a panel; raises ParameterError, TooSlowError, or DatelineError with what DuckDB says."""
        values = parameters(name, given)
        asked = (name, *values.items(), limit, offset)
        found: Rows = self.kept(
            asked, lambda: self._panel(name, values, limit, offset), lambda rows: 1 + len(rows.rows)
        )
        return found

    def _panel(self, name: str, values: Mapping[str, str], limit: int, offset: int) -> Rows:
        sql, named = statement(name, values)
        columns, found = self.select(f"SELECT * FROM ({sql}\n) LIMIT {limit + 1} OFFSET {offset}", named)
        rows = [dict(zip(columns, row, strict=True)) for row in found]
        return Rows(columns, rows[:limit], len(rows) > limit, sql_to_copy(name, values))

    def select(self, sql: str, values: Mapping[str, Any] | list[Any]) -> tuple[list[str], list[tuple[Any, ...]]]:
        """Columns and rows of a SELECT of our own, its values bound."""
        with self.cursor() as cursor, _bounded(cursor):
            cursor.execute(sql, values)
            return [column[0] for column in cursor.description], cursor.fetchall()

    def frame(self, name: str, given: Mapping[str, str], limit: int) -> pl.DataFrame:
        """The first rows of a panel as a frame."""
        sql, named = statement(name, parameters(name, given))
        with self.cursor() as cursor, _bounded(cursor):
            return cursor.execute(f"SELECT * FROM ({sql}\n) LIMIT {limit}", named).pl()

    def search(self, words: str, filters: Filters, limit: int, offset: int = 0) -> Hits:
        """What the search index finds; raises QueryError where no word is left to search for.

        The index is made, or brought up to date, in a thread of its own: of a large lake that takes longer than a page
        may. Raises TooSlowError until it is there.
        """
        self._indexed.wait_for(self._bring_index_up_to_date, self._has_index)
        with self.cursor() as cursor, _bounded(cursor):
            return hits(self.lake, cursor, words, filters, limit, offset)

    def _has_index(self) -> bool:
        with closing(self._connection.cursor()) as cursor, _bounded(cursor):
            cursor.execute("USE lake")
            return is_up_to_date(self.lake, cursor)

    def _bring_index_up_to_date(self) -> None:
        with closing(self._connection.cursor()) as cursor:
            cursor.execute("USE lake")
            up_to_date(self.lake, cursor)

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


class _InBackground:
    """A piece of work that goes on when those who wait for it have given up."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._error: Exception | None = None

    def wait_for(self, work: Callable[[], None], is_done: Callable[[], bool]) -> None:
        """Have it done unless it is; raises what it raises, and TooSlowError where it takes longer than a page may."""
        with self._lock:
            if self._thread is None or not self._thread.is_alive():
                if is_done():
                    return
                self._error = None
                self._thread = threading.Thread(target=self._run, args=(work,), daemon=True)
                self._thread.start()
            thread = self._thread
        thread.join(_INDEX_SECONDS)
        if thread.is_alive():
            raise TooSlowError(
                "The index of the words of this lake is being made, which takes a minute for 100,000 articles",
                "Open this page again then; the others are there meanwhile",
            )
        if self._error is not None:
            raise self._error

    def _run(self, work: Callable[[], None]) -> None:
        try:
            work()
        except Exception as error:  # told to those who wait
            self._error = error


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
