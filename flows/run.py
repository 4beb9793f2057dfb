"""A run's beginning and end: its plans on disk, and its row in `runs`."""

import json
import shutil
from collections.abc import Iterable
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from flows import sources
from flows.account import Account, RunContext
from flows.sources.names import printable
from flows.stopping import unbroken
from warehouse import runs
from warehouse.fx import rates
from warehouse.lake import Lake
from warehouse.overrides import OVERRIDES
from warehouse.parquet import write_parquet

# The exchange rates of a run, next to its plans.
RATES = "fx_rates.parquet"


def start_run(context: RunContext, slices: Iterable[sources.Slice], batch_bytes: int) -> list[Path]:
    """Write one plan a batch to disk; gives the plans' paths. Steps pass paths and not lists of files."""
    folder = context.folder
    folder.mkdir(parents=True, exist_ok=True)
    plans = []
    for number, batch in enumerate(sources.batches(list(slices), batch_bytes)):
        plan = folder / f"{number:06d}.json"
        plan.write_text(json.dumps([part.to_json() for part in batch]), encoding="utf-8")
        plans.append(plan)
    return plans


def put_rates(context: RunContext) -> None:
    """Put exchange rates and overrides, as the lake has them now, where all extractions of the run find them, once."""
    if not (context.folder / RATES).exists():
        context.folder.mkdir(parents=True, exist_ok=True)
        place = Lake(context.lake)
        with place.file(OVERRIDES) as file:
            if file.exists():
                shutil.copyfile(file, context.folder / OVERRIDES)
        write_parquet(rates(place), context.folder / RATES, compression="lz4")


def begin_run(context: RunContext, started_at: datetime, *, is_night: bool) -> tuple[str, list[runs.Attempt]]:
    """Write the row of a run that starts; gives the attempt's id, and the attempts found to have been killed."""
    row = {
        "run_id": context.run_id,
        "as_of": context.as_of,
        "is_night": is_night,
        "sources": printable("\n".join(context.sources)),
        "started_at": started_at,
        "dateline_version": version("dateline"),
    }
    with unbroken():
        return runs.begin(Lake(context.lake), row)


def end_run(context: RunContext, attempt_id: str, account: Account, state: str, error: str | None) -> None:
    """Write how a run ended."""
    named = (
        "batches", "records_in", "known", "known_rejects", "articles", "revisions", "duplicates", "rejects", "defects",
        "held_back", "characters",
    )  # fmt: skip
    figures = {
        **{name: getattr(account, name) for name in named},
        "facts": sum(account.facts.values()),
        "failed_checks": len(account.failed_checks),
        "check_warnings": len(account.check_warnings),
    }
    with unbroken():
        runs.finish(Lake(context.lake), attempt_id, state, printable(error) if error else None, figures)
