"""Keeping a lake small and quick: merging files, forgetting old snapshots, deleting what nothing points to."""

from contextlib import closing

import duckdb

from warehouse.errors import DatelineError
from warehouse.lake import Lake
from warehouse.lake.faults import explained
from warehouse.limits import MEMORY_MB
from warehouse.tables import TABLES
from warehouse.upkeep import bound, rewrite, use_zstd


def maintain(
    lake: Lake, keep_days: int, *, memory_mb: int = MEMORY_MB, dry_run: bool = False, wait_seconds: float = 5.0
) -> dict[str, list[str]]:
    """Merge small adjacent files, expire snapshots older than `keep_days` days and delete unused files.

    A file is deleted only where the catalog itself has scheduled it for deletion, a day ago or earlier, or where it is
    proved to be what a killed writer left (warehouse/lake/leftovers.py). Nothing is deleted because it is merely
    unknown. Holds the writer's lock, for which it waits `wait_seconds`; readers of newer snapshots are not disturbed.
    Merging holds half of `memory_mb`, and what does not fit there goes to the disk. Returns what each step has done:
    paths of files, numbers of snapshots, names of merged tables. With `dry_run` nothing is changed, and these are the
    files and snapshots that would go.
    """
    lake.require(for_writing=True)
    with lake.writer_lock(wait_seconds):
        done = {"files of killed runs deleted": [str(path) for path in lake.leftovers()]}
        connection = lake.reader() if dry_run else lake.writer()
        try:
            with closing(connection):
                bound(connection, memory_mb)
                done["files of killed runs deleted"] += lake.delete_orphans(connection, dry_run=dry_run)
                done |= _forgotten(lake, connection, keep_days, dry_run)
        except duckdb.Error as error:
            failed = DatelineError(f"Maintenance failed: {error}", "Nothing was lost; try again, with more --memory-mb")
            raise explained(error, lake.store) or failed from error
    return done


def _forgotten(
    lake: Lake, connection: duckdb.DuckDBPyConnection, keep_days: int, dry_run: bool
) -> dict[str, list[str]]:
    done = {}
    if not dry_run:
        use_zstd(connection)
        with lake.recorded(connection):
            for name in TABLES:
                rewrite(connection, name)
            merged = connection.execute("CALL ducklake_merge_adjacent_files('lake')").fetchall()
        done["tables with merged files"] = [str(row[1]) for row in merged]
    # In a SQLite catalog DuckLake compares moments as text in two notations, so all of the last day counts as older:
    # with a day more nothing goes before its time, and some things up to a day after it.
    options = f"dry_run => {dry_run}, older_than => now() - INTERVAL"
    days = int(keep_days) + 1
    expired = connection.execute(f"CALL ducklake_expire_snapshots('lake', {options} {days} DAY)").fetchall()
    done["snapshots forgotten"] = [f"snapshot {row[0]} of {row[1]:%Y-%m-%d %H:%M}" for row in expired]
    old = connection.execute(f"CALL ducklake_cleanup_old_files('lake', {options} 2 DAY)").fetchall()
    done["old files deleted"] = [str(row[0]) for row in old]
    return done
