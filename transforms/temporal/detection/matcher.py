"""Matcher: one pattern finds candidate runs, and the rules read each distinct wording in them once."""

import polars as pl

from transforms.temporal.detection.candidates import RUN
from transforms.temporal.detection.match_cache import MatchCache
from transforms.temporal.rules.coordination import PAIR, apart
from transforms.temporal.rules.lexical_values import outcomes
from transforms.temporal.rules.lexicon import EDGE
from transforms.temporal.rules.rule import FAMILIES, FIELDS, FLAGS, OUTCOMES, Value, compiled, unnamed
from transforms.text import filter_spans, spans

# One pattern for all would throw the regex engine off its automaton; in parts each stays on it. Where two families of
# a part begin at the same place, the earlier one gets the words; between parts, the longer match does.
_GROUPS = (
    "iso race_time clock week_of",
    "pair date_before_christ day_range date plural_days counted_day weekday every",
    "nth_weekday nth_of_every half_of_month nth_unit two_quarters day_of_month week_number",
    "holiday beyond deictic quarter season reported_period year_range decade century era month",
    "shift times_a attributive",
    "duration year_ago end_of_unit unit_long adverb_of_frequency",
    "slashed one_unit period part_of_day year in_focus reference bare_units",
    "short_decade short_year",
)
_WORDED = {"pair": PAIR} | {name: family.pattern for name, family in FAMILIES.items()}
_GROUP_OF = {name: group for group, names in enumerate(_GROUPS) for name in names.split()}
if _GROUP_OF.keys() != _WORDED.keys():
    raise ValueError(f"In no group, or in a group and no family: {sorted(_GROUP_OF.keys() ^ _WORDED.keys())}")
PATTERNS = tuple(
    f"{FLAGS}{'' if 'short' in names else EDGE}(?:" + "|".join(unnamed(_WORDED[name]) for name in names.split()) + ")"
    for names in _GROUPS
)


# What the words around a mention are judged by; the other fields are looked up when the mention is placed.
_CARRIED = [
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

    Takes a texts frame; gives a mentions frame (see transforms/text/spans.py) with `surface_no` (UInt32, the same for
    the same words) and some fields of transforms/temporal/rules/rule.py, and the surfaces in order of their number:
    text (as read), `rule` (the family's name), all of the fields and what follows from them. There may be surfaces of
    other texts among them.
    """
    runs = spans.find(texts, RUN)
    different = runs.select(pl.col("text").unique())
    cached = _CACHE.with_runs(different["text"].to_list())
    # Joined by number: a run may be as long as the text, and is not to be hashed for every mention in it.
    which = runs.join(different.with_row_index("run"), on="text", how="left", maintain_order="left")["run"]
    of_run, rows = cached.places(different["text"].to_list(), which.to_numpy())
    runs = runs.select("text_no", _char="start_char", _byte="start_byte")
    mentions = runs[pl.Series(of_run, dtype=pl.UInt32)].hstack(cached.inside[pl.Series(rows, dtype=pl.UInt32)])
    mentions = mentions.with_columns(
        pl.col("start_char", "end_char") + pl.col("_char"), pl.col("start_byte", "end_byte") + pl.col("_byte")
    ).drop("_char", "_byte")
    return mentions, cached.surfaces


# Up to so many runs and characters Python is quicker than Polars, which compiles the patterns every time.
_FEW_RUNS, _FEW_CHARACTERS = 600, 12_000


def _expressions(runs: pl.DataFrame) -> pl.DataFrame:
    """The expressions in different runs."""
    few = runs.height <= _FEW_RUNS and runs["text"].str.len_bytes().sum() <= _FEW_CHARACTERS
    found = pl.concat(_by_python(runs) if few else _by_polars(runs))
    return apart(filter_spans.longest_from_left(found), _GROUP_OF).sort("text_no", "start_byte")


def _by_polars(runs: pl.DataFrame) -> list[pl.DataFrame]:
    return [
        spans.find(runs, pattern).with_columns(group=pl.lit(group, pl.UInt32)) for group, pattern in enumerate(PATTERNS)
    ]


def _by_python(runs: pl.DataFrame) -> list[pl.DataFrame]:
    found = []
    for group, pattern in enumerate(PATTERNS):
        search = compiled(pattern.removeprefix(FLAGS)).finditer
        rows = [
            (text_no, start, end, len(text[:start].encode()), len(text[:end].encode()), text[start:end], group)
            for text_no, text in runs.select("text_no", "text").iter_rows()
            for start, end in (match.span() for match in search(text))
        ]
        found.append(pl.DataFrame(rows, schema=spans.MENTION_COLUMNS | {"group": pl.UInt32}, orient="row"))
    return found


_READ = [*FIELDS, *OUTCOMES]
_SCHEMA = {"text": pl.String, "group": pl.UInt32, "rule": pl.String} | FIELDS | OUTCOMES
_FAMILIES = tuple(tuple(FAMILIES[name] for name in names.split() if name in FAMILIES) for names in _GROUPS)


def read(surfaces: pl.DataFrame) -> pl.DataFrame:
    """Read each different wording.

    Takes columns text and group (the number of the pattern that found it); gives those, rule and the fields.
    """
    rows = (_wording(text, group) for text, group in surfaces.select("text", "group").iter_rows())
    columns = list(zip(*(row for row in rows if row), strict=True)) or [()] * len(_SCHEMA)
    return pl.DataFrame(dict(zip(_SCHEMA, columns, strict=True)), schema=_SCHEMA)


def _wording(text: str, group: int) -> tuple[Value, ...] | None:
    """One wording: itself, its group, the family's name and the fields, in their order."""
    for family in _FAMILIES[group]:
        fields = family.read(text)
        if fields is not None:
            fields |= outcomes(fields)
            return (text, group, family.name, *map(fields.get, _READ))
    return None


_CACHE = MatchCache(_expressions, read, _CARRIED)
