"""Texts with markup in them, several articles in one file, and ids that come again for another story."""

import json
import shutil
from datetime import date

import pytest

from flows.sources import batches, discover, read
from tests.builders import ingest
from tests.conftest import SAMPLES
from warehouse.lake import Lake

HTML = "<p>It cost 5&nbsp;euros.</p><p>Now 6 euros.</p>"


def rows(lake, sql):
    return Lake(lake).reader().execute(sql).fetchall()


def write(path, *records):
    path.parent.mkdir(exist_ok=True)
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")


def test_markup_in_a_text_is_cleaned_and_noted_and_offsets_hold(tmp_path):
    write(
        tmp_path / "in" / "a.jsonl",
        {
            "id": 1,
            "published": "2026-03-11",
            "title": "Fares &amp; fees",
            "text": "<p>It cost 5&nbsp;euros.</p><p>Now 6 euros.</p>",
        },
        {
            "id": 2,
            "published": "2026-03-11",
            "text": "AT&T paid 7 euros; R&D &notes 5 < 6 > 4 <c d> stay.",
            "wire": "x",
        },
        {"id": 3, "published": "2026-03-11", "text": "Caf&eacute; owners paid 8 euros.", "wire": "y"},
    )
    assert ingest(tmp_path / "lake", tmp_path / "in").articles == 3
    found = rows(tmp_path / "lake", "SELECT title, body, extra FROM articles ORDER BY source_id")
    assert found[0][:2] == ("Fares & fees", "It cost 5 euros.\n\nNow 6 euros.")
    assert json.loads(found[0][2]) == {"_dateline": {"cleaned": ["tags", "references"]}}
    assert found[1][1:] == ("AT&T paid 7 euros; R&D &notes 5 < 6 > 4 <c d> stay.", '{"wire":"x"}')
    assert found[2][1] == "Café owners paid 8 euros."
    assert json.loads(found[2][2]) == {"wire": "y", "_dateline": {"cleaned": ["references"]}}
    words = rows(
        tmp_path / "lake",
        "SELECT text, substr(body, start_char + 1, end_char - start_char) FROM numeric_facts JOIN articles "
        "USING (article_id, revision) WHERE kind = 'money' AND field = 'body' ORDER BY text",
    )
    assert [word for word, _ in words] == ["5 euros", "6 euros", "7 euros", "8 euros"]
    assert all(word == text for word, text in words)


MANY = (
    " date 2026-03-11 First\n\nThe ferry costs 12 euros.\n\ndate of sailing: 9 May.\n\n"
    " date 2026-03-12 Second\n\nThe ferry costs 13 euros.\n\n"
    "date 2026-02-30 Third\n\nNo such day.\n\n date 2026-03-13\n\nWithout a title.\n"
)


@pytest.mark.parametrize("line_end", [pytest.param("\n", marks=pytest.mark.slow), "\r\n"])
def test_several_articles_in_one_text_file_are_several(tmp_path, line_end):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "all.txt").write_bytes(MANY.replace("\n", line_end).encode())
    account = ingest(tmp_path / "lake", tmp_path / "in")
    assert account.balances()
    assert (account.articles, account.reasons) == (3, {"impossible_date": 1})
    found = rows(tmp_path / "lake", "SELECT title, published_on, source_locator FROM articles ORDER BY source_locator")
    assert found == [
        ("First", date(2026, 3, 11), "article 1"), ("Second", date(2026, 3, 12), "article 2"),
        (None, date(2026, 3, 13), "article 4"),
    ]  # fmt: skip
    assert ingest(tmp_path / "lake", tmp_path / "in", as_of=date(2026, 3, 24)).known == 4


def test_a_large_file_of_texts_is_cut_between_articles(tmp_path):
    (tmp_path / "all.txt").write_text((MANY + "\n") * 50)
    found = [frame for batch in batches(discover([str(tmp_path / "all.txt")]), 2000) for _, frame in read(batch)]
    assert len(found) > 4
    assert [place for frame in found for place in frame["source_locator"]] == [f"article {n}" for n in range(1, 201)]
    assert b"".join(record for frame in found for record in frame["record"]) == ((MANY + "\n") * 50).encode()


def stories():
    for path in sorted(SAMPLES.glob("2026*.txt"))[:6]:
        head, _, body = path.read_text(encoding="utf-8-sig").partition("\n")
        yield head.strip().removeprefix("date ")[11:], body.strip()


def test_an_address_or_a_file_with_another_story_is_another_article_and_no_copies_are_mixed(tmp_path):
    (first, text), (second, other), *_ = stories()
    page = {"url": "https://post.example/latest", "source": "post"}
    days = [("2026-03-11", first, text), ("2026-03-12", second, other)]
    for number, (day, title, body) in enumerate(days):
        write(tmp_path / str(number) / "page.jsonl", page | {"published": day, "title": title, "text": body})
        (tmp_path / str(number) / "today.txt").write_text(f" date {day} {title}\n\n{body}\n", encoding="utf-8")
    (tmp_path / "in").mkdir()
    for number in (0, 1):
        for file in (tmp_path / str(number)).iterdir():
            shutil.copy(file, tmp_path / "in" / file.name)
        account = ingest(tmp_path / "lake", tmp_path / "in")
        assert (account.articles, account.duplicates, account.revisions) == (1, 1, 0)
    current = "SELECT title FROM articles WHERE is_current ORDER BY published_on"
    assert rows(tmp_path / "lake", current) == [(first,), (second,)]
    copies = "SELECT count(*), count(DISTINCT copy_group) FROM articles WHERE is_copy"
    assert rows(tmp_path / "lake", copies) == [(2, 2)]


def test_an_id_that_comes_again_for_another_story_is_another_article(tmp_path):
    (first, text), (second, other), *_ = stories()
    write(tmp_path / "in" / "wire_2026-03-11.jsonl", {"id": 1, "published": "2026-03-11", "title": first, "text": text})
    write(
        tmp_path / "in" / "wire_2026-03-12.jsonl", {"id": 1, "published": "2026-03-12", "title": second, "text": other}
    )
    account = ingest(tmp_path / "lake", tmp_path / "in")
    assert (account.articles, account.revisions, account.reused_ids) == (2, 0, 1)
    # In another run, with other words: revisions of either.
    later = {"id": 1, "published": "2026-03-12", "title": second, "text": f"{other} More."}
    write(tmp_path / "more" / "wire_2026-03-13.jsonl", later)
    write(tmp_path / "more" / "wire_2026-03-14.jsonl", later | {"title": "New", "text": f"{text} More."})
    account = ingest(tmp_path / "lake", tmp_path / "more")
    assert (account.articles, account.revisions) == (0, 2)
    found = rows(tmp_path / "lake", "SELECT title, revision, extra FROM articles ORDER BY ALL")
    assert [row[:2] for row in found] == sorted([(first, 1), ("New", 2), (second, 1), (second, 2)])
    [(noted, article_id)] = rows(
        tmp_path / "lake",
        "SELECT DISTINCT extra ->> '$._dateline.same_id_as', "
        "(SELECT min(article_id) FROM articles WHERE title = 'New') FROM articles WHERE extra IS NOT NULL",
    )
    assert noted == article_id


def test_short_texts_and_same_titles_stay_revisions(tmp_path):
    (_, text), (_, other), *_ = stories()
    for number, (one, two) in enumerate(
        [
            ({"text": "It cost 5 euros."}, {"text": "Nothing of the sort was said by anybody."}),
            ({"title": "T", "text": text}, {"title": "T", "text": other}),
        ]
    ):
        lines = [{"id": number, "published": "2026-03-11", **fields} for fields in (one, two)]
        write(tmp_path / "in" / f"{number}.jsonl", *lines)
    account = ingest(tmp_path / "lake", tmp_path / "in")
    assert (account.articles, account.revisions) == (2, 2)
