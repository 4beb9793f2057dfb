"""The day of a clock time, and the part of the day that follows."""

import datetime

import pytest

from tests.unit.transforms.temporal.builders import values

pytestmark = pytest.mark.usefixtures("read_together")

SPRING = datetime.date(2024, 4, 17)  # a Wednesday


@pytest.mark.parametrize(
    ("text", "time", "value"),
    [
        ("Talks began on Monday. They broke off at 2 a.m. and will resume on June 19.", "2 a.m.", "2024-04-15T02:00"),
        ("The storm hit on Monday. Power failed at 9 p.m. and was back on Tuesday.", "9 p.m.", "2024-04-15T21:00"),
        ("Polls opened on Sunday. They closed at 8 p.m. and results are due on Friday.", "8 p.m.", "2024-04-14T20:00"),
        ("The vote was on Monday. It ended at 4 p.m., and by Friday all was over.", "4 p.m.", "2024-04-15T16:00"),
        ("The ship left on Sunday. By noon the wind had turned, and on Monday it sank.", "noon", "2024-04-14T12:00"),
        ("The match starts at 3 p.m. and will be shown live on Saturday.", "3 p.m.", "2024-04-20T15:00"),
        ("Rain fell on Monday. Doors open at 7 p.m. and close at 10 p.m. on Friday.", "7 p.m.", "2024-04-12T19:00"),
    ],
)
def test_a_day_of_another_verb_is_not_that_of_the_time(text: str, time: str, value: str) -> None:
    assert values(text, published=SPRING)[time] == value


@pytest.mark.parametrize(
    "sentence", ["By the next morning the gates were shut.", "The next morning the gates were shut."]
)
def test_the_next_morning_may_open_its_clause(sentence: str) -> None:
    found = values(f"The duke fled on 3 April 1848. {sentence}", published=SPRING)
    assert list(found.values()) == ["1848-04-03", "1848-04-04TMO"]


def test_the_morning_of_a_relative_clause_is_none() -> None:
    assert values("He recalled the morning the wall fell.", published=SPRING) == {}
