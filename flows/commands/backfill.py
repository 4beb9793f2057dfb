"""`dateline backfill FROM TO`: nights of the past, each with its own day."""

from datetime import datetime, timedelta
from typing import Annotated

import typer

from flows import terminal
from flows.commands.options import (
    DEFAULT_LAKE,
    DaskAddressOption,
    LakeOption,
    RunnerOption,
    TaggerOption,
    WaitOption,
    WorkersOption,
)
from flows.defaults import AUTO, BATCH_MB, LONG_WAIT_SECONDS, TAGGER, THREADS
from warehouse.errors import DatelineError, RunFailed
from warehouse.lake import Lake

_DAY = ["%Y-%m-%d"]


def backfill(
    first: Annotated[datetime, typer.Argument(metavar="FROM", formats=_DAY, help="First day, YYYY-MM-DD.")],
    last: Annotated[datetime, typer.Argument(metavar="TO", formats=_DAY, help="Last day.")],
    paths: Annotated[list[str], typer.Argument(help="As for ingest, with {as_of} for the day.")],
    lake: LakeOption = DEFAULT_LAKE,
    file_format: Annotated[str, typer.Option("--format", help="As for ingest.")] = AUTO,
    source: Annotated[str | None, typer.Option(help="Name of the source.")] = None,
    batch_mb: Annotated[int, typer.Option(min=1, max=1024, help="Source text of a batch, in MB.")] = BATCH_MB,
    strict: Annotated[bool, typer.Option(help="Count a day with rejects as failed.")] = False,
    tagger: TaggerOption = TAGGER,
    again: Annotated[bool, typer.Option("--again", help="Run days that were completed too.")] = False,
    wait: WaitOption = LONG_WAIT_SECONDS,
    runner: RunnerOption = THREADS,
    dask_address: DaskAddressOption = None,
    workers: WorkersOption = None,
) -> None:
    """Run the nights from one day to another, the oldest first; stopped, it goes on where it was."""
    Lake(lake).check()
    from flows import night
    from flows.cluster import cluster_of
    from flows.local_run import run_one
    from warehouse.runs import completed

    cluster = cluster_of(runner, dask_address, workers)
    if last < first:
        raise DatelineError(f"{last.date()} is before {first.date()}", "Give the first day first")
    if not any(night.DAY in path for path in paths):
        raise DatelineError("No path has {as_of} in it, so all days would read the same", "Write inbox/{as_of}")
    asked = night.checked(
        paths, str(lake), first.date(), file_format, source, batch_mb * 2**20, strict, tagger, wait_seconds=wait,
    )  # fmt: skip
    done = set() if again else completed(Lake(lake))
    failed = 0
    for number in range((last - first).days + 1):
        day = night.replace_day(asked, first.date() + timedelta(days=number))
        if day.context.run_id in done:
            terminal.note(f"{day.as_of}: done already")
        elif not any(night.is_something_at(path) for path in day.context.sources):
            terminal.note(f"{day.as_of}: nothing to read at {', '.join(day.context.sources)}")
        else:
            try:
                outcome = run_one(day, cluster)
                terminal.note(f"{day.as_of}: {outcome['articles']:,} new articles, {outcome['rejects']:,} rejects")
            except RunFailed as error:
                failed += 1
                terminal.note(f"{day.as_of}: {error}")
    if failed:
        raise RunFailed(f"{failed:,} days are not good", "`dateline status` says why")
