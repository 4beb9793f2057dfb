"""Files of a lake that are gone, or that are no longer what was written.

The catalog answers many questions alone (`count(*)`, for one), so a lake can look whole while a file of it is lost.
"""

from collections.abc import Iterator
from pathlib import Path

import duckdb

from warehouse.lake.catalog import IN_DUCKDB, ask_of, sizes_of_files
from warehouse.quoting import quoted

RESTORE = "Restore these files from a backup (docs/operations.md, Backup)"

# What every Parquet file ends with.
_MAGIC = b"PAR1"


def damaged_files(data: Path | None, connection: duckdb.DuckDBPyConnection) -> list[str]:
    """What is wrong with the files of the newest snapshot, a line each, without reading their rows.

    Takes the folder of the lake's data and a connection to the lake. None stands for a bucket, in which nothing is
    looked at: a store that lost an object says so itself when it is read.
    """
    if data is None:
        return []
    faults = ((name, _fault(data / name, size)) for name, size in sorted(_sizes(connection).items()))
    return [f"{data / name} {fault}" for name, fault in faults if fault]


def unreadable_files(data: Path | None, connection: duckdb.DuckDBPyConnection) -> Iterator[str]:
    """As `damaged_files`, and of the others those whose rows cannot be read: every row of the lake is."""
    if data is None:
        return
    for name, size in sorted(_sizes(connection).items()):
        fault = _fault(data / name, size)
        try:
            if not fault:
                # A count would be answered from the file's footer.
                connection.execute(
                    f"SELECT bit_xor(hash(r)) FROM read_parquet({quoted(str(data / name))}, "
                    "hive_partitioning = false) AS r"
                ).fetchall()
        except duckdb.Error as error:
            fault = f"cannot be read ({' '.join(str(error).split())[:200]})"
        if fault:
            yield f"{data / name} {fault}"


def _sizes(connection: duckdb.DuckDBPyConnection) -> dict[str, int]:
    return sizes_of_files(ask_of(connection), IN_DUCKDB)


def _fault(file: Path, size: int) -> str | None:
    try:
        with file.open("rb") as opened:
            there = opened.seek(0, 2)
            if there != size:
                return f"has {there:,} bytes, and {size:,} were written"
            opened.seek(-len(_MAGIC), 2)
            return None if opened.read() == _MAGIC else "is no Parquet file any more"
    except FileNotFoundError:
        return "is missing"
    except OSError as error:
        return f"cannot be read ({error.strerror})"
