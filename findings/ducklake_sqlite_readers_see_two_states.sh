#!/usr/bin/env bash
# DuckLake and sqlite_scanner (extensions 1.5.5 of DuckDB 1.5.5): a reader of a SQLite catalog sees two states at once.
#
# One would expect a transaction to read one state of the database, and a statement on a lake one snapshot. In a
# transaction that has written nothing, and with more than one thread, sqlite_scanner reads each table through a new
# connection to SQLite, so in the state of that moment. What another process commits in between shows within the
# transaction. A lake's list of files is made of several such reads: who asks while another process merges files finds
# neither the old files nor the merged one, and tables without their rows. With sqlite_disable_multithreaded_scans all
# reads go through the connection of the transaction, and nothing of it happens.
set -euo pipefail
place="$(mktemp -d)"
trap 'rm -rf "$place"' EXIT
python3.11 -m venv "$place/env"
"$place/env/bin/python" -m pip install --quiet --disable-pip-version-check \
  duckdb==1.5.5 duckdb-extension-ducklake==1.5.5 duckdb-extension-sqlite-scanner==1.5.5

cat > "$place/states.py" <<'PYTHON'
import importlib.resources
import sqlite3
import subprocess
import sys
import time

import duckdb

place, deed = sys.argv[1:]
SECONDS = 20
ONE_STATE = "SET GLOBAL sqlite_disable_multithreaded_scans = true"


def connected():
    connection = duckdb.connect()
    for name in ("ducklake", "sqlite_scanner"):
        package = importlib.resources.files(f"duckdb_extension_{name}")
        connection.execute(f"LOAD '{package}/extensions/v{duckdb.__version__}/{name}.duckdb_extension'")
    connection.execute("SET threads = 4")
    return connection


def attached(connection, more):
    options = f"DATA_PATH '{place}/data', {more}"
    connection.execute(f"ATTACH 'ducklake:sqlite:{place}/catalog.sqlite' AS lake ({options})")
    return connection


def fill_and_merge():
    """Every transaction puts a row into both tables; then their files are merged."""
    connection = attached(connected(), "DATA_INLINING_ROW_LIMIT 0")
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        for _ in range(4):
            connection.execute("BEGIN")
            connection.execute("INSERT INTO lake.one VALUES (1)")
            connection.execute("INSERT INTO lake.two VALUES (1)")
            connection.execute("COMMIT")
        for table in ("one", "two"):
            connection.execute(f"CALL ducklake_merge_adjacent_files('lake', '{table}')").fetchall()


def change():
    with sqlite3.connect(f"{place}/plain.sqlite") as connection:
        connection.execute("UPDATE t SET a = a + 1")


def other(deed):
    return subprocess.Popen([sys.executable, __file__, place, deed])


def transaction(*settings):
    """What a transaction reads twice, before and after a commit of another process."""
    connection = connected()
    for setting in settings:
        connection.execute(setting)
    connection.execute(f"ATTACH '{place}/plain.sqlite' AS plain (TYPE sqlite, READ_ONLY)")
    connection.execute("BEGIN")
    before = connection.execute("SELECT a FROM plain.t").fetchall()
    other("change").wait()
    return before == connection.execute("SELECT a FROM plain.t").fetchall()


def reads(*settings):
    """Reads of two tables that are filled together, and those of them that saw different numbers of rows."""
    connection = connected()
    for setting in settings:
        connection.execute(setting)
    attached(connection, "READ_ONLY")
    rows = "(SELECT count(a) FILTER (a = 1) FROM lake.{})"
    writer, asked, unequal = other("fill_and_merge"), 0, 0
    while writer.poll() is None:
        one, two = connection.execute(f"SELECT {rows.format('one')}, {rows.format('two')}").fetchone()
        asked, unequal = asked + 1, unequal + (one != two)
    return asked, unequal


if deed != "all":
    globals()[deed]()
    raise SystemExit
print("duckdb", duckdb.__version__)
for name in ("plain", "catalog"):
    with sqlite3.connect(f"{place}/{name}.sqlite") as made:
        made.execute("PRAGMA journal_mode = WAL")
with sqlite3.connect(f"{place}/plain.sqlite") as plain:
    plain.execute("CREATE TABLE t (a INTEGER)")
    plain.execute("INSERT INTO t VALUES (1)")
lake = attached(connected(), "DATA_INLINING_ROW_LIMIT 0")
for table in ("one", "two"):
    lake.execute(f"CREATE TABLE lake.{table} (a INTEGER)")
lake.close()
for name, settings in (("by default", ()), ("single-threaded scans", (ONE_STATE,))):
    print(f"{name}: a transaction reads the same twice: {transaction(*settings)}")
    asked, unequal = reads(*settings)
    print(f"{name}: {asked} reads of two tables filled together; some unequal: {unequal > 0} ({unequal})")
PYTHON

seen="$("$place/env/bin/python" "$place/states.py" "$place" all)"
printf '%s\n' "$seen"
grep -q "by default: a transaction reads the same twice: False" <<< "$seen"
grep -q "by default: .* some unequal: True" <<< "$seen"
grep -q "single-threaded scans: a transaction reads the same twice: True" <<< "$seen"
grep -q "single-threaded scans: .* some unequal: False" <<< "$seen"
