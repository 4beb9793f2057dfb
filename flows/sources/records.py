"""Records frames, as the readers of formats make them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

import polars as pl

from flows.sources.format import Reader, Slice
from flows.sources.names import printable
from warehouse.files import open_regular


def unread(paths: Sequence[str], details: Sequence[str], source: str | None) -> pl.DataFrame:
    """Records without bytes: what could not be read, and why."""
    return whole_files(paths, [(None, "unreadable", detail) for detail in details], source)


def whole_files(
    names: Sequence[str], records: Sequence[tuple[bytes | None, str | None, str | None]], source: str | None
) -> pl.DataFrame:
    """A records frame with a row a file, from (bytes, reason, detail) of each; the folder names the source."""
    paths = [Path(name) for name in names]
    uris = [path.as_uri() for path in paths]
    return pl.DataFrame(
        {
            "source": [source or printable(path.parent.name) or "files" for path in paths],
            "source_uri": uris,
            "source_locator": pl.Series([None] * len(uris), dtype=pl.String),
            "identity": uris,
            "record": pl.Series([record for record, _, _ in records], dtype=pl.Binary),
            "reason": pl.Series([reason for _, reason, _ in records], dtype=pl.String),
            "detail": pl.Series([detail for _, _, detail in records], dtype=pl.String),
        }
    )


@dataclass(frozen=True)
class Found:
    """One record of a file, read.

    `record` are its bytes, from which it is known again (null where they could not be read), `locator` its place in the
    file, `fields` what it declares: the columns of its format, and `id` and `source` where it has them. With a
    `reason`, and in `detail` what was wrong and what repairs it, it is a reject.
    """

    record: bytes | None
    locator: str | None = None
    fields: Mapping[str, str | None] = field(default_factory=dict)
    reason: str | None = None
    detail: str | None = None


def one_by_one(columns: Sequence[str], find: Callable[[BinaryIO], Iterable[Found]]) -> Reader:
    """The reader of a format whose records are found one after the other in an open file.

    `find` may stop where a file breaks off, with a last Found that says so; what it raises is a defect. Records larger
    than the limit become rejects here.
    """

    def read(slices: Sequence[Slice], source: str | None, max_bytes: int) -> pl.DataFrame:
        return pl.concat([_declared(columns, part, _found(find, part, max_bytes), source) for part in slices])

    return read


def _found(find: Callable[[BinaryIO], Iterable[Found]], part: Slice, max_bytes: int) -> list[Found]:
    try:
        with open_regular(part.path) as file:
            file.seek(part.start)
            return [_bounded(found, max_bytes) for found in find(file)]
    except OSError as error:
        detail = f"The file cannot be read ({error.strerror}); mend its permissions or its link"
        return [Found(None, reason="unreadable", detail=detail)]


def _bounded(found: Found, max_bytes: int) -> Found:
    if found.record is None or len(found.record) <= max_bytes:
        return found
    detail = f"The record is larger than {max_bytes:,} bytes; split it into articles"
    return Found(None, found.locator, reason="too_large", detail=detail)


def _declared(columns: Sequence[str], part: Slice, rows: Sequence[Found], source: str | None) -> pl.DataFrame:
    """The records frame of one file: the address names an article, else its id in its source, else its place."""
    named = ("id", "source", *columns)
    frame = pl.DataFrame(
        {
            "record": [row.record for row in rows],
            "source_locator": [row.locator for row in rows],
            "reason": [row.reason for row in rows],
            "detail": [row.detail for row in rows],
            **{name: [row.fields.get(name) for row in rows] for name in named},
        },
        schema={"record": pl.Binary, **dict.fromkeys(("source_locator", "reason", "detail", *named), pl.String)},
    )
    frame = frame.with_columns(
        source=pl.coalesce("source", pl.lit(source or printable(Path(part.path).stem))), source_uri=pl.lit(part.uri)
    )
    address = pl.col("url").str.replace("#.*$", "") if "url" in columns else pl.lit(None, pl.String)
    place = pl.format("{}{}", "source_uri", pl.coalesce(pl.concat_str(pl.lit(" "), "source_locator"), pl.lit("")))
    return frame.with_columns(identity=pl.coalesce(address, pl.format("{} {}", "source", "id"), place)).drop("id")
