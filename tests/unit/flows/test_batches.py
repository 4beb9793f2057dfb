import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from flows.account import Account
from flows.batches import AT_ONCE, run_batches, side_by_side
from tests.builders import ingest, write_article


class Steps:
    """Steps that only write down what happens.

    Batches named in `bad` fail their checks once, in `poison` have a defect once, in `hopeless` too many.
    """

    def __init__(self, *bad, poison=(), hopeless=()):
        self.log, self.bad, self.poison, self.hopeless = [], set(bad), set(poison), set(hopeless)
        self.pool = ThreadPoolExecutor(AT_ONCE)

    def read(self, plan, pending):
        self.log.append(("read", plan.name, [folder.name for folder in pending]))
        if plan.name in self.hopeless:
            return plan, Account(records_in=30, defects=21)
        return plan, Account(records_in=1, articles=1)

    def extract(self, folder):
        if folder.name in self.poison:
            self.poison.discard(folder.name)
            return self.pool.submit(lambda: Account(defects=1))
        failed = {"a_check": 1} if folder.name in self.bad else {}
        self.bad.discard(folder.name)
        return self.pool.submit(lambda: Account(failed_checks=failed))

    def load(self, folder):
        self.log.append(("load", folder.name))

    def run(self, count):
        plans = [Path(str(number)) for number in range(count)]
        return list(run_batches(plans, self.read, self.extract, self.load))

    def loaded(self):
        return [entry[1] for entry in self.log if entry[0] == "load"]


@pytest.mark.parametrize("count", [0, 1, 2, 7])
def test_batches_are_committed_in_the_order_of_their_plans(count):
    steps = Steps()
    assert len(steps.run(count)) == count
    assert steps.loaded() == [str(number) for number in range(count)]


def test_a_batch_is_told_which_will_be_committed_before_it():
    steps = Steps()
    steps.run(4)
    assert [entry for entry in steps.log if entry[0] == "read"] == [
        ("read", "0", []),
        ("read", "1", ["0"]),
        ("read", "2", ["0", "1"]),
        ("read", "3", ["1", "2"]),
    ]


def test_what_counted_on_a_batch_that_is_held_back_is_read_again():
    steps = Steps("1")
    accounts = steps.run(4)
    assert [account.held_back for account in accounts] == [0, 1, 0, 0]
    assert steps.loaded() == ["0", "2", "3"]
    assert steps.log[-4:] == [("read", "2", []), ("read", "3", ["2"]), ("load", "2"), ("load", "3")]


def test_a_batch_with_a_defect_is_read_again_and_so_is_what_counted_on_it():
    steps = Steps(poison=("1",))
    assert [account.records_in for account in steps.run(4)] == [1, 1, 1, 1]
    assert steps.loaded() == ["0", "1", "2", "3"]
    assert [entry[1] for entry in steps.log if entry[0] == "read"] == ["0", "1", "2", "3", "1", "2", "3"]


def test_a_batch_with_too_many_defects_is_held_back_alone():
    steps = Steps(hopeless=("1",))
    assert [account.held_back for account in steps.run(4)] == [0, 30, 0, 0]
    assert steps.loaded() == ["0", "2", "3"]


def test_the_copy_of_an_article_that_is_held_back_is_an_article(tmp_path, monkeypatch):
    from flows import ingest as module

    real, verdicts = module.check_batch, {"000000": {"a_check": 1}}
    monkeypatch.setattr(module, "check_batch", lambda folder, *args: verdicts.get(folder.name) or real(folder, *args))
    write_article(tmp_path / "in", "a.txt", "It cost $5.")
    write_article(tmp_path / "in", "b.txt", "It cost $5.", " date 2025-03-16 The same text")
    account = ingest(tmp_path / "lake", tmp_path / "in", batch_bytes=10)
    assert (account.held_back, account.articles, account.duplicates) == (1, 1, 0)


@pytest.mark.parametrize("count", [0, 1, 2, 3, 9])
def test_what_is_worked_on_side_by_side_comes_in_order(count):
    def work(number):
        time.sleep(0.004 if number % 2 == 0 else 0)
        return number * 10

    assert list(side_by_side(work, range(count))) == [number * 10 for number in range(count)]


def test_no_more_is_taken_than_can_be_worked_on_and_one():
    taken = []

    def batches():
        for number in range(9):
            taken.append(number)
            yield number

    results = side_by_side(str, batches())
    assert taken == []
    for number, result in enumerate(results):
        assert result == str(number)
        assert len(taken) <= number + AT_ONCE + 1


def test_two_are_worked_on_at_once_and_never_three():
    both, working, most = threading.Barrier(AT_ONCE), [], []

    def work(number):
        working.append(number)
        both.wait(timeout=10)  # breaks where one is worked on alone
        most.append(len(working))
        both.wait(timeout=10)
        working.remove(number)

    assert len(list(side_by_side(work, range(3 * AT_ONCE)))) == 3 * AT_ONCE
    assert max(most) == AT_ONCE


def test_what_was_taken_before_the_batches_break_off_is_given():
    def batches():
        yield 1
        yield 2
        raise OSError("torn")

    results = side_by_side(str, batches())
    assert [next(results), next(results)] == ["1", "2"]
    with pytest.raises(OSError, match="torn"):
        next(results)


def test_work_that_fails_is_raised_at_its_place_and_nothing_more_is_begun():
    begun = []

    def work(number):
        begun.append(number)
        if number == 1:
            raise ValueError("one")
        return number

    results = side_by_side(work, range(100))
    assert next(results) == 0
    with pytest.raises(ValueError, match="one"):
        list(results)
    assert len(begun) <= 2 + AT_ONCE
