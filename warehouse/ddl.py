"""DDL and metadata, generated from the contracts in tables.py."""

import json

import dataframely as dy
import polars as pl

from warehouse.marts import MARTS
from warehouse.objects import sql_objects
from warehouse.quoting import quoted
from warehouse.tables import PARTITIONED_TABLES, TABLES

# By the names that the catalog lists.
_DUCKDB_TYPES: dict[type[pl.DataType], str] = {
    pl.String: "VARCHAR",
    pl.Binary: "BLOB",
    pl.Enum: "VARCHAR",
    pl.Boolean: "BOOLEAN",
    pl.Date: "DATE",
    pl.Datetime: "TIMESTAMP WITH TIME ZONE",
    pl.Int32: "INTEGER",
    pl.Int64: "BIGINT",
    pl.Float64: "DOUBLE",
}


def duckdb_type(dtype: pl.DataType) -> str:
    """The DuckDB type that stores a Polars type."""
    if isinstance(dtype, pl.List):
        return f"{duckdb_type(dtype.inner)}[]"  # type: ignore[arg-type]
    return _DUCKDB_TYPES[type(dtype)]


def meaning(column: dy.Column) -> str:
    """What a column holds, with its unit and its allowed values."""
    about = str((column.metadata or {})["about"])
    unit = (column.metadata or {}).get("unit")
    values = ", ".join(column.dtype.categories) if isinstance(column.dtype, pl.Enum) else ""
    return about + (f" [{unit}]" if unit else "") + (f". One of: {values}" if values else "")


def create_table(name: str) -> list[str]:
    """Statements that create one table of the lake with its comments and partitions."""
    table = TABLES[name]
    columns = ",\n  ".join(
        f"{column_name} {duckdb_type(column.dtype)}{'' if column.nullable else ' NOT NULL'}"
        for column_name, column in table.columns().items()
    )
    statements = [f"CREATE TABLE {name} (\n  {columns}\n)", f"COMMENT ON TABLE {name} IS {quoted(about(table))}"]
    statements += [
        f"COMMENT ON COLUMN {name}.{column_name} IS {quoted(meaning(column))}"
        for column_name, column in table.columns().items()
    ]
    if name in PARTITIONED_TABLES:
        statements.append(f"ALTER TABLE {name} SET PARTITIONED BY (year(published_on), month(published_on))")
    return statements


def add_column(table: str, column: str) -> list[str]:
    """Statements that bring one column of the contract into a table made by an older version."""
    declared = TABLES[table].columns()[column]
    return [
        f"ALTER TABLE {table} ADD COLUMN {column} {duckdb_type(declared.dtype)}",
        f"COMMENT ON COLUMN {table}.{column} IS {quoted(meaning(declared))}",
    ]


def rebuild_table(name: str, stored: list[str]) -> list[str]:
    """Statements that write a table of an older version anew, in the types of its contract.

    Takes the columns it has; those that no contract declares any more stay behind.
    """
    columns = ", ".join(column for column in stored if column in TABLES[name].columns())
    return [
        f"ALTER TABLE {name} RENAME TO {name}_before",
        *create_table(name),
        f"INSERT INTO {name} ({columns}) SELECT {columns} FROM {name}_before",
        f"DROP TABLE {name}_before",
    ]


def about(table: type[dy.Schema]) -> str:
    """What one row of a table is: the first paragraph of its docstring."""
    return " ".join((table.__doc__ or "").split("\n\n")[0].split())


def contract(name: str) -> tuple[str, dict[str, dy.Column]]:
    """What one row of a table or mart is, and its columns. Raises KeyError where there is none."""
    if name in MARTS:
        return sql_objects("marts")[name].about, MARTS[name].columns()
    return about(TABLES[name]), TABLES[name].columns()


def parquet_metadata(name: str) -> dict[str, str]:
    """Key-value metadata for a Parquet file of a table or mart: its meaning and its columns' meanings, as JSON."""
    row, declared = contract(name)
    columns = {column: meaning(about_it) for column, about_it in declared.items()}
    return {"dateline.table": name, "dateline.about": row, "dateline.columns": json.dumps(columns)}
