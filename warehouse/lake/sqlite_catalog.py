"""A catalog in a SQLite file of the lake's folder, and the lake's small files beside it."""

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import duckdb

from warehouse.files import whole_file

# DuckDB reads each table of a SQLite database through a connection of its own, and so each in the state that it is in
# at that moment: a statement that meets a commit would see files of two states, or none of either. In one thread all
# are read through the connection of the transaction, which keeps its state
# (findings/ducklake_sqlite_readers_see_two_states.sh).
ONE_STATE = "SET GLOBAL sqlite_disable_multithreaded_scans = true"


class SqliteCatalog:
    """<lake>/catalog.sqlite, <lake>/lake.json and <lake>/writer.lock: for one machine."""

    extensions: tuple[str, ...] = ("sqlite_scanner",)
    is_shared = False

    def __init__(self, folder: Path) -> None:
        """Point at the lake's folder; nothing is read or made yet."""
        self.folder = folder
        self.path = folder / "catalog.sqlite"
        self.address = f"sqlite:{self.path}"
        self.name = str(self.path)

    def prepare(self, connection: duckdb.DuckDBPyConnection) -> None:
        """See warehouse/lake/store.py."""
        connection.execute(ONE_STATE)

    def make(self) -> None:
        """Make the catalog in WAL mode: without it an open reader makes the writer's commit fail as locked.

        Only while there is none: SQLite locks belong to the process, so opening and closing a catalog here would take
        the locks away from DuckDB's own copy of SQLite. The mode stays with the file.
        """
        if self.path.exists() and self.path.stat().st_size:
            return
        with closing(sqlite3.connect(self.path)) as catalog:
            catalog.execute("PRAGMA journal_mode = WAL")

    def is_there(self) -> bool:
        """See warehouse/lake/store.py."""
        return self.path.exists()

    def read(self, name: str) -> str | None:
        """See warehouse/lake/store.py. Raises OSError and UnicodeDecodeError for what cannot be read."""
        file = self.folder / name
        return file.read_text(encoding="utf-8") if os.path.lexists(file) else None

    def write(self, name: str, text: str) -> None:
        """See warehouse/lake/store.py."""
        with whole_file(self.folder / name) as fresh:
            fresh.write_text(text, encoding="utf-8")

    def remove(self, name: str) -> None:
        """See warehouse/lake/store.py."""
        (self.folder / name).unlink(missing_ok=True)

    @contextmanager
    def file(self, name: str) -> Iterator[Path]:
        """The file itself."""
        yield self.folder / name

    @contextmanager
    def locked(self, patience: float) -> Iterator["_Kept"]:
        """See warehouse/lake/store.py. The lock goes with the process, so a killed writer leaves none."""
        from filelock import FileLock, Timeout

        lock = FileLock(self.folder / "writer.lock", timeout=patience)
        try:
            lock.acquire()
        except Timeout as error:
            raise TimeoutError from error
        try:
            yield _Kept()
        finally:
            lock.release()

    def landed(self, transaction_id: str) -> bool:
        """Nothing is in doubt: the catalog is a file of this machine, and a commit that failed is not in it."""
        return False

    def ask(self, sql: str) -> Sequence[Sequence[Any]]:
        """Not offered: SQLite's locks belong to the process, so warehouse/lake/guard.py asks in a way of its own."""
        raise NotImplementedError

    def known_since(self) -> None:
        """A file does not tell whether it is a copy."""
        return

    def era(self) -> None:
        """There is no server."""
        return


class _Kept:
    """A lock of the file system cannot be lost while its process lives."""

    def confirm(self) -> bool:
        """See warehouse/lake/store.py."""
        return False
