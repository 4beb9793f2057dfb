"""The lake: DuckLake over a SQLite catalog in WAL mode and plain Parquet files. Everything DuckLake stays in here.

<lake>/lake.json        format of the lake; written last, so a half-made lake is finished by the next writer
<lake>/catalog.sqlite   the catalog: tables, snapshots, files
<lake>/data/            Parquet, by table and month of publication
<lake>/staging/         batches on their way in; swept by the next writer
"""

import json
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from importlib.resources import files
from pathlib import Path

import duckdb

from warehouse.errors import DatelineError
from warehouse.quoting import quoted

# Raised when a lake can no longer be read by the program before; a new column does not raise it.
LAKE_FORMAT = 2

_EXTENSIONS = ("ducklake", "sqlite_scanner")
_LOCK_PATIENCE_SECONDS = 5.0

# Lakes whose lock this process holds, and their attached databases.
_LOCKED: set[Path] = set()
_KEPT_OPEN: dict[Path, duckdb.DuckDBPyConnection] = {}


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
        return self._description.is_file()

    def require(self) -> None:
        """Raise DatelineError unless a lake this program can read is there."""
        if not self.exists():
            raise DatelineError(
                f"There is no lake at {self.path}", "Make one with `dateline ingest PATH`, or name it with --lake"
            )
        self._check_format()

    @contextmanager
    def writer_lock(self, patience: float = _LOCK_PATIENCE_SECONDS) -> Iterator[None]:
        """Hold the lake for one writer. Readers are never blocked.

        Raises DatelineError if another process holds it longer than `patience` seconds. The lock goes with the
        process, so a killed writer leaves none.
        """
        from filelock import FileLock, Timeout

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
            kept = _KEPT_OPEN.pop(self.path, None)
            if kept:
                kept.close()
            lock.release()

    def writer(self) -> duckdb.DuckDBPyConnection:
        """Open for writing as the current schema; make the lake, or bring it up to date, where needed.

        To attach a lake takes as long as to extract a hundred articles: the process that holds the writer's lock does
        it once, and each call gives a connection of its own to it. Close it after use.
        """
        if self.path in _KEPT_OPEN:
            return _with_settings(_KEPT_OPEN[self.path].cursor())
        self._make_folders()
        self._check_format()
        self._make_catalog()
        connection = self._attached("DATA_INLINING_ROW_LIMIT 0")
        self._bring_up_to_date(connection)
        if self.path in _LOCKED:
            _KEPT_OPEN[self.path] = connection
            return _with_settings(connection.cursor())
        return connection

    def reader(self, snapshot: int | None = None) -> duckdb.DuckDBPyConnection:
        """Open read-only, at the newest snapshot or at a past one.

        Raises DatelineError where there is no lake, it was made by a newer version, or the snapshot is not there.
        """
        self.require()
        options = "READ_ONLY" if snapshot is None else f"READ_ONLY, SNAPSHOT_VERSION {int(snapshot)}"
        try:
            return self._attached(options)
        except duckdb.Error as error:
            if snapshot is not None:
                raise DatelineError(
                    f"The lake has no snapshot {snapshot}", "`dateline status` shows the newest"
                ) from error
            raise

    def known_data_files(self, names: list[str]) -> set[str]:
        """Those of the files of these names that a snapshot of the lake, old or new, is made of."""
        connection = self.writer()
        try:
            found = connection.execute(
                "SELECT DISTINCT parse_filename(path) FROM __ducklake_metadata_lake.ducklake_data_file "
                "WHERE parse_filename(path) IN (SELECT unnest($names))",
                {"names": names},
            ).fetchall()
        finally:
            connection.close()
        return {name for (name,) in found}

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
        # Checking two 36 MB signatures takes longer than a query; the packages' hashes in requirements.lock vouch for
        # them (docs/decisions/0003-the-lake.md), and nobody else's SQL can LOAD.
        connection = duckdb.connect(config={"allow_unsigned_extensions": True})
        for name in _EXTENSIONS:
            connection.execute(f"LOAD {quoted(str(extension_path(name)))}")
        options = f"DATA_PATH {quoted(str(self.data))}, OVERRIDE_DATA_PATH true, {options}"
        connection.execute(f"ATTACH {quoted(f'ducklake:sqlite:{self.catalog}')} AS lake ({options})")
        return _with_settings(connection)

    def _bring_up_to_date(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Make tables and views what this version declares, in one commit; do nothing when they are."""
        from warehouse.schema import schema_stamp, upgrade  # the contracts take 0.3 s to import

        stamp = schema_stamp()
        if self.exists() and json.loads(self._description.read_text(encoding="utf-8")).get("schema") == stamp:
            return
        upgrade(connection, self.path)
        fresh = self._description.with_suffix(".json.new")
        fresh.write_text(json.dumps({"format": LAKE_FORMAT, "schema": stamp}) + "\n", encoding="utf-8")
        fresh.replace(self._description)


def _with_settings(connection: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    """What holds for a connection alone, even to a database that is open already."""
    connection.execute("SET python_enable_replacements = false")
    connection.execute("SET TimeZone = 'UTC'")
    connection.execute("USE lake")
    return connection


def extension_path(name: str) -> Path:
    """The DuckDB extension that an installed package carries; nothing is downloaded."""
    package = f"duckdb_extension_{name}"
    try:
        path = Path(str(files(package))) / "extensions" / f"v{duckdb.__version__}" / f"{name}.duckdb_extension"
    except ModuleNotFoundError:
        path = Path(package)
    if not path.is_file():
        raise DatelineError(
            f"The DuckDB extension {name} for DuckDB {duckdb.__version__} is not installed",
            "Install the packages of requirements.lock",
        )
    return path
