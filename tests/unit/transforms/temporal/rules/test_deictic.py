import datetime

import pytest

from tests.unit.transforms.temporal.builders import read, values

pytestmark = pytest.mark.usefixtures("read_together")


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("today", "2025-03-15"),
        ("yesterday", "2025-03-14"),
        ("the day before yesterday", "2025-03-13"),
        ("tomorrow morning", "2025-03-16TMO"),
        ("tonight", "2025-03-15TNI"),
        ("last night", "2025-03-14TNI"),
        ("last week", "2025-W10"),
        ("this weekend", "2025-W11-WE"),
        ("next month", "2025-04"),
        ("last year", "2024"),
        ("earlier this year", "2025"),
        ("10 days ago", "2025-03-05"),
        ("five months ago", "2024-10"),
        ("a fortnight ago", "2025-W09"),
        ("two decades ago", "200"),
        ("several years ago", "PAST_REF"),
        ("a month from now", "2025-04"),
        ("the end of next year", "2026"),
        ("currently", "PRESENT_REF"),
        ("recently", "PAST_REF"),
        ("the near future", "FUTURE_REF"),
        ("in two weeks' time", "2025-W13"),
        ("in a year's time", "2026"),
        ("a year and a half ago", "2023"),
        ("the year to date", "2025"),
        ("two weeks from Monday", "2025-03-31"),
        ("a week from today", "2025-03-22"),
        ("a week ago Tuesday", "2025-03-04"),
        ("Tuesday of last week", "2025-03-04"),
        ("Monday of next week", "2025-03-17"),
    ],
)
def test_counts_from_publication(words: str, value: str) -> None:
    assert values(f"They met, it seems, {words}.") == {words.removeprefix("in "): value}


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("He said on Friday that it rains.", "2025-03-14"),
        ("He said on Saturday that it rains.", "2025-03-15"),
        ("They will meet on Friday.", "2025-03-21"),
        ("It was to be discussed on Tuesday.", "2025-03-18"),
        ("A vote is scheduled for Monday.", "2025-03-17"),
        ("She plans to travel to Rome on Sunday.", "2025-03-16"),
        ("They failed to agree on Sunday.", "2025-03-09"),
        ("Shares rose last Saturday.", "2025-03-08"),
        ("It begins next Saturday.", "2025-03-22"),
        ("Sales fell in December.", "2024-12"),
        ("The plant will open in December.", "2025-12"),
        ("The year ended Sept. 30.", "2024-09-30"),
    ],
)
def test_tense_tells_the_direction(sentence: str, value: str) -> None:
    assert list(values(sentence).values())[-1] == value


@pytest.mark.parametrize(
    ("sentence", "words", "value"),
    [
        ("Profit rose in the fourth quarter from a year earlier.", "a year earlier", "2023-Q4"),
        ("Sales fell in the third quarter. For the quarter, costs rose.", "the quarter", "2024-Q3"),
        ("Prices rose in February from the previous month.", "the previous month", "2025-01"),
        ("They wed in 1990 and left the following year.", "the following year", "1991"),
        ("The fire was on March 3; it rained the next day.", "the next day", "2025-03-04"),
        ("Revenue was $5 a year ago.", "a year ago", "2024"),
        ("Net was up from the same quarter last year.", "the same quarter last year", "2023-Q4"),
        ("It stood at $4 this time last year.", "this time last year", "2024"),
        ("They wed on May 3, 1990. That same day it rained.", "That same day", "1990-05-03"),
        ("They wed in 1990 and left that same year.", "that same year", "1990"),
    ],
)
def test_counts_from_the_period_in_focus(sentence: str, words: str, value: str) -> None:
    assert values(sentence)[words] == value


def test_from_now_counts_from_publication_whatever_was_named_before() -> None:
    found = values("The first was last December; the third will take place a year from now.")
    assert found["a year from now"] == "2026"


def test_yesterday_in_a_quotation_counts_from_the_day_it_was_said() -> None:
    assert values('"We met yesterday," the minister said on Wednesday.')["yesterday"] == "2025-03-11"


def test_yesterday_outside_a_quotation_counts_from_publication() -> None:
    assert values("The minister said on Wednesday what came true yesterday.")["yesterday"] == "2025-03-14"


@pytest.mark.parametrize(
    "words", ["yesterday", "last August", "two weeks ago", "Friday", "a year earlier", "the quarter"]
)
def test_without_a_publication_date_relative_words_keep_their_span(words: str) -> None:
    (mention,) = read(f"They met {words}.", published=None)
    assert (mention["text"], mention["timex_value"], mention["granularity"]) == (words, None, None)


def test_without_a_publication_date_stated_dates_are_resolved() -> None:
    assert values("On March 14, 2025 and in 2014.", published=None) == {"March 14, 2025": "2025-03-14", "2014": "2014"}


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("It starts at 5 p.m. EST Nov. 9.", "2025-11-09T17:00-05:00"),
        ("It struck at 0735 GMT.", "2025-03-15T07:35Z"),
        ("They met at noon Friday.", "2025-03-14T12:00"),
        ("They spoke on Wednesday night.", "2025-03-12TNI"),
        ("They spoke on the night of March 3.", "2025-03-03TNI"),
        ("They left early in the morning of Friday, March 7.", "2025-03-07TMO"),
        ("It snowed overnight in the hills.", "2025-03-14TNI"),
        ("It will snow overnight in the hills.", "2025-03-15TNI"),
        ("It fell at 9.30pm.", "2025-03-15T21:30"),
        ("On Friday at 10:35 a.m. it stopped.", "2025-03-14T10:35"),
        ("They met at half past six.", "2025-03-15T06:30"),
        ("They met at a quarter to nine in the evening.", "2025-03-15T20:45"),
        ("They met at ten past four in the afternoon.", "2025-03-15T16:10"),
        ("It opens at 9:30 GMT+5:30 there.", "2025-03-15T09:30+05:30"),
    ],
)
def test_reads_clock_times(sentence: str, value: str) -> None:
    assert value in values(sentence).values()


def test_days_at_the_edge_of_the_calendar_are_not_rolled_over() -> None:
    assert values("It was last year.", published=datetime.date(1, 1, 1)) == {"last year": None}
