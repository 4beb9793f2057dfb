"""The figures of README's tour, from the sample articles: `python -m tests.samples.tour` renews them (`make docs`)."""

import re
import tempfile
from pathlib import Path
from typing import Any

from tests.builders import prepared, samples_lake
from tests.conftest import ROOT
from warehouse.lake import Lake
from warehouse.query import run, saved_query
from warehouse.status import status
from warehouse.tables import FACT_TABLES

README = ROOT / "README.md"


def figures(lake: Path) -> dict[str, str]:
    """What the tour says of a lake of the samples, by a pattern that finds it in README.md just once."""
    state = status(Lake(lake))
    rows: dict[str, int] = state["rows"]
    tables = "   ".join(f"{name} {rows[name]}" for name in ("articles", "sentences", *FACT_TABLES))
    rejects = ", ".join(f"{reason} {count}" for reason, count in state["rejects"].items())
    first, last = state["days"]
    snapshot = state["snapshot"]
    money = _rows(lake, "SELECT count(*) FROM money")[0][0]
    days = rows["temporal_mentions"]
    countries = _rows(lake, saved_query("countries_in_the_news"))[:2]
    table = "\n".join(
        f"    │ {code} │ {articles:>8} │ {names:>8} │ {words:<13} │" for code, articles, names, words in countries
    )
    return {
        r"snapshot \d+, articles from \S+ to \S+": f"snapshot {snapshot}, articles from {first} to {last}",
        r"articles \d+   sentences \d+.*": tables,
        r"rejects: .*": f"rejects: {rejects}",
        r"(?:    │ country:.*\n?)+": f"{table}\n",
        r"Snapshot \d+ in OUT: .*": (
            f"Snapshot {snapshot} in OUT:  money {money} rows money.parquet,  "
            f"temporal_mentions {days} rows temporal_mentions.parquet"
        ),
    }


def renewed(readme: str) -> str:
    """The text of README.md with the figures as they are now. Raises ValueError where one has no place in it."""
    with tempfile.TemporaryDirectory() as place:
        found = figures(prepared(samples_lake, Path(place)).path)
    for pattern, figure in found.items():
        readme, count = re.subn(pattern, lambda _, figure=figure: figure, readme)
        if count != 1:
            raise ValueError(f"README.md has {count} places for {pattern}")
    return readme


def _rows(lake: Path, sql: str) -> list[tuple[Any, ...]]:
    return run(Lake(lake), sql, None).fetchall()


if __name__ == "__main__":
    README.write_text(renewed(README.read_text(encoding="utf-8")), encoding="utf-8")
