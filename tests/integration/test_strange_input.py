"""Input that cannot be read, or is none: named in the rejects or counted, and never waited for."""

import os
import socket

import pytest

from flows.sources import survey
from tests.builders import ingest, write_article
from warehouse.errors import DatelineError
from warehouse.lake import Lake

pytestmark = pytest.mark.timeout(240)


def rejects(lake):
    return Lake(lake).reader().execute("SELECT source_uri, reason, detail FROM rejects ORDER BY ALL").fetchall()


def articles(lake):
    return Lake(lake).reader().execute("SELECT count(*) FROM articles").fetchone()[0]


@pytest.fixture
def inbox(tmp_path):
    write_article(tmp_path / "in", "a.txt", "It cost $5.")
    return tmp_path / "in"


def test_pipes_sockets_and_devices_are_rejects_and_stop_nothing(inbox, tmp_path):
    os.mkfifo(inbox / "pipe.txt")
    os.mkfifo(inbox / "pipe.jsonl")
    socket.socket(socket.AF_UNIX).bind(str(inbox / "socket.txt"))
    (inbox / "zero.txt").symlink_to("/dev/zero")
    (inbox / "zero.jsonl").symlink_to("/dev/zero")
    for night in range(2):
        account = ingest(tmp_path / "lake", inbox)
        assert (account.articles, account.reasons) == (1 - night, {"unreadable": 5})
    assert articles(tmp_path / "lake") == 1
    listed = {uri.rsplit("/", 1)[1]: detail for uri, _, detail in rejects(tmp_path / "lake")}
    assert set(listed) == {"pipe.txt", "pipe.jsonl", "socket.txt", "zero.txt", "zero.jsonl"}
    assert "named pipe" in listed["pipe.jsonl"]
    assert "device" in listed["zero.jsonl"]


def test_a_pipe_that_is_named_is_a_reject(inbox, tmp_path):
    os.mkfifo(inbox / "pipe")
    account = ingest(tmp_path / "lake", inbox / "pipe")
    assert account.is_all_bad()
    assert [reason for _, reason, _ in rejects(tmp_path / "lake")] == ["unreadable"]


def test_a_folder_that_cannot_be_listed_is_a_reject(inbox, tmp_path, monkeypatch):
    (inbox / "closed").mkdir()
    real = os.scandir

    def scandir(path="."):
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", str(path))
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    for _ in range(2):
        account = ingest(tmp_path / "lake", inbox)
        assert account.reasons == {"unreadable": 1}
        assert account.balances()
        assert not account.is_all_bad() or account.known
    [(uri, reason, detail)] = rejects(tmp_path / "lake")
    assert (uri, reason) == ((inbox / "closed").as_uri(), "unreadable")
    assert "cannot be listed (Permission denied)" in detail
    assert articles(tmp_path / "lake") == 1


def test_where_only_such_a_folder_is_nothing_was_read(tmp_path, monkeypatch):
    (tmp_path / "closed").mkdir()

    def scandir(path="."):
        raise PermissionError(13, "Permission denied", str(path))

    with monkeypatch.context() as patched:
        patched.setattr(os, "scandir", scandir)
        slices = survey([str(tmp_path / "closed")]).slices
    assert [(part.format, part.path) for part in slices] == [("folder", str(tmp_path / "closed"))]


def test_what_is_no_input_is_counted_by_its_ending(inbox):
    (inbox / "sub").mkdir()
    for name in ("a.pdf", "b.PDF", "sub/c.docx", "README", "x.\x1b[31m", ".hidden.pdf"):
        (inbox / name).touch()
    (inbox / "link").symlink_to(inbox / "sub")
    found = survey([str(inbox)])
    assert found.passed_over == {
        ".pdf": 2, ".docx": 1, "without ending": 1, "other": 1, "folder behind a link": 1,
    }  # fmt: skip
    assert [part.path for part in found.slices] == [str(inbox / "a.txt")]


def test_a_name_that_is_no_text_does_not_stop_the_night(inbox, tmp_path):
    folder = os.fsencode(inbox / "sub") + b"\xff"
    os.mkdir(folder)  # noqa: PTH102  a name of bytes
    for name, content in ((b"\xfe.txt", b" date 2025-03-15 T\n\nIt cost $6."), (b"\xfd.jsonl", b'{"text": "$7."}')):
        with open(os.path.join(folder, name), "wb") as file:  # noqa: PTH118, PTH123
            file.write(content)
    ingest(tmp_path / "lake", inbox, os.fsdecode(folder))
    listed = Lake(tmp_path / "lake").reader().execute("SELECT source FROM articles ORDER BY source").fetchall()
    assert listed == [("in",), ("sub\ufffd",), ("\ufffd",)]


def test_an_empty_folder_is_no_failure(tmp_path):
    (tmp_path / "in").mkdir()
    assert not ingest(tmp_path / "lake", tmp_path / "in").is_all_bad()


def test_a_path_below_a_file_is_not_there(inbox):
    with pytest.raises(DatelineError, match="nothing at"):
        survey([str(inbox / "a.txt" / "b")])


def test_a_lake_below_the_input_is_no_input(inbox):
    account = ingest(inbox / "lake", inbox)
    assert (account.articles, account.rejects) == (1, 0)
    again = ingest(inbox / "lake", inbox)
    assert (again.known, again.articles, again.rejects, again.passed_over) == (1, 0, 0, {"folder of a lake": 1})
