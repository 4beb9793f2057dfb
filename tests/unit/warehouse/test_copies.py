"""Copies: words and signatures as bytes, likeness of texts, groups and their heads whatever the order of loading."""

import json
from datetime import UTC, date, datetime
from itertools import permutations

import numpy as np
import polars as pl
import pytest

from tests.builders import ingest
from warehouse.checks import run_checks
from warehouse.copies.groups import connected
from warehouse.copies.repeats import repeats, with_hashes
from warehouse.copies.shingles import jaccard, sets_of, signatures
from warehouse.copies.words import words_of
from warehouse.forgetting import forget
from warehouse.lake import Lake

STORY = (
    "The harbour bridge in Oslo will cost 5 million euros, the mayor said on Monday, after a long debate in the "
    "council about the money that the city has. Repairs take three weeks and begin on 4 May 2026. Residents of the old "
    "town must take the ferry until the work at the pier is done."
)


def read_words(text):
    return words_of(pl.Series([text])).hashes.tolist()


def marks(*bodies, titles=None):
    count = len(bodies)
    return signatures(
        pl.DataFrame(
            {
                "article_id": [f"a{number}" for number in range(count)],
                "revision": [1] * count,
                "published_on": [date(2026, 3, 2)] * count,
                "source": ["wire"] * count,
                "title": titles or [None] * count,
                "body": list(bodies),
            },
            schema_overrides={"title": pl.String, "body": pl.String},
        )
    )


@pytest.mark.parametrize(
    "other",
    [
        "DON’T pay 5,000 EUROS",
        "don't pay: 5.000 euros!",
        "  Don`t—pay «5 000»\n\neuros",
        "don\u2019t pay 5\u00a0000 euros",
    ],
)
def test_case_and_signs_make_no_other_words(other):
    assert read_words(other) == read_words("Don't pay 5,000 euros")


@pytest.mark.parametrize(
    "other", ["Dont pay 5,000 euros", "Don't pay 5000 euros", "Don't pay 5,000 euro", "Don't pay 5,000 euró"]
)
def test_other_letters_make_other_words(other):
    assert read_words(other) != read_words("Don't pay 5,000 euros")


def test_a_word_begins_at_a_character_of_its_own_text():
    found = words_of(pl.Series(["Æ été «non»", None, "", "İst go", "日本語 です。はい"]))
    assert found.text_no.tolist() == [0, 0, 0, 3, 3, 4, 4, 4]
    assert found.start_char.tolist() == [0, 2, 7, 0, 4, 0, 4, 7]


def test_long_words_differ_by_their_length():
    assert read_words("x" * 100) != read_words("x" * 101)


def test_stored_signatures_keep_their_bytes():
    found = marks(STORY, "Short text.", "?!", titles=["The mayor of Oslo speaks up", "Four words of it", None])
    assert found["bands"][0].to_list()[:3] == [483040323, 370089158, 1947987029]
    assert found["bands"][1].to_list()[:2] == [1288008098, 1501807263]
    assert found["bands"][2] is None
    assert found["headline"].to_list() == [8624235986291560232, None, None]


def test_likeness_is_the_share_of_shingles():
    # Six words have two shingles, and seven three, of which the first two are those of the six.
    sets = sets_of(pl.Series(["a b c d e f", "A, b c d e f g", "x y", "X Y!", ""]))
    left, right = np.array([0, 2, 0, 4]), np.array([1, 3, 2, 4])
    assert jaccard(sets, left, right).round(4).tolist() == [0.6667, 1.0, 0.0, 0.0]


def test_texts_alike_by_four_fifths_agree_in_a_band():
    chance = np.random.default_rng(7)
    texts = [[f"w{word}" for word in chance.integers(0, 5000, 400)] for _ in range(300)]
    others = [list(words) for words in texts]
    for words in others:
        for place in range(10, 400, 47):  # nine words of 400 change: 45 of 396 shingles
            words[place] = f"n{chance.integers(0, 10**9)}"
    both = [" ".join(words) for words in texts + others]
    shares = jaccard(sets_of(pl.Series(both)), np.arange(300), np.arange(300, 600))
    assert shares.min() > 0.79
    assert shares.max() < 0.82
    bands = marks(*both)["bands"].to_list()
    met = [bool(set(mine) & set(other)) for mine, other in zip(bands[:300], bands[300:], strict=True)]
    assert sum(met) >= 295


def test_links_connect_by_chains():
    links = np.array([[5, 4], [4, 3], [3, 0], [1, 2]])
    assert connected(7, links[:, 0], links[:, 1]).tolist() == [0, 1, 1, 0, 0, 0, 6]


def feed(folder, name, *articles):
    folder.mkdir(exist_ok=True)
    lines = []
    for source, day, text, *title in articles:
        record = {"source": source, "id": f"{source} {day}", "published": day, "text": text}
        lines.append(json.dumps(record | ({"title": title[0]} if title else {})))
    (folder / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder / name


def asked(lake, sql):
    return Lake(lake).reader().execute(sql).fetchall()


COPIES = {
    "first": ("first", "2026-03-02", STORY.replace("ferry", "boat")),
    "second": ("second", "2026-03-03", STORY),
    "third": ("third", "2026-03-04", STORY.replace("council", "parliament")),
}


# The first of all comes last by default, and among the slow tests at any time.
@pytest.mark.parametrize(
    "orders", [[("third", "second", "first")], pytest.param(list(permutations(COPIES)), marks=pytest.mark.slow)]
)
def test_the_head_is_what_was_published_first_in_whatever_order_copies_come(tmp_path, orders):
    found = []
    for number, order in enumerate(orders):
        lake = tmp_path / str(number)
        for night, name in enumerate(order[:2]):  # the last two in one night
            batch = [COPIES[name]] if night == 0 else [COPIES[one] for one in order[1:]]
            ingest(lake, feed(tmp_path / "in", f"{number}{night}.jsonl", *batch), as_of=date(2026, 3, 5 + night))
        found.append(
            asked(
                lake,
                "SELECT a.source, h.source, round(a.similarity, 3), a.is_current, a.is_copy FROM articles AS a "
                "JOIN articles AS h ON h.article_id = a.copy_group ORDER BY a.source",
            )
        )
        assert run_checks(Lake(lake).reader()) == {}
        assert asked(lake, "SELECT count(*) FROM money") == [(1,)]
        assert asked(lake, "SELECT count(*) FROM money_all") == [(3,)]
    assert found[0][0] == ("first", "first", None, True, False)
    assert [row[1:2] + row[3:] for row in found[0][1:]] == [("first", False, True), ("first", False, True)]
    assert all(rows == found[0] for rows in found)


def test_what_is_no_copy_stays_apart(tmp_path):
    lake = tmp_path / "lake"
    articles = [
        ("a", "2026-01-02", STORY.replace("Oslo", "Bergen")),  # more than 30 days before
        ("b", "2026-03-02", STORY),
        ("c", "2026-03-02", "Letters to us.", "Letters"),  # one headline, but of one word
        ("d", "2026-03-02", "Letters of others.", "Letters"),
        ("e", "2026-03-02", "?!"),
        ("f", "2026-03-02", "The ferry sank off Bergen.", "Ferry sinks off the coast"),
        ("g", "2026-03-03", "Nobody was hurt at sea.", "Ferry sinks off the coast"),  # on another day
    ]
    ingest(lake, feed(tmp_path / "in", "a.jsonl", *articles))
    assert asked(lake, "SELECT count(DISTINCT copy_group), count(*) FILTER (WHERE is_current) FROM articles") == [
        (7, 7)
    ]


def test_one_headline_on_one_day_in_two_papers_is_a_copy(tmp_path):
    lake = tmp_path / "lake"
    articles = [
        ("f", "2026-03-02", "The ferry sank off Bergen.", "Ferry sinks off the coast"),
        ("g", "2026-03-02", "Nobody was hurt at sea.", "FERRY SINKS, off the coast"),
    ]
    ingest(lake, feed(tmp_path / "in", "a.jsonl", *articles))
    assert asked(lake, "SELECT source, similarity, is_copy FROM articles ORDER BY ALL") == [
        ("f", None, False),
        ("g", 0.0, True),
    ]


def test_boilerplate_makes_one_group_and_no_square(tmp_path):
    lake = tmp_path / "lake"
    articles = [(f"s{number}", "2026-03-02", f"{STORY} Notice {number}.") for number in range(300)]
    ingest(lake, feed(tmp_path / "in", "a.jsonl", *articles[:200]))
    ingest(lake, feed(tmp_path / "in", "b.jsonl", *articles[200:]), as_of=date(2026, 3, 24))
    assert asked(lake, "SELECT count(DISTINCT copy_group), count(*) FROM articles") == [(1, 300)]


def test_a_takedown_of_the_head_makes_the_next_one_head(tmp_path):
    lake = tmp_path / "lake"
    ingest(lake, feed(tmp_path / "in", "a.jsonl", *COPIES.values()))
    place = Lake(lake)
    with place.writer_lock():
        forget(place, [], "first", reason="for the test", now=datetime(2026, 3, 25, tzinfo=UTC))
    assert asked(lake, "SELECT source, is_current, is_copy FROM articles ORDER BY ALL") == [
        ("second", True, False),
        ("third", False, True),
    ]
    assert run_checks(place.reader()) == {}


def test_sentences_are_hashed_by_their_words_alone():
    mended = "cost 5 million euros to mend the old bridge"
    body = f"Æ! It {mended}. «IT {mended}»! Six words."
    sentences = pl.DataFrame(
        {
            "article_id": ["a"] * 4,
            "revision": [1] * 4,
            "field": ["body"] * 4,
            "sentence_no": range(4),
            "start_char": [0, 3, 51, 102],
            "end_char": [2, 50, 101, 112],
        }
    )
    articles = pl.DataFrame({"article_id": ["a"], "revision": [1], "title": [None], "body": [body]})
    first, second, third, fourth = with_hashes(sentences, articles.cast({"title": pl.String}))["words_hash"]
    assert second == third is not None
    assert (first, fourth) == (None, None)


def test_repeats_count_current_articles_of_sixty_days_before():
    days = [date(2026, 1, 1), date(2026, 3, 1), date(2026, 3, 1), date(2026, 3, 2), date(2026, 3, 3)]
    rows = pl.DataFrame(
        {
            "words_hash": [7] * 5,
            "article_id": ["a", "b", "c", "d", "e"],
            "revision": pl.Series([1] * 5, dtype=pl.Int32),
            "published_on": days,
            "is_current": [True, True, True, False, True],
        }
    )
    known = pl.DataFrame({"words_hash": [7, 8], "published_on": [date(2026, 3, 2)] * 2, "articles": [10, 1]})
    found = dict(repeats(rows, known).select("article_id", "repeats").iter_rows())
    # a is 59 days before b and c, 60 before d and 61 before e; d does not count; the ten came before d.
    assert found == {"b": 1, "c": 2, "d": 13, "e": 12}


def test_a_sentence_of_before_is_left_out_of_money_and_counted(tmp_path):
    lake = tmp_path / "lake"
    passage = "The bridge in the harbour cost the city 5 million euros in all."
    ingest(lake, feed(tmp_path / "in", "a.jsonl", ("a", "2026-03-02", f"Work has begun. {passage}")))
    second = ("b", "2026-03-09", f"{passage} The tunnel will now cost the city another 7 million euros.")
    ingest(lake, feed(tmp_path / "in", "b.jsonl", second), as_of=date(2026, 3, 24))
    assert asked(lake, "SELECT article_id IS NOT NULL, value FROM money ORDER BY value") == [(True, 5e6), (True, 7e6)]
    assert asked(lake, "SELECT value, is_repeat FROM money_all ORDER BY ALL") == [
        (5e6, False),
        (5e6, True),
        (7e6, False),
    ]
    assert asked(lake, "SELECT list(repeats ORDER BY published_on, sentence_no) FROM sentences") == [([0, 0, 1, 0],)]
    assert run_checks(Lake(lake).reader()) == {}
