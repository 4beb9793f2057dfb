import json
from datetime import UTC, date, datetime

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.sources import Options, batches, discover, read
from flows.sources.csv_days import day_orders
from flows.sources.formats import csv
from flows.sources.json_objects import parse_objects

FRAME = pl.DataFrame(
    {
        "id": [1, 2],
        "headline": ["Ferry talks", "Harbour dues"],
        "text": ['The "fare"\nis 12 euros.', "Two; three, four."],
        "date": [date(2026, 3, 11), None],
        "words": [1.5, None],
    }
)


def rows(path, size=2**20, **options):
    frames = [frame for batch in batches(discover([str(path)]), size) for _, frame in read(batch, Options(**options))]
    return [row for frame in frames for row in frame.to_dicts()]


def write(path):
    if path.suffix == ".parquet":
        FRAME.write_parquet(path)
    elif path.suffix == ".arrow":
        FRAME.write_ipc(path)
    else:
        FRAME.write_csv(path, separator={".csv": ",", ".tsv": "\t"}[path.suffix])


@pytest.mark.parametrize("name", ["a.csv", "a.tsv", "a.parquet", "a.arrow"])
def test_a_row_is_an_article(tmp_path, name):
    write(tmp_path / name)
    first, second = rows(tmp_path / name)
    assert (first["title"], first["body"], first["published"]) == ("Ferry talks", FRAME["text"][0], "2026-03-11")
    assert (second["body"], second["published"], second["source_locator"]) == ("Two; three, four.", None, "row 2")
    assert (first["source_id"], first["identity"]) == ("1", "a 1")
    assert float(json.loads(first["extra"])["words"]) == 1.5


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(tmp_path, separator):
    FRAME.write_csv(tmp_path / "a.csv", separator=separator)
    assert [row["title"] for row in rows(tmp_path / "a.csv")] == ["Ferry talks", "Harbour dues"]


def test_moments_of_tables_keep_their_zone(tmp_path):
    moments = pl.Series([datetime(2026, 3, 11, 23, 30, tzinfo=UTC)]).dt.convert_time_zone("Asia/Tokyo")
    pl.DataFrame({"text": ["B"], "published": moments, "updated": [datetime(2026, 3, 11, 1)]}).write_parquet(
        tmp_path / "a.parquet"
    )
    [row] = rows(tmp_path / "a.parquet")
    assert row["published"] == "2026-03-11T23:30:00Z"
    assert row["modified_at"] == "2026-03-11T01:00:00"


@pytest.mark.parametrize(
    ("name", "content", "reasons"),
    [
        ("a.csv", b"text,id\na,1\nb\nc,3,4\n\nd,4", [None, None, "ragged_row", "ragged_row"]),
        ("a.csv", b"x,y\na,1\n", ["no_body"]),
        ("a.csv", b"", ["no_body"]),
        ("a.csv", b"text\n", []),
        ("a.csv", b'text\n"abc\n', [None]),
        ("a.csv", b"text\ncaf\xe9\n", [None]),
        ("a.csv", b"\xef\xbb\xbftext\r\na\r\n", [None]),
        ("a.csv", b"text,text\na\x00b,c\n", [None]),
        ("a.csv", b"\x00\xff\xfe\n\n", ["no_body"]),
        ("a.parquet", b"PAR1xxxx", ["broken_table"]),
        ("a.parquet", b"", ["broken_table"]),
        ("a.arrow", b"ARROW1xxxxxxxxxxxxxxxxxx", ["broken_table"]),
    ],
)
def test_a_bad_table_carries_its_reason(tmp_path, name, content, reasons):
    (tmp_path / name).write_bytes(content)
    assert [row["reason"] for row in rows(tmp_path / name)] == reasons


def test_a_table_without_a_text_lists_its_columns_and_can_be_mapped(tmp_path):
    pl.DataFrame({"words": ["B"], "n": [1]}).write_parquet(tmp_path / "a.parquet")
    [row] = rows(tmp_path / "a.parquet")
    assert "looks like a text: words, n; name it with --map body=COLUMN" in row["detail"]
    [row] = rows(tmp_path / "a.parquet", mapping={"body": "words"})
    assert (row["body"], row["reason"]) == ("B", None)


def test_large_tables_are_read_in_stretches(tmp_path, monkeypatch):
    monkeypatch.setattr(csv, "_READ_BYTES", 64)
    bodies = [f"Body,\n{number}." for number in range(100)]
    frame = pl.DataFrame({"id": range(100), "text": bodies})
    frame.write_csv(tmp_path / "a.csv")
    frame.write_parquet(tmp_path / "a.parquet", row_group_size=10)
    for name in ("a.csv", "a.parquet"):
        found = rows(tmp_path / name, size=300)
        assert [row["body"] for row in found] == bodies
        assert found[-1]["source_locator"] == "row 100"
        assert len(list(batches(discover([str(tmp_path / name)]), 300))) > 3


def test_a_quote_without_end_does_not_fill_the_memory(tmp_path, monkeypatch):
    monkeypatch.setattr(csv, "_READ_BYTES", 1000)
    monkeypatch.setattr(csv, "MAX_RECORD_BYTES", 2000)
    (tmp_path / "a.csv").write_text('text\n"' + "x\n" * 50_000)
    assert max(end - start for start, end, _ in csv.cut(str(tmp_path / "a.csv"), 1000)) < 8_000


@pytest.mark.parametrize(
    ("days", "published"),
    [
        (["03/04/2026", "25/03/2026"], ["2026-04-03", "2026-03-25"]),
        (["03/04/2026 08:30", "03/25/2026 09:00"], ["2026-03-04 08:30", "2026-03-25 09:00"]),
        (["3.4.2026", "5.6.2026"], ["2026-04-03", "2026-06-05"]),
        (["03-04-2026", "25-03-2026"], ["2026-04-03", "2026-03-25"]),
        (["03/04/2026", "05/06/2026"], ["03/04/2026", "05/06/2026"]),
        (["25/03/2026", "03/25/2026"], ["25/03/2026", "03/25/2026"]),
        (["2026-03-11", "11 Mar 2026"], ["2026-03-11", "11 Mar 2026"]),
    ],
)
def test_the_order_of_days_in_figures_is_found_on_a_sample_and_is_one_for_all(tmp_path, days, published):
    pl.DataFrame({"text": ["One.", "Two."], "date": days}).write_csv(tmp_path / "a.csv")
    assert [row["published"] for row in rows(tmp_path / "a.csv")] == published


def test_what_the_sample_tells_is_said(tmp_path):
    pl.DataFrame({"text": ["B"], "date": ["25/03/2026"], "updated": ["03/04/2026"]}).write_csv(tmp_path / "a.csv")
    first, second = csv.day_notes(str(tmp_path / "a.csv"), {})
    assert first.endswith("a.csv: the days in date are read as day, month, year")
    assert "updated may be day or month first" in second
    assert csv.day_notes(str(tmp_path / "none.csv"), {}) == []
    assert day_orders(["text", "when"], [["B", "25/03/2026"]], {"published": "when"}) == {"when": "day"}


@pytest.mark.parametrize("name", ["a.csv", "a.parquet", "a.arrow"])
def test_folders_named_by_columns_give_those_columns(tmp_path, name):
    folder = tmp_path / "date=2026-03-11" / "desk=Oslo%20west" / "x=__HIVE_DEFAULT_PARTITION__"
    folder.mkdir(parents=True)
    frame = pl.DataFrame({"text": ["B"]})
    {"a.csv": frame.write_csv, "a.parquet": frame.write_parquet, "a.arrow": frame.write_ipc}[name](folder / name)
    [row] = rows(folder / name)
    assert (row["published"], json.loads(row["extra"])) == ("2026-03-11", {"desk": "Oslo west"})


SIGNS = st.sampled_from(["a", "1", "é", " ", ",", '"', '""', "\n", "\r\n", "\r", ",,", '","', '"\n"'])


@given(st.lists(SIGNS, max_size=30).map("".join), st.integers(1, 3))
def test_rows_read_at_once_are_those_of_python_s_csv(text, width):
    names = ["text", "id", "url"][:width]
    table = csv._whole_rows(text.encode(), ",", names)
    if table is not None:
        assert [[field or "" for field in row] for row in table.rows()] == list(csv._rows(text.encode(), ","))


FIELDS = st.sampled_from(["a", "", "é", ' "q", ', "two\nlines", "\r\n", "x;y", "12"])


@given(st.lists(st.tuples(FIELDS, FIELDS, FIELDS), min_size=1, max_size=5))
def test_written_tables_are_read_at_once(records):
    frame = pl.DataFrame(records, schema=["text", "id", "url"], orient="row")
    content = frame.write_csv(include_header=False, quote_style="always").encode()
    assert csv._whole_rows(content, ",", frame.columns).fill_null("").equals(frame)


@pytest.mark.parametrize(
    "content", ["a,b\n\nc,d\n", "a\nb,c\n", 'a,b"c\n', 'a,"b"c\n', 'a, "b"\n', "a,b\rc,d\n", 'a,"b\n', "a,b,c\n"]
)
def test_rows_that_may_be_read_in_two_ways_are_left_to_csv(content):
    assert csv._whole_rows(content.encode(), ",", ["text", "id"]) is None


CELLS = st.one_of(st.none(), st.sampled_from(["", "a", "é \u0001", '"<b>', "2026-03-11", "https://a.example/b"]))
ROWS = st.tuples(CELLS, CELLS, CELLS, CELLS, st.one_of(st.none(), st.integers(-5, 10**18)))


@given(st.lists(ROWS, min_size=1, max_size=4), st.sampled_from(["id", "published", "text", "url", "mine"]))
def test_columns_give_what_their_objects_give(records, numbered):
    names = [name for name in ("id", "published", "text", "title", "mine", "url") if name != numbered][:4]
    frame = pl.DataFrame(records, schema={**dict.fromkeys(names, pl.String), numbered: pl.Int64}, orient="row")
    objects = frame.select(pl.struct(pl.all()).struct.json_encode()).to_series().cast(pl.Binary)
    lines = pl.select(pl.when(pl.Series([number != 1 for number in range(frame.height)])).then(objects)).to_series()
    assert parse_objects(lines, table=frame).drop("id_json").equals(parse_objects(lines).drop("id_json"))
