"""Formats register themselves; what could not work is said when the program is imported."""

from dataclasses import replace

import pytest

from flows import cli, defaults
from flows.sources import FORMATS, check_format, discover, listing
from flows.sources import format as registry
from tests.builders import write_article
from tests.conftest import ROOT
from warehouse.errors import DatelineError

NEW = registry.Format(
    name="telex", about="a telex", read=FORMATS["text"].read, suffixes=(".telex",), magic=(b"\x01TLXTLX",)
)


@pytest.fixture
def formats(monkeypatch):
    """The registry, as if there was a module telex.py without a format so far."""
    monkeypatch.setattr(registry, "FORMATS", dict(FORMATS))
    monkeypatch.setattr(registry, "format_names", lambda: (*defaults.format_names(), "telex"))
    return registry.FORMATS


def test_a_format_is_there_once_it_is_registered(formats):
    registry.register(NEW)
    assert formats["telex"] is NEW
    assert registry.by_suffix("/in/B.TELEX") == registry.by_magic(b"\x01TLXTLX 012") == "telex"


def test_a_module_that_registers_nothing_is_found(formats):
    with pytest.raises(ValueError, match="register no format: telex"):
        registry.require_complete()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"name": "other"}, "must be named as its module"),
        ({"name": "text"}, "two formats text"),
        ({"read": None}, "no reader"),
        ({"columns": ("body", "colour")}, "declares colour"),
        ({"columns": ("body", "is_current")}, "declares is_current"),
        ({"suffixes": (".txt",)}, r"text and telex share \.txt"),
        ({"suffixes": ("telex",)}, "with its dot"),
        ({"suffixes": (".TELEX",)}, "small letters"),
    ],
)
def test_what_cannot_work_is_refused(formats, changes, said):
    with pytest.raises(ValueError, match=said):
        registry.register(replace(NEW, **changes))


def test_two_formats_cannot_begin_alike(formats, monkeypatch):
    registry.register(NEW)
    monkeypatch.setattr(registry, "format_names", lambda: (*defaults.format_names(), "telex", "telex2"))
    with pytest.raises(ValueError, match="telex and telex2 share"):
        registry.register(replace(NEW, name="telex2", suffixes=(), magic=(b"\x01TLXTLX 1",)))


def test_every_module_of_formats_is_a_format():
    assert tuple(sorted(FORMATS)) == defaults.format_names()


def test_the_command_line_and_the_messages_list_all_formats():
    choices = defaults.format_choices()
    assert choices.split(", ")[0] == defaults.AUTO
    assert all(name in choices for name in FORMATS)
    option = cli.ingest.__annotations__["file_format"].__metadata__[0]
    assert choices in option.help
    with pytest.raises(DatelineError, match=choices):
        check_format("docx")


def test_the_readme_lists_all_formats():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert listing.renewed(readme) == readme
    assert listing.END in readme


@pytest.mark.parametrize(
    ("name", "content", "recognised"),
    [
        ("a.txt", " date 2025-03-15 T\n\nB", "text"),
        ("a.TXT", "{}", "text"),  # the name tells, and a brace proves nothing
        ("a.jsonl", " date 2025-03-15 T\n\nB", "jsonl"),
        ("a.dat", '{"text": "B"}\n', "jsonl"),
        ("a", "\ufeff \n" + '{"text": "B"}\n', "jsonl"),
        ("a.dat", " date 2025-03-15 T\n\nB", "text"),
        ("empty", "", "text"),
    ],
)
def test_a_file_that_is_named_is_recognised(tmp_path, name, content, recognised):
    (tmp_path / name).write_text(content, encoding="utf-8")
    assert [part.format for part in discover([str(tmp_path / name)])] == [recognised]
    assert [part.format for part in discover([str(tmp_path / name)], "jsonl")] == ["jsonl"]


def test_in_a_folder_the_first_bytes_prove_more_than_the_ending(tmp_path, formats):
    registry.register(NEW)
    write_article(tmp_path, "a.txt", "Body.")
    (tmp_path / "b.txt").write_bytes(b"\x01TLXTLX 012")
    (tmp_path / "c.bin").write_bytes(b"\x01TLXTLX 012")
    assert [part.format for part in discover([str(tmp_path)])] == ["text", "telex"]
