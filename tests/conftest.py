"""Fixtures for all tests: a Prefect of their own, lakes in temporary folders, the shared data where it is."""

import gc
import os
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import settings

# Before anything imports Prefect: its own home, no analytics, patience on busy machines.
os.environ["PREFECT_HOME"] = tempfile.mkdtemp(prefix="dateline-prefect-")
os.environ["PREFECT_SERVER_ANALYTICS_ENABLED"] = "false"
os.environ["DO_NOT_TRACK"] = "1"
os.environ["PREFECT_LOGGING_LEVEL"] = "CRITICAL"
os.environ["PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS"] = "180"
for place in ("DATELINE_LAKE", "DATELINE_CATALOG", "DATELINE_DATA"):
    os.environ.pop(place, None)

pytest_plugins = ["tests.stores"]

# A busy machine is not a failing test; every run tries other examples.
settings.register_profile("dateline", deadline=None, max_examples=40)
settings.load_profile("dateline")

# Workers share the cores, and a small statement costs more where each DuckDB wakes a thread for every core. The slow
# tests, which are run in one process, have all threads.
if "PYTEST_XDIST_WORKER" in os.environ:
    _connect = duckdb.connect

    def _with_one_thread(*args: Any, config: dict[str, Any] | None = None, **kwargs: Any) -> duckdb.DuckDBPyConnection:
        return _connect(*args, config={"threads": 1} | (config or {}), **kwargs)

    duckdb.connect = _with_one_thread

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT / "tests" / "samples" / "articles"
LAKES = ROOT / "tests" / "samples" / "lakes"
SHARED = ROOT.parent / "shared"

# How much of the slow tests is run, from 0 to 1.
SLOW_SHARE = float(os.environ.get("DATELINE_SLOW_SHARE", "1"))


def few_or_all_examples(few: int, everything: int) -> pytest.MarkDecorator:
    """A property test's argument `examples`: few of them by default, all among the slow tests."""
    return pytest.mark.parametrize("examples", [few, pytest.param(everything, marks=pytest.mark.slow)])


def first_and_share_of(cases: Sequence[tuple[object, ...]], first: tuple[object, ...]) -> list[object]:
    """Cases of a matrix: the first by default, among the slow tests the rest, or an even share of at least three."""
    rest = [case for case in cases if case != first]
    count = min(len(rest), max(3, round(len(rest) * SLOW_SHARE)))
    chosen = [rest[number * len(rest) // count] for number in range(count)]
    return [pytest.param(*first), *(pytest.param(*case, marks=pytest.mark.slow) for case in chosen)]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What makes lakes and starts processes comes first: the files left for the end are quick, and no worker waits.

    Before these come the tests of a Prefect server, which has work of its own as long as it is there: to the end.
    """
    items.sort(
        key=lambda item: ("transforms" in item.path.parts, "prefect_server" in getattr(item, "fixturenames", ()))
    )


def pytest_collection_finish() -> None:
    """What thousands of collected tests hold stays to the end: the garbage collector need not go over it each time."""
    gc.collect()
    gc.freeze()


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Name bytes by their argument: what is packed holds the time, and then no two processes name a test alike."""
    return argname if isinstance(val, bytes) else None


@pytest.fixture
def shared() -> Path:
    """The folder of shared data; the test is skipped where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("needs the shared data beside the checkout")
    return SHARED


@pytest.fixture
def samples() -> Path:
    """The sample articles."""
    return SAMPLES


@pytest.fixture(scope="session")
def sample_lake(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The lake of the sample articles, made once in a process; tests only read it."""
    from tests.builders import prepared, samples_lake

    return prepared(samples_lake, tmp_path_factory.mktemp("samples"))


@pytest.fixture(scope="session")
def prefect_server() -> Iterator[None]:
    """One temporary Prefect server for the session."""
    from prefect.testing.utilities import prefect_test_harness

    with prefect_test_harness(server_startup_timeout=180):
        yield
