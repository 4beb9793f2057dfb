"""Batches extracted by the workers of a Dask cluster: one of this machine, or one whose scheduler is named.

Reading and committing stay with the process that holds the lake's lock. A worker that dies costs the time of its batch;
a batch whose workers die one after the other is halved until the record is found, which is put aside as a defect.
"""

import logging
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

from distributed import Client, KilledWorker, LocalCluster, fire_and_forget

from flows import night
from flows.account import Account, RunContext
from flows.batches import Extract, Extraction, Load, Read
from flows.defects import MOST_DEFECTS, note_defects
from flows.night import Plans
from flows.reading import read_batch
from flows.retrying import COMMIT_DELAYS, READING_DELAYS, retried
from flows.run import put_rates
from flows.shipping import Extracted, Shipped, extract_shipped, received, shipped, unpacked
from transforms.version import EXTRACTOR_VERSION
from warehouse.errors import DatelineError
from warehouse.lake import Lake
from warehouse.lake.leftovers import note_workers
from warehouse.staging import staged_rows, write_staged

_PATIENCE_SECONDS = 30
# Workers that may die of a batch before it is looked at: the first may have been chance.
_DEATHS = 1
# Dask looks at each process 50 times a second and at what it is doing 100 times, for a dashboard that a cluster of our
# own does not have: a thirtieth of a core for each worker, and as much in the process that commits.
_UNWATCHED = {
    "distributed.worker.profile.enabled": False,
    "distributed.admin.tick.interval": "500ms",
    "distributed.admin.system-monitor.interval": "5s",
}


class WorkerDied(Exception):  # noqa: N818
    """The process that extracted a record died of it."""


@contextmanager
def dask_steps(address: str | None, workers: int | None = None) -> Iterator["DaskSteps"]:
    """Steps whose extraction is done by a cluster. Raises DatelineError where it is not there or of another version."""
    import dask

    count = workers or os.cpu_count() or 1
    threads = str(max(1, (os.cpu_count() or 1) // count))
    settings = {
        "distributed.scheduler.allowed-failures": _DEATHS,
        "distributed.nanny.pre-spawn-environ.POLARS_MAX_THREADS": threads,
        "distributed.admin.large-graph-warning-threshold": "1GB",
    }
    with dask.config.set(settings):
        if address:
            with _client(address) as client:
                yield DaskSteps(_There(client))
            return
        with dask.config.set(_UNWATCHED), closing(_Own(count)) as cluster:
            yield DaskSteps(cluster)


def _client(address: str) -> Any:
    try:
        client = Client(address, timeout=_PATIENCE_SECONDS)
    except (OSError, ValueError) as error:
        raise DatelineError(
            f"No Dask scheduler answers at {address}", "Start it with `dask scheduler`, or leave --dask-address out"
        ) from error
    try:
        client.wait_for_workers(1, timeout=_PATIENCE_SECONDS)
        versions = set(client.run(_version).values())
    except TimeoutError as error:
        client.close()
        raise DatelineError(f"The scheduler at {address} has no workers", "Start them with `dask worker`") from error
    if versions != {EXTRACTOR_VERSION}:
        client.close()
        found = ", ".join(sorted(versions))
        raise DatelineError(f"The workers have version {found}, not {EXTRACTOR_VERSION}", "Install the same everywhere")
    return client


def _version() -> str:
    return EXTRACTOR_VERSION


class _There:
    """A cluster that is there."""

    def __init__(self, client: Any) -> None:
        self._client = client
        self.workers = len(client.scheduler_info(n_workers=-1)["workers"])

    def start(self, tagger: str) -> None:
        """Nothing."""

    def client(self, tagger: str) -> Any:
        """A client of it."""
        return self._client


class _Own:
    """A cluster of this machine, whose workers start and load the rules while the first batch is read."""

    def __init__(self, workers: int) -> None:
        self.workers = workers
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="cluster")
        self._open = ExitStack()
        self._starting: Future[Any] | None = None

    def start(self, tagger: str) -> Future[Any]:
        """Begin to start it, unless that has begun; gives its client to come."""
        if self._starting is None:
            self._starting = self._thread.submit(self._start, tagger)
        return self._starting

    def client(self, tagger: str) -> Any:
        """A client of it, once it is there."""
        return self.start(tagger).result()

    def close(self) -> None:
        self._thread.shutdown()
        self._open.close()

    def _start(self, tagger: str) -> Any:
        # Prefect would put each of its words into the log of the flow.
        logging.getLogger("distributed").setLevel(logging.ERROR)
        cluster = self._open.enter_context(
            LocalCluster(
                n_workers=self.workers,
                threads_per_worker=1,
                dashboard_address=None,
                scheduler_kwargs={"dashboard_address": ":0"},  # a fixed port warns where two runs are under way
                silence_logs=50,
                memory_limit=0,
            )
        )
        # Not entered: it would be left in another thread, which it does not bear.
        client = self._open.enter_context(closing(Client(cluster)))
        for address in client.scheduler_info(n_workers=-1)["workers"]:
            fire_and_forget(client.submit(_load_rules, tagger, workers=[address], pure=False))
        return client


def _load_rules(tagger: str) -> None:
    """Import what extraction takes a second or two to import, on a worker."""
    import flows.ingest  # noqa: F401
    from flows.tagging import chosen_tagger

    chosen_tagger(tagger)


class DaskSteps:
    """The steps of a night: extraction by the workers, everything else here."""

    def __init__(self, cluster: "_Own | _There") -> None:
        """Take the cluster, which need not have started."""
        self.cluster = cluster
        self._run = uuid4().hex
        # One more for each worker, so that none waits for the committer.
        self.at_once = 2 * max(1, cluster.workers)

    def plan(self, context: RunContext, file_format: str, batch_bytes: int, late: Sequence[str]) -> Plans:
        """See flows/night.py."""
        return night.plan(context, file_format, batch_bytes, late)

    def of_batches(self, context: RunContext) -> tuple[Read, Extract, Load]:
        """See flows/night.py."""
        data = Lake(context.lake).store.data.address
        self.cluster.start(context.tagger)

        def read(plan: Path, pending: Sequence[Path]) -> tuple[Path, Account]:
            return retried(lambda: read_batch(context, plan, pending), READING_DELAYS)

        def extract(folder: Path) -> Extraction:
            put_rates(context)
            note_workers(context.folder, self._run)
            return _Extraction(self.cluster.client(context.tagger), context, folder, shipped(folder, self._run, data))

        def load(folder: Path) -> bool:
            from flows.ingest import commit_batch

            return retried(lambda: commit_batch(context, folder), COMMIT_DELAYS)

        return read, extract, load


class _Extraction:
    """A batch that a worker is at."""

    def __init__(self, client: Any, context: RunContext, folder: Path, batch: Shipped) -> None:
        self._client, self._context, self._folder, self._batch = client, context, folder, batch
        self._future = client.submit(extract_shipped, context, batch, pure=False)

    def result(self) -> Account:
        """The account of the batch; with defects where records killed the workers, or the program fails on them."""
        try:
            return received(self._folder, retried(self._answer, READING_DELAYS))
        except KilledWorker:
            return self._put_aside()

    def _answer(self) -> Extracted:
        if self._future.status == "error":
            self._future.retry()
        done: Extracted = self._future.result()
        return done

    def _put_aside(self) -> Account:
        """Find the records that kill their workers and note them as defects, which the batch is read without."""
        articles = staged_rows(self._folder, "articles")
        found: list[int] = []
        pending = [(0, articles.height)]
        while pending and len(found) <= MOST_DEFECTS:
            start, stop = pending.pop()
            if not self._kills(start, stop):
                continue
            if stop - start == 1:
                found.append(start)
            else:
                middle = (start + stop) // 2
                pending += [(middle, stop), (start, middle)]
        if not found:  # only together, or no more: the batch is held back whole
            found = list(range(min(articles.height, MOST_DEFECTS + 1)))
        keys = ["article_id", "revision"]
        ledger = staged_rows(self._folder, "ledger")
        records = articles.select(keys).join(ledger, on=keys, how="left", maintain_order="left")
        died = WorkerDied(f"the worker process died of it, in batch {self._folder.name}")
        note_defects(self._folder, records, dict.fromkeys(found, died))
        return Account(defects=len(found))

    def _kills(self, start: int, stop: int) -> bool:
        future = self._client.submit(_try, self._context, self._batch, start, stop, pure=False)
        try:
            future.result()
        except KilledWorker:
            return True
        return False


def _try(context: RunContext, batch: Shipped, start: int, stop: int) -> None:
    """Extract some articles of a batch, for nothing but to see whether this process lives."""
    from tempfile import TemporaryDirectory

    from flows.ingest import extract_batch

    with TemporaryDirectory(prefix="dateline-worker-") as top:
        folder = unpacked(batch, Path(top))
        write_staged(folder, {"articles": staged_rows(folder, "articles").slice(start, stop - start)})
        extract_batch(context, folder)
