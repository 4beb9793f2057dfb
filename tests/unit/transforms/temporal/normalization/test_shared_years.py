"""Two dates with one year between them, and ranges of two bare ones."""

import datetime

import pytest

from tests.unit.transforms.temporal.builders import values

pytestmark = pytest.mark.usefixtures("read_together")

SPRING = datetime.date(2024, 4, 17)


@pytest.mark.parametrize(
    ("sentence", "words", "value"),
    [
        ("The show ran from May 3 to June 12, 1987.", "May 3", "1987-05-03"),
        ("The siege lasted from November 9 to February 2, 1871.", "November 9", "1870-11-09"),
        ("The pact was drawn up in May/June 1934.", "May", "1934-05"),
        ("Floods came in June and in August 1954.", "June", "1954-06"),
        ("She was jailed in 1977, in October.", "October", "1977-10"),
        ("In 2015, on May 2, the mine was shut.", "May 2", "2015-05-02"),
        ("In 2014 from March to November no ship called.", "November", "2014-11"),
        ("They met on a May evening in 1962.", "May", "1962-05"),
        ("That October day in 1973 nobody laughed.", "October", "1973-10"),
        ("The mill lost $2m in March and $3m in April 2019.", "March", "2019-03"),
        ("The fair was held from 3 May to 9 May in 2011.", "3 May", "2011-05-03"),
        ("He wrote in March, April and May 1911.", "March", "1911-03"),
    ],
)
def test_a_date_takes_the_year_of_its_neighbour(sentence: str, words: str, value: str) -> None:
    assert values(sentence, published=SPRING)[words] == value


@pytest.mark.parametrize(
    ("sentence", "words", "value"),
    [
        ("Exports fell in March. They had risen in June 2021.", "March", "2024-03"),
        ("He left in March after joining in June 2019.", "March", "2024-03"),
        ("In 2019 he moved house; in March he came back.", "March", "2024-03"),
    ],
)
def test_a_date_further_on_keeps_its_year(sentence: str, words: str, value: str) -> None:
    assert values(sentence, published=SPRING)[words] == value


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The road was shut from 12 June to 30 August.", ["2023-06-12", "2023-08-30"]),
        ("From 1 May to 30 September rain fell.", ["2023-05-01", "2023-09-30"]),
        ("The pool will be open from 1 June to 31 August.", ["2024-06-01", "2024-08-31"]),
        ("The strike lasted from 20 November to 3 February.", ["2023-11-20", "2024-02-03"]),
        ("The hall was let from 4 October until 9 January.", ["2023-10-04", "2024-01-09"]),
    ],
)
def test_a_range_of_bare_days_runs_forward_in_one_frame(sentence: str, expected: list[str]) -> None:
    assert list(values(sentence, published=SPRING).values()) == expected
