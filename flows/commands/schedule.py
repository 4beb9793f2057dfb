"""`dateline schedule`: the nights by the clock, in one process and without a server."""

import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Annotated
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import typer

from flows import terminal
from flows.commands.options import (
    DEFAULT_LAKE,
    DaskAddressOption,
    LakeOption,
    NotifyOption,
    RunnerOption,
    TaggerOption,
    WaitOption,
    WorkersOption,
)
from flows.defaults import AUTO, BATCH_MB, LONG_WAIT_SECONDS, TAGGER, THREADS
from warehouse.errors import DatelineError
from warehouse.lake import Lake

# The clock is looked at again at least so often: a laptop that slept wakes up later than it thinks.
_LONGEST_SLEEP_SECONDS = 30.0


def schedule(
    paths: Annotated[list[str], typer.Argument(help="As for ingest, with {as_of} for the day.")],
    cron: Annotated[
        str, typer.Option(metavar="EXPRESSION", help="When: minute hour day month weekday.")
    ] = "30 4 * * *",
    timezone: Annotated[str, typer.Option(help="Zone of the expression's hours.")] = "UTC",
    lake: LakeOption = DEFAULT_LAKE,
    file_format: Annotated[str, typer.Option("--format", help="As for ingest.")] = AUTO,
    source: Annotated[str | None, typer.Option(help="Name of the source.")] = None,
    batch_mb: Annotated[int, typer.Option(min=1, max=1024, help="Source text of a batch, in MB.")] = BATCH_MB,
    strict: Annotated[bool, typer.Option(help="Count a night with rejects as failed.")] = False,
    tagger: TaggerOption = TAGGER,
    wait: WaitOption = LONG_WAIT_SECONDS,
    runner: RunnerOption = THREADS,
    dask_address: DaskAddressOption = None,
    workers: WorkersOption = None,
    notify: NotifyOption = None,
) -> None:
    """Run a night whenever the clock says so, missed ones first, until Ctrl-C or SIGTERM."""
    Lake(lake).check()
    from flows import night
    from flows.cluster import cluster_of
    from flows.local_run import run_night_and_missed
    from flows.notices import check_address
    from flows.stopping import stoppable

    check_address(notify)
    cluster = cluster_of(runner, dask_address, workers)
    moments = Moments(cron, timezone)

    def run(moment: datetime) -> None:
        asked = night.checked(
            paths, str(lake), moment.astimezone(UTC).date(), file_format, source, batch_mb * 2**20, strict, tagger,
            is_night=True, wait_seconds=wait,
        )  # fmt: skip
        try:
            report = run_night_and_missed(asked, notify, cluster)
            figures = report.account
            terminal.say(f"{asked.as_of}: {figures.articles:,} new articles, {figures.rejects:,} rejects")
            terminal.table(report.mart_rows(), report.mart_days())
        except Exception as error:  # whatever it was: the next night comes
            terminal.complain(f"{asked.as_of}: {error or type(error).__name__}")

    with stoppable():
        keep_to(moments, run, _last_night(Lake(lake)))


class Moments:
    """The moments of a cron expression."""

    def __init__(self, expression: str, timezone: str) -> None:
        """Raises DatelineError for an expression or a zone that is none."""
        from cronsim import CronSim, CronSimError

        try:
            self._zone = ZoneInfo(timezone)
        except (ZoneInfoNotFoundError, ValueError, OSError) as error:
            raise DatelineError(f"There is no time zone {timezone}", "Write it as Europe/Oslo or UTC") from error
        self._expression, self._cron = expression, CronSim
        try:
            self.after(datetime.now(UTC))
        except (CronSimError, StopIteration) as error:
            raise DatelineError(
                f"{expression!r} is no time of the clock ({error or 'it never comes'})", 'Write it as "30 4 * * *"'
            ) from error

    def after(self, moment: datetime) -> datetime:
        """The first moment after this one."""
        return next(self._cron(self._expression, moment.astimezone(self._zone)))

    def before(self, moment: datetime) -> datetime:
        """The last moment before this one."""
        return next(self._cron(self._expression, moment.astimezone(self._zone), reverse=True))


def keep_to(
    moments: Moments,
    run: Callable[[datetime], None],
    last_night: datetime | None,
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
    sleep: Callable[[float], None] = time.sleep,
) -> None:
    """Run at each moment, for ever. A lake whose last night is older than the last moment is seen to at once.

    Moments that pass during a run give one run after it: it catches up the days between.
    """
    latest = moments.before(now())
    if last_night is not None and last_night.date() < latest.astimezone(UTC).date():
        run(latest)
    while True:
        following = moments.after(now())
        terminal.note(f"The next night begins at {following:%Y-%m-%d %H:%M %Z}")
        while (left := (following - now()).total_seconds()) > 0:
            sleep(min(left, _LONGEST_SLEEP_SECONDS))
        run(following)


def _last_night(place: Lake) -> datetime | None:
    """The newest day of the lake's nights."""
    if not place.exists():
        return None
    [(day,)] = place.reader().execute("SELECT max(as_of) FROM runs WHERE is_night").fetchall()
    return datetime(day.year, day.month, day.day, tzinfo=UTC) if day else None
