"""News XML: NewsML-G2 (IPTC) with text, XHTML or NITF in it, NITF by itself, and NewsML 1."""

import json
import re
from collections.abc import Iterable, Mapping
from typing import BinaryIO
from xml.etree.ElementTree import Element, tostring

from flows.sources.format import Format, register
from flows.sources.markup import TAG, plain
from flows.sources.newsml_1 import news_item_1
from flows.sources.records import Found, one_by_one
from flows.sources.safe_xml import first_words, local, named, paragraphs, read_xml, words

_COLUMNS = ("title", "body", "published", "modified_at", "url", "byline", "language", "section", "source_id", "extra")
_ROOT = re.compile(rb"<(?:[a-zA-Z0-9]+:)?(?:nitf|newsMessage|newsItem|NewsML)[\s>]")
_TAG = re.compile(TAG)
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_OTHER = {
    "packageItem": "a package of other items",
    "conceptItem": "a list of concepts",
    "planningItem": "a plan of coverage",
    "knowledgeItem": "a list of concepts",
    "catalogItem": "a list of schemes",
}


def find(file: BinaryIO) -> Iterable[Found]:
    """The articles of a file."""
    opened = read_xml(file)
    if isinstance(opened, Found):
        yield opened
        return
    content, root = opened
    items = list(named(root, "newsItem", *_OTHER))
    old = [] if items else list(named(root, "NewsItem"))
    stories = [] if items or old else list(named(root, "nitf"))
    found = [
        *(_news_item(item) for item in items),
        *(news_item_1(item) for item in old),
        *(_nitf(story) for story in stories),
    ]
    if not found:
        unknown = (
            f"This is XML with the root <{local(root)[:60]}>; read are NewsML, NITF, RSS and Atom: have it written "
            "in one of these, or as JSON lines"
        )
        yield Found(content, reason="unknown_xml", detail=unknown)
        return
    if len(found) == 1:
        yield Found(content, None, *found[0])
        return
    for number, (element, (fields, reason, detail)) in enumerate(zip([*items, *old, *stories], found, strict=True), 1):
        yield Found(tostring(element), f"item {number}", fields, reason, detail)


_Read = tuple[dict[str, str | None], str | None, str | None]


def _news_item(item: Element) -> _Read:
    """A newsItem of NewsML-G2."""
    guid = item.get("guid")
    if local(item) in _OTHER:
        return {"id": guid}, "no_body", f"This is {_OTHER[local(item)]}, no text; leave such items out"
    status = next((each.get("qcode") or each.get("uri") or "" for each in named(item, "pubStatus")), "")
    meta = next(named(item, "contentMeta"), item)
    created = first_words(item, "firstCreated") or first_words(meta, "contentCreated")
    story = next(named(item, "nitf"), None)
    inline = next(named(item, "inlineXML"), None)
    inner: dict[str, str | None] = {}
    body: str | None
    if story is not None:
        inner = {name: value for name, value in _nitf(story)[0].items() if value}
        body = inner.get("body")
    elif inline is not None:
        body = paragraphs(next(named(inline, "body"), inline))
    else:
        texts = ["".join(each.itertext()).strip() for each in named(item, "inlineData")]
        body = "\n\n".join(plain(text) if _TAG.search(text) else text for text in texts)
    subjects = [text for each in named(meta, "subject") if (text := first_words(each, "name") or each.get("qcode"))]
    extra = {
        "guid_version": item.get("version"), "status": status or None, "slugline": first_words(meta, "slugline"),
        "dateline": first_words(meta, "dateline"), "creditline": first_words(meta, "creditline"),
        "subjects": subjects[:50],
    }  # fmt: skip
    fields: dict[str, str | None] = {
        "title": first_words(meta, "headline") or inner.get("title"),
        "body": body,
        "published": created or first_words(item, "versionCreated") or inner.get("published"),
        "modified_at": first_words(item, "versionCreated"),
        "byline": first_words(meta, "by") or inner.get("byline"),
        "language": next((each.get("tag") for each in named(meta, "language")), None) or item.get(_LANGUAGE),
        "section": subjects[0] if subjects else None,
        "id": guid,
        "source": _provider(item),
        "extra": _json(extra),
    }
    if status.endswith(("canceled", "withheld")):
        return fields, "withdrawn", "The agency has withdrawn this item; nothing is to be done"
    if not body:
        return fields, "no_body", "The item has no text in it, only links to files; ingest the item that has it"
    return fields, None, None


def _nitf(story: Element) -> _Read:
    """A story in NITF."""
    head = next(named(story, "head"), story)
    norms = {local(each): each.get("norm") for each in head.iter() if each.get("norm")}
    dateline = next(named(story, "dateline"), None)
    story_day = next((each.get("norm") for each in named(story, "story.date") if each.get("norm")), None)
    publication = next((dict(each.attrib) for each in named(head, "pubdata")), {})
    issued = norms.get("date.issue") or publication.get("date.publication")
    identity = next((each.get("id-string") for each in named(head, "doc-id") if each.get("id-string")), None)
    heading = next(named(story, "body.head"), head)
    content = next(named(story, "body.content"), None)
    body = paragraphs(content) if content is not None else None
    fields: dict[str, str | None] = {
        "title": first_words(story, "hl1") or first_words(head, "title"),
        "body": body,
        "published": issued or norms.get("date.release") or story_day,
        "byline": _without_by(first_words(story, "byline")),
        "section": publication.get("position.section"),
        "id": identity,
        "source": publication.get("name"),
        "url": publication.get("ex-ref"),
        "extra": _json({"dateline": words(dateline), "hl2": first_words(heading, "hl2")}),
    }
    if not body:
        return fields, "no_body", "The story has no body.content; ingest the one that has it"
    return fields, None, None


def _provider(item: Element) -> str | None:
    found = next(named(item, "provider"), None)
    return None if found is None else first_words(found, "name") or found.get("literal") or found.get("qcode")


def _without_by(byline: str | None) -> str | None:
    return re.sub(r"(?i)^by\s+", "", byline) if byline else None


def _json(extra: Mapping[str, object]) -> str | None:
    kept = {name: value for name, value in extra.items() if value}
    return json.dumps(kept, ensure_ascii=False) if kept else None


def _proves(head: bytes) -> bool:
    return _ROOT.search(head) is not None and head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")


register(
    Format(
        name="newsxml",
        about="news XML: NewsML-G2, NewsML 1 and NITF, one item a file or several",
        suffixes=(".xml", ".nitf", ".newsml"),
        proves=_proves,
        columns=_COLUMNS,
        read=one_by_one(_COLUMNS, find),
        markup=2,
    )
)
