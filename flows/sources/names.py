"""Names of files as text: a name is bytes, and not all bytes are text."""

from pathlib import PurePath


def printable(name: str | PurePath) -> str:
    """A name in which bytes that are no UTF-8 are replaced, so that it can be stored and shown."""
    return str(name).encode("utf-8", "surrogateescape").decode("utf-8", "replace")
