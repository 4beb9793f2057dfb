"""Temporal mentions against annotated news; a fall of more than half a point against the record fails."""

import pytest

from tests.quality.recorded import SHARED, extracted, hold, lines_of, own_articles
from tests.quality.timex_scoring import Score, Timex, score


def predicted(titles: list[str | None], bodies: list[str], days: list[str | None]) -> list[dict[str, list[Timex]]]:
    """Temporal mentions of each article by field."""
    rows: list[dict[str, list[Timex]]] = [{"title": [], "body": []} for _ in bodies]
    for fact in extracted(titles, bodies, days)["temporal_mentions"].iter_rows(named=True):
        rows[int(fact["article_id"])][fact["field"]].append(
            Timex(fact["start_char"], fact["end_char"], fact["timex_type"], fact["timex_value"], fact["text"])
        )
    return rows


def check(name: str, result: Score) -> None:
    now = result.figures()
    print(f"\n{name}: {now} of {result.gold} annotated, {result.found} found")
    for error, count in result.errors.most_common():
        print(f"  {count:4d} {error}")
    hold("temporal_recorded.json", name, now)


@pytest.mark.parametrize("name", ["tbaq_dev", "meantime_dev"])
def test_shared_news_scores_as_recorded(name: str) -> None:
    rows = lines_of(SHARED / "temporal" / f"{name}.jsonl")
    found = predicted([None] * len(rows), [row["text"] for row in rows], [row["dct"][:10] for row in rows])
    documents = []
    for row, mentions in zip(rows, found, strict=True):
        gold = [Timex(t["start"], t["end"], t["type"], t["value"], t["text"]) for t in row["timexes"]]
        end = row.get("annotated_end")
        body = [mention for mention in mentions["body"] if end is None or mention.start < end]
        documents.append((gold, body))
    check(name, score(documents))


def test_own_annotated_articles_score_as_recorded() -> None:
    rows = own_articles()
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
