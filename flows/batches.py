"""Several batches on their way at once: read in order, extracted side by side, committed or written in order."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeVar

from flows.account import Account

# Batches that are extracted at once. Every one of them is held in memory.
AT_ONCE = 2


class Extraction(Protocol):
    """The account that an extraction under way will give: a future of Prefect's or of Python's own."""

    def result(self) -> Account:
        """Wait for it."""
        ...


T = TypeVar("T")
R = TypeVar("R")

Read = Callable[[Path, Sequence[Path]], tuple[Path, Account]]
Extract = Callable[[Path], Extraction]
Load = Callable[[Path], object]


@dataclass
class _Batch:
    plan: Path
    folder: Path
    account: Account
    extraction: Extraction | None


def run_batches(
    plans: Sequence[Path], read: Read, extract: Extract, load: Load, at_once: int = AT_ONCE
) -> Iterator[Account]:
    """Take every planned batch to its commit; gives each one's account, in the order of the plans.

    `at_once` are extracted at the same time. `read` takes a plan and the folders of the batches that will be
    committed before it, `extract` begins to extract a folder and returns at once, `load` commits one. A batch whose
    checks failed, or with too many defects, is held back; one in which extraction has met defects is read again, and
    gets on without these records. What was read while such a batch was on its way counted on it, and is read again. A
    batch that brings nothing new is neither extracted nor committed.
    """
    to_read = deque(plans)
    on_their_way: deque[_Batch] = deque()
    while to_read or on_their_way:
        # One more than can be extracted at once, so that none waits for a commit.
        while to_read and len(on_their_way) <= at_once:
            plan = to_read.popleft()
            folder, account = read(plan, [batch.folder for batch in on_their_way])
            idle = account.has_too_many_defects() or account.is_nothing_new()
            extraction = None if idle else extract(folder)
            on_their_way.append(_Batch(plan, folder, account, extraction))
        batch = on_their_way.popleft()
        extracted = batch.extraction.result() if batch.extraction else Account()
        if extracted.defects:
            to_read.extendleft([*_abandoned(on_their_way), batch.plan])
            continue
        batch.account.add(extracted)
        if batch.account.failed_checks:
            to_read.extendleft(_abandoned(on_their_way))
        if batch.account.failed_checks or batch.account.has_too_many_defects():
            yield batch.account.unpublished()
        elif batch.account.is_nothing_new():
            yield batch.account
        else:
            load(batch.folder)
            yield batch.account


def _abandoned(batches: deque[_Batch]) -> list[Path]:
    """The plans of batches that are given up, last first, once nothing writes to their folders any more."""
    plans = []
    while batches:
        batch = batches.pop()
        with suppress(Exception):  # it will be met again
            if batch.extraction:
                batch.extraction.result()
        plans.append(batch.plan)
    return plans


def side_by_side(work: Callable[[T], R], batches: Iterable[T]) -> Iterator[R]:
    """What `work` gives for each batch, in order: run_batches for work that needs no commit.

    One batch more than can be worked on at once is taken from `batches`. Where these break off, what was taken before
    is given first, and then the error raised. Work not begun when another fails or the caller stops never begins.
    """
    pool = ThreadPoolExecutor(AT_ONCE)
    on_their_way: deque[Future[R]] = deque()
    taken = iter(batches)
    end: Exception | None = None
    try:
        while on_their_way or end is None:
            while end is None and len(on_their_way) <= AT_ONCE:
                try:
                    on_their_way.append(pool.submit(work, next(taken)))
                except Exception as met:  # that there is no other, for one
                    end = met
            if on_their_way:
                yield on_their_way.popleft().result()
    finally:
        pool.shutdown(cancel_futures=True)
    if not isinstance(end, StopIteration):
        raise end
