"""News XML; and the two kinds of files that are not read but say what to do."""

import json

import pytest

from flows.sources import discover, read

TEXT = "<p>The ferry will cost 12&nbsp;euros.</p><p>It opens in <em>June</em>.</p>"
BODY = "The ferry will cost 12 euros.\n\nIt opens in June."


def rows(tmp_path, content, name="a.xml", form="newsxml"):
    (tmp_path / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    [(found, frame)] = read(discover([str(tmp_path / name)]))
    assert found == form
    return frame.to_dicts()


def nitf(content=TEXT, head='<docdata><doc-id id-string="urn:7"/><date.issue norm="20260311T083000Z"/></docdata>'):
    return (
        '<?xml version="1.0"?><!DOCTYPE nitf SYSTEM "nitf-3-4.dtd">'
        f"<nitf><head><title>Page</title>{head}</head><body><body.head><hedline><hl1>Ferry talks</hl1></hedline>"
        "<byline>By <person>Ann Berg</person></byline><dateline><location>Oslo</location></dateline></body.head>"
        f"<body.content>{content}</body.content></body></nitf>"
    )


def g2(content, meta="", status="stat:usable", guid="urn:1"):
    return (
        f'<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="{guid}" version="2" xml:lang="en">'
        f"<itemMeta><provider><name>Wire</name></provider><versionCreated>2026-03-11T09:30:00+01:00</versionCreated>"
        f'<firstCreated>2026-03-11T08:30:00+01:00</firstCreated><pubStatus qcode="{status}"/></itemMeta>'
        f"<contentMeta><headline>Ferry talks</headline><by>Ann Berg</by><dateline>Oslo</dateline>{meta}"
        f"<subject><name>Harbours</name></subject></contentMeta><contentSet>{content}</contentSet></newsItem>"
    )


def test_a_story_in_nitf_is_an_article(tmp_path):
    [row] = rows(tmp_path, nitf())
    assert row["reason"] is None
    assert (row["title"], row["body"], row["byline"]) == ("Ferry talks", BODY, "Ann Berg")
    assert (row["published"], row["source_id"]) == ("20260311T083000Z", "urn:7")
    assert json.loads(row["extra"]) == {"dateline": "Oslo"}


@pytest.mark.parametrize(
    "content",
    [
        f'<inlineXML contenttype="application/nitf+xml">{nitf().partition(".dtd")[2][2:]}</inlineXML>'.replace(
            "&nbsp;", " "
        ),
        f'<inlineXML><html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body>{TEXT}</body></html></inlineXML>',
        f"<inlineData>{BODY}</inlineData>",
    ],
)
def test_an_item_of_newsml_g2_is_an_article_whatever_its_text_is_in(tmp_path, content):
    [row] = rows(tmp_path, g2(content))
    assert row["reason"] is None
    assert (row["title"], row["body"], row["byline"], row["source"]) == ("Ferry talks", BODY, "Ann Berg", "Wire")
    assert (row["published"], row["modified_at"]) == ("2026-03-11T08:30:00+01:00", "2026-03-11T09:30:00+01:00")
    assert (row["source_id"], row["language"], row["section"]) == ("urn:1", "en", "Harbours")


def test_a_message_of_several_items_is_several_articles(tmp_path):
    items = "".join(g2(f"<inlineData>Text {n} of the message.</inlineData>", guid=f"urn:{n}") for n in (1, 2))
    package = '<packageItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:p"/>'
    found = rows(tmp_path, f"<newsMessage><itemSet>{items}{package}</itemSet></newsMessage>")
    assert [(row["source_id"], row["source_locator"], row["reason"]) for row in found] == [
        ("urn:1", "item 1", None), ("urn:2", "item 2", None), ("urn:p", "item 3", "no_body"),
    ]  # fmt: skip
    assert len({row["record"] for row in found}) == 3


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (g2("<remoteContent href='a.jpg'/>"), "no_body"),
        (g2("<inlineData>Text.</inlineData>", status="stat:canceled"), "withdrawn"),
        (nitf(""), "no_body"),
        ("<article><p>Text</p></article>", "unknown_xml"),
        ("<nitf><p>Text", "broken_xml"),
        ("", "broken_xml"),
        ("<nitf>" + "<p>" * 5000 + "</p>" * 5000 + "</nitf>", "broken_xml"),
        ('<!DOCTYPE nitf [<!ENTITY a "aa">]><nitf>&a;</nitf>', "unsafe_xml"),
        ('<!DOCTYPE nitf [<!ENTITY a SYSTEM "file:///etc/hostname">]><nitf>&a;</nitf>', "unsafe_xml"),
        ('<!DOCTYPE nitf [<!ENTITY % a SYSTEM "http://127.0.0.1:9/a">%a;]><nitf/>', "unsafe_xml"),
        ('<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;">]><x>&c;</x>', "unsafe_xml"),
    ],
)
def test_what_is_no_article_says_so(tmp_path, content, reason):
    [row] = rows(tmp_path, content)
    assert row["reason"] == reason


@pytest.mark.parametrize("encoding", ["utf-8", "iso-8859-1", "utf-16"])
def test_the_declared_encoding_counts(tmp_path, encoding):
    content = f'<?xml version="1.0" encoding="{encoding}"?>' + nitf("<p>Orléans pays 12 euros.</p>").partition("?>")[2]
    [row] = rows(tmp_path, content.encode(encoding))
    assert row["body"] == "Orléans pays 12 euros."


@pytest.mark.parametrize(
    ("row", "named"),
    [
        ("410412347\t20260311\t202603\t2026\t2026.1918\tNOR\tOSLO", "events"),
        ("410412347\t20260311083000\t20260311083000\t1\tpost.example", "mentions"),
        ("20260311083000-12\t20260311083000\t1\tpost.example\thttps://post.example/1", "knowledge graph"),
    ],
)
def test_a_table_of_gdelt_says_what_to_do(tmp_path, row, named):
    [found] = rows(tmp_path, f"{row}\n{row}\n", "20260311.export.CSV", "gdelt")
    assert found["reason"] == "no_body"
    assert named in found["detail"]
    assert "fetch the pages" in found["detail"]


@pytest.mark.parametrize("name", ["a.txt", "b.anpa"])
def test_agency_wire_says_what_to_ask_for(tmp_path, name):
    [found] = rows(
        tmp_path,
        b"\x16\x16\x01a0123 4 i 120 ^Ferry^\r\n\x02  OSLO (Wire) - The ferry.\r\n\x03 11-03-26\x04",
        name,
        "wire",
    )
    assert found["reason"] == "unsupported"
    assert "NewsML-G2, NITF or ninjs" in found["detail"]
