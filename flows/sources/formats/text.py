"""Raw text files, one article each."""

from collections.abc import Sequence

import polars as pl

from flows.sources.format import Format, Options, Slice, register
from flows.sources.records import whole_files
from transforms.articles import read_text_records
from warehouse.files import open_regular


def read(slices: Sequence[Slice], options: Options) -> pl.DataFrame:
    """Read each file whole; one that cannot be read carries its reason instead of bytes."""
    return whole_files(slices, [_record(part.path, options.max_bytes) for part in slices], options)


def _record(path: str, max_bytes: int) -> tuple[bytes | None, str | None, str | None]:
    try:
        with open_regular(path) as file:
            record = file.read(max_bytes + 1)
    except OSError as error:
        return None, "unreadable", f"The file cannot be read ({error.strerror}); mend its permissions or its link"
    if len(record) > max_bytes:
        return None, "too_large", f"The file is larger than {max_bytes:,} bytes; split it into articles"
    return record, None, None


register(
    Format(
        name="text",
        about="one article a file: a line ` date YYYY-MM-DD Title`, a blank line, paragraphs",
        suffixes=(".txt", ".text"),
        read=read,
        drafts=read_text_records,
    )
)
