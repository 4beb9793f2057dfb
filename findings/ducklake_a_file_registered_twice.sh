#!/usr/bin/env bash
# DuckLake (extension 1.5.5 of DuckDB 1.5.5): a Parquet file given to ducklake_add_data_files twice counts twice, and DELETE
# then says it took all of its rows and leaves half of them.
#
# A loader that repeats a step after a lost answer registers a file that is registered already. One would expect an error,
# or that nothing happens. The rows are there twice; `DELETE FROM t` reports twice the file's rows, and a SELECT still finds
# every row of the file once. Neither statement says that a file is listed twice.
set -euo pipefail
place="$(mktemp -d)"
trap 'rm -rf "$place"' EXIT
python3.11 -m venv "$place/env"
"$place/env/bin/python" -m pip install --quiet --disable-pip-version-check duckdb==1.5.5 duckdb-extension-ducklake==1.5.5

cat > "$place/twice.py" <<'PYTHON'
import importlib.resources
import sys
from pathlib import Path

import duckdb

place = sys.argv[1]
connection = duckdb.connect()
package = importlib.resources.files("duckdb_extension_ducklake")
connection.execute(f"LOAD '{package}/extensions/v{duckdb.__version__}/ducklake.duckdb_extension'")
connection.execute(f"ATTACH 'ducklake:{place}/catalog.duckdb' AS lake (DATA_PATH '{place}/data', DATA_INLINING_ROW_LIMIT 0)")
print("duckdb", duckdb.__version__)
connection.execute("CREATE TABLE lake.articles (words INTEGER)")
Path(place, "data").mkdir(exist_ok=True)
connection.execute(f"COPY (SELECT (100 + i)::INTEGER AS words FROM range(3) t(i)) TO '{place}/data/three.parquet'")
for time in ("first", "second"):
    connection.execute(f"CALL ducklake_add_data_files('lake', 'articles', '{place}/data/three.parquet')")
    print(time, "time: rows", connection.execute("SELECT count(*) FROM lake.articles").fetchone()[0])
print("deleted:", connection.execute("DELETE FROM lake.articles").fetchone()[0])
print("left:", connection.execute("SELECT words FROM lake.articles ORDER BY ALL").fetchall())
PYTHON

seen="$("$place/env/bin/python" "$place/twice.py" "$place")"
printf '%s\n' "$seen"
grep -q "second time: rows 6" <<< "$seen"
grep -q "deleted: 6" <<< "$seen"
grep -q "left: \[(100,), (101,), (102,)\]" <<< "$seen"
