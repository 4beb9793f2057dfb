"""Clock times: "5 p.m. EST Nov. 9", "08:30 UTC", "noon Saturday", "1500 GMT", "six o'clock", "half past six"."""

from transforms.temporal.rules.lexicon import (
    APOSTROPHE,
    DAY,
    EDGE,
    GAP,
    MONTH,
    MONTH_NUMBERS,
    PART_OF_DAY,
    WEEKDAY,
    WEEKDAY_NUMBERS,
    WEEKDAY_SHORT,
    any_of,
    by_prefix,
    figure,
    whole_number,
)
from transforms.temporal.rules.rule import Family, Groups, group, modifier
from transforms.temporal.rules.time_of_day import AM, NOONS, ZONE, of_half, zone_of

# "Tuesday", "Thursday, May 12", "Mon 22 Jul 2013", "12 March", "today"
_DAY = (
    rf"(?:(?:(?<weekday>{WEEKDAY}){EDGE}(?:{GAP}(?<part_of>{PART_OF_DAY}){EDGE})?|(?<short_day>{WEEKDAY_SHORT}))"
    rf"(?:,?{GAP}(?:(?<month_a>{MONTH}){GAP}(?<day_a>{DAY})|(?<day_c>{DAY}){GAP}(?:of{GAP})?(?<month_c>{MONTH})))?"
    rf"|(?<month_b>{MONTH}){GAP}(?<day_b>{DAY})|(?:the{GAP})?(?<day_d>{DAY}){GAP}(?:of{GAP})?(?<month_d>{MONTH})"
    rf"|(?<day_word>today|yesterday|tomorrow|tonight){EDGE})(?:,?{GAP}(?<year>[0-9]{{4}}){EDGE})?"
)
_HALF = rf"(?<half>{AM}|in{GAP}the{GAP}(?:morning|afternoon|evening)|at{GAP}night)"
_SPOKEN = "(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"


def _hour(groups: Groups) -> int | None:
    digits, spoken = (
        group(groups, "hour", "bare", "past_hour", "dot_hour", "plain_hour"),
        group(groups, "spoken", "past_spoken"),
    )
    if digits is not None:
        plain = int(digits)
    elif groups["military"] is not None:
        plain = int(groups["military"][:2])
    elif spoken is not None:
        plain = int(figure(spoken) or 0)
    else:
        return NOONS.get((groups["word"] or "").lower())
    if groups["to"] is not None:  # a quarter to six
        plain = plain - 1 or 12
    return of_half(plain, (group(groups, "half", "half_b", "half_c", "half_d", "half_e") or "").lower())


_PAST = {"half": 30, "quarter": 15, "five": 5, "ten": 10, "twenty": 20}


def _minute(groups: Groups) -> int | None:
    if groups["to"] is not None:
        return 45
    if groups["past"] is not None:
        words = groups["past"].lower()
        return 25 if words.endswith(("-five", " five")) else _PAST[words.split()[-1]]
    military = groups["military"]
    return int(group(groups, "minute", "dot_minute", "plain_minute") or 0) if military is None else int(military[2:])


_MONTHS = ("month_a", "month_b", "month_c", "month_d")


def _kind(groups: Groups) -> str:
    if group(groups, *_MONTHS) is not None:
        return "day"
    return "shift" if group(groups, "weekday", "short_day") is None else "weekday"


def _step(groups: Groups) -> int | None:
    if group(groups, "weekday", "short_day", *_MONTHS) is not None:
        return None
    return {"yesterday": -1, "tomorrow": 1}.get((groups["day_word"] or "").lower(), 0)


CLOCK = Family(
    "clock",
    rf"(?:(?<mod>about|around|shortly{GAP}(?:before|after)|just{GAP}(?:before|after)){GAP})?"
    rf"(?:(?:(?<hour>[01]?[0-9]|2[0-4]):(?<minute>[0-5][0-9])(?::(?<second>[0-5][0-9]))?(?:[ ]?{_HALF}|{EDGE})"
    rf"|(?:(?<bare>[01]?[0-9]|2[0-4])|(?<spoken>{_SPOKEN}))(?:[ -]?(?<half_b>{AM})"
    rf"|{GAP}(?<half_c>in{GAP}the{GAP}(?:morning|afternoon|evening)|at{GAP}night){EDGE}|{GAP}o{APOSTROPHE}clock{EDGE})"
    rf"|(?<military>(?:[01][0-9]|2[0-4])[0-5][0-9])(?:{GAP}(?:hours|hrs){EDGE}(?:{GAP}(?<zone_b>(?-i:GMT"
    rf"|UTC)){EDGE})?|{GAP}(?<zone_c>(?-i:GMT|UTC)){EDGE})|(?<word>noon|midnight|midday){EDGE}"
    rf"|(?:(?<past>half|(?:a{GAP})?quarter|five|ten|twenty(?:[ -]five)?){GAP}past|(?<to>a{GAP}quarter){GAP}to){GAP}"
    rf"(?:(?<past_hour>1[0-2]|[1-9])|(?<past_spoken>{_SPOKEN})){EDGE}(?:{GAP}{_HALF.replace('<half>', '<half_d>')})?"
    rf"|(?<dot_hour>[01]?[0-9]|2[0-4])\.(?<dot_minute>[0-5][0-9])[ ]?(?<half_e>{AM}))"
    rf"(?:,?{GAP}{ZONE})?(?:,?{GAP}(?:on{GAP}(?:the{GAP}morning{GAP}of{GAP})?)?{_DAY})?"
    rf"|(?<plain_hour>[01]?[0-9]"
    rf"|2[0-4])\.(?<plain_minute>[0-5][0-9]){EDGE}"
    rf"(?:,?{GAP}(?<zone_d>(?-i:{any_of('GMT UTC BST CET CEST EST IST')})){EDGE})?)",
    {
        "kind": _kind,
        "unit": "day",
        "step": _step,
        "year": whole_number("year"),
        "month": by_prefix(MONTH_NUMBERS, *_MONTHS),
        "day": whole_number("day_a", "day_b", "day_c", "day_d"),
        "weekday": by_prefix(WEEKDAY_NUMBERS, "weekday", "short_day"),
        "hour": _hour,
        "minute": _minute,
        "second": whole_number("second"),
        "zone": zone_of("zone", "zone_b", "zone_c", "zone_d"),
        "modifier": modifier("mod"),
    },
)


def _race_value(groups: Groups) -> str:
    """PT1M43.7S of "1:43.7"."""
    hours = "" if groups["hours"] is None else f"{int(groups['hours'])}H"
    return f"PT{hours}{int(groups['minutes'] or 0)}M{int(groups['whole'] or 0)}.{groups['fraction']}S"


# "1:43.7", "2:31:07.4": how long a race took; tenths of a second are no time of day.
RACE_TIMES = Family(
    "race_time",
    r"(?:(?<hours>[0-9]{1,2}):)?(?<minutes>[0-5]?[0-9]):(?<whole>[0-5][0-9])\.(?<fraction>[0-9]{1,3})(?-u:\b)",
    {
        "kind": "duration",
        "value": _race_value,
        "hour": whole_number("hours"),
        "minute": whole_number("minutes"),
        "second": whole_number("whole"),
        "fraction": lambda groups: float(f"0.{groups['fraction']}"),
    },
)


# What each family reads, in news of Saturday, 2025-03-15, and what only looks like it.
EXAMPLES = {
    "clock": {"5 p.m. Friday": "2025-03-14T17:00", "10:30 a.m.": "2025-03-15T10:30"},
    "race_time": {"1:43.7": "PT1M43.7S", "2:05:30.25": "PT2H5M30.25S"},
}
LOOK_ALIKES = ("They won 3:2 on penalties.", "Psalm 23:4 was read aloud.", "The ratio was 16:9.")
