import datetime as dt

import pytest

from tests.unit.transforms.entities.builders import texts
from transforms.entities import entity_mentions
from transforms.text.sentences import sentences


def meant(body: str, words: str, day: dt.date) -> str | None:
    frame = texts(body, day=day)
    found = entity_mentions(frame, sentences(frame))
    return dict(found.select("text", "entity_id").rows())[words]


@pytest.mark.parametrize(
    ("body", "words", "entity"),
    [
        ("North Korea fired two missiles. Kim watched the launch.", "Kim", "person:kim-jong-un"),
        ("The Pyongyang government fired two missiles. Kim watched the launch.", "Kim", "person:kim-jong-un"),
        ("The two firms will merge, Kim said on Monday.", "Kim", None),
        ("The two firms will merge, Putin said on Monday.", "Putin", "person:vladimir-putin"),
    ],
)
def test_a_surname_of_many_is_the_leader_only_where_the_country_is_named(body, words, entity):
    assert meant(body, words, dt.date(2024, 3, 9)) == entity


def test_the_head_of_the_united_nations_needs_only_them():
    day = dt.date(2009, 3, 9)
    assert meant("Mr. Ban told the United Nations it was late.", "Ban", day) == "person:ban-ki-moon"
