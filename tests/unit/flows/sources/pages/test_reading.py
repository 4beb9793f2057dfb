"""Pages of all kinds: which articles are in them, with which words and which day."""

import json
from datetime import date

import pytest

from flows.sources.pages.reading import Page, read_page

LINES = (
    "The crossing between the two towns will cost 12 euros from June, the company said on Monday morning.",
    "The council had asked for a lower fare, and will meet again in the first week of April to talk of it.",
)
TEXT = "".join(f"<p>{line}</p>" for line in LINES)
LONG = TEXT + "".join(
    f"<p>{line.replace('The', 'Then the')} And so it went on for some more of it.</p>" for line in LINES
)


def page(body=TEXT, head="", lang="en", title="Ferry talks"):
    return f'<!doctype html><html lang="{lang}"><head><title>{title}</title>{head}</head><body>{body}</body></html>'


def read(content, url=None, **about):
    data = content if isinstance(content, bytes) else content.encode()
    return read_page(Page(data, url, **about))


def one(content, url=None, **about):
    [article] = read(content, url, **about)
    assert article.reason is None, article.detail
    return article.fields


def ld(*objects, wrap="{}"):
    text = json.dumps(objects[0] if len(objects) == 1 else list(objects))
    return f'<script type="application/ld+json">{wrap.replace("{}", text)}</script>'


def news(**fields):
    return {"@type": "NewsArticle", "headline": "Ferry talks", "datePublished": "2026-03-11T08:30:00+01:00"} | fields


@pytest.mark.parametrize(
    "head",
    [
        ld(news()),
        ld({"@graph": [{"@type": "WebSite"}, news()]}),
        ld({"@type": "WebPage", "mainEntity": news()}),
        ld({"@type": "Organization", "name": "Post"}, news()),
        ld(news(**{"@type": ["NewsArticle", "CreativeWork"]})),
        ld(news(**{"@type": "https://schema.org/ReportageNewsArticle"})),
        ld(news(), wrap="<!-- {} -->"),
        ld(news(), wrap="//<![CDATA[\n{}\n//]]>"),
        ld(news(), wrap="{};"),
        ld(news()).replace("}</script>", ",}</script>"),
        ld(news(articleBody="one\ntwo")).replace("\\n", "\n"),
        ld(news()).replace('"headline"', '"url" "https://a.example", "headline"'),
        ld({"@type": "BreadcrumbList"}) + ld(news()),
        ld(news(headline="Other talks", datePublished="2026-03-01")) + ld(news()),
    ],
)
def test_the_day_is_that_of_the_article_in_json_ld(head):
    fields = one(page(head=head))
    assert (fields["published"], fields["published_from"]) == ("2026-03-11T08:30:00+01:00", "jsonld")


def test_json_ld_goes_before_meta_and_meta_before_the_page_and_the_address():
    meta = '<meta property="article:published_time" content="2026-03-12">'
    url = "https://post.example/2026/03/14/ferry"
    printed = "<p>Published on <time datetime='2026-03-13'>13 March 2026</time></p>" + TEXT
    assert one(page(printed, ld(news()) + meta), url)["published_from"] == "jsonld"
    assert one(page(printed, meta), url)["published"] == "2026-03-12"
    assert one(page(printed), url)["published"] == "2026-03-13"
    fields = one(page(), url)
    assert (fields["published"], fields["published_from"]) == ("2026-03-14", "url")


def test_the_day_of_the_fetch_is_the_last_resort():
    fields = one(page(), "https://post.example/ferry", fetched="2026-03-15T10:00:00Z")
    assert (fields["published"], fields["published_from"]) == ("2026-03-15T10:00:00Z", "fetch")
    assert "published" not in one(page(), "https://post.example/ferry")


@pytest.mark.parametrize(
    ("url", "lang", "day"),
    [
        ("https://post.co.uk/a", "en", "2026-04-03"),
        ("https://post.com/a", "en-GB", "2026-04-03"),
        ("https://post.com/a", "en-US", "2026-03-04"),
        ("https://news.post.gov/a", "en", "2026-03-04"),
        ("https://post.de/a", "de", "2026-04-03"),
        ("https://post.com.au/a", "en", "2026-04-03"),
        ("https://post.ph/a", "en", "2026-03-04"),
        ("https://post.com/a", "en", None),
        ("https://post.io/a", "en", None),
        ("https://post.ca/a", "en", None),
    ],
)
def test_a_day_in_figures_is_read_as_in_the_outlets_country(url, lang, day):
    fields = one(page(head='<meta name="date" content="03/04/2026">', lang=lang), url)
    assert fields.get("published") == day


@pytest.mark.parametrize(
    ("url", "day"), [("https://post.co.uk/a", "2026-04-03"), ("https://post.us/a", "2026-03-04"), (None, None)]
)
def test_so_is_one_that_the_page_prints(url, day):
    fields = one(page(f"<div class='date'>Published 03/04/2026</div>{TEXT}"), url, latest=date(2026, 12, 31))
    assert fields.get("published") == day


def test_a_day_of_which_only_one_reading_is_there_needs_no_country():
    assert one(page(head='<meta name="date" content="03/24/2026">'))["published"] == "2026-03-24"


def test_candidates_that_disagree_are_noted():
    extra = json.loads(one(page(head=ld(news())), "https://post.example/2019/05/02/ferry")["extra"])
    assert extra["_dateline"]["dates_disagree"] == {"jsonld": "2026-03-11T08:30:00+01:00", "url": "2019-05-02"}
    assert "_dateline" not in json.loads(one(page(head=ld(news())), "https://post.example/2026/03/12/a")["extra"])


def test_the_day_is_that_of_the_pages_own_zone():
    head = ld(news(datePublished="2026-03-10T20:30:00Z"))
    printed = '<p>Posted <time datetime="2026-03-11T09:30:00+13:00">Wednesday</time></p>'
    assert one(page(printed + TEXT, head))["published"] == "2026-03-11T09:30:00+13:00"
    assert one(page(head=head))["published"] == "2026-03-10T20:30:00Z"


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        (
            "It opens on <time datetime='2026-06-01'>1 June</time>, the owners of the ferry said.",
            "opens on 1 June, the",
        ),
        ("<q>We are ready</q>, the owners of the ferry said on Monday.", "“We are ready”, the owners"),
        ("It carried 10<sup>6</sup> people on its four decks last year.", "10^6 people"),
        ("It covers 40 m<sup>2</sup> of the old harbour, the council said.", "40 m² of"),
        ("It was the 11<sup>th</sup> of the boats that were built there.", "the 11th of"),
        ("It was built in Norway.<sup><a href='#n'>[1]</a></sup> It sails from there too.", "Norway. It"),
        ("The CO<sub>2</sub> it gives off has fallen by a third, they said.", "CO2 it"),
        ("The fare rises to <span>12 euros</span><span>Monday</span> at the latest, they said.", "12 euros Monday"),
        ("<span>T</span>he ferry left the harbour before the storm came.", "The ferry left"),
        ("First line of the words<br>Second line of the words that follow", "words\n\nSecond"),
    ],
)
def test_the_words_of_a_page_come_through(markup, words):
    assert words in one(page(f"<article>{TEXT}<p>{markup}</p></article>"))["body"]


def test_block_ends_become_line_ends_and_furniture_is_left_out():
    body = (
        "<nav><a href='/'>Home</a></nav><article><h1>Ferry talks</h1>"
        f"<p class='byline'>By <a rel='author'>Ann Berg</a></p>{TEXT}"
        "<p><a href='/x'>Read more: how the boats were built</a></p><h2>What is next</h2>"
        "<ul><li>A vote in April by the council of the town</li><li>A decision of the ministry in May</li></ul>"
        "<p>Subscribe to our newsletter for more of this.</p></article><footer><p>Copyright 2026 Post</p></footer>"
    )
    fields = one(page(body))
    assert fields["body"].split("\n\n") == [
        *LINES, "What is next", "- A vote in April by the council of the town", "- A decision of the ministry in May",
    ]  # fmt: skip
    assert (fields["title"], fields["byline"]) == ("Ferry talks", "Ann Berg")


def test_several_articles_of_a_page_are_several_with_their_own_days():
    parts = "".join(
        f"<article><h2><a href='/{n}'>Talk {n}</a></h2><time datetime='2026-03-0{n}'>{n} March</time>"
        f"{LONG.replace('euros', f'euros {n}')}</article>"
        for n in (1, 2, 3)
    )
    found = read(page(parts, head=ld(news(headline="Talk 2", datePublished="2026-02-02"))), "https://post.example/desk")
    assert [(each.fields["title"], each.fields["published"], each.fields["url"]) for each in found] == [
        ("Talk 1", "2026-03-01", "https://post.example/1"),
        ("Talk 2", "2026-02-02", "https://post.example/2"),
        ("Talk 3", "2026-03-03", "https://post.example/3"),
    ]
    assert all(each.reason is None for each in found)
    assert ["euros 1" in each.fields["body"] for each in found] == [True, False, False]


def test_a_page_of_teasers_is_none():
    teasers = "".join(f"<article><h3>Talk {n}</h3><time datetime='2026-03-0{n}'></time></article>" for n in (1, 2, 3))
    [found] = read(page(teasers))
    assert found.reason == "index_page"


def test_teasers_and_comments_beside_an_article_are_no_part_of_it():
    cards = "".join(f"<article class='card'><h3>Other {n}</h3><p>A word on it.</p></article>" for n in (1, 2, 3))
    comments = f"<div class='comments'><article>{TEXT.replace('Monday', 'Never')}</article></div>"
    fields = one(page(f"<article><h1>Ferry talks</h1>{LONG}</article>{cards}{comments}"))
    assert "Other" not in fields["body"]
    assert "Never" not in fields["body"]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "no_body"),
        (b"<html></html>", "no_body"),
        (b"<html><body></body></html>", "no_body"),
        (page("<div>Loading</div>"), "no_body"),
        (page("<p>Subscribe to read this article in full today</p>"), "no_body"),
        (b"\x00\x01\x02\x03" * 40, "no_body"),
    ],
)
def test_a_page_without_a_text_says_so(content, reason):
    [found] = read(content)
    assert found.reason == reason


def test_the_text_of_json_ld_stands_in_where_the_page_has_none():
    fields = one(
        page("<div>Please log in</div>", ld(news(articleBody=f"<p>{LINES[0]}</p>", isAccessibleForFree=False)))
    )
    assert fields["body"] == LINES[0]
    assert json.loads(fields["extra"]) == {"type": "NewsArticle", "paywall": True, "_dateline": {"text_from": "jsonld"}}


@pytest.mark.parametrize(
    ("charset", "declared", "transport"),
    [
        ("utf-8", "latin-1", None),
        ("cp1252", "iso-8859-1", None),
        ("cp1251", None, "windows-1251"),
        ("utf-16", None, None),
    ],
)
def test_the_character_set_that_proves_itself_or_is_declared_counts(charset, declared, transport):
    word = "Łódź" if charset.startswith("utf") else "Москва" if charset == "cp1251" else "Orléans"
    meta = f'<meta charset="{declared}">' if declared else ""
    content = page(f"<p>{LINES[0]} {word}.</p>", meta).encode(charset)
    assert one(content, charset=transport)["body"].endswith(f"{word}.")


def test_the_address_is_the_canonical_one_but_for_the_front_page():
    link = '<link rel="canonical" href="{}">'
    assert (
        one(page(head=link.format("/ferry")), "https://www.post.example/ferry?x=1")["url"]
        == "https://www.post.example/ferry"
    )
    assert one(page(head=link.format("https://post.example/")), "https://post.example/ferry")["url"].endswith("/ferry")
    assert one(page(head=link.format("javascript:alert(1)")))["url"] is None
    assert one(page(), "https://www.post.example/ferry")["source"] == "post.example"
