"""The reviewed overrides file: "merge org:ab12 into org:acme", "block misc:cd34", kept next to the lake.

A CSV that people read in a review: action, entity_id, into, alias, reason, reviewed_on. Every run applies it before
it loads (transforms/entities/overrides.py); nothing is ever taken out of it silently.
"""

import datetime as dt
import os
from pathlib import Path

import polars as pl

# The file's name in the folder of a lake.
OVERRIDES = "entity_overrides.csv"

COLUMNS = ("action", "entity_id", "into", "alias", "reason", "reviewed_on")


def read_overrides(path: Path) -> pl.DataFrame:
    """All overrides, every column a string, empty ones null; an absent file holds none."""
    if not path.exists():
        return pl.DataFrame(schema=dict.fromkeys(COLUMNS, pl.String))
    rows = pl.read_csv(path, infer_schema=False, comment_prefix="#", glob=False)
    missing = [pl.lit(None, dtype=pl.String).alias(name) for name in COLUMNS if name not in rows.columns]
    return rows.with_columns(missing).select(*COLUMNS)


def merge(path: Path, entity_id: str, into: str, *, reason: str, reviewed_on: dt.date) -> pl.DataFrame:
    """Write down that an entity is another one."""
    if entity_id == into:
        raise ValueError(f"{entity_id} cannot be merged into itself")
    known = read_overrides(path).filter(pl.col("action") == "merge")
    onward = dict(known.select("entity_id", "into").rows())
    end, steps = into, 0
    while end in onward and steps <= len(onward):
        end, steps = onward[end], steps + 1
    if end == entity_id:
        raise ValueError(f"{into} is already merged into {entity_id}; take that override out first")
    if onward.get(entity_id, into) != into:
        raise ValueError(f"{entity_id} is already merged into {onward[entity_id]}; take that override out first")
    return _append(path, "merge", entity_id, into, None, reason, reviewed_on)


def split(
    path: Path, entity_id: str, alias: str, *, into: str | None, reason: str, reviewed_on: dt.date
) -> pl.DataFrame:
    """Write down that words do not name an entity but another one, or none."""
    if not alias:
        raise ValueError("a split needs the words as printed")
    return _append(path, "split", entity_id, into, alias, reason, reviewed_on)


def block(path: Path, entity_id: str, *, reason: str, reviewed_on: dt.date) -> pl.DataFrame:
    """Write down that an entity is none."""
    return _append(path, "block", entity_id, None, None, reason, reviewed_on)


def _append(
    path: Path, action: str, entity_id: str, into: str | None, alias: str | None, reason: str, reviewed_on: dt.date
) -> pl.DataFrame:
    """Add one row, once; the file is replaced whole, so that a crash leaves the old one."""
    if not entity_id or ":" not in entity_id or (into is not None and ":" not in into):
        raise ValueError(f"an entity id looks like org:acme, not {entity_id if ':' not in entity_id else into}")
    row = pl.DataFrame(
        [(action, entity_id, into, alias, reason, reviewed_on.isoformat())],
        schema=dict.fromkeys(COLUMNS, pl.String),
        orient="row",
    )
    decided = COLUMNS[:4]
    rows = pl.concat([read_overrides(path), row]).unique(decided, keep="first", maintain_order=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    staged = path.with_name(f"{path.name}.staged-{os.getpid()}")
    rows.write_csv(staged)
    staged.replace(path)
    return rows
