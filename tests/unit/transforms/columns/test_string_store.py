"""The vocabulary of a process: the same string, the same number, and the same rows whatever was read before."""

import random
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.transforms.entities.builders import sentences_of, texts
from transforms.columns import string_store
from transforms.columns.string_buffer import PADDING, Strings, strings
from transforms.columns.string_store import EDGE, Column, Memory, Vocabulary, current_memory
from transforms.entities import entity_mentions
from transforms.text.pretokens import cut

FIRST = ["Ann", "Boris", "Chloe", "Dmitri", "Eve", "Farid", "Grace", "Hugo"]
LAST = ["Abbott", "Blair", "Costa", "Dubois", "Eriksen", "Ferrari", "Garcia", "Hoffmann"]


def number(known: Vocabulary, words: list[str]) -> list[int]:
    data = "".join(words).encode()
    end = np.cumsum([len(word.encode()) for word in words], dtype=np.int64)
    begin = np.append(0, end[:-1]).astype(np.int64) if words else end
    return known.number(np.append(np.frombuffer(data, dtype=np.uint8), PADDING), begin, end).tolist()


@pytest.mark.parametrize(("begin", "end"), [(1, 3), (0, 1), (1, 40), (0, 42), (3, 42)])
def test_a_string_that_is_cut_inside_a_letter_is_refused_and_spoils_nothing(begin: int, end: int) -> None:
    data = np.append(np.frombuffer(("é" + "a" * 39 + "é").encode(), dtype=np.uint8), PADDING)
    known = Vocabulary()
    with pytest.raises(ValueError, match="inside a letter"):
        known.number(data, np.array([begin], dtype=np.int64), np.array([end], dtype=np.int64))
    assert len(known) == 1
    assert known.number(data, np.array([0], dtype=np.int64), np.array([43], dtype=np.int64)).tolist() == [1]
    assert known.spelled().series().to_list()[1] == "é" + "a" * 39 + "é"


@settings(deadline=None)
@given(st.lists(st.lists(st.text("ab\0é", min_size=1, max_size=20), max_size=30), max_size=4))
def test_a_string_keeps_its_number(batches: list[list[str]]) -> None:
    known, numbers = Vocabulary(), {}
    for batch in batches:
        for word, given_number in zip(batch, number(known, batch), strict=True):
            assert numbers.setdefault(word, given_number) == given_number != EDGE
    spelled = known.spelled().series().to_list()
    assert {word: spelled[place] for word, place in numbers.items()} == {word: word for word in numbers}
    assert len(known) == len(set(numbers.values())) + 1


def test_many_strings_are_told_apart_while_slots_grow() -> None:
    known = Vocabulary()
    words = [f"w{number}" for number in range(50_000)]
    numbers = [n for start in range(0, len(words), 9_000) for n in number(known, words[start : start + 9_000])]
    assert len(set(numbers)) == len(words)
    assert number(known, words) == numbers


def test_threads_that_come_at_once_are_given_the_same_numbers() -> None:
    known = Vocabulary()
    words = [f"{'long and ' * (n % 3)}word{n}" for n in range(5_000)]

    def ask(seed: int) -> dict[str, int]:
        mixed = random.Random(seed).sample(words, 3_000)
        return dict(zip(mixed, number(known, mixed), strict=True))

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(ask, range(12)))
    together: dict[str, int] = {}
    for answer in answers:
        assert all(together.setdefault(word, place) == place for word, place in answer.items())
    assert len(set(together.values())) == len(together)


class Sizes:
    """The size of each string, as a table that grows."""

    def __init__(self) -> None:
        self.asked: list[int] = []
        self._rows = Column(np.zeros(0, dtype=np.int64))

    def extend(self, new: Strings) -> None:
        self.asked.append(len(new))
        self._rows.add(np.diff(new.offsets))

    def view(self) -> np.ndarray:
        return self._rows.rows

    @property
    def size_bytes(self) -> int:
        return self._rows.size_bytes


def test_a_table_is_worked_out_for_new_strings_only() -> None:
    known, sizes, owner = Vocabulary(), Sizes(), object()
    number(known, ["a", "bcd"])
    before = known.table("sizes", owner, lambda: sizes)
    number(known, ["bcd", "efghi"])
    assert known.table("sizes", owner, lambda: sizes).tolist() == [1, 1, 3, 5]
    assert before.tolist() == [1, 1, 3]
    assert sizes.asked == [3, 1]


def test_another_owner_begins_anew() -> None:
    known = Vocabulary()
    number(known, ["a"])
    assert known.table("sizes", "one", Sizes).tolist() == [1, 1]
    other = Sizes()
    assert known.table("sizes", "other", lambda: other).tolist() == [1, 1]
    assert other.asked == [2]


def test_a_memory_that_has_grown_too_large_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(string_store, "_MOST_BYTES", current_memory().size_bytes + 1_000_000)
    kept = current_memory()
    assert current_memory() is kept
    held = cut(pl.Series([" ".join(f"word{n}and{n}and{n}" for n in range(20_000))]))
    assert current_memory() is not kept
    assert held.memory is kept


def test_strings_are_copied_end_to_end() -> None:
    data = np.frombuffer(b"abcdef", dtype=np.uint8)
    assert strings(data, np.array([3, 0]), np.array([5, 1])).series().to_list() == ["de", "a"]


def articles(seed: int) -> list[str]:
    chance = random.Random(seed)
    said = (
        "{0} {1}, the head of {1} Group, met Mr. {2} in Paris. The {1} plan of New York's (U.N.) envoy was {3}.",
        "AS {2} LEFT, {0} {1}-{2} of Kyiv told the World Bank: {3}!",
        "\u00c9ire\u2019s {0} {2} said \u201c{3}\u201d in {1}ville\u2026 {2} rose.",
    )
    return [
        " ".join(
            chance.choice(said).format(
                chance.choice(FIRST), chance.choice(LAST), chance.choice(LAST), f"rose {chance.randrange(10**6)}"
            )
            for _ in range(6)
        )
        for _ in range(8)
    ]


def rows(bodies: list[str]) -> pl.DataFrame:
    frame = texts(*bodies)
    return entity_mentions(frame, sentences_of(frame))


@pytest.fixture
def own_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(string_store, "_CURRENT", [Memory()])


@pytest.mark.usefixtures("own_memory")
def test_rows_do_not_depend_on_what_was_read_before(monkeypatch: pytest.MonkeyPatch) -> None:
    batches = [articles(seed) for seed in range(2)]
    forward = [rows(batch) for batch in batches]
    monkeypatch.setattr(string_store, "_CURRENT", [Memory()])
    backward = [rows(batch) for batch in reversed(batches)][::-1]
    # A memory that is emptied before every batch.
    monkeypatch.setattr(string_store, "_MOST_BYTES", 0)
    alone = [rows(batch) for batch in batches]
    for first, second, third in zip(forward, backward, alone, strict=True):
        assert first.height > 0
        assert first.equals(second)
        assert first.equals(third)


@pytest.mark.usefixtures("own_memory")
@pytest.mark.parametrize("most_bytes", [64_000_000, pytest.param(300_000, marks=pytest.mark.slow), 0])
def test_rows_do_not_depend_on_who_reads_beside(most_bytes: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(string_store, "_MOST_BYTES", most_bytes)
    batches = [articles(seed) for seed in range(2)]
    with ThreadPoolExecutor(3) as pool:
        nearby = list(pool.map(rows, batches * 2))
    alone = [rows(batch) for batch in batches] * 2
    for first, second in zip(nearby, alone, strict=True):
        assert first.equals(second)
