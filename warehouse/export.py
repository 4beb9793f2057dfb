"""Taking tables home: Parquet, CSV or a DuckDB file, with a manifest of rows and checksums."""

import json
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from hashlib import file_digest
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal
from uuid import uuid4

import duckdb

from warehouse.ddl import contract, meaning, parquet_metadata
from warehouse.errors import DatelineError
from warehouse.files import put_in_place
from warehouse.lake import Lake
from warehouse.lake.faults import explained
from warehouse.load import newest_snapshot
from warehouse.quoting import quoted
from warehouse.selection import Selection, changed, ordered, require_snapshot, selected
from warehouse.sql_files import sql_objects
from warehouse.tables import KEYS, TABLES

ExportFormat = Literal["parquet", "csv", "duckdb"]
FORMATS: tuple[ExportFormat, ...] = ("parquet", "csv", "duckdb")
MANIFEST = "manifest.json"
DATAPACKAGE = "datapackage.json"

_ROW_GROUP = 122_880
_ROW_GROUP_BYTES = 64 * 2**20
_FRICTIONLESS = {
    "String": "string",
    "Enum": "string",
    "Boolean": "boolean",
    "Date": "date",
    "Datetime": "datetime",
    "Int32": "integer",
    "Int64": "integer",
    "Float64": "number",
    "Binary": "any",
    "List": "list",
}

# What analysts take home unless they ask: everything but the machinery and the rejected bytes.
DEFAULT_TABLES = tuple(name for name in TABLES if name not in ("rejected_bytes", "ledger", "forgotten", "signatures"))


def export(
    lake: Lake,
    folder: Path,
    tables: Sequence[str] = (),
    file_format: ExportFormat = "parquet",
    since: int | None = None,
    selection: Selection | None = None,
) -> dict[str, Any]:
    """Write tables or marts to `folder`, one file each (one database file for duckdb), and a manifest.

    All tables are read at the same snapshot, in the order of their keys. With `since`, for tables, one row for each
    key that is new or other than in that snapshot, and the keys that are gone in a file of their own. Files are written
    aside and moved into place when all are whole, by the rules of warehouse/files.py; the manifest comes last. What a
    killed export on the same machine left aside is deleted. Returns the manifest: snapshot, and per table file, rows,
    bytes and sha256. Raises DatelineError for a snapshot that is not there.
    """
    marts = sql_objects("marts")
    chosen = list(dict.fromkeys(tables)) or [*DEFAULT_TABLES, *marts]
    unknown = [name for name in chosen if name not in TABLES and name not in marts]
    if unknown:
        raise DatelineError(f"There is no table {', '.join(unknown)}", f"There are: {', '.join([*TABLES, *marts])}")
    if since is not None:
        views = [name for name in chosen if name in marts]
        if tables and views:
            raise DatelineError(f"--since is for tables, not for the mart {', '.join(views)}", "Name tables only")
        chosen = [name for name in chosen if name in TABLES]
    reader = lake.reader()
    snapshot = newest_snapshot(reader)
    reader.close()
    connection = lake.reader(snapshot)
    aside = folder / f".export-{os.getpid()}-{uuid4().hex}"
    try:
        if since is not None:
            require_snapshot(connection, since)
        aside.mkdir(parents=True)
        _sweep(folder)
        with _without_question_mark(aside) as place:
            files = _write(
                connection, place, _sources(connection, chosen, since, selection or Selection()), file_format
            )
        manifest = {
            "dateline_version": version("dateline"),
            "exported_at": datetime.now(UTC).isoformat(timespec="seconds"),
            "snapshot": snapshot,
            "since": since,
            "format": file_format,
            "tables": files,
        }
        (aside / MANIFEST).write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")
        for name in dict.fromkeys(entry["file"] for entry in files.values()):
            put_in_place(aside / name, folder / name)
        (aside / DATAPACKAGE).write_text(json.dumps(datapackage(manifest), indent=2) + "\n", encoding="utf-8")
        put_in_place(aside / DATAPACKAGE, folder / DATAPACKAGE)
        put_in_place(aside / MANIFEST, folder / MANIFEST)
    except OSError as error:
        raise DatelineError(f"{folder} cannot be written ({error.strerror})", "Choose another folder") from error
    except duckdb.Error as error:
        problem = f"The export failed: {' '.join(str(error).split())}"
        failed = DatelineError(problem, "`dateline status` shows the snapshots there are")
        raise explained(error, lake.store) or failed from error
    finally:
        shutil.rmtree(aside, ignore_errors=True)
        connection.close()
    return manifest


@contextmanager
def _without_question_mark(folder: Path) -> Iterator[Path]:
    """The folder, or one to write to in its place: DuckDB puts a database's `.wal` before the first `?` of its path."""
    if "?" not in str(folder.absolute()):
        yield folder
        return
    with TemporaryDirectory(prefix="dateline-") as place:
        yield Path(place)
        for file in Path(place).iterdir():
            shutil.move(file, folder)


def _sources(
    connection: duckdb.DuckDBPyConnection, tables: Sequence[str], since: int | None, selection: Selection
) -> dict[str, tuple[str, str]]:
    """What is written: the name of each file with the table its columns are from and the SQL of its rows."""
    sources = {}
    for name in tables:
        rows = selected(connection, name, selection)
        if since is not None:
            fresh, gone = changed(connection, name, since)
            rows = rows.replace(f"FROM {name}", f"FROM ({fresh}) AS {name}", 1)
            if gone:
                sources[f"{name}_removed"] = (name, f"FROM ({gone}) ORDER BY ALL")
        sources[name] = (name, ordered(connection, name, rows))
    return sources


def _write(
    connection: duckdb.DuckDBPyConnection,
    folder: Path,
    sources: dict[str, tuple[str, str]],
    file_format: ExportFormat,
) -> dict[str, dict[str, Any]]:
    files: dict[str, dict[str, Any]] = {}
    if file_format == "duckdb":
        connection.execute(f"ATTACH {quoted(str(folder / 'dateline.duckdb'))} AS taken_home")
    for name, (table, source) in sources.items():
        if file_format == "duckdb":
            connection.execute(f"CREATE TABLE taken_home.{name} AS {source}")
            _comment(connection, name, table)
            rows = connection.execute(f"SELECT count(*) FROM taken_home.{name}").fetchone()
            files[name] = {"file": "dateline.duckdb", "rows": rows[0] if rows else 0}
        else:
            path = folder / f"{name}.{file_format}"
            options = _options(connection, table, file_format)
            rows = connection.execute(f"COPY ({source}) TO {quoted(str(path))} ({options})").fetchone()
            files[name] = {"file": path.name, "rows": rows[0] if rows else 0}
            if name != table and not files[name]["rows"]:  # no key is gone
                path.unlink()
                del files[name]
    if file_format == "duckdb":
        connection.execute("DETACH taken_home")
    for entry in files.values():
        path = folder / entry["file"]
        with path.open("rb") as file:
            entry["sha256"] = file_digest(file, "sha256").hexdigest()
        entry["bytes"] = path.stat().st_size
    return files


def _comment(connection: duckdb.DuckDBPyConnection, name: str, table: str) -> None:
    """Give a table of a DuckDB file the meanings of the contract."""
    row, declared = contract(table)
    connection.execute(f"COMMENT ON TABLE taken_home.{name} IS {quoted(row)}")
    there = {column[0] for column in connection.execute(f"DESCRIBE taken_home.{name}").fetchall()}
    for column, about_it in declared.items():
        if column in there:
            connection.execute(f"COMMENT ON COLUMN taken_home.{name}.{column} IS {quoted(meaning(about_it))}")


def datapackage(manifest: dict[str, Any]) -> dict[str, Any]:
    """The manifest as a Data Package descriptor (Frictionless Standards, version 1), for tools that read these."""
    resources = []
    for name, entry in manifest["tables"].items():
        row, declared = contract(name.removesuffix("_removed"))
        columns = {**declared} if not name.endswith("_removed") else {key: declared[key] for key in KEYS[name[:-8]]}
        fields = [
            {
                "name": column,
                "type": _FRICTIONLESS.get(type(about_it.dtype).__name__, "any"),
                "description": meaning(about_it),
            }
            for column, about_it in columns.items()
        ]
        resources.append(
            {
                "name": name,
                "path": entry["file"],
                "format": manifest["format"],
                "description": row,
                "bytes": entry["bytes"],
                "hash": f"sha256:{entry['sha256']}",
                "schema": {"fields": fields},
            }
        )
    return {
        "name": "dateline-export",
        "version": str(manifest["snapshot"]),
        "created": manifest["exported_at"],
        "resources": resources,
    }


def _sweep(folder: Path) -> None:
    """Delete what an export by a process that is no more has left aside."""
    for left in folder.glob(".export-*-*"):
        number = left.name.split("-")[1]
        if number.isdecimal() and int(number) != os.getpid() and not _is_running(int(number)):
            shutil.rmtree(left, ignore_errors=True)


def _is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True


def _options(connection: duckdb.DuckDBPyConnection, name: str, file_format: ExportFormat) -> str:
    if file_format == "csv":
        return "FORMAT csv, HEADER"
    metadata = ", ".join(f"{quoted(key)}: {quoted(value)}" for key, value in parquet_metadata(name).items())
    size = _ROW_GROUP
    if name == "articles":  # whole texts: a group is read at once
        row = connection.execute("SELECT coalesce(avg(strlen(body)), 0) FROM articles").fetchone()
        size = int(min(max(_ROW_GROUP_BYTES // ((row[0] if row else 0) + 500), 2048), _ROW_GROUP))
    return f"FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {size}, KV_METADATA {{{metadata}}}"
