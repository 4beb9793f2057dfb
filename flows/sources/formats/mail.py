"""Mail: newsletters as .eml, or many in an mbox. The text part, or what the HTML part shows."""

import json
import re
from collections.abc import Sequence
from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import EmailMessage
from email.utils import parseaddr

import polars as pl

from flows.sources.charsets import text_of
from flows.sources.cutting import cut_at, records_of
from flows.sources.format import Format, Options, Slice, register
from flows.sources.markup import plain
from flows.sources.records import Found, found_frame, unreadable
from warehouse.files import open_regular

_COLUMNS = ("title", "body", "published", "url", "byline", "language", "source_id", "extra")
# The line before each message of an mbox.
_FROM = rb"From [^\r\n]{1,200}[0-9]{4}\r?\n"
_BOUNDARY = re.compile(rb"(?:^|(?<=\n\n)|(?<=\n\r\n))" + _FROM)
_IS_MBOX = re.compile(_FROM + rb"[A-Za-z-]{2,40}:")
_SIGNATURE = re.compile(r"\n-- \n.*\Z", re.DOTALL)
# A text part with so much fewer words than the HTML shows is a pointer to it: "View this in a browser".
_LEAST_SHARE = 0.5
_MOST_PARTS = 200


def cut(path: str, size: int) -> list[tuple[int, int, int]]:
    """Cut an mbox between messages into stretches of about `size` bytes."""
    return cut_at(path, size, _BOUNDARY)


def read(slices: Sequence[Slice], options: Options) -> pl.DataFrame:
    """Read the messages of each stretch."""
    return found_frame(_COLUMNS, slices, [_messages(part, options) for part in slices], options)


def _messages(part: Slice, options: Options) -> list[Found]:
    try:
        with open_regular(part.path) as file:
            file.seek(part.start)
            content = file.read(part.bytes)
    except OSError as error:
        return [unreadable(error)]
    records = records_of(content, _BOUNDARY)
    is_mbox = part.first_line > 1 or _IS_MBOX.match(content) is not None
    return [
        _message(record, f"message {number}" if is_mbox else None, options)
        for number, record in enumerate(records, part.first_line)
    ]


def _message(record: bytes, place: str | None, options: Options) -> Found:
    if len(record) > options.max_bytes:
        return Found(record, place)
    try:
        message = message_from_bytes(re.sub(rb"^" + _FROM, b"", record), policy=policy.default)
        if not isinstance(message, EmailMessage) or not message.keys():
            detail = "The file is no mail: it has no header lines; fetch it again, or name its format with --format"
            return Found(record, place, reason="broken_mail", detail=detail)
        fields = _fields(message)
    except (MessageError, ValueError, LookupError, TypeError, AttributeError, IndexError, RecursionError) as error:
        detail = f"The mail is broken ({type(error).__name__}); have it sent again, or save its text"
        return Found(record, place, reason="broken_mail", detail=detail)
    if message.get_content_type() == "multipart/report":
        detail = "This is a report of a mail server on another message, no newsletter; leave such mail out"
        return Found(record, place, fields, "no_body", detail)
    if not fields["body"]:
        detail = "The mail has no text, only attachments or pictures; ingest the page that it leads to"
        return Found(record, place, fields, "no_body", detail)
    return Found(record, place, fields)


def _fields(message: EmailMessage) -> dict[str, str | None]:
    name, address = parseaddr(_header(message, "From") or "")
    listed = re.sub(r"<[^>]*>", "", _header(message, "List-Id") or "").strip().strip('"')
    archived = (_header(message, "Archived-At") or "").strip("<> ")
    raw = {key.lower(): value for key, value in message.raw_items()}
    extra = {"list": _header(message, "List-Id"), "from": address or None}
    return {
        "title": _header(message, "Subject"),
        "body": _body(message),
        # As it is written: what is no date of mail is an empty header to the library.
        "published": " ".join(_whole(str(raw.get("date") or "")).split()) or None,
        "url": archived if archived.startswith("http") else None,
        "byline": name or None,
        "language": (_header(message, "Content-Language") or "").split(",")[0].strip() or None,
        "id": (_header(message, "Message-ID") or "").strip("<> ") or None,
        "source": listed or address.rpartition("@")[2] or None,
        "extra": json.dumps({key: value for key, value in extra.items() if value}, ensure_ascii=False),
    }


def _header(message: EmailMessage, name: str) -> str | None:
    """A header as text."""
    value = message.get(name)
    return None if value is None else _whole(str(value)).strip() or None


def _whole(text: str) -> str:
    """A text whose halves of characters, which raw bytes in headers become, are replaced."""
    return text.encode("utf-8", "replace").decode()


def _body(message: EmailMessage) -> str:
    """The text part, unless it only points to the HTML part."""
    shown: dict[str, str] = {}
    for number, part in enumerate(message.walk()):
        kind = part.get_content_type()
        if number >= _MOST_PARTS:
            break
        if kind in ("text/plain", "text/html") and part.get_content_disposition() != "attachment" and kind not in shown:
            payload = part.get_payload(decode=True)
            text = text_of(payload, str(part.get_content_charset() or "")) if isinstance(payload, bytes) else None
            shown[kind] = text or ""
    text = _SIGNATURE.sub("", shown.get("text/plain", "").replace("\r\n", "\n")).strip()
    from_html = plain(shown.get("text/html", ""))
    return text if text and len(text.split()) >= _LEAST_SHARE * len(from_html.split()) else from_html


register(
    Format(
        name="mail",
        about="mail, newsletters above all: a message a file (.eml), or many in an mbox",
        suffixes=(".eml", ".mbox"),
        proves=lambda head: _IS_MBOX.match(head) is not None,
        columns=_COLUMNS,
        read=read,
        cut=cut,
        markup=2,
    )
)
