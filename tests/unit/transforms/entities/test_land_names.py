import pytest

from tests.unit.transforms.entities.builders import found_in
from transforms.entities.land_names import with_lands


def names(text: str) -> list[tuple[str, str]]:
    return with_lands(*found_in(text)).select("text", "type").rows()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("It died in the Great [MISC Canadian] Bight.", "Great Canadian Bight"),
        ("The Little [MISC Egyptian] Desert is dry.", "Little Egyptian Desert"),
        ("They crossed the [MISC French] Riviera.", "French Riviera"),
        ("It crosses the Isthmus of [PER Karvala] there.", "Isthmus of Karvala"),
        ("Ships left the Strait of [ORG Ormeda].", "Strait of Ormeda"),
        ("The Upper [ORG Drumm Valley] is dry.", "Upper Drumm Valley"),
        ("They met at the Port of [LOC Lerby].", "Port of Lerby"),
        ("The Northern [MISC Ethiopian] Highlands are green.", "Northern Ethiopian Highlands"),
        ("The [MISC Somali] Coast is long.", "Somali Coast"),
        ("In the Gulf of [PER Sarona] it rained.", "Gulf of Sarona"),
    ],
)
def test_words_of_land_are_part_of_its_name(text, name):
    assert names(text) == [(name, "LOC")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The [MISC Canadian] government met.", [("Canadian", "MISC")]),
        ("The Great [PER Drumm] spoke.", [("Drumm", "PER")]),
        ("The city of [LOC Lerby] met.", [("Lerby", "LOC")]),
        ("[PER Drumm] Valley is a firm.", [("Drumm", "PER")]),
        ("The old [LOC Lerby] Coastguard left.", [("Lerby", "LOC")]),
    ],
)
def test_other_words_are_not(text, expected):
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They closed the [LOC Río Macho] Forest Reserve.", ("Río Macho Forest Reserve", "LOC")),
        ("The [LOC Osterby Park] Golf Course is green.", ("Osterby Park Golf Course", "LOC")),
        ("The [LOC Osterby] Expressway is long.", ("Osterby Expressway", "LOC")),
        ("In [LOC Osterby] Province it rained.", ("Osterby Province", "LOC")),
        ("The [LOC Osterby] Province Development Fund met.", ("Osterby", "LOC")),
        ("The [ORG Osterby] Expressway is long.", ("Osterby", "ORG")),
    ],
)
def test_what_a_place_is_ends_its_name(text, expected):
    assert names(text) == [expected]
