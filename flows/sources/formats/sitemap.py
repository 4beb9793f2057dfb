"""News sitemaps: addresses, titles and days of articles, without their texts. Each is a reject that names its page."""

import json
import re
from collections.abc import Iterable
from typing import BinaryIO

from flows.sources.format import Format, register
from flows.sources.records import Found, one_by_one
from flows.sources.safe_xml import first_words, local, named, read_xml

_COLUMNS = ("title", "body", "published", "url", "language")
_ROOT = re.compile(rb"<(?:[a-zA-Z0-9]+:)?(?:urlset|sitemapindex)[\s>]")
_WHAT_TO_DO = "The sitemap has no text of it: {}; fetch the page and ingest it as html or warc"


def find(file: BinaryIO) -> Iterable[Found]:
    """The pages that a sitemap lists, each a record without a text."""
    opened = read_xml(file)
    if isinstance(opened, Found):
        yield opened
        return
    content, root = opened
    if local(root) == "sitemapindex":
        detail = "This is an index of sitemaps, without articles; fetch the sitemaps, then the pages that they list"
        yield Found(content, reason="no_body", detail=detail)
        return
    number = 0
    for number, entry in enumerate(named(root, "url"), 1):
        fields = {
            "title": first_words(entry, "title"),
            "published": first_words(entry, "publication_date") or first_words(entry, "lastmod"),
            "url": first_words(entry, "loc"),
            "language": first_words(entry, "language"),
            "source": first_words(entry, "name"),
        }
        record = json.dumps(fields, ensure_ascii=False).encode("utf-8", "replace")
        yield Found(
            record, f"url {number}", fields, "no_body", _WHAT_TO_DO.format((fields["url"] or "no address")[:300])
        )
    if not number:
        yield Found(content, reason="no_body", detail="The sitemap lists nothing; fetch it again")


register(
    Format(
        name="sitemap",
        about="a news sitemap: it lists pages and holds no texts, so each is a reject that names its page",
        proves=lambda head: _ROOT.search(head[:2048]) is not None,
        columns=_COLUMNS,
        read=one_by_one(_COLUMNS, find),
    )
)
