"""Other people's SQL reads the lake's tables and nothing else, and changes nothing."""

import pytest

from tests.builders import ingest, write_article
from warehouse.errors import DatelineError
from warehouse.lake import Lake
from warehouse.query import run


@pytest.fixture(scope="module")
def lake(tmp_path_factory):
    folder = tmp_path_factory.mktemp("escapes")
    write_article(folder / "in", "a.txt", "Body.")
    ingest(folder / "lake", folder / "in")
    (folder / "secret.csv").write_text("secret\n1\n")
    return Lake(folder / "lake")


ESCAPES = [
    "SELECT * FROM read_text('{secret}')",
    "SELECT * FROM read_csv('{secret}')",
    "SELECT * FROM '{secret}'",
    "SELECT * FROM read_parquet('{data}/main/articles/*/*/*.parquet')",
    "SELECT * FROM '{data}/main/articles/*/*/*.parquet'",
    "SELECT * FROM glob('{data}/**')",
    "SELECT * FROM read_blob('{catalog}')",
    "SELECT * FROM sqlite_scan('{catalog}', 'ducklake_table')",
    "SELECT (SELECT count(*) FROM sqlite_scan('{catalog}', 'ducklake_table'))",
    "WITH t AS (FROM read_text('{secret}')) FROM t",
    "SELECT * FROM query('SELECT 1')",
    "SELECT * FROM query_table('articles')",
    "SELECT * FROM __ducklake_metadata_lake.ducklake_table",
    "SELECT * FROM __ducklake_metadata_lake.main.ducklake_table",
    "DESCRIBE FROM read_text('{secret}')",
    "SUMMARIZE FROM read_text('{secret}')",
    "SUMMARIZE '{secret}'",
    "COPY (SELECT 1) TO '{data}/x.csv'",
    "COPY articles TO '{data}/x.csv'",
    "COPY articles FROM '{secret}'",
    "EXPORT DATABASE '{data}/x'",
    "INSTALL httpfs",
    "LOAD httpfs",
    "ATTACH '{data}/x.db' AS x",
    "DETACH lake",
    "USE memory",
    "SET enable_external_access = true",
    "SET allowed_directories = ['/']",
    "RESET lock_configuration",
    "PRAGMA database_list",
    "CALL ducklake_expire_snapshots('lake')",
    "SELECT * FROM ducklake_cleanup_old_files('lake', cleanup_all => true)",
    "CREATE TABLE x AS SELECT 1",
    "CREATE TEMP TABLE x AS SELECT 1",
    "INSERT INTO articles SELECT * FROM articles",
    "DELETE FROM articles",
    "UPDATE articles SET title = ''",
    "DROP TABLE articles",
    "EXPLAIN ANALYZE COPY (SELECT 1) TO '{data}/x.csv'",
    "PREPARE p AS SELECT 1",
    "BEGIN",
]


@pytest.mark.parametrize("escape", ESCAPES)
def test_is_refused(lake, escape):
    places = {"secret": lake.path.parent / "secret.csv", "data": lake.data, "catalog": lake.catalog}
    with pytest.raises(DatelineError):
        run(lake, escape.format(**places)).fetchall()


def test_nothing_was_written_or_lost(lake):
    for escape in ESCAPES:
        places = {"secret": lake.path.parent / "secret.csv", "data": lake.data, "catalog": lake.catalog}
        with pytest.raises(DatelineError):
            run(lake, escape.format(**places)).fetchall()
    assert run(lake, "SELECT count(*) FROM articles").fetchall() == [(1,)]
    assert not list(lake.data.rglob("x*"))
