"""`dateline reprocess`: the facts of articles that are loaded are made again by this version."""

from typing import Annotated

import typer

from flows import terminal
from flows.commands.options import DEFAULT_LAKE, LakeOption, TaggerOption, WaitOption
from flows.defaults import BATCH_MB, LONG_WAIT_SECONDS, TAGGER
from warehouse.lake import Lake


def reprocess(
    lake: LakeOption = DEFAULT_LAKE,
    month: Annotated[list[str] | None, typer.Option(metavar="YYYY-MM", help="Only this month; repeatable.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would change; change nothing.")] = False,
    batch_mb: Annotated[int, typer.Option(min=1, max=1024, help="Text to hold at once, in MB.")] = BATCH_MB,
    tagger: TaggerOption = TAGGER,
    wait: WaitOption = LONG_WAIT_SECONDS,
) -> None:
    """Read articles that an older version read again, month by month; stopped, it goes on where it was."""
    place = Lake(lake)
    place.require(for_writing=True)
    from flows.reprocess import reprocess as run
    from flows.stopping import stoppable

    count = 0
    with stoppable():
        for done in run(place, month or [], batch_mb * 2**20, tagger=tagger, dry_run=dry_run, wait_seconds=wait):
            count += 1
            failing = f", {done.defects:,} on which the program fails" if done.defects else ""
            terminal.say(f"{done.month}: {done.articles:,} articles{failing}")
            terminal.table(done.counts.to_dicts(), f"{done.month}: rows by table and rule")
            if dry_run:
                shown = ["table", "article_id", "text", "rule", "change"]
                terminal.table(done.examples.select(shown).to_dicts() if done.examples.height else [], "Examples")
    if not count:
        terminal.say("Nothing to do: this version has read all articles.")
    elif dry_run:
        terminal.say("Nothing was changed.")
