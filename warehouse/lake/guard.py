"""The state of a lake is looked at before it is trusted: no command makes a catalog where one is lost.

Nothing is written, neither to the lake nor next to it: at rest the catalog is read as an immutable file, without the
`-wal` and `-shm` files that SQLite makes for any other reader.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from warehouse.errors import DatelineError
from warehouse.lake.catalog import CATALOG_TABLES, Ask, files_below, named_files
from warehouse.lake.extensions import connected
from warehouse.lake.faults import has_no_room
from warehouse.lake.leftovers import proved, staged_names
from warehouse.lake.store import DATA_VARIABLE
from warehouse.quoting import quoted

if TYPE_CHECKING:
    from warehouse.lake.place import Lake

# Tables of ours that every version had.
_OUR_TABLES = frozenset({"articles", "ledger"})

_RESTORE_CATALOG = "Nothing was touched; restore catalog.sqlite from a backup (docs/operations.md, Backup)"
_MAKE_ROOM = "Nothing was touched; make room on the disk, or look whether it is sound"
_RESTORE_DATABASE = "Nothing was touched; restore the database from a dump (docs/operations.md, Backup)"
_RESTORE_DATA = "Nothing was touched; restore the folder data from a backup (docs/operations.md, Backup)"


def guard(lake: "Lake", *, for_writing: bool, in_use: bool) -> None:
    """Raise DatelineError unless the catalog is there, whole, and the one that belongs to the data.

    A lake that was never finished (no lake.json) may have no catalog, or one without tables, as long as nothing lies
    among its data. A reader goes on where some of the data is missing, a writer does not. `in_use` says that this
    process has the catalog open or had it open: POSIX locks belong to the process, so that Python's copy of SQLite,
    when it closes the file, would take away those of DuckDB's copy.
    """
    fault = _fault_of_file(lake)
    if fault is None and _size(lake.catalog):
        fault = None if in_use else _asked(_immutable(lake.catalog), lake, for_writing)
        # What the main file alone says can be out of date where there is a write-ahead log.
        if in_use or (fault and _size(lake.catalog.with_name(f"{lake.catalog.name}-wal"))):
            fault = _asked(_attached(lake.catalog), lake, for_writing)
    elif fault is None:
        fault = _strange_data(lake)
    if fault:
        raise DatelineError(f"The lake {lake.path} cannot be used: {fault[0]}", fault[1])


def guard_shared(lake: "Lake", *, for_writing: bool) -> None:
    """The same for a catalog on a server: Dateline's, of this data, and with the data there.

    Files in a folder are looked for, those in a bucket are not: each would be a request.
    """
    catalog = lake.store.catalog
    if not catalog.is_there():
        if lake.exists():
            raise DatelineError(f"{catalog.name} has lost DuckLake's tables", _RESTORE_DATABASE)
        return
    ask: Ask = catalog.ask
    tables = {str(name) for (name,) in ask("SELECT table_name FROM ducklake_table WHERE end_snapshot IS NULL")}
    if not tables >= _OUR_TABLES and (tables or lake.exists()):
        raise DatelineError(f"{catalog.name} is a DuckLake catalog without Dateline's tables", "Name another database")
    places = {str(value) for (value,) in ask("SELECT value FROM ducklake_metadata WHERE key = 'data_path'")}
    if tables and lake.store.data.address not in places:
        raise DatelineError(
            f"The data of {catalog.name} lies at {', '.join(sorted(places))}, not at {lake.store.data.address}",
            f"Set {DATA_VARIABLE} to where it lies; `dateline move` moves a lake",
        )
    fault = _fault_of_files(ask, lake, for_writing)
    if fault:
        raise DatelineError(f"The lake {catalog.name} cannot be used: {fault[0]}", fault[1])


def _fault_of_file(lake: "Lake") -> tuple[str, str] | None:
    """What is wrong with the catalog as a file."""
    catalog = lake.catalog
    if not catalog.exists():
        return ("catalog.sqlite is missing", _RESTORE_CATALOG) if lake.exists() or catalog.is_symlink() else None
    if not catalog.is_file():
        return f"catalog.sqlite is a {'folder' if catalog.is_dir() else 'device'}, no file", _RESTORE_CATALOG
    if not os.access(catalog, os.R_OK):
        return "catalog.sqlite cannot be read (no permission)", "Nothing was touched; give yourself the permission"
    if lake.exists() and not _size(catalog):
        return "catalog.sqlite is empty", _RESTORE_CATALOG
    return None


def _asked(opened: AbstractContextManager[Ask], lake: "Lake", for_writing: bool) -> tuple[str, str] | None:
    try:
        with opened as ask:
            return _fault_of_content(ask, lake, for_writing)
    except (sqlite3.Error, duckdb.Error) as error:
        reason = str(error).split("\n", 1)[0]
        if "locked" in reason:  # somebody writes to it this very moment
            return None
        if has_no_room(error):  # a reader may do with a copy: warehouse/lake/full_disk.py
            return ("the disk of catalog.sqlite is full, or not sound", _MAKE_ROOM) if for_writing else None
        reason = reason.rpartition('": ')[2]  # without the statement
        return f"catalog.sqlite is damaged ({reason})", _RESTORE_CATALOG


def _fault_of_content(ask: Ask, lake: "Lake", for_writing: bool) -> tuple[str, str] | None:
    [(verdict,), *_] = ask("PRAGMA quick_check(1)")
    if verdict != "ok":
        return "catalog.sqlite is damaged (parts of it cannot be read)", _RESTORE_CATALOG
    there = {str(name) for (name,) in ask("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if not there and not lake.exists():
        return _strange_data(lake)
    if not there >= CATALOG_TABLES:
        return "catalog.sqlite is no DuckLake catalog", _RESTORE_CATALOG
    tables = {str(name) for (name,) in ask("SELECT table_name FROM ducklake_table WHERE end_snapshot IS NULL")}
    if not tables >= _OUR_TABLES and (tables or lake.exists()):
        return "catalog.sqlite is a catalog without Dateline's tables", _RESTORE_CATALOG
    return _fault_of_files(ask, lake, for_writing)


def _fault_of_files(ask: Ask, lake: "Lake", for_writing: bool) -> tuple[str, str] | None:
    """Whether the files that the catalog names are those that lie in the lake."""
    if lake.store.data.folder is None:
        return None
    current = named_files(ask, "current")
    if not current:
        return _strange_data(lake, ask) if not named_files(ask, "all") else None
    if not for_writing and any((lake.data / name).exists() for name in current):
        return None
    missing = sum(not (lake.data / name).exists() for name in current)
    name, restore = _called(lake)
    if missing == len(current):
        return f"none of the {missing:,} files that {name} names is there; it belongs to other data", restore
    if missing:
        return f"{missing:,} of the {len(current):,} files that {name} names are missing", _RESTORE_DATA
    return None


def _called(lake: "Lake") -> tuple[str, str]:
    """What the catalog is called, and what to do where it is lost."""
    catalog = lake.store.catalog
    return (catalog.name, _RESTORE_DATABASE) if catalog.is_shared else ("catalog.sqlite", _RESTORE_CATALOG)


def _strange_data(lake: "Lake", ask: Ask | None = None) -> tuple[str, str] | None:
    """Data that no catalog knows, and that no killed run can have left on its way in.

    `ask` is for a catalog that has tables. A writer may commit its first files meanwhile, so it is asked last.
    """
    if lake.store.data.folder is None:
        return None
    strange = files_below(lake.data) - staged_names(lake.staging)
    if strange and ask:
        strange -= proved(strange, lake.staging, ask)
        strange -= named_files(ask, "all")
    if not strange:
        return None
    name, restore = _called(lake)
    return f"there are {len(strange):,} files in {lake.data} and {name} knows none of them", restore


@contextmanager
def _immutable(catalog: Path) -> Iterator[Ask]:
    """SQLite's answers from the main file alone; it makes no files and takes no locks."""
    with closing(sqlite3.connect(f"{catalog.as_uri()}?immutable=1", uri=True)) as connection:
        yield lambda sql: connection.execute(sql).fetchall()


@contextmanager
def _attached(catalog: Path) -> Iterator[Ask]:
    """The answers of DuckDB's copy of SQLite, write-ahead log and locks included."""
    with closing(connected("sqlite_scanner")) as connection:
        connection.execute(f"ATTACH {quoted(str(catalog))} AS catalog (TYPE sqlite, READ_ONLY)")
        yield lambda sql: connection.execute(f"FROM sqlite_query('catalog', {quoted(sql)})").fetchall()


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError:
        return 0
