"""Every command on every broken lake: one line, exit code 2, Prefect is not started, and not a byte is touched."""

import shutil
import sys

import pytest
from typer.testing import CliRunner

from flows import cli
from tests.broken_lakes import BREAK, files_of, rows_of, write_wire
from tests.builders import ingest, ingest_as_it_is
from warehouse.errors import DatelineError
from warehouse.lake import place

COMMANDS = {
    "maintain": ["maintain"],
    "maintain --dry-run": ["maintain", "--dry-run"],
    "ingest": ["ingest", "{wire}"],
    "query": ["query", "select count(*) from articles"],
    "export": ["export", "{out}"],
    "check": ["check"],
    "status": ["status"],
    "show": ["show", "a0"],
    "rates": ["rates", "{wire}"],
    "backup": ["backup", "{out}"],
    "entities suggest": ["entities", "suggest"],
    "entities merge": ["entities", "merge", "per:a", "per:b", "--reason", "one"],
    "entities split": ["entities", "split", "per:a", "Ann", "--reason", "two"],
    "entities block": ["entities", "block", "per:a", "--reason", "none"],
}


def run(arguments):
    """Run a command as `dateline` does; gives its exit code and what it said on standard error."""
    result = CliRunner().invoke(cli.app, arguments)
    if isinstance(result.exception, DatelineError):
        return result.exception.exit_code, f"dateline: {result.exception}"
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, ""


@pytest.fixture(scope="module")
def lakes(tmp_path_factory):
    """Two good lakes with different articles, each made by itself: prepared ones have files of one name."""
    folder = tmp_path_factory.mktemp("good")
    for name, text in (("one", "The port cost $5 million in May 2024."), ("two", "Ann Lee paid 3 euros.")):
        ingest_as_it_is(folder / name, write_wire(folder / f"{name}.jsonl", text))
    return folder


# By default a catalog that is gone, one that is none, one that is another's, and one that knows of no file.
BY_DEFAULT = {"missing", "garbage", "of_another_lake", "made_anew"}


@pytest.mark.parametrize(
    "kind", [pytest.param(kind, marks=() if kind in BY_DEFAULT else pytest.mark.slow) for kind in BREAK]
)
def test_no_command_touches_a_broken_lake(lakes, tmp_path, monkeypatch, kind):
    shutil.copytree(lakes / "one", tmp_path / "lake")
    rows = rows_of(tmp_path / "lake")
    for name in ("catalog.sqlite-wal", "catalog.sqlite-shm"):
        (tmp_path / "lake" / name).unlink(missing_ok=True)
    good = {name: (tmp_path / "lake" / name).read_bytes() for name in ("catalog.sqlite", "lake.json")}
    BREAK[kind](tmp_path / "lake", lakes / "two")
    before = files_of(tmp_path / "lake")
    wire = write_wire(tmp_path / "new.jsonl", "Rents rose 3 percent.")
    monkeypatch.setattr(place, "_IN_USE", set())  # each command has a process of its own
    monkeypatch.setitem(sys.modules, "flows.local_run", None)  # Prefect must not even be imported
    said = {}
    for name, arguments in COMMANDS.items():
        filled = [part.format(wire=wire, out=tmp_path / "out") for part in arguments]
        code, said[name] = run([*filled, "--lake", str(tmp_path / "lake")])
        assert (name, code) == (name, 2)
        assert (name, files_of(tmp_path / "lake")) == (name, before)
    assert not (tmp_path / "out").exists()
    assert all("restore catalog.sqlite from a backup" in line for line in said.values())
    assert all("\n" not in line for line in said.values())
    print(f"\n{kind}: {len(before)} files before and after\n    {said['status']}")

    # With its own catalog again the lake is as it was.
    if (tmp_path / "lake/catalog.sqlite").is_dir():
        (tmp_path / "lake/catalog.sqlite").rmdir()
    for name, content in good.items():
        (tmp_path / "lake" / name).write_bytes(content)
    assert rows_of(tmp_path / "lake") == rows


@pytest.mark.parametrize("kind", ["missing", "garbage", "truncated", "made_anew"])
def test_an_unfinished_lake_with_data_is_not_finished_over_it(lakes, tmp_path, monkeypatch, kind):
    shutil.copytree(lakes / "one", tmp_path / "lake")
    BREAK[kind](tmp_path / "lake", lakes / "two")
    monkeypatch.setattr(place, "_IN_USE", set())
    (tmp_path / "lake/lake.json").unlink()
    before = files_of(tmp_path / "lake")
    with pytest.raises(DatelineError, match=r"restore catalog\.sqlite"):
        ingest(tmp_path / "lake", write_wire(tmp_path / "new.jsonl", "Rents rose 3 percent."))
    assert files_of(tmp_path / "lake") == before


def test_a_lake_that_lost_only_its_description_is_finished_by_the_next_writer(lakes, tmp_path):
    shutil.copytree(lakes / "one", tmp_path / "lake")
    (tmp_path / "lake/lake.json").unlink()
    ingest(tmp_path / "lake", write_wire(tmp_path / "new.jsonl", "Rents rose 3 percent."))
    assert rows_of(tmp_path / "lake")["articles"] == 2


def test_where_some_data_is_missing_readers_go_on_and_writers_do_not(lakes, tmp_path):
    shutil.copytree(lakes / "one", tmp_path / "lake")
    [facts, *_] = (tmp_path / "lake/data/main/numeric_facts").rglob("*.parquet")
    facts.unlink()
    before = files_of(tmp_path / "lake/data")
    lake = ["--lake", str(tmp_path / "lake")]
    assert run(["query", "select title from articles", *lake])[0] == 0
    for arguments in (["maintain"], ["ingest", str(lakes / "two.jsonl")], ["backup", str(tmp_path / "out")]):
        code, line = run([*arguments, *lake])
        assert (code, "are missing" in line) == (2, True)
    assert files_of(tmp_path / "lake/data") == before
