"""Times of day: "5 p.m. EST Nov. 9", "08:30 UTC", "noon Saturday", "1500 GMT", "six o'clock"."""

import polars as pl

from transforms.temporal.dates import day_number
from transforms.temporal.grammar import Family, modifier
from transforms.temporal.words import (
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
    number,
)

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


def _hour() -> pl.Expr:
    plain = pl.coalesce(
        pl.coalesce("hour", "bare").cast(pl.Int32, strict=False),
        pl.col("military").str.head(2).cast(pl.Int32, strict=False),
        number(pl.col("spoken")).cast(pl.Int32),
        pl.col("word")
        .str.to_lowercase()
        .replace_strict({"noon": 12, "midday": 12, "midnight": 24}, default=None, return_dtype=pl.Int32),
    )
    half = pl.coalesce("half", "half_b", "half_c").str.to_lowercase()
    later = half.str.contains("^p|after|even|night") & (plain < 12)
    earlier = half.str.contains("^a|morn") & (plain == 12)
    return pl.when(later.fill_null(False)).then(plain + 12).when(earlier.fill_null(False)).then(0).otherwise(plain)


def _zone() -> pl.Expr:
    shift = pl.col("shift").str.replace_all("[ :]", "")
    hours = shift.str.extract(r"([+-])([0-9]{1,2})", 1) + shift.str.extract(r"[+-]([0-9]{1,2})").str.zfill(2)
    minutes = shift.str.extract(r"[+-][0-9]{1,2}([0-9]{2})$").fill_null("00")
    named = pl.coalesce("zone", "zone_b", "zone_c").replace_strict(ZONES, default=None, return_dtype=pl.String)
    return pl.coalesce(hours + ":" + minutes, named)


CLOCK = Family(
    "clock",
    rf"(?:(?<mod>about|around|shortly{GAP}(?:before|after)|just{GAP}(?:before|after)){GAP})?"
    rf"(?:(?<hour>[01]?[0-9]|2[0-4])[:.](?<minute>[0-5][0-9])(?::(?<second>[0-5][0-9]))?(?:[ ]?{_HALF}|{EDGE})"
    rf"|(?:(?<bare>[01]?[0-9]|2[0-4])|(?<spoken>{_SPOKEN}))(?:[ -]?(?<half_b>{_AM})"
    rf"|{GAP}(?<half_c>in{GAP}the{GAP}(?:morning|afternoon|evening)|at{GAP}night){EDGE}|{GAP}o{APOSTROPHE}clock{EDGE})"
    rf"|(?<military>(?:[01][0-9]|2[0-4])[0-5][0-9])(?:{GAP}(?:hours|hrs){EDGE}(?:{GAP}(?<zone_b>(?-i:GMT|UTC)){EDGE})?|{GAP}(?<zone_c>(?-i:GMT|UTC)){EDGE})|(?<word>noon|midnight|midday){EDGE})"
    rf"(?:,?{GAP}{_ZONE})?(?:,?{GAP}{_DAY})?",
    {
        "kind": pl.when(pl.col("weekday").is_not_null() & pl.col("month_a").is_null())
        .then(pl.lit("weekday"))
        .when(pl.coalesce("month_a", "month_b").is_not_null())
        .then(pl.lit("day"))
        .otherwise(pl.lit("shift")),
        "unit": pl.lit("day"),
        "step": pl.when(pl.coalesce("weekday", "month_b").is_null()).then(
            pl.col("day_word")
            .str.to_lowercase()
            .str.head(3)
            .replace_strict({"tod": 0, "yes": -1, "tom": 1, "ton": 0}, default=0, return_dtype=pl.Int32)
        ),
        "year": pl.col("year").cast(pl.Int32, strict=False),
        "month": pl.coalesce(by_prefix("month_a", MONTH_NUMBERS), by_prefix("month_b", MONTH_NUMBERS)),
        "day": pl.coalesce(day_number("day_a"), day_number("day_b")),
        "weekday": by_prefix("weekday", WEEKDAY_NUMBERS),
        "hour": _hour(),
        "minute": pl.coalesce(
            pl.col("minute").cast(pl.Int32, strict=False), pl.col("military").str.tail(2).cast(pl.Int32, strict=False)
        ),
        "second": pl.col("second").cast(pl.Int32, strict=False),
        "zone": _zone(),
        "modifier": modifier("mod"),
    },
)
