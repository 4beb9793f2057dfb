"""No promise without a producer: every column, and every value of an enum column, of every table is given by something.

The lake is made of the sample articles, of records that fail in each way, and of short articles for what those lack.
"""

import gzip
import json
import signal
from contextlib import closing
from datetime import UTC, date, datetime

import polars as pl
import pytest

from flows import ingest as extracting
from flows.entities import apply_to_lake
from flows.night import Asked
from flows.run import begin_run
from flows.sources import format as formats
from flows.sources.pages import pool
from flows.sources.pages.reading import Article
from flows.stopping import Stopped, stoppable
from tests.builders import ingest
from tests.conftest import SAMPLES
from warehouse import overrides
from warehouse.forgetting import forget
from warehouse.lake import Lake
from warehouse.tables import TABLES

# One short article for each thing that the samples do not say.
SENTENCES = (
    "Post-1989 Oslo and pre-2008 Bergen grew; by the end of 2024 the port will open.",
    "About a week, nearly a month, more than a year, at least two days, at most three weeks, less than an hour passed.",
    "The second millennium ended; early in the 19th century and in the 1980s ships came at 10:30:15 and at 9 a.m.",
    "In mid-March, last weekend, next week, in the second half of 2024, the winter of 1994 and Q3 2025 it rained.",
    "He was 35 years old, the water 12 degrees Celsius warm, and Oslo won 3-2 against Bergen.",
    "Costs rose from $3 million to $4 million, between 5 and 6 percent, to dozens of cases, over $7 million, up to 8%.",
    "A blast killed 12 people and wounded 30; 4 are missing, 9 were arrested, 20 villagers rescued, 300 displaced.",
    "It cost $5 million; it was fined $6 million, made a profit of $7 million and a loss of $8 million, raised "
    "$9 million in funding and got $3 million in aid.",
    "The U.S. spent 12 USD, 5 US dollars, €6, 7 pounds and 9 dinars; a third of the 27th fleet sailed 12 km.",
    "Mr. Scholz met Angela Merkel, the German chancellor, in Berlin; the UN and the White House agreed with Scholz.",
    "Lord Halvorsen came with a spokesman for the company.",
    '"We are ready," Jonas Berg said on Monday. The fee is $3 a share, or 2.80 euros, within three weeks.',
)
STORY = (
    "The mill was founded in 1871. In March 1872 it burned. On 4 May 1873 it opened again. In 1880 it had "
    "ninety workers. In June it closed. In September 1881 it was sold. On 3 October the flood came."
)
FIRST = {
    "id": 1,
    "published": "2026-03-11T04:30:00Z",
    "modified_at": "2026-03-11T06:00:00Z",
    "title": "Harbour fees",
    "text": " ".join(SENTENCES),
    "url": "https://example.com/harbour",
    "source": "desk",
    "byline": "Jonas Berg",
    "language": "en",
    "section": "business",
    "wire_code": "NO-17",
}
TWICE = "Oslo says the same words on one day in two papers."
RECORDS = (
    FIRST,
    {"id": 2, "published": "2026-03-12", "text": TWICE, "source": "desk"},
    {"id": 3, "published": "2026-03-12", "text": TWICE, "source": "other"},
    {"id": 4, "published": "2026-02-30", "text": "No such day.", "source": "desk"},
    {"id": 6, "text": "LERBY, July 3, 1998 - The ferry sank on Wednesday.", "source": "desk"},
    {"id": 10, "published": "2026-03-12", "text": "HOLM, May 9, 1997 - The bridge fell on Monday.", "source": "desk"},
    {"id": 7, "text": "Nobody says when.", "source": "desk"},
    {"id": 8, "published": "2026-03-12", "text": STORY, "source": "desk"},
    {"id": 9, "published": "2026-03-12", "text": "A poisonous article.", "source": "desk"},
)
# A day after the last exchange rate.
AHEAD = {"id": 5, "published": "2030-03-12", "text": "It cost 5 pesos, 6 Danish kroner, 7 kuna.", "source": "desk"}
LATER = FIRST | {"modified_at": "2026-03-12T06:00:00Z", "text": "The harbour fees are off, Jonas Berg said."}
# Two to take down, one by its id and one with its source; and one whose runs do not come to a good end.
RECALLED = (
    {"id": 11, "published": "2026-03-12", "text": "The pier at Holm was never sold.", "source": "desk"},
    {"id": 12, "published": "2026-03-12", "text": "The pier at Lerby was never bought.", "source": "recalled"},
)
UNLUCKY = {"id": 13, "published": "2026-03-12", "text": "Repairs take three weeks.", "source": "desk"}


PARAGRAPH = "<p>The crossing between the two towns will cost 12 euros from June, the company said on Monday.</p>"


def response(body, head="Content-Type: text/html", status="200 OK", length=None):
    block = f"HTTP/1.1 {status}\r\n{head}\r\n\r\n{body}".encode()
    return (
        (
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://post.example/a\r\n"
            "WARC-Date: 2026-03-12T08:00:00Z\r\n"
            f"Content-Type: application/http\r\nContent-Length: {len(block) if length is None else length}\r\n\r\n"
        ).encode()
        + block
        + b"\r\n\r\n"
    )


def write_shapes(folder):
    """A page, a feed or an archive for each place that a day is read from, and a bad one for each reason."""
    folder.mkdir()
    html = f"<html><head>{{}}</head><body>{PARAGRAPH}</body></html>".format
    ld = '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2026-03-11"}</script>'
    link = '<link rel="canonical" href="https://post.example/2026/03/11/{}">'.format
    rss = "<rss><channel><title>P</title><item><title>T</title><description>{}</description>{}</item></channel></rss>"
    day = "<pubDate>Wed, 11 Mar 2026 08:30:00 GMT</pubDate>"
    cards = "<article><h3>T</h3></article>" * 3
    archive = [
        response(f"<html><body>{PARAGRAPH}</body></html>"), response("", "Location: /b", "301 Moved"),
        response("", status="404 Not Found"), response("x", "Content-Type: image/png"), response("x", length=9999),
    ]  # fmt: skip
    contents = {
        "a.html": html(ld), "b.html": html('<meta name="date" content="2026-03-11">'), "c.html": html(link("c")),
        "d.html": html("").replace("<p>", '<p><time datetime="2026-03-11">11 March 2026</time></p><p>'),
        "a.rss": rss.format("It cost 5 euros.", day), "a.warc": b"".join(archive),
        "month.jsonl": '{"id": 1, "published": "2026-03", "text": "It cost $5."}',
        "not_text.html": b"\x81\x00\x8d" * 50, "not_json.jsonl": "no JSON",
        "lone_surrogate.jsonl": '{"text": "\\ud83d"}',
        "no_header.txt": "No header.", "missing_date.txt": " date Title\n\nBody.",
        "impossible_date.txt": " date 2026-02-30 T\n\nB.", "day_out_of_range.txt": " date 2027-02-03 T\n\nBody.",
        "empty_body.txt": " date 2026-03-11 T\n\n", "no_body.html": "<html><body><p>Loading</p></body></html>",
        "index_page.html": f"<html><body>{cards}</body></html>", "ragged_row.csv": "id,text\n1,Body,more\n",
        "broken_table.parquet": b"PAR1 no more", "broken_xml.xml": "<nitf><p>", "unknown_xml.xml": "<book/>",
        "unsafe_xml.xml": '<!DOCTYPE nitf [<!ENTITY a "b">]><nitf>&a;</nitf>', "broken_mail.eml": "no mail",
        "broken_warc.warc": b"WARC/1.0", "broken_container.zip": b"PK\x03\x04",
        "container_too_large.jsonl.gz": gzip.compress(b"\x00" * (80 * 2**20), 9),
        "too_large.txt": b"a" * (17 * 2**20), "unsupported.anpa": b"\x01a0123\r\n\x02 Text \x03",
        "withdrawn.xml": '<newsItem><itemMeta><pubStatus qcode="stat:canceled"/></itemMeta></newsItem>',
        "poison.html": html("").replace("June", "poisonous June"),
    }  # fmt: skip
    for name, content in contents.items():
        (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    (folder / "unreadable.txt").symlink_to(folder / "nowhere")
    return folder


def write(path, *records):
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return path


def take_down(lake):
    """Take down one article by its id, and all of one source."""
    with closing(lake.reader()) as reader:
        [(article_id,)] = reader.execute("SELECT article_id FROM articles WHERE body LIKE '%never sold%'").fetchall()
    said = {"reason": "for the test", "now": datetime(2026, 3, 24, tzinfo=UTC)}
    with lake.writer_lock():
        forget(lake, [article_id], None, **said)
        forget(lake, [], "recalled", **said)


def end_badly(lake, path):
    """Runs that are stopped by a signal, held back by a check, killed, and killed with no writer after them."""
    real = extracting.extract

    def stopped(*args):
        signal.raise_signal(signal.SIGINT)
        return real(*args)

    def broken(*args):
        facts = real(*args)
        return facts | {"numeric_facts": facts["numeric_facts"].with_columns(temporal_start_char=999)}

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(extracting, "extract", stopped)
        with pytest.raises(Stopped), stoppable():
            ingest(lake.path, path)
        patch.setattr(extracting, "extract", broken)
        with stoppable():  # the request to stop counts no more
            ingest(lake.path, path)
    context = Asked((str(path),), str(lake.path), date(2026, 3, 23)).context
    for _ in range(2):  # a killed process leaves the row it began, and the next one finds it
        with lake.writer_lock():
            begin_run(context, datetime.now(UTC), is_night=False)


@pytest.fixture(scope="module")
def lake(tmp_path_factory):
    place = tmp_path_factory.mktemp("producers")
    real = extracting.extract

    def failing(articles, *others):
        if articles["body"].str.contains("poisonous").any():
            raise ValueError("no words for it")
        return real(articles, *others)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(extracting, "extract", failing)
        ingest(place / "lake", SAMPLES, write(place / "wire.jsonl", *RECORDS), write_shapes(place / "shapes"))
        # A page that ends its parser, and a format whose libraries are not there.
        (place / "page.html").write_text(f"<html><body>{PARAGRAPH}</body></html>")
        broken = [[Article({}, "broken_page", "The markup ends its parser")]]
        patch.setattr(pool, "read_pages", lambda pages: broken)
        ingest(place / "lake", place / "page.html")
        (place / "feed.rss").write_text("<rss/>")
        patch.setattr(formats, "find_spec", lambda module: None)
        ingest(place / "lake", place / "feed.rss")
    ingest(place / "lake", write(place / "later.jsonl", LATER, *RECALLED))
    ingest(place / "lake", write(place / "ahead.jsonl", AHEAD), oldest_day=None)
    lake = Lake(place / "lake")
    said = {"reason": "for the test", "reviewed_on": date(2026, 3, 24)}
    with lake.writer_lock():
        overrides.merge(lake.path / overrides.OVERRIDES, "country:DE", "city:berlin-de", **said)
        overrides.block(lake.path / overrides.OVERRIDES, "country:US", **said)
        apply_to_lake(lake)
    take_down(lake)
    end_badly(lake, write(place / "unlucky.jsonl", UNLUCKY))
    return lake


@pytest.mark.slow
def test_every_column_and_every_value_is_given_by_something(lake):
    reader = lake.reader()
    missing = []
    for name, contract in TABLES.items():
        for column, declared in contract.columns().items():
            rows = reader.execute(f"SELECT DISTINCT {column} FROM {name} WHERE {column} IS NOT NULL").fetchall()
            values = {str(row[0]) for row in rows}
            if isinstance(declared.dtype, pl.Enum):
                missing += [f"{name}.{column} {value}" for value in declared.dtype.categories if value not in values]
            elif not values:
                missing.append(f"{name}.{column}")
    assert missing == []
