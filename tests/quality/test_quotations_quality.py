"""Speakers against annotated political news: all of them, those meant by a pronoun, and words that nobody says."""

import re
from dataclasses import dataclass

import polars as pl
import pytest

from tests.quality.recorded import SHARED, extracted, hold, lines_of

# Words of a name that tell nothing.
_TITLES = {"the", "and", "for", "with", "said", "mr", "mrs", "ms", "dr", "sen", "rep", "gov", "president", "former"}
_SUBJECT_PRONOUNS = {"he", "she", "they", "it", "i", "we"}


def words(name: str) -> set[str]:
    return set(re.findall(r"[a-z’']{3,}", name.lower())) - _TITLES


@dataclass(frozen=True)
class Article:
    """What was found in an article: people and where they are named, the words of all names of each entity, and the
    quoted words, each from one character to another.
    """

    people: list[tuple[int, str]]
    called: dict[str, set[str]]
    quoted: list[tuple[int, int]]

    def is_quoted(self, place: int) -> bool:
        return any(start <= place < end for start, end in self.quoted)


@pytest.fixture(scope="module")
def matched() -> list[tuple[dict, dict | None, Article]]:
    """Each annotated quotation, the row that covers half of it, and its article."""
    articles = lines_of(SHARED / "quotations" / "polnear_dev.jsonl")
    found = extracted([None] * len(articles), [row["text"] for row in articles], [row["dct"][:10] for row in articles])
    direct = found["quotations"].filter(pl.col("kind").cast(pl.String) == "direct")
    rows, names = ({number: [] for number in range(len(articles))} for _ in range(2))
    for held, frame in ((rows, direct), (names, found["entity_mentions"])):
        for row in frame.iter_rows(named=True):
            held[int(row["article_id"])].append(row)
    pairs = []
    for number, article in enumerate(articles):
        called: dict[str, set[str]] = {}
        for name in names[number]:
            called.setdefault(name["entity_id"], set()).update(words(name["text"]))
        people = [(name["start_char"], name["text"]) for name in names[number] if name["type"] == "PER"]
        known = Article(people, called, [(row["start_char"], row["end_char"]) for row in rows[number]])
        for gold in article["quotations"]:
            overlap = [
                min(gold["end"], row["end_char"]) - max(gold["start"], row["start_char"]) for row in rows[number]
            ]
            best = max(range(len(overlap)), key=overlap.__getitem__, default=None)
            covers = best is not None and 2 * overlap[best] >= gold["end"] - gold["start"]
            pairs.append((gold, rows[number][best] if best is not None and covers else None, known))
    return pairs


def is_right(gold: dict, row: dict) -> bool:
    """Whether the speaker's words overlap the annotated ones, or share a word of the name with them."""
    source, start = gold["source"], row["speaker_start_char"]
    overlaps = start < source["end"] and source["start"] < start + len(row["speaker_text"])
    return overlaps or bool(words(source["text"]) & words(row["speaker_text"]))


def test_speakers_score_as_recorded(matched):
    attributed = [(gold, row) for gold, row, _ in matched if gold["attributed"]]
    given = [(gold, row) for gold, row in attributed if row and gold["source"] and row["speaker_text"]]
    named = [(gold, row) for gold, row in given if gold["source"]["text"].lower() not in _SUBJECT_PRONOUNS]
    right = sum(is_right(gold, row) for gold, row in given)
    nobodys = [row for gold, row, _ in matched if row and not gold["attributed"]]
    now = {
        "right_of_all": round(100 * right / len(attributed), 1),
        "right_of_named": round(100 * sum(is_right(gold, row) for gold, row in named) / len(named), 1),
        "nobodys_left_alone": round(100 * sum(row["speaker_text"] is None for row in nobodys) / len(nobodys), 1),
    }
    print(f"\npolnear_dev: {now} of {len(attributed)} attributed and {len(nobodys)} that nobody says")
    hold("quotations_recorded.json", "polnear_dev", now)


def test_people_behind_pronouns_score_as_recorded(matched):
    """Of "he said" and "she said": the person meant, where the text leaves one.

    The set names the pronoun alone. Whom it means is plain where the speaker annotated last has a name and no other
    person is named from there to the pronoun, quoted words aside.
    """
    scored = right = 0
    last: dict | None = None
    article: Article | None = None
    for gold, row, held in matched:
        if held is not article:
            last, article = None, held
        if not gold["attributed"] or not gold["source"]:
            continue
        if gold["source"]["text"].lower() not in {"he", "she"}:
            last = gold["source"]
            continue
        if row is None or last is None or (row["speaker_text"] or "").lower() not in {"he", "she"}:
            continue
        others = [
            person
            for place, person in held.people
            if last["end"] <= place < row["speaker_start_char"] and not held.is_quoted(place)
        ]
        name = words(last["text"])
        if not any(words(person) & name for _, person in held.people) or any(words(person) - name for person in others):
            continue
        scored += 1
        right += bool(name & held.called.get(row["entity_id"], set()))
    now = {"right_of_scored": round(100 * right / scored, 1)}
    print(f"\npolnear_dev, pronouns: {now} of {scored}")
    hold("quotations_recorded.json", "polnear_dev_pronouns", now)
