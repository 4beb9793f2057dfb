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
    ],
)
def test_what_only_a_person_has_makes_one(text):
    assert types(text) == ["PER"]


@pytest.mark.parametrize(
    "text",
    [
        "[LOC Berlin], who was late",
        "[ORG Drumm Motors], 31, left.",
        "[ORG Drumm] left.",
        "near Lerby, [LOC Ann Lake] froze.",
        '"No," said [ORG Salt Lake] then.',
        "in [LOC Drumm], 31 people",
    ],
)
def test_places_of_the_table_and_bodies_stay(text):
    assert types(text) != ["PER"]
