"""What a night changed in the marts, on the days of publication that it touched."""

import json
from contextlib import closing
from datetime import date

import pytest

from tests.builders import ingest
from warehouse import mart_diff as diffs
from warehouse.lake import Lake
from warehouse.load import newest_snapshot
from warehouse.mart_diff import MartChange, key_of, mart_diff
from warehouse.marts import MARTS
from warehouse.sql_files import sql_objects

MEMORY_MB = 500


def write(path, *articles):
    lines = [
        {"source": "wire", "id": name, "published": day, "title": name, "text": text} for name, day, text in articles
    ]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines))
    return path


@pytest.fixture(scope="module")
def nights(tmp_path_factory):
    """Two nights: one article stays, one is written anew, one comes, and one comes without a day. Gives the lake, and
    its snapshot after the first."""
    folder = tmp_path_factory.mktemp("nights")
    first = write(
        folder / "first.jsonl",
        ("mill", "2026-03-01", "The mill cost $5."),
        ("pier", "2026-03-02", "The pier cost $7 and $8, then $6."),
    )
    second = write(
        folder / "second.jsonl",
        ("pier", "2026-03-02", "The pier cost $7 and $9."),
        ("quay", "2026-03-04", "The quay cost $4 million."),
        ("dock", None, "The dock cost $3 million."),
    )
    place = Lake(folder / "lake")
    ingest(place.path, first, as_of=date(2026, 3, 3))
    with closing(place.reader()) as reader:
        before = newest_snapshot(reader)
    ingest(place.path, second, as_of=date(2026, 3, 5))
    return place, before


def test_rows_are_added_removed_and_changed_by_the_keys_of_their_mart(nights):
    found = {change.mart: change for change in mart_diff(*nights, MEMORY_MB).marts}
    assert found["money"] == MartChange("money", added=2, removed=1, changed=1)
    assert found["coverage"] == MartChange("coverage", added=2, removed=0, changed=1)
    assert "percentages" not in found


def test_days_that_the_night_did_not_touch_are_not_looked_at(nights):
    found = mart_diff(*nights, MEMORY_MB)
    assert (found.days, found.days_left_out) == (3, 0)


def test_an_article_written_anew_is_held_row_by_row_to_what_it_was_and_a_new_one_is_counted(nights):
    found = {change.mart: change for change in mart_diff(*nights, MEMORY_MB).marts}
    assert found["sentences_with_facts"] == MartChange("sentences_with_facts", added=2, removed=0, changed=1)


def test_of_many_days_the_newest_are_compared(nights, monkeypatch):
    monkeypatch.setattr(diffs, "MOST_DAYS", 1)
    found = mart_diff(*nights, MEMORY_MB)
    assert (found.days, found.days_left_out) == (1, 2)
    assert MartChange("money", added=1, removed=0, changed=0) in found.marts


def test_a_lake_that_did_not_change_differs_in_nothing(nights):
    place, _ = nights
    with closing(place.reader()) as reader:
        newest = newest_snapshot(reader)
    assert mart_diff(place, newest, MEMORY_MB) == ([], 0, 0)


@pytest.mark.parametrize("name", sql_objects("marts"))
def test_the_first_comment_of_a_mart_says_its_key_in_columns_of_its_own(name):
    assert set(key_of(sql_objects("marts")[name])) <= set(MARTS[name].columns())
