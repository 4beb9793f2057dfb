import pytest

from tests.unit.transforms.entities.builders import texts
from transforms.entities.person_forms import persons, rulers


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Middlesex 426 (J. Drummel 111, M. Ravisha 83).", ["J. Drummel", "M. Ravisha"]),
        ("He met A G Perumal there.", ["A G Perumal"]),
        ("It said K.L. Orvane was out.", ["K.L. Orvane"]),
        ("It was a letter by T. O'Gorvan.", ["T. O'Gorvan"]),
        ("The Ombuto family mourned.", ["Ombuto"]),
        ("They blame the Varga brothers.", ["Varga"]),
    ],
)
def test_initials_and_families_make_persons(text, names):
    assert persons(texts(text))["text"].to_list() == names


@pytest.mark.parametrize(
    "text",
    [
        "She takes vitamin C. Doctors agree.",
        "It was Plan B. Drummel knew.",
        "In group A. Bulgaria won.",
        "The visit of H.E. Ana Lind ended.",
        "The American family moved.",
        "The Royal family moved.",
        "The Party families moved.",
        "Every Varga brother moved.",
    ],
)
def test_other_capitals_make_none(text):
    assert persons(texts(text)).is_empty()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The emperor Constantine the Great came.", ["Constantine the Great"]),
        ("Mehmed II the Conqueror came.", ["Mehmed II the Conqueror"]),
        ("It made America the Great one.", []),
        ("Lerby the Town came.", []),
    ],
)
def test_epithets_make_rulers(text, names):
    assert rulers(texts(text))["text"].to_list() == names
