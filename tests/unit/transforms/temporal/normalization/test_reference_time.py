"""Words that point at a period or a day named just before."""

import datetime

import pytest

from tests.unit.transforms.temporal.builders import read, values

pytestmark = pytest.mark.usefixtures("read_together")


@pytest.mark.parametrize(
    ("sentence", "words", "value"),
    [
        ("Profit rose in the quarter ended July 31, 2024, it said.", "the quarter", "2024-Q2"),
        ("In the quarter ended Sept. 30 it lost. A year earlier it had won.", "A year earlier", "2023-Q3"),
        ("It rose in the quarter to $2 billion.", "the quarter", "2024-Q4"),
        ("They left in June 1998 and came back later that year.", "later that year", "1998"),
        ("It fell on Thursday, March 6, from the previous Thursday.", "the previous Thursday", "2025-02-27"),
        ("It began on Friday and ended the following Monday.", "the following Monday", "2025-03-17"),
        ("Net was $3 in the third quarter, against $2 in the 1988 period.", "the 1988 period", "1988"),
        ("Net was $3 in the third quarter, against $2 in the 1988 quarter.", "the 1988 quarter", "1988-Q3"),
    ],
)
def test_counts_from_what_was_named(sentence: str, words: str, value: str) -> None:
    assert values(sentence)[words] == value


@pytest.mark.parametrize(("day", "value"), [("2025-03-31", "2024"), ("2025-04-01", "2024-Q1")])
def test_a_quarter_is_over_on_the_day_after_its_last(day: str, value: str) -> None:
    sentence = "Net fell in the first quarter from a year earlier."
    assert values(sentence, published=datetime.date.fromisoformat(day))["a year earlier"] == value


@pytest.mark.parametrize(("day", "value"), [("Feb. 14", "2023-Q4"), ("Feb. 15", "2024-Q1")])
def test_a_quarter_of_the_books_is_the_one_of_the_calendar_in_which_most_of_it_lies(day: str, value: str) -> None:
    assert values(f"Profit rose in the quarter ended {day}, 2024, it said.")["the quarter"] == value


def test_what_another_text_names_is_not_pointed_at() -> None:
    earlier, _, later = (
        found["timex_value"]
        for found in read("They left in June 1998.", "They came in May 2001 and went later that year.")
    )
    assert (earlier, later) == ("1998-06", "2001")
