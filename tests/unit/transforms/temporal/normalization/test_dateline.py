"""A text that says itself when it was written counts from that day."""

import datetime

import polars as pl
import pytest

from tests.unit.transforms.temporal.builders import read
from transforms.temporal import datelines

pytestmark = pytest.mark.usefixtures("read_together")

LATER = datetime.date(2024, 4, 17)


def weekday(text: str) -> tuple[str | None, str | None]:
    """Value and anchor of the last mention of a weekday."""
    mention = [mention for mention in read(text, published=LATER) if mention["rule"] == "weekday"][-1]
    return mention["timex_value"], mention["anchor"]


@pytest.mark.parametrize(
    "text",
    [
        "LERBY, May 8, 1987 - The tram left the rails on Wednesday.",
        "LERBY, 8 May 1987 - The tram left the rails on Wednesday.",
        "NEW LERBY, May 8, 1987 (NA) -- The tram left the rails on Wednesday.",
        "VELSUND, Norland (Agency), May 8, 1987 - The tram left the rails on Wednesday.",
        "LERBY (May 8, 1987) - The tram left the rails on Wednesday.",
        "Lerby, May 8, 1987: The tram left the rails on Wednesday.",
        "Velsund, Friday, 8 May 1987. The tram left the rails on Wednesday.",
        "May 8, 1987\nThe tram left the rails on Wednesday.",
        "Posted: May 8, 1987\nThe tram left the rails on Wednesday.",
        "This article was first published on 8 May 1987. The tram left the rails on Wednesday.",
        "Originally published in The Lerby Post on May 8, 1987. The tram left the rails on Wednesday.",
        "From the archive, 8 May 1987: The tram left the rails on Wednesday.",
    ],
)
def test_a_full_date_in_the_dateline_is_the_anchor(text: str) -> None:
    assert weekday(text) == ("1987-05-06", "dateline")


@pytest.mark.parametrize(
    "text",
    [
        "LERBY, May 8 - The tram left the rails on Wednesday.",
        "Ilse Varga (May 8, 1920 - June 4, 1987) is remembered. A stone was laid on Wednesday.",
        "On May 8, 1987 - a cold day - the tram left the rails. It was repaired on Wednesday.",
        "The law, published on 8 May 1987, was changed on Wednesday.",
        "A letter dated May 8, 1987, was found on Wednesday.",
        "In Lerby, May 8, 1987 - the day of the flood - is marked. Flags flew on Wednesday.",
    ],
)
def test_other_dates_at_the_front_are_none(text: str) -> None:
    assert weekday(text) == ("2024-04-17", "published")


def test_the_dateline_of_the_day_of_publication_changes_nothing() -> None:
    assert weekday("LERBY, April 17, 2024 - The tram left the rails on Tuesday.") == ("2024-04-16", "published")


def test_reads_the_days_of_a_column_of_bodies() -> None:
    bodies = pl.Series(["LERBY, May 8, 1987 - The tram left.", "The tram left.", None])
    assert datelines(bodies).to_list() == [datetime.date(1987, 5, 8), None, None]
