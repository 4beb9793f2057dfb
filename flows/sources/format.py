"""What a format is, and the registry of formats: each is a module of flows/sources/formats/ that registers itself."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urlsplit

import polars as pl

from flows.defaults import format_names
from transforms.articles import DECLARED_COLUMNS, read_declared_records

# A file is recognised by its first bytes; this many are looked at. XML may have a long comment before its root.
HEAD_BYTES = 4096

# One record, read whole; a larger one is rejected unread.
MAX_RECORD_BYTES = 16 * 2**20


@dataclass(frozen=True, slots=True)
class Slice:
    """A stretch of one file: a text file whole, a file of JSON lines from one line start to another."""

    path: str
    format: str
    start: int
    end: int
    first_line: int = 1
    origin: str = ""
    """The container that the file was taken out of, where it was."""
    member: str = ""
    """Its name in the container; a compressed file has none."""
    unwrapped: int = 0
    """How often it was decompressed: so many endings say nothing of the file itself."""
    named: bool = False
    """Whether a user has named it itself, where that is not told by its place."""
    fault: tuple[str, str] = ("", "")
    """Reason and detail of what cannot be read."""

    @property
    def bytes(self) -> int:
        """Size of the stretch."""
        return self.end - self.start

    @property
    def uri(self) -> str:
        """Address of the file, `file:///inbox/a.zip!/desk/b.txt` for one inside a container."""
        if self.origin == "-":
            return f"stdin:{self.member}"
        container = self.origin if "://" in self.origin else Path(self.origin or self.path).as_uri()
        return f"{container}!/{quote(self.member, errors='surrogateescape')}" if self.member else container

    @property
    def name(self) -> Path:
        """The file's path where it has not been taken out of anything, else the path it would have had."""
        if not self.origin:
            return Path(self.path)
        if self.origin == "-":
            return Path("stdin")
        origin = Path(unquote(urlsplit(self.origin).path) or "page") if "://" in self.origin else Path(self.origin)
        name = origin.with_suffix("") / self.member if self.member else origin
        for _ in range(self.unwrapped):
            name = name.with_suffix("") if name.suffix else name
        return name

    def stretch(self, start: int, end: int, first_line: int) -> "Slice":
        """A part of it."""
        return replace(self, start=start, end=end, first_line=first_line)

    def to_json(self) -> dict[str, Any]:
        """As plain values, for a plan on disk."""
        return asdict(self)


@dataclass(frozen=True)
class Options:
    """What a user says about the input."""

    source: str | None = None
    """Name of the source, where records do not declare one."""
    mapping: Mapping[str, str] = field(default_factory=dict)
    """Columns and the fields they are in (`--map`)."""
    max_bytes: int = MAX_RECORD_BYTES
    """A larger record is rejected unread."""
    latest: date | None = None
    """No day that is looked for in a page, rather than declared, lies after this one."""


# Reads the records of slices: source, source_uri, source_locator, identity (String), record (Binary), reason and detail
# (String, null for a good record) and the format's own columns (String). Never raises for what a file holds.
Reader = Callable[[Sequence[Slice], Options], pl.DataFrame]
# Cuts a file into stretches of about a size: (start, end, number of the first line).
Cutter = Callable[[str, int], list[tuple[int, int, int]]]
# Makes drafts of a records frame (transforms/articles.py).
Drafter = Callable[[pl.DataFrame], pl.DataFrame]


@dataclass(frozen=True)
class Format:
    """A kind of file that articles come in."""

    name: str
    """Name for `--format`: that of its module."""
    about: str
    """What a file of it holds, for lists."""
    read: Reader
    suffixes: tuple[str, ...] = ()
    """Endings of file names, in small letters, with their dot."""
    magic: tuple[bytes, ...] = ()
    """Beginnings that only files of this format have. They count for more than the name."""
    proves: Callable[[bytes], bool] | None = None
    """The same for formats that a comparison of bytes does not tell: asked of the first bytes, before the name."""
    looks_like: Callable[[bytes], bool] | None = None
    """Whether the first bytes may be of this format; asked where the name does not tell."""
    columns: tuple[str, ...] = ()
    """What its records declare, of transforms.articles.DECLARED_COLUMNS: `published` is a day or moment as text."""
    cut: Cutter | None = None
    """How large files are cut; without it each file is one record, or is read at once."""
    drafts: Drafter = read_declared_records
    """How its records become drafts of articles."""
    needs: tuple[str, ...] = ()
    """Modules without which it cannot be read."""
    extra: str = ""
    """The extra of pyproject.toml that brings them."""
    markup: int = 1
    """How many bytes of a file hold one of text, so that batches are filled with text."""

    def is_installed(self) -> bool:
        """Whether the modules that it needs are there."""
        return all(find_spec(module) for module in self.needs)

    def how_to_install(self) -> str:
        """What to do where they are not."""
        return (
            f"Reading {self.name} needs {', '.join(self.needs)}; install them with pip install 'dateline[{self.extra}]'"
        )


FORMATS: dict[str, Format] = {}


def register(file_format: Format) -> None:
    """Add a format. Raises ValueError for one that could not work, or that takes what another has."""
    name = file_format.name
    if name not in format_names():
        raise ValueError(f"The format {name} must be named as its module of flows/sources/formats/")
    if name in FORMATS:
        raise ValueError(f"There are two formats {name}")
    if not callable(file_format.read):
        raise ValueError(f"The format {name} has no reader")
    unknown = set(file_format.columns) - set(DECLARED_COLUMNS)
    if unknown:
        known = ", ".join(DECLARED_COLUMNS)
        raise ValueError(f"The format {name} declares {', '.join(sorted(unknown))}; records declare some of {known}")
    for suffix in file_format.suffixes:
        if not suffix.startswith(".") or suffix != suffix.lower():
            raise ValueError(f"The format {name} has the ending {suffix}; write it in small letters, with its dot")
    for other in FORMATS.values():
        both = set(file_format.suffixes) & set(other.suffixes)
        both |= {
            mine.hex()
            for mine in file_format.magic
            for theirs in other.magic
            if mine.startswith(theirs) or theirs.startswith(mine)
        }
        if both:
            raise ValueError(f"The formats {other.name} and {name} share {', '.join(sorted(both))}")
    FORMATS[name] = file_format


def require_complete() -> None:
    """Raise ValueError unless every module of flows/sources/formats/ has registered a format."""
    missing = [name for name in format_names() if name not in FORMATS]
    if missing:
        raise ValueError(f"These modules of flows/sources/formats/ register no format: {', '.join(missing)}")


def by_suffix(path: str) -> str | None:
    """The format that the ending of a name tells."""
    suffix = Path(path).suffix.lower()
    return next((name for name, known in FORMATS.items() if suffix and suffix in known.suffixes), None)


def by_magic(head: bytes) -> str | None:
    """The format that the first bytes prove."""
    begun = (name for name, known in FORMATS.items() if known.magic and head.startswith(known.magic))
    return next(begun, None) or next(
        (name for name, known in FORMATS.items() if known.proves and known.proves(head)), None
    )


def by_looks(head: bytes) -> str | None:
    """The format that the first bytes may be of."""
    return next((name for name, known in FORMATS.items() if known.looks_like and known.looks_like(head)), None)
