"""Texts of a module's cases that are read in one call, as those of a batch are: a call for each costs far more."""

from collections.abc import Callable, Hashable, Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import Any, ClassVar, Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Found = TypeVar("Found")


class Begun(BaseException):
    """A case was begun only to learn which text it reads first."""


class Together(Generic[Key, Found]):
    """What is found for a key, which is a text and what is known of it; of `read_ahead`'s cases in one call."""

    _all: ClassVar[list["Together[Any, Any]"]] = []

    def __init__(self, read: Callable[[list[Key]], list[Found]]) -> None:
        self._read = read
        self._ahead: dict[Key, Found] = {}
        self._asked: list[Key] | None = None
        self._all.append(self)

    def __call__(self, key: Key) -> Found:
        if key in self._ahead:
            return self._ahead[key]
        if self._asked is None:
            return self._read([key])[0]
        self._asked.append(key)
        raise Begun

    @classmethod
    @contextmanager
    def read_ahead(cls, cases: Iterable[Callable[[], object]]) -> Iterator[None]:
        """Begin each case to learn which text it reads, and read these texts in one call; so for second texts, too."""
        waiting = list(cases)
        while waiting:
            for one in cls._all:
                one._asked = []
            waiting = [case for case in waiting if _asks_for_more(case)]
            for one in cls._all:
                keys, one._asked = list(dict.fromkeys(one._asked or ())), None
                one._ahead |= zip(keys, one._read(keys), strict=True) if keys else ()
        yield
        for one in cls._all:
            one._ahead = {}


def _asks_for_more(case: Callable[[], object]) -> bool:
    try:
        with suppress(Exception):  # what is wrong with a case shows when it is run
            case()
    except Begun:
        return True
    return False
