"""Two Dask workers against two processes of their own, and queries of a lake on servers against one in its folder.

    python -m tests.benchmarks.bench_past_one_machine TEXTS.jsonl [ARTICLES]

TEXTS.jsonl has lines {"id", "published", "text"}. Everything runs on this machine, turn about, and only ratios are
printed: rates and times are those of the machine and of what else runs on it.
"""

import json
import logging
import os
import subprocess
import sys
import tempfile
import time
from contextlib import closing, contextmanager
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from statistics import median

from tests.conftest import ROOT
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
# Two of 48 months, asked for by days, by a function of the day, and by a moment.
TWO_MONTHS = {
    "published_on BETWEEN days": "published_on BETWEEN DATE '2023-03-01' AND DATE '2023-04-30'",
    "strftime": "strftime(published_on, '%Y-%m') IN ('2023-03', '2023-04')",
    "a moment with a zone": "published_on BETWEEN TIMESTAMPTZ '2023-03-01' AND TIMESTAMPTZ '2023-04-30'",
}


def parts(source: Path, folder: Path, count: int) -> list[Path]:
    """The texts in two files of alternate lines, spread over 48 months."""
    files = [folder / "one.jsonl", folder / "two.jsonl"]
    with source.open() as lines, files[0].open("w") as one, files[1].open("w") as two:
        for number, line in enumerate(islice(lines, count)):
            day = FIRST_DAY + timedelta(days=number % (MONTHS * 30))
            (one, two)[number % 2].write(f"{json.dumps({**json.loads(line), 'published': str(day)})}\n")
    return files


def seconds(*commands: list[str]) -> float:
    """How long commands take that run at the same time."""
    started = time.monotonic()
    environment = {**os.environ, "POLARS_MAX_THREADS": "1", "PYTHONPATH": str(ROOT)}
    running = [
        subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for command in commands
    ]
    assert [process.wait() for process in running] == [0] * len(commands)
    return time.monotonic() - started


def workers_against_processes(files: list[Path], folder: Path) -> float:
    """Rate of a run with two workers, as a share of the rate of two runs without."""
    ingest = [sys.executable, "-m", "flows.cli", "ingest", "--batch-mb", "1"]
    shares = []
    for number in range(ROUNDS):
        lakes = [folder / f"{name}{number}" for name in ("a", "b", "both")]
        apart = seconds(*([*ingest, str(file), "--lake", str(lake)] for file, lake in zip(files, lakes, strict=False)))
        on_two = [*ingest, *map(str, files), "--lake", str(lakes[2]), "--runner", "dask", "--workers", "2"]
        shares.append(apart / seconds(on_two))
    return median(shares)


@contextmanager
def servers(folder: Path):
    """PostgreSQL and S3."""
    from moto.server import ThreadedMotoServer

    folder.mkdir()
    postgres, port = Postgres(folder), free_port()
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=port, verbose=False)
    server.start()
    os.environ.update(KEYS, AWS_ENDPOINT_URL=f"http://127.0.0.1:{port}")
    both = Servers(postgres, f"http://127.0.0.1:{port}")
    both.client().create_bucket(Bucket=BUCKET)
    yield both
    server.stop()
    postgres.stop("immediate")


class Requests(logging.Handler):
    """Counts what the S3 server answers."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.count = 0
        log = logging.getLogger("werkzeug")
        log.setLevel(logging.INFO)
        log.handlers, log.propagate = [self], False

    def emit(self, record: logging.LogRecord) -> None:
        self.count += 1


def asked(lake: Lake, sql: str) -> float:
    """CPU and waiting of a question with a reader of its own, at best of some."""
    times = []
    for _ in range(QUESTIONS):
        started = time.monotonic()
        with closing(lake.reader()) as reader:
            reader.execute(sql).fetchall()
        times.append(time.monotonic() - started)
    return min(times)


def main() -> None:
    """Run both parts."""
    source, count = Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 4_000
    with tempfile.TemporaryDirectory(prefix="dateline-bench-", ignore_cleanup_errors=True) as place:
        folder = Path(place)
        folder.chmod(0o755)
        files = parts(source, folder, count)
        share = workers_against_processes(files, folder)
        print(f"two workers reach {share:.2f} of what two processes do ({count:,} articles, median of {ROUNDS})")
        here = Lake(folder / "both0", local_store(folder / "both0"))
        with servers(folder / "servers") as both:
            both.postgres.make("bench")
            store = Store(PostgresCatalog(both.postgres.address("bench"), folder), S3Data(f"s3://{BUCKET}/bench"))
            there = Lake(folder / "there", store)
            move(here, there)
            requests = Requests()
            for name, condition in TWO_MONTHS.items():
                sql = f"SELECT count(*), sum(value) FROM numeric_facts WHERE {condition}"
                times = [asked(lake, sql) for lake in (here, there)]
                before = requests.count
                with closing(there.reader()) as reader:
                    reader.execute(sql).fetchall()
                print(f"{name}: {requests.count - before} requests, {times[1] / times[0]:.1f} x the time of the folder")


if __name__ == "__main__":
    main()
