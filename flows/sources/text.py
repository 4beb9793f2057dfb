"""Raw text files, one article each."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

if TYPE_CHECKING:
    from flows.sources import Slice


def read(slices: "Sequence[Slice]", source: str | None, max_bytes: int) -> pl.DataFrame:
    """Read each file whole; one that cannot be read carries its reason instead of bytes."""
    records = [_record(part.path, max_bytes) for part in slices]
    paths = [Path(part.path) for part in slices]
    uris = [path.as_uri() for path in paths]
    return pl.DataFrame(
        {
            "source": [source or path.parent.name or "files" for path in paths],
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
        with Path(path).open("rb") as file:
            record = file.read(max_bytes + 1)
    except OSError as error:
        return None, "unreadable", f"The file cannot be read ({error.strerror}); mend its permissions or its link"
    if len(record) > max_bytes:
        return None, "too_large", f"The file is larger than {max_bytes:,} bytes; split it into articles"
    return record, None, None
