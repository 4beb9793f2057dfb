"""Keys from a Prefect block: what a block may hold, and when it is read again."""

import os

import pytest

from warehouse.errors import DatelineError, StoreAway
from warehouse.lake import credentials
from warehouse.lake.store import data_at, store_at

SECRET = "word-that-must-not-show"
NAMES = ("PGUSER", "PGPASSWORD", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN")


@pytest.fixture
def block(monkeypatch):
    """What the block `news` holds: a value to return, or an error to raise. Counts how often it is read."""

    class Block:
        value = None
        reads = 0

        def read(self, name):
            assert name == "news"
            self.reads += 1
            if isinstance(self.value, Exception):
                raise self.value
            return self.value

    held = Block()
    for name in NAMES:
        monkeypatch.setenv(name, "of-the-environment")
    monkeypatch.setenv("DATELINE_CREDENTIALS", "secret/news")
    monkeypatch.setattr(credentials, "_value", held.read)
    monkeypatch.setattr(credentials, "_READ_AT", {})
    return held


def test_what_a_block_holds_takes_the_place_of_the_environment_and_keys_of_s3_are_one_thing(block):
    block.value = {"AWS_ACCESS_KEY_ID": "AK", "AWS_SECRET_ACCESS_KEY": SECRET}
    credentials.put_credentials()
    assert [os.environ.get(name) for name in NAMES] == ["of-the-environment", "of-the-environment", "AK", SECRET, None]


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (SECRET, "holds no credentials"),
        ({}, "holds no credentials"),
        ([SECRET], "holds no credentials"),
        ({"PGPASSWORD": {"value": SECRET}}, "holds no credentials"),
        ({"PGPASSWORD": None}, "holds no credentials"),
        ({"PGPASSWORD": SECRET, "LD_PRELOAD": SECRET}, "sets LD_PRELOAD"),
        ({"AWS_CONFIG_FILE": SECRET}, "sets AWS_CONFIG_FILE"),
        ({"PGSERVICEFILE": SECRET, "DATELINE_LAKE": SECRET}, "sets DATELINE_LAKE, PGSERVICEFILE"),
    ],
)
def test_a_block_of_something_else_is_refused_and_not_repeated(block, value, told):
    block.value = value
    with pytest.raises(DatelineError, match=told) as error:
        credentials.put_credentials()
    assert SECRET not in str(error.value)
    assert SECRET not in os.environ.values()


@pytest.mark.parametrize("said", ["news", "secret/", "aws-credentials/news", "prefect:news"])
def test_what_names_no_secret_block_is_refused(block, monkeypatch, said):
    monkeypatch.setenv("DATELINE_CREDENTIALS", said)
    with pytest.raises(DatelineError, match="names no Secret block"):
        credentials.put_credentials()


def test_keys_that_were_exchanged_are_seen_after_a_while(block, monkeypatch):
    now = [100.0]
    monkeypatch.setattr(credentials.time, "monotonic", lambda: now[0])
    for value, later, seen in (("first", 0, "first"), ("second", 30, "first"), ("second", 61, "second")):
        now[0] = 100.0 + later
        block.value = {"PGPASSWORD": value}
        credentials.put_credentials()
        assert os.environ["PGPASSWORD"] == seen
    assert block.reads == 2


def test_a_server_that_is_away_is_an_error_only_before_the_block_was_read(block, monkeypatch):
    block.value = StoreAway("The server does not answer")
    with pytest.raises(StoreAway):
        credentials.put_credentials()
    block.value = {"PGPASSWORD": SECRET}
    credentials.put_credentials()
    monkeypatch.setattr(credentials, "_FRESH_SECONDS", 0.0)
    block.value = StoreAway("The server does not answer")
    credentials.put_credentials()
    assert os.environ["PGPASSWORD"] == SECRET


def test_a_lake_in_its_folder_asks_no_server_and_one_elsewhere_does(block, tmp_path, monkeypatch):
    block.value = {"PGPASSWORD": SECRET}
    store_at(tmp_path)
    assert block.reads == 0
    monkeypatch.setenv("DATELINE_DATA", "s3://bucket/x")
    store_at(tmp_path)
    assert block.reads == 1


def test_a_worker_of_a_cluster_reads_the_block_too(block):
    block.value = {"AWS_ACCESS_KEY_ID": "AK", "AWS_SECRET_ACCESS_KEY": SECRET}
    assert SECRET in data_at("s3://bucket/x").secret()
