"""Folders called `a[1]`, `b*` and `c?` are names: what the pattern would match is neither read nor lost."""

import shutil

import polars as pl
import pytest

from tests.broken_lakes import age, files_of, rows_of, write_wire
from tests.builders import ingest
from tests.integration.test_broken_lakes import run
from warehouse.lake import Lake
from warehouse.maintenance import maintain

# A folder's name, and a neighbour that it would match as a pattern.
NAMES = [
    ("e'[!x]", "e'y"),
    *(
        pytest.param(*names, marks=pytest.mark.slow)
        for names in (
            *(("year=1999", "year=2000"), ("a[1]", "a1"), ("b*", "bx"), ("c?", "cx")),
            ("d{1,2}", "d1"),
        )
    ),
]


@pytest.mark.parametrize(("name", "neighbour"), NAMES)
def test_a_lake_and_an_input_with_such_a_name(tmp_path, name, neighbour):
    inbox = write_wire(tmp_path / "inbox" / name / "wire.jsonl", "The port cost $5 million.", "It took 3 years.")
    other = write_wire(tmp_path / "inbox" / neighbour / "wire.jsonl", "Rents rose 4 percent.")
    ingest(tmp_path / neighbour, other)
    age(tmp_path / neighbour)
    shutil.copytree(tmp_path / neighbour / "data/main/articles", tmp_path / neighbour / "data/main/orphans")
    before = files_of(tmp_path / neighbour)

    lake = tmp_path / name
    ingest(lake, inbox.parent)
    more = write_wire(tmp_path / "more" / name / "more.jsonl", "It took 3 years.", "A new text, 7 days old.")
    ingest(lake, tmp_path / "more" / name / "*.jsonl")
    assert rows_of(lake)["articles"] == 4
    assert rows_of(lake)["ledger"] == 4
    age(lake)
    data = set(files_of(lake / "data"))
    maintain(Lake(lake), keep_days=1, dry_run=True)
    assert set(files_of(lake / "data")) == data
    maintain(Lake(lake), keep_days=1)
    assert rows_of(lake)["articles"] == 4
    here = ["--lake", str(lake)]
    assert run(["query", "select count(*) from articles", *here])[0] == 0
    assert run(["check", *here])[0] == 0
    assert run(["status", *here])[0] == 0
    out = tmp_path / "out" / name
    assert run(["export", str(out), "--tables", "articles,money", *here])[0] == 0
    assert pl.read_parquet(out / "articles.parquet", glob=False).height == 4
    assert run(["export", str(out), "--format", "duckdb", "--tables", "articles", *here])[0] == 0
    assert run(["backup", str(tmp_path / "copies" / name), *here])[0] == 0
    assert rows_of(tmp_path / "copies" / name) == rows_of(lake)
    assert run(["entities", "block", "org:port", "--reason", "none", *here])[0] == 0
    assert run(["entities", "block", "org:port", "--reason", "none", *here])[0] == 0
    assert more.exists()

    assert files_of(tmp_path / neighbour) == before
    assert rows_of(tmp_path / neighbour)["articles"] == 1
