"""Holidays: "Thanksgiving", "Good Friday", "New Year's Eve", "the Fourth of July", "9/11"."""

import re
from itertools import product

from transforms.temporal.rules.dates import RELATIVE_YEAR, WHICH
from transforms.temporal.rules.holiday_calendar import (
    COMPUTED,
    FIXED,
    FROM_EASTER,
    FROM_ORTHODOX_EASTER,
    NTH_WEEKDAY,
    ONCE,
    SUPER_TUESDAY,
    UNDECIDED,
)
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
from transforms.temporal.rules.local_holidays import BANK_HOLIDAY, OBSERVED
from transforms.temporal.rules.rule import Family, Groups, lower, said, step

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
    "bank": ("bank", "Bank"),
    "holiday": ("holiday", "Holiday"),
    "festival": ("Festival", "festival"),
    "de": ("de",),
}


def _printed(name: str) -> list[str]:
    """A name in the ways it is printed: every word but the small ones with a capital."""
    ways = [_PRINTED.get(word, (word[:1].upper() + word[1:],)) for word in name.split()]
    return ["_".join(words) for words in product(*ways)]


_ALL = [
    *FIXED, *NTH_WEEKDAY, *COMPUTED, *FROM_EASTER, *FROM_ORTHODOX_EASTER, *ONCE, *UNDECIDED, "election day",
    "thanksgiving day", "thanksgiving monday", "deepavali", "chanukah", "ramzan", "nevruz", SUPER_TUESDAY,
]  # fmt: skip
_NAMES = [name for name in _ALL if "@" not in name]
NAMES_OF_HOLIDAYS = " ".join(way for name in _NAMES for way in _printed(name))
NAMED_DAY = f"(?-i:{any_of(NAMES_OF_HOLIDAYS)})"


def _name(groups: Groups) -> str:
    """The name as the tables above have it."""
    observed = groups["observed"]
    mark = "" if observed is None else BANK_HOLIDAY if "bank" in observed.lower() else OBSERVED
    words = re.sub(r"\s+", " ", groups["day"] or "").lower().replace("\u2019", "'").replace("ul-", "al-")
    return re.sub(r"\bjr day$", "jr. day", re.sub(r"^st ", "st. ", words)) + mark


HOLIDAYS = Family(
    "holiday",
    rf"(?:(?:about|around){GAP})?(?:(?<which>{WHICH}){GAP})?(?<day>{NAMED_DAY}){EDGE}(?<observed>{GAP}(?:bank{GAP}holiday{EDGE}"
    rf"|(?:public{GAP}|federal{GAP})?(?:holiday{GAP})?\(observed\)))?(?:{GAP}(?<unit>week"
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


# What each family reads, in news of Saturday, 2025-03-15, and what only looks like it.
EXAMPLES = {
    "holiday": {
        "Good Friday": "2025-04-18",
        "Thanksgiving 2024": "2024-11-28",
        "Ramadan 2024": "2024-03-11/2024-04-09",
        "August bank holiday": "2024-08-26",
        "Boxing Day bank holiday 2021": "2021-12-28",
        "Hanukkah 2024": "2024-12-26/2025-01-02",
        "Christmas Day (observed) 2021": "2021-12-24",
        "Spring Festival": "2025-01-29",
        "Nowruz 2024": "2024-03-20",
    },
}
LOOK_ALIKES = ("He was born under a good sign.", "Independence came late.")
