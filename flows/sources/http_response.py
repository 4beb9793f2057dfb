"""HTTP responses as archives keep them: head and body, decoded where they are what their head says."""

import gzip
import re
import zlib
from dataclasses import dataclass

_HEAD_END = re.compile(rb"\r?\n\r?\n")
_STATUS = re.compile(rb"^HTTP/[0-9.]{1,4}[ \t]+([0-9]{3})")
_CHUNK_SIZE = re.compile(rb"([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]*)?\r?\n")
_CHARSET = re.compile(r"(?i)charset\s*=\s*[\"']?([A-Za-z0-9_:.-]{2,40})")
_MOST_HEAD_BYTES = 256 * 1024


class TooLargeError(Exception):
    """A body unpacks to more than is allowed."""


@dataclass(frozen=True)
class Response:
    """A response: its status (0 where there is no head), type in small letters, character set, and body."""

    status: int
    content_type: str
    charset: str | None
    body: bytes


def parse_response(block: bytes, most_bytes: int) -> Response:
    """Read the block of a response. Heads with bare line feeds are read, and bodies that are not packed as they say.

    Raises TooLargeError for a body that unpacks to more than `most_bytes`.
    """
    status = _STATUS.match(block)
    end = _HEAD_END.search(block, 0, _MOST_HEAD_BYTES)
    if status is None:
        return Response(0, "", None, block)
    head, body = (block[: end.start()], block[end.end() :]) if end else (block, b"")
    headers: dict[str, str] = {}
    for line in head.split(b"\n")[1:]:
        name, found, value = line.decode("latin-1").partition(":")
        if found:
            headers[name.strip().lower()] = value.strip()
    if "chunked" in headers.get("transfer-encoding", "").lower():
        body = _joined(body)
    for coding in reversed(headers.get("content-encoding", "").lower().split(",")[:3]):
        body = _unpacked(body, coding.strip(), most_bytes)
    content_type = headers.get("content-type", "")
    charset = _CHARSET.search(content_type)
    kind = content_type.partition(";")[0].strip().lower()
    return Response(int(status.group(1)), kind, charset.group(1) if charset else None, body)


def _joined(body: bytes) -> bytes:
    """A chunked body in one piece; one that is none comes as it is, and one that breaks off as far as it goes."""
    parts: list[bytes] = []
    place = 0
    while match := _CHUNK_SIZE.match(body, place):
        size = int(match.group(1), 16)
        if size == 0:
            return b"".join(parts)
        parts.append(body[match.end() : match.end() + size])
        place = match.end() + size
        while body[place : place + 1] in (b"\r", b"\n") and body[place : place + 1]:
            place += 1
    return b"".join(parts) if parts else body


def _unpacked(body: bytes, coding: str, most_bytes: int) -> bytes:
    """A body without its packing; one that is not packed so comes as it is."""
    windows = {"gzip": (31,), "x-gzip": (31,), "deflate": (15, -15)}.get(coding, ())
    for window in windows:
        unpacker = zlib.decompressobj(window)
        try:
            found = unpacker.decompress(body, most_bytes + 1)
        except (zlib.error, gzip.BadGzipFile):
            continue
        if len(found) > most_bytes:
            raise TooLargeError
        return found
    if coding == "br":
        return _unpacked_brotli(body, most_bytes)
    return body


def _unpacked_brotli(body: bytes, most_bytes: int) -> bytes:
    try:
        import brotli
    except ImportError:
        return body
    unpacker = brotli.Decompressor()
    parts: list[bytes] = []
    try:
        for start in range(0, len(body), 64 * 1024):
            parts.append(unpacker.process(body[start : start + 64 * 1024]))
            if sum(map(len, parts)) > most_bytes:
                raise TooLargeError
    except brotli.error:
        return b"".join(parts) or body
    return b"".join(parts)
