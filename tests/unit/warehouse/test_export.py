import csv
import json
import shutil
from contextlib import closing
from datetime import date
from hashlib import sha256

import duckdb
import polars as pl
import pytest

from tests.builders import ingest, prepared, samples_lake, write_article
from warehouse.ddl import meaning
from warehouse.errors import DatelineError
from warehouse.export import DEFAULT_TABLES, export
from warehouse.lake import Lake
from warehouse.load import newest_snapshot
from warehouse.selection import Selection
from warehouse.tables import KEYS, TABLES


@pytest.fixture(scope="module")
def lake(tmp_path_factory):
    """The lake of the samples; tests only read it."""
    return prepared(samples_lake, tmp_path_factory.mktemp("samples"))


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
    shutil.copytree(lake.path, tmp_path / "lake")
    lake = Lake(tmp_path / "lake")
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
    assert {path.name for path in (tmp_path / "out").iterdir()} == {
        "articles.parquet", "datapackage.json", "manifest.json"
    }  # fmt: skip


def test_since_with_a_full_export_before_equals_a_full_one_now(tmp_path):
    lake = Lake(tmp_path / "lake")
    write_article(tmp_path / "in", "a.txt", "Olav Tveit paid $5 million.")
    write_article(tmp_path / "in", "b.txt", "Nils Aamodt paid $6 million.")
    ingest(lake.path, tmp_path / "in")
    before = export(lake, tmp_path / "before")["snapshot"]
    write_article(tmp_path / "in", "a.txt", "Olav Tveit paid $7 million.")
    write_article(tmp_path / "in", "c.txt", "Bergen paid $8 million.")
    ingest(lake.path, tmp_path / "in")
    writer = lake.writer()
    writer.execute("DELETE FROM entity_aliases WHERE alias = 'Nils Aamodt'")
    writer.close()
    export(lake, tmp_path / "since", since=before)
    export(lake, tmp_path / "now")
    for name, key in KEYS.items():
        if name not in DEFAULT_TABLES:
            continue
        old, new, now = (
            pl.read_parquet(tmp_path / f"{folder}/{name}.parquet") for folder in ("before", "since", "now")
        )
        gone = tmp_path / f"since/{name}_removed.parquet"
        if gone.exists():
            old = old.join(pl.read_parquet(gone), on=key, how="anti", nulls_equal=True)
        merged = pl.concat([old.join(new, on=key, how="anti", nulls_equal=True), new])
        assert merged.sort(key).equals(now.sort(key)), name
        assert new.select(key).is_unique().all(), name
    assert pl.read_parquet(tmp_path / "since/articles.parquet").height == 3  # one has retired
    assert (tmp_path / "since/entity_aliases_removed.parquet").exists()


def test_a_snapshot_that_is_not_there_is_refused(tmp_path, lake):
    with pytest.raises(DatelineError, match="no snapshot 9999"):
        export(lake, tmp_path / "out", since=9999)
    assert not (tmp_path / "out").exists()


def test_days_sources_and_a_condition_narrow_it(tmp_path, lake):
    march = Selection(date(2026, 3, 3), date(2026, 3, 5))
    export(lake, tmp_path / "days", ["articles", "money"], selection=march)
    assert pl.read_parquet(tmp_path / "days/articles.parquet")["published_on"].is_between(
        date(2026, 3, 3), date(2026, 3, 5)
    ).all()  # fmt: skip
    export(lake, tmp_path / "none", ["money"], selection=Selection(sources=("nobody",)))
    assert pl.read_parquet(tmp_path / "none/money.parquet").is_empty()
    export(lake, tmp_path / "where", ["money"], selection=Selection(where="value > 1e9 -- much"))
    assert pl.read_parquet(tmp_path / "where/money.parquet")["value"].min() > 1e9


@pytest.mark.parametrize(
    "where", ["nosuch > 1", "1) UNION SELECT * FROM read_text('/etc/hostname') --", "1; DROP TABLE x"]
)
def test_a_condition_that_is_none_is_refused(tmp_path, lake, where):
    with pytest.raises(DatelineError):
        export(lake, tmp_path / "out", ["money"], selection=Selection(where=where))


def test_an_export_that_is_repeated_has_the_same_bytes_and_describes_its_files(tmp_path, lake):
    first, second = (export(lake, tmp_path / folder, ["articles", "money", "people"]) for folder in ("a", "b"))
    assert first["tables"] == second["tables"]
    package = json.loads((tmp_path / "a/datapackage.json").read_text())
    assert [resource["path"] for resource in package["resources"]] == [
        "articles.parquet",
        "money.parquet",
        "people.parquet",
    ]
    assert package["resources"][1]["hash"] == f"sha256:{first['tables']['money']['sha256']}"


def test_a_duckdb_file_has_the_meanings_of_its_columns(tmp_path, lake):
    export(lake, tmp_path / "out", ["money"], "duckdb")
    with duckdb.connect(str(tmp_path / "out/dateline.duckdb")) as taken:
        comments = taken.execute("SELECT comment FROM duckdb_columns() WHERE column_name = 'currency'").fetchall()
    assert "ISO 4217" in comments[0][0]


def test_what_a_killed_export_left_is_swept(tmp_path, lake):
    (tmp_path / f"out/.export-{2**22 + 1}-{'a' * 32}").mkdir(parents=True)
    export(lake, tmp_path / "out", ["runs"])
    assert not list((tmp_path / "out").glob(".export-*"))
