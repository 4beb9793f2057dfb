import pytest

from tests.unit.transforms.entities.builders import found_in
from transforms.entities.honoured_names import with_honoured


def names(text: str) -> list[tuple[str, str]]:
    return with_honoured(*found_in(text)).select("text", "type").rows()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("King [LOC Halim Specialist Hospital] opened.", ("King Halim Specialist Hospital", "LOC")),
        (
            "At King [PER Halim] Specialized [LOC Children’s Hospital] they wait.",
            ("King Halim Specialized Children’s Hospital", "LOC"),
        ),
        ("On Sir [LOC Ann Lerby Drive] it rained.", ("Sir Ann Lerby Drive", "LOC")),
        ("The Sultan [PER Halim] Grand Mosque is old.", ("Sultan Halim Grand Mosque", "LOC")),
        ("[PER Hamad Bin Halim] University is new.", ("Hamad Bin Halim University", "ORG")),
        ("The [PER Ann Lerby] Teaching Hospital is new.", ("Ann Lerby Teaching Hospital", "LOC")),
        ("The [PER Lerby] Foundation gave.", ("Lerby Foundation", "ORG")),
        ("The [ORG Lerby Museum] and Library closed.", ("Lerby Museum and Library", "ORG")),
        ("The [LOC Lerby Hospital] & Medical College closed.", ("Lerby Hospital & Medical College", "ORG")),
    ],
)
def test_who_is_honoured_is_part_of_the_name(text, name):
    assert names(text) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "King [PER Halim] opened it.",
        "King [PER Halim] visited the [ORG University of Lerby].",
        "[PER Ann Lerby] Port Halden cafe opened.",
        "[PER Ann Lerby] left. University life is hard.",
        "[ORG Lerby University] and Norvik College agreed.",
        "[PER Ann Lerby] and Museum staff met.",
    ],
)
def test_other_names_stay(text):
    found, texts = found_in(text)
    assert with_honoured(found, texts).select("text", "type").rows() == found.select("text", "type").rows()


def test_nobody_is_honoured_in_an_empty_frame():
    found, texts = found_in("It rained.")
    assert with_honoured(found, texts).is_empty()
