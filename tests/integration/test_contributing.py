"""docs/contributing.md says how to add things; each section is done here as it is written, in a copy of the project."""

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.conftest import ROOT

pytestmark = pytest.mark.timeout(600)

DOCUMENT = (ROOT / "docs" / "contributing.md").read_text(encoding="utf-8")
SECTIONS = dict(re.findall(r"^## (How to add [^\n]+)\n(.*?)(?=^## |\Z)", DOCUMENT, flags=re.M | re.S))
_BLOCK = re.compile(r"^```(?P<kind>\w+)\n(?P<content>.*?)^```$", re.M | re.S)
_PATH = re.compile(r"^\W*path: (?P<path>\S+)(?: \(append\)| \(after: (?P<line>.*)\))?(?: -->)?$")


@dataclass
class Change:
    """A file to write, or lines to add to one."""

    path: str
    content: str
    append: bool = False
    after: str | None = None

    def apply(self, root: Path) -> None:
        place = root / self.path
        if self.after is not None:
            text = place.read_text(encoding="utf-8")
            assert text.count(f"{self.after}\n") == 1, f"{self.path} does not have this line once: {self.after}"
            place.write_text(text.replace(f"{self.after}\n", f"{self.after}\n{self.content}"), encoding="utf-8")
        elif self.append:
            text = place.read_text(encoding="utf-8")
            place.write_text(text.rstrip("\n") + "\n" + self.content, encoding="utf-8")
        else:
            assert not place.exists(), f"{self.path} is there already; say where in it the block belongs"
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(self.content, encoding="utf-8")


@dataclass
class Command:
    """A command, and lines that it must print in this order."""

    line: str
    prints: list[str]

    def run(self, root: Path) -> None:
        environment = os.environ | {
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": str(root),
            "COLUMNS": "160",
        }
        done = subprocess.run(
            ["bash", "-c", self.line], cwd=root, env=environment, capture_output=True, text=True, timeout=300
        )
        assert done.returncode == 0, f"$ {self.line}\n{done.stdout}{done.stderr}"
        printed = iter(_plain(line) for line in done.stdout.splitlines())
        for expected in self.prints:
            assert any(_plain(expected) in line for line in printed), f"$ {self.line}\n{expected}\n!=\n{done.stdout}"


def steps(section: str) -> list[Change | Command]:
    """What a section of the document says to do, in its order."""
    found: list[Change | Command] = []
    for block in _BLOCK.finditer(section):
        first, _, rest = block["content"].partition("\n")
        if block["kind"] == "console":
            found += _commands(block["content"])
        elif match := _PATH.match(first):
            found.append(Change(match["path"], rest, append="(append)" in first, after=match["line"] or None))
        else:
            raise AssertionError(
                f"This block of docs/contributing.md says neither its path nor that it is typed: {first}"
            )
    return found


def _commands(block: str) -> list[Command]:
    commands: list[Command] = []
    for line in block.splitlines():
        if line.startswith("$ "):
            commands.append(Command(line.removeprefix("$ "), []))
        elif line.strip() != "...":
            commands[-1].prints.append(line)
    return commands


def _plain(line: str) -> str:
    return " ".join(line.split())


@pytest.fixture
def copy(tmp_path):
    """The files of the repository, without what git does not keep, in a folder of their own."""
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        pytest.skip("needs a git checkout, which tells what belongs to the repository")
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    root = tmp_path / "dateline"
    for name in listed.stdout.decode().split("\0"):
        if name and (ROOT / name).is_file():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, root / name)
    # The environment at its place, and ready, so that `make` does not build another one.
    (root / ".venv").mkdir()
    for part in Path(sys.prefix).iterdir():
        if part.name != ".ready":
            (root / ".venv" / part.name).symlink_to(part)
    (root / ".venv" / ".ready").touch()
    return root


def test_every_section_is_tried():
    assert SECTIONS
    assert [
        title for title, body in SECTIONS.items() if not any(isinstance(step, Command) for step in steps(body))
    ] == []


@pytest.mark.parametrize("title", SECTIONS)
def test_the_blocks_of_a_section_fit_the_files_they_name(title, copy):
    changes = [step for step in steps(SECTIONS[title]) if isinstance(step, Change)]
    assert changes
    for change in changes:
        change.apply(copy)
    assert [change.path for change in changes if change.content not in (copy / change.path).read_text("utf-8")] == []


@pytest.mark.slow
@pytest.mark.parametrize("title", SECTIONS)
def test_what_a_section_says_can_be_done(title, copy):
    for step in steps(SECTIONS[title]):
        if isinstance(step, Change):
            step.apply(copy)
        else:
            step.run(copy)


def test_a_block_says_where_it_belongs(tmp_path):
    (tmp_path / "a.py").write_text("one\ntwo\n")
    section = "```python\n# path: a.py (after: one)\nhalf\n```\n\n```csv\n# path: a.py (append)\nthree\n```\n"
    for step in steps(section):
        step.apply(tmp_path)
    assert (tmp_path / "a.py").read_text() == "one\nhalf\ntwo\nthree\n"


def test_a_command_that_prints_something_else_fails_the_test(tmp_path):
    [command] = steps("```console\n$ echo fare\n12 euros\n```\n")
    with pytest.raises(AssertionError, match="12 euros"):
        command.run(tmp_path)
    [command] = steps("```console\n$ false\n```\n")
    with pytest.raises(AssertionError, match="false"):
        command.run(tmp_path)
