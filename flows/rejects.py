"""`dateline rejects`: what was left out and why, the beginning of its bytes, and reading it again."""

from datetime import datetime
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import unquote, urlsplit

import typer

from flows import terminal
from flows.commands.options import DEFAULT_LAKE, OLDEST, AnyDayOption, LakeOption, OldestDayOption
from flows.defaults import AUTO, format_choices
from warehouse.errors import DatelineError
from warehouse.lake import Lake
from warehouse.reasons import REASONS

app = typer.Typer(help="What was left out, and why.")

ReasonOption = Annotated[str | None, typer.Option("--reason", help="Only those with this reason.")]
_SHOWN_BYTES = 1000
# A record is named by as many figures of its hash, as in the list.
_NAME_CHARS = 10


@app.callback(invoke_without_command=True)
def listing(
    context: typer.Context,
    lake: LakeOption = DEFAULT_LAKE,
    reason: ReasonOption = None,
    limit: Annotated[int, typer.Option(min=1, help="Rejects to list.")] = 20,
) -> None:
    """Count rejects by reason, and list the newest."""
    if context.invoked_subcommand:
        return
    rows = rejected(lake, reason, limit)
    if not rows:
        terminal.say("There are no rejects." if reason is None else f"There are no rejects with the reason {reason}.")
        return
    counts = Lake(lake).reader().execute("SELECT reason, count(*) FROM rejects GROUP BY reason ORDER BY 2 DESC, 1")
    terminal.table(
        [
            {"rejects": f"{count:,}", "reason": name, "what it means": told.about, "what to do": told.remedy}
            for name, count in counts.fetchall()
            if reason in (None, name) and (told := REASONS.get(name))
        ],
        "By reason",
    )
    terminal.table(rows, "The newest; `dateline rejects show RECORD` has more of one")


@app.command()
def show(
    record: Annotated[str, typer.Argument(help="The record as listed, or an address or a part of one.")],
    lake: LakeOption = DEFAULT_LAKE,
) -> None:
    """Show a reject, with the beginning of its bytes."""
    Lake(lake).require()
    found = (
        Lake(lake)
        .reader()
        .execute(
            "SELECT reason, source_uri, source_locator, detail, r.run_id, r.record_sha256, traceback, b.record "
            "FROM rejects AS r LEFT JOIN rejected_bytes AS b USING (record_sha256) "
            "WHERE starts_with(r.record_sha256, $1) OR contains(r.source_uri, $1) ORDER BY r.rejected_at DESC LIMIT 2",
            [record],
        )
        .fetchall()
    )
    if not found:
        raise DatelineError(f"There is no reject {record}", "`dateline rejects` lists them")
    reason, uri, locator, detail, run_id, sha, traceback, content = found[0]
    told = REASONS.get(reason)
    terminal.say(
        f"{uri}{f' {locator}' if locator else ''}\n{reason}: {detail}\nRun {run_id}, record {sha or 'without bytes'}"
    )
    if told:
        terminal.say(f"It means: {told.about}. What to do: {told.remedy}.")
    if traceback:
        terminal.say(traceback)
    if content is None:
        terminal.say("\nIts bytes are not kept; they are in the source only.")
    else:
        first = f"the first {_SHOWN_BYTES:,} of " if len(content) > _SHOWN_BYTES else ""
        terminal.say(f"\nIts bytes, {first}{len(content):,}:\n\n{escaped(content[:_SHOWN_BYTES])}")
    if len(found) > 1:
        terminal.note(f"More than one reject is meant by {record}; this is the newest")


@app.command()
def retry(
    lake: LakeOption = DEFAULT_LAKE,
    reason: ReasonOption = None,
    as_of: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Logical day of the run (UTC).")] = None,
    file_format: Annotated[str, typer.Option("--format", help=f"{format_choices()}.")] = AUTO,
    mapping: Annotated[
        list[str] | None, typer.Option("--map", metavar="COLUMN=FIELD", help="A column's field: body=story.text.")
    ] = None,
    oldest_day: OldestDayOption = OLDEST,
    any_day: AnyDayOption = False,
) -> None:
    """Read the files again in which there are rejects; what is an article now is a reject no longer."""
    Lake(lake).require(for_writing=True)
    there, gone = files_of(lake, reason)
    if gone:
        terminal.note(f"{gone:,} files or streams of rejects are not there any more; they stay as they are")
    if not there:
        terminal.say("There is nothing to read again.")
        return
    from flows.local_run import ingest
    from flows.sources.fields import parse_mapping

    ingest(
        there,
        lake,
        as_of.date() if as_of else None,
        file_format=file_format,
        mapping=parse_mapping(mapping or []),
        oldest_day=None if any_day else oldest_day.date(),
        retry=True,
    )


def rejected(lake: Path, reason: str | None, limit: int) -> list[dict[str, Any]]:
    """The newest rejects, a row each as it is shown. Raises DatelineError for a reason that there is not."""
    if reason is not None and reason not in REASONS:
        raise DatelineError(f"There is no reason {reason}", f"There are: {', '.join(REASONS)}")
    Lake(lake).require()
    found = (
        Lake(lake)
        .reader()
        .execute(
            "SELECT record_sha256, reason, source_uri, source_locator, detail FROM rejects "
            "WHERE $1 IS NULL OR reason = $1 ORDER BY rejected_at DESC, source_uri, source_locator LIMIT $2",
            [reason, limit],
        )
        .fetchall()
    )
    return [
        {
            "record": (sha or "")[:_NAME_CHARS],
            "reason": name,
            "place": f"{uri}{f' {locator}' if locator else ''}",
            "detail": detail,
        }
        for sha, name, uri, locator, detail in found
    ]


def files_of(lake: Path, reason: str | None) -> tuple[list[str], int]:
    """The files with rejects that are there, containers in place of members, and the number of those that are not."""
    if reason is not None and reason not in REASONS:
        raise DatelineError(f"There is no reason {reason}", f"There are: {', '.join(REASONS)}")
    rows = (
        Lake(lake)
        .reader()
        .execute("SELECT DISTINCT source_uri FROM rejects WHERE $1 IS NULL OR reason = $1 ORDER BY 1", [reason])
        .fetchall()
    )
    places = dict.fromkeys(_place(uri) for (uri,) in rows)
    there = [place for place in places if place is not None and (_is_remote(place) or Path(place).exists())]
    return there, len(places) - len(there)


def escaped(content: bytes) -> str:
    """Bytes as text that can be read: what is no UTF-8 as \\xff."""
    return content.decode("utf-8", "backslashreplace")


def _place(uri: str) -> str | None:
    """The path or address of a file or of the container it is in; None for standard input."""
    outer = uri.partition("!/")[0]
    if uri.startswith("file:"):
        return unquote(urlsplit(outer).path, errors="surrogateescape")
    return outer if _is_remote(outer) else None


def _is_remote(place: str) -> bool:
    return "://" in place
