"""Where a lake lies, and how it is opened for reading and for writing."""

import json
import os
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, closing, contextmanager, suppress
from pathlib import Path
from tempfile import gettempdir
from typing import Any
from uuid import uuid4

import duckdb

from warehouse.errors import DatelineError, StoreAway
from warehouse.lake import leftovers
from warehouse.lake.catalog import IN_DUCKDB, ask_of, newest_snapshot
from warehouse.lake.extensions import connected
from warehouse.lake.faults import explained, has_no_room, is_of_newer_catalog
from warehouse.lake.full_disk import copy_of
from warehouse.lake.guard import guard, guard_shared
from warehouse.lake.store import DESCRIPTION, Hold, Resolver, Store, store_at
from warehouse.quoting import quoted

# Raised when a lake can no longer be read by the program before; a new column does not raise it.
LAKE_FORMAT = 2

# What a reader may hold in memory, unless the environment says otherwise.
READER_MEMORY = "2GB"
MEMORY_VARIABLE = "DATELINE_MEMORY"

_LOCK_PATIENCE_SECONDS = 5.0
# How long a reader looks for a moment in which nobody writes to the catalog, on a disk that is full.
_ROOM_PATIENCE_SECONDS = 5.0

# Up to this size of its files a lake is written to by one thread.
_SMALL_LAKE_BYTES = 256 * 2**20

_Key = tuple[str, str]

# Lakes whose lock this process holds, their attached databases, and the files among their data that nobody knew.
_LOCKED: dict[_Key, Hold] = {}
_KEPT_OPEN: dict[_Key, duckdb.DuckDBPyConnection] = {}
_STRANGERS: dict[_Key, set[str]] = {}

# The statements by which the attached databases have their keys.
_KEYS_GIVEN: dict[_Key, str | None] = {}
_ONE_AT_A_TIME = threading.Lock()

# The newest snapshots of shared catalogs, as this process left them: another writer's would show.
_LEFT_AT: dict[_Key, int] = {}

# Catalogs that this process has had open.
_IN_USE: set[Path] = set()

# Says where the lake of a folder lies.
STORE_AT: Resolver = store_at


class Lake:
    """Where one lake lies, and how it is opened."""

    def __init__(self, path: str | os.PathLike[str], store: Store | None = None) -> None:
        """Point at a folder, and at what the environment says of catalog and data; nothing is read or made yet.

        `catalog` and `data` are where these lie in a lake that has both in its folder.
        """
        self.path = Path(path).absolute()
        self.store = store or STORE_AT(self.path)
        self.data = self.store.data.folder or self.path / "data"
        self.catalog = self.path / "catalog.sqlite"
        self.staging = self.path / "staging"

    @property
    def is_in_its_folder(self) -> bool:
        """Whether catalog and data both lie in the lake's folder."""
        return not self.store.catalog.is_shared and self.store.data.folder == self.path / "data"

    @property
    def name(self) -> str:
        """The lake in messages."""
        return self.store.catalog.name if self.store.catalog.is_shared else str(self.path)

    def exists(self) -> bool:
        """Whether a finished lake is there."""
        if self.store.catalog.is_shared:
            return self.store.catalog.read(DESCRIPTION) is not None
        return (self.path / DESCRIPTION).exists()

    def is_begun(self) -> bool:
        """Whether there is a lake, finished or not."""
        return self.exists() or self.store.catalog.is_there()

    def require(self, *, for_writing: bool = False) -> None:
        """Raise DatelineError unless a lake that this program can use is there; nothing is touched."""
        if not self.exists():
            if self.store.catalog.is_there():
                problem = f"The lake {self.name} is not finished: it has no lake.json"
                raise DatelineError(problem, "Run `dateline ingest` again, which finishes it, or restore the file")
            raise DatelineError(
                f"There is no lake at {self.name}", "Make one with `dateline ingest PATH`, or name it with --lake"
            )
        self.check(for_writing=for_writing)

    def check(self, *, for_writing: bool = True) -> None:
        """Raise DatelineError where a lake is there that cannot be used; nothing is touched.

        Passes where there is none yet, and for one that was not finished.
        """
        self._check_format()
        if self.store.catalog.is_shared:
            guard_shared(self, for_writing=for_writing)
        else:
            guard(self, for_writing=for_writing, in_use=self.catalog in _IN_USE)

    def file(self, name: str) -> AbstractContextManager[Path]:
        """A small file of the lake that people write, as one on disk; what is changed in it is kept."""
        return self.store.catalog.file(name)

    @contextmanager
    def writer_lock(self, patience: float = _LOCK_PATIENCE_SECONDS) -> Iterator[None]:
        """Hold the lake for one writer. Readers are never blocked.

        Raises DatelineError if another process holds it longer than `patience` seconds, and what `check` raises. The
        lock goes with the process, so a killed writer leaves none.
        """
        self.check()
        self.make_places()
        with self.hold(patience) as hold:
            _LOCKED[self._key] = hold
            try:
                yield
            finally:
                del _LOCKED[self._key]
                self._let_go()

    @contextmanager
    def hold(self, patience: float) -> Iterator[Hold]:
        """Hold the lock alone, of a lake that is being made; `writer_lock` is for all else."""
        with ExitStack() as stack:
            try:
                yield stack.enter_context(self.store.catalog.locked(patience))
            except TimeoutError as error:
                by = f" ({error})" if str(error) else ""
                raise DatelineError(
                    f"Another process is writing to the lake {self.name}{by}", "Wait for it to end, then run again"
                ) from None

    def writer(self) -> duckdb.DuckDBPyConnection:
        """Open for writing as the current schema; make the lake, or bring it up to date, where needed.

        To attach a lake takes as long as to extract a hundred articles: the process that holds the writer's lock does
        it once, and each call gives a connection of its own to it. Close it after use. The first call under the lock
        deletes what a killed writer left among the data. To change rows use `transaction`.
        """
        if self._key in _KEPT_OPEN:
            self._renew_keys()
            return _with_settings(_KEPT_OPEN[self._key].cursor())
        self.check()
        self.make_places()
        if not self.exists():
            self.store.catalog.make()
        connection = self.attached(f"DATA_INLINING_ROW_LIMIT 0, CREATE_IF_NOT_EXISTS {not self.exists()}")
        connection.execute(f"SET threads = {_writer_threads(connection)}")
        # Said once and first: DuckDB raises an error where it has written to another folder already.
        connection.execute(f"SET temp_directory = {quoted(str(self.staging / 'spilled'))}")
        if self._key not in _LOCKED:
            self._bring_up_to_date(connection)
            return connection
        if self.store.data.folder is not None:
            leftovers.remove(self.data, self.staging, connection)
            _STRANGERS[self._key] = leftovers.unknown_files(self.data, connection)
        self._bring_up_to_date(connection)
        _KEYS_GIVEN[self._key] = self.store.data.secret()
        _KEPT_OPEN[self._key] = connection
        self._note_snapshot()
        return _with_settings(connection.cursor())

    def reader(self, snapshot: int | None = None) -> duckdb.DuckDBPyConnection:
        """Open read-only, at the newest snapshot or at a past one.

        Raises DatelineError where there is no lake, it cannot be used, it was made by a newer version, or the snapshot
        is not there.
        """
        self.require()
        options = "READ_ONLY" if snapshot is None else f"READ_ONLY, SNAPSHOT_VERSION {int(snapshot)}"
        try:
            return _bounded(self._attached_for_reading(options))
        except DatelineError as error:
            if snapshot is None or has_no_room(error.__cause__):
                raise
            raise DatelineError(f"The lake has no snapshot {snapshot}", "`dateline status` shows the newest") from error

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
        if self._key not in _LOCKED:
            yield
            return
        if self.store.data.folder is None:  # DuckDB deletes what it wrote; what a killed writer left goes with maintain
            yield
        else:
            with leftovers.recorded(self.data, self.staging, connection, _STRANGERS[self._key]):
                yield
        self._note_snapshot()

    def leftovers(self) -> list[Path]:
        """Files among the data that a killed or failed writer left, the next writer deletes them.

        Those in a bucket are deleted by `delete_orphans` alone. Call with the writer's lock held, before the first
        `writer`.
        """
        if self.store.data.folder is None:
            return []
        with closing(self.reader()) as connection:
            return [self.data / name for name in sorted(leftovers.provable(self.data, self.staging, connection))]

    def delete_orphans(self, connection: duckdb.DuckDBPyConnection, *, dry_run: bool) -> list[str]:
        """Delete what killed writers left in a bucket; gives the names. Call with the writer's lock held."""
        if self.store.data.folder is not None:
            return []
        left = leftovers.orphans(self.store.data, self.store.catalog.known_since(), connection)
        if not dry_run:
            self.store.data.delete(left)
        return sorted(left)

    def sweep(self) -> None:
        """Delete the files that a killed or failed writer left among the data. Call with the writer's lock held.

        Those in a bucket are deleted by `dateline maintain` alone: to list it takes a request for each thousand files.
        """
        if self.store.data.folder is None:
            return
        connection = self.writer()
        try:
            leftovers.remove(self.data, self.staging, connection)
        finally:
            connection.close()

    @contextmanager
    def _commit(self, connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
        commit = self._shared_commit if self.store.catalog.is_shared else _local_commit
        with self.recorded(connection), commit(connection):
            yield

    @contextmanager
    def _shared_commit(self, connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
        """A transaction whose server may go in the middle: whether it landed is decided by looking in the catalog.

        It carries an id of its own, for the error of a COMMIT whose answer was lost says nothing of that. Raises
        StoreAway where the server went and nothing was committed.
        """
        self._confirm()
        transaction_id, era, is_committing = uuid4().hex, self.store.catalog.era(), False
        try:
            connection.execute("BEGIN")
            yield
            connection.execute(
                "CALL lake.set_commit_message('dateline', NULL, extra_info => ?)", [transaction_id]
            ).fetchall()
            is_committing = True
            connection.execute("COMMIT")
        except BaseException as error:
            with suppress(duckdb.Error):
                connection.execute("ROLLBACK")
            if not isinstance(error, duckdb.Error):
                raise
            if is_committing and self.store.catalog.landed(transaction_id):
                self._let_go()
                return
            met = explained(error, self.store)
            if met is None and self.store.catalog.era() != era:
                met = StoreAway(f"{self.store.catalog.name} was restarted in a transaction", "Nothing was committed")
            if met is None:
                raise
            self._let_go()
            raise met from error

    def _confirm(self) -> None:
        """Raise DatelineError unless the lock is ours, and nobody has written while it may not have been."""
        hold = _LOCKED.get(self._key)
        if hold is None or not hold.confirm():
            return
        left_at = _LEFT_AT.get(self._key)
        if left_at is not None and left_at != newest_snapshot(self.store.catalog.ask):
            raise DatelineError(
                f"The writer's lock was lost with {self.name}, and another process has written since",
                "Run again; nothing was lost",
            )

    def _note_snapshot(self) -> None:
        if self.store.catalog.is_shared and self._key in _LOCKED:
            _LEFT_AT[self._key] = newest_snapshot(self.store.catalog.ask)

    def _renew_keys(self) -> None:
        """Give the database that is kept open the keys of now: those of a while pass before a long run ends."""
        with _ONE_AT_A_TIME:
            secret = self.store.data.secret()
            if secret and secret != _KEYS_GIVEN.get(self._key):
                _KEPT_OPEN[self._key].cursor().execute(secret)
                _KEYS_GIVEN[self._key] = secret

    def _let_go(self) -> None:
        """Close the database that is kept open for the writer, if any."""
        _KEYS_GIVEN.pop(self._key, None)
        _STRANGERS.pop(self._key, None)
        kept = _KEPT_OPEN.pop(self._key, None)
        if kept:
            kept.close()

    @property
    def _key(self) -> _Key:
        return self.store.key

    def make_places(self) -> None:
        """Make the folders; raises DatelineError where something cannot be written."""
        try:
            for folder in (self.path, self.staging):
                folder.mkdir(parents=True, exist_ok=True)
            self.store.data.make()
            probe = self.path / ".writable"
            probe.touch()
            probe.unlink()
        except OSError as error:
            raise DatelineError(
                f"The lake {self.path} cannot be written ({error.strerror})",
                "Give a writable folder with --lake or DATELINE_LAKE",
            ) from error

    def _check_format(self) -> None:
        if not self.exists():
            return
        try:
            made_with = int(self._description()["format"])
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise DatelineError(
                f"{self._description_name()} does not describe a lake", "Restore the file, or choose another folder"
            ) from error
        if made_with > LAKE_FORMAT:
            raise DatelineError(
                f"The lake {self.name} has format {made_with}; this program reads up to {LAKE_FORMAT}",
                "Upgrade dateline, or use another lake",
            )

    def _description(self) -> Mapping[str, Any]:
        """What lake.json says; nothing where it is not there."""
        text = self.store.catalog.read(DESCRIPTION)
        return {} if text is None else json.loads(text)

    def _description_name(self) -> str:
        return f"{DESCRIPTION} in {self.name}" if self.store.catalog.is_shared else str(self.path / DESCRIPTION)

    def _attached_for_reading(self, options: str) -> duckdb.DuckDBPyConnection:
        """Attach the lake, or its data with a copy of the catalog where the disk has no room for SQLite's index."""
        deadline = time.monotonic() + _ROOM_PATIENCE_SECONDS
        while True:
            try:
                return self.attached(options)
            except DatelineError as error:
                if self.store.catalog.is_shared or not has_no_room(error.__cause__):
                    raise
                if copy := copy_of(self.catalog):
                    return self.attached(options, f"sqlite:{copy}")
                if time.monotonic() > deadline:
                    raise

    def attached(self, options: str, catalog: str | None = None) -> duckdb.DuckDBPyConnection:
        """Attach the lake with options of DuckLake's, whether it is finished or not. Raises DatelineError.

        A `catalog` is attached in the place of the lake's own.
        """
        connection = connected(*self.store.extensions)
        if not self.store.catalog.is_shared:
            _IN_USE.add(self.catalog)
        catalog = catalog or self.store.catalog.address
        options = f"DATA_PATH {quoted(self.store.data.address)}, OVERRIDE_DATA_PATH true, {options}"
        try:
            self.store.prepare(connection)
            connection.execute(f"ATTACH {quoted(f'ducklake:{catalog}')} AS lake ({options})")
        except duckdb.Error as error:
            connection.close()
            raise self._unopened(error) from error
        return _with_settings(connection)

    def _unopened(self, error: duckdb.Error) -> DatelineError:
        if is_of_newer_catalog(error):
            return DatelineError(
                f"The catalog of the lake {self.name} was made by a newer DuckLake ({' '.join(str(error).split())})",
                "Nothing was changed; upgrade dateline",
            )
        met = explained(error, self.store)
        backup = "catalog.sqlite" if not self.store.catalog.is_shared else "the database"
        return met or DatelineError(
            f"The lake {self.name} cannot be opened: {' '.join(str(error).split())}",
            f"Nothing was changed; if this stays, restore {backup} from a backup (docs/operations.md, Backup)",
        )

    def _bring_up_to_date(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Make tables and views what this version declares, in one commit; do nothing when they are.

        The catalog of a lake that was moved, or restored from a backup, learns where its data lies now: Dateline says
        so at each ATTACH, but plain DuckDB reads what the catalog says.
        """
        from warehouse.migrations import schema_stamp, upgrade  # the contracts take 0.3 s to import

        place = quoted(self.store.data.address)
        metadata = f"{IN_DUCKDB}ducklake_metadata"
        moved = f"FROM {metadata} WHERE key = 'data_path' AND value <> {place}"
        if connection.execute(moved).fetchall():
            if not self.is_in_its_folder and newest_snapshot(ask_of(connection), IN_DUCKDB) > 0:
                connection.close()
                raise DatelineError(
                    f"The data of the lake {self.name} does not lie at {self.store.data.address}",
                    "Set DATELINE_DATA to where it lies; `dateline move` moves a lake",
                )
            connection.execute(f"UPDATE {metadata} SET value = {place} WHERE key = 'data_path'")
        stamp = schema_stamp()
        if self._description().get("schema") == stamp:
            return
        with self._commit(connection):
            upgrade(connection, self.path)
        text = json.dumps({"format": LAKE_FORMAT, "schema": stamp}) + "\n"
        self.store.catalog.write(DESCRIPTION, text)


@contextmanager
def _local_commit(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    connection.execute("BEGIN")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        with suppress(duckdb.Error):  # a failed COMMIT has ended the transaction already
            connection.execute("ROLLBACK")
        raise


def _writer_threads(connection: duckdb.DuckDBPyConnection) -> int:
    """How many threads a writer has: those of the machine only where the lake gives them something to do.

    With little to read they wait for each other, which is work too: it takes a small night a tenth more.
    """
    [(size,)] = connection.execute(
        f"SELECT coalesce(sum(file_size_bytes), 0) FROM {IN_DUCKDB}ducklake_data_file WHERE end_snapshot IS NULL"
    ).fetchall()
    return 1 if size < _SMALL_LAKE_BYTES else os.cpu_count() or 1


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
    # A file with a row group in which a column of strings is null throughout has no least and greatest value in the
    # catalog, and DuckLake takes those of other files for the table's: `entity_id = 'country:SE'` would find nothing.
    # Files are passed over all the same. See findings/ducklake_strings_behind_a_row_group_of_nulls.sh.
    connection.execute("SET disabled_optimizers = 'statistics_propagation'")
    connection.execute("USE lake")
    return connection
