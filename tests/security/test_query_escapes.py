"""Other people's SQL reads the lake's tables and nothing else, and changes nothing.

Tried by each way in: `dateline query`, the shell, the Python face, the condition of an export, and search.
"""

import pytest

import dateline
from flows import shell
from tests.builders import ingest, write_article
from warehouse.errors import DatelineError
from warehouse.lake import Lake
from warehouse.query import run
from warehouse.search import search
from warehouse.selection import Selection, selected


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
    "EXECUTE p",
    "BEGIN",
    "COMMIT",
    "SELECT * FROM read_json('{secret}')",
    "SELECT * FROM read_ndjson_objects('{secret}')",
    "SELECT * FROM parquet_metadata('{data}/main/articles/*/*/*.parquet')",
    "SELECT * FROM sniff_csv('{secret}')",
    "SELECT * FROM 'https://example.org/a.csv'",
    "SELECT * FROM duckdb_settings()",
    "SELECT * FROM duckdb_secrets()",
    "SELECT * FROM ducklake_snapshots('lake')",
    "SELECT * FROM search(content) , read_text('{secret}')",
    "SELECT * FROM search((SELECT content FROM read_text('{secret}')))",
    "SELECT 1 WHERE EXISTS (FROM read_blob('{secret}'))",
    "VALUES ((SELECT content FROM read_text('{secret}')))",
    "SELECT 1 UNION ALL SELECT 2; DROP TABLE articles",
    "IMPORT DATABASE '{data}/x'",
    "FORCE INSTALL httpfs",
    "UPDATE EXTENSIONS",
    "ATTACH IF NOT EXISTS ':memory:' AS x",
    "SET VARIABLE x = 1",
    "SET GLOBAL threads = 1",
    "PRAGMA enable_profiling",
    "PRAGMA import_database('{data}')",
    "CHECKPOINT",
    "VACUUM",
    "ANALYZE",
    "CREATE VIEW x AS SELECT 1",
    "CREATE MACRO x() AS 1",
    "CREATE SECRET x (TYPE s3)",
    "CREATE SCHEMA x",
    "CREATE SEQUENCE x",
    "CREATE TYPE x AS ENUM ('a')",
    "ALTER TABLE articles ADD COLUMN x INTEGER",
    "ALTER TABLE articles RENAME TO x",
    "COMMENT ON TABLE articles IS 'x'",
    "TRUNCATE articles",
    "MERGE INTO articles AS a USING articles AS b ON a.title = b.title WHEN MATCHED THEN DELETE",
    "WITH x AS (SELECT 1) INSERT INTO articles (title) FROM x",
    "EXPLAIN ANALYZE DELETE FROM articles",
    "EXPLAIN ANALYZE SELECT * FROM read_text('{secret}')",
]


@pytest.fixture(scope="module")
def escapes(lake):
    """All of them, with the places that they try to reach."""
    places = {"secret": lake.path.parent / "secret.csv", "data": lake.data, "catalog": lake.catalog}
    return {escape: escape.format(**places) for escape in ESCAPES}


@pytest.fixture(scope="module")
def face(lake):
    with dateline.connect(lake.path) as connection:
        yield connection


@pytest.fixture(autouse=True, scope="module")
def nothing_was_written_or_lost(lake):
    yield
    assert run(lake, "SELECT count(*), max(title) FROM articles").fetchall() == [(1, "A title")]
    assert not list(lake.path.rglob("x*"))
    assert (lake.path.parent / "secret.csv").read_text() == "secret\n1\n"


@pytest.mark.parametrize("escape", ESCAPES)
def test_a_query_and_the_python_face_refuse_it(face, escapes, escape):
    with pytest.raises(DatelineError):
        face.sql(escapes[escape]).rows()


def test_a_session_of_its_own_refuses_them_too(lake, escapes):
    for sql in list(escapes.values())[::10]:
        with pytest.raises(DatelineError):
            run(lake, sql).fetchall()


@pytest.mark.parametrize("escape", ESCAPES)
def test_the_shell_complains_of_it(lake, face, escapes, escape, monkeypatch):
    said = []
    monkeypatch.setattr(shell.terminal, "complain", said.append)
    shell._answered(lake, face._duckdb, escapes[escape], True)
    assert len(said) == 1


@pytest.mark.parametrize("escape", [escape for escape in ESCAPES if escape.startswith(("SELECT", "WITH", "FROM"))])
def test_a_condition_of_an_export_refuses_it(face, escapes, escape):
    for where in (f"1 IN ({escapes[escape]})", f"1 = 1) UNION ({escapes[escape]}", f"1 = 1; {escapes[escape]}"):
        with pytest.raises(DatelineError):
            selected(face._duckdb, "articles", Selection(where=where))


def test_words_that_are_searched_for_are_no_sql(lake, escapes):
    for words in list(escapes.values())[::5]:
        assert search(lake, words)["title"].to_list() in ([], ["A title"])
