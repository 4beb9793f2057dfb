"""The folder of an export: what in it is an export's own, what came with it, and the two files that describe it.

An export puts its files in the place of those that an earlier one wrote and that are as it wrote them. A file of
anybody else in such a place, or one that was changed since, stays, unless that is asked for.
"""

import json
import os
import shutil
from collections.abc import Iterable, Iterator
from hashlib import file_digest
from pathlib import Path
from typing import Any

from warehouse.ddl import contract, meaning
from warehouse.errors import DatelineError
from warehouse.tables import KEYS

MANIFEST = "manifest.json"
DATAPACKAGE = "datapackage.json"
REMOVED = "_removed"

# Names of what is written aside; the number is the process.
ASIDE = ".export-{process}-{name}"

# What a manifest says of the whole export, said of each file that another export left in the folder.
_OF_ITS_EXPORT = ("snapshot", "since", "format", "exported_at")

_FRICTIONLESS = {
    "String": "string",
    "Enum": "string",
    "Boolean": "boolean",
    "Date": "date",
    "Datetime": "datetime",
    "Int32": "integer",
    "Int64": "integer",
    "Float64": "number",
    "Binary": "any",
    "List": "list",
}


class ExportFolder:
    """A folder as earlier exports have left it."""

    def __init__(self, path: Path) -> None:
        """Read the manifests: the folder's, and that of an export that was killed while it moved its files in."""
        self.path = path
        self._listed = _entries(path / MANIFEST)
        self._known: dict[str, set[str]] = {}
        for entries in (self._listed, *(_entries(left / MANIFEST) for left in _left_aside(path))):
            for name, entry in entries.items():
                self._known.setdefault(name, set()).add(str(entry.get("sha256")))
        # No manifest can hold its own hash; with one of ours there, both descriptions are ours.
        self._has_manifest = bool(self._known)

    def require_own(self, names: Iterable[str]) -> None:
        """Raise DatelineError unless each file of these names is absent or as an export wrote it."""
        for name in names:
            if (self.path / name).is_file() and not self._is_own(name):
                problem = f"{self.path / name} is not as an export of Dateline wrote it"
                raise DatelineError(problem, "Choose another folder, or put --force to have it replaced")

    def kept(self, written: Iterable[str]) -> dict[str, dict[str, Any]]:
        """Files of earlier exports that stay, by name, as their manifest had them."""
        stay = self._listed.keys() - set(written)
        return {name: self._listed[name] for name in sorted(stay) if (self.path / name).is_file()}

    def outdated(self, tables: Iterable[str], written: Iterable[str]) -> list[str]:
        """Lists of removed keys that belong to tables which are written anew, and are of an export."""
        of_tables = {f"{table}{REMOVED}" for table in tables}
        names = self._known.keys() - set(written)
        return sorted(name for name in names if name.partition(".")[0] in of_tables and self._is_own(name))

    def others(self, ours: Iterable[str]) -> list[str]:
        """Names of all else in the folder."""
        own = {*ours, MANIFEST, DATAPACKAGE}
        found = (file.name for file in self.path.iterdir() if not _process(file))
        return sorted(name for name in found if name not in own)

    def make_room(self) -> None:
        """Delete the rows that exports by processes that are no more have left aside; their manifests stay."""
        for left in _left_aside(self.path):
            for file in left.iterdir():
                if file.name != MANIFEST and file.is_file():
                    file.unlink(missing_ok=True)

    def sweep(self) -> None:
        """Delete all that such exports have left aside, when there is a manifest of what lies in the folder."""
        for left in _left_aside(self.path):
            shutil.rmtree(left, ignore_errors=True)

    def _is_own(self, name: str) -> bool:
        if name in (MANIFEST, DATAPACKAGE):
            return self._has_manifest
        file = self.path / name
        return name in self._known and file.is_file() and sha256_of(file) in self._known[name]


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file's bytes, in hexadecimal. Raises OSError."""
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def datapackage(manifest: dict[str, Any]) -> dict[str, Any]:
    """The manifest as a Data Package descriptor (Frictionless Standards, version 1), for tools that read these."""
    resources = []
    for name, entry in manifest["tables"].items():
        row, declared = contract(name.removesuffix(REMOVED))
        if name.endswith(REMOVED):
            declared = {key: declared[key] for key in KEYS[name.removesuffix(REMOVED)]}
        fields = [
            {
                "name": column,
                "type": _FRICTIONLESS.get(type(about_it.dtype).__name__, "any"),
                "description": meaning(about_it),
            }
            for column, about_it in declared.items()
        ]
        resources.append(
            {
                "name": name,
                "path": entry["file"],
                "format": Path(entry["file"]).suffix.lstrip("."),
                "description": row,
                "bytes": entry["bytes"],
                "hash": f"sha256:{entry['sha256']}",
                "schema": {"fields": fields},
            }
        )
    return {
        "name": "dateline-export",
        "version": str(manifest["snapshot"]),
        "created": manifest["exported_at"],
        "resources": resources,
    }


def _entries(path: Path) -> dict[str, dict[str, Any]]:
    """What a manifest says of each file, by the file's name; nothing where it is none of ours."""
    try:
        manifest = json.loads(path.read_text(encoding="utf-8"))
        shared = {key: manifest.get(key) for key in _OF_ITS_EXPORT}
        entries: dict[str, dict[str, Any]] = dict(manifest.get("kept", {})) if "dateline_version" in manifest else {}
        for table, entry in manifest["tables"].items() if "dateline_version" in manifest else ():
            file = {"sha256": entry["sha256"], "bytes": entry["bytes"], "rows": {}, **shared}
            entries.setdefault(entry["file"], file)["rows"][table] = entry["rows"]  # a DuckDB file holds several
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}
    return entries


def _left_aside(folder: Path) -> Iterator[Path]:
    for left in folder.glob(ASIDE.format(process="*", name="*")):
        process = _process(left)
        if process and process != os.getpid() and not _is_running(process):
            yield left


def _process(file: Path) -> int:
    """The process that a folder left aside is of; 0 for anything else."""
    parts = file.name.split("-")
    return int(parts[1]) if len(parts) == 3 and parts[0] == ".export" and parts[1].isdecimal() else 0


def _is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True
