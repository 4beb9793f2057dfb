#!/usr/bin/env bash
# FastWARC 2.0.1: an HTTP head whose lines end in LF alone gives a record without header fields and with an empty body, no error.
#
# HTTP lets a reader take a single LF for a line's end, servers send such heads, and crawls keep them as they came.
# One would expect the body, as warcio gives it, or an error. FastWARC reads no header and has consumed the body too: the
# page is lost without a word, and looks like one that was empty.
set -euo pipefail
place="$(mktemp -d)"
trap 'rm -rf "$place"' EXIT
python3.11 -m venv "$place/env"
"$place/env/bin/python" -m pip install --quiet --disable-pip-version-check fastwarc==2.0.1 warcio==1.7.5

cat > "$place/archive.py" <<'PYTHON'
import io
from importlib.metadata import version

from fastwarc.warc import ArchiveIterator as Fast
from warcio.archiveiterator import ArchiveIterator as Plain


def archive(end):
    page = f"HTTP/1.1 200 OK{end}Content-Type: text/html{end}{end}<p>Harbour closed</p>".encode()
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:6f1c9f0a-2f5e-4a54-9b63-0d1f3c1f7a11>\r\n"
        "WARC-Target-URI: http://example.org/\r\nWARC-Date: 2026-03-11T00:00:00Z\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(page)}\r\n\r\n"
    )
    return io.BytesIO(head.encode() + page + b"\r\n\r\n")


print("fastwarc", version("fastwarc"), "warcio", version("warcio"))
for name, end in (("CRLF", "\r\n"), ("LF", "\n")):
    for record in Fast(archive(end)):
        print(name, "fastwarc: fields", len(record.http_headers.asdict()), "body", record.reader.read())
    for record in Plain(archive(end)):
        print(name, "warcio: fields", len(record.http_headers.headers), "body", record.content_stream().read())
PYTHON

seen="$("$place/env/bin/python" "$place/archive.py")"
printf '%s\n' "$seen"
grep -q "CRLF fastwarc: fields 1 body b'<p>Harbour closed</p>'" <<< "$seen"
grep -q "^LF fastwarc: fields 0 body b''" <<< "$seen"
grep -q "^LF warcio: fields 1 body b'<p>Harbour closed</p>'" <<< "$seen"
