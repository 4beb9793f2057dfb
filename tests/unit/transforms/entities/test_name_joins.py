import pytest

from tests.unit.transforms.entities.builders import found_in
from transforms.entities.name_joins import joined


def names(text: str) -> list[tuple[str, str]]:
    return joined(*found_in(text)).select("text", "type").rows()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Students of the University of [LOC Halden] met.", "University of Halden"),
        ("The [MISC British] Library opened.", "British Library"),
        ("[LOC Dubai] Police said so.", "Dubai Police"),
        ("The [MISC Czech] [ORG National Bank] met.", "Czech National Bank"),
        ("The [MISC Russian] [ORG Academy of Sciences] met.", "Russian Academy of Sciences"),
        ("The [ORG Bank] of [LOC Korea] met.", "Bank of Korea"),
        ("The [ORG Ministry of Agriculture] and Livestock said so.", "Ministry of Agriculture and Livestock"),
        ("[ORG Norvik] [LOC Germany] said so.", "Norvik Germany"),
        ("The Embassy of [LOC France] closed.", "Embassy of France"),
        ("The Rights and [ORG Risks Analysis Group] met.", "Rights and Risks Analysis Group"),
        (
            "The [ORG Disaster Prevention] and [ORG Mitigation Department] met.",
            "Disaster Prevention and Mitigation Department",
        ),
        ("Pupils of NIT-[LOC Lerby] won.", "NIT-Lerby"),
        ("The [ORG Halden University of Science] and Technology met.", "Halden University of Science and Technology"),
        ("The Government of [LOC Halden] met.", "Government of Halden"),
        ("The Episcopal Conference of [LOC Halden] met.", "Episcopal Conference of Halden"),
        ("The [ORG Committee] on [ORG Agriculture] met.", "Committee on Agriculture"),
        ("The [ORG Halden Commission] on Human Rights met.", "Halden Commission on Human Rights"),
        ("The [ORG UN Support Mission] in [LOC Libya] closed.", "UN Support Mission in Libya"),
        ("The [ORG Halden Homes] plc By Ana sank.", "Halden Homes plc"),
        (
            "The [ORG National Committee] for the Liberation of Detainees met.",
            "National Committee for the Liberation of Detainees",
        ),
        ("The [ORG Halden Network] for Clean Rivers met.", "Halden Network for Clean Rivers"),
        ("The [ORG Working Group] on Arbitrary Detention met.", "Working Group on Arbitrary Detention"),
        (
            "The [ORG Ministry of Health], Sports and Family Affairs met.",
            "Ministry of Health, Sports and Family Affairs",
        ),
        ("[LOC Kenya] Airways flies.", "Kenya Airways"),
        ("[ORG Horvat Capital] Group raised its bid.", "Horvat Capital Group"),
        ("[ORG Horvat Steel], Inc. raised its bid.", "Horvat Steel, Inc."),
        ("[ORG Horvat] Holdings Ltd raised its bid.", "Horvat Holdings Ltd"),
        ("[ORG Horvat] Group A rivals won.", "Horvat"),
    ],
)
def test_the_parts_of_an_institution_are_one_name(text, name):
    assert names(text) == [(name, "ORG")]


@pytest.mark.parametrize(
    "text",
    [
        "[MISC British] police said so.",
        "Police in [LOC Dubai] said so.",
        "The president of [LOC France] left.",
        "[LOC Kenya], Airways",
        "The [ORG Halden Committee] for Monday met.",
        "The [ORG Halden Committee] on Capital Road met.",
        "The Senate and [ORG Finance Committee] met.",
        "The IMF-[LOC Moscow] talks failed.",
        "The NRK-[LOC Kenya] talks failed.",
        "The Ministry of Rights and [ORG Medical Council] met.",
    ],
)
def test_what_is_no_institution_stays(text):
    assert names(text) == [(text.split("[")[1].split("]")[0].split(" ", 1)[1], text.split("[")[1].split(" ")[0])]


def test_a_side_before_a_people_is_part_of_its_name():
    assert names("Many North [MISC Indians] came.") == [("North Indians", "MISC")]
    assert names("Up North [PER Indian] came.") == [("Indian", "PER")]


def test_offsets_fit_the_joined_words():
    found, frame = found_in("In the [MISC British] Library")
    row = joined(found, frame).row(0, named=True)
    assert (row["start_char"], row["end_char"], row["start_byte"], row["end_byte"]) == (7, 22, 7, 22)


def test_a_ministry_beside_firms_stays_apart_from_them():
    text = "The [ORG Ministry of Health], [ORG Microsoft] and [ORG Nokia] met."
    assert [name for name, _ in names(text)] == ["Ministry of Health", "Microsoft", "Nokia"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He met the Private [ORG Hospitals Council] there.", "Private Hospitals Council"),
        ("He led the Early Flood [ORG Warning Network] there.", "Early Flood Warning Network"),
        ("Of the Rural [ORG Roads Commission] he said little.", "Rural Roads Commission"),
        ("The [ORG Textile Center] of [LOC Puebla] opened.", "Textile Center of Puebla"),
        ("The [LOC Drumm Museum] of [LOC Lerby] opened.", "Drumm Museum of Lerby"),
        ("It bought [MISC Rivers Project], INC for much.", "Rivers Project, INC"),
        ("[ORG Lerby Hilfe] e.V. closed.", "Lerby Hilfe e.V."),
        ("[ORG Drumm Acciai] S.p.A. closed.", "Drumm Acciai S.p.A."),
        ("[ORG Drumm Palm] Sdn Bhd closed.", "Drumm Palm Sdn Bhd"),
    ],
)
def test_what_a_body_is_for_and_its_form_are_part_of_it(text, expected):
    assert names(text) == [(expected, "ORG")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He left. Former [ORG Roads Commission] staff stayed.", ["Roads Commission"]),
        ("He met President [ORG Roads Council] there.", ["Roads Council"]),
        ("On Monday [ORG Roads Council] met.", ["Roads Council"]),
        ("the [LOC Lerby] [ORG Drumm Council]", ["Lerby", "Drumm Council"]),
        ("The [ORG Drumm Group] of [LOC Puebla] left.", ["Drumm Group", "Puebla"]),
    ],
)
def test_other_words_before_a_body_are_not(text, expected):
    assert [name for name, _ in names(text)] == expected
