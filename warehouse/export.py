"""Taking tables home: Parquet, CSV or a DuckDB file, with a manifest of rows and checksums."""

import json
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

from warehouse.ddl import parquet_metadata
from warehouse.errors import DatelineError
from warehouse.files import put_in_place
from warehouse.lake import Lake
from warehouse.load import newest_snapshot
from warehouse.quoting import quoted
from warehouse.sql_files import sql_objects
from warehouse.tables import TABLES

ExportFormat = Literal["parquet", "csv", "duckdb"]
FORMATS: tuple[ExportFormat, ...] = ("parquet", "csv", "duckdb")
MANIFEST = "manifest.json"

# What analysts take home unless they ask: everything but the machinery and the rejected bytes.
DEFAULT_TABLES = tuple(name for name in TABLES if name not in ("rejected_bytes", "ledger", "forgotten"))


def export(
    lake: Lake,
    folder: Path,
    tables: Sequence[str] = (),
    file_format: ExportFormat = "parquet",
    since: int | None = None,
) -> dict[str, Any]:
    """Write tables or marts to `folder`, one file each (one database file for duckdb), and a manifest.

    All tables are read at the same snapshot. With `since`, only rows inserted after that snapshot, for tables.
    Files are written aside and moved into place when all are whole, by the rules of warehouse/files.py; the manifest
    comes last. Returns the manifest: snapshot, and per table file, rows, bytes and sha256.
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
    aside = folder / f".export-{uuid4().hex}"
    try:
        aside.mkdir(parents=True)
        with _without_question_mark(aside) as place:
            files = _write(connection, place, chosen, file_format, since, snapshot)
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
        put_in_place(aside / MANIFEST, folder / MANIFEST)
    except OSError as error:
        raise DatelineError(f"{folder} cannot be written ({error.strerror})", "Choose another folder") from error
    except duckdb.Error as error:
        problem = f"The export failed: {' '.join(str(error).split())}"
        raise DatelineError(problem, "`dateline status` shows the snapshots there are") from error
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


def _write(
    connection: duckdb.DuckDBPyConnection,
    folder: Path,
    tables: Sequence[str],
    file_format: ExportFormat,
    since: int | None,
    snapshot: int,
) -> dict[str, dict[str, Any]]:
    files: dict[str, dict[str, Any]] = {}
    if file_format == "duckdb":
        connection.execute(f"ATTACH {quoted(str(folder / 'dateline.duckdb'))} AS taken_home")
    for name in tables:
        source = f"SELECT * FROM {name}" if since is None else _inserted(connection, name, since, snapshot)
        if file_format == "duckdb":
            connection.execute(f"CREATE TABLE taken_home.{name} AS {source}")
            rows = connection.execute(f"SELECT count(*) FROM taken_home.{name}").fetchone()
            files[name] = {"file": "dateline.duckdb", "rows": rows[0] if rows else 0}
        else:
            path = folder / f"{name}.{file_format}"
            rows = connection.execute(
                f"COPY ({source}) TO {quoted(str(path))} ({_options(name, file_format)})"
            ).fetchone()
            files[name] = {"file": path.name, "rows": rows[0] if rows else 0}
    if file_format == "duckdb":
        connection.execute("DETACH taken_home")
    for entry in files.values():
        path = folder / entry["file"]
        with path.open("rb") as file:
            entry["sha256"] = file_digest(file, "sha256").hexdigest()
        entry["bytes"] = path.stat().st_size
    return files


def _inserted(connection: duckdb.DuckDBPyConnection, name: str, since: int, snapshot: int) -> str:
    columns = ", ".join(TABLES[name].column_names())
    changes = f"ducklake_table_insertions('lake', 'main', '{name}', {int(since) + 1}, {snapshot})"
    return f"SELECT {columns} FROM {changes}" if since < snapshot else f"SELECT {columns} FROM {name} LIMIT 0"


def _options(name: str, file_format: ExportFormat) -> str:
    if file_format == "csv":
        return "FORMAT csv, HEADER"
    metadata = ", ".join(f"{quoted(key)}: {quoted(value)}" for key, value in parquet_metadata(name).items())
    return f"FORMAT parquet, COMPRESSION zstd, KV_METADATA {{{metadata}}}"
