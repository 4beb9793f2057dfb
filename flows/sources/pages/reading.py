"""A page to articles: one, several, or none with the reason."""

import json
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from lxml import etree, html
from lxml.etree import _Element

from flows.sources.charsets import text_of
from flows.sources.days import without_ambiguous
from flows.sources.pages import json_ld, metadata
from flows.sources.pages.text import text_of_article, tidied
from transforms.notes import with_notes

# An `article` of so many words is one; one with fewer leads to a page of its own.
_LEAST_WORDS = 60
# Next to one of this many times as many words, others are teasers or comments.
_OUTWEIGHS = 4
_MOST_ARTICLES = 500
# One `article` with so large a share of all words in paragraphs has all that is wanted.
_MOST_OF_PAGE = 0.6
# What has no line of so many words holds no text: "Loading", "Subscribe now".
_LEAST_LINE_WORDS = 5
# Comments of readers are `article` elements on many pages.
_COMMENTS = "ancestor-or-self::*[contains(@class, 'comment') or contains(@id, 'comment')]"
_PARSER = {"remove_pis": True, "huge_tree": False}

# They warn of every page in which they find nothing; that is in the rejects.
for _library in ("trafilatura", "htmldate", "courlan"):
    logging.getLogger(_library).setLevel(logging.CRITICAL)


@dataclass(frozen=True)
class Page:
    """The bytes of a page, and what its transport says: address, character set, and when it was fetched."""

    data: bytes
    url: str | None = None
    charset: str | None = None
    fetched: str | None = None
    latest: date | None = None


@dataclass(frozen=True)
class Article:
    """An article of a page as columns of a records frame, or with reason and detail why there is none."""

    fields: dict[str, str | None]
    reason: str | None = None
    detail: str | None = None


def read_page(page: Page) -> list[Article]:
    """The articles of a page, at least one, which may be a reject."""
    text = text_of(page.data, page.charset)
    if text is None:
        return [Article({}, "not_text", "The bytes are no text in a known encoding; save the page as UTF-8")]
    tree = _parsed(text)
    if tree is None:
        return [Article({}, "no_body", "The page is empty; fetch it again")]
    declared = metadata.of_page(tree, page.url)
    parts = [part for part in tree.iter("article") if not any(True for _ in part.iterancestors("article"))]
    parts = [part for part in parts[:_MOST_ARTICLES] if not part.xpath(_COMMENTS)]
    sizes = [len(" ".join(part.itertext()).split()) for part in parts]
    large = [part for part, size in zip(parts, sizes, strict=True) if size >= _LEAST_WORDS]
    longest = max(sizes, default=0)
    if len(large) > 1 and not sum(sizes) - longest < longest / _OUTWEIGHS:
        return _several(tree, large, declared, page)
    if len(parts) > 2 and not large and declared.fields.get("published") is None and not declared.days:
        listed = f"The page lists {len(parts)} articles and is none itself; ingest the pages that it leads to"
        return [Article(declared.fields, "index_page", listed)]
    main = parts[sizes.index(longest)] if longest >= _LEAST_WORDS else tree
    if len(parts) == 1 and main is not tree and _paragraph_words(main) < _MOST_OF_PAGE * _paragraph_words(tree):
        main = tree  # it is a teaser, or no more than the head of the article
    body = text_of_article(main, declared.fields.get("title"))
    return [_article(declared, body, text, page)]


def _paragraph_words(element: _Element) -> int:
    return sum(len(" ".join(part.itertext()).split()) for part in element.iter("p"))


def _several(tree: _Element, parts: Sequence[_Element], page_declared: metadata.Declared, page: Page) -> list[Article]:
    """Each article of a page by itself; what the page declares is of none of them but the one with its headline."""
    objects = json_ld.articles(tree)
    found = []
    for part in parts:
        declared = metadata.of_part(part, page_declared, metadata.matching(objects, part))
        found.append(_article(declared, text_of_article(part, declared.fields.get("title")), "", page))
    return found


def _article(declared: metadata.Declared, body: str, text: str, page: Page) -> Article:
    if not _is_text(body) and declared.body:
        body = tidied(_plain(declared.body), declared.fields.get("title"))
        declared.notes["text_from"] = "jsonld"

    def printed_day(latest: date | None) -> str | None:
        return _printed_day(text, declared.country, latest) if text else None

    metadata.decide_day(declared, printed_day, page.latest, page.fetched)
    extra = json.dumps(declared.extra, ensure_ascii=False) if declared.extra else None
    fields = declared.fields | {
        "body": "\n\n".join(body.splitlines()),
        "extra": with_notes(extra, declared.notes),
    }
    fields = {name: _storable(value) for name, value in fields.items()}
    if not _is_text(body):
        detail = "The page holds no text of an article: it is a list, needs a script or a login; fetch the page of one"
        return Article(fields, "no_body", detail)
    return Article(fields)


def _printed_day(text: str, country: str | None, latest: date | None) -> str | None:
    """The day that the page prints, as htmldate finds it, in a page without days that may be two."""
    import htmldate

    try:
        newest = (latest or date(9999, 12, 31)).isoformat()
        return htmldate.find_date(
            without_ambiguous(text, country), extensive_search=False, original_date=True, max_date=newest,
            min_date="1900-01-01",
        )  # fmt: skip
    except (ValueError, TypeError, AttributeError, OverflowError, RecursionError, etree.LxmlError):
        return None


def _parsed(text: str) -> _Element | None:
    try:
        tree = html.document_fromstring(
            text.encode("utf-8", "replace"), parser=html.HTMLParser(encoding="utf-8", **_PARSER)
        )
    except (etree.LxmlError, ValueError, RecursionError):
        return None
    for unwanted in list(tree.iter("script", "style", "noscript", "template", "svg", "iframe", "object")):
        if unwanted.tag != "script" or "ld+json" not in (unwanted.get("type") or "").lower():
            unwanted.drop_tree()
    return tree if tree.find("body") is not None else None


def _plain(text: str) -> str:
    """The text of a JSON-LD body, which on some pages is markup."""
    if "<" not in text:
        return text
    try:
        return "\n".join(part.strip() for part in html.fromstring(f"<div>{text}</div>").itertext())
    except (etree.LxmlError, ValueError):
        return text


def _is_text(body: str) -> bool:
    return any(len(line.split()) >= _LEAST_LINE_WORDS for line in body.splitlines())


def _storable(value: str | None) -> str | None:
    """Text without halves of characters, which no column can hold."""
    return None if value is None else value.encode("utf-8", "replace").decode("utf-8")
