"""Small inline frames for tests."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

import polars as pl

from flows.account import Account, RunContext
from flows.batches import AT_ONCE, run_batches
from flows.defaults import OLDEST_DAY
from flows.ingest import (
    BATCH_BYTES,
    commit_batch,
    extract_batch,
    record_run,
    start_run,
)
from flows.reading import read_batch
from flows.sources import survey, unpack
from warehouse.lake import Lake
from warehouse.staging import sweep


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


def ingest(
    lake: Path,
    *paths: Path | str,
    as_of: date = date(2026, 3, 23),
    batch_bytes: int = BATCH_BYTES,
    oldest_day: date | None = OLDEST_DAY,
    mapping: tuple[tuple[str, str], ...] = (),
    retry: bool = False,
) -> Account:
    """Ingest without Prefect: the same steps in the same order as flows/nightly.py."""
    asked = tuple(str(path) for path in paths)
    context = RunContext(str(lake), as_of, asked, mapping=mapping, oldest_day=oldest_day, retry=retry)
    place = Lake(lake)
    total = Account()
    with place.writer_lock(), ThreadPoolExecutor(AT_ONCE) as pool:
        sweep(place)
        found = unpack(survey(context.sources), context.folder / "unpacked")
        total.passed_over = found.passed_over
        plans = start_run(context, found.slices, batch_bytes)
        for account in run_batches(
            plans,
            partial(read_batch, context),
            partial(pool.submit, extract_batch, context),
            partial(commit_batch, context),
        ):
            total.add(account)
        record_run(context, total, datetime.now(UTC))
        sweep(place)
    return total


def write_article(folder: Path, name: str, body: str, header: str = " date 2025-03-15 A title") -> Path:
    """Write a raw article."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(f"{header}\n\n{body}", encoding="utf-8")
    return path
