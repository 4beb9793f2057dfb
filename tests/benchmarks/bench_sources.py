"""Reading: `python -m tests.benchmarks.bench_sources TEXTS.jsonl [MB]` prints MB of text a CPU second, and memory.

TEXTS.jsonl has lines {"id", "text", "published"}; they are repeated with a number of their own in the words until there
are MB of them (100 by default), and read as JSON lines, CSV and Parquet, each in a process of its own; nothing is
extracted or loaded. Then tiny files are listed and read, and CPU and memory a file are printed.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import polars as pl

from flows.sources import batches, read, survey

_BATCH_BYTES = 64 * 2**20
_TINY_FILES = 20_000


def rows(texts: Path, size: int) -> Iterator[dict[str, str | None]]:
    """Records with `size` bytes of text, none like another."""
    known = [json.loads(line) for line in texts.read_text(encoding="utf-8").splitlines()]
    number = written = 0
    while written < size:
        row = known[number % len(known)]
        words = row["text"].split(" ")
        words.insert(len(words) // 2, f"No.{number}")
        text = " ".join([*words, str(number * 7919 % 1_000_003)])
        written += len(text.encode())
        yield {"id": str(number), "published": row.get("published"), "title": f"Story {number}", "text": text}
        number += 1


def read_all(path: str) -> None:
    """Read a file or a folder, batch by batch, and print what it took."""
    begun, before = sum(os.times()[:2]), _peak_mb()
    found = survey([path])
    text = count = 0
    for batch in batches(found.slices, _BATCH_BYTES):
        for _, frame in read(batch):
            count += frame.height
            text += _bytes(frame)
    seconds = sum(os.times()[:2]) - begun
    print(
        f"{Path(path).name:>10}: {count:,} records, {text / 1e6:.0f} MB of text, {seconds:.1f} CPU s, "
        f"{text / 1e6 / seconds:.0f} MB/s, {seconds / max(count, 1) * 1e6:.0f} us a record, "
        f"peak {_peak_mb():.0f} MB ({_peak_mb() - before:.0f} above the start)"
    )


def _bytes(frame: pl.DataFrame) -> int:
    """Bytes of text; raw text is still in its records."""
    if "body" in frame.columns:
        return int(frame["body"].str.len_bytes().sum())
    return int(frame["record"].bin.size().sum())


def _peak_mb() -> float:
    """The most memory of this program alone: what the system counts for a child begins with its parent's."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def main() -> None:
    """Write the files and read each in a child, whose memory is its own."""
    if sys.argv[1] == "--read":
        read_all(sys.argv[2])
        return
    megabytes = int(sys.argv[2]) if len(sys.argv) > 2 else 100
    with tempfile.TemporaryDirectory(prefix="dateline-bench-") as folder:
        place = Path(folder)
        table = pl.DataFrame(list(rows(Path(sys.argv[1]), megabytes * 1_000_000)))
        table.write_ndjson(place / "a.jsonl")
        table.write_csv(place / "a.csv")
        table.write_parquet(place / "a.parquet")
        tiny = place / "tiny"
        for number in range(_TINY_FILES):
            path = tiny / f"{number // 1000:03d}" / f"{number}.txt"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(f" date 2026-03-11 Title {number}\n\nA body {number}.\n", encoding="utf-8")
        for name in ("a.jsonl", "a.csv", "a.parquet", "tiny"):
            command = [sys.executable, "-m", "tests.benchmarks.bench_sources", "--read", str(place / name)]
            subprocess.run(command, check=True)


if __name__ == "__main__":
    main()
