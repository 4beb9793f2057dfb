"""Ingests without Prefect, for tests that kill it: python -m tests.crash.driver LAKE BATCH_BYTES PATH...

With DATELINE_KILL_AT=POINT:N the process kills itself at that point of its N-th transaction, counted from 1.
"""

import os
import signal
import sys
import threading
from contextlib import contextmanager
from pathlib import Path

from tests.builders import ingest_as_it_is
from warehouse import load
from warehouse.lake import Lake

POINTS = ("placed", "before_commit", "within_commit", "after_commit")


def kill() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def kill_at(point: str, number: int) -> None:
    """Arrange for the end of this process."""
    transactions = 0
    commit, add_files = Lake._commit, load._add_files

    @contextmanager
    def counted(self, connection):
        nonlocal transactions
        transactions += 1
        with commit(self, connection):
            yield
            if transactions == number and point == "before_commit":
                kill()
            if transactions == number and point == "within_commit":
                threading.Timer(0.004, kill).start()
        if transactions == number and point == "after_commit":
            kill()

    def add(lake, name, files):
        add_files(lake, name, files)
        if transactions == number and point == "placed" and name in ("ledger", "fx_rates"):
            kill()

    Lake._commit, load._add_files = counted, add


if __name__ == "__main__":
    if "DATELINE_KILL_AT" in os.environ:
        chosen, _, nth = os.environ["DATELINE_KILL_AT"].partition(":")
        kill_at(chosen, int(nth))
    ingest_as_it_is(Path(sys.argv[1]), *sys.argv[3:], batch_bytes=int(sys.argv[2]))
