"""Feeds from files: RSS and Atom, an item an article. JSON Feed is JSON and read as such."""

import json
import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

import polars as pl

from flows.sources.days import country_of, with_zone_of
from flows.sources.format import Format, Options, Slice, register
from flows.sources.markup import plain
from flows.sources.records import Found, found_frame, read_whole
from transforms.notes import with_notes

COLUMNS = (
    "title", "body", "published", "published_from", "modified_at", "url", "byline", "language", "section", "source_id",
    "extra",
)  # fmt: skip
_ROOT = re.compile(rb"<(?:rss|feed|(?:[a-zA-Z]+:)?RDF)[\s>]")
_PROLOGUE = re.compile(rb"^\s*(?:<\?xml[^>]*\?>|<\?xml-stylesheet[^>]*\?>|<!--.*?-->|<!DOCTYPE[^>]*>|\s)*", re.DOTALL)
_ITEM = re.compile(rb"<(?:[a-zA-Z0-9]+:)?(item|entry)[\s>].*?</(?:[a-zA-Z0-9]+:)?\1\s*>", re.DOTALL)
_DAY = re.compile(
    rb"<((?:[a-zA-Z0-9]+:)?(?:pubDate|published|issued|date|created))(?:\s[^>]*)?>\s*(?:<!\[CDATA\[)?\s*([^<\]]{4,60}?)\s*(?:\]\]>)?\s*</"
)
_MOST_ITEMS = 100_000
# What WordPress keeps among the posts that is none.
_NO_POSTS = ("attachment", "nav_menu_item", "revision", "custom_css", "wp_block", "wp_navigation", "wp_template")
_MOST_DAYS_APART = 2
_ENTITIES = re.compile(rb"<!ENTITY", re.IGNORECASE)


def proves(head: bytes) -> bool:
    """Whether the first element is the root of a feed."""
    start = _PROLOGUE.match(head.removeprefix(b"\xef\xbb\xbf"))
    rest = head.removeprefix(b"\xef\xbb\xbf")[start.end() if start else 0 :]
    return _ROOT.match(rest) is not None


def read(slices: Sequence[Slice], options: Options) -> pl.DataFrame:
    """Read the items of each feed."""
    return found_frame(COLUMNS, slices, [list(_items(read_whole(part, options))) for part in slices], options)


def _items(content: bytes | Found) -> Iterable[Found]:
    if isinstance(content, Found):
        yield content
        return
    import feedparser

    if _ENTITIES.search(content[:100_000]):
        detail = "The feed declares entities, which is not read; have it written without them"
        yield Found(content, reason="unsafe_xml", detail=detail)
        return
    # The dates as they are written: feedparser reads CET, BST, IST and JST as UTC.
    found = feedparser.parse(content, sanitize_html=False, resolve_relative_uris=True)
    entries = found.entries[:_MOST_ITEMS]
    if not entries:
        broken = found.get("bozo_exception")
        said = f" ({' '.join(str(broken).split())[:120]})" if broken else ""
        yield Found(content, reason="no_body", detail=f"The feed has no items{said}; fetch it again")
        return
    raw = [match.group(0) for match in _ITEM.finditer(content)]
    country = country_of(found.feed.get("link"), found.feed.get("language"))
    for number, entry in enumerate(entries):
        yield _item(number + 1, entry, raw[number] if len(raw) == len(entries) else b"", found.feed, country)


def _item(number: int, entry: Any, raw: bytes, feed: Any, country: str | None) -> Found:
    contents = [each.get("value") or "" for each in entry.get("content", [])]
    summary = entry.get("summary") or ""
    body = plain(max(contents, key=len, default="") or summary)
    notes: dict[str, Any] = {} if contents or not summary else {"text_from": "summary"}
    declared = [day for _, day in _days(raw)] or [entry.get("published")]
    days = [with_zone_of(day, country) for day in declared if day]
    if not days and "updated" in entry:
        days = [with_zone_of(entry["updated"], country)]
    known = [(moment, day) for day in days if day and (moment := _moment(day))]
    if known and (max(known)[0] - min(known)[0]).days > _MOST_DAYS_APART:
        notes["dates_disagree"] = {f"item {place}": day for place, (_, day) in enumerate(known, 1)}
    published = min(known)[1] if known else next(iter(days), None)
    authors = [each.get("name") for each in entry.get("authors", []) if each.get("name")]
    fields: dict[str, str | None] = {
        "title": plain(entry.get("title") or "") or None,
        "body": body,
        "published": published,
        "published_from": "feed" if published else None,
        "modified_at": entry.get("updated") if "updated" in entry and entry.get("updated") != published else None,
        "url": entry.get("link") or None,
        "byline": ", ".join(dict.fromkeys(authors)) or entry.get("author") or None,
        "language": entry.get("language") or feed.get("language"),
        "section": next((tag.get("term") for tag in entry.get("tags", []) if tag.get("term")), None),
        "id": entry.get("id") or None,
        "source": plain(feed.get("title") or "")[:200] or None,
    }
    extra = {
        "tags": [tag.get("term") for tag in entry.get("tags", []) if tag.get("term")][1:],
        "summary": plain(summary),
    }
    kept: dict[str, Any] = {name: value for name, value in extra.items() if value and value != body}
    fields["extra"] = with_notes(json.dumps(kept, ensure_ascii=False) if kept else None, notes)
    record = json.dumps(fields, ensure_ascii=False).encode("utf-8", "replace")
    if detail := _unpublished(entry):
        return Found(record, f"item {number}", fields, "withdrawn", detail)
    if not body:
        named = fields["url"] or fields["title"] or "without address"
        detail = f"The item has no text: {named[:300]}; ingest the page that it leads to"
        return Found(record, f"item {number}", fields, "no_body", detail)
    return Found(record, f"item {number}", fields)


def _unpublished(entry: Any) -> str | None:
    """Why an entry of a WordPress export is none that readers have seen, or None. Feeds hold what is published."""
    kind, status = entry.get("wp_post_type") or "", entry.get("wp_status") or "publish"
    if kind in _NO_POSTS:
        return f"The export holds this {kind} beside its posts; nothing is to be done"
    return None if status == "publish" else f"The post is not published, its status is {status}; nothing is to be done"


def _days(raw: bytes) -> list[tuple[str, str]]:
    """The days of publication that an item declares, by the element's name; of several kinds the most definite only."""
    found = [(name.decode(), value.decode("utf-8", "replace")) for name, value in _DAY.findall(raw)]
    declared = [(name, value) for name, value in found if name in ("pubDate", "published", "issued")]
    return declared or found


def _moment(text: str) -> datetime | None:
    try:
        found = parsedate_to_datetime(text) if "," in text or " " in text.strip() else datetime.fromisoformat(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)


register(
    Format(
        name="feed",
        about="a feed, RSS or Atom, an item an article; JSON Feed is `json`",
        suffixes=(".rss", ".atom", ".rdf"),
        proves=proves,
        columns=COLUMNS,
        read=read,
        needs=("feedparser",),
        extra="feeds",
        markup=2,
    )
)
