#!/usr/bin/env bash
# DuckDB 1.5.5: a join by IS NOT DISTINCT FROM reads a Parquet file whole where a join by = reads one row group of it.
#
# Facts sorted by day are joined to the articles of one day. By `=` DuckDB hands the least and greatest day of the articles to
# the scan of the facts, which then leaves all other row groups out. A day may be null, and the join that keeps such rows,
# `a.day IS NOT DISTINCT FROM f.day`, hands nothing on, though no article here is without a day: a hundred times as many rows
# leave the scan for the same answer. Two joins by =, one of them for what has no day, are what reads little.
set -euo pipefail
place="$(mktemp -d)"
trap 'rm -rf "$place"' EXIT
python3.11 -m venv "$place/env"
"$place/env/bin/python" -m pip install --quiet --disable-pip-version-check duckdb==1.5.5

cat > "$place/days.py" <<'PYTHON'
import json
import sys

import duckdb

facts = f"{sys.argv[1]}/facts.parquet"
connection = duckdb.connect()
connection.execute(
    "COPY (SELECT DATE '2026-01-01' + (i // 10000)::INTEGER AS day, i % 50 AS article FROM range(1000000) AS t(i) ORDER BY day) "
    f"TO '{facts}' (ROW_GROUP_SIZE 10000)"
)
connection.execute("CREATE TABLE articles AS SELECT DATE '2026-02-01' AS day, i AS article FROM range(5) AS t(i)")
connection.execute("SET threads = 1")
print("duckdb", duckdb.__version__)


def scanned(node):
    own = node.get("operator_cardinality", 0) if "PARQUET" in node.get("operator_name", "") else 0
    return own + sum(scanned(child) for child in node["children"])


for how in ("=", "IS NOT DISTINCT FROM"):
    sql = f"SELECT count(*) FROM '{facts}' AS f INNER JOIN articles AS a ON a.article = f.article AND a.day {how} f.day"
    plan = json.loads(connection.execute(f"EXPLAIN (ANALYZE, FORMAT json) {sql}").fetchall()[0][1])
    [(rows,)] = connection.execute(sql).fetchall()
    print(f"by {how}: {rows} rows found, {scanned(plan)} came from the file")
PYTHON

seen="$("$place/env/bin/python" "$place/days.py" "$place")"
printf '%s\n' "$seen"
grep -q "by =: 1000 rows found, 1000 came from the file" <<< "$seen"
grep -q "by IS NOT DISTINCT FROM: 1000 rows found, 100000 came from the file" <<< "$seen"
