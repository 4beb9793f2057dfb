"""Search finds what is in current articles, as soon as they are loaded."""

import json
import os
import shutil
import subprocess
import sys
from datetime import date

import polars as pl
import pytest

from tests.builders import ingest, prepared
from tests.command_line import dateline
from tests.stores import variables
from warehouse.errors import DatelineError
from warehouse.load import newest_snapshot
from warehouse.query import run
from warehouse.search import Filters, hits, marked, search

TEXTS = {
    "points": "The U.S. economy grew by 43.5 percent, said Seán O\u2019Brien.",
    "letters": "US officials met the firm\u2019s owners in \u00c5ngstr\u00f6m Street.",
    "disease": "A vaccine against COVID-19 was tried on 12 patients in 2024.",
    "number": "The number 43 stood on the door, and 5 more.",
}


def feed(folder, name, *articles):
    folder.mkdir(exist_ok=True)
    (folder / name).write_text("".join(json.dumps(article) + "\n" for article in articles), encoding="utf-8")
    return folder / name


def article(name, text, day="2026-03-02", source="wire"):
    return {"source": source, "id": name, "published": day, "title": f"The {name}", "text": text}


def fresh(folder):
    days = {"points": "2026-03-01", "letters": "2026-03-02", "disease": "2026-03-03", "number": "2026-03-04"}
    articles = [article(name, text, days[name], f"{name} paper") for name, text in TEXTS.items()]
    ingest(folder / "lake", feed(folder / "in", "a.jsonl", *articles))


@pytest.fixture(scope="module")
def lake(where_lakes_lie, tmp_path_factory):
    return prepared(fresh, tmp_path_factory.mktemp("search"))


def titles(lake, words, **filters):
    return sorted(title.removeprefix("The ") for title in search(lake, words, filters=Filters(**filters))["title"])


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("economy", ["points"]),
        ("ECONOMY grew", ["points"]),
        ("43.5", ["points"]),
        ("43", ["number"]),
        ("U.S.", ["letters", "points"]),
        ("us", ["letters", "points"]),
        ("O'Brien", ["points"]),
        ("o\u2019brien", ["points"]),
        ("sean", ["points"]),
        ("angstrom", ["letters"]),
        ("firm", ["letters"]),
        ("COVID-19", ["disease"]),
        ("COVID-12", []),
        ("2024", ["disease"]),
        ('"economy grew by"', ["points"]),
        ('"grew economy"', []),
        ("us -economy", ["letters"]),
        ('the "', ["disease", "letters", "number", "points"]),
        ("economy AND (", []),
        ("title:number [a TO", []),
        ("number", ["number"]),
    ],
)
def test_words_as_people_write_them(lake, words, found):
    assert titles(lake, words) == found


@pytest.mark.parametrize("words", ["", " ", "...", "-economy", '""'])
def test_no_words_are_an_error_and_no_traceback(lake, words):
    with pytest.raises(DatelineError, match="no word to search for"):
        search(lake, words)


def test_filters_by_day_source_and_entity(lake):
    assert titles(lake, "the", first_day=date(2026, 3, 2), last_day=date(2026, 3, 3)) == ["disease", "letters"]
    assert titles(lake, "the", source="number paper") == ["number"]
    [(entity,)] = run(lake, "SELECT entity_id FROM entity_mentions WHERE text LIKE '%Brien' LIMIT 1").fetchall()
    assert titles(lake, "the", entity_id=entity) == ["points"]
    assert titles(lake, "the", entity_id="per:nobody") == []


def test_hits_of_an_entity_are_those_of_all_in_their_order_counted_and_page_by_page(lake):
    reader, naming = lake.reader(), Filters(entity_id="country:US")
    all_hits = hits(lake, reader, "the", Filters(), limit=10).articles["title"].to_list()
    pages = [hits(lake, reader, "the", naming, 1, offset) for offset in (0, 1, 2)]
    found = [title for page in pages for title in page.articles["title"]]
    assert found == [title for title in all_hits if title in ("The points", "The letters")]
    assert {page.total for page in pages} == {2}
    assert pages[0].by_source == [("letters paper", 1), ("points paper", 1)]


def test_filters_by_kind_of_number(lake):
    assert titles(lake, "the", kind="percent") == ["points"]
    assert titles(lake, "the", kind="'; DROP TABLE articles") == []


def test_hits_are_counted_by_source_beyond_those_that_are_given(lake):
    found = hits(lake, lake.reader(), "the", Filters(), limit=1)
    assert (found.articles.height, found.total) == (1, 4)
    assert found.by_source == [("disease paper", 1), ("letters paper", 1), ("number paper", 1), ("points paper", 1)]


def test_the_next_hits_begin_where_the_first_end(lake):
    reader = lake.reader()
    pages = [hits(lake, reader, "the", Filters(), 2, offset).articles["article_id"].to_list() for offset in (0, 2, 4)]
    assert [len(page) for page in pages] == [2, 2, 0]
    assert len({*pages[0], *pages[1]}) == 4


def test_without_words_the_filters_alone_list_the_newest_first(lake):
    found = hits(lake, lake.reader(), " ", Filters(first_day=date(2026, 3, 2)), limit=10).articles
    assert found["title"].to_list() == ["The number", "The disease", "The letters"]


def test_words_are_marked_as_they_are_found():
    text = "Seán\u2019s U.S. tour: \u201cseans\u201d, US-led, 43.5 and 43."
    found = [piece for is_word, piece in marked(text, "sean us 43.5 -tour") if is_word]
    assert found == ["Seán\u2019s", "U.S.", "US", "43.5"]
    assert "".join(piece for _, piece in marked(text, "sean us")) == text


def test_a_snippet_has_the_words(lake):
    assert "grew by 43.5 percent" in search(lake, "43.5")["snippet"].item()


def test_it_is_a_table_in_sql(lake):
    assert run(lake, "SELECT title FROM search('economy') WHERE score > 0").fetchall() == [("The points",)]
    with pytest.raises(DatelineError, match="needs its words as text"):
        run(lake, "SELECT * FROM search(title)")


def test_a_new_article_a_revision_and_a_lost_index(tmp_path):
    lake = prepared(fresh, tmp_path)
    assert titles(lake, "economy") == ["points"]
    more = [article("points", "Nothing grew.", "2026-03-05", "points paper"), article("new", "An economy shrank.")]
    ingest(lake.path, feed(tmp_path / "in", "b.jsonl", *more))
    assert titles(lake, "economy") == ["new"]
    assert titles(lake, "nothing") == ["points"]
    shutil.rmtree(lake.path / "search" / "index")
    assert titles(lake, "economy") == ["new"]
    (lake.path / "search" / "state.json").write_text("{")
    assert titles(lake, "economy") == ["new"]


def test_a_night_brings_the_index_up_to_date_where_somebody_searches(tmp_path, monkeypatch):
    lake = prepared(fresh, tmp_path)
    for name, value in variables(lake).items():
        monkeypatch.setenv(name, value)
    assert not (lake.path / "search").exists()
    assert titles(lake, "economy") == ["points"]
    more = feed(tmp_path / "in", "b.jsonl", article("new", "An economy shrank."))
    assert dateline("ingest", more, "--lake", lake.path).returncode == 0
    keys = pl.read_parquet(lake.path / "search" / "keys.parquet")
    assert keys.height == 5
    state = json.loads((lake.path / "search" / "state.json").read_text())
    assert state["snapshot"] == newest_snapshot(lake.reader())


@pytest.mark.slow
def test_an_index_of_which_a_writer_was_killed_is_built_again(tmp_path):
    lake = prepared(fresh, tmp_path)
    code = (
        "import os, tantivy, warehouse.search as s; from warehouse.lake import Lake; "
        "document = s._documents; s._documents = lambda *a: (os.kill(os.getpid(), 9) if n else d "
        f"for n, d in enumerate(document(*a))); s.search(Lake({str(lake.path)!r}), 'economy')"
    )
    assert subprocess.run([sys.executable, "-c", code], env=os.environ | variables(lake)).returncode == -9
    assert titles(lake, "economy") == ["points"]
