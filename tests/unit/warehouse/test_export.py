import csv
import json
from contextlib import closing
from datetime import date
from hashlib import sha256

import duckdb
import polars as pl
import pyarrow.parquet as pq
import pytest

from flows.entities import apply_to_lake
from tests.builders import ingest, prepared, samples_lake, write_article
from warehouse import overrides
from warehouse.ddl import meaning
from warehouse.errors import DatelineError
from warehouse.export import DEFAULT_TABLES, _write_parquet, export
from warehouse.lake import Lake
from warehouse.load import newest_snapshot
from warehouse.overrides import OVERRIDES
from warehouse.selection import Selection
from warehouse.tables import KEYS, TABLES


@pytest.fixture(scope="module")
def lake(where_lakes_lie, tmp_path_factory):
    return prepared(samples_lake, tmp_path_factory.mktemp("export"))


def test_parquet_has_the_lakes_rows_and_the_manifests_checksums(tmp_path, lake):
    export(lake, tmp_path / "out")
    manifest = json.loads((tmp_path / "out/manifest.json").read_text())
    reader = lake.reader()
    for name, entry in manifest["tables"].items():
        path = tmp_path / "out" / entry["file"]
        in_lake = reader.execute(f"SELECT count(*) FROM {name}").fetchone()[0]
        assert entry["rows"] == in_lake == pl.read_parquet(path).height
        assert duckdb.connect().sql(f"SELECT count(*) FROM '{path}'").fetchone() == (in_lake,)
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


def test_since_gives_only_what_came_later(tmp_path):
    write_article(tmp_path / "in", "early.txt", "Words.", " date 2026-03-24 Early")
    ingest(tmp_path / "lake", tmp_path / "in")
    lake = Lake(tmp_path / "lake")
    reader = lake.reader()
    snapshot = newest_snapshot(reader)
    reader.close()
    write_article(tmp_path / "in", "late.txt", "Body.", " date 2026-03-25 Late")
    ingest(lake.path, tmp_path / "in")
    export(lake, tmp_path / "out", ["articles"], since=snapshot)
    assert pl.read_parquet(tmp_path / "out/articles.parquet")["title"].to_list() == ["Late"]


@pytest.mark.slow
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


STORM = (
    "The storm closed {} in Bergen, the owner said on Monday, and the repairs that begin on 4 May 2026 will cost the "
    "city 9 million euros over two years, more than the council had set aside for roads and schools together. "
    "Ferries to the islands wait until then, and the people of the old town have been told to stay away from the shore."
)


def brought_up_to_date(old, since, name):
    """The rows of an older export of a table with those of one since then, as an analyst would put them together."""
    key, gone = list(KEYS[name]), since / f"{name}_removed.parquet"
    old, new = pl.read_parquet(old / f"{name}.parquet"), pl.read_parquet(since / f"{name}.parquet")
    assert new.select(key).is_unique().all(), name
    if gone.exists():
        old = old.join(pl.read_parquet(gone), on=key, how="anti", nulls_equal=True)
    return pl.concat([old.join(new, on=key, how="anti", nulls_equal=True), new]).sort(key)


def test_since_with_a_full_export_before_equals_a_full_one_now(tmp_path):
    lake = Lake(tmp_path / "lake")
    write_article(tmp_path / "in", "a.txt", "Olav Tveit paid $5 million.")
    write_article(tmp_path / "in", "b.txt", "Nils Aamodt and Kari Lunde paid $6 million.")
    write_article(tmp_path / "in", "squall.txt", STORM.format("the port"), " date 2026-02-12 Squall")
    ingest(lake.path, tmp_path / "in")
    before = export(lake, tmp_path / "before")["snapshot"]
    # A revision, a new article, the head of copies that comes late; a person merged, another blocked, an alias gone.
    write_article(tmp_path / "in", "a.txt", "Olav Tveit paid $7 million.")
    write_article(tmp_path / "in", "c.txt", "Bergen paid $8 million.")
    write_article(tmp_path / "in", "storm.txt", STORM.format("the quay"), " date 2026-02-10 Storm")
    ingest(lake.path, tmp_path / "in")
    ids = dict(lake.reader().execute("SELECT name, entity_id FROM entities WHERE type = 'PER'").fetchall())
    why = {"reason": "tried", "reviewed_on": date(2026, 3, 6)}
    with lake.file(OVERRIDES) as file:
        overrides.merge(file, ids["Nils Aamodt"], ids["Olav Tveit"], **why)
        overrides.block(file, ids["Kari Lunde"], **why)
    with lake.writer_lock():
        apply_to_lake(lake)
        writer = lake.writer()
        writer.execute("DELETE FROM entity_aliases WHERE alias = 'Nils Aamodt'")
        writer.close()
    export(lake, tmp_path / "since", since=before)
    export(lake, tmp_path / "now")
    for name in KEYS.keys() & set(DEFAULT_TABLES):
        now = pl.read_parquet(tmp_path / f"now/{name}.parquet").sort(KEYS[name])
        assert brought_up_to_date(tmp_path / "before", tmp_path / "since", name).equals(now), name
    changed = pl.read_parquet(tmp_path / "since/articles.parquet")
    assert changed["title"].sort().to_list() == ["A title", "A title", "A title", "Squall", "Storm"]
    assert pl.read_parquet(tmp_path / "since/entity_aliases_removed.parquet")["alias"].to_list() == ["Nils Aamodt"]


def test_since_lists_what_is_no_longer_selected(tmp_path):
    lake = Lake(tmp_path / "lake")
    write_article(tmp_path / "in", "a.txt", "Olav Tveit paid $5 million.")
    ingest(lake.path, tmp_path / "in")
    current = Selection(where="is_current AND kind = 'money'")
    before = export(lake, tmp_path / "before", ["numeric_facts"], selection=current)["snapshot"]
    write_article(tmp_path / "in", "a.txt", "Olav Tveit paid about $7 million.")
    ingest(lake.path, tmp_path / "in")
    export(lake, tmp_path / "since", ["numeric_facts"], since=before, selection=current)
    found = brought_up_to_date(tmp_path / "before", tmp_path / "since", "numeric_facts")
    assert found["value"].to_list() == [7e6]
    assert pl.read_parquet(tmp_path / "since/numeric_facts_removed.parquet").height == 1


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
    left = tmp_path / f"out/.export-{2**22 + 1}-{'a' * 32}"
    left.mkdir(parents=True)
    (left / "articles.parquet").touch()
    export(lake, tmp_path / "out", ["runs"])
    assert not left.exists()


def test_every_table_and_mart_that_is_exported_again_has_the_same_bytes(tmp_path, lake):
    first, second = (export(lake, tmp_path / folder) for folder in ("a", "b"))
    assert first["tables"] == second["tables"]


@pytest.mark.parametrize("file_format", ["csv", "csv-spreadsheet", "xlsx"])
def test_other_files_that_are_exported_again_have_the_same_bytes_too(tmp_path, lake, file_format):
    first, second = (export(lake, tmp_path / folder, ["coverage", "people"], file_format) for folder in ("a", "b"))
    assert first["tables"] == second["tables"]


def test_row_groups_are_bounded_by_bytes_and_the_rows_keep_their_order(tmp_path, monkeypatch):
    monkeypatch.setattr("warehouse.export._ROW_GROUP_BYTES", 2**20)
    texts = "SELECT range AS article_id, repeat(md5(range::VARCHAR), 8) AS body FROM range(20000) ORDER BY range DESC"
    with duckdb.connect() as connection:
        assert _write_parquet(connection, "articles", texts, tmp_path / "a.parquet") == 20_000
    file = pq.ParquetFile(tmp_path / "a.parquet")
    sizes = [file.metadata.row_group(number).total_byte_size for number in range(file.num_row_groups)]
    assert len(sizes) > 4
    assert max(sizes) <= 1.1 * 2**20
    assert file.read(["article_id"])["article_id"].to_pylist() == list(range(19_999, -1, -1))
    assert b"dateline.columns" in file.metadata.metadata
    assert [path.name for path in tmp_path.iterdir()] == ["a.parquet"]
