"""Keys from a block of a real Prefect server: a night runs with them, and they show nowhere."""

import json
import os
import subprocess
import sys

import pytest

from tests.builders import write_article
from tests.conftest import ROOT
from tests.stores import BUCKET, PASSWORD, database_of
from warehouse.errors import DatelineError, StoreAway
from warehouse.lake import credentials

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]

KEY, SECRET, TOKEN = "AKOFBLOCK", "key-in-the-block", "token-in-the-block"
HIDDEN = (PASSWORD, SECRET, TOKEN)


@pytest.fixture
def environment(tmp_path, servers, prefect_server):
    """The environment of a process that has keys by a block alone, and lets S3 refuse all others."""
    from prefect.settings import PREFECT_API_URL

    name = database_of(tmp_path)
    servers.postgres.make(name)
    servers.s3.fault = lambda request: None if request.key == KEY else (403, "InvalidAccessKeyId")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("AWS_", "PG"))}
    yield kept | {
        "PYTHONPATH": str(ROOT),
        "PREFECT_API_URL": PREFECT_API_URL.value(),
        "PREFECT_LOGGING_LEVEL": "DEBUG",
        "AWS_REGION": "us-east-1",
        "AWS_ENDPOINT_URL": servers.s3.address,
        "DATELINE_LAKE": str(tmp_path / "lake"),
        "DATELINE_CATALOG": f"postgres:host=127.0.0.1 port={servers.postgres.port} dbname={name} user=dateline",
        "DATELINE_DATA": f"s3://{BUCKET}/{name}",
        "DATELINE_CREDENTIALS": "secret/newsroom",
    }
    servers.s3.fault = lambda _: None


def save(**value):
    from prefect.blocks.system import Secret

    Secret(value=value).save("newsroom", overwrite=True)


def dateline(environment, *words):
    """A command's exit code and all that it says, in which nothing is seen that must not be."""
    done = subprocess.run(
        [sys.executable, "-m", "flows.cli", *words], cwd=ROOT, env=environment, capture_output=True, text=True
    )
    said = done.stdout + done.stderr
    assert not any(hidden in said for hidden in HIDDEN)
    return done.returncode, said


def told_by_the_server():
    """Everything that Prefect's server has of runs: parameters, states, logs, artifacts."""
    from prefect.client.orchestration import get_client

    with get_client(sync_client=True) as client:
        runs = client.read_flow_runs()
        tasks = client.read_task_runs()
        logs = client.read_logs(limit=200)
        artifacts = client.request("POST", "/artifacts/filter", json={}).text
        text = "".join(each.model_dump_json() for each in (*runs, *tasks, *logs)) + artifacts
    return len(runs), len(logs), text


def test_a_night_runs_with_the_keys_of_a_block_and_they_show_nowhere(tmp_path, environment):
    write_article(tmp_path / "in", "a.txt", "It cost $5.")
    save(PGPASSWORD=PASSWORD, AWS_ACCESS_KEY_ID=KEY, AWS_SECRET_ACCESS_KEY=SECRET, AWS_SESSION_TOKEN=TOKEN)
    code, said = dateline(environment, "ingest", str(tmp_path / "in"))
    assert code == 0, said
    code, said = dateline(environment, "query", "select value from money", "--format", "json")
    assert json.loads(said) == [{"value": 5.0}]
    for words in (("status",), ("open",), ("query", "from duckdb_secrets()"), ("query", "select nothing")):
        dateline(environment, *words)
    runs, logs, text = told_by_the_server()
    assert runs >= 1
    assert logs >= 1
    assert not any(hidden in text for hidden in HIDDEN)


def test_keys_of_a_block_that_are_refused_are_one_line_and_so_is_a_block_that_is_not_there(tmp_path, environment):
    write_article(tmp_path / "in", "a.txt", "It cost $5.")
    asked = ("ingest", str(tmp_path / "in"))
    save(PGPASSWORD=SECRET, AWS_ACCESS_KEY_ID=KEY, AWS_SECRET_ACCESS_KEY=SECRET)
    code, said = dateline(environment, *asked)
    assert (code, "password authentication failed" in said) == (2, True)
    save(PGPASSWORD=PASSWORD, AWS_ACCESS_KEY_ID="AKOTHER", AWS_SECRET_ACCESS_KEY=SECRET)
    code, said = dateline(environment, *asked)
    assert (code, "refuses (InvalidAccessKeyId)" in said) == (2, True)
    code, said = dateline(environment | {"DATELINE_CREDENTIALS": "secret/nobody"}, *asked)
    assert (code, said.count("\n"), "has no Secret block nobody" in said) == (2, 1, True)
    _, _, text = told_by_the_server()
    assert not any(hidden in text for hidden in HIDDEN)


def test_without_a_server_none_is_started(monkeypatch):
    from prefect.settings import PREFECT_API_URL, temporary_settings

    monkeypatch.setenv("DATELINE_CREDENTIALS", "secret/news")
    monkeypatch.setattr(credentials, "_READ_AT", {})
    with temporary_settings(restore_defaults={PREFECT_API_URL}), pytest.raises(DatelineError, match="needs a Prefect"):
        credentials.put_credentials()


def test_a_server_that_does_not_answer_is_named_without_its_password(monkeypatch):
    from prefect.settings import PREFECT_API_URL, PREFECT_CLIENT_MAX_RETRIES, temporary_settings

    monkeypatch.setenv("DATELINE_CREDENTIALS", "secret/news")
    monkeypatch.setattr(credentials, "_READ_AT", {})
    server = {PREFECT_API_URL: f"http://me:{PASSWORD}@127.0.0.1:1/api", PREFECT_CLIENT_MAX_RETRIES: 0}
    with temporary_settings(server), pytest.raises(StoreAway, match=r"at 127\.0\.0\.1:1 does not answer") as error:
        credentials.put_credentials()
    assert PASSWORD not in str(error.value)
