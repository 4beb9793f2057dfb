import threading

import pytest

from explore.kept import Kept


def size(value: str) -> int:
    return len(value)


def test_an_answer_is_made_once_for_a_state():
    kept, made = Kept(100, 1.0), []

    def make() -> str:
        made.append(1)
        return "answer"

    assert [kept.get(1, "asked", make, size) for _ in range(3)] == ["answer"] * 3
    assert len(made) == 1


def test_another_state_has_answers_of_its_own():
    kept = Kept(100, 1.0)
    kept.get(1, "asked", lambda: "old", size)
    assert kept.get(2, "asked", lambda: "new", size) == "new"


def test_what_was_asked_for_longest_ago_goes_first():
    kept = Kept(6, 1.0)
    kept.get(1, "a", lambda: "one", size)
    kept.get(1, "b", lambda: "two", size)
    kept.get(1, "a", lambda: "not made again", size)
    kept.get(1, "c", lambda: "six", size)
    assert kept.get(1, "a", lambda: "made again", size) == "one"
    assert kept.get(1, "b", lambda: "made again", size) == "made again"


def test_an_answer_that_fails_is_not_kept():
    kept = Kept(100, 1.0)
    with pytest.raises(ZeroDivisionError):
        kept.get(1, "asked", lambda: 1 // 0, size)
    assert kept.get(1, "asked", lambda: "well", size) == "well"


def test_those_who_ask_for_the_same_at_once_wait_for_one_answer():
    kept, made, go = Kept(100, 30.0), [], threading.Event()

    def make() -> str:
        go.wait(30)
        made.append(1)
        return "answer"

    found: list[str] = []
    threads = [threading.Thread(target=lambda: found.append(kept.get(1, "asked", make, size))) for _ in range(5)]
    for thread in threads:
        thread.start()
    go.set()
    for thread in threads:
        thread.join()
    assert found == ["answer"] * 5
    assert len(made) == 1


def test_who_waits_too_long_is_told():
    kept, begun, go = Kept(100, 0.01), threading.Event(), threading.Event()

    def make() -> str:
        begun.set()
        go.wait(30)
        return "late"

    slow = threading.Thread(target=lambda: kept.get(1, "asked", make, size))
    slow.start()
    begun.wait(30)
    with pytest.raises(TimeoutError):
        kept.get(1, "asked", make, size)
    go.set()
    slow.join()
