"""How fast temporal expressions are read, next to dateparser where it is installed.

Run as python -m tests.benchmarks.bench_temporal. Prints characters a second of the whole temporal transform (sentences
come from outside) over the GMB news texts repeated to 200 MB in batches of 64 MB, as if published over one month; the
same on the texts read once (no repetition to gain from); then hostile inputs of 10 MB; then the same small sample read
by dateparser.search.search_dates and by the transform.
"""

import datetime
import gzip
import importlib.util
import json
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import polars as pl

from transforms.temporal import temporal_mentions
from transforms.text.sentences import sentences

SHARED = Path(__file__).parents[2].parent / "shared"
NEWS = SHARED / "training" / "entities" / "gmb_train.jsonl.gz"
BATCH_BYTES, TOTAL_BYTES, ROUNDS = 64_000_000, 200_000_000, 3
STRETCHES = 2
HOSTILE_CHARS = 10_000_000
SAMPLE_TEXTS = 60


def texts_frame(bodies: list[str]) -> pl.DataFrame:
    first = datetime.date(2025, 3, 1)
    return pl.DataFrame(
        {
            "text": bodies,
            "published_on": [first + datetime.timedelta(days=number % 31) for number in range(len(bodies))],
        }
    ).with_row_index("text_no")


def seconds(texts: pl.DataFrame) -> tuple[float, int]:
    """Wall seconds and mentions, the texts in two stretches side by side, as batches are read."""
    size = -(-texts.height // STRETCHES)
    stretches = [
        texts[start : start + size].drop("text_no").with_row_index("text_no").rechunk()
        for start in range(0, texts.height, size)
    ]
    cut = [sentences(stretch) for stretch in stretches]
    with ThreadPoolExecutor(STRETCHES) as pool:
        started = time.perf_counter()
        found = sum(frame.height for frame in pool.map(temporal_mentions, stretches, cut))
        return time.perf_counter() - started, found


def report(name: str, characters: int, took: float, found: int) -> None:
    print(f"{name:28s} {characters / took / 1e6:8.2f} M characters/s, {took:7.2f} s, {found} mentions")


def bench_news() -> None:
    if not NEWS.exists():
        print("news: skipped, the shared texts are not beside the repository")
        return
    with gzip.open(NEWS, "rt", encoding="utf-8") as lines:
        bodies = [json.loads(line)["text"] for line in lines]
    size = sum(len(body.encode()) for body in bodies)
    batch = texts_frame(bodies * max(1, BATCH_BYTES // size))
    characters = int(batch["text"].str.len_chars().sum())
    batches = max(1, TOTAL_BYTES // BATCH_BYTES)
    best = min((sum(took), found) for took, found in (_rounds(batch, batches) for _ in range(ROUNDS)))
    report(f"news, {batches} batches", characters * batches, best[0], best[1] * batches)
    once = texts_frame(bodies)
    took, found = min(seconds(once) for _ in range(ROUNDS))
    report("news, read once", int(once["text"].str.len_chars().sum()), took, found)
    bench_beside_dateparser(bodies[:SAMPLE_TEXTS])


def _rounds(batch: pl.DataFrame, batches: int) -> tuple[list[float], int]:
    measured = [seconds(batch) for _ in range(batches)]
    return [took for took, _ in measured], measured[0][1]


def bench_hostile() -> None:
    for name, piece in (
        ("digits only", "1234567890"),
        ("years only", "1999 2000 2001 "),
        ("dates only", "March 14, 2025 "),
        ("different dates only", ""),
        ("no spaces", "Fridayinmarchof1999andthen"),
        ("beginnings only", "the end of the early "),
        ("numbers in words", "two hundred and twenty "),
    ):
        text = piece * (HOSTILE_CHARS // max(1, len(piece))) if piece else different_dates()
        took, found = seconds(texts_frame([text]))
        report(name, len(text), took, found)


def different_dates() -> str:
    first = datetime.date(1, 1, 1)
    days = (first + datetime.timedelta(days=5 * number) for number in range(HOSTILE_CHARS // 18))
    return " ".join(f"{day.day} {day:%B} {day.year:04}" for day in days)


def bench_beside_dateparser(bodies: list[str]) -> None:
    characters = sum(map(len, bodies))
    took, found = seconds(texts_frame(bodies))
    report("sample, this transform", characters, took, found)
    if importlib.util.find_spec("dateparser") is None:
        print("sample, dateparser: skipped, dateparser is not installed")
        return
    from dateparser.search import search_dates

    started = time.perf_counter()
    found = sum(len(search_dates(body, languages=["en"]) or []) for body in bodies)
    report("sample, dateparser", characters, time.perf_counter() - started, found)


def main() -> int:
    bench_news()
    bench_hostile()
    return 0


if __name__ == "__main__":
    sys.exit(main())
