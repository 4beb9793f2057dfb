"""What is on each page: its sections, each a panel with or without a chart of the same rows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from explore import charts

Rows = Sequence[dict[str, Any]]


@dataclass(frozen=True)
class Section:
    """A panel on a page: how many of its rows are listed (none: the chart alone), and whether its chart is shown.

    One that is `newest` shows of a large lake the newest month where no days are asked for: of years it would say
    little, and slowly.
    """

    panel: str
    listed: int = 10
    chart: bool = False
    newest: bool = False


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

PAGES: dict[str, Page] = {
    "overview": Page(
        "Overview",
        "What this lake holds, and what its newest articles are about.",
        _DAYS,
        (
            Section("articles_by_day", listed=0, chart=True),
            Section("newest_articles"),
            Section("entities_most_named", newest=True),
            Section("facts_by_kind", newest=True),
        ),
    ),
    "entities": Page(
        "Names",
        "Persons (PER), organisations (ORG), places (LOC) and others (MISC) that current articles name.",
        (*_DAYS, "type"),
        (Section("entities_most_named", listed=50, newest=True),),
    ),
    "money": Page(
        "Money",
        "Amounts of money, without restatements and rates.",
        (*_DAYS, "currency"),
        (
            Section("money_by_month", listed=12, chart=True),
            Section("money_largest", listed=25),
            Section("facts_by_kind", newest=True),
        ),
    ),
    "announced": Page(
        "Announced",
        "Days after their publication that articles speak of.",
        _DAYS,
        (Section("announced_by_day", listed=0, chart=True), Section("announced", listed=50)),
        {"from_day": "today"},
    ),
    "quotes": Page(
        "Quotations",
        "Who says what: whole quotations, each once.",
        (*_DAYS, "speaker"),
        (
            Section("quoted_most", listed=15, chart=True, newest=True),
            Section("quotes_newest", listed=25, newest=True),
        ),
    ),
    "places": Page(
        "Places",
        "Places that articles name; the map shows the cities whose place on it is known.",
        _DAYS,
        (Section("places_named", listed=50, chart=True, newest=True),),
    ),
    "nights": Page(
        "Nights",
        "What each run brought, and what it had to leave.",
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
    Section("entity_aliases", listed=10, newest=True),
    Section("entity_named_with", listed=10, newest=True),
    Section("entity_money", listed=10, newest=True),
    Section("entity_quotes", listed=10, newest=True),
    Section("entity_quoted_about", listed=10, newest=True),
    Section("entity_mentions_newest", listed=15, newest=True),
    Section("entity_merged", listed=10),
)

# Tables that are not sorted by entity: of each day that is asked for all is read.
_READ_WHOLE = ("entity_money", "entity_quotes", "entity_quoted_about")
SELDOM_NAMED_SECTIONS = tuple(replace(section, newest=section.panel in _READ_WHOLE) for section in ENTITY_SECTIONS)

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
    "places_named": lambda rows: charts.on_map(rows, "latitude", "longitude", "articles"),
    "night_articles_by_source": lambda rows: charts.by_name(rows[:_BARS_BY_NAME], "source", "articles", "articles"),
    "facts_per_night": lambda rows: charts.by_day(rows, "day", "facts_per_article", None, "facts per article"),
}
