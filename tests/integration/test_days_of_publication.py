"""Days of publication that are mistakes, months, and candidates that disagree."""

import json
from datetime import date

import pytest

from tests.builders import ingest, write_article
from warehouse.lake import Lake


def rows(lake, sql):
    return Lake(lake).reader().execute(sql).fetchall()


def write(folder, *days):
    folder.mkdir(exist_ok=True)
    lines = ({"id": n, "published": day, "text": f"It cost {n} euros."} for n, day in enumerate(days, 1))
    (folder / "wire.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))


DAYS = ("2026-03-25", "2026-03-26", "1800-01-01", "1799-12-31", "2026-03-25T23:30:00-05:00", "9999-01-01", None)


def test_a_day_after_the_run_or_before_the_oldest_is_a_reject(tmp_path):
    write(tmp_path / "in", *DAYS)
    write_article(tmp_path / "in", "a.txt", "Text.", " date 2027-01-01 T")
    account = ingest(tmp_path / "lake", tmp_path / "in", as_of=date(2026, 3, 23))
    assert account.balances()
    assert account.reasons == {"day_out_of_range": 4}
    listed = rows(tmp_path / "lake", "SELECT published_on FROM articles ORDER BY 1 NULLS LAST")
    assert [day for (day,) in listed] == [date(1800, 1, 1), date(2026, 3, 25), date(2026, 3, 25), None]
    details = [detail for (detail,) in rows(tmp_path / "lake", "SELECT detail FROM rejects")]
    assert all("1800-01-01 to 2026-03-25" in detail and "--any-day" in detail for detail in details)


@pytest.mark.parametrize(("oldest", "articles"), [(None, 7), (date(1790, 1, 1), 5), (date(2026, 1, 1), 3)])
def test_the_bounds_can_be_others(tmp_path, oldest, articles):
    write(tmp_path / "in", *DAYS)
    assert ingest(tmp_path / "lake", tmp_path / "in", oldest_day=oldest).articles == articles


def test_a_month_gives_no_day_and_is_kept(tmp_path):
    write(tmp_path / "in", "2026-03", "2026-13", "2026")
    account = ingest(tmp_path / "lake", tmp_path / "in")
    assert account.reasons == {"impossible_date": 2}
    [(day, precision, extra)] = rows(tmp_path / "lake", "SELECT published_on, published_precision, extra FROM articles")
    assert (day, precision, json.loads(extra)) == (None, "month", {"_dateline": {"published": "2026-03"}})
