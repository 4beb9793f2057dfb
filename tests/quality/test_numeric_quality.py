"""Numeric facts against annotated news and phrases; a fall of more than half a point against the record fails.

Run with `DATELINE_RECORD=1` to write new figures.
"""

import json
import os
from pathlib import Path

import polars as pl
import pytest

from tests.quality.quant_scoring import Quantity, Score, quantity, score
from transforms.extract import extract

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared" / "gold" / "numeric"
OWN = ROOT / "tests" / "samples" / "gold"
RECORD = Path(__file__).parent / "numeric_recorded.json"
RECORDED = json.loads(RECORD.read_text())
SLACK = 0.5

# Sets that annotate one kind of quantity only.
ONLY = {
    "recognizers_currencymodel": "money",
    "recognizers_percentmodel": "percent",
    "recognizers_durationparser": "duration",
    "duckling_money": "money",
}


def predicted(titles: list[str | None], bodies: list[str], days: list[str | None]) -> list[list[Quantity]]:
    """Quantities of each article, those of the title before those of the body."""
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
    rows: list[list[Quantity]] = [[] for _ in bodies]
    for fact in extract(articles)["numeric_facts"].iter_rows(named=True):
        if fact["field"] == "body":
            rows[int(fact["article_id"])].append(quantity(fact))
    return rows


def score_phrases(rows: list[dict], *, only: str | None) -> Score:
    found = predicted([None] * len(rows), [row["text"] for row in rows], [None] * len(rows))
    return score(zip((row["quantities"] for row in rows), found, strict=True), only=only)


def shared_set(name: str) -> list[dict]:
    file = SHARED / f"{name.replace('duckling_money', 'duckling_en')}.jsonl"
    if not file.exists():
        pytest.skip("the annotated sets are not beside the repository")
    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line]
    if name == "duckling_money":
        rows = [row for row in rows if row["quantities"] and all(q["kind"] == "money" for q in row["quantities"])]
    return rows


def figures(result: Score) -> dict[str, float]:
    kinds = sorted(kind for kind in result.gold if kind != "all" and result.gold[kind] >= 10)
    overall = {measure: result.f1(measure) for measure in ("value", "unit", "modifier")}
    return overall | {f"unit:{kind}": result.f1("unit", kind) for kind in kinds}


def check(name: str, result: Score) -> None:
    now = figures(result)
    print(name, now)
    if os.environ.get("DATELINE_RECORD"):
        RECORDED[name] = now
        RECORD.write_text(json.dumps(RECORDED, indent=2) + "\n")
        return
    fallen = {m: (now[m], was) for m, was in RECORDED.get(name, {}).items() if m in now and now[m] < was - SLACK}
    assert not fallen, f"{name}: now below what is recorded: {fallen}"


@pytest.mark.parametrize(
    "name",
    [
        "newsquant_dev",
        "recognizers_currencymodel",
        "recognizers_numbermodel",
        "recognizers_percentmodel",
        "recognizers_durationparser",
        "duckling_money",
        "duckling_en",
        "quantulum3_tests",
    ],
)
def test_phrases_and_sentences_keep_their_scores(name):
    check(name, score_phrases(shared_set(name), only=ONLY.get(name)))


def test_own_articles_keep_their_scores():
    files = sorted(OWN.glob("*.json"))
    if not files:
        pytest.skip("no annotated articles of our own")
    gold = [json.loads(file.read_text(encoding="utf-8")) for file in files]
    found = predicted(
        [row.get("title") for row in gold], [row["text"] for row in gold], [row["published"] for row in gold]
    )
    wanted = [[quantity(fact) for fact in row["numeric"] if fact["field"] == "body"] for row in gold]
    check("own_articles", score(zip(wanted, found, strict=True)))
