import math

import duckdb
import polars as pl
import pytest

from flows.defects import DefectsFound, is_of_a_record, place_of, traceback_of, try_all
from warehouse.errors import ContractBroken, DatelineError, RunFailed


class Attempts:
    """An attempt that fails where the records hold one of `alone`, or all of `together`; it counts its calls."""

    def __init__(self, *alone, together=()):
        self.alone, self.together, self.calls = set(alone), set(together), []

    def __call__(self, start, stop):
        self.calls.append(stop - start)
        records = set(range(start, stop))
        if records & self.alone or (self.together and self.together <= records):
            raise ValueError(f"{start}-{stop}")
        return stop - start


def found(count, attempts, **options):
    with pytest.raises(DefectsFound) as raised:
        try_all(count, attempts, **options)
    return sorted(raised.value.errors)


@pytest.mark.parametrize("count", [0, 1, 2, 1_000])
def test_the_good_case_is_one_attempt(count):
    attempts = Attempts()
    assert (try_all(count, attempts), attempts.calls) == (count, [count])


@pytest.mark.parametrize("bad", [{0}, {999}, {3, 4, 5}, {0, 500, 999}, {1, 2, 997, 998}])
def test_each_bad_record_is_found_in_few_attempts(bad):
    attempts = Attempts(*bad)
    assert found(1_000, attempts) == sorted(bad)
    assert len(attempts.calls) <= 2 + 2 * len(bad) * math.ceil(math.log2(1_000))
    assert sum(attempts.calls) <= 1_000 * (4 + 2 * len(bad))


def test_every_record_may_be_bad():
    assert found(7, Attempts(*range(7))) == list(range(7))


def test_no_more_are_looked_for_than_asked():
    attempts = Attempts(*range(1_000))
    assert len(found(1_000, attempts, most=21)) == 21
    assert len(attempts.calls) < 100


def test_of_records_that_fail_only_together_the_last_is_named():
    assert found(100, Attempts(together=(10, 80))) == [80]
    assert found(100, Attempts(5, together=(10, 80))) == [5]


def test_a_failure_that_does_not_come_again_is_nobodys():
    failures = iter([ValueError("once")])

    def attempt(start, stop):
        for failure in failures:
            raise failure
        return stop - start

    assert try_all(10, attempt) == 10


class OutOfMemoryError(RuntimeError):
    """As models call it."""


@pytest.mark.parametrize(
    "error",
    [
        MemoryError(), OSError("disk"), PermissionError("x"), ImportError("x"), duckdb.Error("x"),
        duckdb.ConversionException("x"), DatelineError("x"), RunFailed("x"), OutOfMemoryError("x"),
        KeyboardInterrupt(), SystemExit(),
    ],
)  # fmt: skip
def test_the_machine_and_the_store_are_not_a_records_fault(error):
    def attempt(start, stop):
        raise error

    assert not is_of_a_record(error)
    with pytest.raises(type(error)):
        try_all(10, attempt)


def test_nor_is_what_they_caused():
    error = ValueError("x")
    error.__cause__ = MemoryError()
    assert not is_of_a_record(error)


@pytest.mark.parametrize(
    "error",
    [ValueError("x"), RecursionError(), pl.exceptions.ComputeError("x"), ZeroDivisionError(), ContractBroken("x"),
     pl.exceptions.PanicException("x")],
)  # fmt: skip
def test_errors_of_the_program_may_be(error):
    assert is_of_a_record(error)


def raised(make):
    try:
        make()
    except Exception as error:
        return error


def test_a_traceback_tells_the_place_and_the_words_and_no_folder_of_the_machine():
    from transforms.text.sentences import sentences

    error = raised(lambda: sentences(pl.DataFrame({"nope": [1]})))
    text = traceback_of(error)
    assert 'File "transforms/text/sentences.py", line' in text
    assert type(error).__name__ in text.splitlines()[-1] or type(error).__name__ in text
    assert str(pl.__file__).rsplit("/", 2)[0] not in text
    assert place_of(error).startswith(f"{type(error).__name__} in transforms/")


def test_a_traceback_is_bounded():
    def deep(depth):
        if depth:
            deep(depth - 1)
        raise ValueError("x" * 100_000)

    assert 500 < len(traceback_of(raised(lambda: deep(300)))) < 4_200
