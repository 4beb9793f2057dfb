"""How values are shown on a page; markup is escaped by the templates."""

from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import quote

# Control characters and marks that turn the direction of a text become visible, one for one, so that offsets hold.
_CONTROL = dict.fromkeys(
    [*range(0x20), *range(0x7F, 0xA0), *range(0x200E, 0x2010), *range(0x202A, 0x202F), *range(0x2066, 0x206A)],
    "\N{REPLACEMENT CHARACTER}",
) | {ord("\n"): "\n", ord("\t"): "\t"}

# Columns and values as a page calls them, where their names in the tables say little to who sees them first.
HEADINGS = {
    "published_on": "published",
    "country_code": "country",
    "value_usd": "in US dollars",
    "total_usd": "in US dollars",
    "modifier": "meant as",
    "relation": "as",
    "text": "words",
    "last_day": "until",
    "granularity": "said to the",
    "as_of": "night",
    "last_on": "last quoted",
    "records_in": "records",
    "known": "known before",
    "newest_uri": "for example",
    "newest_detail": "what was wrong",
    "source_uri": "file or address",
    "source_locator": "where in it",
    "median_value": "median in that unit",
}
# What an address may ask for, as forms call it.
FIELD_NAMES = {
    "from_day": "From",
    "to_day": "To",
    "type": "Type",
    "currency": "Currency",
    "speaker": "Speaker",
    "named": "Name holds",
}
# Columns of whole sentences: in a narrow window they are scrolled to rather than squeezed.
LONG = {"title", "words", "detail", "newest_detail", "newest_uri", "source_uri"}
TYPES = {"PER": "person", "ORG": "organisation", "LOC": "place", "MISC": "other"}
KIND_NAMES = {"temporal": "dates", "numeric": "numbers", "entity": "names", "quotation": "quotations"}
MODIFIERS = {"=": "exactly", "~": "about", "<": "less than", "<=": "at most", ">": "more than", ">=": "at least"}
_MEANINGS = {"type": TYPES, "mention_type": TYPES, "modifier": MODIFIERS}

MOST_CELL_CHARS = 400
# Cents of millions say nothing.
_WHOLE_FROM = 1e6


def plain(text: str) -> str:
    """A text of others, of the same length, without what could act on the page or the reader's terminal."""
    return text.translate(_CONTROL)


def cell(value: Any) -> str:
    """A value of a row in words: 1,250,000; 2.75; 2026-03-11; nothing for null. Long texts are cut."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, float):
        return (
            f"{value:,.0f}"
            if value % 1 == 0 or abs(value) >= _WHOLE_FROM
            else f"{value:,.2f}"
            if abs(value) >= 1
            else f"{value:.4g}"
        )
    if isinstance(value, datetime):
        return f"{value.astimezone(UTC).replace(tzinfo=None).isoformat(sep=' ', timespec='minutes')} UTC"
    if isinstance(value, date):
        return value.isoformat()
    text = plain(str(value))
    return text if len(text) <= MOST_CELL_CHARS else f"{text[:MOST_CELL_CHARS]}…"


def heading(column: str) -> str:
    """What stands above a column."""
    return HEADINGS.get(column, column.replace("_", " "))


def said(column: str, row: dict[str, Any]) -> str:
    """The value of a column of a row in words."""
    value = row[column]
    if column == "month" and value is not None:
        return f"{value:%Y-%m}"
    if column == "facts_per_article" and value is not None:
        return f"{value:,.1f}"
    if column == "last_day" and value == row.get("day"):
        return ""
    return _MEANINGS.get(column, {}).get(value) or cell(value)


def is_number(value: Any) -> bool:
    """Whether a cell is set to the right."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def is_day(value: Any) -> bool:
    """Whether a cell is kept on one line."""
    return isinstance(value, date)


def address(template: str, row: dict[str, Any]) -> str | None:
    """The address that a template over the columns of a row gives, or None where one of them is null."""
    parts = {name: quote(str(value), safe=":") for name, value in row.items() if value is not None}
    try:
        return template.format_map(parts)
    except KeyError:
        return None
