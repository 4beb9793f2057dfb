"""Web archives: the pages among the responses of a WARC, and the texts of a WET. CC-NEWS is read as it is.

Heads are read here and not by fastwarc, which gives an empty body, and no error, for one with bare line feeds, and ends
without an error at a body that is not chunked as its head says (tried with 2.0.1).
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import polars as pl

from flows.sources import days
from flows.sources.charsets import text_of
from flows.sources.format import MAX_RECORD_BYTES, Format, Options, Slice, register
from flows.sources.formats.html import COLUMNS
from flows.sources.http_response import Response, TooLargeError, parse_response
from flows.sources.records import Found, found_frame, unreadable
from transforms.notes import with_notes
from warehouse.files import open_regular

_READ = ("response", "resource", "conversion")
_PAGES = ("text/html", "application/xhtml+xml", "")
_WHOLE_DATE = re.compile(r"^[0-9]{4}-[0-9]{2}(?:-[0-9]{2}.*)?$")
_LEAST_LINE_WORDS = 5
# What follows a record. Inside of one it shows that its length is too large.
_NEXT = b"\r\n\r\nWARC/1."
_BEFORE = len(b"\r\n\r\n")
_MOST_RESTARTS = 100
_COUNTED = {
    "redirect": "{} responses are redirects; nothing is to be done",
    "http_error": "{} responses are errors of their servers ({}); fetch these pages again if they are wanted",
    "not_html": "{} responses are no pages ({}); nothing is to be done",
}


@dataclass
class _Stretch:
    """What was met in a stretch: places of rejects and of pages, in their order, and what is only counted."""

    found: list[Found | int] = field(default_factory=list)
    pages: list[Any] = field(default_factory=list)
    records: list[tuple[bytes, str, dict[str, Any]]] = field(default_factory=list)
    counted: Counter[tuple[str, str]] = field(default_factory=Counter)


def cut(path: str, size: int) -> list[tuple[int, int, int]]:
    """Cut a file between records into stretches of about `size` bytes: (start, end, number of the first record)."""
    stretches: list[tuple[int, int, int]] = []
    start, first, number = 0, 1, 0
    most = max(4 * size, 2 * MAX_RECORD_BYTES)
    try:
        with open_regular(path) as file:
            whole = file.seek(0, 2)
            file.seek(0)
            for number, place in enumerate(_places(file), 1):
                if place - start >= size:
                    # Of a record that is too large anyway no more than its beginning is read.
                    stretches.append((start, min(place, start + most), first))
                    start, first = place, number
    except OSError:
        if not number:
            return [(0, 0, 1)]  # reading it tells the reason
    return [*stretches, (start, min(whole, start + most), first)]


def read(slices: Sequence[Slice], options: Options) -> pl.DataFrame:
    """Read the pages and texts of each stretch."""
    from flows.sources.pages.pool import read_pages

    stretches = [_stretch(part, options) for part in slices]
    articles = iter(read_pages([page for stretch in stretches for page in stretch.pages]))
    return found_frame(COLUMNS, slices, [_all_found(each, articles) for each in stretches], options)


def _places(file: Any) -> Iterator[int]:
    from fastwarc.warc import ArchiveIterator

    for record in ArchiveIterator(file, parse_http=False, quirks_mode=True):
        yield int(record.stream_pos)


def _stretch(part: Slice, options: Options) -> _Stretch:
    from fastwarc.warc import ArchiveIterator

    met = _Stretch()
    try:
        with open_regular(part.path) as file:
            file.seek(part.start)
            content = file.read(part.bytes)
    except OSError as error:
        met.found.append(unreadable(error))
        return met
    number, restarts = part.first_line - 1, 0
    start: int | None = 0
    while start is not None:
        begun, start = start, None
        try:
            for record in ArchiveIterator(BytesIO(content[begun:]), parse_http=False, quirks_mode=True):
                number += 1
                if "WARC-Type" not in record.headers:
                    detail = f"Record {number} of the archive has no head; fetch the archive again"
                    mark = f"{part.uri} {part.start} {number}".encode()
                    met.found.append(Found(mark, f"record {number}", {}, "broken_warc", detail))
                elif str(record.record_type) in _READ and _take(met, record, f"record {number}", options):
                    # Its length lies, and it has swallowed the next one.
                    start = content.find(_NEXT, begun + record.stream_pos + len(_NEXT)) + _BEFORE
                    restarts += 1
                    break
        except (OSError, ValueError) as error:
            detail = (
                f"The archive breaks off after record {number} ({' '.join(str(error).split())[:120]}); fetch it again"
            )
            mark = f"{part.uri} {number} {error}".encode()
            met.found.append(Found(mark, f"record {number + 1}", {}, "broken_warc", detail))
        if restarts > _MOST_RESTARTS:
            detail = f"The lengths of {restarts} records of the archive are wrong; fetch it again"
            met.found.append(Found(content[:4096], f"record {number}", {}, "broken_warc", detail))
            break
    if number < part.first_line:
        met.found.append(
            Found(content[:4096], None, {}, "broken_warc", "The file holds no record of a WARC; fetch it again")
        )
    for kind, words in _COUNTED.items():
        several = {name: count for (reason, name), count in met.counted.items() if reason == kind}
        if several:
            listed = ", ".join(
                f"{name} {count}" for name, count in sorted(several.items(), key=lambda each: -each[1])[:8]
            )
            place = f"records {part.first_line} to {number}"
            mark = f"{part.uri} {place} {kind} {listed}".encode()
            met.found.append(Found(mark, place, {}, kind, words.format(sum(several.values()), listed)))
    return met


def _take(met: _Stretch, record: Any, place: str, options: Options) -> bool:
    """One record: a page to read, a text, or a reject. Gives whether the next one is inside of it."""
    url = (record.headers.get("WARC-Target-URI") or "").strip("<> ")[:2000]
    declared = _length(record.headers.get("Content-Length"))
    if declared is not None and declared > options.max_bytes:
        detail = f"The record is longer than {options.max_bytes:,} bytes; leave it out"
        met.found.append(Found(None, place, {"url": url}, "too_large", detail))
        return False
    block = record.reader.read(options.max_bytes + 1)
    swallowed = block.find(_NEXT)
    if swallowed >= 0:
        block, declared = block[:swallowed], None
    _take_block(met, record, block, declared, url, place, options)
    return bool(swallowed >= 0)


def _take_block(
    met: _Stretch, record: Any, block: bytes, declared: int | None, url: str, place: str, options: Options
) -> None:
    """What a record holds."""
    if declared is not None and len(block) < declared:
        detail = f"The record of {url[:300]} has {len(block):,} of its {declared:,} bytes; fetch it again"
        met.found.append(Found(block + url.encode(), place, {"url": url}, "truncated_record", detail))
        return
    if str(record.record_type) == "conversion":
        met.found.append(_text(block, url, place, record))
        return
    try:
        response = parse_response(block, options.max_bytes)
    except TooLargeError:
        detail = f"The page of {url[:300]} unpacks to more than {options.max_bytes:,} bytes; leave it out"
        met.found.append(Found(block, place, {"url": url}, "too_large", detail))
        return
    kind = _kind(response, record)
    if kind:
        met.counted[kind] += 1
        return
    if not response.body.strip():
        detail = f"The response of {url[:300]} has no body; fetch it again"
        met.found.append(Found(block + url.encode(), place, {"url": url}, "truncated_record", detail))
        return
    from flows.sources.pages.reading import Page

    notes = {"truncated": record.headers.get("WARC-Truncated")} if record.headers.get("WARC-Truncated") else {}
    met.found.append(len(met.pages))
    met.pages.append(Page(response.body, url or None, response.charset, _fetched(record), options.latest))
    met.records.append((response.body + b"\n" + url.encode(), place, notes))


def _kind(response: Response, record: Any) -> tuple[str, str] | None:
    """What a response is that is no page: redirect, http_error or not_html, and its status or type."""
    if response.status == 0 and (record.headers.get("Content-Type") or "").startswith("application/http"):
        return "http_error", "no head"
    if 300 <= response.status < 400:
        return "redirect", str(response.status)
    if response.status and not 200 <= response.status < 300:
        return "http_error", str(response.status)
    content_type = response.content_type or (record.headers.get("Content-Type") or "").partition(";")[0]
    content_type = "" if content_type.startswith("application/http") else content_type
    return None if content_type in _PAGES else ("not_html", content_type[:60])


def _text(block: bytes, url: str, place: str, record: Any) -> Found:
    """A record of a WET: the page's text with all its furniture, of which the short lines are left out."""
    from flows.sources.pages.metadata import host
    from flows.sources.pages.text import tidied

    text = text_of(block) or ""
    title = text.split("\n", 1)[0].strip()[:300] or None
    lines = tidied(text, title).splitlines()
    body = "\n\n".join(line for line in lines if len(line.split()) >= _LEAST_LINE_WORDS)
    fetched, address = _fetched(record), days.in_address(url)
    published = address if address and len(address) == 10 else fetched or address
    fields = {
        "title": title, "body": body, "url": url or None, "source": host(url), "published": published,
        "published_from": ("url" if published == address else "fetch") if published else None,
        "language": _language(record.headers.get("WARC-Identified-Content-Language")),
    }  # fmt: skip
    if not body:
        return Found(
            block + url.encode(), place, fields, "no_body", f"The text of {url[:300]} has no whole line; leave it out"
        )
    return Found(block + b"\n" + url.encode(), place, fields)


def _all_found(stretch: _Stretch, articles: Iterator[list[Any]]) -> list[Found]:
    """The rejects and articles of a stretch in their order."""
    read_here = [next(articles) for _ in stretch.pages]
    rows: list[Found] = []
    for each in stretch.found:
        if isinstance(each, Found):
            rows.append(each)
            continue
        record, place, notes = stretch.records[each]
        several = len(read_here[each]) > 1
        for number, article in enumerate(read_here[each], 1):
            mark, at = (f"\narticle {number}".encode(), f"{place}, article {number}") if several else (b"", place)
            fields = article.fields | {"extra": with_notes(article.fields.get("extra"), notes)}
            rows.append(Found(record + mark, at, fields, article.reason, article.detail))
    return rows


def _fetched(record: Any) -> str | None:
    """WARC-Date, which may be a moment, a day or a month; a year alone says too little."""
    text = (record.headers.get("WARC-Date") or "").strip()[:40]
    return text if _WHOLE_DATE.match(text) else None


def _language(names: str | None) -> str | None:
    return (names or "").split(",")[0].strip() or None


def _length(text: str | None) -> int | None:
    return int(text) if text and text.strip().isdecimal() and len(text) < 20 else None


register(
    Format(
        name="warc",
        about="a web archive: the pages of a WARC, the texts of a WET; CC-NEWS as it is",
        suffixes=(".warc", ".wet"),
        magic=(b"WARC/",),
        columns=COLUMNS,
        read=read,
        cut=cut,
        needs=("fastwarc", "lxml", "trafilatura", "htmldate"),
        extra="warc",
        markup=8,
    )
)
