"""Files that a killed writer left among the data: only those that are proved to be its own are deleted.

Three things are proof, and only while no snapshot of the catalog knows the file and the writer's lock is held: the
file lies in a run's staging under the same name, its name begins as that run's workers begin theirs, or DuckLake wrote
it during a transaction that never ended. For the latter a record is put into the staging folder before each
transaction, with the newest snapshot and the files in the data folder that nobody knew even then.
"""

import json
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import duckdb

from warehouse.files import whole_file
from warehouse.lake.catalog import IN_DUCKDB, Ask, ask_of, files_below, named_files, newest_snapshot
from warehouse.lake.store import Data

_RECORD = "transaction.json"
_WORKERS = "workers"

# A writer may be at work for so long before it commits.
LONGEST_RUN_SECONDS = 7 * 86_400

# Names of files among the data that are given by DuckLake, by warehouse/staging.py and by flows/shipping.py.
_UUID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_OURS = re.compile(
    rf"main/(?:[^/]+/)+(?:(?:ducklake-)?{_UUID}(?:-delete)?|[0-9a-f]{{32}}-[0-9]{{6}}(?:-[0-9a-f]{{16}}){{1,2}})\.parquet"
)


def staged_names(staging: Path) -> set[str]:
    """The names that staged files have, or will have, among the data, relative to it."""
    files = staging.glob("*/*/*/**/*.parquet")  # run, batch, table
    names = {"/".join(("main", *file.relative_to(staging).parts[2:])) for file in files}
    return names | {f"{name.removesuffix('.parquet')}.part" for name in names}


def note_workers(folder: Path, run: str) -> None:
    """Note in a run's staging how the files begin that its workers put among the data."""
    with whole_file(folder / _WORKERS) as file:
        file.write_text(run, encoding="utf-8")


def unknown_files(data: Path, connection: duckdb.DuckDBPyConnection) -> set[str]:
    """Files among the data, relative to it, that no snapshot, old or new, is made of."""
    there = files_below(data)
    return there - named_files(ask_of(connection), "all", IN_DUCKDB) if there else there


def provable(data: Path, staging: Path, connection: duckdb.DuckDBPyConnection) -> set[str]:
    """Files among the data, relative to it, that a writer left which was killed or whose transaction failed."""
    return proved(unknown_files(data, connection), staging, ask_of(connection), IN_DUCKDB)


def proved(unknown: set[str], staging: Path, ask: Ask, tables: str = "") -> set[str]:
    """Those of the `unknown` files that a writer left which was killed, or that one has not committed yet."""
    if not unknown:
        return unknown
    found = unknown & staged_names(staging)
    runs = tuple(f"{file.read_text(encoding='utf-8')}-" for file in staging.glob(f"*/{_WORKERS}"))
    if runs:
        found |= {name for name in unknown if name.rpartition("/")[2].startswith(runs)}
    record = _read(staging / _RECORD)
    # After a commit, or in a catalog from a backup, the files may be the only copy of something.
    if record and record["snapshot"] == newest_snapshot(ask, tables):
        found |= {name for name in unknown - set(record["files"]) if name.endswith(".parquet")}
    return found


def orphans(data: Data, since: float | None, connection: duckdb.DuckDBPyConnection) -> set[str]:
    """Files in a bucket that a writer left which was killed. Call with the writer's lock held.

    Proof is that no snapshot has the file, that its name is one that Dateline or DuckLake gives, that it is older than
    any run, and that it was written while this catalog was the lake's: `since` is when it was restored from a dump, if
    it was, for the files before it may be all that is left of later commits. None, and there is no proof.
    """
    if since is None:
        return set()
    old = {name for name in data.written(since, time.time() - LONGEST_RUN_SECONDS) if _OURS.fullmatch(name)}
    return old - named_files(ask_of(connection), "all", IN_DUCKDB) if old else old


def remove(data: Path, staging: Path, connection: duckdb.DuckDBPyConnection) -> int:
    """Delete what `provable` finds, and the record; gives the number of files. Call with the writer's lock held."""
    left = provable(data, staging, connection)
    for name in left:
        (data / name).unlink(missing_ok=True)
    (staging / _RECORD).unlink(missing_ok=True)
    return len(left)


@contextmanager
def recorded(data: Path, staging: Path, connection: duckdb.DuckDBPyConnection, strangers: set[str]) -> Iterator[None]:
    """Note in the staging folder that a transaction is under way, until it has ended.

    `strangers` are the files among the data that were there before this writer and that nobody knows. Where the
    transaction fails, what it wrote is deleted.
    """
    record = staging / _RECORD
    snapshot = newest_snapshot(ask_of(connection), IN_DUCKDB)
    with whole_file(record) as fresh:
        fresh.write_text(json.dumps({"snapshot": snapshot, "files": sorted(strangers)}), encoding="utf-8")
    try:
        yield
    except BaseException:
        with suppress(duckdb.Error):  # the next writer will do it
            remove(data, staging, connection)
        raise
    record.unlink(missing_ok=True)


def _read(record: Path) -> dict[str, Any] | None:
    try:
        return dict(json.loads(record.read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return None
