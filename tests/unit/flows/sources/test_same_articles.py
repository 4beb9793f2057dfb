"""The sample articles give the same articles in whatever format they come."""

import gzip
import json
import zipfile
from email.message import EmailMessage
from html import escape

import polars as pl
import pytest

from flows.sources import FORMATS, batches, read, survey, unpack
from tests.conftest import SAMPLES
from transforms.articles import articles_of
from warehouse.hashing import with_sha256

FORMS = [
    "jsonl", "json", "news-please", "ninjs", "csv", "tsv", "parquet", "arrow", "jsonl.gz", "zip of text", "one text",
    "html", "warc", "rss", "atom", "json feed", "nitf", "newsml", "eml", "mbox",
]  # fmt: skip
COLUMNS = ["title", "body", "published_on", "language", "words", "published_precision"]


def articles(folder, work):
    found = unpack(survey([str(folder)]), work)
    drafts = []
    for batch in batches(found.slices, 2**20):
        for name, records in read(batch):
            hashed = with_sha256(records, identity_sha256="identity").with_columns(
                run_id=pl.lit("r"), record_sha256=pl.lit(None, pl.String)
            )
            drafts.append(FORMATS[name].drafts(hashed))
    frame = pl.concat(drafts, how="diagonal")
    return articles_of(frame).select(COLUMNS).sort("body"), frame["reason"].drop_nulls().to_list()


def write(form, folder, samples):
    """The samples in another form; `samples` has title, text and published."""
    folder.mkdir()
    rows = samples.to_dicts()
    if form == "jsonl":
        samples.write_ndjson(folder / "a.jsonl")
    elif form == "jsonl.gz":
        (folder / "a.jsonl.gz").write_bytes(gzip.compress("\n".join(map(json.dumps, rows)).encode()))
    elif form == "json":
        (folder / "a.json").write_text(json.dumps(rows, indent=2))
    elif form == "news-please":
        for number, row in enumerate(rows):
            shape = {"maintext": row["text"], "title": row["title"], "date_publish": row["published"], "authors": []}
            (folder / f"{number}.json").write_text(json.dumps(shape))
    elif form == "ninjs":
        shapes = [
            {"uri": f"urn:{n}", "headline": row["title"], "body_text": row["text"], "versioncreated": row["published"]}
            for n, row in enumerate(rows)
        ]
        (folder / "a.json").write_text(json.dumps({"items": shapes}))
    elif form in ("csv", "tsv"):
        samples.write_csv(folder / f"a.{form}", separator="," if form == "csv" else "\t")
    elif form == "parquet":
        samples.with_columns(pl.col("published").str.to_date()).write_parquet(folder / "a.parquet")
    elif form == "arrow":
        samples.write_ipc(folder / "a.arrow")
    elif form == "html":
        for number, row in enumerate(rows):
            (folder / f"{number}.html").write_text(as_page(row))
    elif form == "warc":
        (folder / "a.warc").write_bytes(b"".join(as_record(number, row) for number, row in enumerate(rows)))
    elif form == "one text":
        texts = (f" date {row['published']} {row['title']}\n\n{row['text']}\n\n" for row in rows)
        (folder / "a.txt").write_text("".join(texts))
    elif form in ("rss", "atom"):
        (folder / f"a.{form}").write_text(as_feed(form, rows))
    elif form == "json feed":
        items = [{"id": str(n), "title": r["title"], "content_text": r["text"], "date_published": r["published"]}
                 for n, r in enumerate(rows)]  # fmt: skip
        (folder / "a.json").write_text(json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": items}))
    elif form in ("nitf", "newsml"):
        for number, row in enumerate(rows):
            (folder / f"{number}.xml").write_text((as_nitf if form == "nitf" else as_newsml)(number, row))
    elif form in ("eml", "mbox"):
        mails = [as_mail(row) for row in rows]
        for number, mail in enumerate(mails if form == "eml" else []):
            (folder / f"{number}.eml").write_bytes(mail)
        if form == "mbox":
            line = b"From desk@post.example Wed Mar 11 08:30:00 2026\n"
            (folder / "a.mbox").write_bytes(b"".join(line + mail + b"\n" for mail in mails))
    else:
        with zipfile.ZipFile(folder / "a.zip", "w") as archive:
            for path in sorted(SAMPLES.glob("*.txt")):
                archive.write(path, path.name)


def paragraphs(row):
    return "\n".join(f"<p>{escape(each)}</p>" for each in row["text"].split("\n\n"))


def as_page(row):
    title = escape(row["title"] or "")
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title} | The Post</title>'
        f'<meta property="og:title" content="{title}">'
        f'<meta property="article:published_time" content="{row["published"]}">'
        f'</head><body><nav><a href="/">Home</a><a href="/sport">Sport</a></nav><main><article><h1>{title}</h1>'
        f"<time>{row['published']}</time>{paragraphs(row)}</article></main>"
        "<footer><p>Copyright 2026 The Post</p></footer></body></html>"
    )


def as_record(number, row):
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + as_page(row).encode()
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://post.example/{number}\r\n"
        f"WARC-Date: 2026-04-01T00:00:00Z\r\nContent-Type: application/http\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def as_feed(form, rows):
    if form == "rss":
        items = "".join(
            f"<item><guid>{n}</guid><title>{escape(row['title'] or '')}</title><pubDate>{row['published']}</pubDate>"
            f"<description>{escape(paragraphs(row))}</description></item>"
            for n, row in enumerate(rows)
        )
        return f'<?xml version="1.0"?><rss version="2.0"><channel><title>P</title>{items}</channel></rss>'
    entries = "".join(
        f"<entry><id>{n}</id><title>{escape(row['title'] or '')}</title><published>{row['published']}</published>"
        f'<content type="html">{escape(paragraphs(row))}</content></entry>'
        for n, row in enumerate(rows)
    )
    return f'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>P</title>{entries}</feed>'


def as_nitf(number, row):
    title = f"<hedline><hl1>{escape(row['title'])}</hl1></hedline>" if row["title"] else ""
    return (
        f'<nitf><head><docdata><doc-id id-string="{number}"/><date.issue norm="{row["published"]}"/></docdata></head>'
        f"<body><body.head>{title}</body.head><body.content>{paragraphs(row)}</body.content></body></nitf>"
    )


def as_newsml(number, row):
    title = f"<headline>{escape(row['title'])}</headline>" if row["title"] else ""
    return (
        f'<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="{number}"><itemMeta>'
        f"<firstCreated>{row['published']}</firstCreated></itemMeta><contentMeta>{title}</contentMeta><contentSet>"
        f"<inlineXML><html><body>{paragraphs(row)}</body></html></inlineXML></contentSet></newsItem>"
    )


def as_mail(row):
    message = EmailMessage()
    if row["title"]:
        message["Subject"] = row["title"]
    message.set_content(paragraphs(row), subtype="html", cte="base64")
    return f"Date: {row['published']}\n".encode() + message.as_bytes()


@pytest.fixture(scope="module")
def expected(tmp_path_factory):
    return articles(SAMPLES, tmp_path_factory.mktemp("work"))


def test_the_samples_themselves(expected):
    assert expected[0].height == 26
    assert sorted(expected[1]) == ["empty_body", "impossible_date", "no_header"]


@pytest.mark.parametrize("form", FORMS)
def test_gives_the_same_articles(form, expected, tmp_path):
    samples = expected[0].select("title", text="body", published=pl.col("published_on").dt.to_string("%Y-%m-%d"))
    write(form, tmp_path / "in", samples)
    found, reasons = articles(tmp_path / "in", tmp_path / "work")
    assert found.equals(expected[0])
    assert sorted(reasons) == (sorted(expected[1]) if form == "zip of text" else [])


# The broken samples, as records: a day that is none, and a title without a text. What has no header has no day in other
# formats, which is no fault.
BROKEN = pl.DataFrame(
    {
        "title": ["Ferry fares rise", "Quay to close"],
        "text": ["The ferry will cost 12 euros from June.", ""],
        "published": ["2026-02-30", "2026-03-11"],
    }
)


# A page, or a mail, without a text has no field for one that is empty. Of several places for a day, in a page, one that
# holds none is passed over. A column of days in a table holds days.
BROKEN_REASONS = (
    dict.fromkeys(FORMS, ("empty_body", "impossible_date"))
    | dict.fromkeys(["rss", "atom", "nitf", "newsml", "eml", "mbox"], ("impossible_date", "no_body"))
    | dict.fromkeys(["html", "warc"], ("no_body",))
    | {"parquet": ("empty_body",)}
)


@pytest.mark.parametrize("form", [form for form in FORMS if form != "zip of text"])
def test_gives_the_broken_ones_the_same_reasons(form, tmp_path):
    samples = BROKEN.with_columns(published=pl.lit("2026-03-11")) if form == "parquet" else BROKEN
    write(form, tmp_path / "in", samples)
    found, reasons = articles(tmp_path / "in", tmp_path / "work")
    assert sorted(reasons) == list(BROKEN_REASONS[form])
    assert found.height + len(reasons) == 2
    assert (found["body"] == BROKEN["text"][0]).all()


def test_a_day_that_is_none_gives_a_page_no_day(tmp_path):
    write("html", tmp_path / "in", BROKEN)
    found, _ = articles(tmp_path / "in", tmp_path / "work")
    assert found["published_on"].to_list() == [None]
