"""Each check finds the fault it is there for, in tables that were good before."""

import shutil

import pytest

from tests.builders import ingest, write_article
from warehouse.checks import by_severity, run_checks
from warehouse.lake import Lake
from warehouse.sql_files import _read_check, sql_objects

FAULTS = {
    "offsets_cut_out_the_text": "UPDATE numeric_facts SET start_char = start_char + 1, end_char = end_char + 1",
    "no_orphan_facts": "UPDATE temporal_mentions SET article_id = 'nobody'",
    "rows_in_are_rows_out": "DELETE FROM articles",
    "one_current_revision": "INSERT INTO articles SELECT * FROM articles",
    "facts_inside_sentences": "UPDATE numeric_facts SET sentence_no = 99",
    "fx_agrees_with_value": "UPDATE numeric_facts SET value_eur = value_eur * 2 WHERE value_eur IS NOT NULL",
    "si_agrees_with_value": "UPDATE numeric_facts SET si_value = si_value * 2 WHERE value = 5",
    "links_point_to_rows": "UPDATE numeric_facts SET same_as_start_char = 999",
    "current_is_newest": (
        "INSERT INTO articles SELECT * REPLACE (2 AS revision, false AS is_current, published_on + 1 AS published_on) "
        "FROM articles"
    ),
}

# What breaks each link, and the rows that break.
BROKEN_LINKS = {
    "same_as_start_char": "UPDATE numeric_facts SET same_as_start_char = same_as_start_char + 1",
    "temporal_start_char": "UPDATE temporal_mentions SET field = 'title'",
    "speaker_start_char": "UPDATE quotations SET speaker_text = NULL",
    "entity_mentions.entity_id": "UPDATE entity_mentions SET entity_id = 'per:nobody' WHERE text = 'Anna Lindqvist'",
    "quotations.entity_id": "UPDATE quotations SET entity_id = 'per:nobody'",
    "entity_aliases.entity_id": "UPDATE entity_aliases SET entity_id = 'per:nobody' WHERE alias = 'Anna Lindqvist'",
    "entities.merged_into": "UPDATE entities SET merged_into = 'per:nobody' WHERE name = 'Anna Lindqvist'",
}


@pytest.fixture(scope="module")
def good_lake(tmp_path_factory):
    folder = tmp_path_factory.mktemp("good")
    write_article(
        folder / "in",
        "a.txt",
        "On Friday 5 kilometres of road, not 7 kilometres or 9 kilometres, cost $6 million, he said.",
    )
    ingest(folder / "lake", folder / "in")
    return folder / "lake"


@pytest.fixture
def lake(good_lake, tmp_path):
    shutil.copytree(good_lake, tmp_path / "lake")
    return Lake(tmp_path / "lake").writer()


@pytest.fixture(scope="module")
def linked_lake(tmp_path_factory):
    """A lake in which every kind of link is there once."""
    folder = tmp_path_factory.mktemp("linked")
    text = (
        "The bridge of 1931 will cost 40 million euros ($43.5 million) to repair.\n\n"
        "\u201cWe shall be done in three weeks,\u201d said Anna Lindqvist, the mayor of Malmö."
    )
    write_article(folder / "in", "a.txt", text)
    ingest(folder / "lake", folder / "in")
    return Lake(folder / "lake")


def links(connection):
    check = sql_objects("checks")["links_point_to_rows"]
    return connection.execute(f"SELECT link FROM ({check.sql})").fetchall()


def test_every_kind_of_link_is_there_and_leads_somewhere(linked_lake):
    connection = linked_lake.reader()
    counts = connection.execute(
        "SELECT (SELECT count(same_as_start_char) FROM numeric_facts), (SELECT count(temporal_start_char) FROM "
        "numeric_facts), (SELECT count(speaker_start_char) FROM quotations), (SELECT count(entity_id) FROM quotations)"
    )
    assert counts.fetchall() == [(1, 1, 1, 1)]
    assert links(connection) == []


def test_a_speaker_whose_words_stand_elsewhere_is_found(linked_lake):
    connection = linked_lake.writer()
    connection.execute("BEGIN")
    connection.execute("UPDATE quotations SET speaker_start_char = speaker_start_char + 1")
    found = run_checks(connection)
    connection.execute("ROLLBACK")
    connection.close()
    assert found == {"offsets_cut_out_the_text": 1}


@pytest.mark.parametrize("link", BROKEN_LINKS)
def test_each_broken_link_is_found_and_named(linked_lake, link):
    connection = linked_lake.writer()
    connection.execute("BEGIN")
    connection.execute(BROKEN_LINKS[link])
    found = links(connection)
    connection.execute("ROLLBACK")
    connection.close()
    assert found == [(link,)]


def test_links_of_another_revision_or_field_do_not_count(linked_lake):
    connection = linked_lake.writer()
    connection.execute("BEGIN")
    connection.execute("UPDATE temporal_mentions SET revision = 2")
    found = links(connection)
    connection.execute("ROLLBACK")
    connection.close()
    assert found == [("temporal_start_char",)]


def test_a_batch_with_a_broken_link_is_held_back(tmp_path, monkeypatch):
    from flows import ingest as module

    real = module.extract

    def broken(*args):
        facts = real(*args)
        return facts | {"numeric_facts": facts["numeric_facts"].with_columns(temporal_start_char=999)}

    monkeypatch.setattr(module, "extract", broken)
    write_article(tmp_path / "in", "a.txt", "Repairs take three weeks.")
    account = ingest(tmp_path / "lake", tmp_path / "in")
    assert (account.failed_checks, account.articles, account.held_back) == ({"links_point_to_rows": 1}, 0, 1)
    assert Lake(tmp_path / "lake").reader().execute("SELECT count(*) FROM articles").fetchone() == (0,)


def test_a_later_batch_may_name_entities_that_the_lake_has(tmp_path):
    for name, amount in (("a.txt", 5), ("b.txt", 6)):
        write_article(tmp_path / "in", name, f"Anna Lindqvist of Malmö paid ${amount} million.")
        assert ingest(tmp_path / "lake", tmp_path / "in").failed_checks == {}
    assert run_checks(Lake(tmp_path / "lake").reader()) == {}


def test_every_check_says_how_grave_it_is():
    assert {check.severity for check in sql_objects("checks").values()} == {"fail", "warn"}
    assert not [check for check in sql_objects("checks").values() if check.about.startswith("severity")]


@pytest.mark.parametrize("first", ["-- Rows that are bad.", "-- severity: error", "SELECT 1", ""])
def test_a_check_without_severity_is_refused(first):
    with pytest.raises(ValueError, match=r"checks/mine\.sql must begin with `-- severity: fail`"):
        _read_check("mine", f"{first}\n-- More.\nSELECT 1")


def test_findings_are_told_apart_by_severity():
    found = {"no_orphan_facts": 1, "current_is_newest": 2, "a_check_nobody_knows": 3}
    assert by_severity(found) == ({"no_orphan_facts": 1, "a_check_nobody_knows": 3}, {"current_is_newest": 2})


def test_a_good_lake_passes(lake):
    assert run_checks(lake) == {}


def blocks_of(lake, where):
    """What the check of offsets finds once facts are moved, by their words."""
    lake.execute(f"UPDATE numeric_facts SET start_char = start_char + 1, end_char = end_char + 1 WHERE {where}")
    return {row[5] for row in lake.execute(sql_objects("checks")["offsets_cut_out_the_text"].sql).fetchall()}


def test_offsets_into_a_long_text_are_proved_in_blocks(tmp_path):
    """The amounts stand at every place of a block of 200 code points, and across the edge of two."""
    words = " ".join(f"Zoë paid €{number:,} million." for number in range(1000, 2000))
    assert len(words.encode()) > 20_000
    write_article(tmp_path / "in", "a.txt", words)
    ingest(tmp_path / "lake", tmp_path / "in")
    lake = Lake(tmp_path / "lake").writer()
    assert run_checks(lake) == {}
    lake.execute("BEGIN")
    assert blocks_of(lake, "text = '€1,500 million'") == {"€1,500 million"}
    lake.execute("ROLLBACK")
    assert len(blocks_of(lake, "true")) == 1000


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
