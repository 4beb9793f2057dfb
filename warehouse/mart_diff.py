"""What a night changed in the marts: rows added, removed and changed, on the days of publication that it touched.

Two snapshots of the lake are compared. Of most marts a row speaks of one article, and only articles that came, went or
changed are looked at; of those that count a day's articles, the days of these. So the cost goes with the night.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing
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

# Tables whose rows have an article and its day of publication, and that marts are made of.
_DATED = ("articles", "sentences", *FACT_TABLES)
# Those that tell which articles were touched: sentences change with their article.
_TELLING = ("articles", *FACT_TABLES)

_TOUCHED = {"article_id": pl.String, "published_on": pl.Date}

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


def mart_diff(place: Lake, before: int, memory_mb: int) -> MartDiff:
    """Compare the marts as they are with those of a snapshot, in so much memory and on disk.

    Raises duckdb.Error where the snapshot is not there, or the memory does not do.
    """
    with closing(place.reader()) as lake:
        lake.execute(f"SET memory_limit = '{int(memory_mb)}MB'")
        lake.execute("SET threads = 1")  # with little to read threads wait for each other, which is work too
        lake.execute("BEGIN")  # the catalog is asked for a state once
        after = newest_snapshot(lake)
        touched = _touched(lake, before, after) if after > before else pl.DataFrame(schema=_TOUCHED)
        days = touched["published_on"].unique().sort(descending=True, nulls_last=True)
        touched = touched.filter(pl.col("published_on").is_in(days.head(MOST_DAYS), nulls_equal=True))
        changes = _compared(lake, touched, before, after) if touched.height else []
    return MartDiff(changes, min(days.len(), MOST_DAYS), max(days.len() - MOST_DAYS, 0))


def key_of(mart: SqlObject) -> list[str]:
    """The columns that a mart's first comment calls its key."""
    found = _KEY.search(mart.about)
    if not found:
        raise ValueError(f"The first comment of sql/marts/{mart.name}.sql says no key")
    return found[1].split(", ")


def _keys() -> dict[str, list[str]]:
    """By name of what is compared, the columns of its key."""
    marts = {name: key_of(mart) for name, mart in sql_objects("marts").items() if name not in LEFT_OUT}
    return {**marts, "quotations": list(KEYS["quotations"])}


def _touched(lake: duckdb.DuckDBPyConnection, before: int, after: int) -> pl.DataFrame:
    """Articles of which rows came, went or changed, with their days of publication: article_id, published_on."""
    parts = [
        "SELECT article_id, published_on FROM "
        f"ducklake_table_changes('lake', 'main', {quoted(name)}, {before + 1}, {after})"
        for name in _TELLING
    ]
    return lake.execute(f"SELECT DISTINCT * FROM ({' UNION ALL '.join(parts)})").pl()


def _compared(lake: duckdb.DuckDBPyConnection, touched: pl.DataFrame, before: int, after: int) -> list[MartChange]:
    """What differs: of articles that were there row by row, of those that came with the night the rows in number."""
    days, keys = touched["published_on"].unique(), _keys()
    by_article = {name: key for name, key in keys.items() if "article_id" in key}
    by_day = {name: key for name, key in keys.items() if name not in by_article}
    ids = touched.select("article_id").unique()
    lake.register("touched", ids.to_arrow())
    known = lake.execute(f"SELECT DISTINCT article_id FROM ({_of_articles('articles', days, before)})").pl()
    old, new = ([_hashed(lake, _tables(_of_days, days, at), by_day)] for at in (before, after))
    if known.height:
        lake.register("touched", known.to_arrow())
        for rows, at in ((old, before), (new, after)):
            rows.append(_hashed(lake, _tables(_of_articles, days, at), by_article))
    lake.register("touched", ids.join(known, on="article_id", how="anti").to_arrow())
    new.append(_counted(lake, _tables(_of_articles, days, after), by_article))
    return _changes(pl.concat(old), pl.concat(new))


def _of_days(name: str, days: pl.Series, snapshot: int) -> str:
    """SQL: the rows of a table on days of publication."""
    listed = ", ".join(f"DATE {quoted(day.isoformat())}" for day in days.drop_nulls())
    conditions = [*([f"published_on IN ({listed})"] if listed else []), *(["published_on IS NULL"] * (None in days))]
    return f"SELECT * FROM lake.main.{name} AT (VERSION => {int(snapshot)}) WHERE {' OR '.join(conditions)}"


def _of_articles(name: str, days: pl.Series, snapshot: int) -> str:
    """SQL: those of them that are of the articles in `touched`."""
    return f"SELECT * FROM ({_of_days(name, days, snapshot)}) SEMI JOIN touched USING (article_id)"


def _tables(narrowed: Callable[[str, pl.Series, int], str], days: pl.Series, snapshot: int) -> list[str]:
    """Parts of a WITH that stand for the lake's tables and hold what is compared."""
    how = "NOT MATERIALIZED" if narrowed is _of_days else "MATERIALIZED"
    entities = f"entities AS NOT MATERIALIZED (SELECT * FROM lake.main.entities AT (VERSION => {int(snapshot)}))"
    return [entities, *(f"{name} AS {how} ({narrowed(name, days, snapshot)})" for name in _DATED)]


def _hashed(lake: duckdb.DuckDBPyConnection, tables: list[str], keys: Mapping[str, Sequence[str]]) -> pl.DataFrame:
    """Rows of what has these keys: mart, the hashes `key` and `state` of key and row, and how many."""
    columns = {name: f"hash({', '.join(key)}) AS key, bit_xor(hash(one)) AS state" for name, key in keys.items()}
    return _asked(lake, tables, columns)


def _counted(lake: duckdb.DuckDBPyConnection, tables: list[str], names: Iterable[str]) -> pl.DataFrame:
    """The same for articles that came with the night, whose rows are held to none: one row an article and mart."""
    return _asked(lake, tables, dict.fromkeys(names, "hash(article_id) AS key, 0::UBIGINT AS state"))


def _asked(lake: duckdb.DuckDBPyConnection, tables: list[str], columns: Mapping[str, str]) -> pl.DataFrame:
    marts = [f"{mart.name} AS NOT MATERIALIZED ({mart.sql})" for mart in in_building_order(sql_objects("marts"))]
    rows = [
        f"SELECT {quoted(name)} AS mart, {asked}, count(*) AS rows FROM {name} AS one GROUP BY ALL"
        for name, asked in columns.items()
    ]
    return lake.execute(f"WITH {', '.join([*tables, *marts])} {' UNION ALL '.join(rows)}").pl()


def _changes(old: pl.DataFrame, new: pl.DataFrame) -> list[MartChange]:
    both = old.join(new, on=["mart", "key"], how="full", coalesce=True, suffix="_new")
    added = pl.col("rows_new").filter(pl.col("rows").is_null()).sum()
    removed = pl.col("rows").filter(pl.col("rows_new").is_null()).sum()
    changed = pl.col("rows_new").filter(pl.col("state") != pl.col("state_new")).sum()
    counts = both.group_by("mart").agg(added.alias("added"), removed.alias("removed"), changed.alias("changed"))
    differing = counts.filter(pl.sum_horizontal("added", "removed", "changed") > 0).sort("mart")
    return [MartChange(*row) for row in differing.iter_rows()]
