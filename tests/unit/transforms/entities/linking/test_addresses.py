import pytest

from tests.unit.transforms.entities.builders import marked


def ids(text: str) -> list[str | None]:
    return marked(text)["entity_id"].to_list()


@pytest.mark.parametrize(
    "text",
    [
        "[PER Anna Berg] met [PER Tom Berg]. Mr. [PER Berg] sang. Ms. [PER Berg] danced.",
        "[PER Tom Berg] met [PER Anna Berg]. Mr [PER Berg] sang. Mrs [PER Berg] danced.",
        "Mr. [PER Berg] sang. Miss [PER Berg] danced. [PER Anna Berg] met [PER Tom Berg].",
        "[PER Anna Berg], Sir [PER Berg] and Lady [PER Berg] of [PER Tom Berg].",
    ],
)
def test_a_form_of_address_means_the_full_name_of_its_gender(text):
    said = dict(zip(marked(text)["text"].to_list(), ids(text), strict=True))
    lone = [entity for words, entity in zip(marked(text)["text"].to_list(), ids(text), strict=True) if words == "Berg"]
    assert lone == [said["Tom Berg"], said["Anna Berg"]]


def test_a_leader_of_the_other_gender_is_not_meant():
    full, lone, wife = ids("[PER Donald Trump] left. Ms. [PER Trump] spoke. [PER Melania Trump] smiled.")
    assert full == "person:donald-trump"
    assert lone == wife != full


def test_without_a_full_name_of_that_gender_nobody_is_meant():
    assert ids("[PER Donald Trump] left. Mrs. [PER Trump] spoke.") == ["person:donald-trump", None]


def test_without_another_the_only_full_name_stays():
    full, lone = ids("[PER Lindsey Berg] left. Mr. [PER Berg] spoke.")
    assert lone == full


@pytest.mark.parametrize(
    "text", ["[PER Kim Berg] left. Ms. [PER Berg] spoke.", "[PER Xiulin Berg] left. Mr. [PER Berg] spoke."]
)
def test_a_given_name_of_both_or_neither_stays(text):
    full, lone = ids(text)
    assert lone == full
