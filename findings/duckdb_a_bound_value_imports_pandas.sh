#!/usr/bin/env bash
# DuckDB 1.5.5 for Python: the first value that is bound to a statement imports pandas where that is installed (3.1.1
# here), and with it numpy and, where there is one, pyarrow. A program that only ever binds strings, and has no pandas of
# its own, would expect not to pay for it; it takes some tenths of a CPU second in each process. A literal does not.
set -euo pipefail
place="$(mktemp -d)"
trap 'rm -rf "$place"' EXIT
python3.11 -m venv "$place/env"
"$place/env/bin/python" -m pip install --quiet --disable-pip-version-check duckdb==1.5.5 pandas==3.1.1

"$place/env/bin/python" - <<'PYTHON'
import sys
import time

import duckdb

connection = duckdb.connect()
connection.execute("SELECT 'a'").fetchall()
after_literal, began = "pandas" in sys.modules, time.process_time()
connection.execute("SELECT ?", ["a"]).fetchall()
after_value = "pandas" in sys.modules
print(f"pandas is imported after a literal: {after_literal}, after a bound value: {after_value}")
print(f"CPU seconds of the statement with the bound value: {time.process_time() - began:.2f}")
sys.exit(0 if after_value and not after_literal else 1)
PYTHON
