"""Pages that travel: one HTML file each, with its style and pictures inside and no link that needs a server."""

from contextlib import suppress
from datetime import date

from explore import charts
from explore.articles import article
from explore.pages import NIGHT_SECTIONS
from explore.render import chart_of, inside, sections_of, templates, whole_article
from explore.store import Store
from warehouse.errors import DatelineError


def night_report(store: Store, night: date) -> str:
    """What the runs of one logical day brought, as HTML. Raises DatelineError where there was none."""
    asked = {"night": night.isoformat()}
    found = sections_of(store, NIGHT_SECTIONS, asked)
    if found["sections"][0]["is_empty"]:
        _, days = store.select("SELECT max(as_of) FROM runs", [])
        raise DatelineError(f"There was no run for {night}", f"The newest was for {days[0][0]}")
    artist = charts.Artist()
    try:
        for section in found["sections"]:
            if section["picture"] and charts.can_draw():
                with suppress(charts.ChartError):  # its rows are listed all the same
                    section["picture"] = inside(chart_of(store, artist, section["panel"].name, asked))
    finally:
        artist.close()
    page = templates(travels=True).get_template("page.html")
    return page.render(heading=f"The night of {night}", about=f"Lake {store.lake.name}", fields={}, **found)


def article_page(store: Store, article_id: str) -> str:
    """The current revision of an article with its facts, as HTML. Raises DatelineError where there is none."""
    found = article(store, article_id, None)
    if found is None:
        raise DatelineError(f"There is no article {article_id}", "`select article_id, title from articles` lists them")
    return templates(travels=True).get_template("article.html").render(**whole_article(found))
