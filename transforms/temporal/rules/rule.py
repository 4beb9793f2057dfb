"""Rule families: the words an expression looks like ("last August") and the fields they fill in."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TypeAlias

import polars as pl

# Flags of every pattern: ASCII case folding, no Unicode tables.
FLAGS = "(?i-u)"

# The named groups of a match; what is read from them.
Groups: TypeAlias = Mapping[str, str | None]
Value: TypeAlias = str | float | int | bool | None
Field: TypeAlias = Callable[[Groups], Value]

# What a family can say about a mention; the rest of the transform reads nothing but these.
FIELDS: dict[str, type[pl.DataType]] = {
    "kind": pl.String,  # how the value is found: day, weekday, month, quarter, shift, duration, set, fixed ...
    "year": pl.Int32,  # stated year
    "year_step": pl.Int32,  # or stated relative to the year of publication
    "month": pl.Int32,
    "day": pl.Int32,
    "weekday": pl.Int32,  # 1 is Monday
    "part": pl.String,  # quarter, half or season of a year (Q3, H1, SU), part of a day (MO, NI)
    "nth": pl.Int32,  # which of its kind in a longer period, the last is -1
    "within": pl.String,  # that period: month, quarter, year, decade
    "step": pl.Int32,  # last -1, this 0, next 1; for a shift the signed number of units
    "unit": pl.String,  # unit of a shift or duration
    "amount": pl.Float64,  # length of a duration in units; null where vague
    "high": pl.Float64,  # the upper of two lengths, where `amount` is the lower
    "rest": pl.Float64,  # the smaller part of a length in two units
    "rest_unit": pl.String,
    "value": pl.String,  # the value itself, where the words alone fix it
    "holiday": pl.String,
    "hour": pl.Int32,
    "minute": pl.Int32,
    "second": pl.Int32,
    "fraction": pl.Float64,  # of a second
    "zone": pl.String,  # Z, +08:00
    "focus": pl.Boolean,  # counts from the period the text is about, not from the day of publication
    "modifier": pl.String,
    "end_day": pl.Int32,  # last day or year of a range
    "end_year": pl.Int32,
    "skip": pl.Int32,  # characters at the front that are no part of the mention
}
# What follows from those, whatever the day (see transforms/temporal/rules/lexical_values.py).
OUTCOMES: dict[str, type[pl.DataType]] = {
    "length": pl.String,  # value of a duration or set: P30D
    "months": pl.Float64,
    "seconds": pl.Float64,
    "clock": pl.String,  # what follows the day in the value of a time: T17:00-05:00
    "fineness": pl.String,  # granularity of a time: minute, second, part_of_day
}


# How values are found (`kind`): those with a place on the calendar, which anchoring.py finds, and the others.
PLACED = frozenset(
    {
        *("day", "slashed", "holiday", "weekday", "counted_day", "month", "part", "year", "decade", "century", "shift"),
        *("nth_weekday", "nth_unit", "week_number", "day_of_month", "same_day"),
    }
)
KINDS = PLACED | frozenset(
    ("year_ago", "reported", "quarter_ended", "fixed", "past", "future", "duration", "set", "age")
)

# Every family by its name: each module of this package adds its own when it is imported.
FAMILIES: dict[str, "Family"] = {}


@dataclass(frozen=True)
class Family:
    """A pattern with named groups, and the fields: a constant each, or what reads it from the groups.

    A new one is in FAMILIES. Raises ValueError for a name that is taken, and for an unknown field or kind.

    The pattern searches whole columns in the regex engine of Polars. A wording it has found is read by Python, once
    per different wording: Polars would compile the thirty-odd patterns again for every batch.
    """

    name: str
    pattern: str
    fields: Mapping[str, Field | str | int | float | bool]

    def __post_init__(self) -> None:
        """Register."""
        kind = self.fields.get("kind")
        unknown = [name for name in self.fields if name not in FIELDS]
        if isinstance(kind, str) and kind not in KINDS:
            unknown.append(f"kind {kind}")
        if unknown:
            raise ValueError(f"The family {self.name} has what no rule reads: {', '.join(unknown)}")
        if self.name in FAMILIES:
            raise ValueError(f"There are two families {self.name}")
        FAMILIES[self.name] = self

    def read(self, text: str) -> dict[str, Value] | None:
        """The fields of the wording, or None if it is not of the family."""
        match = self._fullmatch(text)
        if match is None:
            return None
        constants, readers = self._parts
        fields = constants.copy()
        if readers:
            groups = match.groupdict()
            for name, read in readers:
                fields[name] = read(groups)
        return fields

    @cached_property
    def _fullmatch(self) -> Callable[[str], re.Match[str] | None]:
        return compiled(self.pattern).fullmatch

    @cached_property
    def _parts(self) -> tuple[dict[str, Value], list[tuple[str, Field]]]:
        """The fields that are constant, and what reads the others."""
        constants: dict[str, Value] = {name: field for name, field in self.fields.items() if not callable(field)}
        return constants, [(name, field) for name, field in self.fields.items() if callable(field)]


def with_fields(mentions: pl.DataFrame, surfaces: pl.DataFrame) -> pl.DataFrame:
    """Add those fields of the rules that mentions do not carry with them (surfaces are in order of their number)."""
    missing = [name for name in surfaces.columns if name not in mentions.columns]
    return mentions.hstack(surfaces.select(missing)[mentions["surface_no"]])


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """A pattern of the grammar for Python's engine."""
    pattern = pattern.replace(r"(?-u:\b)", r"\b").replace("(?u-i:", "(?:").replace("(?<", "(?P<")
    pattern = re.sub(r"\\x\{([0-9a-f]+)\}", lambda code: rf"\u{int(code[1], 16):04x}", pattern)
    return re.compile(pattern, re.IGNORECASE | re.ASCII)


def unnamed(pattern: str) -> str:
    """The pattern with its groups' names taken away, to be part of a larger one."""
    return re.sub(r"\(\?P?<[a-z_0-9]+>", "(?:", pattern)


def group(groups: Groups, *names: str) -> str | None:
    """The first of the groups that took part."""
    for name in names:
        words = groups[name]
        if words is not None:
            return words
    return None


def lower(*names: str) -> Field:
    """The words of the first of the groups that took part, in small letters."""
    return lambda groups: None if (words := group(groups, *names)) is None else words.lower()


def said(name: str, then: Value, otherwise: Value = None) -> Field:
    """One value where the group took part, another where it did not."""
    return lambda groups: otherwise if groups[name] is None else then


def length_of(name: str) -> Field:
    """How many characters a group took; null where it took no part."""
    return lambda groups: None if (words := groups[name]) is None else len(words)


def matches(name: str, pattern: str) -> Field:
    """Whether the words of a group match, letters in either case; null where it took no part."""
    found = re.compile(pattern, re.IGNORECASE | re.ASCII).search
    return lambda groups: None if (words := groups[name]) is None else found(words) is not None


def either(*fields: Field | Value) -> Field:
    """The first of the fields that is there."""
    readers = [field if callable(field) else _always(field) for field in fields]

    def first(groups: Groups) -> Value:
        for read in readers:
            value = read(groups)
            if value is not None:
                return value
        return None

    return first


def looked_up(table: Mapping[str, Value], *names: str, default: Value = None) -> Field:
    """The words of the first of the groups that took part, in small letters, looked up."""
    return lambda groups: table.get((group(groups, *names) or "").lower(), default)


def _always(value: Value) -> Field:
    return lambda groups: value


_MODIFIERS = [
    (value, re.compile(pattern))
    for value, pattern in [
        ("APPROX", r"or so|about|around|roughly|approximately|some|circa"),
        ("EQUAL_OR_MORE", r"at least|no less|not less|no fewer|minimum|or more|or longer"),
        ("EQUAL_OR_LESS", r"at most|up to|no more|not more|as much as|maximum|or less|no longer"),
        ("LESS_THAN", r"less than|under|fewer than|nearly|almost|close to|shorter than|not quite"),
        ("MORE_THAN", r"more than|over|longer than|well over"),
        ("START", r"begin|start|early|earlier|first (?:part|half|few|days)|outset|dawn|opening"),
        ("MID", r"^(?:the )?mid|middle"),
        ("END", r"^(?:the )?(?:very )?(?:late|end|close|latter|final|last|second half|second part)"),
        ("BEFORE", r"^(?:pre|before)"),
        ("AFTER", r"^(?:post|after)"),
    ]
]


_BLANKS = re.compile(r"[\s-]+")


def modifier(*names: str) -> Field:
    """The TIMEX3 modifier said by the words of these groups."""

    def read(groups: Groups) -> str | None:
        parts = [words for name in names if (words := groups[name])]
        if not parts:
            return None
        words = _BLANKS.sub(" ", " ".join(parts).lower()).strip()
        return next((value for value, pattern in _MODIFIERS if pattern.search(words)), None)

    return read


_STEPS = {"las": -1, "pas": -1, "pre": -1, "pri": -1, "nex": 1, "com": 1, "fol": 1, "upc": 1, "thi": 0, "cur": 0}
_STEPS |= {"tha": 0, "sam": 0, "lat": 0, "ear": -1, "yea": -1}


_NO_STEP = re.compile(r"^(?:the\s+)?(?:this\s+(?=past|coming|next))?")


def step(*names: str) -> Field:
    """Last -1, this 0, next 1; null where the word is none of them."""

    def read(groups: Groups) -> int | None:
        words = group(groups, *names)
        if words is None:
            return None
        return _STEPS.get(_NO_STEP.sub("", words.lower())[:3])

    return read
