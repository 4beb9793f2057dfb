"""Running a night from the command line: without a server in plain Python, with one as the flow."""

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from flows import night, sources, terminal
from flows.account import Account, RunContext
from flows.batches import AT_ONCE, Extract, Extraction, Load, Read
from flows.cluster import Cluster, steps_by
from flows.defaults import OLDEST_DAY
from flows.night import DAY, Asked, Plans, Watcher
from flows.reading import read_batch
from flows.report import Report
from flows.retrying import COMMIT_DELAYS, READING_DELAYS, retried
from flows.run import put_rates
from flows.sources.formats.csv import day_notes
from flows.stopping import stoppable
from warehouse.errors import DatelineError
from warehouse.lake.credentials import quiet_prefect
from warehouse.reasons import REASONS
from warehouse.runs import Attempt

API_URL = "PREFECT_API_URL"
_PATIENCE_SECONDS = 5.0

# More tables than this are read without a word on their days.
_MOST_NOTED = 20


class PlainSteps:
    """The steps as functions; batches are extracted by threads of a pool."""

    at_once = AT_ONCE

    def __init__(self, pool: ThreadPoolExecutor) -> None:
        """Take the pool that extracts."""
        self._pool = pool

    def plan(self, context: RunContext, file_format: str, batch_bytes: int, late: Sequence[str]) -> Plans:
        """See flows/night.py."""
        return night.plan(context, file_format, batch_bytes, late)

    def of_batches(self, context: RunContext) -> tuple[Read, Extract, Load]:
        """See flows/night.py."""

        def read(plan: Path, pending: Sequence[Path]) -> tuple[Path, Account]:
            return retried(lambda: read_batch(context, plan, pending), READING_DELAYS)

        def extract(folder: Path) -> Extraction:
            from flows.ingest import extract_batch  # its rules take a second to import

            put_rates(context)
            return self._pool.submit(lambda: retried(lambda: extract_batch(context, folder), READING_DELAYS))

        def load(folder: Path) -> bool:
            from flows.ingest import commit_batch

            return retried(lambda: commit_batch(context, folder), COMMIT_DELAYS)

        return read, extract, load


class Silent:
    """A watcher that tells nobody."""

    def begun(self, account: Account) -> None:
        """See flows/night.py."""

    def batch(self, number: int, count: int, batch: Account, so_far: Account, total_bytes: int) -> None:
        """See flows/night.py."""

    def crashed(self, attempts: list[Attempt]) -> None:
        """See flows/night.py."""


class _Bar(Silent):
    """A progress bar in a terminal, lines elsewhere."""

    def __init__(self, bar: Any, task: Any) -> None:
        self._bar, self._task = bar, task

    def batch(self, number: int, count: int, batch: Account, so_far: Account, total_bytes: int) -> None:
        articles = f"{so_far.articles:,} articles"
        self._bar.update(self._task, completed=so_far.bytes, total=total_bytes, description=articles)
        if not self._bar.console.is_terminal:
            terminal.note(f"{so_far.bytes / max(total_bytes, 1):4.0%} read, {so_far.articles:,} new articles")

    def crashed(self, attempts: list[Attempt]) -> None:
        for attempt in attempts:
            where = f"process {attempt.pid} on {attempt.host}"
            terminal.note(f"A run of {attempt.as_of} never ended ({where}); it is marked as crashed")


@contextmanager
def plain_steps() -> Iterator[PlainSteps]:
    """Steps with a pool of their own. Who stops the run does not wait for what the pool is at."""
    pool = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="extract")
    try:
        yield PlainSteps(pool)
    except BaseException:
        pool.shutdown(wait=False, cancel_futures=True)
        raise
    pool.shutdown()


def ingest(paths: list[str], lake: Path, as_of: date | None, cluster: Cluster | None = None, **asked: Any) -> None:
    """Run a night here and now and print what it did; what can be wrong with the arguments is said first.

    With PREFECT_API_URL it runs as a flow of that server. Raises DatelineError where none answers there. With a
    `cluster` it runs on that, and without a server.
    """
    day = as_of or datetime.now(UTC).date()
    request = night.checked(
        paths, str(lake), day, is_night=as_of is None and any(DAY in path for path in paths), **asked
    )
    found = sources.discover(list(request.context.sources), request.file_format)
    for part in [part for part in found if part.format == "csv"][:_MOST_NOTED]:
        for line in day_notes(part.path, dict(request.mapping)):
            terminal.note(line)
    outcome = run_one(request, cluster)
    terminal.table(outcome["rows"], f"Run {outcome['run_id']}")
    terminal.table(outcome["marts"], outcome["mart_days"])
    terminal.table(left_out(outcome["reasons"]), "Left out (`dateline rejects` lists them)")


def run_one(asked: Asked, cluster: Cluster | None = None) -> dict[str, Any]:
    """Run one night with a progress bar; gives its report as plain values.

    It is a flow where there is a server. On a `cluster` it runs without one.
    """
    if os.environ.get(API_URL) and cluster is None:
        _require_server(os.environ[API_URL])
        return _run_as_flow(asked)
    with stoppable(), _progress() as bar, steps_by(cluster, plain_steps()) as steps:
        return night.run_night(asked, steps, bar).as_dict()


def run_night_and_missed(asked: Asked, notify: str | None, cluster: Cluster | None = None) -> Report:
    """Run a night without a server, those that were missed before it; nobody looks on."""
    from flows.nights import run_nights

    with steps_by(cluster, plain_steps()) as steps:
        return run_nights(asked, steps, Silent(), catch_up=True, notify=notify, log=terminal.note)


def _run_as_flow(asked: Asked) -> dict[str, Any]:
    quiet_prefect()
    from flows.nightly import WATCHER, nightly

    with stoppable(), _progress() as bar:
        token = WATCHER.set(bar)
        try:
            return nightly(
                list(asked.paths), asked.lake, asked.as_of, asked.file_format, asked.source, asked.batch_bytes,
                asked.strict, asked.tagger, dict(asked.mapping), asked.oldest_day or OLDEST_DAY,
                any_day=asked.oldest_day is None, retry=asked.retry, wait_seconds=asked.wait_seconds,
                memory_mb=asked.memory_mb,
            )  # fmt: skip
        finally:
            WATCHER.reset(token)


def left_out(reasons: dict[str, int]) -> list[dict[str, str]]:
    """Rejects by reason, the most first, with what to do about them."""
    ordered = sorted(reasons.items(), key=lambda each: (-each[1], each[0]))
    return [
        {
            "records": f"{count:,}",
            "reason": name,
            "what it means": REASONS[name].about,
            "what to do": REASONS[name].remedy,
        }
        for name, count in ordered
    ]


@contextmanager
def _progress() -> Iterator[Watcher]:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, disable=not console.is_terminal, transient=True) as bar:
        yield _Bar(bar, bar.add_task("Reading", total=None))


def _require_server(url: str) -> None:
    """Raise DatelineError unless a Prefect server answers."""
    import httpx

    try:
        httpx.get(f"{url.rstrip('/')}/health", timeout=_PATIENCE_SECONDS).raise_for_status()
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise DatelineError(
            f"No Prefect server answers at {url} ({error or type(error).__name__})",
            f"Start it with `prefect server start`, or unset {API_URL} to run without one",
        ) from error
