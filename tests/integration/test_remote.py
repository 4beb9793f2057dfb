"""Input that lies elsewhere: servers of S3 and Google Cloud Storage on loopback, and pages from a web server."""

import gzip
import json
import threading
from datetime import date
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest

from flows.sources import remote, survey, unpack
from tests.builders import ingest
from tests.gcs_server import GcsServer
from tests.unit.flows.sources.pages.test_reading import page
from warehouse.errors import DatelineError
from warehouse.lake import Lake

LINES = [{"id": n, "published": "2026-03-11", "text": f"The ferry costs {n} euros."} for n in (1, 2)]
JSONL = "".join(json.dumps(line) + "\n" for line in LINES).encode()


def rows(lake, sql):
    return Lake(lake).reader().execute(sql).fetchall()


@pytest.fixture
def bucket(monkeypatch):
    server = pytest.importorskip("moto.server").ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    server.start()
    host, port = server.get_host_and_port()
    for name, value in {
        "AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test", "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_ENDPOINT_URL": f"http://{host}:{port}",
    }.items():  # fmt: skip
        monkeypatch.setenv(name, value)
    import boto3
    import s3fs

    s3fs.S3FileSystem.clear_instance_cache()
    client = boto3.client("s3")
    client.create_bucket(Bucket="news")
    yield partial(client.put_object, Bucket="news")
    s3fs.S3FileSystem.clear_instance_cache()
    server.stop()


@pytest.mark.slow
def test_objects_of_a_bucket_become_articles_and_are_known_the_next_night(bucket, tmp_path):
    bucket(Key="wire/2026-03-11/a.jsonl.gz", Body=gzip.compress(JSONL))
    bucket(Key="wire/2026-03-11/b.txt", Body=b" date 2026-03-11 T\n\nThe ferry costs 3 euros.")
    bucket(Key="wire/2026-03-11/logo.png", Body=b"\x89PNG")
    bucket(Key="wire/broken.zip", Body=b"PK\x03\x04 no more")
    bucket(Key="other/c.jsonl", Body=JSONL.replace(b"euros", b"kroner"))
    account = ingest(tmp_path / "lake", "s3://news/wire/")
    assert account.balances()
    assert (account.articles, account.reasons, account.passed_over) == (3, {"broken_container": 1}, {".png": 1})
    uris = rows(tmp_path / "lake", "SELECT DISTINCT source_uri, source FROM articles ORDER BY 1")
    assert uris == [("s3://news/wire/2026-03-11/a.jsonl.gz", "a"), ("s3://news/wire/2026-03-11/b.txt", "2026-03-11")]
    again = ingest(tmp_path / "lake", "s3://news/wire/*/*.gz", "s3://news/other/c.jsonl", as_of=date(2026, 3, 24))
    assert (again.known, again.articles) == (2, 2)


@pytest.mark.slow
def test_what_is_not_there_or_not_allowed_is_one_line(bucket, tmp_path):
    for address in ("s3://news/nothing/", "s3://news/x*.txt", "s3://nobucket/x"):
        with pytest.raises(DatelineError, match=r"nothing at|cannot be read"):
            survey([address])
    bucket(Key="a.jsonl", Body=JSONL)
    found = survey(["s3://news/a.jsonl"])
    bucket(Key="a.jsonl", Body=b"")
    remote._file_system("s3://news/a.jsonl")[0].rm("news/a.jsonl")
    [part] = unpack(found, tmp_path / "work").slices
    assert part.fault[0] == "unreadable"


@pytest.fixture
def google(monkeypatch):
    gcsfs = pytest.importorskip("gcsfs")
    server = GcsServer("news")
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    monkeypatch.setenv("STORAGE_EMULATOR_HOST", server.address)
    gcsfs.GCSFileSystem.clear_instance_cache()
    yield server.objects
    gcsfs.GCSFileSystem.clear_instance_cache()
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.slow
def test_objects_of_google_s_storage_become_articles(google, tmp_path):
    google["wire/2026-03-11/a.jsonl.gz"] = gzip.compress(JSONL)
    google["wire/2026-03-11/b & c.txt"] = b" date 2026-03-11 T\n\nThe ferry costs 3 euros."
    google["wire/logo.png"] = b"\x89PNG"
    google["other/c.jsonl"] = JSONL.replace(b"euros", b"kroner")
    account = ingest(tmp_path / "lake", "gs://news/wire/")
    assert account.balances()
    assert (account.articles, account.passed_over) == (3, {".png": 1})
    uris = rows(tmp_path / "lake", "SELECT DISTINCT source_uri FROM articles ORDER BY 1")
    assert uris == [("gs://news/wire/2026-03-11/a.jsonl.gz",), ("gs://news/wire/2026-03-11/b & c.txt",)]
    again = ingest(tmp_path / "lake", "gs://news/*/*.jsonl", "gs://news/wire/", as_of=date(2026, 3, 24))
    assert (again.known, again.articles) == (3, 2)
    with pytest.raises(DatelineError, match=r"nothing at|cannot be read"):
        survey(["gs://news/nothing/"])


@pytest.fixture
def site(tmp_path):
    folder = tmp_path / "site"
    folder.mkdir()
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(SimpleHTTPRequestHandler, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield folder, f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_page_of_the_web_is_an_article_with_its_address(site, tmp_path):
    folder, address = site
    (folder / "ferry").write_text(page(head='<meta property="article:published_time" content="2026-03-11">'))
    (folder / "wire.jsonl.gz").write_bytes(gzip.compress(JSONL))
    account = ingest(tmp_path / "lake", f"{address}/ferry?from=1", f"{address}/wire.jsonl.gz", f"{address}/gone.html")
    assert account.balances()
    assert (account.articles, account.reasons) == (3, {"unreadable": 1})
    [(url, uri, day)] = rows(
        tmp_path / "lake", "SELECT url, source_uri, published_on FROM articles WHERE url IS NOT NULL"
    )
    assert (url, uri, day) == (f"{address}/ferry?from=1", f"{address}/ferry?from=1", date(2026, 3, 11))


def test_without_its_library_the_message_names_the_extra(monkeypatch):
    monkeypatch.setattr(remote, "find_spec", lambda module: None)
    with pytest.raises(DatelineError, match="s3fs") as raised:
        survey(["s3://news/wire/"])
    assert "dateline[remote]" in str(raised.value)
