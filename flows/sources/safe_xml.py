"""XML of others: no entity of its own is expanded, nothing it refers to is opened, no DTD is read."""

import re
from collections.abc import Iterator
from html.entities import name2codepoint
from typing import BinaryIO
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from flows.sources.charsets import text_of
from flows.sources.format import MAX_RECORD_BYTES
from flows.sources.records import Found

_MOST_DEPTH = 200
_NAMED = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,30});")


class XmlError(Exception):
    """XML that is not read: reason and detail of its reject."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(detail)
        self.reason, self.detail = reason, detail


def parse_xml(data: bytes) -> Element:
    """The root of a document. Raises XmlError. Entities of HTML are known, for documents use them without their DTD."""
    try:
        return _parse(data)
    except DefusedXmlException as error:
        detail = "The XML declares entities or refers to others, which is not read; have it written without them"
        raise XmlError("unsafe_xml", detail) from error
    except (ParseError, ValueError, LookupError) as error:
        fault = XmlError("broken_xml", f"The XML is broken ({' '.join(str(error).split())[:120]}); fetch it again")
        text = text_of(data)
        if text is None or not any(sign in str(error) for sign in ("encod", "invalid token", "undefined entity")):
            raise fault from error
    text = text.partition("?>")[2] if text.lstrip().startswith("<?xml") else text
    try:  # a declaration of the wrong character set, or entities of HTML without their DTD
        return _parse(_NAMED.sub(_as_number, text).encode("utf-8", "replace"))
    except (DefusedXmlException, ParseError, ValueError, LookupError) as error:
        raise fault from error


def read_xml(file: BinaryIO) -> tuple[bytes, Element] | Found:
    """The bytes and the root of a file, or the reject for one that is too large or is not read."""
    content = file.read(MAX_RECORD_BYTES + 1)
    if len(content) > MAX_RECORD_BYTES:
        return Found(content)
    try:
        return content, parse_xml(content)
    except XmlError as fault:
        return Found(content, reason=fault.reason, detail=fault.detail)


def _as_number(match: re.Match[str]) -> str:
    code = name2codepoint.get(match.group(1))
    return f"&#{code};" if code and match.group(1) not in ("amp", "lt", "gt", "quot") else match.group(0)


def local(element: Element) -> str:
    """An element's name without its namespace."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def named(element: Element, *names: str) -> Iterator[Element]:
    """The elements inside of one, itself among them, with one of these names, in whatever namespace."""
    return (each for each in element.iter() if local(each) in names)


def words(element: Element | None) -> str | None:
    """The text in an element, on one line; None where there is none."""
    return None if element is None else " ".join(" ".join(element.itertext()).split()) or None


def first_words(element: Element, *names: str) -> str | None:
    """The text of the first element with one of these names, the names in their order."""
    return next((text for name in names for each in named(element, name) if (text := words(each))), None)


def paragraphs(element: Element) -> str:
    """The text of a body of paragraphs, headings and lists, an empty line between them."""
    parts: list[str] = []
    _collect(element, parts)
    lines = (" ".join(part.split()) for part in "".join(parts).split("\n"))
    return "\n\n".join(line for line in lines if line)


_BLOCKS = frozenset({
    "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "hl1", "hl2", "li", "ul", "ol", "dl", "dt", "dd", "bq",
    "block", "blockquote", "table", "tr", "media", "media-caption", "section", "pre", "hr", "br", "article",
    "body", "note", "fn",
})  # fmt: skip
# Heads and feet of a page repeat the headline, the day and the keywords, which have elements of their own.
_LEFT_OUT = frozenset({
    "script", "style", "header", "footer", "nav", "media-metadata", "media-producer", "media-reference",
})  # fmt: skip
_BEFORE_MARK = re.compile(r"^\s*\n\s*(?=[,.;:!?)])")


def _collect(root: Element, parts: list[str]) -> None:
    """The text in an element in its order, with a line end at either end of a block. Not recursive: depth is theirs."""
    waiting: list[Element | str] = [root]
    while waiting:
        each = waiting.pop()
        if isinstance(each, str):
            parts.append(each)
            continue
        name = local(each)
        is_block = name in _BLOCKS
        after = ("\n" if is_block else "") + (_rewrapped(each.tail or "") if each is not root else "")
        waiting.append(after)
        if name not in _LEFT_OUT and name:
            if name in ("td", "th") and each.tail is None:
                waiting.append(" ")
            waiting += reversed(list(each))
            text = each.text or ""
            waiting.append(("\n" if is_block else "") + (text if name == "pre" else _rewrapped(text)))


def _rewrapped(text: str) -> str:
    """A stretch of text with a line end only where a paragraph ends.

    Lines are wrapped and indented as the writer of a document likes. But some agencies put a whole story in one
    element, where an empty line, or an indent that not all lines have, begins a paragraph.
    """
    if "\n" not in text:
        return text
    text = _BEFORE_MARK.sub("", text)
    lead, tail = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    first, *others = text.strip().split("\n")
    indented = [line[:1] in " \t" for line in others if line.strip()]
    by_indent = any(indented) and not all(indented)
    joined = [first]
    for line in others:
        begins = not line.strip() or (by_indent and line[:1] in " \t")
        joined.append(("\n" if begins else " ") + line.strip())
    return (" " if lead else "") + "".join(joined) + (" " if tail else "")


def _parse(data: bytes) -> Element:
    parser = DefusedXMLParser(forbid_dtd=False, forbid_entities=True, forbid_external=True)
    parser.feed(data)
    root: Element = parser.close()
    level, depth = [root], 0
    while level:
        level, depth = [child for each in level for child in each], depth + 1
        if depth > _MOST_DEPTH:
            raise ValueError(f"elements nested more than {_MOST_DEPTH} deep")
    return root
