"""Times of day that dates and clock expressions share: "5:03 pm BST", "14:00 GMT+2", "noon", "9.30 a.m."."""

import re

from transforms.temporal.rules.lexicon import EDGE, GAP, any_of
from transforms.temporal.rules.rule import Field, Groups, group

# Hours from UTC where the abbreviation means one offset in the news; "IST" or "CST" abroad do not.
ZONES = {
    "GMT": "Z", "UTC": "Z", "Z": "Z", "EST": "-05:00", "EDT": "-04:00", "CDT": "-05:00", "CST": "-06:00",
    "MST": "-07:00", "MDT": "-06:00", "PST": "-08:00", "PDT": "-07:00", "CET": "+01:00", "CEST": "+02:00",
    "EET": "+02:00", "EEST": "+03:00", "MSK": "+03:00", "JST": "+09:00", "HKT": "+08:00", "SGT": "+08:00",
    "AEST": "+10:00", "AEDT": "+11:00", "NZST": "+12:00", "NZDT": "+13:00", "AKST": "-09:00", "HST": "-10:00",
}  # fmt: skip
ZONE = (
    rf"(?:\(?(?-i:{any_of('GMT UTC')})[ ]?(?<shift>[+-][ ]?[0-9]{{1,2}}(?::?[0-9]{{2}})?)\)?"
    rf"|\(?(?<zone>(?-i:{any_of(' '.join(ZONES) + ' ET CT MT PT BST IST')})){EDGE}\)?"
    rf"|(?:local|eastern|central|mountain|pacific|moscow|london|new{GAP}york){GAP}(?:(?:standard|daylight"
    rf"|summer){GAP})?time{EDGE})"
)
AM = rf"(?:[ap]\.[ ]?m\.|[ap]\.?m{EDGE}\.?)"
_AT = (
    rf"(?:{GAP}?[@|]{GAP}?|,?{GAP}(?:(?:at|last{GAP}updated{GAP}at|updated(?:{GAP}at)?|around|about){GAP})"
    rf"(?:approximately{GAP}|about{GAP}|around{GAP})?|,{GAP}?|-|{GAP}-{GAP}|{GAP})"
)
# The clock behind a date: ", 5:03 pm BST", " at 14:00", " | Updated 8:52 PM EDT".
CLOCK_BEHIND = (
    rf"{_AT}(?:(?<hour>[01]?[0-9]|2[0-4]):(?<minute>[0-5][0-9])(?::(?<second>[0-5][0-9]))?(?:[ ]?(?<half>{AM})|{EDGE})"
    rf"|(?<dot_hour>[01]?[0-9]|2[0-4])\.(?<dot_minute>[0-5][0-9])[ ]?(?:(?<dot_half>{AM})|(?-i:GMT|BST|CET|CEST"
    rf"|hrs){EDGE})"
    rf"|(?<bare_hour>1[0-2]|0?[1-9])[ ]?(?<bare_half>{AM})|(?<noon>noon|midday|midnight){EDGE})(?:,?{GAP}{ZONE})?"
)

NOONS = {"noon": 12, "midday": 12, "midnight": 24}
_LATER, _EARLIER = re.compile("^p|after|even|night"), re.compile("^a|morn")


def of_half(plain: int, half: str) -> int:
    """The hour of 24: 5 in the half of the day that the words name ("p.m.", "in the morning", "")."""
    if plain < 12 and _LATER.search(half):
        return plain + 12
    return 0 if plain == 12 and _EARLIER.search(half) else plain


def _hour(groups: Groups) -> int | None:
    digits = group(groups, "hour", "dot_hour", "bare_hour")
    if digits is None:
        return NOONS.get((groups["noon"] or "").lower())
    return of_half(int(digits), (group(groups, "half", "dot_half", "bare_half") or "").lower())


def _minute(groups: Groups) -> int | None:
    digits = group(groups, "minute", "dot_minute")
    return None if digits is None else int(digits)


def _second(groups: Groups) -> int | None:
    return None if groups["second"] is None else int(groups["second"])


def zone_of(*names: str) -> Field:
    """+05:30 of "GMT+5:30"; the offset of a zone by its letters, from the first of these groups that took part."""

    def read(groups: Groups) -> str | None:
        if groups["shift"] is None:
            return ZONES.get((group(groups, *names) or "").upper())
        shift = re.sub("[ :]", "", groups["shift"])
        hours, minutes = (shift[1:], "00") if len(shift) < 4 else (shift[1:-2], shift[-2:])
        return f"{shift[0]}{hours.zfill(2)}:{minutes}"

    return read


# What CLOCK_BEHIND says.
CLOCK_FIELDS: dict[str, Field | str | int | float | bool] = {
    "hour": _hour,
    "minute": _minute,
    "second": _second,
    "zone": zone_of("zone"),
}
