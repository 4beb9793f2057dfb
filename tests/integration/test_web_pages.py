"""Web pages from files to rows of the lake."""

import json
from datetime import date

import pytest

from flows.sources import check_format, discover
from flows.sources import format as formats
from flows.sources.pages import pool
from flows.sources.pages.reading import Page
from tests.builders import ingest
from tests.unit.flows.sources.pages.test_reading import LINES, LONG, TEXT, ld, news, page
from warehouse.errors import DatelineError
from warehouse.lake import Lake

pytestmark = pytest.mark.timeout(240)


def rows(lake, sql):
    return Lake(lake).reader().execute(sql).fetchall()


def test_pages_become_articles_with_facts_and_the_others_rejects(tmp_path):
    inbox = tmp_path / "in"
    inbox.mkdir()
    url = '<link rel="canonical" href="https://www.post.example/2026/03/11/ferry">'
    (inbox / "ferry.html").write_text(page(head=url + ld(news(publisher={"name": "The Post"}))))
    several = "".join(
        f"<article><h2>Talk {n}</h2><time datetime='2026-03-0{n}'></time>{LONG}</article>" for n in (1, 2)
    )
    (inbox / "desk.htm").write_text(page(several))
    (inbox / "empty.html").write_text("<html><body></body></html>")
    (inbox / "named.txt").write_text(page(TEXT.replace("June", "May")))
    account = ingest(tmp_path / "lake", inbox, as_of=date(2026, 3, 23))
    assert account.balances()
    assert (account.records_in, account.articles, account.duplicates, account.reasons) == (5, 3, 1, {"no_body": 1})
    articles = rows(
        tmp_path / "lake",
        "SELECT source, source_locator, url, title, published_on, published_at IS NOT NULL, published_from, extra "
        "FROM articles ORDER BY source_uri, source_locator",
    )
    assert articles[0][:7] == ("in", "article 1", None, "Talk 1", date(2026, 3, 1), False, "page")
    assert articles[2][:7] == (
        "post.example", None, "https://www.post.example/2026/03/11/ferry", "Ferry talks", date(2026, 3, 11), True,
        "jsonld",
    )  # fmt: skip
    assert json.loads(articles[2][7]) == {"publisher": "The Post", "type": "NewsArticle"}
    assert rows(tmp_path / "lake", "SELECT DISTINCT text, unit FROM numeric_facts WHERE kind = 'money'") == [
        ("12 euros", "EUR")
    ]
    again = ingest(tmp_path / "lake", inbox, as_of=date(2026, 3, 24))
    assert (again.records_in, again.known) == (5, 5)


def test_many_pages_are_read_in_processes_of_their_own_in_order():
    pages = [Page(page(f"<p>{LINES[0]} Number {n}.</p>").encode()) for n in range(100)]
    found = pool.read_pages(pages)
    assert [each[0].fields["body"].rsplit(" ", 1)[1] for each in found] == [f"{n}." for n in range(100)]


def test_a_page_that_ends_its_process_or_holds_it_up_is_a_reject_and_the_others_are_read(monkeypatch):
    pages = [Page(page(f"<p>{LINES[0]} Number {n}.</p>").encode()) for n in range(60)]
    real = pool.send

    def poisoned(stream, chunk):
        if any(b"Number 33." in each.data for each in chunk):
            raise BrokenPipeError
        real(stream, chunk)

    monkeypatch.setattr(pool, "send", poisoned)
    found = pool.read_pages(pages)
    assert [number for number, [each] in enumerate(found) if each.reason] == [33]
    assert found[33][0].reason == "broken_page"


def test_without_the_extra_the_message_names_it(tmp_path, monkeypatch):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.html").write_text(page())
    monkeypatch.setattr(formats, "find_spec", lambda module: None if module == "trafilatura" else module)
    account = ingest(tmp_path / "lake", tmp_path / "in")
    assert account.reasons == {"extra_missing": 1}
    [(detail,)] = rows(tmp_path / "lake", "SELECT detail FROM rejects")
    assert "pip install 'dateline[html]'" in detail
    with pytest.raises(DatelineError, match="html"):
        check_format("html")
    monkeypatch.undo()
    again = ingest(tmp_path / "lake", tmp_path / "in", as_of=date(2026, 3, 24))
    assert (again.articles, again.known) == (1, 0)


def test_a_page_is_told_by_its_first_bytes(tmp_path):
    for name, content in {
        "a.dat": page(),
        "b.txt": "\n<!-- saved --><HTML><body>x",
        "c.txt": " date 2026-03-11 A\n\n<p>",
    }.items():
        (tmp_path / name).write_text(content)
    assert [part.format for part in discover([str(tmp_path / "a.dat"), str(tmp_path)])] == ["html", "html", "text"]
