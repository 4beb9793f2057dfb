"""Parquet files in a folder: of the lake, or one that several machines have mounted."""

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from warehouse.errors import DatelineError
from warehouse.lake.catalog import files_below


class DiskData:
    """A folder of data."""

    extensions: tuple[str, ...] = ()
    settings: tuple[str, ...] = ()

    def __init__(self, folder: Path) -> None:
        """Point at the folder; nothing is made yet."""
        self.folder: Path | None = folder
        self._root = folder
        self.address = f"{folder}{os.sep}"

    def secret(self) -> None:
        """See warehouse/lake/store.py."""

    def make(self) -> None:
        """See warehouse/lake/store.py."""
        try:
            self._root.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise DatelineError(f"{self._root} cannot be made ({error.strerror})", "Give a writable folder") from error

    def publish(self, files: Mapping[Path, str]) -> None:
        """See warehouse/lake/store.py. Files become links to the same bytes where the file system has links."""
        for file, name in files.items():
            target = self._root / name
            if not target.exists():
                target.parent.mkdir(parents=True, exist_ok=True)
                _link(file, target)

    def fetch(self, names: Mapping[str, Path]) -> None:
        """See warehouse/lake/store.py."""
        for name, target in names.items():
            target.parent.mkdir(parents=True, exist_ok=True)
            _copy(self._root / name, target)

    def sizes(self, below: str = "") -> dict[str, int]:
        """See warehouse/lake/store.py."""
        names = [name for name in files_below(self._root) if name.startswith(below)]
        return {name: (self._root / name).stat().st_size for name in names}

    def delete(self, names: set[str]) -> None:
        """See warehouse/lake/store.py."""
        for name in names:
            (self._root / name).unlink(missing_ok=True)

    def written(self, after: float, before: float) -> set[str]:
        """See warehouse/lake/store.py."""
        names = files_below(self._root)
        return {name for name in names if after <= (self._root / name).stat().st_mtime <= before}


def _link(file: Path, target: Path) -> None:
    try:
        os.link(file, target)
    except OSError:  # a file system without links
        _copy(file, target)


def _copy(file: Path, target: Path) -> None:
    part = target.with_suffix(".part")
    shutil.copyfile(file, part)
    part.replace(target)
