"""What a family of expressions is: the words it looks like ("last August") and the fields they fill in."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

# Flags of every pattern: ASCII case folding, no Unicode tables.
FLAGS = "(?i-u)"

# What a family can say about a mention; the rest of the transform reads nothing but these.
FIELDS: dict[str, type[pl.DataType]] = {
    "kind": pl.String,  # how the value is found: day, weekday, month, quarter, shift, duration, set, fixed ...
    "year": pl.Int32,  # stated year
    "year_step": pl.Int32,  # or stated relative to the year of publication
    "month": pl.Int32,
    "day": pl.Int32,
    "weekday": pl.Int32,  # 1 is Monday
    "part": pl.String,  # quarter, half or season of a year (Q3, H1, SU), part of a day (MO, NI)
    "step": pl.Int32,  # last -1, this 0, next 1; for a shift the signed number of units
    "unit": pl.String,  # unit of a shift or duration
    "amount": pl.Float64,  # length of a duration in units; null where vague
    "rest": pl.Float64,  # the smaller part of a length in two units
    "rest_unit": pl.String,
    "value": pl.String,  # the value itself, where the words alone fix it
    "holiday": pl.String,
    "hour": pl.Int32,
    "minute": pl.Int32,
    "second": pl.Int32,
    "zone": pl.String,  # Z, +08:00
    "focus": pl.Boolean,  # counts from the period the text is about, not from the day of publication
    "modifier": pl.String,
    "end_day": pl.Int32,  # last day or year of a range
    "end_year": pl.Int32,
    "skip": pl.Int32,  # characters at the front that are no part of the mention
}


@dataclass(frozen=True)
class Family:
    """A pattern with named groups, and the fields as expressions over the groups."""

    name: str
    pattern: str
    fields: Mapping[str, pl.Expr]

    def read(self, surfaces: pl.DataFrame) -> pl.DataFrame:
        """The fields of those surfaces (column text) that are of the family."""
        whole = f"{FLAGS}^(?<whole>{self.pattern})$"
        groups = surfaces.select("text", _groups=pl.col("text").str.extract_groups(whole)).unnest("_groups")
        chosen = {name: expression.cast(FIELDS[name]) for name, expression in self.fields.items()}
        return groups.filter(pl.col("whole").is_not_null()).select(
            "text",
            rule=pl.lit(self.name),
            **{name: chosen.get(name, pl.lit(None, dtype)) for name, dtype in FIELDS.items()},
        )


def unnamed(pattern: str) -> str:
    """The pattern with its groups' names taken away, to stand in a larger one."""
    return re.sub(r"\(\?P?<[a-z_0-9]+>", "(?:", pattern)


_MODIFIERS = [
    ("APPROX", r"or so|about|around|roughly|approximately|some|circa"),
    ("EQUAL_OR_MORE", r"at least|no less|not less|no fewer|minimum|or more|or longer"),
    ("EQUAL_OR_LESS", r"at most|up to|no more|not more|as much as|maximum|or less|no longer"),
    ("LESS_THAN", r"less than|under|fewer than|nearly|almost|close to|shorter than|not quite"),
    ("MORE_THAN", r"more than|over|longer than|well over"),
    ("START", r"begin|start|early|earlier|first part|outset|dawn|opening"),
    ("MID", r"^(?:the )?mid|middle"),
    ("END", r"^(?:the )?(?:very )?(?:late|end|close|latter|final)"),
    ("BEFORE", r"^(?:pre|before)"),
    ("AFTER", r"^(?:post|after)"),
]


def modifier(*names: str) -> pl.Expr:
    """The TIMEX3 modifier said by the words of these groups."""
    words = pl.concat_str([pl.col(name).fill_null("") for name in names], separator=" ").str.to_lowercase()
    words = words.str.replace_all(r"[\s-]+", " ").str.strip_chars()
    chain = pl.lit(None, pl.String)
    for value, pattern in reversed(_MODIFIERS):
        chain = pl.when(words.str.contains(pattern)).then(pl.lit(value)).otherwise(chain)
    return chain


_STEPS = {"las": -1, "pas": -1, "pre": -1, "pri": -1, "nex": 1, "com": 1, "fol": 1, "upc": 1, "thi": 0, "cur": 0}
_STEPS |= {"tha": 0, "sam": 0, "lat": 0, "ear": -1, "yea": -1}


def step(name: str) -> pl.Expr:
    """Last -1, this 0, next 1; null where the word is none of them."""
    word = pl.col(name).str.to_lowercase().str.replace(r"^the\s+", "").str.replace(r"^this\s+(past|coming|next)", "$1")
    return word.str.head(3).replace_strict(_STEPS, default=None, return_dtype=pl.Int32)
