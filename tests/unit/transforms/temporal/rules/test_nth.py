"""Parts counted within a longer period, days of the month, week numbers."""

import datetime

import pytest

from tests.unit.transforms.temporal.builders import read, values

pytestmark = pytest.mark.usefixtures("read_together")

SPRING = datetime.date(2024, 4, 17)  # a Wednesday


@pytest.mark.parametrize(
    ("sentence", "words", "value"),
    [
        ("They met on the second Monday of May 2019.", "the second Monday of May 2019", "2019-05-13"),
        ("They met on the last Friday in August 2015.", "the last Friday in August 2015", "2015-08-28"),
        ("They will meet on the third Thursday of June.", "the third Thursday of June", "2024-06-20"),
        ("It opens on the first Saturday of next month.", "the first Saturday of next month", "2024-05-04"),
        ("It shut on the last Sunday of last month.", "the last Sunday of last month", "2024-03-31"),
        ("It rained in the first week of March.", "the first week of March", "2024-W10"),
        ("It rained in the last week of 2019.", "the last week of 2019", "2019-W52"),
        ("It was sold in the last month of 2021.", "the last month of 2021", "2021-12"),
        ("It was sold in the final quarter of 2021.", "the final quarter of 2021", "2021-Q4"),
        ("It was sold in the last half of 2020.", "the last half of 2020", "2020-H2"),
        ("Sales fell in the first two quarters of 2022.", "the first two quarters of 2022", "2022-H1"),
        ("It was sold on the last day of 2020.", "the last day of 2020", "2020-12-31"),
        ("It was sold on the first day of February.", "the first day of February", "2024-02-01"),
        ("Sales rose in the second half of February.", "the second half of February", "2024-02"),
        ("It came in week 9 of 2024.", "week 9 of 2024", "2024-W09"),
        ("It was due on the 3rd of last month.", "the 3rd of last month", "2024-03-03"),
        ("It is due on the 30th of this month.", "the 30th of this month", "2024-04-30"),
        ("The fair began on April 2 and closed on the 9th.", "the 9th", "2024-04-09"),
        ("The mine shut on 4 May 1961; on the 20th of that month it was sold.", "the 20th of that month", "1961-05-20"),
        ("He was born on June second, 1944.", "June second, 1944", "1944-06-02"),
        ("He was born on the twenty-third of July 1951.", "the twenty-third of July 1951", "1951-07-23"),
    ],
)
def test_reads_the_part_of_the_period(sentence: str, words: str, value: str) -> None:
    assert values(sentence, published=SPRING)[words] == value


@pytest.mark.parametrize(
    "sentence",
    [
        "She sang on the last night of the tour.",
        "The last week of the campaign was dull.",
        "He works on the 5th floor.",
        "She was the 19th to cross the line.",
        "They live on 42nd Street.",
    ],
)
def test_parts_of_other_things_are_no_days(sentence: str) -> None:
    assert [mention for mention in read(sentence, published=SPRING) if mention["first_day"]] == []


def test_the_same_day_of_every_month_is_a_set() -> None:
    (mention,) = read("Rent is due on the first Monday of every month.", published=SPRING)
    assert (mention["timex_type"], mention["first_day"]) == ("SET", None)
