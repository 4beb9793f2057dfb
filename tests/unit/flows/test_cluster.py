"""Which cluster is meant by the three options, and what cannot be meant."""

import pytest

from flows import cluster
from flows.cluster import cluster_of, steps_by
from warehouse.errors import DatelineError

ADDRESS = "tcp://127.0.0.1:1"


def test_threads_need_no_cluster():
    assert cluster_of("threads", None, None) is None
    without = object()
    assert steps_by(None, without) is without


def test_a_cluster_is_one_of_this_machine_or_one_at_an_address():
    assert cluster_of("dask", None, 2) == (None, 2)
    assert cluster_of("dask", ADDRESS, None) == (ADDRESS, None)


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (("spark", None, None), "no runner spark.*threads, dask"),
        (("threads", None, 2), "without the runner dask"),
        (("threads", ADDRESS, None), "without the runner dask"),
        (("dask", ADDRESS, 2), "has the workers it has"),
    ],
)
def test_what_cannot_be_meant_is_refused(asked, words):
    with pytest.raises(DatelineError, match=words):
        cluster_of(*asked)


def test_where_dask_is_not_installed_it_is_said_before_anything_runs(monkeypatch):
    monkeypatch.setattr(cluster, "find_spec", lambda _: None)
    with pytest.raises(DatelineError, match="needs Dask"):
        cluster_of("dask", None, None)
