import pytest

from tests.unit.transforms.entities.builders import marked


def ids(text: str) -> list[str | None]:
    return marked(text)["entity_id"].to_list()


@pytest.mark.parametrize(
    "words",
    [
        "the [PER Drumm] family",
        "the [PER Drumm] clan",
        "the [PER Drumm] dynasty",
        "the [PER Drumm] brothers",
        "a powerful [PER Drumm] clan",
        "The [PER Drumm] sisters",
        "the [PER Drumm] political dynasty",
        "this [PER Drumm] family",
        "the once rich [PER Drumm] family",
        "the [PER Drumm] siblings",
    ],
)
def test_a_family_is_not_its_member(words):
    assert ids(f"[PER Olaf Drumm] spoke of {words}.")[1] is None


@pytest.mark.parametrize("words", ["[PER Drumm]'s family", "the [PER Drumm] campaign", "family of [PER Drumm]"])
def test_what_is_a_persons_names_the_person(words):
    first, second = ids(f"[PER Olaf Drumm] spoke of {words}.")
    assert second == first


def test_a_king_is_called_by_his_given_name():
    prince, king = ids("[PER Mohammed bin Salman] spoke. King [PER Salman] listened.")
    assert (prince, king) == ("person:mohammed-bin-salman", "person:king-salman")


def test_a_king_nobody_knows_is_no_one_with_his_name_as_surname():
    assert ids("[PER Adil bin Drumm] spoke. King [PER Drumm] listened.")[1] is None


def test_a_king_is_the_full_name_that_begins_with_his():
    full, king = ids("[PER Drumm bin Adil] spoke. King [PER Drumm] listened.")
    assert king == full


def test_of_two_kings_of_one_name_none_is_taken():
    assert ids("King [PER Abdullah] spoke.") == [None]


def test_a_number_tells_a_monarch_from_another():
    assert ids("Queen [PER Elizabeth] I was born.") == [None]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("[PER Ana Orvane] spoke. Her husband, [PER Ian Orvane], came. [PER Orvane] left.", "ana"),
        ("[PER Ana Orvane] spoke. Her son [PER Ian Orvane] came. [PER Orvane] left.", "ana"),
        ("[PER Ana Orvane] spoke. [PER Ian Orvane], her cousin, came. [PER Orvane] left.", "ana"),
        ("[PER Ana Orvane] spoke. Then [PER Ian Orvane] came. [PER Orvane] left.", "ian"),
        ("[PER Mia Lind] spoke. Her husband, [PER Ian Orvane], came. [PER Orvane] left.", "ian"),
    ],
)
def test_somebodys_kin_is_not_meant_by_the_surname_alone(text, meant):
    who = dict(zip(("ana", "ian"), marked(text)["entity_id"].to_list()[:2], strict=True))
    assert marked(text)["entity_id"].item(2) == who[meant]
