import tarfile
import threading

import pytest

from explore import store as reading
from explore.store import Store, TooSlowError
from tests.builders import ingest, write_article
from tests.conftest import LAKES
from warehouse.errors import DatelineError
from warehouse.lake import Lake
from warehouse.search import Filters


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


def test_a_lake_of_an_older_version_is_refused_with_what_to_do(store, tmp_path):
    store.require_layout()
    with tarfile.open(LAKES / "0.3.2.tar.gz") as archive:
        archive.extractall(tmp_path, filter="data")
    older = Store(Lake(tmp_path))
    with pytest.raises(DatelineError, match=r"older version.*`dateline maintain` brings it up to date"):
        older.require_layout()
    older.close()


def test_an_index_that_takes_longer_than_a_page_is_made_all_the_same(store, monkeypatch):
    go, made = threading.Event(), reading.up_to_date

    def slowly(lake, reader):
        go.wait(30)
        return made(lake, reader)

    monkeypatch.setattr(reading, "up_to_date", slowly)
    monkeypatch.setattr(reading, "_INDEX_SECONDS", 0.01)
    with pytest.raises(TooSlowError, match="index of the words of this lake is being made"):
        store.search("cost", Filters(), 10)
    monkeypatch.setattr(reading, "_INDEX_SECONDS", 30.0)
    go.set()
    assert store.search("cost", Filters(), 10).total == 1


def test_an_index_that_cannot_be_made_says_why(tmp_path, monkeypatch):
    write_article(tmp_path / "in", "a.txt", "It cost $5.")
    ingest(tmp_path / "lake", tmp_path / "in")
    (tmp_path / "lake" / "search").write_text("no folder")
    other = Store(Lake(tmp_path / "lake"))
    with pytest.raises(DatelineError, match=r"search index .* cannot be written"):
        other.search("cost", Filters(), 10)
    other.close()
