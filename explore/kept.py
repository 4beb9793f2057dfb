"""Answers that were given once: kept for as long as the lake stays as it is, and worked out once however many ask."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Any


@dataclass
class _Answer:
    """One answer, or the wait for it."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    value: Any = None
    size: int = 0
    is_there: bool = False


class Kept:
    """Answers of one state of the lake by what was asked; those asked for longest ago go when there are too many."""

    def __init__(self, most: int, patience: float) -> None:
        """Keep answers whose sizes add up to `most`; whoever waits for one waits `patience` seconds."""
        self._most, self._patience = most, patience
        self._state: Hashable = None
        self._answers: OrderedDict[Hashable, _Answer] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, state: Hashable, asked: Hashable, make: Callable[[], Any], size: Callable[[Any], int]) -> Any:
        """The answer, made where it is not there. What `make` raises is raised, and nothing is kept.

        Whoever asks for what is being made waits for it; raises TimeoutError after `patience` seconds. With another
        state than the one before, all that was kept is forgotten.
        """
        with self._lock:
            if state != self._state:
                self._state, self._answers = state, OrderedDict()
            answers = self._answers
            answer = answers.setdefault(asked, _Answer())
            answers.move_to_end(asked)
        if not answer.lock.acquire(timeout=self._patience):
            raise TimeoutError
        try:
            if not answer.is_there:
                answer.value = make()
                answer.size, answer.is_there = size(answer.value), True
                self._forget_some(answers)
            return answer.value
        finally:
            answer.lock.release()

    def _forget_some(self, answers: OrderedDict[Hashable, _Answer]) -> None:
        with self._lock:
            held = sum(answer.size for answer in answers.values())
            for asked in list(answers):
                if held > self._most and answers[asked].is_there:
                    held -= answers.pop(asked).size
