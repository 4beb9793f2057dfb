"""Work for the workers of a cluster that dies: of a record that says so, or once, in the middle of its task."""

import os
from pathlib import Path

from flows import dask_runner, shipping
from flows.account import RunContext
from flows.shipping import Extracted, Shipped

POISON = b"Poisonous"
EXTRACT, TRY = shipping.extract_shipped, dask_runner._try


def die_of_poison(context: RunContext, batch: Shipped) -> Extracted:
    """Extract a batch, unless something in it is poison."""
    _die_if_poisoned(batch, 0, None)
    return EXTRACT(context, batch)


def try_poison(context: RunContext, batch: Shipped, start: int, stop: int) -> None:
    """Extract some articles, unless one is poison."""
    _die_if_poisoned(batch, start, stop)


def die_once(context: RunContext, batch: Shipped) -> Extracted:
    """Extract a batch; the first that comes here dies when all is written, as if its answer was lost."""
    done = EXTRACT(context, batch)
    try:
        Path(os.environ["DATELINE_TEST_DEATH"]).touch(exist_ok=False)
    except FileExistsError:
        return done
    os._exit(9)


def _die_if_poisoned(batch: Shipped, start: int, stop: int | None) -> None:
    from tempfile import TemporaryDirectory

    from warehouse.staging import staged_rows

    with TemporaryDirectory() as top:
        articles = staged_rows(shipping.unpacked(batch, Path(top)), "articles")[start:stop]
    if any(POISON.decode() in body for body in articles["body"]):
        os._exit(9)
