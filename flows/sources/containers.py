"""Containers: compressed files and archives are unpacked to the run's own folder before anything is read.

Members get numbers for names there, so that no name of theirs is a path here; only regular members are taken. What a
container may unpack to is bounded by its own size.
"""

import bz2
import gzip
import hashlib
import lzma
import shutil
import sys
import tarfile
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path, PurePosixPath
from typing import IO, Any

import polars as pl
import pyarrow as pa

from flows.defaults import AUTO
from flows.sources.format import FORMATS, Format, Options, Slice
from flows.sources.names import ending
from flows.sources.recognition import CONTAINER, REMOTE, STDIN, by_content, container_kind
from flows.sources.records import whole_files
from flows.sources.remote import opened
from transforms.articles import read_text_records
from warehouse.files import open_regular

# Text compresses to a third or a tenth, repetitive text to a fiftieth.
MOST_TIMES_LARGER = 200
_ALWAYS_ALLOWED_BYTES = 64 * 2**20
_MOST_MEMBERS = 1_000_000
# Containers in containers: a folder of compressed files, archived, once more.
_MOST_DEPTH = 3
_LEAST_FREE_BYTES = 512 * 2**20
_CHUNK_BYTES = 2**20
_MAC_FOLDER = "__MACOSX"
_BROKEN = (
    EOFError, zlib.error, zipfile.BadZipFile, tarfile.TarError, lzma.LZMAError, pa.ArrowException, NotImplementedError,
    RuntimeError, ValueError, OverflowError, OSError,
)  # fmt: skip


class TooLargeError(Exception):
    """More would be unpacked than is allowed."""


@dataclass
class _Unpacking:
    """What unpacking has given so far."""

    folder: Path
    file_format: str
    slices: list[Slice] = field(default_factory=list)
    passed_over: Counter[str] = field(default_factory=Counter)
    made: int = 0

    def new_file(self) -> Path:
        self.made += 1
        return self.folder / f"{self.made:08d}"

    def fail(self, container: Slice, reason: str, detail: str) -> None:
        self.slices.append(
            Slice(container.path, BROKEN.name, 0, 0, origin=container.origin or container.path, member=container.member,
                  fault=(reason, detail))
        )  # fmt: skip


@dataclass
class _Budget:
    """How many bytes a container may still unpack to."""

    left: int

    def take(self, size: int, folder: Path) -> None:
        self.left -= size
        if self.left < 0 or shutil.disk_usage(folder).free < _LEAST_FREE_BYTES:
            raise TooLargeError


def unpack(
    slices: Sequence[Slice], passed_over: dict[str, int], folder: Path, file_format: str
) -> tuple[list[Slice], dict[str, int]]:
    """Unpack the containers among the input to a folder; the rest comes as it is.

    Gives the files, and how many are no input by their endings, those in containers too. A container that is broken
    gives what could be read of it and a reject.
    """
    state = _Unpacking(folder, file_format, passed_over=Counter(passed_over))
    for part in slices:
        if part.format not in (CONTAINER, STDIN, REMOTE):
            state.slices.append(part)
            continue
        folder.mkdir(parents=True, exist_ok=True)
        if part.format == STDIN:
            _take_stdin(state)
        elif part.format == REMOTE:
            _take_remote(state, part)
        else:
            _unpack(state, part, _budget(part), 1)
    return state.slices, dict(+state.passed_over)


def _budget(part: Slice) -> _Budget:
    return _Budget(MOST_TIMES_LARGER * part.bytes + _ALWAYS_ALLOWED_BYTES)


def _unpack(state: _Unpacking, part: Slice, budget: _Budget, depth: int) -> None:
    try:
        with open_regular(part.path) as file:
            kind = container_kind(part.name.name, file.read(_CHUNK_BYTES))
            file.seek(0)
            if kind is None:
                raise zipfile.BadZipFile("it is none")
            if kind in _STREAMS:
                _take_stream(state, part, kind, file, budget, depth)
            else:
                _take_members(state, part, _members(kind, file), budget, depth)
    except TooLargeError:
        detail = (
            f"The container unpacks to more than {MOST_TIMES_LARGER} times its size, or than there is room for; unpack "
            "it yourself if it is what it should be"
        )
        state.fail(part, "container_too_large", detail)
    except _BROKEN as error:
        words = getattr(error, "strerror", None) or " ".join(str(error).split())[:200] or type(error).__name__
        state.fail(part, "broken_container", f"The container is broken or cannot be read ({words}); fetch it again")


def _take_stream(state: _Unpacking, part: Slice, kind: str, file: IO[bytes], budget: _Budget, depth: int) -> None:
    """The one file in a compressed file. Of a broken one the lines that came whole are read."""
    target = state.new_file()
    inner = _inner(part, target)
    try:
        with _STREAMS[kind](file) as stream:
            _copy(stream, target, budget)
    except (TooLargeError, *_BROKEN):
        file_format = _format_of(state, inner, target) if target.exists() else None
        if file_format in FORMATS and FORMATS[str(file_format)].cut:
            state.slices.append(_sized(inner, str(file_format)))
        raise
    _take_file(state, inner, budget, depth)


def _take_members(
    state: _Unpacking,
    part: Slice,
    members: Iterator[tuple[str, Callable[[], AbstractContextManager[Any]] | None]],
    budget: _Budget,
    depth: int,
) -> None:
    for number, (name, open_member) in enumerate(members):
        if number >= _MOST_MEMBERS:
            raise TooLargeError
        pure = PurePosixPath(name)
        if any(step.startswith(".") or step == _MAC_FOLDER for step in pure.parts if step != ".."):
            continue
        if open_member is None:
            state.passed_over["link in an archive"] += 1
            continue
        target = state.new_file()
        inside = f"{part.member}!/{name}" if part.member else name
        inner = Slice(str(target), AUTO, 0, 0, origin=part.origin or part.path, member=inside)
        try:
            with open_member() as stream:
                _copy(stream, target, budget)
        except _BROKEN as error:
            words = " ".join(str(error).split())[:200] or type(error).__name__
            state.fail(inner, "broken_container", f"This member cannot be unpacked ({words}); fetch the archive again")
            continue
        _take_file(state, inner, budget, depth)


def _take_file(state: _Unpacking, inner: Slice, budget: _Budget, depth: int) -> None:
    """A file that was unpacked: input, a container itself, or none."""
    target = Path(inner.path)
    file_format = _format_of(state, inner, target)
    if file_format == CONTAINER and depth < _MOST_DEPTH:
        _unpack(state, _sized(inner, CONTAINER), budget, depth + 1)
    elif file_format and file_format != CONTAINER:
        state.slices.append(_sized(inner, file_format))
    else:
        state.passed_over[ending(inner.name.name)] += 1
        target.unlink()


def _format_of(state: _Unpacking, inner: Slice, target: Path) -> str | None:
    with target.open("rb") as file:
        return by_content(
            inner.name.name, file.read(_CHUNK_BYTES), state.file_format, named=inner.origin == "-" or inner.named
        )


def _take_remote(state: _Unpacking, part: Slice) -> None:
    """An object that lies elsewhere, copied; it is bounded by the room on the disk."""
    target = state.new_file()
    try:
        with opened(part.origin) as stream:
            _copy(stream, target, _Budget(sys.maxsize))
    except TooLargeError:
        state.fail(part, "too_large", "There is no room on the disk for a copy of it; make room, or fetch parts of it")
    except OSError as error:
        words = " ".join((error.strerror or str(error) or type(error).__name__).split())[:200]
        state.fail(part, "unreadable", f"It cannot be fetched ({words}); check the address and the keys")
    else:
        inner = Slice(str(target), AUTO, 0, 0, origin=part.origin, named=part.named)
        _take_file(state, inner, _budget(_sized(inner, AUTO)), 0)


def _take_stdin(state: _Unpacking) -> None:
    """What comes through standard input; its content names it, so that another text is another article."""
    target = state.new_file()
    digest = hashlib.sha256()
    with target.open("wb") as file:
        while chunk := sys.stdin.buffer.read(_CHUNK_BYTES):
            digest.update(chunk)
            file.write(chunk)
    inner = Slice(str(target), AUTO, 0, 0, origin="-", member=digest.hexdigest()[:16])
    _take_file(state, inner, _budget(_sized(inner, AUTO)), 1)


def _inner(part: Slice, target: Path) -> Slice:
    return Slice(
        str(target), AUTO, 0, 0, origin=part.origin or part.path, member=part.member, unwrapped=part.unwrapped + 1
    )


def _sized(inner: Slice, file_format: str) -> Slice:
    return Slice(
        inner.path, file_format, 0, Path(inner.path).stat().st_size, origin=inner.origin, member=inner.member,
        unwrapped=inner.unwrapped, named=inner.named,
    )  # fmt: skip


def _copy(stream: Any, target: Path, budget: _Budget) -> None:
    with target.open("wb") as file:
        while chunk := stream.read(_CHUNK_BYTES):
            budget.take(len(chunk), target.parent)
            file.write(chunk)


def _members(kind: str, file: IO[bytes]) -> Iterator[tuple[str, Callable[[], AbstractContextManager[Any]] | None]]:
    """Name and opener of each member of an archive, None for one that is no regular file; folders are left out."""
    if kind == "zip":
        with zipfile.ZipFile(file) as archive:
            for info in archive.infolist():
                is_link = (info.external_attr >> 16) & 0o170000 == 0o120000
                if not info.is_dir():
                    yield info.filename, None if is_link else partial(archive.open, info)
        return
    opened: Any = tarfile.open  # its modes are no text to the type checker
    with opened(fileobj=file, mode=kind) as archive:
        for member in archive:
            if not member.isdir():
                yield member.name, partial(archive.extractfile, member) if member.isreg() else None
            archive.members = []  # it keeps all of them else


def _zstd(file: IO[bytes]) -> Any:
    return pa.CompressedInputStream(pa.PythonFile(file), "zstd")


_STREAMS: dict[str, Callable[[IO[bytes]], Any]] = {
    "gz": lambda file: gzip.GzipFile(fileobj=file),
    "bz2": bz2.BZ2File,
    "xz": lzma.LZMAFile,
    "zst": _zstd,
}


def _read(slices: Sequence[Slice], options: Options) -> pl.DataFrame:
    return whole_files(slices, [(None, *part.fault) for part in slices], options)


# No format that can be asked for: what was found to be broken before it could be read.
BROKEN = Format(name="broken", about="a broken container", read=_read, drafts=read_text_records)
