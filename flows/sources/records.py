"""Records frames, as the readers of formats make them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import BinaryIO

import numpy as np
import polars as pl

from flows.sources.format import Options, Reader, Slice
from flows.sources.names import printable, source_name
from warehouse.files import open_regular


def unread(slices: Sequence[Slice], details: Sequence[str], options: Options) -> pl.DataFrame:
    """Records without bytes: what could not be read, and why."""
    return whole_files(slices, [(None, "unreadable", detail) for detail in details], options)


def whole_files(
    slices: Sequence[Slice], records: Sequence[tuple[bytes | None, str | None, str | None]], options: Options
) -> pl.DataFrame:
    """A records frame with a row a file, from (bytes, reason, detail) of each; the folder names the source."""
    uris = [part.uri for part in slices]
    return pl.DataFrame(
        {
            "source": [options.source or printable(part.name.parent.name) or "files" for part in slices],
            "source_uri": uris,
            "source_locator": pl.Series([None] * len(uris), dtype=pl.String),
            "identity": uris,
            "record": pl.Series([record for record, _, _ in records], dtype=pl.Binary),
            "reason": pl.Series([reason for _, reason, _ in records], dtype=pl.String),
            "detail": pl.Series([detail for _, _, detail in records], dtype=pl.String),
        }
    )


def with_identity(frame: pl.DataFrame, parts: Sequence[tuple[Slice, int]], options: Options) -> pl.DataFrame:
    """Add where records are from and what names the article: its address, its id, its place.

    Takes id, source, url (String, null where undeclared) and source_locator, and each file with the number of its
    records; gives source, source_uri, source_id and identity besides.
    """
    sources = [options.source or source_name(part.name) for part, _ in parts]
    which = np.repeat(np.arange(len(parts)), [count for _, count in parts])
    frame = frame.with_columns(
        source=pl.coalesce("source", pl.Series(sources, dtype=pl.String).gather(which)),
        source_uri=pl.Series([part.uri for part, _ in parts], dtype=pl.String).gather(which),
        source_id="id",
    )
    place = pl.concat_str("source_uri", pl.coalesce(pl.concat_str(pl.lit(" "), "source_locator"), pl.lit("")))
    identity = pl.coalesce(canonical_address(pl.col("url")), pl.format("{} {}", "source", "id"), place)
    return frame.with_columns(identity=identity).drop("id")


def bounded(frame: pl.DataFrame, max_bytes: int, what: str) -> pl.DataFrame:
    """Make rejects of records that are too large, without their bytes."""
    large = pl.col("record").bin.size() > max_bytes
    detail = f"The {what} is longer than {max_bytes:,} bytes; split it into articles"
    return frame.with_columns(
        reason=pl.when(large).then(pl.lit("too_large")).otherwise("reason"),
        detail=pl.when(large).then(pl.lit(detail)).otherwise("detail"),
        record=pl.when(~large).then("record"),
    )


def canonical_address(url: pl.Expr) -> pl.Expr:
    """An address as it names an article: without what differs between links to the same page.

    Scheme, `www.`, letter case of the host, a port of its scheme, a slash at the end, the fragment and what campaigns
    add to the query (`utm_source=`) say nothing of the article.
    """
    parts = url.str.extract_groups(r"^\s*(?i:https?)://(?i:www\.)?(?<host>[^/?#]+)(?<path>[^?#]*)(?<query>\?[^#]*)?")
    host = parts.struct.field("host").str.to_lowercase().str.replace(r":(?:80|443)$", "")
    path = parts.struct.field("path").str.strip_chars_end("/ ")
    query = parts.struct.field("query").fill_null("").str.strip_chars_end()
    query = query.str.replace_all(r"(?i)([?&])(?:utm_[a-z_]+|fbclid|gclid)=[^&]*", "${1}")
    query = query.str.replace_all("&{2,}", "&").str.replace(r"^\?&", "?").str.strip_chars_end("?&")
    return pl.coalesce(pl.concat_str(pl.lit("https://"), host, path, query), url.str.replace("#.*$", ""))


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
    than the limit become rejects here. The field `id` becomes source_id.
    """

    def read(slices: Sequence[Slice], options: Options) -> pl.DataFrame:
        return pl.concat([_declared(columns, part, _found(find, part), options) for part in slices])

    return read


def found_frame(
    columns: Sequence[str], slices: Sequence[Slice], found: Sequence[Sequence[Found]], options: Options
) -> pl.DataFrame:
    """The records frame of what was found in each file."""
    return pl.concat([_declared(columns, part, rows, options) for part, rows in zip(slices, found, strict=True)])


def read_whole(part: Slice, options: Options) -> bytes | Found:
    """A file's bytes, or the reject for one that cannot be read or is too large."""
    try:
        with open_regular(part.path) as file:
            content = file.read(options.max_bytes + 1)
    except OSError as error:
        return unreadable(error)
    if len(content) > options.max_bytes:
        detail = f"The file is larger than {options.max_bytes:,} bytes; split it into articles"
        return Found(None, reason="too_large", detail=detail)
    return content


def unreadable(error: OSError) -> Found:
    """The reject for a file that the system refuses to open."""
    detail = f"The file cannot be read ({error.strerror}); repair its permissions or its link"
    return Found(None, reason="unreadable", detail=detail)


def _found(find: Callable[[BinaryIO], Iterable[Found]], part: Slice) -> list[Found]:
    try:
        with open_regular(part.path) as file:
            file.seek(part.start)
            return list(find(file))
    except OSError as error:
        return [unreadable(error)]


def _declared(columns: Sequence[str], part: Slice, rows: Sequence[Found], options: Options) -> pl.DataFrame:
    """The records frame of one file."""
    named = dict.fromkeys(("id", "source", "url", *columns))
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
    return bounded(with_identity(frame, [(part, frame.height)], options), options.max_bytes, "record")
