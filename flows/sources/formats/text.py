"""Raw text: an article a file, or several, each with its own line ` date YYYY-MM-DD Title` and an empty line below."""

import os
import re
from collections.abc import Sequence

import polars as pl

from flows.sources.cutting import cut_at, records_of
from flows.sources.format import Format, Options, Slice, register
from flows.sources.records import Found, whole_files
from transforms.articles import read_text_records
from warehouse.files import open_regular

# The first line of an article, below an empty line. Only a whole day counts here: a paragraph may begin with "date".
_HEADER = re.compile(
    rb"(?:^|(?<=\n\n)|(?<=\n\r\n))[ \t]*date[ \t]+[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}"
    rb"(?:[ \t][^\r\n]{0,1000})?\r?\n[ \t]*\r?\n"
)


def cut(path: str, size: int) -> list[tuple[int, int, int]]:
    """Cut a large file between articles into stretches of about `size` bytes."""
    try:
        whole = os.stat(path).st_size  # noqa: PTH116  a million small files are not opened
    except OSError:
        return [(0, 0, 1)]  # reading it tells the reason
    return [(0, whole, 1)] if whole <= size else cut_at(path, size, _HEADER)


def read(slices: Sequence[Slice], options: Options) -> pl.DataFrame:
    """Read the articles of each file; what cannot be read carries its reason instead of bytes."""
    found = [(part, record) for part in slices for record in _records(part, options.max_bytes)]
    frame = whole_files(
        [part for part, _ in found], [(row.record, row.reason, row.detail) for _, row in found], options
    )
    places = pl.Series([row.locator for _, row in found], dtype=pl.String)
    identity = pl.when(places.is_null()).then("identity").otherwise(pl.concat_str("identity", pl.lit(" "), places))
    return frame.with_columns(source_locator=places, identity=identity)


def _records(part: Slice, max_bytes: int) -> list[Found]:
    try:
        with open_regular(part.path) as file:
            file.seek(part.start)
            content = file.read(part.bytes or max_bytes + 1)
    except OSError as error:
        detail = f"The file cannot be read ({error.strerror}); repair its permissions or its link"
        return [Found(None, reason="unreadable", detail=detail)]
    records = records_of(content, _HEADER)
    is_one = len(records) == 1 and part.first_line == 1
    places = (
        [None] if is_one else [f"article {number}" for number in range(part.first_line, part.first_line + len(records))]
    )
    detail = f"The file is larger than {max_bytes:,} bytes; split it into articles"
    return [
        Found(record, place) if len(record) <= max_bytes else Found(None, place, {}, "too_large", detail)
        for record, place in zip(records, places, strict=True)
    ]


register(
    Format(
        name="text",
        about="a line ` date YYYY-MM-DD Title`, a blank line, paragraphs; one article a file, or several",
        suffixes=(".txt", ".text"),
        read=read,
        cut=cut,
        drafts=read_text_records,
    )
)
