"""Annotated articles to read, what the pipeline makes of them, and the figures of the last change they are held to."""

import json
import os
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from transforms.extract import extract

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared" / "gold"
OWN = ROOT / "tests" / "samples" / "gold"
# A change may lose so many points; more fails.
SLACK = 0.5


def lines_of(file: Path) -> list[dict[str, Any]]:
    """The articles of an annotated set, one on each line; the test is skipped where the set is not there."""
    if not file.exists():
        pytest.skip("the annotated sets are not beside the repository")
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line]


def own_articles() -> list[dict[str, Any]]:
    """The annotated articles of our own; the test is skipped where there are none."""
    files = sorted(OWN.glob("*.json"))
    if not files:
        pytest.skip("no annotated articles of our own")
    return [json.loads(file.read_text(encoding="utf-8")) for file in files]


def extracted(titles: list[str | None], bodies: list[str], days: list[str | None]) -> dict[str, pl.DataFrame]:
    """The facts in articles; the id of each is its place in the lists."""
    articles = pl.DataFrame(
        {
            "article_id": [str(number) for number in range(len(bodies))],
            "revision": [1] * len(bodies),
            "title": titles,
            "body": bodies,
            "published_on": days,
            "language": ["en"] * len(bodies),
            "source": ["quality"] * len(bodies),
        },
        schema_overrides={"revision": pl.UInt32, "title": pl.String, "published_on": pl.String},
    ).with_columns(pl.col("published_on").str.to_date("%Y-%m-%d"))
    return extract(articles)


def hold(record: str, name: str, now: dict[str, float]) -> None:
    """Fail where a figure of a set fell below what is recorded under its name in the file `record`.

    With DATELINE_RECORD=1 the figures are written down instead.
    """
    file = Path(__file__).with_name(record)
    recorded = json.loads(file.read_text(encoding="utf-8"))
    if os.environ.get("DATELINE_RECORD"):
        recorded[name] = now
        file.write_text(json.dumps(recorded, indent=2) + "\n", encoding="utf-8")
        return
    fallen = {m: (now[m], was) for m, was in recorded.get(name, {}).items() if m in now and now[m] < was - SLACK}
    assert not fallen, f"{name}: now below what is recorded: {fallen}"
