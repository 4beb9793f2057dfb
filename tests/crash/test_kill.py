"""kill -9 at any moment: nothing half-loaded is ever seen, and the same command again completes the night."""

import json
import os
import random
import signal
import subprocess
import sys
import time

import pytest

from tests.builders import ingest
from tests.conftest import ROOT
from warehouse.errors import DatelineError
from warehouse.lake import Lake
from warehouse.tables import PARTITIONED_TABLES

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


def start(lake, batch_bytes, path):
    return subprocess.Popen(
        [sys.executable, "-m", "tests.crash.driver", str(lake), str(batch_bytes), str(path)],
        cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, stderr=subprocess.DEVNULL,
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
    """Files among the data, of tables by month, that no snapshot knows."""
    place = Lake(lake)
    names = {path.name for table in PARTITIONED_TABLES for path in (place.data / "main" / table).rglob("*.parquet")}
    return names - place.known_data_files(sorted(names))


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


def test_a_killed_ingest_is_completed_by_running_it_again(tmp_path):
    assert kill_and_finish(tmp_path, 600, 60_000, [4.0, 6.0]) >= 1


@pytest.mark.slow
@pytest.mark.timeout(1400)
def test_killed_at_many_moments(tmp_path):
    share = float(os.environ.get("DATELINE_SLOW_SHARE", "1"))
    moments = [random.Random(number).uniform(2, 6) for number in range(max(3, round(20 * share)))]
    assert kill_and_finish(tmp_path, 6_000, 120_000, moments) >= 3


def test_the_digest_tells_tables_apart(tmp_path):
    ingest(tmp_path / "one", wire(tmp_path / "wire.jsonl", 5))
    ingest(tmp_path / "two", wire(tmp_path / "wire.jsonl", 6))
    one, two = contents(tmp_path / "one"), contents(tmp_path / "two")
    assert one["articles"] != two["articles"]
    assert one["rejects"] == two["rejects"]
