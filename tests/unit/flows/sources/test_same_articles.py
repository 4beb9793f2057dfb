"""The sample articles give the same articles in whatever format they come."""

import gzip
import json
import zipfile

import polars as pl
import pytest

from flows.sources import FORMATS, batches, read, survey, unpack
from tests.conftest import SAMPLES
from transforms.articles import articles_of
from warehouse.hashing import with_sha256

FORMS = ["jsonl", "json", "news-please", "ninjs", "csv", "tsv", "parquet", "arrow", "jsonl.gz", "zip of text"]
COLUMNS = ["title", "body", "published_on", "language", "words", "published_precision"]


def articles(folder, work):
    found = unpack(survey([str(folder)]), work)
    drafts = []
    for batch in batches(found.slices, 2**20):
        for name, records in read(batch):
            hashed = with_sha256(records, identity_sha256="identity").with_columns(
                run_id=pl.lit("r"), record_sha256=pl.lit(None, pl.String)
            )
            drafts.append(FORMATS[name].drafts(hashed))
    frame = pl.concat(drafts, how="diagonal")
    return articles_of(frame).select(COLUMNS).sort("body"), frame["reason"].drop_nulls().to_list()


def write(form, folder, samples):
    """The samples in another form; `samples` has title, text and published."""
    folder.mkdir()
    rows = samples.to_dicts()
    if form == "jsonl":
        samples.write_ndjson(folder / "a.jsonl")
    elif form == "jsonl.gz":
        (folder / "a.jsonl.gz").write_bytes(gzip.compress("\n".join(map(json.dumps, rows)).encode()))
    elif form == "json":
        (folder / "a.json").write_text(json.dumps(rows, indent=2))
    elif form == "news-please":
        for number, row in enumerate(rows):
            shape = {"maintext": row["text"], "title": row["title"], "date_publish": row["published"], "authors": []}
            (folder / f"{number}.json").write_text(json.dumps(shape))
    elif form == "ninjs":
        shapes = [
            {"uri": f"urn:{n}", "headline": row["title"], "body_text": row["text"], "versioncreated": row["published"]}
            for n, row in enumerate(rows)
        ]
        (folder / "a.json").write_text(json.dumps({"items": shapes}))
    elif form in ("csv", "tsv"):
        samples.write_csv(folder / f"a.{form}", separator="," if form == "csv" else "\t")
    elif form == "parquet":
        samples.with_columns(pl.col("published").str.to_date()).write_parquet(folder / "a.parquet")
    elif form == "arrow":
        samples.write_ipc(folder / "a.arrow")
    else:
        with zipfile.ZipFile(folder / "a.zip", "w") as archive:
            for path in sorted(SAMPLES.glob("*.txt")):
                archive.write(path, path.name)


@pytest.fixture(scope="module")
def expected(tmp_path_factory):
    return articles(SAMPLES, tmp_path_factory.mktemp("work"))


def test_the_samples_themselves(expected):
    assert expected[0].height == 26
    assert sorted(expected[1]) == ["empty_body", "impossible_date", "no_header"]


@pytest.mark.parametrize("form", FORMS)
def test_gives_the_same_articles(form, expected, tmp_path):
    samples = expected[0].select("title", text="body", published=pl.col("published_on").dt.to_string("%Y-%m-%d"))
    write(form, tmp_path / "in", samples)
    found, reasons = articles(tmp_path / "in", tmp_path / "work")
    assert found.equals(expected[0])
    assert sorted(reasons) == (sorted(expected[1]) if form == "zip of text" else [])
