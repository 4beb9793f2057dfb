"""Web pages: `python -m tests.benchmarks.bench_pages [PAGES]` prints pages a second, and how an archive is loaded.

The pages are made of the sample articles with other figures, in the furniture of a news site: some 30 KB each. First
they are read here and by trafilatura in a loop, in turn; then a WARC of them is ingested, with redirects, errors and
records whose length lies among them.
"""

import resource
import sys
import tempfile
import time
from html import escape
from pathlib import Path

import trafilatura

from flows.sources.pages.pool import read_pages
from flows.sources.pages.reading import Page
from tests.benchmarks.bench_ingest import dense
from tests.builders import ingest

_MENU = "".join(f'<li><a href="/section/{number}" class="nav-link">Section {number}</a></li>' for number in range(60))
_CARDS = "".join(
    f'<div class="card"><a href="/story/{number}"><img src="/{number}.jpg" alt="">'
    f'<h3>Another story, number {number}</h3></a><p class="teaser">A line that says what it is about.</p></div>'
    for number in range(40)
)
_SCRIPT = f"<script>window.state = {{{','.join(f'k{number}: {number}' for number in range(900))}}};</script>"


def web_page(number: int, body: str) -> bytes:
    """A page of a news site."""
    text = "".join(f"<p class='story-text'>{escape(part)}</p>\n" for part in body.split("\n\n"))
    ld = (
        f'{{"@context": "https://schema.org", "@type": "NewsArticle", "headline": "Story {number}", '
        '"datePublished": "2026-03-11T08:30:00+01:00", "author": {"@type": "Person", "name": "Ann Berg"}}'
    )
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Story {number} | The Post</title>'
        f'<script type="application/ld+json">{ld}</script>{_SCRIPT}</head>'
        f"<body><nav><ul>{_MENU}</ul></nav><main><article><h1>Story {number}</h1>"
        f"<time datetime='2026-03-11'>11 March 2026</time>{text}</article></main>"
        f"<aside>{_CARDS}</aside><footer><ul>{_MENU}</ul><p>Copyright 2026 The Post</p></footer></body></html>"
    ).encode()


def record(number: int, page: bytes) -> bytes:
    """A record of an archive: every twentieth a redirect, an error or one that is cut off."""
    status, cut = "200 OK", 0
    if number % 20 == 7:
        status, page = "301 Moved\r\nLocation: /", b""
    elif number % 20 == 13:
        status = "500 Error"
    elif number % 400 == 19:
        cut = 5000  # its length lies
    block = f"HTTP/1.1 {status}\r\nContent-Type: text/html\r\n\r\n".encode() + page
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://post.example/{number}\r\n"
        f"WARC-Date: 2026-03-12T00:00:00Z\r\nContent-Type: application/http\r\n"
        f"Content-Length: {len(block) + cut}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def timed(work) -> tuple[float, float]:  # type: ignore[no-untyped-def]
    """Seconds, and CPU seconds of this process and its children."""
    began, used = time.perf_counter(), _cpu()
    work()
    return time.perf_counter() - began, _cpu() - used


def _cpu() -> float:
    usages = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


def main(count: int) -> None:
    """Print the figures."""
    pages = [web_page(number, body) for number, body in enumerate(dense(count))]
    some = pages[: min(count, 1000)]
    print(f"{count:,} pages of {sum(map(len, pages)) // count:,} bytes")
    for _ in range(2):
        loop = timed(lambda: [trafilatura.extract(page, output_format="json", with_metadata=True) for page in some])
        ours = timed(lambda: read_pages([Page(page) for page in some]))
        print(
            f"  trafilatura in a loop {len(some) / loop[0]:.0f} pages/s ({loop[1]:.1f} CPU-s), "
            f"here {len(some) / ours[0]:.0f} pages/s ({ours[1]:.1f} CPU-s)"
        )
    with tempfile.TemporaryDirectory() as folder:
        archive = Path(folder) / "news.warc"
        archive.write_bytes(b"".join(record(number, page) for number, page in enumerate(pages)))
        outcome = []
        seconds, cpu = timed(lambda: outcome.append(ingest(Path(folder) / "lake", archive)))
        [account] = outcome
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        print(
            f"  the archive, {archive.stat().st_size / 2**20:.0f} MB: {account.articles:,} articles, "
            f"{account.duplicates:,} duplicates, rejects {account.reasons}, {account.batches} batches, "
            f"{seconds:.0f} s, {cpu:.0f} CPU-s, peak {peak:,.0f} MB and {child:,.0f} MB in each process for pages"
        )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2000)
