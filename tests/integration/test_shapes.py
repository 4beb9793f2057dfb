"""The shapes in which articles come: the demo's, one of each format, and those of other programs' files and tests."""

import json

import polars as pl
import pytest

from flows.sources import FORMATS, batches, discover, read
from tests.builders import ingest, prepared, samples_lake
from tests.conftest import SAMPLES
from transforms.articles import articles_of
from warehouse.hashing import with_sha256
from warehouse.lake import Lake

SHAPES = SAMPLES.parent / "shapes"
# Built as public parsers' test files are, with words and names of our own; docs/decisions/0060 has them as a table.
REAL_SHAPES = SAMPLES.parent / "real_shapes"
REAL = [json.loads(line) for line in (REAL_SHAPES / "expected.jsonl").read_text(encoding="utf-8").splitlines()]
# Formats that hold no texts, or are not read.
WITHOUT = {"sitemap", "gdelt", "wire"}


def test_there_is_a_sample_of_each_format_and_each_is_an_article_that_is_there(tmp_path):
    assert {part.format for part in discover([str(SHAPES)])} == set(FORMATS) - WITHOUT
    prepared(samples_lake, tmp_path)
    account = ingest(tmp_path / "lake", SHAPES)
    assert account.balances()
    assert (account.records_in, account.duplicates, account.rejects) == (16, 16, 0)
    current = Lake(tmp_path / "lake").reader().execute("SELECT count(*) FROM articles WHERE is_current").fetchall()
    assert current == [(26,)]


def outcome(path):
    """What a file becomes: its format, its articles and the reasons of its rejects."""
    [(form, records)] = [found for batch in batches(discover([str(path)]), 2**20) for found in read(batch)]
    hashed = with_sha256(records, identity_sha256="identity").with_columns(
        run_id=pl.lit("r"), record_sha256=pl.lit(None, pl.String)
    )
    drafts = FORMATS[form].drafts(hashed)
    day = pl.coalesce(pl.col("published_at").dt.strftime("%Y-%m-%dT%H:%M:%SZ"), pl.col("published_on").cast(pl.String))
    articles = articles_of(drafts).select("title", day.alias("published"), "byline", "source_id", "body")
    return {"format": form, "articles": articles.to_dicts(), "rejects": drafts["reason"].drop_nulls().to_list()}


@pytest.mark.parametrize("expected", REAL, ids=[each["file"] for each in REAL])
def test_files_as_other_programs_write_and_test_them_are_read_or_rejected_as_they_should(expected):
    found = outcome(REAL_SHAPES / expected["file"])
    assert found == {name: expected[name] for name in found}


def test_each_of_these_files_has_its_outcome_written_down():
    assert sorted(each["file"] for each in REAL) == sorted(
        path.name for path in REAL_SHAPES.iterdir() if path.name != "expected.jsonl"
    )
