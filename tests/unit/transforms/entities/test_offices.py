import polars as pl
import pytest

from tests.unit.transforms.entities.builders import texts
from transforms.entities.codes import TYPE
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


def test_no_names_are_no_trouble() -> None:
    empty = without_offices(
        pl.DataFrame(
            schema=dict.fromkeys(("text_no", "start_char", "end_char", "start_byte", "end_byte"), pl.UInt32)
            | {"text": pl.String, "type": TYPE}
        ),
        texts("Nobody."),
    )
    assert empty.is_empty()
