"""Words of other languages that say what a name is."""

import pytest

from tests.unit.transforms.entities.builders import found_in
from transforms.entities.foreign_words import with_foreign_words


def names(text: str) -> list[tuple[str, str]]:
    return with_foreign_words(*found_in(text)).select("text", "type").rows()


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Ash fell near Volcán [PER Arenal] today.", "Volcán Arenal", "LOC"),
        ("They met at the Parque [PER Amor] today.", "Parque Amor", "LOC"),
        ("The [PER Río Macho] rose.", "Río Macho", "LOC"),
        ("Boats left Pulau [ORG Halden] early.", "Pulau Halden", "LOC"),
        ("The Diario de [LOC Cuba] wrote so.", "Diario de Cuba", "ORG"),
        ("The [LOC Banco Halden] lent it.", "Banco Halden", "ORG"),
        ("They won the Copa [LOC Argentina] again.", "Copa Argentina", "MISC"),
        ("The Rue d'[ORG Halden] is shut.", "Rue d'Halden", "LOC"),
    ],
)
def test_the_first_word_says_what_a_name_is(text: str, name: str, kind: str) -> None:
    assert names(text) == [(name, kind)]


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("[PER Ana Torres] spoke.", "Ana Torres", "PER"),
        ("The liga met [LOC Halden] there.", "Halden", "LOC"),
        ("Superliga [LOC Argentina] began.", "Argentina", "LOC"),
        ("[ORG Banco Santander] lent it.", "Banco Santander", "ORG"),
    ],
)
def test_other_names_stay(text: str, name: str, kind: str) -> None:
    assert names(text) == [(name, kind)]


def test_a_text_that_begins_with_the_word() -> None:
    assert names("Cerro [PER Halden] burned.") == [("Cerro Halden", "LOC")]
