"""Times of day: "5 p.m. EST Nov. 9", "08:30 UTC", "noon Saturday", "1500 GMT", "six o'clock", "half past six"."""

import re

from transforms.temporal.rules.lexicon import (
    APOSTROPHE,
    DAY,
    EDGE,
    GAP,
    MONTH,
    MONTH_NUMBERS,
    WEEKDAY,
    WEEKDAY_NUMBERS,
    any_of,
    by_prefix,
    figure,
    whole_number,
)
from transforms.temporal.rules.rule import Family, Groups, group, modifier

# Hours from UTC where the abbreviation means one offset in the news; "IST" or "CST" abroad do not.
ZONES = {
    "GMT": "Z", "UTC": "Z", "Z": "Z", "EST": "-05:00", "EDT": "-04:00", "CDT": "-05:00", "CST": "-06:00",
    "MST": "-07:00", "MDT": "-06:00", "PST": "-08:00", "PDT": "-07:00", "CET": "+01:00", "CEST": "+02:00",
    "EET": "+02:00", "EEST": "+03:00", "MSK": "+03:00", "JST": "+09:00", "HKT": "+08:00", "SGT": "+08:00",
    "AEST": "+10:00", "AEDT": "+11:00", "NZST": "+12:00", "NZDT": "+13:00", "AKST": "-09:00", "HST": "-10:00",
}  # fmt: skip
_ZONE = (
    rf"(?:\(?(?-i:{any_of('GMT UTC')})[ ]?(?<shift>[+-][ ]?[0-9]{{1,2}}(?::?[0-9]{{2}})?)\)?"
    rf"|\(?(?<zone>(?-i:{any_of(' '.join(ZONES) + ' ET CT MT PT BST IST')})){EDGE}\)?"
    rf"|(?:local|eastern|central|mountain|pacific|moscow|london|new{GAP}york){GAP}(?:(?:standard|daylight|summer){GAP})?time{EDGE})"
)
_DAY = (
    rf"(?:(?<weekday>{WEEKDAY}){EDGE}(?:,?{GAP}(?<month_a>{MONTH}){GAP}(?<day_a>{DAY}))?|(?<month_b>{MONTH}){GAP}(?<day_b>{DAY})"
    rf"|(?<day_word>today|yesterday|tomorrow|tonight){EDGE})(?:,{GAP}(?<year>[0-9]{{4}}){EDGE})?"
)
_AM = rf"(?:[ap]\.[ ]?m\.|[ap]\.?m{EDGE}\.?)"
_HALF = rf"(?<half>{_AM}|in{GAP}the{GAP}(?:morning|afternoon|evening)|at{GAP}night)"
_SPOKEN = "(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"


_WORDS = {"noon": 12, "midday": 12, "midnight": 24}
_LATER, _EARLIER = re.compile("^p|after|even|night"), re.compile("^a|morn")


def _hour(groups: Groups) -> int | None:
    digits, spoken = group(groups, "hour", "bare", "past_hour"), group(groups, "spoken", "past_spoken")
    if digits is not None:
        plain = int(digits)
    elif groups["military"] is not None:
        plain = int(groups["military"][:2])
    elif spoken is not None:
        plain = int(figure(spoken) or 0)
    else:
        return _WORDS.get((groups["word"] or "").lower())
    if groups["to"] is not None:  # a quarter to six
        plain = plain - 1 or 12
    half = (group(groups, "half", "half_b", "half_c", "half_d") or "").lower()
    if plain < 12 and _LATER.search(half):
        return plain + 12
    return 0 if plain == 12 and _EARLIER.search(half) else plain


_PAST = {"half": 30, "quarter": 15, "five": 5, "ten": 10, "twenty": 20}


def _minute(groups: Groups) -> int | None:
    if groups["to"] is not None:
        return 45
    if groups["past"] is not None:
        words = groups["past"].lower()
        return 25 if words.endswith(("-five", " five")) else _PAST[words.split()[-1]]
    military = groups["military"]
    return int(groups["minute"] or 0) if military is None else int(military[2:])


def _zone(groups: Groups) -> str | None:
    """+05:30 of "GMT+5:30"; the offset of a zone by its letters."""
    if groups["shift"] is None:
        return ZONES.get((group(groups, "zone", "zone_b", "zone_c") or "").upper())
    shift = re.sub("[ :]", "", groups["shift"])
    hours, minutes = (shift[1:], "00") if len(shift) < 4 else (shift[1:-2], shift[-2:])
    return f"{shift[0]}{hours.zfill(2)}:{minutes}"


def _kind(groups: Groups) -> str:
    if groups["weekday"] is not None and groups["month_a"] is None:
        return "weekday"
    return "shift" if group(groups, "month_a", "month_b") is None else "day"


def _step(groups: Groups) -> int | None:
    if group(groups, "weekday", "month_b") is not None:
        return None
    return {"yesterday": -1, "tomorrow": 1}.get((groups["day_word"] or "").lower(), 0)


CLOCK = Family(
    "clock",
    rf"(?:(?<mod>about|around|shortly{GAP}(?:before|after)|just{GAP}(?:before|after)){GAP})?"
    rf"(?:(?<hour>[01]?[0-9]|2[0-4])[:.](?<minute>[0-5][0-9])(?::(?<second>[0-5][0-9]))?(?:[ ]?{_HALF}|{EDGE})"
    rf"|(?:(?<bare>[01]?[0-9]|2[0-4])|(?<spoken>{_SPOKEN}))(?:[ -]?(?<half_b>{_AM})"
    rf"|{GAP}(?<half_c>in{GAP}the{GAP}(?:morning|afternoon|evening)|at{GAP}night){EDGE}|{GAP}o{APOSTROPHE}clock{EDGE})"
    rf"|(?<military>(?:[01][0-9]|2[0-4])[0-5][0-9])(?:{GAP}(?:hours|hrs){EDGE}(?:{GAP}(?<zone_b>(?-i:GMT|UTC)){EDGE})?|{GAP}(?<zone_c>(?-i:GMT|UTC)){EDGE})|(?<word>noon|midnight|midday){EDGE}"
    rf"|(?:(?<past>half|(?:a{GAP})?quarter|five|ten|twenty(?:[ -]five)?){GAP}past|(?<to>a{GAP}quarter){GAP}to){GAP}"
    rf"(?:(?<past_hour>1[0-2]|[1-9])|(?<past_spoken>{_SPOKEN})){EDGE}(?:{GAP}{_HALF.replace('<half>', '<half_d>')})?)"
    rf"(?:,?{GAP}{_ZONE})?(?:,?{GAP}{_DAY})?",
    {
        "kind": _kind,
        "unit": "day",
        "step": _step,
        "year": whole_number("year"),
        "month": by_prefix(MONTH_NUMBERS, "month_a", "month_b"),
        "day": whole_number("day_a", "day_b"),
        "weekday": by_prefix(WEEKDAY_NUMBERS, "weekday"),
        "hour": _hour,
        "minute": _minute,
        "second": whole_number("second"),
        "zone": _zone,
        "modifier": modifier("mod"),
    },
)


# What each family reads, in news of Saturday, 2025-03-15, and what only looks like it.
EXAMPLES = {
    "clock": {"5 p.m. Friday": "2025-03-14T17:00", "10:30 a.m.": "2025-03-15T10:30"},
}
LOOK_ALIKES = ("They won 3:2 on penalties.", "Psalm 23:4 was read aloud.", "The ratio was 16:9.")
