"""What a night changed in the marts: rows added, removed and changed, on the days of publication that it touched.

Two snapshots of the lake are compared, and of both only the rows of these days: what a night costs does not grow with
the lake.
"""

import re
from collections.abc import Sequence
from contextlib import closing
from datetime import date
from typing import NamedTuple

import duckdb
import polars as pl

from warehouse.lake import Lake
from warehouse.load import newest_snapshot
from warehouse.quoting import quoted
from warehouse.sql_files import SqlObject, in_building_order, sql_objects
from warehouse.tables import FACT_TABLES, KEYS

# Marts that are not compared: some depend on other days than their own (totals over all days, and what was said for the
# first time; of quotations the table is compared), and others have what is compared in other columns, or with copies.
LEFT_OUT = frozenset(
    {"people", "places", "quotes", "quotes_all", "quotes_about", "gkg", "sentence_texts"}
    | {"casualties_all", "counts_all", "durations_all", "named_entities_all", "percentages_all"}
)

# A night that touches more days, as one that reads an archive does, is compared on the newest of them.
MOST_DAYS = 31

# Tables whose rows have a day of publication, and that marts are made of.
_DATED = ("articles", "sentences", *FACT_TABLES)
# Those that tell which days were touched: sentences change with their article.
_TELLING = ("articles", *FACT_TABLES)

_KEY = re.compile(r"\bKey: (\w+(?:, \w+)*)")


class MartChange(NamedTuple):
    """How many rows of a mart, or of the table quotations, a night added, removed and changed."""

    mart: str
    added: int
    removed: int
    changed: int


class MartDiff(NamedTuple):
    """The marts that differ, and the days that are compared and those that are left out."""

    marts: list[MartChange]
    days: int
    days_left_out: int


def mart_diff(place: Lake, before: int) -> MartDiff:
    """Compare the marts as they are with those of a snapshot. Raises duckdb.Error where it is not there."""
    with closing(place.reader()) as lake:
        after = newest_snapshot(lake)
        days = _touched_days(lake, before, after) if after > before else []
        compared = days[:MOST_DAYS]
        old, new = (_rows(lake, compared, snapshot) for snapshot in (before, after))
    return MartDiff(_changes(old, new), len(compared), len(days) - len(compared))


def key_of(mart: SqlObject) -> list[str]:
    """The columns that a mart's first comment calls its key."""
    found = _KEY.search(mart.about)
    if not found:
        raise ValueError(f"The first comment of sql/marts/{mart.name}.sql says no key")
    return found[1].split(", ")


def _names() -> list[str]:
    return [*(name for name in sql_objects("marts") if name not in LEFT_OUT), "quotations"]


def _touched_days(lake: duckdb.DuckDBPyConnection, before: int, after: int) -> list[date | None]:
    """Days of publication of which rows came, went or changed, the newest first; None for articles without one."""
    parts = [
        f"SELECT published_on FROM ducklake_table_changes('lake', 'main', {quoted(name)}, {before + 1}, {after})"
        for name in _TELLING
    ]
    found = lake.execute(f"SELECT DISTINCT published_on FROM ({' UNION ALL '.join(parts)}) ORDER BY 1 DESC NULLS LAST")
    return [row[0] for row in found.fetchall()]


def _rows(lake: duckdb.DuckDBPyConnection, days: Sequence[date | None], snapshot: int) -> pl.DataFrame:
    """Rows of the marts on these days in a snapshot: mart, the hashes `key` and `state` of key and row, and how many.

    The tables are narrowed to these days first, and the marts asked of what is left.
    """
    listed = ", ".join(f"DATE {quoted(day.isoformat())}" for day in days if day)
    conditions = [*([f"published_on IN ({listed})"] if listed else []), *(["published_on IS NULL"] * (None in days))]
    where = f" WHERE {' OR '.join(conditions) or 'false'}"
    at = f"AT (VERSION => {int(snapshot)})"
    lake.execute("ATTACH ':memory:' AS narrowed")
    lake.execute("USE narrowed")
    for table in _DATED:
        lake.execute(f"CREATE TABLE {table} AS SELECT * FROM lake.main.{table} {at}{where}")
    lake.execute(f"CREATE VIEW entities AS SELECT * FROM lake.main.entities {at}")
    marts = sql_objects("marts")
    parts = [f"{mart.name} AS NOT MATERIALIZED ({mart.sql})" for mart in in_building_order(marts)]
    keys = {name: ", ".join(key_of(marts[name]) if name in marts else KEYS[name]) for name in _names()}
    rows = [
        f"SELECT {quoted(name)} AS mart, hash({key}) AS key, bit_xor(hash(one)) AS state, count(*) AS rows "
        f"FROM {name} AS one GROUP BY ALL"
        for name, key in keys.items()
    ]
    found = lake.execute(f"WITH {', '.join(parts)} {' UNION ALL '.join(rows)}").pl()
    lake.execute("USE lake")
    lake.execute("DETACH narrowed")
    return found


def _changes(old: pl.DataFrame, new: pl.DataFrame) -> list[MartChange]:
    both = old.join(new, on=["mart", "key"], how="full", coalesce=True, suffix="_new")
    added = pl.col("rows_new").filter(pl.col("rows").is_null()).sum()
    removed = pl.col("rows").filter(pl.col("rows_new").is_null()).sum()
    changed = pl.col("rows_new").filter(pl.col("state") != pl.col("state_new")).sum()
    counts = both.group_by("mart").agg(added.alias("added"), removed.alias("removed"), changed.alias("changed"))
    differing = counts.filter(pl.sum_horizontal("added", "removed", "changed") > 0).sort("mart")
    return [MartChange(*row) for row in differing.iter_rows()]
