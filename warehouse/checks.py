"""Checks of sql/checks: each is a SELECT of the rows that should not be there.

Its first line says how grave that is. `-- severity: fail` holds a batch back; `-- severity: warn` is reported.
"""

from pathlib import Path

import duckdb
import polars as pl

from warehouse.ddl import create_table
from warehouse.sql_files import sql_objects
from warehouse.staging import parquet_relation, staged_files
from warehouse.tables import TABLES


def check_batch(folder: Path, fx_rates: pl.DataFrame, memory_mb: int) -> dict[str, int]:
    """Run every check over a staged batch, before it is committed, in so much memory and on disk beside the batch.

    Takes the exchange rates the batch was converted with, in FxRate columns. Returns the number of offending rows by
    check, for the checks that found any.
    """
    bounds = {"memory_limit": f"{memory_mb}MB", "temp_directory": str(folder / "spilled")}
    # Another batch is extracted meanwhile; the order of rows is nothing to a count, and takes memory to keep.
    connection = duckdb.connect(config={"threads": 1, "preserve_insertion_order": False, **bounds})
    connection.execute("SET TimeZone = 'UTC'")
    for name in TABLES:
        files = staged_files(folder, name)
        if name == "fx_rates":
            connection.register(name, fx_rates.to_arrow())
        elif files:
            connection.execute(f"CREATE VIEW {name} AS SELECT * FROM {parquet_relation(files)}")
        else:
            connection.execute(create_table(name)[0])
    return run_checks(connection)


def by_severity(found: dict[str, int]) -> tuple[dict[str, int], dict[str, int]]:
    """Offending rows by check as those of checks that fail and those of checks that warn."""
    checks = sql_objects("checks")
    warned = {name: rows for name, rows in found.items() if name in checks and checks[name].severity == "warn"}
    return {name: rows for name, rows in found.items() if name not in warned}, warned


def run_checks(connection: duckdb.DuckDBPyConnection) -> dict[str, int]:
    """Run every check over whatever tables the connection sees; offending rows by check."""
    found = {}
    for check in sql_objects("checks").values():
        row = connection.execute(f"SELECT count(*) FROM ({check.sql})").fetchone()
        if row and row[0]:
            found[check.name] = int(row[0])
    return found
