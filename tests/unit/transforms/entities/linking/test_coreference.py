import datetime as dt

import pytest

from tests.unit.transforms.entities.builders import marked


def ids(text: str, **day) -> list[str | None]:
    return marked(text, **day)["entity_id"].to_list()


def relations(text: str) -> list[str]:
    return marked(text)["relation"].to_list()


@pytest.mark.parametrize(
    "text",
    [
        "[PER Olena Kovalenko] spoke. [PER Kovalenko] left.",
        "[PER Kovalenko] left. [PER Olena Kovalenko] spoke.",
        "[PER Olena Kovalenko] spoke. [PER Mrs. Kovalenko] left.",
        "[PER Robert Hale] spoke. [PER Bob Hale] left.",
        "[PER Anna K. Berg] spoke. [PER Anna Berg] left.",
        "[PER Anna Berg] spoke. [PER A. Berg] left.",
        "[PER Ludwig van der Meer] spoke. [PER van der Meer] left.",
        "[PER Yusuf al-Hakim] spoke. [PER Hakim] left.",
        "[PER Gabriel Ruiz Montero] spoke. [PER Ruiz Montero] left.",
        "[ORG Norland Research Council] met. [ORG NRC] voted.",
        "[ORG NRC] voted. [ORG Norland Research Council] met.",
        "[ORG Bank of Norland] rose. [ORG BON] fell.",
        "[ORG National Bureau of Weights] ([ORG NBWM]) rose. [ORG NBWM] fell.",
        "[ORG Quillon Holdings Inc.] rose. [ORG Quillon] fell.",
        "[ORG Quillon Steel Works] rose. [ORG Quillon] fell.",
        "[LOC Russia] and the [MISC Russian] army and [MISC Russians]",
        "[LOC Ukraine] is [LOC UKRAINE]",
        "The [LOC U.S.] is the [LOC United States] and [LOC America]",
        "[ORG G7] is the [ORG Group of Seven]",
        "[LOC Kiev] is [LOC Kyiv]",
    ],
)
def test_two_forms_of_a_name_are_one_entity(text):
    found = ids(text)
    assert found[0] is not None
    assert len(set(found)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "[PER Anna Berg] met [PER Tom Berg].",
        "[PER Anna Berg] met [PER T. Berg].",
        "[PER Paris] visited [LOC Paris].",
        "[ORG Bank of Norland] and [ORG Bank of Sudoria]",
        "[ORG Central Bank of Norland] and the [ORG Central Party]",
    ],
)
def test_names_that_clash_stay_apart(text):
    first, second = ids(text)
    assert first != second


def test_a_surname_goes_to_the_nearest_earlier_full_name():
    found = ids("[PER Anna Berg] spoke. [PER Berg] left. [PER Tom Berg] came. [PER Berg] stayed.")
    assert found[1] == found[0]
    assert found[3] == found[2]


def test_a_known_surname_goes_to_its_bearer_before_the_nearest():
    found = ids("[PER Donald Trump] met [PER Melania Trump]. [PER Trump] spoke.")
    assert found[2] == "person:donald-trump"


def test_a_lone_surname_stays_the_articles_own():
    assert ids("[PER Kovalenko] left.") == [None]


@pytest.mark.parametrize(
    ("day", "entity_id"),
    [
        (dt.date(2025, 3, 15), "person:vladimir-putin"),
        (dt.date(1994, 3, 15), None),
    ],
)
def test_a_lone_surname_is_known_while_it_is_valid(day, entity_id):
    assert ids("[PER Putin] spoke.", day=day) == [entity_id]


@pytest.mark.parametrize(
    ("day", "entity_id"),
    [(dt.date(1995, 5, 1), "person:hafez-al-assad"), (dt.date(2015, 5, 1), "person:bashar-al-assad")],
)
def test_of_two_leaders_of_one_name_the_day_decides(day, entity_id):
    assert ids("[PER Assad] spoke.", day=day) == [entity_id]


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("[PER Olena Kovalenko]", "name"),
        ("[PER Olena Kovalenko] [PER Kovalenko]", "surname"),
        ("[PER Olena Kovalenko] [PER President Kovalenko]", "title"),
        ("[ORG Norland Research Council] [ORG NRC]", "acronym"),
        ("[ORG Quillon Steel Works] [ORG Quillon]", "alias"),
        ("[MISC Ukrainian]", "demonym"),
        ("[ORG Kremlin]", "metonym"),
        ("[LOC Ukraine]", "name"),
    ],
)
def test_the_relation_says_how_the_words_name(text, relation):
    assert relations(text)[-1] == relation


def test_no_names_are_no_rows():
    assert marked("[PER Ana]").clear().height == 0


@pytest.mark.parametrize(
    ("text", "entity_id"),
    [
        ("[LOC Paris]", "city:paris-fr"),
        ("[LOC Paris], [LOC Texas]", "city:paris-us-tx"),
        ("[LOC London], [LOC Ontario]", "city:london-ca"),
        ("[LOC Birmingham], [LOC Alabama]", "city:birmingham-us-al"),
        ("[LOC Paris] and [LOC Texas]", "city:paris-fr"),
    ],
)
def test_a_place_lies_where_the_next_words_say(text, entity_id):
    assert ids(text)[0] == entity_id


def test_father_and_son_of_one_name_that_the_table_knows_are_two():
    assert ids("[PER George H.W. Bush] and [PER George W. Bush] came.") == [
        "person:george-h-w-bush",
        "person:george-w-bush",
    ]


@pytest.mark.parametrize("name", ["Ben Carson", "Ben Stokes", "Ben Shapiro", "Al Franken", "Al Sharpton"])
def test_ben_and_al_are_given_names_before_a_surname(name):
    full, lone = ids(f"[PER {name}] spoke. [PER {name.split()[1]}] left.")
    assert full is not None
    assert lone == full


@pytest.mark.parametrize("name", ["Ben Gvir", "Ben Gurion", "Ben Youssef", "Al Jaber", "Al Maktoum"])
def test_ben_and_al_begin_a_surname_before_a_fathers_name(name):
    full, lone = ids(f"[PER Adil {name}] spoke. [PER {name}] left.")
    assert lone == full


def test_a_small_town_is_not_meant_in_news_of_other_countries():
    assert ids("[LOC Sava] lies in [LOC Madagascar].")[0] != "city:sava-it"


@pytest.mark.parametrize("text", ["[LOC Sava] lies in [LOC Italy].", "[LOC Sava] is near [LOC Rome].", "[LOC Sava]."])
def test_a_small_town_is_meant_where_its_country_plays_or_none_does(text):
    assert ids(text)[0] == "city:sava-it"
