"""Every type of DuckDB comes out in every format."""

import csv
import io
import json

import duckdb
import openpyxl
import polars as pl
import pyarrow.parquet as pq
import pytest

from flows import output

# A value of each type, and how it reads in CSV and in JSON.
TYPES = {
    "true": ("true", True),
    "1::TINYINT": ("1", 1),
    "-2::SMALLINT": ("-2", -2),
    "3::INTEGER": ("3", 3),
    "9007199254740993::BIGINT": ("9007199254740993", 9007199254740993),
    "170141183460469231731::HUGEINT": ("170141183460469231731", 170141183460469231731),
    "4::UTINYINT": ("4", 4),
    "5::USMALLINT": ("5", 5),
    "6::UINTEGER": ("6", 6),
    "7::UBIGINT": ("7", 7),
    "340282366920938463463::UHUGEINT": ("340282366920938463463", 340282366920938463463),
    "sum(8)": ("8", 8),
    "1.5::FLOAT": ("1.5", 1.5),
    "2.5::DOUBLE": ("2.5", 2.5),
    "'nan'::DOUBLE": ("nan", "nan"),
    "'-inf'::DOUBLE": ("-inf", "-inf"),
    "1.50::DECIMAL(10, 2)": ("1.50", 1.5),
    "'two; three'": ("two; three", "two; three"),
    "DATE '2026-03-02'": ("2026-03-02", "2026-03-02"),
    "'infinity'::DATE": ("infinity", "infinity"),
    "TIME '10:11:12'": ("10:11:12", "10:11:12"),
    "TIMETZ '10:11:12+02'": ("10:11:12+02", "10:11:12+02"),
    "TIMESTAMP '2026-03-02 10:11:12'": ("2026-03-02 10:11:12", "2026-03-02 10:11:12"),
    "TIMESTAMPTZ '2026-03-02 10:11:12+00'": ("2026-03-02 10:11:12+00", "2026-03-02 10:11:12+00"),
    "'-infinity'::TIMESTAMP": ("-infinity", "-infinity"),
    "TIMESTAMP_NS '2026-03-02 10:11:12.123456789'": (
        "2026-03-02 10:11:12.123456789",
        "2026-03-02 10:11:12.123456789",
    ),
    "INTERVAL 3 DAY": ("3 days", "3 days"),
    "'ab\\x00'::BLOB": ("ab\\x00", "ab\\x00"),
    "'101'::BIT": ("101", "101"),
    "'00000000-0000-0000-0000-000000000007'::UUID": (
        "00000000-0000-0000-0000-000000000007",
        "00000000-0000-0000-0000-000000000007",
    ),
    "'b'::ENUM('a', 'b')": ("b", "b"),
    "['x', 'y']": ("x; y", ["x", "y"]),
    "[1, 2]": ("[1, 2]", [1, 2]),
    "[1, 2]::INTEGER[2]": ("[1, 2]", [1, 2]),
    "['inf'::DOUBLE, 1.0]": ("[inf, 1.0]", ["Infinity", 1.0]),
    "{'a': 1, 'b': 'x'}": ("{'a': 1, 'b': x}", {"a": 1, "b": "x"}),
    "MAP {'k': 1}": ("{k=1}", {"k": 1}),
    "union_value(a := 1)": ("1", {"a": 1}),
    "'{\"a\": 1}'::JSON": ('{"a": 1}', {"a": 1}),
    "NULL": ("", None),
    "NULL::DOUBLE": ("", None),
    "NULL::VARCHAR[]": ("", None),
}


def written(tmp_path, sql, output_format):
    connection = duckdb.connect()
    connection.execute("SET TimeZone = 'UTC'")
    output.write_result(connection.sql(sql), output_format, tmp_path / "out")
    return tmp_path / "out"


@pytest.mark.parametrize("value", TYPES)
def test_csv(tmp_path, value):
    text = written(tmp_path, f"SELECT {value} AS v, 1 AS one", "csv").read_text()
    assert list(csv.reader(io.StringIO(text))) == [["v", "one"], [TYPES[value][0], "1"]]


@pytest.mark.parametrize("value", TYPES)
def test_json(tmp_path, value):
    def refuse(word):
        raise ValueError(f"{word} is no JSON")

    text = written(tmp_path, f"SELECT {value} AS v", "json").read_text()
    assert json.loads(text, parse_constant=refuse) == [{"v": TYPES[value][1]}]


@pytest.mark.parametrize("value", TYPES)
def test_parquet_is_read_by_duckdb_pyarrow_and_polars(tmp_path, value):
    file = written(tmp_path, f"SELECT {value} AS v", "parquet")
    [(text, is_null)] = (
        duckdb.connect().execute("SELECT v::VARCHAR, v IS NULL FROM read_parquet(?)", [str(file)]).fetchall()
    )
    assert is_null == (TYPES[value][1] is None)
    said = TYPES[value][0].replace("; ", ", ") if value.startswith("[") else TYPES[value][0]
    assert is_null or text.strip("[]") == said.strip("[]")
    assert pq.read_table(file).num_rows == 1
    assert pl.read_parquet(file).height == 1


@pytest.mark.parametrize("value", TYPES)
def test_xlsx(tmp_path, value):
    file = written(tmp_path, f"SELECT {value} AS v, 1 AS one", "xlsx")
    [head, row] = openpyxl.load_workbook(io.BytesIO(file.read_bytes()))["query"].values
    assert (head, row[1]) == (("v", "one"), 1)
    assert (row[0] is None) == (TYPES[value][1] is None)


@pytest.mark.parametrize("value", TYPES)
def test_table(monkeypatch, value):
    rows = []
    monkeypatch.setattr(output.terminal, "result", rows.extend)
    connection = duckdb.connect()
    connection.execute("SET TimeZone = 'UTC'")
    output.write_result(connection.sql(f"SELECT {value} AS v"), "table", None)
    [row] = rows
    assert (row["v"] is None) == (TYPES[value][1] is None)


@pytest.mark.parametrize("output_format", ["csv", "json", "parquet"])
def test_columns_of_one_name_all_come_out(tmp_path, output_format):
    file = written(tmp_path, 'SELECT 1 AS a, 2 AS a, 3 AS "A", 4 AS "q""uote"', output_format)
    read = {"csv": pl.read_csv, "json": pl.read_json, "parquet": pl.read_parquet}[output_format]
    assert read(file).row(0) == (1, 2, 3, 4)
    assert len({name.lower() for name in read(file).columns}) == 4


@pytest.mark.parametrize("output_format", ["csv", "json", "parquet"])
def test_rows_keep_their_order_and_none_is_a_result_too(tmp_path, output_format):
    read = {"csv": pl.read_csv, "json": pl.read_json, "parquet": pl.read_parquet}[output_format]
    file = written(tmp_path, "SELECT range AS n FROM range(120000) ORDER BY n % 7, n DESC", output_format)
    assert read(file)["n"].to_list() == sorted(range(120000), key=lambda n: (n % 7, -n))
    file = written(tmp_path, "SELECT 1 AS a WHERE false", output_format)
    assert file.read_bytes() == b"[]\n" if output_format == "json" else read(file).is_empty()
