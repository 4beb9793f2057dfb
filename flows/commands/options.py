"""Options that several commands have."""

from datetime import datetime, time
from pathlib import Path
from typing import Annotated

import typer

from flows.defaults import LEAST_MEMORY_MB, OLDEST_DAY

LakeOption = Annotated[Path, typer.Option("--lake", envvar="DATELINE_LAKE", help="Folder of the lake.")]
TaggerOption = Annotated[str, typer.Option(help="crf, spacy:NAME, gliner:NAME or transformers:NAME.")]
MemoryOption = Annotated[
    int, typer.Option("--memory-mb", min=LEAST_MEMORY_MB, help="What the run may hold in memory, in MB.")
]
WaitOption = Annotated[float, typer.Option(min=0, help="Seconds to wait for another writer.")]
NotifyOption = Annotated[
    str | None,
    typer.Option(
        metavar="URL", envvar="DATELINE_NOTIFY", help="Address to post notices to, as JSON with a field `text`."
    ),
]
RunnerOption = Annotated[str, typer.Option(help="threads, or dask for extraction on the workers of a cluster.")]
DaskAddressOption = Annotated[
    str | None, typer.Option(metavar="ADDRESS", help="Scheduler of the cluster; one of this machine without it.")
]
WorkersOption = Annotated[int | None, typer.Option(min=1, help="Workers of a cluster of this machine.")]
OldestDayOption = Annotated[
    datetime, typer.Option("--oldest-day", formats=["%Y-%m-%d"], help="Earlier days of publication are mistakes.")
]
AnyDayOption = Annotated[bool, typer.Option("--any-day", help="Take any day of publication, in the future too.")]
OLDEST = datetime.combine(OLDEST_DAY, time())
DEFAULT_LAKE = Path("lake")
