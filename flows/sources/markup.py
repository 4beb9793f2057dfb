"""Markup inside of texts, `<p>It rose 5&nbsp;%.</p>`, to the text that it shows: block ends become line ends."""

import html
import re
from html.parser import HTMLParser

_TAGS = (
    "a", "abbr", "article", "aside", "b", "blockquote", "br", "center", "cite", "code", "dd", "div", "dl", "dt",
    "em", "figcaption", "figure", "font", "footer", "h[1-6]", "header", "hr", "i", "iframe", "img", "li",
    "main", "ol", "p", "pre", "q", "s", "script", "section", "small", "span", "strong", "style", "su[bp]",
    "table", "tbody", "td", "th", "thead", "time", "tr", "u", "ul", "video",
)  # fmt: skip
# What a text with tags, and one with character references, have in them; in the syntax of Polars and of Python.
TAG = rf"(?i)<(?:!--|/?(?:{'|'.join(_TAGS)})(?:\s[^<>]*)?/?>)"
REFERENCE = r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});"
_TAG = re.compile(TAG)
_REFERENCE = re.compile(REFERENCE)
_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "center", "dd", "div", "dl", "dt", "figcaption", "figure",
    "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "ol", "p", "pre", "section",
    "table", "tr", "ul",
})  # fmt: skip
_CELLS = ("td", "th")
_UNSEEN = ("script", "style", "template", "noscript", "iframe", "svg", "title", "head", "video", "audio")
_POWERS = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")
_NOTE = re.compile(r"^(?:\[[^\]]{1,4}\]|[*†‡§]{1,3})$")


def plain(text: str) -> str:
    """The text that markup shows. Markup that is escaped a second time, as feeds have it, is read too."""
    shown = _shown(text) if _TAG.search(text) else _REFERENCE.sub(_character, text)
    if _TAG.search(shown) and not _TAG.search(text):
        shown = _shown(shown)
    return shown.replace("\xa0", " ").strip()


def _character(match: re.Match[str]) -> str:
    return html.unescape(match.group(0))


def what_is_cleaned(text: str) -> list[str]:
    """What `plain` takes out of a text: tags, references."""
    return [name for name, pattern in (("tags", TAG), ("references", REFERENCE)) if re.search(pattern, text)]


def raised(text: str, before: str) -> str:
    """A raised text as it is written in a line: 10^6, m², 11th; nothing for the mark of a note."""
    text = text.strip().replace("−", "-")
    if _NOTE.match(text):
        return ""
    if re.fullmatch(r"-?[0-9]{1,3}", text):
        return f"^{text}" if before[-1:].isdigit() else text.translate(_POWERS)
    return text


def _shown(text: str) -> str:
    reader = _Reader()
    reader.feed(text)
    reader.close()
    lines = (" ".join(line.split()) for line in "".join(reader.parts).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


class _Reader(HTMLParser):
    """Collects what is shown."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._unseen = 0
        self._raised_from: int | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNSEEN:
            self._unseen += 1
        elif tag == "br":
            self.parts.append("\n")
        elif tag in _BLOCKS:
            self.parts.append("\n\n")
        elif tag in _CELLS:
            self.parts.append(" ")
        elif tag == "q":
            self.parts.append("“")
        elif tag == "sup":
            self._raised_from = len(self.parts)

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN:
            self._unseen = max(0, self._unseen - 1)
        elif tag in _BLOCKS:
            self.parts.append("\n\n")
        elif tag in _CELLS:
            self.parts.append(", ")
        elif tag == "q":
            self.parts.append("”")
        elif tag == "sup" and self._raised_from is not None:
            text = "".join(self.parts[self._raised_from :])
            before = self.parts[self._raised_from - 1] if self._raised_from else ""
            self.parts[self._raised_from :] = [raised(text, before)]
            self._raised_from = None

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _UNSEEN:
            self.handle_starttag(tag, attrs)

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.parts.append(re.sub(r"\s+", " ", data))
