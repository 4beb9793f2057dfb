"""The year a history tells of, and news that is none."""

import datetime

import pytest

from tests.unit.transforms.temporal.builders import read

pytestmark = pytest.mark.usefixtures("read_together")

SPRING = datetime.date(2024, 4, 17)  # a Wednesday


def found(text: str, words: str, published: datetime.date | None = SPRING) -> tuple[str | None, str | None]:
    """Value and anchor of the first mention of these words."""
    mention = next(mention for mention in read(text, published=published) if mention["text"] == words)
    return mention["timex_value"], mention["anchor"]


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("The lighthouse was lit on 5 May 1874. A storm put it out on 9 October.", "9 October", "1874-10-09"),
        ("In 1811 the bishop fled the city. On May 6 the gates were opened.", "May 6", "1811-05-06"),
        ("In June 1922 she left for the coast. She reached it on July 2 and sailed in August.", "August", "1922-08"),
        ("He enlisted in November 1939. He was wounded on December 3 and sent home in March.", "March", "1940-03"),
        ("The quarry opened in April 1890. By September it fed forty families.", "September", "1890-09"),
        ("The duel was fought on 12 March 1804. The next day the victor left town.", "The next day", "1804-03-13"),
        ("The tower fell on 3 July 1902. At 6 a.m. a crowd stood round it.", "6 a.m.", "1902-07-03T06:00"),
        ("The strike began on 4 May 1926. Later that day the trams stood still.", "Later that day", "1926-05-04"),
        ("The ferry was launched on 2 April 1907. It was lost in the autumn.", "the autumn", "1907-FA"),
        (
            "The club was founded on 9 June 1899. It lost its first game on Christmas Day.",
            "Christmas Day",
            "1899-12-25",
        ),
    ],
)
def test_a_history_counts_from_the_year_it_stated(text: str, words: str, value: str) -> None:
    assert found(text, words) == (value, "mention" if words in {"The next day", "Later that day"} else "text")


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("The road was paved in June 1998. It will be closed on June 3, the county said.", "June 3", "2024-06-03"),
        ("She was elected in May 2012. She stepped down on March 5, her office said.", "March 5", "2024-03-05"),
        (
            "The hall dates from 1902. On March 20 its roof was repaired, the owners said on Friday.",
            "March 20",
            "2024-03-20",
        ),
        ("He was born in August 1949. He is due in court on April 30.", "April 30", "2024-04-30"),
        ("Sales fell in March, the worst month since June 2009.", "March", "2024-03"),
        ("Founded in 1976, the firm reported a loss in February.", "February", "2024-02"),
        ("The last such flood was in July 1965. In April the river rose again, police said.", "April", "2024-04"),
        ("The bridge, built in June 1962, fell on April 3.", "April 3", "2024-04-03"),
        ("The bank was rescued in October 2008. It paid its last instalment on April 2.", "April 2", "2024-04-02"),
    ],
)
def test_news_that_looks_back_counts_from_publication(text: str, words: str, value: str) -> None:
    assert found(text, words) == (value, "published")


CHRONICLE = (
    "The story of the mill\n\n1851: The mill is built in May.\n\n1893: A fire on June 2 burns it down.\n\n"
    "1950: It is sold in November.\n\n2023: It closes on December 1."
)


@pytest.mark.parametrize(
    ("words", "value"),
    [("May", "1851-05"), ("June 2", "1893-06-02"), ("November", "1950-11"), ("December 1", "2023-12-01")],
)
def test_a_line_that_opens_with_a_year_gives_it_to_its_dates(words: str, value: str) -> None:
    assert found(CHRONICLE, words) == (value, "text")


OBITUARY = (
    "Ilse Varga, the painter, died on Monday, her family said. She was 91.\n\n"
    "She was born on 3 February 1933 in a village near the border. On June 1 the family moved to the city.\n\n"
    "A memorial will be held on May 4, the family said."
)


@pytest.mark.parametrize(
    ("words", "value", "anchor"),
    [
        ("Monday", "2024-04-15", "published"),
        ("June 1", "1933-06-01", "text"),
        ("May 4", "2024-05-04", "published"),
    ],
)
def test_a_paragraph_of_an_obituary_is_a_history_of_its_own(words: str, value: str, anchor: str) -> None:
    assert found(OBITUARY, words) == (value, anchor)


HISTORY = (
    "War was declared on 4 May 1866. The army crossed on 9 May 1866 and took the fort in June 1866. The truce of July "
    "1866 failed. On 3 August 1866 the capital fell.\n\n"
)


@pytest.mark.parametrize(
    ("sentence", "words", "value", "anchor"),
    [
        ("He left the mill in 1931 and married Ada on May 4.", "May 4", "1931-05-04", "text"),
        ("The firm was sold in 1978 and closed in October.", "October", "1978-10", "text"),
        ("They reached the cape in 1922, on 9 August.", "9 August", "1922-08-09", "mention"),
        ("The school closed in 1952, the year he came of age.", "the year", "1952", "mention"),
        ("The church, rebuilt in 1921, was struck on June 4.", "June 4", "1866-06-04", "text"),
        ("The fort of 1902 and the church burned on June 4.", "June 4", "1866-06-04", "text"),
    ],
)
def test_a_year_leads_to_the_date_right_behind_it(sentence: str, words: str, value: str, anchor: str) -> None:
    assert found(HISTORY + sentence, words) == (value, anchor)


@pytest.mark.parametrize(
    ("sentence", "words", "value", "anchor"),
    [
        ("A museum will open in the fort on June 4.", "June 4", "2024-06-04", "published"),
        ("The bell is to be rung on May 1.", "May 1", "2024-05-01", "published"),
        ("A statue is due to be unveiled on 3 October.", "3 October", "2024-10-03", "published"),
        ("A film of it is expected in December.", "December", "2024-12", "published"),
        ("He said that he would return on June 9.", "June 9", "1866-06-09", "text"),
    ],
)
def test_what_is_to_come_in_a_history_counts_from_publication(
    sentence: str, words: str, value: str, anchor: str
) -> None:
    assert found(HISTORY + sentence, words) == (value, anchor)


CLOCKMAKER = (
    "Otto Lerch, the watchmaker, died on Monday.\n\nHe was born by the sea on 3 February 1933.\n\n"
    "The great clock stopped on 11 January 1961. He climbed the tower on January 14."
)


def test_a_life_is_told_from_its_old_dates_though_its_end_is_news() -> None:
    assert found(CLOCKMAKER, "January 14") == ("1961-01-14", "text")


def test_one_old_date_in_the_news_is_no_life() -> None:
    assert found(CLOCKMAKER.replace(" on 3 February 1933", ""), "January 14") == ("2024-01-14", "published")


def test_a_year_in_passing_does_not_move_the_story() -> None:
    text = (
        "The war began in March 1866. In April 1866 the army marched; a monument of 1901 shows it. "
        "It won on May 3, 1866, at Lerby. The peace was signed on July 22."
    )
    assert found(text, "July 22") == ("1866-07-22", "text")


def test_without_a_day_of_publication_a_history_still_knows_its_year() -> None:
    text = "The pier was opened on 2 June 1896. A ship ran into it on 14 August."
    assert found(text, "14 August", published=None) == ("1896-08-14", "text")
