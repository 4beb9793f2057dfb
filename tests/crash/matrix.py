"""The fault matrix: ways to hurt a night, each with what is expected, and the one driver that proves them.

    python -m tests.crash.matrix [NAME]...

runs all cases, or those whose name holds one of the words, and prints the table of docs/decisions/0013. In every case
a lake of one night is hurt in its second, while another process reads it without a pause. Then the night is run again:
the tables are those of a calm run, no reader met an error or half a batch, and after `maintain` no file lies among the
data that nobody knows. Points in the rewriting of deleted rows are left out: this night has no revisions.
"""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import NamedTuple

from tests.conftest import ROOT
from tests.crash.test_kill import contents, revised, strangers, wire
from warehouse.lake import Lake
from warehouse.maintenance import maintain

DAY = date(2026, 3, 23)
_PATIENCE_SECONDS = 560


class Ended(NamedTuple):
    """How a command ended: its exit code, and what it said on standard error."""

    code: int
    said: str


@dataclass
class Night:
    """A lake of one night in a folder of its own, and the input of the second."""

    folder: Path
    second: Path
    seconds: list[float] = field(default_factory=list)
    """From a signal to the end of the process."""

    @property
    def lake(self) -> Path:
        """Where the lake lies: on a disk of its own."""
        return self.folder / "lake"

    def begin(self, *arguments: str, **environment: str) -> subprocess.Popen[str]:
        """Start `dateline`."""
        command = [sys.executable, "-m", "tests.crash.hurt", *arguments, "--lake", str(self.lake)]
        known = {**os.environ, "PYTHONPATH": str(ROOT), "DATELINE_DISK": str(self.folder), **environment}
        known.pop("PREFECT_API_URL", None)
        return subprocess.Popen(command, cwd=ROOT, env=known, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    def command(self, *arguments: str, **environment: str) -> Ended:
        """Run `dateline` to its end."""
        return ended(self.begin(*arguments, **environment))

    def ingest(self, *options: str) -> tuple[str, ...]:
        """The command of the second night."""
        return ("ingest", str(self.second), "--as-of", DAY.isoformat(), *options)


Hurt = Callable[[Night], None]


class Case(NamedTuple):
    """One way to hurt a night: its row of the table, its name, how, what is expected, and of readers whether
    they may fail, or what they may say one time in five.
    """

    row: str
    name: str
    hurt: Hurt
    expected: str
    readers_may_fail: bool = False
    readers_may_say: str = ""


def ended(process: subprocess.Popen[str]) -> Ended:
    """Wait for a command."""
    _, said = process.communicate(timeout=_PATIENCE_SECONDS)
    return Ended(process.returncode, said)


def lines(said: str) -> list[str]:
    """What was said, without the lines on progress and those of the allocator where memory is short."""
    return [line for line in said.splitlines() if " read, " not in line and not line.startswith("<jemalloc>: ")]


def killed_at(point: str) -> Hurt:
    """SIGKILL at a point."""

    def hurt(night: Night) -> None:
        assert night.command(*night.ingest(), DATELINE_HURT=f"kill@{point}").code == -signal.SIGKILL

    return hurt


def asked_to_stop(name: str, point: str) -> Hurt:
    """A signal that can be heard."""

    def hurt(night: Night) -> None:
        moment = night.folder / "moment"
        there = {"DATELINE_HURT": f"{name}@{point}", "DATELINE_MOMENT": str(moment)}
        done = night.command(*night.ingest(), **there)
        night.seconds.append(time.monotonic() - float(moment.read_text()))
        assert (done.code, lines(done.said)) == (
            130, ["dateline: Stopped. What was committed stays; run it again to finish"],
        )  # fmt: skip

    return hurt


def killed_after(seconds: float, number: int) -> Hurt:
    """A signal from outside at any time; a night that has ended by then is as good."""

    def hurt(night: Night) -> None:
        process = night.begin(*night.ingest())
        try:
            process.wait(timeout=seconds)
        except subprocess.TimeoutExpired:
            process.send_signal(number)
        assert ended(process).code in (0, -number, 130)

    return hurt


def refused(deed: str, point: str, *codes: int) -> Hurt:
    """The system refuses something from a point on: one line, or an end without a word."""

    def hurt(night: Night) -> None:
        done = night.command(*night.ingest(), DATELINE_HURT=f"{deed}@{point}")
        (night.folder / "filler").unlink(missing_ok=True)
        assert done.code in codes, done
        assert done.code < 0 or len(lines(done.said)) == (done.code != 0), done.said

    return hurt


def read_only(night: Night) -> None:
    """The medium cannot be written: questions are answered, a night is refused."""
    if os.geteuid() == 0:
        subprocess.run(["mount", "-o", "remount,ro", str(night.folder)], check=True)
    else:
        night.lake.chmod(0o500)
    try:
        assert night.command("query", "select count(*) from articles").code == 0
        assert night.command("status").code == 0
        done = night.command(*night.ingest())
    finally:
        if os.geteuid() == 0:
            subprocess.run(["mount", "-o", "remount,rw", str(night.folder)], check=True)
        else:
            night.lake.chmod(0o700)
    assert (done.code, "cannot be written" in done.said, len(lines(done.said))) == (2, True, 1), done.said


def lock_held(night: Night) -> None:
    """Another process writes."""
    with Lake(night.lake).writer_lock():
        done = night.command(*night.ingest("--wait", "1"))
    assert (done.code, "Another process is writing" in done.said) == (2, True), done.said


def two_at_once(night: Night) -> None:
    """Two nights meet: one waits for the other."""
    both = [night.begin(*night.ingest("--wait", "500")) for _ in range(2)]
    assert [ended(process).code for process in both] == [0, 0]


def clock_back(night: Night) -> None:
    """The clock of the machine goes back by two days."""
    assert night.command(*night.ingest(), DATELINE_HURT="clock@flows.night:begin_run:before:1").code == 0


def _damaged(spoil: Callable[[Path], object], *, seen_by_status: bool) -> Hurt:
    def hurt(night: Night) -> None:
        file = next(iter(sorted((night.lake / "data/main/numeric_facts").rglob("*.parquet"))))
        shutil.copy2(file, night.folder / "kept")
        spoil(file)
        asked = night.command("query", "select sum(value), max(text), max(rule) from numeric_facts")
        assert (asked.code, file.name in asked.said, "Restore" in asked.said) == (2, True, True), asked.said
        checked = night.command("check")
        assert (checked.code, file.name in checked.said, "Restore" in checked.said) == (1, True, True), checked.said
        looked = night.command("status", "--check")
        if seen_by_status:
            assert (looked.code, file.name in looked.said, "restore" in looked.said) == (1, True, True), looked.said
        shutil.copy2(night.folder / "kept", file)

    return hurt


def _overwrite(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[4:-8] = b"\xff" * (len(content) - 12)
    file.write_bytes(content)


# The steps of a night, each before and after: who calls what.
_STEPS = (
    "flows.night:begin_run", "flows.night:plan", "flows.local_run:read_batch", "flows.reading:write_staged",
    "flows.local_run:put_rates", "flows.gathering:write_staged", "flows.ingest:check_batch",
    "flows.ingest:stage_entities", "flows.ingest:commit", "flows.night:end_run", "flows.night:upkeep",
)  # fmt: skip
_POINTS = (
    *(f"{step}:{when}:1" for step in _STEPS for when in ("before", "after")),
    "warehouse.load:published_files:after:1", "warehouse.load:_add_files:after:1", "warehouse.load:_add_files:before:5",
    "flows.night:sweep:after:1", "flows.night:sweep:before:2", "flows.night:sweep:after:2",
)  # fmt: skip
_HEARD = (
    "flows.night:plan:before:1", "flows.local_run:read_batch:after:1", "flows.gathering:write_staged:before:1",
    "flows.ingest:commit:before:1", "warehouse.load:_add_files:after:2",
)  # fmt: skip
_NO_ROOM = (
    "flows.night:begin_run:before:1", "flows.local_run:read_batch:before:1", "flows.gathering:write_staged:before:1",
    "flows.ingest:commit:before:1", "flows.night:end_run:before:1", "flows.night:upkeep:before:1",
)  # fmt: skip
# What a reader meets who has connected already when the disk fills up: too late for a copy of the catalog.
_FULL = "A disk is full, or not sound"
_RANDOM = random.Random(13)


def _times(count: int) -> list[float]:
    return [round(_RANDOM.uniform(0.5, 9), 2) for _ in range(count)]


CASES: tuple[Case, ...] = (
    *(Case("kill -9 at a named point", point, killed_at(point), "gone without a word") for point in _POINTS),
    *(
        Case("kill -9 at a random time", f"kill after {after} s", killed_after(after, signal.SIGKILL), "gone, or done")
        for after in _times(20)
    ),
    *(
        Case(f"SIG{name.upper()}", f"{name} at {point}", asked_to_stop(name, point), "exit 130, one line")
        for name in ("term", "int")
        for point in _HEARD
    ),
    *(
        Case(
            "disk full", f"full at {point}", refused("full", point, 0, 1, 2), "one line, or done but for upkeep",
            readers_may_say=_FULL,
        )
        for point in _NO_ROOM
    ),
    *(
        Case("RLIMIT_FSIZE", f"fsize at {point}", refused("fsize", point, 0, 1, 2), "exit 2, one line")
        for point in _NO_ROOM[:4]
    ),
    *(
        Case("RLIMIT_AS", f"as at {point}", refused("as", point, 0, 1, 2, -6, -11), "one line, or aborted")
        for point in ("flows.local_run:read_batch:before:1", "flows.ingest:extract_batch:before:1")
    ),
    Case("read-only medium", "read-only", read_only, "questions answered, the night refused in one line"),
    Case("lock held", "lock", lock_held, "exit 2, one line"),
    Case("two nights at once", "two", two_at_once, "both exit 0, one after the other"),
    Case("clock two days back", "clock", clock_back, "exit 0"),
    Case(
        "a Parquet file missing", "missing", _damaged(Path.unlink, seen_by_status=True),
        "query, check and status name it and the remedy", readers_may_fail=True,
    ),
    Case(
        "a Parquet file cut short", "short", _damaged(lambda file: os.truncate(file, 300), seen_by_status=True),
        "query, check and status name it and the remedy", readers_may_fail=True,
    ),
    Case(
        "a Parquet file overwritten", "overwritten", _damaged(_overwrite, seen_by_status=False),
        "query and check name it and the remedy", readers_may_fail=True,
    ),
)  # fmt: skip


class Base(NamedTuple):
    """What all cases share: a lake of one night, the input of the second, and the tables after it in calm."""

    lake: Path
    second: Path
    before: int
    after: int
    tables: dict[str, object]


def base(folder: Path) -> Base:
    """Make the lake of one night, and run the second in calm."""
    first, second = wire(folder / "first.jsonl", 12), revised(folder / "second.jsonl", 16)
    night = Night(folder / "calm", second)
    night.folder.mkdir()
    assert night.command("ingest", str(first), "--as-of", "2026-03-22").code == 0
    shutil.copytree(night.lake, folder / "lake")
    assert night.command(*night.ingest()).code == 0
    counts = [_articles(lake) for lake in (folder / "lake", night.lake)]
    return Base(folder / "lake", second, *counts, contents(night.lake))


def _articles(lake: Path) -> int:
    with closing(Lake(lake).reader()) as reader:
        return int(reader.execute("SELECT count(*) FROM articles").fetchall()[0][0])


@contextmanager
def own_disk(folder: Path) -> Iterator[Path]:
    """A small file system, where one can be mounted; else a folder."""
    folder.mkdir()
    is_root = os.geteuid() == 0
    mount = ["mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", str(folder)]
    is_mounted = is_root and subprocess.run(mount, capture_output=True).returncode == 0
    try:
        yield folder
    finally:
        if is_mounted:
            subprocess.run(["umount", "-l", str(folder)], check=True)


@contextmanager
def reading(lake: Path) -> Iterator[dict[str, object]]:
    """Another process that asks without a pause; what it saw is there afterwards."""
    seen: dict[str, object] = {}
    command = [sys.executable, "-m", "tests.crash.readers", str(lake)]
    reader = subprocess.Popen(
        command, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        text=True,
    )  # fmt: skip
    try:
        yield seen
    finally:
        said, _ = reader.communicate("end\n", timeout=_PATIENCE_SECONDS)
        seen |= json.loads(said or '{"reads": 0, "errors": {"the reader": "died"}}')


def prove(case: Case, calm: Base, folder: Path) -> Night:
    """Hurt a night and run it again; AssertionError unless all is as it should be."""
    with own_disk(folder) as disk:
        night = Night(disk, calm.second)
        shutil.copytree(calm.lake, night.lake)
        with reading(night.lake) as seen:
            case.hurt(night)
            again = night.command(*night.ingest())
        assert again.code == 0, again
        assert contents(night.lake) == calm.tables
        if not case.readers_may_fail:
            assert all(case.readers_may_say and case.readers_may_say in error for error in seen["errors"]), seen
            assert seen["reads"] > 4 * sum(seen["errors"].values()), seen
            assert set(seen["seen"]) <= {str(calm.before), str(calm.after)}, seen
        maintain(Lake(night.lake), keep_days=30)
        assert strangers(night.lake) == set()
        assert contents(night.lake) == calm.tables
    return night


def main(words: list[str]) -> None:
    """Run the cases and print the table."""
    rows: dict[str, dict[str, object]] = {}
    with tempfile.TemporaryDirectory(prefix="dateline-matrix-") as name:
        calm = base(Path(name))
        for number, case in enumerate(CASES):
            if words and not any(word in f"{case.row} {case.name}" for word in words):
                continue
            row = rows.setdefault(case.row, {"times": 0, "good": 0, "expected": case.expected, "seconds": []})
            row["times"] += 1
            try:
                night = prove(case, calm, Path(name) / f"case{number}")
                row["good"] += 1
                row["seconds"] += night.seconds
            except Exception as error:
                print(f"FAILED {case.row}: {case.name}: {error!r}", file=sys.stderr, flush=True)
            print(f"{time.strftime('%H:%M:%S')} {case.row}: {case.name}: {row['good']} of {row['times']}", flush=True)
    print("\n| how it is hurt | times | as expected | what is expected |\n|---|---:|---:|---|")
    for name, row in rows.items():
        longest = f"; longest {max(row['seconds']):.1f} s" if row["seconds"] else ""
        print(f"| {name} | {row['times']} | {row['good']} | {row['expected']}{longest} |")


if __name__ == "__main__":
    main(sys.argv[1:])
