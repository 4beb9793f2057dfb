"""Feeds and news sitemaps from files."""

import json

import pytest

from flows.sources import discover, read

HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'
TEXT = "The ferry will cost 12 euros from June."


def rss(*items, link="https://post.example/", extra="", language="en"):
    return (
        f'{HEAD}<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>The Post</title>'
        f"<link>{link}</link><language>{language}</language>{extra}{''.join(items)}</channel></rss>"
    )


def item(days="<pubDate>Wed, 11 Mar 2026 08:30:00 GMT</pubDate>", text=TEXT, number=1, more=""):
    return (
        f"<item><title>Ferry &amp;amp; fares</title><link>https://post.example/{number}</link>"
        f"<guid>urn:{number}</guid>{days}<description>{text}</description>{more}</item>"
    )


def rows(tmp_path, content, name="a.xml", form="feed"):
    (tmp_path / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    [(found, frame)] = read(discover([str(tmp_path / name)]))
    assert found == form
    return frame.to_dicts()


def test_an_item_of_rss_is_an_article(tmp_path):
    more = "<dc:creator>Ann Berg</dc:creator><category>Harbour</category><category>Fares</category>"
    [row] = rows(tmp_path, rss(item(more=more)))
    assert row["reason"] is None
    named = ("title", "body", "url", "byline", "section", "source_id", "source", "language")
    assert {name: row[name] for name in named} == {
        "title": "Ferry & fares", "body": TEXT, "url": "https://post.example/1", "byline": "Ann Berg",
        "section": "Harbour", "source_id": "urn:1", "source": "The Post", "language": "en",
    }  # fmt: skip
    assert (row["published"], row["published_from"]) == ("Wed, 11 Mar 2026 08:30:00 GMT", "feed")
    assert json.loads(row["extra"]) == {"tags": ["Fares"], "_dateline": {"text_from": "summary"}}


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("&lt;p&gt;It rose 5&amp;nbsp;%.&lt;/p&gt;&lt;p&gt;It fell.&lt;/p&gt;", "It rose 5 %.\n\nIt fell."),
        ("<![CDATA[<p>It <b>rose</b>.<br/>It fell.</p><script>x()</script>]]>", "It rose.\nIt fell."),
        ("<![CDATA[<ul><li>One</li><li>Two</li></ul>]]>", "One\n\nTwo"),
        ("<![CDATA[10<sup>6</sup> people on 5 m<sup>2</sup><sup>[1]</sup>]]>", "10^6 people on 5 m²"),
        ("Profit &amp;amp; loss", "Profit & loss"),
        ("5 &lt; 6 and 7 &gt; 6", "5 < 6 and 7 > 6"),
    ],
)
def test_markup_in_a_text_becomes_what_it_shows(tmp_path, markup, text):
    [row] = rows(tmp_path, rss(item(text=markup)))
    assert row["body"] == text


def test_the_full_text_goes_before_the_summary(tmp_path):
    more = "<content:encoded><![CDATA[<p>The whole of the story, with all it has to say.</p>]]></content:encoded>"
    [row] = rows(tmp_path, rss(item(more=more)))
    assert row["body"] == "The whole of the story, with all it has to say."
    assert json.loads(row["extra"]) == {"summary": TEXT}


@pytest.mark.parametrize(
    ("days", "published"),
    [
        ("<dc:date>2026-03-11T08:30:00+01:00</dc:date>", "2026-03-11T08:30:00+01:00"),
        (
            "<pubDate>Wed, 11 Mar 2026 08:30:00 GMT</pubDate><dc:date>2026-03-01</dc:date>",
            "Wed, 11 Mar 2026 08:30:00 GMT",
        ),
        (
            "<pubDate>Thu, 12 Mar 2026 09:00:00 GMT</pubDate><pubDate>Wed, 11 Mar 2026 08:30:00 GMT</pubDate>",
            "Wed, 11 Mar 2026 08:30:00 GMT",
        ),
        ("<pubDate>Wed, 11 Mar 2026 08:30:00 CET</pubDate>", "Wed, 11 Mar 2026 08:30:00 CET"),
        ("<pubDate><![CDATA[Wed, 11 Mar 2026 08:30:00 +0900]]></pubDate>", "Wed, 11 Mar 2026 08:30:00 +0900"),
        ("", None),
    ],
)
def test_the_day_is_the_one_that_is_declared(tmp_path, days, published):
    [row] = rows(tmp_path, rss(item(days)))
    assert row["published"] == published


@pytest.mark.parametrize(
    ("link", "zone", "offset"),
    [
        ("https://post.co.in/", "IST", "+05:30"),
        ("https://post.ie/", "IST", "+01:00"),
        ("https://post.co.uk/", "BST", "+01:00"),
        ("https://post.com.au/", "EST", "+10:00"),
        ("https://post.example/", "IST", "IST"),
    ],
)
def test_a_zone_with_several_names_is_that_of_the_country(tmp_path, link, zone, offset):
    [row] = rows(tmp_path, rss(item(f"<pubDate>Wed, 11 Mar 2026 08:30:00 {zone}</pubDate>"), link=link))
    assert row["published"] == f"Wed, 11 Mar 2026 08:30:00 {offset}"


def test_two_days_far_apart_are_noted(tmp_path):
    days = "<pubDate>Wed, 11 Mar 2026 08:30:00 GMT</pubDate><pubDate>Wed, 18 Mar 2026 08:30:00 GMT</pubDate>"
    [row] = rows(tmp_path, rss(item(days)))
    noted = json.loads(row["extra"])["_dateline"]["dates_disagree"]
    assert noted == {"item 1": "Wed, 11 Mar 2026 08:30:00 GMT", "item 2": "Wed, 18 Mar 2026 08:30:00 GMT"}


def test_an_entry_of_atom_is_an_article(tmp_path):
    entries = (
        "<entry><id>urn:1</id><title>One</title><link href='/1'/><published>2026-03-11T08:30:00Z</published>"
        "<updated>2026-03-12T08:30:00Z</updated><author><name>Ann Berg</name></author>"
        f"<content type='html'>&lt;p&gt;{TEXT}&lt;/p&gt;</content></entry>"
        f"<entry><id>urn:2</id><title>Two</title><updated>2026-03-12T08:30:00Z</updated><summary>{TEXT}</summary></entry>"
    )
    head = f'{HEAD}<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://post.example/"><title>P</title>'
    content = f"{head}{entries}</feed>"
    first, second = rows(tmp_path, content, "a.atom")
    assert (first["published"], first["modified_at"], first["byline"]) == (
        "2026-03-11T08:30:00Z",
        "2026-03-12T08:30:00Z",
        "Ann Berg",
    )
    assert (first["url"], first["body"]) == ("https://post.example/1", TEXT)
    assert (second["published"], second["modified_at"]) == ("2026-03-12T08:30:00Z", None)


def test_an_item_of_rss_one_is_an_article(tmp_path):
    content = (
        f'{HEAD}<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="x"><title>P</title></channel>'
        f"<item rdf:about='a'><title>One</title><link>https://post.example/1</link><description>{TEXT}</description>"
        "<dc:date>2026-03-11T08:30:00+01:00</dc:date></item></rdf:RDF>"
    )
    [row] = rows(tmp_path, content, "a.rdf")
    assert (row["title"], row["body"], row["published"]) == ("One", TEXT, "2026-03-11T08:30:00+01:00")


@pytest.mark.parametrize(
    ("content", "reasons"),
    [
        (rss(item(text=""), item(number=2)), ["no_body", None]),
        (rss(), ["no_body"]),
        ("<rss><channel><item><title>x", ["no_body"]),
        (rss(item(text="&undeclared; fares rose.")), [None]),
        (rss(item()).replace("</rss>", ""), [None]),
        (f'<!DOCTYPE rss [<!ENTITY a "{"b" * 99}">]>{rss(item(text="&a;")).removeprefix(HEAD)}', ["unsafe_xml"]),
    ],
)
def test_a_broken_feed_gives_what_it_holds(tmp_path, content, reasons):
    assert [row["reason"] for row in rows(tmp_path, content, "a.rss")] == reasons


def test_a_json_feed_is_read_as_json(tmp_path):
    entry = {"id": "1", "content_html": f"<p>{TEXT}</p>", "title": "One", "date_published": "2026-03-11T08:30:00Z"}
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "P", "items": [entry]}
    [row] = rows(tmp_path, json.dumps(feed), "feed.json", "json")
    assert (row["title"], row["published"], row["reason"]) == ("One", "2026-03-11T08:30:00Z", None)


def test_a_news_sitemap_gives_the_pages_to_fetch(tmp_path):
    urls = "".join(
        f"<url><loc>https://post.example/{n}</loc><news:news>"
        f"<news:publication><news:name>Post</news:name></news:publication>"
        f"<news:publication_date>2026-03-1{n}</news:publication_date>"
        f"<news:title>Talk {n}</news:title></news:news></url>"
        for n in (1, 2)
    )
    content = (
        f'{HEAD}<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        f'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">{urls}</urlset>'
    )
    found = rows(tmp_path, content, form="sitemap")
    assert [(row["reason"], row["url"], row["title"], row["published"]) for row in found] == [
        ("no_body", "https://post.example/1", "Talk 1", "2026-03-11"),
        ("no_body", "https://post.example/2", "Talk 2", "2026-03-12"),
    ]
    assert "https://post.example/1; fetch the page" in found[0]["detail"]
    [index] = rows(tmp_path, f"{HEAD}<sitemapindex><sitemap><loc>x</loc></sitemap></sitemapindex>", form="sitemap")
    assert index["reason"] == "no_body"
