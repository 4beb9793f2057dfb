"""What facts say of their article and sentence follows every commit that changes it."""

import json
from datetime import date

import duckdb
import polars as pl
import pytest

from flows.entities import apply_to_lake
from tests.builders import ingest, prepared
from warehouse import overrides
from warehouse.checks import run_checks
from warehouse.layout import in_context
from warehouse.overrides import OVERRIDES
from warehouse.sql_files import sql_objects

FACTS = ("temporal_mentions", "numeric_facts", "entity_mentions", "quotations")
WHY = {"reason": "the same person", "reviewed_on": date(2026, 3, 1)}


def feed(folder, name, *articles):
    folder.mkdir(exist_ok=True)
    (folder / name).write_text("".join(json.dumps(article) + "\n" for article in articles), encoding="utf-8")
    return folder / name


def article(number, text, day="2026-03-02"):
    return {"source": "wire", "id": number, "published": day, "title": "News", "text": text}


FIRST = article(
    1,
    "Olav Tveit met Nils Aamodt in Oslo on 1 March 2026 and paid $5 million. Olav Tveit left. "
    '"We are glad of it," said Nils Aamodt.',
)


def two_articles(folder):
    ingest(folder / "lake", feed(folder / "in", "a.jsonl", FIRST, article(2, "Bergen spent $3 million.", None)))


@pytest.fixture
def lake(tmp_path):
    return prepared(two_articles, tmp_path)


def ask(lake, sql):
    return lake.reader().execute(sql).fetchall()


def ids(lake):
    return dict(ask(lake, "SELECT name, entity_id FROM entities"))


def problems(lake):
    """What the check finds; the other checks are not asked."""
    return {name: found for name, found in run_checks(lake.reader()).items() if name == "facts_agree_with_articles"}


def test_a_fact_has_its_sentences_entities_and_its_articles_flag(lake):
    name = ids(lake)
    [(is_current, entity_ids)] = ask(lake, "SELECT is_current, entity_ids FROM numeric_facts WHERE value = 5e6")
    assert is_current
    assert {name["Olav Tveit"], name["Nils Aamodt"]} <= set(entity_ids)
    assert entity_ids == sorted(entity_ids)


def test_the_first_mention_of_an_entity_is_marked_once_an_article_and_once_a_sentence(lake):
    found = ask(
        lake,
        "SELECT sentence_no, is_first, is_first_in_sentence FROM entity_mentions "
        "WHERE text = 'Olav Tveit' ORDER BY start_char",
    )
    assert found == [(0, True, True), (1, False, True)]


def test_an_article_counts_its_facts_and_mentions_know_its_source(lake):
    counted = "SELECT numeric_count, quotation_count, entity_count > 3 FROM articles WHERE source_id = '1'"
    assert ask(lake, counted) == [(1, 1, True)]
    assert ask(lake, "SELECT DISTINCT source FROM entity_mentions") == [("wire",)]


def test_a_revision_retires_the_facts_of_the_one_before(lake, tmp_path):
    ingest(lake.path, feed(tmp_path / "in", "b.jsonl", article(1, "Olav Tveit paid $6 million.", "2026-03-03")))
    for table in FACTS[1:3]:
        flags = ask(
            lake, f"SELECT DISTINCT revision, is_current FROM {table} WHERE published_on IS NOT NULL ORDER BY 1"
        )
        assert flags == [(1, False), (2, True)]
    assert ask(lake, "SELECT value FROM money ORDER BY 1") == [(3e6,), (6e6,)]
    assert problems(lake) == {}


def test_a_revision_of_an_article_without_a_day_retires_its_facts(lake, tmp_path):
    ingest(lake.path, feed(tmp_path / "in", "b.jsonl", article(2, "Bergen spent $4 million.", "2026-03-03")))
    assert ask(lake, "SELECT value FROM money ORDER BY 1") == [(4e6,), (5e6,)]
    assert problems(lake) == {}


def test_a_merge_moves_lists_and_first_mentions_in_one_commit(lake):
    name = ids(lake)
    overrides.merge(lake.path / OVERRIDES, name["Olav Tveit"], name["Nils Aamodt"], **WHY)
    before = ask(lake, "SELECT max(snapshot_id) FROM ducklake_snapshots('lake')")
    with lake.writer_lock():
        apply_to_lake(lake)
    assert ask(lake, "SELECT max(snapshot_id) FROM ducklake_snapshots('lake')") == [(before[0][0] + 1,)]
    [(entity_ids,)] = ask(lake, "SELECT entity_ids FROM money WHERE value = 5e6")
    assert name["Olav Tveit"] not in entity_ids
    first = "SELECT count(*) FILTER (is_first), count(*) FROM entity_mentions WHERE entity_id = '{}'"
    assert ask(lake, first.format(name["Nils Aamodt"])) == [(1, 4)]
    assert problems(lake) == {}


def test_a_block_takes_the_entity_out_of_lists(lake):
    name = ids(lake)
    overrides.block(lake.path / OVERRIDES, name["Olav Tveit"], **WHY)
    with lake.writer_lock():
        apply_to_lake(lake)
    [(entity_ids,)] = ask(lake, "SELECT entity_ids FROM money WHERE value = 5e6")
    assert name["Olav Tveit"] not in entity_ids
    assert name["Nils Aamodt"] in entity_ids
    assert problems(lake) == {}


def test_a_decision_written_into_the_file_by_hand_moves_what_is_loaded_with_the_next_batch_that_names_it(
    lake, tmp_path
):
    name = ids(lake)
    overrides.merge(lake.path / OVERRIDES, name["Olav Tveit"], name["Nils Aamodt"], **WHY)
    ingest(lake.path, feed(tmp_path / "in", "b.jsonl", article(3, "Olav Tveit and Nils Aamodt spoke in Oslo.")))
    assert ask(lake, f"SELECT count(*) FROM entity_mentions WHERE entity_id = '{name['Olav Tveit']}'") == [(0,)]
    assert problems(lake) == {}


@pytest.mark.parametrize(
    "fault",
    [
        "UPDATE numeric_facts SET is_current = NOT is_current",
        "UPDATE quotations SET is_current = false",
        "UPDATE temporal_mentions SET entity_ids = NULL",
        "UPDATE entity_mentions SET is_first = false",
        "UPDATE entity_mentions SET is_first = true",
        "UPDATE entity_mentions SET is_first_in_sentence = false",
        "UPDATE entity_mentions SET source = 'other'",
        "UPDATE articles SET numeric_count = 7",
        "UPDATE entities SET status = 'blocked'",
    ],
)
def test_the_check_finds_what_does_not_agree(lake, fault):
    connection = duckdb.connect()
    reader = lake.reader()
    for table in ("articles", "sentences", *FACTS, "entities"):
        connection.register("rows_in", reader.execute(f"FROM {table}").to_arrow_table())
        connection.execute(f"CREATE TABLE {table} AS FROM rows_in")
    check = sql_objects("checks")["facts_agree_with_articles"].sql
    assert connection.execute(f"SELECT count(*) FROM ({check})").fetchone() == (0,)
    connection.execute(fault)
    assert connection.execute(f"SELECT count(*) FROM ({check})").fetchone()[0] > 0


def test_files_are_sorted_and_stay_so_when_rows_are_written_again(lake):
    sorted_by = ask(
        lake,
        "SELECT t.table_name, e.expression FROM __ducklake_metadata_lake.ducklake_sort_info s "
        "JOIN __ducklake_metadata_lake.ducklake_sort_expression e USING (sort_id) "
        "JOIN __ducklake_metadata_lake.ducklake_table t ON t.table_id = s.table_id "
        "WHERE t.end_snapshot IS NULL AND s.end_snapshot IS NULL ORDER BY ALL",
    )
    assert ("entity_mentions", "entity_id") in sorted_by
    [file] = list((lake.data / "main" / "entity_mentions" / "year=2026" / "month=3").iterdir())
    found = duckdb.connect().execute("SELECT entity_id FROM read_parquet(?)", [str(file)]).fetchall()
    assert found == sorted(found, key=lambda row: (row[0] is None, row[0]))


def test_a_fact_lists_the_first_hundred_entities_of_its_sentence():
    sentence = {"article_id": ["a"] * 150, "revision": [1] * 150, "field": ["body"] * 150, "sentence_no": [0] * 150}
    places = {"start_char": list(range(150)), "end_char": list(range(1, 151))}
    mentions = pl.DataFrame({**sentence, **places, "entity_id": [f"per:{number:03}" for number in range(150, 0, -1)]})
    articles = pl.DataFrame(
        {"article_id": ["a"], "revision": [1], "is_current": [True], "is_copy": [False], "source": ["s"]}
    )
    asked = in_context("entity_mentions", "mentions", "mentions", "articles")
    with duckdb.connect() as connection:
        connection.register("mentions", mentions.to_arrow())
        connection.register("articles", articles.to_arrow())
        lists = connection.execute(f"SELECT DISTINCT entity_ids FROM ({asked})").fetchall()
    assert lists == [([f"per:{number:03}" for number in range(1, 101)],)]
