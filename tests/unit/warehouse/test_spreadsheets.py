"""Workbooks and CSV for spreadsheets: nothing becomes a formula or a link, and nothing is lost without a word."""

import csv
import math
from datetime import datetime

import duckdb
import openpyxl
import pytest

from warehouse import spreadsheets
from warehouse.errors import DatelineError
from warehouse.spreadsheets import csv_columns, cut_cells, write_xlsx


@pytest.fixture
def connection():
    with duckdb.connect() as opened:
        opened.execute("SET TimeZone = 'UTC'")
        yield opened


def cell(connection, tmp_path, value):
    """The first cell below the head of a workbook that holds a value of SQL."""
    write_xlsx(connection.sql(f"SELECT {value} AS v"), tmp_path / "a.xlsx", "rows")
    return openpyxl.load_workbook(tmp_path / "a.xlsx")["rows"]["A2"]


# A value of SQL with what a spreadsheet finds in its cell.
CELLS = {
    "true": True,
    "7::TINYINT": 7,
    "-12": -12,
    "1.5::DOUBLE": 1.5,
    "'inf'::DOUBLE": "inf",
    "'nan'::DOUBLE": "nan",
    "12.50::DECIMAL(10, 2)": 12.5,
    "1234567890123456789.25::DECIMAL(38, 2)": "1234567890123456789.25",
    "999999999999999": 999999999999999,
    "9007199254740993": "9007199254740993",
    "170141183460469231731::HUGEINT": "170141183460469231731",
    "DATE '2026-03-02'": datetime(2026, 3, 2),
    "DATE '1900-01-01'": datetime(1900, 1, 1),
    "DATE '1899-12-31'": "1899-12-31",
    "DATE '0044-03-15 (BC)'": "0044-03-15 (BC)",
    "'infinity'::DATE": "infinity",
    "TIMESTAMP '2026-03-02 10:11:12'": datetime(2026, 3, 2, 10, 11, 12),
    "TIMESTAMPTZ '2026-03-02 10:11:12+02'": datetime(2026, 3, 2, 8, 11, 12),
    "TIMESTAMPTZ '1812-03-02 10:11:12+00'": "1812-03-02 10:11:12",
    "'-infinity'::TIMESTAMP": "-infinity",
    "TIME '10:11:12'": "10:11:12",
    "INTERVAL 3 DAY": "3 days",
    "['a', 'b']": "a; b",
    "[1, 2]": "[1, 2]",
    "{'a': 1}": "{'a': 1}",
    "'ab\\x00'::BLOB": "ab\\x00",
    "'plain'": "plain",
    "'=1+1'": "=1+1",
    "'{=1+1}'": "{=1+1}",
    "'https://example.org/a'": "https://example.org/a",
    "'12'": "12",
    "'2026-03-02'": "2026-03-02",
    "'a' || chr(10) || 'b'": "a\nb",
    "' a '": " a ",
    "'<b>&amp;\"'": '<b>&amp;"',
    "chr(128512)": "\N{GRINNING FACE}",
    "NULL": None,
    "NULL::VARCHAR[]": None,
    "NULL::DATE": None,
}


@pytest.mark.parametrize("value", CELLS)
def test_a_cell_holds_the_value(connection, tmp_path, value):
    found = cell(connection, tmp_path, value)
    assert (found.value, type(found.value)) == (CELLS[value], type(CELLS[value]))
    assert (found.data_type == "f", found.hyperlink) == (False, None)


def test_characters_that_xml_has_no_place_for_do_not_break_the_workbook(connection, tmp_path):
    # openpyxl gives the escapes of the format as they are.
    assert cell(connection, tmp_path, "'a' || chr(11) || chr(65534)").value.lower() == "a_x000b__xfffe_"


@pytest.mark.parametrize(
    ("text", "whole", "kept"),
    [
        ("repeat('a', 32767)", True, 32767),
        ("repeat('a', 32768)", False, 32761),
        ("repeat(chr(128512), 16383)", True, 16383),
        ("repeat(chr(128512), 16384)", False, 16380),
    ],
)
def test_a_text_too_long_for_a_cell_is_cut_marked_and_counted(connection, tmp_path, text, whole, kept):
    rows, cut = write_xlsx(connection.sql(f"SELECT {text} AS v, 'x' AS w"), tmp_path / "a.xlsx", "rows")
    found = openpyxl.load_workbook(tmp_path / "a.xlsx")["rows"]["A2"].value
    assert (rows, cut) == (1, 0 if whole else 1)
    assert len(found.removesuffix(" [cut]")) == kept
    assert found.endswith(" [cut]") != whole


def test_the_same_rows_are_the_same_bytes(connection, tmp_path):
    rows = connection.sql("SELECT range AS n, 'text ' || range AS t, DATE '2026-03-02' AS d FROM range(100)")
    for name in ("a", "b"):
        write_xlsx(rows, tmp_path / name, "rows", {"n": "A number"})
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_a_workbook_says_what_its_columns_mean(connection, tmp_path):
    write_xlsx(connection.sql("SELECT 1 AS n"), tmp_path / "a.xlsx", "rows", {"n": "=A number"})
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert book.sheetnames == ["rows", "columns"]
    assert list(book["columns"].values) == [("column", "meaning"), ("n", "=A number")]


def test_no_rows_and_columns_of_one_name_are_a_workbook_too(connection, tmp_path):
    assert write_xlsx(connection.sql("SELECT 1 AS n, 2 AS n WHERE false"), tmp_path / "a.xlsx", "rows") == (0, 0)
    assert list(openpyxl.load_workbook(tmp_path / "a.xlsx")["rows"].values) == [("n", "n")]


def test_more_rows_than_a_sheet_holds_are_refused(connection, tmp_path, monkeypatch):
    monkeypatch.setattr(spreadsheets, "MOST_ROWS", 5)
    assert write_xlsx(connection.sql("SELECT * FROM range(5)"), tmp_path / "a.xlsx", "rows") == (5, 0)
    with pytest.raises(DatelineError, match="more than the 5 rows"):
        write_xlsx(connection.sql("SELECT * FROM range(6)"), tmp_path / "b.xlsx", "rows")


# A value of SQL with what stands in the CSV for spreadsheets.
FIELDS = {
    "'=1+1'": "'=1+1",
    "'+1'": "'+1",
    "'-1'": "'-1",
    "'@SUM(1)'": "'@SUM(1)",
    "chr(9) || '=1'": "'\t=1",
    "chr(65309) || '1+1'": "'\uff1d1+1",
    "'a=1'": "a=1",
    "'a' || chr(10) || '=1'": "a\n=1",
    "-1": "-1",
    "-1.5::DOUBLE": "-1.5",
    "['=1', 'b']": "'=1; b",
    "[]::VARCHAR[]": "",
    "TIMESTAMPTZ '2026-03-02 10:11:12+02'": "2026-03-02 08:11:12",
    "TIMESTAMPTZ '1812-03-02 10:11:12+00'": "1812-03-02 10:11:12",
    "DATE '2026-03-02'": "2026-03-02",
    "true": "true",
    "NULL": "",
}


@pytest.mark.parametrize("value", FIELDS)
def test_csv_holds_nothing_that_a_program_takes_for_a_formula(connection, tmp_path, value):
    rows = f"SELECT {value} AS v, 1 AS one"
    columns = csv_columns(connection.sql(rows))
    connection.execute(f"COPY (SELECT {columns} FROM ({rows})) TO '{tmp_path / 'a.csv'}' (FORMAT csv, HEADER)")
    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file)) == [["v", "one"], [FIELDS[value], "1"]]
    assert (tmp_path / "a.csv").read_bytes().startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("text", ["repeat('=', 40000)", "repeat('a', 32768)", "repeat(chr(128512), 20000)"])
def test_a_text_too_long_for_a_cell_is_cut_in_csv_too(connection, text):
    rows = connection.sql(f"SELECT {text} AS v, 'x' AS w")
    [(found, other)] = rows.project(csv_columns(rows)).fetchall()
    assert len(found.encode("utf-16-le")) // 2 <= 32767
    assert math.isclose(len(found.encode("utf-16-le")) // 2, 32767, abs_tol=20)
    assert (found.endswith(" [cut]"), other, cut_cells(rows)) == (True, "x", 1)
