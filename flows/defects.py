"""Defects: records on which the program itself raises an error. They are found by bisection and become rejects.

What is no record's fault is told apart here: no memory, a file that cannot be read, an error of the store.
"""

import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

import duckdb
import polars as pl

from warehouse.errors import ContractBroken, DatelineError
from warehouse.parquet import write_parquet

# Their reason among the rejects.
DEFECT = "defect"
# With more in a run, the fault is hardly the records'.
MOST_DEFECTS = 20

_NOT_OF_A_RECORD = (MemoryError, OSError, ImportError, duckdb.Error, DatelineError)
_PACKAGES = ("flows", "transforms", "warehouse", "site-packages")
_MOST_PLACES_CHARS = 3_000
_MOST_MESSAGE_CHARS = 500

# What is written down beside the folder of a batch ends so.
NOTES = ".defects"
_SCHEMA = {"record_sha256": pl.String, "traceback": pl.String, "error": pl.String}

R = TypeVar("R")
# Works on the records from the first number up to the second, and raises where it cannot.
Attempt = Callable[[int, int], R]


class DefectsFound(Exception):  # noqa: N818
    """An attempt fails on some records: `errors` has the error of each, by its number."""

    def __init__(self, errors: dict[int, BaseException]) -> None:
        """Keep the errors."""
        super().__init__(f"{len(errors)} records")
        self.errors = errors


def is_of_a_record(error: BaseException) -> bool:
    """Whether an error may be the fault of a record: not of the machine, of the store or of what a user has asked."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ContractBroken):
            return True
        out_of_memory = any(kind.__name__ == "OutOfMemoryError" for kind in type(cause).__mro__)  # torch has its own
        if isinstance(cause, _NOT_OF_A_RECORD) or out_of_memory:
            return False
        cause = cause.__cause__
    # A panic of Polars is no Exception to Python.
    return isinstance(error, Exception | pl.exceptions.PanicException)


def try_all(count: int, attempt: Attempt[R], most: int = MOST_DEFECTS + 1) -> R:
    """Make an attempt on `count` records. The good case costs nothing.

    Raises DefectsFound with the records it fails on, of which at most `most` are looked for. An error that is no
    record's fault is raised as it is, and so is one that comes only now and then.
    """
    try:
        return attempt(0, count)
    except BaseException as error:
        if not is_of_a_record(error):
            raise
    found = _find_defects(count, attempt, most)
    if found:
        raise DefectsFound(found)
    return attempt(0, count)


def traceback_of(error: BaseException) -> str:
    """Where an error was raised, the place last, and what it said; bounded, and without the folders of this machine."""
    frames = [
        traceback.FrameSummary(_inside(frame.filename), frame.lineno, frame.name, line=frame.line)
        for frame in traceback.extract_tb(error.__traceback__)
    ]
    places = "".join(traceback.format_list(frames))[-_MOST_PLACES_CHARS:]
    causes = [] if error.__cause__ is None else [f"caused by {_said(error.__cause__)}"]
    return "\n".join([places.rstrip("\n"), _said(error), *causes])


def place_of(error: BaseException) -> str:
    """The kind of an error and the last place in our own code, in a few words."""
    places = [f"{_inside(frame.filename)}:{frame.lineno}" for frame in traceback.extract_tb(error.__traceback__)]
    ours = [place for place in places if place.startswith(_PACKAGES[:-1])]
    return f"{type(error).__name__} in {ours[-1] if ours else 'a library'}"


def note_defects(folder: Path, records: pl.DataFrame, found: dict[int, BaseException]) -> None:
    """Write down next to a batch's folder which of its records fail: when the batch is read again, they are rejects.

    Takes rows with record_sha256, which `found` counts from 0.
    """
    numbers = list(found)
    fresh = pl.DataFrame(
        {
            "record_sha256": records["record_sha256"].gather(numbers),
            "traceback": [traceback_of(found[number]) for number in numbers],
            "error": [place_of(found[number]) for number in numbers],
        },
        schema=_SCHEMA,
    )
    file = folder.with_suffix(NOTES)
    write_parquet(pl.concat([noted_defects([folder]), fresh]), file)


def noted_defects(folders: Sequence[Path]) -> pl.DataFrame:
    """What was written down for these batches: record_sha256, traceback, and the error in a few words (all String)."""
    files = [folder.with_suffix(NOTES) for folder in folders]
    noted = [pl.read_parquet(file.read_bytes()) for file in files if file.is_file()]
    return pl.concat(noted) if noted else pl.DataFrame(schema=_SCHEMA)


def noted_folders(run: Path) -> list[Path]:
    """The folders of a run's batches for which something is written down."""
    return [file.with_suffix("") for file in run.glob(f"*{NOTES}")]


def _find_defects(count: int, attempt: Attempt[R], most: int) -> dict[int, BaseException]:
    """The records that an attempt fails on, found by halves.

    For k of n records that takes O(k log n) attempts on ever fewer records. Where records fail only together, the one
    that completes the failure is named; whether the others work without it shows when the rest is tried again. Gives
    nothing where the attempt works now.
    """
    found: dict[int, BaseException] = {}

    def search(start: int, stop: int) -> None:
        error = _fault(attempt, start, stop) if len(found) < most and start < stop else None
        if error is None:
            return
        if stop - start == 1:
            found[start] = error
            return
        before, middle = len(found), (start + stop) // 2
        search(start, middle)
        search(middle, stop)
        if len(found) == before:
            found.update(_last_straw(attempt, start, middle, stop))

    search(0, count)
    return found


def _last_straw(attempt: Attempt[R], start: int, works: int, fails: int) -> dict[int, BaseException]:
    """The record that makes an attempt fail together with those from `start`, if it does so again."""
    while fails - works > 1:
        middle = (works + fails) // 2
        if _fault(attempt, start, middle):
            fails = middle
        else:
            works = middle
    error = _fault(attempt, start, fails)
    return {fails - 1: error} if error else {}


def _fault(attempt: Attempt[R], start: int, stop: int) -> BaseException | None:
    try:
        attempt(start, stop)
    except BaseException as error:
        if not is_of_a_record(error):
            raise
        return error
    return None


def _said(error: BaseException) -> str:
    try:
        words = str(error)
    except Exception:
        words = "(no words)"
    return f"{type(error).__name__}: {words[:_MOST_MESSAGE_CHARS]}"


def _inside(file_name: str) -> str:
    """A file's path from its package on."""
    parts = Path(file_name).parts
    for place in range(len(parts) - 2, -1, -1):
        if parts[place] in _PACKAGES:
            return "/".join(parts[place + (parts[place] == "site-packages") :])
    return parts[-1] if parts else file_name
