"""Where a lake lies, and how it is opened for reading and for writing."""

import json
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from tempfile import gettempdir
from uuid import uuid4

import duckdb

from warehouse.errors import DatelineError
from warehouse.lake import leftovers
from warehouse.lake.catalog import IN_DUCKDB
from warehouse.lake.extensions import connected
from warehouse.lake.guard import guard
from warehouse.quoting import quoted

# Raised when a lake can no longer be read by the program before; a new column does not raise it.
LAKE_FORMAT = 2

# What a reader may hold in memory, unless the environment says otherwise.
READER_MEMORY = "2GB"
MEMORY_VARIABLE = "DATELINE_MEMORY"

_EXTENSIONS = ("ducklake", "sqlite_scanner")
_LOCK_PATIENCE_SECONDS = 5.0

# Lakes whose lock this process holds, their attached databases, and the files among their data that nobody knew.
_LOCKED: set[Path] = set()
_KEPT_OPEN: dict[Path, duckdb.DuckDBPyConnection] = {}
_STRANGERS: dict[Path, set[str]] = {}

# Catalogs that this process has had open.
_IN_USE: set[Path] = set()


class Lake:
    """Where one lake lies, and how it is opened."""

    def __init__(self, path: str | os.PathLike[str]) -> None:
        """Point at a folder; nothing is read or made yet."""
        self.path = Path(path).absolute()
        self.catalog = self.path / "catalog.sqlite"
        self.data = self.path / "data"
        self.staging = self.path / "staging"
        self._description = self.path / "lake.json"

    def exists(self) -> bool:
        """Whether a finished lake is there."""
        return self._description.exists()

    def require(self, *, for_writing: bool = False) -> None:
        """Raise DatelineError unless a lake that this program can use is there; nothing is touched."""
        if not self.exists():
            if self.catalog.exists():
                problem = f"The lake {self.path} is not finished: it has no lake.json"
                raise DatelineError(problem, "Run `dateline ingest` again, which finishes it, or restore the file")
            raise DatelineError(
                f"There is no lake at {self.path}", "Make one with `dateline ingest PATH`, or name it with --lake"
            )
        self.check(for_writing=for_writing)

    def check(self, *, for_writing: bool = True) -> None:
        """Raise DatelineError where a lake is there that cannot be used; nothing is touched.

        Passes where there is none yet, and for one that was not finished.
        """
        self._check_format()
        guard(self, for_writing=for_writing, in_use=self.catalog in _IN_USE)

    @contextmanager
    def writer_lock(self, patience: float = _LOCK_PATIENCE_SECONDS) -> Iterator[None]:
        """Hold the lake for one writer. Readers are never blocked.

        Raises DatelineError if another process holds it longer than `patience` seconds, and what `check` raises. The
        lock goes with the process, so a killed writer leaves none.
        """
        from filelock import FileLock, Timeout

        self.check()
        self._make_folders()
        lock = FileLock(self.path / "writer.lock", timeout=patience)
        try:
            lock.acquire()
        except Timeout:
            raise DatelineError(
                f"Another process is writing to the lake {self.path}", "Wait for it to end, then run again"
            ) from None
        _LOCKED.add(self.path)
        try:
            yield
        finally:
            _LOCKED.discard(self.path)
            _STRANGERS.pop(self.path, None)
            kept = _KEPT_OPEN.pop(self.path, None)
            if kept:
                kept.close()
            lock.release()

    def writer(self) -> duckdb.DuckDBPyConnection:
        """Open for writing as the current schema; make the lake, or bring it up to date, where needed.

        To attach a lake takes as long as to extract a hundred articles: the process that holds the writer's lock does
        it once, and each call gives a connection of its own to it. Close it after use. The first call under the lock
        deletes what a killed writer left among the data. To change rows use `transaction`.
        """
        if self.path in _KEPT_OPEN:
            return _with_settings(_KEPT_OPEN[self.path].cursor())
        self.check()
        self._make_folders()
        if not self.exists():
            self._make_catalog()
        connection = self._attached(f"DATA_INLINING_ROW_LIMIT 0, CREATE_IF_NOT_EXISTS {not self.exists()}")
        if self.path not in _LOCKED:
            self._bring_up_to_date(connection)
            return connection
        leftovers.remove(self.data, self.staging, connection)
        _STRANGERS[self.path] = leftovers.unknown_files(self.data, connection)
        self._bring_up_to_date(connection)
        _KEPT_OPEN[self.path] = connection
        return _with_settings(connection.cursor())

    def reader(self, snapshot: int | None = None) -> duckdb.DuckDBPyConnection:
        """Open read-only, at the newest snapshot or at a past one.

        Raises DatelineError where there is no lake, it cannot be used, it was made by a newer version, or the snapshot
        is not there.
        """
        self.require()
        options = "READ_ONLY" if snapshot is None else f"READ_ONLY, SNAPSHOT_VERSION {int(snapshot)}"
        try:
            return _bounded(self._attached(options))
        except DatelineError as error:
            if snapshot is not None:
                raise DatelineError(
                    f"The lake has no snapshot {snapshot}", "`dateline status` shows the newest"
                ) from error
            raise

    @contextmanager
    def transaction(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """One commit: everything that is done with the connection it gives, or nothing.

        Files that a killed or failed transaction leaves among the data are deleted by the next writer. Raises what the
        work raises, after a rollback.
        """
        connection = self.writer()
        try:
            with self._commit(connection):
                yield connection
        finally:
            connection.close()

    @contextmanager
    def recorded(self, connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
        """For a statement that commits by itself: what it leaves when it is killed is known to be its own."""
        if self.path not in _LOCKED:
            yield
            return
        with leftovers.recorded(self.data, self.staging, connection, _STRANGERS[self.path]):
            yield

    def leftovers(self) -> list[Path]:
        """Files among the data that a killed or failed writer left, the next writer deletes them.

        Call with the writer's lock held, before the first `writer`.
        """
        with closing(self.reader()) as connection:
            return [self.data / name for name in sorted(leftovers.provable(self.data, self.staging, connection))]

    def sweep(self) -> None:
        """Delete the files that a killed or failed writer left among the data. Call with the writer's lock held."""
        connection = self.writer()
        try:
            leftovers.remove(self.data, self.staging, connection)
        finally:
            connection.close()

    @contextmanager
    def _commit(self, connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
        with self.recorded(connection):
            connection.execute("BEGIN")
            try:
                yield
                connection.execute("COMMIT")
            except BaseException:
                with suppress(duckdb.Error):  # a failed COMMIT has ended the transaction already
                    connection.execute("ROLLBACK")
                raise

    def _make_folders(self) -> None:
        try:
            for folder in (self.path, self.data, self.staging):
                folder.mkdir(parents=True, exist_ok=True)
            probe = self.path / ".writable"
            probe.touch()
            probe.unlink()
        except OSError as error:
            raise DatelineError(
                f"The lake {self.path} cannot be written ({error.strerror})",
                "Give a writable folder with --lake or DATELINE_LAKE",
            ) from error

    def _make_catalog(self) -> None:
        """Make the catalog in WAL mode: without it an open reader makes the writer's commit fail as locked.

        Only while there is none: SQLite locks belong to the process, so opening and closing a catalog here would take
        the locks away from DuckDB's own copy of SQLite. The mode stays with the file.
        """
        if self.catalog.exists() and self.catalog.stat().st_size:
            return
        with closing(sqlite3.connect(self.catalog)) as catalog:
            catalog.execute("PRAGMA journal_mode = WAL")

    def _check_format(self) -> None:
        if not self.exists():
            return
        try:
            made_with = int(json.loads(self._description.read_text(encoding="utf-8"))["format"])
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise DatelineError(
                f"{self._description} does not describe a lake", "Restore the file, or choose another folder"
            ) from error
        if made_with > LAKE_FORMAT:
            raise DatelineError(
                f"The lake {self.path} has format {made_with}; this program reads up to {LAKE_FORMAT}",
                "Upgrade dateline, or use another lake",
            )

    def _attached(self, options: str) -> duckdb.DuckDBPyConnection:
        connection = connected(*_EXTENSIONS)
        _IN_USE.add(self.catalog)
        options = f"DATA_PATH {quoted(str(self.data))}, OVERRIDE_DATA_PATH true, {options}"
        try:
            connection.execute(f"ATTACH {quoted(f'ducklake:sqlite:{self.catalog}')} AS lake ({options})")
        except duckdb.Error as error:
            connection.close()
            raise DatelineError(
                f"The lake {self.path} cannot be opened: {' '.join(str(error).split())}",
                "Nothing was changed; if this stays, restore catalog.sqlite from a backup (docs/operations.md, Backup)",
            ) from error
        return _with_settings(connection)

    def _bring_up_to_date(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Make tables and views what this version declares, in one commit; do nothing when they are.

        The catalog of a lake that was moved, or restored from a backup, learns where its data lies now: Dateline says
        so at each ATTACH, but plain DuckDB reads what the catalog says.
        """
        from warehouse.migrations import schema_stamp, upgrade  # the contracts take 0.3 s to import

        place = quoted(f"{self.data}{os.sep}")
        metadata = f"{IN_DUCKDB}ducklake_metadata"
        moved = f"FROM {metadata} WHERE key = 'data_path' AND value <> {place}"
        if connection.execute(moved).fetchall():
            connection.execute(f"UPDATE {metadata} SET value = {place} WHERE key = 'data_path'")
        stamp = schema_stamp()
        if self.exists() and json.loads(self._description.read_text(encoding="utf-8")).get("schema") == stamp:
            return
        with self._commit(connection):
            upgrade(connection, self.path)
        fresh = self._description.with_suffix(".json.new")
        fresh.write_text(json.dumps({"format": LAKE_FORMAT, "schema": stamp}) + "\n", encoding="utf-8")
        fresh.replace(self._description)


def _bounded(connection: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    """A reader's share of the machine: what does not fit into its memory goes to a folder that DuckDB makes then.

    Without a folder of its own it would be `.tmp` in whatever folder the command was called from.
    """
    limit = os.environ.get(MEMORY_VARIABLE) or READER_MEMORY
    try:
        connection.execute(f"SET memory_limit = {quoted(limit)}")
    except duckdb.Error as error:
        connection.close()
        raise DatelineError(f"{MEMORY_VARIABLE} says {limit}, which is no memory limit", "Write it like 2GB") from error
    spill = Path(gettempdir()) / f"dateline-{os.getpid()}-{uuid4().hex}"
    connection.execute(f"SET temp_directory = {quoted(str(spill))}")
    return connection


def _with_settings(connection: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    """What holds for a connection alone, even to a database that is open already."""
    connection.execute("SET python_enable_replacements = false")
    connection.execute("SET TimeZone = 'UTC'")
    connection.execute("USE lake")
    return connection
