"""Web archives: which of their records are articles, and what becomes of the others."""

import gzip
import json
import zlib

import brotli
import pytest

from flows.sources import Options, batches, discover, read, survey, unpack
from flows.sources.formats import warc as format_warc
from tests.unit.flows.sources.pages.test_reading import LINES, ld, news, page

HTML = b"Content-Type: text/html; charset=utf-8\r\n"
DATE = "2026-03-15T10:00:00Z"


def response(body=None, head=HTML, status="200 OK"):
    body = page().encode() if body is None else body
    return b"HTTP/1.1 " + status.encode() + b"\r\n" + head + b"\r\n" + body


def record(
    block, url="https://www.post.example/ferry", kind="response", date=DATE, length=None, more="", lines=b"\r\n"
):
    head = [
        "WARC/1.0", f"WARC-Type: {kind}", f"WARC-Target-URI: {url}", f"WARC-Date: {date}",
        "WARC-Record-ID: <urn:uuid:1>",
        f"Content-Type: {'text/plain' if kind == 'conversion' else 'application/http; msgtype=response'}",
        f"Content-Length: {len(block) if length is None else length}", *([more] if more else []),
    ]  # fmt: skip
    return lines.join(line.encode() for line in head) + lines * 2 + block + lines * 2


def rows(tmp_path, *records, name="a.warc", **options):
    (tmp_path / name).write_bytes(b"".join(records))
    [(found, frame)] = read(discover([str(tmp_path / name)]), Options(**options))
    assert found == "warc"
    return frame.to_dicts()


def chunked(body):
    return b"".join(b"%x\r\n%b\r\n" % (len(part), part) for part in (body[:50], body[50:])) + b"0\r\n\r\n"


BODY = page().encode()


@pytest.mark.parametrize(
    "block",
    [
        response(),
        response().replace(b"\r\n", b"\n"),
        response(chunked(BODY), HTML + b"Transfer-Encoding: chunked\r\n"),
        response(gzip.compress(BODY), HTML + b"Content-Encoding: gzip\r\n"),
        response(zlib.compress(BODY), HTML + b"Content-Encoding: deflate\r\n"),
        response(zlib.compress(BODY)[2:-4], HTML + b"Content-Encoding: deflate\r\n"),
        response(brotli.compress(BODY), HTML + b"Content-Encoding: br\r\n"),
        response(chunked(gzip.compress(BODY)), HTML + b"Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n"),
        response(BODY, HTML + b"Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n"),  # the head lies
        response(BODY, HTML + b"Content-Encoding: br\r\nContent-Length: 7\r\n"),
        response(BODY, HTML + b"Content-Encoding: gzip\r\nX-Strange\r\n: \r\n"),
        response(BODY, b""),
    ],
    ids=range(12),
)
def test_the_page_of_a_response_is_read_however_it_is_packed(tmp_path, block):
    [row] = rows(tmp_path, record(block))
    assert (row["reason"], row["body"]) == (None, "\n\n".join(LINES))
    assert (row["url"], row["source"]) == ("https://www.post.example/ferry", "post.example")


@pytest.mark.parametrize(
    ("date", "published"),
    [(DATE, DATE), ("2026-03-15", "2026-03-15"), ("2026-03", "2026-03"), ("2026", None), ("never", None)],
)
def test_the_day_of_the_fetch_is_the_last_resort(tmp_path, date, published):
    [row] = rows(tmp_path, record(response(), date=date))
    assert (row["published"], row["published_from"]) == (published, "fetch" if published else None)
    [row] = rows(tmp_path, record(response(page(head=ld(news())).encode()), date=date))
    assert row["published_from"] == "jsonld"


def test_what_is_no_page_is_counted_and_the_rest_goes_on(tmp_path):
    found = rows(
        tmp_path,
        record(b"software: x\r\n", kind="warcinfo"),
        record(b"GET / HTTP/1.1\r\n\r\n", kind="request"),
        record(response(b"", b"Location: /x\r\n", "301 Moved")),
        record(response(b"", b"Location: /x\r\n", "302 Found")),
        record(response(status="404 Not Found")),
        record(response(b"x", b"Content-Type: image/png\r\n")),
        record(response(), "https://post.example/1"),
        record(response(b""), "https://post.example/2"),
        record(response(), "https://post.example/3", length=60),
        record(response(), "https://post.example/4"),
        record(response(), "https://post.example/5", length=9999),
    )
    assert [(row["reason"], row["source_locator"]) for row in found] == [
        (None, "record 7"), ("truncated_record", "record 8"), ("no_body", "record 9"), (None, "record 10"),
        ("truncated_record", "record 11"),
        ("redirect", "records 1 to 11"), ("http_error", "records 1 to 11"), ("not_html", "records 1 to 11"),
    ]  # fmt: skip
    assert found[5]["detail"].startswith("2 responses are redirects")
    assert "404 1" in found[6]["detail"]
    assert "image/png 1" in found[7]["detail"]


def test_the_texts_of_a_wet_are_articles(tmp_path):
    text = f"Ferry talks | The Post\nHome\n{LINES[0]}\nRead more about the ferry and its owners\n{LINES[1]}\nContact"
    more = "WARC-Identified-Content-Language: eng"
    [row] = rows(tmp_path, record(text.encode(), kind="conversion", more=more), name="a.wet")
    assert (row["body"], row["published_from"], row["language"]) == ("\n\n".join(LINES), "fetch", "eng")
    [row] = rows(tmp_path, record(text.encode(), "https://post.example/2026/03/11/a", kind="conversion"), name="a.wet")
    assert (row["published"], row["published_from"]) == ("2026-03-11", "url")


def test_what_the_crawler_cut_off_is_noted(tmp_path):
    [row] = rows(tmp_path, record(response(), more="WARC-Truncated: length"))
    assert json.loads(row["extra"]) == {"_dateline": {"truncated": "length"}}


def test_a_large_record_and_a_bomb_are_rejects(tmp_path):
    bomb = response(gzip.compress(b"<p>" * 200_000), HTML + b"Content-Encoding: gzip\r\n")
    found = rows(tmp_path, record(response(b"x" * 50_000)), record(bomb), record(response()), max_bytes=20_000)
    assert [row["reason"] for row in found] == ["too_large", "too_large", None]


@pytest.mark.parametrize(
    ("content", "reasons"),
    [
        (b"WARC/1.0", ["broken_warc"]),
        (b"WARC/1.0\r\nContent-Length: x\r\n\r\n", ["broken_warc"]),
        (b"WARC/9.9\r\n\r\n" * 40, ["broken_warc"]),
        (record(response())[:-200], ["truncated_record"]),
        (record(response()) + b"\x00" * 500, [None]),
        (record(response(), lines=b"\n"), [None]),
        (b"WARC/1.0\r\n" + b"\xff" * 100 + record(response()), [None]),  # the next head is found
    ],
)
def test_a_broken_archive_says_so(tmp_path, content, reasons):
    (tmp_path / "a.warc").write_bytes(content)
    [(_, frame)] = read(discover([str(tmp_path / "a.warc")]))
    assert frame["reason"].to_list() == reasons


def test_an_archive_is_cut_between_its_records(tmp_path):
    content = b"".join(gzip.compress(record(response(), f"https://post.example/{n}")) for n in range(30))
    (tmp_path / "a.warc.gz").write_bytes(content)
    found = unpack(survey([str(tmp_path / "a.warc.gz")]), tmp_path / "work")
    [part] = found.slices
    places = format_warc.cut(part.path, 3000)
    assert len(places) > 3
    assert [place[0] for place in places[1:]] == [place[1] for place in places[:-1]]
    urls = [row for batch in batches(found.slices, 400) for _, frame in read(batch) for row in frame["url"]]
    assert urls == [f"https://post.example/{n}" for n in range(30)]


def test_a_record_that_says_too_large_a_length_does_not_swallow_the_next(tmp_path):
    urls = [f"https://post.example/{n}" for n in range(4)]
    lying = len(response()) + 300
    found = rows(tmp_path, *(record(response(), url, length=lying if url == urls[1] else None) for url in urls))
    assert [(row["url"], row["reason"]) for row in found] == [(url, None) for url in urls]
    assert {row["body"] for row in found} == {"\n\n".join(LINES)}
    [*_, last] = rows(tmp_path, *(record(response(), urls[0], length=lying) for _ in range(140)))
    assert last["reason"] == "broken_warc"
