"""Tests of SQL are data: MART/input/TABLE.csv (columns left out are null), MART/expected.csv (columns to compare)."""

from pathlib import Path

import duckdb
import pytest

from warehouse.ddl import create_table
from warehouse.objects import in_building_order, sql_objects
from warehouse.tables import TABLES

FOLDERS = sorted(path.parent for path in Path(__file__).parent.glob("*/expected.csv"))


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_gives_the_expected_rows(folder):
    connection = duckdb.connect()
    for name in TABLES:
        connection.execute(create_table(name)[0].replace(" NOT NULL", ""))
        rows = folder / "input" / f"{name}.csv"
        if rows.is_file():
            connection.execute(f"INSERT INTO {name} BY NAME SELECT * FROM read_csv('{rows}', all_varchar = true)")
    for mart in in_building_order(sql_objects("marts")):
        connection.execute(f"CREATE VIEW {mart.name} AS {mart.sql}")
    connection.execute(f"CREATE TABLE expected AS FROM read_csv('{folder / 'expected.csv'}', all_varchar = true)")
    columns = ", ".join(row[0] for row in connection.execute("DESCRIBE expected").fetchall())
    text = f"SELECT COLUMNS(*)::VARCHAR FROM (SELECT {columns} FROM {{}}) ORDER BY ALL"
    assert (
        connection.execute(text.format(folder.name)).fetchall()
        == connection.execute(text.format("expected")).fetchall()
    )


def test_every_mart_has_data():
    assert {folder.name for folder in FOLDERS} == set(sql_objects("marts"))
