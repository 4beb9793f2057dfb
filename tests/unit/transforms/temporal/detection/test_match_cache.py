"""The match cache: runs seen before must not change what a text says."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.conftest import few_or_all_examples
from tests.unit.transforms.temporal.builders import read
from transforms.temporal.detection import match_cache, matcher

TEXTS = [
    "They met early on Friday, March 14, and left a week later.",
    "A month-long strike ended; the year-ago loss was $3 a share.",
    "It fell in the first and third quarters of 1989, and again last year.",
    "It opens on 24 and 25\u00a0April 2024, from 6 to 8 p.m. every Thursday.",
    "Nothing was said.",
]


@pytest.fixture(autouse=True)
def _empty_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(matcher._CACHE, "_cached", None)


def test_texts_read_one_after_the_other_say_what_they_say_together() -> None:
    together = read(*TEXTS)
    apart = [{**mention, "text_no": row} for row, text in enumerate(TEXTS) for mention in read(text)]
    assert together == apart
    assert read(*TEXTS) == together


def test_few_runs_are_read_like_many(monkeypatch: pytest.MonkeyPatch) -> None:
    by_python = read(*TEXTS)
    monkeypatch.setattr(matcher._CACHE, "_cached", None)
    monkeypatch.setattr(matcher, "_FEW_RUNS", 0)
    assert read(*TEXTS) == by_python


def test_with_too_many_runs_the_cache_starts_empty(monkeypatch: pytest.MonkeyPatch) -> None:
    before = read(*TEXTS)
    monkeypatch.setattr(match_cache, "_RUNS_AT_MOST", 2)
    assert read(*TEXTS, "On May 3, 1990.")[: len(before)] == before
    assert matcher._CACHE._cached is None
    assert read(*TEXTS) == before


@few_or_all_examples(2, 8)
def test_threads_share_the_cache(examples: int) -> None:
    batches = [[text, f"It was on May {day}, 1990."] for day in range(1, examples + 1) for text in TEXTS]
    expected = [read(*batch) for batch in batches]
    matcher._CACHE._cached = None
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(lambda batch: read(*batch), batches)) == expected
