"""Bringing a lake's tables and views to what this version declares (docs/decisions/0009-upgrades.md)."""

from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

import duckdb

from warehouse.contracts import dy
from warehouse.copies import backfill
from warehouse.ddl import about, create_table, default_of, duckdb_type, meaning
from warehouse.errors import DatelineError
from warehouse.layout import filled_columns, lacks_layout, rewritten_by_month
from warehouse.quoting import quoted
from warehouse.sql_files import in_building_order, sql_objects
from warehouse.tables import TABLES


class _Stored(NamedTuple):
    """A column as the catalog has it."""

    type: str
    nullable: bool
    default: str | None
    comment: str | None


def upgrade(connection: duckdb.DuckDBPyConnection, place: Path) -> None:
    """Bring the attached lake at `place` up to date. Call in a transaction.

    Raises DatelineError where rows of the lake do not fit what this version declares; then roll back.
    """
    try:
        _fill_copies(connection)
        for statement in upgrade_statements(connection):
            connection.execute(statement)
    except (duckdb.ConstraintException, duckdb.ConversionException) as error:
        raise DatelineError(
            f"The lake {place} cannot be brought up to date ({error}); nothing in it was changed",
            "Use the version of dateline that wrote it, and please report this",
        ) from error


def _fill_copies(connection: duckdb.DuckDBPyConnection) -> None:
    """Work out which articles of an older lake are copies of each other, for the statements that write it again."""
    columns = connection.execute(
        "SELECT column_name FROM duckdb_columns() WHERE database_name = 'lake' AND table_name = 'articles'"
    ).fetchall()
    stored = [row[0] for row in columns]
    if stored and lacks_layout("articles", stored):
        for statement in create_table("signatures"):
            connection.execute(statement)
        backfill.fill(connection, stored)


def upgrade_statements(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """Statements that make the tables of a lake what the contracts declare, and all of its views new."""
    columns = connection.execute(
        "SELECT table_name, column_name, data_type, is_nullable, column_default, comment FROM duckdb_columns() "
        "WHERE database_name = 'lake' AND schema_name = 'main' ORDER BY table_name, column_index"
    ).fetchall()
    comments = dict(
        connection.execute(
            "SELECT table_name, comment FROM duckdb_tables() WHERE database_name = 'lake' AND schema_name = 'main'"
        ).fetchall()
    )
    stored: dict[str, dict[str, _Stored]] = {}
    for table, column, data_type, nullable, default, comment in columns:
        known_default = None if default in (None, "NULL") else default
        stored.setdefault(table, {})[column] = _Stored(data_type, nullable, known_default, comment)
    statements: list[str] = []
    for name, contract in TABLES.items():
        if name not in comments:
            statements += create_table(name)
        elif _must_be_rewritten(contract, stored[name]):
            selects = rewritten_by_month(connection, name, stored[name]) if lacks_layout(name, stored[name]) else None
            statements += _rewritten(name, stored[name], selects)
        else:
            statements += _altered(name, stored[name])
            if comments[name] != about(contract):
                statements.append(f"COMMENT ON TABLE {name} IS {quoted(about(contract))}")
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


def _must_be_rewritten(contract: type[dy.Schema], stored: dict[str, _Stored]) -> bool:
    """DuckLake only widens types, and gives NOT NULL to no column that the same commit adds or fills."""
    for name, column in contract.columns().items():
        there = stored.get(name)
        if not column.nullable and (there is None or there.nullable):
            return True
        if there is not None and there.type != duckdb_type(column.dtype):
            return True
    return False


def _rewritten(name: str, stored: dict[str, _Stored], selects: list[str] | None = None) -> list[str]:
    """Statements that write a table of another version as its contract declares it, with the rows it has.

    `selects` give these rows from the table NAME_before with more columns, a part each, so that none is large.
    """
    declared = TABLES[name].columns()
    foreign = {column: there for column, there in stored.items() if column not in declared}
    values = {column: column for column in foreign}
    for column, contract in declared.items():
        default = default_of(contract)
        if column in stored and (contract.nullable or default is None):
            values[column] = column
        elif column in stored:
            values[column] = f"coalesce({column}, {default})"
        elif default is not None:
            values[column] = default
    if selects is not None:
        values |= {column: column for column in filled_columns(name)}
    return [
        f"ALTER TABLE {name} RENAME TO {name}_before",
        *create_table(name),
        *(f"ALTER TABLE {name} ADD COLUMN {column} {there.type}" for column, there in foreign.items()),
        *(
            f"INSERT INTO {name} ({', '.join(values)}) SELECT {', '.join(values.values())} FROM {source}"
            for source in ([f"{name}_before"] if selects is None else [f"({select})" for select in selects])
        ),
        f"DROP TABLE {name}_before",
    ]


def _altered(name: str, stored: dict[str, _Stored]) -> Iterator[str]:
    """Statements that bring in what a table lacks; none of its rows is written again."""
    for column, contract in TABLES[name].columns().items():
        default, there = default_of(contract), stored.get(column)
        if there is None:
            literal = f" DEFAULT {default}" if default else ""
            yield f"ALTER TABLE {name} ADD COLUMN {column} {duckdb_type(contract.dtype)}{literal}"
        elif there.default != default:
            change = f"SET DEFAULT {default}" if default else "DROP DEFAULT"
            yield f"ALTER TABLE {name} ALTER COLUMN {column} {change}"
        if there is not None and contract.nullable and not there.nullable:
            yield f"ALTER TABLE {name} ALTER COLUMN {column} DROP NOT NULL"
        if there is None or there.comment != meaning(contract):
            yield f"COMMENT ON COLUMN {name}.{column} IS {quoted(meaning(contract))}"
    for column, there in stored.items():  # of another version: it stays, and this one can write without it
        if column not in TABLES[name].columns() and not there.nullable:
            yield f"ALTER TABLE {name} ALTER COLUMN {column} DROP NOT NULL"
