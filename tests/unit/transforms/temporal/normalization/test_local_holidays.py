"""Named days in the right country and year."""

import datetime

import pytest

from tests.unit.transforms.temporal.builders import read

pytestmark = pytest.mark.usefixtures("read_together")


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
        ("Bridgetown marked Independence Day.", "2024-12-02", "paper", "2024-11-30", "holiday_bb"),
        ("Israel marked Independence Day.", "2024-05-16", "paper", "2024-05-14", "holiday_il"),
        ("Singapore marked Deepavali.", "2023-11-15", "paper", "2023-11-12", "holiday_sg"),
        ("OTTAWA - Thanksgiving was a quiet day.", "2024-10-16", "paper", "2024-10-14", "holiday_ca"),
        (
            "In Baghdad he spoke before the U.S. Independence Day.",
            "2024-07-05",
            "paper",
            "2024-07-04",
            "holiday_us",
        ),
        ("Trains stood still on the August bank holiday.", "2024-08-28", "paper", "2024-08-26", "holiday"),
        ("Shops shut on the Boxing Day bank holiday.", "2021-12-30", "paper", "2021-12-28", "holiday"),
        ("Shops shut on the Christmas Day bank holiday.", "2022-12-30", "paper", "2022-12-27", "holiday"),
        ("Banks shut for New Year's Day (observed).", "2023-01-05", "paper", "2023-01-02", "holiday"),
        ("Banks shut for Christmas Day (observed).", "2021-12-30", "paper", "2021-12-24", "holiday"),
        (
            "Candles burnt on Holocaust Remembrance Day.",
            "2024-02-01",
            "paper",
            "2024-01-27",
            "holiday",
        ),
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


@pytest.mark.parametrize(
    ("text", "published", "first_day", "last_day"),
    [
        ("Shops kept short hours during Ramadan.", "2024-04-17", "2024-03-11", "2024-04-09"),
        ("Ramadan 2023 began in spring.", "2024-04-17", "2023-03-23", "2023-04-20"),
        ("Candles were lit for Hanukkah.", "2025-01-10", "2024-12-26", "2025-01-02"),
    ],
)
def test_a_holiday_of_many_days_has_its_first_and_last(
    text: str, published: str, first_day: str, last_day: str
) -> None:
    found = read(text, published=datetime.date.fromisoformat(published))[0]
    assert (str(found["first_day"]), str(found["last_day"])) == (first_day, last_day)
    assert found["timex_value"] == f"{first_day}/{last_day}"


def test_a_man_called_ramadan_is_no_month() -> None:
    assert read("Yusuf Ramadan was freed. Ramadan said nothing.") == []


def test_a_treaty_called_after_a_day_is_no_day() -> None:
    assert read("The Good Friday Agreement was praised.") == []
