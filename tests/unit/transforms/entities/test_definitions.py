import pytest

from tests.unit.transforms.entities.builders import found_in
from transforms.entities.definitions import typed_by_definition


def types(text: str) -> list[str]:
    return typed_by_definition(*found_in(text))["type"].cast(str).to_list()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("They filmed the TV drama [ORG Lantern Hill] there.", "MISC"),
        ("The new drama series [ORG Lantern Hill] began.", "MISC"),
        ("Her new novel [LOC Bellrock] sold well.", "MISC"),
        ("The film “[PER Anna Lerby]” opened.", "MISC"),
        ("A song called so is [LOC Bellrock].", "LOC"),
        ("Few speak the [LOC Drumma] language.", "MISC"),
        ("[PER Drumma] cuisine is hot.", "MISC"),
        ("The [ORG Drumma] people fish.", "MISC"),
        ("[ORG Drumma] people fish.", "ORG"),
        ("He left the village of [ORG Kalongo].", "LOC"),
        ("A village called [PER Kalongo] burned.", "LOC"),
        ("[ORG Kalongo], a small village in the north, burned.", "LOC"),
        ("[ORG Kalongo] is Africa’s oldest national park, and high.", "LOC"),
        ("Police in [ORG Kalongo] district said so.", "LOC"),
        ("[LOC Veltrix] is one of the largest chipmakers.", "ORG"),
        ("[LOC Veltrix], a chipmaker based in Lerby, hired.", "ORG"),
        ("The newspaper [LOC Veltrix] said so.", "ORG"),
        ("The airline [PER Veltrix] said so.", "ORG"),
        ("[PER Anna Lerby], a spokeswoman for the airline, said so.", "PER"),
        ("It is owned 60% by Gdynia-based [PER Orlica Energia] and others.", "ORG"),
        ("It is owned 60 percent by [PER Veltrix].", "ORG"),
        ("It is owned by [PER Anna Lerby].", "PER"),
        ("London-based [PER Smith] paints.", "PER"),
        ("The sports firm [PER Anna Lerby] left.", "PER"),
        ("[PER Anna Lerby] is a city in the making.", "PER"),
        ("[ORG Veltrix], a town councillor, said so.", "ORG"),
        ("The film [LOC Germany] made.", "LOC"),
    ],
)
def test_words_next_to_a_name_define_it(text, kind):
    assert types(text) == [kind]


def test_nothing_defines_nothing():
    found, texts = found_in("It rained.")
    assert typed_by_definition(found, texts).is_empty()
