"""How a query ends that somebody stops, or that nobody reads to its end; with real processes."""

import signal
import subprocess
import sys
import time

import psutil
import pytest

from tests.builders import empty_lake

pytestmark = pytest.mark.slow

LONG = "SELECT count(*) FROM range(10000000) AS a, range(10000000) AS b WHERE a.range * b.range % 7 = 3"
MANY = "SELECT range AS n, 'some words' AS words FROM range(20000000)"


@pytest.fixture(scope="module")
def lake(tmp_path_factory):
    return empty_lake(tmp_path_factory.mktemp("ends") / "lake").path


def begun(*words):
    return subprocess.Popen(
        [sys.executable, "-m", "flows.cli", *map(str, words)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def busy(process, seconds):
    """Wait until a process has used so many seconds of a processor: it is at its query then, past its imports."""
    while sum(psutil.Process(process.pid).cpu_times()[:2]) < seconds:
        assert process.poll() is None
        time.sleep(0.1)


@pytest.mark.parametrize("output_format", ["table", "csv", "json", "parquet", "xlsx"])
def test_ctrl_c_is_one_line_and_130(lake, tmp_path, output_format):
    output = () if output_format == "table" else ("-o", tmp_path / f"a.{output_format}")
    process = begun("query", LONG, "--lake", lake, *output)
    busy(process, 5)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out, err) == (130, "", "dateline: Stopped\n")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("output_format", "first"), [("csv", "n,words"), ("json", "[")])
def test_whoever_reads_the_head_alone_gets_no_complaint(lake, output_format, first):
    process = begun("query", MANY, "--format", output_format, "--lake", lake)
    assert process.stdout.readline().strip() == first
    process.stdout.close()
    assert (process.wait(timeout=120), process.stderr.read()) == (0, "")
