"""Folders that could not be listed: each is one record without bytes, with the reason."""

import os
from collections.abc import Sequence
from pathlib import Path

import polars as pl

from flows.sources.format import Format, Options, Slice
from flows.sources.records import unread
from transforms.articles import read_text_records


def read(slices: Sequence[Slice], options: Options) -> pl.DataFrame:
    """One record a folder; reading it again brings nothing, for its files were not listed."""
    return unread(slices, [_detail(part.path) for part in slices], options)


def _detail(path: str) -> str:
    try:
        os.scandir(Path(path)).close()
    except OSError as error:
        return f"The folder cannot be listed ({error.strerror}); repair its permissions"
    return "The folder could not be listed when the run began; run again"


# No format of files, so it is not among those that can be asked for.
UNLISTED = Format(name="folder", about="a folder that cannot be listed", read=read, drafts=read_text_records)
