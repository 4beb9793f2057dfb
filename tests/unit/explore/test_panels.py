import json
import re
from datetime import date

import pytest

from explore.pages import CHARTS, ENTITY_SECTIONS, NIGHT_SECTIONS, PAGES
from explore.panels import DEFAULTS, PANELS, ParameterError, parameters, sql_to_copy, statements
from explore.store import Store
from tests.builders import ingest, prepared, samples_lake
from warehouse.lake import Lake
from warehouse.query import run


@pytest.fixture(scope="module")
def store(tmp_path_factory) -> Store:
    return Store(prepared(samples_lake, tmp_path_factory.mktemp("panels")))


@pytest.mark.parametrize("name", PANELS)
def test_every_panel_gives_the_columns_it_shows_and_leads_by(store, name):
    panel = PANELS[name]
    columns = store.panel(name, DEFAULTS, 5).columns
    led_by = {column for link in panel.links.values() for column in re.findall(r"{(\w+)}", link)}
    assert {*panel.shown, *panel.links, *led_by} <= set(columns)


@pytest.mark.parametrize("name", PANELS)
def test_the_copied_select_gives_the_rows_of_the_panel(store, name):
    given = {"night": "2026-03-23", "entity_id": "country:SE", "speaker": "o'clock", "to_day": "2026-03-20"}
    shown = store.panel(name, given, 10_000)
    copied = run(store.lake, shown.sql)
    assert [tuple(row.values()) for row in shown.rows] == copied.fetchall()


def test_a_night_shows_what_its_articles_say_with_a_day_and_without(tmp_path):
    told = '"We build {n} ships in Norway," Marit Oldane said. They cost ${n} million.'
    nights = {"2026-03-01": [(3, "2026-02-28"), (4, None)], "2026-03-02": [(5, "2026-02-28"), (6, None)]}
    for night, articles in nights.items():
        file = tmp_path / f"{night}.jsonl"
        lines = [
            {"id": f"{n}", "title": "Ships", "text": told.format(n=n)} | ({"published": day} if day else {})
            for n, day in articles
        ]
        file.write_text("".join(f"{json.dumps(line)}\n" for line in lines), encoding="utf-8")
        ingest(tmp_path / "lake", file, as_of=date.fromisoformat(night))
    store = Store(Lake(tmp_path / "lake"))

    def shown(panel: str, *columns: str) -> list[tuple[object, ...]]:
        rows = store.panel(panel, {"night": "2026-03-02"}, 100).rows
        return [tuple(row[column] for column in columns) for row in rows]

    days = store.select("SELECT published_on FROM articles ORDER BY ALL", [])[1]
    assert [day for (day,) in days] == [date(2026, 2, 28), date(2026, 2, 28), None, None]
    assert ("Norway", 2, 2) in shown("night_entities", "name", "articles", "mentions")
    assert shown("night_money", "value", "published_on") == [(6e6, None), (5e6, date(2026, 2, 28))]
    assert shown("night_quotes", "day", "speaker", "words") == [
        (date(2026, 2, 28), "Marit Oldane", "We build 5 ships in Norway,"),
        (None, "Marit Oldane", "We build 6 ships in Norway,"),
    ]
    store.close()


def test_every_statement_orders_its_rows_so_that_pages_do_not_repeat_them():
    assert [name for name, statement in statements().items() if "ORDER BY" not in statement.sql] == []


def test_pages_name_panels_and_charts_that_are_there():
    sections = [*ENTITY_SECTIONS, *NIGHT_SECTIONS, *(each for page in PAGES.values() for each in page.sections)]
    assert {section.panel for section in sections} <= PANELS.keys()
    assert {section.panel for section in sections if section.chart} == CHARTS.keys()


def test_values_are_bound_and_quoted():
    values = parameters("quotes_newest", {"speaker": "O'Brien'; DROP TABLE articles; --"})
    assert values["speaker"] == "O'Brien'; DROP TABLE articles; --"
    assert "'O''Brien''; DROP TABLE articles; --'" in sql_to_copy("quotes_newest", values)


@pytest.mark.parametrize("day", ["yesterday", "2026-02-30", "2026-03-11'; --"])
def test_a_day_that_is_none_is_refused(day):
    with pytest.raises(ParameterError, match="from_day is no day"):
        parameters("newest_articles", {"from_day": day})


def test_a_text_without_end_is_refused():
    with pytest.raises(ParameterError, match="speaker is too long"):
        parameters("quotes_newest", {"speaker": "x" * 201})
