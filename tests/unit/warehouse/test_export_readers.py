"""Exports are opened by what analysts open them with: DuckDB, Polars, pandas, pyarrow and spreadsheets."""

from datetime import date, datetime

import duckdb
import openpyxl
import pandas as pd
import polars as pl
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq
import pytest

from warehouse.export import export

# Rows of these are asked for below: lists, days, moments, offsets, long texts, truth and numbers are in them.
TABLES = ["articles", "money", "people", "numeric_facts", "runs"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("readers")


@pytest.fixture(scope="module", params=["parquet", "csv", "csv-spreadsheet", "xlsx", "duckdb"])
def exported(request, sample_lake, folder):
    """An export in each format with its manifest."""
    place = folder / request.param
    return request.param, place, export(sample_lake, place, TABLES, request.param)["tables"]


# How each program opens a file of each format, to a data frame of Polars.
READERS = {
    "parquet": {
        "duckdb": lambda path: duckdb.connect().read_parquet(str(path)).pl(),
        "polars": pl.read_parquet,
        "pandas": lambda path: pl.from_pandas(pd.read_parquet(path)),
        "pyarrow": lambda path: pl.DataFrame(pl.from_arrow(pq.read_table(path))),
    },
    "csv": {
        "duckdb": lambda path: duckdb.connect().read_csv(str(path)).pl(),
        "polars": lambda path: pl.read_csv(path, infer_schema_length=None),
        "pandas": lambda path: pl.from_pandas(pd.read_csv(path)),
        "pyarrow": lambda path: pl.DataFrame(
            pl.from_arrow(pa_csv.read_csv(path, parse_options=pa_csv.ParseOptions(newlines_in_values=True)))
        ),
    },
    "csv-spreadsheet": {
        "pandas": lambda path: pl.from_pandas(pd.read_csv(path, encoding="utf-8-sig")),
        "polars": lambda path: pl.read_csv(path, infer_schema_length=None),
    },
    "xlsx": {
        "openpyxl": lambda path: of_rows(openpyxl.load_workbook(path, read_only=True)[path.stem].values),
        "pandas": lambda path: pl.from_pandas(pd.read_excel(path, sheet_name=path.stem)),
    },
    "duckdb": {},
}


def of_rows(rows):
    head, *rest = rows
    return pl.DataFrame({name: [row[place] for row in rest] for place, name in enumerate(head)}, strict=False)


def test_every_program_finds_the_rows(exported):
    file_format, place, tables = exported
    for name, entry in tables.items():
        for program, read in READERS[file_format].items():
            assert read(place / entry["file"]).height == entry["rows"] > 0, (program, name)


def test_every_program_finds_the_same_amounts_and_words(exported, sample_lake):
    file_format, place, tables = exported
    wanted = sample_lake.reader().sql("SELECT article_id, start_char, value, text FROM money").pl()
    for program, read in READERS[file_format].items():
        found = read(place / tables["money"]["file"]).select(wanted.columns).cast(wanted.schema)
        assert found.sort(found.columns).equals(wanted.sort(wanted.columns)), program


def test_a_workbook_has_days_moments_and_lists_that_can_be_read(folder, sample_lake):
    export(sample_lake, folder / "book", ["money", "runs"], "xlsx")
    money = of_rows(openpyxl.load_workbook(folder / "book/money.xlsx")["money"].values)
    assert min(money["published_on"]) == datetime(2026, 3, 2)
    assert "; " in max(filter(None, money["entity_ids"]), key=len)
    runs = of_rows(openpyxl.load_workbook(folder / "book/runs.xlsx")["runs"].values)
    [(started,)] = sample_lake.reader().execute("SELECT started_at FROM runs").fetchall()
    assert abs(runs["started_at"].item() - started.replace(tzinfo=None)).total_seconds() < 0.01


def test_a_duckdb_file_has_tables_rows_and_meanings(folder, sample_lake):
    tables = export(sample_lake, folder / "db", TABLES, "duckdb")["tables"]
    with duckdb.connect(folder / "db/dateline.duckdb", read_only=True) as taken:
        counts = {name: taken.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in TABLES}
        assert counts == {name: entry["rows"] for name, entry in tables.items()}
        assert taken.execute("SELECT min(published_on) FROM money").fetchone() == (date(2026, 3, 2),)
        bare = "SELECT count(*) FROM duckdb_columns() WHERE comment IS NULL AND NOT internal"
        assert taken.execute(bare).fetchone() == (0,)
        assert taken.execute("SELECT count(*) FROM duckdb_tables() WHERE comment IS NULL").fetchone() == (0,)
