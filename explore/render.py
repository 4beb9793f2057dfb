"""Pages as HTML: what a template is given for a list or an article, for the server and for files that travel."""

from base64 import b64encode
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from importlib.resources import files
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined

from explore import charts, shown
from explore.articles import KINDS, Article
from explore.highlight import part_ends, segments
from explore.pages import CHARTS, PAGES, Section
from explore.panels import DEFAULTS, PANELS, statements
from explore.store import Rows, Store

Days = tuple[date | None, date | None]

PART_CHARS, PART_FACTS = 20_000, 500
MOST_FACTS_LISTED = 300
ROWS_OF_A_CHART = 5_000
# Drawn, in rows of a list.
_SIZE_OF_A_CHART = 300


def templates(*, travels: bool) -> Environment:
    """The templates, escaping everything. A page that travels has its style inside and leads nowhere."""
    made = Environment(
        loader=PackageLoader("explore"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {"cell": shown.cell, "plain": shown.plain}
    made.globals |= {
        "heading_of": shown.heading,
        "field_names": shown.FIELD_NAMES,
        "said": shown.said,
        "types": shown.TYPES,
        "kind_names": shown.KIND_NAMES,
        "is_long": shown.LONG.__contains__,
        "is_day": shown.is_day,
        "is_number": shown.is_number,
        "address": _nowhere if travels else shown.address,
        "menu": PAGES,
        "travels": travels,
        "style": style() if travels else "",
    }
    return made


def style() -> str:
    """The style sheet."""
    return files("explore").joinpath("static/style.css").read_text(encoding="utf-8")


def sections_of(
    store: Store, sections: Iterable[Section], asked: Mapping[str, str], days: Days | None = None
) -> dict[str, Any]:
    """What page.html is given of its sections, read from the lake.

    Sections with `newest` days show of a large lake so many of `days`, the first and the last; where none are given,
    of those of the lake.
    """
    made = []
    days = days or store.days()
    for section in sections:
        since = _since(days, asked, section.newest) if section.newest and store.is_large() else None
        of_section = asked if since is None else {**asked, "from_day": since}
        # The rows of its chart are asked for at once: the picture, which the browser asks for next, is drawn from them.
        found = store.panel(section.panel, of_section, ROWS_OF_A_CHART if section.chart else max(1, section.listed))
        given = section_of(section, of_section, found)
        if since is not None:
            in_address = {name: value for name, value in _named(asked).items() if name != "entity_id"}
            given |= {"since": since, "all_days": urlencode({**in_address, "from_day": str(days[0])})}
        made.append(given)
    return {"sections": made, "can_draw": charts.can_draw()}


def _since(days: Days, asked: Mapping[str, str], newest: int) -> str | None:
    """First of the newest days, where no days are asked for and there are earlier ones."""
    first, last = days
    if asked.get("from_day") or asked.get("to_day") or first is None or last is None:
        return None
    return (last - timedelta(days=newest - 1)).isoformat() if (last - first).days >= newest else None


def section_of(section: Section, asked: Mapping[str, str], found: Rows) -> dict[str, Any]:
    """What a template is given of one section: rows to list, the SELECT, and the query of its chart and files."""
    panel = PANELS[section.panel]
    named = _named(asked)
    return {
        "panel": panel,
        "about": statements()[panel.name].about,
        "rows": found.rows[: section.listed],
        "is_empty": not found.rows,
        "has_days": "from_day" in named or "to_day" in named,
        "has_more": found.has_more or len(found.rows) > section.listed,
        "sql": found.sql,
        "query": urlencode(named),
        "asked": named,
        "since": None,
        "picture": f"/charts/{panel.name}.svg?{urlencode(named)}" if section.chart and found.rows else "",
    }


def _named(asked: Mapping[str, str]) -> dict[str, str]:
    return {field: value for field, value in asked.items() if value and value != DEFAULTS.get(field)}


def chart_of(store: Store, artist: charts.Artist, name: str, asked: Mapping[str, str]) -> str:
    """The chart of a panel as SVG; raises ChartError where it cannot be drawn."""
    found = store.panel(name, asked, ROWS_OF_A_CHART)
    drawn: str = store.kept(
        ("chart", found.sql), lambda: artist.draw(CHARTS[name](found.rows)), lambda _: _SIZE_OF_A_CHART
    )
    return drawn


def inside(svg: str) -> str:
    """A picture as an address that holds it."""
    return f"data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}"


def whole_article(found: Article) -> dict[str, Any]:
    """What article.html is given of an article that travels: all of its text, cut at its facts."""
    return _article(found, list(KINDS), 1, [len(found.columns["body"])])


def article_of(found: Article, kinds: list[str], part: int) -> dict[str, Any]:
    """What article.html is given: the text cut at its facts of some kinds, one part of a long one."""
    starts = [fact.start_char for fact in found.facts["body"]]
    return _article(found, kinds, part, part_ends(found.columns["body"], PART_CHARS, starts, PART_FACTS))


def _article(found: Article, kinds: list[str], part: int, ends: list[int]) -> dict[str, Any]:
    body = found.columns["body"]
    part = min(max(1, part), len(ends))
    first, end = ([0, *ends][part - 1], ends[part - 1])
    facts = {field: [fact for fact in of if fact.kind in kinds] for field, of in found.facts.items()}
    listed = [("title", fact) for fact in facts["title"]]
    listed += [("body", fact) for fact in facts["body"] if first <= fact.start_char < end]
    listed.sort(key=lambda row: (row[0] == "body", row[1].start_char, -row[1].end_char))
    return {
        "heading": found.title,
        "article": found,
        "kinds": kinds,
        "all_kinds": KINDS,
        "title_segments": segments(found.columns["title"] or "", facts["title"]),
        "body_segments": segments(body, facts["body"], first, end),
        "listed": listed[:MOST_FACTS_LISTED],
        "left_out": max(0, len(listed) - MOST_FACTS_LISTED),
        "part": part,
        "parts": len(ends),
    }


def _nowhere(_template: str, _row: dict[str, Any]) -> None:
    """The address behind a cell of a page that travels."""
