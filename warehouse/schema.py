"""Bringing a lake's tables and views to what this version declares."""

from functools import cache
from hashlib import sha256

import duckdb

from warehouse.ddl import add_column, create_table, duckdb_type, rebuild_table
from warehouse.objects import in_building_order, sql_objects
from warehouse.quoting import quoted
from warehouse.tables import TABLES


def missing_statements(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """Statements that create the tables and columns a lake lacks, and all of its views anew.

    A table with a column of another type is written anew: DuckLake only widens types.
    """
    rows = connection.execute(
        "SELECT table_name, column_name, data_type FROM duckdb_columns() "
        "WHERE database_name = 'lake' AND schema_name = 'main'"
    ).fetchall()
    there: dict[str, dict[str, str]] = {}
    for table, column, stored_type in rows:
        there.setdefault(table, {})[column] = stored_type
    statements = []
    for name, contract in TABLES.items():
        if name not in there:
            statements += create_table(name)
            continue
        declared = {column: duckdb_type(about.dtype) for column, about in contract.columns().items()}
        if any(declared.get(column, stored) != stored for column, stored in there[name].items()):
            statements += rebuild_table(name, list(there[name]))
        else:
            missing = [column for column in declared if column not in there[name]]
            statements += [statement for column in missing for statement in add_column(name, column)]
    for mart in in_building_order(sql_objects("marts")):
        statements.append(f"CREATE OR REPLACE VIEW {mart.name} AS {mart.sql}")
        statements.append(f"COMMENT ON VIEW {mart.name} IS {quoted(mart.about)}")
    return statements


@cache
def schema_stamp() -> str:
    """Changes whenever a table or a view of the lake does."""
    text = [statement for name in TABLES for statement in create_table(name)]
    text += [mart.sql for mart in sql_objects("marts").values()]
    return sha256("\n".join(text).encode()).hexdigest()
