import pytest

from tests.unit.transforms.entities.builders import found_in
from transforms.entities.acronyms import with_long_forms


def names(text: str) -> list[tuple[str, str]]:
    return with_long_forms(*found_in(text)).select("text", "type").rows()


def test_letters_behind_a_name_are_what_it_is_everywhere():
    rows = names("The [LOC Velmar Renaissance Dam] ([ORG VRD]) is full. [ORG VRD] leaks.")
    assert rows == [("Velmar Renaissance Dam", "LOC"), ("VRD", "LOC"), ("VRD", "LOC")]


@pytest.mark.parametrize(
    "text",
    [
        "He filed a first complaint report ([ORG FCR]). The [ORG FCR] was late.",
        "The superintendent of police ([ORG SP]) left.",
        "The upper norvik officer ([ORG UNO]) left. [ORG UNO] staff stayed.",
        "It built a data warehouse ([ORG DW]).",
        "They carry radio frequency identification ([ORG RFID]).",
        "Screening for tuberculosis ([ORG TB]) began; [ORG TB] spreads.",
        "It was unseen, unreported and unregulated ([ORG UUU]).",
    ],
)
def test_letters_that_shorten_no_name_are_nobody(text):
    assert names(text) == []


def test_the_code_of_a_country_behind_a_person_is_the_country():
    assert names("[PER Ana Torres] ([ORG ESP]) won.")[1] == ("ESP", "LOC")


def test_a_word_of_other_letters_is_no_long_form():
    assert names("It told us in an interview ([ORG VRI]).") == [("VRI", "ORG")]


def test_letters_without_a_long_form_stay():
    assert names("The [ORG VRD] met in [LOC Oslo] ([ORG VRX]).") == [("VRD", "ORG"), ("Oslo", "LOC"), ("VRX", "ORG")]


def test_letters_that_shorten_a_name_of_the_table_stay():
    assert names("the european central bank ([ORG ECB]) met.") == [("ECB", "ORG")]


def test_letters_that_were_not_found_are_those_of_the_name_before_them():
    assert names("The [ORG Lerby Hotels Association] (LHA) met.") == [
        ("Lerby Hotels Association", "ORG"),
        ("LHA", "ORG"),
    ]


@pytest.mark.parametrize(
    "text",
    ["The [ORG Lerby Hotels Association] (XYZ) met.", "[PER Ana Lerby] (AL) met.", "The [ORG Lerby Trust] (lt) met."],
)
def test_other_letters_are_not(text):
    assert len(names(text)) == 1


def test_letters_are_not_the_land_that_a_name_ends_in():
    assert names("The Lerby Office on Latin [LOC America] ([ORG LOLA]) met.")[1] == ("LOLA", "ORG")
    assert names("The [LOC Lerby Renaissance Dam] ([MISC LRD]) is full.")[1] == ("LRD", "LOC")
