"""Each check finds the fault it is there for, in tables that were good before."""

import pytest

from tests.builders import ingest, write_article
from warehouse.checks import run_checks
from warehouse.lake import Lake

FAULTS = {
    "offsets_cut_out_the_text": "UPDATE numeric_facts SET start_char = start_char + 1, end_char = end_char + 1",
    "no_orphan_facts": "UPDATE temporal_mentions SET article_id = 'nobody'",
    "rows_in_are_rows_out": "DELETE FROM articles",
    "one_current_revision": "INSERT INTO articles SELECT * FROM articles",
    "facts_inside_sentences": "UPDATE numeric_facts SET sentence_no = 99",
    "fx_agrees_with_value": "UPDATE numeric_facts SET value_eur = value_eur * 2 WHERE value_eur IS NOT NULL",
    "si_agrees_with_value": "UPDATE numeric_facts SET si_value = si_value * 2 WHERE value = 5",
}


@pytest.fixture
def lake(tmp_path):
    write_article(
        tmp_path / "in",
        "a.txt",
        "On Friday 5 kilometres of road, not 7 kilometres or 9 kilometres, cost $6 million, he said.",
    )
    ingest(tmp_path / "lake", tmp_path / "in")
    return Lake(tmp_path / "lake").writer()


def test_a_good_lake_passes(lake):
    assert run_checks(lake) == {}


def test_offsets_are_counted_in_characters_whatever_they_take_in_bytes(tmp_path):
    write_article(tmp_path / "in", "a.txt", "Zoë and Jürgen – both of Malmö – paid €5 million on Friday.")
    ingest(tmp_path / "lake", tmp_path / "in")
    lake = Lake(tmp_path / "lake").writer()
    assert run_checks(lake) == {}
    lake.execute(FAULTS["offsets_cut_out_the_text"])
    assert run_checks(lake)["offsets_cut_out_the_text"] > 0


@pytest.mark.parametrize("check", FAULTS)
def test_a_fault_is_found(lake, check):
    lake.execute(FAULTS[check])
    assert run_checks(lake)[check] > 0
