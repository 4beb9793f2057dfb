"""Context tests: what the words of a mention, and those before and after it, match."""

import polars as pl

_B = r"(?-u:\b)"


def _has(name: str, pattern: str) -> pl.Expr:
    """Whether a column matches, letters in either case; ASCII boundaries keep it quick."""
    return pl.col(name).str.contains("(?i-u)" + pattern.replace(r"\b", _B))


def cased(name: str, pattern: str) -> pl.Expr:
    """Whether a column matches, letters as written."""
    return pl.col(name).str.contains("(?-u)" + pattern.replace(r"\b", _B))


def text_is(pattern: str) -> pl.Expr:
    """Whether its words match, letters in either case."""
    return _has("text", pattern)


def before_is(pattern: str) -> pl.Expr:
    """Whether the text before it matches, letters in either case."""
    return _has("before", pattern)


def after_is(pattern: str) -> pl.Expr:
    """Whether the text after it matches, letters in either case."""
    return _has("after", pattern)


CAPITAL_NEXT = cased("after", "^ [A-Z]")
MID_SENTENCE = cased("before", r"[A-Za-z0-9,](?:'|(?u:\x{2019}))?[ ]$")
