from collections.abc import Iterator
from inspect import signature
from typing import Any

import pytest

from tests.together import Together


def parameters(item: pytest.Function) -> dict[str, Any]:
    return item.callspec.params if hasattr(item, "callspec") else {}


@pytest.fixture(scope="module")
def read_together(request: pytest.FixtureRequest) -> Iterator[None]:
    """For tests that read a text or two each: those of a module are read in one call, each an article of its own."""
    mine = [item for item in request.session.items if getattr(item, "module", None) is request.module]
    asking = [item for item in mine if "read_together" in item.fixturenames]
    pure = [item for item in asking if set(signature(item.obj).parameters) == set(parameters(item))]
    with Together.read_ahead([lambda item=item: item.obj(**parameters(item)) for item in pure]):
        yield
