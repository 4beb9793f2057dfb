import pytest

from tests.unit.transforms.entities.builders import marked


def ids(text: str) -> dict[str, str | None]:
    return dict(marked(text).select("text", "entity_id").rows())


@pytest.mark.parametrize(
    ("words", "letters"),
    [
        ("Central Bank of Somalia", "CBS"),
        ("Northland Civil Aviation Authority", "NCAA"),
        ("Public Servants’ Association", "PSA"),
        ("Strategic Environmental Assessment", "SEA"),
        ("Jordan Chamber of Industry", "JCI"),
        ("Kurdistan Democratic Party", "KDP"),
        ("African Traders Organisation", "ATO"),
        ("Trade Development Council", "TDC"),
        ("Monetary Policy Committee", "MPC"),
        ("Philippine National Bank", "PNB"),
        ("Australian Federal Police", "AFP"),
    ],
)
def test_letters_that_an_article_spells_out_are_what_it_says(words, letters):
    said = marked(f"The [ORG {words}] ([ORG {letters}]) met. [ORG {letters}] agreed.")["entity_id"].to_list()
    assert said[0].startswith("org:")
    assert said == [said[0]] * 3


@pytest.mark.parametrize(
    ("words", "letters", "entity"),
    [
        ("US Geological Survey", "USGS", "org:usgs"),
        ("U.S. Securities and Exchange Commission", "SEC", "org:sec"),
        ("International Labor Organisation", "ILO", "org:ilo"),
        ("Agence France Presse", "AFP", "org:agence-france-presse"),
        ("U.S. Centers for Disease Control", "CDC", "org:cdc"),
        ("International Monetary Fund", "IMF", "org:imf"),
    ],
)
def test_letters_that_are_spelled_out_as_the_table_does_keep_its_entity(words, letters, entity):
    assert ids(f"The [ORG {words}] ([ORG {letters}]) met.")[letters] == entity
