import polars as pl

from transforms.reference.alias_rows import spelled_otherwise


def test_other_spellings_are_aliases_unless_they_name_another() -> None:
    rows = pl.DataFrame(
        {
            "alias": ["Mahmoud Darr", "Mahmoudiya", "Mohammed Darr", "Mohamed Darr"],
            "entity_id": ["person:a", "city:b", "person:c", "person:d"],
            "relation": ["name", "name", "name", "name"],
        }
    )
    found = spelled_otherwise(rows, ("Mahmoud", "Mahmud"), ("Mohammed", "Mohamed"))
    assert found.rows() == [*rows.rows(), ("Mahmud Darr", "person:a", "alias")]
