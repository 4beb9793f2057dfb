import pytest

from tests.unit.transforms.entities.builders import found_in
from transforms.entities.person_context import typed_by_person_context


def types(text: str) -> list[str]:
    return typed_by_person_context(*found_in(text))["type"].cast(str).to_list()


@pytest.mark.parametrize(
    "text",
    [
        "[ORG Drumm], now 31, left.",
        "[LOC Drumm], who was late, left.",
        '"No," said [LOC Drumm].',
        "The footballer [ORG Drumm] left.",
        "[ORG Drumm]'s wife left.",
        "Justice [ORG Md Drumm] ruled.",
        "[LOC Drumm] (45) left.",
        "Sen. [LOC Ann Lake] left.",
        "The Lerby mayor [LOC Peter Hill] left.",
        '"No," said [LOC Ann Lake].',
        "Gov. [ORG Tom Drumm] left.",
        "His sister, [ORG Omara Drumm], left.",
        "(Reporting by [LOC Isla Drumm]; editing by others)",
        "Their late father, [LOC Drumm], left.",
        "Mr [LOC Berlin] left.",
        "Justice [LOC Paris] ruled.",
        "Colonel [LOC Drumm] left.",
    ],
)
def test_what_only_a_person_has_makes_one(text):
    assert types(text) == ["PER"]


@pytest.mark.parametrize(
    "text",
    [
        "[LOC Berlin], who was late",
        "Lerby's [LOC Francisco Park] is closed.",
        "[ORG Drumm Motors], 31, left.",
        "[ORG Drumm] left.",
        "near Lerby, [LOC Ann Lake] froze.",
        '"No," said [ORG Salt Lake] then.',
        "in [LOC Drumm], 31 people",
        "the captain, [LOC Berlin] and others",
        "Miss [LOC Berlin] was crowned.",
    ],
)
def test_places_of_the_table_and_bodies_stay(text):
    assert types(text) != ["PER"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[PER Ana Lind], [PER Nia Berg] and [ORG Paras Holm] left.", ["PER", "PER", "PER"]),
        ("[PER Ana Lind], [PER Nia Berg], [LOC Paras Holm] and others left.", ["PER", "PER", "PER"]),
        ("[PER Ana Lind], [PER Nia Berg] and [ORG Lerby Motors] left.", ["PER", "PER", "ORG"]),
        ("[PER Ana Lind] and [ORG Paras Holm] left.", ["PER", "ORG"]),
        ("[PER Ana Lind], [PER Nia Berg] of [ORG Paras Holm] left.", ["PER", "PER", "ORG"]),
        ("[LOC Lerby]'s [LOC Francisco Calvo] left.", ["LOC", "PER"]),
    ],
)
def test_lists_and_owners_tell_persons(text, expected):
    assert types(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[PER Mark Cuban] left. [MISC Cuban] said so.", ["PER", "PER"]),
        ('[PER Mark Cuban] left. "No," said [MISC Cuban].', ["PER", "PER"]),
        ("[PER Mark Cuban] met [MISC Cuban] officials.", ["PER", "MISC"]),
        ("[PER Mark Cuban] left. The [MISC Cuban] said so.", ["PER", "MISC"]),
        ("[PER Ana Lind] left. [MISC Cuban] said so.", ["PER", "MISC"]),
    ],
)
def test_a_people_may_be_the_surname_of_a_person_of_the_article(text, expected):
    assert types(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They met a critic, Mark [MISC Cuban], there.", [("Mark Cuban", "PER")]),
        ("They ask: will Anna [MISC German] voters agree?", [("German", "MISC")]),
        ("All the June [MISC Japanese] data were weak.", [("Japanese", "MISC")]),
        ("Mark [MISC Cuban] victories.", [("Cuban", "MISC")]),
    ],
)
def test_a_people_behind_a_first_name_within_a_sentence_is_its_surname(text, expected):
    assert typed_by_person_context(*found_in(text)).select("text", "type").rows() == expected


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("His sister, [ORG Omara Drumm], left. Many met [ORG Omara Drumm] there.", ["PER", "PER"]),
        ("[LOC Drumm], who was late, left. It was [LOC Drumm].", ["PER", "PER"]),
        ('"No," said [ORG Drumms] owner Berg. The [ORG Drumms] lost.', ["PER", "ORG"]),
        ("It was written by [ORG LKUB] staff. [ORG LKUB] met.", ["ORG", "ORG"]),
    ],
)
def test_a_person_is_one_in_the_whole_article(text, kinds):
    assert types(text) == kinds


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("[PER Neil Jordan] came. “It is,” [LOC Jordan] said.", ["PER", "PER"]),
        ("[PER Neil Jordan] came. He left [LOC Jordan] in May.", ["PER", "LOC"]),
        ("[PER Neil Jordan] came. [LOC Jordan] took part.", ["PER", "LOC"]),
        ("“It is,” [LOC Jordan] said.", ["LOC"]),
    ],
)
def test_lands_that_are_a_persons_surname_in_the_article_speak(text, kinds):
    assert types(text) == kinds
