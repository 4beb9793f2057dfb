"""Extraction on the workers of a Dask cluster: the same tables, whatever dies."""

import os
import re
import signal
import subprocess
import sys
from contextlib import closing, suppress
from datetime import UTC, date, datetime, timedelta

import pytest

from flows import dask_runner, shipping
from flows.account import RunContext
from flows.night import Asked, run_night
from flows.reading import read_batch
from flows.run import put_rates, start_run
from flows.sources import discover
from tests.builders import Seen, empty_lake, ingest, write_article
from tests.conftest import ROOT
from tests.integration import poison
from tests.prefect_terminal import wait_for
from tests.stores import contents
from warehouse.errors import DatelineError, RunFailed
from warehouse.lake import Lake
from warehouse.lake.leftovers import unknown_files
from warehouse.load import commit


def on_cluster(lake, *paths, batch_bytes=10 * 2**20, workers=2):
    seen = Seen()
    asked = Asked(tuple(str(path) for path in paths), str(lake), date(2026, 3, 23), batch_bytes=batch_bytes)
    with dask_runner.dask_steps(None, workers) as steps, suppress(RunFailed):
        run_night(asked, steps, seen)
    return seen.account


def strangers(lake):
    with closing(Lake(lake).reader()) as reader:
        return unknown_files(Lake(lake).data, reader)


def read(tmp_path):
    """A batch that was read, as it is sent to a worker."""
    write_article(tmp_path / "in", "a.txt", "Olav Tveit paid $5 million on Friday.")
    empty_lake(tmp_path / "lake")
    context = RunContext(str(tmp_path / "lake"), date(2025, 3, 16), (str(tmp_path / "in"),))
    put_rates(context)
    [plan] = start_run(context, discover(context.sources), 2**20)
    folder, _ = read_batch(context, plan)
    return context, folder, shipping.shipped(folder, "run", Lake(context.lake).store.data.address)


def test_a_batch_that_is_extracted_twice_is_the_same_files_with_the_same_bytes(tmp_path):
    context, _, batch = read(tmp_path)
    data = Lake(context.lake).data
    first = shipping.extract_shipped(context, batch)
    names = sorted(name for files in first.published.values() for name in files)
    before = {name: (data / name).read_bytes() for name in names}
    for name in names:
        (data / name).unlink()
    again = shipping.extract_shipped(context, batch)
    assert again.published == first.published
    assert {name: (data / name).read_bytes() for name in names} == before
    assert all("/run-000000-" in name for name in names)


def test_a_file_that_is_part_of_the_lake_is_not_added_again(tmp_path):
    context, folder, batch = read(tmp_path)
    shipping.received(folder, shipping.extract_shipped(context, batch))
    assert commit(Lake(context.lake), folder)
    for file in (folder / "ledger").glob("*.parquet"):  # so that the ledger does not know the batch
        file.unlink()
    with pytest.raises(DatelineError, match="part of the lake already"):
        commit(Lake(context.lake), folder)


def test_sentences_that_repeat_are_counted_in_what_a_worker_has_published(tmp_path):
    paid = "The harbour board of Marrow Bay paid $5 million for the old pier."
    write_article(
        tmp_path / "before", "first.txt", f"{paid} Nobody else had made an offer for it in years.", " date 2026-03-10 A"
    )
    ingest(tmp_path / "lake", tmp_path / "before")
    write_article(
        tmp_path / "in",
        "second.txt",
        f"A new owner was found at last. {paid} It was closed in 2019.",
        " date 2026-03-11 B",
    )
    context = RunContext(str(tmp_path / "lake"), date(2026, 3, 12), (str(tmp_path / "in"),))
    put_rates(context)
    [plan] = start_run(context, discover(context.sources), 2**20)
    folder, _ = read_batch(context, plan)
    batch = shipping.shipped(folder, "run", Lake(context.lake).store.data.address)
    shipping.received(folder, shipping.extract_shipped(context, batch))
    assert commit(Lake(context.lake), folder)
    with closing(Lake(context.lake).reader()) as reader:
        counted = "SELECT published_on::VARCHAR, sentence_no, repeats FROM sentences WHERE repeats > 0"
        assert reader.execute(counted).fetchall() == [("2026-03-11", 1, 1)]
        marked = "SELECT text FROM numeric_facts WHERE is_repeat"
        assert reader.execute(marked).fetchall() == [("$5 million",)]
        assert reader.execute("SELECT count(*) FROM numeric_facts WHERE published_on = '2026-03-11'").fetchone() == (1,)
    assert strangers(tmp_path / "lake") == set()


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_a_cluster_gives_the_tables_that_threads_give_also_when_a_worker_dies(tmp_path, samples, monkeypatch):
    ingest(tmp_path / "threads", samples, batch_bytes=20_000)
    monkeypatch.setattr(dask_runner, "extract_shipped", poison.die_once)
    monkeypatch.setenv("DATELINE_TEST_DEATH", str(tmp_path / "died"))
    account = on_cluster(tmp_path / "cluster", samples, batch_bytes=20_000)
    assert (tmp_path / "died").exists()
    assert account.batches > 2
    assert contents(Lake(tmp_path / "cluster")) == contents(Lake(tmp_path / "threads"))
    assert strangers(tmp_path / "cluster") == set()


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_a_worker_that_is_killed_after_its_task_has_it_done_again_with_the_same_files(tmp_path):
    """Its answer lies with it until it is fetched."""
    from distributed import wait

    context, folder, batch = read(tmp_path)
    with dask_runner.dask_steps(None, 2) as steps:
        client = steps.cluster.client(context.tagger)
        extraction = dask_runner._Extraction(client, context, folder, batch)
        wait(extraction._future, timeout=300)
        names = strangers(tmp_path / "lake")
        [holders] = client.who_has([extraction._future]).values()
        workers = client.scheduler_info(n_workers=-1)["workers"]
        [pid] = [client.run(os.getpid, workers=[holder])[holder] for holder in holders]
        assert len(workers) == 2
        # Where Prefect is imported without a server's address it starts one, in each worker.
        assert set(client.run(lambda: "prefect" in __import__("sys").modules).values()) == {False}
        os.kill(pid, signal.SIGKILL)
        account = extraction.result()
    assert account.facts
    assert strangers(tmp_path / "lake") == names != set()
    assert commit(Lake(context.lake), folder)
    assert strangers(tmp_path / "lake") == set()
    with closing(Lake(tmp_path / "lake").reader()) as reader:
        assert reader.execute("SELECT value FROM money").fetchall() == [(5_000_000.0,)]


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_a_record_that_kills_its_workers_is_named_and_put_aside(tmp_path, monkeypatch):
    for name, body in (("a", "It cost $5."), ("b", "Poisonous words."), ("c", "It cost $7.")):
        write_article(tmp_path / "in", f"{name}.txt", body)
    monkeypatch.setattr(dask_runner, "extract_shipped", poison.die_of_poison)
    monkeypatch.setattr(dask_runner, "_try", poison.try_poison)
    account = on_cluster(tmp_path / "lake", tmp_path / "in")
    assert (account.articles, account.rejects, account.defects) == (2, 1, 1)
    with closing(Lake(tmp_path / "lake").reader()) as reader:
        [(uri, reason, trace)] = reader.execute("SELECT source_uri, reason, traceback FROM rejects").fetchall()
        values = reader.execute("SELECT value FROM money ORDER BY 1").fetchall()
    assert uri.endswith("b.txt")
    assert (reason, values) == ("defect", [(5.0,), (7.0,)])
    assert "the worker process died of it" in trace


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_scheduled_nights_run_on_a_cluster(tmp_path):
    today = datetime.now(UTC).date()
    for day in (today, today + timedelta(days=1)):  # it may end while the test runs
        write_article(tmp_path / "in" / str(day), "a.txt", "It cost $5.")
    words = ["in/{as_of}", "--lake", "lake", "--cron", "* * * * *", "--runner", "dask", "--workers", "2"]
    with (tmp_path / "log").open("w") as log:
        schedule = subprocess.Popen(
            [sys.executable, "-m", "flows.cli", "schedule", *words],
            cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT)}, stdout=log, stderr=log,
        )  # fmt: skip
    try:
        wait_for("night", lambda: "1 new articles" in (tmp_path / "log").read_text())
        schedule.send_signal(signal.SIGINT)
        assert schedule.wait(60) == 130
    finally:
        schedule.kill()
        print((tmp_path / "log").read_text())
    names = [file.name for file in (tmp_path / "lake/data/main/articles").rglob("*.parquet")]
    with closing(Lake(tmp_path / "lake").reader()) as reader:
        assert reader.execute("SELECT value FROM money").fetchall() == [(5.0,)]
    # As a worker names its files: the run, the batch, and a hash of what was sent.
    assert [re.fullmatch(r"[0-9a-f]{32}-\d{6}-[0-9a-f]{16}\.parquet", name) is not None for name in names] == [True]


def test_a_scheduler_that_is_not_there_is_named(monkeypatch):
    monkeypatch.setattr(dask_runner, "_PATIENCE_SECONDS", 1)
    with pytest.raises(DatelineError, match=r"No Dask scheduler answers at tcp://127.0.0.1:1\b"):
        dask_runner.dask_steps("tcp://127.0.0.1:1").__enter__()
