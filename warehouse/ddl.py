"""DDL and metadata, generated from the contracts in tables.py."""

import json

import polars as pl

from warehouse.contracts import dy
from warehouse.marts import MARTS
from warehouse.quoting import quoted
from warehouse.sql_files import sql_objects
from warehouse.tables import PARTITIONED_TABLES, SORTED_BY, TABLES

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


def default_of(column: dy.Column) -> str | None:
    """What a column holds where nothing is given, as a SQL literal; None where no default is declared.

    Always a string literal, which DuckDB casts: DuckLake takes nothing else for a column of a table with rows.
    """
    default = (column.metadata or {}).get("default")
    if default is None:
        return None
    return quoted(str(default).lower() if isinstance(default, bool) else str(default))


def create_table(name: str) -> list[str]:
    """Statements that create one table of the lake with its defaults, comments and partitions."""
    table = TABLES[name]
    columns = ",\n  ".join(
        f"{column_name} {duckdb_type(column.dtype)}{'' if column.nullable else ' NOT NULL'}{_default_clause(column)}"
        for column_name, column in table.columns().items()
    )
    statements = [f"CREATE TABLE {name} (\n  {columns}\n)", f"COMMENT ON TABLE {name} IS {quoted(about(table))}"]
    statements += [
        f"COMMENT ON COLUMN {name}.{column_name} IS {quoted(meaning(column))}"
        for column_name, column in table.columns().items()
    ]
    if name in PARTITIONED_TABLES:
        statements.append(f"ALTER TABLE {name} SET PARTITIONED BY (year(published_on), month(published_on))")
    return [*statements, *sort_table(name)]


def sort_table(name: str) -> list[str]:
    """The statement that has DuckLake keep the rows of a table's files sorted, where it declares an order."""
    keys = ", ".join(f"{column} ASC NULLS LAST" for column in SORTED_BY.get(name, ()))
    return [f"ALTER TABLE {name} SET SORTED BY ({keys})"] if keys else []


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


def _default_clause(column: dy.Column) -> str:
    default = default_of(column)
    return f" DEFAULT {default}" if default else ""
