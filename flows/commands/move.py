"""`dateline move`: a lake at another place."""

from pathlib import Path
from typing import Annotated

import typer

from flows import terminal
from flows.commands.options import DEFAULT_LAKE, LakeOption, WaitOption
from flows.defaults import WAIT_SECONDS
from warehouse.errors import DatelineError
from warehouse.lake import Lake

_PLACE = "Folder of a lake, or - for where DATELINE_CATALOG and DATELINE_DATA say that it lies."


def move(
    source: Annotated[str, typer.Argument(metavar="FROM", help=_PLACE)],
    target: Annotated[str, typer.Argument(metavar="TO", help=_PLACE)],
    lake: LakeOption = DEFAULT_LAKE,
    wait: WaitOption = WAIT_SECONDS,
) -> None:
    """Copy a lake to another place, prove the copy, and leave the first as it is; killed, it goes on where it was."""
    from warehouse.lake.moving import move as run

    first, copy = _place(source, lake), _place(target, lake)
    done = run(first, copy, wait)
    terminal.say(
        f"Snapshot {done['snapshot']}: {done['rows']:,} rows in {done['files']:,} files, {done['bytes']:,} bytes, are "
        f"in {copy.name} and read there the same; {done['copied']:,} files were copied now. The lake in {first.name} "
        "is as it was: write to one of them only."
    )


def _place(said: str, working_folder: Path) -> Lake:
    from warehouse.lake.store import local_store

    if said != "-":
        folder = Path(said).absolute()
        return Lake(folder, local_store(folder))
    there = Lake(working_folder)
    if there.is_in_its_folder:
        raise DatelineError("- stands for DATELINE_CATALOG and DATELINE_DATA, and neither is set", "Set one, or both")
    return there
