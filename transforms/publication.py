"""Days and moments of publication as sources declare them: "2026-03-11T08:30:00Z", "Wed, 11 Mar 2026 08:30:00 GMT".

The day of publication is the one in the source's own zone, as it is written; the moment is in UTC.
"""

from datetime import date

import polars as pl

from warehouse.tables import FIRST_DAY, FIRST_MOMENT, LAST_DAY, LAST_MOMENT

_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
# RFC 2822, as in feeds and mail, and the same without a weekday or a time.
_RFC_2822 = (
    r"^(?:[A-Za-z]{3,9}\.?,? )?(?<day>[0-9]{1,2}) (?<month>[A-Z][a-z]{2})[a-z]*\.? (?<year>[0-9]{4})"
    r"(?:,? (?<time>[0-9]{2}:[0-9]{2}(?::[0-9]{2})?)(?: ?(?<zone>[A-Z]{1,5}|[+-][0-9]{2}:?[0-9]{2}))?)?(?: \(.*\))?$"
)
# ISO 8601 without its marks, as in NewsML: 20260311T083000Z.
_COMPACT = (
    r"^(?<year>[0-9]{4})(?<month>[0-9]{2})(?<day>[0-9]{2})"
    r"(?:T?(?<hour>[0-9]{2})(?<minute>[0-9]{2})(?<second>[0-9]{2})?(?<zone>Z|[+-][0-9]{2}:?[0-9]{2})?)?$"
)
_EPOCH = r"^(?<seconds>[0-9]{9,10})(?<milliseconds>[0-9]{3})?(?:\.[0-9]+)?$"
# Names of zones that have one meaning in news feeds; CST, IST and the like have several, and tell no moment.
_ZONES = {
    "GMT": "Z", "UTC": "Z", "UT": "Z", "WET": "Z", "EST": "-05:00", "EDT": "-04:00", "CDT": "-05:00", "MST": "-07:00",
    "MDT": "-06:00", "PST": "-08:00", "PDT": "-07:00", "CET": "+01:00", "CEST": "+02:00", "EET": "+02:00",
    "EEST": "+03:00", "MSK": "+03:00", "JST": "+09:00", "KST": "+09:00", "NZST": "+12:00", "NZDT": "+13:00",
    "AEST": "+10:00", "AEDT": "+11:00", "HKT": "+08:00", "SGT": "+08:00",
}  # fmt: skip


def iso_8601(text: pl.Expr) -> pl.Expr:
    """A day or moment in ISO 8601 where it is written as RFC 2822, in compact form or as seconds since 1970.

    What is none of these, ISO 8601 with marks above all, comes as it is. A zone that has several meanings is left out.
    """
    text = text.str.strip_chars()
    rfc = text.str.extract_groups(_RFC_2822)
    month = rfc.struct.field("month").replace_strict(
        _MONTHS, [f"{number:02}" for number in range(1, 13)], default=None, return_dtype=pl.String
    )
    zone = rfc.struct.field("zone")
    named = zone.replace_strict(_ZONES, default=None, return_dtype=pl.String)
    offset = pl.when(zone.str.contains("^[+-]")).then(zone).otherwise(named).fill_null("")
    time = pl.concat_str(pl.lit("T"), rfc.struct.field("time"), offset).fill_null("")
    mail = pl.concat_str(
        rfc.struct.field("year"), pl.lit("-"), month, pl.lit("-"), rfc.struct.field("day").str.zfill(2), time
    )
    compact = text.str.extract_groups(_COMPACT)
    parts = {name: compact.struct.field(name) for name in ("year", "month", "day", "hour", "minute", "second", "zone")}
    clock = pl.concat_str(
        pl.lit("T"), parts["hour"], pl.lit(":"), parts["minute"], pl.lit(":"), parts["second"].fill_null("00")
    )
    short = pl.concat_str(
        parts["year"], pl.lit("-"), parts["month"], pl.lit("-"), parts["day"],
        pl.concat_str(clock, parts["zone"].fill_null("")).fill_null(""),
    )  # fmt: skip
    is_day = parts["year"].cast(pl.Int32, strict=False).is_between(1000, 2999) & text.str.contains(
        "^[0-9]{4}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])"
    )
    seconds = text.str.extract(_EPOCH, 1).cast(pl.Int64, strict=False)
    epoch = pl.from_epoch(seconds, time_unit="s").dt.strftime("%Y-%m-%dT%H:%M:%SZ")
    other = text.str.contains(r"^[0-9]{4}-").not_()
    is_epoch = text.str.contains(_EPOCH)
    return (
        pl.when(other & is_epoch)
        .then(epoch)
        .when(other & is_day)
        .then(pl.coalesce(short, text))
        .when(other)
        .then(pl.coalesce(mail, text))
        .otherwise(text.str.replace(r" ?(?:UTC|GMT)$", "Z"))
    )


def day_of_publication(text: pl.Expr) -> pl.Expr:
    """YYYY-MM-DD as Date; null for what is no day, or no day of publication (see FIRST_DAY in warehouse/tables.py)."""
    day = text.str.extract(r"^([0-9]{4}-[0-9]{1,2}-[0-9]{1,2})$").str.to_date("%Y-%m-%d", strict=False)
    return pl.when(day.is_between(pl.lit(FIRST_DAY), pl.lit(LAST_DAY))).then(day)


def moment(published: pl.Expr) -> pl.Expr:
    """An ISO 8601 moment with an offset or Z, in UTC; a moment without one tells no instant and gives null.

    So does one that lies outside the calendar in UTC: of 9999-12-31T23:59:59-05:00 only the day counts.
    """
    text = published.str.replace(r"^(.{10}) ", "${1}T").str.replace("Z$", "+00:00")
    text = text.str.replace(r"([+-][0-9]{2}):?([0-9]{2})$", "${1}:${2}")
    text = text.str.replace(r"(:[0-9]{2}(?:\.[0-9]+)?[+-][0-9]{2})$", "${1}:00")
    seconds = text.str.to_datetime("%Y-%m-%dT%H:%M:%S%.f%:z", strict=False, time_unit="us", time_zone="UTC")
    moment = pl.coalesce(
        seconds, text.str.to_datetime("%Y-%m-%dT%H:%M%:z", strict=False, time_unit="us", time_zone="UTC")
    )
    return pl.when(moment.is_between(pl.lit(FIRST_MOMENT), pl.lit(LAST_MOMENT))).then(moment)


MONTH = r"^[0-9]{4}-(?:0[1-9]|1[0-2])$"


def with_days_in_range(drafts: pl.DataFrame, oldest: date, latest: date) -> pl.DataFrame:
    """Drafts in which a declared day of publication outside of two days is the reason `day_out_of_range`."""
    outside = pl.col("reason").is_null() & ~pl.col("published_on").is_between(pl.lit(oldest), pl.lit(latest))
    detail = pl.format(
        f"The day {{}} does not lie from {oldest} to {latest}; correct it, or load it with --any-day",
        pl.col("published_on").dt.strftime("%Y-%m-%d"),
    )
    return drafts.with_columns(
        reason=pl.when(outside.fill_null(False)).then(pl.lit("day_out_of_range")).otherwise("reason"),
        detail=pl.when(outside.fill_null(False)).then(detail).otherwise("detail"),
    )


def precision() -> pl.Expr:
    """How exactly it is known when it was: `second`, `day`, `month` or `none`."""
    return (
        pl.when(pl.col("published_at").is_not_null())
        .then(pl.lit("second"))
        .when(pl.col("published_on").is_not_null())
        .then(pl.lit("day"))
        .when("only_month")
        .then(pl.lit("month"))
        .otherwise(pl.lit("none"))
    )


def can_be_a_change() -> pl.Expr:
    """Whether modified_at can be when an article changed that was published at published_at or on published_on.

    Programs write their zero value (year 1, or 1970) where they know no change, and that of a draft that had yet to
    be published. A day has begun somewhere fourteen hours before it does in UTC.
    """
    modified = pl.col("modified_at")
    published = pl.coalesce(
        "published_at", pl.col("published_on").cast(pl.Datetime("us", "UTC")) - pl.duration(hours=14)
    )
    return modified.dt.year().is_between(2, 9999) & (modified >= published).fill_null(True)
