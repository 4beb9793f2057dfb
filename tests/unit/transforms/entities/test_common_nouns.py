import pytest

from tests.unit.transforms.entities.builders import found_in
from transforms.entities.common_nouns import without_common_nouns


def names(text: str) -> list[str]:
    return without_common_nouns(*found_in(text))["text"].to_list()


@pytest.mark.parametrize("text", ["The [ORG Panel] met.", "A [PER Shortage] followed.", "The [LOC Factory] closed."])
def test_common_nouns_are_nobody(text):
    assert names(text) == []


def test_a_longer_name_of_the_article_keeps_its_word():
    assert names("The [ORG Seed Panel] met. The [ORG Panel] left.") == ["Seed Panel", "Panel"]


@pytest.mark.parametrize("text", ["[LOC Oslo] slept.", "[PER Berg] left.", "[ORG NATO] met."])
def test_names_stay(text):
    assert len(names(text)) == 1


def test_a_person_has_a_word_that_is_a_name():
    assert names("[PER Secondary Examination] and [PER Factory Shortage] were cut.") == []
    assert names("[PER Anna Factory] left. The [ORG Factory Shortage] met.") == ["Anna Factory", "Factory Shortage"]
