import pytest

from tests.unit.transforms.entities.builders import marked


def ids(text: str) -> list[str | None]:
    return marked(text)["entity_id"].to_list()


@pytest.mark.parametrize(
    ("text", "entity"),
    [
        ("[LOC Sydney] heard it from the [ORG ABC].", "org:australian-broadcasting-corporation"),
        ("[ORG ABC] told [LOC Canberra] and [LOC Perth] of [LOC Texas].", "org:australian-broadcasting-corporation"),
        ("[LOC Ohio] heard it from [ORG ABC].", "org:abc"),
        ("[ORG ABC] said it of [LOC Texas] and [LOC Ohio], not of [LOC Sydney].", "org:abc"),
        ("[LOC Paris] heard it from [ORG ABC].", "org:abc"),
        ("[ORG ABC] said so.", "org:abc"),
        ("The [ORG SEC] fined a firm in [LOC Texas].", "org:sec"),
        ("The [ORG SEC] fined a firm.", "org:sec"),
    ],
)
def test_a_name_that_two_lands_have_is_the_bodys_of_the_land_in_the_news(text, entity):
    assert entity in ids(text)


@pytest.mark.parametrize(
    "text",
    [
        "The [ORG Environmental Protection Agency] of [LOC Ghana] met.",
        "The [ORG Environmental Protection Agency] ([ORG EPA]) met in [LOC Ghana].",
        "[ORG PTI] won in [LOC Pakistan].",
        "The [ORG NEC] met in [LOC South Africa].",
        "The [ORG Joint Chiefs of Staff] of [LOC Jordan] met.",
    ],
)
def test_in_another_land_a_shared_name_is_nobody_of_the_table(text):
    listed = ("org:epa", "org:press-trust-of-india", "org:nec", "org:joint-chiefs-of-staff")
    assert not set(ids(text)) & set(listed)


@pytest.mark.parametrize(
    "text",
    [
        "[ORG Velmar] ([ORG LSE]: VLM) rose.",
        "[ORG Velmar] ([ORG LSE] : VLM) rose.",
        "It is listed on the [ORG LSE].",
        "An [ORG LSE]-listed miner fell.",
        "It floated on the [ORG LSE]. The [ORG LSE] said so.",
        "Its [ORG LSE] listing is off.",
    ],
)
def test_a_place_for_shares_is_the_exchange(text):
    assert marked(text).filter(marked(text)["text"] == "LSE")["entity_id"].unique().to_list() == ["org:lse-exchange"]


@pytest.mark.parametrize("text", ["She teaches at the [ORG LSE].", "[ORG LSE] professors: a debate."])
def test_a_place_for_students_is_the_school(text):
    assert ids(text) == ["org:london-school-of-economics"]


@pytest.mark.parametrize(
    "text",
    [
        "The [MISC Western] part of [LOC Kenya] is wet.",
        "In the [MISC Western] district of [LOC Nepal] it rained.",
        "The [MISC Western] half burned.",
        "[LOC Idaho], [LOC Nevada] and other [MISC Western] states vote.",
        "The [MISC Western] governors of [LOC Utah] met.",
        "It won the [MISC Western] Conference.",
    ],
)
def test_a_direction_is_no_part_of_the_west(text):
    assert "misc:western" not in ids(text)


@pytest.mark.parametrize(
    "text", ["[MISC Western] states armed [LOC Ukraine].", "The [MISC Western] media.", "[MISC Western] powers met."]
)
def test_the_west_is_the_west(text):
    assert "misc:western" in ids(text)
