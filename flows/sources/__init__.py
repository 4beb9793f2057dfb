"""Sources: what there is to read, cut into batches of bounded size. One small reader per format beside this file."""

import glob
import os
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import polars as pl

from flows.sources import folder, jsonl, text
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


@dataclass(frozen=True)
class Survey:
    """What paths name: the input, and how many files are none, by their endings."""

    slices: list[Slice]
    passed_over: dict[str, int]


_READERS: dict[str, Callable[..., pl.DataFrame]] = {"folder": folder.read, "text": text.read, "jsonl": jsonl.read}
_LINKED = "folder behind a link"
_PLAIN_ENDING = re.compile(r"\.[a-z0-9_+-]{1,12}")


def check_format(file_format: str) -> None:
    """Raise DatelineError unless there is a reader for the format."""
    if file_format not in FORMATS:
        raise DatelineError(f"There is no format {file_format}", f"There are: {', '.join(FORMATS)}")


def survey(paths: Sequence[str], file_format: str = "auto") -> Survey:
    """List the files that paths, folders and glob patterns name, each once, in the order of their paths.

    In a folder, with `auto`, files with other endings than .txt, .text, .jsonl and .ndjson are no input: they are
    counted. So are folders behind links, into which nobody goes. Hidden files and folders are not looked at. A file
    that is named itself is read as text unless its ending says JSON lines. What cannot be read is listed like what can:
    reading it tells the reason. Raises DatelineError where nothing is there.
    """
    check_format(file_format)
    found: dict[str, str] = {}
    passed_over: Counter[str] = Counter()
    for path in paths:
        matches = [path] if _is_there(path) else sorted(glob.glob(_pattern(path), recursive=True))  # noqa: PTH207  absolute patterns
        if not matches:
            raise DatelineError(f"There is nothing at {path}", "Check the path, or quote the pattern")
        for match in matches:
            members = _below(match) if os.path.isdir(match) else [(match, "file")]  # noqa: PTH112  no error is raised
            for member, kind in members:
                file_kind = _format_of(member, file_format, named=member == match) if kind == "file" else kind
                if file_kind in _READERS:
                    found[str(Path(member).absolute())] = str(file_kind)
                else:
                    passed_over[file_kind or _ending(member)] += 1
    return Survey([Slice(path, kind, 0, _size(path)) for path, kind in sorted(found.items())], dict(passed_over))


def discover(paths: Sequence[str], file_format: str = "auto") -> list[Slice]:
    """The input that `survey` finds."""
    return survey(paths, file_format).slices


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
    for parent in Path(path).parents:
        if parent.name and _is_there(str(parent)):
            return str(Path(glob.escape(str(parent)), Path(path).relative_to(parent)))
    return path


def _is_there(path: str) -> bool:
    try:
        os.lstat(path)
    except PermissionError:
        return True  # reading it tells the reason
    except (OSError, ValueError):
        return False
    return True


def _below(folder: str) -> Iterator[tuple[str, str]]:
    """What a folder holds, each with what it is: a file, a folder that cannot be listed, or a folder behind a link."""
    closed: list[str] = []
    for where, folders, names in os.walk(folder, onerror=lambda error: closed.append(str(error.filename))):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in folders:
            if os.path.islink(os.path.join(where, name)):  # noqa: PTH114, PTH118  no error is raised
                yield str(Path(where) / name), _LINKED
        for name in sorted(names):
            if not name.startswith("."):
                yield str(Path(where) / name), "file"
    yield from ((path, "folder") for path in closed)


def _ending(path: str) -> str:
    """A file's ending as it may be shown."""
    suffix = Path(path).suffix.lower()
    return suffix if _PLAIN_ENDING.fullmatch(suffix) else "other" if suffix else "without ending"


def _format_of(path: str, file_format: str, *, named: bool) -> str | None:
    if file_format != "auto":
        return file_format
    return SUFFIXES.get(Path(path).suffix.lower(), "text" if named else None)


def _size(path: str) -> int:
    try:
        return Path(path).stat().st_size
    except OSError:
        return 0  # a dangling link: reading it tells the reason
