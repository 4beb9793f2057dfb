import bz2
import gzip
import io
import json
import lzma
import os
import tarfile
import zipfile

import pyarrow as pa
import pytest

from flows.sources import batches, containers, read, survey, unpack
from tests.builders import write_article

LINES = b"".join(json.dumps({"id": number, "text": f"Body {number}."}).encode() + b"\n" for number in range(3))
ARTICLE = b" date 2026-03-11 Ferry talks\n\nThe ferry costs 12 euros."


def zstd(content):
    return pa.compress(content, codec="zstd", asbytes=True)


def zipped(**members):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def tarred(mode="w:gz", **members):
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode=mode) as archive:
        for name, content in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return buffer.getvalue()


def records(tmp_path, *names, file_format="auto"):
    found = survey([str(tmp_path / name) for name in names] or [str(tmp_path)], file_format)
    found = unpack(found, tmp_path / ".unpacked", file_format)
    rows = [row for batch in batches(found.slices, 2**20) for _, frame in read(batch) for row in frame.to_dicts()]
    return rows, found.passed_over


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.jsonl.gz", gzip.compress(LINES)),
        ("a.jsonl.gz", gzip.compress(LINES[:20]) + gzip.compress(LINES[20:])),  # two members, as `cat` makes
        ("a.jsonl.bz2", bz2.compress(LINES)),
        ("a.jsonl.xz", lzma.compress(LINES)),
        ("a.jsonl.zst", zstd(LINES)),
        ("a.zip", zipped(**{"wire/a.jsonl": LINES})),
        ("a.tar", tarred("w", **{"a.jsonl": LINES})),
        ("a.tar.gz", tarred("w:gz", **{"a.jsonl": LINES})),
        ("a.tgz", tarred("w:gz", **{"a.jsonl": LINES})),
        ("a.tar.xz", tarred("w:xz", **{"a.jsonl": LINES})),
        ("a.zip", zipped(**{"a.jsonl.gz": gzip.compress(LINES)})),
        ("a.jsonl.bz2", gzip.compress(LINES)),  # the name lies
    ],
)
def test_what_is_in_a_container_is_read(tmp_path, name, content):
    (tmp_path / name).write_bytes(content)
    rows, passed_over = records(tmp_path)
    assert [row["body"] for row in rows] == ["Body 0.", "Body 1.", "Body 2."]
    assert {row["source"] for row in rows} == {"a"}
    assert passed_over == {}


def test_where_a_record_is_from_is_said(tmp_path):
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(LINES))
    (tmp_path / "b.zip").write_bytes(zipped(**{"desk/b <i>\n.txt": ARTICLE}))
    rows, _ = records(tmp_path)
    assert rows[0]["source_uri"] == (tmp_path / "a.jsonl.gz").as_uri() or rows[-1]["source_uri"].endswith(".gz")
    [text] = [row for row in rows if "b.zip" in row["source_uri"]]
    assert text["source_uri"] == f"{(tmp_path / 'b.zip').as_uri()}!/desk/b%20%3Ci%3E%0A.txt"
    assert (text["source"], text["record"]) == ("desk", ARTICLE)


def test_members_stay_in_the_folder_whatever_they_are_called(tmp_path):
    names = ["../out.txt", "/etc/out.txt", "a/../../out2.txt", "C:\\out.txt"]
    (tmp_path / "a.zip").write_bytes(zipped(**dict.fromkeys(names, ARTICLE)))
    (tmp_path / "b.tar").write_bytes(tarred("w", **dict.fromkeys(names, ARTICLE)))
    before = set(tmp_path.parent.rglob("*out*"))
    rows, _ = records(tmp_path)
    assert len(rows) == 8
    assert set(tmp_path.parent.rglob("*out*")) == before
    assert all(path.name.isdecimal() for path in (tmp_path / ".unpacked").iterdir())


def test_links_and_other_files_in_archives_are_no_input(tmp_path):
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        for name, kind in (("a.txt", tarfile.SYMTYPE), ("b.txt", tarfile.LNKTYPE), ("c.txt", tarfile.FIFOTYPE)):
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, "/etc/passwd"
            archive.addfile(info)
    (tmp_path / "a.tar").write_bytes(buffer.getvalue())
    (tmp_path / "b.zip").write_bytes(zipped(**{"x.pdf": b"%PDF", ".hidden.txt": b"", "__MACOSX/a.txt": b"", "d/": b""}))
    rows, passed_over = records(tmp_path)
    assert (rows, passed_over) == ([], {"link in an archive": 3, ".pdf": 1})


@pytest.mark.parametrize("name", ["a.jsonl.gz", "a.jsonl.bz2", "a.jsonl.xz", "a.jsonl.zst"])
def test_of_a_truncated_file_the_whole_lines_are_read(tmp_path, name):
    lines = b"".join(json.dumps({"text": os.urandom(30).hex()}).encode() + b"\n" for _ in range(30_000))
    pack = {"gz": gzip.compress, "bz2": bz2.compress, "xz": lzma.compress, "zst": zstd}[name.rsplit(".", 1)[1]]
    content = pack(lines)
    (tmp_path / name).write_bytes(content[: len(content) - 1000])
    write_article(tmp_path, "b.txt", "Body.")
    rows, _ = records(tmp_path)
    reasons = [row["reason"] for row in rows]
    assert reasons.count("broken_container") == 1
    assert reasons.count(None) > 1
    assert len(reasons) - reasons.count(None) <= 2


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.gz", b""),
        ("a.zip", b"PK\x03\x04" + b"x" * 50),
        ("a.zip", zipped(**{"a.txt": ARTICLE * 50})[:80]),
        ("a.tar.gz", b"\x1f\x8b" + b"x" * 50),
        ("a.tar", b"no archive"),
        ("a.jsonl.zst", b"\x28\xb5\x2f\xfd" + b"x" * 50),
        ("a.jsonl.xz", b"\xfd7zXZ\x00" + b"x" * 50),
        ("a.jsonl.bz2", b"BZh9" + b"x" * 50),
    ],
)
def test_a_broken_container_is_a_reject(tmp_path, name, content):
    (tmp_path / name).write_bytes(content)
    rows, passed_over = records(tmp_path, name)
    assert [row["reason"] for row in rows] == ["broken_container"] or (name, rows) == ("a.gz", []) or passed_over


@pytest.mark.parametrize(("name", "pack"), [("a.jsonl.gz", gzip.compress), ("a.jsonl.xz", lzma.compress)])
def test_a_bomb_is_a_reject(tmp_path, monkeypatch, name, pack):
    monkeypatch.setattr(containers, "_ALWAYS_ALLOWED_BYTES", 2**20)
    monkeypatch.setattr(containers, "MOST_TIMES_LARGER", 20)
    (tmp_path / name).write_bytes(pack(b"\n" * 30_000_000))
    (tmp_path / "b.zip").write_bytes(zipped(**{f"{n}.txt": b" " * 5_000_000 for n in range(10)}))
    rows, _ = records(tmp_path)
    assert [row["reason"] for row in rows].count("container_too_large") == 2
    assert sum(path.stat().st_size for path in (tmp_path / ".unpacked").iterdir()) < 12_000_000


def test_archives_in_archives_have_an_end(tmp_path):
    content = zipped(**{"a.jsonl": LINES})
    for number in range(6):
        content = zipped(**{f"{number}.zip": content})
    (tmp_path / "a.zip").write_bytes(content)
    rows, passed_over = records(tmp_path)
    assert (rows, passed_over) == ([], {".zip": 1})


def test_a_member_with_a_password_is_a_reject_and_the_others_are_read(tmp_path):
    content = bytearray(zipped(**{"a.txt": ARTICLE, "b.txt": ARTICLE + b" More."}))
    content[6] |= 1  # the flag of the first member, where it lies and in the list at the end
    content[content.index(b"PK\x01\x02") + 8] |= 1
    (tmp_path / "a.zip").write_bytes(bytes(content))
    rows, _ = records(tmp_path)
    assert sorted(str(row["reason"]) for row in rows) == ["None", "broken_container"]


def test_an_office_document_is_no_container(tmp_path):
    (tmp_path / "a.docx").write_bytes(zipped(**{"word/a.txt": ARTICLE}))
    assert records(tmp_path) == ([], {".docx": 1})


def test_standard_input_is_read_by_its_content(tmp_path, monkeypatch):
    class Stdin:
        buffer = io.BytesIO(LINES)

    monkeypatch.setattr("sys.stdin", Stdin)
    found = unpack(survey(["-"]), tmp_path / ".unpacked")
    [(name, frame)] = read(found.slices)
    assert (name, frame.height) == ("jsonl", 3)
    assert frame["source_uri"][0].startswith("stdin:")


def test_members_that_are_containers_do_not_take_the_place_of_others(tmp_path):
    members = {f"{name}.jsonl.gz": gzip.compress(LINES.replace(b"Body", name.encode())) for name in ("a", "b")}
    members |= {"c.txt": ARTICLE, "d.tar.zst": zstd(tarred("w", **{"e.txt": ARTICLE}))}
    (tmp_path / "a.zip").write_bytes(zipped(**members))
    rows, _ = records(tmp_path)
    assert [row["record"] for row in rows if row["source_uri"].endswith(".txt")] == [ARTICLE] * 2
    assert [row["body"] for row in rows if "jsonl" in row["source_uri"]] == [
        f"{name} {number}." for name in ("a", "b") for number in range(3)
    ]


def test_a_tar_in_zstandard_is_unpacked(tmp_path):
    (tmp_path / "a.tar.zst").write_bytes(zstd(tarred("w", **{"x/a.jsonl": LINES, "b.txt": ARTICLE})))
    rows, _ = records(tmp_path)
    assert {row["source_uri"].rpartition("!")[2] for row in rows} == {"/x/a.jsonl", "/b.txt"}
