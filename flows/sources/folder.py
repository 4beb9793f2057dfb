"""Folders that could not be listed: each is one record without bytes, with the reason."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from flows.sources.text import unread

if TYPE_CHECKING:
    from flows.sources import Slice


def read(slices: "Sequence[Slice]", source: str | None, max_bytes: int) -> pl.DataFrame:
    """One record a folder; reading it again brings nothing, for its files were not listed."""
    return unread([part.path for part in slices], [_detail(part.path) for part in slices], source)


def _detail(path: str) -> str:
    try:
        os.scandir(Path(path)).close()
    except OSError as error:
        return f"The folder cannot be listed ({error.strerror}); mend its permissions"
    return "The folder could not be listed when the run began; run again"
