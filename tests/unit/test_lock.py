"""requirements.lock holds what pyproject.toml asks for, by version and hash, and says nothing of where it came from."""

import re
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.conftest import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS = PROJECT["optional-dependencies"]


def of_extra(extra: str) -> list[Requirement]:
    """What an extra asks for, with what other extras of ours it names ask for."""
    asked = [Requirement(line) for line in EXTRAS[extra]]
    ours = [name for line in asked if line.name == PROJECT["name"] for name in sorted(line.extras)]
    return [line for line in asked if line.name != PROJECT["name"]] + [line for name in ours for line in of_extra(name)]


# Those that `make demo` and `make test` install.
ASKED = [Requirement(line) for line in PROJECT["dependencies"]]
ASKED += [line for extra in ("dev", "formats", "explore") for line in of_extra(extra)]
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
# One entry is a line that begins with a name, and the indented lines that follow.
ENTRIES = re.findall(r"^[A-Za-z0-9][^\n]*(?:\n[ ]+[^\n]*)*", LOCK, flags=re.MULTILINE)


def pins() -> dict[str, list[str]]:
    """The versions of each package; there are several where they depend on the version of Python."""
    found: dict[str, list[str]] = {}
    for entry in ENTRIES:
        pinned = Requirement(entry.split("\\")[0].strip())
        found.setdefault(canonicalize_name(pinned.name), []).append(str(pinned.specifier).removeprefix("=="))
    return found


@pytest.mark.parametrize("asked", ASKED, ids=str)
def test_each_requirement_is_pinned_within_its_bounds(asked):
    versions = pins()[canonicalize_name(asked.name)]
    assert versions
    assert [version for version in versions if version not in asked.specifier] == []


def test_every_pin_is_one_version_with_hashes():
    assert [entry for entry in ENTRIES if "==" not in entry.split("\n")[0] or "--hash=sha256:" not in entry] == []


def test_no_address_is_in_the_lock():
    assert re.findall(r"https?://|--(?:extra-)?index-url|--find-links", LOCK) == []
