"""Taking tables home: Parquet, CSV, a workbook or a DuckDB file, with a manifest of rows and checksums."""

import json
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal
from uuid import uuid4

import duckdb

from warehouse.ddl import contract, meaning, parquet_metadata
from warehouse.errors import DatelineError
from warehouse.export_folder import ASIDE, DATAPACKAGE, MANIFEST, REMOVED, ExportFolder, datapackage, sha256_of
from warehouse.files import put_in_place
from warehouse.lake import Lake
from warehouse.lake.faults import explained
from warehouse.lake.place import MEMORY_VARIABLE
from warehouse.load import newest_snapshot
from warehouse.quoting import quoted
from warehouse.selection import Selection, changed, ordered, require_snapshot, selected
from warehouse.spreadsheets import csv_columns, cut_cells, write_xlsx
from warehouse.sql_files import sql_objects
from warehouse.tables import TABLES

ExportFormat = Literal["parquet", "csv", "csv-spreadsheet", "xlsx", "duckdb"]
FORMATS: tuple[ExportFormat, ...] = ("parquet", "csv", "csv-spreadsheet", "xlsx", "duckdb")

# What sorting may hold: what a file that is written holds besides, and the program, is half a gigabyte.
_MEMORY = "1500MB"

_ROW_GROUP = 122_880
# A reader holds a row group at once; DuckDB counts rows, of which texts have any size.
_ROW_GROUP_BYTES = 64 * 2**20
_LEAST_ROW_GROUP = 2048
# Rows of whole texts are seldom written twice so.
_ROW_GROUP_OF_TEXTS = 8192
_OF_TEXTS = ("articles", "rejected_bytes")

# What analysts take home unless they ask: everything but the machinery and the rejected bytes.
DEFAULT_TABLES = tuple(name for name in TABLES if name not in ("rejected_bytes", "ledger", "forgotten", "signatures"))


def export(
    lake: Lake,
    folder: Path,
    tables: Sequence[str] = (),
    file_format: ExportFormat = "parquet",
    since: int | None = None,
    selection: Selection | None = None,
    *,
    force: bool = False,
) -> dict[str, Any]:
    """Write tables or marts to `folder`, one file each (one database file for duckdb), and a manifest.

    All tables are read at the same snapshot, in the order of their keys. With `since`, for tables, one row for each
    key that is new or other than in that snapshot, and the keys that are gone in a file of their own. Files are written
    aside and moved into place when all are whole, by the rules of warehouse/files.py; the manifest comes last. They
    take the place of files that exports wrote, and of others with `force` alone. What a killed export on the same
    machine left aside is deleted.

    Returns the manifest: snapshot; per table file, rows, bytes, sha256 and, of spreadsheets, the cells that were cut;
    the files of earlier exports that are `kept`, and the names of all `other_files`. Raises DatelineError for a
    snapshot that is not there, for a file that is not an export's, and for more rows than a spreadsheet holds.
    """
    chosen = _chosen(tables, since)
    reader = lake.reader()
    snapshot = newest_snapshot(reader)
    reader.close()
    connection = lake.reader(snapshot)
    if not os.environ.get(MEMORY_VARIABLE):
        connection.execute(f"SET memory_limit = {quoted(_MEMORY)}")
    aside = folder / ASIDE.format(process=os.getpid(), name=uuid4().hex)
    try:
        if since is not None:
            require_snapshot(connection, since)
        sources = _sources(connection, chosen, since, selection or Selection())
        there = ExportFolder(folder)
        there.require_own((*_file_names(sources, file_format), DATAPACKAGE, MANIFEST) if not force else ())
        aside.mkdir(parents=True)
        there.make_room()
        with _without_question_mark(aside) as place:
            files = _write(connection, place, sources, file_format)
        written = list(dict.fromkeys(entry["file"] for entry in files.values()))
        outdated = there.outdated(files, written)
        kept = there.kept([*written, *outdated])
        manifest = {
            "dateline_version": version("dateline"),
            "exported_at": datetime.now(UTC).isoformat(timespec="seconds"),
            "snapshot": snapshot,
            "since": since,
            "format": file_format,
            "tables": files,
            "kept": kept,
            "other_files": there.others([*written, *outdated, *kept]),
        }
        (aside / MANIFEST).write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")
        (aside / DATAPACKAGE).write_text(json.dumps(datapackage(manifest), indent=2) + "\n", encoding="utf-8")
        for name in (*written, DATAPACKAGE):
            put_in_place(aside / name, folder / name)
        for name in outdated:
            (folder / name).unlink(missing_ok=True)
        put_in_place(aside / MANIFEST, folder / MANIFEST)
        there.sweep()
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


def _chosen(tables: Sequence[str], since: int | None) -> list[str]:
    """The tables and marts to write. Raises DatelineError for names that are none."""
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
    return chosen


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
        if since is None:
            rows = selected(connection, name, selection)
        else:
            rows, gone = changed(connection, name, since, selection)
            if gone:
                sources[f"{name}{REMOVED}"] = (name, f"FROM ({gone}) ORDER BY ALL")
        sources[name] = (name, ordered(connection, name, rows))
    return sources


def _file_names(names: Sequence[str] | dict[str, Any], file_format: ExportFormat) -> list[str]:
    """The files of tables by these names."""
    if file_format == "duckdb":
        return ["dateline.duckdb"]
    ending = "csv" if file_format == "csv-spreadsheet" else file_format
    return [f"{name}.{ending}" for name in names]


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
        [file] = _file_names([name], file_format)
        files[name] = {"file": file, **_written(connection, (name, table), source, folder / file, file_format)}
        if name != table and not files[name]["rows"]:  # no key is gone
            if file_format == "duckdb":
                connection.execute(f"DROP TABLE taken_home.{name}")
            else:
                (folder / file).unlink()
            del files[name]
    if file_format == "duckdb":
        connection.execute("DETACH taken_home")
    for entry in files.values():
        entry["sha256"] = sha256_of(folder / entry["file"])
        entry["bytes"] = (folder / entry["file"]).stat().st_size
    return files


def _written(
    connection: duckdb.DuckDBPyConnection, of: tuple[str, str], source: str, path: Path, file_format: ExportFormat
) -> dict[str, int]:
    """Write one table; gives its number of rows, and of cells that were cut where a spreadsheet is to hold them."""
    name, table = of
    if file_format == "duckdb":
        connection.execute(f"CREATE TABLE taken_home.{name} AS {source}")
        _comment(connection, name, table)
        return {"rows": _first(connection, f"SELECT count(*) FROM taken_home.{name}")}
    if file_format == "xlsx":
        meanings = {column: meaning(about_it) for column, about_it in contract(table)[1].items()}
        rows, cut = write_xlsx(connection.sql(source), path, name, meanings)
        return {"rows": rows, "cut_cells": cut}
    if file_format == "csv-spreadsheet":
        relation = connection.sql(source)
        cut = cut_cells(relation)
        rows_of = f"SELECT {csv_columns(relation)} FROM ({source})"
        sql = f"COPY ({rows_of}) TO {quoted(str(path))} (FORMAT csv, HEADER)"
        return {"rows": _first(connection, sql), "cut_cells": cut}
    if file_format == "csv":
        return {"rows": _first(connection, f"COPY ({source}) TO {quoted(str(path))} (FORMAT csv, HEADER)")}
    return {"rows": _write_parquet(connection, table, source, path)}


def _write_parquet(connection: duckdb.DuckDBPyConnection, table: str, source: str, path: Path) -> int:
    """Write rows in groups of at most _ROW_GROUP rows and about _ROW_GROUP_BYTES; gives their number.

    How large a group becomes is known when it is there: where one is too large, the file is written again from itself.
    """
    most = _ROW_GROUP_OF_TEXTS if table in _OF_TEXTS else _ROW_GROUP
    count = _first(connection, f"COPY ({source}) TO {quoted(str(path))} ({_parquet_options(table, most)})")
    # The most rows that are not too many bytes in any group, in steps of those that DuckDB writes at once.
    fit = f"min(row_group_num_rows * {_ROW_GROUP_BYTES} // greatest(row_group_bytes, 1))"
    rows = _first(connection, f"SELECT coalesce({fit}, {most}) FROM parquet_metadata({quoted(str(path))})")
    if rows < min(count, most):
        rows = max(rows // _LEAST_ROW_GROUP, 1) * _LEAST_ROW_GROUP
        whole = path.with_name(f"{path.name}.whole")
        path.rename(whole)
        connection.execute(
            f"COPY (FROM read_parquet({quoted(str(whole))})) TO {quoted(str(path))} ({_parquet_options(table, rows)})"
        )
        whole.unlink()
    return count


def _parquet_options(table: str, rows: int) -> str:
    metadata = ", ".join(f"{quoted(key)}: {quoted(value)}" for key, value in parquet_metadata(table).items())
    return f"FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {rows}, KV_METADATA {{{metadata}}}"


def _first(connection: duckdb.DuckDBPyConnection, sql: str) -> int:
    row = connection.execute(sql).fetchone()
    return int(row[0]) if row else 0


def _comment(connection: duckdb.DuckDBPyConnection, name: str, table: str) -> None:
    """Give a table of a DuckDB file the meanings of the contract."""
    row, declared = contract(table)
    connection.execute(f"COMMENT ON TABLE taken_home.{name} IS {quoted(row)}")
    there = {column[0] for column in connection.execute(f"DESCRIBE taken_home.{name}").fetchall()}
    for column, about_it in declared.items():
        if column in there:
            connection.execute(f"COMMENT ON COLUMN taken_home.{name}.{column} IS {quoted(meaning(about_it))}")
