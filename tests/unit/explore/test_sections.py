"""What sections show of a lake of several months, and of articles that are printed twice."""

import pytest

from explore import store as reading
from explore.articles import article
from explore.pages import MONTH, Section
from explore.render import sections_of
from explore.store import Store
from tests.builders import ingest, write_article
from warehouse.lake import Lake

SAID = '"We will pay for all of the ships by the end of the year," Anna Berg said in Stockholm.'


@pytest.fixture(scope="module")
def store(tmp_path_factory) -> Store:
    folder = tmp_path_factory.mktemp("sections")
    write_article(folder / "in", "a.txt", f"Sweden wants ten ships. {SAID}", " date 2026-01-05 Ten ships for Sweden")
    write_article(
        folder / "in", "b.txt", f"Norway sells them. {SAID} She was in Oslo.", " date 2026-03-20 Norway sells"
    )
    write_article(folder / "in", "c.txt", f"Sweden wants ten ships. {SAID}", " date 2026-01-06 Ten ships for Sweden")
    ingest(folder / "lake", folder / "in")
    return Store(Lake(folder / "lake"))


@pytest.fixture
def large(monkeypatch) -> None:
    monkeypatch.setattr(reading, "_FEW_ARTICLES", 0)


def names(store: Store, asked: dict[str, str], *, newest: int = MONTH) -> list[str]:
    [section] = sections_of(store, [Section("entities_most_named", listed=50, newest=newest)], asked)["sections"]
    return [row["name"] for row in section["rows"]]


@pytest.mark.usefixtures("large")
def test_the_newest_month_of_a_large_lake_is_shown_where_no_days_are_asked_for(store):
    shown = names(store, {})
    assert "Norway" in shown
    assert "Sweden" not in shown


@pytest.mark.usefixtures("large")
def test_days_that_are_asked_for_are_shown_whole(store):
    assert {"Norway", "Sweden"} <= set(names(store, {"from_day": "2026-01-01"}))
    assert {"Norway", "Sweden"} <= set(names(store, {"to_day": "2026-03-31"}))


@pytest.mark.usefixtures("large")
def test_other_sections_show_all_days(store):
    assert {"Norway", "Sweden"} <= set(names(store, {}, newest=0))


def test_a_lake_of_few_articles_is_shown_whole(store):
    assert {"Norway", "Sweden"} <= set(names(store, {}))


@pytest.mark.usefixtures("large")
def test_a_section_of_the_newest_month_leads_to_all_days(store):
    sections = [Section("entities_most_named", newest=MONTH)]
    [section] = sections_of(store, sections, {"type": "LOC", "from_day": "", "to_day": ""})["sections"]
    assert section["since"] == "2026-02-19"
    assert section["all_days"] == "type=LOC&from_day=2026-01-05"
    assert "from_day=2026-02-19" in section["query"]


@pytest.mark.usefixtures("large")
def test_a_lake_of_a_month_is_shown_whole(tmp_path):
    write_article(tmp_path / "in", "a.txt", "Sweden wants ships.", " date 2026-03-01 Ships")
    ingest(tmp_path / "lake", tmp_path / "in")
    small = Store(Lake(tmp_path / "lake"))
    [section] = sections_of(small, [Section("entities_most_named", newest=MONTH)], {})["sections"]
    assert section["since"] is None
    small.close()


def test_words_that_two_articles_print_count_once(store):
    [row] = [row for row in store.panel("quoted_most", {}, 10).rows if row["speaker"] == "Anna Berg"]
    assert (row["quotations"], row["articles"]) == (1, 2)
    assert [row["day"].isoformat() for row in store.panel("quotes_newest", {}, 10).rows] == ["2026-01-05"]
    asked = {"entity_id": row["speaker_id"]}
    assert [row["day"].isoformat() for row in store.panel("entity_quotes", asked, 10).rows] == ["2026-01-05"]


def test_a_copy_of_an_article_has_its_page(store):
    _, [(copy, head)] = store.select("SELECT article_id, copy_group FROM articles WHERE is_copy", [])
    found = article(store, copy, None)
    assert found is not None
    assert [row["article_id"] for row in found.copies] == [head]


def test_an_answer_is_of_the_newest_snapshot(tmp_path):
    write_article(tmp_path / "in", "a.txt", "It cost $5.", " date 2026-03-01 One")
    ingest(tmp_path / "lake", tmp_path / "in")
    small = Store(Lake(tmp_path / "lake"))
    assert [row["title"] for row in small.panel("newest_articles", {}, 10).rows] == ["One"]
    write_article(tmp_path / "more", "b.txt", "It cost $7.", " date 2026-03-02 Two")
    ingest(tmp_path / "lake", tmp_path / "more")
    assert [row["title"] for row in small.panel("newest_articles", {}, 10).rows] == ["Two", "One"]
    small.close()
