"""How long ago each source brought something new, and whether that is too long.

<lake>/sources.toml, written by hand, says what is too long; "*" means the sources it does not name:

    [sources.harbour-wire]
    warn_after = "36h"
    error_after = "3d"
"""

import re
import tomllib
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import duckdb

from warehouse.errors import DatelineError

SOURCES = "sources.toml"

_SPAN = re.compile(r"([1-9][0-9]{0,3})([hd])")
_LIMITS = ("warn_after", "error_after")


class Freshness(NamedTuple):
    """A source, the day of the run that last brought something new of it, its newest day of publication, a verdict."""

    source: str
    last_new: datetime
    newest: Any
    verdict: str


def freshness(connection: duckdb.DuckDBPyConnection, lake: Path, now: datetime) -> list[Freshness]:
    """All sources, the one that was silent longest first; verdicts are fresh, warn, error, or "" where none is asked.

    Raises DatelineError where sources.toml cannot be read.
    """
    limits = _limits(lake / SOURCES)
    rows = connection.execute(
        "SELECT source, max(ingested_at), max(published_on) FROM articles GROUP BY source ORDER BY 2, 1"
    ).fetchall()
    return [
        Freshness(source, last, newest, _verdict(now - last, limits.get(source, limits.get("*", {}))))
        for source, last, newest in rows
    ]


def _verdict(age: timedelta, limits: dict[str, timedelta]) -> str:
    if not limits:
        return ""
    if age > limits.get("error_after", timedelta.max):
        return "error"
    return "warn" if age > limits.get("warn_after", timedelta.max) else "fresh"


def _limits(path: Path) -> dict[str, dict[str, timedelta]]:
    if not path.exists():
        return {}
    try:
        declared = tomllib.loads(path.read_text(encoding="utf-8")).get("sources", {})
        return {
            str(source): {name: _span(span) for name, span in given.items() if name in _LIMITS}
            for source, given in declared.items()
        }
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, AttributeError, TypeError, ValueError) as error:
        raise DatelineError(
            f"{path} cannot be read ({error})",
            'Each source is a section [sources.NAME] with warn_after = "36h" and error_after = "3d"',
        ) from error


def _span(text: str) -> timedelta:
    found = _SPAN.fullmatch(text)
    if not found:
        raise ValueError(f"{text!r} is no number of hours or days")
    return timedelta(hours=int(found[1])) if found[2] == "h" else timedelta(days=int(found[1]))
