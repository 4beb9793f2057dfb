import pytest

from explore import charts, maps

STOCKHOLM = {"name": "Stockholm", "latitude": 59.3, "longitude": 18.1, "articles": 3}
UPPSALA = {"name": "Uppsala", "latitude": 59.9, "longitude": 17.6, "articles": 2}
SUVA = {"name": "Suva", "latitude": -18.1, "longitude": 178.4, "articles": 1}
LIMA = {"name": "Lima", "latitude": -12.0, "longitude": -77.0, "articles": 1}
SWEDEN = {"name": "Sweden", "latitude": None, "longitude": None, "articles": 9}


def names(chart, layer):
    return [row["name"] for row in chart["layer"][layer]["data"]["values"]]


@pytest.fixture
def artist():
    made = charts.Artist()
    yield made
    made.close()


@pytest.mark.skipif(not charts.can_draw(), reason="needs the extra `explore`")
def test_places_and_lands_are_drawn_with_their_names(artist):
    svg = artist.draw(maps.on_map([STOCKHOLM, SWEDEN, SUVA, LIMA], "articles"))
    for name in ("Stockholm", "Suva", "Australia", "Brazil", "Russia"):
        assert f">{name}<" in svg
    assert "NaN" not in svg


def test_what_has_no_point_is_not_on_the_map():
    assert names(maps.on_map([STOCKHOLM, SWEDEN], "articles"), 1) == ["Stockholm"]


def test_of_places_beside_each_other_the_first_is_named():
    assert names(maps.on_map([STOCKHOLM, UPPSALA, SUVA], "articles"), -1) == ["Stockholm", "Suva"]


def test_places_of_one_land_are_shown_from_nearby():
    near, far = maps.on_map([STOCKHOLM, UPPSALA], "articles"), maps.on_map([STOCKHOLM, SUVA], "articles")
    assert near["projection"]["scale"] > 5 * far["projection"]["scale"]
    assert "Sweden" in names(near, 2)
    assert "Brazil" not in names(near, 2)


@pytest.mark.parametrize("rows", [[], [STOCKHOLM], [SWEDEN], [STOCKHOLM] * 3000])
def test_any_number_of_places_has_a_map(rows):
    assert maps.on_map(rows, "articles")["layer"]


def test_names_stand_where_the_renderer_draws_them():
    assert maps.equal_earth(0, 0) == (0, 0)
    assert maps.equal_earth(180, 0)[0] == pytest.approx(2.70663, abs=1e-4)
    assert maps.equal_earth(0, 90)[1] == pytest.approx(1.31736, abs=1e-4)


def test_every_land_has_a_name_and_a_place_for_it():
    for land in maps.outlines()["features"]:
        said = land["properties"]
        assert said["name"]
        assert -180 <= said["label"][0] <= 180
        assert -90 <= said["label"][1] <= 90
