"""Days with a name: "Thanksgiving", "Good Friday", "New Year's Eve", "the Fourth of July", "9/11"."""

import datetime
import re
from functools import cache
from itertools import product

import holidays
import polars as pl

from transforms.temporal.rules.dates import RELATIVE_YEAR, WHICH
from transforms.temporal.rules.lexicon import EDGE, GAP, SHORT_YEAR, YEAR, any_of, year_number
from transforms.temporal.rules.rule import Family, Groups, lower, step

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
    "epiphany": (1, 6), "juneteenth": (6, 19), "earth day": (4, 22), "world aids day": (12, 1),
    "international women's day": (3, 8), "st. george's day": (4, 23), "st. andrew's day": (11, 30),
}  # fmt: skip
# Month, weekday (1 is Monday), and which one in the month.
_NTH_WEEKDAY = {"mother's day": (5, 7, 2), "father's day": (6, 7, 3), "super tuesday": (3, 2, 1)}
# Country whose calendar of the holidays package knows the day, its name there, and days to add.
_COMPUTED = {
    "thanksgiving": ("US", "Thanksgiving Day", 0),
    "thanksgiving day": ("US", "Thanksgiving Day", 0),
    "black friday": ("US", "Thanksgiving Day", 1),
    "cyber monday": ("US", "Thanksgiving Day", 4),
    "labor day": ("US", "Labor Day", 0),
    "memorial day": ("US", "Memorial Day", 0),
    "columbus day": ("US", "Columbus Day", 0),
    "presidents' day": ("US", "Washington's Birthday", 0),
    "presidents day": ("US", "Washington's Birthday", 0),
    "martin luther king day": ("US", "Martin Luther King Jr. Day", 0),
    "martin luther king jr. day": ("US", "Martin Luther King Jr. Day", 0),
    "good friday": ("GB", "Good Friday", 0),
    "easter": ("GB", "Good Friday", 2),
    "easter sunday": ("GB", "Good Friday", 2),
    "easter monday": ("GB", "Good Friday", 3),
    "palm sunday": ("GB", "Good Friday", -5),
    "maundy thursday": ("GB", "Good Friday", -1),
    "holy thursday": ("GB", "Good Friday", -1),
    "ash wednesday": ("GB", "Good Friday", -44),
    "shrove tuesday": ("GB", "Good Friday", -45),
    "mardi gras": ("GB", "Good Friday", -45),
    "ascension day": ("GB", "Good Friday", 41),
    "pentecost": ("GB", "Good Friday", 51),
    "whit sunday": ("GB", "Good Friday", 51),
    "whit monday": ("GB", "Good Friday", 52),
    "yom kippur": ("IL", "Yom Kippur", 0),
    "rosh hashanah": ("IL", "Rosh Hashanah", 0),
    "passover": ("IL", "Pesach", 0),
    "eid al-fitr": ("SG", "Eid al-Fitr", 0),
    "eid al-adha": ("SG", "Eid al-Adha", 0),
    "diwali": ("SG", "Diwali", 0),
    "holi": ("IN", "Holi", 0),
    "chinese new year": ("SG", "Chinese New Year", 0),
    "lunar new year": ("SG", "Chinese New Year", 0),
}
# Days whose name alone fixes the year.
_ONCE = {"9/11": (2001, 9, 11), "d-day": (1944, 6, 6), "v-e day": (1945, 5, 8), "ve day": (1945, 5, 8)}
# Named alike in many countries, on different days: found, but given no day.
_UNDECIDED = ["independence day", "labour day", "national day", "victory day", "constitution day"]


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


_NAMES = [*_FIXED, *_NTH_WEEKDAY, *_COMPUTED, *_ONCE, *_UNDECIDED, "election day"]
NAMED_DAY = f"(?-i:{any_of(' '.join(way for name in _NAMES for way in _printed(name)))})"


def _name(groups: Groups) -> str:
    """The name as the tables above have it."""
    words = re.sub(r"\s+", " ", groups["day"] or "").lower().replace("\u2019", "'").replace("ul-", "al-")
    return re.sub(r"\bjr day$", "jr. day", re.sub(r"^st ", "st. ", words))


HOLIDAYS = Family(
    "holiday",
    rf"(?:(?<which>{WHICH}){GAP})?(?<day>{NAMED_DAY}){EDGE}(?:{GAP}(?<unit>week|weekend){EDGE})?"
    rf"(?:,?{GAP}(?:in{GAP}|of{GAP})?(?:(?<year>{YEAR}|{SHORT_YEAR})|(?<relative_year>{RELATIVE_YEAR})))?",
    {
        "kind": "holiday",
        "holiday": _name,
        "year": year_number("year"),
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
    if name in _NTH_WEEKDAY:
        return _nth_weekday(year, *_NTH_WEEKDAY[name])
    if name == "election day":
        return _nth_weekday(year, 11, 1, 1) + datetime.timedelta(days=1)
    if name in _COMPUTED:
        country, known_as, later = _COMPUTED[name]
        day = _calendar(country, year).get(known_as)
        return None if day is None else day + datetime.timedelta(days=later)
    return None


def _nth_weekday(year: int, month: int, weekday: int, nth: int) -> datetime.date:
    first = datetime.date(year, month, 1)
    return first + datetime.timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (nth - 1))


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
