"""Running the nightly flow from the command line: quiet Prefect, a progress bar, a summary."""

import os
from datetime import UTC, date, datetime
from pathlib import Path

# Set before Prefect is imported. What a user has set stays.
os.environ.setdefault("PREFECT_SERVER_ANALYTICS_ENABLED", "false")
os.environ.setdefault("DO_NOT_TRACK", "1")
# The temporary server needs 7 to 10 s on two free cores, and more on busy ones.
os.environ.setdefault("PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS", "180")
os.environ.setdefault("PREFECT_LOGGING_LEVEL", "CRITICAL")
os.environ.setdefault("PREFECT_SERVER_LOGGING_LEVEL", "CRITICAL")

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

from flows import sources, terminal
from flows.account import Account
from flows.defaults import OLDEST_DAY
from flows.nightly import PROGRESS, nightly
from flows.sources.fields import parse_mapping
from flows.sources.formats.csv import day_notes
from flows.tagging import chosen_tagger
from warehouse.lake import Lake
from warehouse.reasons import REASONS

# More tables than this are read without a word on their days.
_MOST_NOTED = 20


def run_nightly(
    paths: list[str],
    lake: Path,
    file_format: str,
    as_of: date | None,
    source: str | None,
    batch_bytes: int,
    strict: bool,
    tagger: str,
    mapping: list[str],
    *,
    oldest_day: date = OLDEST_DAY,
    any_day: bool = False,
    retry: bool = False,
) -> None:
    """Run the flow here and now; what can be wrong with the arguments is said before Prefect starts."""
    sources.check_format(file_format)
    day = as_of.isoformat() if as_of else datetime.now(UTC).date().isoformat()
    found = sources.discover([path.replace("{as_of}", day) for path in paths], file_format)
    chosen_tagger(tagger)
    fields = parse_mapping(mapping)
    for part in [part for part in found if part.format == "csv"][:_MOST_NOTED]:
        for line in day_notes(part.path, fields):
            terminal.note(line)
    with Lake(lake).writer_lock():
        pass
    terminal.note("Starting Prefect ...")
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, disable=not console.is_terminal) as bar:
        task = bar.add_task("Reading", total=None)

        def progress(done: int, total: int, account: Account) -> None:
            bar.update(task, completed=done, total=total, description=f"{account.articles:,} articles")
            if not console.is_terminal:
                terminal.note(f"{done / max(total, 1):4.0%} read, {account.articles:,} new articles")

        token = PROGRESS.set(progress)
        try:
            outcome = nightly(
                paths, str(lake), as_of, file_format, source, batch_bytes, strict, tagger, fields, oldest_day, any_day,
                retry,
            )  # fmt: skip
        finally:
            PROGRESS.reset(token)
    terminal.table(outcome["rows"], f"Run {outcome['run_id']}")
    terminal.table(left_out(outcome["reasons"]), "Left out (`dateline rejects` lists them)")


def left_out(reasons: dict[str, int]) -> list[dict[str, str]]:
    """Rejects by reason, the most first, with what to do about them."""
    ordered = sorted(reasons.items(), key=lambda each: (-each[1], each[0]))
    return [
        {
            "records": f"{count:,}",
            "reason": name,
            "what it means": REASONS[name].about,
            "what to do": REASONS[name].remedy,
        }
        for name, count in ordered
    ]
