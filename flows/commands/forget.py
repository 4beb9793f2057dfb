"""`dateline forget`: an article or a source is taken down."""

from datetime import UTC, datetime
from typing import Annotated

import typer

from flows import terminal
from flows.commands.options import DEFAULT_LAKE, LakeOption, WaitOption
from flows.defaults import WAIT_SECONDS
from warehouse.errors import DatelineError
from warehouse.lake import Lake


def forget(
    reason: Annotated[str, typer.Option(help="Why; kept with the tombstone.")],
    articles: Annotated[list[str] | None, typer.Argument(metavar="[ARTICLE]...", help="As in article_id.")] = None,
    source: Annotated[str | None, typer.Option(help="All articles of a source, now and in future.")] = None,
    lake: LakeOption = DEFAULT_LAKE,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    wait: WaitOption = WAIT_SECONDS,
) -> None:
    """Take articles out of the lake, with all older snapshots, and never read them again."""
    place = Lake(lake)
    place.require(for_writing=True)
    from warehouse.forgetting import forget as run

    if bool(articles) == bool(source):
        raise DatelineError("Give articles by their ids, or --source NAME", "`dateline query` finds them")
    if not yes:
        what = f"the source {source}" if source else ", ".join(articles or [])
        typer.confirm(f"Forget {what} for good? All older snapshots of the lake go too", abort=True)
    with place.writer_lock(wait):
        gone = run(place, articles or [], source, reason=reason, now=datetime.now(UTC))
    terminal.say(
        f"{gone.articles:,} articles and {gone.rows:,} rows are gone, with {gone.snapshots:,} snapshots and "
        f"{gone.files:,} files. Input files, exports and backups are not touched."
    )
    if gone.copies:
        terminal.say(f"Other articles have the same text: {', '.join(gone.copies)}")
