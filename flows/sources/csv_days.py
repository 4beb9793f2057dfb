"""Days in figures in tables, 11/03/2026: the order that a column has is found on a sample of its rows."""

import re
from collections.abc import Iterable, Mapping, Sequence

import polars as pl

from flows.sources.fields import field_names

_FIGURES = re.compile(r"^([0-9]{1,2})([/.-])([0-9]{1,2})\2([0-9]{4})(?:[ T,].*)?$")
# A column of days; others have some by chance.
_LEAST_SHARE = 0.8
_ORDERS = {"day": "day, month, year", "month": "month, day, year"}


def day_orders(names: Sequence[str], rows: Iterable[Sequence[str]], mapping: Mapping[str, str]) -> dict[str, str]:
    """The columns that hold days in figures, with what comes first in them: day or month; unknown where neither shows.

    Takes the names of a table's columns and some of its rows.
    """
    fields = field_names(mapping)
    wanted = {name for column in ("published", "modified_at") for name in fields[column]}
    sample = [row for row in rows if len(row) == len(names)]
    found = {}
    for number, name in enumerate(names):
        values = [row[number].strip() for row in sample if row[number].strip()] if name in wanted else []
        matches = [match for match in map(_FIGURES.match, values) if match]
        if matches and len(matches) >= _LEAST_SHARE * len(values):
            found[name] = _order(matches)
    return found


def in_iso(name: str, order: str) -> pl.Expr:
    """A column of days in figures in ISO 8601; what has another form, or is no day, comes as it is."""
    parts = (
        pl.col(name)
        .str.strip_chars()
        .str.extract_groups(
            r"^(?<first>[0-9]{1,2})[/.-](?<second>[0-9]{1,2})[/.-](?<year>[0-9]{4})(?<time>[ T][0-9]{2}:[0-9]{2}.*)?"
        )
    )
    first, second = parts.struct.field("first"), parts.struct.field("second")
    month, day = (first, second) if order == "month" else (second, first)
    text = pl.concat_str(parts.struct.field("year"), month.str.zfill(2), day.str.zfill(2), separator="-")
    is_day = text.str.to_date("%Y-%m-%d", strict=False).is_not_null()
    return pl.when(is_day).then(text + parts.struct.field("time").fill_null("")).otherwise(pl.col(name)).alias(name)


def in_words(path: str, orders: Mapping[str, str]) -> list[str]:
    """What is to be said of a file's columns of days."""
    return [
        f"{path}: the days in {name} are read as {_ORDERS[order]}"
        if order in _ORDERS
        else f"{path}: the days in {name} may be day or month first; they are rejects until they are written YYYY-MM-DD"
        for name, order in orders.items()
    ]


def _order(matches: Sequence[re.Match[str]]) -> str:
    if all(match.group(2) == "." for match in matches):
        return "day"
    over = {side: any(int(match.group(side)) > 12 for match in matches) for side in (1, 3)}
    return "unknown" if over[1] == over[3] else "day" if over[1] else "month"
