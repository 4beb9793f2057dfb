"""Sources: what there is to read, cut into batches of bounded size. One small reader per format beside this file."""

import glob
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import polars as pl

from flows.sources import jsonl, text
from warehouse.errors import DatelineError

FORMATS = ("auto", "text", "jsonl")
SUFFIXES = {".txt": "text", ".text": "text", ".jsonl": "jsonl", ".ndjson": "jsonl"}

# One record, read whole; a larger one is rejected unread.
MAX_RECORD_BYTES = 16 * 2**20


@dataclass(frozen=True)
class Slice:
    """A stretch of one file: a text file whole, a file of JSON lines from one line start to another."""

    path: str
    format: str
    start: int
    end: int
    first_line: int = 1

    @property
    def bytes(self) -> int:
        """Size of the stretch."""
        return self.end - self.start

    def to_json(self) -> dict[str, str | int]:
        """As plain values, for a plan on disk."""
        return asdict(self)


_READERS: dict[str, Callable[..., pl.DataFrame]] = {"text": text.read, "jsonl": jsonl.read}


def check_format(file_format: str) -> None:
    """Raise DatelineError unless there is a reader for the format."""
    if file_format not in FORMATS:
        raise DatelineError(f"There is no format {file_format}", f"There are: {', '.join(FORMATS)}")


def discover(paths: Sequence[str], file_format: str = "auto") -> list[Slice]:
    """List the files that paths, folders and glob patterns name, each once, in the order of their paths.

    In a folder, with `auto`, files with other endings than .txt, .text, .jsonl and .ndjson, and hidden ones, are no
    input; a file that is named itself is read as text unless its ending says JSON lines. Raises DatelineError
    where nothing is there.
    """
    check_format(file_format)
    found: dict[str, str] = {}
    for path in paths:
        matches = [path] if Path(path).exists() else sorted(glob.glob(_pattern(path), recursive=True))  # noqa: PTH207  absolute patterns
        if not matches:
            raise DatelineError(f"There is nothing at {path}", "Check the path, or quote the pattern")
        for match in matches:
            members = list(_files_below(match)) if Path(match).is_dir() else [match]
            for member in members:
                kind = _format_of(member, file_format, named=member == match)
                if kind:
                    found[str(Path(member).absolute())] = kind
    return [Slice(path, kind, 0, _size(path)) for path, kind in sorted(found.items())]


def batches(slices: Sequence[Slice], batch_bytes: int) -> Iterator[list[Slice]]:
    """Group files, and cut files of JSON lines at line ends, into batches of about `batch_bytes`."""
    batch: list[Slice] = []
    filled = 0
    for whole in slices:
        parts = jsonl.cut(whole.path, batch_bytes) if whole.format == "jsonl" else None
        for part in (Slice(whole.path, whole.format, *place) for place in parts) if parts is not None else [whole]:
            if batch and filled + part.bytes > batch_bytes:
                yield batch
                batch, filled = [], 0
            batch.append(part)
            filled += part.bytes
    if batch:
        yield batch


def read(batch: Sequence[Slice], source: str | None) -> Iterator[tuple[str, pl.DataFrame]]:
    """Read a batch: (format, records frame) for each format in it. See transforms/articles.py for the columns."""
    for file_format, reader in _READERS.items():
        slices = [part for part in batch if part.format == file_format]
        if slices:
            yield file_format, reader(slices, source, MAX_RECORD_BYTES)


def _pattern(path: str) -> str:
    """A pattern whose first parts, as far as they exist as they are written, are names: `wire[1]/*.txt`."""
    for folder in Path(path).parents:
        if folder.name and folder.exists():
            return str(Path(glob.escape(str(folder)), Path(path).relative_to(folder)))
    return path


def _files_below(folder: str) -> Iterator[str]:
    for where, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith("."):
                yield str(Path(where) / name)


def _format_of(path: str, file_format: str, *, named: bool) -> str | None:
    if file_format != "auto":
        return file_format
    return SUFFIXES.get(Path(path).suffix.lower(), "text" if named else None)


def _size(path: str) -> int:
    try:
        return Path(path).stat().st_size
    except OSError:
        return 0  # a dangling link: reading it tells the reason
