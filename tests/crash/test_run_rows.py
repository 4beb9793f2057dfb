"""A run has a row from its start, and every end is written: its own, or by the next writer."""

import signal
import time

import pytest

from tests.builders import ingest, write_article
from tests.crash.test_kill import start, wire
from warehouse.lake import Lake
from warehouse.status import status


def states(lake):
    rows = Lake(lake).reader().execute("SELECT state, error, finished_at IS NULL, pid FROM runs ORDER BY started_at")
    return rows.fetchall()


@pytest.mark.slow
def test_a_killed_run_is_marked_as_crashed_by_the_next_writer(tmp_path):
    path = wire(tmp_path / "wire.jsonl", 20)
    process = start(tmp_path / "lake", 10**6, path, DATELINE_KILL_AT="before_commit:4")
    assert process.wait(timeout=280) == -signal.SIGKILL
    assert states(tmp_path / "lake") == [("running", None, True, process.pid)]
    assert [night.verdict for night in status(Lake(tmp_path / "lake"))["nights"] if night.verdict != "none"] != ["good"]
    ingest(tmp_path / "lake", path)
    first, second = states(tmp_path / "lake")
    assert first[0] == "crashed"
    assert "killed" in first[1]
    assert second[:3] == ("completed", None, False)


@pytest.mark.slow
def test_who_does_not_get_the_lock_leaves_no_row(tmp_path):
    write_article(tmp_path / "in", "a.txt", "It cost $5.")
    ingest(tmp_path / "lake", tmp_path / "in")
    with Lake(tmp_path / "lake").writer_lock():
        other = start(tmp_path / "lake", 10**6, tmp_path / "in")
        assert other.wait(timeout=280) == 1
    assert [row[0] for row in states(tmp_path / "lake")] == ["completed"]


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_who_is_asked_to_stop_ends_soon_with_one_line_and_a_row(tmp_path, number):
    import subprocess
    import sys

    path = wire(tmp_path / "wire.jsonl", 6_000)
    process = subprocess.Popen(
        [sys.executable, "-m", "flows.cli", "ingest", str(path), "--lake", str(tmp_path / "lake"), "--batch-mb", "1"],
        stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True,
    )  # fmt: skip
    for line in process.stderr:
        if "read," in line:  # the first batch is committed, others are on their way
            break
    began = time.monotonic()
    process.send_signal(number)
    said = process.stderr.read()
    assert process.wait(timeout=240) == 130
    print(f"{signal.Signals(number).name}: {time.monotonic() - began:.1f} s")
    assert [line for line in said.splitlines() if "read," not in line] == [
        "dateline: Stopped. What was committed stays; run it again to finish"
    ]
    assert [row[:2] for row in states(tmp_path / "lake")] == [("cancelled", "Stopped before its end; run it again")]
    loaded = Lake(tmp_path / "lake").reader().execute("SELECT count(*) FROM articles").fetchone()[0]
    assert 0 < loaded < 6_000 * 96 // 97
