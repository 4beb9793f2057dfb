"""The DuckDB extensions of the lake, from installed packages; nothing is downloaded."""

from importlib.resources import files
from pathlib import Path

import duckdb

from warehouse.errors import DatelineError
from warehouse.quoting import quoted


def connected(*names: str) -> duckdb.DuckDBPyConnection:
    """A DuckDB of its own, in memory, with these extensions loaded."""
    # Checking two 36 MB signatures takes longer than a query; the packages' hashes in requirements.lock vouch for
    # them (docs/decisions/0003-the-lake.md), and nobody else's SQL can LOAD.
    connection = duckdb.connect(config={"allow_unsigned_extensions": True})
    for name in names:
        connection.execute(f"LOAD {quoted(str(extension_path(name)))}")
    return connection


def extension_path(name: str) -> Path:
    """The DuckDB extension that an installed package carries; nothing is downloaded."""
    package = f"duckdb_extension_{name}"
    try:
        path = Path(str(files(package))) / "extensions" / f"v{duckdb.__version__}" / f"{name}.duckdb_extension"
    except ModuleNotFoundError:
        path = Path(package)
    if not path.is_file():
        raise DatelineError(
            f"The DuckDB extension {name} for DuckDB {duckdb.__version__} is not installed",
            "Install the packages of requirements.lock",
        )
    return path
