"""JSON lines: {"id", "published", "title", "text", and what else _NAMES lists}; only `text` is needed."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import polars as pl

from flows.sources.names import printable
from warehouse.files import open_regular

if TYPE_CHECKING:
    from flows.sources import Slice

_NAMES = ("id", "published", "title", "text", "url", "source", "byline", "language", "section", "modified_at")
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
                # A line without end is cut anyway; its parts are rejected, and memory stays bounded.
                end = position + (chunk.rfind(b"\n") + 1 or (len(chunk) if position - start > 4 * size else 0))
                position += len(chunk)
                if end - start >= size:
                    stretches.append((start, end, first_line))
                    start, first_line = end, line
    except OSError:
        return [(0, 0, 1)]  # reading it tells the reason
    if position > start or not stretches:
        stretches.append((start, position, first_line))
    return stretches


def read(slices: "Sequence[Slice]", source: str | None, max_bytes: int) -> pl.DataFrame:
    """Read the lines of each stretch; a line that is no JSON object carries its reason."""
    return pl.concat([_read_slice(part, source, max_bytes) for part in slices])


def parse(lines: pl.Series) -> pl.DataFrame:
    """Read JSON objects from a Binary series of lines.

    Gives one String column per known name (null where absent or null), id_json (the id as written), and reason and
    detail where a line is no JSON object in UTF-8 or its text is no string.
    """
    text = _utf8(lines)
    connection = duckdb.connect(config={"threads": 1})
    connection.register("lines", pl.DataFrame({"line": text}).to_arrow())
    fields = ", ".join(f"fields[{place}] AS {name}" for place, name in enumerate(_NAMES, 1))
    paths = ", ".join(f"'$.{name}'" for name in _NAMES)
    # Every JSON function reads the line again, so each is called once, and asked for all it can tell.
    parsed = connection.execute(
        "WITH checked AS (SELECT line, json_valid(line) AS valid FROM lines), "
        "typed AS (SELECT line, CASE WHEN valid THEN json_type(line, ['$', '$.text']) END AS types FROM checked), "
        "read AS (SELECT line IS NULL AS unread, types[2] AS text_type, coalesce(types[1] = 'OBJECT', false) AS good, "
        f"  CASE WHEN types[1] = 'OBJECT' THEN json_extract_string(line, [{paths}]) END AS fields, "
        "  CASE WHEN types[1] = 'OBJECT' THEN CAST(json_extract(line, '$.id') AS VARCHAR) END AS id_json FROM typed) "
        f"SELECT {fields}, id_json, "
        "CASE WHEN unread THEN 'not_text' WHEN NOT good OR text_type <> 'VARCHAR' THEN 'not_json' END AS reason, "
        "CASE WHEN unread THEN 'The line is not UTF-8; save the file as UTF-8' "
        "  WHEN NOT good THEN 'The line is no JSON object; write one object a line' "
        "  WHEN text_type <> 'VARCHAR' THEN 'The field ''text'' is no string' END AS detail FROM read"
    ).pl()
    return parsed.cast(dict.fromkeys(parsed.columns, pl.String))


def _read_slice(part: "Slice", source: str | None, max_bytes: int) -> pl.DataFrame:
    path = Path(part.path)
    uri = path.as_uri()
    try:
        with open_regular(path) as file:
            file.seek(part.start)
            stretch = file.read(part.bytes)
    except OSError as error:
        detail = f"The file cannot be read ({error.strerror}); mend its permissions or its link"
        return _frame(pl.DataFrame({"record": [None], "line_no": [1]}), path, uri, source, ("unreadable", detail))
    lines = pl.DataFrame({"record": pl.Series(stretch.split(b"\n"), dtype=pl.Binary)})
    lines = lines.with_row_index("line_no", offset=part.first_line)
    if part.first_line == 1:
        lines = lines.with_columns(
            record=pl.when(pl.col("record").bin.starts_with(b"\xef\xbb\xbf") & (pl.col("line_no") == 1))
            .then(pl.col("record").bin.slice(3))
            .otherwise("record")
        )
    blank = pl.col("record").bin.size() == 0
    lines = lines.filter(~blank & (pl.col("record") != b"\r"))
    return _frame(lines, path, uri, source, None, max_bytes)


def _frame(
    lines: pl.DataFrame,
    path: Path,
    uri: str,
    source: str | None,
    fault: tuple[str, str] | None,
    max_bytes: int = 0,
) -> pl.DataFrame:
    lines = lines.with_columns(pl.col("record").cast(pl.Binary))
    large = pl.col("record").bin.size() > max_bytes
    parsed = parse(lines.select(pl.when(~large).then("record")).to_series())
    frame = pl.concat([lines, parsed], how="horizontal")
    locator = pl.format("line {}", "line_no")
    frame = frame.with_columns(
        source=pl.coalesce("source", pl.lit(source or printable(path.stem))),
        source_uri=pl.lit(uri),
        source_locator=locator,
    )
    frame = frame.with_columns(
        identity=pl.coalesce(
            pl.col("url").str.replace("#.*$", ""),
            pl.format("{} {}", "source", "id"),
            pl.format("{} {}", "source_uri", "source_locator"),
        )
    )
    if fault:
        frame = frame.with_columns(
            reason=pl.lit(fault[0]), detail=pl.lit(fault[1]), source_locator=pl.lit(None, pl.String)
        )
    else:
        too_large = f"The line is longer than {max_bytes:,} bytes; split it into articles"
        frame = frame.with_columns(
            reason=pl.when(large).then(pl.lit("too_large")).otherwise("reason"),
            detail=pl.when(large).then(pl.lit(too_large)).otherwise("detail"),
            record=pl.when(~large).then("record"),
        )
    return frame.rename({"text": "body"}).drop("line_no")


def _utf8(lines: pl.Series) -> pl.Series:
    """The lines as text, null where one is not UTF-8 (looked at one by one only then)."""
    try:
        return lines.cast(pl.String)
    except pl.exceptions.PolarsError:
        return pl.Series([_utf8_or_none(line) for line in lines], dtype=pl.String)


def _utf8_or_none(line: bytes | None) -> str | None:
    try:
        return None if line is None else line.decode("utf-8")
    except UnicodeDecodeError:
        return None
