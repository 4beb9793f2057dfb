#!/usr/bin/env bash
# DuckLake (extension 1.5.5 of DuckDB 1.5.5) over a SQLite catalog: `older_than` forgets snapshots that are younger.
#
# ducklake_expire_snapshots takes a moment, and one would expect it to choose the snapshots made before it. In a SQLite
# catalog moments are text, written "2026-03-11 04:30:00+00"; the one asked for is compared with them in another notation,
# with a T in the middle, which sorts after every blank. So each snapshot of the same UTC day counts as older, whatever its
# hour: with the beginning of today as limit, those made just now are listed. With the beginning of yesterday none is. In
# a DuckDB catalog neither lists any.
set -euo pipefail
place="$(mktemp -d)"
trap 'rm -rf "$place"' EXIT
python3.11 -m venv "$place/env"
"$place/env/bin/python" -m pip install --quiet --disable-pip-version-check \
  duckdb==1.5.5 duckdb-extension-ducklake==1.5.5 duckdb-extension-sqlite-scanner==1.5.5 pytz

cat > "$place/expire.py" <<'PYTHON'
import importlib.resources
import sys

import duckdb

place = sys.argv[1]
connection = duckdb.connect()
for name in ("ducklake", "sqlite_scanner"):
    package = importlib.resources.files(f"duckdb_extension_{name}")
    connection.execute(f"LOAD '{package}/extensions/v{duckdb.__version__}/{name}.duckdb_extension'")
connection.execute("SET TimeZone = 'UTC'")
print("duckdb", duckdb.__version__)
for kind, catalog in (("sqlite", f"sqlite:{place}/catalog.sqlite"), ("duckdb", f"{place}/catalog.duckdb")):
    connection.execute(f"ATTACH 'ducklake:{catalog}' AS {kind}_lake (DATA_PATH '{place}/{kind}')")
    connection.execute(f"CREATE TABLE {kind}_lake.t (a INTEGER)")
    connection.execute(f"INSERT INTO {kind}_lake.t VALUES (1)")
    for day, limit in (("today", "date_trunc('day', now())"), ("yesterday", "date_trunc('day', now()) - INTERVAL 1 DAY")):
        call = f"CALL ducklake_expire_snapshots('{kind}_lake', dry_run => true, older_than => {limit})"
        print(f"{kind} catalog, older than the beginning of {day}:", len(connection.execute(call).fetchall()), "snapshots")
PYTHON

seen="$("$place/env/bin/python" "$place/expire.py" "$place")"
printf '%s\n' "$seen"
grep -q "sqlite catalog, older than the beginning of today: 2 snapshots" <<< "$seen"
grep -q "sqlite catalog, older than the beginning of yesterday: 0 snapshots" <<< "$seen"
grep -q "duckdb catalog, older than the beginning of today: 0 snapshots" <<< "$seen"
