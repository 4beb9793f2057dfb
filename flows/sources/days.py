"""Days as pages write them, "2026-03-11", "March 11, 2026", "11/03/2026", and the address's own: /2026/03/11/.

A day in figures alone is read by the order of the outlet's country, and not at all where that is unknown and both
orders give a day.
"""

import re
from datetime import UTC, datetime, timedelta, timezone
from urllib.parse import urlsplit

# Countries that write the month first; Canada writes either.
_MONTH_FIRST = {"US", "PH", "PR", "GU", "MH", "FM", "PW", "AS", "VI", "MP"}
_EITHER = {"CA"}
# Endings of hosts that say nothing of a country, for their names are used for other things.
_SOLD_ENDINGS = {"ai", "cc", "co", "fm", "gg", "io", "is", "la", "ly", "me", "sh", "to", "tv", "vc", "ws", "eu"}
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_ISO = re.compile(r"^([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:$|[T ](.*)$)")
_YEAR_FIRST = re.compile(r"^((?:19|20)[0-9]{2})[/.]([0-9]{1,2})[/.]([0-9]{1,2})(?:$|[ T])")
_FIGURES = re.compile(r"^([0-9]{1,2})([/.-])([0-9]{1,2})\2((?:19|20)[0-9]{2})(?:$|[ ,T])")
_ISO_INSIDE = re.compile(r"(?<![0-9-])([0-9]{4})-([0-9]{2})-([0-9]{2})(?![0-9-])")
_FIGURES_INSIDE = re.compile(r"(?<![0-9/.-])([0-9]{1,2})([/.-])([0-9]{1,2})\2((?:19|20)[0-9]{2})(?![0-9/-])")
_MONTH_DAY = re.compile(
    r"(?i)^(?:[a-z]{3,9}\.?,? )?([a-z]{3,9})\.? ([0-9]{1,2})(?:st|nd|rd|th)?,? ([0-9]{4})(?:$|[ ,])"
)
_DAY_MONTH = re.compile(
    r"(?i)^(?:[a-z]{3,9}\.?,? )?([0-9]{1,2})(?:st|nd|rd|th|\.)? ([a-z]{3,9})\.?,? ([0-9]{4})(?:$|[ ,])"
)
_IN_ADDRESS = re.compile(r"/((?:19|20)[0-9]{2})[/_-]?(0[1-9]|1[0-2])[/_-]?(0[1-9]|[12][0-9]|3[01])(?![0-9])")
_MONTH_IN_ADDRESS = re.compile(r"/((?:19|20)[0-9]{2})[/-](0[1-9]|1[0-2])/")
_REGION = re.compile(r"^[A-Za-z]{2,3}(?:[-_][A-Za-z]{4})?[-_]([A-Za-z]{2})$")
_OFFSET = re.compile(r"(?:Z|[+-][0-9]{2}:?[0-9]{2})$")
# Names of zones with several meanings, by the outlet's country.
_ZONES = {
    "IST": {"IN": "+05:30", "IE": "+01:00", "IL": "+02:00"},
    "BST": {"GB": "+01:00", "BD": "+06:00"},
    "CST": {"US": "-06:00", "MX": "-06:00", "CN": "+08:00", "TW": "+08:00", "CU": "-05:00"},
    "EST": {"AU": "+10:00"},
    "EDT": {"AU": "+11:00"},
    "AST": {"CA": "-04:00", "PR": "-04:00", "SA": "+03:00", "QA": "+03:00"},
    "ADT": {"CA": "-03:00"},
    "SST": {"AS": "-11:00", "SG": "+08:00"},
    "PST": {"PH": "+08:00"},
    "GST": {"AE": "+04:00"},
    "WAT": {"NG": "+01:00"},
    "SAST": {"ZA": "+02:00"},
    "PKT": {"PK": "+05:00"},
    "ICT": {"TH": "+07:00"},
    "WIB": {"ID": "+07:00"},
}  # fmt: skip
_ZONE_NAME = re.compile(r" ([A-Z]{3,4})$")


def with_zone_of(text: str, country: str | None) -> str:
    """A moment whose zone has a name with several meanings, with the offset that it has in the outlet's country."""
    match = _ZONE_NAME.search(text)
    offset = _ZONES.get(match.group(1), {}).get(country or "") if match else None
    return f"{text[: match.start()]} {offset}" if match and offset else text


def country_of(url: str | None, *languages: str | None) -> str | None:
    """The country of an outlet (ISO 3166): by its host's ending, else by the region of its language ("en-GB")."""
    try:
        host = urlsplit(url or "").hostname or ""
    except ValueError:
        host = ""
    last = host.rpartition(".")[2]
    if last in ("gov", "edu", "mil"):
        return "US"
    if len(last) == 2 and "." in host and last not in _SOLD_ENDINGS:
        return "GB" if last == "uk" else last.upper()
    found = (_REGION.match(language.strip()) for language in languages if language)
    return next((match.group(1).upper() for match in found if match), None)


def day_or_moment(text: str | None, country: str | None) -> str | None:
    """A day or moment in ISO 8601, or in a form that transforms/publication.py reads; None for what is none."""
    text = " ".join((text or "").split())[:100]
    if match := _ISO.match(text):
        year, month, day = map(int, match.groups()[:3])
        return f"{year:04}-{month:02}-{day:02}{text[match.end(3) :]}" if _day(year, month, day) else None
    if match := _YEAR_FIRST.match(text):
        return _day(*map(int, match.groups()))
    if match := _FIGURES.match(text):
        return _by_country(match, country)
    for pattern, month_first in ((_MONTH_DAY, True), (_DAY_MONTH, False)):
        if match := pattern.match(text):
            first, second, year_text = match.groups()
            number = _month(first if month_first else second)
            is_rfc = not month_first and ":" in text
            if number is None or is_rfc:
                return text if number else None
            return _day(int(year_text), number, int(second if month_first else first))
    return text if re.fullmatch(r"[0-9]{10}|[0-9]{13}|[0-9]{8}(?:T?[0-9]{6}(?:Z|[+-][0-9]{4})?)?", text) else None


def without_ambiguous(text: str, country: str | None) -> str:
    """A page in which days in figures are in ISO 8601; those that may be two days, and those that are none, left out.

    Of 30 February htmldate makes the first of the month.
    """
    text = _ISO_INSIDE.sub(lambda match: match.group(0) if _day(*map(int, match.groups())) else "", text)
    return _FIGURES_INSIDE.sub(lambda match: _by_country(match, country) or "", text)


def in_address(url: str | None) -> str | None:
    """The day in an address, or the month where it has no more."""
    path = (url or "").partition("?")[0]
    if match := _IN_ADDRESS.search(path):
        return _day(*map(int, match.groups()))
    match = _MONTH_IN_ADDRESS.search(path)
    return f"{match.group(1)}-{match.group(2)}" if match else None


def in_own_zone(moment: str, others: list[str]) -> str:
    """A moment in UTC in the page's own zone, where the page writes the same moment so too."""
    instant = _instant(moment)
    if instant is None or instant.utcoffset() != timedelta(0):
        return moment
    for other in others:
        local = _instant(other)
        if local is not None and local.utcoffset() != timedelta(0) and abs(local - instant) < timedelta(minutes=1):
            return local.isoformat()
    return moment


def _instant(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text) if _OFFSET.search(text) else None
        return found.astimezone(found.tzinfo or timezone(timedelta(0), "UTC")) if found else None
    except (ValueError, OverflowError):
        return None


def _by_country(match: re.Match[str], country: str | None) -> str | None:
    first, second, year = int(match.group(1)), int(match.group(3)), int(match.group(4))
    day_first, month_first = _day(year, second, first), _day(year, first, second)
    if day_first == month_first or not (day_first and month_first):
        return day_first or month_first
    if match.group(2) == ".":
        return day_first
    if country is None or country in _EITHER:
        return None
    return month_first if country in _MONTH_FIRST else day_first


def _month(word: str) -> int | None:
    short = word.lower()
    short = "sep" if short == "sept" else short
    return next((number for number, name in enumerate(_MONTHS, 1) if len(short) >= 3 and name.startswith(short)), None)


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return datetime(year, month, day, tzinfo=UTC).date().isoformat()
    except ValueError:
        return None
