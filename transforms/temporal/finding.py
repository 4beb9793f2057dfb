"""Where a text speaks of time: one large pattern finds the words, the families read each different wording once."""

from functools import lru_cache

import polars as pl

from transforms import spans
from transforms.temporal.clock import CLOCK
from transforms.temporal.dates import DATES
from transforms.temporal.grammar import FIELDS, FLAGS, OUTCOMES, Family, Value, unnamed
from transforms.temporal.lengths import LENGTHS
from transforms.temporal.named_days import NAMED_DAYS
from transforms.temporal.pairs import PAIR, apart
from transforms.temporal.periods import PERIODS
from transforms.temporal.relative import RELATIVE
from transforms.temporal.runs import RUN
from transforms.temporal.values import outcomes
from transforms.temporal.words import EDGE

_BY_NAME = {family.name: family for family in [*DATES, CLOCK, *LENGTHS, *PERIODS, *RELATIVE, *NAMED_DAYS]}


def _named(names: str) -> list[Family]:
    return [_BY_NAME[name] for name in names.split() if name in _BY_NAME]


# One pattern for all would throw the regex engine off its automaton; in parts each stays on it. Where two families of
# a part begin at the same place, the earlier one gets the words; between parts, the longer match does.
_GROUPS = (
    "iso slashed clock week_of",
    "pair day_range date plural_days counted_day weekday every",
    "holiday deictic quarter season reported_period year_range decade century era month",
    "shift times_a attributive",
    "duration year_ago end_of_unit unit_long adverb_of_frequency",
    "one_unit period part_of_day year in_focus reference bare_units",
)
_WORDED = {"pair": PAIR} | {name: family.pattern for name, family in _BY_NAME.items()}
PATTERNS = tuple(
    f"{FLAGS}{EDGE}(?:" + "|".join(unnamed(_WORDED[name]) for name in names.split()) + ")" for names in _GROUPS
)
_GROUP_OF = {name: group for group, names in enumerate(_GROUPS) for name in names.split()}


# What the words around a mention are judged by; the other fields are looked up when the mention is placed.
_CARRIED = [
    "surface_no",
    "rule",
    "kind",
    "unit",
    "year",
    "year_step",
    "month",
    "day",
    "step",
    "hour",
    "amount",
    "focus",
]


def find(texts: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Find every expression of time.

    Takes a texts frame; gives a mentions frame (see transforms/spans.py) with `surface_no` (UInt32, the same for the
    same words) and some fields of transforms/temporal/grammar.py, and the surfaces: surface_no, text (as read), `rule`
    (the family's name), all of the fields and what follows from them.
    """
    runs = spans.find(texts, RUN)
    wordings = runs.select(pl.col("text").unique()).with_row_index("text_no")
    found = [
        spans.find(wordings, pattern).with_columns(group=pl.lit(group, pl.UInt32))
        for group, pattern in enumerate(PATTERNS)
    ]
    inside = apart(spans.longest_from_left(pl.concat(found)), _GROUP_OF)
    surfaces = read(inside.select("group", text="read_as").unique("text", keep="first", maintain_order=True))
    surfaces = surfaces.with_row_index("surface_no")
    skip = pl.col("skip").fill_null(0).cast(pl.UInt32)
    inside = inside.join(
        surfaces.select("skip", *_CARRIED, read_as="text"), on="read_as", how="inner", maintain_order="left"
    )
    inside = inside.with_columns(
        pl.col("start_char") + skip,
        pl.col("start_byte") + skip,
        text=pl.when(skip > 0).then(pl.col("text").str.slice(skip)).otherwise(pl.col("text")),
    ).drop("skip", "group", "read_as")
    # Joined by number: a run may be as long as the text, and is not to be hashed for every mention in it.
    runs = runs.join(wordings.rename({"text_no": "run"}), on="text", how="left", maintain_order="left")
    runs = runs.select("text_no", "run", _char="start_char", _byte="start_byte")
    mentions = runs.join(
        inside.rename({"text_no": "run"}).sort("run", "start_byte"), on="run", how="inner", maintain_order="left_right"
    )
    mentions = mentions.with_columns(
        pl.col("start_char", "end_char") + pl.col("_char"), pl.col("start_byte", "end_byte") + pl.col("_byte")
    ).drop("run", "_char", "_byte")
    return mentions, surfaces


_READ = [*FIELDS, *OUTCOMES]
_SCHEMA = {"text": pl.String, "rule": pl.String} | FIELDS | OUTCOMES
_FAMILIES = tuple(tuple(_named(names)) for names in _GROUPS)
# Different wordings in a few hundred megabytes of news; most come back with the next batch.
_KNOWN_AT_MOST = 1 << 15


def read(surfaces: pl.DataFrame) -> pl.DataFrame:
    """Read each different wording.

    Takes columns text and group (the number of the pattern that found it); gives text, rule and the fields.
    """
    rows = (_wording(text, group) for text, group in surfaces.select("text", "group").iter_rows())
    columns = list(zip(*(row for row in rows if row), strict=True)) or [()] * len(_SCHEMA)
    return pl.DataFrame(dict(zip(_SCHEMA, columns, strict=True)), schema=_SCHEMA)


@lru_cache(_KNOWN_AT_MOST)
def _wording(text: str, group: int) -> tuple[Value, ...] | None:
    """One wording: itself, the family's name and the fields, in their order."""
    for family in _FAMILIES[group]:
        fields = family.read(text)
        if fields is not None:
            fields |= outcomes(fields)
            return (text, family.name, *map(fields.get, _READ))
    return None
