import csv
import json
from contextlib import closing
from hashlib import sha256

import duckdb
import polars as pl
import pytest

from tests.builders import ingest, write_article
from warehouse.ddl import meaning
from warehouse.errors import DatelineError
from warehouse.export import export
from warehouse.lake import Lake
from warehouse.load import newest_snapshot
from warehouse.tables import TABLES


@pytest.fixture
def lake(tmp_path, samples):
    ingest(tmp_path / "lake", samples)
    return Lake(tmp_path / "lake")


def test_parquet_has_the_lakes_rows_and_the_manifests_checksums(tmp_path, lake):
    export(lake, tmp_path / "out")
    manifest = json.loads((tmp_path / "out/manifest.json").read_text())
    reader = lake.reader()
    for name, entry in manifest["tables"].items():
        path = tmp_path / "out" / entry["file"]
        in_lake = reader.execute(f"SELECT count(*) FROM {name}").fetchone()[0]
        assert entry["rows"] == in_lake == pl.read_parquet(path).height
        assert duckdb.sql(f"SELECT count(*) FROM '{path}'").fetchone() == (in_lake,)
        assert entry["sha256"] == sha256(path.read_bytes()).hexdigest()
    assert manifest["tables"]["articles"]["rows"] == 26


def test_parquet_carries_the_meaning_of_its_columns(tmp_path, lake):
    export(lake, tmp_path / "out", ["numeric_facts"])
    metadata = pl.read_parquet_metadata(tmp_path / "out/numeric_facts.parquet")
    columns = json.loads(metadata["dateline.columns"])
    assert columns["value_usd"] == meaning(TABLES["numeric_facts"].columns()["value_usd"])


def test_parquet_of_a_mart_carries_the_meaning_of_its_columns_too(tmp_path, lake):
    export(lake, tmp_path / "out", ["coverage"])
    path = tmp_path / "out/coverage.parquet"
    metadata = pl.read_parquet_metadata(path)
    assert json.loads(metadata["dateline.columns"])["articles"] == "Number of current articles"
    assert metadata["dateline.about"].startswith("What each source brought")
    assert pl.read_parquet_schema(path)["words"] == pl.Int64


def test_csv_and_duckdb_have_the_same_rows(tmp_path, lake):
    export(lake, tmp_path / "csv", ["articles"], "csv")
    export(lake, tmp_path / "db", ["articles"], "duckdb")
    with (tmp_path / "csv/articles.csv").open(newline="") as file:
        titles = {row["title"] for row in csv.DictReader(file)}
    with duckdb.connect(tmp_path / "db/dateline.duckdb", read_only=True) as taken:
        assert {row[0] for row in taken.execute("SELECT title FROM articles").fetchall()} == titles
    assert len(titles) == 26


def test_since_gives_only_what_came_later(tmp_path, lake):
    reader = lake.reader()
    snapshot = newest_snapshot(reader)
    reader.close()
    write_article(tmp_path / "in", "late.txt", "Body.", " date 2026-03-25 Late")
    ingest(lake.path, tmp_path / "in")
    export(lake, tmp_path / "out", ["articles"], since=snapshot)
    assert pl.read_parquet(tmp_path / "out/articles.parquet")["title"].to_list() == ["Late"]


def test_since_any_snapshot_gives_the_rows_that_snapshot_had_not(tmp_path):
    lake = Lake(tmp_path / "lake")
    for number in (1, 2):
        write_article(tmp_path / "in", f"{number}.txt", f"Body {number}.")
        ingest(lake.path, tmp_path / "in")
    with closing(lake.reader()) as reader:
        newest = newest_snapshot(reader)
    seen = []
    for since in range(1, newest + 1):
        with closing(lake.reader(since)) as past:
            [(before,)] = past.execute("SELECT count(*) FROM articles").fetchall()
        manifest = export(lake, tmp_path / f"out{since}", ["articles"], since=since)
        assert manifest["tables"]["articles"]["rows"] == 2 - before
        seen.append(before)
    assert set(seen) == {0, 1, 2}


@pytest.mark.parametrize("name", ["nope", "../articles", "articles; drop table articles"])
def test_an_unknown_table_is_refused(tmp_path, lake, name):
    with pytest.raises(DatelineError, match="There is no table"):
        export(lake, tmp_path / "out", [name])


def test_a_folder_that_cannot_be_written_is_named(tmp_path, lake):
    (tmp_path / "file").touch()
    with pytest.raises(DatelineError, match="cannot be written"):
        export(lake, tmp_path / "file/out")


def test_an_export_leaves_no_half_made_files(tmp_path, lake):
    export(lake, tmp_path / "out", ["articles"])
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"articles.parquet", "manifest.json"}
