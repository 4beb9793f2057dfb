"""What an export finds in its folder, and what becomes of it."""

import json
import os
import shutil
import signal
import subprocess
import sys

import openpyxl
import polars as pl
import pytest

from tests.builders import ingest, write_article
from tests.command_line import dateline
from warehouse.errors import DatelineError
from warehouse.export import export
from warehouse.lake import Lake


@pytest.fixture(scope="module")
def lake(tmp_path_factory):
    """A lake of two articles; tests only read it."""
    folder = tmp_path_factory.mktemp("folder")
    write_article(folder / "in", "a.txt", "Olav Tveit paid $5 million in Bergen.")
    write_article(folder / "in", "b.txt", f"Nils Aamodt paid $6 million. {'It rained. ' * 4000}")
    ingest(folder / "lake", folder / "in")
    return Lake(folder / "lake")


def manifest_of(folder):
    return json.loads((folder / "manifest.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", ["articles.parquet", "manifest.json", "datapackage.json"])
def test_a_file_of_somebody_else_stays_unless_force_is_given(tmp_path, lake, name):
    (tmp_path / name).write_text("mine")
    with pytest.raises(DatelineError, match=f"{name} is not as an export of Dateline wrote it"):
        export(lake, tmp_path, ["articles"])
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [(name, "mine")]
    export(lake, tmp_path, ["articles"], force=True)
    assert pl.read_parquet(tmp_path / "articles.parquet").height == 2


def test_a_file_that_was_changed_since_stays(tmp_path, lake):
    export(lake, tmp_path, ["articles"], "csv")
    with (tmp_path / "articles.csv").open("a") as file:
        file.write("a row of mine\n")
    with pytest.raises(DatelineError, match=r"articles\.csv is not as an export"):
        export(lake, tmp_path, ["articles"], "csv")
    assert "a row of mine" in (tmp_path / "articles.csv").read_text()


@pytest.mark.parametrize("file_format", ["parquet", "csv", "csv-spreadsheet", "xlsx", "duckdb"])
def test_an_export_takes_the_place_of_the_one_before(tmp_path, lake, file_format):
    first = export(lake, tmp_path, ["articles", "money"], file_format)
    again = export(lake, tmp_path, ["articles", "money"], file_format)
    assert (first["tables"].keys(), first["kept"], again["kept"]) == (again["tables"].keys(), {}, {})


def test_the_manifest_lists_everything_in_the_folder(tmp_path, lake):
    (tmp_path / "notes.txt").write_text("mine")
    (tmp_path / "plots").mkdir()
    export(lake, tmp_path, ["people"], "duckdb")
    first = export(lake, tmp_path, ["money", "people"])
    export(lake, tmp_path, ["articles"], "csv")
    found = manifest_of(tmp_path)
    assert [entry["file"] for entry in found["tables"].values()] == ["articles.csv"]
    assert found["kept"].keys() == {"dateline.duckdb", "money.parquet", "people.parquet"}
    assert found["kept"]["money.parquet"] == {
        "sha256": first["tables"]["money"]["sha256"],
        "bytes": first["tables"]["money"]["bytes"],
        "rows": {"money": 2},
        "snapshot": first["snapshot"],
        "since": None,
        "format": "parquet",
        "exported_at": first["exported_at"],
    }
    assert found["other_files"] == ["notes.txt", "plots"]
    listed = {*found["kept"], *found["other_files"], "articles.csv", "manifest.json", "datapackage.json"}
    assert listed == {path.name for path in tmp_path.iterdir()}


def test_a_list_of_removed_keys_goes_with_the_rows_it_was_for(tmp_path):
    lake = Lake(tmp_path / "lake")
    write_article(tmp_path / "in", "a.txt", "Nils Aamodt paid $6 million.")
    ingest(lake.path, tmp_path / "in")
    before = export(lake, tmp_path / "out", ["entity_aliases"])["snapshot"]
    writer = lake.writer()
    writer.execute("DELETE FROM entity_aliases WHERE alias = 'Nils Aamodt'")
    writer.close()
    export(lake, tmp_path / "out", ["entity_aliases"], since=before)
    assert pl.read_parquet(tmp_path / "out/entity_aliases_removed.parquet").height == 1
    export(lake, tmp_path / "out", ["entity_aliases"])
    assert not (tmp_path / "out/entity_aliases_removed.parquet").exists()


KILLED = """
import os, signal, sys
from pathlib import Path
from warehouse import export
from warehouse.lake import Lake

put = export.put_in_place
def put_one(part, path):
    put(part, path)
    os.kill(os.getpid(), signal.SIGKILL)

export.put_in_place = put_one
export.export(Lake(sys.argv[1]), Path(sys.argv[2]), ["articles", "money"], "csv")
"""


@pytest.mark.slow
def test_an_export_that_was_killed_is_finished_by_the_next_and_leaves_nothing(tmp_path, lake):
    export(lake, tmp_path / "out", ["money"], "csv")
    ended = subprocess.run([sys.executable, "-c", KILLED, str(lake.path), str(tmp_path / "out")], timeout=120)
    assert ended.returncode == -signal.SIGKILL
    assert (tmp_path / "out/articles.csv").exists()
    assert len(list((tmp_path / "out").glob(".export-*"))) == 1
    export(lake, tmp_path / "out", ["articles", "money"], "csv")
    assert {path.name for path in (tmp_path / "out").iterdir()} == {
        "articles.csv", "money.csv", "datapackage.json", "manifest.json"
    }  # fmt: skip


def test_what_a_killed_export_moved_in_is_known_by_the_manifest_it_left_aside(tmp_path, lake):
    export(lake, tmp_path / "out", ["articles"], "csv")
    left = tmp_path / f"out/.export-{2**22 + 1}-{'a' * 32}"
    left.mkdir()
    shutil.move(tmp_path / "out/manifest.json", left)
    (left / "money.csv").touch()
    export(lake, tmp_path / "out", ["articles"], "csv")
    assert not left.exists()


def test_what_a_running_export_has_aside_stays(tmp_path, lake):
    running = tmp_path / f".export-{os.getppid()}-{'a' * 32}"
    running.mkdir()
    export(lake, tmp_path, ["runs"])
    assert running.exists()


def test_a_workbook_says_what_was_cut(tmp_path, lake):
    ended = dateline("export", tmp_path / "out", "--tables", "articles", "--format", "xlsx", "--lake", lake.path)
    assert (ended.returncode, "articles 1. Parquet has the whole texts" in ended.stderr) == (0, True)
    assert manifest_of(tmp_path / "out")["tables"]["articles"]["cut_cells"] == 1
    book = openpyxl.load_workbook(tmp_path / "out/articles.xlsx")
    head, *rows = book["articles"].values
    assert sum(str(row[head.index("body")]).endswith(" [cut]") for row in rows) == 1
    assert dict(book["columns"].values)["article_id"].startswith("Stable id")


def test_the_command_replaces_a_foreign_file_with_force_alone(tmp_path, lake):
    (tmp_path / "runs.csv").write_text("mine")
    words = ("export", tmp_path, "--tables", "runs", "--format", "csv", "--lake", lake.path)
    refused = dateline(*words)
    assert (refused.returncode, len(refused.stderr.splitlines()), "--force" in refused.stderr) == (2, 1, True)
    assert dateline(*words, "--force").returncode == 0
    assert (tmp_path / "runs.csv").read_text().startswith("run_id")
