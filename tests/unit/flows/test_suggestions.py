import pytest

from flows.suggestions import suggested_merges
from tests.builders import ingest, write_article
from warehouse.lake import Lake


@pytest.fixture(scope="module")
def lake(tmp_path_factory):
    folder = tmp_path_factory.mktemp("suggestions")
    write_article(folder / "in", "a.txt", "Olena Kovalenko met Nils Aamodt in Oslo. Mr. Aamodt left.")
    write_article(folder / "in", "b.txt", "Olena Kovalenko met Olena Kowalenko. Anna Aamodt stayed in Oslo with them.")
    ingest(folder / "lake", folder / "in")
    return Lake(folder / "lake")


def pairs(lake, **options):
    return suggested_merges(lake, **options).select("name", "into_name").rows()


def test_two_spellings_are_proposed_and_the_rarer_goes(lake):
    assert pairs(lake) == [("Olena Kowalenko", "Olena Kovalenko")]


def test_two_persons_of_a_surname_are_unlike(lake):
    assert not {"Anna Aamodt", "Nils Aamodt"} & {name for pair in pairs(lake, least_likeness=75) for name in pair}


def test_no_more_are_shown_than_asked_for(lake):
    assert len(pairs(lake, least_likeness=0, at_most=1)) == 1


def test_nothing_is_changed(lake):
    before = lake.reader().execute("SELECT * FROM entities ORDER BY ALL").fetchall()
    suggested_merges(lake)
    assert lake.reader().execute("SELECT * FROM entities ORDER BY ALL").fetchall() == before
