"""Which errors may pass by themselves, and how long a step waits before it is tried again."""

import time
from collections.abc import Callable
from typing import TypeVar

import duckdb

from warehouse.errors import StoreAway

R = TypeVar("R")

# Seconds before each further attempt at reading or extracting a batch, and at committing it.
READING_DELAYS = (1.0, 5.0)
COMMIT_DELAYS = (1.0, 3.0, 10.0)


def may_pass(error: BaseException) -> bool:
    """A full disk, a slow network folder or a busy catalog may recover; bad input and our own defects do not."""
    if isinstance(error, OSError | duckdb.IOException | duckdb.TransactionException | StoreAway):
        return True
    # What DuckLake meets in its catalog, a full disk for one, has no class of its own.
    return type(error) is duckdb.Error


def retried(step: Callable[[], R], delays: tuple[float, ...]) -> R:
    """Do a step, again after each delay where its error may pass."""
    for delay in delays:
        try:
            return step()
        except Exception as error:
            if not may_pass(error):
                raise
            time.sleep(delay)
    return step()
