"""The training data's own habits, brought to ours."""

import pytest

from transforms.entities.training.data import Document, repaired, reworded


@pytest.mark.parametrize(
    ("text", "marked", "expected"),
    [
        ("in the West Bank town", ("West Bank", "ORG"), ("West Bank", "LOC")),
        ("across the Gaza Strip", ("Gaza Strip", "ORG"), ("Gaza Strip", "LOC")),
        ("ties with Saudi Arabia", ("Saudi Arabia", "PER"), ("Saudi Arabia", "LOC")),
        ("under Mr. Maskhadov", ("Maskhadov", "LOC"), ("Maskhadov", "PER")),
        ("Mrs. Merkel", ("Merkel", "ORG"), ("Merkel", "PER")),
        ("the firm Merkel", ("Merkel", "ORG"), ("Merkel", "ORG")),
        ("U.N. Secretary-General Annan", ("U.N. Secretary-General", "ORG"), ("U.N.", "ORG")),
        ("U.S. Ambassador Crocker", ("U.S. Ambassador", "ORG"), ("U.S.", "LOC")),
        ("the Iraqi army", ("Iraqi", "GPE"), ("Iraqi", "MISC")),
        ("says President Bush", ("President Bush", "PER"), ("Bush", "PER")),
    ],
)
def test_a_mark_of_the_bank_is_repaired(text: str, marked: tuple[str, str], expected: tuple[str, str]) -> None:
    def placed(name: str, kind: str) -> tuple[int, int, str]:
        return text.index(name), text.index(name) + len(name), kind

    document = repaired(Document("gmb_train", text, (placed(*marked),)))

    assert document.names == (placed(*expected),)


@pytest.mark.parametrize(
    ("text", "name"), [("Secretary of State Rice", "State"), ("Secretary-General Annan", "Secretary-General")]
)
def test_an_office_is_no_organisation(text: str, name: str) -> None:
    start = text.index(name)

    assert repaired(Document("gmb_train", text, ((start, start + len(name), "ORG"),))).names == ()


def test_the_words_of_names_correct_the_marks_of_the_bank() -> None:
    first, second = "Élan: General Jane Doe met Sunni leaders.", "Typhoon Osterby came."
    documents = [
        Document("gmb_train", first, ((27, 32, "PER"), (6, 22, "ORG"))),
        Document("gmb_train", "Nobody.", ()),
        Document("gmb_train", second, ((0, 15, "ORG"),)),
    ]

    read = reworded(documents)

    assert [document.text for document in read] == [document.text for document in documents]
    assert [document.names for document in read] == [((14, 22, "PER"), (27, 32, "MISC")), (), ((0, 15, "MISC"),)]
