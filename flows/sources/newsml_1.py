"""Items of NewsML 1.0 to 1.2, as agencies sent them before NewsML-G2, and some still do."""

import json
from xml.etree.ElementTree import Element

from flows.sources.safe_xml import first_words, named, paragraphs

# Fields, reason and detail.
Read = tuple[dict[str, str | None], str | None, str | None]


def news_item_1(item: Element) -> Read:
    """A NewsItem: the longest text among its contents, for captions of pictures are contents too."""
    texts = [paragraphs(_text_of(each)) for each in named(item, "DataContent")]
    body = max(texts, key=len, default="") or None
    status = _formal(item, "Status") or ""
    extra = {
        "status": status or None,
        "slugline": first_words(item, "SlugLine"),
        "dateline": first_words(item, "DateLine"),
    }
    kept = {name: value for name, value in extra.items() if value}
    fields: dict[str, str | None] = {
        "title": first_words(item, "HeadLine"),
        "body": body,
        "published": first_words(item, "FirstCreated") or first_words(item, "ThisRevisionCreated", "DateId"),
        "modified_at": first_words(item, "ThisRevisionCreated"),
        "byline": first_words(item, "ByLine"),
        "language": _formal(item, "Language"),
        "section": _formal(item, "Subject", "SubjectMatter"),
        "id": _without_revision(item) or first_words(item, "PublicIdentifier", "NewsItemId"),
        "source": _formal(next(named(item, "Provider"), item), "Party") or first_words(item, "ProviderId"),
        "extra": json.dumps(kept, ensure_ascii=False) if kept else None,
    }
    if status.lower() in ("canceled", "cancelled", "withheld"):
        return fields, "withdrawn", "The agency has withdrawn this item; nothing is to be done"
    if not body:
        return fields, "no_body", "The item has no text in it, only links to files; ingest the item that has it"
    return fields, None, None


def _text_of(content: Element) -> Element:
    """Where the text of a content is: NITF and XHTML have heads of their own."""
    return next(named(content, "body.content", "body"), content)


def _without_revision(item: Element) -> str | None:
    """What all revisions of an item are called: its provider, day and number."""
    parts = [first_words(item, name) for name in ("ProviderId", "DateId", "NewsItemId")]
    return f"urn:newsml:{':'.join(part for part in parts if part)}" if all(parts) else None


def _formal(element: Element, *names: str) -> str | None:
    """The formal name of the first of some elements that has one."""
    return next((name for each in named(element, *names) if (name := each.get("FormalName"))), None)
