import pytest

from explore import store as reading
from explore.store import Store, TooSlowError
from tests.builders import ingest, write_article
from warehouse.errors import DatelineError
from warehouse.lake import Lake


@pytest.fixture(scope="module")
def store(tmp_path_factory) -> Store:
    folder = tmp_path_factory.mktemp("store")
    write_article(folder / "in", "a.txt", "It cost $5.")
    ingest(folder / "lake", folder / "in")
    return Store(Lake(folder / "lake"))


def test_what_takes_too_long_is_stopped_and_the_next_is_answered(store, monkeypatch):
    monkeypatch.setattr(reading, "_MOST_SECONDS", 0.3)
    with pytest.raises(TooSlowError, match="too long for a page"):
        store.select(
            "SELECT count(*) FROM range(1000000000) AS a, range(1000000000) AS b WHERE a.range * b.range % 7 = 3", []
        )
    assert store.select("SELECT count(*) FROM articles", [])[1] == [(1,)]


def test_what_duckdb_finds_wrong_is_one_line(store):
    with pytest.raises(DatelineError, match=r"The lake cannot be read: .*nope"):
        store.select("SELECT nope FROM articles", [])


def test_nothing_outside_the_lake_is_read(store):
    with pytest.raises(DatelineError, match="The lake cannot be read"):
        store.select("SELECT * FROM read_text('/etc/hostname')", [])
