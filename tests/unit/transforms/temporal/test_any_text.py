"""What must hold for any text at all."""

import datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import few_or_all_examples
from tests.unit.transforms.temporal.builders import read, values

_DAYS = st.dates(datetime.date(1000, 1, 1), datetime.date(2199, 12, 31))
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


def phrases(day: datetime.date) -> list[str]:
    month, number = _MONTHS[day.month - 1], day.day
    return [
        f"{month} {number}, {day.year}",
        f"{number} {month} {day.year}",
        f"{day:%A}, {month} {number}, {day.year}",
        f"{day:%A} {number} {month} {day.year}",
        f"the {number} of {month} {day.year}",
        f"{month[:3]}. {number}, {day.year}" if month != "May" else f"May {number}, {day.year}",
        day.isoformat(),
        f"{day.year}/{day.month:02}/{day.day:02}",
    ]


@few_or_all_examples(5, 60)
def test_a_day_written_out_comes_back(examples: int) -> None:
    @settings(max_examples=examples, deadline=None)
    @given(_DAYS, st.integers(0, 7))
    def holds(day: datetime.date, way: int) -> None:
        phrase = phrases(day)[way]
        assert values(f"It was on {phrase} there.") == {phrase: day.isoformat()}

    holds()


@few_or_all_examples(5, 40)
def test_days_ago_come_back(examples: int) -> None:
    @settings(max_examples=examples, deadline=None)
    @given(st.dates(datetime.date(1900, 1, 20), datetime.date(2100, 12, 31)), st.integers(1, 400))
    def holds(published: datetime.date, days: int) -> None:
        day = published - datetime.timedelta(days=days)
        assert list(values(f"It ended {days} days ago.", published=published).values()) == [day.isoformat()]

    holds()


_WORDS = st.sampled_from(
    [
        "the",
        "last",
        "next",
        "March",
        "May",
        "3",
        "14,",
        "2025",
        "-",
        "–",
        "Friday",
        "year-old",
        "years",
        "ago",
        "quarter",
        "of",
        "early",
        "a",
        "second",
        "half",
        "9/11",
        "$",
        "1990s",
        "'",
        "5",
        "p.m.",
        "GMT",
        "(EST)",
        "every",
        "two",
        "and",
        "half",
        "Thursday",
        "night",
        "31/31/2024",
        "99999999999",
        "é",
        "日本",
        "\x01",
        "\n",
        "’s",
        "BC",
        "to",
        "decade",
    ]
)


@few_or_all_examples(12, 120)
def test_no_text_is_too_strange(examples: int) -> None:
    @settings(max_examples=examples, deadline=None)
    @given(st.lists(st.one_of(_WORDS, st.text(max_size=4)), max_size=25), st.none() | _DAYS)
    def holds(parts: list[str], published: datetime.date | None) -> None:
        text = " ".join(parts)
        end = 0
        for mention in read(text, published=published):
            assert text[mention["start_char"] : mention["end_char"]] == mention["text"]
            cut = text.encode()[mention["start_byte"] : mention["end_byte"]]
            assert cut.decode() == mention["text"]
            assert mention["start_char"] >= end
            assert mention["end_char"] > mention["start_char"]
            end = mention["end_char"]
            if mention["first_day"] is not None:
                assert mention["first_day"] <= mention["last_day"]

    holds()


def test_an_empty_text_has_no_mentions() -> None:
    assert read("") == []
    assert read() == []
