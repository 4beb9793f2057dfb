import pytest

from tests.unit.transforms.entities.builders import found_in
from transforms.entities.context_types import in_result_rows, typed_by_context


def types(text: str) -> list[tuple[str, str]]:
    return typed_by_context(*found_in(text)).select("text", "type").rows()


@pytest.mark.parametrize(
    "text",
    [
        "Strategists with [PER Drumm] expect more.",
        "Shares in [LOC Drumm] fell.",
        "[PER Drumm]'s chairman left.",
        "[LOC Drumm] plans to list on Nasdaq.",
        "The steel maker [PER Drumm] grew.",
        "Employees of [PER Drumm] met.",
        "Lenders such as [PER Drumm] lost.",
        "He is chairman of [PER Drumm].",
        "[PER Drumm] raised its forecast.",
        "[LOC Drumm] plc fell.",
        "[PER Drumm] reported quarterly earnings.",
        "[PER Drumm] (NYSE: DRM) fell.",
        "[LOC Drumm]'s shareholders met.",
        "It agreed to buy [LOC Drumm] for cash.",
    ],
)
def test_what_only_a_firm_has_makes_one(text):
    assert types(text) == [("Drumm", "ORG")]


@pytest.mark.parametrize("text", ["Shares in [LOC Tokyo] fell.", "Employees of [LOC France] met."])
def test_cities_and_countries_stay_places_beside_shares(text):
    assert types(text)[0][1] == "LOC"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He was born in [LOC Reading].", [("Reading", "LOC")]),
        ("He said [LOC Reading] helps.", []),
        ("[LOC Mobile] is better, he said.", []),
        ("The port of [LOC Mobile] is shut.", [("Mobile", "LOC")]),
        ("[LOC Nice], France, is warm.", [("Nice", "LOC")]),
        ("It was [LOC Nice] there.", []),
        ("Analysts rate it [LOC Buy] now.", []),
        ("In [LOC Split] it rained. [LOC Split] is a port.", [("Split", "LOC"), ("Split", "LOC")]),
        ("The ferry from [PER Split] left.", [("Split", "LOC")]),
        ("Clothes of [LOC Gap] are cheap.", [("Gap", "LOC")]),
        ("He said [LOC Gap] sells less.", [("Gap", "ORG")]),
        ("Parcels of [ORG Amazon] came.", [("Amazon", "ORG")]),
        ("Boats on the [ORG Amazon] sank.", [("Amazon", "LOC")]),
        ("The [LOC Amazon] rainforest burns.", [("Amazon", "LOC")]),
    ],
)
def test_a_word_is_a_place_in_the_company_of_one(text, expected):
    assert types(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "[LOC Leeds] beat [LOC Porto] 2-1.",
        "The striker moved to [LOC Leeds] in May.",
        "[LOC Leeds] coach Hans Drumm quit before the match.",
        "They won at [LOC Leeds] in the league.",
        "SOCCER RESULTS\n[LOC Leeds] 2 [LOC Porto] 1\n",
        "League standings\n[LOC LEEDS] 10 6 3 1 20\n",
        "He scored as [LOC Leeds] drew 1-1 in the cup match.",
        "The goalkeeper signed for [LOC Leeds] this season.",
        "[LOC Leeds] thrashed Porto in the league match.",
        "The league match against [LOC Leeds] was called off.",
    ],
)
def test_a_city_that_plays_is_a_club(text):
    assert {kind for _, kind in types(text)} == {"ORG"}


@pytest.mark.parametrize(
    "text",
    [
        "He lives in [LOC Leeds] and scored twice in the match.",
        "[LOC LEEDS] 1996-08-30\nThe match ended without goals.",
        "[LOC France] beat [LOC Norway] 2-1 in the match.",
        "Police in [LOC Leeds] arrested 3 men.",
    ],
)
def test_cities_of_matches_and_countries_stay_places(text):
    assert {kind for _, kind in types(text)} == {"LOC"}


def test_a_town_stands_before_an_abbreviated_state():
    assert types("He lives in [PER Velsby], [LOC Fla.], now.")[0] == ("Velsby", "LOC")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She wrote to her daughter, [ORG Chelsea], at noon.", "PER"),
        ("An explosion in [ORG Chelsea] hurt two.", "LOC"),
        ("The packed [ORG Chelsea] neighborhood was closed.", "LOC"),
        ("He bought the club [ORG Chelsea] at noon.", "ORG"),
        ("[ORG Chelsea] thrashed them.", "ORG"),
        ("[ORG Chelsea] beat [ORG Everton] 2-1 in the league match.", "ORG"),
    ],
)
def test_a_club_called_like_people_is_one_in_the_company_of_sport(text, expected):
    assert types(text)[0] == ("Chelsea", expected)


def rows_of_results(text: str) -> list[bool]:
    return in_result_rows(*found_in(text)).tolist()


STANDINGS = "The league standings after the match:\n[LOC Spain] 3 7\n[LOC Italy] 2 6\n[LOC Norway] 1 4\n"


def test_places_in_rows_of_a_table_of_sport_are_result_rows():
    assert rows_of_results(STANDINGS) == [True, True, True]


def test_a_place_beside_the_table_is_no_result_row():
    assert rows_of_results(STANDINGS + "The final is in [LOC Rome].") == [True, True, True, False]


def test_two_rows_are_no_table():
    assert rows_of_results("The league match:\n[LOC Spain] 3 7\n[LOC Italy] 2 6\n") == [False, False]


def test_a_table_without_sport_holds_no_result_rows():
    assert rows_of_results(STANDINGS.replace("league standings after the match", "exports")) == [False] * 3


def test_organisations_in_rows_of_results_are_no_result_rows():
    assert rows_of_results(STANDINGS.replace("LOC", "ORG")) == [False] * 3


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The final in [ORG Toyota], [LOC Japan], was late.", "LOC"),
        ("They have stakes in [ORG Toyota], [LOC Japan]'s largest firm.", "ORG"),
        ("They have stakes in [ORG Toyota], [LOC Japan].", "ORG"),
        ("Men from [ORG Toyota], [LOC Japan], left.", "ORG"),
    ],
)
def test_what_somebody_is_in_before_its_country_is_a_town(text, kind):
    assert typed_by_context(*found_in(text))["type"].cast(str).to_list() == [kind, "LOC"]


def test_persons_maintain_their_battle_too():
    assert types("[PER Ann Drumm] maintained their lead.") == [("Ann Drumm", "PER")]


def test_who_is_called_like_a_town_before_its_state_is_the_town_unless_somebody_has_that_surname():
    text = "He left [LOC Springfield], [LOC Ill.] It grew. [PER Springfield] grew."
    assert types(text)[-1] == ("Springfield", "LOC")
    assert types(f"[PER Ann Springfield] spoke. {text}")[-1] == ("Springfield", "PER")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It was 5 on the [LOC Richter] scale.", [("Richter", "MISC")]),
        ("It was 12 on the [LOC Beaufort] scale, they said.", [("Beaufort", "MISC")]),
        ("In [LOC Beaufort] scale models are made.", [("Beaufort", "LOC")]),
        ("The [LOC Castro] brothers led it.", [("Castro", "PER")]),
        ("The [LOC Bush] administration met.", [("Bush", "PER")]),
        ("The [LOC London] twins met.", [("London", "LOC")]),
        ("He left [LOC Castro] in May.", [("Castro", "LOC")]),
        ("The President of the [LOC Republic], Ana Lind, met.", []),
        ("He lives in [LOC Republic], Mo.", [("Republic", "LOC")]),
    ],
)
def test_scales_families_and_the_republic_are_no_towns(text, expected):
    assert types(text) == expected
