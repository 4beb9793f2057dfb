"""What a page declares of its article: JSON-LD first, then OpenGraph and other meta elements, then what is printed."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml.etree import _Element

from flows.sources import days
from flows.sources.pages import json_ld

# Names of meta elements, the best first, in small letters; as `property`, `name` or `itemprop`.
_META = {
    "published": (
        "article:published_time", "og:published_time", "og:article:published_time", "datepublished",
        "parsely-pub-date", "cxenseparse:recs:publishtime", "sailthru.date", "publishdate", "publish-date",
        "publish_date", "pubdate", "pub_date", "publication_date", "article.published", "dc.date.issued",
        "dcterms.created", "dcterms.date", "dc.date", "dc.date.created", "article:publish_date", "date.issued",
        "date_published", "originalpublicationdate", "rnews:datepublished", "date",
    ),
    "modified_at": (
        "article:modified_time", "og:updated_time", "datemodified", "lastmod", "dcterms.modified",
        "last-modified",
    ),
    "title": (
        "og:title", "headline", "parsely-title", "twitter:title", "dc.title", "sailthru.title",
    ),
    "byline": (
        "author", "article:author", "parsely-author", "byl", "sailthru.author", "dc.creator", "twitter:creator",
    ),
    "section": (
        "article:section", "parsely-section", "section", "og:article:section",
    ),
    "publisher": (
        "og:site_name", "application-name", "publisher", "dc.publisher",
    ),
    "description": (
        "og:description", "description", "twitter:description",
    ),
    "keywords": (
        "news_keywords", "keywords", "parsely-tags", "sailthru.tags",
    ),
    "language": (
        "og:locale", "dc.language", "language",
    ),
}  # fmt: skip
_MOST_META = 500
_MOST_TIMES = 50
_MOST_VALUE_CHARS = 2000
_PARTS_OF_TITLES = re.compile(r"\s+[|–—•·»:-]\s+(?=[^|–—•·»]{1,60}$)")
# Candidates further apart than this are told of.
_MOST_DAYS_APART = 2


@dataclass
class Declared:
    """What is known of an article before its text is read; `days` are the candidates for its day, by their origin."""

    fields: dict[str, str | None] = field(default_factory=dict)
    days: dict[str, str] = field(default_factory=dict)
    moments: list[str] = field(default_factory=list)
    extra: dict[str, Any] = field(default_factory=dict)
    notes: dict[str, Any] = field(default_factory=dict)
    body: str | None = None
    country: str | None = None

    def add_day(self, origin: str, text: str | None) -> None:
        """A candidate for the day of publication, if it is one and the first from there."""
        found = days.day_or_moment(text, self.country)
        if found:
            self.days.setdefault(origin, found)


def of_page(tree: _Element, url: str | None) -> Declared:
    """What the whole page declares: it is of its one article, or of the first of several."""
    metas = _metas(tree)
    linked = _canonical(tree, metas, url)
    language = _first((tree.get("lang"), tree.get("{http://www.w3.org/XML/1998/namespace}lang"), metas.get("language")))
    found = Declared(country=days.country_of(linked, tree.get("lang"), metas.get("language")))
    objects = json_ld.articles(tree)
    titles = {_folded(text) for text in (metas.get("title"), *tree.xpath("//h1//text()")[:20], _title(tree)) if text}
    chosen = _chosen(objects, linked, titles)
    found.fields = {
        "title": _first((json_ld.words(chosen.get("headline")), metas.get("title"), _headline(tree), _title(tree))),
        "byline": without_by(
            json_ld.names(chosen.get("author")) or _no_address(metas.get("byline")) or _printed_byline(tree)
        ),
        "section": _first((json_ld.words(chosen.get("articleSection")), metas.get("section"))),
        "url": linked,
        "language": _first((json_ld.words(chosen.get("inLanguage")), language)),
        "modified_at": _first((json_ld.words(chosen.get("dateModified")), metas.get("modified_at"))),
    }
    found.fields["source"] = host(linked)
    found.add_day("jsonld", json_ld.words(chosen.get("datePublished")) or json_ld.words(chosen.get("dateCreated")))
    found.add_day("meta", metas.get("published"))
    found.add_day(
        "meta",
        _first(
            tree.xpath(
                "//*[@itemprop='datePublished']/@content | //time[@itemprop='datePublished' or @pubdate]/@datetime"
            )[:1]
        ),
    )
    found.moments = [
        text
        for text in (*tree.xpath("//time/@datetime")[:_MOST_TIMES], metas.get("published"), metas.get("modified_at"))
        if text
    ]
    body = chosen.get("articleBody")
    found.body = body if isinstance(body, str) else None
    kept = {
        "publisher": _first((json_ld.words(chosen.get("publisher")), metas.get("publisher"))),
        "description": _first((json_ld.words(chosen.get("description")), metas.get("description"))),
        "keywords": _first((_listed(chosen.get("keywords")), metas.get("keywords"))),
        "dateline": json_ld.words(chosen.get("dateline")),
        "type": json_ld.words(chosen.get("@type")) if chosen else None,
    }
    found.extra = {name: text[:_MOST_VALUE_CHARS] for name, text in kept.items() if text}
    if str(chosen.get("isAccessibleForFree")).lower() == "false":
        found.extra["paywall"] = True
    return found


def of_part(element: _Element, page: Declared, of_it: dict[str, Any]) -> Declared:
    """What one of several articles of a page declares: by itself, and in the page's JSON-LD object for it, if any."""
    links = element.xpath(".//*[self::h1 or self::h2 or self::h3]//a/@href | .//a[.//h1 or .//h2 or .//h3]/@href")[:1]
    link = _address(json_ld.words(of_it.get("url")) or _first(links), page.fields.get("url"))
    found = Declared(country=page.country, moments=page.moments)
    found.fields = page.fields | {
        "title": json_ld.words(of_it.get("headline")) or _headline(element),
        "byline": without_by(json_ld.names(of_it.get("author")) or _printed_byline(element)),
        "url": link,
        "modified_at": json_ld.words(of_it.get("dateModified")),
        "source": host(link or page.fields.get("url")),
    }
    found.add_day("jsonld", json_ld.words(of_it.get("datePublished")))
    found.add_day("page", _first(element.xpath(".//time/@datetime")[:1]))
    found.extra = {key: page.extra[key] for key in ("publisher",) if key in page.extra}
    return found


def decide_day(found: Declared, search: Any, latest: date | None, fetched: str | None) -> None:
    """Choose the day of publication: declared, printed on the page, in the address, and last the day of the fetch.

    `search` looks for a printed day, and is asked only where none is declared. Sets published and published_from; notes
    candidates that lie more than two days apart.
    """
    address = days.in_address(found.fields.get("url"))
    if not found.days.keys() & {"jsonld", "meta", "page"}:
        printed = search(latest)
        if not (address or "").startswith(printed or "none"):  # which is where it was found
            found.add_day("page", printed)
    if address:
        found.days["url"] = address
    chosen = next((origin for origin in ("jsonld", "meta", "page", "url") if origin in found.days), None)
    # A month gives way to a whole day in it.
    if chosen == "url" and len(found.days["url"]) == 7 and (fetched or "").startswith(f"{found.days['url']}-"):
        chosen = None
    apart = [day for day in (_whole_day(text) for text in found.days.values()) if day]
    if apart and (max(apart) - min(apart)).days > _MOST_DAYS_APART:
        found.notes["dates_disagree"] = dict(found.days)
    if chosen:
        found.fields["published"] = days.in_own_zone(found.days[chosen], found.moments)
        found.fields["published_from"] = chosen
    elif fetched:
        found.fields["published"], found.fields["published_from"] = fetched, "fetch"


def matching(objects: list[dict[str, Any]], element: _Element) -> dict[str, Any]:
    """The JSON-LD object with the headline that an element has."""
    headline = _folded(_headline(element) or "")
    return next(
        (each for each in objects if headline and _folded(json_ld.words(each.get("headline")) or "") == headline), {}
    )


def host(url: str | None) -> str | None:
    """The host of an address, without `www.`."""
    try:
        name = urlsplit(url or "").hostname
    except ValueError:
        return None
    return name.removeprefix("www.") if name else None


def without_by(byline: str | None) -> str | None:
    """A byline as names: without "By"."""
    return re.sub(r"(?i)^(?:written )?by:?\s+", "", " ".join(byline.split()))[:500] or None if byline else None


def _metas(tree: _Element) -> dict[str, str]:
    """The first value of each thing that meta elements declare."""
    values: dict[str, str] = {}
    for meta in tree.xpath("//meta[@content]")[:_MOST_META]:
        for attribute in ("property", "name", "itemprop"):
            name, value = (meta.get(attribute) or "").strip().lower(), meta.get("content").strip()
            if name and value:
                values.setdefault(name, value[:_MOST_VALUE_CHARS])
    return {key: found for key, names in _META.items() if (found := _first(values.get(name) for name in names))}


def _canonical(tree: _Element, metas: dict[str, str], url: str | None) -> str | None:
    own = _first(tree.xpath("//link[translate(@rel, 'CANOIL', 'canoil')='canonical']/@href")[:1])
    graph = _first(tree.xpath("//meta[@property='og:url']/@content")[:1])
    for candidate in (own, graph):
        address = _address(candidate, url)
        # The front page as canonical address is a fault of a template.
        if address and urlsplit(address).path.strip("/"):
            return address
    return url or _address(own or graph, None)


def _address(link: str | None, base: str | None) -> str | None:
    try:
        joined = urljoin(base or "", (link or "").strip()) if link else ""
        return joined if joined.startswith(("http://", "https://")) and urlsplit(joined).hostname else None
    except ValueError:
        return None


def _chosen(objects: list[dict[str, Any]], url: str | None, titles: set[str]) -> dict[str, Any]:
    """The article that the page is about: with its address, else with its headline, else the first."""
    for each in objects:
        own = (each.get("url"), each.get("mainEntityOfPage"), each.get("@id"))
        if url and any(_bare(words) == _bare(url) for words in map(json_ld.words, own) if words):
            return each
    titled = (each for each in objects if _folded(json_ld.words(each.get("headline")) or "") in titles)
    return next(titled, objects[0] if objects else {})


def _bare(url: str) -> str:
    return re.sub(r"^https?://(?:www\.)?|[?#].*$", "", url.strip().lower()).rstrip("/")


def _headline(element: _Element) -> str | None:
    for tag in ("h1", "h2", "h3"):
        for found in element.iter(tag):
            text = " ".join(" ".join(found.itertext()).split())
            if text:
                return text[:_MOST_VALUE_CHARS]
    return None


def _title(tree: _Element) -> str | None:
    """The page's title without the name of the paper behind it."""
    text = " ".join("".join(tree.xpath("//head/title//text()")[:5]).split())
    return _PARTS_OF_TITLES.split(text)[0][:_MOST_VALUE_CHARS] or None


def _printed_byline(element: _Element) -> str | None:
    found = element.xpath(
        ".//*[@rel='author' or @itemprop='author'"
        " or contains(concat(' ', normalize-space(@class), ' '), ' byline ')"
        " or contains(concat(' ', normalize-space(@class), ' '), ' author ')]"
    )[:1]
    text = ", ".join(part.strip() for part in found[0].itertext() if part.strip()) if found else ""
    text = re.sub(r"(?i)^by,? ", "", text)
    return text if 0 < len(text) <= 120 else None


def _listed(value: Any) -> str | None:
    return ", ".join(str(each) for each in value[:50]) if isinstance(value, list) else json_ld.words(value)


def _no_address(text: str | None) -> str | None:
    return None if text and text.startswith(("http://", "https://", "@")) else text


def _whole_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def _folded(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())


def _first(values: Iterable[str | None]) -> str | None:
    return next((text.strip() for text in values if text and text.strip()), None)
