import polars as pl
import pytest

from tests.unit.transforms.entities.builders import texts
from transforms.columns.dictionary import TYPE
from transforms.entities.offices import without_offices


def kept(text: str, name: str, kind: str = "ORG") -> list[tuple[str, str]]:
    """What is left of a name in a text: words and type, cut out at their offsets."""
    start, start_byte = text.index(name), len(text[: text.index(name)].encode())
    found = pl.DataFrame(
        {
            "text_no": [0],
            "start_char": [start],
            "end_char": [start + len(name)],
            "start_byte": [start_byte],
            "end_byte": [start_byte + len(name.encode())],
            "text": [name],
            "type": pl.Series([kind], dtype=TYPE),
        },
        schema_overrides=dict.fromkeys(("text_no", "start_char", "end_char", "start_byte", "end_byte"), pl.UInt32),
    )
    rows = without_offices(found, texts(text))
    assert [text[a:b] for a, b in rows.select("start_char", "end_char").rows()] == rows["text"].to_list()
    data = text.encode()
    assert [data[a:b].decode() for a, b in rows.select("start_byte", "end_byte").rows()] == rows["text"].to_list()
    return rows.select("text", "type").rows()


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("Élan: U.S. Defense Secretary Jane Doe spoke.", "U.S. Defense", [("U.S.", "LOC")]),
        ("Sudan's Justice Minister resigned.", "Sudan's Justice", [("Sudan", "LOC")]),
        ("British Foreign Secretary John Doe", "British Foreign", [("British", "MISC")]),
        ("U.S. National Security Adviser Jane Doe", "U.S. National Security", [("U.S.", "LOC")]),
        ("the EU External Relations commissioner", "EU External Relations", [("EU", "ORG")]),
        ("then Justice Minister Ali Doe said", "Justice", []),
        ("Health and Human Services Secretary", "Human Services", []),
    ],
)
def test_only_the_holder_of_an_office_is_a_name(text: str, name: str, expected: list[tuple[str, str]]) -> None:
    assert kept(text, name) == expected


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("U.S. Treasury Secretary Jane Doe", "U.S. Treasury"),
        ("U.S. Homeland Security Secretary Jane Doe", "U.S. Homeland Security"),
        ("the National Security Council met", "National Security Council"),
        ("Global Justice ministered to the poor", "Global Justice"),
        ("Osterby Energy representative Jane Doe", "Osterby Energy"),
        ("U.S. Energy", "U.S. Energy"),
        ("Foreign " * 20_000 + "Minister", ("Foreign " * 20_000).strip()),
    ],
)
def test_other_organisations_stay_whole(text: str, name: str) -> None:
    assert kept(text, name) == [(name, "ORG")]


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("Élan: Secretary of State Jane Doe spoke.", "State Jane Doe", [("Jane Doe", "PER")]),
        ("an undersecretary of the Treasury John Doe", "Treasury John Doe", [("John Doe", "PER")]),
        (
            "Minister of State for Foreign Affairs Ali al-Doe",
            "State for Foreign Affairs Ali al-Doe",
            [("Ali al-Doe", "PER")],
        ),
        ("Assistant Secretary of State for African Affairs", "State for African Affairs", []),
        ("the secretary of the State Duma", "State Duma", [("State Duma", "ORG")]),
        ("the secretary of the State Council", "State Council", [("State Council", "ORG")]),
        ("the Minister of Justice and Public Security, Jane Doe", "Justice and Public Security", []),
        ("Minister for Tertiary Education, Science and Technology Ana Doe", "Tertiary Education, Science", []),
        ("the Secretary for Home Affairs met them", "Home Affairs", []),
        ("the Minister of Public Works Jane Doe", "Public Works Jane Doe", [("Jane Doe", "PER")]),
        ("the minister of the Osterby Church", "Osterby Church", [("Osterby Church", "ORG")]),
        ("the department of State Jane Doe", "State Jane Doe", [("State Jane Doe", "ORG")]),
    ],
)
def test_what_follows_an_office_is_a_person(text: str, name: str, expected: list[tuple[str, str]]) -> None:
    assert kept(text, name) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("U.N. Secretary-General Élie van der Doe", [("U.N.", "ORG"), ("Élie van der Doe", "PER")]),
        ("Osterby Steel Director Jane Doe", [("Osterby Steel", "ORG"), ("Jane Doe", "PER")]),
        ("California Republican Governor Jane Doe", [("California", "LOC"), ("Jane Doe", "PER")]),
        ("U.S. Supreme Court Justice Jane Doe", [("U.S. Supreme Court", "ORG"), ("Jane Doe", "PER")]),
        ("Deputy Attorney General John Doe", [("John Doe", "PER")]),
        ("U.S. Attorney General", [("U.S.", "LOC")]),
        ("General Jane Doe", [("Jane Doe", "PER")]),
        ("King Osterbius", [("Osterbius", "PER")]),
    ],
)
def test_offices_are_cut_out_of_names(name: str, expected: list[tuple[str, str]]) -> None:
    assert kept(f"Élan: the {name} spoke.", name) == expected


@pytest.mark.parametrize(
    "name",
    [
        "General Motors",
        "General Osterby",
        "Osterby General Assembly",
        "Osterby President Hotel",
        "Osterby Attorney General",
        "King County",
        "King Osterby Hospital",
        "Queen Street",
    ],
)
def test_titles_also_begin_other_names(name: str) -> None:
    assert kept(f"the {name} met", name) == [(name, "ORG")]


def test_persons_are_cut_only_behind_a_body() -> None:
    assert kept("Chancellor Jane Doe", "Chancellor Jane Doe", "PER") == [("Chancellor Jane Doe", "PER")]
    expected = [("Arab League", "ORG"), ("Jane Doe", "PER")]
    assert kept("Arab League Secretary-General Jane Doe", "Arab League Secretary-General Jane Doe", "PER") == expected


def test_no_names_are_no_trouble() -> None:
    empty = without_offices(
        pl.DataFrame(
            schema=dict.fromkeys(("text_no", "start_char", "end_char", "start_byte", "end_byte"), pl.UInt32)
            | {"text": pl.String, "type": TYPE}
        ),
        texts("Nobody."),
    )
    assert empty.is_empty()
