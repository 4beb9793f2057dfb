"""Holidays: "Thanksgiving", "Good Friday", "New Year's Eve", "the Fourth of July", "9/11"."""

import datetime
import re
from functools import cache
from itertools import product

import holidays
import polars as pl

from transforms.temporal.rules.dates import RELATIVE_YEAR, WHICH
from transforms.temporal.rules.lexicon import (
    DAY,
    EDGE,
    GAP,
    MONTH,
    MONTH_NUMBERS,
    SHORT_YEAR,
    YEAR,
    any_of,
    by_prefix,
    whole_number,
    year_number,
)
from transforms.temporal.rules.local_holidays import LOCAL_DAYS
from transforms.temporal.rules.nth import days_to_nth_weekday
from transforms.temporal.rules.rule import Family, Groups, lower, said, step

# The same day every year.
_FIXED = {
    "new year": (1, 1), "new year's": (1, 1), "new year's day": (1, 1), "new year's eve": (12, 31),
    "christmas": (12, 25),
    "christmas day": (12, 25), "christmas eve": (12, 24), "boxing day": (12, 26), "halloween": (10, 31),
    "valentine's day": (2, 14), "groundhog day": (2, 2), "st. patrick's day": (3, 17), "st patrick's day": (3, 17),
    "april fools' day": (4, 1), "april fool's day": (4, 1), "may day": (5, 1), "bastille day": (7, 14),
    "canada day": (7, 1), "australia day": (1, 26), "anzac day": (4, 25), "remembrance day": (11, 11),
    "armistice day": (11, 11), "veterans day": (11, 11), "veterans' day": (11, 11), "flag day": (6, 14),
    "guy fawkes night": (11, 5), "bonfire night": (11, 5), "burns night": (1, 25), "all saints' day": (11, 1),
    "all souls' day": (11, 2), "cinco de mayo": (5, 5), "fourth of july": (7, 4), "the fourth of july": (7, 4),
    "july fourth": (7, 4),
    "orthodox christmas": (1, 7), "orthodox christmas day": (1, 7), "orthodox christmas eve": (1, 6),
    "coptic christmas": (1, 7), "orthodox new year": (1, 14), "epiphany": (1, 6), "juneteenth": (6, 19),
    "earth day": (4, 22), "world aids day": (12, 1),
    "international women's day": (3, 8), "st. george's day": (4, 23), "st. andrew's day": (11, 30),
}  # fmt: skip
# Month, weekday (1 is Monday), and which one in the month.
_NTH_WEEKDAY = {
    "mother's day": (5, 7, 2), "father's day": (6, 7, 3), "father's day@AU": (9, 7, 1), "labour day@CA": (9, 1, 1),
    "labour day@NZ": (10, 1, 4), "labor day": (9, 1, 1), "thanksgiving@CA": (10, 1, 2), "thanksgiving": (11, 4, 4),
    "remembrance sunday": (11, 7, 2),
}  # fmt: skip
# Days before or after Easter Sunday, in the West and in the East.
_FROM_EASTER = {
    "good friday": -2, "easter": 0, "easter sunday": 0, "easter day": 0, "easter monday": 1, "palm sunday": -7,
    "maundy thursday": -3, "holy thursday": -3, "holy saturday": -1, "easter saturday": -1, "ash wednesday": -46,
    "shrove tuesday": -47, "pancake day": -47, "mardi gras": -47, "fat tuesday": -47, "ascension day": 39,
    "pentecost": 49, "whit sunday": 49, "whit monday": 50, "corpus christi": 60, "trinity sunday": 56,
    "mothering sunday": -21, "mother's day@GB": -21,
}  # fmt: skip
_FROM_ORTHODOX_EASTER = {
    "orthodox easter": 0, "orthodox easter sunday": 0, "orthodox good friday": -2, "orthodox palm sunday": -7,
    "orthodox easter monday": 1,
}  # fmt: skip
# The primaries of many states on one day, in the years that had one.
_SUPER_TUESDAYS = [
    (1988, 3, 8), (1992, 3, 10), (1996, 3, 12), (2000, 3, 7), (2004, 3, 2), (2008, 2, 5), (2012, 3, 6), (2016, 3, 1),
    (2020, 3, 3), (2024, 3, 5), (2028, 3, 7),
]  # fmt: skip
# The new moon is not seen everywhere on the same day; most papers mean the day of the Gulf.
_EID_LANDS = ["SG", "IN", "PK", "ID", "MY", "BD"]
_EIDS = [("al-fitr", "al-Fitr"), ("al-adha", "al-Adha")]
# Country whose calendar of the holidays package knows the day, its name there, and days to add.
_COMPUTED = {
    "black friday": ("US", "Thanksgiving Day", 1),
    "cyber monday": ("US", "Thanksgiving Day", 4),
    "giving tuesday": ("US", "Thanksgiving Day", 5),
    "memorial day": ("US", "Memorial Day", 0),
    "columbus day": ("US", "Columbus Day", 0),
    "presidents' day": ("US", "Washington's Birthday", 0),
    "presidents day": ("US", "Washington's Birthday", 0),
    "martin luther king day": ("US", "Martin Luther King Jr. Day", 0),
    "martin luther king jr. day": ("US", "Martin Luther King Jr. Day", 0),
    "yom kippur": ("IL", "Yom Kippur", 0),
    "rosh hashanah": ("IL", "Rosh Hashanah", 0),
    "passover": ("IL", "Pesach", 0),
    "eid al-fitr": ("AE", "Eid al-Fitr", 0),
    "eid al-adha": ("AE", "Eid al-Adha", 0),
    "diwali": ("IN", "Diwali", 0),
    "diwali@SG": ("SG", "Diwali", 0),
    **{f"eid {part}@{land}": (land, f"Eid {shown}", 0) for land in _EID_LANDS for part, shown in _EIDS},
    "holi": ("IN", "Holi", 0),
    "chinese new year": ("SG", "Chinese New Year", 0),
    "lunar new year": ("SG", "Chinese New Year", 0),
}
# Days whose name alone fixes the year.
_ONCE = {"9/11": (2001, 9, 11), "d-day": (1944, 6, 6), "v-e day": (1945, 5, 8), "ve day": (1945, 5, 8)}
# Named alike in many countries, on different days: found, but given no day.
_UNDECIDED = ["independence day", "labour day", "national day", "victory day", "constitution day", "republic day"]
SUPER_TUESDAY = "super tuesday"


# How parts of names are printed where a capital at the front is not all; the first is how they are looked up.
_PRINTED = {
    "al-fitr": ("al-Fitr", "ul-Fitr"),
    "al-adha": ("al-Adha", "ul-Adha"),
    "aids": ("AIDS",),
    "d-day": ("D-Day",),
    "ve": ("VE",),
    "v-e": ("V-E",),
    "of": ("of",),
    "the": ("the", "The"),
    "de": ("de",),
}


def _printed(name: str) -> list[str]:
    """A name in the ways it is printed: every word but the small ones with a capital."""
    ways = [_PRINTED.get(word, (word[:1].upper() + word[1:],)) for word in name.split()]
    return ["_".join(words) for words in product(*ways)]


_ALL = [
    *_FIXED, *_NTH_WEEKDAY, *_COMPUTED, *_FROM_EASTER, *_FROM_ORTHODOX_EASTER, *_ONCE, *_UNDECIDED, "election day",
    "thanksgiving day", "thanksgiving monday", SUPER_TUESDAY,
]  # fmt: skip
_NAMES = [name for name in _ALL if "@" not in name]
NAMED_DAY = f"(?-i:{any_of(' '.join(way for name in _NAMES for way in _printed(name)))})"


def _name(groups: Groups) -> str:
    """The name as the tables above have it."""
    words = re.sub(r"\s+", " ", groups["day"] or "").lower().replace("\u2019", "'").replace("ul-", "al-")
    return re.sub(r"\bjr day$", "jr. day", re.sub(r"^st ", "st. ", words))


HOLIDAYS = Family(
    "holiday",
    rf"(?:(?:about|around){GAP})?(?:(?<which>{WHICH}){GAP})?(?<day>{NAMED_DAY}){EDGE}(?:{GAP}(?<unit>week"
    rf"|weekend){EDGE})?"
    rf"(?:,?{GAP}(?:on{GAP})?(?<month>{MONTH}){GAP}(?<day_no>{DAY})(?:,?{GAP}(?<year_d>{YEAR}))?"
    rf"|,?{GAP}(?:in{GAP}|of{GAP})?(?:(?<year>{YEAR}|{SHORT_YEAR})|(?<relative_year>{RELATIVE_YEAR})))?",
    {
        # "Thanksgiving Monday, Oct. 13" says itself which day it is.
        "kind": said("month", "day", "holiday"),
        "month": by_prefix(MONTH_NUMBERS, "month"),
        "day": whole_number("day_no"),
        "holiday": _name,
        "year": year_number("year", "year_d"),
        "year_step": step("relative_year"),
        "step": step("which"),
        "unit": lower("unit"),
    },
)


def days(wanted: pl.DataFrame) -> pl.DataFrame:
    """The day of each holiday in each year.

    Takes different pairs of holiday (String) and year (Int32); adds `holiday_on` (Date), null where the day is not
    known. Runs once per pair, not per mention.
    """
    found = [_day(name, year) for name, year in wanted.select("holiday", "year").iter_rows()]
    return wanted.with_columns(holiday_on=pl.Series(found, dtype=pl.Date))


def _day(name: str | None, year: int | None) -> datetime.date | None:
    if name in _ONCE:
        return datetime.date(*_ONCE[name])
    if name is None or year is None or not 1 <= year <= 9999:
        return None
    if name in _FIXED:
        return datetime.date(year, *_FIXED[name])
    name = _ALSO.get(name, name)
    if name in _NTH_WEEKDAY:
        return _nth_weekday_of(year, *_NTH_WEEKDAY[name])
    if name in _FROM_EASTER:
        return _easter(year) + datetime.timedelta(days=_FROM_EASTER[name])
    if name in _FROM_ORTHODOX_EASTER:
        return _orthodox_easter(year) + datetime.timedelta(days=_FROM_ORTHODOX_EASTER[name])
    if name == SUPER_TUESDAY:
        return next((datetime.date(*day) for day in _SUPER_TUESDAYS if day[0] == year), None)
    plain, _, country = name.partition("@")
    if (plain, country) in LOCAL_DAYS:
        return datetime.date(year, *LOCAL_DAYS[plain, country])
    if name == "election day":
        return _nth_weekday_of(year, 11, 1, 1) + datetime.timedelta(days=1)
    if name in _COMPUTED:
        country, known_as, later = _COMPUTED[name]
        day = _calendar(country, year).get(known_as)
        return None if day is None else day + datetime.timedelta(days=later)
    return None


# Other names of the same day.
_ALSO = {
    "thanksgiving day": "thanksgiving",
    "thanksgiving day@CA": "thanksgiving@CA",
    "thanksgiving monday": "thanksgiving@CA",
}


def _easter(year: int) -> datetime.date:
    """Easter Sunday of the Western churches (the anonymous Gregorian computus)."""
    golden, century, of_century = year % 19, year // 100, year % 100
    sun = century - century // 4 - (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + sun + 15) % 30
    letter = (32 + 2 * (century % 4) + 2 * (of_century // 4) - epact - of_century % 4) % 7
    late = (golden + 11 * epact + 22 * letter) // 451
    days = epact + letter - 7 * late + 114
    return datetime.date(year, days // 31, days % 31 + 1)


def _orthodox_easter(year: int) -> datetime.date:
    """Easter Sunday of the Eastern churches, by the Julian calendar (Meeus), as a day of the Gregorian one."""
    moon = (19 * (year % 19) + 15) % 30
    days = moon + (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7 + 114
    julian = datetime.date(year, days // 31, days % 31 + 1)
    return julian + datetime.timedelta(days=year // 100 - year // 400 - 2)


def _nth_weekday_of(year: int, month: int, weekday: int, nth: int) -> datetime.date:
    first = datetime.date(year, month, 1)
    return first + datetime.timedelta(days=days_to_nth_weekday(first.isoweekday(), weekday, nth))


@cache
def _calendar(country: str, year: int) -> dict[str, datetime.date]:
    """First day of each holiday of a country in a year, by English name."""
    language = "en_GB" if country == "GB" else "en_US"
    calendar = holidays.country_holidays(country, years=year, language=language, observed=False)
    named: dict[str, datetime.date] = {}
    for day, names in sorted(calendar.items(), reverse=True):
        for name in str(names).split("; "):
            named[name.removesuffix(" (estimated)")] = day
    return named


# What each family reads, in news of Saturday, 2025-03-15, and what only looks like it.
EXAMPLES = {
    "holiday": {"Good Friday": "2025-04-18", "Thanksgiving 2024": "2024-11-28"},
}
LOOK_ALIKES = ("He was born under a good sign.", "Independence came late.")
