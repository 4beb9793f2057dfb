"""JSON lines: {"id", "published", "title", "text", and what else flows/sources/fields.py knows}; the text is needed."""

import os
from collections.abc import Sequence

import polars as pl

from flows.sources.fields import ARTICLE_COLUMNS
from flows.sources.format import MAX_RECORD_BYTES, Format, Options, Slice, register
from flows.sources.json_objects import Stretch, objects_frame
from warehouse.files import open_regular

# Stretches end within this much of the size asked for.
_READ_BYTES = 2**20


def cut(path: str, size: int) -> list[tuple[int, int, int]]:
    """Cut a file at line ends into stretches of about `size` bytes: (start, end, number of the first line)."""
    stretches = []
    start = position = 0
    first_line = line = 1
    try:
        with open_regular(path) as file:
            whole = os.fstat(file.fileno()).st_size  # what is written to it meanwhile is left for the next run
            while position < whole and (chunk := file.read(min(_READ_BYTES, whole - position))):
                line += chunk.count(b"\n")
                end = position + chunk.rfind(b"\n") + 1 if b"\n" in chunk else None
                position += len(chunk)
                # A line without end is cut anyway; its parts are rejected, and memory stays bounded.
                if end is None and position - start > max(4 * size, 2 * MAX_RECORD_BYTES):
                    end = position
                if end is not None and end - start >= size:
                    stretches.append((start, end, first_line))
                    start, first_line = end, line
    except OSError:
        return [(0, 0, 1)]  # reading it tells the reason
    if position > start or not stretches:
        stretches.append((start, position, first_line))
    return stretches


def read(slices: Sequence[Slice], options: Options) -> pl.DataFrame:
    """Read the lines of each stretch; a line that is no JSON object carries its reason."""
    return objects_frame([_stretch(part) for part in slices], options)


def _stretch(part: Slice) -> Stretch:
    try:
        with open_regular(part.path) as file:
            file.seek(part.start)
            content = file.read(part.bytes)
    except OSError as error:
        detail = f"The file cannot be read ({error.strerror}); repair its permissions or its link"
        return Stretch(part, [None], [None], ("unreadable", detail))
    if part.first_line == 1:
        content = content.removeprefix(b"\xef\xbb\xbf")
    lines = content.split(b"\n")
    if not lines[-1]:
        lines.pop()
    numbers: Sequence[int] = range(part.first_line, part.first_line + len(lines))
    if b"" in lines or b"\r" in lines:
        numbers = [number for number, line in zip(numbers, lines, strict=True) if line not in (b"", b"\r")]
        lines = [line for line in lines if line not in (b"", b"\r")]
    return Stretch(part, lines, [f"line {number}" for number in numbers])


register(
    Format(
        name="jsonl",
        about='JSON lines: an object `{"id", "published", "title", "text", ...}` a line, in UTF-8',
        suffixes=(".jsonl", ".ndjson"),
        looks_like=lambda head: head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{"),
        columns=ARTICLE_COLUMNS,
        read=read,
        cut=cut,
    )
)
