"""Temporal mentions against annotated news; a fall of more than half a point against the record fails."""

import json
from pathlib import Path

import polars as pl
import pytest

from tests.quality.timex_scoring import Score, Timex, score
from transforms.extract import extract

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared" / "gold" / "temporal"
OWN = ROOT / "tests" / "samples" / "gold"
RECORDED = json.loads((Path(__file__).parent / "temporal_recorded.json").read_text())
SLACK = 0.5


def predicted(titles: list[str | None], bodies: list[str], days: list[str | None]) -> list[dict[str, list[Timex]]]:
    """Temporal mentions of each article by field."""
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
    rows: list[dict[str, list[Timex]]] = [{"title": [], "body": []} for _ in bodies]
    for fact in extract(articles)["temporal_mentions"].iter_rows(named=True):
        rows[int(fact["article_id"])][fact["field"]].append(
            Timex(fact["start_char"], fact["end_char"], fact["timex_type"], fact["timex_value"], fact["text"])
        )
    return rows


def check(name: str, result: Score) -> None:
    now, before = result.figures(), RECORDED[name]
    print(f"\n{name}: {now} of {result.gold} annotated, {result.found} found")
    for error, count in result.errors.most_common():
        print(f"  {count:4d} {error}")
    worse = {key: (before[key], now[key]) for key in before if now[key] < before[key] - SLACK}
    assert not worse


@pytest.mark.parametrize("name", ["tbaq_dev", "meantime_dev"])
def test_shared_news_scores_as_recorded(name: str) -> None:
    file = SHARED / f"{name}.jsonl"
    if not file.exists():
        pytest.skip("the annotated sets are not beside the repository")
    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line]
    found = predicted([None] * len(rows), [row["text"] for row in rows], [row["dct"][:10] for row in rows])
    documents = []
    for row, mentions in zip(rows, found, strict=True):
        gold = [Timex(t["start"], t["end"], t["type"], t["value"], t["text"]) for t in row["timexes"]]
        end = row.get("annotated_end")
        body = [mention for mention in mentions["body"] if end is None or mention.start < end]
        documents.append((gold, body))
    check(name, score(documents))


def test_own_annotated_articles_score_as_recorded() -> None:
    files = sorted(OWN.glob("*.json"))
    if not files:
        pytest.skip("no annotated articles in tests/samples/gold")
    rows = [json.loads(file.read_text(encoding="utf-8")) for file in files]
    found = predicted(
        [row.get("title") for row in rows], [row["text"] for row in rows], [row.get("published") for row in rows]
    )
    documents = []
    for row, mentions in zip(rows, found, strict=True):
        for field in ("title", "body"):
            gold = [
                Timex(t["start_char"], t["end_char"], t["timex_type"], t["timex_value"], t["text"])
                for t in row["temporal"]
                if t.get("field", "body") == field
            ]
            documents.append((gold, mentions[field]))
    check("own", score(documents))
