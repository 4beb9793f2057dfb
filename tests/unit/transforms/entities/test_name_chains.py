"""Names whose parts hang together by small words."""

import pytest

from tests.unit.transforms.entities.builders import found_in
from transforms.entities.name_chains import chained


def names(text: str) -> list[tuple[str, str]]:
    return chained(*found_in(text)).select("text", "type").rows()


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("A ferry left [LOC Rio Grande] do [LOC Sul] late.", "Rio Grande do Sul", "LOC"),
        ("Farmers of [LOC San Cristóbal] de las Casas met.", "San Cristóbal de las Casas", "LOC"),
        ("The road to [LOC Punta] del [ORG Este] is shut.", "Punta del Este", "LOC"),
        ("The [ORG Liga Profesional] de Fútbol met.", "Liga Profesional de Fútbol", "ORG"),
        ("[PER Ana Torres] de la Cruz, a nurse, won.", "Ana Torres de la Cruz", "PER"),
        ("[MISC Salim] bin [PER Yahya Al-Hinai] spoke.", "Salim bin Yahya Al-Hinai", "PER"),
        ("[LOC Moayad] bin Said bin Mahad Al-Maashani spoke.", "Moayad bin Said bin Mahad Al-Maashani", "PER"),
        ("[PER Nawaf Al-Ahmad] Al-Jaber Al-Sabah spoke.", "Nawaf Al-Ahmad Al-Jaber Al-Sabah", "PER"),
        ("[PER Alan Wong] Tak-wah spoke.", "Alan Wong Tak-wah", "PER"),
        ("[PER Eduardo Frei] Ruiz-Tagle spoke.", "Eduardo Frei Ruiz-Tagle", "PER"),
        ("[PER Tovar] y [PER Tovar] painted it.", "Tovar y Tovar", "PER"),
        ("[PER Abdul Sattar] [PER Hadi Al-Janabi] spoke.", "Abdul Sattar Hadi Al-Janabi", "PER"),
    ],
)
def test_what_small_words_tie_together_is_one_name(text: str, name: str, kind: str) -> None:
    assert names(text) == [(name, kind)]


@pytest.mark.parametrize(
    "text",
    [
        "[PER Ana Torres] London-born, spoke.",
        "[PER Ana Torres] Anti-Corruption chief.",
        "What can [LOC France] do Monday?",
        "[LOC Halden] de facto rules.",
        "[PER Ana Torres] bins it.",
        "[PER Ana Torres] Wednesday-night show",
    ],
)
def test_other_words_stay_outside(text: str) -> None:
    assert [name for name, _ in names(text)] == [text.split("[")[1].split("]")[0].split(" ", 1)[1]]


def test_offsets_fit_the_words_in_characters_and_bytes() -> None:
    found, frame = found_in("Été à [LOC Foz] do Iguaçu.")
    row = chained(found, frame).row(0, named=True)
    assert (row["text"], row["start_char"], row["end_char"]) == ("Foz do Iguaçu", 6, 19)
    assert (row["start_byte"], row["end_byte"]) == (9, 23)


def test_no_names_stay_none() -> None:
    found, frame = found_in("Nothing here.")
    assert chained(found.head(0), frame).is_empty()


def test_two_persons_of_a_caption_stay_two():
    assert names("Photo: [PER Ana Torres] [PER Eva Lind]") == [("Ana Torres", "PER"), ("Eva Lind", "PER")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mrs Mizelli [PER Ali Marianne] spoke.", "Mizelli Ali Marianne"),
        ("Mr. Seyyed [PER Ebrahim Drumm] spoke.", "Seyyed Ebrahim Drumm"),
        ("Dr Vandeep Luis [PER Ortega] spoke.", "Vandeep Luis Ortega"),
        ("Mr President [PER Drumm] spoke.", "Drumm"),
    ],
)
def test_what_is_behind_a_form_of_address_is_the_persons(text, expected):
    assert names(text) == [(expected, "PER")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Meanwhile, Houng [PER Yu Kai] denied it.", "Houng Yu Kai"),
        ("Senvume [PER Kavuma Drumm] spoke.", "Senvume Kavuma Drumm"),
        ("The cases of Daysi [PER Tamara Drumm] and others", "Daysi Tamara Drumm"),
        ("He met Al-Uzbek [PER Abdul Drumm] there.", "Al-Uzbek Abdul Drumm"),
        ("Treasurer [PER Drumm Berg] spoke.", "Drumm Berg"),
        ("Today [PER Drumm Berg] spoke.", "Drumm Berg"),
        ("Crooked [PER Drumm Berg] spoke.", "Drumm Berg"),
        ("Nuncio [PER Drumm Berg] spoke.", "Drumm Berg"),
        ("Halden Debunks Houng [PER Berg]", "Berg"),
        ("[LOC Houng] [PER Yu Kai]", "Houng"),
        ("Editor-in-Chief [PER Drumm Berg] spoke.", "Drumm Berg"),
        ("Lerby-based [PER Drumm Berg] spoke.", "Drumm Berg"),
    ],
)
def test_an_unknown_word_before_a_person_is_that_persons(text, expected):
    assert names(text)[0][0] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ruled by the dos [PER Santos] clique.", [("dos Santos", "PER")]),
        ("In May, Dos [ORG Santos] left.", [("Dos Santos", "PER")]),
        ("Later [PER Joost] van der [PER Westhuizen] left.", [("Joost van der Westhuizen", "PER")]),
        ("The 14 de [PER Julio] mill burned.", [("Julio", "PER")]),
        ("He plays for [ORG Santos] there.", [("Santos", "ORG")]),
        ("The coach [PER Gerardo] “[ORG Tata]” [PER Martino] left.", [("Gerardo “Tata” Martino", "PER")]),
        ('The boxer [PER Roberto] "Hands of Stone" [PER Duran] won.', [('Roberto "Hands of Stone" Duran', "PER")]),
        ("The boxer [PER Alberto “Crumbz]” [PER Rengifo] won.", [("Alberto “Crumbz” Rengifo", "PER")]),
        (
            "[PER Lind] called [PER Trump] “an oaf,” [PER Susan] said.",
            [("Lind", "PER"), ("Trump", "PER"), ("Susan", "PER")],
        ),
        ("[PER Trumbo] “Crooked” [PER Hillary] won.", [("Trumbo", "PER"), ("Hillary", "PER")]),
    ],
)
def test_small_words_before_a_surname_and_nicknames_are_part_of_it(text: str, expected: list[tuple[str, str]]) -> None:
    assert names(text) == expected
