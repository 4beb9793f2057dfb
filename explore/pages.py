"""What is on each page: its sections, each a panel with or without a chart of the same rows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from explore import charts, maps

Rows = Sequence[dict[str, Any]]


@dataclass(frozen=True)
class Section:
    """A panel on a page: how many of its rows are listed (none: the chart alone), and whether its chart is shown.

    Of a large lake it shows so many `newest` days where no days are asked for (none: all of them): of years it would
    say little, and slowly.
    """

    panel: str
    listed: int = 10
    chart: bool = False
    newest: int = 0


@dataclass(frozen=True)
class Page:
    """A page of the menu: its heading, the fields of its form, and its sections."""

    heading: str
    about: str
    fields: tuple[str, ...]
    sections: tuple[Section, ...]
    # What the fields are where the address does not give them; `today` is the lake's newest day of publication.
    defaults: dict[str, str] = field(default_factory=dict)


_DAYS = ("from_day", "to_day")
WEEK, MONTH = 7, 30

PAGES: dict[str, Page] = {
    "overview": Page(
        "Overview",
        "What this lake holds, and what its newest articles are about.",
        _DAYS,
        (
            Section("articles_by_day", listed=0, chart=True),
            Section("newest_articles"),
            Section("entities_most_named", newest=MONTH),
            Section("facts_by_kind", newest=MONTH),
        ),
    ),
    "entities": Page(
        "Names",
        "Persons, organisations, places and others that articles name; a name leads to all that is known of it.",
        ("named", "type", *_DAYS),
        (Section("entities_most_named", listed=50, newest=MONTH),),
    ),
    "money": Page(
        "Money",
        "Amounts of money that articles tell, one told in two currencies counted once, without rates. "
        "The words of an amount lead to where they stand.",
        (*_DAYS, "currency"),
        (
            Section("money_by_month", listed=12, chart=True),
            Section("money_largest", listed=25),
            Section("facts_by_kind", newest=MONTH),
        ),
    ),
    "announced": Page(
        "Announced",
        "What lies ahead: days and months that articles speak of before they come.",
        _DAYS,
        (Section("announced_by_day", listed=0, chart=True), Section("announced", listed=50)),
        {"from_day": "today"},
    ),
    "quotes": Page(
        "Quotations",
        "Who says what: whole quotations, each once.",
        (*_DAYS, "speaker"),
        (
            Section("quoted_most", listed=15, chart=True, newest=MONTH),
            Section("quotes_newest", listed=25, newest=MONTH),
        ),
    ),
    "places": Page(
        "Places",
        "Places that articles name. The map shows the cities among them; of lands and regions no point is known.",
        _DAYS,
        (Section("places_named", listed=50, chart=True, newest=MONTH),),
    ),
    "nights": Page(
        "Nights",
        "A night is one run of the ingest: what it brought, what it had to leave and why.",
        (),
        (
            Section("facts_per_night", listed=0, chart=True),
            Section("nights", listed=14),
            Section("rejects_by_reason"),
            Section("sources_freshness", listed=25),
        ),
    ),
}

ENTITY_SECTIONS = (
    Section("entity_by_day", listed=0, chart=True),
    Section("entity_aliases", listed=10, newest=WEEK),
    Section("entity_named_with", listed=10, newest=WEEK),
    Section("entity_money", listed=10, newest=WEEK),
    Section("entity_quotes", listed=10, newest=WEEK),
    Section("entity_quoted_about", listed=10, newest=WEEK),
    Section("entity_mentions_newest", listed=15, newest=WEEK),
    Section("entity_merged", listed=10),
)

# Tables that are not sorted by entity: of each day that is asked for all is read.
_READ_WHOLE = ("entity_money", "entity_quotes", "entity_quoted_about")
SELDOM_NAMED_SECTIONS = tuple(
    replace(section, newest=MONTH if section.panel in _READ_WHOLE else 0) for section in ENTITY_SECTIONS
)

# What a night's report holds.
NIGHT_SECTIONS = (
    Section("night_runs", listed=20),
    Section("night_articles_by_source", listed=25, chart=True),
    Section("night_entities", listed=25),
    Section("night_money", listed=25),
    Section("night_quotes", listed=25),
    Section("night_rejects", listed=100),
    Section("night_articles", listed=200),
)

_BARS_BY_NAME = 15
_DAYS_AHEAD = 366


def _money(rows: Rows) -> dict[str, Any]:
    """Only what has a value in US dollars can share an axis."""
    return charts.by_day([row for row in rows if row["total_usd"]], "month", "total_usd", "currency", "US dollars")


def _a_year(rows: Rows) -> Rows:
    """Beyond a year a few articles speak of single days, and would squeeze the others."""
    return [row for row in rows if (row["day"] - rows[0]["day"]).days <= _DAYS_AHEAD]


# The chart of a panel, from its rows.
CHARTS: dict[str, Callable[[Rows], dict[str, Any]]] = {
    "articles_by_day": lambda rows: charts.by_day(rows, "day", "articles", "source", "articles"),
    "entity_by_day": lambda rows: charts.by_day(rows, "day", "mentions", None, "mentions"),
    "money_by_month": _money,
    "announced_by_day": lambda rows: charts.by_day(_a_year(rows), "day", "articles", None, "articles"),
    "quoted_most": lambda rows: charts.by_name(rows[:_BARS_BY_NAME], "speaker", "quotations", "quotations"),
    "places_named": lambda rows: maps.on_map(rows, "articles"),
    "night_articles_by_source": lambda rows: charts.by_name(rows[:_BARS_BY_NAME], "source", "articles", "articles"),
    "facts_per_night": lambda rows: charts.by_day(rows, "day", "facts_per_article", None, "facts per article"),
}
