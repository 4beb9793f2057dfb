"""How fast whole articles become rows: `python -m tests.benchmarks.bench_ingest [ARTICLES]` prints it, and the memory.

Articles of 4 KB are made of the sample articles with about half of their digits changed, so that no two are alike (the
dense case: some sixty figures and forty dates each), and, where the shared data is next to the checkout, of its public
news texts. Twice the articles are read as well: the time should double and the memory should not. Prefect is left out.
"""

import gzip
import json
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tests.conftest import ROOT, SAMPLES, SHARED

ARTICLE_BYTES = 4096
QUERIES = 7


def dense(count: int) -> Iterator[str]:
    """Bodies out of the samples, every one with other figures."""
    chance = random.Random(1)
    texts = [path.read_text(encoding="utf-8-sig").split("\n", 1)[1].strip() for path in sorted(SAMPLES.glob("2*.txt"))]
    for number in range(count):
        body = f"{texts[number % len(texts)]}\n\n{texts[(number * 7 + 3) % len(texts)]}"[:ARTICLE_BYTES]
        yield re.sub(r"[0-9]", lambda digit: digit[0] if chance.random() < 0.5 else str(chance.randrange(1, 10)), body)


def news(count: int) -> Iterator[str]:
    """Bodies out of public domain news."""
    chance = random.Random(2)
    with gzip.open(SHARED / "training/entities/gmb_train.jsonl.gz", "rt") as file:
        texts = [json.loads(line)["text"] for line in file]
    for _ in range(count):
        parts, size = [], 0
        while size < ARTICLE_BYTES:
            parts.append(chance.choice(texts))
            size += len(parts[-1]) + 2
        yield "\n\n".join(parts)[:ARTICLE_BYTES]


def write(path: Path, bodies: Iterator[str]) -> None:
    """JSON lines over three months."""
    with path.open("w", encoding="utf-8") as file:
        for number, body in enumerate(bodies):
            day = f"2026-{number % 3 + 1:02}-{number % 28 + 1:02}"
            file.write(json.dumps({"id": number, "published": day, "title": f"Article {number}", "text": body}) + "\n")


def timed(path: Path, lake: Path) -> tuple[float, float]:
    """Seconds and peak MB of an ingest in a process of its own."""
    code = (
        "import sys, time, resource; from tests.builders import ingest; start = time.monotonic(); "
        "ingest(sys.argv[1], sys.argv[2]); "
        "print(time.monotonic() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(lake), str(path)], cwd=ROOT, capture_output=True, check=True)
    seconds, megabytes = done.stdout.split()
    return float(seconds), float(megabytes)


def main() -> None:
    """Print a line per input and size, and the time of the smallest query."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    inputs = {"dense": dense} | ({"news": news} if SHARED.is_dir() else {})
    with tempfile.TemporaryDirectory() as folder:
        for name, make in inputs.items():
            seconds_before = None
            for size in (count, 2 * count):
                path = Path(folder) / f"{name}-{size}.jsonl"
                write(path, make(size))
                seconds, megabytes = timed(path, Path(folder) / f"lake-{name}-{size}")
                ratio = f", {seconds / seconds_before:.2f} times the time" if seconds_before else ""
                print(f"{name}: {size:,} articles, {size / seconds:,.0f} articles/s, peak {megabytes:,.0f} MB{ratio}")
                seconds_before = seconds
        lake = Path(folder) / f"lake-dense-{count}"
        walls = []
        for _ in range(QUERIES):
            start = time.monotonic()
            command = [sys.executable, "-m", "flows.cli", "query", "select 1", "--lake", str(lake)]
            subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
            walls.append(time.monotonic() - start)
        print(f'query "select 1": {sorted(walls)[QUERIES // 2]:.2f} s, the median of {QUERIES}')


if __name__ == "__main__":
    main()
