import datetime as dt

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from transforms.entities.linking.entity_ids import aliases_of, entities_of, merge_aliases, merge_entities, minted
from transforms.entities.overrides import OVERRIDE_SCHEMA, apply_overrides
from warehouse.tables import Entity, EntityAlias

BERG = minted("PER", "anna berg")
QUILLON = minted("ORG", "quillon")


def mentions(*rows: tuple[str, str, str, str | None, str]) -> pl.DataFrame:
    """Article, words, type, entity, relation."""
    schema = ["article_id", "text", "type", "entity_id", "relation"]
    frame = pl.DataFrame(rows, schema=dict.fromkeys(schema, pl.String), orient="row")
    return frame.with_columns(revision=pl.lit(1, dtype=pl.UInt32))


def articles(**days: dt.date | None) -> pl.DataFrame:
    frame = pl.DataFrame({"article_id": list(days), "published_on": pl.Series(list(days.values()), dtype=pl.Date)})
    return frame.with_columns(revision=pl.lit(1, dtype=pl.UInt32))


MONDAY, TUESDAY = dt.date(2025, 3, 10), dt.date(2025, 3, 11)
DAYS = articles(a=MONDAY, b=TUESDAY)
FIRST = mentions(
    ("a", "Anna Berg", "PER", BERG, "name"),
    ("a", "Berg", "PER", BERG, "surname"),
    ("a", "Ukrainian", "MISC", "country:UA", "demonym"),
    ("a", "QUILLON", "ORG", QUILLON, "name"),
)
SECOND = mentions(
    ("b", "Anna K. Berg", "PER", BERG, "name"),
    ("b", "Torres", "PER", None, "surname"),
    ("b", "Quillon Inc.", "ORG", QUILLON, "name"),
    ("b", "Ukraine", "LOC", "country:UA", "name"),
)


def test_a_minted_id_never_changes():
    assert minted("PER", "anna berg") == "per:db052f96c9a77f52"


def test_a_curated_entity_has_its_name_type_and_country():
    row = entities_of(FIRST, DAYS).filter(pl.col("entity_id") == "country:UA").row(0, named=True)
    assert (row["name"], row["type"], row["country_code"], row["source"]) == ("Ukraine", "LOC", "UA", "curated")


def test_a_discovered_entity_is_called_by_its_fullest_name():
    both = pl.concat([FIRST, SECOND])
    found = dict(entities_of(both, DAYS).select("entity_id", "name").rows())
    assert (found[BERG], found[QUILLON]) == ("Anna K. Berg", "Quillon Inc.")


def test_first_seen_is_the_earliest_day():
    both = pl.concat([SECOND, FIRST])
    assert entities_of(both, DAYS)["first_seen"].unique().to_list() == [MONDAY]


def test_rows_fit_the_contracts():
    assert Entity.is_valid(entities_of(FIRST, DAYS), cast=True)
    assert EntityAlias.is_valid(aliases_of(FIRST), cast=True)


def test_two_nights_in_either_order_or_at_once_are_the_same_table():
    one, two = entities_of(FIRST, DAYS), entities_of(SECOND, DAYS)
    assert_frame_equal(merge_entities(one, two), merge_entities(two, one))
    assert_frame_equal(merge_entities(one, two), entities_of(pl.concat([FIRST, SECOND]), DAYS))


def test_aliases_of_two_nights_in_either_order_or_at_once_are_the_same_table():
    one, two = aliases_of(FIRST), aliases_of(SECOND)
    assert_frame_equal(merge_aliases(one, two), merge_aliases(two, one))
    assert_frame_equal(merge_aliases(one, two), aliases_of(pl.concat([FIRST, SECOND])))


def test_a_second_merge_changes_nothing():
    one, two = entities_of(FIRST, DAYS), entities_of(SECOND, DAYS)
    merged = merge_entities(one, two)
    assert_frame_equal(merge_entities(merged, two), merged)


def test_a_tombstone_outlives_later_nights():
    one = entities_of(FIRST, DAYS)
    tomb = one.with_columns(
        status=pl.when(pl.col("entity_id") == BERG).then(pl.lit("merged")).otherwise("status"),
        merged_into=pl.when(pl.col("entity_id") == BERG).then(pl.lit("person:x")),
    )
    row = merge_entities(entities_of(SECOND, DAYS), tomb).filter(pl.col("entity_id") == BERG).row(0, named=True)
    assert (row["status"], row["merged_into"]) == ("merged", "person:x")


def test_lone_surnames_are_no_aliases():
    assert "Berg" not in aliases_of(FIRST)["alias"].to_list()


def override(*rows: tuple[str, str, str | None, str | None]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=OVERRIDE_SCHEMA, orient="row")


def applied(*rows: tuple[str, str, str | None, str | None]) -> tuple[dict, dict]:
    found, known = apply_overrides(FIRST, entities_of(FIRST, DAYS), override(*rows))
    by_id = {row["entity_id"]: row for row in known.rows(named=True)}
    return dict(found.select("text", "entity_id").rows()), by_id


def test_a_merge_moves_mentions_and_leaves_a_tombstone():
    found, known = applied(("merge", BERG, "person:anna", None))
    assert found["Anna Berg"] == "person:anna"
    assert (known[BERG]["status"], known[BERG]["merged_into"]) == ("merged", "person:anna")


@pytest.mark.parametrize(
    ("into", "row"),
    [("per:2", ("Anna Berg", "PER", "discovered")), ("org:unicredit", ("UniCredit", "ORG", "curated"))],
)
def test_what_an_entity_is_merged_into_has_a_row_though_no_article_names_it(into, row):
    """With the reference table's own name where that has it."""
    _, known = applied(("merge", BERG, into, None))
    assert (known[into]["name"], known[into]["type"], known[into]["source"]) == row
    assert (known[into]["status"], known[into]["first_seen"]) == ("active", known[BERG]["first_seen"])


def test_a_chain_of_merges_is_followed_to_its_end():
    found, known = applied(("merge", BERG, "per:2", None), ("merge", "per:2", "per:3", None))
    assert found["Berg"] == "per:3"
    assert known[BERG]["merged_into"] == "per:3"


def test_a_circle_of_merges_is_left_alone():
    found, _ = applied(("merge", BERG, "per:2", None), ("merge", "per:2", BERG, None))
    assert found["Berg"] == BERG


def test_a_split_gives_the_words_to_another_entity():
    found, known = applied(("split", BERG, "per:other", "Berg"))
    assert (found["Anna Berg"], found["Berg"]) == (BERG, "per:other")
    assert known["per:other"]["name"] == "Berg"


def test_a_block_takes_the_entity_from_its_mentions():
    found, known = applied(("block", QUILLON, None, None))
    assert found["QUILLON"] is None
    assert known[QUILLON]["status"] == "blocked"


@pytest.mark.parametrize("twice", [("merge", BERG, "per:2", None), ("block", QUILLON, None, None)])
def test_overrides_applied_twice_are_applied_once(twice):
    once = apply_overrides(FIRST, entities_of(FIRST, DAYS), override(twice))
    again = apply_overrides(*once, override(twice))
    assert_frame_equal(once[0], again[0])
    assert_frame_equal(once[1], again[1])
