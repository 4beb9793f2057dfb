import pytest

from tests.unit.transforms.temporal.builders import read, values

pytestmark = pytest.mark.usefixtures("read_together")


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("30 days", "P30D"),
        ("the past two months", "P2M"),
        ("two and a half years", "P2Y6M"),
        ("5 1/2 hours", "PT5H30M"),
        ("a year and a half", "P1Y6M"),
        ("an hour and ten minutes", "PT1H10M"),
        ("a decade", "P10Y"),
        ("half a century", "P50Y"),
        ("several months", "PXM"),
        ("a few days", "PXD"),
        ("recent weeks", "PXW"),
        ("a fortnight", "P2W"),
        ("the first nine months", "P9M"),
        ("more than four hours", "PT4H"),
        ("one hundred and twenty days", "P120D"),
        ("the past week", "P1W"),
        ("two to three weeks", "P2W/P3W"),
        ("a year-and-a-half", "P1Y6M"),
        ("25 minutes later", "PT25M"),
        ("hours later", "PTXH"),
    ],
)
def test_reads_lengths(words: str, value: str) -> None:
    assert values(f"It took {words}.") == {words: value}


@pytest.mark.parametrize(("words", "value"), [("30-day", "P30D"), ("two-week", "P2W"), ("three-quarter", "P3Q")])
def test_reads_lengths_before_a_noun_without_the_article(words: str, value: str) -> None:
    assert values(f"The {words} pause held.") == {words: value}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("A month-long strike ended.", {"month-long": "P1M"}),
        ("It led to a yearlong ban.", {"yearlong": "P1Y"}),
        ("During the week-long feast they gave the year-round staff a day off.", {"week-long": "P1W", "a day": "P1D"}),
        ("A decade-old feud ended, and a year-old boy sang.", {"decade-old": "P10Y"}),
        ("The raid came just days after the vote.", {"days": "PXD"}),
        ("The march follows weeks of talks.", {"weeks": "PXW"}),
    ],
)
def test_reads_lengths_without_a_figure(sentence: str, expected: dict[str, str]) -> None:
    assert values(sentence) == expected


def test_things_are_years_old_people_are_not_dated() -> None:
    assert values("The three-year-old war killed a 22-year-old man.") == {"three-year-old": "P3Y"}


@pytest.mark.parametrize(
    ("words", "months", "seconds"),
    [
        ("two years", 24.0, None),
        ("18 months", 18.0, None),
        ("three weeks", None, 1814400.0),
        ("90 minutes", None, 5400.0),
    ],
)
def test_keeps_months_and_seconds_apart(words: str, months: float | None, seconds: float | None) -> None:
    (mention,) = read(f"It took {words}.")
    assert (mention["months"], mention["seconds"]) == (months, seconds)


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("daily", "P1D"),
        ("annually", "P1Y"),
        ("every Thursday", "XXXX-WXX-4"),
        ("each year", "P1Y"),
        ("every two weeks", "P2W"),
        ("twice a week", "P1W"),
        ("Fridays", "XXXX-WXX-5"),
        ("each July", "XXXX-07"),
        ("every other day", "P2D"),
    ],
)
def test_reads_sets(words: str, value: str) -> None:
    (mention,) = read(f"It happens {words}.")
    assert (mention["text"], mention["timex_type"], mention["timex_value"]) == (words, "SET", value)


def test_a_rate_is_a_set() -> None:
    (mention,) = read("It costs $500 million a year.")
    assert (mention["timex_type"], mention["timex_value"]) == ("SET", "P1Y")


@pytest.mark.parametrize(
    ("words", "modifier"),
    [("at least 30 days", "EQUAL_OR_MORE"), ("nearly an hour", "LESS_THAN"), ("about a decade", "APPROX")],
)
def test_bounds_are_modifiers(words: str, modifier: str) -> None:
    assert read(f"It took {words}.")[0]["modifier"] == modifier


@pytest.mark.parametrize(
    "sentence",
    [
        "He may march on the capital.",
        "May he rest in peace.",
        "Theresa May said no.",
        "June Carter sang.",
        "A second man came.",
        "World War II was long.",
        "It costs $1,990 or $1990.",
        "Call 555-1234 now-ish people.",
        "They won 3-2 and 21-19.",
        "Prices continued to fall.",
        "The 22-year-old man, aged 45, is in his 30s.",
        "Three-quarters of them left.",
        "It rose 3.5 percent to 1,250.25.",
        "A four year-old girl sang.",
        "She is player of the year and won song of the year.",
        "The Year of the Rat it was.",
        "He hit his first century at the ground.",
        "It is a matter of days before they leave.",
        "It was the third defeat in as many weeks.",
        "The People's Daily wrote of the past of the town, the winter capital.",
    ],
)
def test_look_alikes_are_no_dates(sentence: str) -> None:
    assert values(sentence) == {}
