"""Raw text files, one article each."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from flows.sources.names import printable
from warehouse.files import open_regular

if TYPE_CHECKING:
    from flows.sources import Slice


def read(slices: "Sequence[Slice]", source: str | None, max_bytes: int) -> pl.DataFrame:
    """Read each file whole; one that cannot be read carries its reason instead of bytes."""
    return _frame([part.path for part in slices], [_record(part.path, max_bytes) for part in slices], source)


def unread(paths: Sequence[str], details: Sequence[str], source: str | None) -> pl.DataFrame:
    """Records without bytes: what could not be read, and why."""
    return _frame(paths, [(None, "unreadable", detail) for detail in details], source)


def _frame(
    names: Sequence[str], records: Sequence[tuple[bytes | None, str | None, str | None]], source: str | None
) -> pl.DataFrame:
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


def _record(path: str, max_bytes: int) -> tuple[bytes | None, str | None, str | None]:
    try:
        with open_regular(path) as file:
            record = file.read(max_bytes + 1)
    except OSError as error:
        return None, "unreadable", f"The file cannot be read ({error.strerror}); mend its permissions or its link"
    if len(record) > max_bytes:
        return None, "too_large", f"The file is larger than {max_bytes:,} bytes; split it into articles"
    return record, None, None
