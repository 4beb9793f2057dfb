"""Files of others: input is read from regular files only, output keeps what lies at its place.

A named pipe or a device has no end that a program could wait for, so none is opened as input, whatever folder it lies
in. Output goes aside and takes the place of a regular file when it is whole; what is no regular file is written to.
"""

import errno
import os
import shutil
import stat
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, BinaryIO

_KINDS = (
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISFIFO, "a named pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)
# A link may lead to a link; the kernel gives up after as many.
_MOST_LINKS = 40


class NotRegularError(OSError):
    """The path leads to something else than a regular file; `strerror` says to what."""


def open_regular(path: str | os.PathLike[str]) -> BinaryIO:
    """Open a regular file, itself or behind links, to read its bytes. Never waits.

    Raises NotRegularError for anything else, and OSError where the system refuses.
    """
    _require_regular(Path(path).stat().st_mode, path)  # first, for opening alone moves a tape and wakes a terminal
    descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK | os.O_NOCTTY)
    try:
        _require_regular(os.fstat(descriptor).st_mode, path)  # another may lie there by now
        return os.fdopen(descriptor, "rb")
    except BaseException:
        os.close(descriptor)
        raise


def read_regular(path: str | os.PathLike[str], most_bytes: int) -> bytes:
    """All bytes of a regular file. Raises OSError like `open_regular`, and for a file of more than `most_bytes`."""
    with open_regular(path) as file:
        return read_bounded(file, most_bytes)


def read_bounded(file: IO[bytes], most_bytes: int) -> bytes:
    """All bytes of an open file. Raises OSError if there are more than `most_bytes`."""
    content = file.read(most_bytes + 1)
    if len(content) > most_bytes:
        raise OSError(errno.EFBIG, f"it is larger than {most_bytes:,} bytes")
    return content


def open_input(path: str | os.PathLike[str]) -> BinaryIO:
    """The same, and also what the shell has opened for the program: /dev/stdin, and /dev/fd/63 of `<(command)`."""
    descriptor = _own_descriptor(path)
    return open_regular(path) if descriptor is None else os.fdopen(os.dup(descriptor), "rb")


@contextmanager
def output_file(path: Path) -> Iterator[BinaryIO]:
    """A file to write to. A regular file is replaced when all is written, and left alone if that fails.

    Links stay and what they lead to is replaced; mode and owner of a file that was there stay. Devices, named pipes and
    the program's own open files (/dev/stdout) are written to as they are. Raises OSError.
    """
    descriptor = _own_descriptor(path)
    if descriptor is not None:
        with os.fdopen(os.dup(descriptor), "wb") as file:
            yield file
        return
    there = _status(path)
    if there is not None and stat.S_ISDIR(there.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    if there is not None and not stat.S_ISREG(there.st_mode):
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CLOEXEC | os.O_NOCTTY), "wb") as file:
            yield file
        return
    if there is not None and not os.access(path, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
    target = path.resolve()
    aside = target.with_name(f".dateline-{uuid.uuid4().hex}.part")
    try:
        with aside.open("xb") as file:
            if there is not None:
                _keep(file.fileno(), there)
            yield file
        aside.replace(target)
    finally:
        aside.unlink(missing_ok=True)


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """A path beside a file of ours to write to, which takes its place when all is written.

    Where writing fails or the process ends, what was there is there, and no file that was cut off. Raises OSError.
    """
    part = path.with_name(f"{path.name}.part")
    try:
        yield part
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def put_in_place(part: Path, path: Path) -> None:
    """Move a finished file to its place in the same folder, by the rules of `output_file`. Raises OSError."""
    if _status(path, follow_links=False) is None:
        part.replace(path)
        return
    with part.open("rb") as whole, output_file(path) as file:
        shutil.copyfileobj(whole, file)
    part.unlink()


def _require_regular(mode: int, path: str | os.PathLike[str]) -> None:
    if not stat.S_ISREG(mode):
        kind = next((name for is_kind, name in _KINDS if is_kind(mode)), "no file")
        raise NotRegularError(errno.EINVAL, f"it is {kind}, and only regular files are read", os.fspath(path))


def _status(path: Path, *, follow_links: bool = True) -> os.stat_result | None:
    try:
        return path.stat(follow_symlinks=follow_links)
    except FileNotFoundError:  # also a link to what is not there: it is made there
        return None


def _keep(descriptor: int, there: os.stat_result) -> None:
    """Give a new file the mode and, as far as the system lets us, the owner of the one that it replaces."""
    with suppress(OSError):
        os.fchown(descriptor, there.st_uid, there.st_gid)
    os.fchmod(descriptor, stat.S_IMODE(there.st_mode) & 0o777)


def _own_descriptor(path: str | os.PathLike[str]) -> int | None:
    """The number of the program's open file that a path means: 1 for /dev/stdout, 63 for /dev/fd/63."""
    ours = {os.path.realpath("/proc/self/fd"), os.path.realpath("/dev/fd")}
    place = os.path.abspath(path)  # noqa: PTH100  Path.absolute keeps ".."
    for _ in range(_MOST_LINKS):
        folder, name = os.path.split(place)
        if name.isdecimal() and os.path.realpath(folder) in ours:
            return int(name)
        try:
            place = os.path.normpath(os.path.join(folder, os.readlink(place)))  # noqa: PTH115, PTH118
        except OSError:
            return None
    return None
