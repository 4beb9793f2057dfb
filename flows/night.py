"""A night from its first look at the lake to its row in `runs`, with or without Prefect.

flows/nightly.py gives the steps as tasks of Prefect, flows/local_run.py as plain functions.
"""

import glob
import os
from collections.abc import Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, Protocol

import duckdb

from flows import sources
from flows.account import Account, RunContext
from flows.batches import Extract, Load, Read, run_batches
from flows.defaults import BATCH_MB, MEMORY_MB, OLDEST_DAY, TAGGER, WAIT_SECONDS
from flows.report import Report
from flows.run import begin_run, end_run, start_run
from flows.sources.fields import parse_mapping
from flows.stopping import Stopped, is_asked
from warehouse import runs
from warehouse.errors import DatelineError, RunFailed
from warehouse.lake import Lake
from warehouse.load import newest_snapshot
from warehouse.overrides import OVERRIDES
from warehouse.staging import sweep
from warehouse.upkeep import upkeep

DAY = "{as_of}"

# What comparing the marts may hold, besides what the night has not given back: a part in so many of the run's memory.
_SHARE_OF_MARTS = 4

# A night looks at the folders of the days before too, for what came after their own night.
LOOK_BACK_DAYS = 6


# What may lie in the folder of a lake before it is made.
_OWN_NAMES = frozenset({"data", "staging", "alive", "search", "writer.lock", "sources.toml", OVERRIDES})


@dataclass(frozen=True)
class Asked:
    """What a night is asked for; flows/nightly.py says what each part means."""

    paths: tuple[str, ...]
    lake: str
    as_of: date
    file_format: str = "auto"
    source: str | None = None
    batch_bytes: int = BATCH_MB * 2**20
    strict: bool = False
    tagger: str = TAGGER
    mapping: tuple[tuple[str, str], ...] = ()
    oldest_day: date | None = OLDEST_DAY
    retry: bool = False
    looks_back: bool = False
    is_night: bool = False
    wait_seconds: float = WAIT_SECONDS
    memory_mb: int = MEMORY_MB

    @property
    def context(self) -> RunContext:
        """What every step must know."""
        return RunContext(
            lake=str(Path(self.lake).absolute()),
            as_of=self.as_of,
            sources=paths_of(self.paths, self.as_of),
            source=self.source,
            tagger=self.tagger,
            mapping=self.mapping,
            oldest_day=self.oldest_day,
            retry=self.retry,
            memory_mb=self.memory_mb,
        )

    def late_paths(self) -> tuple[str, ...]:
        """Paths of the days before the night's own, as far as something is there."""
        if not self.looks_back:
            return ()
        templates = [path for path in self.paths if DAY in path]
        days = [self.as_of - timedelta(days=back) for back in range(LOOK_BACK_DAYS, 0, -1)]
        return tuple(path for day in days for path in paths_of(templates, day) if is_something_at(path))


class Steps(Protocol):
    """The steps of a night in the way they are run: plainly, as tasks, or by a cluster."""

    at_once: int
    """Batches that are extracted at the same time."""

    def plan(self, context: RunContext, file_format: str, batch_bytes: int, late: Sequence[str]) -> "Plans":
        """Find the input and write the plan of each batch."""
        ...

    def of_batches(self, context: RunContext) -> tuple[Read, Extract, Load]:
        """How a batch is read, extracted and committed."""
        ...


@dataclass(frozen=True)
class Plans:
    """The plans of the batches, the input's size, and how many files are no input, by their endings."""

    plans: list[Path]
    bytes: int
    passed_over: dict[str, int]


class Watcher(Protocol):
    """Who is told how a night gets on."""

    def begun(self, account: Account) -> None:
        """The night has begun; its account will be added up in this one."""
        ...

    def batch(self, number: int, count: int, batch: Account, so_far: Account, total_bytes: int) -> None:
        """A batch has come to its end."""
        ...

    def crashed(self, attempts: list[runs.Attempt]) -> None:
        """Runs that were killed were found."""
        ...


def paths_of(paths: Sequence[str], day: date) -> tuple[str, ...]:
    """Paths with the day in the place of `{as_of}`."""
    return tuple(path.replace(DAY, day.isoformat()) for path in paths)


def checked(
    paths: Sequence[str],
    lake: str,
    as_of: date,
    file_format: str = "auto",
    source: str | None = None,
    batch_bytes: int = BATCH_MB * 2**20,
    strict: bool = False,
    tagger: str = TAGGER,
    mapping: dict[str, str] | None = None,
    **others: Any,
) -> Asked:
    """What was asked for, if it can be done at all. Raises DatelineError before anything is written."""
    if not paths or not all(path.strip() for path in paths):
        raise DatelineError("No path is given", "Name files, folders or patterns to read")
    if batch_bytes < 1:
        raise DatelineError(f"A batch of {batch_bytes:,} bytes holds nothing", "Give batch_bytes of 1 or more")
    sources.check_format(file_format)
    if tagger != TAGGER:
        from flows.tagging import chosen_tagger  # the shipped one is always there, and takes time to import

        chosen_tagger(tagger)
    fields = parse_mapping([f"{column}={path}" for column, path in (mapping or {}).items()])
    check_place(Lake(lake))
    pairs = tuple(sorted(fields.items()))
    return Asked(tuple(paths), str(lake), as_of, file_format, source, batch_bytes, strict, tagger, pairs, **others)


def replace_day(asked: Asked, day: date) -> Asked:
    """The same asked for another day."""
    return replace(asked, as_of=day)


def check_place(place: Lake) -> None:
    """Raise DatelineError where a lake cannot be used, or where the folder is something else's."""
    place.check()
    if not place.path.exists() or place.is_begun():
        return
    if not place.path.is_dir():
        raise DatelineError(f"{place.path} is no folder", "Give the folder of a lake, or a new one")
    foreign = sorted(file.name for file in place.path.iterdir() if file.name not in _OWN_NAMES)
    if foreign:
        raise DatelineError(
            f"{place.path} is no lake: there is {foreign[0]} in it", "Give the folder of a lake, or a new or empty one"
        )


def plan(context: RunContext, file_format: str, batch_bytes: int, late: Sequence[str] = ()) -> Plans:
    """Find the input of a run, unpack it, and write the plan of each batch."""
    found = sources.survey((*context.sources, *late), file_format)
    found = sources.unpack(found, context.folder / "unpacked", file_format)
    plans = start_run(context, found.slices, batch_bytes)
    return Plans(plans, sum(part.bytes for part in found.slices), found.passed_over)


def run_night(asked: Asked, steps: Steps, watcher: Watcher) -> Report:
    """Ingest what was asked for, under the writer's lock, with a row in `runs` from its start to its end.

    Raises DatelineError for what a user can repair, and RunFailed for a run that must not count as good, after
    everything that can be loaded is.
    """
    context, account, started_at = asked.context, Account(), datetime.now(UTC)
    place = Lake(context.lake)
    with place.writer_lock(asked.wait_seconds):
        attempt_id, crashed = begin_run(context, started_at, is_night=asked.is_night)
        before = _newest_snapshot(place) if asked.is_night else None
        watcher.begun(account)
        if crashed:
            watcher.crashed(crashed)
        try:
            unbalanced = _load(context, asked, steps, watcher, account)
            report = Report(context, account, (datetime.now(UTC) - started_at).total_seconds())
            _require_success(account, report, unbalanced, strict=asked.strict)
        except BaseException as error:
            with suppress(Exception):  # the next writer finds a row without an end, and says so
                end_run(context, attempt_id, account, _state_after(error, account), _words_of(error))
            if isinstance(error, RunFailed):
                sweep(place)
            raise
        end_run(context, attempt_id, account, "completed", None)
        if before is not None and account.brought_articles():
            report = _with_marts(report, place, before, asked.memory_mb)
        with suppress(duckdb.Error, OSError):  # the night is done; what could not be merged is merged by another
            upkeep(place, asked.memory_mb)
        sweep(place)
    with suppress(duckdb.Error, OSError, DatelineError):  # the next search brings it up to date
        _keep_searchable(place)
    return report


def _newest_snapshot(place: Lake) -> int:
    with closing(place.writer()) as lake:
        return newest_snapshot(lake)


def _with_marts(report: Report, place: Lake, before: int, memory_mb: int) -> Report:
    """The report with what the night changed in the marts, or with why that is not known.

    The night is done: whatever comes in the way of comparing them, it is good all the same.
    """
    try:
        from warehouse.mart_diff import mart_diff  # a night that brings nothing has no need of it

        return replace(report, marts=mart_diff(place, before, memory_mb // _SHARE_OF_MARTS))
    except Exception as error:
        return replace(report, marts_problem=f"{type(error).__name__}: {error}".splitlines()[0])


def _keep_searchable(place: Lake) -> None:
    """Where somebody searches, the night's articles are in the index before the next search."""
    if (place.path / "search").is_dir():
        from warehouse.search import up_to_date

        with closing(place.reader()) as reader:
            up_to_date(place, reader)


def _load(context: RunContext, asked: Asked, steps: Steps, watcher: Watcher, account: Account) -> list[int]:
    """Take all batches to their commits and add up their accounts; gives the numbers of those that lost records."""
    sweep(Lake(context.lake))
    found = steps.plan(context, asked.file_format, asked.batch_bytes, asked.late_paths())
    account.passed_over = found.passed_over
    unbalanced = []
    for number, batch in enumerate(run_batches(found.plans, *steps.of_batches(context), at_once=steps.at_once), 1):
        if not batch.balances():
            unbalanced.append(number)
        account.add(batch)
        watcher.batch(number, len(found.plans), batch, account, found.bytes)
    return unbalanced


def _state_after(error: BaseException, account: Account) -> str:
    if isinstance(error, RunFailed):
        return "held_back" if account.held_back else "failed"
    stopped = is_asked() or isinstance(error, Stopped | KeyboardInterrupt | SystemExit)
    return "failed" if isinstance(error, Exception) and not stopped else "cancelled"


def _words_of(error: BaseException) -> str:
    if _state_after(error, Account()) == "cancelled":
        return "Stopped before its end; run it again"
    return str(error) if isinstance(error, DatelineError) else f"{type(error).__name__}: {error}"


def is_something_at(path: str) -> bool:
    """Whether a path or pattern names anything."""
    return os.path.lexists(path) or bool(glob.glob(path, recursive=True))  # noqa: PTH207  absolute patterns


def _require_success(account: Account, report: Report, unbalanced: list[int], *, strict: bool) -> None:
    """Raise RunFailed for a run that must not count as good."""
    if account.failed_checks:
        raise RunFailed(
            f"Checks failed, {account.held_back:,} records are not published: {report.failed_checks()}",
            "The rest is loaded; repair the cause and run again",
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
    if account.is_all_bad():
        raise RunFailed(
            f"Nothing could be read: {report.unread()}", "`select source_uri, detail from rejects` says where and why"
        )
    if strict and (account.rejects or account.known_rejects):
        raise RunFailed(
            f"{account.rejects + account.known_rejects:,} records were rejected: {report.rejects()}",
            "`select * from rejects` says where and why",
        )
