"""A date and its clock time are one mention."""

import datetime

import pytest

from tests.unit.transforms.temporal.builders import read, values

pytestmark = pytest.mark.usefixtures("read_together")

SPRING = datetime.date(2024, 4, 17)  # a Wednesday


@pytest.mark.parametrize(
    ("sentence", "words", "value"),
    [
        ("It was posted June 4, 2019, 6:12 pm BST by him.", "June 4, 2019, 6:12 pm BST", "2019-06-04T18:12"),
        ("It began on 7 May 2019 at 13:00 GMT.", "7 May 2019 at 13:00 GMT", "2019-05-07T13:00Z"),
        ("Gates open at 9am on Tuesday.", "9am on Tuesday", "2024-04-16T09:00"),
        ("Gates opened Monday 8:30 a.m. for all.", "Monday 8:30 a.m.", "2024-04-15T08:30"),
        ("They met Friday at 5 p.m. there.", "Friday at 5 p.m.", "2024-04-12T17:00"),
        ("It was sent 11/27/2015 7:21 AM by post.", "11/27/2015 7:21 AM", "2015-11-27T07:21"),
        ("Updated: 12 April 2016, 08:15", "12 April 2016, 08:15", "2016-04-12T08:15"),
        ("10:24 AM, MON 22 JUL 2013", "10:24 AM, MON 22 JUL 2013", "2013-07-22T10:24"),
        ("It came at 22:19 GMT, 12 March 2013, they say.", "22:19 GMT, 12 March 2013", "2013-03-12T22:19Z"),
        ("Polls open at 7 a.m. on Thursday, May 2.", "7 a.m. on Thursday, May 2", "2024-05-02T07:00"),
        ("It struck on 3 May 2016 at noon.", "3 May 2016 at noon", "2016-05-03T12:00"),
        ("Sent Wed Oct 26 15:50:06 2016 by a clerk.", "Wed Oct 26 15:50:06 2016", "2016-10-26T15:50:06"),
    ],
)
def test_the_clock_belongs_to_the_date(sentence: str, words: str, value: str) -> None:
    assert values(sentence, published=SPRING)[words] == value


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("On Tuesday, 40 men left.", {"Tuesday": "2024-04-16"}),
        ("It fell 1.4%, or 6.43, on Friday.", {"Friday": "2024-04-12"}),
        ("She spoke on Monday. He left on May 3, 2019.", {"Monday": "2024-04-15", "May 3, 2019": "2019-05-03"}),
        ("On 3 May 12 people were hurt.", {"3 May": "2024-05-03"}),
    ],
)
def test_figures_behind_a_date_are_no_clock(sentence: str, expected: dict[str, str]) -> None:
    assert values(sentence, published=SPRING) == expected


@pytest.mark.parametrize(
    ("sentence", "words", "value"),
    [
        ("They met on 3 Aug 96 in Leeds.", "3 Aug 96", "1996-08-03"),
        ("They met on Friday 12/04 in Leeds.", "Friday 12/04", "2024-04-12"),
        ("It is due on 11/20 at the latest.", "11/20", "2024-11-20"),
        ("It opens on Saturday 9 and Sunday 10 March.", "Saturday 9", "2024-03-09"),
        ("It was said last June 5 in court.", "last June 5", "2023-06-05"),
        ("Two years, five months ago he left.", "Two years, five months ago", "2021-11"),
        ("A year ago today it burned.", "A year ago today", "2023-04-17"),
        ("It was the best since '82.", "'82", "1982"),
        ("Songs of the 1970s and 80s are back.", "80s", "198"),
        ("Songs of the '60s are back.", "the '60s", "196"),
        ("It fell in Q2'17 and 3Q20.", "3Q20", "2020-Q3"),
        ("It fell in Q2'17 and 3Q20.", "Q2'17", "2017-Q2"),
        ("It fell in 4Q:21 again.", "4Q:21", "2021-Q4"),
        ("It will close by year's end.", "year's end", "2024"),
        ("It will close by the end of year.", "the end of year", "2024"),
        ("It reopens the week after next.", "the week after next", "2024-W18"),
    ],
)
def test_odd_forms_of_dates(sentence: str, words: str, value: str) -> None:
    source = "paper.co.uk" if "12/04" in sentence else "paper"
    assert values(sentence, published=SPRING, source=source)[words] == value


@pytest.mark.parametrize(
    ("sentence", "words", "kind", "value"),
    [
        ("The geese came three weeks later than usual.", "three weeks later", "DURATION", "P3W"),
        ("Kosgei won in 2:31:07, a record.", "2:31:07", "DURATION", "PT2H31M7S"),
        ("It may reach $40 within a year.", "a year", "DURATION", "P1Y"),
        ("It costs $40 a year.", "a year", "SET", "P1Y"),
        ("It will take three to six months.", "three to six months", "DURATION", "P3M/P6M"),
        ("It will take between 60 and 90 days.", "between 60 and 90 days", "DURATION", "P60D/P90D"),
        ("It will take two or three weeks.", "two or three weeks", "DURATION", "P2W"),
        ("He served thirty-seven years.", "thirty-seven years", "DURATION", "P37Y"),
    ],
)
def test_lengths_and_sets(sentence: str, words: str, kind: str, value: str) -> None:
    mention = next(mention for mention in read(sentence, published=SPRING) if mention["text"] == words)
    assert (mention["timex_type"], mention["timex_value"]) == (kind, value)


@pytest.mark.parametrize("sentence", ["It lived 290 million years ago.", "She soon became the head of the firm."])
def test_no_time_of_the_news(sentence: str) -> None:
    assert read(sentence, published=SPRING) == []


@pytest.mark.parametrize(
    ("text", "value", "seconds"),
    [
        ("He ran the 800 metres in 1:43.7.", "PT1M43.7S", 103.7),
        ("She swam 400 metres in 3:59.22.", "PT3M59.22S", 239.22),
        ("He won the mile in 3:52.", "PT3M52S", 232.0),
        ("She clocked 2:24:12 in the marathon.", "PT2H24M12S", 8652.0),
        ("The leader was 1:12 ahead.", "PT1M12S", 72.0),
        ("The call lasted 0:47.", "PT0M47S", 47.0),
    ],
)
def test_a_race_time_is_a_duration(text, value, seconds):
    (found,) = read(text)
    assert (found["timex_type"], found["timex_value"]) == ("DURATION", value)
    assert found["seconds"] == pytest.approx(seconds)
    assert (found["granularity"], found["first_day"]) == (None, None)


@pytest.mark.parametrize(
    "text", ["They won 2:1.", "The ratio was 16:9.", "John 3:16 was read.", "The score was 21:15."]
)
def test_scores_ratios_and_verses_are_no_race_times(text):
    assert read(text) == []
