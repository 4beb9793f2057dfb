"""What exists as it is written is a name; the rest of a path may be a pattern."""

from pathlib import Path

import pytest

from flows.sources import discover
from tests.builders import write_article
from warehouse.errors import DatelineError


@pytest.fixture
def inbox(tmp_path):
    for folder in ("wire[1]", "wire1", "b*", "bx", "2026-03-11"):
        write_article(tmp_path / folder, "a.txt", "Body.")
        write_article(tmp_path / folder / "sub", "note1.txt", "Body.")
    return tmp_path


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("wire[1]", ["wire[1]/a.txt", "wire[1]/sub/note1.txt"]),
        ("wire[1]/*.txt", ["wire[1]/a.txt"]),
        ("wire[1]/**/note[0-9].txt", ["wire[1]/sub/note1.txt"]),
        ("b*/a.txt", ["b*/a.txt"]),
        ("b*/sub/note?.txt", ["b*/sub/note1.txt"]),
        ("b?/a.txt", ["b*/a.txt", "bx/a.txt"]),
        ("wire?/a.txt", ["wire1/a.txt"]),
        ("2026-03-11/*.txt", ["2026-03-11/a.txt"]),
        ("2026-*/a.txt", ["2026-03-11/a.txt"]),
    ],
)
def test_finds(inbox, asked, found):
    assert [str(Path(part.path).relative_to(inbox)) for part in discover([f"{inbox}/{asked}"])] == found


def test_a_pattern_below_a_relative_folder(inbox, monkeypatch):
    monkeypatch.chdir(inbox)
    assert [Path(part.path).name for part in discover(["wire[1]/s*/*.txt"])] == ["note1.txt"]


def test_nothing_below_a_folder_that_exists_is_looked_for_elsewhere(inbox):
    write_article(inbox / "wire1", "only.txt", "Body.")
    with pytest.raises(DatelineError, match="nothing at"):
        discover([f"{inbox}/wire[1]/only.txt"])
