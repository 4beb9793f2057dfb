"""Ten short histories and ten short news articles of our own: what each dated word means, and what it counts from."""

import datetime
from typing import Any

import pytest

from tests.unit.transforms.temporal.builders import read

pytestmark = pytest.mark.usefixtures("read_together")

SPRING = datetime.date(2024, 4, 17)  # a Wednesday

HISTORIES: dict[str, tuple[str, dict[str, tuple[str, str]]]] = {
    "railway": (
        "The Hollin line was opened on 2 June 1903. The first train left the rails on 14 August. By November the "
        "company had no money left.",
        {
            "2 June 1903": ("1903-06-02", "none"),
            "14 August": ("1903-08-14", "text"),
            "November": ("1903-11", "text"),
        },
    ),
    "guilds": (
        "In 1848 the guilds of Marrow rose against the duke. On March 20 the gates were shut. The "
        "duke fled on April 3.",
        {"1848": ("1848", "none"), "March 20": ("1848-03-20", "text"), "April 3": ("1848-04-03", "text")},
    ),
    "pianist": (
        "In September 1950 Edda Wrenn entered the conservatory. She gave her first concert on December 12 and her "
        "second in January.",
        {
            "September 1950": ("1950-09", "none"),
            "December 12": ("1950-12-12", "text"),
            "January": ("1951-01", "text"),
        },
    ),
    "dam": (
        "The dam broke at dawn on 17 August 1924. At 9 a.m. the first soldiers reached the valley. The next day a "
        "hospital was opened.",
        {
            "17 August 1924": ("1924-08-17", "none"),
            "9 a.m.": ("1924-08-17T09:00", "text"),
            "The next day": ("1924-08-18", "mention"),
        },
    ),
    "chronicle": (
        "The mills of Tarn\n\n1871: The first mill is built in May.\n\n1902: A fire on June 9 spares nothing.\n\n"
        "2019: The last one shuts in October.",
        {"May": ("1871-05", "text"), "June 9": ("1902-06-09", "text"), "October": ("2019-10", "text")},
    ),
    "war": (
        "War was declared on 4 May 1866. The army crossed the river on 9 May 1866 and took the fort in June 1866. "
        "The truce of July 1866 did not hold. On 3 August the capital fell.\n\nThe king signed on 20 September. In "
        "1867 he gave up the crown. In March he left the country.",
        {
            "3 August": ("1866-08-03", "text"),
            "20 September": ("1866-09-20", "text"),
            "1867": ("1867", "none"),
            "March": ("1867-03", "text"),
        },
    ),
    "obituary": (
        "Otto Lerch, the watchmaker, died on Saturday, his son said.\n\nHe was born on 3 February 1933 in a village by "
        "the sea. On June 1 the family moved inland.",
        {
            "Saturday": ("2024-04-13", "published"),
            "3 February 1933": ("1933-02-03", "none"),
            "June 1": ("1933-06-01", "text"),
        },
    ),
    "anniversary": (
        "The town will mark the flood with a walk on Sunday.\n\nOn 8 June 1953 the river left its bed. The bridge went "
        "on 9 June 1953. By July the mud was gone.",
        {
            "Sunday": ("2024-04-21", "published"),
            "8 June 1953": ("1953-06-08", "none"),
            "July": ("1953-07", "text"),
        },
    ),
    "season": (
        "The expedition set out in March 1911. It lost two ships in the autumn. The rest came home on 2 May 1912. On "
        "30 May the king received them.",
        {"the autumn": ("1911-FA", "text"), "2 May 1912": ("1912-05-02", "none"), "30 May": ("1912-05-30", "text")},
    ),
    "caesar": (
        "He crossed the river in January 49 BC. He was killed on March 15, 44 B.C. in the senate.",
        {"January 49 BC": ("BC0049-01", "none"), "March 15, 44 B.C.": ("BC0044-03-15", "none")},
    ),
}

NEWS: dict[str, tuple[str, dict[str, tuple[str, str]]]] = {
    "council": (
        "The council voted on Monday to close the bridge, built in 1931 and widened in May 1974. Work will begin on "
        "June 3 and end by October.",
        {
            "Monday": ("2024-04-15", "published"),
            "1931": ("1931", "none"),
            "May 1974": ("1974-05", "none"),
            "June 3": ("2024-06-03", "published"),
            "October": ("2024-10", "published"),
        },
    ),
    "court": (
        "He was first jailed in August 2009. On February 3 a court sent him back to prison, his lawyer said.",
        {"August 2009": ("2009-08", "none"), "February 3": ("2024-02-03", "published")},
    ),
    "results": (
        "Norrland Paper reports on Thursday, followed by its rival on Friday. In the first quarter "
        "of 2023 it lost $3m.",
        {
            "Thursday": ("2024-04-18", "published"),
            "the first quarter of 2023": ("2023-Q1", "none"),
        },
    ),
    "prices": (
        "Prices rose more than expected in March, the office said on Tuesday. They had fallen in January and February.",
        {
            "March": ("2024-03", "published"),
            "Tuesday": ("2024-04-16", "published"),
            "January": ("2024-01", "published"),
            "February": ("2024-02", "published"),
        },
    ),
    "robbery": (
        "A jeweller was beaten to death on Sunday, police said. A spokesman declined to comment on Monday. At 9 p.m. "
        "a man was held.",
        {
            "Sunday": ("2024-04-14", "published"),
            "Monday": ("2024-04-15", "published"),
            "9 p.m.": ("2024-04-15T21:00", "mention"),
        },
    ),
    "strike": (
        "By Sunday, the crowd had grown to nine hundred. A march planned for Saturday drew four thousand. Trams stop "
        "again between Monday 22 and Friday 26 April.",
        {
            "Sunday": ("2024-04-14", "published"),
            "Saturday": ("2024-04-13", "published"),
            "Monday 22": ("2024-04-22", "published"),
            "Friday 26 April": ("2024-04-26", "published"),
        },
    ),
    "archive": (
        "MARROW, July 3, 1998 - The ferry sank on Wednesday, the coast guard said. The search goes on until July 6.",
        {
            "July 3, 1998": ("1998-07-03", "none"),
            "Wednesday": ("1998-07-01", "dateline"),
            "July 6": ("1998-07-06", "dateline"),
        },
    ),
    "holiday": (
        "Ottawa will be quiet on Thanksgiving. Shops in Toronto reopen on the Tuesday after it.",
        {"Thanksgiving": ("2024-10-14", "published")},
    ),
    "fair": (
        "The fair runs from 28 June to 6 July. Gates open at 9am on Friday, June 28. Last year it "
        "was held in the first "
        "week of August.",
        {
            "28 June": ("2024-06-28", "published"),
            "6 July": ("2024-07-06", "published"),
            "9am on Friday, June 28": ("2024-06-28T09:00", "published"),
            "Last year": ("2023", "published"),
        },
    ),
    "profile": (
        "She won her first race in March 2004. She will retire on June 7, she said on Monday.",
        {
            "March 2004": ("2004-03", "none"),
            "June 7": ("2024-06-07", "published"),
            "Monday": ("2024-04-15", "published"),
        },
    ),
}


@pytest.mark.parametrize("name", [*HISTORIES, *NEWS])
def test_every_dated_word_means_what_a_reader_takes_it_for(name: str) -> None:
    text, expected = (HISTORIES | NEWS)[name]
    found: dict[str, Any] = {m["text"]: (m["timex_value"], m["anchor"]) for m in read(text, published=SPRING)}
    assert {words: found.get(words) for words in expected} == expected
