"""The marts: their rows, which are tested as data, and their columns, which warehouse/marts.py declares.

A case is a folder MART/CASE: input/TABLE.csv (columns left out are null) and expected.csv (columns to compare). What
facts say of their article and sentence (is_current, entity_ids, counts) is worked out from them, as in an older lake.
"""

from pathlib import Path

import duckdb
import pytest

from tests.builders import ingest
from warehouse.copies.backfill import COPIES, REPEATS
from warehouse.ddl import create_table, duckdb_type, meaning
from warehouse.lake import Lake
from warehouse.layout import filled_columns, rewritten_by_month
from warehouse.marts import MARTS
from warehouse.sql_files import in_building_order, sql_objects
from warehouse.tables import FACT_TABLES, TABLES

HERE = Path(__file__).parent
CASES = sorted(path.parent for path in HERE.glob("*/*/expected.csv"))


@pytest.fixture(scope="module")
def empty():
    """All tables and marts, without rows."""
    connection = duckdb.connect()
    for name in TABLES:
        connection.execute(create_table(name)[0].replace(" NOT NULL", ""))
    for mart in in_building_order(sql_objects("marts")):
        connection.execute(f"CREATE VIEW {mart.name} AS {mart.sql}")
    return connection


@pytest.fixture
def marts(empty):
    """All tables and marts; the rows a test puts in are gone after it."""
    empty.execute("BEGIN")
    yield empty
    empty.execute("ROLLBACK")


def put_in_context(connection):
    """Give the facts their context by the statements that upgrade an older lake."""
    names = ("articles", "sentences", *FACT_TABLES)
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE {COPIES} AS SELECT article_id, revision, "
        "coalesce(copy_group, article_id) AS copy_group, similarity, is_current, coalesce(is_copy, false) AS is_copy "
        "FROM articles"
    )
    connection.execute(f"CREATE OR REPLACE TEMP TABLE {REPEATS} AS FROM sentences")
    for name in names:
        if name != "articles":  # a fact has the day of its article, whether its file says so or not
            connection.execute(
                f"UPDATE {name} SET published_on = a.published_on FROM articles AS a "
                f"WHERE (a.article_id, a.revision) = ({name}.article_id, {name}.revision)"
            )
        drop = ", ".join(filled_columns(name))
        connection.execute(f"CREATE OR REPLACE TEMP TABLE {name}_before AS SELECT * EXCLUDE ({drop}) FROM {name}")
    filled = {name: rewritten_by_month(connection, name, ()) for name in names}
    for name in names:
        parts = [connection.execute(select).to_arrow_table() for select in filled[name]]
        connection.execute(f"CREATE OR REPLACE TEMP TABLE {name}_filled AS FROM {name} LIMIT 0")
        for part in parts:
            connection.register("part_in", part)
            connection.execute(f"INSERT INTO {name}_filled BY NAME FROM part_in")
            connection.unregister("part_in")
        connection.execute(f"DELETE FROM {name}")
        connection.execute(f"INSERT INTO {name} FROM {name}_filled")


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.parent.name}-{case.name}")
def test_gives_the_expected_rows(marts, case):
    for rows in sorted((case / "input").glob("*.csv")):
        marts.execute(f"INSERT INTO {rows.stem} BY NAME SELECT * FROM read_csv('{rows}', all_varchar = true)")
    put_in_context(marts)
    marts.execute(f"CREATE TABLE expected AS FROM read_csv('{case / 'expected.csv'}', all_varchar = true)")
    columns = ", ".join(row[0] for row in marts.execute("DESCRIBE expected").fetchall())
    text = f"SELECT COLUMNS(*)::VARCHAR FROM (SELECT {columns} FROM {{}}) ORDER BY ALL"
    given = marts.execute(text.format(case.parent.name)).fetchall()
    assert given == marts.execute(text.format("expected")).fetchall()


def test_every_mart_has_several_cases():
    for mart in sql_objects("marts"):
        cases = [case.name for case in CASES if case.parent.name == mart]
        assert len(cases) > 1, (
            f"tests/sql/{mart} needs named cases: {mart}/CASE/expected.csv and {mart}/CASE/input/*.csv"
        )
        assert "no_day" in cases, f"tests/sql/{mart} needs a case no_day, with an article whose published_on is null"


def test_no_file_of_a_case_is_forgotten():
    stray = [path for path in HERE.rglob("*.csv") if not any(path.is_relative_to(case) for case in CASES)]
    assert not stray


@pytest.mark.parametrize("mart", sql_objects("marts"))
def test_has_the_declared_columns_and_types_in_their_order(empty, mart):
    assert mart in MARTS, f"declare the columns of {mart} in warehouse/marts.py"
    found = [(row[0], row[1]) for row in empty.execute(f"DESCRIBE {mart}").fetchall()]
    assert found == [(name, duckdb_type(column.dtype)) for name, column in MARTS[mart].columns().items()]


def test_only_marts_are_declared():
    assert set(MARTS) == set(sql_objects("marts"))


@pytest.mark.parametrize("mart", MARTS)
def test_every_column_says_what_it_holds(mart):
    assert all(len(meaning(column)) > 3 for column in MARTS[mart].columns().values())


@pytest.fixture(scope="module")
def lake(tmp_path_factory, request):
    """The sample articles, and one of them without a day."""
    folder = tmp_path_factory.mktemp("marts")
    (folder / "undated.jsonl").write_text(
        '{"id": 1, "title": "Norway pays", "text": "Norway paid Poland $5 million (4.6 million euros) on May 3, 2024. '
        "In two years 40 ships, 12 percent of them new, sailed for Anna Berg of Oslo; 3 sailors drowned. "
        'Anna Berg said: \\"Poland has paid for the ships.\\""}\n',
        encoding="utf-8",
    )
    ingest(folder / "lake", request.config.rootpath / "tests/samples/articles", folder / "undated.jsonl")
    return Lake(folder / "lake").reader()


@pytest.mark.parametrize("mart", MARTS)
def test_rows_of_real_articles_keep_the_contract(lake, mart):
    rows = lake.execute(f"SELECT * FROM {mart}").pl()
    good, failures = MARTS[mart].filter(rows, cast=True)
    assert failures.counts() == {}
    assert good.height == rows.height > 0


# The column of each mart that holds a day of publication a row; the others gather days or have none.
DAY = {
    name: "day" if name.startswith("quotes") else "published_on"
    for name, mart in MARTS.items()
    if name.startswith("quotes") or "published_on" in mart.column_names()
}


@pytest.mark.parametrize("mart", DAY)
def test_an_article_without_a_day_is_in_every_mart_of_days(lake, mart):
    [(rows,)] = lake.execute(f"SELECT count(*) FROM {mart} WHERE {DAY[mart]} IS NULL").fetchall()
    assert rows > 0


def test_views_carry_their_meaning(lake):
    found = lake.execute("SELECT view_name, comment FROM duckdb_views() WHERE database_name = 'lake'").fetchall()
    assert dict(found) == {name: mart.about for name, mart in sql_objects("marts").items()}
