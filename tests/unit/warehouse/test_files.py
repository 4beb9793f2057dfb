"""Output keeps what lies at its place; input never waits."""

import os
import socket
import stat
import threading
from pathlib import Path

import pytest

from warehouse.files import (
    NotRegularError,
    open_input,
    open_regular,
    output_file,
    put_in_place,
    read_regular,
    whole_file,
)


def write(path, content=b"new"):
    with output_file(path) as file:
        file.write(content)


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def device(path, major, minor):
    """A device file of our own: a test must not risk the machine's /dev/null."""
    try:
        os.mknod(path, 0o666 | stat.S_IFCHR, os.makedev(major, minor))
        path.open("rb").close()
    except PermissionError:
        pytest.skip("needs the right to make and use device files")
    return path


def test_a_device_stays_a_device(tmp_path):
    null = device(tmp_path / "null", 1, 3)
    write(null)
    assert stat.S_ISCHR(null.lstat().st_mode)
    assert names(tmp_path) == ["null"]


def test_the_null_device_of_the_machine_is_written_to():
    before = os.lstat("/dev/null")
    write(Path("/dev/null"))
    assert (os.lstat("/dev/null").st_ino, os.lstat("/dev/null").st_mode) == (before.st_ino, before.st_mode)


def test_a_pipe_passes_the_bytes_on(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    read = []
    reader = threading.Thread(target=lambda: read.append((tmp_path / "pipe").read_bytes()))
    reader.start()
    write(tmp_path / "pipe")
    reader.join(30)
    assert read == [b"new"]
    assert stat.S_ISFIFO((tmp_path / "pipe").lstat().st_mode)


def test_our_own_open_file_is_written_to_where_it_stands(tmp_path):
    with (tmp_path / "log").open("ab") as log:
        log.write(b"before ")
        log.flush()
        write(Path(f"/dev/fd/{log.fileno()}"))
    assert (tmp_path / "log").read_bytes() == b"before new"


@pytest.mark.parametrize("links", [1, 3])
def test_a_link_stays_and_what_it_leads_to_is_replaced(tmp_path, links):
    (tmp_path / "far").mkdir()
    place = tmp_path / "far" / "target"
    place.write_bytes(b"old")
    for number in range(links):
        (tmp_path / f"link{number}").symlink_to(place)
        place = tmp_path / f"link{number}"
    write(place)
    assert (tmp_path / "far" / "target").read_bytes() == b"new"
    assert place.is_symlink()
    assert names(tmp_path / "far") == ["target"]


def test_a_link_to_nothing_makes_the_file_it_names(tmp_path):
    (tmp_path / "link").symlink_to(tmp_path / "target")
    write(tmp_path / "link")
    assert (tmp_path / "target").read_bytes() == b"new"
    assert (tmp_path / "link").is_symlink()


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o755])
def test_the_mode_of_a_file_stays(tmp_path, mode):
    (tmp_path / "file").touch()
    (tmp_path / "file").chmod(mode)
    write(tmp_path / "file")
    assert stat.S_IMODE((tmp_path / "file").stat().st_mode) == mode


def test_the_owner_of_a_file_stays(tmp_path):
    (tmp_path / "file").touch()
    try:
        os.chown(tmp_path / "file", 65534, 65534)
    except PermissionError:
        pytest.skip("only root gives files away")
    write(tmp_path / "file")
    assert (tmp_path / "file").stat().st_uid == 65534


def test_a_new_file_has_the_mode_that_the_user_asks_for(tmp_path):
    before = os.umask(0o027)
    try:
        write(tmp_path / "file")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "file").stat().st_mode) == 0o640


def test_a_failure_leaves_the_old_file_and_nothing_else(tmp_path):
    (tmp_path / "file").write_bytes(b"old")
    with pytest.raises(TypeError), output_file(tmp_path / "file") as file:
        file.writelines([b"half", "no bytes"])
    assert (tmp_path / "file").read_bytes() == b"old"
    assert names(tmp_path) == ["file"]


def test_a_name_of_the_greatest_length_can_be_written(tmp_path):
    write(tmp_path / ("n" * 255))
    assert names(tmp_path) == ["n" * 255]


def test_a_folder_and_a_circle_of_links_are_refused(tmp_path):
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    for path in (tmp_path, tmp_path / "a"):
        with pytest.raises(OSError, match=r"directory|symbolic links"):
            write(path)
    assert names(tmp_path) == ["a", "b"]


def test_a_finished_file_goes_where_a_link_leads(tmp_path):
    (tmp_path / "part").write_bytes(b"new")
    (tmp_path / "target").write_bytes(b"old")
    (tmp_path / "link").symlink_to("target")
    put_in_place(tmp_path / "part", tmp_path / "link")
    assert (tmp_path / "target").read_bytes() == b"new"
    assert names(tmp_path) == ["link", "target"]


@pytest.mark.timeout(60)
@pytest.mark.parametrize("behind_a_link", [False, True])
@pytest.mark.parametrize("kind", ["a named pipe", "a socket", "a device", "a folder"])
def test_what_is_no_regular_file_is_not_opened(tmp_path, kind, behind_a_link):
    path = tmp_path / "it"
    if kind == "a named pipe":
        os.mkfifo(path)
    elif kind == "a socket":
        socket.socket(socket.AF_UNIX).bind(str(path))
    elif kind == "a device":
        device(path, 1, 5)
    else:
        path.mkdir()
    if behind_a_link:
        (tmp_path / "link").symlink_to(path)
        path = tmp_path / "link"
    with pytest.raises(NotRegularError, match=kind):
        open_regular(path)


def test_a_pipe_that_the_shell_opened_is_input(tmp_path):
    reading, writing = os.pipe()
    os.write(writing, b"words")
    os.close(writing)
    with open_input(f"/dev/fd/{reading}") as file:
        assert file.read() == b"words"
    os.close(reading)


def test_what_is_too_large_is_not_cut_off(tmp_path):
    (tmp_path / "file").write_bytes(b"12345")
    assert read_regular(tmp_path / "file", 5) == b"12345"
    with pytest.raises(OSError, match="larger than 4 bytes"):
        read_regular(tmp_path / "file", 4)


def test_a_whole_file_takes_the_place_of_the_one_that_was_there(tmp_path):
    place = tmp_path / "rates"
    place.write_bytes(b"old")
    with whole_file(place) as part:
        part.write_bytes(b"new")
        assert place.read_bytes() == b"old"
    assert place.read_bytes() == b"new"
    assert names(tmp_path) == ["rates"]


def cut_off(place):
    with whole_file(place) as part:
        part.write_bytes(b"cut of")
        raise OSError("No space left on device")


def test_a_file_that_was_cut_off_takes_no_place(tmp_path):
    (tmp_path / "rates").write_bytes(b"old")
    for name in ("rates", "other"):
        with pytest.raises(OSError, match="No space"):
            cut_off(tmp_path / name)
    assert (tmp_path / "rates").read_bytes() == b"old"
    assert names(tmp_path) == ["rates"]
