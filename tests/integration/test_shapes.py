"""The shapes in which the demo reads articles: a file of each format that is read."""

from flows.sources import FORMATS, discover
from tests.builders import ingest
from tests.conftest import SAMPLES
from warehouse.lake import Lake

SHAPES = SAMPLES.parent / "shapes"
# Formats that hold no texts, or are not read.
WITHOUT = {"sitemap", "gdelt", "wire"}


def test_there_is_a_sample_of_each_format_and_each_is_an_article_that_is_there(tmp_path):
    assert {part.format for part in discover([str(SHAPES)])} == set(FORMATS) - WITHOUT
    assert ingest(tmp_path / "lake", SAMPLES).articles == 26
    account = ingest(tmp_path / "lake", SHAPES)
    assert account.balances()
    assert (account.records_in, account.duplicates, account.rejects) == (16, 16, 0)
    current = Lake(tmp_path / "lake").reader().execute("SELECT count(*) FROM articles WHERE is_current").fetchall()
    assert current == [(26,)]
