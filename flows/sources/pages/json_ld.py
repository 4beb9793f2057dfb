"""What a page says of its article in JSON-LD: schema.org's NewsArticle, in a graph, a list, a comment, or broken."""

import json
import re
from collections.abc import Iterator
from typing import Any

from lxml.etree import _Element

# schema.org's Article and what news pages use of its kinds.
_KINDS = (
    "NewsArticle", "ReportageNewsArticle", "AnalysisNewsArticle", "BackgroundNewsArticle", "OpinionNewsArticle",
    "ReviewNewsArticle", "AskPublicNewsArticle", "LiveBlogPosting", "Article", "Report", "BlogPosting",
    "AdvertiserContentArticle", "SatiricalArticle", "TechArticle", "ScholarlyArticle",
)  # fmt: skip
_MOST_SCRIPTS = 50
_MOST_CHARS = 2 * 2**20
_MOST_OBJECTS = 2000
# How deep articles lie in graphs, lists and `mainEntity`.
_MOST_DEPTH = 8
_WRAPPED = re.compile(
    r"^\s*(?://\s*)?(?:<!--|<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/)|(?://\s*|/\*\s*)?(?:-->|\]\]>)(?:\s*\*/)?\s*;?\s*$"
)
_TRAILING_COMMA = re.compile(r",(\s*[}\]])")
# Fields that can be taken out of what is no JSON.
_LOOSE = re.compile(
    r'"(@type|headline|datePublished|dateModified|articleBody|url|inLanguage)"\s*:\s*"((?:[^"\\]|\\.){0,500000})"'
)


def articles(tree: _Element) -> list[dict[str, Any]]:
    """The objects of a page's JSON-LD that are articles, in their order."""
    found: list[dict[str, Any]] = []
    for script in tree.xpath("//script[contains(translate(@type, 'LDJSON', 'ldjson'), 'ld+json')]")[:_MOST_SCRIPTS]:
        text = "".join(script.itertext(with_tail=False))[:_MOST_CHARS]
        found += [member for member in _objects(_parsed(text), 0) if _kind(member) is not None]
    return sorted(found[:_MOST_OBJECTS], key=lambda member: _kind(member) or 0)


def words(value: Any) -> str | None:
    """The text of a value: itself, or the `name`, `@value`, `url` or `@id` of an object; the first of a list."""
    if isinstance(value, list):
        return next((text for text in map(words, value[:20]) if text), None)
    if isinstance(value, dict):
        return next(
            (text for text in (words(value.get(key)) for key in ("name", "@value", "url", "@id")) if text), None
        )
    return (str(value).strip() or None) if isinstance(value, str | int) and not isinstance(value, bool) else None


def names(value: Any) -> str | None:
    """Names of people, as they are printed in one line."""
    members = value if isinstance(value, list) else [value]
    listed = [text for text in map(words, members[:20]) if text and not text.startswith("http")]
    return ", ".join(dict.fromkeys(listed)) or None


def _parsed(text: str) -> Any:
    """JSON, however it is wrapped; with a comma too many, or with line ends in its strings."""
    text = _WRAPPED.sub("", _WRAPPED.sub("", text)).strip().rstrip(";")
    for attempt in (text, _TRAILING_COMMA.sub(r"\1", text)):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    loose: dict[str, Any] = {}
    for name, value in _LOOSE.findall(text):
        loose.setdefault(name, []).append(_unescaped(value))
    # "@type" comes with every object of the script; one that is an article tells what the script is about.
    kinds = [kind for kind in loose.pop("@type", []) if kind in _KINDS]
    return {name: values[0] for name, values in loose.items()} | {"@type": kinds[0]} if kinds else None


def _unescaped(text: str) -> str:
    try:
        return str(json.loads(f'"{text}"', strict=False))
    except ValueError:
        return text


def _objects(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > _MOST_DEPTH:
        return
    if isinstance(value, list):
        for member in value[:_MOST_OBJECTS]:
            yield from _objects(member, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "item"):
            yield from _objects(value.get(key), depth + 1)


def _kind(member: dict[str, Any]) -> int | None:
    """How much of a news article an object is, 0 first; None where it is none."""
    kinds = member.get("@type")
    listed = kinds if isinstance(kinds, list) else [kinds]
    ranks = [
        _KINDS.index(short) for kind in listed if isinstance(kind, str) and (short := kind.rsplit("/", 1)[-1]) in _KINDS
    ]
    return min(ranks, default=None)
