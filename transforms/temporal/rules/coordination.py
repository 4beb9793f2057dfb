"""Coordination: two dates that share a word: "April 24 and 25", "March and April 2004", "6 to 8 p.m.".

They are found as one and read as two: each with its own words, and with those of the other that it needs.
"""

import re
from collections.abc import Iterator

import polars as pl

from transforms.temporal.rules.lexicon import (
    APOSTROPHE,
    DASH,
    DAY,
    EDGE,
    GAP,
    HYPHEN,
    MONTH,
    MONTH_NAME,
    MONTH_NUMBERS,
    ORDINAL,
    PART_OF_DAY,
    WEEKDAY,
    WEEKDAY_SHORT,
    YEAR,
)
from transforms.temporal.rules.periods import ORDINAL_CENTURY
from transforms.temporal.rules.rule import compiled

_JOIN = rf"{GAP}(?:and|or){GAP}"
_TO = rf"(?:{GAP}(?:and|or|to|through){GAP}|{DASH})"
_OF_YEAR = rf"(?:,?{GAP}(?:of{GAP})?{YEAR})?"
_HOUR = r"(?:1[0-2]|[1-9])(?::[0-5][0-9])?"

_DAYS = rf"(?<one>{DAY})(?:,{GAP}(?<two>{DAY}))?{_JOIN}(?<last>{DAY})"
_ORDINALS = rf"(?<head>the{GAP})?(?<one>{ORDINAL}){_JOIN}(?<last>{ORDINAL})"

_ON = rf"(?:,?{GAP}(?:{WEEKDAY}|today|yesterday|tomorrow){EDGE})?"

# "Monday 20"
_NAMED_DAY = rf"(?:{WEEKDAY}|{WEEKDAY_SHORT}){GAP}(?:the{GAP})?{DAY}"

# The words of the first and of the last, and what both need, in front of them (head) or behind (tail), after the name
# of the family that reads them.
_PAIRS = [
    (
        "date",
        rf"(?<one>{_NAMED_DAY})(?:,{GAP}(?<two>{_NAMED_DAY}))?(?:,?{_JOIN}|{_TO}|{GAP}till{GAP})(?<last>{_NAMED_DAY})(?<tail>{GAP}(?:of{GAP})?{MONTH}{_OF_YEAR})",
    ),
    (
        "decade",
        rf"(?<head>(?:the{GAP})?(?:(?:early|mid|late){HYPHEN})?)(?<one>(?:(?:1[0-9]|20)?[0-9]0)s){_TO}(?:the{GAP})?(?:(?:early|mid|late){HYPHEN})?{APOSTROPHE}?(?<last>[1-9]0s)(?<tail>){EDGE}",
    ),
    ("date", rf"(?<head>{MONTH}{GAP}(?:the{GAP})?){_DAYS}(?<tail>{_OF_YEAR})"),
    ("date", rf"(?<head>the{GAP})?{_DAYS}(?<tail>{GAP}(?:of{GAP})?{MONTH}{_OF_YEAR})"),
    ("month", rf"(?<one>{MONTH_NAME}){_TO}(?<last>{MONTH_NAME})(?<tail>{GAP}(?:of{GAP})?{YEAR})"),
    ("plural_days", rf"(?<one>{WEEKDAY}){_JOIN}(?<last>{WEEKDAY})(?<tail>{GAP}{PART_OF_DAY}s){EDGE}"),
    ("quarter", rf"{_ORDINALS}(?<tail>{GAP}(?:quarters|halves)(?:{GAP}of{GAP}{YEAR})?){EDGE}"),
    (
        "century",
        rf"(?<head>the{GAP})?(?<one>(?:(?:early|mid|late){HYPHEN})?{ORDINAL_CENTURY}){_JOIN}(?<last>{ORDINAL_CENTURY})"
        rf"(?<tail>{GAP}centuries){EDGE}",
    ),
    ("clock", rf"(?<one>{_HOUR}){_TO}(?<last>{_HOUR})(?<tail>[ ]?(?:[ap]\.[ ]?m\.|[ap]\.?m{EDGE}){_ON})"),
]
# What every pair has between its halves.
_JOINED = r"(?i-u)(?:[ \t\n]|(?u:\x{a0}))(?:and|or|to|through)(?:[ \t\r\n]|(?u:\x{a0}))|-|(?u:[\x{2010}-\x{2014}])"
PAIR = "(?:" + "|".join(pattern for _, pattern in _PAIRS) + ")"


def apart(found: pl.DataFrame, groups: dict[str, int]) -> pl.DataFrame:
    """Part the pairs in two.

    Takes what the patterns found, with `group` (the number of the pattern); `groups` gives the pattern of each family.
    Adds `read_as`: the words to read in the place of `text`.
    """
    found = found.with_columns(read_as="text")
    joined = pl.col("text").str.contains(_JOINED)
    texts = found.filter(pl.col("group") == groups["pair"]).filter(joined)["text"].unique()
    pieces = [(text, *piece) for text in texts for piece in _pieces(text)]
    if not pieces:
        return found
    schema = ["pair", "_first", "_end", "_family", "_read_as"]
    parts = pl.DataFrame(pieces, schema=schema, orient="row").with_columns(
        _group=pl.col("_family").replace_strict(groups, return_dtype=pl.UInt32),
        _text=pl.col("pair").str.slice(pl.col("_first"), pl.col("_end") - pl.col("_first")),
        _bytes=pl.col("pair").str.slice(0, pl.col("_first")).str.len_bytes(),
    )
    pairs = found.join(parts, left_on="text", right_on="pair", how="inner", maintain_order="left_right").select(
        "text_no",
        start_char=pl.col("start_char") + pl.col("_first"),
        end_char=pl.col("start_char") + pl.col("_end"),
        start_byte=pl.col("start_byte") + pl.col("_bytes"),
        end_byte=pl.col("start_byte") + pl.col("_bytes") + pl.col("_text").str.len_bytes(),
        text="_text",
        group="_group",
        read_as="_read_as",
    )
    rest = found.filter(~pl.col("text").is_in(parts["pair"].unique().implode()))
    return pl.concat([rest, pairs.select(pl.col(name).cast(rest[name].dtype) for name in rest.columns)])


_SINGULAR = {"quarters": "quarter", "halves": "half", "centuries": "century"}


def _pieces(text: str) -> Iterator[tuple[int, int, str, str]]:
    """First and last character, family and complete wording of each half of a pair; nothing if it is none."""
    for family, pattern in _PAIRS:
        match = compiled(pattern).fullmatch(text)
        if match is None:
            continue
        words = match.groupdict(default="")
        head, tail = words.get("head", ""), words["tail"]
        for plural, singular in _SINGULAR.items():
            tail = tail.replace(plural, singular)
        if family == "decade":
            # The second has the century of the first: "the 1880s and 90s".
            century = words["one"][:-3] or "19"
            yield 0, match.end("one"), family, head + (words["one"] if len(words["one"]) > 3 else "19" + words["one"])
            yield match.start("last"), len(text), family, century + words["last"]
            return
        yield 0, match.end("one"), family, head + words["one"] + _earlier(family, words, tail)
        if words.get("two"):
            yield *match.span("two"), family, head + words["two"] + tail
        yield match.start("last"), len(text), family, head + words["last"] + tail
        return


_OTHER_HALF = {"a": "p", "p": "a"}


def _earlier(family: str, words: dict[str, str], tail: str) -> str:
    """What the first of a pair shares with the last: the morning before one o'clock, November before a February."""
    if family == "clock":
        first, last = (int(words[name].split(":")[0]) % 12 for name in ("one", "last"))
        if first > last:
            return re.sub("(?i)[ap](?=[.]? ?m)", lambda half: _OTHER_HALF[half[0].lower()], tail, count=1)
    if family == "month":
        first, last = (MONTH_NUMBERS[words[name][:3].lower()] for name in ("one", "last"))
        if first > last:
            return re.sub("[0-9]+", lambda year: str(int(year[0]) - 1), tail)
    return tail
