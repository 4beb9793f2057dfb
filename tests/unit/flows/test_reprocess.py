"""Facts of an older version are made again, month by month, and older snapshots keep what they had."""

import json
from contextlib import closing

import pytest

from flows import reprocess as module
from flows.defaults import TAGGER
from flows.stopping import Stopped
from tests.builders import ingest, prepared
from transforms.version import EXTRACTOR_VERSION
from warehouse.checks import run_checks
from warehouse.lake import Lake


def of_an_older_version(folder):
    """Articles of two months with facts as an older version might have made them: one is missing, one is wrong."""
    lines = [
        {
            "id": number,
            "published": f"2026-0{number % 2 + 2}-10",
            "text": f"Oslo will pay ${number + 2} million, Kari Berg said.",
        }
        for number in range(4)
    ]
    path = folder / "a.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in lines))
    ingest(folder / "lake", path)
    place = Lake(folder / "lake")
    with place.writer_lock(), place.transaction() as connection:
        connection.execute("DELETE FROM numeric_facts WHERE text LIKE '$2%'")
        connection.execute("UPDATE numeric_facts SET value = 1 WHERE text LIKE '$3%'")
        connection.execute("UPDATE numeric_facts SET extractor_version = '0.1.0'")
        connection.execute("UPDATE articles SET extractor_version = '0.1.0'")


@pytest.fixture
def lake(tmp_path):
    return prepared(of_an_older_version, tmp_path)


def rows(lake, sql, snapshot=None):
    with closing(lake.reader(snapshot)) as reader:
        return reader.execute(sql).fetchall()


def again(lake, months=(), **options):
    asked = {"tagger": TAGGER, "dry_run": False, "wait_seconds": 5, **options}
    return list(module.reprocess(lake, list(months), 10**6, **asked))


VALUES = "SELECT value FROM numeric_facts WHERE kind = 'money' ORDER BY value"


def test_it_makes_the_facts_of_this_version_and_says_what_differs(lake):
    [before] = rows(lake, "SELECT max(snapshot_id) FROM ducklake_snapshots('lake')")
    february, march = again(lake)
    assert (february.month, february.articles, march.month, march.articles) == ("2026-02", 2, "2026-03", 2)
    assert february.counts.select("table", "added", "removed", "changed").rows() == [("numeric_facts", 1, 0, 0)]
    assert march.counts.select("table", "added", "removed", "changed").rows() == [("numeric_facts", 0, 0, 1)]
    assert rows(lake, VALUES) == [(2e6,), (3e6,), (4e6,), (5e6,)]
    assert rows(lake, "SELECT DISTINCT extractor_version FROM articles") == [(EXTRACTOR_VERSION,)]
    assert run_checks(lake.reader()) == {}
    assert len(rows(lake, VALUES, before[0])) == 3
    assert again(lake) == []


def test_a_dry_run_says_the_same_and_changes_nothing(lake):
    february, march = again(lake, dry_run=True)
    assert (february.counts["added"].sum(), march.counts["changed"].sum()) == (1, 1)
    [example] = march.examples.to_dicts()
    assert (example["text"], example["change"]) == ("$3 million", "changed")
    assert len(rows(lake, VALUES)) == 3
    assert [done.month for done in again(lake, ["2026-03"], dry_run=True)] == ["2026-03"]


def test_stopped_after_a_month_it_goes_on_with_the_next(lake, monkeypatch):
    months = module.reprocess(lake, [], 10**6, tagger=TAGGER, dry_run=False, wait_seconds=5)
    assert next(months).month == "2026-02"
    monkeypatch.setattr(module, "stop_if_asked", lambda: (_ for _ in ()).throw(Stopped()))
    with pytest.raises(Stopped):
        next(months)
    monkeypatch.undo()
    assert [done.month for done in again(lake)] == ["2026-03"]
    assert rows(lake, VALUES) == [(2e6,), (3e6,), (4e6,), (5e6,)]
