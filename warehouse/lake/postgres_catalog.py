"""A catalog in a PostgreSQL database, a database a lake, with the lake's small files in a table beside DuckLake's.

The writer's lock is an advisory lock on a connection of its own, for DuckLake ends each of its transactions with
DISCARD ALL. It goes with the connection, so a killed writer leaves none, on whatever machine it ran.
"""

import json
import os
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from uuid import uuid4

import duckdb

from warehouse.errors import DatelineError, StoreAway
from warehouse.quoting import quoted

try:
    import psycopg
    from psycopg import conninfo
except ImportError as missing:  # an extra
    raise DatelineError(
        "A catalog in PostgreSQL needs psycopg", "Install it with pip install 'dateline[postgres]'"
    ) from missing

_LOCK = 0x646174656C696E65  # "dateline"
_FILES = "dateline_files"
_REMEDY = "See that the server runs, and check DATELINE_CATALOG and PGPASSWORD or ~/.pgpass"
_CONNECT_SECONDS = 10
# Which database this is: another one when a dump is loaded, and when a server is set back to an older state.
_HOME = "home.json"
_IDENTITY = (
    "SELECT concat_ws('/', s.system_identifier, d.oid, c.timeline_id), extract(epoch FROM now()) "
    "FROM pg_control_system() AS s, pg_control_checkpoint() AS c, pg_database AS d WHERE d.datname = current_database()"
)
# How long a server that starts again is waited for.
_PATIENCE_SECONDS = 30.0
_LOCK_ASKED_EVERY_SECONDS = 0.2
# A writer whose machine went without a word is given up after a minute and a half.
_LOCK_SETTINGS = (
    "SET tcp_keepalives_idle = 60",
    "SET tcp_keepalives_interval = 10",
    "SET tcp_keepalives_count = 3",
    "SET idle_session_timeout = 0",
)

# Connections of this process for the small questions, by database.
_OPEN: dict[str, psycopg.Connection[Any]] = {}
_ONE_AT_A_TIME = threading.RLock()


class PostgresCatalog:
    """One database of a PostgreSQL server."""

    extensions: tuple[str, ...] = ("postgres_scanner",)
    is_shared = True

    def __init__(self, said: str, scratch: Path) -> None:
        """Take a connection string of libpq, as key=value pairs or an address, and a folder for copies of small files.

        What it does not say is taken from PGHOST, PGUSER, PGPASSWORD and ~/.pgpass. Nothing is connected yet. Raises
        DatelineError for a string that is none.
        """
        try:
            parts = {name: str(value) for name, value in conninfo.conninfo_to_dict(said).items()}
        except psycopg.Error as error:
            # The server's words would repeat the string, and with it the password.
            raise DatelineError(
                "DATELINE_CATALOG is no connection string of PostgreSQL",
                "Write postgres:host=... port=... dbname=... user=..., or postgres://user@host:port/dbname",
            ) from error
        password = parts.pop("password", None)
        self._password = password or None
        parts.setdefault("connect_timeout", str(_CONNECT_SECONDS))
        self._scratch = scratch
        self._conninfo = conninfo.make_conninfo(**parts)
        self.address = f"postgres:{self._conninfo}"
        host = parts.get("host") or os.environ.get("PGHOST") or "the local socket"
        port = parts.get("port") or os.environ.get("PGPORT") or 5432
        database = parts.get("dbname") or os.environ.get("PGDATABASE") or "of the user's name"
        self.name = f"the database {database} of PostgreSQL at {host}:{port}"

    def prepare(self, connection: duckdb.DuckDBPyConnection) -> None:
        """See warehouse/lake/store.py. DuckDB shows secrets redacted, and the string that it attaches has none."""
        if self._password:
            connection.execute(
                f"CREATE OR REPLACE SECRET __default_postgres (TYPE postgres, PASSWORD {quoted(self._password)})"
            )

    def make(self) -> None:
        """Make the table of small files."""
        self._ask(f"CREATE TABLE IF NOT EXISTS {_FILES} (name text PRIMARY KEY, content text NOT NULL)")
        self.known_since()

    def is_there(self) -> bool:
        """See warehouse/lake/store.py."""
        return bool(self._ask("SELECT to_regclass('ducklake_metadata') IS NOT NULL")[0][0])

    def read(self, name: str) -> str | None:
        """See warehouse/lake/store.py."""
        try:
            rows = self._ask(f"SELECT content FROM {_FILES} WHERE name = %s", [name])
        except _NothingThereError:
            return None
        return str(rows[0][0]) if rows else None

    def write(self, name: str, text: str) -> None:
        """See warehouse/lake/store.py."""
        insert = f"INSERT INTO {_FILES} VALUES (%s, %s) ON CONFLICT (name) DO UPDATE SET content = excluded.content"
        self._ask(insert, [name, text])

    def remove(self, name: str) -> None:
        """See warehouse/lake/store.py."""
        self._ask(f"DELETE FROM {_FILES} WHERE name = %s", [name])

    @contextmanager
    def file(self, name: str) -> Iterator[Path]:
        """A copy of the file; written back where it has changed."""
        before = self.read(name)
        copy = self._scratch / uuid4().hex / name
        copy.parent.mkdir(parents=True)
        try:
            if before is not None:
                copy.write_text(before, encoding="utf-8")
            yield copy
            after = copy.read_text(encoding="utf-8") if copy.exists() else None
            if after is not None and after != before:
                self.write(name, after)
        finally:
            shutil.rmtree(copy.parent, ignore_errors=True)

    @contextmanager
    def locked(self, patience: float) -> Iterator["_Lock"]:
        """See warehouse/lake/store.py."""
        lock = _Lock(self)
        lock.take(patience)
        try:
            yield lock
        finally:
            lock.leave()

    def landed(self, transaction_id: str) -> bool:
        """See warehouse/lake/store.py. A server that starts again is waited for."""
        deadline = time.monotonic() + _PATIENCE_SECONDS
        while True:
            try:
                asked = "SELECT count(*) FROM ducklake_snapshot_changes WHERE commit_extra_info = %s"
                return bool(self._ask(asked, [transaction_id])[0][0])
            except StoreAway:
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.5)

    def known_since(self) -> float | None:
        """See warehouse/lake/store.py. A database that was restored, in its own server too, is another one to it."""
        try:
            [(identity, now)] = self._ask(_IDENTITY)
        except StoreAway:
            raise
        except DatelineError:  # a server that does not tell
            return None
        home = json.loads(self.read(_HOME) or "{}")
        if home.get("identity") != identity:
            home = {"identity": identity, "since": float(now)}
            self.write(_HOME, json.dumps(home))
        return float(home["since"])

    def era(self) -> str | None:
        """See warehouse/lake/store.py."""
        try:
            return str(self._ask("SELECT pg_postmaster_start_time()")[0][0])
        except DatelineError:
            return None

    def ask(self, sql: str) -> list[tuple[Any, ...]]:
        """Rows of a SELECT of ours over DuckLake's tables. Raises DatelineError."""
        return self._ask(sql)

    def _ask(self, sql: str, values: list[Any] | None = None) -> list[tuple[Any, ...]]:
        with _ONE_AT_A_TIME:
            for attempt in (1, 2):
                fresh = self._conninfo not in _OPEN
                connection = _OPEN[self._conninfo] = _OPEN.get(self._conninfo) or self._connected("dateline")
                try:
                    done = connection.execute(sql, values)
                    return done.fetchall() if done.description else []
                except psycopg.errors.UndefinedTable as error:
                    raise _NothingThereError(f"{self.name} has no lake", "Make one with `dateline ingest`") from error
                except psycopg.OperationalError as error:
                    with suppress(psycopg.Error):
                        connection.close()
                    del _OPEN[self._conninfo]
                    if fresh or attempt == 2:
                        raise StoreAway(f"{self.name} went away ({_line(error)})", _REMEDY) from error
                except psycopg.Error as error:
                    remedy = "The user needs the rights to make, read and write tables there"
                    raise DatelineError(f"{self.name} refuses: {_line(error)}", remedy) from error
        raise AssertionError("unreachable")

    def _connected(self, purpose: str) -> psycopg.Connection[Any]:
        who = f"{purpose} {socket.gethostname()}:{os.getpid()}"
        secret = {"password": self._password} if self._password else {}
        try:
            return psycopg.connect(self._conninfo, autocommit=True, application_name=who, **secret)  # type: ignore[arg-type]
        except psycopg.OperationalError as error:
            raise StoreAway(f"{self.name} cannot be used ({_line(error)})", _REMEDY) from error


class _NothingThereError(DatelineError):
    """A table is not there."""


class _Lock:
    """The advisory lock, on a connection of its own."""

    def __init__(self, catalog: PostgresCatalog) -> None:
        self._catalog = catalog
        self._connection: psycopg.Connection[Any] | None = None

    def take(self, patience: float) -> None:
        """Raises TimeoutError with who holds it."""
        connection = self._catalog._connected("dateline writer")
        try:
            for setting in _LOCK_SETTINGS:
                with suppress(psycopg.Error):  # a server before 14 has no idle_session_timeout
                    connection.execute(setting)
            deadline = time.monotonic() + patience
            while not _one(connection, f"SELECT pg_try_advisory_lock({_LOCK})"):
                if time.monotonic() >= deadline:
                    raise TimeoutError(_holder(connection))
                time.sleep(_LOCK_ASKED_EVERY_SECONDS)
        except psycopg.Error as error:
            connection.close()
            raise StoreAway(f"{self._catalog.name} went away ({_line(error)})", _REMEDY) from error
        except BaseException:
            connection.close()
            raise
        self._connection = connection

    def confirm(self) -> bool:
        """See warehouse/lake/store.py."""
        try:
            if self._connection is not None:
                self._connection.execute("SELECT 1")
                return False
        except psycopg.Error:
            self.leave()
        try:
            self.take(_LOCK_ASKED_EVERY_SECONDS)
        except TimeoutError as error:
            raise DatelineError(
                f"The writer's lock was lost with {self._catalog.name}, and another process has it now ({error})",
                "Run again when it is done; nothing was lost",
            ) from error
        return True

    def leave(self) -> None:
        if self._connection is not None:
            with suppress(psycopg.Error):
                self._connection.close()
            self._connection = None


def _holder(connection: psycopg.Connection[Any]) -> str:
    """Which process holds the lock, as it calls itself."""
    name = _one(
        connection,
        "SELECT a.application_name FROM pg_locks AS l INNER JOIN pg_stat_activity AS a USING (pid) "
        f"WHERE l.locktype = 'advisory' AND l.granted AND ((l.classid::bigint << 32) | l.objid::bigint) = {_LOCK} "
        "AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())",
    )
    return str(name or "")


def _one(connection: psycopg.Connection[Any], sql: str) -> Any:
    row = connection.execute(sql).fetchone()
    return row[0] if row else None


def _line(error: psycopg.Error) -> str:
    return " ".join(str(error).split())
