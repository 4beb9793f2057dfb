from datetime import date
from hashlib import sha256

import polars as pl
import pytest

from flows.account import RunContext
from flows.ingest import extract_batch
from flows.reading import read_batch
from flows.run import put_rates, start_run
from flows.sources import discover
from tests.builders import empty_lake, ingest, prepared, samples_lake, write_article
from warehouse.errors import DatelineError
from warehouse.hashing import with_sha256
from warehouse.lake import Lake
from warehouse.lake.catalog import IN_DUCKDB
from warehouse.load import commit
from warehouse.staging import stage
from warehouse.status import status
from warehouse.tables import TABLES


def rows(lake, sql):
    return Lake(lake).reader().execute(sql).fetchall()


def test_the_same_bytes_are_loaded_once(tmp_path):
    write_article(tmp_path / "in", "a.txt", "Body.")
    write_article(tmp_path / "in", "copy.txt", "Body.")
    first = ingest(tmp_path / "lake", tmp_path / "in")
    second = ingest(tmp_path / "lake", tmp_path / "in")
    assert (first.articles, first.known, second.articles, second.known) == (1, 1, 0, 2)


def test_a_changed_file_is_a_revision_and_the_old_one_retires(tmp_path):
    write_article(tmp_path / "in", "a.txt", "It cost $5.")
    ingest(tmp_path / "lake", tmp_path / "in")
    write_article(tmp_path / "in", "a.txt", "It cost $6.")
    account = ingest(tmp_path / "lake", tmp_path / "in")
    assert (account.articles, account.revisions) == (0, 1)
    found = rows(tmp_path / "lake", "SELECT revision, is_current FROM articles ORDER BY revision")
    assert found == [(1, False), (2, True)]
    assert rows(tmp_path / "lake", "SELECT value FROM money") == [(6.0,)]


def test_the_catalog_has_as_many_rows_as_are_counted_also_where_some_were_changed(tmp_path):
    write_article(tmp_path / "in", "b.txt", "Bergen paid for a bridge.")
    for body in ("It cost $5.", "It cost $6."):
        write_article(tmp_path / "in", "a.txt", body)
        ingest(tmp_path / "lake", tmp_path / "in")
    told = status(Lake(tmp_path / "lake"))["rows"]
    assert told == {name: rows(tmp_path / "lake", f"SELECT count(*) FROM {name}")[0][0] for name in TABLES}
    [(deletes,)] = rows(tmp_path / "lake", f"SELECT count(*) FROM {IN_DUCKDB}ducklake_delete_file")
    assert deletes > 0


def test_the_same_text_elsewhere_is_linked_and_not_counted_twice(tmp_path):
    write_article(tmp_path / "in", "a.txt", "It cost $5.", " date 2025-03-15 One title")
    write_article(tmp_path / "in", "b.txt", "It cost $5.", " date 2025-03-16 Another title")
    account = ingest(tmp_path / "lake", tmp_path / "in")
    assert (account.articles, account.duplicates) == (1, 1)
    assert rows(tmp_path / "lake", "SELECT count(*) FROM money") == [(1,)]
    linked = rows(
        tmp_path / "lake",
        "SELECT b.title, b.similarity, a.title FROM articles b JOIN articles a ON b.duplicate_of = a.article_id",
    )
    assert linked == [("Another title", 1.0, "One title")]


def test_rejects_keep_their_reason_and_bytes(tmp_path):
    path = write_article(tmp_path / "in", "a.txt", "", " date 2025-02-30 T")
    account = ingest(tmp_path / "lake", tmp_path / "in")
    assert account.reasons == {"impossible_date": 1}
    found = rows(
        tmp_path / "lake", "SELECT source_uri, reason, record FROM rejects JOIN rejected_bytes USING (record_sha256)"
    )
    assert found == [(path.as_uri(), "impossible_date", path.read_bytes())]


def test_an_unreadable_file_is_rejected_once_and_stops_nothing(tmp_path):
    write_article(tmp_path / "in", "a.txt", "Body.")
    (tmp_path / "in/gone.txt").symlink_to(tmp_path / "nowhere")
    first = ingest(tmp_path / "lake", tmp_path / "in")
    ingest(tmp_path / "lake", tmp_path / "in")
    assert (first.articles, first.reasons) == (1, {"unreadable": 1})
    assert rows(tmp_path / "lake", "SELECT count(*) FROM rejects") == [(1,)]


def with_a_staged_batch(folder):
    write_article(folder / "in", "a.txt", "It cost $5.")
    empty_lake(folder / "lake")
    context = RunContext(str(folder / "lake"), date(2025, 3, 16), (str(folder / "in"),))
    put_rates(context)
    [plan] = start_run(context, discover(context.sources), 2**20)
    batch, _ = read_batch(context, plan)
    extract_batch(context, batch)
    (folder / "batch").write_text(str(batch.relative_to(folder)))


def staged(tmp_path):
    """A lake, and the folder of a batch that is ready for its commit."""
    lake = prepared(with_a_staged_batch, tmp_path)
    return lake, tmp_path / (tmp_path / "batch").read_text()


def test_a_commit_whose_answer_was_lost_is_not_repeated(tmp_path):
    lake, folder = staged(tmp_path)
    assert [commit(lake, folder), commit(lake, folder)] == [True, False]
    assert rows(lake.path, "SELECT count(*) FROM articles") == [(1,)]


def test_a_failed_commit_leaves_nothing_to_see(tmp_path):
    lake, folder = staged(tmp_path)
    [facts] = (folder / "numeric_facts").rglob("*.parquet")
    facts.write_bytes(b"no parquet")
    with pytest.raises(Exception, match=r"parquet|Parquet"):
        commit(lake, folder)
    counts = rows(lake.path, "SELECT (SELECT count(*) FROM articles), (SELECT count(*) FROM ledger)")
    assert counts == [(0, 0)]


def test_rows_that_break_their_contract_are_not_staged(tmp_path):
    bad = pl.DataFrame({"currency": ["USD"], "rate_on": [date(2025, 1, 1)], "units_per_eur": [None]})
    with pytest.raises(DatelineError, match="units_per_eur"):
        stage(tmp_path, {"fx_rates": bad.cast({"units_per_eur": pl.Float64})})


def test_hashes_are_those_of_the_bytes():
    frame = pl.DataFrame({"text": ["abc", "\u00e9", None], "record": [b"abc", b"\xff", None]})
    frame = with_sha256(frame, of_text="text", of_record="record")
    abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert frame["of_text"].to_list() == [abc, sha256("\u00e9".encode()).hexdigest(), None]
    assert frame["of_record"].to_list() == [abc, sha256(b"\xff").hexdigest(), None]


def test_a_batch_knows_those_that_will_be_committed_before_it(tmp_path):
    write_article(tmp_path / "in", "a.txt", "It cost $5.")
    write_article(tmp_path / "in", "b.txt", "It cost $5.", " date 2025-03-16 The same text")
    write_article(tmp_path / "in", "c.txt", "It cost $5.")
    account = ingest(tmp_path / "lake", tmp_path / "in", batch_bytes=10)
    assert (account.batches, account.articles, account.duplicates, account.known) == (3, 1, 1, 1)


def test_batches_of_any_size_give_the_same_tables_and_account_for_every_record(tmp_path, samples):
    whole = prepared(samples_lake, tmp_path / "whole").path
    account = ingest(tmp_path / "parts", samples, batch_bytes=30_000)
    assert account.batches > 2
    assert account.balances()
    assert (account.records_in, account.articles, account.rejects) == (29, 26, 3)
    for table in ("articles", "temporal_mentions", "numeric_facts", "entity_mentions", "entities", "rejects", "ledger"):
        key = f"SELECT md5(string_agg(t::VARCHAR, '|' ORDER BY t::VARCHAR)) FROM (SELECT * FROM {table}) t"
        assert rows(whole, key) == rows(tmp_path / "parts", key), table
