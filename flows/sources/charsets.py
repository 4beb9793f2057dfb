"""Bytes with a declared character set to text: what proves itself first, then what is declared, then a guess."""

import codecs
import re

from transforms.encodings import decode_bytes, guessed

# The declaration must lie in the first kilobyte of a page (HTML standard); many pages are late with it.
_LOOKED_AT = 4096
_DECLARED = re.compile(rb"""(?i)<meta[^>]{0,200}?charset\s*=\s*["']?\s*([a-z0-9_:.-]{2,40})""")
_XML_DECLARED = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9_:.-]{2,40})["']""")
# What the HTML standard reads for these names; they name no more than a part of what such pages hold.
_WIDER = {"iso8859-1": "cp1252", "ascii": "cp1252", "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932"}


def text_of(data: bytes, declared: str | None = None) -> str | None:
    """The text of a page or message; None where the bytes are no text in any known encoding.

    A byte order mark and valid UTF-8 prove themselves; then counts what the transport declared, then what the page
    does, and last a guess.
    """
    text = decode_bytes(data)
    if text is not None:
        return text
    for name in (declared, *declarations(data)):
        text = _by_name(data, name) if name else None
        if text is not None:
            return text
    return guessed(data)


def declarations(data: bytes) -> list[str]:
    """The character sets that a page or an XML document names."""
    head = data[:_LOOKED_AT]
    found = (pattern.search(head) for pattern in (_XML_DECLARED, _DECLARED))
    return [match.group(1).decode("ascii") for match in found if match]


def _by_name(data: bytes, name: str) -> str | None:
    try:
        known = codecs.lookup(name.strip().strip("\"'")).name
        return data.decode(_WIDER.get(known, known))
    except (LookupError, UnicodeError, ValueError, AssertionError):
        return None
