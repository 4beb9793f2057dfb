"""The main job as a Prefect flow: discover, read, extract, check, commit, report. flows/night.py has its order.

`dateline ingest` runs the same steps without Prefect where there is no server (flows/local_run.py).
"""

from collections.abc import Callable, Sequence
from contextlib import nullcontext
from contextvars import ContextVar
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, Any, ParamSpec, TypeVar

from prefect import Task, flow, get_run_logger, task
from prefect.artifacts import create_markdown_artifact, create_table_artifact
from prefect.cache_policies import NO_CACHE
from prefect.runtime import deployment, flow_run
from prefect.task_runners import ThreadPoolTaskRunner
from pydantic import Field

from flows import night
from flows.account import Account, RunContext
from flows.batches import AT_ONCE, Extract, Extraction, Load, Read
from flows.cluster import cluster_of, steps_by
from flows.defaults import BATCH_MB, LEAST_MEMORY_MB, MEMORY_MB, OLDEST_DAY, TAGGER, THREADS, WAIT_SECONDS, Runner
from flows.ingest import commit_batch, extract_batch
from flows.night import DAY, Plans, Watcher
from flows.nights import run_nights
from flows.notices import check_address
from flows.reading import read_batch
from flows.retrying import COMMIT_DELAYS, READING_DELAYS, may_pass
from flows.run import put_rates
from flows.signs_of_life import alive, end_dead_runs
from warehouse.lake import Lake
from warehouse.runs import Attempt

P = ParamSpec("P")
R = TypeVar("R")

BATCH_BYTES = BATCH_MB * 2**20

# What the server refuses, before a run is made of it.
Paths = Annotated[list[str], Field(min_length=1)]
BatchBytes = Annotated[int, Field(ge=1, le=2**30)]
Seconds = Annotated[float, Field(ge=0)]
MemoryMb = Annotated[int, Field(ge=LEAST_MEMORY_MB)]
Workers = Annotated[int, Field(ge=1)] | None

# Told of every batch, besides the log.
WATCHER: ContextVar[Watcher | None] = ContextVar("WATCHER", default=None)


def _worth_retrying(_task: Any, _run: Any, state: Any) -> bool:
    try:
        state.result()
    except Exception as error:
        return may_pass(error)
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
def discover(
    context: RunContext, file_format: str, batch_bytes: int, late: list[str]
) -> tuple[list[str], int, dict[str, int]]:
    """Find the input and write the plan of each batch.

    Gives the plans' paths, the input's size in bytes, and how many files are no input, by their endings.
    """
    found = night.plan(context, file_format, batch_bytes, late)
    return [str(plan) for plan in found.plans], found.bytes, found.passed_over


@_retried(*READING_DELAYS)
def read(context: RunContext, plan: str, pending: list[str]) -> tuple[str, Account]:
    """Read one batch; gives its folder and account. `pending` are the folders that are committed before it."""
    folder, account = read_batch(context, Path(plan), [Path(other) for other in pending])
    return str(folder), account


@_retried(*READING_DELAYS)
def extract(context: RunContext, folder: str) -> Account:
    """Extract and check one batch; gives the account of its facts."""
    return extract_batch(context, Path(folder))


@_retried(*COMMIT_DELAYS)
def load(context: RunContext, folder: str) -> bool:
    """Commit one staged batch."""
    return commit_batch(context, Path(folder))


class FlowSteps:
    """The steps as tasks: paths become strings on the way in and out."""

    at_once = AT_ONCE

    def plan(self, context: RunContext, file_format: str, batch_bytes: int, late: Sequence[str]) -> Plans:
        """See flows/night.py."""
        plans, size, passed_over = discover(context, file_format, batch_bytes, list(late))
        return Plans([Path(plan) for plan in plans], size, passed_over)

    def of_batches(self, context: RunContext) -> tuple[Read, Extract, Load]:
        """See flows/night.py."""

        def read_plan(plan: Path, pending: Sequence[Path]) -> tuple[Path, Account]:
            folder, account = read(context, str(plan), [str(other) for other in pending])
            return Path(folder), account

        def begin_extraction(folder: Path) -> Extraction:
            put_rates(context)
            return extract.submit(context, str(folder))

        def load_folder(folder: Path) -> bool:
            return load(context, str(folder))

        return read_plan, begin_extraction, load_folder


class _Logging:
    """A watcher that writes to the flow run's log."""

    def __init__(self) -> None:
        self._log, self._other = get_run_logger(), WATCHER.get()

    def begun(self, account: Account) -> None:
        if self._other:
            self._other.begun(account)

    def batch(self, number: int, count: int, batch: Account, so_far: Account, total_bytes: int) -> None:
        if batch.failed_checks:
            self._log.error("Batch %s is not published: %s", number, batch.failed_checks)
        if batch.check_warnings:
            self._log.warning("Batch %s: checks warn of %s", number, batch.check_warnings)
        if batch.defects:
            self._log.error("Batch %s has records on which the program fails: %s", number, batch.errors)
        self._log.info("Batch %s of %s: %s articles", number, count, batch.articles)
        if self._other:
            self._other.batch(number, count, batch, so_far, total_bytes)

    def crashed(self, attempts: list[Attempt]) -> None:
        for attempt in attempts:
            self._log.error("The run %s of %s never ended; it is marked as crashed", attempt.run_id, attempt.as_of)
        if self._other:
            self._other.crashed(attempts)


@flow(
    name="nightly",
    persist_result=False,
    validate_parameters=True,
    task_runner=ThreadPoolTaskRunner(max_workers=AT_ONCE),  # type: ignore[arg-type]
)
def nightly(
    paths: Paths,
    lake: str = "lake",
    as_of: date | None = None,
    file_format: str = "auto",
    source: str | None = None,
    batch_bytes: BatchBytes = BATCH_BYTES,
    strict: bool = False,
    tagger: str = TAGGER,
    mapping: dict[str, str] | None = None,
    oldest_day: date = OLDEST_DAY,
    any_day: bool = False,
    retry: bool = False,
    wait_seconds: Seconds = WAIT_SECONDS,
    notify: str | None = None,
    memory_mb: MemoryMb = MEMORY_MB,
    runner: Runner = THREADS,
    dask_address: str | None = None,
    workers: Workers = None,
) -> dict[str, Any]:
    """Ingest everything that `paths` name into the lake.

    Args:
        paths: Files, folders or glob patterns; `{as_of}` in them means the day.
        lake: Folder of the lake.
        as_of: Logical day of the run; the scheduled day (UTC) where none is given, and then nights before it that were
            missed or went badly are run first, and the folders of the last days looked at again. Repeating a day is
            safe.
        file_format: auto, or a format of flows/sources/formats/ by its name.
        source: Name of the source, where the records do not declare one and the folder's name will not do.
        batch_bytes: Source text to hold at once; a batch is one commit.
        strict: Fail the run if any record is rejected, or was by a run before.
        tagger: What finds names besides the reference table: crf, the one that ships with the project, or spacy:NAME,
            gliner:NAME or transformers:NAME, a model installed where the run happens. Another tagger is another run.
        mapping: For records of fields, columns of `articles` and the field that each is in: {"body": "story.text"}.
        oldest_day: Earlier days of publication are taken for mistakes, and rejected.
        any_day: Load records of any day, in the future too.
        retry: Read records again that were rejected.
        wait_seconds: How long to wait while another process writes to the lake.
        notify: Web address that notices are posted to: failures, runs that were killed, missing nights, odd figures.
        memory_mb: What the run may hold in memory; where it is little, texts are read in more and smaller parts.
        runner: threads, where each step of a batch is a task of Prefect, or dask, where the workers of a cluster find
            the facts, and nothing is a task.
        dask_address: Scheduler of the cluster; without it one is started on the machine of the run.
        workers: Workers of a cluster that is started; one for each core where none is given.

    Returns:
        The run's account as plain values. Raises DatelineError for what a user can repair: nothing at a path, no such
        tagger, no room to write, another writer; and, after everything that could be loaded is, RunFailed for failed
        checks, records that are not accounted for, too many defects, input of which nothing could be read and, if
        strict, rejects.
    """
    check_address(notify)
    cluster = cluster_of(runner, dask_address, workers)
    log = get_run_logger()
    is_night = as_of is None and (any(DAY in path for path in paths) or deployment.id is not None)
    asked = night.checked(
        paths, lake, as_of or _scheduled_day(), file_format, source, batch_bytes, strict, tagger, mapping,
        wait_seconds=wait_seconds, oldest_day=None if any_day else oldest_day, retry=retry, is_night=is_night,
        memory_mb=memory_mb,
    )  # fmt: skip
    place = Lake(asked.context.lake)
    with alive(place, flow_run.id):
        end_dead_runs(place, log.error)
        with steps_by(cluster, nullcontext(FlowSteps())) as steps:
            report = run_nights(asked, steps, _Logging(), catch_up=as_of is None, notify=notify, log=log.warning)
    create_table_artifact(key="dateline-run", table=report.rows(), description="What the run did")
    create_markdown_artifact(key="dateline-report", markdown=report.markdown())
    if report.marts:
        create_table_artifact(key="dateline-marts", table=report.mart_rows(), description=report.mart_days())
    return report.as_dict()


def _scheduled_day() -> date:
    scheduled = flow_run.scheduled_start_time
    return (scheduled or datetime.now(UTC)).astimezone(UTC).date()
