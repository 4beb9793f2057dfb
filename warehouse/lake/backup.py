"""A copy of a lake that is a lake itself: consistent, at a place of its own, and proved by reading it there."""

import json
import os
import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from warehouse.errors import DatelineError
from warehouse.lake.catalog import named_files
from warehouse.lake.place import Lake
from warehouse.lake.store import local_store
from warehouse.overrides import OVERRIDES

# Written first, so that a copy that was not finished is known as ours; it stays, and says what the copy is of.
_NOTE = "backup.json"


def backup(lake: Lake, folder: Path) -> dict[str, Any]:
    """Copy a lake, every snapshot of it, to `folder`, which must not exist or be empty.

    Waits for the writer's lock and holds it; readers are not disturbed. Call it while this process has no connection
    to the lake. The copy is made next to `folder` and moved there when it has been attached and holds the same
    snapshot and as many rows in each table. Its catalog names its own data, so plain DuckDB reads it where it lies.
    Returns snapshot, rows, files and bytes. Raises DatelineError where the folder cannot be written or something is
    in it, where the lake cannot be used, and where the copy is not the same.
    """
    folder = folder.absolute()
    lake.require(for_writing=True)
    if not lake.is_in_its_folder:
        raise DatelineError(
            f"The lake {lake.name} does not lie in its folder",
            "Copy it to a folder with `dateline move`, or dump the database (docs/operations.md, Backup)",
        )
    _check_target(lake, folder)
    part = folder.with_name(f".{folder.name}.partial")
    try:
        with lake.writer_lock():
            _clear(lake, part)
            made = _copied(lake, part, folder)
            _prove(lake, Lake(part, local_store(part)), made)
            os.sync()
            part.rename(folder)
    except OSError as error:
        raise DatelineError(
            f"{folder} cannot be written ({error.strerror}: {error.filename})", "Choose another place"
        ) from error
    return made


def _check_target(lake: Lake, folder: Path) -> None:
    if folder.resolve().is_relative_to(lake.path.resolve()):
        raise DatelineError(f"{folder} lies in the lake itself", "Choose a place outside, best on another disk")
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise DatelineError(f"There is something at {folder} already", "Give a new folder for each backup")


def _clear(lake: Lake, part: Path) -> None:
    """Remove what a killed backup of this lake left: nobody else makes one, for we have its lock."""
    if not os.path.lexists(part):
        return
    try:
        made_of = json.loads((part / _NOTE).read_text(encoding="utf-8"))["lake"]
    except (OSError, ValueError, KeyError, TypeError):
        made_of = None
    if made_of != str(lake.path) and (not part.is_dir() or any(part.iterdir())):
        raise DatelineError(f"There is something at {part}", "Remove it, or give another folder")
    shutil.rmtree(part)


def _copied(lake: Lake, part: Path, folder: Path) -> dict[str, Any]:
    part.mkdir(parents=True)
    note = {"lake": str(lake.path), "made_at": datetime.now(UTC).isoformat(timespec="seconds")}
    (part / _NOTE).write_text(json.dumps(note) + "\n", encoding="utf-8")
    names = _copy_catalog(lake.catalog, part / lake.catalog.name, folder)
    size = 0
    for name in sorted(names):
        target = part / lake.data.name / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(lake.data / name, target)
        if target.stat().st_size != (lake.data / name).stat().st_size:
            raise DatelineError(f"The copy of {lake.data / name} is not whole", "Check the disk and try again")
        size += target.stat().st_size
    (part / lake.data.name).mkdir(exist_ok=True)
    if (lake.path / OVERRIDES).exists():
        shutil.copy2(lake.path / OVERRIDES, part)
    shutil.copy2(lake.path / "lake.json", part)
    return {"files": len(names), "bytes": size}


def _copy_catalog(catalog: Path, target: Path, folder: Path) -> set[str]:
    """Copy the catalog and make it name the data of the copy; gives the files of all of its snapshots.

    Files that are scheduled for deletion are not copied, so the copy has nothing to delete.
    """
    with (
        closing(sqlite3.connect(f"{catalog.as_uri()}?mode=ro", uri=True)) as source,
        closing(sqlite3.connect(target)) as copy,
    ):
        source.backup(copy)
        with copy:
            place = f"{folder / 'data'}{os.sep}"
            copy.execute("UPDATE ducklake_metadata SET value = ? WHERE key = 'data_path'", [place])
            copy.execute("DELETE FROM ducklake_files_scheduled_for_deletion")
        names = named_files(lambda sql: copy.execute(sql).fetchall(), "all")
        copy.execute("PRAGMA journal_mode = WAL")
    elsewhere = sorted(name for name in names if Path(name).is_absolute())
    if elsewhere:
        problem = f"{len(elsewhere):,} files of the lake lie outside of it, such as {elsewhere[0]}"
        raise DatelineError(problem, "Load them into the lake with `dateline ingest` first")
    return names


def _prove(lake: Lake, copy: Lake, made: dict[str, Any]) -> None:
    """Read the copy where it lies, and compare it with the lake."""
    here, there = _figures(lake), _figures(copy)
    if here != there:
        raise DatelineError(
            f"The copy differs from the lake: {there} instead of {here}", "Check the disk and make another backup"
        )
    made["snapshot"] = here.pop("snapshot")
    made["rows"] = sum(here.values())


def _figures(lake: Lake) -> dict[str, int]:
    """The newest snapshot, and the rows that the Parquet files of each table hold."""
    with closing(lake.reader()) as reader:
        tables = reader.execute(
            "SELECT table_name FROM duckdb_tables() WHERE database_name = 'lake' AND schema_name = 'main' ORDER BY ALL"
        ).fetchall()
        [(snapshot,)] = reader.execute("SELECT max(snapshot_id) FROM ducklake_snapshots('lake')").fetchall()
        figures = {"snapshot": int(snapshot)}
        for (name,) in tables:
            # Counting a column opens the files; the bare count would come from the catalog.
            [(rows,)] = reader.execute(f'SELECT sum(1) FROM "{name}"').fetchall()
            figures[name] = int(rows or 0)
    return figures
