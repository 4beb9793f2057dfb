"""The other deployments of prefect.yaml as flows: backfill, maintain, export."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Annotated, Any

from prefect import flow, get_run_logger
from prefect.artifacts import create_table_artifact
from prefect.runtime import flow_run
from pydantic import Field

from flows import night
from flows.cluster import cluster_of
from flows.defaults import LONG_WAIT_SECONDS, MEMORY_MB, THREADS, Runner
from flows.nightly import MemoryMb, Paths, Seconds, Workers, nightly
from flows.signs_of_life import alive, end_dead_runs
from warehouse.errors import DatelineError, RunFailed
from warehouse.export import ExportFormat
from warehouse.export import export as write
from warehouse.lake import Lake
from warehouse.maintenance import maintain as keep_small
from warehouse.nights import last_night, nights
from warehouse.runs import completed


@flow(name="backfill", persist_result=False)
def backfill(
    first: date,
    last: date | None = None,
    paths: Paths = ["inbox/{as_of}"],  # noqa: B006  a parameter of a flow; nobody changes it
    lake: str = "lake",
    wait_seconds: Seconds = LONG_WAIT_SECONDS,
    again: bool = False,
    runner: Runner = THREADS,
    dask_address: str | None = None,
    workers: Workers = None,
) -> list[str]:
    """Run the nights from one day to another, the oldest first, each with its own day; gives the days that ran.

    Days that were completed are left out, unless asked for `again`, so that a backfill that was killed goes on where it
    was. Raises DatelineError for what a user can repair, and RunFailed where some days are not good, after all are run.
    """
    last = last or first
    if last < first:
        raise DatelineError(f"{last} is before {first}", "Give the first day first")
    if not any(night.DAY in path for path in paths):
        raise DatelineError("No path has {as_of} in it, so all days would read the same", "Write inbox/{as_of}")
    cluster_of(runner, dask_address, workers)  # before the first night asks for it
    log, place = get_run_logger(), Lake(lake)
    asked = night.checked(paths, lake, first)
    done, ran, bad = set() if again else completed(place), [], []
    with alive(place, flow_run.id):
        end_dead_runs(place, log.error)
        for number in range((last - first).days + 1):
            day = first + timedelta(days=number)
            context = night.replace_day(asked, day).context
            if context.run_id in done or not any(night.is_something_at(path) for path in context.sources):
                log.info("%s: done already, or nothing to read", day)
                continue
            state = nightly(
                paths, lake, day, wait_seconds=wait_seconds, runner=runner, dask_address=dask_address, workers=workers,
                return_state=True,
            )  # fmt: skip
            ran.append(day.isoformat())
            if not state.is_completed():
                bad.append(day.isoformat())
                log.error("%s: %s", day, state.message)
    if bad:
        raise RunFailed(f"Not good: {', '.join(bad)}", "`dateline status` says why")
    return ran


@flow(name="maintain", persist_result=False)
def maintain(
    lake: str = "lake",
    keep_days: Annotated[int, Field(ge=1)] = 30,
    wait_seconds: Seconds = LONG_WAIT_SECONDS,
    memory_mb: MemoryMb = MEMORY_MB,
) -> dict[str, int]:
    """Merge small files, forget snapshots older than `keep_days` days, and delete unused files.

    Merging holds half of `memory_mb`. Gives how much each step has done. Raises DatelineError where there is no lake or
    another writer stays too long.
    """
    done_by = keep_small(Lake(lake), keep_days, memory_mb=memory_mb, wait_seconds=wait_seconds)
    done = {step: len(names) for step, names in done_by.items()}
    rows = [{"step": step, "number": number} for step, number in done.items()]
    create_table_artifact(key="dateline-maintenance", table=rows, description="What maintenance did")
    return done


@flow(name="export", persist_result=False)
def export(
    folder: Annotated[str, Field(min_length=1)],
    lake: str = "lake",
    tables: list[str] | None = None,
    file_format: ExportFormat = "parquet",
    even_after_a_bad_night: bool = False,
) -> dict[str, Any]:
    """Write tables for the analysts to a folder, if the last night is good or partial; gives the manifest.

    Raises RunFailed after a night that is missing or bad, so that what analysts have stays as it was.
    """
    place = Lake(lake)
    connection = place.reader()
    try:
        last = last_night(nights(connection, datetime.now(UTC)))
    finally:
        connection.close()
    if last and last.verdict in ("bad", "missing") and not even_after_a_bad_night:
        raise RunFailed(f"The night of {last.day} is {last.verdict}; nothing is exported", "See `dateline status`")
    manifest = write(place, Path(folder), tables or [], file_format)
    rows = [{"table": name, "rows": entry["rows"]} for name, entry in manifest["tables"].items()]
    create_table_artifact(key="dateline-export", table=rows, description=f"Snapshot {manifest['snapshot']}")
    return manifest
