"""`dateline status`: what the lake holds, how its nights went, and what to do."""

from datetime import UTC, datetime
from typing import Annotated

import typer

from flows import terminal
from flows.commands.options import DEFAULT_LAKE, LakeOption
from warehouse.errors import DatelineError, RunFailed
from warehouse.lake import Lake

# Of the columns of `runs`, those that fit a terminal.
_SHOWN = ("run_id", "state", "started_at", "records_in", "articles", "revisions", "rejects", "held_back", "error")


def status(
    lake: LakeOption = DEFAULT_LAKE,
    check: Annotated[
        bool, typer.Option("--check", help="End with exit code 1 if the last night is missing or bad, or a source old.")
    ] = False,
    due: Annotated[
        str, typer.Option(metavar="HH:MM", help="Hour (UTC) from which today's night is missing.")
    ] = "12:00",
) -> None:
    """Show how the nights went, how fresh each source is, what the lake holds, and what to do."""
    Lake(lake).require()
    from warehouse.nights import calendar
    from warehouse.status import status as read

    try:
        hour = datetime.strptime(due, "%H:%M").time()
    except ValueError as error:
        raise DatelineError(f"{due} is no hour", "Write it as 06:30") from error
    state = read(Lake(lake), datetime.now(UTC), hour)
    if not check:
        first, last = state["days"] or (None, None)
        terminal.say(f"Lake {state['lake']}, snapshot {state['snapshot']}, articles from {first} to {last}")
        terminal.table([{"table": name, "rows": f"{count:,}"} for name, count in state["rows"].items()], "Rows")
        terminal.table([{name: run[name] for name in _SHOWN if name in run} for run in state["runs"]], "Newest runs")
        terminal.table(
            [{"reason": reason, "rejects": f"{count:,}"} for reason, count in state["rejects"].items()], "Rejects"
        )
        terminal.table([row._asdict() for row in state["freshness"]], "Sources, the one silent longest first")
        terminal.say("Nights: + good, ~ partial, x bad, > under way, ? missing")
        for line in calendar(state["nights"]):
            terminal.say(line)
        terminal.say("What to do:" if state["remedies"] else "Nothing to do.")
    for line in state["remedies"]:
        terminal.say(f"  {line}")
    if check and state["faults"]:
        raise RunFailed("; ".join(state["faults"]), "`dateline status` says more")
    if check:
        terminal.say("The last night is neither missing nor bad, and no source is too old.")
