"""Keeping a lake small and quick: merging files, forgetting old snapshots, deleting what nothing points to."""

import duckdb

from warehouse.errors import DatelineError
from warehouse.lake import Lake


def maintain(lake: Lake, keep_days: int) -> dict[str, int]:
    """Merge small adjacent files, expire snapshots older than `keep_days` days and delete unused files.

    Holds the writer's lock; readers of newer snapshots are not disturbed. Returns the number of files, or snapshots, by
    step.
    """
    lake.require()
    old = f"now() - INTERVAL {int(keep_days)} DAY"
    steps = {
        "merged": "CALL ducklake_merge_adjacent_files('lake')",
        "snapshots forgotten": f"CALL ducklake_expire_snapshots('lake', older_than => {old})",
        "old files deleted": "CALL ducklake_cleanup_old_files('lake', older_than => now() - INTERVAL 1 DAY)",
        "orphans deleted": "CALL ducklake_delete_orphaned_files('lake', older_than => now() - INTERVAL 1 DAY)",
    }
    with lake.writer_lock():
        connection = lake.writer()
        try:
            return {step: len(connection.execute(statement).fetchall()) for step, statement in steps.items()}
        except duckdb.Error as error:
            raise DatelineError(f"Maintenance failed: {error}", "Nothing was lost; try again") from error
        finally:
            connection.close()
