import pytest

from tests.unit.transforms.entities.builders import marked, texts
from transforms.entities import entity_mentions
from transforms.text.sentences import sentences


def places(body: str, sort: str = "city:") -> list[tuple[str, str | None]]:
    """Words and entity of the cities of a text, or of its places of another sort."""
    frame = texts(body)
    found = entity_mentions(frame, sentences(frame)).select("text", "entity_id").rows()
    return [(words, entity) for words, entity in found if (entity or "").startswith(sort)]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Police in Tripoli, Lebanon, said.", [("Tripoli", "city:tripoli-lb")]),
        ("He was born in Paris, Texas.", [("Paris", "city:paris-us-tx")]),
        ("The plant in London, Ontario, is to close.", [("London", "city:london-ca")]),
    ],
)
def test_a_city_lies_in_the_land_behind_its_comma(body, expected):
    assert places(body) == expected


def test_a_city_told_once_is_the_same_in_the_whole_article():
    found = places("A church in Birmingham, Alabama, was damaged. Police in Birmingham said so.")
    assert found == [("Birmingham", "city:birmingham-us-al")] * 2
    found = places("Kent County clerks met. The trial in Kent County, Mich., ended.", "county:")
    assert found == [("Kent County", "county:kent-county-us-mi")] * 2


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Lebanese troops entered Tripoli on Monday.", "city:tripoli-lb"),
        ("Lebanese and Libyan officials met in Tripoli on Monday.", "city:tripoli-ly"),
        ("Troops entered Tripoli on Monday.", "city:tripoli-ly"),
        ("Venezuela sent troops to Valencia on Monday.", "city:valencia-ve"),
        ("Canada said its envoy left London on Monday.", "city:london-gb"),
        ("The United States sent troops to Birmingham on Monday.", "city:birmingham-gb"),
    ],
)
def test_a_city_yields_to_a_namesake_of_like_size_in_the_only_country_of_the_two_that_is_named(body, expected):
    assert [entity for _, entity in places(body)] == [expected]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("A mill in [LOC Salinas], [LOC Mexico], burned.", None),
        ("The office in [LOC Dallas], [LOC Scotland], closed.", None),
        ("Offices in [LOC Boston], [LOC Mexico] and [LOC Canada] closed.", "city:boston-us-ma"),
        ("A mill in [LOC Valencia], [LOC Venezuela], burned.", "city:valencia-ve"),
    ],
)
def test_a_country_behind_the_comma_may_say_that_a_town_is_not_the_one_of_the_table(body, expected):
    entity = marked(body)["entity_id"].item(0)
    assert entity == expected or (expected is None and entity.startswith("loc:"))


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Votes in [LOC Iowa]'s [LOC Polk County] were counted.", "county:polk-county-us-ia"),
        ("[LOC New Hampshire]’s [LOC Rockingham County] voted.", "county:rockingham-county-us-nh"),
        ("[LOC Florida]'s [LOC Orange County] voted.", "county:orange-county-us-fl"),
        ("[LOC Jamaica]'s [LOC Kingston] was hit.", "city:kingston-jm"),
        ("[LOC Iowa] said [LOC Kingston] was hit.", "city:kingston-jm"),
    ],
)
def test_a_town_or_county_lies_in_the_land_whose_it_is(body, expected):
    assert marked(body)["entity_id"].item(1) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("In [LOC California], [LOC Maryland], [LOC Vermont] and [LOC Ohio] they voted.", "region:US-CA"),
        ("In [LOC Venezuela], [LOC Cuba], and [LOC Nicaragua] they met.", "country:VE"),
        ("In [LOC Lebanon], [LOC Ohio], they met.", "city:lebanon-us-oh"),
        ("In [LOC Nevada], [LOC Iowa], they met.", "city:nevada-us-ia"),
    ],
)
def test_a_list_of_lands_names_no_towns(body, expected):
    assert marked(body)["entity_id"].item(0) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("[LOC New Hampshire] votes. They met in [LOC Concord].", "city:concord-us-nh"),
        ("[LOC California] votes. They met in [LOC Concord].", "city:concord-us-ca"),
        ("[LOC Tennessee] votes. They met in [LOC Cleveland].", "city:cleveland-us-oh"),
    ],
)
def test_a_town_of_america_yields_to_one_of_its_size_in_the_state_that_is_named(body, expected):
    assert marked(body)["entity_id"].item(1) == expected


def test_a_state_behind_the_comma_may_say_that_a_town_is_not_the_one_of_the_table():
    assert marked("A mine in [LOC Fairview], [LOC W.Va.], closed.")["entity_id"].item(0).startswith("loc:")


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("The quake hit [LOC Jilin] province.", "region:CN-JL"),
        ("They fled [LOC Idlib] governorate.", "region:SY-ID"),
        ("They fled [LOC Idlib] on Monday.", "city:idlib-sy"),
        ("The [LOC Boston] region grew.", "city:boston-us-ma"),
    ],
)
def test_a_province_is_not_the_city_it_is_called_like(body, expected):
    assert marked(body)["entity_id"].item(0) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("He lives in Scranton, Pa., and works there.", [("Pa.", "region:US-PA")]),
        ("A fair in Baton Rouge, La., ended.", [("La.", "region:US-LA")]),
        ("PITTSBURGH, Pa. (AP) - It rained.", [("Pa.", "region:US-PA")]),
    ],
)
def test_an_abbreviated_state_is_no_town_that_is_spelled_like_it(body, expected):
    assert places(body, "region:US-") == expected
    assert all(city.endswith(expected[0][1][-2:].lower()) for _, city in places(body))
