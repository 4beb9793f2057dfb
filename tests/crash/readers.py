"""Asks a lake without a pause until its standard input ends: python -m tests.crash.readers LAKE.

Prints JSON: how often it read, the numbers of articles it saw, and every error.
"""

import json
import select
import sys
from collections import Counter
from contextlib import closing
from pathlib import Path

import duckdb

from warehouse.lake import Lake
from warehouse.lake.faults import explained

# Articles, those of them with sentences, and what the ledger has of them: equal in a lake of which no half is seen.
WHOLE = (
    "SELECT count(*), count(*) FILTER (article_id IN (SELECT article_id FROM sentences)), "
    "(SELECT count(*) FROM ledger WHERE outcome <> 'reject') FROM articles"
)


def main(lake: Lake) -> None:
    """Read until told to stop."""
    seen: Counter[str] = Counter()
    errors: Counter[str] = Counter()
    while not select.select([sys.stdin], [], [], 0.1)[0]:
        try:
            with closing(lake.reader()) as reader:
                counts = set(reader.execute(WHOLE).fetchall()[0])
                seen[str(counts.pop()) if len(counts) == 1 else "half"] += 1
        except Exception as error:
            met = (isinstance(error, duckdb.Error) and explained(error, lake.store)) or error
            errors[f"{type(met).__name__}: {met}"[:300]] += 1
    print(json.dumps({"reads": sum(seen.values()), "seen": dict(seen), "errors": dict(errors)}))


if __name__ == "__main__":
    main(Lake(Path(sys.argv[1])))
