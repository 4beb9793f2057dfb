"""Small inline frames for tests."""

import atexit
import shutil
import tempfile
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from functools import cache
from pathlib import Path

import polars as pl

from flows.account import Account
from flows.defaults import BATCH_MB, OLDEST_DAY
from flows.local_run import Silent, plain_steps
from flows.night import Asked, run_night
from warehouse.errors import RunFailed
from warehouse.fx import rates
from warehouse.lake import Lake, place
from warehouse.lake.store import store_at
from warehouse.migrations import schema_stamp

BATCH_BYTES = BATCH_MB * 2**20


class Seen(Silent):
    """A watcher that keeps the account."""

    def __init__(self) -> None:
        self.account = Account()

    def begun(self, account: Account) -> None:
        self.account = account


def texts(*strings: str) -> pl.DataFrame:
    """A texts frame of these strings."""
    return pl.DataFrame(
        {"text_no": range(len(strings)), "text": strings}, schema={"text_no": pl.UInt32, "text": pl.String}
    )


def records(*raw: bytes) -> pl.DataFrame:
    """A records frame of these bytes, as a source reader gives it."""
    return pl.DataFrame(
        {
            "source": ["test"] * len(raw),
            "source_uri": [f"file:///{number}.txt" for number in range(len(raw))],
            "source_locator": pl.Series([None] * len(raw), dtype=pl.String),
            "record": pl.Series(raw, dtype=pl.Binary),
            "record_sha256": [f"{number:064x}" for number in range(len(raw))],
            "identity_sha256": [f"{number:064x}" for number in range(len(raw))],
            "reason": pl.Series([None] * len(raw), dtype=pl.String),
            "detail": pl.Series([None] * len(raw), dtype=pl.String),
        }
    )


def articles(*bodies: str, published_on: date | None = date(2025, 3, 15), title: str | None = None) -> pl.DataFrame:
    """Articles as transforms.extract takes them, with ids a0, a1, ..."""
    count = len(bodies)
    return pl.DataFrame(
        {
            "article_id": [f"a{number}" for number in range(count)],
            "revision": [1] * count,
            "title": [title] * count,
            "body": bodies,
            "published_on": [published_on] * count,
            "language": ["en"] * count,
            "source": ["test"] * count,
        },
        schema_overrides={"revision": pl.UInt32, "title": pl.String, "published_on": pl.Date},
    )


def empty_lake(folder: Path) -> Lake:
    """A lake that has tables and exchange rates: a copy, for to make them takes longer than to load a small batch."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copytree(_without_articles(schema_stamp()), folder, dirs_exist_ok=True)
    return Lake(folder)


@cache
def _without_articles(_stamp: str) -> Path:
    """Made once in a process for each declaration of the tables, of which a test may have its own."""
    folder = Path(tempfile.mkdtemp(prefix="dateline-empty-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    lake = Lake(folder / "lake")
    with lake.writer_lock():
        rates(lake)
    return lake.path


def prepared(make: Callable[[Path], object], folder: Path) -> Lake:
    """The lake that `make` makes in a folder, at `lake`, with all that lies beside it.

    It is made once in a process, and copied after that: an ingest takes seconds. What the copy says of its sources are
    the paths of the original, which are there to the end.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if place.STORE_AT is store_at:
        shutil.copytree(_prepared(make, schema_stamp()), folder, dirs_exist_ok=True)
    else:  # rows that lie in a database cannot be copied so
        make(folder)
    return Lake(folder / "lake")


@cache
def _prepared(make: Callable[[Path], object], _stamp: str) -> Path:
    folder = Path(tempfile.mkdtemp(prefix="dateline-prepared-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    make(folder)
    return folder


def samples_lake(folder: Path) -> None:
    """Ingest the sample articles in one run."""
    from tests.conftest import SAMPLES  # which a process that is only to be killed does not need

    assert ingest(folder / "lake", SAMPLES).articles == 26


def ingest(
    lake: Path,
    *paths: Path | str,
    as_of: date = date(2026, 3, 23),
    batch_bytes: int = BATCH_BYTES,
    oldest_day: date | None = OLDEST_DAY,
    mapping: tuple[tuple[str, str], ...] = (),
    retry: bool = False,
) -> Account:
    """Ingest without Prefect, as the command line does; what a failed run did is given too.

    Where there is no lake, it is `empty_lake`; `ingest_as_it_is` has it made.
    """
    if not lake.exists():
        empty_lake(lake)
    return ingest_as_it_is(
        lake, *paths, as_of=as_of, batch_bytes=batch_bytes, oldest_day=oldest_day, mapping=mapping, retry=retry
    )


def ingest_as_it_is(
    lake: Path,
    *paths: Path | str,
    as_of: date = date(2026, 3, 23),
    batch_bytes: int = BATCH_BYTES,
    oldest_day: date | None = OLDEST_DAY,
    mapping: tuple[tuple[str, str], ...] = (),
    retry: bool = False,
) -> Account:
    """As `ingest`, at a place where nothing was prepared."""
    asked = Asked(
        tuple(str(path) for path in paths),
        str(lake),
        as_of,
        batch_bytes=batch_bytes,
        oldest_day=oldest_day,
        mapping=mapping,
        retry=retry,
    )
    seen = Seen()
    with plain_steps() as steps, suppress(RunFailed):
        run_night(asked, steps, seen)
    return seen.account


def lake_of_one_article(folder: Path) -> Lake:
    """A lake beside the folder `in` that it is read from, an article of 5 dollars in both."""
    write_article(folder / "in", "a.txt", "It cost $5.")
    ingest(folder / "lake", folder / "in")
    return Lake(folder / "lake")


def write_article(folder: Path, name: str, body: str, header: str = " date 2025-03-15 A title") -> Path:
    """Write a raw article."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(f"{header}\n\n{body}", encoding="utf-8")
    return path
