"""Holiday calendar: the day of "Thanksgiving" or "Good Friday" in a year, the first and last of "Ramadan"."""

import calendar
import datetime
import warnings
from functools import cache

import holidays
import polars as pl

from transforms.temporal.rules.local_holidays import BANK_HOLIDAY, LOCAL_DAYS, OBSERVED
from transforms.temporal.rules.nth import days_to_nth_weekday

# A year without Diwali in the package is a null day here.
warnings.filterwarnings("ignore", message="Requested Holidays are available only", category=UserWarning)

# The same day every year.
FIXED = {
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
    "holocaust remembrance day": (1, 27), "international holocaust remembrance day": (1, 27), "waitangi day": (2, 6),
    "german unity day": (10, 3), "day of the dead": (11, 2), "hogmanay": (12, 31), "singles' day": (11, 11),
    "international women's day": (3, 8), "st. george's day": (4, 23), "st. andrew's day": (11, 30),
}  # fmt: skip
# Month, weekday (1 is Monday), and which one in the month, the last is -1.
NTH_WEEKDAY = {
    "mother's day": (5, 7, 2), "father's day": (6, 7, 3), "father's day@AU": (9, 7, 1), "labour day@CA": (9, 1, 1),
    "labour day@NZ": (10, 1, 4), "labor day": (9, 1, 1), "thanksgiving@CA": (10, 1, 2), "thanksgiving": (11, 4, 4),
    "remembrance sunday": (11, 7, 2), "commonwealth day": (3, 1, 2), "patriots' day": (4, 1, 3),
    "early may bank holiday": (5, 1, 1), "may day bank holiday": (5, 1, 1), "may bank holiday": (5, 1, 1),
    "late may bank holiday": (5, 1, -1), "spring bank holiday": (5, 1, -1), "august bank holiday": (8, 1, -1),
    "summer bank holiday": (8, 1, -1),
}  # fmt: skip
# Days before or after Easter Sunday, in the West and in the East.
FROM_EASTER = {
    "good friday": -2, "easter": 0, "easter sunday": 0, "easter day": 0, "easter monday": 1, "palm sunday": -7,
    "maundy thursday": -3, "holy thursday": -3, "holy saturday": -1, "easter saturday": -1, "ash wednesday": -46,
    "shrove tuesday": -47, "pancake day": -47, "mardi gras": -47, "fat tuesday": -47, "ascension day": 39,
    "pentecost": 49, "whit sunday": 49, "whit monday": 50, "corpus christi": 60, "trinity sunday": 56,
    "mothering sunday": -21, "mother's day@GB": -21,
}  # fmt: skip
FROM_ORTHODOX_EASTER = {
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
COMPUTED = {
    "black friday": ("US", "Thanksgiving Day", 1),
    "cyber monday": ("US", "Thanksgiving Day", 4),
    "giving tuesday": ("US", "Thanksgiving Day", 5),
    "memorial day": ("US", "Memorial Day", 0),
    "columbus day": ("US", "Columbus Day", 0),
    "indigenous peoples' day": ("US", "Columbus Day", 0),
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
    "spring festival": ("SG", "Chinese New Year", 0),
    "dragon boat festival": ("CN", "Dragon Boat Festival", 0),
    "mid-autumn festival": ("CN", "Mid-Autumn Festival", 0),
    "nowruz": ("IR", "Nowruz", 0),
    "king's day": ("NL", "King's Day", 0),
    "independence day@IL": ("IL", "Independence Day", 0),
    "hanukkah": ("IL", "Hanukkah", 0),
    "ramadan": ("TG", "First Day of Ramadan", 0),  # the days of Mecca, as in most countries
}
# Days whose name alone fixes the year.
ONCE = {"9/11": (2001, 9, 11), "d-day": (1944, 6, 6), "v-e day": (1945, 5, 8), "ve day": (1945, 5, 8)}
# Named alike in many countries, on different days: found, but given no day.
UNDECIDED = ["independence day", "labour day", "national day", "victory day", "constitution day", "republic day"]
SUPER_TUESDAY = "super tuesday"
# Holidays of many days: how many, or the holiday that ends them the day before.
PERIODS: dict[str, int | str] = {"hanukkah": 8, "ramadan": "eid al-fitr"}
# A month of the Islamic calendar has as many days at most.
_LUNAR_MONTH_DAYS = 30


def days(wanted: pl.DataFrame) -> pl.DataFrame:
    """The day of each holiday in each year.

    Takes different pairs of holiday (String) and year (Int32); adds `holiday_on` (Date), null where the day is not
    known. Runs once per pair, not per mention.
    """
    found = [_day(name, year) for name, year in wanted.select("holiday", "year").iter_rows()]
    return wanted.with_columns(holiday_on=pl.Series(found, dtype=pl.Date))


def _day(name: str | None, year: int | None) -> datetime.date | None:
    if name in ONCE:
        return datetime.date(*ONCE[name])
    plain, mark, how = (name or "").partition("+")
    if mark:
        return _observed(plain, year, mark + how)
    if name is None or year is None or not 1 <= year <= 9999:
        return None
    if name in FIXED:
        return datetime.date(year, *FIXED[name])
    name = _ALSO.get(name, name)
    if name in NTH_WEEKDAY:
        return _nth_weekday_of(year, *NTH_WEEKDAY[name])
    if name in FROM_EASTER:
        return _easter(year) + datetime.timedelta(days=FROM_EASTER[name])
    if name in FROM_ORTHODOX_EASTER:
        return _orthodox_easter(year) + datetime.timedelta(days=FROM_ORTHODOX_EASTER[name])
    if name == SUPER_TUESDAY:
        return next((datetime.date(*day) for day in _SUPER_TUESDAYS if day[0] == year), None)
    plain, _, country = name.partition("@")
    if (plain, country) in LOCAL_DAYS:
        return datetime.date(year, *LOCAL_DAYS[plain, country])
    if name == "election day":
        return _nth_weekday_of(year, 11, 1, 1) + datetime.timedelta(days=1)
    if name in COMPUTED:
        country, known_as, later = COMPUTED[name]
        day = _calendar(country, year).get(known_as)
        return None if day is None else day + datetime.timedelta(days=later)
    return None


def ends(names: list[str], firsts: list[datetime.date]) -> list[datetime.date | None]:
    """The last day of each holiday of many days that begins on these days; None for holidays of one day."""
    return [_end(name, first) for name, first in zip(names, firsts, strict=True)]


def _end(name: str, first: datetime.date) -> datetime.date | None:
    length = PERIODS.get(name)
    if length is None:
        return None
    if isinstance(length, int):
        return first + datetime.timedelta(days=length - 1)
    following = [_day(length, year) for year in (first.year, first.year + 1)]
    days_long = [(day - first).days for day in following if day is not None and day > first]
    return first + datetime.timedelta(days=min([_LUNAR_MONTH_DAYS, *days_long]) - 1)


_SATURDAY = 6


def _observed(name: str, year: int | None, how: str) -> datetime.date | None:
    """The day off for a holiday: in Britain the next weekday that is none, in America the nearest."""
    if how == BANK_HOLIDAY and name in ("easter", "easter sunday"):
        name = "easter monday"
    day = _day(name, year)
    if day is None or day.isoweekday() < _SATURDAY:
        return day
    to_monday = 8 - day.isoweekday()
    if how == OBSERVED:
        return day + datetime.timedelta(days=-1 if to_monday > 1 else 1)
    # Christmas and Boxing Day each have a day off of their own.
    second = (name.startswith("christmas") and to_monday == 1) or (name == "boxing day" and to_monday == 1)
    return day + datetime.timedelta(days=to_monday + second)


# Other names of the same day.
_ALSO = {
    "thanksgiving day": "thanksgiving",
    "thanksgiving day@CA": "thanksgiving@CA",
    "thanksgiving monday": "thanksgiving@CA",
    "deepavali": "diwali",
    "deepavali@SG": "diwali@SG",
    "chanukah": "hanukkah",
    "ramzan": "ramadan",
    "nevruz": "nowruz",
    "tet": "lunar new year",
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
    if nth < 0:
        last = datetime.date(year, month, calendar.monthrange(year, month)[1])
        return last - datetime.timedelta(days=(last.isoweekday() - weekday) % 7)
    first = datetime.date(year, month, 1)
    return first + datetime.timedelta(days=days_to_nth_weekday(first.isoweekday(), weekday, nth))


@cache
def _calendar(country: str, year: int) -> dict[str, datetime.date]:
    """First day of each holiday of a country in a year, by English name."""
    language = "en_GB" if country == "GB" else "en_US"
    known = getattr(holidays, country)
    if not known.start_year <= year <= known.end_year:
        return {}
    # Hanukkah is no day off, and may go on into the next year.
    more = {"categories": known.supported_categories} if country == "IL" else {}
    listed = holidays.country_holidays(
        country,
        years=range(max(year - 1, known.start_year), year + 1),
        language=language,
        observed=country == "IL",
        **more,
    )
    named: dict[str, datetime.date] = {}
    for day, names in sorted(listed.items(), reverse=True):
        before = str(listed.get(day - datetime.timedelta(days=1), "")).split("; ")
        for name in str(names).split("; "):
            if day.year == year and (day.month > 1 or name not in before):
                named[name.removesuffix(" (estimated)").removesuffix(" (observed)")] = day
    return named
