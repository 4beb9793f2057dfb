"""Years before Christ are never days of this year."""

import pytest

from tests.unit.transforms.temporal.builders import read, values

pytestmark = pytest.mark.usefixtures("read_together")


@pytest.mark.parametrize(
    ("sentence", "words", "value"),
    [
        ("He was killed on March 15, 44 B.C. in the senate.", "March 15, 44 B.C.", "BC0044-03-15"),
        ("He died on 10 June 323 BC in the palace.", "10 June 323 BC", "BC0323-06-10"),
        ("The fleet sailed in August 480 BCE.", "August 480 BCE", "BC0480-08"),
        ("The city fell in the spring of 146 BC.", "the spring of 146 BC", "BC0146-SP"),
        ("The war of 264-241 BC was long.", "264-241 BC", "BC0264/BC0241"),
        ("It lasted from 431 to 404 BC.", "431 to 404 BC", "BC0431/BC0404"),
        ("The tomb dates from 1350 B.C. or so.", "1350 B.C.", "BC1350"),
        ("The temple was built in the 5th century B.C. by slaves.", "the 5th century B.C.", "BC04"),
        ("The hill blew up in A.D. 79.", "A.D. 79", "0079"),
        ("The law dates from 212 AD.", "212 AD", "0212"),
    ],
)
def test_reads_the_era(sentence: str, words: str, value: str) -> None:
    assert values(sentence)[words] == value


def test_a_day_before_christ_is_on_no_calendar() -> None:
    (mention,) = read("He was killed on March 15, 44 B.C. in the senate.")
    assert (mention["timex_type"], mention["first_day"], mention["last_day"]) == ("DATE", None, None)
