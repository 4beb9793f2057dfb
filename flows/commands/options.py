"""Options that several commands have."""

from pathlib import Path
from typing import Annotated

import typer

LakeOption = Annotated[Path, typer.Option("--lake", envvar="DATELINE_LAKE", help="Folder of the lake.")]
TaggerOption = Annotated[str, typer.Option(help="crf, spacy:NAME, gliner:NAME or transformers:NAME.")]
WaitOption = Annotated[float, typer.Option(min=0, help="Seconds to wait for another writer.")]
NotifyOption = Annotated[
    str | None,
    typer.Option(
        metavar="URL", envvar="DATELINE_NOTIFY", help="Address to post notices to, as JSON with a field `text`."
    ),
]
DEFAULT_LAKE = Path("lake")
