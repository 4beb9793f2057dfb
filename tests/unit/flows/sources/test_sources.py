import json

import polars as pl
import pytest

from flows.sources import Options, Slice, batches, discover, read
from flows.sources.formats import jsonl
from flows.sources.json_objects import parse_objects
from tests.builders import write_article
from warehouse.errors import DatelineError


def names(slices):
    return [part.path.rsplit("/", 1)[1] for part in slices]


@pytest.fixture
def inbox(tmp_path):
    for name in ("b.txt", "a.txt", ".hidden.txt", "notes.pdf", "sub/c.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        write_article((tmp_path / name).parent, name.rsplit("/", 1)[-1], "Body.")
    (tmp_path / "lines.jsonl").write_text('{"id": 1, "text": "Body."}\n')
    return tmp_path


def test_a_folder_gives_its_articles_below_in_order(inbox):
    assert names(discover([str(inbox)])) == ["a.txt", "b.txt", "lines.jsonl", "c.txt"]


def test_a_pattern_and_a_file_name_the_same_file_once(inbox):
    assert names(discover([str(inbox / "*.txt"), str(inbox / "a.txt")])) == ["a.txt", "b.txt"]


def test_a_file_that_is_named_is_read_whatever_its_ending(inbox):
    assert [part.format for part in discover([str(inbox / "notes.pdf")])] == ["text"]


def test_nothing_at_a_path_is_an_error_with_its_name(inbox):
    with pytest.raises(DatelineError, match=r"nothing at .*/nope"):
        discover([str(inbox / "nope")])


def test_an_unknown_format_lists_the_known_ones(inbox):
    with pytest.raises(DatelineError, match=r"no format docx\. There are: auto, .*jsonl"):
        discover([str(inbox)], "docx")


def test_a_batch_has_no_more_than_so_many_files_however_small_they_are():
    parts = [Slice(f"/{number}.txt", "sitemap", 0, 1) for number in range(100_001)]
    assert [len(batch) for batch in batches(parts, 2**26)] == [50_000, 50_000, 1]


def test_batches_are_bounded(inbox):
    parts = [Slice(f"/{number}.txt", "sitemap", 0, 40) for number in range(10)]
    assert [len(batch) for batch in batches(parts, 100)] == [2, 2, 2, 2, 2]


def line_file(tmp_path, count):
    path = tmp_path / "many.jsonl"
    path.write_text("".join(json.dumps({"id": number, "text": f"Body {number}."}) + "\n" for number in range(count)))
    return path


def test_a_file_of_lines_is_cut_at_line_ends_and_keeps_its_line_numbers(tmp_path, monkeypatch):
    monkeypatch.setattr(jsonl, "_READ_BYTES", 64)
    path = line_file(tmp_path, 50)
    cuts = list(batches(discover([str(path)]), 200))
    assert len(cuts) > 3
    rows = pl.concat(frame for batch in cuts for _, frame in read(batch))
    assert rows["body"].to_list() == [f"Body {number}." for number in range(50)]
    assert rows["source_locator"].to_list() == [f"line {number}" for number in range(1, 51)]


def test_a_line_that_is_longer_than_a_batch_stays_whole(tmp_path, monkeypatch):
    monkeypatch.setattr(jsonl, "_READ_BYTES", 64)
    path = tmp_path / "long.jsonl"
    path.write_text("".join(json.dumps({"id": number, "text": "rain " * 200}) + "\n" for number in range(3)))
    cuts = list(batches(discover([str(path)]), 200))
    assert len(cuts) == 3
    assert [row for batch in cuts for _, frame in read(batch) for row in frame["source_locator"]] == [
        "line 1",
        "line 2",
        "line 3",
    ]


def test_a_line_without_end_does_not_fill_the_memory(tmp_path, monkeypatch):
    monkeypatch.setattr(jsonl, "_READ_BYTES", 64)
    monkeypatch.setattr(jsonl, "MAX_RECORD_BYTES", 400)
    path = tmp_path / "endless.jsonl"
    path.write_text("x" * 10_000)
    assert max(part.bytes for batch in batches(discover([str(path)]), 200) for part in batch) < 2_000


def parsed(*lines):
    return parse_objects(pl.Series(lines, dtype=pl.Binary)).to_dicts()


def test_reads_the_parts_of_a_line():
    row = parsed(b'{"id": "x1", "published": "2025-03-15", "title": "T \\"q\\"", "text": "B\\u00e9", "url": null}')[0]
    assert (row["id"], row["id_json"], row["published"]) == ("x1", '"x1"', "2025-03-15")
    assert (row["title"], row["body"], row["url"], row["reason"]) == ('T "q"', "Bé", None, None)


@pytest.mark.parametrize("line", [b"nope", b"[1]", b'"text"', b"{", b'{"text": 5}', b'{"text": {"a": 1}}', b"\x00"])
def test_a_bad_line_carries_its_reason(line):
    assert parsed(line, b'{"text": "ok"}')[0]["reason"] == "not_json"
    assert parsed(line, b'{"text": "ok"}')[1]["reason"] is None


def test_a_line_that_is_not_utf_8_carries_its_reason():
    rows = parsed(b'{"text": "caf\xe9"}', b'{"text": "ok"}')
    assert [row["reason"] for row in rows] == ["not_text", None]


def test_the_identity_is_the_address_or_the_id_in_its_source(tmp_path):
    path = tmp_path / "wire.jsonl"
    lines = [{"url": "https://example.org/a#top", "text": "B"}, {"id": 7, "text": "B"}, {"text": "B"}]
    path.write_text("\n".join(json.dumps(line) for line in lines))
    [(_, frame)] = read(discover([str(path)]))
    assert frame["identity"].to_list() == ["https://example.org/a", "wire 7", f"{path.as_uri()} line 3"]


def test_a_byte_order_mark_and_blank_lines_are_no_records(tmp_path):
    path = tmp_path / "wire.jsonl"
    path.write_bytes(b'\xef\xbb\xbf{"text": "B"}\r\n\r\n\n{"text": "C"}')
    [(_, frame)] = read(discover([str(path)]))
    assert frame["body"].to_list() == ["B", "C"]


@pytest.mark.parametrize(("size", "reason"), [(40, None), (41, "too_large")])
def test_a_record_may_be_as_large_as_the_bound(tmp_path, size, reason):
    from flows.sources.formats import text

    path = tmp_path / "a.txt"
    path.write_bytes(b"x" * size)
    (row,) = text.read([Slice(str(path), "text", 0, size)], Options(max_bytes=40)).to_dicts()
    assert (row["reason"], row["record"] is None) == (reason, reason is not None)
