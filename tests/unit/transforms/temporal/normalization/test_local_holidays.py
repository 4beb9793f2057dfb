"""Named days in the right country and year."""

import datetime

import pytest

from tests.unit.transforms.temporal.builders import read


@pytest.mark.parametrize(
    ("text", "published", "source", "value", "rule"),
    [
        ("Toronto shops close on Thanksgiving.", "2024-10-09", "paper", "2024-10-14", "holiday_ca"),
        ("Families gathered for Thanksgiving.", "2024-11-29", "paper", "2024-11-28", "holiday"),
        ("Families gathered for Thanksgiving.", "2024-10-15", "globe.ca", "2024-10-14", "holiday_ca"),
        ("Florists in Leeds sold out before Mother's Day.", "2024-03-12", "paper", "2024-03-10", "holiday_gb"),
        ("Florists in Dublin sold out before Mother's Day.", "2024-03-12", "paper", "2024-03-10", "holiday_ie"),
        ("Florists in Ohio sold out before Mother's Day.", "2024-05-14", "paper", "2024-05-12", "holiday"),
        ("Sydney cafes were full on Father's Day.", "2024-09-02", "paper", "2024-09-01", "holiday_au"),
        ("Cafes were full on Father's Day.", "2024-06-18", "paper", "2024-06-16", "holiday"),
        ("Mumbai was lit up for Diwali.", "2024-11-04", "paper", "2024-10-31", "holiday"),
        ("Ukraine marked Independence Day under fire.", "2024-08-25", "paper", "2024-08-24", "holiday_ua"),
        ("Pakistan marked Independence Day.", "2024-08-15", "paper", "2024-08-14", "holiday_pk"),
        ("Nairobi paraded on Independence Day.", "2024-12-13", "paper", "2024-12-12", "holiday_ke"),
        ("Crowds marked Independence Day.", "2024-08-17", "ndtv.com", "2024-08-15", "holiday_in"),
        ("China rests on National Day.", "2024-09-28", "paper", "2024-10-01", "holiday_cn"),
        ("Moscow held its Victory Day parade.", "2024-05-10", "paper", "2024-05-09", "holiday_ru"),
        ("Ottawa was quiet on Labour Day.", "2024-09-03", "paper", "2024-09-02", "holiday_ca"),
        ("Nobody knew which country's Independence Day it was.", "2024-08-17", "paper", None, "holiday"),
        ("They wed on Orthodox Easter.", "2024-05-08", "paper", "2024-05-05", "holiday"),
        ("They wed on Easter Sunday.", "2024-04-02", "paper", "2024-03-31", "holiday"),
        ("They wed on Orthodox Christmas.", "2024-01-09", "paper", "2024-01-07", "holiday"),
        ("They danced on Fat Tuesday.", "2024-02-14", "paper", "2024-02-13", "holiday"),
        ("Wreaths were laid on Remembrance Sunday.", "2024-11-12", "paper", "2024-11-10", "holiday"),
        ("Shops did well on Giving Tuesday.", "2024-12-05", "paper", "2024-12-03", "holiday"),
        ("She won fourteen states on Super Tuesday.", "2023-06-01", "paper", "2020-03-03", "holiday"),
        ("They will vote on Super Tuesday.", "2023-06-01", "paper", "2024-03-05", "holiday"),
        ("They voted on Super Tuesday in 2008.", "2023-06-01", "paper", "2008-02-05", "holiday"),
    ],
)
def test_the_day_is_that_of_the_country(text: str, published: str, source: str, value: str | None, rule: str) -> None:
    (mention,) = read(text, published=datetime.date.fromisoformat(published), source=source)
    assert (mention["timex_value"], mention["rule"]) == (value, rule)


def test_a_named_day_with_its_date_is_that_date() -> None:
    (mention,) = read("Shops close on Thanksgiving Monday, Oct. 14.", published=datetime.date(2024, 10, 9))
    assert (mention["text"], mention["timex_value"]) == ("Thanksgiving Monday, Oct. 14", "2024-10-14")
