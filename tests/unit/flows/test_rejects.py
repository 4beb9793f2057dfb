"""Rejects: their reasons and remedies, what is shown of them, and reading them again."""

import json
import re
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from flows.cli import app
from flows.local_run import left_out
from flows.rejects import files_of
from tests.builders import ingest, prepared
from tests.conftest import ROOT
from warehouse.lake import Lake
from warehouse.reasons import PAGE, REASONS, page


def rows(lake, sql):
    return Lake(lake).reader().execute(sql).fetchall()


def run(*arguments):
    return CliRunner().invoke(app, ["rejects", *map(str, arguments)])


def test_each_reason_has_its_remedy_in_the_docs():
    written = (ROOT / PAGE).read_text(encoding="utf-8")
    assert written == page(), "run `make docs`"
    assert all(f"| `{name}` | {told.about} | {told.remedy} |" in written for name, told in REASONS.items())
    assert "docs/rejects.md" in (ROOT / "docs/operations.md").read_text(encoding="utf-8")


def test_each_reason_is_given_by_something_and_no_other_is():
    code = "\n".join(
        path.read_text(encoding="utf-8") for folder in ("flows", "transforms") for path in (ROOT / folder).rglob("*.py")
    )
    assert [name for name in REASONS if f'"{name}"' not in code] == []
    given = set(re.findall(r'reason="([a-z_]+)"', code))
    assert given
    assert given - set(REASONS) == set()


def test_the_summary_says_what_was_left_out_and_why():
    [first, second] = left_out({"no_header": 1, "no_body": 3})
    assert (first["records"], first["reason"], first["what to do"]) == ("3", "no_body", REASONS["no_body"].remedy)
    assert second["reason"] == "no_header"


def with_rejects(folder):
    inbox = folder / "in"
    inbox.mkdir()
    (inbox / "notes.txt").write_bytes(b"Ring the \x1b[31mharbour\x1b[0m office.\n" + b"x" * 2000)
    lines = [
        {"id": 1, "published": "2026-03-11", "story": "The ferry costs 12 euros."},
        {"id": 2, "published": "2031-03-11", "text": "The ferry costs 13 euros."},
    ]
    (inbox / "wire.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    account = ingest(folder / "lake", inbox)
    assert account.reasons == {"day_out_of_range": 1, "empty_body": 1, "no_header": 1}


@pytest.fixture
def lake(tmp_path):
    return prepared(with_rejects, tmp_path).path


def test_rejects_are_counted_and_listed(lake):
    printed = run("--lake", lake).output
    for words in ("day_out_of_range", "empty_body", "no_header", REASONS["no_header"].about[:20], "wire.jsonl line 2"):
        assert words in " ".join(printed.split()).replace("│ ", "")
    assert "empty_body" not in run("--lake", lake, "--reason", "no_header").output
    assert "There are no rejects with the reason no_body" in run("--lake", lake, "--reason", "no_body").output
    assert run("--lake", lake, "--reason", "nonsense").exception is not None


def test_the_beginning_of_the_bytes_is_shown_escaped(lake):
    [(sha,)] = rows(lake, "SELECT record_sha256 FROM rejects WHERE reason = 'no_header'")
    for name in (sha[:10], "notes.txt"):
        printed = run("show", name, "--lake", lake).output
        assert "no_header" in printed
        assert "\x1b" not in printed
        assert "Ring the" in printed
        assert "the first 1,000 of" in printed
        assert REASONS["no_header"].remedy in " ".join(printed.split())
    assert run("show", "nothing", "--lake", lake).exception is not None


def test_a_retry_makes_articles_of_what_can_be_read_now_and_leaves_the_rest(lake):
    paths, gone = files_of(lake, None)
    assert ([Path(path).name for path in paths], gone) == (["notes.txt", "wire.jsonl"], 0)
    account = ingest(lake, *paths, mapping=(("body", "story"),), retry=True)
    assert account.balances()
    assert (account.articles, account.known) == (1, 0)
    assert rows(lake, "SELECT body FROM articles") == [("The ferry costs 12 euros.",)]
    left = rows(lake, "SELECT reason, count(*) FROM rejects GROUP BY ALL ORDER BY ALL")
    assert left == [("empty_body", 1), ("no_header", 1)]
    account = ingest(lake, *paths, oldest_day=None, retry=True)
    assert account.articles == 1
    assert rows(lake, "SELECT reason FROM rejects") == [("no_header",)]
    ledger = rows(lake, "SELECT outcome, count(*), count(DISTINCT record_sha256) FROM ledger GROUP BY ALL ORDER BY ALL")
    assert ledger == [("article", 2, 2), ("reject", 1, 1)]
    again = ingest(lake, *paths, as_of=date(2026, 3, 24))
    assert (again.known, again.articles) == (3, 0)


def test_a_retry_of_the_same_day_with_the_same_outcome_changes_nothing(lake):
    paths, _ = files_of(lake, None)
    for _ in range(2):
        ingest(lake, *paths, retry=True)
        assert rows(lake, "SELECT count(*) FROM rejects") == [(3,)]
        assert rows(lake, "SELECT count(*) FROM ledger") == [(3,)]


def test_files_that_are_gone_are_counted(tmp_path):
    with_rejects(tmp_path)
    (tmp_path / "in" / "notes.txt").unlink()
    assert files_of(tmp_path / "lake", "no_header") == ([], 1)
