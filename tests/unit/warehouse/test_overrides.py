import datetime as dt
from pathlib import Path

import pytest

from warehouse import overrides

DAY = dt.date(2026, 3, 1)
WHY = {"reason": "same firm", "reviewed_on": DAY}


def rows(path: Path) -> list[tuple]:
    return overrides.read_overrides(path).select("action", "entity_id", "into", "alias").rows()


def test_an_absent_file_holds_nothing(tmp_path):
    assert rows(tmp_path / "overrides.csv") == []


def test_decisions_are_read_back_in_the_order_they_were_made(tmp_path):
    path = tmp_path / "overrides.csv"
    overrides.merge(path, "org:a", "org:b", **WHY)
    overrides.split(path, "org:b", 'Quillon, "the firm"', into="org:c", **WHY)
    overrides.block(path, "misc:d", **WHY)
    assert rows(path) == [
        ("merge", "org:a", "org:b", None),
        ("split", "org:b", "org:c", 'Quillon, "the firm"'),
        ("block", "misc:d", None, None),
    ]


def test_a_decision_made_twice_stands_once(tmp_path):
    path = tmp_path / "overrides.csv"
    overrides.block(path, "misc:d", **WHY)
    overrides.block(path, "misc:d", **WHY)
    assert len(rows(path)) == 1


@pytest.mark.parametrize("chain", [[("org:a", "org:a")], [("org:a", "org:b"), ("org:b", "org:a")]])
def test_a_circle_of_merges_is_refused(tmp_path, chain):
    path = tmp_path / "overrides.csv"
    for entity_id, into in chain[:-1]:
        overrides.merge(path, entity_id, into, **WHY)
    with pytest.raises(ValueError, match="merged into"):
        overrides.merge(path, *chain[-1], **WHY)


def test_a_second_home_for_a_merged_entity_is_refused(tmp_path):
    path = tmp_path / "overrides.csv"
    overrides.merge(path, "org:a", "org:b", **WHY)
    with pytest.raises(ValueError, match="already merged"):
        overrides.merge(path, "org:a", "org:c", **WHY)


def test_words_that_are_no_id_are_refused(tmp_path):
    with pytest.raises(ValueError, match="looks like"):
        overrides.block(tmp_path / "overrides.csv", "Quillon", **WHY)
