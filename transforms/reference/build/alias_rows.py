"""Rows of the reference table before they are one: "Kiev|Kyiv" of a curated list is two aliases of one city."""

import re
from itertools import permutations
from pathlib import Path

import polars as pl
from polars import selectors

CURATED = Path(__file__).parents[1] / "curated"

SCHEMA = {
    "alias": pl.String,  # words as printed
    "type": pl.String,  # NER type the words have when they name it
    "entity_id": pl.String,
    "relation": pl.String,
    "valid_from": pl.Date,
    "valid_to": pl.Date,
    "source": pl.String,
    "searched": pl.Boolean,  # looked for in the text itself; the others only explain names that a tagger found
    "guard": pl.String,  # what must not are next to the words: see transforms/entities/linking/gazetteer.py
    "weight": pl.Int64,  # of several entities with one alias the heaviest is meant
    "name": pl.String,
    "entity_type": pl.String,
    "country_code": pl.String,
    "wikidata_id": pl.String,
    "subtype": pl.String,  # of what is MISC: product, law, event, work, award, index, nationality, other
    "latitude": pl.Float64,  # of cities, in degrees
    "longitude": pl.Float64,
}


def csv(name: str) -> pl.DataFrame:
    """A curated list, all columns as strings, empty ones null."""
    return pl.read_csv(CURATED / f"{name}.csv", comment_prefix="#", infer_schema=False)


def aliases_in(frame: pl.DataFrame, *columns: tuple[str, str]) -> pl.DataFrame:
    """One row per alias of the given columns (split at |) with its relation.

    "!" marks a word that is also something else: it is not searched for, only a tagger may find it.
    """
    parts = [
        frame.with_columns(alias=pl.col(column).str.split("|"), relation=pl.lit(relation))
        for column, relation in columns
    ]
    rows = pl.concat(parts).drop_nulls("alias").explode("alias").filter(pl.col("alias") != "")
    rows = rows.filter(~pl.col("alias").str.starts_with("the ") | pl.col("alias").is_in(["the States"]))
    common = pl.col("alias").str.ends_with("!")
    marked = selectors.by_name("alias", "name", require_all=False)
    return rows.with_columns(marked.str.strip_suffix("!"), searched=~common)


def spelled_otherwise(rows: pl.DataFrame, *groups: tuple[str, ...]) -> pl.DataFrame:
    """The rows and, as aliases, those with a word of a group in place of another: "Mahmud Abbas" for "Mahmoud Abbas".

    A spelling that is an alias of the rows already stays what it is.
    """
    others = [
        rows.filter(pl.col("alias").str.contains(rf"(?:^| ){re.escape(here)}(?: |$)")).with_columns(
            pl.col("alias").str.replace(here, there, literal=True), relation=pl.lit("alias")
        )
        for group in groups
        for here, there in permutations(group, 2)
    ]
    other = pl.concat(others).unique(["alias", "entity_id"], keep="first", maintain_order=True)
    return pl.concat([rows, other.join(rows, on="alias", how="anti", maintain_order="left")])


def finish(rows: pl.DataFrame, source: str, **columns: pl.Expr) -> pl.DataFrame:
    """Fill in the columns that a list leaves open."""
    rows = rows.with_columns(source=pl.lit(source), **columns)
    defaults = {"searched": pl.lit(True), "weight": pl.lit(1_000_000_000)}
    for name, dtype in SCHEMA.items():
        if name not in rows.columns:
            rows = rows.with_columns(defaults.get(name, pl.lit(None)).cast(dtype).alias(name))
    return rows.with_columns(pl.col(name).cast(dtype) for name, dtype in SCHEMA.items())


def slug(name: pl.Expr) -> pl.Expr:
    """A name as the readable part of an id: `sao-paulo`, `at-t`."""
    plain = (
        name.str.normalize("NFKD")
        .str.replace_all(r"\p{M}", "")
        .str.replace_many(["Ł", "ł", "Ø", "ø"], ["L", "l", "O", "o"])
    )
    plain = plain.str.replace_all(r"['’.!]", "").str.to_lowercase()
    return plain.str.replace_all(r"[^a-z0-9]+", "-").str.strip_chars("-")
