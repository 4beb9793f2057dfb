"""Two dates that share a word are two mentions, each complete."""

import pytest

from tests.unit.transforms.temporal.builders import values

pytestmark = pytest.mark.usefixtures("read_together")


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("It opens on April 24 and 25.", {"April 24": "2025-04-24", "25": "2025-04-25"}),
        ("They met on 24 and 25 April 2024.", {"24": "2024-04-24", "25 April 2024": "2024-04-25"}),
        ("Talks between 3 and 5 May 1998 failed.", {"3": "1998-05-03", "5 May 1998": "1998-05-05"}),
        ("It is on Nov. 3, 4 or 5, 2024.", {"Nov. 3": "2024-11-03", "4": "2024-11-04", "5, 2024": "2024-11-05"}),
        ("It rained between June and August 1998.", {"June": "1998-06", "August 1998": "1998-08"}),
        ("It froze from November to February 2004.", {"November": "2003-11", "February 2004": "2004-02"}),
        (
            "It fell in the first and third quarters of 1989.",
            {"the first": "1989-Q1", "third quarters of 1989": "1989-Q3"},
        ),
        ("It was in the late 17th and 18th centuries.", {"the late 17th": "16", "18th centuries": "17"}),
        ("It flies Monday and Tuesday nights.", {"Monday": "XXXX-WXX-1TNI", "Tuesday nights": "XXXX-WXX-2TNI"}),
        ("It is open 6 to 8 p.m. today.", {"6": "2025-03-15T18:00", "8 p.m. today": "2025-03-15T20:00"}),
        ("It is open from 11 to 1 p.m. there.", {"11": "2025-03-15T11:00", "1 p.m.": "2025-03-15T13:00"}),
    ],
)
def test_each_half_of_a_pair_is_a_date(sentence: str, expected: dict[str, str]) -> None:
    assert values(sentence) == expected


def test_a_second_figure_that_counts_something_is_no_day() -> None:
    assert values("The hall held on April 24 and 25 people.") == {"April 24": "2025-04-24"}


def test_a_pair_keeps_its_place_behind_characters_of_several_bytes() -> None:
    assert values("Café: März. On 24\u00a0and 25\u00a0April 2024.") == {
        "24": "2024-04-24",
        "25\u00a0April 2024": "2024-04-25",
    }
