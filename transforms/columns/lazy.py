"""Tables and weights that are read or worked out once in a process, however many threads ask for them."""

import threading
from collections.abc import Callable
from functools import wraps
from typing import TypeVar

T = TypeVar("T")

# One for all, because what is worked out once asks for other such things.
_LOCK = threading.RLock()


def once(make: Callable[[], T]) -> Callable[[], T]:
    """Call a function without arguments once, and give every caller the same object.

    `functools.cache` lets two threads that come at once work out two objects; tables whose rows point into each other
    must not be mixed from two workings.
    """
    made: list[T] = []

    @wraps(make)
    def given() -> T:
        if not made:
            with _LOCK:
                if not made:
                    made.append(make())
        return made[0]

    return given
