"""Which day a date without a year, a bare month, quarter or weekday is: the edges of each rule."""

import datetime

import polars as pl
import pytest

from tests.unit.transforms.temporal.builders import read, values
from transforms.temporal import temporal_mentions
from transforms.text.sentences import sentences

pytestmark = pytest.mark.usefixtures("read_together")


def value_of(sentence: str, day: str) -> str | None:
    """The value of the one mention of a sentence, in an article of that day."""
    (value,) = values(sentence, published=datetime.date.fromisoformat(day)).values()
    return value


@pytest.mark.parametrize(
    ("day", "sentence", "value"),
    [
        # 183 days ahead is still ahead, 184 is behind; 183 days back is still behind, 184 is ahead.
        ("2025-03-15", "The fair: Sept. 14.", "2025-09-14"),
        ("2025-03-15", "The fair: Sept. 15.", "2024-09-15"),
        ("2025-11-15", "The fair: May 16.", "2025-05-16"),
        ("2025-11-15", "The fair: May 15.", "2026-05-15"),
        # A verb that looks back: 120 days ahead; one that looks ahead: 120 days back.
        ("2025-03-15", "It opened July 13.", "2025-07-13"),
        ("2025-03-15", "It opened July 14.", "2024-07-14"),
        ("2025-11-15", "It will open July 18.", "2025-07-18"),
        ("2025-11-15", "It will open July 17.", "2026-07-17"),
        # What surely lies behind: up to the day of publication.
        ("2025-03-15", "It has been shut since March 15.", "2025-03-15"),
        ("2025-03-15", "It has been shut since March 16.", "2024-03-16"),
    ],
)
def test_a_day_without_a_year_is_in_the_nearest_one(day: str, sentence: str, value: str) -> None:
    assert value_of(sentence, day) == value


@pytest.mark.parametrize(
    ("day", "sentence", "value"),
    [
        ("2025-03-14", "They met Friday.", "2025-03-14"),
        ("2025-03-14", "They met Saturday.", "2025-03-08"),
        ("2025-03-14", "They will meet Friday.", "2025-03-14"),
        ("2025-03-14", "They will meet Thursday.", "2025-03-20"),
        ("2025-03-14", "They met last Friday.", "2025-03-07"),
        ("2025-03-14", "They will meet next Friday.", "2025-03-21"),
    ],
)
def test_a_weekday_may_be_the_day_of_publication_but_last_and_next_are_not(day: str, sentence: str, value: str) -> None:
    assert value_of(sentence, day) == value


@pytest.mark.parametrize(
    ("day", "sentence", "value"),
    [
        ("2025-03-01", "They met in March.", "2025-03"),
        ("2025-02-28", "They left in May.", "2024-05"),
        ("2025-03-15", "It will open in March.", "2025-03"),
        ("2025-03-15", "It will open in February.", "2026-02"),
        ("2025-03-15", "They met last March.", "2024-03"),
        ("2025-03-15", "They met last February.", "2025-02"),
    ],
)
def test_a_month_has_begun_on_its_first_day(day: str, sentence: str, value: str) -> None:
    assert value_of(sentence, day) == value


@pytest.mark.parametrize(
    ("day", "sentence", "value"),
    [
        ("2025-06-30", "It was shut in the third quarter.", "2024-Q3"),
        ("2025-07-01", "It was shut in the third quarter.", "2025-Q3"),
        ("2025-05-31", "It was shut last spring.", "2024-SP"),
        ("2025-06-01", "It was shut last spring.", "2025-SP"),
        ("2025-05-31", "It will open in spring.", "2025-SP"),
        ("2025-06-01", "It will open in spring.", "2026-SP"),
    ],
)
def test_a_quarter_or_season_begins_and_ends_on_its_days(day: str, sentence: str, value: str) -> None:
    assert value_of(sentence, day) == value


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("Feb. 28, 2024", "2024-02-28"),
        ("Feb. 29, 2024", "2024-02-29"),
        ("Feb. 29, 2000", "2000-02-29"),
        ("Feb. 29, 2025", None),
        ("Feb. 29, 1900", None),
    ],
)
def test_february_has_its_29th_in_leap_years_only(words: str, value: str | None) -> None:
    assert values(f"They met on {words}, in Oslo.") == {words: value}


def test_each_text_counts_from_its_own_day() -> None:
    days = {"2025-03-15": "2025-03-14", "2024-10-30": "2024-10-25"}
    for day, friday in days.items():
        found = read("They met Friday.", "They met Friday.", published=datetime.date.fromisoformat(day))
        assert [(row["text_no"], row["timex_value"]) for row in found] == [(0, friday), (1, friday)]


def test_a_frame_of_several_days_places_equal_words_apart() -> None:
    days = [datetime.date(2025, 3, 15), None, datetime.date(2024, 10, 30), datetime.date(2025, 3, 15)]
    texts = pl.DataFrame(
        {
            "text": ["They met Friday."] * 4,
            "published_on": days,
            "language": ["en"] * 4,
            "source": ["paper"] * 4,
        },
        schema_overrides={"published_on": pl.Date},
    ).with_row_index("text_no")
    found = temporal_mentions(texts, sentences(texts))
    assert found.select("text_no", "timex_value", "anchor").rows() == [
        (0, "2025-03-14", "published"),
        (1, None, None),
        (2, "2024-10-25", "published"),
        (3, "2025-03-14", "published"),
    ]
