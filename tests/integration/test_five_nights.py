"""Five nights: a revision, a late article, days out of order, copies whose head comes last, a repeated passage, a
merged entity, a reject; then each mart's rows.

The marts are asked as they are stored, and once more from the bare rows: articles, sentences and mentions, joined as a
reader would who knows nothing of the flags and lists that facts carry.
"""

import json
from datetime import date

import pytest

from flows.entities import apply_to_lake
from tests.builders import ingest
from warehouse import overrides
from warehouse.checks import run_checks
from warehouse.lake import Lake
from warehouse.load import newest_snapshot
from warehouse.overrides import OVERRIDES
from warehouse.sql_files import sql_objects

# Two papers print it with a word of their own; the one that was first comes in the last night.
STORM = (
    "The storm closed {} in Bergen, the owner said on Monday, and the repairs that begin on 4 May 2026 will cost the "
    "city 9 million euros over two years, more than the council had set aside for roads and schools together. "
    "Ferries to the islands wait until then, and the people of the old town have been told to stay away from the shore."
)
PASSAGE = "Work on the old lighthouse will cost the state 2 million dollars by 2028."

NIGHTS = {
    date(2026, 3, 2): [
        ("ferry", "2026-03-02", "Olav Tveit paid $5 million for a ferry in Bergen. Olav Tveit was glad."),
        ("mill", "2026-03-02", "The mill in Oslo cost 3 million euros, said Nils Aamodt."),
        ("bad", "2026-02-31", "This day is none."),
        ("gale", "2026-02-12", STORM.format("the harbour")),
        ("light", "2026-02-10", PASSAGE),
    ],
    date(2026, 3, 3): [
        ("squall", "2026-02-11", STORM.format("the port")),
        ("ferry", "2026-03-03", "Olav Tveit paid $6 million for a ferry in Bergen on Monday."),
    ],
    date(2026, 3, 4): [
        ("late", "2026-02-20", "Nils Aamodt paid $1 million in Bergen."),
        ("copy", "2026-03-04", "The mill in Oslo cost 3 million euros, said Nils Aamodt."),
    ],
    date(2026, 3, 1): [("ferry", "2026-03-01", "Olav Tveit may pay $4 million for a ferry.")],
    date(2026, 3, 5): [
        ("pier", "2026-03-05", "O. Tveit and Olav Tveit paid $7 million for a pier in Bergen."),
        ("storm", "2026-02-10", STORM.format("the quay")),
        ("tower", "2026-03-05", f"The tower stands. {PASSAGE}"),
    ],
}

# As articles, facts and entities are joined where nothing is stored in the facts.
NAMED = """(
    SELECT m.*, e.entity_id AS id, e.name, e.type AS kind
    FROM (SELECT * EXCLUDE (is_current, is_first, entity_ids) FROM entity_mentions) AS m
    INNER JOIN articles AS a USING (article_id, revision)
    LEFT JOIN entities AS f ON f.entity_id = m.entity_id
    INNER JOIN entities AS e ON e.entity_id = coalesce(f.merged_into, m.entity_id)
    WHERE a.is_current AND e.status <> 'blocked'
)"""
# The nights hold no moments, so that the newest revision is the one with the latest day.
NEWEST = "(SELECT (article_id, arg_max(revision, published_on)) FROM articles GROUP BY article_id)"
SAME = {
    "money": (
        "SELECT article_id, field, start_char, value, entity_ids FROM money",
        "SELECT f.article_id, f.field, f.start_char, f.value, n.ids FROM numeric_facts AS f "
        "JOIN articles AS a USING (article_id, revision) LEFT JOIN (SELECT article_id, revision, field, sentence_no, "
        f"list_sort(list(DISTINCT id)) AS ids FROM {NAMED} GROUP BY ALL) AS n "
        "USING (article_id, revision, field, sentence_no) JOIN sentences AS s "
        "USING (article_id, revision, field, sentence_no) WHERE f.kind = 'money' AND a.is_current AND s.repeats = 0",
    ),
    "timeline": (
        "SELECT article_id, field, start_char, day FROM timeline",
        "SELECT t.article_id, t.field, t.start_char, t.first_day FROM temporal_mentions AS t "
        "JOIN articles AS a USING (article_id, revision) JOIN sentences AS s "
        "USING (article_id, revision, field, sentence_no) "
        "WHERE a.is_current AND t.first_day IS NOT NULL AND s.repeats = 0",
    ),
    "entity_daily": (
        "SELECT published_on, entity_id, mentions, articles, sources FROM entity_daily",
        "SELECT published_on, id, count(*), count(DISTINCT article_id), count(DISTINCT source) "
        f"FROM {NAMED} GROUP BY ALL",
    ),
    "co_mentions": (
        "SELECT article_id, field, sentence_no, entity_a, entity_b FROM co_mentions",
        f"SELECT DISTINCT x.article_id, x.field, x.sentence_no, x.id, y.id FROM {NAMED} AS x JOIN {NAMED} AS y "
        "ON x.article_id = y.article_id AND x.revision = y.revision AND x.field = y.field "
        "AND x.sentence_no = y.sentence_no AND x.id < y.id",
    ),
    "people": (
        "SELECT entity_id, articles, mentions FROM people",
        f"SELECT id, count(DISTINCT article_id), count(*) FROM {NAMED} WHERE kind = 'PER' GROUP BY id",
    ),
    "money_all": (
        "SELECT article_id, value, is_copy, is_repeat FROM money_all",
        "SELECT f.article_id, f.value, a.copy_group <> a.article_id, s.repeats > 0 FROM numeric_facts AS f "
        "JOIN articles AS a USING (article_id, revision) JOIN sentences AS s "
        "USING (article_id, revision, field, sentence_no) WHERE f.kind = 'money' AND (article_id, revision) IN "
        f"{NEWEST}",
    ),
    "timeline_all": (
        "SELECT article_id, start_char, is_copy FROM timeline_all",
        "SELECT t.article_id, t.start_char, a.copy_group <> a.article_id FROM temporal_mentions AS t "
        "JOIN articles AS a USING (article_id, revision) WHERE t.first_day IS NOT NULL AND (article_id, revision) IN "
        f"{NEWEST}",
    ),
    "syndication": (
        "SELECT published_on, source, articles, copies FROM syndication",
        "SELECT published_on, source, count(*), count(*) FILTER (WHERE copy_group <> article_id) FROM articles "
        f"WHERE (article_id, revision) IN {NEWEST} GROUP BY ALL",
    ),
    "coverage": (
        "SELECT published_on, source, articles, facts FROM coverage",
        "SELECT a.published_on, a.source, count(DISTINCT a.article_id), count(f.kind) FROM articles AS a LEFT JOIN ("
        "SELECT article_id, revision, 1 AS kind FROM temporal_mentions UNION ALL "
        "SELECT article_id, revision, 2 FROM numeric_facts UNION ALL "
        "SELECT article_id, revision, 3 FROM entity_mentions) AS f USING (article_id, revision) "
        "WHERE a.is_current GROUP BY ALL",
    ),
}


# Nothing in the nights is theirs: nobody is hurt, nothing is counted, no share is told, no words stand between marks.
EMPTY = ("casualties", "casualties_all", "counts", "counts_all", "percentages", "percentages_all", "quotes")


@pytest.fixture(scope="module")
def lake(tmp_path_factory):
    folder = tmp_path_factory.mktemp("nights")
    (folder / "in").mkdir()
    place = Lake(folder / "lake")
    for night, articles in NIGHTS.items():
        lines = [
            json.dumps({"source": "wire", "id": name, "published": day, "title": name, "text": text})
            for name, day, text in articles
        ]
        (folder / "in" / "night.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
        ingest(place.path, folder / "in", as_of=night)
        if night == date(2026, 3, 3):
            (folder / "second").write_text(str(newest_snapshot(place.reader())))
    ids = dict(place.reader().execute("SELECT name, entity_id FROM entities WHERE type = 'PER'").fetchall())
    why = {"reason": "tried", "reviewed_on": date(2026, 3, 6)}
    overrides.merge(place.path / OVERRIDES, ids["Nils Aamodt"], ids["Olav Tveit"], **why)
    with place.writer_lock():
        apply_to_lake(place)
    return place


@pytest.fixture(scope="module")
def now(lake):
    return lake.reader()


@pytest.fixture(scope="module")
def second_night(lake):
    return lake.reader(int((lake.path.parent / "second").read_text()))


def test_the_checks_pass(lake):
    assert run_checks(lake.reader()) == {}


@pytest.mark.parametrize("mart", SAME)
def test_a_mart_has_the_rows_that_the_bare_tables_give(now, mart):
    stored, bare = SAME[mart]
    given = now.execute(f"SELECT * FROM ({stored}) ORDER BY ALL").fetchall()
    assert given == now.execute(f"SELECT * FROM ({bare}) ORDER BY ALL").fetchall()
    assert given


def test_amounts_are_those_of_the_newest_texts(lake):
    found = lake.reader().execute("SELECT published_on, value FROM money ORDER BY ALL").fetchall()
    assert found == [
        (date(2026, 2, 10), 2e6),
        (date(2026, 2, 10), 9e6),
        (date(2026, 2, 20), 1e6),
        (date(2026, 3, 2), 3e6),
        (date(2026, 3, 3), 6e6),
        (date(2026, 3, 5), 7e6),
    ]


def test_the_merged_person_counts_for_what_he_became(lake):
    people = lake.reader().execute("SELECT name, articles FROM people ORDER BY articles DESC LIMIT 1").fetchall()
    assert people == [("Olav Tveit", 4)]


def test_the_second_night_is_read_as_it_was(lake):
    second = int((lake.path.parent / "second").read_text())
    assert lake.reader(second).execute("SELECT value FROM money ORDER BY 1").fetchall() == [
        (2e6,),
        (3e6,),
        (6e6,),
        (9e6,),
    ]


def test_copies_are_of_the_paper_that_was_first_though_it_came_last(lake):
    heads = (
        "SELECT a.title, h.title, a.is_current, a.is_copy FROM articles AS a JOIN articles AS h "
        "ON h.article_id = a.copy_group WHERE a.title IN ('gale', 'squall', 'storm') ORDER BY ALL"
    )
    assert lake.reader().execute(heads).fetchall() == [
        ("gale", "storm", False, True),
        ("squall", "storm", False, True),
        ("storm", "storm", True, False),
    ]
    second = int((lake.path.parent / "second").read_text())
    assert lake.reader(second).execute(heads).fetchall() == [
        ("gale", "squall", False, True),
        ("squall", "squall", True, False),
    ]


def test_a_passage_of_before_is_counted_where_all_are_asked_for(lake):
    told = "SELECT title, is_repeat FROM money_all WHERE value = 2e6 ORDER BY ALL"
    assert lake.reader().execute(told).fetchall() == [("light", False), ("tower", True)]


@pytest.mark.parametrize("mart", sql_objects("marts"))
def test_every_mart_has_rows_and_so_it_had_in_the_second_night(now, second_night, mart):
    for reader in (now, second_night):
        [(rows,)] = reader.execute(f"SELECT count(*) FROM {mart}").fetchall()
        assert (rows > 0) == (mart not in EMPTY)


def test_the_reject_is_there(lake):
    assert lake.reader().execute("SELECT count(*) FROM rejects").fetchall() == [(1,)]
