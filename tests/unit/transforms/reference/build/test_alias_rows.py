import polars as pl

from transforms.reference.build.alias_rows import aliases_in, spelled_otherwise


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


def test_a_mark_says_which_words_only_a_tagger_may_find() -> None:
    rows = pl.DataFrame({"name": ["Osterby!", "Hurricane Ida"], "aliases": [None, "Ida!|Storm Ida"]})
    found = aliases_in(rows, ("name", "name"), ("aliases", "alias"))
    assert found.select("alias", "name", "relation", "searched").rows() == [
        ("Osterby", "Osterby", "name", False),
        ("Hurricane Ida", "Hurricane Ida", "name", True),
        ("Ida", "Hurricane Ida", "alias", False),
        ("Storm Ida", "Hurricane Ida", "alias", True),
    ]
