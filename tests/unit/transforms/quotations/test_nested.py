import pytest

from tests.unit.transforms.quotations.builders import direct, read

pytestmark = pytest.mark.usefixtures("read_together")


@pytest.mark.parametrize(
    ("body", "inner"),
    [
        ("“Then Tom Hale said, ‘Go home,’ and I went,” Mara Lind said.", ("Go home,", "Tom Hale")),
        ("\"Then Tom Hale said, 'Go home,' and I went,\" Mara Lind said.", ("Go home,", "Tom Hale")),
        ("“He told me: ‘Go home.’ I went,” Mara Lind said.", ("Go home.", "He")),
        ("“‘Go home,’ Tom Hale said, and I went,” Mara Lind said.", ("Go home,", "Tom Hale")),
    ],
)
def test_a_quotation_inside_a_quotation_has_its_own_speaker(body, inner):
    found = direct(body)
    assert found[0][1] == "Mara Lind"
    assert found[1:] == [inner]


def test_a_term_inside_a_quotation_is_none():
    assert len(direct("“We call it ‘the dome.’ It leaks,” Mara Lind said.")) == 1


def test_inner_places_count_in_the_whole_text():
    body = "Né. “Then Tom Hale said, ‘Gö home,’ and I went,” Mara Lind said."
    for row in read(body).iter_rows(named=True):
        assert body[row["start_char"] : row["end_char"]] == row["text"]
        at = row["speaker_start_char"]
        assert body[at : at + len(row["speaker_text"])] == row["speaker_text"]
