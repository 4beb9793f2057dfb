import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.sources import Options, batches, discover, json_values, read
from flows.sources.fields import parse_mapping
from flows.sources.formats import json as json_format
from warehouse.errors import DatelineError

NEWS_PLEASE = {
    "authors": ["Ines Bakker", "Tom Reyes"], "date_download": "2026-03-12 01:00:00", "date_modify": None,
    "date_publish": "2026-03-11 08:00:00", "description": "A lead.", "filename": "a.json", "language": "en",
    "maintext": "The ferry costs 12 euros.", "source_domain": "harbour.example", "title": "Ferry talks",
    "title_page": None,
    "url": "https://harbour.example/ferry",
}  # fmt: skip
NINJS = {
    "uri": "urn:wire:7", "type": "text", "versioncreated": "2026-03-11T08:00:00Z", "headline": "Ferry talks",
    "body_text": "The ferry costs 12 euros.", "byline": "Ines Bakker", "subject": [{"name": "transport"}],
}  # fmt: skip
NINJS_2 = {
    "uri": "urn:wire:7", "headlines": [{"role": "main", "value": "Ferry talks"}], "versioncreated": "20260311T080000Z",
    "bodies": [{"role": "main", "contenttype": "text/plain", "value": "The ferry costs 12 euros."}],
}  # fmt: skip
GUARDIAN = {"webTitle": "Ferry talks", "webPublicationDate": "2026-03-11T08:00:00Z", "id": "world/ferry"} | {
    "fields": {"bodyText": "The ferry costs 12 euros.", "wordcount": "5"}
}


def rows(tmp_path, content, name="a.json", **options):
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else json.dumps(content, indent=1).encode())
    return [
        row
        for batch in batches(discover([str(path)]), options.pop("size", 2**20))
        for _, frame in read(batch, Options(**options))
        for row in frame.to_dicts()
    ]


@pytest.mark.parametrize("record", [NEWS_PLEASE, NINJS, NINJS_2, GUARDIAN])
def test_reads_the_shapes_of_others(tmp_path, record):
    [row] = rows(tmp_path, record)
    assert (row["title"], row["body"], row["reason"]) == ("Ferry talks", "The ferry costs 12 euros.", None)
    assert row["published"].startswith(("2026-03-11", "20260311"))


def test_the_rest_of_a_record_is_kept_and_what_was_read_is_not(tmp_path):
    [row] = rows(tmp_path, NEWS_PLEASE)
    assert row["byline"] == "Ines Bakker, Tom Reyes"
    assert json.loads(row["extra"]) == {
        "date_download": "2026-03-12 01:00:00", "date_modify": None, "description": "A lead.", "filename": "a.json",
        "title_page": None,
    }  # fmt: skip
    [row] = rows(tmp_path, GUARDIAN)
    assert json.loads(row["extra"]) == {"fields": {"wordcount": "5"}}
    assert rows(tmp_path, {"text": "B"})[0]["extra"] is None


def test_a_list_an_object_an_answer_and_objects_in_a_row_give_the_same(tmp_path):
    records = [{"id": number, "text": f'Body "{number}" \\ [{{'} for number in range(3)]
    lines = "\n".join(json.dumps(record) for record in records).encode()
    answers = (
        {"status": "ok", "articles": records},
        {"response": {"docs": records}},
        {"version": "1", "items": records},
    )
    found = [rows(tmp_path, content) for content in (records, lines, json.dumps(records).encode(), *answers)]
    assert [[(row["body"], row["source_id"]) for row in each] for each in found] == [
        [(record["text"], str(record["id"])) for record in records]
    ] * len(found)
    assert [row["source_locator"] for row in found[0]] == ["item 1", "item 2", "item 3"]


def test_a_list_is_read_in_stretches(tmp_path, monkeypatch):
    monkeypatch.setattr(json_values, "_CHUNK_BYTES", 64)
    records = [{"id": number, "text": f"Body {number}."} for number in range(50)]
    found = rows(tmp_path, records, size=200)
    assert [row["body"] for row in found] == [record["text"] for record in records]
    assert [row["source_locator"] for row in found] == [f"item {number}" for number in range(1, 51)]
    assert len(json_format.cut(str(tmp_path / "a.json"), 200)) > 5


@pytest.mark.parametrize(
    ("content", "reasons"),
    [
        (b"", []),
        (b"[]", []),
        (b'[{"text": "B"}, {"text": "C"', [None, "not_json"]),
        (b'[{"text": "B"}, 5, "x", {"text": "C"}]', [None, "not_json"]),
        (b"[[[[[[", ["not_json"]),
        (b"[" * 100_000, ["not_json"]),
        (b'{"text": ["B"]}', ["not_json"]),
        (b'{"status": "error"}', [None]),  # no text: empty_body, once it is read
        (b'[{"text": "\\ud83d"}]', ["lone_surrogate"]),
        (b'[{"text": "\xff"}]', ["not_text"]),
        (b"\x00\x01", ["not_json"]),
        (b'{"text": "B", "text": "C"}', [None]),
        (b'{"text": "B", "a": ' + b"[" * 50_000 + b"]" * 50_000 + b"}", [None]),
    ],
)
def test_bad_json_carries_its_reason(tmp_path, content, reasons):
    assert [row["reason"] for row in rows(tmp_path, content)] == reasons


def test_an_object_without_end_does_not_fill_the_memory(tmp_path, monkeypatch):
    monkeypatch.setattr(json_values, "_CHUNK_BYTES", 1000)
    monkeypatch.setattr(json_format, "MAX_RECORD_BYTES", 2000)
    (tmp_path / "a.json").write_text('[{"text": "' + "x" * 100_000)
    assert max(end - start for start, end, _ in json_format.cut(str(tmp_path / "a.json"), 1000)) < 8_000


def test_a_large_object_is_a_reject_and_the_rest_is_read(tmp_path):
    found = rows(tmp_path, [{"text": "x" * 500}, {"text": "B"}], max_bytes=200)
    assert [(row["reason"], row["body"]) for row in found] == [("too_large", None), (None, "B")]


def test_fields_can_be_mapped(tmp_path):
    mapping = parse_mapping(["body=story.words", "title=story.head line"])
    record = {"story": {"words": "B", "head line": "T", "more": 1}, "text": "not this"}
    [row] = rows(tmp_path, record, mapping=mapping)
    assert (row["body"], row["title"], json.loads(row["extra"])) == (
        "B",
        "T",
        {"story": {"more": 1}, "text": "not this"},
    )


@pytest.mark.parametrize(
    "given", ["body", "colour=x", "body=", "body=a'b", 'body=a"b', "body=a[x]", "body=" + "a" * 300]
)
def test_a_mapping_that_is_none_is_an_error(given):
    with pytest.raises(DatelineError, match="Write COLUMN=FIELD"):
        parse_mapping([given])


def test_files_named_by_day_are_one_source(tmp_path):
    found = {
        name: rows(tmp_path, {"id": 7, "text": "B"}, name)[0]["identity"]
        for name in ("wire_2026-03-11.json", "wire-20260312.json", "wire.json")
    }
    assert set(found.values()) == {"wire 7"}
    (tmp_path / "harbour").mkdir()
    assert rows(tmp_path / "harbour", {"id": 7, "text": "B"}, "2026-03-11.json")[0]["identity"] == "harbour 7"


@pytest.mark.parametrize(
    "url",
    [
        "https://harbour.example/ferry", "http://www.Harbour.example/ferry/", "https://harbour.example:443/ferry#top",
        "https://harbour.example/ferry?utm_source=x&utm_medium=y", "HTTPS://HARBOUR.EXAMPLE/ferry?fbclid=1",
    ],
)  # fmt: skip
def test_addresses_of_one_page_are_one_article(tmp_path, url):
    assert rows(tmp_path, {"url": url, "text": "B"})[0]["identity"] == "https://harbour.example/ferry"


def test_addresses_of_other_pages_are_other_articles(tmp_path):
    urls = ["https://h.example/ferry?id=1", "https://h.example/ferry?id=2", "https://h.example/Ferry", "urn:x:1"]
    assert len({rows(tmp_path, {"url": url, "text": "B"})[0]["identity"] for url in urls}) == 4


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda children: st.lists(children, max_size=3) | st.dictionaries(st.text(max_size=5), children, max_size=3),
    max_leaves=10,
)


@given(st.lists(st.dictionaries(st.text(max_size=5), _VALUES, max_size=4), max_size=6), st.integers(1, 40))
def test_the_ends_of_objects_are_found_whatever_they_hold(records, chunk):
    text = json.dumps(records, ensure_ascii=False).encode("utf-8", "surrogatepass")
    before = json_values._CHUNK_BYTES
    json_values._CHUNK_BYTES = chunk
    try:
        ends = [end for _, found in json_values.object_ends(io.BytesIO(text), 1, len(text)) for end in found.tolist()]
    finally:
        json_values._CHUNK_BYTES = before
    starts = [1, *ends]
    assert [json.loads(text[a:b].lstrip(b", ")) for a, b in zip(starts, ends, strict=False)] == records
