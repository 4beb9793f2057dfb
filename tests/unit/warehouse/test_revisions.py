"""Which revision is current does not depend on the order in which revisions are loaded."""

import json
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise, permutations, product

import duckdb
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import ingest, write_article
from tests.conftest import few_or_all_examples
from warehouse.ddl import create_table
from warehouse.lake import Lake
from warehouse.load import with_identity
from warehouse.revisions import retire_older
from warehouse.tables import FACT_TABLES

ORDERS = list(permutations(range(3)))

# Three revisions each, oldest first; what a line leaves out it does not declare.
HISTORIES = {
    "modified": [
        {"published": "2025-03-10T08:00Z"},
        {"published": "2025-03-10T08:00Z", "modified_at": "2025-03-10T09:00:00Z"},
        {"published": "2025-03-10T08:00Z", "modified_at": "2025-03-10T06:30:00-05:00"},
    ],
    "published": [
        {"published": "2025-03-10T23:00-05:00"},
        {"published": "2025-03-11T05:00Z"},
        {"published": "2025-03-11T05:00:01Z"},
    ],
    "day": [{}, {"published": "2025-02-28"}, {"published": "2025-03-01"}],
    "mixed": [
        {"published": "2025-03-10T23:59Z"},
        {"published": "2025-03-11"},
        {"published": "2025-03-10", "modified_at": "2025-03-11T00:00:01Z"},
    ],
    "one text twice": [
        {"published": "2025-03-10", "words": "The first"},
        {"published": "2025-03-11", "words": "The other"},
        {"published": "2025-03-12", "words": "The first"},
    ],
}


def line(history, order, age):
    """One revision of an article that is named after its history and the order it is loaded in."""
    fields = dict(HISTORIES[history][age])
    words = fields.pop("words", f"Text {age}")
    name = f"{history} {order}"
    return json.dumps(
        {"source": "wire", "id": name, "title": f"{age}", "text": f"{words} of {name} cost ${age + 1}.", **fields}
    )


def loaded(lake):
    """What each article's revisions and amounts are, without their numbers and runs."""
    rows = (
        Lake(lake)
        .reader()
        .execute(
            "SELECT regexp_extract(a.body, 'of (.*) [0-9] cost', 1) AS history, "
            "  regexp_extract(a.body, ' ([0-9]) cost', 1)::INT AS position, "
            "  list((a.title, a.is_current, a.modified_at, a.published_at, a.published_on, a.duplicate_of) "
            "    ORDER BY a.title) AS revisions, "
            "  list(m.value) FILTER (m.value IS NOT NULL) AS money, count(DISTINCT a.revision) AS numbers "
            "FROM articles AS a LEFT JOIN money AS m ON a.is_current AND m.article_id = a.article_id "
            "GROUP BY ALL ORDER BY ALL"
        )
        .fetchall()
    )
    return {(history, position): found for history, position, *found in rows}


def write_feeds(folder):
    """Three files, read by name: the first holds the revisions that are loaded first."""
    folder.mkdir()
    for turn in range(3):
        lines = [line(history, at, order[turn]) for history in HISTORIES for at, order in enumerate(ORDERS)]
        (folder / f"{turn}.jsonl").write_text("\n".join(lines), encoding="utf-8")


def in_one_batch(folder, lake):
    assert ingest(lake, folder).batches == 1


def in_batches_under_way_together(folder, lake):
    assert ingest(lake, folder, batch_bytes=4_000).batches >= 3


def in_three_ingests(folder, lake):
    for turn in range(3):
        ingest(lake, folder / f"{turn}.jsonl", as_of=date(2025, 4, 1) + timedelta(turn))


@pytest.mark.parametrize(
    "load", [pytest.param(in_one_batch, marks=pytest.mark.slow), in_batches_under_way_together, in_three_ingests]
)
def test_all_orders_of_three_revisions_give_the_same_rows(tmp_path, load):
    write_feeds(tmp_path / "in")
    load(tmp_path / "in", tmp_path / "lake")
    articles = loaded(tmp_path / "lake")
    assert len(articles) == len(HISTORIES) * len(ORDERS)
    for history in HISTORIES:
        revisions, money, numbers = articles[history, 0]
        assert [revision[:2] for revision in revisions] == [("0", False), ("1", False), ("2", True)], history
        assert (money, numbers) == ([3.0], 3)
        assert all(articles[history, at] == articles[history, 0] for at in range(len(ORDERS))), history


@pytest.mark.parametrize("orders", [[(2, 0, 1)], pytest.param(ORDERS, marks=pytest.mark.slow)])
def test_where_the_texts_tell_nothing_the_day_of_the_run_does(tmp_path, orders):
    for turn, age in product(range(3), range(3)):
        mine = [at for at, order in enumerate(orders) if order[turn] == age]
        if not mine:
            continue
        files = [write_article(tmp_path / "in", f"{at}.txt", f"Article {at} cost ${age}.") for at in mine]
        ingest(tmp_path / "lake", *files, as_of=date(2025, 3, 16) + timedelta(age))
    found = Lake(tmp_path / "lake").reader().execute("SELECT body, is_current, revision FROM articles ORDER BY body")
    assert found.fetchall() == [
        (f"Article {at} cost ${age}.", age == 2, order.index(age) + 1)
        for at, order in enumerate(orders)
        for age in range(3)
    ]


def test_lines_of_a_file_count_in_their_order(tmp_path):
    lines = [json.dumps({"id": 1, "text": f"Text {number}."}) for number in range(1, 13)]
    (tmp_path / "in.jsonl").write_text("\n".join(lines), encoding="utf-8")
    ingest(tmp_path / "lake", tmp_path / "in.jsonl")
    current = Lake(tmp_path / "lake").reader().execute("SELECT body FROM articles WHERE is_current").fetchall()
    assert current == [("Text 12.",)]


@pytest.mark.parametrize("order", [(1, 0), pytest.param((0, 1), marks=pytest.mark.slow)])
def test_an_article_whose_newest_revision_is_a_duplicate_has_no_current_one(tmp_path, order):
    """Whichever of its two revisions is loaded first."""
    write_article(tmp_path / "in", "first.txt", "The agency's text.")
    ingest(tmp_path / "lake", tmp_path / "in")
    own = [("Our text.", " date 2025-03-16 T"), ("The agency's text.", " date 2025-03-17 T")]
    for age in order:
        body, header = own[age]
        write_article(tmp_path / "in", "second.txt", body, header)
        ingest(tmp_path / "lake", tmp_path / "in")
    found = (
        Lake(tmp_path / "lake")
        .reader()
        .execute("SELECT published_on::VARCHAR, is_current, duplicate_of IS NOT NULL FROM articles ORDER BY ALL")
    )
    assert found.fetchall() == [
        ("2025-03-15", True, False), ("2025-03-16", False, False), ("2025-03-17", False, True)
    ]  # fmt: skip


MOMENTS = st.none() | st.sampled_from([datetime(2025, 3, 10, hour, tzinfo=UTC) for hour in (0, 9, 10)])
REVISIONS = st.lists(
    st.fixed_dictionaries(
        {
            "article_id": st.sampled_from(["a", "b"]),
            "body_sha256": st.sampled_from(["x", "y", "z"]),
            "modified_at": MOMENTS,
            "published_at": MOMENTS,
            "published_on": st.none() | st.sampled_from([date(2025, 3, 10), date(2025, 3, 11)]),
            "ingested_at": st.sampled_from([datetime(2025, 3, day, tzinfo=UTC) for day in (11, 12)]),
            "source_uri": st.sampled_from(["file:///1", "file:///2"]),
            "source_locator": st.none() | st.sampled_from(["line 9", "line 12"]),
        }
    ),
    min_size=1,
    max_size=8,
)
SCHEMA = {
    "article_id": pl.String,
    "body_sha256": pl.String,
    "modified_at": pl.Datetime("us", "UTC"),
    "published_at": pl.Datetime("us", "UTC"),
    "published_on": pl.Date,
    "ingested_at": pl.Datetime("us", "UTC"),
    "source_uri": pl.String,
    "source_locator": pl.String,
}


def age(row):
    """The order as decision 0005 tells it, in plain Python: a later revision is greater."""
    day = row["published_on"]
    start = day and datetime(day.year, day.month, day.day, tzinfo=UTC)
    moment = row["modified_at"] or row["published_at"] or start
    locator = row["source_locator"]
    return (
        *(moment is not None, moment or datetime.min.replace(tzinfo=UTC)),
        *(day is not None, day or date.min),
        row["ingested_at"],
        row["source_uri"],
        *(locator is not None, int(locator.split()[1]) if locator else 0),
        row["revision"],
    )


def committed(batches, folder, *, under_way):
    """The articles after loading these batches one by one; `under_way` of them are read before the first is loaded."""
    lake = duckdb.connect()
    lake.execute("SET TimeZone = 'UTC'")
    for name in ("articles", *FACT_TABLES):
        lake.execute(create_table(name)[0].replace(" NOT NULL", ""))
    waiting = []

    def load():
        file = waiting.pop(0) / "articles" / "1.parquet"
        retire_older(lake, [file])
        lake.execute(f"INSERT INTO articles BY NAME SELECT * FROM read_parquet('{file}')")

    for number, batch in enumerate(batches):
        while len(waiting) >= under_way:
            load()
        place = folder / str(number)
        (place / "articles").mkdir(parents=True, exist_ok=True)
        rows = with_identity(lake, pl.DataFrame(batch, schema=SCHEMA), waiting)
        rows = rows.rename({"is_newest": "is_current"}).with_columns(is_copy=pl.lit(value=False))
        rows.drop("outcome").write_parquet(place / "articles" / "1.parquet")
        waiting.append(place)
    while waiting:
        load()
    return lake.execute("SELECT * FROM articles").pl().to_dicts()


@few_or_all_examples(12, 60)
def test_the_newest_revision_is_the_only_one_that_stands_for_its_article(tmp_path_factory, examples):
    @settings(max_examples=examples)
    @given(rows=REVISIONS, cuts=st.sets(st.integers(1, 7)), under_way=st.integers(1, 3))
    def holds(rows, cuts, under_way):
        ends = [0, *sorted(cut for cut in cuts if cut < len(rows)), len(rows)]
        batches = [rows[start:end] for start, end in pairwise(ends)]
        found = committed(batches, tmp_path_factory.mktemp("batches"), under_way=under_way)
        assert len(found) == len(rows)
        for article_id in {row["article_id"] for row in rows}:
            revisions = [row for row in found if row["article_id"] == article_id]
            assert sorted(row["revision"] for row in revisions) == list(range(1, len(revisions) + 1))
            newest = max(revisions, key=age)
            current = [row["revision"] for row in revisions if row["is_current"]]
            assert current == [newest["revision"]]

    holds()
