"""The pages of `dateline explore` by address. Each is one function from a request to a page; nothing is written."""

import io
from collections.abc import Callable
from typing import Any
from urllib.parse import quote, urlencode

import polars as pl
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

from explore import charts, searching
from explore.articles import KINDS, Article, article, differences
from explore.guard import Guard
from explore.pages import CHARTS, ENTITY_SECTIONS, NIGHT_SECTIONS, PAGES, SELDOM_NAMED_SECTIONS, Section
from explore.panels import DEFAULTS, PANELS, ParameterError, checked, parameters, statements
from explore.render import ROWS_OF_A_CHART, article_of, chart_of, section_of, sections_of, style, templates
from explore.shown import cell
from explore.store import Store, TooSlowError
from warehouse.errors import DatelineError
from warehouse.search import QueryError, marked
from warehouse.tables import TABLES

_ROWS_OF_A_LIST = 100
_ROWS_TO_TAKE_HOME = 100_000
_HITS_ON_A_PAGE = 20
_HITS_TO_TAKE_HOME = 1_000
_MOST_PAGES = 10_000
# Of an entity that is named more often most lists show the newest week in which it is.
_SELDOM_MENTIONS = 5_000
_FILE_TYPES = {"csv": "text/csv; charset=utf-8", "parquet": "application/vnd.apache.parquet"}

Asked = dict[str, str]


def explore_app(store: Store) -> Starlette:
    """The pages over one lake, as an ASGI application."""
    statements()  # raises where a panel has no SELECT
    view = _View(store)
    routes = [Route("/", view.page("overview")), Route("/style.css", _style), Route("/favicon.ico", _no_icon)]
    routes += [Route(f"/{name}", view.page(name)) for name in PAGES if name != "overview"]
    routes += [
        Route("/search", view.search),
        Route("/search.{ending}", view.search_rows),
        Route("/articles/{article_id}", view.article),
        Route("/articles/{article_id}/diff", view.diff),
        Route("/entities/{entity_id:path}", view.entity),
        Route("/nights/{night}", view.night),
        Route("/panels/{name}", view.panel),
        Route("/rows/{name}.{ending}", view.rows),
        Route("/charts/{name}.svg", view.chart),
    ]
    handlers: dict[Any, Any] = {
        HTTPException: view.not_found,
        ParameterError: view.bad_parameter,
        QueryError: view.bad_parameter,
        TooSlowError: view.busy,
        DatelineError: view.busy,
    }
    return Starlette(routes=routes, middleware=[Middleware(Guard)], exception_handlers=handlers)


class _View:
    """The pages over one store."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._templates = templates(travels=False)
        self._artist = charts.Artist()

    def page(self, name: str) -> Callable[[Request], Response]:
        """A page of the menu."""

        def answer(request: Request) -> Response:
            page = PAGES[name]
            asked = {field: _asked(request, field) for field in page.fields}
            for field, value in page.defaults.items():
                asked[field] = asked[field] or (self._newest_day() if value == "today" else value)
            found = sections_of(self._store, page.sections, asked)
            about = self._holdings() if name == "overview" else page.about
            return self._html("page.html", heading=page.heading, about=about, fields=asked, **found)

        return answer

    def night(self, request: Request) -> Response:
        """What the runs of one logical day brought."""
        asked = {"night": checked("night", request.path_params["night"])}
        found = sections_of(self._store, NIGHT_SECTIONS, asked)
        if found["sections"][0]["is_empty"]:
            raise HTTPException(404)
        about = f"What came that night. As one file to send: dateline report {asked['night']} -o night.html"
        return self._html("page.html", heading=f"The night of {asked['night']}", about=about, fields={}, **found)

    def search(self, request: Request) -> Response:
        """Articles that hold all of some words, best first; without words those that the filters leave."""
        asked = {field: _asked(request, field) for field in searching.FIELDS}
        naming = self._store.named(asked["entity_id"]) if asked["entity_id"] else None
        asked["entity_id"] = naming[0] if naming else asked["entity_id"]
        number = _page_number(request)
        found = None
        if any(asked.values()):
            first = (number - 1) * _HITS_ON_A_PAGE
            found = self._store.search(asked["words"], searching.filters_of(asked), _HITS_ON_A_PAGE, first)
        kinds = [str(kind) for kind in TABLES["numeric_facts"].columns()["kind"].dtype.categories]  # type: ignore[attr-defined]
        return self._html(
            "search.html",
            heading="Search",
            fields=asked,
            kinds=kinds,
            naming=naming,
            names_query=urlencode({"named": asked["words"].strip('"')}),
            found=found,
            hits=found.articles.to_dicts() if found else [],
            marked=lambda text: marked(text, asked["words"]),
            sql=searching.sql_to_copy(asked),
            number=number,
            has_more=found is not None and number * _HITS_ON_A_PAGE < found.total,
            here=lambda **changed: _with("/search", asked | {"page": "1"} | changed),
            file=lambda ending: _with(f"/search.{ending}", asked),
        )

    def search_rows(self, request: Request) -> Response:
        """The first articles found to take home, as CSV or Parquet."""
        asked = {field: _asked(request, field) for field in searching.FIELDS}
        found = self._store.search(asked["words"], searching.filters_of(asked), _HITS_TO_TAKE_HOME)
        return _file(found.articles, "search", request.path_params["ending"])

    def article(self, request: Request) -> Response:
        """An article with its facts highlighted, long ones in parts."""
        found = self._article(request, _whole_number(request, "revision"))
        kinds = [kind for kind in request.query_params.getlist("kind") if kind in KINDS] or list(KINDS)
        return self._html("article.html", **article_of(found, kinds, _whole_number(request, "part") or 1))

    def diff(self, request: Request) -> Response:
        """What a revision changed against the one before it, or against another."""
        newer = self._article(request, _whole_number(request, "to"))
        numbers = [row["revision"] for row in newer.revisions]
        before = [number for number in numbers if number < newer.columns["revision"]]
        asked = _whole_number(request, "from")
        if asked is None and not before:
            raise HTTPException(404)
        older = self._article(request, asked if asked is not None else before[-1])
        return self._html(
            "diff.html",
            heading=newer.title,
            older=older,
            newer=newer,
            title_changes=differences(older.title, newer.title),
            body_changes=differences(older.columns["body"], newer.columns["body"]),
        )

    def entity(self, request: Request) -> Response:
        """An entity: when it is named, with whom, its amounts and quotations."""
        entity_id = request.path_params["entity_id"]
        names, rows = self._store.select("SELECT * FROM entities WHERE entity_id = ?", [entity_id])
        if not rows:
            raise HTTPException(404)
        entity = dict(zip(names, rows[0], strict=True))
        asked = {"entity_id": entity["merged_into"] or entity_id}
        asked |= {field: _asked(request, field) for field in ("from_day", "to_day")}
        by_day = self._store.panel("entity_by_day", asked, ROWS_OF_A_CHART).rows
        mentions = sum(row["mentions"] for row in by_day)
        days = (by_day[0]["first_on"], by_day[-1]["last_on"]) if by_day else (None, None)
        sections = ENTITY_SECTIONS if mentions > _SELDOM_MENTIONS else SELDOM_NAMED_SECTIONS
        found = sections_of(self._store, sections, asked, days)
        return self._html("entity.html", heading=entity["name"], entity=entity, **found)

    def panel(self, request: Request) -> Response:
        """One list, page by page."""
        name = _panel_name(request)
        asked = self._asked_of(request, name)
        number = _page_number(request)
        rows = self._store.panel(name, asked, _ROWS_OF_A_LIST, (number - 1) * _ROWS_OF_A_LIST)
        return self._html(
            "panel.html",
            heading=PANELS[name].heading,
            number=number,
            first_row=(number - 1) * _ROWS_OF_A_LIST + 1,
            section=section_of(Section(name, _ROWS_OF_A_LIST), asked, rows),
            here=lambda **changed: _with(f"/panels/{name}", asked | changed),
        )

    def rows(self, request: Request) -> Response:
        """The rows of a list to take home, as CSV or Parquet."""
        name = _panel_name(request)
        frame = self._store.frame(name, self._asked_of(request, name), _ROWS_TO_TAKE_HOME)
        return _file(frame, name, request.path_params["ending"])

    def chart(self, request: Request) -> Response:
        """The chart of a panel as SVG."""
        name = _panel_name(request)
        if name not in CHARTS:
            raise HTTPException(404)
        try:
            drawn = chart_of(self._store, self._artist, name, self._asked_of(request, name))
            return Response(drawn, media_type="image/svg+xml")
        except charts.ChartError as error:
            return PlainTextResponse(f"{error}\n", 503)

    def not_found(self, _request: Request, error: Exception) -> Response:
        """A page that is not there."""
        status = error.status_code if isinstance(error, HTTPException) else 404
        return self._problem(status, "There is nothing at this address", "Look for it, or begin at the overview.")

    def bad_parameter(self, _request: Request, error: Exception) -> Response:
        """An address with a value that cannot be used."""
        return self._problem(400, "This cannot be asked", str(error))

    def busy(self, _request: Request, error: Exception) -> Response:
        """A lake that does not answer now."""
        return self._problem(503, "The lake does not answer", str(error))

    def close(self) -> None:
        """End the process that draws."""
        self._artist.close()

    def _article(self, request: Request, revision: int | None) -> Article:
        found = article(self._store, request.path_params["article_id"], revision)
        if found is None:
            raise HTTPException(404)
        return found

    def _holdings(self) -> str:
        """What the lake has, in a sentence or two."""
        first, last = self._store.days()
        articles, facts = self._store.counts()
        if not articles:
            return f"The lake {self._store.lake.name} holds no articles yet: dateline ingest YOUR/ARTICLES brings some."
        of_days = f" published from {first} to {last}" if first else ""
        return (
            f"{cell(articles)} articles{of_days}, and {cell(facts)} facts of them: dates, numbers, names and "
            f"quotations. The lake is {self._store.lake.name}."
        )

    def _newest_day(self) -> str:
        return str(self._store.days()[1] or DEFAULTS["from_day"])

    def _asked_of(self, request: Request, name: str) -> Asked:
        return parameters(name, {field: _asked(request, field) for field in DEFAULTS})

    def _html(self, template: str, status: int = 200, **values: Any) -> HTMLResponse:
        return HTMLResponse(self._templates.get_template(template).render(**values), status)

    def _problem(self, status: int, heading: str, about: str) -> Response:
        return self._html("problem.html", status, heading=heading, about=about)


def _file(frame: pl.DataFrame, name: str, ending: str) -> Response:
    if ending not in _FILE_TYPES:
        raise HTTPException(404)
    made = io.BytesIO()
    if ending == "csv":
        frame.with_columns(pl.col(pl.List(pl.String)).list.join("; ")).write_csv(made)
    else:
        frame.write_parquet(made)
    named = {"Content-Disposition": f'attachment; filename="{name}.{ending}"'}
    return Response(made.getvalue(), media_type=_FILE_TYPES[ending], headers=named)


def _style(_request: Request) -> Response:
    return Response(style(), media_type="text/css")


def _no_icon(_request: Request) -> Response:
    """Browsers ask for one."""
    return Response(status_code=204)


def _asked(request: Request, field: str) -> str:
    return request.query_params.get(field, "").strip()


def _whole_number(request: Request, field: str) -> int | None:
    given = _asked(request, field)
    if not given:
        return None
    if not (given.isascii() and given.isdigit() and len(given) <= 9):
        raise ParameterError(f"{field} is no whole number: {given[:40]}", "Follow a link of the page before")
    return int(given)


def _page_number(request: Request) -> int:
    return min(max(1, _whole_number(request, "page") or 1), _MOST_PAGES)


def _panel_name(request: Request) -> str:
    name: str = request.path_params["name"]
    if name not in PANELS:
        raise HTTPException(404)
    return name


def _with(place: str, asked: Asked) -> str:
    return f"{quote(place)}?{urlencode({field: value for field, value in asked.items() if value})}"
