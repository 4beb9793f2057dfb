"""The main job: discover, read, extract, check, commit, report. `dateline ingest` and both deployments run it."""

from collections.abc import Callable, Sequence
from contextvars import ContextVar
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import duckdb
from prefect import Task, flow, get_run_logger, task
from prefect.artifacts import create_markdown_artifact, create_table_artifact
from prefect.cache_policies import NO_CACHE
from prefect.runtime import flow_run
from prefect.task_runners import ThreadPoolTaskRunner

from flows import sources
from flows.account import Account, RunContext
from flows.batches import AT_ONCE, Extract, Extraction, Load, Read, run_batches
from flows.defaults import OLDEST_DAY, TAGGER
from flows.ingest import (
    BATCH_BYTES,
    commit_batch,
    extract_batch,
    record_run,
    start_run,
)
from flows.reading import read_batch
from flows.report import Report
from flows.sources.fields import parse_mapping
from flows.tagging import chosen_tagger
from warehouse.errors import RunFailed
from warehouse.lake import Lake
from warehouse.staging import sweep

P = ParamSpec("P")
R = TypeVar("R")

# Called after every batch with the bytes done, the bytes in all, and the account so far.
Progress = Callable[[int, int, Account], None]
PROGRESS: ContextVar[Progress | None] = ContextVar("PROGRESS", default=None)


def _worth_retrying(_task: Any, _run: Any, state: Any) -> bool:
    """A full disk, a slow network folder or a busy catalog may recover; bad input and our own defects do not."""
    try:
        state.result()
    except (OSError, duckdb.IOException, duckdb.TransactionException):
        return True
    except Exception as error:
        # What DuckLake meets in its catalog, a full disk for one, has no class of its own.
        return type(error) is duckdb.Error
    return False


def _retried(*delay_seconds: float) -> Callable[[Callable[P, R]], Task[P, R]]:
    """A task with side effects: run again after each delay where that may help, never answered from a cache."""
    return task(
        cache_policy=NO_CACHE,
        persist_result=False,
        retries=len(delay_seconds),
        retry_delay_seconds=list(delay_seconds),
        retry_condition_fn=_worth_retrying,
    )


@task(cache_policy=NO_CACHE, persist_result=False)
def discover(context: RunContext, file_format: str, batch_bytes: int) -> tuple[list[str], int, dict[str, int]]:
    """Find the input and write the plan of each batch.

    Gives the plans' paths, the input's size in bytes, and how many files are no input, by their endings.
    """
    found = sources.survey(context.sources, file_format)
    found = sources.unpack(found, context.folder / "unpacked", file_format)
    plans = [str(plan) for plan in start_run(context, found.slices, batch_bytes)]
    return plans, sum(part.bytes for part in found.slices), found.passed_over


@_retried(1, 5)
def read(context: RunContext, plan: str, pending: list[str]) -> tuple[str, Account]:
    """Read one batch; gives its folder and account. `pending` are the folders that are committed before it."""
    folder, account = read_batch(context, Path(plan), [Path(other) for other in pending])
    return str(folder), account


@_retried(1, 5)
def extract(context: RunContext, folder: str) -> Account:
    """Extract and check one batch; gives the account of its facts."""
    return extract_batch(context, Path(folder))


@_retried(1, 3, 10)
def load(context: RunContext, folder: str) -> bool:
    """Commit one staged batch."""
    return commit_batch(context, Path(folder))


@flow(
    name="nightly",
    persist_result=False,
    validate_parameters=True,
    task_runner=ThreadPoolTaskRunner(max_workers=AT_ONCE),  # type: ignore[arg-type]
)
def nightly(
    paths: list[str],
    lake: str = "lake",
    as_of: date | None = None,
    file_format: str = "auto",
    source: str | None = None,
    batch_bytes: int = BATCH_BYTES,
    strict: bool = False,
    tagger: str = TAGGER,
    mapping: dict[str, str] | None = None,
    oldest_day: date = OLDEST_DAY,
    any_day: bool = False,
    retry: bool = False,
) -> dict[str, Any]:
    """Ingest everything that `paths` name into the lake.

    Args:
        paths: Files, folders or glob patterns; `{as_of}` in them stands for the day.
        lake: Folder of the lake.
        as_of: Logical day of the run; the scheduled day (UTC) where none is given. Repeating a day is safe.
        file_format: auto, or a format of flows/sources/formats/ by its name.
        source: Name of the source, where the records do not declare one and the folder's name will not do.
        batch_bytes: Source text to hold at once; a batch is one commit.
        strict: Fail the run if any record is rejected.
        tagger: What finds names besides the reference table: crf, the one that ships with the project, or spacy:NAME,
            gliner:NAME or transformers:NAME, a model installed where the run happens. Another tagger is another run.
        mapping: For records of fields, columns of `articles` and the field that each is in: {"body": "story.text"}.
        oldest_day: Earlier days of publication are taken for mistakes, and rejected.
        any_day: Load records of any day, in the future too.
        retry: Read records again that were rejected.

    Returns:
        The run's account as plain values. Raises DatelineError for what a user can mend: nothing at a path, no such
        tagger, no room to write, another writer; and, after everything that could be loaded is, RunFailed for failed
        checks, records that are not accounted for, too many defects, input of which nothing could be read and, if
        strict, rejects.
    """
    logger = get_run_logger()
    started_at = datetime.now(UTC)
    day = as_of or _scheduled_day()
    context = RunContext(
        lake=str(Path(lake).absolute()),
        as_of=day,
        sources=tuple(path.replace("{as_of}", day.isoformat()) for path in paths),
        source=source,
        tagger=tagger,
        mapping=tuple(sorted(parse_mapping([f"{column}={path}" for column, path in (mapping or {}).items()]).items())),
        oldest_day=None if any_day else oldest_day,
        retry=retry,
    )
    chosen_tagger(tagger)
    place = Lake(context.lake)
    with place.writer_lock():
        sweep(place)
        plans, total, passed_over = discover(context, file_format, batch_bytes)
        account = Account(passed_over=passed_over)
        unbalanced: list[int] = []
        steps = _steps(context)
        for number, batch in enumerate(run_batches([Path(plan) for plan in plans], *steps), 1):
            if batch.failed_checks:
                logger.error("Batch %s is not published: %s", number, batch.failed_checks)
            if batch.check_warnings:
                logger.warning("Batch %s: checks warn of %s", number, batch.check_warnings)
            if not batch.balances():
                unbalanced.append(number)
            if batch.defects:
                logger.error("Batch %s has records on which the program fails: %s", number, batch.errors)
            account.add(batch)
            logger.info("Batch %s of %s: %s articles", number, len(plans), batch.articles)
            show_progress = PROGRESS.get()
            if show_progress:
                show_progress(account.bytes, total, account)
        record_run(context, account, started_at)
        sweep(place)
    report = Report(context, account, (datetime.now(UTC) - started_at).total_seconds())
    create_table_artifact(key="dateline-run", table=report.rows(), description="What the run did")
    create_markdown_artifact(key="dateline-report", markdown=report.markdown())
    _require_success(account, report, unbalanced, strict=strict)
    return report.as_dict()


def _require_success(account: Account, report: Report, unbalanced: list[int], *, strict: bool) -> None:
    """Raise RunFailed for a run that must not count as good."""
    if account.failed_checks:
        raise RunFailed(
            f"Checks failed, {account.held_back:,} records are not published: {report.failed_checks()}",
            "The rest is loaded; mend the cause and run again",
        )
    if unbalanced:
        raise RunFailed(
            f"{account.records_in:,} records were read and {account.records_out():,} are accounted for, in batches "
            f"{', '.join(map(str, unbalanced))}",
            "What was loaded is good; please report this with the input",
        )
    if account.has_too_many_defects():
        raise RunFailed(
            f"The program fails on {account.defects:,} records ({report.errors()}), "
            f"{account.held_back:,} records are not published",
            "The rest is loaded; report it with `select traceback from rejects`, and run again once it is repaired",
        )
    if account.is_all_unread():
        raise RunFailed(
            f"Nothing could be read: {report.unread()}", "`select source_uri, detail from rejects` says where and why"
        )
    if strict and account.rejects:
        raise RunFailed(
            f"{account.rejects:,} records were rejected: {report.reasons()}",
            "`select * from rejects` says where and why",
        )


def _steps(context: RunContext) -> tuple[Read, Extract, Load]:
    """The steps of a batch as tasks: paths become strings on the way in and out."""

    def read_plan(plan: Path, pending: Sequence[Path]) -> tuple[Path, Account]:
        folder, account = read(context, str(plan), [str(other) for other in pending])
        return Path(folder), account

    def begin_extraction(folder: Path) -> Extraction:
        return extract.submit(context, str(folder))

    def load_folder(folder: Path) -> bool:
        return load(context, str(folder))

    return read_plan, begin_extraction, load_folder


def _scheduled_day() -> date:
    scheduled = flow_run.scheduled_start_time
    return (scheduled or datetime.now(UTC)).astimezone(UTC).date()
