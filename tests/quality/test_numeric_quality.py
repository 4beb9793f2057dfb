"""Numeric facts against annotated news and phrases; a fall of more than half a point against the record fails.

Run with `DATELINE_RECORD=1` to write new figures.
"""

import pytest

from tests.quality.quant_scoring import Quantity, Score, quantity, score
from tests.quality.recorded import SHARED, extracted, hold, lines_of, own_articles

# Sets that annotate one kind of quantity only.
ONLY = {
    "recognizers_currencymodel": "money",
    "recognizers_percentmodel": "percent",
    "recognizers_durationparser": "duration",
    "duckling_money": "money",
}


def predicted(titles: list[str | None], bodies: list[str], days: list[str | None]) -> list[list[Quantity]]:
    """Quantities of each article, those of the title before those of the body."""
    rows: list[list[Quantity]] = [[] for _ in bodies]
    for fact in extracted(titles, bodies, days)["numeric_facts"].iter_rows(named=True):
        if fact["field"] == "body":
            rows[int(fact["article_id"])].append(quantity(fact))
    return rows


def score_phrases(rows: list[dict], *, only: str | None) -> Score:
    found = predicted([None] * len(rows), [row["text"] for row in rows], [None] * len(rows))
    return score(zip((row["quantities"] for row in rows), found, strict=True), only=only)


def shared_set(name: str) -> list[dict]:
    rows = lines_of(SHARED / "numeric" / f"{name.replace('duckling_money', 'duckling_en')}.jsonl")
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
    hold("numeric_recorded.json", name, now)


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
    gold = own_articles()
    found = predicted(
        [row.get("title") for row in gold], [row["text"] for row in gold], [row["published"] for row in gold]
    )
    wanted = [[quantity(fact) for fact in row["numeric"] if fact["field"] == "body"] for row in gold]
    check("own_articles", score(zip(wanted, found, strict=True)))
