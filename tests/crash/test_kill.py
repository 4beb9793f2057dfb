"""kill -9 at any moment: nothing half-loaded is ever seen, and the same command again completes the night."""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from contextlib import closing

import pytest

from tests.builders import ingest
from tests.conftest import ROOT, SLOW_SHARE, first_and_share_of
from tests.crash.driver import POINTS
from warehouse.errors import DatelineError
from warehouse.lake import Lake
from warehouse.lake.leftovers import unknown_files

TABLES = (
    "articles", "sentences", "temporal_mentions", "numeric_facts", "entity_mentions", "quotations",
    "entities", "entity_aliases", "rejects", "rejected_bytes", "ledger", "fx_rates",
)  # fmt: skip


def wire(path, count):
    """Articles that differ, some of them bad, some twice."""
    with path.open("w") as file:
        for number in range(count):
            day = f"2025-{number % 12 + 1:02}-{number % 28 + 1:02}"
            text = (
                f"Oslo will pay {number} million euros on Friday, Mayor Kari Berg-{number % 50} said. "
                f'"It took {number % 9 + 2} years," she added. ' * 6
            )
            bad = number % 97 == 0
            file.write(
                "nope\n" if bad else json.dumps({"id": number, "published": day, "title": "T", "text": text}) + "\n"
            )
    return path


def contents(lake):
    reader = Lake(lake).reader()
    digest = "SELECT count(*), md5(string_agg(t::VARCHAR, '|' ORDER BY t::VARCHAR)) FROM (SELECT * FROM {}) t"
    return {table: reader.execute(digest.format(table)).fetchone() for table in TABLES}


def start(lake, batch_bytes, path, **environment):
    return subprocess.Popen(
        [sys.executable, "-m", "tests.crash.driver", str(lake), str(batch_bytes), str(path)],
        cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT), **environment}, stderr=subprocess.DEVNULL,
    )  # fmt: skip


def whole_articles(lake):
    """What a reader sees: every article with its sentences, or neither."""
    try:
        reader = Lake(lake).reader()
    except DatelineError:
        return 0
    seen = reader.execute(
        "SELECT count(*), count(*) FILTER (article_id IN (SELECT article_id FROM sentences)), "
        "(SELECT count(*) FROM ledger WHERE outcome <> 'reject') FROM articles"
    ).fetchone()
    reader.close()
    assert seen[0] == seen[1] == seen[2]
    return seen[0]


def strangers(lake):
    """Files among the data that no snapshot knows."""
    with closing(Lake(lake).reader()) as reader:
        return unknown_files(Lake(lake).data, reader)


def kill_and_finish(tmp_path, count, batch_bytes, moments):
    path = wire(tmp_path / "wire.jsonl", count)
    ingest(tmp_path / "calm", path, batch_bytes=batch_bytes)
    expected = contents(tmp_path / "calm")
    kills = 0
    for after in moments:
        process = start(tmp_path / "killed", batch_bytes, path)
        deadline = time.monotonic() + after
        while time.monotonic() < deadline and process.poll() is None:
            whole_articles(tmp_path / "killed")
            time.sleep(0.05)
        if process.poll() is None:
            process.send_signal(signal.SIGKILL)
            kills += 1
        process.wait()
        whole_articles(tmp_path / "killed")
    assert start(tmp_path / "killed", batch_bytes, path).wait(timeout=280) == 0
    assert contents(tmp_path / "killed") == expected
    assert strangers(tmp_path / "killed") == set()
    return kills


@pytest.mark.slow
def test_a_killed_ingest_is_completed_by_running_it_again(tmp_path):
    assert kill_and_finish(tmp_path, 600, 60_000, [4.0, 6.0]) >= 1


@pytest.mark.slow
@pytest.mark.timeout(1400)
def test_killed_at_many_moments(tmp_path):
    moments = [random.Random(number).uniform(2, 6) for number in range(max(3, round(20 * SLOW_SHARE)))]
    assert kill_and_finish(tmp_path, 6_000, 120_000, moments) >= 3


def revised(path, count):
    """Later versions of the articles of `wire`: the commit that loads them rewrites rows of the lake."""
    lines = [
        {
            "id": number,
            "published": "2025-11-05",
            "title": "T",
            "text": f"Bergen will pay {number} dollars, Kari Berg said.",
        }
        for number in range(1, count)
    ]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines))
    return path


@pytest.mark.parametrize(
    ("point", "nth"),
    first_and_share_of(
        [(point, nth) for point in POINTS for nth in (1, 2, 3) if nth == 2 or point != "placed"], ("before_commit", 2)
    ),
)
def test_killed_at_a_named_point_of_a_commit(tmp_path, point, nth):
    """The second night's first transaction writes the row of the run, the second its batch, the third the row's end."""
    first, second = wire(tmp_path / "first.jsonl", 20), revised(tmp_path / "second.jsonl", 20)
    ingest(tmp_path / "calm", first)
    shutil.copytree(tmp_path / "calm", tmp_path / "killed")
    ingest(tmp_path / "calm", second)
    mine = tmp_path / "killed/data/main/articles/mine.parquet"
    mine.write_bytes(b"put here by hand")
    before = contents(tmp_path / "killed")

    assert start(tmp_path / "killed", 10**6, second, DATELINE_KILL_AT=f"{point}:{nth}").wait(timeout=280) == -9
    left = strangers(tmp_path / "killed")
    if point in ("placed", "before_commit") and nth == 2:
        assert len(left) > 1  # besides the one by hand
    if point in ("placed", "before_commit") and nth < 3:
        assert contents(tmp_path / "killed") == before
    assert start(tmp_path / "killed", 10**6, second).wait(timeout=280) == 0
    assert contents(tmp_path / "killed") == contents(tmp_path / "calm")
    assert strangers(tmp_path / "killed") == {"main/articles/mine.parquet"}
    assert mine.read_bytes() == b"put here by hand"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("point", "nth"),
    first_and_share_of(
        [*(("before_commit", nth) for nth in (1, 2, 3, 4)), ("placed", 3), ("placed", 4)], ("before_commit", 2)
    ),
)
def test_killed_while_the_lake_is_made(tmp_path, point, nth):
    """A new lake's first transaction makes its tables, then come the run's row, the rates, and the batch."""
    path = wire(tmp_path / "wire.jsonl", 10)
    assert start(tmp_path / "killed", 10**6, path, DATELINE_KILL_AT=f"{point}:{nth}").wait(timeout=280) == -9
    ingest(tmp_path / "calm", path)
    if nth > 1:  # there is a lake, and it can be read
        assert contents(tmp_path / "killed")["articles"][0] == 0
    assert start(tmp_path / "killed", 10**6, path).wait(timeout=280) == 0
    assert contents(tmp_path / "killed") == contents(tmp_path / "calm")
    assert strangers(tmp_path / "killed") == set()


@pytest.mark.slow
def test_under_an_older_catalog_the_files_of_newer_commits_are_kept(tmp_path):
    """They may be all that is left of the commits that the restored catalog does not have."""
    lake = Lake(tmp_path / "lake")
    ingest(lake.path, wire(tmp_path / "first.jsonl", 20))
    shutil.copy(lake.catalog, tmp_path / "older.sqlite")
    ingest(lake.path, wire(tmp_path / "third.jsonl", 30))
    start(lake.path, 10**6, revised(tmp_path / "second.jsonl", 20), DATELINE_KILL_AT="before_commit:2").wait(
        timeout=280
    )
    staged = {path.name for path in lake.staging.rglob("*.parquet")}
    for name in ("catalog.sqlite-wal", "catalog.sqlite-shm"):
        (lake.path / name).unlink(missing_ok=True)
    shutil.copy(tmp_path / "older.sqlite", lake.catalog)
    before = strangers(lake.path)
    with lake.writer_lock():
        lake.writer().close()
    kept = strangers(lake.path)
    assert {name for name in before - kept if name.rpartition("/")[2] not in staged} == set()
    assert len(kept) > 5


@pytest.mark.slow
def test_the_digest_tells_tables_apart(tmp_path):
    ingest(tmp_path / "one", wire(tmp_path / "wire.jsonl", 5))
    ingest(tmp_path / "two", wire(tmp_path / "wire.jsonl", 6))
    one, two = contents(tmp_path / "one"), contents(tmp_path / "two")
    assert one["articles"] != two["articles"]
    assert one["rejects"] == two["rejects"]
