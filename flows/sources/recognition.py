"""What a file is: told by its first bytes where they are proof, then by its name, then by what it looks like."""

from pathlib import Path

from flows.defaults import AUTO
from flows.sources.format import HEAD_BYTES, by_looks, by_magic, by_suffix
from warehouse.files import open_regular

# Formats of slices that are no formats of articles: they are unpacked first.
CONTAINER, STDIN, REMOTE = "container", "stdin", "remote"

# What a file that is named itself is read as where neither its content nor its name tells.
_ELSE = "text"

_SUFFIXES = {".gz": "gz", ".zst": "zst", ".xz": "xz", ".bz2": "bz2", ".zip": "zip", ".tar": "r:"}
_SUFFIXES |= {".tgz": "r:gz", ".tbz2": "r:bz2", ".txz": "r:xz"}
_ARCHIVES = {".tar.gz": "r:gz", ".tar.bz2": "r:bz2", ".tar.xz": "r:xz"}
_MAGIC = {
    b"\x1f\x8b": "gz",
    b"\x28\xb5\x2f\xfd": "zst",
    b"\xfd7zXZ\x00": "xz",
    b"BZh": "bz2",
    b"PK\x03\x04": "zip",
    b"PK\x05\x06": "zip",
}
_TAR_MAGIC = (b"ustar", 257)


def format_of_file(path: str, file_format: str, *, named: bool) -> str | None:
    """The format of a file, `container`, or None for what is no input.

    A file that is `named` by the user may have any ending, and is text if nothing else.
    """
    if by_suffix(path) is None and container_kind(path) is None and file_format == AUTO and not named:
        return None
    return by_content(path, _head(path), file_format, named=named)


def by_content(name: str, head: bytes, file_format: str, *, named: bool) -> str | None:
    """The same for a file whose beginning is known."""
    if container_kind(name, head) and (named or container_kind(name)):
        return CONTAINER
    if file_format != AUTO:
        return file_format
    by_name = by_suffix(name)
    if by_name is None and not named:
        return None
    return by_magic(head) or by_name or by_looks(head) or _ELSE


def container_kind(name: str, head: bytes | None = None) -> str | None:
    """How a container is opened: by its name, or where its beginning is known by that, for names lie."""
    lower = name.lower()
    by_name = next((kind for suffix, kind in _ARCHIVES.items() if lower.endswith(suffix)), None)
    by_name = by_name or _SUFFIXES.get(Path(lower).suffix)
    if not head:
        return by_name
    found = next((kind for magic, kind in _MAGIC.items() if head.startswith(magic)), None)
    if found is None and head[_TAR_MAGIC[1] :].startswith(_TAR_MAGIC[0]):
        return "r:"
    if by_name and by_name.startswith("r:") and found == by_name.removeprefix("r:"):
        return by_name
    if found == "zip" and by_name is None and Path(lower).suffix:
        return None  # an office document or a book
    return found or (by_name if by_name and by_suffix(lower) is None else None)


def _head(path: str) -> bytes:
    """The first bytes of a file; none where it cannot be read, which reading it will tell."""
    try:
        with open_regular(path) as file:
            return file.read(HEAD_BYTES)
    except OSError:
        return b""
