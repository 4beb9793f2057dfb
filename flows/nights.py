"""A night and those before it that were missed: caught up oldest first, each with its own day; and who is told."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from datetime import time as hour

from flows import notices
from flows.night import (
    DAY,
    LOOK_BACK_DAYS,
    Asked,
    Steps,
    Watcher,
    is_something_at,
    paths_of,
    replace_day,
    run_night,
)
from flows.report import Report
from warehouse import nights
from warehouse.errors import DatelineError, RunFailed
from warehouse.lake import Lake
from warehouse.runs import Attempt

# Nights that were missed are caught up as far back, nights that went badly are tried again as long.
_CATCH_UP_DAYS = 30
_TRY_AGAIN_DAYS = 6


class Told:
    """A watcher that posts notices and passes everything on to another one."""

    def __init__(self, asked: Asked, watcher: Watcher, url: str | None, log: Callable[[str], None]) -> None:
        """Take the address notices go to, or None, and who hears of a notice that could not be posted."""
        self._asked, self._watcher, self._url, self._log = asked, watcher, url, log
        self.begun, self.batch = watcher.begun, watcher.batch

    def tell(self, notice: notices.Notice) -> None:
        """Post a notice."""
        problem = notices.post(self._url, self._asked.context.lake, notice) if self._url else None
        if problem:
            self._log(problem)

    def crashed(self, attempts: list[Attempt]) -> None:
        """See flows/night.py."""
        self._watcher.crashed(attempts)
        for attempt in attempts:
            self.tell(notices.crashed(attempt))


def run_nights(
    asked: Asked,
    steps: Steps,
    watcher: Watcher,
    *,
    catch_up: bool,
    notify: str | None = None,
    log: Callable[[str], None] = lambda _: None,
) -> Report:
    """Run a night, and before it those that were missed; `log` hears what became of them.

    Only what is asked for day by day is caught up. What a night before it fails of does not stop the night.
    """
    told = Told(asked, watcher, notify, log)
    if catch_up and any(DAY in path for path in asked.paths):
        for day, verdict in missed(asked):
            _catch_up(replace_day(asked, day), verdict, steps, told, log)
        asked = replace(asked, looks_back=True)
    with _told_of_failure(asked.as_of, told):
        report = run_night(asked, steps, told)
    _say_problems(report, log)
    if notify:
        with closing(Lake(asked.context.lake).reader()) as connection:
            odd = notices.unusual(connection, asked.as_of)
        for notice in odd:
            told.tell(notice)
    return report


def missed(asked: Asked) -> list[tuple[date, str]]:
    """Days before the night that are missing or went badly, oldest first, each with its verdict.

    Also the days before the lake's first night, with verdict "none", as far back as late files are looked for: what is
    in their folders is theirs, whichever night finds it first. Waits for a writer that is at work, which may be one of
    them. Raises DatelineError where it takes too long.
    """
    place = Lake(asked.context.lake)
    before = [asked.as_of - timedelta(days=back) for back in range(_CATCH_UP_DAYS, 0, -1)]
    if not place.exists():
        verdicts = dict.fromkeys(before, "none")
    else:
        with place.writer_lock(asked.wait_seconds):
            pass
        now = datetime.combine(asked.as_of, hour(), UTC)
        with closing(place.reader()) as connection:
            verdicts = {night.day: night.verdict for night in nights.nights(connection, now, _CATCH_UP_DAYS + 1)}
    since = {
        "missing": before[0],
        "bad": asked.as_of - timedelta(days=_TRY_AGAIN_DAYS),
        "running": asked.as_of - timedelta(days=_TRY_AGAIN_DAYS),
        "none": asked.as_of - timedelta(days=LOOK_BACK_DAYS),
    }
    return [(day, verdict) for day in before if (verdict := verdicts.get(day)) in since and day >= since[verdict]]


def _catch_up(asked: Asked, verdict: str, steps: Steps, told: Told, log: Callable[[str], None]) -> None:
    is_there = any(is_something_at(path) for path in paths_of(asked.paths, asked.as_of))
    if verdict == "missing":
        log(f"The night of {asked.as_of} was missed{'; it is run now' if is_there else ', and nothing is there'}")
        told.tell(notices.missing(asked.as_of, asked.as_of, is_caught_up=is_there))
    if not is_there:
        return
    if verdict == "none":
        # No night of the lake's: those between it and the first one are not missing.
        asked = replace(asked, is_night=False)
    try:
        report = run_night(asked, steps, told)
        _say_problems(report, log)
        log(f"The night of {asked.as_of} is caught up; rows added, removed and changed: {report.mart_line()}")
    except (DatelineError, RunFailed) as error:
        log(f"The night of {asked.as_of} is not good: {error}")
        if verdict == "missing":
            told.tell(notices.failed(asked.as_of, error))


def _say_problems(report: Report, log: Callable[[str], None]) -> None:
    """Say what went wrong in a night that is good all the same."""
    if report.marts_problem:
        log(f"The night of {report.context.as_of} is loaded. {report.mart_days()}")


@contextmanager
def _told_of_failure(night: date, told: Told) -> Iterator[None]:
    try:
        yield
    except Exception as error:
        told.tell(notices.failed(night, error))
        raise
