"""Bringing a lake's tables and views to what this version declares."""

from functools import cache
from hashlib import sha256

import duckdb

from warehouse.ddl import add_column, create_table
from warehouse.objects import in_building_order, sql_objects
from warehouse.quoting import quoted
from warehouse.tables import TABLES


def missing_statements(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """Statements that create the tables and columns a lake lacks, and all of its views anew."""
    rows = connection.execute(
        "SELECT table_name, column_name FROM duckdb_columns() WHERE database_name = 'lake' AND schema_name = 'main'"
    ).fetchall()
    there: dict[str, set[str]] = {}
    for table, column in rows:
        there.setdefault(table, set()).add(column)
    statements = []
    for name, contract in TABLES.items():
        if name not in there:
            statements += create_table(name)
        else:
            missing = [column for column in contract.columns() if column not in there[name]]
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
