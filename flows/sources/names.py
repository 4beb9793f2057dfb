"""Names of files as text: a name is bytes, and not all bytes are text."""

import re
from pathlib import PurePath

# A day in the name of a file, with the hour that may follow it: "wire_2026-03-11", "20260311T0430Z".
_DAY = re.compile(r"[-_. ]?(?<![0-9])(?:19|20)[0-9]{2}[-_.]?[01][0-9][-_.]?[0-3][0-9](?:[-_T]?[0-9]{2,6}Z?)?(?![0-9])")

_PLAIN_ENDING = re.compile(r"\.[a-z0-9_+-]{1,12}")


def printable(name: str | PurePath) -> str:
    """A name in which bytes that are no UTF-8 are replaced, so that it can be stored and shown."""
    return str(name).encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def source_name(path: PurePath) -> str:
    """The source that a file of many articles names: its own name without the day, else that of its folder.

    Files named by day give one source, so that an id that comes again is the same article.
    """
    for name in (path.stem, *(parent.name for parent in path.parents)):
        undated = _DAY.sub("", name).strip("-_. ")
        if undated and not undated.isdecimal():
            return printable(undated)
    return "files"


def ending(path: str) -> str:
    """A file's ending as it may be shown."""
    suffix = PurePath(path).suffix.lower()
    return suffix if _PLAIN_ENDING.fullmatch(suffix) else "other" if suffix else "without ending"
