"""What one hostile record costs: the most memory, CPU seconds and facts of `dateline ingest` for texts of one kind.

    python -m tests.benchmarks.bench_memory [MB] [SHAPE]...

Each shape is one article of so many MB (16 by default), ingested by a process of its own; its memory is what the
kernel says it held at most.
"""

import calendar
import itertools
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from tests.conftest import ROOT
from warehouse.lake import Lake

_MONTHS = [name for name in calendar.month_name if name]
_DAYS = list(calendar.day_name)
_SYLLABLES = "bar den gor han kel lum mor nev ost pra rin sol tev ur vik wen"
_WORDS = "the port was said to have been open when traders came back from a walk along its old wall"


_EXCHANGES = ("NYSE", "Nasdaq", "LSE")


def _days(number: int) -> str:
    return f"{number % 20 + 1}-{number % 20 + 6} {_MONTHS[number % 12]} {1950 + number % 80},"


def _ticker(number: int) -> str:
    return "".join(chr(65 + number // 26**place % 26) for place in range(3))


def _names() -> Iterator[str]:
    for first, middle, last in itertools.product(_SYLLABLES.split(" "), repeat=3):
        yield f"{(first + middle).capitalize()} {(last + first).capitalize()}"


def _prose() -> Iterator[str]:
    return itertools.cycle(_WORDS.split(" "))


# By name: what the words are, and what stands between them. `{}` counts up.
SHAPES = {
    "years": (lambda: (f"{1800 + n % 300}" for n in itertools.count()), " "),
    "amounts": (lambda: (f"${n % 10}" for n in itertools.count()), " "),
    "distinct amounts": (lambda: (f"${n:,}.{n % 89 + 10}" for n in itertools.count()), " "),
    "percentages": (lambda: (f"{n % 100}%" for n in itertools.count()), " "),
    "weekdays": (lambda: itertools.cycle(_DAYS), " "),
    "dates": (lambda: (f"{n % 28 + 1} {_MONTHS[n % 12]} {1950 + n % 80}," for n in itertools.count()), " "),
    "ISO dates": (lambda: (f"{1950 + n % 80}-{n % 12 + 1:02}-{n % 28 + 1:02}" for n in itertools.count()), " "),
    "durations": (lambda: (f"{n % 9 + 1} days" for n in itertools.count()), " "),
    "times": (lambda: (f"{n % 24}:{n % 60:02}" for n in itertools.count()), " "),
    "digits": (lambda: (f"{n % 10}" for n in itertools.count()), " "),
    "number words": (lambda: itertools.cycle(["one", "two", "three", "four", "five", "six", "seven"]), " "),
    "quantities": (lambda: (f"{n % 10}km" for n in itertools.count()), " "),
    "names": (lambda: itertools.cycle(_names()), ", "),
    "initials": (lambda: (f"{chr(65 + n % 26)}." for n in itertools.count()), " "),
    "countries": (lambda: itertools.cycle(["Norway", "Chad", "Peru", "Mali", "Cuba", "Iran", "Oman", "Togo"]), " "),
    "quotes": (lambda: itertools.cycle(['"Yes," she said.', '"No," he said.']), " "),
    "short sentences": (lambda: itertools.cycle(["Go.", "A.", "He ran."]), " "),
    "one line": (_prose, " "),
    "one sentence": (lambda: (f"{word} {n} men and" for n, word in enumerate(_prose())), " "),
    "lines": (lambda: (f"{word}" for word in _prose()), "\n"),
    "one word": (lambda: itertools.repeat("a" * 1000), ""),
    "short names": (lambda: (f"{name}." for name in itertools.cycle(_names())), " "),
    "date ranges": (lambda: (_days(n) for n in itertools.count()), " "),
    "ratios": (lambda: (f"{n % 90 + 1}:{n % 70 + 1}" for n in itertools.count()), " "),
    "rates": (lambda: (f"${n % 90 + 1} per barrel" for n in itertools.count()), " "),
    "brackets": (lambda: itertools.cycle(["(a", "[b", "{c", "d}", "e]", "f)", "((", "g)"]), " "),
    "nested quotes": (lambda: itertools.cycle(['"I said', "'you said", "\u201cthey said", "\u2018no'", 'yes"']), " "),
    "sport": (lambda: (f"{first} {n % 6} {n % 90}" for n, first in enumerate(itertools.cycle(_names()))), "\n"),
    "tickers": (lambda: (f"({_EXCHANGES[n % 3]}: {_ticker(n)})" for n in itertools.count()), " "),
    "addresses": (lambda: (f"https://example.org/{n}/a-b?c={n % 97}" for n in itertools.count()), " "),
    "JSON": (lambda: (f'{{"a{n}": [{n}, "x", {n % 2 == 0}]}}' for n in itertools.count()), ", "),
    "CJK": (lambda: (chr(0x4E00 + n * 7 % 20_000) for n in itertools.count()), ""),
    "combining marks": (lambda: (f"e{chr(0x300 + n % 60) * (n % 5 + 1)}" for n in itertools.count()), " "),
    "newlines": (lambda: itertools.cycle(["a", "", ""]), "\n"),
    "capitals": (lambda: (name.upper() for name in itertools.cycle(_names())), " "),
}  # fmt: skip


def text_of(shape: str, size: int) -> str:
    """A text of one shape, of about so many characters."""
    words, between = SHAPES[shape]
    parts, length = [], 0
    for word in words():
        parts.append(word)
        length += len(word) + len(between)
        if length >= size:
            return between.join(parts)
    raise AssertionError(shape)


def _line(shape: str, size: int) -> str:
    """One such text as a line of JSON of at most so many bytes, which is what a record may have."""
    text = text_of(shape, size)
    while True:
        record = {"id": shape, "published": "2026-03-23", "title": "T", "text": text}
        line = json.dumps(record, ensure_ascii=False) + "\n"
        too_many = len(line.encode()) - size
        if too_many <= 0:
            return line
        text = text[: -max(too_many * len(text) // len(line.encode()), 1)]


def measured(shape: str, size: int, folder: Path) -> str:
    """Ingest one such text; gives a line of the table."""
    (folder / "in.jsonl").write_text(_line(shape, size), encoding="utf-8")
    command = [sys.executable, "-m", "flows.cli", "ingest", str(folder / "in.jsonl"), "--lake", str(folder / "lake")]
    began = time.monotonic()
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    said = process.stderr.read().decode().strip().splitlines() if process.stderr else []
    _, code, usage = os.wait4(process.pid, 0)
    facts, state = 0, ""
    if Lake(folder / "lake").exists():
        with closing(Lake(folder / "lake").reader()) as lake:
            row = lake.execute("SELECT facts, state FROM runs").fetchone()
            facts, state = row or (0, "")
    return (
        f"{shape:17} {usage.ru_maxrss / 2**20:8.2f} {usage.ru_utime + usage.ru_stime:8.1f} "
        f"{time.monotonic() - began:8.1f} {facts:10,}   {state} {os.waitstatus_to_exitcode(code)} "
        f"{said[-1][:90] if code and said else ''}"
    )


def main(size_mb: float, shapes: list[str]) -> None:
    """Print the table."""
    print("shape               GB peak    CPU s   wall s      facts", flush=True)
    for shape in shapes or SHAPES:
        with tempfile.TemporaryDirectory(prefix="dateline-memory-") as folder:
            print(measured(shape, int(size_mb * 2**20), Path(folder)), flush=True)


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 16, sys.argv[2:])
