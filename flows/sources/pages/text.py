"""The text of an article in a page: trafilatura, after a pass over what it would lose.

Tried with 2.3.1: it leaves out `<time>` with its words and the marks of `<q>`, makes 106 of 10<sup>6</sup>, and joins
the words of neighbouring elements that a style sheet sets apart.
"""

import re
import unicodedata
from copy import deepcopy

from lxml import etree, html
from lxml.etree import _Element

from flows.sources.markup import raised

# Beginnings of lines that are about the page and not of the article; such lines are short.
_OF_THE_PAGE = (
    "read (?:more|also|next|on|the full)", "(?:click|tap) (?:here|to)", "continue reading", "keep reading", "see also",
    "more (?:on|from|about|in) (?:this|the|our)", r"related(?: (?:articles?|stories|topics|coverage|links?))?\s*:?$",
    r"(?:sign|log) (?:up|in)\b", r"subscribe\b", "already (?:a|have)", "to continue reading",
    "this article is (?:for|only)", "you have (?:reached|read)", "unlock (?:this|the)", "share (?:this|on|via)",
    r"follow us\b", r"advertisement\b", r"sponsored\b", "(?:most|trending) (?:read|popular|viewed)",
    "skip (?:to|advertisement)", "listen to this", "get (?:the|our) (?:newsletter|app)", "our newsletter",
    r"copyright\b", "©", "all rights reserved", "print this", r"comments?(?: \([0-9,]+\))?$", "back to top",
    "enable javascript", "accept (?:all )?cookies", "we use cookies", "allow cookies", r"loading\b",
    r"photo(?:graph)?s?\s*:", r"image (?:credit|source)s?\b",
)  # fmt: skip
_FURNITURE = re.compile(rf"(?i)^(?:[-•>»→|]\s*)?(?:{'|'.join(_OF_THE_PAGE)})")
_MOST_FURNITURE_CHARS = 120
_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "br", "dd", "div", "dl", "dt", "figcaption", "figure",
    "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre",
    "section", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
})  # fmt: skip
# "Published", "Last updated:"
_MOST_LABEL_WORDS = 2


def text_of_article(element: _Element, title: str | None) -> str:
    """The paragraphs of the article in an element of a page, a line each; empty where there is none.

    The element stays as it is. The headline, where the text begins with it, is left out.
    """
    import trafilatura  # a second of imports

    document = html.document_fromstring("<html><body></body></html>")
    document.body.append(prepared(element))
    try:
        found = trafilatura.bare_extraction(document, include_comments=False, with_metadata=False)
    except (ValueError, TypeError, AttributeError, RecursionError, etree.LxmlError):
        return ""
    text = getattr(found, "text", None) or ""
    return tidied(text, title)


def tidied(text: str, title: str | None = None) -> str:
    """Lines without what is about the page, and without the headline that the first of them repeats."""
    lines = [" ".join(line.split()) for line in text.splitlines()]
    lines = [_plain_row(line) for line in lines if line]
    kept = [line for line in lines if line and not (len(line) <= _MOST_FURNITURE_CHARS and _FURNITURE.match(line))]
    while title and kept and _folded(kept[0]) == _folded(title):
        kept.pop(0)
    return "\n".join(kept)


def prepared(element: _Element) -> _Element:
    """A copy in which everything that trafilatura would lose is plain text."""
    copy = deepcopy(element)
    copy.tail = None
    if copy.tag in ("body", "html"):
        copy.tag = "div"
    for found in list(copy.iter("head", "nav", "menu", "footer")):
        # Of a short page trafilatura takes everything that is in it.
        inside = found.tag == "footer" and any(True for _ in found.iterancestors("article", "blockquote"))
        if found.getparent() is not None and not inside:
            found.drop_tree()
    for found in list(copy.iter("time", "q", "sup", "sub", "abbr", "ins", "data", "bdi", "bdo", "var", "samp", "wbr")):
        if found.getparent() is None:
            continue
        if found.tag == "time" and _is_alone(found):
            found.drop_tree()  # the day of the page, not a word of the text
        elif found.tag == "sup":
            _raise_figures(found)
        else:
            if found.tag == "q":
                _quote(found)
            found.drop_tag()
    _part_neighbours(copy)
    return copy


def _is_alone(found: _Element) -> bool:
    """Whether its line has nothing else but a word or two: "Published". Such a time is no word of the text."""
    previous, parent = found.getprevious(), found.getparent()
    before = (previous.tail or "") if previous is not None else (parent.text or "")
    if previous is not None and previous.tag not in _BLOCKS and not before.strip():
        before = "".join(previous.itertext())
    following = found.getnext()
    after = found.tail or ""
    if following is not None and following.tag not in _BLOCKS and not after.strip():
        after = "".join(following.itertext())
    return len(before.split()) <= _MOST_LABEL_WORDS and len(after.split()) <= _MOST_LABEL_WORDS


def _raise_figures(found: _Element) -> None:
    """Write powers as 10^6 and m², leave out marks of notes; "11th" stays."""
    text = "".join(found.itertext()).strip()
    is_link = found.find(".//a") is not None or (found.getparent().tag == "a")
    shown = "" if is_link and re.fullmatch("[0-9a-z]{1,3}", text) else raised(text, _text_before(found))
    if not shown:
        found.drop_tree()
        return
    if shown != text:
        for child in list(found):
            found.remove(child)
        found.text = shown
    found.drop_tag()


def _text_before(found: _Element) -> str:
    previous = found.getprevious()
    if previous is not None:
        return previous.tail or "".join(previous.itertext())
    parent = found.getparent()
    return (parent.text or "") if parent is not None else ""


def _quote(found: _Element) -> None:
    text = "".join(found.itertext()).strip()
    if text[:1] in "\"'“‘«„" and text[:1]:
        return
    found.text = "“" + (found.text or "")
    if len(found):
        found[-1].tail = (found[-1].tail or "") + "”"
    else:
        found.text += "”"


def _part_neighbours(copy: _Element) -> None:
    """Put a blank between words of neighbouring elements that nothing parts; a large first letter stays joined."""
    for found in copy.iter("span", "a", "b", "strong", "em", "i", "label", "small", "u", "button"):
        following = found.getnext()
        if (
            found.tail
            or following is None
            or following.tag not in ("span", "a", "b", "strong", "label", "small", "button")
        ):
            continue
        left, right = "".join(found.itertext()), "".join(following.itertext())
        if (
            len(left.strip()) > 1
            and left[-1:].isalnum()
            and right[:1].isalnum()
            and (right[:1].isupper() or left[-1:].isdigit() != right[:1].isdigit())
        ):
            found.tail = " "


def _plain_row(line: str) -> str:
    """A row of a table, `| Oslo | 12 euros |`, as words with commas between the cells; none for a rule."""
    if not line.startswith("|"):
        return line
    cells = [cell.strip() for cell in line.strip("|").split("|")]
    if all(re.fullmatch(r":?-*:?", cell) for cell in cells):
        return ""
    return ", ".join(cell for cell in cells if cell)


def _folded(text: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFKC", text).casefold() if char.isalnum())
