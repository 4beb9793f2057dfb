"""Days counted from an event with a date."""

import pytest

from tests.unit.transforms.temporal.builders import read

pytestmark = pytest.mark.usefixtures("read_together")


@pytest.mark.parametrize(
    ("text", "words", "value", "first_day"),
    [
        ("He resigned ten days after the fire of 3 May 2021.", "ten days after", "2021-05-13", "2021-05-13"),
        ("Five days before the vote of 9 May 2021 it rained.", "Five days before", "2021-05-04", "2021-05-04"),
        ("She died three days after her trial ended on March 3, 2010.", "three days after", "2010-03-06", "2010-03-06"),
        ("A day after the March 3, 2015 raid schools shut.", "A day after", "2015-03-04", "2015-03-04"),
        ("Two weeks after the vote of 4 June 2019 he left.", "Two weeks after", "2019-W25", "2019-06-17"),
        ("Six months after the May 2014 coup he fled.", "Six months after", "2014-11", "2014-11-01"),
        ("Four years after the quake of 6 April 2009 it was empty.", "Four years after", "2013", "2013-01-01"),
    ],
)
def test_a_length_before_a_dated_event_is_a_date(text: str, words: str, value: str, first_day: str) -> None:
    found = read(text)[0]
    assert (found["text"], found["timex_type"], found["timex_value"]) == (words, "DATE", value)
    assert (str(found["first_day"]), found["anchor"]) == (first_day, "mention")
    assert found["rule"].endswith("_from_event")
    assert text[found["start_char"] : found["end_char"]] == words
    assert (found["months"], found["seconds"]) == (None, None)


@pytest.mark.parametrize(
    "text",
    [
        "Ten days after the fire the school was open.",
        "Ten days after the fire, on 13 May 2021, he resigned.",
        "Ten days after the fire he left for the coast on 13 May 2021.",
        "The first ten days after the fire of 3 May 2021 were dry.",
    ],
)
def test_without_a_date_of_the_event_it_stays_a_length(text: str) -> None:
    assert read(text)[0]["timex_type"] == "DURATION"
