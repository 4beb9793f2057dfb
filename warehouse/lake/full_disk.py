"""Reading a lake on a full disk: SQLite has no room there for the index that even a reader makes beside the catalog.

A copy of the catalog elsewhere can be read. It is what the files were at one moment, as after a power failure, and
SQLite reads such a state as that of the last commit. Nothing is locked: a writer goes on, or makes the copy invalid.
"""

import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir

# A file that was written to within so many seconds may be written to again without its time being another.
_STILL_SECONDS = 0.1

# Places on other disks, the last in memory; and the copies, which DuckDB opens again for each question.
_PLACES = (Path(gettempdir()), Path("/dev/shm"))  # noqa: S108  folders of our own are made in them
_COPIES: list[TemporaryDirectory[str]] = []

# Closing the catalog's files would take away the locks of this process's own readers: another process copies them.
_COPY = "import shutil, sys; [shutil.copy(file, sys.argv[1]) for file in sys.argv[2:]]"


def copy_of(catalog: Path) -> Path | None:
    """A copy of a catalog on a disk with room; None where it was written to meanwhile, or no other place has room.

    It stays until the end of the process.
    """
    time.sleep(_STILL_SECONDS)
    before = _state(catalog)
    if any(time.time() - changed / 1e9 < _STILL_SECONDS for _, _, changed in before.values()):
        return None
    for place in _PLACES:
        try:
            folder = TemporaryDirectory(dir=place, prefix="dateline-catalog-", ignore_cleanup_errors=True)
            copying = [sys.executable, "-I", "-c", _COPY, folder.name, *map(str, before)]
            subprocess.run(copying, check=True, capture_output=True)  # noqa: S603  a program and names of our own
        except (OSError, subprocess.SubprocessError):
            continue
        if _state(catalog) != before:
            return None
        _COPIES.append(folder)
        return Path(folder.name) / catalog.name
    return None


def _state(catalog: Path) -> dict[Path, tuple[int, int, int]]:
    """The catalog and its write-ahead log, where they are, each with what is another after it was written to."""
    files = [file for file in (catalog, catalog.with_name(f"{catalog.name}-wal")) if file.exists()]
    found = {file: file.stat() for file in files}
    return {file: (stat.st_ino, stat.st_size, stat.st_mtime_ns) for file, stat in found.items()}
