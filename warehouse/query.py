"""Other people's SQL: one read-only statement, nothing outside the lake's own tables."""

import json
import re
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import duckdb

from warehouse.errors import DatelineError, LakeUnreadable
from warehouse.lake import Lake
from warehouse.lake.damage import RESTORE
from warehouse.lake.faults import explained
from warehouse.parameters import bound, declared_parameters
from warehouse.quoting import quoted
from warehouse.sql_files import SqlObject, sql_objects

# Table functions that touch no file and no other database.
_TABLE_FUNCTIONS = frozenset(
    {"range", "generate_series", "unnest", "repeat", "repeat_row", "json_each", "json_tree"}
    | {"duckdb_columns", "duckdb_tables", "duckdb_views", "duckdb_functions", "duckdb_types", "duckdb_schemas"}
    | {"pragma_table_info", "pragma_version", "pragma_show", "search"}
)

_DATABASES = ("", "lake")
_SCHEMAS = ("", "main", "information_schema")

# Articles that search('words') gives in SQL.
_MOST_HITS = 1_000

# EXPLAIN and EXPLAIN ANALYZE, with options in brackets; what follows must be a read like any other.
_EXPLAIN = re.compile(r"\s*explain(?:\s+analyze)?(?:\s*\([^()]*\))?\s+", re.IGNORECASE)

_UNKNOWN_TABLE = re.compile(r"Table with name (\S+) does not exist")


def saved_queries() -> dict[str, SqlObject]:
    """The queries of sql/queries."""
    return sql_objects("queries")


def saved_query(name: str) -> str:
    """The SQL of one saved query."""
    return _saved(name).sql


def saved_parameters(name: str, given: Mapping[str, str]) -> dict[str, Any]:
    """The values of a saved query's parameters: those given, checked against their types, and the defaults.

    Raises DatelineError for one that it does not have, that has no value, or that is not of its type.
    """
    return declared_parameters(_saved(name), given)


def session(lake: Lake, snapshot: int | None = None, memory: str | None = None) -> duckdb.DuckDBPyConnection:
    """A connection to the lake, at its newest or a past snapshot, that reaches nothing else.

    `memory` is what it may hold, as DuckDB writes it (2GB); what does not fit goes to temporary files.
    """
    connection = lake.reader(snapshot)
    try:
        if memory is not None:
            connection.execute(f"SET memory_limit = {quoted(memory)}")
        # The catalog and the Parquet files stay readable through the tables, and through nothing else.
        connection.execute(f"SET allowed_directories = [{quoted(lake.store.data.address)}]")
        connection.execute("SET enable_external_access = false")
        connection.execute("SET lock_configuration = true")
    except duckdb.Error as error:
        connection.close()
        raise DatelineError(f"The memory limit {memory} is none", "Write it like 512MB or 2GB") from error
    return connection


def ask(
    connection: duckdb.DuckDBPyConnection,
    sql: str,
    parameters: Mapping[str, Any] | None = None,
    lake: Lake | None = None,
) -> duckdb.DuckDBPyRelation:
    """Run one SELECT in a session, with $name bound to the value of each of `parameters`.

    With the lake, `search('words')` is a table too: the 1,000 best articles for these words.

    Raises DatelineError for anything but a single read, and for whatever DuckDB finds wrong with it.
    """
    try:
        statement = _single_read(connection, sql)
        if lake is not None:
            _with_search(lake, connection, statement)
    except duckdb.IOException as error:  # a catalog on a server that went
        raise _explained(error) from error
    values = bound(statement, parameters or {})
    try:
        return connection.sql(statement, params=values)
    except (duckdb.BinderException, duckdb.CatalogException, duckdb.ParserException) as error:
        raise _explained(_with_place(connection, statement, values, error), connection) from error
    except duckdb.Error as error:
        raise _explained(error) from error


def run(
    lake: Lake, sql: str, snapshot: int | None = None, parameters: Mapping[str, Any] | None = None
) -> duckdb.DuckDBPyRelation:
    """Run one SELECT against the lake in a session of its own, as `ask` does."""
    return ask(session(lake, snapshot), sql, parameters, lake)


@contextmanager
def stopped_when_left(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Have a query that is left by an exception, Ctrl-C above all, end: DuckDB's threads would go on with it."""
    try:
        yield
    except BaseException:
        connection.interrupt()
        raise


@contextmanager
def time_limit(connection: duckdb.DuckDBPyConnection, seconds: float | None) -> Iterator[None]:
    """Stop what the connection does after so many seconds; raises DatelineError then."""
    if seconds is None:
        yield
        return
    done, over = threading.Event(), threading.Event()

    def stop() -> None:
        if done.wait(seconds):
            return
        over.set()
        while not done.wait(0.1):  # an interrupt that meets no query is forgotten
            connection.interrupt()

    threading.Thread(target=stop, daemon=True).start()
    try:
        yield
    except (DatelineError, duckdb.Error) as error:
        if not over.is_set():
            raise
        problem = f"The query took longer than {seconds:g} seconds and was stopped"
        raise DatelineError(problem, "Ask for less, or give it more with --timeout") from error
    finally:
        done.set()


@contextmanager
def explaining() -> Iterator[None]:
    """What DuckDB finds wrong while rows are fetched, as a DatelineError."""
    try:
        yield
    except duckdb.Error as error:
        raise _explained(error) from error


def batches_of(relation: duckdb.DuckDBPyRelation, rows: int = 50_000) -> Iterator[Any]:
    """The result as Arrow record batches, so that a large one need not fit in memory."""
    with explaining():
        yield from relation.fetch_record_batch(rows)


def first_rows(relation: duckdb.DuckDBPyRelation, rows: int) -> list[Any]:
    """The first rows of the result as tuples."""
    with explaining():
        return relation.fetchmany(rows)


def _with_search(lake: Lake, connection: duckdb.DuckDBPyConnection, sql: str) -> None:
    """Make search('words') a table, for the words that the statement searches for."""
    if "search" not in sql.lower():
        return
    asked = _searched_words(connection, sql)
    if not asked:
        return
    import polars as pl

    from warehouse.search import search

    found = [search(lake, words, _MOST_HITS).with_columns(words=pl.lit(words)) for words in sorted(asked)]
    connection.register("search_hits", pl.concat(found).to_arrow())
    connection.execute(
        "CREATE OR REPLACE TEMP MACRO search(wanted) AS TABLE "
        "SELECT * EXCLUDE (words) FROM search_hits WHERE words = wanted ORDER BY score DESC"
    )


def _searched_words(connection: duckdb.DuckDBPyConnection, sql: str) -> set[str]:
    row = connection.execute("SELECT json_serialize_sql(?::VARCHAR)", [sql]).fetchone()
    pending: list[Any] = [json.loads(row[0])] if row else []
    words = set()
    while pending:
        node = pending.pop()
        if isinstance(node, dict) and node.get("type") == "TABLE_FUNCTION":
            function = node["function"]
            if function.get("function_name") == "search":
                given = [child.get("value", {}).get("value") for child in function.get("children", [])]
                if len(given) != 1 or not isinstance(given[0], str):
                    raise DatelineError("search needs its words as text", "Write search('two words')")
                words.add(given[0])
        pending += node if isinstance(node, list) else node.values() if isinstance(node, dict) else []
    return words


def _with_place(
    connection: duckdb.DuckDBPyConnection, sql: str, values: dict[str, Any] | None, error: duckdb.Error
) -> duckdb.Error:
    """The same fault as DuckDB tells it to those who execute: with the line of the SQL. Nothing of it runs."""
    try:
        connection.execute(sql, values)
    except duckdb.Error as told:
        return told
    return error


def _explained(error: duckdb.Error, connection: duckdb.DuckDBPyConnection | None = None) -> DatelineError:
    away = explained(error)
    if away:
        return away
    problem, _, place = str(error).partition("\n\nLINE")
    text = " ".join(problem.split())
    # A damaged Parquet file has no class of its own: what DuckDB's readers meet in it is a bare Error.
    if type(error) in (duckdb.Error, duckdb.IOException) or ".parquet" in text:
        return LakeUnreadable(f"The lake cannot be read: {text.rstrip('.')}", RESTORE)
    found = _UNKNOWN_TABLE.search(text)
    if found and connection is not None:  # DuckDB's own suggestion names tables of its catalog
        text = text.partition(" Did you mean")[0] + _nearest_table(found[1], connection)
    detail = f"LINE{place}".rstrip() if place else ""
    return DatelineError(f"The query failed: {text.rstrip('.?')}", "`dateline tables` lists tables and columns", detail)


def _nearest_table(name: str, connection: duckdb.DuckDBPyConnection) -> str:
    from difflib import get_close_matches

    there = "SELECT table_name FROM information_schema.tables WHERE table_catalog = 'lake' ORDER BY 1"
    try:
        names = [row[0] for row in connection.execute(there).fetchall()]
    except duckdb.Error:
        return ""
    near = get_close_matches(name.strip('"').lower(), names, n=1)
    return f" Did you mean {near[0]}?" if near else ""


def _saved(name: str) -> SqlObject:
    queries = saved_queries()
    if name not in queries:
        raise DatelineError(f"There is no saved query {name}", f"There are: {', '.join(queries)}")
    return queries[name]


def checked_read(connection: duckdb.DuckDBPyConnection, sql: str) -> None:
    """Raise DatelineError unless the SQL is one read of the lake's own tables."""
    _single_read(connection, sql)


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
        asked = _EXPLAIN.match(text)
        if not asked:
            raise DatelineError("This form of EXPLAIN is not offered here", "Write EXPLAIN SELECT ... without comments")
        return text[: asked.end()] + _single_read(connection, text[asked.end() :])
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
