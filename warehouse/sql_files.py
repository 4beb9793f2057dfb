"""The SQL objects of sql/: one file each, the file's name is the object's name, its first comment says what it is."""

import re
from dataclasses import dataclass, replace
from graphlib import TopologicalSorter
from importlib.resources import files
from typing import Literal, cast

Folder = Literal["marts", "checks", "queries", "explore"]
Severity = Literal["fail", "warn"]

# The first line of a check.
_SEVERITY = re.compile(r"-- severity: (fail|warn)")


@dataclass(frozen=True)
class SqlObject:
    """A SELECT with its name and meaning; a check also says what follows from what it finds."""

    name: str
    about: str
    sql: str
    severity: Severity | None = None


def sql_objects(folder: Folder) -> dict[str, SqlObject]:
    """All objects of one folder of sql/, by name, in alphabetical order."""
    read = _read_check if folder == "checks" else _read
    paths = sorted(files("sql").joinpath(folder).iterdir(), key=lambda path: path.name)
    return {
        path.name.removesuffix(".sql"): read(path.name.removesuffix(".sql"), path.read_text(encoding="utf-8"))
        for path in paths
        if path.name.endswith(".sql")
    }


def in_building_order(objects: dict[str, SqlObject]) -> list[SqlObject]:
    """Objects that read each other, each after those it reads."""
    reads = {
        name: {word for word in re.findall(r"(?:FROM|JOIN) (\w+)", item.sql) if word in objects and word != name}
        for name, item in objects.items()
    }
    return [objects[name] for name in TopologicalSorter(reads).static_order()]


def _read(name: str, sql: str) -> SqlObject:
    comments = []
    for line in sql.splitlines():
        if not line.startswith("--"):
            break
        comments.append(line.removeprefix("--").strip())
    return SqlObject(name, " ".join(comments), sql.strip().removesuffix(";"))


def _read_check(name: str, sql: str) -> SqlObject:
    first, _, rest = sql.partition("\n")
    found = _SEVERITY.fullmatch(first.strip())
    if not found:
        raise ValueError(f"sql/checks/{name}.sql must begin with `-- severity: fail` or `-- severity: warn`")
    return replace(_read(name, rest), severity=cast("Severity", found[1]))
