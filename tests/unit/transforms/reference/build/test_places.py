import polars as pl
import pytest

from transforms.entities.linking.gazetteer import reference


def rows(alias: str) -> set[tuple[str, str | None]]:
    return set(
        reference().filter(pl.col("alias") == alias, pl.col("type") == "LOC").select("entity_id", "guard").rows()
    )


def test_a_county_that_one_state_has_is_meant_without_it():
    assert ("county:maricopa-county-us-az", None) in rows("Maricopa County")


def test_of_counties_of_one_name_the_largest_is_meant_and_the_others_with_their_state():
    orange = rows("Orange County")
    assert ("county:orange-county-us-ca", None) in orange
    assert ("county:orange-county-us-fl", "town") in orange


@pytest.mark.parametrize(
    ("alias", "entity"),
    [
        ("County Cork", "region:IE-CO"),
        ("Co. Cork", "region:IE-CO"),
        ("County Antrim", "county:antrim-gb"),
        ("County Durham", "county:durham-gb"),
        ("Kent", "region:GB-KEN"),
    ],
)
def test_irish_and_british_counties_are_known_by_their_usual_names(alias, entity):
    assert entity in {row[0] for row in rows(alias)}


def clubs(alias: str) -> pl.DataFrame:
    return reference().filter(pl.col("alias") == alias, pl.col("source") == "curated/clubs.csv")


def test_a_club_has_the_country_of_its_league_and_lies_where_its_city_does():
    club = clubs("Aston Villa").row(0, named=True)
    assert club["country_code"] == "GB"
    assert (round(club["latitude"]), round(club["longitude"])) == (52, -2)


def test_a_clubs_name_that_is_a_citys_too_is_not_looked_for():
    assert clubs("Chelsea")["searched"].to_list() == [False]
    assert clubs("Aston Villa")["searched"].to_list() == [True]
