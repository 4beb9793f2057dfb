"""Who extracts the batches of a night: threads of its process, or the workers of a Dask cluster."""

from contextlib import AbstractContextManager
from importlib.util import find_spec
from typing import NamedTuple

from flows.defaults import RUNNERS, THREADS
from flows.night import Steps
from warehouse.errors import DatelineError


class Cluster(NamedTuple):
    """A Dask cluster: the address of its scheduler, or None for one of this machine with so many workers."""

    address: str | None
    workers: int | None


def cluster_of(runner: str, address: str | None, workers: int | None) -> Cluster | None:
    """The cluster that is asked for, or None for threads. Raises DatelineError for what cannot be meant, or run."""
    if runner not in RUNNERS:
        raise DatelineError(f"There is no runner {runner}", f"There are: {', '.join(RUNNERS)}")
    if runner == THREADS:
        if address or workers:
            raise DatelineError("A cluster was named without the runner dask", "Give --runner dask too")
        return None
    if address and workers:
        raise DatelineError("The cluster at an address has the workers it has", "Leave --workers out")
    if find_spec("distributed") is None:  # an extra
        raise DatelineError(
            "The runner dask needs Dask", "Install it with pip install 'dateline[dask]', here and on the workers"
        )
    return Cluster(address, workers)


def steps_by(cluster: Cluster | None, without: AbstractContextManager[Steps]) -> AbstractContextManager[Steps]:
    """The steps of a night on a cluster, or those `without` one. Entered, raises DatelineError if it is not there."""
    if cluster is None:
        return without
    from flows.dask_runner import dask_steps

    return dask_steps(cluster.address, cluster.workers)
