"""Parts of patterns that several rooms build with: literal surfaces escaped, what follows a part of a text."""

import polars as pl


def escaped(words: list[str]) -> str:
    """Alternation of literal surfaces, longest first; blanks also represent line breaks and hyphens."""
    marks = {c: "\\" + c for c in ".$^*+?()[]{}|"}
    surfaces = ["".join(marks.get(c, c) for c in word).replace(" ", "[ \n-]") for word in words]
    return "(?:" + "|".join(sorted(surfaces, key=lambda word: (-len(word), word))) + ")"


def beyond(text: str, part: str) -> pl.Expr:
    """What follows a part at the start of a text."""
    return pl.col(text).str.slice(pl.col(part).str.len_chars())
