"""`dateline explore` as people use it: the command, its pages over HTTP, and a headless Chromium where there is one."""

import io
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from html import unescape
from pathlib import Path

import duckdb
import httpx
import polars as pl
import pytest

from explore.pages import CHARTS, PAGES
from explore.panels import PANELS
from tests.benchmarks.bench_explore import served, walk
from tests.browser import CHROMIUM, MOST_PAGE_BYTES, browser
from tests.builders import empty_lake, ingest, write_article
from tests.command_line import dateline
from tests.conftest import SAMPLES
from warehouse.lake import Lake
from warehouse.query import run

MARKUP = "<script>alert('T')</script><img src=x onerror=alert(1)>"


@pytest.fixture(scope="module")
def lake(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("explore")
    write_article(
        folder / "in",
        "<b>mark'up\" up.txt",
        f"{MARKUP} cost $5 million, said Jane \u202eHale.",
        f" date 2026-03-21 {MARKUP}",
    )
    write_article(folder / "in", "long.txt", "\n".join(f"Oslo paid {n} euros in May." for n in range(3000)))
    first = '{"id": "r", "published": "2026-03-20", "title": "Ferry sinks", "text": "Two people died on Friday."}'
    (folder / "in" / "revised.jsonl").write_text(first, encoding="utf-8")
    ingest(folder / "lake", SAMPLES, folder / "in")
    (folder / "in" / "revised.jsonl").write_text(
        first.replace("Two", "Three").replace("2026-03-20", "2026-03-21"), encoding="utf-8"
    )
    ingest(folder / "lake", folder / "in", as_of=date(2026, 3, 24))
    return folder / "lake"


@pytest.fixture(scope="module")
def home(lake) -> Iterator[str]:
    command = [sys.executable, "-m", "flows.cli", "explore", "--lake", str(lake), "--port", "0"]
    environment = os.environ | {"PYTHONUNBUFFERED": "1"}
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)
    try:
        assert process.stdout
        line = process.stdout.readline()
        found = re.match(r"http://localhost:[0-9]+", line)
        assert found, line
        client = httpx.Client(transport=httpx.HTTPTransport(retries=20))
        client.get(f"{found[0]}/style.css")
        yield found[0]
    finally:
        process.terminate()
        process.wait()


def article_of(lake: Path, title: str) -> str:
    row = Lake(lake).reader().execute("SELECT article_id FROM articles WHERE title = ?", [title]).fetchone()
    assert row
    return row[0]


def get(address: str, **headers: str) -> httpx.Response:
    return httpx.get(address, headers=headers, timeout=300)


@pytest.mark.parametrize("place", ["/", *(f"/{name}" for name in PAGES if name != "overview"), "/search?words=oslo"])
def test_pages_are_small_and_have_no_script(home, place):
    answer = get(home + place)
    assert answer.status_code == 200
    assert len(answer.content) < MOST_PAGE_BYTES
    assert "<script" not in answer.text
    assert "default-src 'none'" in answer.headers["content-security-policy"]


def some(names):
    """Every sixth by default, all of them among the slow tests."""
    return [
        name if number % 6 == 0 else pytest.param(name, marks=pytest.mark.slow) for number, name in enumerate(names)
    ]


# tests/unit/explore/test_panels.py asks each without a server.
@pytest.mark.parametrize("name", some(PANELS))
def test_rows_to_take_home_are_the_rows_of_the_list(home, name, tmp_path):
    query = "night=2026-03-23&entity_id=country:SE&words=the"
    parquet = tmp_path / "rows.parquet"
    parquet.write_bytes(get(f"{home}/rows/{name}.parquet?{query}").content)
    frame = pl.read_parquet(parquet)
    as_csv = get(f"{home}/rows/{name}.csv?{query}").content
    (tmp_path / "rows.csv").write_bytes(as_csv)
    assert duckdb.connect().sql(f"SELECT count(*) FROM read_csv('{tmp_path}/rows.csv', header = true)").fetchone() == (
        frame.height,
    )
    assert get(f"{home}/panels/{name}?{query}").status_code == 200


@pytest.mark.parametrize("name", some(CHARTS))
def test_charts_are_drawn(home, name):
    pytest.importorskip("vl_convert")
    answer = get(f"{home}/charts/{name}.svg?night=2026-03-23&entity_id=country:SE")
    assert answer.headers["content-type"] == "image/svg+xml"
    assert answer.text.startswith("<svg")


def test_an_amount_leads_to_its_words_in_one_click(home):
    page = get(f"{home}/money").text
    place, fragment, words = re.search(r'href="(/articles/\w+)#([\w-]+)"><bdi>([^<]+)</bdi>', page).groups()
    article = get(home + place).text
    marked = re.search(rf'id="{fragment}"[^>]*>([^<]+)<', article)
    assert marked
    assert words.startswith(marked[1])


def test_a_search_says_how_many_there_are_marks_the_words_and_can_be_taken_home(home):
    page = get(f"{home}/search?words=two+people+friday").text
    assert "1 article." not in page  # the revision has other words
    page = get(f"{home}/search?words=%22three+people+died%22+ferry").text
    assert "1 article." in page
    assert "<mark>Three</mark> <mark>people</mark> <mark>died</mark> on Friday." in page
    taken = get(f"{home}/search.csv?words=%22three+people+died%22+ferry").text
    assert taken.splitlines()[0] == "article_id,score,published_on,source,title,snippet"
    assert "Ferry sinks" in taken


def test_the_select_of_a_search_finds_the_same_articles(home, lake):
    asked = "words=oslo&from_day=2026-03-01&kind=money"
    sql = unescape(re.search(r"<pre[^>]*>(.*?)</pre>", get(f"{home}/search?{asked}").text, re.DOTALL)[1])
    found = pl.read_csv(io.StringIO(get(f"{home}/search.csv?{asked}").text))["article_id"].to_list()
    assert found
    assert sorted(row[3] for row in run(Lake(lake), sql).fetchall()) == sorted(found)


def test_a_search_takes_a_name_for_an_id_and_leads_to_names(home):
    page = get(f"{home}/search?entity_id=sweden").text
    assert 'href="/entities/country%3ASE"' in page
    assert "No article holds" not in page
    assert 'href="/entities?named=swed"' in get(f"{home}/search?words=swed").text
    assert "Sweden" in get(f"{home}/entities?named=swed").text
    assert "Sweden" not in get(f"{home}/entities?named=%25").text


def test_a_night_has_its_page(home):
    assert 'href="/nights/2026-03-23"' in get(f"{home}/nights").text
    assert "The night of 2026-03-23" in get(f"{home}/nights/2026-03-23").text
    assert get(f"{home}/nights/2001-01-01").status_code == 404
    assert get(f"{home}/nights/yesterday").status_code == 400


def test_the_overview_says_what_the_lake_holds(home, lake):
    [(articles,)] = Lake(lake).reader().execute("SELECT count(*) FROM articles WHERE is_current").fetchall()
    assert f"{articles} articles published from " in get(home).text


def test_markup_of_others_is_shown_and_never_run(home, lake):
    article_id = article_of(lake, MARKUP)
    for place in ("/", "/search?words=alert", f"/articles/{article_id}", f"/search?words={MARKUP}", "/nights"):
        text = get(home + place).text
        assert "<script" not in text
        assert "<img src=x" not in text
    page = get(f"{home}/articles/{article_id}").text
    assert "&lt;script&gt;alert(&#39;T&#39;)&lt;/script&gt;" in page
    assert "\u202e" not in page


def test_a_long_article_comes_in_parts_with_all_of_its_text(home, lake):
    article_id = article_of(lake, "A title")
    first = get(f"{home}/articles/{article_id}")
    assert len(first.content) < MOST_PAGE_BYTES
    parts = int(re.search(r"Part 1 of ([0-9]+)", first.text)[1])
    shown = ""
    for part in range(1, parts + 1):
        page = get(f"{home}/articles/{article_id}?part={part}").text
        body = re.search(r'<div class="body" dir="auto">(.*?)</div>', page, re.DOTALL)[1]
        shown += re.sub(r"<[^>]+>", "", body)
    body = Lake(lake).reader().execute("SELECT body FROM articles WHERE article_id = ?", [article_id]).fetchone()[0]
    assert shown == body


def test_two_revisions_are_compared(home, lake):
    article_id = article_of(lake, "Ferry sinks")
    page = get(f"{home}/articles/{article_id}").text
    assert "Three" in page
    assert f"/articles/{article_id}/diff?to=2" in page
    changes = get(f"{home}/articles/{article_id}/diff").text
    assert "<del>Two</del><ins>Three</ins> people died" in changes
    assert "Two people" in re.sub(r"<[^>]+>", "", get(f"{home}/articles/{article_id}?revision=1").text)


@pytest.mark.parametrize(
    ("place", "status", "words"),
    [
        ("/nowhere", 404, "nothing at this address"),
        ("/articles/none", 404, "nothing at this address"),
        ("/entities/none", 404, "nothing at this address"),
        ("/panels/none", 404, "nothing at this address"),
        ("/rows/nights.exe", 404, "nothing at this address"),
        ("/charts/nights.svg", 404, "nothing at this address"),
        ("/articles/..%2f..%2fetc", 404, "nothing at this address"),
        ("/money?from_day=soon", 400, "from_day is no day"),
        ("/search?page=x", 400, "page is no whole number"),
        ("/search?words=" + "x" * 300, 400, "words is too long"),
        ("/search?words=-", 400, "no word to search for"),
        ("/search?from_day=yesterday", 400, "from_day is no day"),
        ("/search.exe?words=oslo", 404, "nothing at this address"),
    ],
)
def test_what_is_not_there_has_a_page_with_a_way_on(home, place, status, words):
    answer = get(home + place)
    assert answer.status_code == status
    assert words in answer.text
    assert 'href="/"' in answer.text


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Host": "evil.example"}, 421),
        ({"Host": "127.0.0.1.evil.example:80"}, 421),
        ({"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "image"}, 403),
        ({"Origin": "http://evil.example"}, 403),
        ({"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}, 200),
    ],
)
def test_other_hosts_and_sites_are_refused(home, headers, status):
    assert get(f"{home}/money", **headers).status_code == status


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_nothing_can_be_sent(home, method):
    assert httpx.request(method, f"{home}/money").status_code == 405


def test_a_megabyte_of_words_is_refused_and_the_next_page_comes(home):
    assert get(f"{home}/search?words={'x' * 60_000}").status_code == 414
    assert get(f"{home}/").status_code == 200


@pytest.mark.slow
def test_fifty_requests_at_once_are_answered(home):
    places = [f"{home}/{name}" for name in ("", "money", "quotes", "places", "entities/country:SE")] * 10
    with ThreadPoolExecutor(50) as pool:
        assert {answer.status_code for answer in pool.map(get, places)} == {200}


def test_a_writer_at_work_disturbs_no_page(home, lake):
    with Lake(lake).writer_lock():
        assert get(f"{home}/money").status_code == 200


def test_new_articles_are_seen_without_a_restart(home, lake, tmp_path):
    write_article(tmp_path / "in", "late.txt", "Something happened in Tromsø.", " date 2026-03-25 Quokkas arrive")
    assert "Quokkas" not in get(f"{home}/search?words=quokkas").text.replace('value="quokkas"', "").replace(
        "quokkas", ""
    )
    ingest(lake, tmp_path / "in", as_of=date(2026, 3, 25))
    assert "Quokkas arrive" in re.sub(r"<[^>]+>", "", get(f"{home}/search?words=quokkas").text)


def test_an_empty_lake_has_its_pages(tmp_path):
    (tmp_path / "in").mkdir()
    write_article(tmp_path / "in", "no-body.txt", "")
    ingest(tmp_path / "lake", tmp_path / "in")
    asked = ["report", "2026-03-23", "--lake", tmp_path / "lake", "-o", tmp_path / "night.html"]
    assert dateline(*asked).returncode == 0
    assert "None." in (tmp_path / "night.html").read_text(encoding="utf-8")


@pytest.mark.slow
@pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium")
def test_in_a_browser_every_page_and_chart_is_clean_in_every_look(home, lake):
    assert walk(Lake(lake), home) == []


@pytest.mark.slow
@pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium")
def test_in_a_browser_every_page_of_an_empty_lake_is_clean(tmp_path):
    lake = empty_lake(tmp_path / "lake")
    with served(lake) as (home, _, _):
        assert walk(lake, home, looks=["light"]) == []


@pytest.mark.slow
@pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium")
def test_in_a_browser_a_row_leads_to_its_words(home):
    with browser() as page:
        page.open(f"{home}/money")
        words = page.value("document.querySelector('#money_largest ~ .wide td a').textContent")
        page.click("#money_largest ~ .wide td a")
        marked = page.value("document.querySelector(':target').textContent")
        assert marked
        assert words.startswith(marked)
        page.open(f"{home}/quotes")
        page.click("#quoted_most ~ .wide td a")
        assert "/entities/" in page.value("location.pathname")


@pytest.mark.slow
@pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium")
def test_a_page_that_travels_opens_from_a_file_and_asks_for_nothing(lake, tmp_path):
    file = tmp_path / "article.html"
    command = [sys.executable, "-m", "flows.cli", "show", article_of(lake, "Ferry sinks"), "--lake", str(lake)]
    subprocess.run([*command, "--html", str(file)], check=True)
    with browser() as page:
        page.open(file.as_uri())
        assert page.value("document.querySelector('.numeric.fact').textContent") == "Three people"
        assert page.complaints == []
        assert [place for place in page.requests if not place.startswith(("file:", "data:"))] == []
