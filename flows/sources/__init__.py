"""Sources: what there is to read, cut into batches of bounded size. Each format is one module of formats/."""

import glob
import os
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from flows.defaults import AUTO, format_choices
from flows.defects import DEFECT, is_of_a_record, place_of
from flows.sources import containers, folder
from flows.sources import formats as _formats  # noqa: F401  they register themselves
from flows.sources.format import (
    FORMATS,
    MAX_RECORD_BYTES,
    Format,
    Options,
    Slice,
    by_suffix,
)
from flows.sources.names import ending
from flows.sources.recognition import REMOTE, STDIN, container_kind, format_of_file
from flows.sources.records import whole_files
from flows.sources.remote import is_remote, objects_at
from warehouse.errors import DatelineError

__all__ = [
    "FORMATS",
    "MAX_RECORD_BYTES",
    "Options",
    "Slice",
    "Survey",
    "batches",
    "check_format",
    "discover",
    "read",
    "unpack",
]


@dataclass(frozen=True)
class Survey:
    """What paths name: the input, and how many files are none, by their endings."""

    slices: list[Slice]
    passed_over: dict[str, int]


_PLAIN = Options()
# So many files are a batch however small they are: a million tiny ones are several.
_MOST_FILES = 50_000
_UNREAD = {known.name: known for known in (folder.UNLISTED, containers.BROKEN)}
_LINKED, _LAKE = "folder behind a link", "folder of a lake"
_NOT_ENTERED = (_LINKED, _LAKE)


def check_format(file_format: str) -> None:
    """Raise DatelineError unless there is a reader for the format."""
    if file_format != AUTO and file_format not in FORMATS:
        raise DatelineError(f"There is no format {file_format}", f"There are: {format_choices()}")
    if file_format != AUTO and not FORMATS[file_format].is_installed():
        problem, _, remedy = FORMATS[file_format].how_to_install().partition("; ")
        raise DatelineError(problem, remedy)


def format_of(name: str) -> Format:
    """A format by the name that a slice has it under."""
    return _UNREAD.get(name) or FORMATS[name]


def survey(paths: Sequence[str], file_format: str = "auto") -> Survey:
    """List the files that paths, folders and glob patterns name, each once, in the order of their paths.

    In a folder, with `auto`, files whose ending no format has are no input: they are counted. So are folders behind
    links and those of lakes, whose tables are no input; nobody goes into them. Hidden files and folders are not looked
    at. Addresses (s3://, gs://, https://) are listed likewise. The format of a file is told by its first bytes where
    they are proof, then by its ending; a file that is named itself may have any ending and is read as what it looks
    like. What cannot be read is listed like what can; reading it tells the reason. Raises DatelineError where nothing
    is there.
    """
    check_format(file_format)
    found: dict[str, str] = {}
    elsewhere: dict[str, Slice] = {}
    passed_over: Counter[str] = Counter()
    for path in paths:
        if path == "-":
            found[path] = STDIN
            continue
        if is_remote(path):
            for address, size, named in objects_at(path):
                if named or by_suffix(address) or container_kind(address):
                    elsewhere[address] = Slice(address, REMOTE, 0, size, origin=address, named=named)
                else:
                    passed_over[ending(address)] += 1
            continue
        matches = [path] if _is_there(path) else sorted(glob.glob(_pattern(path), recursive=True))  # noqa: PTH207  absolute patterns
        if not matches:
            raise DatelineError(f"There is nothing at {path}", "Check the path, or quote the pattern")
        for match in matches:
            members = _below(match) if os.path.isdir(match) else [(match, "file")]  # noqa: PTH112  no error is raised
            for member, kind in members:
                file_kind = format_of_file(member, file_format, named=member == match) if kind == "file" else kind
                if file_kind and file_kind not in _NOT_ENTERED:
                    found[str(Path(member).absolute())] = file_kind
                else:
                    passed_over[file_kind or ending(member)] += 1
    here = [Slice(path, kind, 0, 0 if kind == STDIN else _size(path)) for path, kind in sorted(found.items())]
    return Survey([*here, *(elsewhere[address] for address in sorted(elsewhere))], dict(passed_over))


def unpack(found: Survey, folder: Path, file_format: str = AUTO) -> Survey:
    """The input with its containers unpacked to a folder, which must stay until all is read."""
    return Survey(*containers.unpack(found.slices, found.passed_over, folder, file_format))


def discover(paths: Sequence[str], file_format: str = "auto") -> list[Slice]:
    """The input that `survey` finds."""
    return survey(paths, file_format).slices


def batches(slices: Sequence[Slice], batch_bytes: int) -> Iterator[list[Slice]]:
    """Group files, and cut those of formats that can be cut, into batches of about `batch_bytes`."""
    batch: list[Slice] = []
    filled = 0
    for whole in slices:
        known = format_of(whole.format)
        cut = known.cut if known.is_installed() else None
        places = cut(whole.path, batch_bytes * known.markup) if cut else [(whole.start, whole.end, whole.first_line)]
        for part in (whole.stretch(*place) for place in places):
            text_bytes = part.bytes // known.markup
            if batch and (filled + text_bytes > batch_bytes or len(batch) >= _MOST_FILES):
                yield batch
                batch, filled = [], 0
            batch.append(part)
            filled += text_bytes
    if batch:
        yield batch


def read(batch: Sequence[Slice], options: Options = _PLAIN) -> Iterator[tuple[str, pl.DataFrame]]:
    """Read a batch: (format, records frame) for each format in it. See transforms/articles.py for the columns."""
    for name in (*_UNREAD, *FORMATS):
        slices = [part for part in batch if part.format == name]
        if slices:
            yield name, _read(format_of(name), slices, options)


def _read(file_format: Format, slices: Sequence[Slice], options: Options) -> pl.DataFrame:
    """The records of files of one format; a file on which its reader fails is a reject, and the others are read."""
    if not file_format.is_installed():
        missing = [(None, "extra_missing", file_format.how_to_install())] * len(slices)
        return whole_files(slices, missing, options).with_columns(
            pl.lit(None, pl.String).alias(column) for column in file_format.columns
        )
    try:
        return file_format.read(slices, options)
    except BaseException as error:
        if not is_of_a_record(error):
            raise
        if len(slices) > 1:
            return pl.concat([_read(file_format, [part], options) for part in slices], how="diagonal")
        detail = f"The program failed on this file ({place_of(error)}); report it with the file"
        frame = whole_files(slices, [(None, DEFECT, detail)], options)
        return frame.with_columns(pl.lit(None, pl.String).alias(column) for column in file_format.columns)


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
    """What a folder holds, each with what it is: a file, a folder that cannot be listed, one behind a link, a lake."""
    closed: list[str] = []
    for where, folders, names in os.walk(folder, onerror=lambda error: closed.append(str(error.filename))):
        if "catalog.sqlite" in names or ("lake.json" in names and "data" in folders):
            folders.clear()
            yield where, _LAKE
            continue
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in folders:
            if os.path.islink(os.path.join(where, name)):  # noqa: PTH114, PTH118  no error is raised
                yield str(Path(where) / name), _LINKED
        for name in sorted(names):
            if not name.startswith("."):
                yield str(Path(where) / name), "file"
    yield from ((path, "folder") for path in closed)


def _size(path: str) -> int:
    try:
        return Path(path).stat().st_size
    except OSError:
        return 0  # a dangling link: reading it tells the reason
