#!/usr/bin/env bash
# DuckLake (extension 1.5.5 of DuckDB 1.5.5): rows of a string column are not found when a file has a row group of nulls.
#
# Of a table sorted by a string column with its nulls last, the last row group holds nulls alone. DuckLake then notes no least
# and greatest value for the whole file, which is right but wide; with the next INSERT, though, it notes those of the new rows
# for the whole table, and a SELECT by equality with a value outside of them is answered with nothing, without a look at the
# files. One would expect the row, as `name || ''` finds it. Without the optimizer statistics_propagation it is found.
set -euo pipefail
place="$(mktemp -d)"
trap 'rm -rf "$place"' EXIT
python3.11 -m venv "$place/env"
"$place/env/bin/python" -m pip install --quiet --disable-pip-version-check duckdb==1.5.5 duckdb-extension-ducklake==1.5.5

cat > "$place/nulls.py" <<'PYTHON'
import importlib.resources
import sys

import duckdb

place = sys.argv[1]
connection = duckdb.connect()
package = importlib.resources.files("duckdb_extension_ducklake")
connection.execute(f"LOAD '{package}/extensions/v{duckdb.__version__}/ducklake.duckdb_extension'")
connection.execute(f"ATTACH 'ducklake:{place}/catalog.duckdb' AS lake (DATA_PATH '{place}/data', DATA_INLINING_ROW_LIMIT 0)")
print("duckdb", duckdb.__version__)


def found(condition):
    return connection.execute(f"SELECT count(*) FROM lake.people WHERE {condition}").fetchone()[0]


connection.execute("CREATE TABLE lake.people (name VARCHAR)")
connection.execute("INSERT INTO lake.people SELECT CASE WHEN i < 200000 THEN 'Ann ' || i END FROM range(800000) t(i)")
print("one file: found", found("name = 'Ann 7'"))
connection.execute("INSERT INTO lake.people VALUES ('Zoe')")
print("two files: found", found("name = 'Ann 7'"), "by an expression", found("name || '' = 'Ann 7'"))
connection.execute("SET disabled_optimizers = 'statistics_propagation'")
print("without the optimizer: found", found("name = 'Ann 7'"))
PYTHON

seen="$("$place/env/bin/python" "$place/nulls.py" "$place")"
printf '%s\n' "$seen"
grep -q "one file: found 1" <<< "$seen"
grep -q "two files: found 0 by an expression 1" <<< "$seen"
grep -q "without the optimizer: found 1" <<< "$seen"
