"""Flow runs that are dead and that Prefect takes for running: no service of its server ends a run whose worker died.

Each flow run holds a file in <lake>/alive/ locked, under its id, for as long as its process lives. Whoever can lock the
file of another run knows that it is dead, and says so to the server.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from uuid import UUID

from filelock import FileLock, Timeout
from prefect.client.orchestration import get_client
from prefect.exceptions import ObjectNotFound
from prefect.states import Crashed

from warehouse.lake import Lake

_FOLDER = "alive"
_SUFFIX = ".lock"


@contextmanager
def alive(place: Lake, flow_run_id: str | None) -> Iterator[None]:
    """Show that a flow run lives, until it ends."""
    if flow_run_id is None:
        yield
        return
    folder = place.path / _FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{flow_run_id}{_SUFFIX}"
    lock = FileLock(file)
    lock.acquire(timeout=5)
    try:
        yield
    finally:
        file.unlink(missing_ok=True)
        lock.release()


def end_dead_runs(place: Lake, log: Callable[[str], None]) -> list[str]:
    """Set the flow runs to Crashed whose process is gone; gives their ids. A server that forgot them is no error."""
    ended = []
    for file in sorted((place.path / _FOLDER).glob(f"*{_SUFFIX}")):
        lock = FileLock(file)
        try:
            lock.acquire(timeout=0)
        except Timeout:
            continue
        try:
            if _end(file, log):
                ended.append(file.stem)
            file.unlink(missing_ok=True)
        finally:
            lock.release()
    return ended


def _end(file: Path, log: Callable[[str], None]) -> bool:
    with suppress(ValueError, ObjectNotFound), get_client(sync_client=True) as client:
        run = client.read_flow_run(UUID(file.stem))
        if run.state is not None and not run.state.is_final():
            client.set_flow_run_state(run.id, Crashed(message="Its process is gone; the next run found it"), force=True)
            log(f"The flow run {run.name} is dead; it is marked as crashed")
            return True
    return False
