"""Where a text speaks of time: one large pattern finds the words, the families read each different wording once."""

import polars as pl

from transforms import spans
from transforms.temporal.dates import DATES
from transforms.temporal.clock import CLOCK
from transforms.temporal.grammar import FIELDS, FLAGS, Family, unnamed
from transforms.temporal.lengths import LENGTHS
from transforms.temporal.named_days import NAMED_DAYS
from transforms.temporal.periods import PERIODS
from transforms.temporal.relative import RELATIVE
from transforms.temporal.runs import RUN
from transforms.temporal.words import EDGE

_BY_NAME = {family.name: family for family in [*DATES, CLOCK, *LENGTHS, *PERIODS, *RELATIVE, *NAMED_DAYS]}


def _named(names: str) -> list[Family]:
    return [_BY_NAME[name] for name in names.split()]



# Where two families begin at the same place, the earlier one in this list gets the words.
FAMILIES = [
    *_named("iso slashed clock week_of day_range date weekday every plural_days holiday"),
    *_named("deictic quarter season reported_period year_range decade century era month"),
    *_named("shift times_a attributive duration year_ago end_of_unit unit_long adverb_of_frequency"),
    *_named("one_unit period part_of_day year in_focus reference bare_units"),
]

# One pattern for all would throw the regex engine off its automaton; in parts each stays on it.
_GROUPS = (
    "iso slashed clock week_of",
    "day_range date weekday every plural_days",
    "holiday deictic quarter season reported_period year_range decade century era month",
    "shift times_a attributive",
    "duration year_ago end_of_unit unit_long adverb_of_frequency",
    "one_unit period part_of_day year in_focus reference bare_units",
)
PATTERNS = tuple(
    f"{FLAGS}{EDGE}(?:" + "|".join(unnamed(family.pattern) for family in _named(names)) + ")" for names in _GROUPS
)


def find(texts: pl.DataFrame) -> pl.DataFrame:
    """Find every expression of time.

    Takes a texts frame; gives a mentions frame (see transforms/spans.py) with `surface_no` (UInt32, the same for
    the same words), `rule` (the family's name) and the fields of transforms/temporal/grammar.py.
    """
    runs = spans.find(texts, RUN)
    wordings = runs.select(pl.col("text").unique()).with_row_index("text_no")
    inside = spans.longest_from_left(pl.concat([spans.find(wordings, pattern) for pattern in PATTERNS]))
    surfaces = read(inside["text"].unique()).with_row_index("surface_no")
    inside = inside.join(surfaces, on="text", how="inner", maintain_order="left")
    inside = inside.join(wordings.rename({"text": "run"}), on="text_no", maintain_order="left").drop("text_no")
    runs = runs.select("text_no", pl.col("text").alias("run"), _char="start_char", _byte="start_byte")
    mentions = runs.join(inside, on="run", how="inner", maintain_order="left_right")
    skip = pl.col("skip").fill_null(0).cast(pl.UInt32)
    return mentions.with_columns(
        pl.col("start_char") + pl.col("_char") + skip,
        pl.col("end_char") + pl.col("_char"),
        pl.col("start_byte") + pl.col("_byte") + skip,
        pl.col("end_byte") + pl.col("_byte"),
        text=pl.when(skip > 0).then(pl.col("text").str.slice(skip)).otherwise(pl.col("text")),
    ).drop("run", "_char", "_byte", "skip")


def read(surfaces: pl.Series) -> pl.DataFrame:
    """Read each different wording: columns text, rule and the fields."""
    rest = surfaces.alias("text").to_frame()
    parts = [pl.DataFrame(schema={"text": pl.String, "rule": pl.String} | dict(FIELDS))]
    for family in FAMILIES:
        found = family.read(rest)
        parts.append(found)
        rest = rest.join(found, on="text", how="anti", maintain_order="left")
    return pl.concat(parts)
