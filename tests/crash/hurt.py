"""The command line, hurt at a named point: python -m tests.crash.hurt ARGUMENTS OF dateline...

DATELINE_HURT=DEED@MODULE:FUNCTION:WHEN:N does a deed before or after the N-th call of a function. Deeds: kill, term,
int (signals to the process itself), full (the disk of DATELINE_DISK is filled), fsize and as (limits of the system),
clock (the clock goes two days back). The moment of a signal is written to DATELINE_MOMENT.
"""

import importlib
import os
import resource
import signal
import sys
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import psutil

# No file may grow beyond it, so large that a catalog which is there can be opened.
_FILE_BYTES = 2_000
# Address space beyond what the process has: too little to extract in.
_SPACE_BYTES = 20 * 2**20


def _signal(number: int) -> None:
    if moment := os.environ.get("DATELINE_MOMENT"):
        Path(moment).write_text(str(time.monotonic()))
    os.kill(os.getpid(), number)
    if number != signal.SIGKILL:
        time.sleep(0.2)  # a thread of the pool: the main thread hears it meanwhile


def _fill() -> None:
    disk = Path(os.environ["DATELINE_DISK"])
    free = os.statvfs(disk)
    with (disk / "filler").open("wb", buffering=0) as file:
        os.posix_fallocate(file.fileno(), 0, free.f_bavail * free.f_frsize)


def _bound_files() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (_FILE_BYTES, _FILE_BYTES))


def _bound_space() -> None:
    most = psutil.Process().memory_info().vms + _SPACE_BYTES
    resource.setrlimit(resource.RLIMIT_AS, (most, most))


class _Slow(datetime):
    """A clock that is two days behind."""

    @classmethod
    def now(cls, tz=None):
        return datetime.now(tz) - timedelta(days=2)


def _turn_clock_back() -> None:
    for name in ("flows.night", "flows.nights", "warehouse.runs"):
        importlib.import_module(name).datetime = _Slow


DEEDS: dict[str, Callable[[], None]] = {
    "kill": lambda: _signal(signal.SIGKILL),
    "term": lambda: _signal(signal.SIGTERM),
    "int": lambda: _signal(signal.SIGINT),
    "full": _fill,
    "fsize": _bound_files,
    "as": _bound_space,
    "clock": _turn_clock_back,
}


def prepare(asked: str) -> None:
    """Arrange for a deed."""
    name, _, place = asked.partition("@")
    module, function, when, nth = place.split(":")
    holder = importlib.import_module(module)
    inner, calls = getattr(holder, function), 0

    def hurting(*arguments, **named):
        nonlocal calls
        calls += 1
        if calls == int(nth) and when == "before":
            DEEDS[name]()
        given = inner(*arguments, **named)
        if calls == int(nth) and when == "after":
            DEEDS[name]()
        return given

    setattr(holder, function, hurting)


if __name__ == "__main__":
    from flows import cli
    from warehouse import upkeep

    upkeep._MOST_SPARE_FILES = 1  # so that every night has something to keep up
    if asked := os.environ.get("DATELINE_HURT"):
        prepare(asked)
    sys.argv[0] = "dateline"
    cli.main()
