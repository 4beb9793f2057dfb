"""Other people's SQL: one read-only statement, nothing outside the lake's own tables."""

import json
from collections.abc import Iterator
from typing import Any

import duckdb

from warehouse.errors import DatelineError
from warehouse.lake import Lake
from warehouse.quoting import quoted
from warehouse.sql_files import SqlObject, sql_objects

# Table functions that touch no file and no other database.
_TABLE_FUNCTIONS = frozenset(
    {"range", "generate_series", "unnest", "repeat", "repeat_row", "json_each", "json_tree"}
    | {"duckdb_columns", "duckdb_tables", "duckdb_views", "duckdb_functions", "duckdb_types", "duckdb_schemas"}
    | {"pragma_table_info", "pragma_version", "pragma_show"}
)

_DATABASES = ("", "lake")
_SCHEMAS = ("", "main", "information_schema")


def saved_queries() -> dict[str, SqlObject]:
    """The queries of sql/queries."""
    return sql_objects("queries")


def saved_query(name: str) -> str:
    """The SQL of one saved query."""
    queries = saved_queries()
    if name not in queries:
        raise DatelineError(f"There is no saved query {name}", f"There are: {', '.join(queries)}")
    return queries[name].sql


def run(lake: Lake, sql: str, snapshot: int | None = None) -> duckdb.DuckDBPyRelation:
    """Run one SELECT against the lake, at its newest or a past snapshot.

    Raises DatelineError for anything but a single read, and for whatever DuckDB finds wrong with it.
    """
    connection = lake.reader(snapshot)
    statement = _single_read(connection, sql)
    # The catalog and the Parquet files stay readable through the tables, and through nothing else.
    connection.execute(f"SET allowed_directories = [{quoted(str(lake.data))}]")
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")
    try:
        relation = connection.sql(statement)
        relation.columns  # noqa: B018  binds the names now, so that errors come before any output
    except duckdb.Error as error:
        raise _explained(error) from error
    return relation


def batches_of(relation: duckdb.DuckDBPyRelation, rows: int = 50_000) -> Iterator[Any]:
    """The result as Arrow record batches, so that a large one need not fit in memory."""
    try:
        yield from relation.fetch_record_batch(rows)
    except duckdb.Error as error:
        raise _explained(error) from error


def first_rows(relation: duckdb.DuckDBPyRelation, rows: int) -> list[Any]:
    """The first rows of the result as tuples."""
    try:
        return relation.fetchmany(rows)
    except duckdb.Error as error:
        raise _explained(error) from error


def _explained(error: duckdb.Error) -> DatelineError:
    text = " ".join(str(error).split("\n\nLINE")[0].split())
    return DatelineError(f"The query failed: {text}", "`dateline tables` lists tables and columns")


def _single_read(connection: duckdb.DuckDBPyConnection, sql: str) -> str:
    try:
        statements = duckdb.extract_statements(sql)
    except duckdb.Error as error:
        raise _explained(error) from error
    if len(statements) != 1:
        raise DatelineError(f"Expected one statement, found {len(statements)}", "Run them one at a time")
    kind = statements[0].type
    text = statements[0].query
    if kind == duckdb.StatementType.EXPLAIN:
        raise DatelineError("EXPLAIN is not offered here", "Open the lake in DuckDB yourself to look at plans")
    if kind != duckdb.StatementType.SELECT:
        raise DatelineError(
            f"Only reading is allowed here, not {kind.name}",
            "Write a SELECT; `dateline ingest` and `export` change things",
        )
    row = connection.execute("SELECT json_serialize_sql(?::VARCHAR)", [text]).fetchone()
    tree = json.loads(row[0]) if row else {}
    if tree.get("error"):
        # DESCRIBE, SUMMARIZE and SHOW are SELECTs that the serialiser has no words for.
        if text.lstrip().split(None, 1)[0].lower() in ("describe", "summarize", "show"):
            return text
        raise DatelineError("The query is of a kind that is not offered here", "Write a plain SELECT")
    _refuse_outside_reads(tree)
    return text


def _refuse_outside_reads(tree: Any) -> None:
    """Walk the parse tree: only harmless table functions, no files in the place of tables."""
    pending = [tree]
    while pending:
        node = pending.pop()
        if isinstance(node, list):
            pending += node
        elif isinstance(node, dict):
            if node.get("type") == "TABLE_FUNCTION":
                name = str(node["function"].get("function_name", "")).lower()
                if name not in _TABLE_FUNCTIONS:
                    raise DatelineError(f"The table function {name} is not offered here", "Read the lake's own tables")
            if node.get("type") == "BASE_TABLE":
                _refuse_foreign_table(node)
            pending += list(node.values())


def _refuse_foreign_table(node: dict[str, Any]) -> None:
    """No files in the place of tables, no other database, no views of DuckDB's own state."""
    name = str(node.get("table_name", "")).lower()
    at_home = node.get("catalog_name") in _DATABASES and node.get("schema_name") in _SCHEMAS
    of_duckdb = name.startswith(("pragma_", "duckdb_", "sqlite_")) and name not in _TABLE_FUNCTIONS
    if not at_home or of_duckdb or set(name) & set("./*:\\"):
        parts = (node.get("catalog_name"), node.get("schema_name"), node.get("table_name"))
        raise DatelineError(f"There is no table {'.'.join(filter(None, parts))} here", "Read the lake's own tables")
