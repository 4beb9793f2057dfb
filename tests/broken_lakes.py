"""Lakes that are broken in ten ways, and what commands do to their files."""

import hashlib
import json
import os
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

from warehouse.lake import Lake


def missing(lake: Path, _: Path) -> None:
    (lake / "catalog.sqlite").unlink()


def empty(lake: Path, _: Path) -> None:
    (lake / "catalog.sqlite").write_bytes(b"")


def garbage(lake: Path, _: Path) -> None:
    (lake / "catalog.sqlite").write_bytes(bytes(range(256)) * 64)


def truncated(lake: Path, _: Path) -> None:
    os.truncate(lake / "catalog.sqlite", (lake / "catalog.sqlite").stat().st_size // 2 + 100)


def page_lost(lake: Path, _: Path) -> None:
    content = bytearray((lake / "catalog.sqlite").read_bytes())
    content[8192:12288] = b"\xff" * 4096
    (lake / "catalog.sqlite").write_bytes(content)


def other_sqlite(lake: Path, _: Path) -> None:
    (lake / "catalog.sqlite").unlink()
    with sqlite3.connect(lake / "catalog.sqlite") as catalog:
        catalog.execute("PRAGMA journal_mode = WAL")
        catalog.execute("CREATE TABLE notes (line TEXT)")
    catalog.close()


def other_ducklake(lake: Path, _: Path) -> None:
    """A DuckLake catalog that somebody else's tables are in."""
    (lake / "catalog.sqlite").unlink()
    from warehouse.lake.extensions import connected

    connection = connected("ducklake", "sqlite_scanner")
    place = lake.parent / "elsewhere"
    connection.execute(f"ATTACH 'ducklake:sqlite:{lake.parent}/other.sqlite' AS other (DATA_PATH '{place}')")
    connection.execute("CREATE TABLE other.sales (day DATE)")
    connection.close()
    shutil.copy(lake.parent / "other.sqlite", lake / "catalog.sqlite")


def of_another_lake(lake: Path, other: Path) -> None:
    (lake / "catalog.sqlite").write_bytes((other / "catalog.sqlite").read_bytes())


def folder(lake: Path, _: Path) -> None:
    (lake / "catalog.sqlite").unlink()
    (lake / "catalog.sqlite").mkdir()


def made_anew(lake: Path, _: Path) -> None:
    """A catalog with all tables and no files: what a program makes that trusts itself."""
    shutil.move(lake / "data", lake.parent / "kept")
    for name in ("catalog.sqlite", "lake.json"):
        (lake / name).unlink()
    Lake(lake).writer().close()
    shutil.rmtree(lake / "data")
    shutil.move(lake.parent / "kept", lake / "data")


BREAK: dict[str, Callable[[Path, Path], None]] = {
    break_it.__name__: break_it
    for break_it in (
        missing, empty, garbage, truncated, page_lost, other_sqlite, other_ducklake, of_another_lake, folder, made_anew
    )
}  # fmt: skip


def files_of(folder: Path) -> dict[str, str]:
    """Every file and folder below a folder, with the SHA-256 of its bytes."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        if path.is_file()
        else "folder"
        for path in sorted(folder.rglob("*"))
    }


def age(folder: Path, days: int = 40) -> None:
    """Make every file look as if it had been written long ago."""
    for path in folder.rglob("*"):
        then = path.stat().st_mtime - days * 86_400
        os.utime(path, (then, then))


def rows_of(lake: Path) -> dict[str, int]:
    """Rows by table."""
    from warehouse.status import status

    return dict(status(Lake(lake))["rows"])


def write_wire(path: Path, *texts: str) -> Path:
    """JSON lines with these texts."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [
        {"id": number, "published": f"2025-0{number % 3 + 1}-14", "title": "Port", "text": text}
        for number, text in enumerate(texts)
    ]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return path
