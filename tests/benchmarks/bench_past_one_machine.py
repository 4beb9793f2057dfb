"""Two Dask workers against two processes of their own, and queries of a lake on servers against one in its folder.

    python -m tests.benchmarks.bench_past_one_machine TEXTS.jsonl [ARTICLES]

TEXTS.jsonl has lines {"id", "published", "text"}. They get days of 48 months, in two ways: in order, as an archive is
kept, and mixed, so that every batch has something of each month. Everything runs on this machine, turn about. Ratios by
the clock are those of the machine and of what else runs on it; those of CPU seconds are not, and requests are counted.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from contextlib import closing, contextmanager
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from statistics import median
from typing import NamedTuple

from tests.conftest import ROOT
from tests.s3_server import S3Server
from tests.stores import BUCKET, KEYS, Postgres, Servers, free_port
from warehouse.lake import Lake
from warehouse.lake.moving import move
from warehouse.lake.postgres_catalog import PostgresCatalog
from warehouse.lake.s3_data import S3Data
from warehouse.lake.store import Store, local_store

ROUNDS = 2
QUESTIONS = 5
FIRST_DAY = date(2022, 1, 1)
MONTHS = 48
# How the days of the articles follow each other: whether they are in order.
ORDERS = {"in order": True, "mixed": False}
# Two of 48 months, asked for by days, by a function of the day, and by a moment.
TWO_MONTHS = {
    "published_on BETWEEN days": "published_on BETWEEN DATE '2023-03-01' AND DATE '2023-04-30'",
    "strftime": "strftime(published_on, '%Y-%m') IN ('2023-03', '2023-04')",
    "a moment with a zone": "published_on BETWEEN TIMESTAMPTZ '2023-03-01' AND TIMESTAMPTZ '2023-04-30'",
}


def parts(source: Path, folder: Path, count: int, *, in_order: bool) -> list[Path]:
    """The texts in two files of alternate lines, over 48 months: in order of days, or each batch over all of them."""
    folder.mkdir()
    files = [folder / "one.jsonl", folder / "two.jsonl"]
    days = MONTHS * 30
    with source.open() as lines, files[0].open("w") as one, files[1].open("w") as two:
        for number, line in enumerate(islice(lines, count)):
            day = FIRST_DAY + timedelta(days=number * days // count if in_order else number % days)
            (one, two)[number % 2].write(f"{json.dumps({**json.loads(line), 'published': str(day)})}\n")
    return files


class Cost(NamedTuple):
    """Seconds by the clock, and of CPU."""

    clock: float
    cpu: float


def cost(*commands: list[str]) -> Cost:
    """What commands take that run at the same time, with all that they start."""
    environment = {**os.environ, "POLARS_MAX_THREADS": "1", "PYTHONPATH": str(ROOT)}
    started, before = time.monotonic(), resource.getrusage(resource.RUSAGE_CHILDREN)
    running = [
        subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for command in commands
    ]
    assert [process.wait() for process in running] == [0] * len(commands)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return Cost(time.monotonic() - started, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def workers_against_processes(files: list[Path], folder: Path) -> Cost:
    """Rate of a run with two workers, as a share of the rate of two runs without, by the clock and by CPU."""
    ingest = [sys.executable, "-m", "flows.cli", "ingest", "--batch-mb", "1"]
    shares = []
    for number in range(ROUNDS):
        lakes = [folder / f"{name}{number}" for name in ("a", "b", "both")]
        apart = cost(*([*ingest, str(file), "--lake", str(lake)] for file, lake in zip(files, lakes, strict=False)))
        on_two = cost([*ingest, *map(str, files), "--lake", str(lakes[2]), "--runner", "dask", "--workers", "2"])
        shares.append(Cost(apart.clock / on_two.clock, apart.cpu / on_two.cpu))
        print(f"round {number + 1}: apart {apart}, two workers {on_two}", flush=True)
    return Cost(median(share.clock for share in shares), median(share.cpu for share in shares))


@contextmanager
def servers(folder: Path):
    """PostgreSQL and S3."""
    folder.mkdir()
    both = Servers(Postgres(folder), S3Server(free_port()))
    both.s3.start()
    os.environ.update(KEYS, AWS_ENDPOINT_URL=both.s3.address)
    both.client().create_bucket(Bucket=BUCKET)
    yield both
    both.s3.stop()
    both.postgres.stop("immediate")


def asked(lakes: tuple[Lake, Lake], sql: str) -> float:
    """How much longer a question takes on the second lake, with a reader of its own, each at its best of some."""
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(QUESTIONS):
        for lake, taken in zip(lakes, times, strict=True):
            started = time.monotonic()
            with closing(lake.reader()) as reader:
                reader.execute(sql).fetchall()
            taken.append(time.monotonic() - started)
    return min(times[1]) / min(times[0])


def main() -> None:
    """Run both parts."""
    source, count = Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 4_000
    with tempfile.TemporaryDirectory(prefix="dateline-bench-", ignore_cleanup_errors=True) as place:
        folder = Path(place)
        folder.chmod(0o755)
        for order, in_order in ORDERS.items():
            files = parts(source, folder / order, count, in_order=in_order)
            share = workers_against_processes(files, folder / order)
            print(
                f"{order}: two workers reach {share.clock:.2f} of two processes by the clock, {share.cpu:.2f} by CPU "
                f"seconds ({count:,} articles, median of {ROUNDS})",
                flush=True,
            )
        lake = folder / "mixed" / "both0"
        here = Lake(lake, local_store(lake))
        with servers(folder / "servers") as both:
            both.postgres.make("bench")
            store = Store(PostgresCatalog(both.postgres.address("bench"), folder), S3Data(f"s3://{BUCKET}/bench"))
            there = Lake(folder / "there", store)
            move(here, there)
            for name, condition in TWO_MONTHS.items():
                sql = f"SELECT count(*), sum(value) FROM numeric_facts WHERE {condition}"
                before = len(both.s3.requests)
                with closing(there.reader()) as reader:
                    reader.execute(sql).fetchall()
                count = len(both.s3.requests) - before
                print(f"{name}: {count} requests, {asked((here, there), sql):.1f} x the time of the folder", flush=True)


if __name__ == "__main__":
    main()
