"""Notices to a web hook: what went wrong with a night, as JSON with a field `text` that Slack and its like show."""

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import duckdb

from warehouse.runs import Attempt

# Figures are held to those of so many nights before, once there are enough to tell what is usual.
HISTORY_NIGHTS = 14
_LEAST_NIGHTS = 5
_PATIENCE_SECONDS = 10.0


@dataclass(frozen=True)
class Notice:
    """One thing to tell: kind is failed, crashed, missing or unusual."""

    kind: str
    night: date
    text: str

    def payload(self, lake: str) -> dict[str, Any]:
        """What is posted."""
        text = f"Dateline, {Path(lake).name}, night of {self.night}: {self.text}"
        return {"text": text, "kind": self.kind, "night": self.night.isoformat(), "lake": lake}


def failed(night: date, error: BaseException) -> Notice:
    """A night that did not end well."""
    return Notice("failed", night, f"failed. {' '.join(str(error).split()) or type(error).__name__}")


def crashed(attempt: Attempt) -> Notice:
    """A run that was killed, found by the next one."""
    return Notice("crashed", attempt.as_of, f"process {attempt.pid} on {attempt.host} was killed; it is run again")


def missing(first: date, last: date, *, is_caught_up: bool) -> Notice:
    """Nights that never ran."""
    days = f"{first} to {last}" if last > first else str(first)
    return Notice("missing", last, f"no run of {days}. {'Caught up now' if is_caught_up else 'Nothing to read there'}")


def unusual(connection: duckdb.DuckDBPyConnection, night: date) -> list[Notice]:
    """What is below half of the least or above twice the largest of the fourteen nights before.

    Figures are articles, rejects, and facts per article; a night that was run twice counts once.
    """
    first = night - timedelta(days=4 * HISTORY_NIGHTS)
    rows = connection.execute(
        "SELECT as_of, sum(articles), sum(rejects), "
        "sum(facts) / greatest(sum(articles + revisions + duplicates), 1) FROM runs "
        "WHERE as_of BETWEEN ? AND ? AND is_night AND state IN ('completed', 'held_back') "
        "GROUP BY as_of ORDER BY as_of DESC",
        [first, night],
    ).fetchall()
    if not rows or rows[0][0] != night or len(rows) <= _LEAST_NIGHTS:
        return []
    found = []
    for number, name in enumerate(("articles", "rejects", "facts per article"), 1):
        figure = float(rows[0][number])
        before = [float(row[number]) for row in rows[1 : HISTORY_NIGHTS + 1]]
        least, largest = min(before), max(before)
        # Few rejects are no bad news, and neither are the first one or two.
        is_few = figure < least / 2 and name != "rejects"
        if is_few or figure > 2 * max(largest, 1.0):
            text = f"{figure:,.1f} {name}; the last {len(before)} nights had {least:,.1f} to {largest:,.1f}"
            found.append(Notice("unusual", night, text.replace(".0 ", " ").replace(".0;", ";")))
    return found


def post(url: str, lake: str, notice: Notice) -> str | None:
    """Post a notice, twice where the first time fails; gives what went wrong. Never raises: a night goes on."""
    import httpx

    problem = None
    for _ in range(2):
        try:
            httpx.post(url, json=notice.payload(lake), timeout=_PATIENCE_SECONDS).raise_for_status()
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            problem = f"The notice could not be posted ({error or type(error).__name__})"
        else:
            return None
    return problem


def check_address(url: str | None) -> None:
    """Raise DatelineError unless notices can be posted to an address of this form."""
    from urllib.parse import urlsplit

    from warehouse.errors import DatelineError

    if url is not None and (urlsplit(url).scheme not in ("http", "https") or not urlsplit(url).netloc):
        raise DatelineError(f"{url} is no web address", "Give one that begins with https:// or http://")
