"""Ctrl-C and SIGTERM: the run ends at the next safe point, with one line.

Every moment but a commit is safe. What a batch had staged is swept by the next run, which reads the batch again.
"""

import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

# What a shell reports of a program that Ctrl-C ended.
EXIT_CODE = 130

_SIGNALS = (signal.SIGINT, signal.SIGTERM)
_asked = threading.Event()
_shields = 0


class Stopped(BaseException):
    """Somebody asked the run to stop. No Exception: nothing that deals with errors may go on after it."""


def is_asked() -> bool:
    """Whether the run has been asked to stop."""
    return _asked.is_set()


@contextmanager
def stoppable() -> Iterator[None]:
    """Raise Stopped in the main thread when the process is asked to stop; a second request ends it at once."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    _asked.clear()
    before = {number: signal.signal(number, _ask) for number in _SIGNALS}
    try:
        yield
        stop_if_asked()
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        # Who goes on in this process has not been asked to stop.
        _asked.clear()


@contextmanager
def unbroken() -> Iterator[None]:
    """Let a commit come to its end; who asks meanwhile is heard after it."""
    global _shields
    _shields += 1
    try:
        yield
    finally:
        _shields -= 1
    stop_if_asked()


def stop_if_asked() -> None:
    """A safe point: raise Stopped if the run has been asked to stop."""
    if _asked.is_set() and not _shields:
        raise Stopped


def leave() -> NoReturn:
    """End the process now, without waiting for threads that extract what nobody will commit."""
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(EXIT_CODE)


def _ask(number: int, _frame: FrameType | None) -> None:
    if _asked.is_set():
        signal.signal(number, signal.SIG_DFL)
        signal.raise_signal(number)
    _asked.set()
    stop_if_asked()
