"""Whatever bytes a file has, its reader gives records or rejects with a reason that is known, and nothing else."""

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flows.defects import DEFECT
from flows.sources import FORMATS, Slice, batches, read
from flows.sources.formats.mail import _FROM
from tests.conftest import ROOT, SLOW_SHARE
from tests.unit.flows.sources.pages.test_reading import page
from tests.unit.flows.sources.test_feeds import item, rss
from tests.unit.flows.sources.test_mail import mail, mbox
from tests.unit.flows.sources.test_news_xml import g2, nitf
from tests.unit.flows.sources.test_warc import record, response
from warehouse.reasons import REASONS

pytestmark = pytest.mark.slow

# A share of 0.2 is what .ci/run takes of them.
EXAMPLES = max(5, int(100 * SLOW_SHARE))
MOST_MB = 512
ENDINGS = {"newsxml": ".xml", "feed": ".rss", "mail": ".eml", "jsonl": ".jsonl", "text": ".txt"}
SEEDS = {
    "html": [page().encode(), page("<article><h1>A</h1><p>B<sup>2</sup><time>x</time></article>" * 3).encode()],
    "feed": [rss(item(), item(number=2)).encode()],
    "newsxml": [nitf().encode(), g2("<inlineData>Text.</inlineData>").encode()],
    "sitemap": [b"<urlset><url><loc>https://post.example/1</loc></url></urlset>"],
    "mail": [mail(), mbox(mail(), mail())],
    "warc": [record(response()) + record(b"text", kind="conversion")],
    "json": [b'[{"id": 1, "text": "<p>Body&nbsp;1</p>", "published": "2026-03"}]'],
    "jsonl": [b'{"id": 1, "text": "Body", "published": "2026-03-11"}\n{"id": 2}\n'],
    "csv": [b'id,text,date\n1,"Body, 1",25/03/2026\n2,Body,03/04/2026\n'],
    "text": [b" date 2026-03-11 A\n\nBody.\n\n date 2026-03-12 B\n\nBody."],
    "parquet": [b"PAR1\x15\x04\x15\x00PAR1"],
    "arrow": [b"ARROW1\x00\x00\xff\xff\xff\xff"],
    "gdelt": [b"410412347\t20260311\t202603\t2026\t2026.1918\tNOR"],
    "wire": [b"\x16\x16\x01a0123\r\n\x02 Text \x03"],
}
PIECES = [
    b"\x00", b"\xff\xfe", b"\x80", b"<", b">", b"&", b"&#x110000;", b"]]>", b"<!--", b"-->", b"<![CDATA[",
    b'"', b"'", b"{", b"}", b"[" * 300, b"\\ud800", b"\r", b"\n\n", b"\r\n\r\n", b"WARC/1.0\r\n",
    b"Content-Length: 99999999999\r\n", b"HTTP/1.1 200 OK\r\n", b"Transfer-Encoding: chunked\r\n",
    b"<script type='application/ld+json'>{", b"<article>", b"</article>", b"<time datetime='", b"2026-13-45",
    b"99999999999999999999", b"0001-01-01", b"<div>" * 200, b"<svg>", b"charset=utf-7", b"=?utf-8?b?////?=",
    b"<!DOCTYPE a [<!ENTITY b 'c'>]>", b"\xf0\x9f\x98\x80", b"\xed\xa0\x80", "\u202e\u0000".encode(),
    b"date 2026-03-11 A\n\n",
]  # fmt: skip


def mutated(seeds):
    """Good files with pieces put in, cut out and repeated, and bytes of any kind."""
    edits = st.lists(st.tuples(st.integers(0, 4000), st.integers(0, 60), st.sampled_from(PIECES)), max_size=6)

    def apply(seed, several):
        for place, length, piece in several:
            at = place % (len(seed) + 1)
            seed = seed[:at] + piece + seed[at + length :]
        return seed

    return st.one_of(st.builds(apply, st.sampled_from(seeds), edits), st.binary(max_size=300))


def test_every_format_is_tried():
    assert set(SEEDS) == set(FORMATS)
    assert _FROM


@pytest.mark.parametrize("name", sorted(SEEDS))
def test_a_reader_gives_records_or_reasons_whatever_the_bytes(name, tmp_path):
    read_any(name, tmp_path, EXAMPLES)


def test_readers_hold_little_memory_whatever_the_bytes(tmp_path):
    words = [sys.executable, "-m", "tests.unit.flows.sources.test_fuzz", str(tmp_path)]
    child = subprocess.run(words, check=True, capture_output=True, text=True, cwd=ROOT)
    assert int(child.stdout) < MOST_MB


def read_any(name, folder, examples):
    """Read examples of one format, and hold what comes out to what a reader may give."""

    @settings(max_examples=examples, suppress_health_check=list(HealthCheck), derandomize=True, database=None)
    @given(content=mutated(SEEDS[name]), size=st.sampled_from([64, 2**20]))
    def run(content, size):
        path = folder / f"a{ENDINGS.get(name, f'.{name}')}"
        path.write_bytes(content)
        for batch in batches([Slice(str(path), name, 0, len(content))], size):
            for _, frame in read(batch):
                reasons = set(frame["reason"].drop_nulls())
                assert DEFECT not in reasons, frame.filter(reason=DEFECT)["detail"].to_list()
                assert reasons <= set(REASONS)
                assert frame.filter(frame["reason"].is_not_null())["detail"].null_count() == 0
                assert frame["identity"].null_count() == 0
                drafts = FORMATS[name].drafts(frame)
                assert set(drafts["reason"].drop_nulls()) <= set(REASONS)

    run()


def main():
    """Read examples of every format in one process, and print how many MB it held at most."""
    for name in sorted(SEEDS):
        read_any(name, Path(sys.argv[1]), max(5, EXAMPLES // 4))
    status = Path("/proc/self/status").read_text(encoding="ascii")
    print(int(status.partition("VmHWM:")[2].split()[0]) // 1024)


if __name__ == "__main__":
    main()
