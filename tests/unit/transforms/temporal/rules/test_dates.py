import datetime

import pytest

from tests.unit.transforms.temporal.builders import read, values

pytestmark = pytest.mark.usefixtures("read_together")


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("Friday, March 14, 2025", "2025-03-14"),
        ("14 March 2025", "2025-03-14"),
        ("the 14th of March, 2025", "2025-03-14"),
        ("Mar. 14, 2025", "2025-03-14"),
        ("2025-03-14", "2025-03-14"),
        ("03/14/2025", "2025-03-14"),
        ("14/03/2025", "2025-03-14"),
        ("14.3.2025", "2025-03-14"),
        ("2025-03-14T09:30:00Z", "2025-03-14T09:30:00Z"),
        ("February 2022", "2022-02"),
        ("Sept. 2010", "2010-09"),
        ("mid-August", "2024-08"),
        ("last August", "2024-08"),
        ("next May", "2025-05"),
        ("January nineteen ninety-seven", "1997-01"),
        ("the third quarter of 1984", "1984-Q3"),
        ("Q4 2024", "2024-Q4"),
        ("last year's fourth quarter", "2024-Q4"),
        ("the first half of 2025", "2025-H1"),
        ("the winter of 1994", "1994-WI"),
        ("last spring", "2024-SP"),
        ("fiscal 1990", "1990"),
        ("the early 1980s", "198"),
        ("the '70s", "197"),
        ("the nineties", "199"),
        ("the 19th century", "18"),
        ("44 BC", "BC0044"),
        ("AD 79", "0079"),
        ("the year 2100", "2100"),
        ("the week of March 6", "2025-W10"),
        ("New Year's Eve", "2024-12-31"),
        ("Thanksgiving 2024", "2024-11-28"),
        ("last Christmas", "2024-12-25"),
        ("Good Friday", "2025-04-18"),
        ("9/11", "2001-09-11"),
    ],
)
def test_reads_dates_in_every_dress(words: str, value: str) -> None:
    assert values(f"It was in {words}, they say.") == {words: value}


def test_a_range_of_days_has_two_ends() -> None:
    (mention,) = read("The fair runs March 3-5.")
    assert (mention["first_day"], mention["last_day"]) == (datetime.date(2025, 3, 3), datetime.date(2025, 3, 5))


def test_a_range_of_years_has_two_ends() -> None:
    (mention,) = read("The 2012-13 season was long.")
    assert mention["timex_value"] == "2012/2013"
    assert (mention["first_day"], mention["last_day"]) == (datetime.date(2012, 1, 1), datetime.date(2013, 12, 31))


@pytest.mark.parametrize(
    ("words", "first", "last", "granularity"),
    [
        ("February 2024", (2024, 2, 1), (2024, 2, 29), "month"),
        ("Q3 2024", (2024, 7, 1), (2024, 9, 30), "quarter"),
        ("the 1990s", (1990, 1, 1), (1999, 12, 31), "decade"),
        ("last week", (2025, 3, 3), (2025, 3, 9), "week"),
        ("in the winter of 2024", (2024, 12, 1), (2025, 2, 28), "season"),
        ("at 5 p.m. on Friday", (2025, 3, 14), (2025, 3, 14), "minute"),
    ],
)
def test_every_date_covers_days(
    words: str, first: tuple[int, int, int], last: tuple[int, int, int], granularity: str
) -> None:
    mention = read(f"They met {words}.")[0]
    assert mention["first_day"] == datetime.date(*first)
    assert mention["last_day"] == datetime.date(*last)
    assert mention["granularity"] == granularity


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("the first century AD", "00"),
        ("the third century BC", "BC02"),
        ("the late 1800s", "18"),
        ("the 1900s", "190"),
        ("the 19th century", "18"),
    ],
)
def test_reads_centuries_before_the_calendar(words: str, value: str) -> None:
    assert values(f"It stood in {words}.") == {words: value}


def test_a_may_that_opens_a_sentence_is_a_month() -> None:
    assert values("In May, it rained. James May said no.", published=datetime.date(2025, 8, 1)) == {"May": "2025-05"}


@pytest.mark.parametrize("words", ["February 30, 2025", "31/31/2024", "2025-02-30", "April 31"])
def test_impossible_dates_are_mentions_without_a_value(words: str) -> None:
    assert values(f"It was on {words}, they say.") == {words: None}


@pytest.mark.parametrize(
    ("language", "source", "value"),
    [
        ("en-GB", "paper", "2025-02-01"),
        ("en-US", "paper", "2025-01-02"),
        ("en", "https://www.example.co.uk/news", "2025-02-01"),
        ("en", "paper", "2025-01-02"),
    ],
)
def test_the_order_of_slashed_dates_follows_the_country(language: str, source: str, value: str) -> None:
    assert values("Dated 01/02/2025.", language=language, source=source) == {"01/02/2025": value}


def test_a_slashed_date_that_tells_the_order_tells_it_for_the_article() -> None:
    assert values("From 01/02/2025 to 25/02/2025.")["01/02/2025"] == "2025-02-01"


@pytest.mark.parametrize(
    ("words", "modifier"),
    [
        ("early December", "START"),
        ("mid-1996", "MID"),
        ("the end of 1990", "END"),
        ("late November", "END"),
        ("around Nov. 1", "APPROX"),
        ("post-1959", "AFTER"),
    ],
)
def test_modifiers_never_touch_the_value(words: str, modifier: str) -> None:
    assert read(f"It was in {words}, they say.")[0]["modifier"] == modifier
