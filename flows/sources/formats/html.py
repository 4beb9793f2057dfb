"""HTML pages, as they were saved: the articles of each, with the day of publication that the page declares."""

import re
from collections.abc import Sequence

import polars as pl

from flows.sources.format import Format, Options, Slice, register
from flows.sources.names import printable
from flows.sources.records import Found, found_frame, read_whole

COLUMNS = (
    "title", "body", "published", "published_from", "modified_at", "url", "byline", "language", "section", "extra",
)  # fmt: skip
_LOOKS = re.compile(
    rb"(?i)^\s*(?:<!--.{0,500}?-->\s*)?(?:<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>])", re.DOTALL
)
# Where browsers note the address of a page that they save.
_SAVED_FROM = re.compile(rb"<!--\s*saved from url=\([0-9]{1,6}\)(https?://[^\s>]{1,2000})\s*-->")


def read(slices: Sequence[Slice], options: Options) -> pl.DataFrame:
    """Read each page; one without an article, or with several, too."""
    from flows.sources.pages.pool import read_pages
    from flows.sources.pages.reading import Page

    contents = [read_whole(part, options) for part in slices]
    pages = {
        number: Page(content, _address(slices[number], content), latest=options.latest)
        for number, content in enumerate(contents)
        if isinstance(content, bytes)
    }
    articles = dict(zip(pages, read_pages(list(pages.values())), strict=True))
    read_here = (articles.get(number, []) for number in range(len(slices)))
    found = [_found(*each) for each in zip(slices, contents, read_here, strict=True)]
    return found_frame(COLUMNS, slices, found, options)


def _found(part: Slice, content: bytes | Found, articles: Sequence[object]) -> list[Found]:
    from flows.sources.pages.reading import Article

    if isinstance(content, Found):
        return [content]
    listed = [each for each in articles if isinstance(each, Article)]
    # Several articles of one page are known by the page's bytes and their number.
    marks = [b""] if len(listed) == 1 else [f"\narticle {number}".encode() for number in range(1, len(listed) + 1)]
    return [
        Found(
            content + mark,
            f"article {number}" if mark else None,
            _with_source(part, each.fields),
            each.reason,
            each.detail,
        )
        for number, (mark, each) in enumerate(zip(marks, listed, strict=True), 1)
    ]


def _with_source(part: Slice, fields: dict[str, str | None]) -> dict[str, str | None]:
    """The fields of an article; the folder is the source of one whose page does not tell its address."""
    return fields if fields.get("source") else fields | {"source": printable(part.name.parent.name) or "files"}


def _address(part: Slice, content: bytes) -> str | None:
    if part.origin.startswith(("http://", "https://")) and not part.member:
        return part.origin
    match = _SAVED_FROM.search(content[:4096])
    return match.group(1).decode("ascii", "replace") if match else None


register(
    Format(
        name="html",
        about="a web page, saved: its article, or several; the day from JSON-LD, meta elements, text or address",
        suffixes=(".html", ".htm", ".xhtml"),
        proves=lambda head: _LOOKS.match(head.removeprefix(b"\xef\xbb\xbf")) is not None,
        columns=COLUMNS,
        read=read,
        needs=("lxml", "trafilatura", "htmldate"),
        extra="html",
        markup=8,
    )
)
