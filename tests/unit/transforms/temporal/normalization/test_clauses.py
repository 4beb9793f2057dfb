"""The verb that governs a bare date tells which way it looks, not the nearest small word."""

import datetime

import pytest

from tests.unit.transforms.temporal.builders import values
from transforms.temporal.normalization.tense import direction

pytestmark = pytest.mark.usefixtures("read_together")

WEDNESDAY = datetime.date(2024, 4, 17)


@pytest.mark.parametrize(
    "sentence",
    [
        "The minister refused to comment on Monday.",
        "He set it out in a note to staff on Monday.",
        "She denied it in an interview with the station on Monday.",
        "A clerk was stabbed to death on Monday.",
        "Students laid siege to the senate on Monday.",
        "By Monday the flood had reached the mill.",
        "By Monday, two hundred had signed.",
        "A march first planned for Monday was put back.",
        "The vote planned for Monday was called off.",
        "The truce had been due to end on Monday.",
        "The firm disclosed plans Monday to shut two mills.",
        "He managed to land the plane on Monday.",
        "The bank promised Monday to repay the loan.",
        "The two could not be found on Monday.",
        "Neither man could be found on Monday.",
        "He had been due to speak, but on Monday, the club said he was ill.",
        "She could have won on Monday.",
        "They hope to get round Monday's ruling.",
        "The index had lost 3 percent through Monday.",
        "The ministry on Monday issued a warning.",
        "As expected, the board on Monday named a chairman.",
        "According to police, the shop was robbed on Monday.",
        "The result was not known until Monday, when the last box was opened.",
        "He was too ill to travel on Monday.",
        "The deal, which will create 300 jobs, was signed on Monday.",
        "Buyers will get $20 a share, a tenth above the closing price on Monday.",
    ],
)
def test_these_lie_behind(sentence: str) -> None:
    assert values(sentence, published=WEDNESDAY)["Monday"] == "2024-04-15"


@pytest.mark.parametrize(
    "sentence",
    [
        "Nordlim reports on Monday.",
        "Parliament votes on Monday.",
        "The report is released Monday.",
        "The film opens on Monday.",
        "The ban takes effect on Monday.",
        "The lease expires on Monday.",
        "The court convenes on Monday.",
        "The figures come out on Monday.",
        "Starting at 10 a.m. Monday, the panel plans to ask the owners.",
        "The union has called a strike for Monday.",
        "The hearing was put off to Monday.",
        "The trial was adjourned until Monday.",
        "Traders await Monday's report.",
        "Shops brace for losses ahead of Monday's vote.",
        "The deadline is Monday.",
        "The two sides are meeting on Monday.",
        "The envoy is expected to arrive on Monday.",
        "He has until Monday to pay.",
        "The shop will stay shut until Monday.",
        "Lind, who leaves the bank on Monday, has no heir.",
        "The minister is due to speak on Monday.",
        "Voters could decide on Monday.",
        "They plan to march on Monday.",
        "On Monday the council will vote on the plan.",
    ],
)
def test_these_lie_ahead(sentence: str) -> None:
    found = values(sentence, published=WEDNESDAY)
    assert next(value for words, value in found.items() if "Monday" in words)[:10] == "2024-04-22"  # type: ignore[index]


@pytest.mark.parametrize(
    ("sentence", "words", "value"),
    [
        ("Prices rose more than expected in March.", "March", "2024-03"),
        ("Wages grew by a higher-than-expected 4 percent in June.", "June", "2023-06"),
        ("The group agreed to buy the mill in June.", "June", "2023-06"),
        ("Sales through December came to $9bn.", "December", "2023-12"),
        ("Ten million cars have been recalled through March.", "March", "2024-03"),
        ("It had raised $2m by the end of February.", "the end of February", "2024-02"),
        ("By September half of it had been repaid.", "September", "2023-09"),
        ("He gave up the post to a rival in October.", "October", "2023-10"),
        ("Norlit reports its March quarter on April 29.", "March", "2024-03"),
        ("It will matter only if she is elected in November.", "November", "2024-11"),
        ("If they win in November, taxes will fall.", "November", "2024-11"),
        ("It would not reach the islands before September.", "September", "2024-09"),
        ("The pier will reopen in October.", "October", "2024-10"),
        ("Lind, who leaves the bank in October, has no heir.", "October", "2024-10"),
        ("The fair opens on 7 July.", "7 July", "2024-07-07"),
        ("Her chances of winning in November are slim.", "November", "2024-11"),
        ("They are due to be completed by December 15.", "December 15", "2024-12-15"),
    ],
)
def test_months_and_days(sentence: str, words: str, value: str) -> None:
    assert values(sentence, published=WEDNESDAY)[words] == value


@pytest.mark.parametrize("before", ["", "H", "W.", "P", "hVq", "Y", "U", "R", "II", ",", "NqV"])
@pytest.mark.parametrize("behind", ["", "V", "qW", ".V", ";"])
def test_any_clause_has_a_direction_or_none(before: str, behind: str) -> None:
    assert direction(before, behind) in {None, -2, -1, 1, 2}
