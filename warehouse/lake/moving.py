"""A lake at another place: every snapshot of it, from a folder to PostgreSQL and S3 or back, proved by reading both."""

import json
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb

from warehouse.errors import DatelineError
from warehouse.freshness import SOURCES
from warehouse.lake.catalog import IN_DUCKDB, named_files
from warehouse.lake.extensions import connected
from warehouse.lake.faults import explained
from warehouse.lake.place import Lake
from warehouse.lake.store import DESCRIPTION, Store
from warehouse.overrides import OVERRIDES
from warehouse.quoting import quoted

# Written first, so that a copy that was not finished is known as ours; it goes when the copy is proved.
_NOTE = "move.json"
_FILES_AT_ONCE = 64


def move(source: Lake, target: Lake, patience: float = 5.0) -> dict[str, Any]:
    """Copy a lake, every snapshot of it, to a place where there is none, and compare the two; the source stays.

    Holds both writers' locks. What was killed goes on where it was: files that are there are not copied again, the
    catalog comes in one transaction, and the target is no lake before both have the same rows and the same hashes of
    them in every table. Returns snapshot, rows, files, bytes, and how many files were copied now. Raises DatelineError
    where one of the places cannot be used, something else is at the target, or the copy is not the same.
    """
    if source.store.key == target.store.key:
        raise DatelineError("A lake cannot be moved to itself", "Name two places")
    source.require(for_writing=True)
    _check_target(source, target)
    target.make_places()
    try:
        with source.writer_lock(patience), target.hold(patience):
            target.store.catalog.make()
            target.store.catalog.write(_NOTE, json.dumps({"from": source.name}))
            moved = _copy_files(source, target)
            _copy_catalog(source.store, target.store)
            for name in (OVERRIDES, SOURCES):
                text = source.store.catalog.read(name)
                if text is not None:
                    target.store.catalog.write(name, text)
            moved |= _proved(source, target)
            description = source.store.catalog.read(DESCRIPTION)
            target.store.catalog.write(DESCRIPTION, description or "")
            target.store.catalog.remove(_NOTE)
    except duckdb.Error as error:
        failed = DatelineError(f"The move failed: {' '.join(str(error).split())}", "Nothing was lost; run it again")
        raise explained(error) or failed from error
    return moved


def _check_target(source: Lake, target: Lake) -> None:
    if target.exists():
        raise DatelineError(f"There is a lake at {target.name} already", "Name a place where there is none")
    note = target.store.catalog.read(_NOTE)
    if note is not None and json.loads(note).get("from") != source.name:
        raise DatelineError(f"Another lake is on its way to {target.name}", "Finish that move, or name another place")
    if note is None and target.store.catalog.is_there():
        raise DatelineError(f"There is a catalog at {target.name} already", "Name a place where there is none")


def _copy_files(source: Lake, target: Lake) -> dict[str, int]:
    with closing(source.attached("READ_ONLY")) as connection:

        def ask(sql: str) -> list[tuple[Any, ...]]:
            return connection.execute(sql).fetchall()

        gone = ask(f"SELECT path FROM {IN_DUCKDB}ducklake_files_scheduled_for_deletion")
        names = named_files(ask, "all", IN_DUCKDB) - {str(row[0]) for row in gone}
    elsewhere = sorted(name for name in names if Path(name).is_absolute() or "://" in name)
    if elsewhere:
        problem = f"{len(elsewhere):,} files of the lake lie outside of its data, such as {elsewhere[0]}"
        raise DatelineError(problem, "Load them into the lake with `dateline ingest` first")
    here, there = source.store.data.sizes(), target.store.data.sizes()
    missing = sorted(names - set(here))
    if missing:
        raise DatelineError(f"{len(missing):,} files of the lake are missing, such as {missing[0]}", "Restore them")
    wanted = sorted(name for name in names if here[name] != there.get(name))
    target.store.data.delete({name for name in wanted if name in there})
    for some in _parts(wanted):
        _copy(source.store, target.store, some)
    return {"files": len(names), "bytes": sum(here[name] for name in names), "copied": len(wanted)}


def _copy(source: Store, target: Store, names: list[str]) -> None:
    if source.data.folder is not None:
        target.data.publish({source.data.folder / name: name for name in names})
    elif target.data.folder is not None:
        source.data.fetch({name: target.data.folder / name for name in names})
    else:
        with TemporaryDirectory(prefix="dateline-move-") as folder:
            source.data.fetch({name: Path(folder) / name for name in names})
            target.data.publish({Path(folder) / name: name for name in names})


def _copy_catalog(source: Store, target: Store) -> None:
    """Give the target's catalog the rows of the source's, in one transaction."""
    with closing(connected(*dict.fromkeys((*source.extensions, *target.extensions)))) as connection:
        target.prepare(connection)
        place = f"DATA_PATH {quoted(target.data.address)}, OVERRIDE_DATA_PATH true, DATA_INLINING_ROW_LIMIT 0"
        connection.execute(f"ATTACH {quoted(f'ducklake:{target.catalog.address}')} AS made ({place})")
        connection.execute("DETACH made")
        with _raw(connection, "taken", source, "READ_ONLY"), _raw(connection, "given", target, "READ_WRITE"):
            tables = _tables(connection, "taken")
            known = _tables(connection, "given")
            unknown = [name for name in tables if name not in known and _count(connection, f"taken.{name}")]
            if unknown:
                raise DatelineError(f"The catalog has rows in {unknown[0]}, which the other kind lacks", "Report it")
            connection.execute("BEGIN")
            for name in known:
                connection.execute(f"DELETE FROM given.{name}")
                if name in tables:
                    columns = ", ".join(column for column in known[name] if column in tables[name])
                    connection.execute(f"INSERT INTO given.{name} ({columns}) SELECT {columns} FROM taken.{name}")
            connection.execute("DELETE FROM given.ducklake_files_scheduled_for_deletion")
            connection.execute(
                "UPDATE given.ducklake_metadata SET value = ? WHERE key = 'data_path'", [target.data.address]
            )
            connection.execute("COMMIT")


@contextmanager
def _raw(connection: duckdb.DuckDBPyConnection, name: str, store: Store, mode: str) -> Iterator[None]:
    """A catalog as the tables that it is made of."""
    store.catalog.prepare(connection)
    kind, _, place = store.catalog.address.partition(":")
    connection.execute(f"ATTACH {quoted(place)} AS {name} (TYPE {kind}, {mode})")
    try:
        yield
    finally:
        connection.execute(f"DETACH {name}")


def _tables(connection: duckdb.DuckDBPyConnection, database: str) -> dict[str, list[str]]:
    rows = connection.execute(
        "SELECT table_name, list(column_name ORDER BY column_index) FROM duckdb_columns() "
        "WHERE database_name = ? AND starts_with(table_name, 'ducklake_') GROUP BY table_name ORDER BY table_name",
        [database],
    ).fetchall()
    return {str(name): list(columns) for name, columns in rows}


def _count(connection: duckdb.DuckDBPyConnection, table: str) -> int:
    [(rows,)] = connection.execute(f"SELECT count(*) FROM {table}").fetchall()
    return int(rows)


def _proved(source: Lake, target: Lake) -> dict[str, int]:
    here, there = _figures(source), _figures(target)
    different = sorted(name for name in {*here, *there} if here.get(name) != there.get(name))
    if different:
        raise DatelineError(
            f"The copy differs from the lake in {', '.join(different)}",
            "Run it again; if that does not help, report it",
        )
    return {"snapshot": here.pop("")[0], "rows": sum(rows for rows, _ in here.values())}


def _figures(lake: Lake) -> dict[str, tuple[int, int]]:
    """Rows of each table and a hash of all of them, whatever their order; the newest snapshot under no name."""
    with closing(lake.attached("READ_ONLY")) as reader:
        tables = reader.execute(
            "SELECT table_name FROM duckdb_tables() WHERE database_name = 'lake' AND schema_name = 'main' ORDER BY ALL"
        ).fetchall()
        [(snapshot,)] = reader.execute("SELECT max(snapshot_id) FROM ducklake_snapshots('lake')").fetchall()
        figures = {"": (int(snapshot), 0)}
        for (name,) in tables:
            hashed = f'SELECT count(*), coalesce(sum(hash(t)::HUGEINT), 0) FROM (FROM "{name}") AS t'
            [(rows, total)] = reader.execute(hashed).fetchall()
            figures[str(name)] = (int(rows), int(total))
    return figures


def _parts(names: Iterable[str]) -> Iterator[list[str]]:
    rest = iter(names)
    while some := list(islice(rest, _FILES_AT_ONCE)):
        yield some
